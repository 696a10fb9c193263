//! `rules show` and `rules chart`: a rulebook explained, and drawn on one page.

#![cfg(feature = "cli")]

mod support;

use needlecheck::authoring::guide::Guide;
use needlecheck::rulebook::{Kind, Rulebook};
use needlecheck::{Answers, Level, Report};
use serde_json::Value;

use support::page::assert_page;
use support::{Run, Setting, assert_snapshot, needlecheck, needlecheck_in};

const GUIDE: &str = "tests/rulebooks/guide.toml";
const HOSTILE: &str = "tests/rulebooks/hostile.toml";

fn show(rules: &str, what: &[&str]) -> String {
    good(needlecheck(["--rules", rules, "rules", "show"].iter().chain(what)))
}

fn chart(rules: &str, format: &str) -> String {
    good(needlecheck(["--format", format, "rules", "chart", rules]))
}

fn good(run: Run) -> String {
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    run.out
}

fn snapshot(actual: &str, name: &str) {
    assert_snapshot(actual, format!("tests/snapshots/guide/{name}"));
}

/// What a terminal of this width gets.
fn on_terminal(columns: u16, args: &[&str]) -> String {
    let setting = Setting { terminal: Some(columns), ..Setting::default() };
    good(needlecheck_in(&setting, args))
}

#[test]
fn a_rule_and_a_question_are_explained() {
    snapshot(&show(GUIDE, &["wind"]), "wind.txt");
    snapshot(&show(GUIDE, &["fresh-paint"]), "fresh-paint.txt");
    snapshot(&show(GUIDE, &["last_paint"]), "last_paint.txt");
    snapshot(&show(GUIDE, &["boat"]), "boat.txt");
    snapshot(&show(GUIDE, &[]), "all.txt");
}

#[test]
fn a_question_says_how_its_answer_can_be_changed() {
    let shown = |id: &str| good(needlecheck(["rules", "show", id]));
    let water = shown("water");
    assert!(
        water.contains(
            "\nHow the answer can be changed\n  - From moderate to low: Take the side arm "
        ),
        "{water}"
    );
    let drop = shown("drop_height");
    assert!(
        drop.contains("  - From any other to 0.3 m: Carry the boat around drops over 0.3 m."),
        "{drop}"
    );
    let night = shown("plan_night");
    assert!(night.contains("  - From yes to no: Be off the river"), "{night}");
    assert!(!shown("cold").contains("can be changed"));
    let json = good(needlecheck(["rules", "show", "trip", "--json"]));
    let facts: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(facts["question"]["change"][0]["from"], "alone");
    assert_eq!(facts["question"]["change"][0]["to"], "guided");
}

#[test]
fn tools_get_the_same_facts_as_json() {
    let pretty = |text: &str| {
        let value: Value = serde_json::from_str(text).unwrap();
        format!("{value:#}\n")
    };
    let json = |what| show(GUIDE, &[what, "--json"]);
    snapshot(&pretty(&json("boat")), "boat.json");
    snapshot(&pretty(&json("wind")), "wind.json");
    snapshot(&pretty(&show(GUIDE, &["--json"])), "all.json");
    snapshot(&pretty(&chart(GUIDE, "json")), "chart.json");
}

#[test]
fn the_chart_is_drawn_in_every_format() {
    snapshot(&chart(GUIDE, "text"), "chart.pipe.txt");
    snapshot(&chart(GUIDE, "markdown"), "chart.md");
    snapshot(&chart(GUIDE, "html"), "chart.html");
    for columns in [80, 40] {
        let text = on_terminal(columns, &["--rules", GUIDE, "--color", "never", "rules", "chart"]);
        snapshot(&text, &format!("chart.{columns}.txt"));
        let coloured = on_terminal(columns, &["--rules", GUIDE, "rules", "chart"]);
        assert_ne!(coloured, text, "a terminal gets colours");
        assert_eq!(without_colour(&coloured), text, "and nothing else differs");
    }
}

#[test]
fn a_terminal_of_any_width_gets_every_row() {
    for columns in [0, 1, 20, 59, 60] {
        let text = on_terminal(columns, &["--rules", GUIDE, "--color", "never", "rules", "chart"]);
        let words: Vec<_> = text.split_whitespace().collect();
        assert!(words.join(" ").contains("Any boat but a raft"), "{columns}: {text}");
    }
}

#[test]
fn an_id_that_is_not_there_is_one_message() {
    let run = needlecheck(["rules", "show", "torn-ves"]);
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    snapshot(&run.err, "unknown.txt");
    let run = needlecheck(["rules", "show", "\u{1b}[2Jzzzzzz"]);
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    assert!(!run.err.contains('\u{1b}') && !run.err.contains("did you mean"), "{}", run.err);
}

