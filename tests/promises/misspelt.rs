//! Nothing that is misspelt is ever passed over.

use needlecheck::answers::FaultCode;
use needlecheck::rulebook::RESERVED_QUESTION_IDS;
use needlecheck::{Answers, Rulebook};
use proptest::prelude::*;

use crate::cases;
use crate::generator::{Case, Kind, Said, case};
use crate::input_forms::key;
use crate::rng::Rng;
use crate::same_report::RuleFile;
use crate::support::slips::slips;
use crate::support::{Run, needlecheck, needlecheck_with_input};

fn slip(word: &str, rng: &mut Rng) -> String {
    rng.one_of(&slips(word)).clone()
}

/// That a run was refused for the slip alone: without it the same arguments are screened.
fn assert_screened(run: &Run) {
    assert_ne!(run.status, 2, "{run:?}");
    assert_ne!(run.out, "", "{run:?}");
}

fn assert_refused(run: &Run) {
    assert_eq!(run.status, 2, "{run:?}");
    assert_eq!(run.out, "", "{run:?}");
    assert!(run.err.starts_with("error: "), "{run:?}");
}

/// The words that may stand where the answer to a question stands; `None` for numbers and
/// days, of which many are one slip away from another.
fn words(case: &Case, at: usize) -> Option<(String, Vec<String>)> {
    let question = &case.book.questions[at];
    let owned = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>();
    let said = case.said[at].text(question, &mut case.rng.clone())?;
    let valid = match &question.kind {
        Kind::YesNo => owned(&["yes", "no", "unsure"]),
        Kind::Choice(options) => [&options[..], &owned(&["unsure"])].concat(),
        // An option may be called nearly `unsure`, so the kinds with words of their own come first.
        Kind::Date if matches!(case.said[at], Said::Never | Said::Today | Said::Unsure) => {
            owned(&["never", "today", "unsure"])
        }
        _ if case.said[at] == Said::Unsure => owned(&["unsure"]),
        _ => return None,
    };
    Some((said, valid))
}

fn is_question(case: &Case, id: &str) -> bool {
    case.book.questions.iter().any(|question| question.id == id)
}

proptest! {
    #![proptest_config(cases(80))]

    /// A slip in the name of one question is an error for flags and for JSON: nothing is
    /// screened, and nothing is printed that could be taken for a verdict.
    #[test]
    fn a_misspelt_question_is_an_error(case in case()) {
        let file = RuleFile::new("question", &case);
        let mut rng = case.rng.clone();
        let mut case = case;
        let at = rng.below(case.said.len());
        let id = case.book.questions[at].id.clone();

        let flag = slip(&id.replace('_', "-"), &mut rng);
        let known = flag.replace('-', "_");
        // With `_` for `-` it is no flag, even where it is the question's own id.
        let valid = !flag.contains('_') && is_question(&case, &known)
            || RESERVED_QUESTION_IDS.contains(&known.trim_matches('_'));
        if !valid && !flag.is_empty() && !flag.starts_with('-') {
            let on = vec![format!("--on={}", case.on)];
            let mut args = [file.args(&case), on, case.flags(&mut rng)].concat();
            if case.said.iter().any(|said| *said != Said::Nothing) {
                assert_screened(&needlecheck(&args));
            }
            let place = 1 + rng.below(args.len());
            args.insert(place, format!("--{flag}=unsure"));
            // In front of a value of its own a flag would be taken for something else.
            if args.get(place + 1).is_none_or(|next| next.starts_with("--")) {
                assert_refused(&needlecheck(args));
            }
        }

        let written = slip(&id, &mut rng);
        if !is_question(&case, &written) && !["id", "on"].contains(&written.as_str()) {
            case.book.questions[at].id.clone_from(&written);
            case.said[at] = Said::Unsure;
            let json = case.json(&mut rng);
            let args = [file.args(&case), vec!["--answers=-".to_owned()]].concat();
            let run = needlecheck_with_input(&args, json);
            assert_refused(&run);
            prop_assert!(run.err.contains(&written), "{run:?}");
            case.book.questions[at].id = id;
            assert_screened(&needlecheck_with_input(args, case.json(&mut rng)));
        }
    }

    /// A slip in an answer that is a word, such as an option or `unsure`, is an error for flags
    /// and for JSON.
    #[test]
    fn a_misspelt_answer_is_an_error(case in case()) {
        let file = RuleFile::new("answer", &case);
        let mut rng = case.rng.clone();
        for at in 0..case.said.len() {
            let Some((said, valid)) = words(&case, at) else { continue };
            let slip = slip(&said, &mut rng);
            if valid.contains(&slip.to_lowercase()) {
                continue;
            }
            let id = &case.book.questions[at].id;
            let flag = |word| format!("--{}={word}", id.replace('_', "-"));
            let run = |word| needlecheck([file.args(&case), vec![flag(word)]].concat());
            assert_screened(&run(&said));
            assert_refused(&run(&slip));
            let json = format!("{{{}: \"{slip}\"}}", key(id, &mut rng));
            let args = [file.args(&case), vec!["--answers=-".to_owned()]].concat();
            assert_refused(&needlecheck_with_input(args, json));
        }
    }

    /// A question that is answered twice is an error, even if both answers are the same.
    #[test]
    fn a_question_answered_twice_is_an_error(case in case()) {
        let file = RuleFile::new("twice", &case);
        let mut rng = case.rng.clone();
        let id = &case.book.questions[rng.below(case.said.len())].id;
        let again = *rng.one_of(&["null", "\"unsure\"", "7"]);
        let json = case.json(&mut rng).trim().trim_end_matches('}').to_owned();
        let twice = format!("{}: null, {}: {again}", key(id, &mut rng), key(id, &mut rng));
        let json = format!("{json}, {twice}}}");
        let args = [file.args(&case), vec!["--answers=-".to_owned()]].concat();
        let run = needlecheck_with_input(args, json);
        assert_refused(&run);
        prop_assert!(run.err.contains("is repeated"), "{run:?}");

        let flag = format!("--{}=unsure", id.replace('_', "-"));
        let args = [file.args(&case), vec![flag.clone(), flag]].concat();
        assert_refused(&needlecheck(args));
    }
}

/// No slip in a question of the built-in rulebook, nor in any of its options, is taken for an
/// answer.
#[test]
fn a_slip_in_a_built_in_question_or_option_is_an_error() {
    let rulebook = Rulebook::built_in();
    let mut answers = Answers::new(rulebook, crate::support::TODAY);
    for question in rulebook.questions() {
        // A sample will do: there are a thousand for each.
        for slip in slips(&question.id).into_iter().step_by(97) {
            if rulebook.find_question(&slip).is_none() {
                let fault = answers.set(&slip, "unsure").expect_err(&slip);
                assert_eq!(fault.code, FaultCode::UnknownQuestion, "{slip}");
            }
        }
        for option in question.options() {
            for slip in slips(&option.id) {
                if !question.options().iter().any(|option| option.id == slip) {
                    let fault = answers.set(&question.id, &slip).expect_err(&slip);
                    assert_eq!(fault.code, FaultCode::UnknownAnswer, "{slip}");
                }
            }
        }
    }
    assert!(rulebook.question_ids().all(|id| answers.get(id).is_none()));
}
