//! What people type, and what it is taken for. A wrong reading is worse than a refusal.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

use jiff::civil::date;
use needlecheck::interview::Interview;
use needlecheck::{Answers, Rulebook};

const GARDEN: &str = include_str!("rulebooks/entries.toml");

/// What is entered before each prompt.
const PLACE: &[&str] = &["0"];
const FENCE: &[&str] = &["0", "1"];
const AGE: &[&str] = &["0", "1", "no"];
const DEPTH: &[&str] = &["0", "1", "no", "30"];
const RAIN: &[&str] = &["0", "1", "no", "30", "200"];

/// What was understood of an entry, whole, or why it is refused.
fn read(before: &[&str], entry: &str) -> Result<Vec<(&'static str, String)>, String> {
    let rulebook = Rulebook::from_toml("entries.toml", GARDEN).unwrap();
    let mut interview = Interview::new(Answers::new(&rulebook, date(2026, 11, 22)));
    for entry in before {
        interview.read(entry).unwrap();
    }
    let understood = interview.read(entry).map_err(|refusal| refusal.to_string())?;
    let echo = understood.echo.into_iter();
    Ok(echo.map(|echo| (echo.word.unwrap_or_default(), echo.text.into_owned())).collect())
}

/// How an entry is taken: the beginning of each item, or the refusal in brackets.
fn taken(before: &[&str], entry: &str) -> String {
    let echo = match read(before, entry) {
        Err(refusal) => return format!("({refusal})"),
        Ok(echo) => echo,
    };
    let said = echo.iter().map(|(word, text)| {
        let name = if word.is_empty() { text } else { text.split([':', ',']).next().unwrap() };
        format!("{word} {name}").trim_start().to_owned()
    });
    said.collect::<Vec<_>>().join("; ")
}

fn assert_taken(before: &[&str], meaning: &str, entries: &[&str]) {
    for entry in entries {
        assert_eq!(taken(before, entry), meaning, "{entry:?}");
    }
}

/// That these are refused, and that the refusal says this.
fn assert_refused(before: &[&str], said: &str, entries: &[&str]) {
    for entry in entries {
        let taken = taken(before, entry);
        assert!(taken.starts_with('(') && taken.contains(said), "{entry:?}: {taken}");
    }
}

#[test]
fn a_checklist_takes_numbers_as_people_write_them() {
    for entry in [
        "1 4",
        "1,4",
        "1 and 4",
        "1 & 4",
        "1+4",
        "1. 4.",
        "1) 4)",
        "#1 #4",
        "1;4",
        "(1) (4)",
        "1, and 4",
        "numbers 1 and 4",
        "item 1, item 4",
        "yes, 1 and 4",
        "only 1 and 4",
        "1 4.",
    ] {
        assert_taken(&[], "Yes Roses; Yes Apples each day", &[entry]);
    }
    let three = "Yes Roses; Yes A few weeds; Yes Pears";
    assert_taken(&[], three, &["1-3", "1 to 3", "1 - 3", "1\u{2013}3", "1 through 3", "1, 2-3"]);
    let refused =
        ["6", "1 6", "0 1", "0-2", "3-1", "1-", "1.4", "1/4", "-1", "1 or 4", "14", "1e0"];
    assert_refused(&[], "is none of these", &refused);
}

#[test]
fn a_checklist_takes_none_and_all_and_not_sure() {
    let none = [
        "0",
        "none",
        "None.",
        "no",
        "nope",
        "n",
        "none of them",
        "none of these",
        "nothing",
        "none of the above",
        "No!",
    ];
    assert_taken(&[], "None.", &none);
    assert_eq!(taken(&[], "all").matches("Yes ").count(), 5);
    assert_eq!(taken(&[], "all of them").matches("Yes ").count(), 5);
    for entry in [
        "s",
        "not sure",
        "unsure",
        "I don't know",
        "I\u{2019}m not sure",
        "rather not say",
        "prefer not to say",
        "not sure about any of them",
    ] {
        assert_eq!(taken(&[], entry).matches("Not sure ").count(), 5, "{entry}");
    }
    let third = [
        "s3",
        "s 3",
        "S3",
        "not sure 3",
        "not sure about 3",
        "unsure about 3",
        "3?",
        "maybe 3",
        "s pears",
        "I am not sure about 3",
        "pears?",
    ];
    assert_taken(&[], "Not sure Pears", &third);
    let two = "Not sure Roses; Not sure Pears";
    assert_taken(&[], two, &["not sure about 1 and 3", "s1 s3", "s 1,3"]);
    assert_taken(&[], "Yes Roses; Not sure Pears", &["1 s3", "1, not sure about 3", "1 3?"]);
    assert_refused(&[], "Which?", &["y", "yes", "Yeah"]);
    assert_refused(&[], "Not sure about which?", &["1 s", "3 not sure", "roses maybe"]);
}

