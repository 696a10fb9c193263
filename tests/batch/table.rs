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
        ("4,\"home,15", Some(("syntax", None))),
        ("5,home,15\"", Some(("syntax", None))),
        ("", Some(("empty", None))),
        (" ", Some(("empty", None))),
        ("6,ho\rme,15", Some(("syntax", None))),
        ("7,Home,15", Some(("unknown-answer", Some("place")))),
        ("8,home,fifteen", Some(("unknown-answer", Some("age")))),
        ("9,home,1500", Some(("out-of-range", Some("age")))),
        ("10, home,15", Some(("unknown-answer", Some("place")))),
        ("11,true,15", Some(("unknown-answer", Some("place")))),
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
    assert_eq!(run.err, "error: 12 of 14 records could not be screened\n");
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
    let table = "id,place\n1,home\n";
    let expected = each_alone(&[r#"{"id":"1","place":"home"}"#]);
    for name in ["ending.csv", "ENDING.CSV"] {
        let path = super::file(name, table);
        assert_eq!(batch(path.to_str().unwrap(), "").out, expected);
        let run = batch(&format!("--input ndjson {}", path.display()), "");
        assert_eq!(run.out.matches("\"error\"").count(), 2);
    }
    let path = super::file("ending.tsv", table);
    assert_eq!(batch(path.to_str().unwrap(), "").out.matches("\"error\"").count(), 2);
    assert_eq!(batch(&format!("--input csv {}", path.display()), "").out, expected);
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

    #[test]
    fn any_table_gives_a_line_for_each_row(
        rows in "([0-9a-z,\" \r\u{feff}é]{0,12}\n){0,20}[0-9,\"]{0,4}",
        settings in run_settings(),
    ) {
        let table = format!("id,age,place\n{rows}");
        let screener = Screener::new(&super::RULEBOOK);
        let written = settings.run(&screener, Settings::new(TODAY), InputFormat::Csv, table.as_bytes());
        prop_assert_eq!(written.lines().count(), rows.lines().count());
        for (at, line) in written.lines().enumerate() {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            prop_assert!(line.get("error").is_none() || line["line"] == at + 2, "{}", line);
        }
    }
}
