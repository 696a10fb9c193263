//! The report as a handout, and as Markdown: the same facts as in JSON, laid out for people, and
//! harmless for any content.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "what cannot be unwrapped is a failed test")]

mod support;

use jiff::civil::Date;
use needlecheck::rulebook::Rulebook;
use needlecheck::{Answers, Report};
use proptest::prelude::*;
use serde_json::Value;

use support::page::{assert_page, shown};
use support::{SCREENING, TODAY, assert_snapshot, needlecheck, needlecheck_with_input, screening};

const EAR: &str = "tests/rulebooks/ear-piercing.toml";
const HOSTILE: &str = "tests/rulebooks/hostile.toml";

/// Answers that between them lead to every verdict and to every part of a report.
const ANSWERS: [(&str, &str, &str); 8] = [
    ("avoid", EAR, "--sore-ear --place home --age 30 --ring-width 2.5 --last-piercing 2026-11"),
    ("caution", EAR, "--sore-ear no --place home --age 30 --ring-width 2.5 --last-infected 2020"),
    ("incomplete", EAR, "--sore-ear unsure --place stall --last-piercing 2026-11-20"),
    ("defer", EAR, "--sore-ear no --place stall --age 30 --last-piercing 2026-11-20"),
    ("suitable", EAR, "--sore-ear no --place studio --age 30"),
    (
        "alone",
        SCREENING,
        "--leak no --torn-vest no --worn-rope no --cracked-helmet no --trip alone --water low \
         --drop-height 0.25 --last-blow 2026-09 --last-sprain 2026-11-20",
    ),
    (
        "guided",
        SCREENING,
        "--leak no --torn-vest no --worn-rope no --cracked-helmet no --trip guided \
         --water low",
    ),
    ("open", SCREENING, "--leak unsure --trip alone --plan-photos"),
];

fn written(rules: &str, answers: &str, format: &str) -> String {
    let args = ["--rules", rules, "--full", "--format", format];
    let args = args.into_iter().chain(answers.split_whitespace());
    let run = needlecheck(args);
    assert_eq!(run.err, "");
    assert_ne!(run.status, 2);
    run.out
}

/// The page with its style sheet cut out, which one snapshot has whole.
fn without_style(html: &str) -> String {
    let (before, rest) = html.split_once("<style>").expect("a page has a style");
    let (_, after) = rest.split_once("</style>").expect("a style ends");
    format!("{before}<style>...</style>{after}")
}

#[test]
fn pages_and_notes_look_as_they_did() {
    let kept = ["avoid", "caution", "incomplete", "alone"];
    for (name, rules, answers) in ANSWERS.into_iter().filter(|(name, ..)| kept.contains(name)) {
        let html = written(rules, answers, "html");
        let html = if name == "avoid" { html } else { without_style(&html) };
        assert_snapshot(html, format!("tests/snapshots/handout/{name}.html"));
        let markdown = written(rules, answers, "markdown");
        assert_snapshot(markdown, format!("tests/snapshots/handout/{name}.md"));
    }
}

#[test]
fn a_page_needs_nothing_from_elsewhere_and_reads_in_order() {
    for (_, rules, answers) in ANSWERS {
        assert_page(&written(rules, answers, "html"));
    }
}

/// Markdown without its marks, as one line of plain text.
fn unmarked(markdown: &str) -> String {
    let mut text = String::new();
    let mut escaped = false;
    for c in markdown.chars() {
        match c {
            '\\' if !escaped => escaped = true,
            '*' | '`' | '<' | '>' if !escaped => {}
            _ => {
                text.push(c);
                escaped = false;
            }
        }
    }
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every text of these fields, in lists too; a day in its long form.
fn texts(object: &Value, fields: &[&str]) -> Vec<String> {
    let values = fields.iter().map(|field| &object[*field]);
    let lists = values.flat_map(|value| value.as_array().cloned().unwrap_or(vec![value.clone()]));
    lists.filter_map(|value| Some(said(value.as_str()?))).collect()
}

/// A day in its long form, and any other text as it is.
fn said(text: &str) -> String {
    text.parse().map_or_else(|_| text.to_owned(), long_date)
}

fn long_date(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}

fn list<'a>(report: &'a Value, field: &str) -> impl Iterator<Item = &'a Value> {
    report[field].as_array().into_iter().flatten()
}

