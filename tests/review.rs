//! What is doubtful in a valid rulebook: each doubt where it is, and none where it just is not.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "what cannot be unwrapped is a failed test")]

mod support;

use jiff::civil::{Date, date};
use needlecheck::authoring::review::review;
use needlecheck::diagnostic::{Diagnostic, Diagnostics, Look};
use needlecheck::{Answers, Report, Rulebook};
use support::{TODAY, needlecheck};

/// A rulebook without a doubt, to be spoilt.
const GOOD: &str = r#"format = 1

[rulebook]
id        = "ear-piercing"
title     = "Ear piercing today"
version   = "1.0.0"
reviewed  = 2026-11-01
levels_by = "place"
notice    = "Ask your piercer."

[source.guide]
title = "Studio guide"
by    = "Piercers' guild"
read  = "full"

[group.health]
title = "Health"
ask = "Today, do you have any of these?"

[question.place]
ask     = "Where?"
kind    = "choice"
options = { studio = "In a studio", home = "At home" }

[question.cold]
group = "health"
ask   = "A cold"
kind  = "yes-no"

[question.metal]
ask      = "Which metal?"
kind     = "choice"
options  = { gold = "Gold", titanium = "Titanium", tin = "Tin" }
ask_when = { place = "studio" }
assume   = "titanium"

[question.age]
ask  = "How old are you?"
kind = "number"
min  = 0
max  = 120

[rule.cold]
title    = "A cold"
when     = { cold = true }
level    = { studio = "defer", home = "avoid" }
reason   = "Healing is slower."
advice   = "Come back when it is over."
sources  = ["guide"]
evidence = "expert"

[rule.metal]
title    = "Gold or tin"
when     = { metal = ["gold", "tin"] }
level    = "caution"
reason   = "Some ears get sore."
advice   = "Choose another."
sources  = ["guide"]
evidence = "expert"

[rule.child]
title    = "A child"
when     = { age = { under = 12 } }
level    = "avoid"
reason   = "Too young."
advice   = "Wait."
sources  = []
evidence = "editorial"

[rule.young]
title    = "Young"
when     = { age = { at_least = 12, under = 16 } }
level    = "caution"
reason   = "Somebody has to come along."
advice   = "Bring a parent."
sources  = []
evidence = "editorial"
"#;

/// [`GOOD`] with something in it replaced.
fn spoilt(what: &str, by: &str) -> String {
    assert!(GOOD.contains(what), "{what}");
    GOOD.replacen(what, by, 1)
}

/// [`GOOD`] with one rule more.
fn with_rule(when: &str, level: &str, reason: &str) -> String {
    format!(
        "{GOOD}\n[rule.more]\ntitle = \"More\"\nwhen = {when}\nlevel = {level}\n\
         reason = \"{reason}\"\nadvice = \"Wait.\"\nsources = []\nevidence = \"editorial\"\n"
    )
}

/// What is doubtful in a rule file, which has to be valid.
fn doubts_on(today: Date, text: &str) -> Diagnostics {
    let rulebook = Rulebook::from_toml("ears.toml", text).unwrap_or_else(|f| panic!("{f}\n{text}"));
    let doubts = review("ears.toml", &rulebook, today);
    // Every doubt can be drawn, and the answers that show it can be given.
    assert!(doubts.to_text(Look::PLAIN).starts_with("warning") || doubts.is_empty());
    for doubt in doubts.diagnostics() {
        assert_eq!(doubt.severity.as_str(), "warning");
        assert!(doubt.span.end <= text.len() && !doubt.span.is_empty(), "{doubt:?}");
        if let Some(answers) = &doubt.answers {
            let json = serde_json::to_string(answers).unwrap();
            let _ = Report::of(&Answers::from_json(&rulebook, &json, TODAY).unwrap());
        }
    }
    doubts
}

/// `code: the text that is underlined`, for each doubt.
fn doubts(text: &str) -> Vec<String> {
    let shown = |doubt: &Diagnostic| format!("{}: {}", doubt.code, &text[doubt.span.clone()]);
    doubts_on(TODAY, text).diagnostics().iter().map(shown).collect()
}

#[track_caller]
fn assert_fine(text: &str) {
    assert_eq!(doubts(text), Vec::<String>::new(), "{text}");
}

