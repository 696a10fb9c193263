//! One record in the many ways that JSON has to write it.

use needlecheck::Answers;
use needlecheck::answers::Records;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;

use super::rng::{Rng, rng};
use super::support::TODAY;
use super::{RULEBOOK, cases};

/// What a batch and what one person makes of a record; they have to agree.
fn read(records: &mut Records<'static>, record: &str) -> Result<String, String> {
    let mut answers = records.answers();
    let many = records.read(record.as_bytes(), &mut answers);
    let one = Answers::from_json(&RULEBOOK, record, TODAY);
    match (many, one) {
        (Ok(()), Ok(one)) => {
            assert_eq!(answers.to_json(true), one.to_json(true), "{record}");
            Ok(answers.to_json(true))
        }
        (Err(rejected), Err(faults)) => {
            assert_eq!(rejected.faults, faults, "{record}");
            Err(faults.list()[0].code.to_string())
        }
        (many, one) => panic!("{record}: {many:?} in a batch, {one:?} alone"),
    }
}

#[test]
fn numbers_are_read_as_json_has_them() {
    let mut records = Records::new(&RULEBOOK, TODAY);
    let plain = read(&mut records, r#"{"age":1}"#).unwrap();
    for same in
        ["1.0", "1e0", "1E0", "1e+0", "1e-0", "10e-1", "0.1e1", "1.00000000000000", "0.01E+2"]
    {
        assert_eq!(read(&mut records, &format!("{{\"age\":{same}}}")), Ok(plain.clone()), "{same}");
    }
    let zero = read(&mut records, r#"{"age":0}"#).unwrap();
    for same in ["-0", "0.0", "-0.0", "0e5", "0E-5", "-0e99"] {
        assert_eq!(read(&mut records, &format!("{{\"age\":{same}}}")), Ok(zero.clone()), "{same}");
    }
    for wrong in [
        "01", "+1", ".5", "1.", "1.e1", "1e", "1e+", "0x1", "NaN", "Infinity", "-", "--1", "1_0",
        "1 0", "00", "-01",
    ] {
        let read = read(&mut records, &format!("{{\"age\":{wrong}}}"));
        assert_eq!(read, Err("syntax".to_owned()), "{wrong}");
    }
    for beyond in [
        "-1",
        "121",
        "1e3",
        "1e999",
        "-1e999",
        "120.0000000000001",
        "1234567890123456",
        "0.12345678901234567",
        "-1e-300",
    ] {
        let read = read(&mut records, &format!("{{\"age\":{beyond}}}"));
        assert_eq!(read, Err("out-of-range".to_owned()), "{beyond}");
    }
}

#[test]
fn texts_are_read_as_json_has_them() {
    let mut records = Records::new(&RULEBOOK, TODAY);
    for (text, id) in [
        (r"\u0061b", "ab"),
        (r"\ud83d\ude00", "\u{1f600}"),
        (r"\uD83D\uDE00", "\u{1f600}"),
        ("\u{1f600}", "\u{1f600}"),
        (r"\u0000", "\0"),
        (r#"\"\\\/\b\f\n\r\t"#, "\"\\/\u{8}\u{c}\n\r\t"),
        ("\u{7f}\u{85}\u{2028}", "\u{7f}\u{85}\u{2028}"),
        ("", ""),
    ] {
        let mut answers = records.answers();
        records.read(format!("{{\"id\":\"{text}\"}}").as_bytes(), &mut answers).unwrap();
        assert_eq!(answers.id().unwrap().to_string(), id);
        assert!(read(&mut records, &format!("{{\"id\":\"{text}\"}}")).is_ok());
    }
    for wrong in [r"\ud83d", r"\ude00", r"\ud83d\u0061", r"\ud83dx"] {
        // A text that cannot be read is no answer and no key, and no id.
        assert!(read(&mut records, &format!("{{\"place\":\"{wrong}\"}}")).is_err(), "{wrong}");
        assert!(read(&mut records, &format!("{{\"id\":\"{wrong}\"}}")).is_err(), "{wrong}");
        assert!(read(&mut records, &format!("{{\"{wrong}\":1}}")).is_err(), "{wrong}");
    }
    for wrong in [r"\x41", r"\u12", r"\u00g0", "\t", "\u{1}", "\\"] {
        let read = read(&mut records, &format!("{{\"id\":\"{wrong}\"}}"));
        assert_eq!(read, Err("syntax".to_owned()), "{wrong}");
    }
}

/// Members in an order, with spaces and spellings, of their own.
fn spelled(rng: &mut Rng) -> String {
    const SPACES: [&str; 5] = ["", " ", "\t", "\r", "  \t"];
    let text = |text: &str, rng: &mut Rng| {
        let each = text.chars().map(|c| match rng.below(8) {
            6 => format!("\\u{:04x}", u32::from(c)),
            7 => format!("\\u{:04X}", u32::from(c)),
            _ => c.to_string(),
        });
        format!("\"{}\"", each.collect::<String>())
    };
    let mut members = Vec::new();
    for (key, values) in [
        ("id", &["a b"][..]),
        ("on", &["2026-11-20"]),
        ("age", &["=30", "=30.0", "=3e1", "=300E-1", "=0.30e+2"]),
        ("place", &["home"]),
        ("sore_ear", &["=true", "yes"]),
        (
            "last_piercing",
            &["3 weeks ago", " 3  WEEKS", "18 days ago", "2026-11-02", "Nov 2, 2026"],
        ),
        ("ring_width", &["=1.5", "=15e-1", "=1.50"]),
    ] {
        let value = *rng.one_of(values);
        let value = value.strip_prefix('=').map_or_else(|| text(value, rng), str::to_owned);
        members.push((text(key, rng), value));
    }
    if rng.once_in(2) {
        members.push((text("old_hole", rng), "null".to_owned()));
    }
    let mut space = || *rng.one_of(&SPACES);
    let mut members: Vec<_> = members
        .into_iter()
        .map(|(key, value)| format!("{}{key}{}:{}{value}{}", space(), space(), space(), space()))
        .collect();
    let (before, after) = (space(), space());
    members = rng.shuffled(members);
    format!("{before}{{{}}}{after}", members.join(","))
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn every_spelling_of_a_record_is_the_same_record(rng in rng()) {
        let mut rng = rng;
        let mut records = Records::new(&RULEBOOK, TODAY);
        let plain = r#"{"id":"a b","on":"2026-11-20","age":30,"place":"home","sore_ear":true,"last_piercing":"2026-11-02","ring_width":1.5}"#;
        let plain = read(&mut records, plain);
        prop_assert!(plain.is_ok());
        // One reader for all: each record makes it expect the keys of the next.
        for _ in 0..6 {
            let record = spelled(&mut rng);
            prop_assert_eq!(&read(&mut records, &record), &plain, "{}", record);
        }
    }
}

/// A batch keeps the keys of earlier records. It is right, too, where they are more than it keeps.
#[test]
fn keys_are_read_in_ever_new_orders_and_spacing() {
    let mut records = Records::new(&RULEBOOK, TODAY);
    let mut runner = TestRunner::deterministic();
    for _ in 0..3_000 {
        let mut rng = rng().new_tree(&mut runner).unwrap().current();
        let entries: Vec<String> = RULEBOOK
            .questions()
            .iter()
            .map(|question| {
                let blanks = " ".repeat(rng.below(3));
                format!("{blanks}\"{}\"{}: \"unsure\"", question.id, " ".repeat(rng.below(3)))
            })
            .collect();
        let mut entries = rng.shuffled(entries);
        entries.truncate(1 + rng.below(entries.len()));
        let record = format!("{{{}}}", entries.join(","));
        assert!(read(&mut records, &record).is_ok(), "{record}");
    }
}
