//! The day that counts as today: by the clock, in the local time zone. Other systems than Unix have no
//! zones in files, and jiff asks them.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use needlecheck::cli::Environment;
use serde_json::Value;
use tempfile::TempDir;

use super::support::{Run, Setting, binary, needlecheck_in};
use super::{EAR, refused};

/// Two in the night in London and four in the afternoon, on the island of Kiritimati, of the same
/// day; in New York it is the evening before.
const NIGHT: &str = "2026-11-22T02:00Z";
/// Noon in London; on Kiritimati two in the night of the day after.
const NOON: &str = "2026-11-22T12:00Z";

/// What the system says of the time and of the time zone.
#[derive(Clone, Default)]
struct System {
    now: &'static str,
    tz: Option<std::ffi::OsString>,
    tzdir: Option<PathBuf>,
    localtime: PathBuf,
}

impl System {
    fn with_tz(tz: &str) -> Self {
        Self { now: NOON, tz: Some(tz.into()), ..Self::default() }
    }

    fn run(&self, args: &[&str], input: &str, terminal: Option<u16>) -> Run {
        let setting = Setting {
            environment: Environment {
                tz: self.tz.clone(),
                tzdir: self.tzdir.as_ref().map(|folder| folder.clone().into_os_string()),
                no_color: true,
                ..Environment::default()
            },
            input: input.into(),
            input_is_terminal: terminal.is_some(),
            terminal,
            now: Some(self.now.parse::<Timestamp>().unwrap()),
            localtime: Some(self.localtime.clone()),
            ..Setting::default()
        };
        let (command, rest) = match args {
            ["rules", command, rest @ ..] => (vec!["rules", *command], rest),
            [command @ ("batch" | "explain"), rest @ ..] => (vec![*command], rest),
            _ => (vec![], args),
        };
        let args = [command, vec!["--rules", EAR], rest.to_vec()].concat();
        needlecheck_in(&setting, args)
    }

    /// The treatment date of somebody who names none, and what standard error says.
    fn today(&self) -> (String, String) {
        let run = self.run(&["--json", "--age", "30"], "", None);
        let report: Value = serde_json::from_str(&run.out).unwrap_or_else(|_| panic!("{run:?}"));
        (report["on"].as_str().unwrap().to_owned(), run.err)
    }
}

/// A file of the time zone database for a place that is always fourteen hours ahead of UTC:
/// RFC 9636.
fn ahead() -> Vec<u8> {
    let block = |time: [u8; 4]| {
        let counts = [0, 0, 0, 0, 1, 4].map(u32::to_be_bytes).concat();
        [b"TZif2", &[0; 15][..], &counts, &time, b"\0\0+14\0"].concat()
    };
    let block = block((14 * 60 * 60_u32).to_be_bytes());
    [&block[..], &block, b"\n<+14>-14\n"].concat()
}

/// A folder like a time zone database, in which only `Area/Ahead` and `Area/Text` are.
fn zones() -> TempDir {
    let folder = TempDir::new().unwrap();
    std::fs::create_dir(folder.path().join("Area")).unwrap();
    std::fs::write(folder.path().join("Area/Ahead"), ahead()).unwrap();
    std::fs::write(folder.path().join("Area/Text"), "no time zone").unwrap();
    folder
}

fn said_to_be_unknown(why: &str) -> String {
    format!(
        "Note: {why}; today is taken as 2026-11-22, the day in UTC. If it is another \
         day, give it with --on.\n"
    )
}

