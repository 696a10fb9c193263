//! A reader of reports that leaves early.

use super::{Scene, has, records};

/// A batch of which only the first line is read; gives what it said, and its exit status.
fn first_line(scene: &Scene, args: &str) -> (i32, String) {
    let run = scene.run(&format!(
        "{{ $nc batch {args}; echo $? > status; }} 2> said | head -n 1 > first; cat status"
    ));
    (run.out.trim().parse().unwrap(), scene.read("said"))
}

#[test]
fn what_was_found_so_far_stays_found() {
    let scene = Scene::new();
    let many = records(20_000);
    scene.write("many.jsonl", &many);
    scene.write("bad.jsonl", &format!("{{\"bad\":1}}\n{many}"));
    scene.write("mild.jsonl", &many.replace("true", "false"));
    for (args, status) in [
        ("many.jsonl", 141),
        ("bad.jsonl", 2),
        ("--brief bad.jsonl --fail-on avoid", 2),
        ("--threads 1 --format csv bad.jsonl", 2),
        ("--brief many.jsonl --fail-on avoid", 1),
        ("--brief mild.jsonl --fail-on avoid", 141),
    ] {
        assert_eq!(first_line(&scene, args), (status, String::new()), "{args}");
        assert_eq!(scene.read("first").lines().count(), 1, "{args}");
    }
    assert_eq!(
        first_line(&scene, "many.jsonl --summary counts.json"),
        (
            141,
            "Note: no summary was written, as nobody read the reports to their end.\n".to_owned()
        )
    );
    assert!(!scene.path("counts.json").exists());
    // A pipe that is read to its end is none of this.
    let run = scene.run("{ $nc batch bad.jsonl; echo $? >&2; } | tail -n 1");
    assert!(run.err.ends_with("records could not be screened\n2\n"), "{run:?}");
}

#[test]
fn it_ends_by_the_signal_that_others_end_by() {
    let scene = Scene::new();
    scene.write("many.jsonl", &records(20_000));
    if has("bash") {
        let run = scene.run_in("bash", "$nc batch many.jsonl | true; echo ${PIPESTATUS[0]}");
        assert_eq!((run.out.as_str(), run.err.as_str()), ("141\n", ""));
        let run = scene.run_in("bash", "set -o pipefail; $nc batch many.jsonl | head -n 1 > first");
        assert_eq!(run.status, 141);
    }
    // So does a recheck, unless it has found something.
    let one = records(1);
    for (records, status) in [(one.repeat(3_000), 141), (one + &records(3_000), 1)] {
        scene.write("many.jsonl", &records);
        let recheck = "$nc recheck many.json --fail-on avoid; echo $? > status";
        let script = format!(
            "$nc batch many.jsonl -o many.json; {{ {recheck}; }} | head -n 40 > first; cat status"
        );
        let run = scene.run(&script);
        assert_eq!((run.out, run.err), (format!("{status}\n"), String::new()));
    }
    // One person's exit status says what was found, whoever reads the report.
    let run = scene.run("{ $nc $avoid --full --json; echo $? > status; } | true; cat status");
    assert_eq!((run.out.as_str(), run.err.as_str()), ("1\n", ""));
}
