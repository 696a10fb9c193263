//! What would change the verdict, and when, as people and tools read it.

use jiff::civil::{Date, date};
use needlecheck::{Answers, Level, Report, Rulebook, Screener, Verdict};
use serde_json::{Value, json};

use super::support::{Run, Setting, needlecheck_in, screening};
use super::{core, json};

const HEADINGS: [&str; 2] = ["If you wait, and nothing else changes", "What you could change"];

/// Somebody who waits for two things, and goes alone.
const WAITING: [&str; 9] = [
    "--leak=no",
    "--torn-vest=no",
    "--worn-rope=no",
    "--cracked-helmet=no",
    "--trip=alone",
    "--water=low",
    "--last-break=2026-01-31",
    "--last-blow=2026-08-31",
    "--on=2026-11-22",
];

fn waiting(columns: Option<u16>) -> Run {
    needlecheck_in(
        &Setting { terminal: columns, ..Setting::default() },
        WAITING.iter().chain(&["--full", "--quiet", "--color=never"]),
    )
}

/// The part of a report that begins with one heading, up to another.
fn part<'t>(text: &'t str, from: &str, to: &str) -> &'t str {
    let start = text.find(from).unwrap_or_else(|| panic!("{from}: {text}"));
    text[start..].split(to).next().unwrap().trim_end()
}

#[test]
fn a_timeline_shows_each_step_at_a_glance() {
    let shown = waiting(None).out;
    assert_eq!(
        part(&shown, HEADINGS[0], HEADINGS[1]),
        "\
If you wait, and nothing else changes

  from 22 November 2026  AVOID    #################.............
  from 31 January 2027   DEFER    .................#######......
  from 28 February 2027  CAUTION  ........................#####>
- Ends on a known day: A broken bone in the last 12 months (31 January 2027); \
A blow to the head in the last 6 months (28 February 2027)."
    );
}

#[test]
fn on_a_narrow_terminal_the_words_stay_and_the_line_goes() {
    for columns in [20, 30] {
        let shown = waiting(Some(columns)).out;
        let ahead = part(&shown, "If you wait", HEADINGS[1]);
        assert!(!ahead.contains('#') && !ahead.contains('>'), "{ahead}");
        for said in ["from 22", "AVOID", "from 31", "DEFER", "CAUTION"] {
            assert!(ahead.contains(said), "{said}: {ahead}");
        }
        for line in ahead.lines() {
            assert!(line.len() <= columns.into() || !line.trim().contains(' '), "{line:?}");
        }
    }
    for columns in [45, 50, 80] {
        let shown = waiting(Some(columns)).out;
        let bars: Vec<&str> = shown.lines().filter(|line| line.starts_with("  from ")).collect();
        assert_eq!(bars.len(), 3, "{shown}");
        assert!(bars.iter().all(|line| line.len() <= columns.into()), "{shown}");
        let width = bars[0].len();
        assert!(bars.iter().all(|line| line.len() == width), "one line of time: {shown}");
        // Each day belongs to one step.
        for at in bars[0].rfind(' ').unwrap() + 1..width {
            let marks = bars.iter().filter(|line| line.as_bytes()[at] != b'.').count();
            assert_eq!(marks, 1, "{shown}");
        }
    }
}

#[test]
fn where_there_is_nothing_to_say_nothing_is_said() {
    let run = core(["--full"]);
    for heading in HEADINGS {
        assert!(!run.out.contains(heading), "{}", run.out);
    }
    let report = json(&core(["--json"]));
    assert_eq!(report["outlook"], json!([{"from": "2026-11-22", "verdict": "suitable"}]));
    assert_eq!((&report["lasting"], &report["changes"]), (&json!([]), &json!([])));
}

#[test]
fn what_ends_by_the_calendar_by_an_event_or_not_at_all_is_told_apart() {
    let args = ["--full", "--last-sprain=today", "--plan-night", "--cold", "--poor-swimmer"];
    let shown = core(args).out;
    let ahead = part(&shown, HEADINGS[0], HEADINGS[1]);
    for said in [
        "- Ends on a known day: A sprain in the last 28 days (20 December 2026).",
        "- Ends when: ",
        "- Stays: ",
    ] {
        assert!(ahead.contains(said), "{said}: {ahead}");
    }
    let rulebook = screening();
    let report = json(&core(args.into_iter().chain(["--json"])));
    for rule in report["lasting"].as_array().unwrap() {
        let finding = report["findings"].as_array().unwrap().iter().find(|f| f["rule"] == *rule);
        assert_eq!(finding.unwrap()["ends"], Value::Null);
        assert_ne!(finding.unwrap()["level"], "suitable");
        assert!(rulebook.rules().iter().any(|known| known.id == *rule));
    }
}