#[test]
fn tz_is_understood_in_every_form_that_it_can_have() {
    let zones = zones();
    let path = zones.path().join("Area/Ahead");
    let path = path.to_str().unwrap();
    for (tz, at_night, at_noon) in [
        ("", "2026-11-22", "2026-11-22"),
        (":", "2026-11-22", "2026-11-22"),
        ("UTC", "2026-11-22", "2026-11-22"),
        ("utc", "2026-11-22", "2026-11-22"),
        ("Etc/UTC", "2026-11-22", "2026-11-22"),
        ("UTC0", "2026-11-22", "2026-11-22"),
        ("EST5EDT,M3.2.0,M11.1.0", "2026-11-21", "2026-11-22"),
        ("<-05>5", "2026-11-21", "2026-11-22"),
        ("NZST-12NZDT,M9.5.0,M4.1.0/3", "2026-11-22", "2026-11-23"),
        ("<+14>-14", "2026-11-22", "2026-11-23"),
        ("Area/Ahead", "2026-11-22", "2026-11-23"),
        (":Area/Ahead", "2026-11-22", "2026-11-23"),
        ("area/AHEAD", "2026-11-22", "2026-11-23"),
        (path, "2026-11-22", "2026-11-23"),
        (&format!(":{path}"), "2026-11-22", "2026-11-23"),
    ] {
        for (now, day) in [(NIGHT, at_night), (NOON, at_noon)] {
            let tzdir = Some(zones.path().to_owned());
            let system = System { now, tzdir, ..System::with_tz(tz) };
            assert_eq!(system.today(), (day.to_owned(), String::new()), "{tz} at {now}");
        }
    }
}

#[test]
fn without_tz_the_day_is_that_of_the_system() {
    let folder = zones();
    let system = |localtime: &str| {
        let localtime = folder.path().join(localtime);
        System { now: NOON, localtime, ..System::default() }
    };
    assert_eq!(system("Area/Ahead").today(), ("2026-11-23".to_owned(), String::new()));
    std::os::unix::fs::symlink("Area/Ahead", folder.path().join("localtime")).unwrap();
    std::os::unix::fs::symlink("nowhere", folder.path().join("broken")).unwrap();
    assert_eq!(system("localtime").today(), ("2026-11-23".to_owned(), String::new()));
    for none in ["missing", "broken", "Area", "Area/Text", "Area/Text/no"] {
        let note = said_to_be_unknown("no time zone is known, neither from TZ nor from the system");
        assert_eq!(system(none).today(), ("2026-11-22".to_owned(), note), "{none}");
    }
}

#[test]
fn a_time_zone_that_is_not_known_is_said_and_never_silently_utc() {
    let zones = zones();
    let text = zones.path().join("Area/Text");
    for (tz, shown) in [
        ("Americ/New_York", "Americ/New_York"),
        ("EST5EDT4,", "EST5EDT4,"),
        ("Area", "Area"),
        ("Area/Text", "Area/Text"),
        ("Area/Ahead ", "Area/Ahead "),
        (" ", " "),
        (text.to_str().unwrap(), text.to_str().unwrap()),
        ("/dev/zero", "/dev/zero"),
        ("/dev/stdin", "/dev/stdin"),
        ("Etc/Unknown", "Etc/Unknown"),
        ("<-00>0", "<-00>0"),
        ("a\u{1b}[31m\nb\u{202e}", r"a\u{1b}[31m\nb\u{202e}"),
    ] {
        let system = System { tzdir: Some(zones.path().to_owned()), ..System::with_tz(tz) };
        let note = said_to_be_unknown(&format!("the time zone `{shown}` is not known"));
        assert_eq!(system.today(), ("2026-11-22".to_owned(), note), "{tz}");
    }
    let tz = Some(std::os::unix::ffi::OsStringExt::from_vec(b"Caf\xe9".to_vec()));
    let note = said_to_be_unknown("the time zone `Caf\u{fffd}` is not known");
    assert_eq!(System { tz, ..System::with_tz("") }.today().1, note);
}

