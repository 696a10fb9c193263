//! What is written never takes the place of what is read.

use super::Scene;

#[test]
fn no_output_is_an_input_whatever_it_is_called() {
    let scene = Scene::new();
    scene.write("columns.toml", "");
    scene.write("table.csv", "age,place\n30,studio\n");
    std::fs::hard_link(scene.path("few.jsonl"), scene.path("other.jsonl")).unwrap();
    std::fs::hard_link(scene.path("me.json"), scene.path("also-me.json")).unwrap();
    for (script, said) in [
        ("$nc $avoid -q -o ear.toml --format text", "`--output` and the rule file"),
        ("$nc --rules ear.toml $avoid --save ./ear.toml", "is not a format that is written here"),
        (
            "ln ear.toml ear.json; $nc $avoid --save ear.json; s=$?; rm ear.json; exit $s",
            "`--save` and the rule file",
        ),
        ("$nc --answers me.json -o me.json", "`--output` and `--answers`"),
        ("$nc --answers me.json --save also-me.json", "`--save` and `--answers`"),
        ("$nc --answers - --save me.json < me.json", "`--save` and standard input"),
        ("$nc $avoid --save new.json -o ./new.json", "`--output` and `--save`"),
        ("$nc batch few.jsonl -o few.jsonl", "`--output` and an input"),
        ("$nc batch -o few.jsonl < few.jsonl", "`--output` and standard input"),
        ("$nc batch few.jsonl -o other.jsonl", "`--output` and an input"),
        ("$nc batch few.jsonl -o new.json --summary new.json", "`--summary` and `--output`"),
        (
            "$nc batch table.csv --columns columns.toml --summary table.csv",
            "is not a format that is written here",
        ),
        ("$nc columns table.csv -o table.csv", "is not a format that is written here"),
        ("$nc columns few.jsonl -o ear.toml", "`--output` and the rule file"),
    ] {
        let error = scene.refused(script).to_lowercase();
        assert!(error.contains(&said.to_lowercase()), "{script}: {error}");
    }
}

#[test]
fn what_is_printed_goes_to_no_file_that_is_read() {
    let scene = Scene::new();
    std::fs::hard_link(scene.path("few.jsonl"), scene.path("other.jsonl")).unwrap();
    for (script, said) in [
        (
            "$nc batch few.jsonl >> few.jsonl",
            "standard output and an input are the same file, `few.jsonl`",
        ),
        (
            "$nc batch few.jsonl >> other.jsonl",
            "standard output and an input are the same file, `few.jsonl`",
        ),
        (
            "$nc batch < few.jsonl >> few.jsonl",
            "standard output and standard input are the same file",
        ),
        (
            "$nc batch < few.jsonl 1<> few.jsonl",
            "standard output and standard input are the same file",
        ),
        (
            "$nc recheck few.jsonl >> few.jsonl",
            "standard output and a report are the same file, `few.jsonl`",
        ),
        (
            "$nc --answers me.json >> me.json",
            "standard output and `--answers` are the same file, `me.json`",
        ),
        (
            "$nc $avoid >> ear.toml",
            "standard output and the rule file are the same file, `ear.toml`",
        ),
        (
            "$nc --rules ear.toml rules check >> ear.toml",
            "standard output and the rule file are the same file, `ear.toml`",
        ),
        (
            "$nc --help >> ear.toml",
            "standard output and the rule file are the same file, `ear.toml`",
        ),
        (
            "$nc completions bash >> ear.toml",
            "standard output and the rule file are the same file, `ear.toml`",
        ),
        (
            "$nc rules check ear.toml >> ear.toml",
            "standard output and the rule file are the same file, `ear.toml`",
        ),
        (
            "$nc rules test --cases me.json >> me.json",
            "standard output and `--cases` are the same file, `me.json`",
        ),
        (
            "$nc columns few.jsonl >> few.jsonl",
            "standard output and the table are the same file, `few.jsonl`",
        ),
        (
            "$nc explain --answers me.json >> me.json",
            "standard output and `--answers` are the same file, `me.json`",
        ),
        (
            "$nc $avoid -o new.txt > new.txt; s=$?; rm new.txt; exit $s",
            "`--output` and standard output are the same file, `new.txt`",
        ),
    ] {
        assert_eq!(scene.refused(script), said, "{script}");
    }
    // Messages do not go there, either: they would be read as records.
    let before = scene.read("few.jsonl");
    for script in ["$nc batch few.jsonl 2>> few.jsonl", "$nc batch < few.jsonl 2<> few.jsonl"] {
        let run = scene.run(script);
        assert_eq!(run.status, 2, "{script}: {run:?}");
        assert!(run.out.starts_with("error: standard error and "), "{script}: {run:?}");
        assert_eq!(scene.read("few.jsonl"), before, "{script}");
    }
}

#[test]
fn other_files_and_devices_are_left_alone() {
    let scene = Scene::new();
    for script in [
        "$nc batch few.jsonl > new.jsonl 2> new.txt",
        "$nc batch few.jsonl > new.jsonl 2>&1",
        "$nc batch few.jsonl few.jsonl > /dev/null 2>&1",
        "$nc batch < /dev/null > /dev/null",
        // A loop over a file that the program itself does not read.
        "while read -r line; do $nc $avoid --fail-on never >> list; break; done < me.json",
    ] {
        let run = scene.run(script);
        assert_eq!(run.status, 0, "{script}: {run:?}");
    }
}
