//! The report as a handout, and as Markdown: the same facts as in JSON, laid out for people, and
//! harmless for any content.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "what cannot be unwrapped is a failed test")]

mod support;

use jiff::civil::Date;
use needlecheck::authoring::guide::Guide;
use needlecheck::rulebook::Rulebook;
use needlecheck::{Answers, Report};
use proptest::prelude::*;
use serde_json::Value;

use support::page::{assert_page, shown, skeleton};
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

/// What a report for people has to say, by what the JSON says; and what it says beside that to those
/// who give answers as flags.
fn facts(report: &Value, rulebook: &Rulebook) -> (Vec<String>, Vec<String>) {
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
    let mut flags = Vec::new();
    for open in list(report, "open") {
        let question = question(open["question"].as_str().unwrap());
        facts.push(question.ask.trim_end_matches(':').to_owned());
        flags.push(format!("--{}", question.flag()));
        facts.extend(texts(open, &["worst"]));
    }
    facts.extend(report["assumed"].as_object().unwrap().keys().map(|id| question(id).ask.clone()));
    let unasked = list(report, "unasked").map(|unasked| unasked["question"].as_str().unwrap());
    facts.extend(unasked.map(|id| id.replace('_', " ")));
    (facts, flags)
}

#[test]
fn the_page_and_the_notes_say_what_the_json_says() {
    for (name, rules, answers) in ANSWERS {
        let json: Value = serde_json::from_str(&written(rules, answers, "json")).unwrap();
        let rulebook = Rulebook::from_bytes(rules, std::fs::read(rules).unwrap()).unwrap();
        let (facts, flags) = facts(&json, &rulebook);
        assert!(facts.len() >= 8);
        let page = shown(&written(rules, answers, "html")).to_lowercase();
        let notes = unmarked(&written(rules, answers, "markdown")).to_lowercase();
        for fact in facts {
            for said in [&page, &notes] {
                assert!(said.contains(&fact.to_lowercase()), "{name}: {fact}\n{said}");
            }
        }
        for flag in flags {
            assert!(notes.contains(&flag), "{name}: {flag}\n{notes}");
            assert!(!page.contains(&flag), "{name}: {flag}\n{page}");
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
            assert!(page.contains(&format!("{level} {title}")), "{level} {title}\n{page}");
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
fn the_client_and_the_person_who_treats_can_each_sign_the_printed_page() {
    for (_, rules, answers) in ANSWERS {
        let html = written(rules, answers, "html");
        let (client, practitioner) = parts(&html);
        for part in [client, practitioner] {
            for field in ["Name", "Date", "Signature"] {
                assert!(part.contains(&format!("<span>{field}</span>")), "{field}");
            }
        }
        assert!(client.contains("My answers are true as far as I know."));
    }
}

/// The part of a page for the client, and the one for the person who treats.
fn parts(html: &str) -> (&str, &str) {
    let body = html.split_once("<body>").expect("a page has a body").1;
    body.split_once("<section class=\"practitioner\"").expect("a part for the practitioner")
}

#[test]
fn the_client_reads_what_to_do_first_and_the_person_who_treats_reads_why() {
    for (name, rules, answers) in ANSWERS {
        let json: Value = serde_json::from_str(&written(rules, answers, "json")).unwrap();
        let html = written(rules, answers, "html");
        let (client, practitioner) = parts(&html);
        for finding in list(&json, "findings") {
            if finding["level"] == "suitable" {
                continue;
            }
            let [advice, reason] = ["advice", "reason"].map(|key| finding[key].as_str().unwrap());
            assert!(client.contains(advice), "{name}: {advice}");
            assert!(practitioner.contains(reason), "{name}: {reason}");
            assert!(!client.contains(&format!("<p>{reason}")), "{name}: {reason}");
        }
    }
}

#[test]
fn the_box_says_how_many_answers_the_verdict_rests_on() {
    for (answers, tally) in [
        (ANSWERS[4].2, "5 asked, 3 answered, 2 taken for granted."),
        (ANSWERS[2].2, "6 asked, 2 answered, 1 not sure, 1 left open, 2 taken for granted."),
    ] {
        let html = written(EAR, answers, "html");
        let (header, _) = html.split_once("</header>").unwrap();
        assert!(header.contains(tally), "{tally}\n{header}");
    }
}

#[test]
fn an_incomplete_page_begins_with_what_is_open_and_has_no_green() {
    for (name, rules, answers) in [
        ("nothing else", EAR, "--sore-ear unsure --place studio --age 30"),
        ("beside a caution", EAR, "--sore-ear unsure --place home --age 30 --ring-width 1"),
        (
            "beside what is in favour",
            SCREENING,
            "--leak unsure --torn-vest no --worn-rope no --cracked-helmet no --trip guided \
             --water low",
        ),
    ] {
        let html = written(rules, answers, "html");
        assert!(html.contains("<header class=\"verdict incomplete\">"), "{name}");
        let (_, main) = html.split_once("<main>").unwrap();
        let first = main.split("<h2 id=\"").nth(1).unwrap();
        assert!(first.starts_with("open\""), "{name}: {first}");
        let (_, body) = html.split_once("<body>").unwrap();
        let classes = body.split("class=\"").skip(1).filter_map(|rest| rest.split('"').next());
        let mut words = classes.flat_map(str::split_whitespace);
        assert!(!words.any(|word| word == "suitable"), "{name}: {body}");
    }
}

#[test]
fn how_long_it_is_valid_is_said_once_and_only_of_a_result() {
    for (name, rules, answers) in ANSWERS {
        let json: Value = serde_json::from_str(&written(rules, answers, "json")).unwrap();
        let page = shown(&written(rules, answers, "html"));
        let valid = json["valid_until"].as_str().map(said);
        let times = valid.map_or(0, |day| page.matches(&day).count());
        let is_result = json["verdict"] != "incomplete" && json["valid_until"].is_string();
        assert_eq!(times, usize::from(is_result), "{name}: {page}");
    }
}

#[test]
fn what_was_denied_is_said_by_group_and_what_was_assumed_can_be_ticked() {
    let html = written(SCREENING, "--leak --torn-vest no --worn-rope no --trip alone", "html");
    let page = shown(&html);
    assert!(page.contains("None of: "), "{page}");
    let rulebook = screening();
    let json: Value = serde_json::from_str(&written(SCREENING, "--trip alone", "json")).unwrap();
    let html = written(SCREENING, "--trip alone", "html");
    let (_, ticks) = html.split_once("<div class=\"granted\">").expect("boxes to tick");
    for id in json["assumed"].as_object().unwrap().keys() {
        let ask = &rulebook[rulebook.find_question(id).unwrap()].ask;
        assert!(ticks.contains(&format!("<li>{}", ask.trim_end_matches(':'))), "{ask}\n{ticks}");
    }
}

const EVERY_KEY: &str = "tests/rulebooks/every-key.toml";

#[test]
fn warning_signs_stand_in_boxes_by_how_soon_to_act() {
    let html = written(EVERY_KEY, "--water pool --cut", "html");
    let (client, _) = parts(&html);
    let (_, signs) = client.split_once("<div class=\"signs\">").expect("boxes for signs");
    let (before, after) = signs.split_once("A cut that is red").expect("the sign in few words");
    assert!(before.contains("<div class=\"today\">") && before.contains("Doctor today"));
    assert!(after.contains("Show it to a doctor."), "in full below: {after}");
}

/// Text that would break out of a page if it were let through as it is.
const MARKUP: &str = r#"<script>alert(1)</script>"onload="x()' &amp; </style></title><b>"#;

/// The rulebook with this behind each of its texts where it then still loads, and in how many.
fn with_in_every_text(rules: &str, markup: &str) -> (Rulebook, usize) {
    let mut text = std::fs::read_to_string(rules).unwrap();
    let markup = markup.replace('"', "\\\"");
    let quotes: Vec<usize> = text.match_indices('"').map(|(at, _)| at).collect();
    let mut taken = 0;
    for end in quotes.into_iter().skip(1).step_by(2).rev() {
        let tried = format!("{}{markup}{}", &text[..end], &text[end..]);
        if Rulebook::from_toml(rules, tried.clone()).is_ok() {
            (text, taken) = (tried, taken + 1);
        }
    }
    (Rulebook::from_toml(rules, text).unwrap(), taken)
}

#[test]
fn markup_in_any_text_of_a_rulebook_adds_no_element_and_no_attribute() {
    let harmless = Rulebook::from_bytes(EVERY_KEY, std::fs::read(EVERY_KEY).unwrap()).unwrap();
    let (hostile, taken) = with_in_every_text(EVERY_KEY, MARKUP);
    assert!(taken > 30, "{taken}");
    let pages = |rulebook: &Rulebook| {
        let mut pages = vec![Guide::new(rulebook).chart().to_html()];
        for given in [
            &[("water", "pool"), ("cut", "yes"), ("meal", "today")][..],
            &[("water", "lake"), ("cut", "yes"), ("cold", "unsure")],
            &[("water", "sea"), ("cold", "10")],
            &[("water", "unsure"), ("cold", "20"), ("cut", "unsure")],
        ] {
            let mut answers = Answers::new(rulebook, TODAY);
            for (question, answer) in given {
                answers.set(question, answer).unwrap();
            }
            pages.push(Report::of(&answers).to_html());
        }
        pages
    };
    for (harmless, hostile) in pages(&harmless).iter().zip(pages(&hostile)) {
        assert_page(&hostile);
        assert_eq!(skeleton(harmless), skeleton(&hostile));
        assert!(shown(&hostile).contains(MARKUP), "it is shown as text");
    }
}

/// Marks that turn the direction of text could make a page read as something else.
#[test]
fn no_text_of_a_rulebook_may_turn_the_direction_of_writing() {
    for mark in ['\u{202e}', '\u{200f}', '\u{2067}'] {
        assert_eq!(with_in_every_text(EVERY_KEY, &mark.to_string()).1, 0, "{mark:?}");
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
