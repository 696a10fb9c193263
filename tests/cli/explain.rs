//! `needlecheck explain`: why a rule does, does not, or might apply.

use serde_json::json;

use super::support::{needlecheck, needlecheck_with_input};
use super::{json, refused};

fn explain(args: &[&str]) -> super::Run {
    needlecheck(["explain", "--on", "2026-11-22"].iter().chain(args))
}

#[test]
fn a_rule_that_applies_is_explained_test_by_test() {
    let run = explain(&["--rule", "recent-sprain", "--last-sprain", "3 weeks ago"]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    let expected = "\
Rule recent-sprain: A sprain in the last 28 days
This rule applies, for treatment on 22 November 2026.

Test by test
- \"A sprain\" was last less than 28 days ago: holds.
  The answer is 4 November 2026.

Its level here
  DEFER: not yet; wait until the reasons are over

No longer holds from
  2 December 2026
";
    assert!(run.out.starts_with(expected), "{}", run.out);
}

#[test]
fn a_rule_that_does_not_apply_says_what_it_would_take() {
    let run = explain(&["--rule", "drop-high", "--trip", "alone"]);
    assert_eq!(run.status, 0);
    for said in [
        "This rule does not apply, for treatment on 22 November 2026.",
        "- at least one of these: does not hold.",
        "Not answered; assumed: 0.3 m. It holds for: more than 0.3 m.",
        "Not answered; assumed: low. It holds for: high.",
        "If it did apply\n  alone avoid",
    ] {
        assert!(run.out.contains(said), "{said}: {}", run.out);
    }
}

#[test]
fn a_date_that_is_too_long_ago_says_from_which_day_on_it_would_count() {
    for (on, first) in [("2026-11-22", "2026-10-26"), ("2028-03-28", "2028-03-01")] {
        let args = ["explain", "--on", on, "--rule", "recent-sprain", "--last-sprain", "never"];
        let run = needlecheck(args);
        let day: jiff::civil::Date = first.parse().unwrap();
        let day = day.strftime("%-d %B %Y");
        let said = format!("The answer is never. It holds for: a day from {day} on.");
        assert!(run.out.contains(&said), "{}", run.out);
        let applies = |day: &str| {
            let args = ["explain", "--json", "--on", on, "--rule", "recent-sprain"];
            json(&needlecheck(args.iter().chain(&["--last-sprain", day])))["applies"].clone()
        };
        assert_eq!(applies(first), "yes");
        let before = first.parse::<jiff::civil::Date>().unwrap().yesterday().unwrap();
        assert_eq!(applies(&before.to_string()), "no");
    }
}

#[test]
fn a_rule_that_might_apply_says_what_is_open() {
    let run = explain(&["--rule", "motor-alone", "--boat", "unsure", "--trip", "alone"]);
    assert_eq!(run.status, 0);
    for said in ["This rule might apply: an open question decides", "You are not sure.", "AVOID"] {
        assert!(run.out.contains(said), "{said}: {}", run.out);
    }
}

#[test]
fn a_question_that_is_not_asked_says_when_it_would_be() {
    let args = ["--rule", "guide-untrained", "--trip", "alone", "--json"];
    let answered = json(&explain(&[&args[..], &["--guide-trained", "no"]].concat()));
    assert_eq!(
        (&answered["applies"], &answered["when"]["state"]),
        (&json!("yes"), &json!("given"))
    );
    let report = json(&explain(&args));
    assert_eq!(report["applies"], "no");
    assert_eq!(report["when"]["state"], "not-asked");
    assert_eq!(report["when"]["answer"], "yes");
    let gate = &report["when"]["asked_when"];
    assert_eq!((&gate["holds"], &gate["answer"]), (&json!("no"), &json!("alone")));
    assert_eq!(gate["needs"], "guided");
}

#[test]
fn answers_come_from_a_document_as_well_and_flags_win() {
    let document = r#"{"on": "2026-11-22", "last_sprain": "never", "water": "high"}"#;
    let args = ["explain", "--rule", "water-high", "--answers", "-", "--json"];
    assert_eq!(json(&needlecheck_with_input(args, document))["applies"], "yes");
    let flags = [&args[..], &["--water", "low", "-q"]].concat();
    let run = needlecheck_with_input(flags, document);
    assert!(run.err.starts_with("Note: --water low overrides `high`"), "{}", run.err);
    assert!(run.out.contains("\"applies\":\"no\""), "{}", run.out);
    let strict = explain(&["--rule", "recent-sprain", "--strict", "--json"]);
    assert_eq!(json(&strict)["applies"], "maybe");
    assert_eq!(json(&strict)["when"]["state"], "unanswered");
}

#[test]
fn a_rule_that_is_misspelt_is_one_clear_error() {
    let error = explain(&["--rule", "recent-sprian"]);
    assert_eq!(
        refused(&error),
        "error: `--rule`: there is no rule `recent-sprian`\n  \
         accepted: the ids of the rules that `needlecheck rules show` lists\n  \
         did you mean `recent-sprain`?"
    );
}

#[test]
fn a_misspelt_answer_is_as_wrong_as_anywhere() {
    let error = explain(&["--rule", "recent-sprain", "--trip", "gided"]);
    assert!(refused(&error).contains("did you mean `guided`?"), "{error:?}");
    let before = needlecheck(["--trip", "alone", "explain", "--rule", "recent-sprain"]);
    assert!(refused(&before).contains("go after it, not before"), "{before:?}");
}

#[test]
fn without_a_rule_those_that_apply_or_might_are_listed_the_worst_first() {
    let args = ["--leak", "no", "--torn-vest", "no", "--worn-rope", "no", "--trip", "guided"];
    let more = ["--water", "low", "--last-sprain", "3 weeks ago"];
    let run = explain(&[&args[..], &more].concat());
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    let expected = "\
4 rules apply or might apply to these answers
For treatment on 22 November 2026.

AVOID     might apply  cracked-helmet: A cracked helmet (open: --cracked-helmet)
DEFER     applies      recent-sprain: A sprain in the last 28 days
SUITABLE  applies      trip-guided: Led by a guide
SUITABLE  applies      water-low: Low water

Rulebook river-trip 1.0.0, reviewed 22 November 2026.
To see why, test by test, add --rule, such as: --rule cracked-helmet
";
    assert_eq!(run.out, expected);
}

#[test]
fn the_list_is_as_json_what_each_rule_says_alone() {
    let answers = ["--boat", "unsure", "--trip", "alone", "--json"];
    let list = json(&explain(&answers));
    let rules = list["rules"].as_array().unwrap();
    let motor = rules.iter().find(|rule| rule["rule"] == "motor-alone").unwrap();
    assert_eq!(motor["open"], json!(["boat"]));
    assert!(rules.iter().any(|rule| rule["applies"] == "yes"), "{list}");
    for rule in rules {
        let id = rule["rule"].as_str().unwrap();
        let alone = json(&explain(&[&answers[..], &["--rule", id]].concat()));
        for key in ["title", "applies", "level", "could_be"] {
            assert_eq!(rule[key], alone[key], "{id}: {key}");
        }
    }
}

#[test]
fn its_help_lists_the_answers() {
    let run = needlecheck(["explain", "--help"]);
    assert_eq!(run.status, 0);
    for said in ["--rule <RULE>", "--strict", "--water", "--leak"] {
        assert!(run.out.contains(said), "{said}: {}", run.out);
    }
}
