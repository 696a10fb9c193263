//! `explain` tells of every rule what the screening made of it.

use needlecheck::Page;
use needlecheck::authoring::guide::Guide;
use needlecheck::{Report, Rulebook, Screener};
use proptest::prelude::*;
use serde_json::Value;

use crate::cases;
use crate::generator::case;
use crate::reference::{Person, Truth};

/// Whether a part of a condition holds, worked out again from the parts that it shows. Whether a
/// question is asked only matters where it was left unanswered.
fn holds(node: &Value, person: &Person<'_>, rulebook: &Rulebook) -> Truth {
    let holds = |node: &Value| holds(node, person, rulebook);
    let said = match node["holds"].as_str() {
        Some("yes") => Truth::Yes,
        Some("maybe") => Truth::Maybe,
        Some("no") => Truth::No,
        other => panic!("{other:?}"),
    };
    let parts = |key: &str| node[key].as_array().into_iter().flatten().map(&holds);
    let from_parts = parts("all").min().or(parts("any").max());
    assert_eq!(from_parts.unwrap_or(said), said, "{node}");
    if !node["asked_when"].is_null() {
        let asked = holds(&node["asked_when"]);
        let id = node["question"].as_str().expect("a test is on a question");
        let question = rulebook.find_question(id).expect("it is one of the rulebook");
        assert!(said <= asked || person.answers(question.index()), "{node}");
    }
    said
}

proptest! {
    #![proptest_config(cases(300))]

    /// A rule is explained as it was screened: whether it applies, at which level, and until when;
    /// and each part of the explanation follows from the parts within it.
    #[test]
    fn every_rule_is_explained_as_it_was_screened(case in case()) {
        let rulebook = case.rulebook();
        let answers = case.answers(&rulebook, &mut case.rng.clone());
        let screener = Screener::new(&rulebook).strict(case.strict);
        let report = Report::with(&screener, &answers);
        let guide = Guide::new(&rulebook);
        let person = Person::new(&case);
        for (at, rule) in rulebook.rules().iter().enumerate() {
            let trace = guide.trace(&rule.id, &screener, &answers).expect("there is such a rule");
            let json: Value = serde_json::from_str(&trace.to_json()).expect("it is JSON");
            let applies = person.holds(&case.book.rules[at].when);
            prop_assert_eq!(holds(&json["when"], &person, &rulebook), applies, "{}", json);
            prop_assert_eq!(&json["applies"], &json["when"]["holds"]);
            let found = report.outcome().findings.iter().find(|found| found.rule.index() == at);
            prop_assert_eq!(found.is_some(), applies == Truth::Yes);
            prop_assert_eq!(json["level"].as_str(), found.map(|found| found.level.as_str()));
            let ends = found.and_then(|found| found.ends).map(|day| day.to_string());
            prop_assert_eq!(json["ends"].as_str(), ends.as_deref());
            prop_assert!(trace.to_text(Page::PLAIN).starts_with("Rule "));
        }
    }
}
