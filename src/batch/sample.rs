//! The first records of a table, whatever its columns are.

use std::io::Read;

use super::failure::BatchFailure;
use super::start::{MARK, has_bars, no_table, packed, read_until, unclosed, unreadable};
use crate::answers::{Cells, DELIMITERS, Fault, Key, Sample};
use crate::rulebook::Rulebook;
use crate::text::csv::Scanner;

/// The maximum number of bytes of a table that are read for a sample.
const MAX_BYTES: usize = 4 << 20;

/// The maximum number of records of a sample.
const MAX_RECORDS: usize = 200;

/// Reads the columns of a table, and the values of its first records. `delimiter` is what is
/// between its cells; where it is not named, it is the one by which most columns are questions of
/// the rulebook, and after that the one that splits all records alike into most cells.
///
/// # Errors
///
/// Bytes that are clearly something else; a first record that is not a list of names.
pub fn sample<'a>(
    name: &str,
    reader: impl Read + Send + 'a,
    delimiter: Option<u8>,
    rulebook: &Rulebook,
) -> Result<Sample, BatchFailure> {
    let head = read_until(&mut (Box::new(reader) as _), |head| head.len() >= MAX_BYTES);
    let head = head.map_err(|error| unreadable(name, error))?;
    let is_whole = head.len() < MAX_BYTES;
    let body = head.strip_prefix(MARK).unwrap_or(&head);
    if let Some(problem) = packed(&head).or_else(|| no_table(body)) {
        return Err(BatchFailure::Format { name: name.to_owned(), problem });
    }
    let delimiters = delimiter.map_or(DELIMITERS, |delimiter| [delimiter; 3]);
    let [first, second, third] = delimiters.map(|delimiter| {
        let (sample, is_even) = by(body, is_whole, delimiter)?;
        let names = || sample.columns.iter().map(|(name, _)| name.as_str());
        let known = names().filter(|name| Key::named(rulebook, name.trim()).is_some()).count();
        // Behind a comma within a name there is a blank.
        let is_tidy = names().all(|name| !name.starts_with(' '));
        let columns = sample.columns.len();
        Ok(((known, is_even && columns > 1, is_tidy, columns), sample))
    });
    let (_, sample) = better(better(first, second), third).map_err(|fault: Fault| {
        BatchFailure::Columns { name: name.to_owned(), faults: fault.into() }
    })?;
    match sample.columns.as_slice() {
        [(name_of_all, _)] if delimiter.is_none() && name_of_all.contains('|') => {
            Err(BatchFailure::Format { name: name.to_owned(), problem: has_bars() })
        }
        _ => Ok(sample),
    }
}

/// The result with the higher rank; the first of two that are equal.
fn better<R: Ord, T, E>(one: Result<(R, T), E>, other: Result<(R, T), E>) -> Result<(R, T), E> {
    match (&one, &other) {
        (Ok((rank, _)), Ok((higher, _))) if higher > rank => other,
        (Err(_), Ok(_)) => other,
        _ => one,
    }
}

/// The sample by one delimiter, and whether every record has as many cells as there are columns.
fn by(bytes: &[u8], is_whole: bool, delimiter: u8) -> Result<(Sample, bool), Fault> {
    let mut scanner = Scanner::new([delimiter; 3], 1);
    let mut cells = Cells::default();
    let mut next = |at: usize| {
        let rest = &bytes[at..];
        match scanner.record_end(rest) {
            Some(length) => Ok((&rest[..length], true)),
            None => unclosed(&scanner, 1).map_or(Ok((rest, is_whole)), Err),
        }
    };
    let (header, _) = next(0)?;
    let names = cells.of(header, delimiter, |_| None)?;
    let mut columns: Vec<_> = names.map(|name| (name.to_owned(), Vec::new())).collect();
    let (mut at, mut is_even) = (header.len(), true);
    for _ in 0..MAX_RECORDS {
        // What is wrong with a record is told when the table is screened.
        let Some((record, true)) = next(at).ok().filter(|(record, _)| !record.is_empty()) else {
            break;
        };
        at += record.len();
        let Ok(values) = cells.of(record, delimiter, |_| None) else { continue };
        if values.len() != columns.len() {
            is_even = false;
            continue;
        }
        for ((_, seen), value) in columns.iter_mut().zip(values) {
            seen.push(value.trim().to_owned());
        }
    }
    Ok((Sample { columns }, is_even))
}