#[test]
fn what_a_rule_file_says_stays_text() {
    let html = chart(HOSTILE, "html");
    assert_page(&html);
    for tag in ["<script", "<img", "<i>", "<em>", "<u>", "javascript:alert(1)\""] {
        assert!(!html.contains(tag), "{tag} came through");
    }
    snapshot(&html, "hostile.html");

    let markdown = chart(HOSTILE, "markdown");
    for table in markdown.split("\n\n").filter(|part| part.starts_with('|')) {
        let columns = |line: &str| line.replace("\\|", "").matches('|').count();
        for line in table.lines() {
            assert_eq!(columns(line), columns(table.lines().next().unwrap()), "{line}");
        }
    }
    assert!(!markdown.contains("<script"), "{markdown}");
    assert!(!markdown.replace("\\]", "").contains("]("), "{markdown}");
    snapshot(&markdown, "hostile.md");
    snapshot(&show(HOSTILE, &["bad"]), "hostile.txt");
}

#[test]
fn a_rulebook_without_levels_by_has_one_column() {
    let text = std::fs::read_to_string(GUIDE).unwrap();
    let rulebook = text
        .replace("levels_by = \"boat\"\n", "")
        .replace("{ dinghy = \"defer\", eight = \"avoid\", raft = \"avoid\" }", "\"defer\"")
        .replace("{ dinghy = \"defer\", eight = \"caution\", raft = \"suitable\" }", "\"defer\"");
    let rulebook = Rulebook::from_toml("one.toml", rulebook).unwrap();
    let guide = Guide::new(&rulebook);
    assert!(guide.chart().to_markdown().contains("| Condition | level | Wait"));
    let chart: Value = serde_json::from_str(&guide.chart().to_json()).unwrap();
    assert_eq!(chart["columns"].as_array().unwrap().len(), 1);
    assert_eq!(chart["groups"][0]["rows"][0]["levels"], serde_json::json!(["avoid"]));
    assert_eq!(chart["levels_by"], Value::Null);
}

/// Every answer that the rules of the test rulebook can tell apart, tried.
#[test]
fn a_cell_is_empty_exactly_where_no_answers_make_the_rule_apply() {
    let rulebook = Rulebook::from_bytes(GUIDE, std::fs::read(GUIDE).unwrap()).unwrap();
    let guide = Guide::new(&rulebook);
    let tried: Vec<Vec<String>> = rulebook
        .questions()
        .iter()
        .map(|question| {
            let words = |words: &[&str]| words.iter().map(ToString::to_string).collect();
            match &question.kind {
                Kind::Number { .. } => words(&["0", "10.5", "15", "20", "30"]),
                Kind::Date => words(&["never", "today"]),
                Kind::YesNo => words(&["no", "yes"]),
                Kind::Choice(options) => options.iter().map(|option| option.id.clone()).collect(),
            }
        })
        .collect();
    let boat = rulebook.find_question("boat").unwrap().index();
    let mut met = vec![vec![None; tried[boat].len()]; rulebook.rules().len()];
    let combinations: usize = tried.iter().map(Vec::len).product();
    for mut number in 0..combinations {
        let mut answers = Answers::new(&rulebook, support::TODAY);
        let mut option = 0;
        for (at, (question, texts)) in rulebook.questions().iter().zip(&tried).enumerate() {
            let pick = number % texts.len();
            number /= texts.len();
            answers.set(&question.id, &texts[pick]).unwrap();
            if at == boat {
                option = pick;
            }
        }
        for finding in &Report::of(&answers).outcome().findings {
            met[finding.rule.index()][option] = Some(finding.level);
        }
    }
    let chart: Value = serde_json::from_str(&guide.chart().to_json()).unwrap();
    for group in chart["groups"].as_array().unwrap() {
        for row in group["rows"].as_array().unwrap() {
            let at = rulebook.rules().iter().position(|rule| row["rule"] == *rule.id).unwrap();
            let words: Vec<_> = met[at].iter().map(|level| level.map(Level::as_str)).collect();
            assert_eq!(row["levels"], serde_json::json!(words), "{}", row["rule"]);
        }
    }
}

fn without_colour(text: &str) -> String {
    let mut plain = String::new();
    let mut parts = text.split('\u{1b}');
    plain.push_str(parts.next().unwrap_or_default());
    for part in parts {
        plain.push_str(part.split_once('m').expect("a colour ends with m").1);
    }
    plain
}
