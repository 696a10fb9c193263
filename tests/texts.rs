//! A report as JSON with `--texts` is enough to draw it: nothing here reads the rulebook. What is
//! drawn is compared with what the report says as text.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "what cannot be unwrapped is a failed test")]

mod support;

use std::collections::BTreeSet;

use serde_json::Value;

use support::{Run, needlecheck, needlecheck_with_input};

const HOSTILE: &str = "tests/rulebooks/hostile.toml";
const EVERY_KEY: &str = "tests/rulebooks/every-key.toml";

/// Answers to several rulebooks, with every verdict among their reports.
const SCREENINGS: [&str; 8] = [
    "--leak no --torn-vest no --worn-rope no --cracked-helmet no --trip guided --water low",
    "--leak no --torn-vest no --worn-rope no --cracked-helmet no --trip alone --water low",
    "--leak no --torn-vest no --worn-rope unsure --trip alone --water low --plan-night \
     --last-sprain 2026-11-01 --guide-trained yes",
    "--last-sprain today --cracked-helmet unsure",
    "--strict --trip alone",
    "--rules tests/rulebooks/every-key.toml --cut --water lake --cold 5",
    "--rules tests/rulebooks/every-key.toml --water pool",
    "--rules tests/rulebooks/ear-piercing.toml --sore-ear --place home --ring-width 3",
];

fn run(answers: &str, more: &[&str]) -> Run {
    let answers = answers.split_whitespace();
    let run =
        needlecheck(answers.chain(["--on", "2026-11-22", "--quiet"]).chain(more.iter().copied()));
    assert_ne!(run.status, 2, "{}", run.err);
    run
}

fn report(answers: &str) -> Value {
    serde_json::from_str(&run(answers, &["--json", "--texts"]).out).unwrap()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("{value} is a text"))
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().unwrap()
}

/// The lines of a page, drawn from a report alone.
struct Page<'r> {
    report: &'r Value,
    texts: &'r Value,
}

impl<'r> Page<'r> {
    fn of(report: &'r Value) -> Self {
        Self { report, texts: &report["texts"] }
    }

