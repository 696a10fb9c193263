//! A batch reads records as one document of answers is read: the same lines are accepted, with
//! the same answers, and the same is wrong with the others.
//!
//! The lines of the input go through one reader, because it expects the keys of the line before.

#![no_main]

use std::sync::LazyLock;

use jiff::civil::{Date, date};
use libfuzzer_sys::fuzz_target;
use needlecheck::answers::{Document, Records};
use needlecheck::{Answers, Rulebook};

const TODAY: Date = date(2026, 11, 22);

static RULEBOOK: LazyLock<Rulebook> = LazyLock::new(Rulebook::built_in);

fuzz_target!(|bytes: &[u8]| {
    let mut records = Records::new(&RULEBOOK, TODAY);
    let mut answers = records.answers();
    // A byte order mark is passed over at the start of a document, but not of a record.
    for line in bytes.split(|&byte| byte == b'\n').filter(|line| !line.starts_with(b"\xef\xbb\xbf"))
    {
        let alone = Document::text(line)
            .map_err(Into::into)
            .and_then(|text| Answers::from_json(&RULEBOOK, text, TODAY));
        match (records.read(line, &mut answers), alone) {
            (Ok(()), Ok(alone)) => {
                assert_eq!(answers.id(), alone.id());
                assert_eq!(answers.on(), alone.on());
                assert!(answers.given().eq(alone.given()));
            }
            (Err(rejected), Err(faults)) => assert_eq!(rejected.faults, faults),
            (batch, alone) => panic!("{batch:?} in a batch, {alone:?} alone"),
        }
    }
});