/// What a report for people has to say, by what the JSON says.
fn facts(report: &Value, rulebook: &Rulebook) -> Vec<String> {
    let question = |id: &str| &rulebook[rulebook.find_question(id).unwrap()];
    let mut facts = texts(report, &["verdict", "on", "notice"]);
    let (_, reasons) = report["summary"].as_str().unwrap().split_once(": ").unwrap();
    facts.push(reasons.to_owned());
    facts.extend(texts(&report["rulebook"], &["id", "version"]));
    facts.push(report["rulebook"]["sha256"].as_str().unwrap()[..12].to_owned());
    facts.push(long_date(rulebook.head().reviewed));
    if report["verdict"] != "incomplete" {
        facts.extend(texts(report, &["valid_until"]));
    }
    let fields = ["rule", "level", "title", "reason", "advice", "until", "ends", "could_be"];
    for finding in list(report, "findings") {
        facts.extend(texts(finding, &fields));
        facts.extend(texts(finding, &["dispute", "sources"]));
        let because = finding["because"].as_object().unwrap().keys();
        facts.extend(because.map(|id| format!("{} is ", id.replace('_', " "))));
        for id in texts(finding, &["sources"]) {
            let source = rulebook.sources().iter().find(|source| source.id == id).unwrap();
            facts.extend([source.title.clone(), source.read.meaning().to_owned()]);
            facts.extend(source.link.as_ref().map(ToString::to_string));
        }
    }
    for step in list(report, "outlook") {
        facts.extend(texts(step, &["verdict", "from"]));
    }
    // As many as a person reads.
    for change in list(report, "changes").take(5) {
        facts.extend(texts(change, &["how", "wait_until", "verdict"]));
    }
    for open in list(report, "open") {
        let question = question(open["question"].as_str().unwrap());
        facts.push(question.ask.trim_end_matches(':').to_owned());
        facts.push(format!("--{}", question.flag()));
        facts.extend(texts(open, &["worst"]));
    }
    facts.extend(report["assumed"].as_object().unwrap().keys().map(|id| question(id).ask.clone()));
    let unasked = list(report, "unasked").map(|unasked| unasked["question"].as_str().unwrap());
    facts.extend(unasked.map(|id| id.replace('_', " ")));
    facts
}

#[test]
fn the_page_and_the_notes_say_what_the_json_says() {
    for (name, rules, answers) in ANSWERS {
        let json: Value = serde_json::from_str(&written(rules, answers, "json")).unwrap();
        let rulebook = Rulebook::from_bytes(rules, std::fs::read(rules).unwrap()).unwrap();
        let facts = facts(&json, &rulebook);
        assert!(facts.len() >= 8);
        let page = shown(&written(rules, answers, "html")).to_lowercase();
        let notes = unmarked(&written(rules, answers, "markdown")).to_lowercase();
        for fact in facts {
            for said in [&page, &notes] {
                assert!(said.contains(&fact.to_lowercase()), "{name}: {fact}\n{said}");
            }
        }
    }
}

#[test]
fn each_finding_has_its_own_level_before_its_title() {
    for (_, rules, answers) in ANSWERS {
        let json: Value = serde_json::from_str(&written(rules, answers, "json")).unwrap();
        let page = shown(&written(rules, answers, "html")).to_lowercase();
        let notes = unmarked(&written(rules, answers, "markdown")).to_lowercase();
        for finding in list(&json, "findings") {
            let [level, title] = ["level", "title"].map(|field| finding[field].as_str().unwrap());
            let title = title.to_lowercase();
            assert!(page.contains(&format!("{level} {title} why")), "{level} {title}\n{page}");
            assert!(notes.contains(&format!("{level}: {title} - why")), "{level} {title}\n{notes}");
        }
    }
}