/// The answers that show the only doubt.
fn answers(text: &str) -> String {
    let doubts = doubts_on(TODAY, text);
    let [doubt] = doubts.diagnostics() else { panic!("{doubts}") };
    serde_json::to_string(&doubt.answers).unwrap()
}

#[test]
fn good_rulebooks_have_no_doubts() {
    assert_fine(GOOD);
    let run = needlecheck(["rules", "check", "--deny-warnings"]);
    assert_eq!(run.status, 0, "{}", run.out);
}

#[test]
fn warnings_pass_unless_they_are_denied() {
    let file = "tests/rulebooks/faults/unused-group.toml";
    let run = needlecheck(["rules", "check", file]);
    assert_eq!(run.status, 0);
    assert!(run.out.starts_with("warning[unused-group]: "), "{}", run.out);
    let good = format!("{file}: good: 2 questions, 1 rule, 1 source\n");
    assert!(run.out.ends_with(&format!("{file}: 1 warning\n{good}")), "{}", run.out);
    let quiet = needlecheck(["rules", "check", "--quiet", file]);
    assert!(quiet.out.contains("unused-group") && !quiet.out.contains("good"), "{}", quiet.out);
    let denied = needlecheck(["rules", "check", "--deny-warnings", file]);
    assert_eq!((denied.status, denied.err.as_str()), (2, ""));
    assert!(!denied.out.contains("good"), "{}", denied.out);
    let json = needlecheck(["rules", "check", "--json", file]);
    assert_eq!((json.status, json.out.lines().count()), (0, 1));
    // Faults come first, and alone.
    let faulty = needlecheck(["rules", "check", "--json", "tests/rulebooks/faults/bad-id.toml"]);
    assert!(!faulty.out.contains("\"warning\""), "{}", faulty.out);
}

#[test]
fn a_rule_that_can_never_apply_is_found() {
    let never = "metal = \"gold\", place = \"home\"";
    let text = with_rule(&format!("{{ {never} }}"), "\"avoid\"", "Never.");
    assert_eq!(doubts(&text), [format!("never-applies: when = {{ {never} }}")]);
    assert_fine(&with_rule("{ metal = \"gold\", cold = true }", "\"avoid\"", "Soft."));
    for (when, fine) in [
        ("{ age = { over = 120 } }", false),
        ("{ age = { at_least = 120 } }", true),
        ("{ all = [{ age = { under = 12 } }, { age = { at_least = 12 } }] }", false),
        ("{ all = [{ age = { at_most = 40 } }, { age = { at_least = 40 } }] }", true),
    ] {
        let found = doubts(&with_rule(when, "\"avoid\"", "Never."));
        assert_eq!(!found.iter().any(|doubt| doubt.starts_with("never-applies")), fine, "{when}");
    }
}

#[test]
fn a_question_or_aftercare_for_nobody_is_found() {
    let gate = "ask_when = { all = [{ place = \"studio\" }, { place = \"home\" }] }";
    let text = spoilt("min  = 0\n", &format!("min  = 0\n{gate}\n"));
    let found = doubts(&text);
    assert!(found.contains(&format!("never-applies: {gate}")), "{found:?}");
    let aftercare = "\n[[aftercare]]\nkind = \"care\"\ntext = \"Rest.\"\nsources = [\"guide\"]\n";
    let when = "when = { metal = \"tin\", place = \"home\" }";
    let text = format!("{GOOD}{aftercare}{when}\n");
    assert_eq!(doubts(&text), [format!("never-applies: {when}")]);
    assert_fine(&format!("{GOOD}{aftercare}when = {{ metal = \"tin\" }}\n"));
}

