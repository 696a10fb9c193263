//! Never falsely reassuring: what open questions can and cannot do to a verdict.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use needlecheck::screening::Outcome;
use needlecheck::{Rulebook, Screener, Verdict};
use proptest::prelude::*;

use crate::cases;
use crate::generator::{Case, Said, case};
use crate::reference::Person;
use crate::rng::Rng;
use crate::summary::summary;

fn screened(case: &Case, rulebook: &Rulebook, rng: &mut Rng) -> Outcome {
    let answers = case.answers(rulebook, rng);
    Screener::new(rulebook).strict(case.strict).outcome(&answers)
}

/// The questions in the order in which they are asked.
pub(crate) fn ask_order(rulebook: &Rulebook) -> Vec<usize> {
    rulebook.ask_order().iter().map(|id| id.index()).collect()
}

/// Somebody who goes on answering: what was said, and the person that this makes.
type Answering<'c> = (Vec<Said>, Person<'c>);

/// Everything that could be said to the first question, in the order in which they are asked, that
/// is open; `None` if no question is.
fn next_answers<'c>(
    case: &'c Case,
    order: &[usize],
    (said, person): &Answering<'c>,
) -> Vec<Answering<'c>> {
    let Some(&at) = order.iter().find(|&&at| person.is_open(at)) else { return Vec::new() };
    let answered = |answer: Said| {
        let person = person.answering(at, &answer);
        let mut said = said.clone();
        said[at] = answer;
        (said, person)
    };
    case.book.telling(at, case.on).into_iter().map(answered).collect()
}

/// Ways to answer the open questions one after the other, each as long as it is asked: every one,
/// if they are few, or a sample.
fn completions<'c>(case: &'c Case, order: &[usize], rng: &mut Rng) -> Vec<Answering<'c>> {
    const MOST: usize = 40;
    let start: Answering<'_> = (case.said.clone(), Person::new(case));
    let (mut left, mut complete) = (vec![start.clone()], Vec::new());
    while left.len() + complete.len() <= MOST
        && let Some(person) = left.pop()
    {
        let next = next_answers(case, order, &person);
        if next.is_empty() {
            complete.push(person);
        }
        left.extend(next);
    }
    if left.is_empty() {
        return complete;
    }
    let sample = |_| {
        let mut person = start.clone();
        loop {
            let mut next = next_answers(case, order, &person);
            if next.is_empty() {
                return person;
            }
            person = next.swap_remove(rng.below(next.len()));
        }
    };
    (0..MOST).map(sample).collect()
}

