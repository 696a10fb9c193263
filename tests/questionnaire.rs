//! The questionnaire, held with a reader and a writer where a person has a terminal.

#![cfg(feature = "cli")]

mod support;

use needlecheck::cli::Environment;
use proptest::prelude::*;
use support::{Run, SCREENING, Setting, needlecheck, needlecheck_in};

/// Types these lines at the prompts of `needlecheck`.
fn types(args: &[&str], lines: &[&str]) -> Run {
    let input = lines.iter().flat_map(|line| [line.as_bytes(), b"\n"]).flatten().copied();
    types_bytes(args, input.collect())
}

fn types_bytes(args: &[&str], input: Vec<u8>) -> Run {
    needlecheck_in(&Setting::typed(input, 80), ["--color", "never"].iter().chain(args))
}

/// The answers to the six core questions of somebody with good gear, who goes with a guide.
const READY: [&str; 3] = ["0", "guided", "1"];

fn then(more: &[&'static str]) -> Vec<&'static str> {
    READY.iter().chain(more).copied().collect()
}

/// A small rulebook with a question of every kind.
const EARS: &str = "tests/rulebooks/questionnaire.toml";

/// What somebody with good gear enters after [`READY`], up to the review.
const REST: [&str; 6] = ["0", "30", "0", "1", "0", "1"];

#[test]
fn the_report_is_the_one_from_flags() {
    let typed = types(&["--json"], &["1 s 3", "alone", "low", "d"]);
    let flags = needlecheck([
        "--json",
        "--leak",
        "--torn-vest",
        "no",
        "--worn-rope",
        "unsure",
        "--cracked-helmet",
        "no",
        "--trip",
        "alone",
        "--water",
        "low",
    ]);
    assert_eq!(typed.out, flags.out);
    assert_eq!(typed.status, flags.status);
}

#[test]
fn the_command_that_f_shows_gives_the_same_report_again() {
    let typed = types(&["--json"], &["2", "guided", "s", "0", "d", "f"]);
    let document = typed.err.split("<<'END'\n").nth(1).and_then(|rest| rest.split('\n').next());
    let again = support::needlecheck_with_input(["--answers", "-", "--json"], document.unwrap());
    assert_eq!(typed.out, again.out);
}

#[test]
fn a_wrong_entry_is_explained_and_asked_again() {
    for (line, said) in [
        ("", "Type the numbers that apply, or 0 for none."),
        ("9", "`9` is none of these. Type numbers from 1 to 4, 0 for none, or ? for help."),
        ("0-2", "`0-2` is none of these."),
        ("3-1", "`3-1` is none of these."),
        ("1-", "`1-` is none of these."),
        ("1 s", "Not sure about which? Type s and its number, such as s3."),
        ("yes", "Which? Type the numbers."),
        (
            "no leak",
            "`no leak` could also mean that it is not so. Type the numbers that apply, or 0",
        ),
        (
            "cracket",
            "`cracket` is none of these. Did you mean 4. A helmet is cracked? Then type 4.",
        ),
        ("boat vest", "`boat vest` could be `1` or `2`. Type the number."),
        ("wibble", "`wibble` is none of these."),
        ("99999999999999999999", "is none of these"),
        ("\u{1b}[A", "is none of these"),
    ] {
        let run = types(&[], &[line]);
        let shown = run.err.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(shown.contains(said), "{line}: {}", run.err);
        assert!(!run.err.contains('\u{1b}'), "{line}: a raw escape reaches the terminal");
        assert_eq!(run.err.matches("\n> ").count(), 2, "{line}: {}", run.err);
    }
}

/// On every screen of a whole run, and where a date is asked for.
#[test]
fn enter_alone_never_answers() {
    let all = then(&["0", "30", "2", "today", "1", "0", "1"]);
    for asked in 0..all.len() {
        let prompts = |enters: &[&'static str]| {
            let run = types(&["--json"], &[&all[..asked], enters].concat());
            assert_eq!((run.status, run.out.as_str()), (2, ""), "after {asked}: {}", run.err);
            run.err
        };
        let (before, after) = (prompts(&[]), prompts(&["", ""]));
        let more = after.replacen(before.trim_end_matches(|c| c != '>'), "", 1);
        let refused = |line: &&str| {
            line.trim_start_matches(['>', ' ']).starts_with("Type ") && line.contains(" or ")
        };
        assert_eq!(more.lines().filter(refused).count(), 2, "after {asked}: {more}");
    }
    let single = types(&[], &["0", ""]);
    assert!(single.err.contains("> Type a number, or s if you do not know.\n"), "{}", single.err);
}

#[test]
fn enter_keeps_what_was_given_before_and_the_keys_say_so() {
    let run = types(&["--json"], &["1 s2", "guided", "b", "b", "", "", "low", "d", "q"]);
    assert!(run.err.contains("Now: 1, not sure about 2. Enter keeps that."), "{}", run.err);
    assert!(run.err.contains("\nEnter keeps 1. Type a number."), "{}", run.err);
    assert!(run.out.contains("\"leak\":true,\"torn_vest\":\"unsure\""), "{}", run.out);
    // Not sure is an answer as well.
    let run = types(&[], &["s", "s", "b"]);
    assert!(run.err.contains("Enter keeps \"not sure\". Type a number."), "{}", run.err);
}

/// Without the leak, it is asked when one was mended. Enter does not answer that along with what
/// was answered before.
#[test]
fn enter_keeps_nothing_where_an_item_is_new() {
    let lines = ["1", "guided", "low", "0", "30", "0", "b", "b", "b", "b", "b", "b", "0"];
    let run = types(&[], &[&lines[..], &["", "", "", "", "", ""]].concat());
    let last = run.err.rsplit("Question ").next().unwrap();
    assert!(last.contains("So far: none. Not all of these were asked before."), "{last}");
    assert!(last.contains("Type the numbers that apply, or 0 for none."), "{last}");
}

#[test]
fn numbers_words_and_ranges_all_tick_an_item() {
    for line in ["1,3", "1 3", "1, 3", "leak worn_rope", "leaks, rope", "1 worn_rope"] {
        let run = types(&["--json"], &[line, "guided", "low", "d", "q"]);
        assert!(run.out.contains("\"rule\":\"leak\""), "{line}: {}", run.err);
        assert!(run.out.contains("\"rule\":\"worn-rope\""), "{line}: {}", run.err);
        assert!(!run.out.contains("\"rule\":\"torn-vest\""), "{line}: {}", run.err);
    }
    for line in ["1-4", "all of them"] {
        let all = types(&["--json"], &[line, "guided", "low", "d"]);
        for rule in ["leak", "torn-vest", "worn-rope", "cracked-helmet"] {
            assert!(all.out.contains(&format!("\"rule\":\"{rule}\"")), "{rule}");
        }
    }
}

#[test]
fn a_question_mark_says_why_and_asks_again() {
    let run = types(&[], &["0", "?", "guided", "low", "d", ""]);
    assert!(run.err.contains("Help is further away with no guide."), "{}", run.err);
    assert_eq!(run.status, 0);
}

#[test]
fn each_reason_of_a_checklist_stands_beside_its_item_and_the_question_after_them() {
    let run = types(&[], &["?"]);
    let (_, said) = run.err.split_once("\n> ").unwrap();
    let words = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        words.contains("2. A life vest is torn: A torn vest takes up water. 3. A rope"),
        "{said}"
    );
    assert!(words.contains("any of this so today? Numbers, 0 none"), "{said}");
    for line in ["?3", "? 3", "why 3", "?#3"] {
        let run = types(&[], &[line]);
        let (_, said) = run.err.split_once("\n> ").unwrap();
        assert!(said.starts_with("   3. A rope is worn: threads stand out: A worn rope"), "{said}");
        assert!(!said.contains("2. "), "{said}");
    }
    assert!(types(&[], &["?5"]).err.contains("Items have the numbers 1 to 4."));
}

#[test]
fn b_goes_back_also_after_a_wrong_entry_and_keeps_what_was_said() {
    let run = types(&["--json"], &["1", "wibble", "b", "", "alone", "low", "d"]);
    assert!(run.err.contains("Now: 1. Enter keeps that"), "{}", run.err);
    assert!(run.out.contains("\"rule\":\"leak\""));
    assert!(types(&[], &["b"]).err.contains("This is the first question."));
}

#[test]
fn q_and_the_end_of_the_input_leave_nothing_behind() {
    for lines in [&["q"][..], &[], &["0", "guided"], &["0", "guided", "low", "q"], &then(&REST)] {
        let run = types(&[], lines);
        assert_eq!(run.status, 2);
        assert_eq!(run.out, "");
        assert!(run.err.ends_with("Not finished: nothing was screened, and nothing was kept.\n"));
    }
    // Half way through a change after the result.
    for lines in [&["0", "guided", "low", "d", "c", "q"], &["0", "guided", "low", "d", "c", "1"]] {
        let run = types(&["--json"], lines);
        assert_eq!((run.status, run.out.as_str()), (2, ""));
        assert!(run.err.ends_with("Not finished: nothing was kept.\n"), "{}", run.err);
    }
}

#[test]
fn d_shows_the_result_at_once_and_says_how_much_was_left() {
    let run = types(&["--json"], &["d", "q"]);
    assert!(run.out.contains("\"verdict\":\"incomplete\""), "{}", run.out);
    assert_eq!(run.status, 3);
    assert!(!run.err.contains("Your answers\n"), "{}", run.err);
    let run = types(&[], &["0", "guided", "s", "d", "q"]);
    let said = "questions were not answered: the usual answer is taken for granted. 1 stays open.";
    let words = run.err.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains(said), "{}", run.err);
}

