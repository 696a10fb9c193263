//! Any input given for answers is accepted, or the program says what is wrong with it.

use std::sync::OnceLock;

use jiff::Span;
use needlecheck::answers::Answer;
use needlecheck::answers::{Document, Fault, FaultCode, Faults};
use needlecheck::rulebook::{PastDate, Value};
use needlecheck::{Answers, Rulebook, Screener};
use proptest::collection::vec;
use proptest::prelude::*;
use serde::de::IgnoredAny;

use crate::cases;
use crate::support::{TODAY, screening};

fn rulebook() -> &'static Rulebook {
    static RULEBOOK: OnceLock<Rulebook> = OnceLock::new();
    RULEBOOK.get_or_init(screening)
}

/// Reads any bytes as answers; what comes out is either complete or a list of sane faults.
fn read(bytes: &[u8]) -> Result<(), TestCaseError> {
    let text = match Document::text(bytes) {
        Ok(text) => text,
        Err(fault) => {
            prop_assert_eq!(fault.code, FaultCode::NotUtf8);
            return sane(&fault, &String::from_utf8_lossy(bytes));
        }
    };
    let json = text.strip_prefix('\u{feff}').unwrap_or(text);
    let well_formed = serde_json::from_str::<IgnoredAny>(json).is_ok();
    match Answers::from_json(rulebook(), text, TODAY) {
        Ok(_) => prop_assert!(well_formed && json.trim_start().starts_with('{'), "{:?}", text),
        Err(faults) => {
            faulty(&faults, text)?;
            let about_the_text = faults.list().iter().any(|fault| {
                let code = fault.code;
                [FaultCode::Syntax, FaultCode::Empty, FaultCode::NotAnObject].contains(&code)
            });
            prop_assert!(well_formed || about_the_text, "{:?}: {}", text, faults);
        }
    }
    Ok(())
}

fn faulty(faults: &Faults, text: &str) -> Result<(), TestCaseError> {
    prop_assert!((1..=100).contains(&faults.list().len()));
    for fault in faults.list() {
        sane(fault, text)?;
    }
    Ok(())
}

fn sane(fault: &Fault, text: &str) -> Result<(), TestCaseError> {
    prop_assert!(!fault.problem.message.is_empty());
    prop_assert!(!fault.to_string().chars().any(|c| c.is_control() && c != '\n'), "{:?}", fault);
    if let Some(place) = fault.position {
        // One more line, and one more column, for the end.
        let line = text.split('\n').nth(place.line.wrapping_sub(1));
        prop_assert!(line.is_some(), "{:?} in {:?}", place, text);
        let columns = 1 + line.unwrap_or_default().chars().count();
        prop_assert!((1..=columns).contains(&place.column), "{:?} in {:?}", place, text);
    }
    Ok(())
}

/// A JSON value such as answers might hold, or not.
fn value() -> impl Strategy<Value = String> {
    const WORDS: &[&str] =
        &["true", "null", "\"yes\"", "\"unsure\"", "\"never\"", "\"3 weeks ago\"", "1e999"];
    let leaf = prop_oneof![
        prop::sample::select(WORDS).prop_map(str::to_owned),
        any::<f32>().prop_map(|number| number.to_string()),
        any::<i64>().prop_map(|number| number.to_string()),
        any::<String>().prop_map(|text| serde_json::to_string(&text).expect("a text")),
        Just("\"\\ud800\"".to_owned()),
        "[0-9]{4}-[0-9]{2}-[0-9]{2}".prop_map(|day| format!("\"{day}\"")),
    ];
    leaf.prop_recursive(3, 8, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(|items| format!("[{}]", items.join(","))),
            inner.prop_map(|value| format!("{{\"trip\": {value}}}")),
        ]
    })
}

fn key() -> impl Strategy<Value = String> {
    let ids: Vec<String> = rulebook().questions().iter().map(|q| q.id.clone()).collect();
    prop_oneof![
        8 => prop::sample::select(ids),
        1 => prop::sample::select(&["id", "on"][..]).prop_map(str::to_owned),
        1 => "\\PC{0,8}",
    ]
    .prop_map(|id| serde_json::to_string(&id).expect("a text"))
}

