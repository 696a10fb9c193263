//! Records whose columns are named as a form names them.

use std::sync::Arc;

use needlecheck::Rulebook;
use needlecheck::answers::{Form, Records};
use proptest::prelude::*;
use serde_json::Value;

use super::support::{Run, TODAY};
use super::{batch, cases, each_alone, file, lines};

const COLUMNS: &str = r#"format = 1

[column."No."]
question = "id"
blank    = ["-"]

[column."Day"]
question = "on"
dates    = "day/month/year"

[column."Does it hurt?"]
question = "sore_ear"
values   = { "Yes" = "yes", "No, thanks" = "no", "Not sure" = "unsure" }
blank    = ["N/A"]

[column."Where"]
question = "place"
values   = { "Studio" = "studio", "At home" = "home", "1" = "stall" }

[column."Age"]
question = "age"
decimal  = ","
values   = { "thirty" = "30" }

[column."Last"]
question = "last_piercing"
dates    = "day/month/year"
values   = { "Never" = "never", "This month" = "2 weeks ago" }

[column."Before"]
question = "old_hole"

[column."Done"]
require = ["2", "3"]

[column."Note"]
ignore = true
"#;

const HEADER: &str = "No.,Day,Does it hurt?,Where,Age,Last,Before,Done,Note";

fn by_form(name: &str, args: &str, input: String) -> Run {
    let path = file(&format!("form-{name}.toml"), COLUMNS);
    batch(&format!("--columns {} {args}", path.display()), input)
}

fn rows(name: &str, rows: &str) -> Run {
    by_form(name, "--input csv", format!("{HEADER}\n{rows}"))
}

#[test]
fn a_row_gives_the_answers_that_its_values_stand_for() {
    let run = rows(
        "good",
        "7,02/01/2027,Yes,At home,\"30,5\",1/9/2026,no,2,\"a\nb\"\n\
         ,,\" No, thanks \",1,thirty,Never,true,3,\n\
         -,03/12/2026,N/A,,,This month,,2,x\n\
         8,,Not sure,Studio,31,,unsure,2,\n",
    );
    let expected = each_alone(&[
        r#"{"id":"7","on":"2027-01-02","sore_ear":true,"place":"home","age":30.5,"last_piercing":"2026-09-01","old_hole":false}"#,
        r#"{"sore_ear":false,"place":"stall","age":30,"last_piercing":"never","old_hole":true}"#,
        r#"{"on":"2026-12-03","last_piercing":"2 weeks ago"}"#,
        r#"{"id":"8","sore_ear":"unsure","place":"studio","age":31,"old_hole":"unsure"}"#,
    ]);
    assert_eq!((run.out, run.err.as_str()), (expected, ""));
}