#[test]
fn it_says_when_nothing_left_can_change_the_verdict() {
    let run = types(&[], &["1"]);
    assert!(run.err.contains("Nothing that is left can change the verdict: AVOID."));
    assert!(!types(&[], &["0"]).err.contains("Nothing that is left"));
}

#[test]
fn every_answer_can_be_changed_before_the_verdict_and_after_it() {
    for lines in
        [&["c", "1", "0", "", ""][..], &["b", "1", "none", "d"], &["change", "gear", "0", ""]]
    {
        let run = types(&["--json"], &[&["1", "guided", "low", "d"], lines].concat());
        assert!(run.out.contains("\"verdict\":\"suitable\""), "{}\n{}", run.out, run.err);
        assert_eq!(run.err.matches("\nAVOID. ").count(), 1, "{}", run.err);
        assert_eq!(run.err.matches("\nSUITABLE. ").count(), 1, "{}", run.err);
        assert_eq!(run.status, 0);
    }
    let run = types(&["--json"], &[&then(&REST)[..], &["1", "1", "", ""]].concat());
    assert!(run.out.contains("\"verdict\":\"avoid\""), "{}\n{}", run.out, run.err);
    assert!(types(&[], &["d", "c", "77"]).err.contains("Type a number from 1 to"));
}

