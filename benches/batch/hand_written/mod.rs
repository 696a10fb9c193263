//! The same rules as Rust over `serde_json`, as a program that is written for nothing else: typed
//! records, and the rules as code. It writes the very bytes that `needlecheck batch --brief` writes.

mod day;
mod found;
mod logic;
mod open;
mod person;
mod record;
mod report;
mod rules;

use std::io::{self, BufRead, Write};

use self::day::Day;
use self::found::Found;
use self::open::OpenQuestions;
use self::person::Person;
use self::record::Record;

/// How many bytes of reports are written with one call, about.
const WRITTEN_AT_ONCE: usize = 128 << 10;

/// Writes a brief report for every line; `on` is the treatment date of those that name none.
///
/// # Errors
///
/// If reading or writing fails, or `on` is no date.
pub(super) fn run(mut input: impl BufRead, mut output: impl Write, on: &str) -> io::Result<()> {
    let on = Day::parse(on).ok_or_else(|| io::Error::other("not a date"))?;
    let mut line = Vec::new();
    let (mut found, mut open) = (Found::new(), OpenQuestions::new());
    let mut out = Vec::with_capacity(2 * WRITTEN_AT_ONCE);
    while input.read_until(b'\n', &mut line)? > 0 {
        match read(&line, on) {
            Ok((record, mut person)) => {
                found.of(&person);
                open.look_around(&mut person, &found);
                report::brief(&record, &person, &mut found, &open, &mut out);
            }
            Err(error) => {
                let error = serde_json::to_string(&error.to_string())?;
                write!(out, "{{\"error\":{error}}}")?;
            }
        }
        out.push(b'\n');
        if out.len() >= WRITTEN_AT_ONCE {
            output.write_all(&out)?;
            out.clear();
        }
        line.clear();
    }
    output.write_all(&out)?;
    output.flush()
}

fn read(line: &[u8], today: Day) -> Result<(Record<'_>, Person), serde_json::Error> {
    // Of a line that is known to be text, serde_json need not check each string.
    let line = std::str::from_utf8(line).map_err(serde::de::Error::custom)?;
    let record: Record<'_> = serde_json::from_str(line)?;
    let person = Person::of(&record, today)
        .ok_or_else(|| serde::de::Error::custom("a date comes after the treatment"))?;
    Ok((record, person))
}
