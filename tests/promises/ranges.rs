//! Never falsely reassuring: what open questions can and cannot do to a verdict.

use std::cmp::Reverse;

use needlecheck::screening::Outcome;
use needlecheck::{Rulebook, Screener, Verdict};
use proptest::prelude::*;

use crate::cases;
use crate::dice::Dice;
use crate::generator::{Case, Said, case};
use crate::reference::{Person, summary};

fn screened(case: &Case, rulebook: &Rulebook, dice: &mut Dice) -> Outcome {
    let answers = case.answers(rulebook, dice);
    Screener::new(rulebook).strict(case.strict).screen(&answers)
}

fn open_questions(case: &Case) -> Vec<usize> {
    let person = Person::new(case);
    (0..case.said.len()).filter(|&at| person.is_open(at)).collect()
}

/// Ways to answer all the open questions: every one, if they are few, or a sample.
fn completions(case: &Case, dice: &mut Dice) -> Vec<Vec<Said>> {
    const MOST: usize = 40;
    let open: Vec<_> =
        open_questions(case).into_iter().map(|at| (at, case.book.telling(at, case.on))).collect();
    let all = open.iter().try_fold(1_usize, |all, (_, telling)| {
        Some(all * telling.len()).filter(|&all| all <= MOST)
    });
    (0..all.unwrap_or(MOST))
        .map(|number| {
            let (mut said, mut rest) = (case.said.clone(), number);
            for (at, telling) in &open {
                let choice = match all {
                    Some(_) => rest % telling.len(),
                    None => dice.below(telling.len()),
                };
                rest /= telling.len();
                said[*at] = telling[choice].clone();
            }
            said
        })
        .collect()
}

proptest! {
    #![proptest_config(cases(250))]

    /// However the open questions turn out, the final level lies within the range that was
    /// reported; after a go verdict it is the very level that was reported, and a stop verdict
    /// is never taken back.
    #[test]
    fn a_verdict_holds_however_the_open_questions_turn_out(case in case()) {
        let rulebook = case.rulebook();
        let mut dice = case.dice.clone();
        let before = screened(&case, &rulebook, &mut dice);
        prop_assert!(before.floor <= before.at_worst);
        for said in completions(&case, &mut dice) {
            let answered = Case { said, ..case.clone() };
            let after = screened(&answered, &rulebook, &mut dice);
            let reference = Person::new(&answered).outcome();
            prop_assert_eq!(summary(&rulebook, &after), reference);
            let Verdict::Level(level) = after.verdict() else {
                return Err(TestCaseError::fail("with every answer there is a verdict"));
            };
            prop_assert!(after.open.is_empty());
            prop_assert!(before.floor <= level && level <= before.at_worst, "{:?}", answered.said);
            match before.verdict() {
                Verdict::Level(said) if said.is_go() => prop_assert_eq!(level, said),
                Verdict::Level(said) => prop_assert!(level.is_stop() && level >= said),
                Verdict::Incomplete => {}
            }
        }
    }

    /// Answering an open question never makes the worst case worse, and never takes back what
    /// was certain; and a question that is not listed as open changes nothing.
    #[test]
    fn answering_an_open_question_only_narrows_the_range(case in case()) {
        let rulebook = case.rulebook();
        let mut dice = case.dice.clone();
        let before = screened(&case, &rulebook, &mut dice);
        let levels = |outcome: &Outcome| {
            let levels = |f: &needlecheck::screening::Finding| (f.rule, f.level, f.could_be);
            outcome.findings.iter().map(levels).collect::<Vec<_>>()
        };
        for at in open_questions(&case) {
            for answer in case.book.telling(at, case.on) {
                let mut answered = case.clone();
                answered.said[at] = answer;
                let after = screened(&answered, &rulebook, &mut dice);
                prop_assert!(after.floor >= before.floor);
                prop_assert!(after.at_worst <= before.at_worst);
                for finding in &before.findings {
                    let same = after.findings.iter().find(|other| other.rule == finding.rule);
                    prop_assert!(same.is_some_and(|same| same.level >= finding.level));
                }
                if !before.open.iter().any(|open| open.question.index() == at) {
                    prop_assert_eq!(after.floor, before.floor);
                    prop_assert_eq!(after.at_worst, before.at_worst);
                    prop_assert_eq!(levels(&after), levels(&before));
                    prop_assert_eq!(&after.open, &before.open);
                }
            }
        }
    }

    /// Each open question lies between the best and the worst that its answers lead to, within
    /// the range of them all; once that range is a single level, so is each of theirs.
    #[test]
    fn an_open_question_says_what_its_answers_lead_to(case in case()) {
        let rulebook = case.rulebook();
        let mut dice = case.dice.clone();
        let before = screened(&case, &rulebook, &mut dice);
        for open in &before.open {
            prop_assert!(before.floor <= open.best && open.worst <= before.at_worst);
            if let Some(level) = before.settled() {
                prop_assert_eq!((open.best, open.worst), (level, level));
            }
            for answer in case.book.telling(open.question.index(), case.on) {
                let mut answered = case.clone();
                answered.said[open.question.index()] = answer;
                let after = screened(&answered, &rulebook, &mut dice);
                prop_assert!(open.best <= after.floor && after.at_worst <= open.worst);
            }
        }
        for pair in before.open.windows(2) {
            let weight = |open: &needlecheck::screening::Open| (Reverse(open.worst), open.best);
            prop_assert!(weight(&pair[0]) <= weight(&pair[1]));
        }
    }

    /// With `--strict` nothing is assumed, so the range holds whatever was assumed without it.
    #[test]
    fn a_strict_screening_is_never_more_certain(case in case()) {
        let rulebook = case.rulebook();
        let mut dice = case.dice.clone();
        let [strict, lenient] = [true, false]
            .map(|strict| screened(&Case { strict, ..case.clone() }, &rulebook, &mut dice));
        prop_assert!(strict.assumed.is_empty());
        prop_assert!(strict.floor <= lenient.floor && lenient.at_worst <= strict.at_worst);
    }
}
