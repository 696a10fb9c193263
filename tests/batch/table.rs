//! Tables: a record a line, as CSV.

use proptest::prelude::*;

use needlecheck::batch::{InputFormat, Settings};
use needlecheck::{Report, Screener};

use super::generator::case;
use super::slow_reader::run_settings;
use super::support::{Run, TODAY};
use super::{batch, cases, each_alone, lines};

fn csv(table: impl Into<Vec<u8>>) -> Run {
    batch("--input csv", table)
}

#[test]
fn a_row_is_a_record() {
    let expected = each_alone(&[
        r#"{"id":"7","place":"home","age":15,"sore_ear":true,"last_piercing":"3 weeks ago"}"#,
        r#"{"place":"unsure","age":30.5,"sore_ear":false}"#,
        r#"{"id":"9, \"the\" last","sore_ear":false,"last_piercing":"never"}"#,
        r#"{"id":" "}"#,
    ]);
    let table = "place,id,last_piercing,age,sore_ear\n\
                 home,7,3 weeks ago,15,yes\n\
                 unsure,,,30.5 years,false\n\
                 ,\"9, \"\"the\"\" last\",never,,no\n\
                 \"\",\" \",\"\",\"\",\n";
    for table in [
        table.to_owned(),
        table.replace('\n', "\r\n"),
        format!("\u{feff}{table}"),
        table.trim_end().to_owned(),
        table.replacen("yes", "true", 1),
    ] {
        let run = csv(table.clone());
        assert_eq!((run.out, run.err.as_str()), (expected.clone(), ""), "{table}");
    }
}

#[test]
fn a_bad_row_spoils_no_other() {
    let rows = [
        ("1,home,15", None),
        ("2,home", Some(("cell-count", None))),
        ("3,home,15,", Some(("cell-count", None))),
        ("4,\"home\"x,15", Some(("syntax", Some("place")))),
        ("5,home,15\"", Some(("syntax", Some("age")))),
        ("", Some(("empty", None))),
        (" ", Some(("empty", None))),
        ("6,ho\rme,15", Some(("syntax", None))),
        ("7,Home,15", Some(("unknown-answer", Some("place")))),
        ("8,home,fifteen", Some(("unknown-answer", Some("age")))),
        ("9,home,1500", Some(("out-of-range", Some("age")))),
        ("10, home,15", Some(("unknown-answer", Some("place")))),
        ("11,true,15", Some(("unknown-answer", Some("place")))),
        ("12,home,15 ", Some(("unknown-answer", Some("age")))),
        ("13,home, 15", Some(("unknown-answer", Some("age")))),
        ("1,home,15  years", None),
        ("14,home,15 years ", Some(("unknown-answer", Some("age")))),
        ("1,home,15", None),
    ];
    let table = rows.map(|(row, _)| row).join("\n");
    let run = csv(format!("id,place,age\n{table}\n"));
    let found = lines(&run);
    assert_eq!(found.len(), rows.len());
    for (at, (row, wrong)) in rows.iter().enumerate() {
        let error = &found[at]["error"];
        match wrong {
            None => assert_eq!(found[at]["verdict"], "avoid", "{row}: {}", found[at]),
            Some((code, key)) => {
                // The line that names the columns is the first.
                assert_eq!(found[at]["line"], at + 2, "{row}");
                assert_eq!(
                    (&error["code"], error["at"].as_str()),
                    (&(*code).into(), *key),
                    "{row}"
                );
                let known = matches!(*code, "unknown-answer" | "out-of-range");
                let id = row.split(',').next().filter(|_| known);
                assert_eq!(found[at]["id"].as_str(), id, "{row}");
            }
        }
    }
    assert_eq!(run.err, "error: 15 of 18 records could not be screened\n");
    assert_eq!(csv("age\n\u{feff}30\n30\n").out.matches("\"error\"").count(), 1);
    assert!(csv(b"age\n\xff\n30\n".to_vec()).out.contains("not-utf8"));
    let long = "x".repeat(needlecheck::answers::MAX_DOCUMENT_BYTES + 1);
    assert!(
        csv(format!("id\n{long}\n1\n"))
            .out
            .starts_with("{\"line\":2,\"id\":null,\"error\":{\"code\":\"too-long\"")
    );
}

