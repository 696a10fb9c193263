//! What becomes of answers that nobody asked for: small cases, each as a person would put it.

use std::sync::OnceLock;

use needlecheck::answers::Answer;
use needlecheck::rulebook::{QuestionId, Value};
use needlecheck::screening::Outcome;
use needlecheck::{Answers, Rulebook, Screener};

use crate::support::TODAY;

/// Every question has an answer that is assumed, and with these alone nothing speaks against
/// treatment.
const RULEBOOK: &str = include_str!("../rulebooks/unasked.toml");

fn rulebook() -> &'static Rulebook {
    static READ: OnceLock<Rulebook> = OnceLock::new();
    READ.get_or_init(|| {
        let read = Rulebook::from_toml("unasked.toml", RULEBOOK.to_owned());
        read.unwrap_or_else(|faults| panic!("{faults}"))
    })
}

/// Answers as they are typed: `implant yes, device hand`.
fn answers(said: &str) -> Answers<'static> {
    let mut answers = Answers::new(rulebook(), TODAY);
    for pair in said.split(", ").filter(|pair| !pair.is_empty()) {
        let (id, text) = pair.split_once(' ').expect("a question and its answer");
        answers.set(id, text).unwrap_or_else(|fault| panic!("{pair}: {fault}"));
    }
    answers
}

fn screened(said: &str) -> Outcome {
    Screener::new(rulebook()).outcome(&answers(said))
}

/// What a report would say, in one line: the verdict, how bad it could be where that is worse than
/// what is certain, and the rules that apply, the questions that are open and those that were
/// answered without being asked, where there are any.
fn in_short(outcome: &Outcome) -> String {
    let rulebook = rulebook();
    let mut short = outcome.verdict().to_string();
    if outcome.floor < outcome.at_worst {
        short = format!("{short}, at worst {}", outcome.at_worst);
    }
    let mut list = |name: &str, words: Vec<&str>| {
        if !words.is_empty() {
            short = format!("{short}; {name}: {}", words.join(" "));
        }
    };
    let findings = outcome.findings.iter();
    list("found", findings.map(|found| rulebook[found.rule].id.as_str()).collect());
    let mut open: Vec<_> = outcome.open.iter().map(|open| open.question).collect();
    open.sort_unstable();
    list("open", open.into_iter().map(|id| rulebook[id].id.as_str()).collect());
    let unasked = outcome.unasked.iter();
    list("unasked", unasked.map(|unasked| rulebook[unasked.question].id.as_str()).collect());
    short
}

/// That each of these people is told that.
fn assert_told(people: &[(&str, &str)]) {
    for (said, told) in people {
        assert_eq!(in_short(&screened(said)), *told, "{said}");
    }
}

/// What a finding rests on, with a star at what was assumed.
fn because(outcome: &Outcome, rule: &str) -> String {
    let rulebook = rulebook();
    let mut findings = outcome.findings.iter();
    let finding = findings.find(|found| rulebook[found.rule].id == rule).expect("it applies");
    let assumed: Vec<_> = outcome.assumed_in(finding).collect();
    let word = |&(id, _): &(QuestionId, Value)| {
        format!("{}{}", rulebook[id].id, if assumed.contains(&id) { "*" } else { "" })
    };
    finding.because.iter().map(word).collect::<Vec<_>>().join(" ")
}

#[test]
fn what_nobody_asked_for_counts_and_opens_what_it_hangs_on() {
    assert_told(&[
        ("", "suitable"),
        // The device was not named, so it may well be the one that implants matter for.
        ("implant yes", "incomplete, at worst avoid; open: device"),
        ("implant yes, device hand", "suitable; unasked: implant"),
        ("implant yes, device radiofrequency", "avoid; found: implant"),
        ("implant yes, device unsure", "incomplete, at worst avoid; open: device"),
    ]);
}

#[test]
fn an_unsure_answer_opens_what_it_hangs_on_as_well() {
    assert_told(&[
        ("implant unsure", "incomplete, at worst avoid; open: device implant"),
        ("implant unsure, device hand", "suitable; unasked: implant"),
        ("implant unsure, device radiofrequency", "incomplete, at worst avoid; open: implant"),
        (
            "shared_needles unsure, place clinic",
            "incomplete, at worst avoid; open: shared_needles; unasked: shared_needles",
        ),
    ]);
}