    fn word(&self, kind: &str, word: &Value) -> &'r str {
        text(&self.texts["words"][kind][text(word)])
    }

    fn is_go(&self) -> bool {
        ["suitable", "caution"].contains(&text(&self.report["verdict"]))
    }

    fn verdict(&self) -> [String; 2] {
        let word = text(&self.report["verdict"]);
        let (_, reasons) = text(&self.report["summary"]).split_once(": ").unwrap();
        let meaning = self.word("verdicts", &self.report["verdict"]);
        [format!("{}: {reasons}", word.to_uppercase()), meaning.to_owned()]
    }

    fn findings(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for finding in list(&self.report["findings"]) {
            let level = text(&finding["level"]).to_uppercase();
            lines.push(format!("{level}: {}", text(&finding["title"])));
            lines.push(format!("Why: {}", text(&finding["reason"])));
            lines.push(format!("What to do: {}", text(&finding["advice"])));
            for (name, key) in [("Until", "until"), ("Open to debate", "dispute")] {
                lines.extend(finding[key].as_str().map(|text| format!("{name}: {text}")));
            }
            let grade = self.word("evidence", &finding["evidence"]);
            lines.push(format!("Rests on: {grade}{}", self.cited(&finding["sources"])));
        }
        lines
    }

    fn cited(&self, ids: &Value) -> String {
        let ids: Vec<_> = list(ids).iter().map(text).collect();
        assert!(ids.iter().all(|id| self.texts["sources"].get(id).is_some()), "{ids:?}");
        if ids.is_empty() { String::new() } else { format!(" [{}]", ids.join(", ")) }
    }

    fn open(&self) -> Vec<String> {
        let line = |open: &Value| {
            let question = &self.texts["questions"][text(&open["question"])];
            let group = question["group"]["ask"].as_str();
            let group = group.map(|ask| format!("{ask} ")).unwrap_or_default();
            let why = if open["answer"] == "unsure" { "You are not sure" } else { "Not answered" };
            let [best, worst] = ["best", "worst"].map(|key| text(&open[key]));
            let leads = if best == worst {
                format!("With any answer: {worst}.")
            } else {
                format!("At best: {best}. At worst: {worst}.")
            };
            (format!("- {group}{}", text(&question["ask"]).trim_end_matches(':')), why, leads)
        };
        let lines = list(&self.report["open"]).iter().map(line);
        lines.map(|(ask, why, leads)| format!("{ask}|{why}|{leads}")).collect()
    }

    fn aftercare(&self) -> Vec<String> {
        let entry = |entry: &Value| {
            let heading = self.word("aftercare", &entry["kind"]);
            let act = entry["act"].as_str().map(|act| format!(" {act}")).unwrap_or_default();
            let cited = self.cited(&entry["sources"]);
            let grade = entry["evidence"].as_str().filter(|_| cited.is_empty());
            let grade = grade.map(|_| format!(" ({})", self.word("evidence", &entry["evidence"])));
            let grade = grade.unwrap_or_default();
            format!("{heading}|- {}{act}{grade}{cited}", text(&entry["text"]))
        };
        list(&self.texts["aftercare"]).iter().map(entry).collect()
    }

    /// The list of sources of a report for people, which has aftercare only beside a go.
    fn sources(&self) -> BTreeSet<String> {
        let aftercare = list(&self.texts["aftercare"]).iter().filter(|_| self.is_go());
        let citing = list(&self.report["findings"]).iter().chain(aftercare);
        let cited = citing.flat_map(|citing| list(&citing["sources"]));
        let line = |id: &Value| {
            let source = &self.texts["sources"][text(id)];
            let year = source["year"].as_u64().map(|year| format!(", {year}")).unwrap_or_default();
            let read = self.word("read", &source["read"]);
            let doi = source["doi"].as_str().map(|doi| format!(" https://doi.org/{doi}"));
            let link = source["url"].as_str().map(|url| format!(" {url}")).or(doi);
            let (id, title, by) = (text(id), text(&source["title"]), text(&source["by"]));
            format!("- {id}: {title}. {by}{year} ({read}).{}", link.unwrap_or_default())
        };
        cited.map(line).collect()
    }
}

/// The lines below a heading of a text, up to the next heading.
fn below<'t>(text: &'t str, heading: &str) -> Vec<&'t str> {
    let lines = text.lines().skip_while(|line| *line != heading).skip(1);
    lines.skip_while(|line| line.is_empty()).take_while(|line| line.starts_with("- ")).collect()
}

#[test]
fn what_is_drawn_from_the_json_alone_is_what_the_text_says() {
    let mut verdicts = BTreeSet::new();
    let (mut open, mut aftercare) = (0, 0);
    for answers in SCREENINGS {
        let (report, full) = (report(answers), run(answers, &["--full"]).out);
        let page = Page::of(&report);
        verdicts.insert(text(&report["verdict"]).to_owned());
        let lines: Vec<&str> = full.lines().collect();
        let [verdict, meaning] = page.verdict();
        assert_eq!(lines[0], verdict, "{answers}");
        let said = format!("{}\n{}", lines[0], lines[1]).to_lowercase();
        assert!(said.contains(&meaning.to_lowercase()), "{meaning}: {said}");

        let drawn = page.findings();
        for line in &drawn {
            assert!(lines.iter().any(|told| told.ends_with(line)), "{line}\n{full}");
        }
        let rules = lines.iter().filter(|line| line.starts_with("   Rule: ")).count();
        assert_eq!(list(&report["findings"]).len(), rules);

        let (drawn, told) = (page.open(), below(&full, "Still open"));
        assert_eq!(drawn.len(), told.len(), "{full}");
        for (drawn, told) in drawn.iter().zip(told) {
            assert!(drawn.split('|').all(|part| told.contains(part)), "{drawn}: {told}");
            open += 1;
        }
        let told: BTreeSet<_> = below(&full, "Sources").into_iter().map(str::to_owned).collect();
        assert_eq!(page.sources(), told, "{answers}");
        for entry in page.aftercare() {
            let (heading, line) = entry.split_once('|').unwrap();
            assert_eq!(below(&full, heading).contains(&line), page.is_go(), "{line}\n{full}");
            aftercare += 1;
        }
    }
    assert_eq!(verdicts.len(), 5, "{verdicts:?}");
    assert!(open > 5 && aftercare > 5);
}