#[test]
fn a_change_leads_back_to_the_answers() {
    // Changed, or left as it was with `b`: nothing else is asked again.
    for change in [&["1", "0"][..], &["1", "b"], &["2", "alone"]] {
        let run = types(&["--json"], &[&["0", "guided", "low", "d", "c"], change].concat());
        assert_eq!(run.err.matches("\nType a number, or").count(), 0);
        assert_eq!(run.err.matches("Enter for the result").count(), 2, "{change:?}: {}", run.err);
        assert_eq!(run.err.matches("\nQuestion ").count(), 4, "{change:?}: {}", run.err);
    }
}

#[test]
fn whatever_is_ticked_counts_even_where_what_is_ticked_beside_it_leaves_no_room_for_it() {
    let args = ["--rules", "tests/rulebooks/checklist.toml", "--json"];
    let run = types(&args, &["1 2", "today", "", "q"]);
    assert!(run.err.contains("stopped by now: when was the last time?"), "{}", run.err);
    assert!(!run.err.contains("withdrawn"), "{}", run.err);
    assert_eq!(run.err.matches("Question ").count(), 1, "{}", run.err);
    assert!(run.out.contains("\"unasked\":[{\"question\":\"last_pill\""), "{}", run.out);
    // A change of mind says which answers it withdraws, at once and in the review.
    let run = types(&args, &["2", "today", "1", "1 2", "", "", "q"]);
    let withdrawn = "No longer asked, and the answer withdrawn: \"The pill, stopped by now\".";
    assert_eq!(run.err.matches(withdrawn).count(), 2, "{}", run.err);
    assert!(run.out.contains("\"unasked\":[]"), "{}", run.out);
}

