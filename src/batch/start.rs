//! The start of a source: whether it is what it should be, and the columns of a table.

use std::io::{self, Cursor, Read};
use std::sync::Arc;

use super::failure::BatchFailure;
use crate::answers::{Columns, DELIMITERS, Fault, FaultCode, MAX_DOCUMENT_BYTES, Records};
use crate::text::csv::Scanner;
use crate::text::list::count;
use crate::text::problem::Problem;

/// A source that is open.
pub(super) type BoxedRead<'a> = Box<dyn Read + Send + 'a>;

/// A table behind the record that names its columns.
pub(super) struct Table {
    pub(super) columns: Arc<Columns>,
    pub(super) scanner: Scanner,
}

/// The byte order mark of UTF-8.
pub(super) const MARK: &[u8] = "\u{feff}".as_bytes();

/// Reads the first line of a source of JSON records, without a byte order mark, and returns a
/// reader of all of it.
///
/// # Errors
///
/// Bytes that are clearly something else.
pub(super) fn of_lines<'a>(
    name: &str,
    mut reader: BoxedRead<'a>,
    records: &Records<'_>,
) -> Result<BoxedRead<'a>, BatchFailure> {
    const ENOUGH: usize = 4 << 10;
    let is_enough = |head: &[u8]| head.len() >= ENOUGH || memchr::memchr(b'\n', head).is_some();
    let head = read_until(&mut reader, is_enough).map_err(|error| unreadable(name, error))?;
    let body = head.strip_prefix(MARK).unwrap_or(&head);
    let line = body.split(|byte| *byte == b'\n').next().unwrap_or_default().trim_ascii();
    if let Some(problem) = packed(&head).or_else(|| no_records(line, records)) {
        return Err(BatchFailure::Format { name: name.to_owned(), problem });
    }
    Ok(followed_by(body.to_vec(), reader))
}

/// Reads the record that names the columns of a table, behind a byte order mark, and returns a
/// reader of the others.
///
/// # Errors
///
/// Bytes that are clearly something else; columns that cannot be used.
pub(super) fn of_table<'a>(
    name: &str,
    mut reader: BoxedRead<'a>,
    delimiter: Option<u8>,
    records: &mut Records<'_>,
) -> Result<(BoxedRead<'a>, Table), BatchFailure> {
    let delimiters = delimiter.map_or(DELIMITERS, |delimiter| [delimiter; 3]);
    let header_of = |head: &[u8]| {
        let mut scanner = Scanner::new(delimiters, 1);
        let end = scanner.record_end(head.strip_prefix(MARK).unwrap_or(head));
        (scanner, end)
    };
    let is_enough = |head: &[u8]| head.len() > MAX_DOCUMENT_BYTES || header_of(head).1.is_some();
    let head = read_until(&mut reader, is_enough).map_err(|error| unreadable(name, error))?;
    let body = head.strip_prefix(MARK).unwrap_or(&head);
    if let Some(problem) = packed(&head).or_else(|| no_table(body)) {
        return Err(BatchFailure::Format { name: name.to_owned(), problem });
    }
    let (scanner, end) = header_of(&head);
    let (header, rest) = body.split_at(end.unwrap_or(body.len()));
    let columns = match unclosed(&scanner, 1) {
        Some(fault) if header.len() <= MAX_DOCUMENT_BYTES => Err(fault.into()),
        _ => records.columns(header, &delimiters),
    };
    if columns.is_err()
        && delimiter.is_none()
        && header.contains(&b'|')
        && records.names_a_column(header.trim_ascii(), b"|")
    {
        return Err(BatchFailure::Format { name: name.to_owned(), problem: has_bars() });
    }
    let columns =
        columns.map_err(|faults| BatchFailure::Columns { name: name.to_owned(), faults })?;
    let scanner = Scanner::new([columns.delimiter; 3], scanner.line());
    Ok((followed_by(rest.to_vec(), reader), Table { columns: Arc::new(columns), scanner }))
}

/// A table with another character between its cells than those that are found alone.
pub(super) fn has_bars() -> Problem {
    Problem::new("it looks like a table with `|` between its cells")
        .expected("`,`, `;` or tabs there, or `--delimiter '|'`")
}

/// The fault of a table that ends within quotes; `None` if it does not. Its last record begins on
/// the line `first_line`.
pub(super) fn unclosed(scanner: &Scanner, first_line: u64) -> Option<Fault> {
    let opened = scanner.open_quote()?;
    let lines = scanner.end_line() - first_line;
    let lines = count(usize::try_from(lines).unwrap_or(usize::MAX), "line was", "lines were");
    let message =
        format!("the quote that opens a cell on line {opened} is never closed; {lines} not read");
    let fault = Fault::new(FaultCode::Syntax, message);
    Some(fault.expected("a quote at the end of that cell"))
}

