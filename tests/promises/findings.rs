//! A screening finds what the words of the rule file say.

use jiff::civil::Date;
use needlecheck::answers::Answer;
use needlecheck::rulebook::QuestionId;
use needlecheck::screening::{Finding, Outcome, Workspace};
use needlecheck::{Answers, Rulebook, Screener};
use proptest::prelude::*;

use crate::generator::{Case, When, case, later};
use crate::reference::{Person, Truth};
use crate::summary::{Found, summary, text};
use crate::{cases, some};

fn screened(case: &Case, rulebook: &Rulebook) -> Outcome {
    let answers = case.answers(rulebook, &mut case.rng.clone());
    Screener::new(rulebook).strict(case.strict).outcome(&answers)
}

/// The same answers on another day; dates stay the days that they are.
pub(crate) fn on_day<'r>(answers: &Answers<'r>, on: Date) -> Answers<'r> {
    answering(answers.rulebook(), on, |id| answers.get(id))
}

/// These answers to the questions of a rulebook.
pub(crate) fn answering(
    rulebook: &Rulebook,
    on: Date,
    answer: impl Fn(QuestionId) -> Option<Answer>,
) -> Answers<'_> {
    let mut answers = Answers::new(rulebook, on);
    for id in rulebook.question_ids() {
        let text = match answer(id) {
            None => continue,
            Some(Answer::Unsure) => "unsure".to_owned(),
            Some(Answer::Value(value)) => text(&rulebook[id], value),
        };
        answers.set(&rulebook[id].id, &text).expect("it is an answer");
    }
    answers
}

/// Whether the rule of a finding still certainly holds for the same answers on another day.
fn still_holds(answers: &Answers<'_>, strict: bool, finding: &Finding, on: Date) -> bool {
    let rulebook = answers.rulebook();
    let then = on_day(answers, on);
    let outcome = Screener::new(rulebook).strict(strict).outcome(&then);
    outcome.findings.iter().any(|other| other.rule == finding.rule)
}

proptest! {
    #![proptest_config(cases(500))]

    /// The verdict, the range of levels, every finding with its answers, and every question that
    /// is open, assumed or answered without being asked are those that a plain reading of the
    /// rules comes to.
    #[test]
    fn a_report_says_what_a_plain_reading_of_the_rules_says(case in case()) {
        let rulebook = case.rulebook();
        let found = summary(&rulebook, &screened(&case, &rulebook));
        prop_assert_eq!(found, Person::new(&case).outcome(), "{}", case.book.to_toml());
    }

    /// If a finding ends by itself, the report says on which day: the first on which the rule no
    /// longer holds for any answers to the open questions.
    #[test]
    fn a_finding_says_when_time_alone_ends_it(case in case()) {
        let rulebook = case.rulebook();
        let person = Person::new(&case);
        for finding in screened(&case, &rulebook).findings {
            let rule = &case.book.rules[finding.rule.index()];
            prop_assert_eq!(finding.ends, person.ends(&rule.when), "{:?}", rule.when);
        }
    }

    /// Somebody who comes back with the same answers is told the same until the day that the
    /// finding ends, and no longer from that day on; a finding without such a day is still
    /// there in thirty years, or an open question could have kept it, on some day at least.
    #[test]
    fn coming_back_on_the_day_a_finding_ends_is_early_enough(case in case()) {
        let rulebook = case.rulebook();
        let answers = case.answers(&rulebook, &mut case.rng.clone());
        for finding in Screener::new(&rulebook).strict(case.strict).outcome(&answers).findings {
            let holds = |on| still_holds(&answers, case.strict, &finding, on);
            let (person, rule) = (Person::new(&case), &case.book.rules[finding.rule.index()]);
            let Some(ends) = finding.ends else {
                let doubtful = |day: &Date| person.on(*day).holds(&rule.when) == Truth::Maybe;
                let in_doubt = person.wait_ends().iter().any(doubtful);
                prop_assert!(holds(later(case.on, 30 * 365)) || in_doubt);
                continue;
            };
            prop_assert!(ends > case.on);
            prop_assert_eq!(person.on(ends).holds(&rule.when), Truth::No);
            let days = ends.since(case.on).expect("both are days of the calendar").get_days();
            // Every day of the first and the last two weeks, and some between.
            let step = usize::try_from(days / 10 + 1).expect("the end comes after the start");
            for day in (0..days).step_by(step).chain((0..days).filter(|d| *d < 7 || days - d < 14)) {
                prop_assert!(holds(later(case.on, day)), "{} days before {}", days - day, ends);
            }
            for day in [0, 1, 2, 30, 366] {
                prop_assert!(!holds(later(ends, day)), "{day} days after {}", ends);
            }
        }
    }

    /// A workspace used before, for other people, rules and days, changes nothing.
    #[test]
    fn a_room_serves_one_screener_after_another(cases in prop::collection::vec(case(), 2..5)) {
        let rulebooks: Vec<_> = cases.iter().map(Case::rulebook).collect();
        let screeners: Vec<_> = rulebooks.iter().map(Screener::new).collect();
        let mut workspace = Workspace::default();
        for _ in 0..2 {
            for (case, screener) in cases.iter().zip(&screeners) {
                let answers = case.answers(screener.rulebook(), &mut case.rng.clone());
                let alone = screener.outcome(&answers);
                prop_assert_eq!(screener.outcome_with(&mut workspace, &answers), &alone);
                let later = on_day(&answers, later(case.on, 40));
                let alone = screener.outcome(&later);
                prop_assert_eq!(screener.outcome_with(&mut workspace, &later), &alone);
            }
        }
    }

    /// The answers that a finding names are enough: with them alone, and nothing assumed, the
    /// rule applies all the same, whether their questions would have been asked or not.
    #[test]
    fn the_answers_that_a_finding_names_are_all_that_it_takes(case in case()) {
        let rulebook = case.rulebook();
        for finding in screened(&case, &rulebook).findings {
            let mut alone = Answers::new(&rulebook, case.on);
            for &(question, value) in &finding.because {
                let question = &rulebook[question];
                alone.set(&question.id, &text(question, value)).expect("it is an answer");
            }
            let outcome = Screener::new(&rulebook).strict(true).outcome(&alone);
            let found = outcome.findings.iter().any(|other| other.rule == finding.rule);
            prop_assert!(found, "{:?}", finding);
        }
    }
}

