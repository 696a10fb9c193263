//! Standard streams that are closed, or open for the wrong thing.

use super::Scene;

const BAD: &str = "Bad file descriptor (os error 9)";

#[test]
fn a_result_that_cannot_be_printed_is_an_error() {
    let scene = Scene::new();
    scene.write("table.csv", "age,place\n30,studio\n");
    for command in [
        "$nc $avoid",
        "$nc $avoid --format markdown -q",
        "$nc batch few.jsonl",
        "$nc --help",
        "$nc --version",
        "$nc help batch",
        "$nc man",
        "$nc completions bash",
        "$nc schema report",
        "$nc questions",
        "$nc rules check",
        "$nc rules show",
        "$nc explain $avoid",
        "$nc columns table.csv",
    ] {
        for closed in [">&-", "1</dev/null", "<&- >&-"] {
            let run = scene.run(&format!("{command} {closed}"));
            assert_eq!((run.status, run.out.as_str()), (2, ""), "{command} {closed}: {run:?}");
            assert!(run.err.starts_with("error: cannot "), "{command} {closed}: {run:?}");
            assert!(run.err.ends_with(&format!(": {BAD}\n")), "{command} {closed}: {run:?}");
            assert_eq!(run.err.lines().count(), 1, "{command} {closed}: {run:?}");
        }
    }
    // The status tells even where nothing can be said.
    assert_eq!(scene.run("$nc $avoid >&- 2>&-").status, 2);
}

#[test]
fn input_that_cannot_be_read_is_an_error() {
    let scene = Scene::new();
    for closed in ["<&-", "0>/dev/null", "0>written"] {
        for command in ["$nc batch", "$nc batch -", "$nc --answers -", "$nc columns -"] {
            let run = scene.run(&format!("{command} {closed}"));
            assert_eq!((run.status, run.out.as_str()), (2, ""), "{command} {closed}: {run:?}");
            assert!(
                run.err.contains("standard input") && run.err.contains(BAD),
                "{command} {closed}: {run:?}"
            );
        }
    }
}

#[test]
fn streams_that_are_not_needed_may_be_closed() {
    let scene = Scene::new();
    for (script, status) in [
        ("$nc $avoid <&-", 1),
        ("$nc $avoid 2>&-", 1),
        ("$nc $avoid -q -o report.txt >&-", 1),
        ("$nc batch few.jsonl <&- 2>&-", 0),
        ("$nc batch few.jsonl -o reports.jsonl <&- >&- 2>&-", 0),
        // Whoever wants the status alone has standard output go nowhere.
        ("$nc $avoid > /dev/null", 1),
        ("$nc $avoid 1<> /dev/null", 1),
        ("$nc batch 0<> /dev/null", 0),
    ] {
        assert_eq!(scene.run(script).status, status, "{script}");
    }
    assert_eq!(scene.read("reports.jsonl").lines().count(), 4);
    assert!(scene.read("report.txt").contains("AVOID"));
}
