//! What would change the verdict, and when.

use std::collections::BTreeSet;

use jiff::civil::Date;
use needlecheck::answers::Answer;
use needlecheck::rulebook::QuestionId;
use needlecheck::screening::{Change, MAX_CHANGES, Outlook};
use needlecheck::{Answers, Level, Report, Rulebook, Screener, Verdict};
use proptest::prelude::*;

use crate::findings::{answering, on_day};
use crate::generator::{Case, Said, eventful_case, later};
use crate::ranges::ask_order;
use crate::reference::{Person, Truth};
use crate::same_report::RuleFile;
use crate::summary::text;
use crate::support::needlecheck;
use crate::{cases, some};

fn screener<'r>(case: &Case, rulebook: &'r Rulebook) -> Screener<'r> {
    Screener::new(rulebook).strict(case.strict)
}

/// From the best to the worst.
fn rank(verdict: Verdict) -> usize {
    let order = [
        Verdict::Level(Level::Suitable),
        Verdict::Level(Level::Caution),
        Verdict::Incomplete,
        Verdict::Level(Level::Defer),
        Verdict::Level(Level::Avoid),
    ];
    order.iter().position(|&known| known == verdict).expect("these are all")
}

/// The verdict that an outlook gives for a day.
fn foretold(outlook: &Outlook, day: Date) -> Verdict {
    outlook.steps.iter().rev().find(|step| step.from <= day).expect("from the first on").verdict
}

/// Every day to come, if they are few; otherwise all days around the end of a wait, and others.
fn days(case: &Case, most: i32) -> Vec<Date> {
    let ends = Person::new(case).wait_ends();
    let Some(&last) = ends.last() else { return vec![case.on] };
    let span = last.since(case.on).expect("both are days of the calendar").get_days() + 2;
    let step = usize::try_from(span / most + 1).expect("the last comes later");
    let some = (0..=span).step_by(step).map(|days| later(case.on, days));
    let near = ends.iter().flat_map(|&end| (-1..=1).map(move |days| later(end, days)));
    let days: BTreeSet<Date> = some.chain(near).filter(|&day| day >= case.on).collect();
    days.into_iter().collect()
}

/// One way to a better verdict, as a plain search finds it: which questions are changed, from
/// which day on, and what that comes to.
#[derive(Clone, Debug, PartialEq)]
struct Plan {
    set: Vec<usize>,
    day: Date,
    verdict: Verdict,
}

impl Plan {
    fn covers(&self, other: &Self) -> bool {
        self.set.iter().all(|at| other.set.contains(at))
            && self.day <= other.day
            && rank(self.verdict) <= rank(other.verdict)
    }
}

/// The answers that can be changed, and to what.
fn changeable(case: &Case) -> Vec<(usize, Said)> {
    let person = Person::new(case);
    let questions = case.book.questions.iter().zip(&case.said).enumerate();
    let item = |(at, (question, said)): (usize, (&crate::generator::Question, &Said))| {
        let way = question.change.iter().find(|way| way.starts_at(said))?;
        (person.applies(at) != Truth::No).then(|| (at, way.to.clone()))
    };
    questions.filter_map(item).collect()
}

/// Every set of these with at most this number of members.
fn sets<T: Clone>(items: &[T], most: usize) -> Vec<Vec<T>> {
    let Some((first, rest)) = items.split_first() else { return vec![Vec::new()] };
    let without = sets(rest, most);
    let with = without.iter().filter(|set| set.len() < most);
    let with = with.map(|set| [std::slice::from_ref(first), &set[..]].concat()).collect::<Vec<_>>();
    [without, with].concat()
}