#[test]
fn dates_count_from_on_wherever_its_column_stands() {
    let dated = csv("on,last_piercing,place\n2027-06-01,2 weeks ago,studio\n");
    assert_eq!(csv("last_piercing,place,on\n2 weeks ago,studio,2027-06-01\n").out, dated.out);
    assert!(dated.out.contains("\"on\":\"2027-06-01\""), "{}", dated.out);
    let run = csv("place,on\nhome,\nhome,tomorrow\n");
    assert!(run.out.starts_with(&each_alone(&[r#"{"place":"home"}"#])));
    assert_eq!(lines(&run)[1]["error"]["at"], "on");
}

#[test]
fn the_ending_of_a_name_says_what_a_file_is() {
    let expected = each_alone(&[r#"{"id":"1","place":"home"}"#]);
    for (name, table) in [
        ("ending.csv", "id,place\n1,home\n"),
        ("ENDING.CSV", "id;place\n1;home\n"),
        ("ending.tsv", "id\tplace\n1\thome\n"),
    ] {
        let path = super::file(name, table);
        assert_eq!(batch(path.to_str().unwrap(), "").out, expected);
        let run = batch(&format!("--input ndjson {}", path.display()), "");
        assert_eq!((run.status, run.out.as_str()), (2, ""));
        assert!(run.err.contains("it looks like a table\n"), "{}", run.err);
        assert!(run.err.contains("`--input csv`"), "{}", run.err);
    }
}

#[test]
fn what_is_between_cells_shows_in_the_first_record_or_is_named() {
    let expected = csv("id,place,age\n1,home,30\n").out;
    for (args, table) in [
        ("", "id;place;age\n1;home;30\n"),
        ("", "id\tplace\tage\n1\thome\t30\n"),
        ("--delimiter ;", "id;place;age\n1;home;30\n"),
        ("--delimiter tab", "id\tplace\tage\n1\thome\t30\n"),
        ("--delimiter |", "id|place|age\n1|\"home\"|30\n"),
        ("--ignore-columns x;y;z", "x;y;z,id,place,age\n;;,1,home,30\n"),
    ] {
        let run = batch(&format!("--input csv {args}"), table);
        assert_eq!((run.out, run.err.as_str()), (expected.clone(), ""), "{args} {table}");
    }
    for named in ["ab", "\"", "é", "a"] {
        let run = batch(&format!("--input csv --delimiter {named}"), "id\n1\n");
        assert_eq!(run.status, 2);
        assert!(run.err.contains("expected one character"), "{}", run.err);
    }
}

#[test]
fn a_cell_in_quotes_may_have_line_breaks() {
    let table = "id,notes,place\n1,\"one\n2,two,home\r\n\"\"three\"\"\",home\n3,,studio\n4,x,hme\n";
    let run = batch("--input csv --ignore-columns notes", table);
    let found = lines(&run);
    assert_eq!(found.len(), 3, "{}", run.out);
    assert_eq!((&found[0]["id"], &found[1]["id"]), (&"1".into(), &"3".into()));
    assert_eq!((&found[2]["line"], &found[2]["id"]), (&6.into(), &"4".into()));
}

/// No line inside a cell becomes a person, however the quotes are wrong.
#[test]
fn a_stray_quote_spoils_its_own_record_only() {
    for (bad, at) in [
        ("5\" x,home", "notes"),
        ("\"a\"b,home", "notes"),
        ("\"said \"hi\"\n9,no,home\nbye\",home", "notes"),
        (" \"a\n9,no,home\nb\",home", "notes"),
        ("x,\"ho\"me", "place"),
        ("5\" x,\"no\nbut yes\"", "notes"),
    ] {
        let table = format!("id,notes,place\n1,{bad}\n2,x,home\n");
        let run = batch("--input csv --ignore-columns notes", table);
        let found = lines(&run);
        assert_eq!(found.len(), 2, "{bad}: {}", run.out);
        assert_eq!(found[0]["error"]["code"], "syntax", "{bad}");
        assert_eq!(found[0]["error"]["at"], at, "{bad}");
        assert_eq!((&found[0]["line"], &found[1]["id"]), (&2.into(), &"2".into()), "{bad}");
    }
}

/// Where it is not clear what a quote opens, all is refused that may be inside a cell, and said.
#[test]
fn what_a_doubtful_quote_may_open_is_not_read_and_that_is_said() {
    for note in ["\"5\" x\"", " \"5 x"] {
        let table =
            format!("id,place,notes\n1,home,{note}\n2,home,\"a\n3,home,in a note\nb\"\n4,home,x\n");
        let run = batch("--input csv --ignore-columns notes", table);
        let found = lines(&run);
        assert_eq!(found.len(), 2, "{note}: {}", run.out);
        let message = found[0]["error"]["message"].as_str().unwrap();
        assert!(message.ends_with("; lines 2 to 5 were not read"), "{message}");
        assert_eq!(found[1]["id"], "4");
    }
}

#[test]
fn a_quote_that_is_never_closed_ends_the_table() {
    let long = "x\n".repeat(needlecheck::answers::MAX_DOCUMENT_BYTES);
    for (rest, lines_left) in [("b\nc\n", 3), ("", 1), ("b", 2), (long.as_str(), 1_048_577)] {
        let table = format!("id,notes,place\n1,x,home\n2,\"a\n{rest}");
        let run = batch("--input csv --ignore-columns notes", table);
        let found = lines(&run);
        assert_eq!((run.status, found.len()), (2, 2), "{}", run.err);
        assert_eq!(found[1]["line"], 3);
        let count =
            if lines_left == 1 { "1 line was".into() } else { format!("{lines_left} lines were") };
        let said =
            format!("the quote that opens a cell on line 3 is never closed; {count} not read");
        assert_eq!(found[1]["error"]["message"], said);
    }
}

/// A record that is too long is left out up to its own end.
#[test]
fn reading_goes_on_behind_a_record_that_is_too_long() {
    let long = "x,\"\"\n9,x,home\n".repeat(100_000);
    let table = format!("id,notes,place\n1,\"{long}\",home\n2,x,home\n");
    let found = lines(&batch("--input csv --ignore-columns notes", table));
    assert_eq!(found.len(), 2);
    assert_eq!(found[0]["error"]["code"], "too-long");
    assert_eq!(found[1]["id"], "2");
}

#[test]
fn what_is_no_table_and_no_records_is_named() {
    let utf16: Vec<u8> = "\u{feff}id,age\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (input, bytes, said) in [
        ("ndjson", b"[{\"id\":1}]\n".to_vec(), ["an array of records", "jq -c '.[]'"]),
        ("ndjson", b"[\n{\"id\":1}\n]\n".to_vec(), ["an array of records", "jq -c '.[]'"]),
        ("ndjson", b"id,place\n1,home\n".to_vec(), ["a table", "--input csv"]),
        ("ndjson", b"name;\"place\"\n1;home\n".to_vec(), ["a table", "--input csv"]),
        ("ndjson", utf16.clone(), ["UTF-16", "iconv -f UTF-16 -t UTF-8"]),
        ("csv", utf16.clone(), ["UTF-16", "iconv -f UTF-16 -t UTF-8"]),
        ("csv", utf16[2..].to_vec(), ["UTF-16", "iconv -f UTF-16 -t UTF-8"]),
        ("csv", b"\x1f\x8b\x08\0\0".to_vec(), ["gzip", "gunzip -c"]),
        ("csv", b"PK\x03\x04".to_vec(), ["ZIP", "saved as CSV"]),
        ("csv", b"{\"id\":1}\n".to_vec(), ["JSON", "--input ndjson"]),
        ("csv", b"sep=;\nid;place\n".to_vec(), ["for a spreadsheet", "first line"]),
    ] {
        let run = batch(&format!("--input {input}"), bytes.clone());
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{bytes:?}");
        assert!(said.iter().all(|said| run.err.contains(said)), "{said:?}: {}", run.err);
    }
}

/// A cell as some program might write it.
fn cell(text: &str, quoted: bool) -> String {
    if quoted || text.contains([',', '"']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn a_row_gives_what_the_same_answers_give_as_flags(case in case(), settings in run_settings()) {
        let mut rng = case.rng.clone();
        let rulebook = case.rulebook();
        let questions = case.book.questions.iter().map(Some).chain([None]).collect();
        let columns = rng.shuffled(questions);
        let name = |question: Option<&super::generator::Question>| {
            question.map_or("on", |question| &question.id).to_owned()
        };
        let mut table = columns.iter().copied().map(name).collect::<Vec<_>>().join(",");
        let mut expected = String::new();
        let screener = Screener::new(&rulebook).strict(case.strict);
        for _ in 0..5 {
            let mut answers = needlecheck::Answers::new(&rulebook, case.on);
            let mut cells = Vec::new();
            for question in &columns {
                let text = question.map(|question| {
                    let at = case.book.questions.iter().position(|known| known.id == question.id);
                    let telling = case.book.telling(at.unwrap(), case.on);
                    let said = if rng.once_in(3) { &case.said[at.unwrap()] } else { rng.one_of(&telling) };
                    said.clone().text(question, &mut rng)
                });
                let text = match (question, text) {
                    (Some(question), Some(Some(text))) => {
                        answers.set(&question.id, &text).unwrap();
                        text
                    }
                    (Some(_), _) => String::new(),
                    (None, _) => case.on.to_string(),
                };
                cells.push(cell(&text, rng.once_in(3)));
            }
            table.push('\n');
            table.push_str(&cells.join(","));
            expected.push_str(&(Report::with(&screener, &answers).to_json() + "\n"));
        }
        let written = settings.run(&screener, Settings::new(TODAY), InputFormat::Csv, table.as_bytes());
        prop_assert_eq!(written, expected, "{}", table);
    }

    /// The records are counted by a reader that takes one byte after the other.
    #[test]
    fn any_table_gives_a_line_for_each_record(
        rows in "([0-9a-z,\" \r\u{feff}é]{0,12}\n){0,20}[0-9,\"]{0,4}",
        settings in run_settings(),
    ) {
        let table = format!("id,age,place\n{rows}");
        let screener = Screener::new(&super::RULEBOOK);
        let written = settings.run(&screener, Settings::new(TODAY), InputFormat::Csv, table.as_bytes());
        let starts = first_lines(&rows);
        prop_assert_eq!(written.lines().count(), starts.len(), "{}", table);
        for (line, start) in written.lines().zip(starts) {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            prop_assert!(line.get("error").is_none() || line["line"] == start + 1, "{}", line);
        }
    }
}

/// The number of the first line of each record.
fn first_lines(table: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    let (mut line, mut start) = (1, Some(1));
    // What is read of the current cell, in each reading, and whether it is inside quotes.
    let mut readings = vec![(String::new(), false)];
    for c in table.chars() {
        starts.extend(start.take());
        let mut opens = false;
        for (cell, inside) in &mut readings {
            let is_doubtful = !cell.is_empty() && cell.trim_matches(' ').is_empty()
                || cell.starts_with('"') && !cell.ends_with('"');
            let mut is_ordinary = c != '"';
            match c {
                '"' if *inside => *inside = false,
                '"' if cell.is_empty() || cell.starts_with('"') && cell.ends_with('"') => {
                    *inside = true;
                }
                '"' if is_doubtful => {
                    opens = true;
                    is_ordinary = true;
                }
                '"' => is_ordinary = true,
                _ => {}
            }
            match c {
                ',' | '\n' if !*inside => cell.clear(),
                // A quote that opens and closes nothing is a letter like any other.
                '"' if is_ordinary => cell.push('x'),
                c => cell.push(c),
            }
        }
        if opens && readings.len() == 1 {
            readings.push(("\"".to_owned(), true));
        }
        if c == '\n' {
            line += 1;
            if readings.iter().all(|(_, inside)| !inside) {
                readings.truncate(1);
                start = Some(line);
            }
        }
    }
    starts
}