#[test]
fn an_answer_that_a_change_of_mind_makes_unasked_is_withdrawn_and_that_is_said() {
    let lines = ["home", "0.5", "b", "b", "shop", "2020", "", "q"];
    let run = types(&["--rules", EARS, "--json"], &lines);
    let withdrawn = "No longer asked, and the answer withdrawn";
    assert_eq!(run.err.matches(withdrawn).count(), 2, "{}", run.err);
    assert!(!run.out.contains("\"gauge\":0.5"), "{}", run.out);
    assert!(run.out.contains("\"unasked\":[]"), "{}", run.out);
    // The same after the result.
    let lines = ["home", "0.5", "2020", "", "c", "1", "shop", "", "q"];
    let run = types(&["--rules", EARS, "--json"], &lines);
    assert_eq!(run.err.matches(withdrawn).count(), 2, "{}", run.err);
    assert!(!run.out.contains("\"gauge\":0.5"), "{}", run.out);
}

#[test]
fn a_ticked_item_that_needs_a_date_is_asked_for_it() {
    let recent = ["0", "guided", "low", "0", "30", "last_sprain"];
    let on = ["--json", "--on", "2026-11-22"];
    let run = types(&on, &[&recent[..], &["3 weeks ago", "d"]].concat());
    assert!(run.err.contains("Understood as: 4 November 2026"), "{}", run.err);
    assert!(run.out.contains("\"last_sprain\":\"2026-11-04\""), "{}", run.out);
    let wrong = types(&on, &[&recent[..], &["2027-01-01", "b"]].concat());
    assert!(wrong.err.contains("is after the treatment date"), "{}", wrong.err);
    // Back from the date is back at the checklist.
    assert_eq!(wrong.err.matches("Question 6 of").count(), 1);
    assert_eq!(wrong.err.matches("Have you had any of these").count(), 2, "{}", wrong.err);
    // What was ticked is not lost on the way.
    assert!(wrong.err.contains("Now: 2. Enter keeps that"), "{}", wrong.err);
}

#[test]
fn a_ticked_item_without_its_date_is_never_taken_as_never() {
    let ticked = ["0", "guided", "low", "0", "30", "last_sprain"];
    // Not sure, `d` at the date, and back from it and on.
    for rest in [&["s", "d"][..], &["d"], &["b", "b", "d"], &["b", "", "d"]] {
        let run = types(&["--json"], &[&ticked[..], rest].concat());
        assert!(run.out.contains("\"last_sprain\":\"unsure\""), "{rest:?}: {}", run.out);
        assert!(run.out.contains("\"verdict\":\"incomplete\""), "{rest:?}: {}", run.out);
    }
}

#[test]
fn a_checklist_remembers_dates_when_it_is_gone_through_again() {
    let recent = ["0", "guided", "low", "0", "30", "last_sprain last_cramp"];
    let on = ["--json", "--on", "2026-11-22"];
    let rest = ["3 Weeks", "a week  ago", "b", "", "", "", "d"];
    let run = types(&on, &[&recent[..], &rest].concat());
    assert!(run.err.contains("Now: 2 5. Enter keeps that"), "{}", run.err);
    assert!(run.err.contains("Enter keeps 4 November 2026."), "{}", run.err);
    assert!(run.out.contains("\"last_sprain\":\"2026-11-04\""), "{}", run.out);
    assert!(run.out.contains("\"last_cramp\":\"2026-11-18\""), "{}", run.out);
}