#[test]
fn a_test_that_always_holds_is_found() {
    for (when, found) in [
        (
            "{ place = [\"studio\", \"home\"], cold = true, age = { under = 30 } }",
            "place = [\"studio\", \"home\"]",
        ),
        ("{ cold = false, age = { at_least = 0 } }", "age = { at_least = 0 }"),
        ("{ cold = false, age = { at_most = 120 } }", "age = { at_most = 120 }"),
        // Where the question is not asked, no test on it holds.
        (
            "{ cold = false, metal = [\"gold\", \"titanium\", \"tin\"] }",
            "metal = [\"gold\", \"titanium\", \"tin\"]",
        ),
        (
            "{ age = { under = 9 }, any = [{ age = { under = 10 } }, { cold = true }] }",
            "age = { under = 10 }",
        ),
    ] {
        let found = format!("always-true: {found}");
        let doubts = doubts(&with_rule(when, "\"avoid\"", "More."));
        assert!(doubts.contains(&found), "{when}: {doubts:?}");
    }
    for when in [
        "{ cold = false, age = { over = 0 } }",
        "{ cold = false, age = { under = 120 } }",
        "{ cold = false, metal = [\"gold\", \"titanium\"] }",
        "{ place = \"home\", cold = false }",
        // Asked in the studio only, but an answer counts wherever it is given.
        "{ place = \"studio\", metal = \"titanium\" }",
        "{ age = { under = 10 }, any = [{ age = { under = 9 } }, { cold = true }] }",
    ] {
        assert_fine(&with_rule(when, "\"avoid\"", "More."));
    }
}

#[test]
fn a_needless_part_of_an_any_is_found() {
    for (when, found) in [
        (
            "{ any = [{ age = { under = 30 } }, { age = { under = 20 } }] }",
            &["{ age = { under = 20 } }"][..],
        ),
        (
            "{ any = [{ metal = \"tin\" }, { cold = false }, { metal = \"tin\" }] }",
            &["{ metal = \"tin\" }"],
        ),
        (
            "{ place = \"home\", any = [{ metal = \"tin\" }, { cold = false }] }",
            &["{ metal = \"tin\" }"],
        ),
        ("{ any = [{ age = { under = 30 } }, { cold = false, age = { over = 20 } }] }", &[]),
        ("{ any = [{ metal = \"tin\" }, { cold = false }] }", &[]),
    ] {
        let doubts = doubts(&with_rule(when, "\"avoid\"", "More."));
        let doubts = doubts.iter().filter_map(|doubt| doubt.strip_prefix("needless-part: "));
        assert_eq!(doubts.collect::<Vec<_>>(), found, "{when}");
    }
}

#[test]
fn a_hidden_rule_is_found() {
    let more = ["hidden-rule: more".to_owned()];
    // The same condition, at a level no higher anywhere.
    let same = "{ any = [{ cold = true }, { cold = true, age = { under = 30 } }] }";
    for level in ["\"defer\"", "\"suitable\"", "{ studio = \"defer\", home = \"avoid\" }"] {
        let found = doubts(&with_rule("{ cold = true }", level, "Another."));
        assert_eq!(found, more, "{level}");
    }
    assert!(doubts(&with_rule(same, "\"defer\"", "Another.")).contains(&more[0]));
    // In one cell it is higher.
    for level in ["\"avoid\"", "{ studio = \"avoid\", home = \"caution\" }"] {
        let found = doubts(&with_rule("{ cold = true }", level, "Another."));
        let hides_the_first = ["hidden-rule: cold".to_owned()];
        assert_eq!(found, if level == "\"avoid\"" { &hides_the_first[..] } else { &[] }, "{level}");
    }
    // A special case is hidden only if it says nothing of its own.
    let child = "{ age = { under = 5 } }";
    assert_eq!(doubts(&with_rule(child, "\"defer\"", "Too young.")), more);
    assert_eq!(answers(&with_rule(child, "\"defer\"", "Too young.")).matches("age").count(), 1);
    assert_fine(&with_rule(child, "\"defer\"", "Far too young."));
    assert_fine(&with_rule("{ age = { under = 13 } }", "\"avoid\"", "Not quite old enough."));
}

#[test]
fn bounds_that_touch_nearly_are_found() {
    let bounds = |young: &str, child: &str| {
        GOOD.replace("at_least = 12, under = 16", young).replace("under = 12", child)
    };
    for (young, child, found, age) in [
        ("over = 12, under = 16", "under = 12", "bounds-gap", "12"),
        ("at_least = 13, under = 16", "at_most = 12", "bounds-gap", "12.5"),
        ("over = 13, under = 16", "under = 12", "bounds-gap", "12.5"),
        ("at_least = 12, under = 16", "at_most = 12", "bounds-overlap", "12"),
    ] {
        let text = bounds(young, child);
        assert_eq!(doubts(&text), [format!("{found}: age = {{ {young} }}")], "{young} {child}");
        let answers = answers(&text);
        assert!(answers.contains(&format!("\"age\":{age},")), "{answers}");
    }
    for (young, child) in [
        ("over = 12, under = 16", "at_most = 12"),
        ("over = 13, under = 16", "at_most = 11"),
        ("at_least = 12.5, under = 16", "under = 12"),
        ("at_least = 12, at_most = 12", "at_most = 12"),
    ] {
        let found = doubts(&bounds(young, child));
        assert!(!found.iter().any(|doubt| doubt.starts_with("bounds")), "{found:?}");
    }
}

