//! What can be read only once is read once.

use super::{Scene, has};

#[test]
fn a_rule_file_may_come_from_a_pipe() {
    let scene = Scene::new();
    let plain = scene.run("$nc --rules ear.toml $avoid").out;
    let named_pipe = |command: &str| {
        scene.run(&format!("mkfifo pipe; cat ear.toml > pipe & {command}; s=$?; rm pipe; exit $s"))
    };
    for (command, status) in [
        ("$nc --rules pipe $avoid", 1),
        ("NEEDLECHECK_RULES=pipe $nc $avoid", 1),
        ("$nc --rules pipe rules check", 0),
        ("$nc rules check pipe", 0),
        ("$nc --rules pipe rules show", 0),
        ("$nc rules verify pipe", 0),
        ("$nc rules chart pipe", 0),
        ("$nc --rules pipe questions", 0),
        ("$nc --rules pipe schema answers", 0),
        ("$nc --rules pipe completions bash", 0),
        ("$nc --rules pipe man", 0),
        ("$nc --rules pipe explain $avoid", 0),
        ("$nc --rules pipe batch few.jsonl", 0),
    ] {
        let run = named_pipe(command);
        assert_eq!((run.status, run.err.as_str()), (status, ""), "{command}: {run:?}");
        assert!(!run.out.is_empty(), "{command}");
    }
    assert_eq!(named_pipe("$nc --rules pipe $avoid").out, plain);
    if has("bash") {
        let run = scene
            .run_in("bash", "$nc --rules <(cat ear.toml) $avoid; $nc rules check <(cat ear.toml)");
        assert!(run.out.starts_with(&plain) && run.out.contains(": good: "), "{run:?}");
        let run =
            scene.run_in("bash", "$nc --rules <(cat ear.toml) --answers <(cat me.json) --json");
        assert_eq!(run.out, scene.run("$nc --answers me.json --json").out);
    }
}

#[test]
fn a_table_may_come_from_a_pipe() {
    let scene = Scene::new();
    scene.write("table.csv", "id,age,place\n1,30,studio\n2,15,home\n");
    let plain = scene.run("$nc batch table.csv").out;
    for script in [
        "cat table.csv | $nc batch --input csv",
        "cat table.csv | $nc batch --input csv /dev/stdin",
        "mkfifo p.csv; cat table.csv > p.csv & $nc batch p.csv",
    ] {
        assert_eq!(scene.run(script).out, plain, "{script}");
    }
    assert_eq!(
        scene.run("cat table.csv | $nc columns -").out,
        scene.run("$nc columns table.csv").out
    );
}

#[test]
fn one_pipe_is_not_read_for_two_things() {
    let scene = Scene::new();
    for (script, both) in [
        ("cat ear.toml | $nc --rules /dev/stdin --answers -", "the rule file and standard input"),
        ("cat few.jsonl | $nc batch - /dev/stdin", "standard input and an input"),
        (
            "mkfifo p; cat few.jsonl > p & $nc batch p p; s=$?; cat p > /dev/null; rm p; exit $s",
            "an input and an input",
        ),
    ] {
        let error = scene.refused(script);
        assert!(error.starts_with(&format!("{both} are the same pipe")), "{script}: {error}");
    }
}