#[test]
fn what_was_understood_is_said_in_words() {
    let run = types(&[], &["1 s 3", "2", "s", "0", "30yo"]);
    for said in [
        "  Yes: The boat leaks",
        "  Not sure: A rope is worn",
        "  Nobody: I go alone or with friends.",
        "  Not sure.",
        "  None.",
        "  Understood as: 30 years",
    ] {
        assert!(run.err.contains(said), "{said}: {}", run.err);
    }
}

#[test]
fn ask_asks_only_for_what_flags_left_open() {
    let run = types(&["--ask", "--json", "--leak", "no", "--trip", "guided"], &["0", "low", "d"]);
    assert!(!run.err.contains("1. The boat leaks"), "{}", run.err);
    assert!(run.out.contains("\"verdict\":\"suitable\""), "{}", run.out);
}

#[test]
fn it_asks_only_where_somebody_is_there() {
    let run = needlecheck(["--ask", "--trip", "alone"]);
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    let run = types(&["--no-input"], &["d"]);
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    let run = types(&["--ask", "--answers", "-"], &["d"]);
    assert_eq!((run.status, run.out.as_str()), (2, ""));
}

#[test]
fn kept_answers_are_taken_up_again() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("answers.json");
    let path = file.to_str().unwrap();
    let first = types(&["--save", path, "--json"], &["s 2", "alone", "low", "d"]);
    let again = needlecheck(["--answers", path, "--json"]);
    assert_eq!(first.out, again.out);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    }
    let lost = types(&["--save", "/nowhere/answers.json"], &["d"]);
    assert_eq!((lost.status, lost.out.as_str()), (2, ""));
}

#[test]
fn a_megabyte_at_a_prompt_is_one_mistake() {
    let mut input = vec![b'1'; 1 << 20];
    input.extend(b"\n0\nguided\nlow\nd\n\n");
    let run = types_bytes(&[], input);
    assert!(run.err.contains("That was too long to be an answer."));
    assert_eq!(run.status, 0, "{}", run.err);
}

