//! What somebody at a terminal sees of a batch: how far it is, and at the end what came out.

#![cfg(feature = "cli")]
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

mod support;

use std::io::Read as _;

use rexpect::process::PtyProcess;
use tempfile::TempDir;

const EAR: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/rulebooks/ear-piercing.toml");

/// Enough that it takes longer than the time between two drawings.
const RECORDS: usize = 4_000;

/// The folder of a run, with records in it, and all that a terminal was sent.
struct Seen {
    folder: TempDir,
    sent: String,
}

/// Runs this in a shell in a terminal, where `batch` is the command.
fn in_terminal(script: &str, environment: &[(&str, &str)]) -> Seen {
    let folder = TempDir::new().unwrap();
    let good = "{\"sore_ear\":false,\"place\":\"studio\",\"age\":30}\n";
    let avoid = "{\"sore_ear\":true,\"place\":\"home\",\"age\":30}\n";
    let records = format!("{good}{avoid}{{}}\nbad\n").repeat(RECORDS / 4);
    std::fs::write(folder.path().join("records"), records).unwrap();
    let batch = "batch() { \"$0\" batch --rules \"$EAR\" --on 2026-11-22 \"$@\"; }";
    let script = format!("stty cols 80 rows 24; {batch}; {script}");
    let mut command = support::shell();
    command
        .envs(environment.iter().copied())
        .env("EAR", EAR)
        .current_dir(folder.path())
        .args(["-c", &script])
        .arg(support::binary().get_program());
    let mut process = PtyProcess::new(command).unwrap();
    process.set_kill_timeout(None);
    let mut terminal = process.get_file_handle().unwrap();
    let (mut sent, mut bytes) = (Vec::new(), [0; 4096]);
    // On Linux the end of a terminal is an error, elsewhere no bytes.
    while let Ok(read @ 1..) = terminal.read(&mut bytes) {
        sent.extend_from_slice(&bytes[..read]);
    }
    Seen { folder, sent: String::from_utf8(sent).unwrap() }
}

impl Seen {
    /// What is on the screen at the end, on a terminal that knows how a line is cleared.
    fn screen(&self) -> String {
        let mut lines = vec![Vec::new()];
        let mut column = 0;
        let mut sent = self.sent.as_str();
        while let Some(c) = sent.chars().next() {
            sent = &sent[c.len_utf8()..];
            let line = lines.last_mut().unwrap();
            match c {
                '\r' => column = 0,
                '\n' => lines.push(Vec::new()),
                '\u{1b}' if sent.starts_with("[2K") => {
                    sent = &sent["[2K".len()..];
                    line.clear();
                }
                '\u{1b}' => {
                    // Nothing else but colours: a bar that fits on its line goes to no other.
                    let (colour, after) = sent.split_once('m').unwrap();
                    assert!(colour[1..].bytes().all(|byte| byte.is_ascii_digit()), "{colour:?}");
                    sent = after;
                }
                _ => {
                    line.resize(line.len().max(column + 1), ' ');
                    line[column] = c;
                    column += 1;
                }
            }
        }
        let lines = lines.iter().map(|line| line.iter().collect::<String>().trim_end().to_owned());
        lines.collect::<Vec<_>>().join("\n")
    }

    fn file(&self, name: &str) -> String {
        std::fs::read_to_string(self.folder.path().join(name)).unwrap()
    }

    /// That the screen shows what came out, and what could not be screened, and nothing else.
    fn assert_counts(&self) {
        let screen = self.screen();
        let lines: Vec<_> = screen.trim_end().lines().collect();
        let [counts, error] = lines[..] else { panic!("{screen}") };
        assert!(
            counts.starts_with("4,000 records in ") && counts.contains(" a second): "),
            "{screen}"
        );
        assert!(
            counts.ends_with(
                ": 1,000 suitable, 1,000 avoid, 1,000 incomplete and 1,000 not screened."
            ),
            "{screen}"
        );
        assert_eq!(error, "error: 1000 of 4000 records could not be screened");
    }

    fn draws(&self) -> bool {
        self.sent.contains("%, ") || self.sent.contains("so far")
    }
}

#[test]
fn a_bar_shows_how_far_it_is_and_is_gone_at_the_end() {
    let seen = in_terminal("batch records > reports", &[]);
    for part in ["[", "%, ", " KiB of ", " a second, ", " left"] {
        assert!(seen.sent.contains(part), "{part:?} in {}", seen.sent);
    }
    assert!(!seen.sent.contains(", , "), "it is whole from the first time on: {}", seen.sent);
    seen.assert_counts();
    assert_eq!(seen.file("reports").lines().count(), RECORDS);
}

#[test]
fn where_the_length_is_not_known_it_shows_how_much_there_was() {
    let seen = in_terminal("cat records | batch > reports", &[]);
    assert!(seen.sent.contains(" so far, ") && !seen.sent.contains("left"), "{}", seen.sent);
    seen.assert_counts();
}

#[test]
fn plain_terminals_are_told_at_the_end_only() {
    for environment in [("ACCESSIBLE", "1"), ("TERM", "dumb")] {
        let seen = in_terminal("batch records > reports", &[environment]);
        assert!(!seen.draws() && !seen.sent.contains('\u{1b}'), "{}", seen.sent);
        seen.assert_counts();
    }
}

#[test]
fn a_bar_does_not_run_into_reports_on_the_same_screen() {
    let seen = in_terminal("batch --brief records", &[("NO_COLOR", "1")]);
    assert!(!seen.draws(), "{}", seen.sent);
    assert_eq!(seen.sent.matches("\r\n{").count(), RECORDS - 1);
    assert!(seen.sent.contains("4,000 records in "));
}

#[test]
fn quiet_is_quiet() {
    let seen = in_terminal("batch --quiet records > reports", &[]);
    assert!(!seen.draws(), "{}", seen.sent);
    assert!(
        seen.screen().trim_end().ends_with("error: 1000 of 4000 records could not be screened")
    );
    assert!(!seen.sent.contains("records in"), "{}", seen.sent);
}

#[test]
fn a_pipe_gets_nothing_but_errors() {
    let seen = in_terminal("batch records > reports 2> errors", &[]);
    assert_eq!(seen.sent, "");
    assert_eq!(seen.file("errors"), "error: 1000 of 4000 records could not be screened\n");
    let seen = in_terminal("grep place records | batch > reports 2> errors", &[]);
    assert_eq!((seen.sent.as_str(), seen.file("errors").as_str()), ("", ""));
}
