//! The line of a table that names its columns: what is wrong there is wrong with all of it.

use super::batch;

#[test]
fn columns_that_cannot_be_used_end_the_batch_before_it_begins() {
    for (table, wanted) in [
        (
            "id,plaice\n1,home\n",
            &["`plaice`: there is no such question", "did you mean `place`?"][..],
        ),
        ("plaice,yours\n1,home\n", &["`plaice`: ", "`yours`: "]),
        ("age,id,age\n1,1,1\n", &["`age`: the column is repeated"]),
        ("on,on\n\n", &["`on`: the column is repeated"]),
        ("age,\n1,\n", &["``: there is no such question"]),
        ("", &["the line is empty"]),
        ("\n1,2\n", &["the line is empty"]),
        ("\u{feff}", &["the line is empty"]),
        (
            "id,\"age\n1,2\n",
            &["the quote that opens a cell on line 1 is never closed; 2 lines were not read"],
        ),
        ("id,\"age\"x\n1,2\n", &["text stands behind the closing quote"]),
        ("id|plaice\n1|home\n", &["`id|plaice`: there is no such question"]),
        ("Age\n30\n", &["did you mean `age`?"]),
        (" age\n30\n", &["did you mean `age`?"]),
    ] {
        let run = batch("--input csv", table);
        let error = &run.err;
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{table:?}");
        assert!(error.starts_with("error: standard input cannot be used as a table\n"), "{error}");
        assert!(wanted.iter().all(|wanted| error.contains(wanted)), "{table:?}: {error}");
        assert!(!error.contains("records could not"), "{error}");
    }
}

#[test]
fn the_columns_may_stand_in_any_order_and_in_quotes() {
    let plain = batch("--input csv", "id,age,place\n1,15,home\n");
    for table in ["place,id,age\nhome,1,15\n", "\"age\",\"place\",\"id\"\r\n15,\"home\",\"1\"\r\n"]
    {
        assert_eq!(batch("--input csv", table).out, plain.out);
    }
}

#[test]
fn a_very_wide_table_is_refused_in_few_words() {
    let names: Vec<_> = (0..20_000).map(|n| format!("column{n}")).collect();
    let run = batch("--input csv", names.join(",") + "\n");
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    assert_eq!(run.err.matches("there is no such question").count(), 100);
}
