//! What is in a report: the fields of its JSON, its one-sentence summary, and how it reads.

use std::fmt;
use std::fmt::Write as _;
use std::sync::LazyLock;

use needlecheck::report::MAX_SUMMARY_CHARS;
use needlecheck::{Answers, Report, Rulebook};
use proptest::prelude::*;
use serde::Deserialize;
use serde::de::{MapAccess, Visitor};
use serde_json::value::RawValue;

use super::support::{
    Setting, TODAY, assert_snapshot, needlecheck, needlecheck_in, needlecheck_with_input, screening,
};
use super::{CORE, core, ear};

/// The fields of a JSON object in the order in which they are written.
struct Fields(Vec<(String, Box<RawValue>)>);

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;
        impl<'de> Visitor<'de> for Object {
            type Value = Fields;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Fields, M::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(Fields(fields))
            }
        }
        deserializer.deserialize_map(Object)
    }
}

impl Fields {
    fn of(json: &str) -> Self {
        serde_json::from_str(json).unwrap()
    }

    fn names(&self) -> Vec<&str> {
        self.0.iter().map(|(name, _)| name.as_str()).collect()
    }

    fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).unwrap().1.get()
    }

    fn list(&self, name: &str) -> Vec<Self> {
        let list: Vec<Box<RawValue>> = serde_json::from_str(self.get(name)).unwrap();
        list.iter().map(|item| Self::of(item.get())).collect()
    }
}

/// Reports that between them have an entry in every list.
fn reports() -> Vec<Fields> {
    let runs = [
        ear("--json --sore-ear --place unsure --age 3 --old-hole --last-infected today"),
        ear("--json --strict --place studio --ring-width 3 --last-infected unsure"),
        ear("--json --sore-ear no --place studio --age 30"),
        core(["--json"]),
        core(["--json", "--last-sprain", "1 week ago", "--drop-height", "0.5"]),
        core(["--json", "--plan-night"]),
    ];
    runs.iter().map(|run| Fields::of(run.out.strip_suffix('\n').unwrap())).collect()
}

/// The lists of a report that hold objects.
const LISTS: [&str; 5] = ["findings", "open", "outlook", "changes", "unasked"];

#[test]
fn every_json_report_has_the_same_fields_in_the_same_order() {
    let reports = reports();
    for report in &reports {
        assert_eq!(report.names(), reports[0].names());
    }
    for list in LISTS {
        let items: Vec<Fields> = reports.iter().flat_map(|report| report.list(list)).collect();
        assert!(!items.is_empty(), "{list} has entries in the reports above");
        assert!(items.iter().all(|item| item.names() == items[0].names()), "{list}");
    }
}

/// The one place in the tests where the fields of a report are written out.
#[test]
fn a_json_report_looks_as_it_did() {
    let answers = "--json --leak no --torn-vest no --worn-rope unsure --cracked-helmet no \
                   --trip alone --water low --plan-night --last-sprain 2026-11-01 \
                   --guide-trained yes";
    let run = needlecheck(answers.split(' '));
    let report = Fields::of(run.out.trim_end());
    let mut shown = String::new();
    for (name, value) in &report.0 {
        let list = LISTS.contains(&name.as_str()).then(|| report.list(name));
        let Some(items) = list.filter(|items| !items.is_empty()) else {
            writeln!(shown, "{name}: {value}").unwrap();
            continue;
        };
        for (at, item) in items.iter().enumerate() {
            writeln!(shown, "{name} {at}:").unwrap();
            for (name, value) in &item.0 {
                writeln!(shown, "  {name}: {value}").unwrap();
            }
        }
    }
    assert_snapshot(shown, "tests/snapshots/report-fields.txt");
}

#[test]
fn a_rulebook_without_an_expiry_gives_null_and_not_an_absence() {
    let rulebook = titled(&["One".to_owned()], "");
    let answers = Answers::new(&rulebook, TODAY);
    let json = Report::of(&answers).to_json();
    let report = Fields::of(&json);
    assert_eq!(report.get("valid_until"), "null");
    let finding = &report.list("findings")[0];
    for absent in ["until", "ends", "could_be", "dispute"] {
        assert_eq!(finding.get(absent), "null");
    }
    assert_eq!(finding.get("sources"), "[]");
}