#[test]
fn an_answer_that_would_have_been_assumed_puts_nothing_in_doubt() {
    let nothing = screened("");
    let assumed = [
        "place clinic",
        "own_device no",
        "shared_needles no",
        "retinoid_cream no",
        "isotretinoin no",
        "numbing no",
        "heart_trouble no",
        "fainted no",
        "device hand",
        "implant no",
        "bruises no",
    ];
    for said in assumed {
        let outcome = screened(said);
        assert_eq!((outcome.floor, outcome.at_worst), (nothing.floor, nothing.at_worst), "{said}");
        assert_eq!(outcome.open, nothing.open, "{said}");
        let id = said.split(' ').next().and_then(|id| rulebook().find_question(id));
        let id = id.expect("it is a question");
        assert!(!outcome.assumed.contains(id));
        let others = rulebook().question_ids().filter(|other| *other != id);
        for other in others {
            assert_eq!(outcome.assumed.contains(other), nothing.assumed.contains(other), "{said}");
        }
    }
    // It counts all the same: without it, somebody who goes to a clinic has no needles at all.
    assert_told(&[("needle_length 0.2", "caution; found: own_needles; unasked: needle_length")]);
}

#[test]
fn an_answer_counts_at_the_end_of_a_chain_and_opens_all_of_it() {
    assert_told(&[
        // The whole chain is open: whose needles these are, where, and how long.
        (
            "shared_needles yes",
            "avoid; found: shared_needles; open: place own_device needle_length",
        ),
        (
            "place clinic, shared_needles yes",
            "avoid; found: shared_needles; unasked: shared_needles",
        ),
        (
            "own_device no, shared_needles yes",
            "avoid; found: shared_needles; unasked: own_device shared_needles",
        ),
        // In the middle of the chain: the lengths are known, but neither who uses them nor where.
        ("needle_length 0.6", "incomplete, at worst defer; open: place"),
        ("needle_length 0.6, place home", "defer; found: long_needles_at_home"),
        ("needle_length 0.6, place clinic", "suitable; unasked: needle_length"),
        // Its answer makes the last question asked, so nothing before it is in doubt through that.
        (
            "needle_length 0.6, shared_needles yes, place clinic",
            "avoid; found: shared_needles; unasked: needle_length",
        ),
        // Every answer of the chain that an answer skips is open.
        (
            "place home, needle_length 0.6, shared_needles yes",
            "avoid; found: shared_needles long_needles_at_home",
        ),
        (
            "place home, shared_needles unsure",
            "incomplete, at worst avoid; open: own_device needle_length shared_needles",
        ),
    ]);
    let outcome = screened("place home, needle_length 0.6");
    let own_device = rulebook().find_question("own_device").expect("there is one");
    assert!(!outcome.assumed.contains(own_device), "it has a length, so it may be theirs");
}

#[test]
fn one_of_several_reasons_to_ask_is_enough() {
    assert_told(&[
        ("peeling yes", "defer; found: peeling; open: isotretinoin"),
        ("peeling yes, isotretinoin no", "defer; found: peeling"),
        ("peeling yes, retinoid_cream yes", "defer; found: peeling"),
        // One of the two is enough to have it asked, so the other is not in doubt.
        ("peeling no, retinoid_cream yes", "suitable"),
        (
            "peeling unsure, retinoid_cream no",
            "incomplete, at worst defer; open: isotretinoin peeling",
        ),
        (
            "peeling yes, retinoid_cream no, isotretinoin no",
            "defer; found: peeling; unasked: peeling",
        ),
    ]);
}

#[test]
fn one_answer_against_it_is_enough_where_several_reasons_must_come_together() {
    assert_told(&[
        ("fainted yes", "incomplete, at worst avoid; open: heart_trouble"),
        ("fainted yes, numbing yes", "incomplete, at worst avoid; open: heart_trouble"),
        ("fainted yes, numbing no", "suitable; unasked: fainted"),
        ("fainted yes, heart_trouble no", "suitable; unasked: fainted"),
        ("fainted yes, numbing no, heart_trouble yes", "avoid; found: fainted; unasked: fainted"),
        ("fainted yes, heart_trouble yes", "avoid; found: fainted"),
    ]);
}

#[test]
fn the_question_that_levels_hang_on_can_be_in_doubt_like_any_other() {
    assert_told(&[
        ("bruises yes", "caution; found: bruises"),
        (
            "bruises yes, own_device yes",
            "incomplete, at worst defer; found: own_needles bruises; open: place",
        ),
        (
            "bruises yes, own_device unsure",
            "incomplete, at worst defer; found: bruises; open: place own_device",
        ),
        (
            "bruises yes, own_device yes, place clinic",
            "caution; found: own_needles bruises; unasked: own_device",
        ),
        ("bruises yes, own_device yes, place home", "defer; found: bruises own_needles"),
    ]);
}

