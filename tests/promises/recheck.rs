//! An earlier report checked again agrees with a screening of its answers.

use std::collections::BTreeMap;

use jiff::civil::Date;
use needlecheck::recheck::{Because, Levels, Recheck, Rechecker, Subject};
use needlecheck::{Answers, Level, Report, Rulebook, Screener};
use proptest::prelude::*;
use serde_json::Value;

use crate::cases;
use crate::generator::{Case, case, eventful_case, later};

/// Whether nothing was assumed in a report, so that nothing may be assumed when it is rechecked.
fn assumes_nothing(report: &str) -> bool {
    let report: Value = serde_json::from_str(report).expect("a report is JSON");
    report["assumed"].as_object().expect("an object").is_empty()
}

fn report(case: &Case, rulebook: &Rulebook) -> String {
    let answers = case.answers(rulebook, &mut case.rng.clone());
    Report::with(&Screener::new(rulebook).strict(case.strict), &answers).to_json()
}

/// The answers of a report screened again, as strictly as the report.
fn screened_anew<'r>(report: &str, rulebook: &'r Rulebook, on: Date) -> Report<'r> {
    let written: Value = serde_json::from_str(report).expect("a report is JSON");
    let answers = Answers::from_json(rulebook, &written["answers"].to_string(), on)
        .expect("the answers of a report are answers");
    let screener = Screener::new(rulebook).strict(assumes_nothing(report));
    Report::with(&screener, &answers)
}

/// The levels by rule that a report has.
fn levels(report: &str) -> BTreeMap<String, String> {
    let report: Value = serde_json::from_str(report).expect("a report is JSON");
    let text = |value: &Value| value.as_str().expect("a string").to_owned();
    let findings = report["findings"].as_array().expect("a list").iter();
    findings.map(|finding| (text(&finding["rule"]), text(&finding["level"]))).collect()
}

/// The levels by rule that the differences of a recheck make of those of its report.
fn changed(mut levels: BTreeMap<String, String>, recheck: &Recheck) -> BTreeMap<String, String> {
    let findings = &recheck.findings;
    for finding in findings.gone.iter().chain(&findings.new).chain(&findings.changed) {
        let Subject::Rule { rule, .. } = &finding.subject else { panic!("{finding:?}") };
        let before = levels.remove(rule);
        match finding.levels {
            Levels::One { level } if before.is_some() => {
                assert_eq!(before, Some(level.to_string()));
            }
            Levels::One { level } => drop(levels.insert(rule.clone(), level.to_string())),
            Levels::Two { before: level, after } => {
                assert_eq!(before, Some(level.to_string()));
                levels.insert(rule.clone(), after.to_string());
            }
        }
    }
    levels
}

proptest! {
    #![proptest_config(cases(400))]

    /// On the day of the report, by the rulebook of the report, nothing has changed.
    #[test]
    fn nothing_changes_on_the_day_of_the_report(case in case()) {
        let rulebook = case.rulebook();
        let report = report(&case, &rulebook);
        let recheck = Rechecker::new(&rulebook, case.on).recheck(report.as_bytes());
        let recheck = recheck.unwrap_or_else(|refusal| panic!("{refusal}: {report}"));
        prop_assert!(recheck.is_same(), "{recheck:?}: {report}");
    }

    /// On a later day the result is that of screening the same answers for that day, and every
    /// difference comes from the time between.
    #[test]
    fn a_later_day_gives_what_a_screening_for_that_day_gives(
        case in eventful_case(), days in 1..800,
    ) {
        let rulebook = case.rulebook();
        let report = report(&case, &rulebook);
        let on = later(case.on, days);
        let recheck = Rechecker::new(&rulebook, on).recheck(report.as_bytes());
        let recheck = recheck.unwrap_or_else(|refusal| panic!("{refusal}: {report}"));

        let anew = screened_anew(&report, &rulebook, on);
        let (after, outcome) = (&recheck.after, anew.outcome());
        if recheck.expired {
            prop_assert!(!after.verdict.is_go() && after.at_worst == Level::Avoid);
        } else {
            prop_assert_eq!(
                (after.verdict, after.floor, after.at_worst),
                (anew.verdict(), outcome.floor, outcome.at_worst)
            );
        }
        prop_assert_eq!(changed(levels(&report), &recheck), levels(&anew.to_json()));
        for list in [&recheck.findings, &recheck.open] {
            let mut all = list.gone.iter().chain(&list.new).chain(&list.changed);
            prop_assert!(all.all(|one| one.because == Because::Time), "{recheck:?}");
        }
    }

    /// With another rulebook on the same day, nothing comes from time.
    #[test]
    fn nothing_comes_from_time_on_the_day_of_the_report(
        case in eventful_case(), other in eventful_case(),
    ) {
        let report = report(&case, &case.rulebook());
        let other = Case { on: case.on, ..other };
        let rulebook = other.rulebook();
        let recheck = Rechecker::new(&rulebook, case.on).recheck(report.as_bytes());
        let recheck = recheck.unwrap_or_else(|refusal| panic!("{refusal}: {report}"));
        let findings = &recheck.findings;
        let mut all = findings.gone.iter().chain(&findings.new).chain(&findings.changed);
        prop_assert!(all.all(|one| one.because != Because::Time), "{recheck:?}");
        prop_assert!(recheck.lost.is_empty() || !recheck.is_same());
        let after = &recheck.after;
        if recheck.lost.is_empty() {
            let anew = screened_anew(&report, &rulebook, case.on);
            let outcome = anew.outcome();
            prop_assert_eq!(
                (after.verdict, after.floor, after.at_worst),
                (anew.verdict(), outcome.floor, outcome.at_worst)
            );
        } else {
            prop_assert!(!after.verdict.is_go() && after.at_worst == Level::Avoid);
        }
    }
}
