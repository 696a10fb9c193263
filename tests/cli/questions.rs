//! `needlecheck questions`: what can be answered, and which question has a word.

use super::support::{Setting, needlecheck, needlecheck_in, screening};
use super::{EAR, json, refused};

fn questions(words: &[&str]) -> String {
    let run = needlecheck(["questions"].iter().chain(words));
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    run.out
}

/// The flags of the questions that have these words.
fn flags(words: &[&str]) -> Vec<String> {
    let listed = json(&needlecheck(["questions", "--json"].iter().chain(words)));
    let listed = listed["questions"].as_array().unwrap().iter();
    listed.map(|question| question["flag"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn every_question_is_listed_under_its_group() {
    let out = questions(&[]);
    for question in screening().questions() {
        let line = format!("\n  --{}: {}\n", question.id.replace('_', "-"), question.ask);
        assert!(out.contains(&line), "{line}: {out}");
    }
    let health = out.split("\nHealth\n").nth(1).unwrap_or_else(|| panic!("{out}"));
    assert!(
        health.starts_with(
            "  --cold: I have a cold or a fever\n      `yes`, `no` or `unsure` (assumed: no)\n"
        ),
        "{out}"
    );
    let trip = "  --trip: Who will lead the trip?
      `guided`, `alone` or `unsure` (needed for a verdict)
      - guided: A guide, who does this for work
      - alone: Nobody: I go alone or with friends
";
    assert!(out.contains(trip), "{out}");
    assert!(!out.contains("Why:"), "{out}");
}

#[test]
fn a_word_is_looked_for_in_flag_text_options_group_and_reason() {
    for (word, flag) in [
        ("torn_vest", "--torn-vest"),
        ("--torn-vest", "--torn-vest"),
        ("CRACKED", "--cracked-helmet"),
        ("friends", "--trip"),
        ("health", "--sore-hands"),
        ("glue", "--leak-mended"),
    ] {
        let found = flags(&["--", word]);
        assert!(found.contains(&flag.to_owned()), "{word}: {found:?}");
        assert!(found.len() < screening().questions().len(), "{word}: {found:?}");
    }
    assert!(questions(&["glue"]).contains("\n      Why: Glue needs time to dry.\n"));
}

#[test]
fn of_several_words_a_question_has_all() {
    assert_eq!(flags(&["guide", "WORK"]), ["--trip"]);
    assert_eq!(flags(&["guide work"]), ["--trip"]);
    let error = needlecheck(["questions", "glue", "friends"]);
    assert_eq!(refused(&error), "error: no question has all the words of `glue friends`");
}

#[test]
fn a_word_that_no_question_has_is_an_error_with_a_near_word() {
    let error = |word: &str| refused(&needlecheck(["questions", word])).to_owned();
    assert_eq!(error("helmt"), "error: no question has `helmt`\n  did you mean `helmet`?");
    assert_eq!(
        error("guide wrok"),
        "error: no question has all the words of `guide wrok`\n  did you mean `guide work`?"
    );
    assert_eq!(error("xylophone"), "error: no question has `xylophone`");
}

#[test]
fn tools_get_each_question_whole() {
    let list = json(&needlecheck(["questions", "--rules", EAR, "--json", "place"]));
    assert_eq!(list["rulebook"]["id"], "ear-piercing");
    let place = &list["questions"][0];
    assert_eq!((&place["id"], &place["flag"]), (&"place".into(), &"--place".into()));
    assert_eq!((&place["kind"], &place["needed"]), (&"choice".into(), &true.into()));
    assert!(place["accepted"].as_str().unwrap().contains("`studio`"), "{place}");
    let show = json(&needlecheck(["rules", "show", "--rules", EAR, "--json", "place"]));
    assert_eq!(*place, show["question"]);
}

#[test]
fn lines_fit_the_terminal() {
    for columns in [20, 40, 80] {
        let setting = Setting { terminal: Some(columns), ..Setting::default() };
        let run = needlecheck_in(&setting, ["questions", "--color", "never"]);
        let too_long = |line: &&str| line.chars().count() > columns.into() && line.contains(' ');
        assert_eq!(run.out.lines().find(too_long), None);
    }
}