/// What has to be read before anything is known: bytes up to some point, or all there are.
pub(super) fn read_until(
    reader: &mut BoxedRead<'_>,
    is_enough: impl Fn(&[u8]) -> bool,
) -> io::Result<Vec<u8>> {
    const PIECE: usize = 64 << 10;
    let mut head = Vec::new();
    while !is_enough(&head) {
        let before = head.len();
        head.resize(before + PIECE, 0);
        let read = reader.read(&mut head[before..]);
        head.truncate(before + *read.as_ref().unwrap_or(&0));
        match read {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Ok(0) => break,
            read => drop(read?),
        }
    }
    Ok(head)
}

fn followed_by(head: Vec<u8>, reader: BoxedRead<'_>) -> BoxedRead<'_> {
    Box::new(Cursor::new(head).chain(reader))
}

pub(super) fn unreadable(name: &str, error: io::Error) -> BatchFailure {
    BatchFailure::Read { name: name.to_owned(), error }
}

/// Bytes that are no UTF-8 text at all, by how they begin.
pub(super) fn packed(head: &[u8]) -> Option<Problem> {
    let is = |start: &[u8]| head.starts_with(start);
    let (what, help) = if is(b"\xff\xfe\0\0") || is(b"\0\0\xfe\xff") {
        ("text in UTF-32", "UTF-8, as `iconv -f UTF-32 -t UTF-8 FILE` makes it")
    } else if is(b"\xff\xfe") || is(b"\xfe\xff") || has_nul(head) {
        ("text in UTF-16", "UTF-8, as `iconv -f UTF-16 -t UTF-8 FILE` makes it")
    } else if is(b"\x1f\x8b") {
        ("compressed by gzip", "the text, as `gunzip -c FILE` prints it")
    } else if is(b"\x28\xb5\x2f\xfd") {
        ("compressed by zstd", "the text, as `zstd -dc FILE` prints it")
    } else if is(b"\xfd7zXZ") || is(b"BZh") {
        ("compressed", "the text, as `xz -dc FILE` or `bzip2 -dc FILE` prints it")
    } else if is(b"PK\x03\x04") {
        ("a ZIP archive, as spreadsheets are", "a table that was saved as CSV")
    } else {
        return None;
    };
    Some(Problem::new(format!("it is {what}")).expected(help))
}

/// Whether one of the first two characters is the half of a UTF-16 one.
fn has_nul(head: &[u8]) -> bool {
    matches!(head, [0, _, 0, _, ..] | [_, 0, _, 0, ..])
}

/// Why a first line is not that of JSON records, if something else is likely.
fn no_records(line: &[u8], records: &Records<'_>) -> Option<Problem> {
    let (what, help) = if begins_array(line) {
        ("an array of records", "a record a line, as `jq -c '.[]' FILE` makes it")
    } else if line == b"{" {
        ("a record over several lines", "a record a line, as `jq -c . FILE` makes it")
    } else if begins_with_separator(line) || records.names_a_column(line, b",;\t|") {
        ("a table", "a record a line; with `--input csv` it is read as a table")
    } else {
        return None;
    };
    Some(Problem::new(format!("it looks like {what}")).expected(help))
}

/// Why bytes are not a table, if something else is likely.
pub(super) fn no_table(body: &[u8]) -> Option<Problem> {
    let line = body.split(|byte| *byte == b'\n').next().unwrap_or_default().trim_ascii();
    let (what, help) = if line.starts_with(b"{\"") || line == b"{" || begins_array(line) {
        ("JSON", "a table; with `--input ndjson` each line is read as a record")
    } else if begins_with_separator(line) {
        (
            "a table with a line for a spreadsheet",
            "the names of the columns in the first line, as `tail -n +2 FILE` leaves them",
        )
    } else {
        return None;
    };
    Some(Problem::new(format!("it looks like {what}")).expected(help))
}

/// Whether a first line begins a JSON array of objects, or an empty one.
fn begins_array(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"[") else { return false };
    matches!(rest.trim_ascii_start(), [] | [b'{' | b']', ..])
}

/// Whether a first line tells a spreadsheet what is between the cells: `sep=;`.
fn begins_with_separator(line: &[u8]) -> bool {
    let line = line.strip_prefix(b"\"").unwrap_or(line);
    line.get(..4).is_some_and(|start| start.eq_ignore_ascii_case(b"sep="))
}