#[test]
fn a_value_that_has_no_meaning_is_an_error_of_its_record_and_never_a_guess() {
    for (row, code, at, suggestion) in [
        ("1,,yes,,,,,2,", "unknown-answer", "Does it hurt?", Some("Yes")),
        ("1,,true,,,,,2,", "unknown-answer", "Does it hurt?", None),
        ("1,,n/a,,,,,2,", "unknown-answer", "Does it hurt?", None),
        ("1,,,studio,,,,2,", "unknown-answer", "Where", Some("Studio")),
        ("1,,,,30.5,,,2,", "unknown-answer", "Age", Some("30,5")),
        ("1,,,,\"1.030,5\",,,2,", "unknown-answer", "Age", None),
        ("1,,,,unsure,,,2,", "unknown-answer", "Age", None),
        ("1,,,,300,,,2,", "out-of-range", "Age", None),
        ("1,,,,,2026-09-01,,2,", "unknown-answer", "Last", None),
        ("1,,,,,1/9/26,,2,", "unknown-answer", "Last", None),
        ("1,,,,,9/13/2026,,2,", "bad-date", "Last", None),
        ("1,,,,,never,,2,", "unknown-answer", "Last", Some("Never")),
        ("1,,,,,1/12/2026,,2,", "after-treatment", "Last", None),
        ("1,,,,,,maybe,2,", "unknown-answer", "Before", Some("unsure")),
        ("1,2027-01-02,,,,,,2,", "bad-date", "Day", None),
        ("1,1/1/1026,,,,,,2,", "out-of-range", "Day", None),
        ("1,,,,,,,1,", "required-value", "Done", None),
        ("1,,,,,,,,", "required-value", "Done", None),
        ("1,,,,,,,2", "cell-count", "", None),
    ] {
        let run = rows("bad", &format!("{row}\n2,,Yes,,,,,2,\n"));
        let found = lines(&run);
        let error = &found[0]["error"];
        assert_eq!(error["code"], code, "{row}: {run:?}");
        assert_eq!(error["at"].as_str().unwrap_or_default(), at, "{row}");
        assert_eq!(error["suggestion"].as_str(), suggestion, "{row}: {error}");
        let is_read = code != "cell-count";
        assert_eq!(found[0]["id"].as_str(), is_read.then_some("1"), "{row}");
        assert!(found[1]["error"].is_null() && found[1]["id"] == "2", "{row}");
    }
    // What is accepted is said.
    let run = rows("accepted", "1,,,,,soon,,2,\n");
    let accepted = &lines(&run)[0]["error"]["accepted"];
    assert_eq!(accepted, "`Never` or `This month`, or a date as `day/month/year`");
}

#[test]
fn a_treatment_date_comes_first_wherever_its_column_stands() {
    let run = by_form(
        "order",
        "--input csv",
        "Last,Done,Note,Before,Age,Where,Does it hurt?,No.,Day\n\
         1/12/2026,2,,,,,,1,02/01/2027\n"
            .to_owned(),
    );
    let expected = r#"{"id":"1","on":"2027-01-02","last_piercing":"2026-12-01"}"#;
    assert_eq!(run.out, each_alone(&[expected]));
}

#[test]
fn the_columns_of_the_table_are_those_of_the_file() {
    for (header, wanted) in [
        (
            "No.,Day,Does it hurt,Where,Age,Last,Before,Done,Note",
            &["`Does it hurt`: the columns file does not name", "did you mean `Does it hurt?`?"][..],
        ),
        (
            "No.,Day,Where,Age,Last,Before,Done,Extra",
            &[
                "`Extra`: the columns file does not name this column",
                "`Does it hurt?`: this column of the columns file is missing",
                "`Note`: this column of the columns file is missing",
            ],
        ),
        (
            "No.,Day,Does it hurt?,Where,Age,Age,Last,Before,Done,Note",
            &["`Age`: the column is repeated"],
        ),
        ("sore_ear,place", &["`sore_ear`: the columns file does not name this column"]),
    ] {
        let run = by_form("header", "--input csv", format!("{header}\n"));
        assert_eq!((run.status, run.out.as_str()), (2, ""));
        assert!(wanted.iter().all(|wanted| run.err.contains(wanted)), "{header}: {}", run.err);
    }
}