#[test]
fn a_checklist_takes_words_of_one_item() {
    assert_taken(&[], "Yes Roses", &["roses", "Rose", "red roses", "I have roses", "roses: red"]);
    assert_taken(&[], "Yes Béla's bonsai", &["bonsai", "bela", "BÉLA'S", "béla\u{2019}s bonsai"]);
    assert_taken(&[], "Yes Apples each day", &["apples each day", "apples now", "apples_now"]);
    assert_taken(&[], "Yes Roses; Yes Pears", &["roses, pears", "roses and pears", "1 and pears"]);
    assert_taken(&[], "Yes A few weeds", &["weed", "few weeds"]);
    assert_refused(&[], "could be `3` or `4`", &["apples", "apple"]);
    assert_refused(&[], "could be `1` or `3`", &["roses pears"]);
    assert_refused(&[], "Did you mean 5. ", &["bonsay", "bonzai", "bonsi"]);
    assert_refused(&[], "Did you mean 1. Roses", &["rosses"]);
    let words = [
        "one",
        "any",
        "even one",
        "other",
        "the",
        "a",
        "x",
        "tulips",
        "had roses",
        "roses gone",
        "rose-free",
        "in",
        "last",
        "first",
        "if roses",
        "might",
        "roses or tulips",
    ];
    assert_refused(&[], "is none of these", &words);
}

#[test]
fn what_could_mean_not_is_no_yes() {
    let not = [
        "no roses",
        "not roses",
        "never had roses",
        "1 no",
        "no 1",
        "not 1",
        "roses, not pears",
        "neither roses nor pears",
        "without roses",
        "roses but not pears",
        "no thorns",
        "1-3 not 2",
        "I don't have roses",
        "none but 3",
        "non roses",
        "roses no",
        "no, 1",
        "all but 3",
        "all except 3",
    ];
    assert_refused(&[], "could also mean that it is not so", &not);
    // A word that its only item has after a "no".
    assert_refused(&[], "is none of these", &["nettles", "thorns", "roof"]);
}

#[test]
fn a_choice_takes_numbers_words_and_what_is_not_in_it() {
    let roof = [
        "1",
        "1.",
        "1)",
        "#1",
        "option 1",
        "number 1",
        "roof",
        "balcony",
        "on the roof",
        "Terrace!",
        "a terrace",
    ];
    assert_taken(PLACE, "On a roof, terrace or balcony.", &roof);
    assert_taken(
        PLACE,
        "Behind the house, with no fence.",
        &["behind the house", "no fence", "ground", "with no fence"],
    );
    assert_taken(
        PLACE,
        "I have not asked or do not know.",
        &["I do not know", "not asked", "unknown"],
    );
    assert_taken(
        PLACE,
        "Not sure.",
        &["s", "S", "not sure", "unsure", "no idea", "rather not say"],
    );
    let refused = ["not roof", "no roof", "not on a roof", "never"];
    assert_refused(PLACE, "could also mean that it is not so", &refused);
    assert_refused(PLACE, "Did you mean 1. ", &["rooff", "balcany"]);
    assert_refused(
        PLACE,
        "is none of these",
        &["4", "0", "1 2", "1-2", "roof?", "cellar", "y", "a"],
    );
    assert_refused(PLACE, "Enter alone is no answer", &["", "  "]);
}

#[test]
fn yes_and_no_are_taken_where_they_are_options() {
    assert_taken(FENCE, "Yes.", &["1", "y", "yes", "Yes!", "yeah", "yep"]);
    assert_taken(FENCE, "No.", &["2", "n", "no", "No.", "nope"]);
    assert_taken(FENCE, "Not sure.", &["s", "not sure", "don't know", "maybe"]);
    assert_refused(
        FENCE,
        "(",
        &["0", "3", "yes no", "not yes", "not", "none", "yes and no", "fence"],
    );
}

#[test]
fn numbers_are_taken_with_their_unit_or_a_word_around_them() {
    let thirty = [
        "30",
        "30yo",
        "30 years",
        "30 years old",
        "30 yrs",
        "30y",
        "I am 30",
        "I'm 30",
        "age 30",
        "30.",
        "30 year old",
    ];
    assert_taken(AGE, "Understood as: 30 years", &thirty);
    let other = [
        "30 months",
        "30 weeks",
        "under 30",
        "over 30",
        "about 30",
        "not 30",
        "30 or 31",
        "30-31",
        "-30",
        "nearly 30",
        "30s",
        "thirty",
        "1,000",
        "901",
        "30 mm",
        "3 0",
    ];
    assert_refused(AGE, "", &other);
    let depths = [
        ("12 mm", &["12", "12mm", "12 MM", "12 millimetres", "12.0"][..]),
        ("0.5 mm", &["0.5", "0,5", ".5", "0.5mm", "0,5 mm", "0.5 millimetres"]),
        ("0.125 mm", &["0.125", "0,125"]),
    ];
    for (understood, entries) in depths {
        assert_taken(DEPTH, &format!("Understood as: {understood}"), entries);
    }
    assert_refused(
        DEPTH,
        "",
        &["0.5 m", "0.5m", "0.5 cm", "1,500", "0.5 mm or less", "0.5.1", "1/2", "mm"],
    );
}

#[test]
fn times_are_taken_with_a_word_around_them() {
    let times = [
        "3 weeks ago",
        "three weeks ago",
        "about 3 weeks ago",
        "around two weeks ago",
        "in June 2026",
        "in August",
        "on 2026-08-01",
        "yesterday.",
        "Last month",
    ];
    for entry in times {
        assert!(
            taken(RAIN, entry).starts_with("Understood as: "),
            "{entry}: {}",
            taken(RAIN, entry)
        );
    }
    assert_taken(RAIN, "Not sure.", &["s", "not sure", "don't know"]);
    let refused = [
        "in 3 weeks",
        "in two weeks",
        "not in June",
        "before June",
        "over 3 weeks ago",
        "no",
        "0",
        "a few weeks ago",
        "about",
        "",
    ];
    assert_refused(RAIN, "", &refused);
}