proptest! {
    #![proptest_config(cases(250))]

    /// However the open questions turn out, each answered as long as it is asked, the final level
    /// lies within the range that was reported; after a go verdict it is the very level that was
    /// reported, and a stop verdict is never taken back.
    #[test]
    fn a_verdict_holds_however_the_open_questions_turn_out(case in case()) {
        let rulebook = case.rulebook();
        let mut rng = case.rng.clone();
        let before = screened(&case, &rulebook, &mut rng);
        prop_assert!(before.floor <= before.at_worst);
        for (said, person) in completions(&case, &ask_order(&rulebook), &mut rng) {
            let answered = Case { said, ..case.clone() };
            let after = screened(&answered, &rulebook, &mut rng);
            prop_assert_eq!(summary(&rulebook, &after), person.outcome());
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

    /// Answering an open question that is certainly asked, or that was answered `unsure`, never
    /// makes the worst case worse, and never takes back what was certain; and one that is not
    /// listed as open, and does not decide what is assumed, changes nothing.
    #[test]
    fn answering_an_open_question_only_narrows_the_range(case in case()) {
        let rulebook = case.rulebook();
        let mut rng = case.rng.clone();
        let person = Person::new(&case);
        let before = screened(&case, &rulebook, &mut rng);
        let levels = |outcome: &Outcome| {
            let levels = |f: &needlecheck::screening::Finding| (f.rule, f.level, f.could_be);
            outcome.findings.iter().map(levels).collect::<Vec<_>>()
        };
        let waited_for = |outcome: &Outcome| {
            let open = outcome.open.iter().map(|open| (open.question, open.could_be));
            open.collect::<BTreeSet<_>>()
        };
        for at in (0..case.said.len()).filter(|&at| person.is_certainly_open(at)) {
            for answer in case.book.telling(at, case.on) {
                let assumes_as_before = person.answering(at, &answer).dropped() == person.dropped();
                let mut answered = case.clone();
                answered.said[at] = answer;
                let after = screened(&answered, &rulebook, &mut rng);
                prop_assert!(after.floor >= before.floor);
                prop_assert!(after.at_worst <= before.at_worst);
                for finding in &before.findings {
                    let same = after.findings.iter().find(|other| other.rule == finding.rule);
                    prop_assert!(same.is_some_and(|same| same.level >= finding.level));
                }
                let is_listed = before.open.iter().any(|open| open.question.index() == at);
                if assumes_as_before && !is_listed {
                    prop_assert_eq!(after.floor, before.floor);
                    prop_assert_eq!(after.at_worst, before.at_worst);
                    prop_assert_eq!(levels(&after), levels(&before));
                    prop_assert_eq!(waited_for(&after), waited_for(&before));
                }
            }
        }
    }

    /// Each open question says the best and the worst that its answers lead to. Where it is
    /// certainly asked, or was answered `unsure`, these lie within the range of them all; once
    /// that range is a single level, so is each of theirs.
    #[test]
    fn an_open_question_says_what_its_answers_lead_to(case in case()) {
        let rulebook = case.rulebook();
        let mut rng = case.rng.clone();
        let before = screened(&case, &rulebook, &mut rng);
        let person = Person::new(&case);
        for open in &before.open {
            if person.is_certainly_open(open.question.index()) {
                prop_assert!(before.floor <= open.best && open.worst <= before.at_worst);
            }
            for answer in case.book.telling(open.question.index(), case.on) {
                let mut answered = case.clone();
                answered.said[open.question.index()] = answer;
                let after = screened(&answered, &rulebook, &mut rng);
                prop_assert!(open.best <= after.floor && after.at_worst <= open.worst);
            }
        }
        for pair in before.open.windows(2) {
            let weight = |open: &needlecheck::screening::OpenQuestion| (Reverse(open.worst), open.best);
            prop_assert!(weight(&pair[0]) <= weight(&pair[1]));
        }
    }

    /// With `--strict` nothing is assumed, so the range includes what comes out with any assumption.
    #[test]
    fn a_strict_screening_is_never_more_certain(case in case()) {
        let rulebook = case.rulebook();
        let mut rng = case.rng.clone();
        let [strict, lenient] = [true, false]
            .map(|strict| screened(&Case { strict, ..case.clone() }, &rulebook, &mut rng));
        prop_assert!(strict.assumed.is_empty());
        prop_assert!(strict.floor <= lenient.floor && lenient.at_worst <= strict.at_worst);
    }
}

proptest! {
    #![proptest_config(cases(500))]

    /// A test for the tests: a plain reading of the rules, without the program, keeps the promises
    /// itself.
    #[test]
    fn a_plain_reading_of_the_rules_keeps_the_promises(case in case()) {
        let order = ask_order(&case.rulebook());
        let person = Person::new(&case);
        let (floor, at_worst) = person.range();
        for (said, completed) in completions(&case, &order, &mut case.rng.clone()) {
            let range = completed.range();
            prop_assert_eq!(range.0, range.1);
            prop_assert!(floor <= range.0 && range.1 <= at_worst, "{:?}", said);
        }
        for at in (0..case.said.len()).filter(|&at| person.is_certainly_open(at)) {
            for answer in case.book.telling(at, case.on) {
                let range = person.answering(at, &answer).range();
                prop_assert!(floor <= range.0 && range.1 <= at_worst, "{} {:?}", at, answer);
            }
        }
    }
}