/// All that there is to try, on every one of these days, and of it what nothing else covers; best
/// first. Who only waits takes back no answer.
fn by_brute_force(case: &Case, order: &[usize], days: &[Date]) -> Vec<Plan> {
    let person = Person::new(case);
    let today = person.verdict();
    let mut plans = Vec::new();
    for set in sets(&changeable(case), MAX_CHANGES) {
        for &day in days {
            let then = match &set[..] {
                [] => person.on(day),
                set => person.planning(set, day, order),
            };
            let verdict = then.verdict();
            if rank(verdict) < rank(today) {
                plans.push(Plan { set: set.iter().map(|&(at, _)| at).collect(), day, verdict });
            }
        }
    }
    let least = |plan: &&Plan| !plans.iter().any(|other| other != *plan && other.covers(plan));
    let mut least: Vec<Plan> = plans.iter().filter(least).cloned().collect();
    least.retain(|plan| !plan.set.is_empty());
    least.sort_by_key(|plan| (rank(plan.verdict), plan.set.len(), plan.day, plan.set.clone()));
    least
}

fn plan(case: &Case, change: &Change) -> Plan {
    Plan {
        set: change.set.iter().map(|(question, _)| question.index()).collect(),
        day: change.wait_until.unwrap_or(case.on),
        verdict: change.verdict,
    }
}

/// The person who carries a change out.
fn changed<'c>(case: &'c Case, rulebook: &Rulebook, change: &Change) -> Person<'c> {
    let mut set = changeable(case);
    set.retain(|(at, _)| change.set.iter().any(|(question, _)| question.index() == *at));
    let day = change.wait_until.unwrap_or(case.on);
    Person::new(case).planning(&set, day, &ask_order(rulebook))
}

/// Whether a change leaves an answer behind that is not asked for any more.
fn takes_back(case: &Case, rulebook: &Rulebook, change: &Change) -> bool {
    let (before, after) = (Person::new(case), changed(case, rulebook, change));
    (0..case.said.len()).any(|at| before.answers(at) && !after.answers(at))
}

/// The answers with the changes carried out, for treatment on the day that they wait for, and
/// without those to questions that are not asked any more.
fn carried_out<'r>(case: &Case, answers: &Answers<'r>, change: &Change) -> Answers<'r> {
    let rulebook = answers.rulebook();
    let kept = changed(case, rulebook, change);
    let value = |id: QuestionId| change.set.iter().find(|(changed, _)| *changed == id);
    answering(rulebook, change.wait_until.unwrap_or(answers.on()), |id| match value(id) {
        Some((_, value)) => Some(Answer::Value(*value)),
        None => answers.get(id).filter(|_| kept.answers(id.index())),
    })
}

proptest! {
    #![proptest_config(cases(250))]

    /// The same answers screened on any later day give what the outlook said for that day.
    #[test]
    fn an_outlook_comes_true_on_every_day(case in eventful_case()) {
        let rulebook = case.rulebook();
        let screener = screener(&case, &rulebook);
        let answers = case.answers(&rulebook, &mut case.rng.clone());
        let outlook = screener.screen(&answers).outlook;
        prop_assert_eq!(outlook.steps[0].from, case.on);
        for pair in outlook.steps.windows(2) {
            prop_assert!(pair[0].from < pair[1].from && pair[0].verdict != pair[1].verdict);
        }
        for day in days(&case, 1_500) {
            let then = screener.outcome(&on_day(&answers, day)).verdict();
            prop_assert_eq!(then, foretold(&outlook, day), "on {}", day);
        }
        for years in [10, 100] {
            let day = later(case.on, years * 366);
            prop_assert_eq!(Person::new(&case).on(day).verdict(), foretold(&outlook, day));
        }
    }

    /// What is said to last is a reason now and in a hundred years, and nothing else is both.
    #[test]
    fn what_lasts_is_what_time_alone_never_ends(case in eventful_case()) {
        let rulebook = case.rulebook();
        let answers = case.answers(&rulebook, &mut case.rng.clone());
        let report = Report::with(&screener(&case, &rulebook), &answers);
        let lasting: Vec<usize> = report.outlook().lasting.iter().map(|id| id.index()).collect();
        let now = Person::new(&case);
        let then = now.on(later(case.on, 100 * 366));
        let lasts = |&at: &usize| {
            let rule = &case.book.rules[at];
            let finding = report.outcome().findings.iter().find(|found| found.rule.index() == at);
            finding.is_some_and(|finding| finding.level > Level::Suitable)
                && then.holds(&rule.when) == Truth::Yes
        };
        let expected: Vec<usize> = (0..case.book.rules.len()).filter(lasts).collect();
        prop_assert_eq!(lasting, expected);
    }
}