fn document() -> impl Strategy<Value = String> {
    let space = prop::sample::select(&["", " ", "\n", "\r\n", "\t"][..]);
    vec((key(), space, value()), 0..8).prop_map(|members| {
        let members: Vec<_> = members
            .into_iter()
            .map(|(key, space, value)| format!("{space}{key}:{space}{value}{space}"))
            .collect();
        format!("{{{}}}", members.join(","))
    })
}

proptest! {
    #![proptest_config(cases(1_000))]

    /// A file of anything at all never makes the program fall over.
    #[test]
    fn any_bytes_are_answers_or_are_faulted(bytes in vec(any::<u8>(), 0..80)) {
        read(&bytes)?;
    }

    /// Any text, too, with or without a mark of its byte order.
    #[test]
    fn any_text_is_answers_or_is_faulted(text in "\u{feff}?[\\[{]?(\\PC|[\"\\\\:,\\[\\]{}\n\t0-9]){0,40}") {
        read(text.as_bytes())?;
    }

    /// A JSON object of good and bad answers is taken whole or not at all.
    #[test]
    fn any_json_object_is_answers_or_is_faulted(document in document()) {
        read(document.as_bytes())?;
    }

    /// A good document with a slip, a cut or a copied piece is taken for what it now says, or
    /// not at all.
    #[test]
    fn a_damaged_document_is_answers_or_is_faulted(
        document in document(),
        damage in vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<u8>()), 1..4),
    ) {
        let mut bytes = document.into_bytes();
        for (from, to, byte) in damage {
            let (from, to) = (from.index(bytes.len().max(1)), to.index(bytes.len().max(1)));
            match byte % 4 {
                _ if bytes.is_empty() => bytes.push(byte),
                0 => bytes[from] = byte,
                1 => bytes.truncate(from.max(1)),
                2 => {
                    let piece = bytes[from.min(to)..from.max(to)].to_vec();
                    bytes.splice(from..from, piece);
                }
                _ => {
                    bytes.remove(from);
                }
            }
        }
        read(&bytes)?;
    }
}

/// Texts such as people might give for a date, a number or a word.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        2 => any::<String>(),
        1 => "\\PC{0,12}",
        3 => "([0-9]{1,5}|a|an|one|-1|0) (day|week|month|year|Day|fortnight)s? (ago|AGO|before)",
        2 => " ?(last|next) +(day|Week|month|YEAR|May) ?",
        2 => "([0-3]?[0-9]([-/.]|/)){1,2}(20)?[0-9]{2}",
        3 => "(1[89]|20|21|00|99)[0-9]{2}(-[01][0-9](-[0-3][0-9])?)?",
        2 => "([0-9]{1,3} )?(jan|February|MAR|sept|Nov|décembre|december) [0-9]{4}",
        2 => "[-+]?[0-9]{0,4}[.,]?[0-9]{0,4}([eE][-+]?[0-9]{1,3})? ?(m|years|days)?",
        1 => "[ ]?(never|today|Yes|no|unsure|true|guided|alone|low)[ ]?",
    ]
}

proptest! {
    #![proptest_config(cases(400))]

    /// Any text after a flag is an answer, or an error says that it is none; a day that is
    /// accepted is never after the treatment, nor more than 150 years before it.
    #[test]
    fn any_text_is_an_answer_to_a_question_or_is_faulted(text in text(), days in 0..3_000_i64) {
        let on = TODAY.saturating_sub(Span::new().days(days));
        let earliest = on.saturating_sub(Span::new().years(150));
        let mut answers = Answers::new(rulebook(), on);
        for id in rulebook().question_ids() {
            let question = &rulebook()[id];
            if let Err(fault) = answers.set(&question.id, &text) {
                prop_assert_eq!(fault.at.as_deref(), Some(question.id.as_str()));
                prop_assert!(fault.problem.expected.is_some());
                sane(&fault, "")?;
                prop_assert_eq!(answers.get(id), None);
            } else if let Some(Answer::Value(Value::Date(PastDate::On(day)))) = answers.get(id) {
                prop_assert!(earliest <= day && day <= on, "{}: {}", text, day);
            }
        }
        // What was accepted can be screened.
        let outcome = Screener::new(rulebook()).outcome(&answers);
        prop_assert!(outcome.floor <= outcome.at_worst);
    }
}