#[test]
fn blanks_around_names_do_not_count_and_ignored_columns_may_be_repeated() {
    let table = " No. ,Day,Does it hurt? ,Where,Age,Last,Before,Done,Note,Note\n7,,Yes,,,,,2,a,b\n";
    let run = by_form("blanks", "--input csv", table.to_owned());
    assert_eq!(run.out, each_alone(&[r#"{"id":"7","sore_ear":true}"#]));
}

#[test]
fn what_is_between_cells_shows_by_the_names_of_the_form() {
    let expected = rows("comma", "7,,Yes,,,,,2,\n").out;
    for (delimiter, args) in [(";", ""), ("\t", ""), ("|", "--delimiter |")] {
        let table = format!("{HEADER}\n7,,Yes,,,,,2,\n").replace(',', delimiter);
        let run = by_form("delimiter", &format!("--input csv {args}"), table);
        assert_eq!((run.out, run.err.as_str()), (expected.clone(), ""), "{delimiter}");
    }
    let run = by_form("no-table", "", format!("{HEADER}\n7,,Yes,,,,,2,\n"));
    assert!(run.err.contains("it looks like a table\n"), "{}", run.err);
    let said = r#"{"No.":"7","Note":"x,Age,y","Done":2}"#;
    assert_eq!(by_form("json-like", "", format!("{said}\n")).status, 0);
}

#[test]
fn json_records_may_have_such_keys() {
    let run = by_form(
        "json",
        "",
        [
            r#"{"No.":7,"Day":"02/01/2027","Does it hurt?":"Yes","Where":1,"Age":30.5,"Before":true,"Done":2,"Note":[1]}"#,
            r#"{"Done":"3","Does it hurt?":null,"Age":"30,5"," Last ":"Never"}"#,
            r#"{"Does it hurt?":"Yes"}"#,
            r#"{"No.":"8","Done":2,"Where":["Studio"]}"#,
            r#"{"No.":"9","Done":2,"where":"Studio"}"#,
            r#"{"No.":"9","Done":2,"Done":2}"#,
            r#"{"No.":"9","Done":2"#,
            "",
        ]
        .join("\n"),
    );
    let expected = each_alone(&[
        r#"{"id":7,"on":"2027-01-02","sore_ear":true,"place":"stall","age":30.5,"old_hole":true}"#,
        r#"{"age":30.5,"last_piercing":"never"}"#,
    ]);
    assert!(run.out.starts_with(&expected), "{}", run.out);
    let found = lines(&run);
    let errors: Vec<_> = found[2..].iter().map(|line| &line["error"]).collect();
    let codes: Vec<_> = errors.iter().map(|error| error["code"].as_str().unwrap()).collect();
    let expected = ["missing-column", "wrong-type", "unknown-column", "repeated-key", "syntax"];
    assert_eq!(codes, expected);
    assert_eq!(errors[2]["suggestion"], "Where");
    assert_eq!(found[3]["id"], "8");
}

const LIST: &str = r#"format = 1

[column."No."]
question = "id"

[column."Tick"]
split  = ", "
ticked = { "Sore" = "sore_ear", "Pierced, long ago" = "old_hole", "Pierced" = "old_hole" }
none   = "None, thanks"
blank  = ["(nothing)"]
"#;

#[test]
fn a_list_says_yes_to_what_is_ticked_and_no_to_the_rest() {
    let path = file("list.toml", LIST);
    let answers = |cell: &str| {
        let record = serde_json::json!({ "No.": 1, "Tick": cell }).to_string();
        let run = batch(&format!("--columns {}", path.display()), record);
        let found: Value = lines(&run)[0].clone();
        let answers = &found["answers"];
        match found["error"]["code"].as_str() {
            Some(code) => format!("{code}: {}", found["error"]["message"].as_str().unwrap()),
            None => format!("{} {}", answers["sore_ear"], answers["old_hole"]),
        }
    };
    for (cell, expected) in [
        ("Sore", "true false"),
        ("Pierced", "false true"),
        ("Pierced, long ago", "false true"),
        ("Sore, Pierced, long ago", "true true"),
        ("Pierced, long ago, Sore, Pierced", "true true"),
        (" Sore ,  Pierced ", "true true"),
        ("Sore, ", "true false"),
        ("None, thanks", "false false"),
        ("", "null null"),
        ("(nothing)", "null null"),
        ("sore", "unknown-answer: `sore` is none of the items of this column"),
        ("Sore, other: wax", "unknown-answer: `other: wax` is none of the items of this column"),
        ("Sore;Pierced", "unknown-answer: `Sore;Pierced` is none of the items of this column"),
        ("Sored", "unknown-answer: `Sored` is none of the items of this column"),
        (", Sore", "unknown-answer: `` is none of the items of this column"),
        ("Sore, Sore", "bad-list: `Sore` is ticked twice"),
        ("None, thanks, Sore", "bad-list: `None, thanks` is ticked beside other items"),
        ("(nothing), Sore", "unknown-answer: `(nothing)` is none of the items of this column"),
    ] {
        assert_eq!(answers(cell), expected, "{cell:?}");
    }
}

/// A rulebook of this many yes-no questions, `q0` and so on.
fn yes_no_questions(count: usize) -> Rulebook {
    let question = |n| format!("[question.q{n}]\nask = \"Number {n}\"\nkind = \"yes-no\"\n");
    let rule = |n| {
        format!(
            "[rule.r{n}]\ntitle = \"Rule {n}\"\nwhen = {{ q{n} = true }}\nlevel = \"avoid\"\n\
             reason = \"A test.\"\nadvice = \"Wait.\"\nsources = []\nevidence = \"editorial\"\n"
        )
    };
    let entries = (0..count).map(question).chain((0..count).map(rule)).collect::<Vec<_>>();
    let head = "format = 1\n[rulebook]\nid = \"ticks\"\ntitle = \"Ticks\"\nversion = \"1\"\n\
                reviewed = 2026-11-22\nnotice = \"A test.\"\n";
    Rulebook::from_toml("ticks.toml", head.to_owned() + &entries.concat())
        .unwrap_or_else(|faults| panic!("{faults}"))
}

proptest! {
    #![proptest_config(cases(200))]

    /// Items hold the separator, and some begin like another item does.
    #[test]
    fn a_list_is_taken_apart_as_it_was_put_together(
        parts in prop::collection::vec((1_usize..4, any::<bool>()), 1..8),
        separator in prop::sample::select(vec![", ", ",", ";", " | ", "\n", " "]),
        ticked in prop::collection::vec(any::<prop::sample::Index>(), 0..8),
        ending in any::<bool>(),
    ) {
        let mut items: Vec<String> = Vec::new();
        for (n, &(words, continues)) in parts.iter().enumerate() {
            let mut item: Vec<String> = (0..words).map(|word| format!("w{n}é{word}")).collect();
            if let Some(before) = items.last().filter(|_| continues) {
                item.insert(0, before.clone());
            }
            items.push(item.join(separator));
        }
        let rulebook = yes_no_questions(items.len());
        let quoted = |text: &str| serde_json::to_string(text).unwrap();
        let named: Vec<_> =
            items.iter().enumerate().map(|(n, item)| format!("{} = \"q{n}\"", quoted(item))).collect();
        let text = format!(
            "format = 1\n[column.T]\nsplit = {}\nticked = {{ {} }}\nnone = \"None\"\n",
            quoted(separator), named.join(", "),
        );
        let form = Form::from_bytes(&rulebook, "ticks.toml", text.into_bytes()).unwrap();
        let mut places: Vec<usize> = Vec::new();
        for index in ticked {
            let at = index.index(items.len());
            if !places.contains(&at) {
                places.push(at);
            }
        }
        let mut cell = places.iter().map(|&at| items[at].as_str()).collect::<Vec<_>>().join(separator);
        if ending && !places.is_empty() {
            cell.push_str(separator);
        }
        let mut records = Records::new(&rulebook, TODAY).by_form(Arc::new(form));
        let mut answers = records.answers();
        let record = format!("{{\"T\":{}}}", quoted(&cell));
        records.read(record.as_bytes(), &mut answers).unwrap();
        let mut expected = serde_json::Map::new();
        if !places.is_empty() {
            expected = (0..items.len()).map(|n| (format!("q{n}"), places.contains(&n).into())).collect();
        }
        let found: Value = serde_json::from_str(&answers.to_json(false)).unwrap();
        prop_assert_eq!(found, Value::Object(expected), "{}", cell);
    }
}