#[test]
fn bounds_are_only_held_against_those_for_the_same_people() {
    let gap = |young: &str, child: &str, more: &str| {
        let text = GOOD
            .replace("{ age = { at_least = 12, under = 16 } }", young)
            .replace("{ age = { under = 12 } }", child);
        doubts(&(text + more)).iter().filter(|doubt| doubt.starts_with("bounds")).count()
    };
    let (young, child) = ("{ age = { over = 12 } }", "{ age = { under = 12 } }");
    assert_eq!(gap(young, child, ""), 1);
    let home = "{ place = \"home\", age = { over = 12 } }";
    assert_eq!(gap(home, "{ place = \"home\", age = { under = 12 } }", ""), 1);
    assert_eq!(gap(home, "{ metal = \"tin\", age = { under = 12 } }", ""), 0);
    let overlap = "{ place = \"home\", age = { at_least = 12 } }";
    assert_eq!(gap(overlap, "{ metal = \"tin\", age = { at_most = 12 } }", ""), 0);
    // A third rule takes just that number.
    let more = with_rule("{ age = { at_least = 12, at_most = 12 } }", "\"avoid\"", "Twelve.");
    assert_eq!(gap(young, child, more.strip_prefix(GOOD).unwrap()), 0);
}

#[test]
fn what_nobody_reads_is_found() {
    let question = "[question.brave]\nask = \"Are you brave?\"\nkind = \"yes-no\"\n";
    let text = format!("{GOOD}\n{question}");
    assert_eq!(doubts(&text), ["unread-question: brave"]);
    // Read by another question, which is itself read, or not.
    let gate = "max  = 120\nask_when = { brave = true }";
    assert_fine(&text.replacen("max  = 120", gate, 1));
    let other =
        "[question.calm]\nask = \"Calm?\"\nkind = \"yes-no\"\nask_when = { brave = false }\n";
    let found = doubts(&format!("{text}\n{other}"));
    assert_eq!(found, ["unread-question: brave", "unread-question: calm"]);
    let care = "[[aftercare]]\nkind = \"care\"\ntext = \"Rest.\"\nsources = []\nevidence = \"editorial\"\n";
    assert_fine(&format!("{text}\n{care}when = {{ brave = true }}\n"));

    // Of the options that no test names, one may stay: the assumed one.
    let options = "tin = \"Tin\"";
    let one_more = spoilt(options, "tin = \"Tin\", steel = \"Steel\"");
    assert_eq!(doubts(&one_more), ["unread-option: steel"]);
    let dotted = one_more
        .replace("options  = { gold", "options.gold")
        .replace(", titanium =", "\noptions.titanium =")
        .replace(", tin =", "\noptions.tin =")
        .replace(", steel = \"Steel\" }", "\noptions.steel = \"Steel\"");
    assert_eq!(doubts(&dotted), ["unread-option: steel"]);
    assert_eq!(doubts(&spoilt("[\"gold\", \"tin\"]", "\"gold\"")), ["unread-option: tin"]);
    assert_fine(&spoilt("[\"gold\", \"tin\"]", "[\"titanium\", \"tin\"]"));

    let group = "[group.habits]\ntitle = \"Habits\"\nask = \"Which of these?\"\n";
    assert_eq!(doubts(&format!("{GOOD}\n{group}")), ["unused-group: habits"]);
    let source = "[source.atlas]\ntitle = \"Atlas\"\nby = \"A press\"\nread = \"full\"\n";
    let text = format!("{GOOD}\n{source}");
    assert_eq!(doubts(&text), ["uncited-source: atlas"]);
    assert_fine(&text.replacen("[\"guide\"]", "[\"atlas\", \"guide\"]", 1));
}