#[test]
fn narrow_and_plain_terminals_get_every_word() {
    for (columns, environment) in [
        (0, Environment::default()),
        (1, Environment::default()),
        (20, Environment { dumb_terminal: true, ..Environment::default() }),
        (20, Environment { accessible: true, utf8: true, ..Environment::default() }),
    ] {
        let typed = Setting::typed("0\nguided\nlow\nd\n\n", columns);
        let setting = Setting { environment: environment.clone(), ..typed };
        let run = needlecheck_in(&setting, ["--color", "auto"]);
        assert_eq!(run.status, 0, "{}", run.err);
        let words = run.err.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains("Of the gear for this trip, is any of this so today?"));
        assert!(run.err.is_ascii());
        if environment.dumb_terminal || environment.accessible {
            assert!(!run.err.contains('\u{1b}'), "{columns}");
        }
        if columns == 20 {
            let longest = run.err.lines();
            // Nothing is typed after a prompt here, so that what comes next stands beside it.
            let longest = longest.map(|line| line.trim_start_matches("> ").len()).max().unwrap();
            assert!(longest <= 20, "{longest}: {}", run.err);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 200,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn whatever_is_typed_ends_in_a_report_or_in_not_finished(
        lines in proptest::collection::vec(
            prop_oneof![
                4 => "[0-9 ,s-]{0,6}",
                2 => "[bdqs?acf]",
                2 => prop_oneof![Just("guided"), Just("alone"), Just("low"), Just("never"),
                                 Just("3 weeks ago"), Just("no"), Just("")].prop_map(str::to_owned),
                1 => ".{0,12}",
            ],
            0..60,
        ),
    ) {
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("answers.json");
        let file = file.to_str().unwrap();
        // No page is kept: it would be written where the tests are run.
        let lines: Vec<&str> =
            lines.into_iter().filter(|line| !line.to_lowercase().contains(['p', 'k'])).collect();
        let run = types(&["--json", "--save", file], &lines);
        if run.out.is_empty() {
            prop_assert_eq!(run.status, 2);
            prop_assert!(run.err.ends_with("nothing was kept.\n"));
        } else {
            let is_report = run.out.starts_with("{\"report\":2,");
            prop_assert!(is_report);
            let again = needlecheck(["--answers", file, "--json"]);
            prop_assert_eq!(run.out, again.out);
        }
    }

    #[test]
    fn any_bytes_at_a_prompt_end_somewhere(input in proptest::collection::vec(any::<u8>(), 0..300)) {
        let run = types_bytes(&[], input);
        prop_assert!(run.status <= 3);
    }
}

#[test]
fn a_change_that_opens_a_question_has_it_asked() {
    // A leak that is there today leaves none that was mended. Without it, that is asked.
    let first = ["1", "guided", "low", "0", "30", "0"];
    let rest = ["1", "0", "1"];
    let change = ["1", "0"];
    let run = types(&["--json"], &[&first[..], &rest, &change].concat());
    assert!(run.err.ends_with("Not finished: nothing was screened, and nothing was kept.\n"));
    let last = run.err.rsplit("Question ").next().unwrap();
    assert!(last.contains("A leak in this boat, mended by now"), "{last}");
}

#[test]
fn an_answer_given_by_flag_is_not_withdrawn() {
    let args = ["--ask", "--json", "--trip", "alone", "--borrowed-vest"];
    let run = types(&args, &["0", "low", "d", "c", "2", "guided", "", "q"]);
    assert!(!run.err.contains("withdrawn"), "{}", run.err);
    assert!(run.out.contains("\"verdict\":\"avoid\""), "{}", run.out);
}

/// To look at another place, and come back, loses nothing of what was said.
#[test]
fn an_answer_that_is_asked_again_after_all_is_restored() {
    let args = ["--ask", "--json", "--rules", "tests/rulebooks/unasked.toml"];
    let to_home = ["home", "1", "1.5", "1"];
    let lines = [&to_home[..], &["d", "c", "1", "clinic", "1", "home", ""]].concat();
    let run = types(&args, &lines);
    for said in
        ["No longer asked, and the answers withdrawn", "Asked again, and the answers restored"]
    {
        assert_eq!(
            run.err.matches(said).count(),
            1 + usize::from(said.starts_with("No")),
            "{}",
            run.err
        );
    }
    assert!(run.out.contains("\"verdict\":\"avoid\""), "{}", run.out);
    assert!(run.out.contains("\"needle_length\":1.5,\"shared_needles\":true"), "{}", run.out);
}

#[test]
fn an_answer_given_by_flag_counts_whether_it_would_have_been_asked_or_not() {
    let args = ["--ask", "--json", "--borrowed-vest"];
    let run = types(&args, &["0", "guided", "low", "d", "c", "", "q"]);
    assert!(!run.err.contains("withdrawn"), "{}", run.err);
    let words = run.err.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("Someone else used the vest before"), "{}", run.err);
    assert!(run.out.contains("\"verdict\":\"avoid\""), "{}", run.out);
}

#[test]
fn the_command_that_repeats_the_result_has_the_flags_that_matter() {
    let lines = ["0", "guided", "low", "d", "f"];
    let run = types(&["--strict", "--fail-on", "avoid", "--json"], &lines);
    let command = format!(
        "\nneedlecheck --answers - --rules '{SCREENING}' --strict --fail-on avoid --json <<'END'\n"
    );
    assert!(run.err.contains(&command), "{}", run.err);
    let run = types(&["--rules", EARS], &["shop", "never", "", "f"]);
    assert!(run.out.contains(&format!("needlecheck --answers - --rules '{EARS}' <<'END'\n")));
}

#[test]
fn what_is_no_file_is_not_replaced_by_the_answers() {
    let folder = tempfile::tempdir().unwrap();
    for path in [folder.path().to_str().unwrap(), "-"] {
        let run = types(&["--save", path], &["d"]);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{path}");
        assert!(run.err.contains("it is not a file"), "{}", run.err);
    }
}