#[test]
fn every_source_that_is_cited_is_a_link_to_its_entry() {
    let html = written(EAR, ANSWERS[1].2, "html");
    let study = html.split("<li id=\"s1\">").nth(1).expect("a first source");
    assert!(study.starts_with("<a href=\"https://doi.org/10.1000/example\""), "{study}");
    assert!(html.contains("[<a href=\"#s1\">1</a>]") && html.contains("[<a href=\"#s2\">2</a>]"));
}

#[test]
fn what_comes_after_treatment_stands_only_beside_a_go() {
    for (name, rules, answers) in ANSWERS {
        let go = ["caution", "suitable", "guided"].contains(&name);
        for format in ["html", "markdown", "text"] {
            let told = written(rules, answers, format).contains("Warning signs");
            assert_eq!(told, go, "{name} as {format}");
        }
    }
}

#[test]
fn a_note_can_be_written_on_the_printed_page() {
    for (_, rules, answers) in ANSWERS {
        let html = written(rules, answers, "html");
        for field in ["Name", "Date", "Signature"] {
            assert!(html.contains(&format!("<span>{field}</span>")), "{field}");
        }
    }
}

const EVIL: &str = r#"</title><script>alert(1)</script> ]]> --> &lt; " ' javascript:alert(1) | `x`
    [l](javascript:alert(1)) ![i](x) <http://e> @a #1 \u202e *b* _c_ \u0007 \u2028"#;

#[test]
fn what_a_rule_file_or_a_record_says_stays_text() {
    let long = "w".repeat(3000);
    let record = format!("{EVIL}{long}").replace('"', "\\\"").replace('\n', " ");
    for yes in ["true", "false", "\"unsure\""] {
        let document = format!(r#"{{"id": "{record}", "yes": {yes}, "place": "here"}}"#);
        let write = |format: &str| {
            let args = ["--rules", HOSTILE, "--answers", "-", "--format", format];
            let run = needlecheck_with_input(args, document.clone());
            assert_eq!(run.err, "");
            run.out
        };
        let html = write("html");
        assert_page(&html);
        for tag in ["<script", "<img", "<i>", "<em>", "<u>", "]]>", "-->"] {
            assert!(!html.contains(tag), "{tag} came through");
        }
        assert!(shown(&html).contains(&long), "nothing is cut");

        let markdown = write("markdown");
        for mark in ["<script", "<img", "-->"] {
            assert!(!markdown.contains(mark), "{mark} came through");
        }
        assert!(!markdown.replace("\\]", "").contains("]("), "no link");
        assert!(!markdown.replace("\\`", "").replace("`--", "").contains(" `x"), "no code");
        for text in [html, markdown] {
            let raw =
                |c: char| c.is_control() && c != '\n' || ('\u{2028}'..='\u{202e}').contains(&c);
            assert!(!text.contains(raw), "{text}");
        }
    }
}

#[test]
fn hostile_notes_look_as_they_did() {
    let args = ["--rules", HOSTILE, "--yes", "--place", "here", "--format", "markdown"];
    assert_snapshot(needlecheck(args).out, "tests/snapshots/handout/hostile.md");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn whatever_is_answered_the_page_holds_together(picks in prop::collection::vec(0_usize..5, 200)) {
        let rulebook = screening();
        let mut answers = Answers::new(&rulebook, TODAY);
        for (question, pick) in rulebook.questions().iter().zip(picks) {
            let texts = ["yes", "2026-11-01", "unsure", "no", "never", "0.3", "30"];
            let choice = question.options().get(pick).map(|option| option.id.as_str());
            for text in choice.into_iter().chain(texts.into_iter().skip(pick)) {
                if answers.set(&question.id, text).is_ok() {
                    break;
                }
            }
        }
        let report = Report::of(&answers);
        let html = report.to_html();
        assert_page(&html);
        prop_assert!(shown(&html).contains(&report.summary().split_once(": ").unwrap().1[1..]));
        prop_assert!(report.to_markdown().starts_with("# "));
    }
}