#[test]
fn texts_that_are_hard_to_read_are_found() {
    let reason = |text: &str| spoilt("\"Healing is slower.\"", text);
    let hard = "\"Perforation necessitates meticulous individual preparation beforehand.\"";
    assert_eq!(doubts(&reason(hard)), [format!("hard-to-read: {hard}")]);
    // A label is not graded, however long its words.
    assert_fine(&reason("\"Perforation necessitates meticulous individual preparation.\""));
    assert_fine(&reason("\"The ear takes a long time to heal after this.\""));
    // A name may be long, if the rulebook says so.
    let named = reason("\"Titanium and palladium are the metals used most.\"");
    assert_eq!(doubts(&named).len(), 1);
    let plain = |names: &str| named.replacen("notice ", &format!("plain = {names}\nnotice "), 1);
    assert_fine(&plain("[\"titanium\", \"Palladium\"]"));
    assert_eq!(doubts(&plain("[\"gold\"]")).len(), 1);

    let sentence = |words: usize| format!("\"Yes. {}\"", "go ".repeat(words).trim());
    assert_fine(&reason(&sentence(20)));
    let found = doubts(&reason(&sentence(21)));
    assert_eq!(found, [format!("long-sentence: {}", "go ".repeat(21).trim())]);
}

#[test]
fn words_that_promise_or_claim_are_found() {
    for (text, found) in [
        ("It is safe now.", &["safe"][..]),
        ("Safe? Wait \\u0026 see if it is s\\u0061fe.", &["Safe", "s\\u0061fe"]),
        ("It is quite safely done.", &["safely"]),
        ("You were cleared or approved.", &["cleared", "approved"]),
        ("There is no risk in it.", &["no risk"]),
        ("Do not stop taking it.", &["stop taking"]),
        ("You have an allergy, and so on.", &["You have an"]),
        ("It means you have hives.", &["you have hives"]),
        ("One in ten, or 10% of them.", &["10%"]),
        ("One in ten, or 10 per cent.", &["10 per cent"]),
        ("It is unsafe, and a safety pin will not do.", &[]),
        ("There is no known risk.", &[]),
        ("Stop. Taking it does not help.", &[]),
        ("Wait if you have a cold.", &[]),
        ("You have to wait.", &[]),
        ("You have had it for long.", &[]),
        ("Do you, or have you?", &[]),
        ("10 of 100 of them, per centimetre.", &[]),
    ] {
        let file = spoilt("Healing is slower.", text);
        let doubts = doubts(&file);
        let doubts = doubts.iter().map(|doubt| doubt.strip_prefix("unfit-word: ").unwrap());
        assert_eq!(doubts.collect::<Vec<_>>(), found, "{text}");
    }
    // A question may name a strength; titles of sources are as they were published.
    assert_fine(&spoilt("\"A cold\"", "\"A cream of 4 per cent or more\""));
    assert_fine(&spoilt("\"Studio guide\"", "\"The safe guide, approved, with no risk\""));
    // Over lines that go on, in every kind of string.
    let over = spoilt("\"Healing is slower.\"", "\"\"\"\\\n  It is \\\n  safe.\"\"\"");
    assert_eq!(doubts(&over), ["unfit-word: safe"]);
    let literal = spoilt("\"Healing is slower.\"", "'''\nIt is \\ safe.'''");
    assert_eq!(doubts(&literal), ["unfit-word: safe"]);
    for file in [over.replace('\n', "\r\n"), format!("\u{feff}{over}")] {
        let found = doubts_on(TODAY, &file);
        assert!(found.to_string().contains("avoid `safe` (1 warning)"), "{found}");
        let place = found.to_string();
        assert!(place.starts_with("ears.toml:49:3: "), "{place}");
    }
}