#[test]
fn the_sha256_is_the_one_of_the_rule_file() {
    use sha2::{Digest as _, Sha256};
    let hash = Sha256::digest(std::fs::read(super::EAR).unwrap());
    let hex = hash.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
    let report = super::json(&ear("--json --age 30"));
    assert_eq!(report["rulebook"]["sha256"], hex);
}

/// A rulebook with one rule for each title; all apply, at levels that come round.
fn titled(titles: &[String], head: &str) -> Rulebook {
    let mut text = format!(
        "format = 1\n[rulebook]\nid = \"test\"\ntitle = \"Test\"\nversion = \"1\"\nreviewed = \
         2026-01-01\nnotice = \"A test rulebook.\"\n{head}\n[question.q]\nask = \"Q?\"\nkind = \
         \"yes-no\"\nassume = true\n"
    );
    for (index, title) in titles.iter().enumerate() {
        let level = ["avoid", "avoid", "defer"][index % 3];
        let title = serde_json::to_string(title).unwrap();
        write!(
            text,
            "[rule.r{index}]\ntitle = {title}\nwhen = {{ q = true }}\nlevel = \"{level}\"\n\
             reason = \"R\"\nadvice = \"A\"\nsources = []\nevidence = \"editorial\"\n"
        )
        .unwrap();
    }
    Rulebook::from_bytes("test", text.into_bytes()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_summary_fits_into_139_characters_however_many_and_long_the_reasons(
        titles in prop::collection::vec("[A-Za-z\u{e4}\u{4e2d}][ -!#-\\[\\]-~\u{e4}\u{4e2d}]{0,90}", 1..40)
    ) {
        let rulebook = titled(&titles, "");
        let answers = Answers::new(&rulebook, TODAY);
        let summary = Report::of(&answers).summary();
        prop_assert!(summary.chars().count() <= MAX_SUMMARY_CHARS, "{}", summary);
        prop_assert!(summary.starts_with("Avoid: ") && summary.ends_with('.'), "{}", summary);
        prop_assert!(!summary.contains('\n'));
    }

    #[test]
    fn a_summary_fits_whatever_is_answered(
        picks in prop::collection::vec(0_usize..4, 200)
    ) {
        static RULEBOOK: LazyLock<Rulebook> = LazyLock::new(screening);
        let rulebook = &*RULEBOOK;
        let mut answers = Answers::new(rulebook, TODAY);
        for (question, pick) in rulebook.questions().iter().zip(picks) {
            let texts = ["yes", "today", "unsure", "no", "never", "0.3", "30"];
            let choice = question.options().get(pick).map(|option| option.id.as_str());
            for text in choice.into_iter().chain(texts.into_iter().skip(pick)) {
                if answers.set(&question.id, text).is_ok() {
                    break;
                }
            }
        }
        let summary = Report::of(&answers).summary();
        prop_assert!(summary.chars().count() <= MAX_SUMMARY_CHARS, "{}", summary);
        prop_assert!(summary.ends_with('.'));
    }
}

#[test]
fn the_longest_title_that_fits_is_still_shown() {
    let summary = |length: usize| {
        let rulebook = titled(&["x".repeat(length)], "");
        Report::of(&Answers::new(&rulebook, TODAY)).summary()
    };
    let most = MAX_SUMMARY_CHARS - "Avoid: .".len();
    assert_eq!(summary(most), format!("Avoid: {}.", "x".repeat(most)));
    assert_eq!(summary(most + 1), "Avoid: 1 reason.");
}

/// A rulebook of rules that all apply, at one level: each with a title, its clause, and evidence.
fn graded(rules: &[(&str, &str, &str)]) -> Rulebook {
    let mut text = "format = 1\n[rulebook]\nid = \"test\"\ntitle = \"Test\"\nversion = \"1\"\n\
        reviewed = 2026-01-01\nnotice = \"A test.\"\n[source.s]\ntitle = \"S\"\nby = \"S\"\n\
        read = \"full\"\n[question.q]\nask = \"Q?\"\nkind = \"yes-no\"\nassume = true\n"
        .to_owned();
    for (index, (title, says, evidence)) in rules.iter().enumerate() {
        write!(
            text,
            "[rule.r{index}]\ntitle = \"{title}\"\n{says}\nwhen = {{ q = true }}\nlevel = \
             \"defer\"\nreason = \"R\"\nadvice = \"A\"\nsources = [\"s\"]\nevidence = \
             \"{evidence}\"\n"
        )
        .unwrap();
    }
    Rulebook::from_bytes("test", text.into_bytes()).unwrap_or_else(|faults| panic!("{faults}"))
}

#[test]
fn a_summary_is_made_of_clauses_and_begins_with_the_best_evidence() {
    let rulebook = graded(&[
        ("No licence", "", "editorial"),
        ("Heat", "says = \"you use heat\"", "trial"),
        ("Pregnant", "says = \"you are pregnant\"", "label"),
        ("HIV", "", "trial"),
    ]);
    let report = Report::of(&Answers::new(&rulebook, TODAY));
    let summary = "Defer: you are pregnant; you use heat; HIV; no licence.";
    assert_eq!(report.summary(), summary);
    assert!(report.to_json().contains(summary));
    let text = report.to_text(needlecheck::Page::PLAIN);
    assert!(text.contains("\nYou are pregnant; you use heat; HIV; no licence.\n"), "{text}");
}

/// Shows a report as a terminal of 80 columns gets it, and the whole of it as a pipe does.
fn shown(name: &str, answers: &[&str]) {
    for (place, terminal, length) in [("80", Some(80), "--quiet"), ("pipe", None, "--full")] {
        let setting = Setting { terminal, ..Setting::default() };
        let run = needlecheck_in(&setting, with(answers, &[length, "--color", "never"]));
        assert_eq!(run.err, "");
        assert_snapshot(run.out, format!("tests/snapshots/{name}.{place}.txt"));
    }
}

const ALONE: [&str; 12] = [
    "--leak=no",
    "--torn-vest=no",
    "--worn-rope=no",
    "--cracked-helmet=no",
    "--water=low",
    "--trip=alone",
    "--boat=raft",
    "--map=low",
    "--drop-height=0.25",
    "--age=30",
    "--cold=no",
    "--poor-swimmer=no",
];

fn with<'a>(answers: &[&'a str], more: &[&'a str]) -> Vec<&'a str> {
    [answers, more].concat()
}

#[test]
fn a_suitable_report_reads_well() {
    shown("suitable", &CORE);
}

#[test]
fn a_caution_without_a_guide_reads_well() {
    shown("caution-alone", &ALONE);
}

#[test]
fn a_defer_says_when_it_ends() {
    let answers = with(&CORE, &["--last-sprain", "3 weeks ago"]);
    shown("defer", &answers);
    let run = core(["--last-sprain", "3 weeks ago"]);
    assert!(run.out.contains("2 December 2026"), "{}", run.out);
}

#[test]
fn an_avoid_gives_every_reason_the_worst_first() {
    let alone = ["--leak", "--trip=alone", "--water=high", "--drop-height=1.5"];
    shown("avoid", &with(&alone, &["--last-sprain=2026-11", "--cold"]));
}

#[test]
fn an_incomplete_report_says_what_is_still_open() {
    shown("incomplete", &["--leak=no", "--torn-vest=unsure", "--trip=guided"]);
}

#[test]
fn a_report_says_which_answers_were_not_used() {
    shown("unasked", &with(&CORE, &["--drop-height=0.5", "--borrowed-vest=unsure"]));
}

#[test]
fn a_report_on_a_record_says_which() {
    let document = r#"{"id": "A-17", "on": "2026-12-01", "leak": false, "torn_vest": false,
        "worn_rope": false, "cracked_helmet": false, "trip": "guided", "water": "low",
        "cold": true}"#;
    let run = needlecheck_with_input(["--answers", "-"], document);
    assert_eq!(run.err, "");
    assert!(run.out.contains("\nRecord: A-17\n"));
    assert_snapshot(run.out, "tests/snapshots/record.pipe.txt");
}
