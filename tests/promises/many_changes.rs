//! Where very many changes would help, the best of them are told, and that there are more.

use std::fmt::Write as _;

use needlecheck::screening::MAX_SETS;
use needlecheck::{Answers, Page, Report, Rulebook, Screener};
use serde_json::Value;

/// Three rules, each of which any of 40 changes ends. With `shared` there is an answer that all of
/// them rest on.
fn rulebook(shared: bool) -> Rulebook {
    let rule = |rule: usize| (rule * 40..rule * 40 + 40).chain(shared.then_some(120)).collect();
    with_rules(&[0, 1, 2].map(rule))
}

/// Rules about 121 questions, each of which applies where all of its questions are answered with yes.
fn with_rules(rules: &[Vec<usize>]) -> Rulebook {
    let mut text = "format = 1\n[rulebook]\nid = \"many\"\ntitle = \"Many\"\nversion = \"1\"\n\
                    reviewed = 2026-11-22\nnotice = \"Made up.\"\n"
        .to_owned();
    for question in 0..121 {
        write!(
            text,
            "[question.q{question}]\nask = \"Question {question}\"\nkind = \"yes-no\"\n\
             assume = false\nchange = {{ yes = \"Stop {question}.\" }}\n"
        )
        .expect("a string can be written to");
    }
    for (rule, own) in rules.iter().enumerate() {
        let tests: Vec<String> = own.iter().map(|question| format!("q{question} = true")).collect();
        write!(
            text,
            "[rule.r{rule}]\ntitle = \"Rule {rule}\"\nwhen = {{ {} }}\nlevel = \"defer\"\n\
             reason = \"Made up.\"\nadvice = \"Made up.\"\nsources = []\nevidence = \"editorial\"\n",
            tests.join(", ")
        )
        .expect("a string can be written to");
    }
    Rulebook::from_toml("many.toml", text).unwrap_or_else(|faults| panic!("{faults}"))
}

fn all_yes(rulebook: &Rulebook) -> Answers<'_> {
    let mut answers = Answers::new(rulebook, "2026-11-22".parse().expect("a date"));
    for question in rulebook.questions() {
        answers.set(&question.id, "yes").expect("an answer");
    }
    answers
}

#[test]
fn at_most_a_hundred_are_told_and_that_there_are_more() {
    let rulebook = rulebook(false);
    let answers = all_yes(&rulebook);
    let report = Report::of(&answers);
    assert_eq!((report.changes().len(), report.changes_omitted()), (MAX_SETS, true));
    for change in report.changes() {
        assert_eq!(change.set.len(), 3);
        let mut changed = answers.clone();
        for (question, _) in &change.set {
            changed.set(&rulebook[*question].id, "no").expect("an answer");
        }
        assert_eq!(Screener::new(&rulebook).screen(&changed).outcome.verdict(), change.verdict);
    }
    let json: Value = serde_json::from_str(&report.to_json()).expect("a report is JSON");
    assert_eq!(json["changes_omitted"], true);
    let text = report.to_text(Page::PLAIN);
    assert!(text.contains("more than 99 other ways"), "{text}");
    assert!(report.to_markdown().contains("--json lists 100 of all."), "{}", report.to_markdown());
}

/// Also where all of them are found.
#[test]
fn a_few_more_than_a_hundred_are_too_many_as_well() {
    let rulebook = with_rules(&[(0..121).collect()]);
    let report = all_yes(&rulebook);
    let report = Report::of(&report);
    assert_eq!((report.changes().len(), report.changes_omitted()), (MAX_SETS, true));
    assert!(report.changes().iter().all(|change| change.set.len() == 1));
}

#[test]
fn the_simplest_of_very_many_is_told_first() {
    let rulebook = rulebook(true);
    let report = all_yes(&rulebook);
    let report = Report::of(&report);
    assert!(report.changes_omitted());
    let [(question, _)] = report.changes()[0].set[..] else { panic!("{:?}", report.changes()[0]) };
    assert_eq!(rulebook[question].id, "q120");
    // It makes every set that has it unnecessary.
    let others = &report.changes()[1..];
    assert!(others.iter().all(|change| !change.set.iter().any(|(id, _)| *id == question)));
}

/// A report of form 2 has the key only where it says something.
#[test]
fn nothing_is_said_where_all_are_told() {
    let rulebook = rulebook(false);
    let mut answers = all_yes(&rulebook);
    for question in 40..121 {
        answers.set(&format!("q{question}"), "no").expect("an answer");
    }
    let report = Report::of(&answers);
    assert_eq!((report.changes().len(), report.changes_omitted()), (40, false));
    assert!(!report.to_json().contains("changes_omitted"));
}