#[test]
fn texts_have_what_the_report_names_and_nothing_else() {
    for answers in SCREENINGS {
        let report = report(answers);
        let mut named = BTreeSet::new();
        let keys =
            |value: &Value| -> Vec<String> { value.as_object().unwrap().keys().cloned().collect() };
        named.extend(keys(&report["answers"]));
        named.extend(keys(&report["assumed"]));
        for finding in list(&report["findings"]) {
            named.extend(keys(&finding["because"]));
        }
        for change in list(&report["changes"]) {
            named.extend(keys(&change["set"]));
            named.extend(list(&change["withdrawn"]).iter().map(|id| text(id).to_owned()));
        }
        for key in ["open", "unasked"] {
            let entries = list(&report[key]).iter();
            named.extend(entries.map(|entry| text(&entry["question"]).to_owned()));
        }
        let texts = &report["texts"];
        assert_eq!(keys(&texts["questions"]).into_iter().collect::<BTreeSet<_>>(), named);
        let citing = list(&report["findings"]).iter().chain(list(&texts["aftercare"]));
        let cited: BTreeSet<_> = citing.flat_map(|it| list(&it["sources"])).map(text).collect();
        let sources = keys(&texts["sources"]);
        assert_eq!(sources.iter().map(String::as_str).collect::<BTreeSet<_>>(), cited);
        // Every answer can be shown in words.
        for (id, answer) in report["answers"].as_object().unwrap() {
            let question = &texts["questions"][id];
            let options = list(&question["options"]);
            let is_choice = question["kind"] == "choice";
            assert_eq!(is_choice, !options.is_empty(), "{id}");
            if is_choice && answer != "unsure" {
                assert!(options.iter().any(|option| option["id"] == *answer), "{id}: {answer}");
            }
        }
    }
}

#[test]
fn aftercare_is_there_whatever_the_verdict() {
    for (answers, red) in [("--cut --water sea", true), ("--cut no --water sea", false)] {
        let report = report(&format!("--rules {EVERY_KEY} {answers} --cold 5"));
        assert_eq!(report["verdict"], "avoid");
        let aftercare = list(&report["texts"]["aftercare"]);
        assert_eq!(aftercare.iter().any(|entry| entry["urgency"] == "today"), red, "{answers}");
    }
}

#[test]
fn texts_without_json_are_one_error() {
    for format in [&[][..], &["--format", "html"], &["-o", "x.md"], &["--full"]] {
        let run = needlecheck(["--leak", "--texts"].iter().chain(format).copied());
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{format:?}");
        assert_eq!(run.err.matches("error: ").count(), 1, "{run:?}");
        assert!(run.err.contains("`--texts`") && run.err.contains("--json"), "{run:?}");
    }
    let file = format!("{}/texts.json", env!("CARGO_TARGET_TMPDIR"));
    run(SCREENINGS[0], &["--texts", "-o", &file]);
    let written = std::fs::read_to_string(&file).unwrap();
    assert_eq!(written, run(SCREENINGS[0], &["--texts", "--json"]).out);
    // No text can act on a terminal.
    let args = ["--rules", HOSTILE, "--answers", "-", "--json", "--texts"];
    let hostile = needlecheck_with_input(args, "{}");
    assert!(hostile.out.contains(r#""texts":{"#), "{}", hostile.err);
    assert!(!hostile.out.contains(|c: char| c.is_control() && c != '\n'), "{}", hostile.out);
}
