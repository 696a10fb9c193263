//! How much a person has to read: no screen is long, and a healthy person meets few of them.

use needlecheck::interview::{Interview, Subject};
use needlecheck::{Answers, Rulebook};

use crate::support::{Setting, TODAY, needlecheck_in};

/// The most screens that a person with healthy skin meets before going to a clinic.
const SCREENS: usize = 17;
/// The most items of a checklist.
const ITEMS: usize = 9;
/// The most lines of a screen, with the line to type on, in a terminal of 60 columns.
const LINES: usize = 20;

#[test]
fn a_healthy_person_at_a_clinic_meets_few_screens() {
    let entries = entries(Rulebook::built_in(), 1, "0");
    assert!(entries.len() <= SCREENS, "{} screens", entries.len());
}

/// With every first option, every second and so on, and with everything ticked.
#[test]
fn no_screen_is_long() {
    let rulebook = Rulebook::built_in();
    let mut seen = 0;
    for option in 1..=4 {
        for ticks in ["0", "s 1-9", "s 1-5"] {
            let entries = entries(rulebook, option, ticks);
            let input = entries.iter().flat_map(|entry| [entry.as_str(), "\n"]).collect::<String>();
            let setting = Setting { built_in: true, ..Setting::typed(input, 60) };
            let shown = needlecheck_in(&setting, ["--color", "never"]).err;
            for screen in shown.split("\nQuestion ").skip(1) {
                let Some((screen, _)) = screen.split_once("\n> ") else { continue };
                let (lines, items) = (screen.lines().count() + 1, items(screen));
                assert!(lines <= LINES, "{lines} lines: {screen}");
                assert!(items <= ITEMS, "{items} items: {screen}");
                seen += 1;
            }
        }
    }
    assert!(seen > 100, "only {seen} screens were seen");
}

fn items(screen: &str) -> usize {
    let numbered = |line: &&str| {
        let number = line.trim_start().split(". ").next().unwrap_or_default();
        line.starts_with(' ') && number.parse::<usize>().is_ok()
    };
    screen.lines().filter(numbered).count()
}

/// What is entered at each prompt up to the review, by a person who ticks this in every checklist,
/// as far as it goes, and otherwise takes the option with this place, or the last one.
fn entries(rulebook: &Rulebook, option: usize, ticks: &str) -> Vec<String> {
    let mut interview = Interview::new(Answers::new(rulebook, TODAY));
    let mut entries = Vec::new();
    while let Some(prompt) = interview.prompt() {
        let entry = match &prompt.subject {
            Subject::Checklist { items, .. } => match ticks.split_once('-') {
                Some((from, to)) => {
                    format!("{from}-{}", items.len().min(to.parse().unwrap()))
                }
                None => ticks.to_owned(),
            },
            Subject::Single { options, .. } if !options.is_empty() => {
                option.min(options.len()).to_string()
            }
            Subject::Single { .. } => "s".to_owned(),
            Subject::Review { .. } => break,
        };
        interview.read(&entry).unwrap();
        entries.push(entry);
    }
    entries
}
