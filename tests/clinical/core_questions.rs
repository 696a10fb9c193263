//! Every combination of answers to the six core questions of the built-in rulebook.

use std::sync::OnceLock;

use needlecheck::Page;
use needlecheck::screening::Outcome;
use needlecheck::{Answers, Level, Report, Rulebook, Screener, Verdict};

use crate::support::TODAY;
use crate::support::slips::slips;
use crate::{needlecheck, needlecheck_with_input};

/// The core questions and what may be said to them; the last two, `unsure` and nothing at all,
/// leave them open.
const CORE: [(&str, &[&str]); 6] = [
    ("active_acne", &["no", "yes", "unsure", ""]),
    ("eczema", &["no", "yes", "unsure", ""]),
    ("rosacea", &["no", "yes", "unsure", ""]),
    ("infection", &["no", "yes", "unsure", ""]),
    ("setting", &["clinic", "home", "unsure", ""]),
    ("sun_exposure", &["low", "moderate", "high", "unsure", ""]),
];

/// For each core question the place of what is said to it.
type Said = [usize; 6];

fn count() -> usize {
    CORE.iter().map(|(_, words)| words.len()).product()
}

fn said(mut number: usize) -> Said {
    CORE.map(|(_, words)| {
        let at = number % words.len();
        number /= words.len();
        at
    })
}

fn number(said: Said) -> usize {
    CORE.iter().zip(said).rev().fold(0, |number, ((_, words), at)| number * words.len() + at)
}

fn is_open(question: usize, at: usize) -> bool {
    at + 2 >= CORE[question].1.len()
}

fn open_questions(said: Said) -> Vec<usize> {
    (0..CORE.len()).filter(|&question| is_open(question, said[question])).collect()
}

/// What is said in words, without what is left unanswered.
fn given(said: Said) -> impl Iterator<Item = (&'static str, &'static str)> {
    let given = CORE.iter().zip(said).map(|((id, words), at)| (*id, words[at]));
    given.filter(|(_, word)| !word.is_empty())
}

fn answers(rulebook: &Rulebook, said: Said) -> Answers<'_> {
    let mut answers = Answers::new(rulebook, TODAY);
    for (id, word) in given(said) {
        answers.set(id, word).expect("it is an answer to a core question");
    }
    answers
}

/// The same answers as JSON, some of them in the other way of writing them, last question first.
fn json(said: Said) -> String {
    let mut members: Vec<String> = given(said)
        .enumerate()
        .map(|(at, (id, word))| match word {
            "yes" if at % 2 == 0 => format!("\"{id}\": true"),
            "no" if at % 2 == 1 => format!("\"{id}\": false"),
            _ => format!("\"{id}\": \"{word}\""),
        })
        .collect();
    members.reverse();
    format!("{{{}}}", members.join(", "))
}

struct Screened {
    rulebook: &'static Rulebook,
    screener: Screener<'static>,
    lenient: Vec<Outcome>,
    strict: Vec<Outcome>,
}

/// Every combination, screened once for all tests.
fn screened() -> &'static Screened {
    static SCREENED: OnceLock<Screened> = OnceLock::new();
    SCREENED.get_or_init(|| {
        let rulebook = Rulebook::built_in();
        let screener = Screener::new(rulebook);
        let strict = Screener::new(rulebook).strict(true);
        let all = |screener: &Screener<'_>| {
            (0..count()).map(|at| screener.outcome(&answers(rulebook, said(at)))).collect()
        };
        Screened { rulebook, lenient: all(&screener), strict: all(&strict), screener }
    })
}

/// Calls `see` with every way to answer the open questions.
fn each_completion(said: Said, see: &mut impl FnMut(Said)) {
    match open_questions(said).first() {
        None => see(said),
        Some(&question) => {
            for at in (0..CORE[question].1.len()).filter(|&at| !is_open(question, at)) {
                let mut said = said;
                said[question] = at;
                each_completion(said, see);
            }
        }
    }
}

/// The six are all the questions that everybody is asked and that are never assumed, and there are
/// 5120 ways to answer them.
#[test]
fn the_core_questions_are_the_six_that_are_never_assumed() {
    let questions = screened().rulebook.questions().iter();
    let never = questions.filter(|q| q.assume.is_none() && q.ask_when.is_none());
    assert_eq!(never.map(|q| q.id.as_str()).collect::<Vec<_>>(), CORE.map(|(id, _)| id));
    assert_eq!(count(), 5120);
    assert!((0..count()).all(|at| number(said(at)) == at));
}

/// Nobody is told that treatment is possible before all six core questions are answered.
#[test]
fn no_go_while_a_core_question_is_open() {
    for (at, outcome) in screened().lenient.iter().enumerate() {
        let open = open_questions(said(at));
        let go = outcome.verdict().is_go();
        assert!(open.is_empty() || !go, "{:?}", said(at));
        if outcome.verdict() == Verdict::Incomplete {
            // What stands in the way is said, and nothing else is.
            let listed: Vec<_> = outcome
                .open
                .iter()
                .map(|open| screened().rulebook[open.question].id.as_str())
                .collect();
            assert!(!listed.is_empty());
            assert!(listed.iter().all(|id| open.iter().any(|&at| CORE[at].0 == *id)), "{listed:?}");
        }
    }
}