#[test]
fn a_change_of_plan_is_proposed_in_the_words_of_the_rulebook() {
    let report: Value = {
        let run = needlecheck_in(&Setting::default(), WAITING.iter().chain(&["--json"]));
        json(&run)
    };
    let guided = "Go with a guide, who is trained and knows the river.";
    assert_eq!(
        report["outlook"],
        json!([
            {"from": "2026-11-22", "verdict": "avoid"},
            {"from": "2027-01-31", "verdict": "defer"},
            {"from": "2027-02-28", "verdict": "caution"},
        ])
    );
    assert_eq!(
        report["changes"],
        json!([
            {"set": {"trip": "guided"}, "wait_until": "2027-02-28", "verdict": "suitable",
             "withdrawn": [], "how": [guided]},
            {"set": {"trip": "guided"}, "wait_until": null, "verdict": "defer", "withdrawn": [],
             "how": [guided]},
        ])
    );
    let shown = waiting(None).out;
    assert_eq!(
        part(&shown, HEADINGS[1], "Your answers"),
        format!(
            "What you could change\n\n1. SUITABLE, if you wait until 28 February 2027 and:\n   - {guided}\n\
             2. DEFER, if you:\n   - {guided}"
        )
    );
}

/// A made-up rulebook: its question, rule and answers are all there is to it.
fn made_up(questions: &str, rule: &str) -> Rulebook {
    let text = format!(
        "format = 1\n[rulebook]\nid = \"made-up\"\ntitle = \"Made up\"\nversion = \"1\"\n\
         reviewed = 2026-11-22\nnotice = \"A test.\"\n{questions}\n[rule.only]\ntitle = \"Only\"\n\
         reason = \"Because.\"\nadvice = \"Wait.\"\nsources = []\nevidence = \"editorial\"\n{rule}\n"
    );
    Rulebook::from_toml("made-up.toml", text).unwrap_or_else(|faults| panic!("{faults}"))
}

#[test]
fn of_many_ways_to_a_better_verdict_only_a_few_are_shown() {
    let ids: Vec<String> = (1..=7).map(|at| format!("q{at}")).collect();
    let question = |id: &String| {
        format!("[question.{id}]\nask = \"So?\"\nkind = \"yes-no\"\nchange.yes = \"Leave {id}.\"\n")
    };
    let questions: String = ids.iter().map(question).collect();
    let when: Vec<String> = ids.iter().map(|id| format!("{id} = true")).collect();
    let rule = format!("when = {{ {} }}\nlevel = \"avoid\"", when.join(", "));
    let rulebook = made_up(&questions, &rule);
    let mut answers = Answers::new(&rulebook, date(2026, 11, 22));
    for id in &ids {
        answers.set(id, "yes").unwrap();
    }
    let report = Report::of(&answers);
    assert_eq!(report.changes().len(), 7, "any one of them is enough");
    let shown = report.to_full_text(needlecheck::Page::PLAIN);
    assert!(shown.contains("5. SUITABLE, if you:\n   - Leave q5.\n"), "{shown}");
    assert!(shown.contains("There are 2 other ways; --json lists them all."), "{shown}");
    assert!(!shown.contains("Leave q6."), "{shown}");
}

/// A wait after something that happened on a day, and the day on which it ends.
fn end_of(wait: &str, day: Date, on: Date) -> Report<'static> {
    let rule = format!("when = {{ last = {{ within = \"{wait}\" }} }}\nlevel = \"defer\"");
    let rulebook = made_up("[question.last]\nask = \"When?\"\nkind = \"date\"", &rule);
    let rulebook: &'static Rulebook = Box::leak(Box::new(rulebook));
    let mut answers = Answers::new(rulebook, on);
    answers.set("last", &day.to_string()).unwrap();
    Report::with(&Screener::new(rulebook), &answers)
}

#[test]
fn a_wait_ends_on_the_day_that_the_calendar_says() {
    for (wait, day, end) in [
        ("6 months", date(2026, 8, 31), date(2027, 2, 28)),
        ("6 months", date(2027, 8, 31), date(2028, 2, 29)),
        ("1 month", date(2027, 1, 30), date(2027, 2, 28)),
        ("1 year", date(2028, 2, 29), date(2029, 2, 28)),
        ("4 years", date(2028, 2, 29), date(2032, 2, 29)),
        ("2 weeks", date(2026, 12, 25), date(2027, 1, 8)),
        ("1 day", date(2028, 2, 28), date(2028, 2, 29)),
    ] {
        let report = end_of(wait, day, day);
        let steps: Vec<_> =
            report.outlook().steps.iter().map(|step| (step.from, step.verdict)).collect();
        let [defer, suitable] = [Level::Defer, Level::Suitable].map(Verdict::Level);
        assert_eq!(steps, [(day, defer), (end, suitable)], "{wait}");
        assert_eq!(report.outlook().lasting, []);
        let finding = &report.outcome().findings[0];
        assert_eq!(finding.ends, Some(end));
    }
}

#[test]
fn a_wait_beyond_the_end_of_the_calendar_never_ends() {
    let day = date(9999, 12, 1);
    let report = end_of("1 month", day, day);
    assert_eq!(report.outlook().steps.len(), 1);
    assert_eq!(report.verdict(), Verdict::Level(Level::Defer));
    assert_eq!(report.outlook().lasting.len(), 1);
    let report = end_of("29 days", day, day);
    assert_eq!(report.outlook().steps[1].from, date(9999, 12, 30));
}
