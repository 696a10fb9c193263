//! The same rules as Rust over `serde_json`, as a program that is written for nothing else: typed
//! records, the rules as code, and the constant parts of every finding as static texts. It writes
//! the very bytes that `needlecheck batch` writes.

mod day;
mod found;
mod logic;
mod person;
mod record;
mod report;
mod rules;
mod text;
mod texts;

use std::io::{self, BufRead, Write};

use self::day::Day;
use self::found::Found;
use self::person::Person;
use self::record::Record;

/// How many bytes of reports are written with one call, about.
const WRITTEN_AT_ONCE: usize = 128 << 10;

/// Writes a report for every line; `on` is the treatment date of those that name none.
///
/// # Errors
///
/// Whatever reading or writing fails with, and a treatment date that is none.
pub(super) fn run(
    mut input: impl BufRead,
    mut output: impl Write,
    on: &str,
    is_brief: bool,
) -> io::Result<()> {
    let on = Day::parse(on).ok_or_else(|| io::Error::other("not a date"))?;
    let mut line = Vec::new();
    let mut found = Found::new();
    let mut out = Vec::with_capacity(2 * WRITTEN_AT_ONCE);
    while input.read_until(b'\n', &mut line)? > 0 {
        match screen(&line, on, &mut found) {
            Ok((record, _)) if is_brief => report::brief(&record, &mut found, &mut out),
            Ok((record, person)) => report::full(&record, &person, &mut found, &mut out),
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

fn screen<'t>(
    line: &'t [u8],
    today: Day,
    found: &mut Found,
) -> Result<(Record<'t>, Person), serde_json::Error> {
    // Of a line that is known to be text, serde_json need not check each string.
    let line = std::str::from_utf8(line).map_err(serde::de::Error::custom)?;
    let record: Record<'t> = serde_json::from_str(line)?;
    let person = Person::of(&record, today)
        .ok_or_else(|| serde::de::Error::custom("a date comes after the treatment"))?;
    found.start(&person);
    rules::apply(&person, found);
    Ok((record, person))
}
