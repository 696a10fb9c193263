//! Files that are written: tried before anything is done, and never at the cost of the result.

use super::{Scene, has, records};

#[test]
fn every_output_is_tried_before_anything_is_read() {
    let scene = Scene::new();
    scene.write("locked.json", "{}\n");
    for (place, said) in [
        ("nodir/x.json", "there is no folder `nodir`"),
        ("new.json/", "it is the name of a folder"),
        ("few.jsonl/x.json", "few.jsonl/x.json`: "),
        ("/dev/null.json", "/dev/null.json`: "),
        ("locked.json", "it is read-only"),
    ] {
        if place.starts_with("/dev") {
            continue;
        }
        for command in ["$nc $avoid --save", "$nc $avoid -o", "$nc batch -o", "$nc batch --summary"]
        {
            let script = format!(
                "chmod 444 locked.json; {{ sleep 0; cat few.jsonl; }} | {command} {place}; s=$?; \
                 chmod 644 locked.json; exit $s"
            );
            let error = scene.refused(&script);
            assert!(error.starts_with("cannot save "), "{script}: {error}");
            assert!(error.contains(&format!("`{place}`")), "{script}: {error}");
            assert!(error.contains(said) && !error.contains(".tmp"), "{script}: {error}");
        }
    }
}

#[test]
fn a_file_that_cannot_be_written_to_its_end_does_not_cost_the_report() {
    let scene = Scene::new();
    let printed = scene.run("$nc $avoid --json").out;
    // The limit counts blocks of 512 bytes; the program is not ended by the signal for it.
    let run = scene.run("ulimit -f 1; $nc $avoid -o report.json | cat");
    assert_eq!(run.out, printed);
    assert!(
        run.err.starts_with("error: cannot save the report in `report.json`: File too large"),
        "{run:?}"
    );
    assert!(!scene.path("report.json").exists());
    let run = scene.run("ulimit -f 0; $nc $avoid --save mine.json | cat");
    assert!(run.out.starts_with("AVOID"), "{run:?}");
    assert!(
        run.err.starts_with("error: cannot save the answers in `mine.json`: File too large"),
        "{run:?}"
    );
    assert_eq!(scene.names(), ["ear.toml", "few.jsonl", "me.json"]);
    // The exit status is that of a failure.
    let run = scene.run("ulimit -f 0; $nc $avoid --save mine.json > /dev/null");
    assert_eq!((run.status, run.err.lines().count()), (2, 1), "{run:?}");
}

#[test]
fn a_full_disk_costs_no_reports() {
    let scene = Scene::new();
    scene.write("many.jsonl", &records(5_000));
    let reports = scene.run("$nc batch many.jsonl").out;
    let names = scene.names();
    let run = scene.run("ulimit -f 16; $nc batch many.jsonl -o out.jsonl | cat");
    assert!(run.out == reports, "all of them, once: {}", run.out.len());
    assert_eq!(
        run.err,
        "error: cannot save the reports in `out.jsonl`: File too large (os error 27); they are on \
         standard output instead\n"
    );
    assert_eq!(scene.names(), names);
    // Where standard output is full as well, that is said, too.
    let run =
        scene.run("ulimit -f 16; $nc batch many.jsonl -o out.jsonl --summary sum.json > full");
    assert_eq!((run.status, run.out.as_str()), (2, ""), "{run:?}");
    assert!(run.err.contains("cannot write the reports: File too large"), "{run:?}");
    assert!(run.err.contains("no summary was written, as the reports were not"), "{run:?}");
    scene.write("table.csv", "age,place\n30,studio\n");
    let run = scene.run("ulimit -f 0; $nc columns table.csv -o draft.toml | cat");
    assert_eq!(run.out, scene.run("$nc columns table.csv").out);
    assert!(run.err.contains("error: cannot save the draft in `draft.toml`: File too"), "{run:?}");
}

#[test]
fn a_summary_is_there_if_the_reports_are() {
    let scene = Scene::new();
    let run = scene.run("$nc batch --summary sum.json -o out.jsonl few.jsonl - < /");
    assert_eq!((run.status, run.out.as_str()), (2, ""), "{run:?}");
    assert_eq!(scene.names(), ["ear.toml", "few.jsonl", "me.json"]);
    let run = scene.run("$nc batch --summary sum.json few.jsonl - < /");
    assert_eq!((run.status, run.out.lines().count()), (2, 4), "{run:?}");
    assert!(scene.read("sum.json").contains("\"records\":4,"), "{}", scene.read("sum.json"));
}

/// As somebody with a container that is given a single file.
#[cfg(target_os = "linux")]
#[test]
fn a_file_that_is_mounted_alone_is_refused_at_once() {
    let scene = Scene::new();
    scene.write("out.jsonl", "before\n");
    let bind = "mount --bind out.jsonl out.jsonl";
    if !has("unshare") || scene.run(&format!("unshare -m sh -c '{bind}'")).status != 0 {
        super::say("nothing can be mounted here: that is not tested");
        return;
    }
    for command in ["$nc batch -o out.jsonl few.jsonl", "$nc $avoid -q --format text -o out.jsonl"]
    {
        let error = scene.refused(&format!("unshare -m sh -c '{bind}; {command}'"));
        assert!(error.ends_with("`out.jsonl`: it is a mount of its own, which cannot be replaced; mount its folder instead"), "{error}");
    }
    // Mounted only while the reports are made, they are not lost.
    let reports = scene.run("$nc batch few.jsonl").out;
    let run = scene.run(&format!(
        "unshare -m sh -c '{{ sed 1q few.jsonl; sleep 0.5; {bind}; sed 1d few.jsonl; }} | \
         $nc batch -o out.jsonl'"
    ));
    assert_eq!((run.status, &run.out), (2, &reports), "{run:?}");
    assert!(run.err.contains("`out.jsonl`: Device or resource busy"), "{run:?}");
    assert_eq!(scene.read("out.jsonl"), "before\n");
}

#[cfg(target_os = "linux")]
#[test]
fn what_only_the_end_tells_does_not_cost_the_reports() {
    let scene = Scene::new();
    let reports = scene.run("$nc batch few.jsonl").out;
    // The folder goes while the reports are made.
    let run = scene.run(
        "mkdir gone; { sed 1q few.jsonl; sleep 0.3; rmdir gone; sed 1d few.jsonl; } | \
         $nc batch -o gone/out.jsonl --summary sum.json",
    );
    assert_eq!((run.status, &run.out), (2, &reports), "{run:?}");
    assert_eq!(
        run.err,
        "error: cannot save the reports in `gone/out.jsonl`: No such file or directory (os error \
         2); they are on standard output instead\n"
    );
    assert!(scene.read("sum.json").contains("\"records\":4,"));
}