/// Acne, eczema, rosacea or an infection on the skin to be treated is always a reason to avoid.
#[test]
fn any_of_the_four_skin_conditions_means_avoid() {
    for (at, outcome) in screened().lenient.iter().enumerate() {
        if said(at)[..4].contains(&1) {
            assert_eq!(outcome.verdict(), Verdict::Level(Level::Avoid), "{:?}", said(at));
        }
    }
}

/// Without any of the four conditions, in a clinic and with little sun, nothing on the list
/// speaks against it; at home something always does.
#[test]
fn healthy_skin_in_a_clinic_without_sun_is_suitable_and_home_never_is() {
    let screened = screened();
    assert_eq!(screened.lenient[number([0; 6])].verdict(), Verdict::Level(Level::Suitable));
    for (at, outcome) in screened.lenient.iter().enumerate() {
        if said(at)[4] == 1 {
            assert!(outcome.floor > Level::Suitable, "{:?}", said(at));
        }
    }
}

/// However the open core questions turn out, the final level lies within the range reported
/// before, and a go verdict is the final level.
#[test]
fn every_completion_of_the_core_answers_lies_within_the_range() {
    let screened = screened();
    for (at, before) in screened.lenient.iter().enumerate() {
        each_completion(said(at), &mut |completed| {
            let after = &screened.lenient[number(completed)];
            let Verdict::Level(level) = after.verdict() else {
                panic!("{completed:?} leaves nothing open");
            };
            assert_eq!(after.floor, after.at_worst);
            assert!(before.floor <= level && level <= before.at_worst, "{completed:?}");
            match before.verdict() {
                Verdict::Level(said) if said.is_go() => assert_eq!(level, said),
                Verdict::Level(_) => assert!(level.is_stop()),
                Verdict::Incomplete => {}
            }
        });
    }
}

/// Answering one core question never widens the range, assuming the rest or not; and assuming
/// nothing is never more certain.
#[test]
fn answering_a_core_question_only_narrows_the_range() {
    let screened = screened();
    for at in 0..count() {
        let (strict, lenient) = (&screened.strict[at], &screened.lenient[at]);
        assert!(strict.floor <= lenient.floor && lenient.at_worst <= strict.at_worst);
        for question in open_questions(said(at)) {
            for word in (0..CORE[question].1.len()).filter(|&word| !is_open(question, word)) {
                let mut answered = said(at);
                answered[question] = word;
                for outcomes in [&screened.strict, &screened.lenient] {
                    let (before, after) = (&outcomes[at], &outcomes[number(answered)]);
                    assert!(before.floor <= after.floor, "{answered:?}");
                    assert!(after.at_worst <= before.at_worst, "{answered:?}");
                }
            }
        }
    }
}

/// Every combination gives the same report as JSON does; the reports of some are compared to
/// the byte, and those of a few with what the program prints.
#[test]
fn core_answers_give_the_same_report_as_flags_and_as_json() {
    let Screened { rulebook, screener, lenient, .. } = screened();
    for (at, outcome) in lenient.iter().enumerate() {
        let read = Answers::from_json(rulebook, &json(said(at)), TODAY).expect("it is valid");
        let texts = answers(rulebook, said(at));
        assert!(rulebook.question_ids().all(|id| read.get(id) == texts.get(id)), "{:?}", said(at));
        if at % 19 != 0 {
            continue;
        }
        let (report, same) = (Report::with(screener, &read), Report::with(screener, &texts));
        assert_eq!(report.outcome(), outcome);
        assert_eq!(report.to_json(), same.to_json());
        assert_eq!(report.to_text(Page::PLAIN), same.to_text(Page::PLAIN));
        if at % (19 * 17) == 0 && given(said(at)).next().is_some() {
            let flag = |(id, word): (&str, _)| format!("--{}={word}", id.replace('_', "-"));
            let flags = given(said(at)).map(flag).chain(["--json".to_owned()]);
            let expected = report.to_json() + "\n";
            assert_eq!(needlecheck(flags).out, expected);
            let run = needlecheck_with_input(["--answers=-", "--json"], json(said(at)));
            assert_eq!(run.out, expected);
        }
    }
}

/// Beside five good answers, a sixth whose question or answer is misspelt is an error, and none
/// of the six is screened.
#[test]
fn a_slip_in_one_of_the_core_answers_is_an_error() {
    let rulebook = screened().rulebook;
    for (at, (id, words)) in CORE.iter().enumerate() {
        let others: Vec<_> = CORE
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != at)
            .map(|(_, (id, words))| format!("\"{id}\": \"{}\", ", words[0]))
            .collect();
        let others = others.concat();
        let known = |word: &String| rulebook.find_question(word).is_some();
        let ids = slips(id).into_iter().filter(|slip| !known(slip));
        let ids = ids.map(|slip| format!("{{{others}\"{slip}\": \"{}\"}}", words[0]));
        let answers = words.iter().filter(|word| !word.is_empty()).flat_map(|word| slips(word));
        let answers = answers.filter(|slip| !words.contains(&slip.as_str()));
        let answers = answers.map(|slip| format!("{{{others}\"{id}\": \"{slip}\"}}"));
        let twice = format!("{{{others}\"{id}\": null, \"{id}\": \"{}\"}}", words[0]);
        for (number, json) in ids.chain(answers).chain([twice]).enumerate() {
            Answers::from_json(rulebook, &json, TODAY).expect_err(&json);
            if number % 251 == 0 {
                let run = needlecheck_with_input(["--answers=-"], json);
                assert_eq!((run.status, run.out.as_str()), (2, ""), "{}", run.err);
            }
        }
    }
}