#[test]
fn answers_that_say_why_it_is_not_asked_keep_everything_closed() {
    let all = "place clinic, own_device no, needle_length 0.2, retinoid_cream no, \
               isotretinoin no, numbing no, heart_trouble no, device hand, bruises no";
    assert_eq!(
        in_short(&screened(all)),
        "caution; found: own_needles; unasked: own_device needle_length"
    );
    for (more, told) in [
        ("shared_needles yes", "avoid; found: shared_needles own_needles"),
        ("peeling yes", "defer; found: peeling own_needles"),
        ("fainted yes", "caution; found: own_needles"),
        ("implant yes", "caution; found: own_needles"),
    ] {
        let outcome = screened(&format!("{all}, {more}"));
        assert!(in_short(&outcome).starts_with(&format!("{told}; unasked: ")), "{more}");
        assert!(outcome.open.is_empty() && outcome.unasked.len() == 3, "{more}");
    }
}

#[test]
fn what_was_said_without_being_asked_is_listed_as_it_was_said() {
    let outcome = screened("implant unsure, place clinic, needle_length 0.6, device hand");
    let unasked = outcome.unasked.iter();
    let unasked: Vec<_> =
        unasked.map(|said| (rulebook()[said.question].id.as_str(), said.answer)).collect();
    let length = answers("needle_length 0.6");
    let length = length.get(rulebook().find_question("needle_length").expect("there is one"));
    let length = length.expect("it has been answered");
    assert_eq!(unasked, [("needle_length", length), ("implant", Answer::Unsure)]);
}

#[test]
fn a_finding_says_what_it_rests_on_and_what_of_that_was_assumed() {
    let told = |said: &str, rule: &str| because(&screened(said), rule);
    assert_eq!(told("bruises yes", "bruises"), "place* bruises");
    assert_eq!(told("bruises yes, place clinic", "bruises"), "place bruises");
    // An answer rests on nothing else; what is assumed, on what its question is asked for.
    assert_eq!(told("place home, needle_length 0.2", "own_needles"), "needle_length");
    assert_eq!(told("place home, own_device yes", "own_needles"), "own_device needle_length*");
    assert_eq!(told("place clinic, shared_needles yes", "shared_needles"), "shared_needles");
}

#[test]
fn who_is_strict_assumes_nothing_that_an_answer_could_refute() {
    let strict = Screener::new(rulebook()).strict(true);
    for said in ["", "implant yes", "implant yes, device hand", "shared_needles yes, place clinic"]
    {
        let outcome = strict.outcome(&answers(said));
        assert!(outcome.assumed.is_empty(), "{said}");
        let open = |id: &str| outcome.open.iter().any(|open| rulebook()[open.question].id == id);
        assert_eq!(open("device"), !said.contains("device"), "{said}");
        assert_eq!(open("place"), !said.contains("place"), "{said}");
        assert_eq!(outcome.unasked.is_empty(), !said.contains(", "), "{said}");
    }
}

#[test]
fn a_change_takes_back_what_would_not_be_asked_any_more() {
    let screener = Screener::new(rulebook());
    let changes = |said: &str| -> Vec<String> {
        let changes = screener.screen(&answers(said)).changes;
        let word = |change: &needlecheck::screening::Change| {
            let set = change.set.iter().map(|(id, _)| rulebook()[*id].id.as_str());
            format!("{} -> {}", set.collect::<Vec<_>>().join(" "), change.verdict)
        };
        changes.iter().map(word).collect()
    };
    // The length goes with the device of one's own, and the needles that others used with it.
    let at_home = "place home, own_device yes, needle_length 0.6, shared_needles yes";
    assert_eq!(changes(at_home), ["place -> suitable"]);
    // Said in a clinic, it is about something else.
    assert!(changes("place clinic, shared_needles yes").is_empty());
    assert!(changes("place home, own_device no, shared_needles yes").is_empty());
    // What is asked in a clinic, too, stays.
    assert_eq!(changes("place home, own_device yes, bruises yes"), ["place -> caution"]);
    assert!(changes("place home, own_device yes, bruises yes, peeling yes").is_empty());
}