proptest! {
    #![proptest_config(cases(1_500))]

    /// The changes are the smallest sets that lead to a better verdict, all of them up to the
    /// size that is promised, and the best come first: a plain search through every set of
    /// changes and the days to come finds the same.
    #[test]
    fn the_changes_are_the_smallest_that_help_and_none_is_missing(case in eventful_case()) {
        let rulebook = case.rulebook();
        let answers = case.answers(&rulebook, &mut case.rng.clone());
        let changes = screener(&case, &rulebook).screen(&answers).changes;
        let found: Vec<Plan> = changes.iter().map(|change| plan(&case, change)).collect();
        let expected = by_brute_force(&case, &ask_order(&rulebook), &days(&case, 20));
        prop_assert_eq!(found, expected, "{}", case.book.to_toml());
        for change in &changes {
            prop_assert_eq!(change.how(&rulebook).count(), change.set.len());
        }
    }

    /// A change that is carried out gives the verdict that was promised, when the answers to what is
    /// still asked are screened on its day.
    #[test]
    fn a_change_that_is_carried_out_leads_where_it_says(case in eventful_case()) {
        let rulebook = case.rulebook();
        let screener = screener(&case, &rulebook);
        let answers = case.answers(&rulebook, &mut case.rng.clone());
        for change in screener.screen(&answers).changes {
            for &(question, value) in &change.set {
                let Some(Answer::Value(before)) = answers.get(question) else {
                    return Err(TestCaseError::fail("only what was answered is changed"));
                };
                prop_assert!(before != value);
            }
            let after = carried_out(&case, &answers, &change);
            prop_assert_eq!(screener.outcome(&after).verdict(), change.verdict);
        }
    }
}

proptest! {
    #![proptest_config(cases(40))]

    /// The same holds for the program: the answers of a report, with a change that it proposes
    /// typed in, and without those that are not asked any more, give the verdict that it promised.
    #[test]
    fn a_proposed_change_typed_in_gives_its_verdict(case in eventful_case()) {
        let rulebook = case.rulebook();
        let file = RuleFile::new("prospects", &case);
        let answers = case.answers(&rulebook, &mut case.rng.clone());
        for change in screener(&case, &rulebook).screen(&answers).changes {
            let after = carried_out(&case, &answers, &change);
            let mut args = file.args(&case);
            args.extend(["--json".to_owned(), format!("--on={}", after.on())]);
            for id in rulebook.question_ids() {
                let question = &rulebook[id];
                let text = match after.get(id) {
                    None => continue,
                    Some(Answer::Unsure) => "unsure".to_owned(),
                    Some(Answer::Value(value)) => text(question, value),
                };
                args.push(format!("--{}={text}", question.flag()));
            }
            let run = needlecheck(args);
            let report: serde_json::Value = serde_json::from_str(&run.out).expect("a report");
            prop_assert_eq!(report["verdict"].as_str(), Some(change.verdict.as_str()), "{}", run.err);
        }
    }
}

/// A test for the tests: the random cases have changes and outlooks worth the name.
#[test]
fn the_random_cases_are_worth_looking_ahead() {
    let mut seen = [0_u32; 7];
    for case in some(eventful_case(), 3_000) {
        let rulebook = case.rulebook();
        let answers = case.answers(&rulebook, &mut case.rng.clone());
        let report = Report::with(&screener(&case, &rulebook), &answers);
        let changes = report.changes();
        for (count, reached) in seen.iter_mut().zip([
            report.outlook().steps.len() > 2,
            !report.outlook().lasting.is_empty(),
            !changes.is_empty(),
            changes.iter().any(|change| change.set.len() > 1),
            changes.iter().any(|change| change.wait_until.is_some()),
            changes.len() > 1,
            changes.iter().any(|change| takes_back(&case, &rulebook, change)),
        ]) {
            *count += u32::from(reached);
        }
    }
    assert!(seen.iter().all(|&count| count >= 15), "{seen:?}");
}
