//! The manual pages: one for each command, whole, and without a warning from what reads them.

use std::collections::BTreeSet;
use std::io::{self, Write as _};
use std::process::{Command, Stdio};

use super::support::needlecheck;
use super::{EAR, refused};

/// The rulebook whose texts would act on a page if they were not escaped.
const HOSTILE: &str = "tests/rulebooks/hostile.toml";

/// A page, as it is printed.
fn page(args: &[&str]) -> String {
    let run = needlecheck(["man"].iter().chain(args));
    assert_eq!((run.status, run.err.as_str()), (0, ""), "{args:?}");
    run.out
}

/// Without what marks fonts and hyphens.
fn plain(page: &str) -> String {
    page.replace("\\fB", "").replace("\\fI", "").replace("\\fR", "").replace("\\-", "-")
}

/// The commands whose pages a page refers to.
fn named(page: &str) -> BTreeSet<String> {
    let page = plain(page);
    let before = page.match_indices("(1)").map(|(at, _)| &page[..at]);
    before.map(|text| text.rsplit([' ', '\n']).next().unwrap().to_owned()).collect()
}

/// Every page, found by following what the pages refer to.
fn pages() -> Vec<(String, String)> {
    let mut found = vec![("needlecheck".to_owned(), page(&[]))];
    let mut at = 0;
    while at < found.len() {
        for name in named(&found[at].1) {
            if found.iter().all(|(known, _)| *known != name) {
                let page = page(&[&name]);
                found.push((name, page));
            }
        }
        at += 1;
    }
    found
}

#[test]
fn every_command_has_a_page_and_every_page_that_is_named_exists() {
    let pages = pages();
    let names: Vec<_> = pages.iter().map(|(name, _)| name.as_str()).collect();
    for command in [
        "questions",
        "explain",
        "batch",
        "columns",
        "rules",
        "schema",
        "completions",
        "man",
        "help",
        "rules-new",
        "rules-check",
        "rules-test",
        "rules-verify",
        "rules-diff",
        "rules-show",
        "rules-chart",
    ] {
        assert!(names.contains(&format!("needlecheck-{command}").as_str()), "{command}: {names:?}");
        let words: Vec<_> = command.split('-').collect();
        assert_eq!(page(&words), page(&[command]), "with a space or a hyphen");
    }
    assert_eq!(names.len(), 19, "{names:?}");
    for (name, page) in &pages {
        for section in ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXIT STATUS", "SEE ALSO"] {
            assert!(page.contains(&format!(".SH \"{section}\"\n")), "{section} in {name}");
        }
    }
}

#[test]
fn a_page_has_every_option_that_the_help_has() {
    for (name, page) in pages() {
        let page = plain(&page);
        let command: Vec<_> = name.split('-').skip(1).collect();
        let help = needlecheck(command.into_iter().chain(["--help"])).out;
        let explains = name == "needlecheck-explain";
        for line in help.lines().map(str::trim_start).filter(|line| line.starts_with('-')) {
            let flag = line.split(' ').find(|word| word.starts_with("--"));
            let Some(flag) = flag else { continue };
            assert!(page.contains(flag) || explains, "{flag} in {name}");
        }
        assert!(!explains || page.contains("lists the flag of each"));
    }
}

#[test]
fn the_date_is_that_of_the_rulebook() {
    assert!(page(&["--rules", EAR]).starts_with(".TH NEEDLECHECK 1 2026-"), "{}", page(&[]));
    let page = page(&["rules", "check", "--rules", HOSTILE]);
    assert!(page.starts_with(".TH NEEDLECHECK\\-RULES\\-CHECK 1 2026-03-01 "), "{page}");
}

#[test]
fn lines_stay_lines_and_lists_stay_lists() {
    let page = plain(&page(&["--rules", EAR]));
    assert!(page.contains(".IP \\(bu 2\nstall: At a market stall\n.IP \\(bu 2\nhome: "), "{page}");
    assert!(page.contains(".br\n[accepted: "), "{page}");
}

#[test]
fn a_wrong_name_leads_to_the_right_one() {
    for (wrong, right) in [
        (&["bach"][..], "batch"),
        (&["rules", "chek"], "rules check"),
        (&["rules-tests"], "rules test"),
    ] {
        let run = needlecheck(["man"].iter().chain(wrong));
        let error = refused(&run);
        assert!(error.contains("has no manual page"), "{error}");
        assert!(error.contains(&format!("did you mean `{right}`?")), "{error}");
    }
}

/// What is said by a program that reads manual pages; `None` if it is not on this machine.
fn said_by(reader: &[&str], page: &str) -> Option<String> {
    let child = Command::new(reader[0])
        .args(&reader[1..])
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let Ok(mut child) = child else {
        // The stream itself, as what macros print in a test that passes is not shown.
        let name = reader[0];
        let _ = writeln!(io::stderr(), "{name} is not on this machine: it reads NO manual page");
        return None;
    };
    let mut input = child.stdin.take().unwrap();
    let text = page.to_owned();
    let writer = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let output = child.wait_with_output().unwrap();
    let _ = writer.join();
    let lint = reader.contains(&"-Tlint");
    let out = if lint { String::from_utf8(output.stdout).unwrap() } else { String::new() };
    Some(out + &String::from_utf8(output.stderr).unwrap())
}

#[test]
fn what_reads_manual_pages_has_no_complaint() {
    let mut pages = pages();
    pages.push(("hostile".to_owned(), page(&["--rules", HOSTILE])));
    let long = "tests/rulebooks/microneedling-1.0.0.toml";
    pages.push(("long".to_owned(), page(&["--rules", long])));
    for reader in [&["mandoc", "-Tlint", "-Wstyle"][..], &["groff", "-ww", "-man", "-Tutf8"]] {
        for (name, page) in &pages {
            let Some(said) = said_by(reader, page) else { break };
            assert_eq!(said, "", "{name}");
        }
    }
}