#[test]
fn parts_of_a_sentence_that_do_not_fit_into_one_are_found() {
    let says =
        |text: &str| spoilt("\"A cold\"\nwhen", &format!("\"A cold\"\nsays = \"{text}\"\nwhen"));
    for fine in [
        "you are pregnant",
        "you have a cold",
        "you're pregnant",
        "you bruise easily",
        "I am tired",
        "HIV is not ruled out",
        "X-rays were taken lately",
        "3 needles were used before",
        "it is not known who will do it",
        "the needle may be 0.5 mm long",
    ] {
        assert_fine(&says(fine));
    }
    for (text, found) in [
        ("You are pregnant", &["You"][..]),
        ("A cold is there", &["A"]),
        ("you have a cold.", &["."]),
        ("do you have a cold?", &["?"]),
        ("you have a cold. It is bad", &["you have a cold. It is bad"]),
        ("you have a cold; it is bad", &["you have a cold; it is bad"]),
        ("if you have a cold", &["if"]),
        ("a bad cold", &["a bad cold"]),
        ("you", &["you"]),
        ("Cold.", &["Cold", "Cold.", "."]),
        ("Gold is bad for you", &["Gold"]),
    ] {
        let file = says(text);
        let doubts = doubts(&file);
        let doubts = doubts.iter().map(|doubt| doubt.strip_prefix("unfit-clause: ").unwrap());
        assert_eq!(doubts.collect::<Vec<_>>(), found, "{text}");
    }
    let named = says("Gold is bad for you");
    assert_fine(&named.replacen("notice ", "plain = [\"Gold\"]\nnotice ", 1));
    // It reads as easily as any other text, and promises as little.
    assert_eq!(doubts(&says("you are safe")), ["unfit-word: safe"]);
    let hard = "you necessitate meticulous individual preparation beforehand";
    assert_eq!(doubts(&says(hard)), [format!("hard-to-read: \"{hard}\"")]);

    let short = |text: &str| {
        format!(
            "{GOOD}\n[[aftercare]]\nkind = \"warning\"\ntext = \"It hurts.\"\nact = \"Get help.\"\n\
             sources = [\"guide\"]\nshort = \"{text}\"\n"
        )
    };
    assert_fine(&short("trouble breathing, or a swollen face"));
    assert_fine(&short(&"sore".repeat(15)));
    let wide = "sore".repeat(15) + "s";
    assert_eq!(doubts(&short(&wide)), [format!("unfit-clause: {wide}")]);
    assert_eq!(doubts(&short("Pus")), ["unfit-clause: Pus"]);
    assert_eq!(doubts(&short("pus; a fever")), ["unfit-clause: pus; a fever"]);
}

#[test]
fn a_group_without_a_title_is_found() {
    let text = spoilt("title = \"Health\"\n", "");
    assert_eq!(doubts(&text), ["missing-title: health"]);
}

#[test]
fn what_was_not_reviewed_for_too_long_is_found() {
    let count = |text: &str, today| doubts_on(today, text).diagnostics().len();
    let every = spoilt("levels_by", "review_every = \"12 months\"\nlevels_by");
    let (last, over) = (date(2027, 11, 1), date(2027, 11, 2));
    assert_eq!([count(&every, last), count(&every, over)], [0, 1]);
    assert_eq!(count(GOOD, over), 0, "it does not say how often");
    let found = doubts_on(over, &every).to_string();
    assert!(found.starts_with("ears.toml:7:13: the rulebook was due for review"), "{found}");
    // A rule may have a day of its own, earlier or later.
    let rule = |day: &str| {
        every.replacen("level    = \"avoid\"", &format!("level = \"avoid\"\nreviewed = {day}"), 1)
    };
    assert_eq!(count(&rule("2025-11-22"), TODAY), 0);
    assert_eq!(count(&rule("2025-11-21"), TODAY), 1);
    assert_eq!(count(&rule("2027-01-01"), over), 1);
}

#[test]
fn conditions_in_any_form_have_a_place() {
    for when in [
        "when.age.at_least = 0",
        "when.all = [{ age.at_least = 0 }]",
        "when = { any = [{ all = [{ age = { at_least = 0 } }] }] }",
        "[rule.more.when]\nage.at_least = 0",
        "[rule.more.when.age]\nat_least = 0",
        "[[rule.more.when.any]]\nage.at_least = 0",
    ] {
        let rule = with_rule("@", "\"defer\"", "Any age.");
        let text = if when.starts_with('[') {
            format!("{}\n{when}\n", rule.replace("when = @\n", ""))
        } else {
            rule.replace("when = @", when)
        };
        let doubts = doubts_on(TODAY, &text);
        let [doubt] = doubts.diagnostics() else { panic!("{when}: {doubts}") };
        assert_eq!(doubt.code.as_str(), "always-true");
        assert!(text[doubt.span.clone()].contains("age"), "{when}: {}", &text[doubt.span.clone()]);
    }
}