/// How many questions have to be asked before this one can be: the longest chain of them.
fn depth(case: &Case, at: usize) -> usize {
    fn through(case: &Case, when: &When) -> usize {
        match when {
            When::Test(question, _) => 1 + depth(case, *question),
            When::Any(parts) | When::All { parts, .. } => {
                parts.iter().map(|part| through(case, part)).max().unwrap_or_default()
            }
        }
    }
    case.book.questions[at].ask_when.as_ref().map_or(0, |when| through(case, when))
}

/// A test for the tests: the random cases reach what the promises are about. Of 1000 cases 379
/// have a chain of three, in 118 an answer refutes what would be assumed, in 157 an answer that
/// nobody asked for makes a rule apply, and in 196 a finding rests on what was assumed.
#[test]
fn the_random_cases_are_worth_screening() {
    let mut seen = [0_u32; 16];
    for case in some(case(), 1_000) {
        let outcome = Person::new(&case).outcome();
        let person = Person::new(&case);
        let ends = |found: &Found| person.ends(&case.book.rules[found.rule].when).is_some();
        let all = || 0..case.said.len();
        let doubtful = |at: usize| person.applies(at) == Truth::Maybe;
        let refuted = !person.dropped().is_empty();
        let fires = |found: &Found| found.because.iter().any(|said| outcome.unasked.contains(said));
        for (count, reached) in seen.iter_mut().zip([
            outcome.verdict == needlecheck::Verdict::Incomplete,
            outcome.floor.is_stop() && outcome.floor < outcome.at_worst,
            outcome.findings.len() > 2,
            outcome.findings.iter().any(|found| found.could_be.is_some()),
            outcome.findings.iter().any(ends),
            !outcome.open.is_empty(),
            !outcome.unasked.is_empty(),
            !outcome.assumed.is_empty(),
            all().any(doubtful),
            // A chain of three that each wait for the one before.
            all().any(|at| depth(&case, at) >= 3),
            refuted,
            refuted && case.book.levels_by.is_some_and(|at| person.dropped().contains(&at)),
            // An answer that nobody asked for makes a rule apply.
            outcome.findings.iter().any(fires),
            outcome.unasked.iter().any(|(_, answer)| answer == "unsure"),
            outcome.findings.iter().any(|found| !found.assumed.is_empty()),
            refuted && outcome.floor < outcome.at_worst,
        ]) {
            *count += u32::from(reached);
        }
    }
    assert!(seen.iter().all(|&count| count >= 30), "{seen:?}");
}
