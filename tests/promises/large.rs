//! Rules about other questions change nothing, however many there are. Large rulebooks are evaluated
//! in another way than small ones, so this compares the two.

use std::fmt::Write as _;

use needlecheck::{Answers, Report, Rulebook, Screener};
use proptest::prelude::*;
use serde_json::Value;

use crate::cases;
use crate::generator::{Case, eventful_case};

/// How many questions are added, each with a rule of its own.
const OTHERS: usize = 400;

fn with_others(case: &Case) -> Rulebook {
    let mut text = case.book.to_toml();
    for at in 0..OTHERS {
        write!(
            text,
            "\n[question.other_{at}]\nask = \"Other {at}\"\nkind = \"yes-no\"\nassume = false\n\
             \n[rule.other-{at}]\ntitle = \"Other {at}\"\nwhen = {{ other_{at} = true }}\n\
             level = \"avoid\"\nreason = \"Made up.\"\nadvice = \"Made up.\"\nsources = []\n\
             evidence = \"editorial\"\n"
        )
        .expect("a string can be written to");
    }
    Rulebook::from_toml("large.toml", &text).unwrap_or_else(|faults| panic!("{faults}"))
}

/// The report without the other questions and the rulebook.
fn report(screener: &Screener<'_>, answers: &Answers<'_>) -> Value {
    let report = Report::with(screener, answers).to_json();
    let mut report: Value = serde_json::from_str(&report).expect("a report is JSON");
    report["rulebook"].take();
    for key in ["answers", "assumed"] {
        let entries = report[key].as_object_mut().expect("an object");
        entries.retain(|question, _| !question.starts_with("other_"));
    }
    report
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn other_rules_change_nothing(case in eventful_case()) {
        let (small, large) = (case.rulebook(), with_others(&case));
        let json = case.json(&mut case.rng.clone());
        let answers = |rulebook| Answers::from_json(rulebook, &json, case.on).expect("answers");
        let (of_small, mut of_large) = (answers(&small), answers(&large));
        if case.strict {
            // Nothing is assumed, so it has to be said.
            for at in 0..OTHERS {
                of_large.set(&format!("other_{at}"), "no").expect("an answer");
            }
        }
        let strictly = |rulebook| Screener::new(rulebook).strict(case.strict);
        prop_assert_eq!(
            report(&strictly(&small), &of_small),
            report(&strictly(&large), &of_large),
            "{}", json
        );
        // One of them that applies is all that is added.
        let before = strictly(&large).screen(&of_large);
        of_large.set("other_7", "yes").expect("an answer");
        let after = strictly(&large).screen(&of_large);
        let others = |screening: &needlecheck::screening::Screening| {
            let findings = screening.outcome.findings.iter();
            let others = findings.filter(|finding| large[finding.rule].id.starts_with("other-"));
            others.count()
        };
        prop_assert_eq!((others(&before), others(&after)), (0, 1));
        prop_assert_eq!(before.outcome.findings.len() + 1, after.outcome.findings.len());
    }
}