#[test]
fn every_command_says_it_once_and_only_where_today_counts() {
    let system = System::with_tz("Nowhere");
    let note = said_to_be_unknown("the time zone `Nowhere` is not known");
    let given = r#"{"age": 30}"#;
    let dated = r#"{"age": 30, "on": "2026-11-23", "last_piercing": "3 weeks ago"}"#;
    for (args, input, terminal, times) in [
        (&["--age", "30"][..], "", None, 1),
        (&["--age", "30", "--quiet", "--last-piercing", "3 weeks ago"], "", None, 1),
        (&["--answers", "-"], given, None, 1),
        (&["explain", "--age", "30"], "", None, 1),
        (&["batch"], given, None, 1),
        (&["batch", "--quiet", "--threads", "2"], given, None, 1),
        (&[], "", Some(80), 1),
        (&["--age", "30", "--on", "2026-11-23"], "", None, 0),
        (&["--answers", "-"], dated, None, 0),
        (&["explain", "--age", "30", "--on", "2026-11-23"], "", None, 0),
        (&["batch", "--on", "2026-11-23"], given, None, 0),
        (&["--on", "2026-11-23"], "", Some(80), 0),
        (&["rules", "check"], "", None, 0),
    ] {
        let run = system.run(args, input, terminal);
        assert_eq!(run.err.matches(&note).count(), times, "{args:?}: {run:?}");
        assert_eq!(run.err.matches("time zone").count(), times, "{args:?}: {run:?}");
        assert!(!run.out.contains("time zone"), "{args:?}: {run:?}");
    }
}

#[test]
fn a_clock_outside_the_years_of_treatment_dates_screens_nobody() {
    let at = |now| System { now, ..System::with_tz("UTC") };
    for (now, day) in [
        ("2500-01-01T12:00Z", "2500-01-01"),
        ("2200-01-01T00:00Z", "2200-01-01"),
        ("1899-12-31T23:59Z", "1899-12-31"),
    ] {
        let wrong =
            format!("the clock of this computer is wrong: {day} is outside the years 1900 to 2199");
        let help = "\n  Set it right, or give the day with --on";
        for (args, terminal) in [
            (&["--age", "30"][..], None),
            (&["--answers", "-"], None),
            (&["explain", "--age", "30"], None),
            (&["batch"], None),
            (&[], Some(80)),
        ] {
            let run = at(now).run(args, "{}", terminal);
            assert_eq!(refused(&run), format!("error: {wrong}{help}"), "{args:?}");
            // With the day given, the clock plays no part.
            let run = at(now).run(&[args, &["--on", "2026-11-22"]].concat(), "{}", terminal);
            assert!(!run.err.contains("clock"), "{args:?}: {run:?}");
        }
        let check = at(now).run(&["rules", "check"], "", None);
        assert_eq!(refused(&check), format!("error: {wrong}"));
    }
    for (now, day) in [("1900-01-01T00:00Z", "1900-01-01"), ("2199-12-31T23:59Z", "2199-12-31")] {
        assert_eq!(at(now).today(), (day.to_owned(), String::new()));
        assert_eq!(at(now).run(&["rules", "check", "--quiet"], "", None).status, 0);
    }
}

#[test]
fn the_clock_is_held_to_its_years_in_the_local_time_zone() {
    let ahead = System { now: "2199-12-31T12:00Z", ..System::with_tz("<+14>-14") };
    let error = refused(&ahead.run(&["--age", "30"], "", None)).to_owned();
    assert!(error.contains("2200-01-01 is outside"), "{error}");
    let behind = System { now: "2200-01-01T02:00Z", ..System::with_tz("<-05>5") };
    assert_eq!(behind.today(), ("2199-12-31".to_owned(), String::new()));
}

#[test]
fn the_program_itself_reads_its_environment() {
    let zones = zones();
    let screened = |tz: &str, tzdir: &Path| {
        let mut command = binary();
        command.env("TZ", tz).env("TZDIR", tzdir).args(["--rules", EAR, "--json", "--age", "30"]);
        let run = command.output().unwrap();
        let report: Value = serde_json::from_slice(&run.stdout).unwrap();
        assert!(report["on"].is_string());
        String::from_utf8(run.stderr).unwrap()
    };
    assert_eq!(screened("Area/Ahead", zones.path()), "");
    assert_eq!(screened("", zones.path()), "");
    let unknown = screened("Area/Ahead", &zones.path().join("Area"));
    assert!(unknown.starts_with("Note: the time zone `Area/Ahead` is not known; "), "{unknown}");
}
