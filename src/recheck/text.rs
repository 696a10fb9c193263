//! A recheck as text for a person: a line if all is the same, a few otherwise.

use super::differences::{Because, Difference, Differences, Levels, Subject};
use super::{LostAnswer, Place, Recheck, Refusal, RulebookRef};
use crate::answers::RecordId;
use crate::layout::{Page, Printer};
use crate::report::verdict_word;
use crate::screening::Verdict;
use crate::text::list::join;
use crate::text::word::Word as _;
use crate::text::{escape, long_date};

/// The length of the beginning of a SHA-256 that is shown.
const SHORT_HASH: usize = 12;

/// How many of the findings or questions with one cause are named.
const MOST_SHOWN: usize = 8;

impl Recheck {
    /// The recheck as text, laid out for `page`: a line if all is the same, a few otherwise.
    #[must_use]
    pub fn to_text(&self, place: &Place<'_>, page: Page) -> String {
        let mut printer = Printer::new(page);
        let mut head = format!("{}: {}", name(self.id.as_ref(), place), self.verdicts(page));
        if self.is_same() {
            head.push(' ');
            head.push_str(&self.basis());
        }
        printer.hanging("", "  ", &head);
        let mut line = |text: &str| printer.hanging("  ", "    ", text);
        if !self.lost.is_empty() {
            let lost = join(self.lost.iter().map(lost_answer), "and");
            let says = if self.lost.len() == 1 { "The answer" } else { "The answers" };
            line(&format!(
                "{says} {lost} can no longer be used: ask again. Until then it is at best incomplete."
            ));
        }
        let is_earlier = self.after.on < self.before.on;
        for because in Because::ALL.iter().map(|(because, _)| *because) {
            let why = why(because, is_earlier);
            let Differences { gone, new, changed } = &self.findings;
            for (what, list) in [("Gone", gone), ("New", new), ("Another level", changed)] {
                list_those(because, list, &mut |items| line(&format!("{what}, {why}: {items}.")));
            }
            let Differences { gone, new, changed } = &self.open;
            let open =
                [("No longer open", gone), ("Open now", new), ("Open, at another level", changed)];
            for (what, list) in open {
                list_those(because, list, &mut |items| line(&format!("{what}, {why}: {items}.")));
            }
        }
        if !self.is_same() {
            line(&self.basis());
        }
        match self.newly_assumed.len() {
            0 => {}
            1 => line("1 question is new to it: the usual answer is taken for granted."),
            n => line(&format!(
                "{n} questions are new to it: the usual answers are taken for granted."
            )),
        }
        if is_earlier {
            line("The treatment date is before that of the report.");
        }
        if let Some(end) = self.valid_until.filter(|_| self.expired) {
            line(&format!(
                "The report ran out on {}: ask all questions again. Until then it is at best \
                 incomplete.",
                long_date(end)
            ));
        }
        printer.finish()
    }

    /// What the verdict was and is.
    fn verdicts(&self, page: Page) -> String {
        let word = |verdict| verdict_word(verdict, page);
        let (before, after) = (&self.before, &self.after);
        let at_worst = if after.verdict == Verdict::Level(after.at_worst) {
            String::new()
        } else {
            format!(", at worst {}", after.at_worst)
        };
        if self.is_same() {
            format!("{}{at_worst}, the same.", word(after.verdict))
        } else if before.verdict == after.verdict {
            format!("{}{at_worst}, as before, but not all is the same.", word(after.verdict))
        } else {
            format!("{} before, {} now{at_worst}.", word(before.verdict), word(after.verdict))
        }
    }

    /// The days and the rulebooks.
    fn basis(&self) -> String {
        let (before, after) = (&self.before, &self.after);
        let days = if before.on == after.on {
            format!("For {}, as before", long_date(after.on))
        } else {
            format!("For {}, before for {}", long_date(after.on), long_date(before.on))
        };
        let (old, new) = (&before.rulebook, &after.rulebook);
        let version = |rulebook: &RulebookRef| {
            let version = escape::line(&rulebook.version).into_owned();
            if old.version == new.version {
                let hash: String = rulebook.sha256.chars().take(SHORT_HASH).collect();
                format!("{version} ({})", escape::line(&hash))
            } else {
                version
            }
        };
        if old.sha256 == new.sha256 {
            format!("{days}; by the same rulebook.")
        } else {
            format!("{days}; by {} {}, before by {}.", new.id, version(new), version(old))
        }
    }
}

impl Refusal {
    /// The refusal as text, in the place of a recheck.
    #[must_use]
    pub fn to_text(&self, place: &Place<'_>, page: Page) -> String {
        let mut printer = Printer::new(page);
        let text = format!("{}: not rechecked: {self}", name(self.id.as_ref(), place));
        for (at, line) in text.split('\n').enumerate() {
            let indent = if at == 0 { "" } else { "  " };
            printer.hanging(indent, "  ", &escape::line(line.trim()));
        }
        printer.finish()
    }
}

/// What stands for a report: its id, or else its place.
fn name(id: Option<&RecordId>, place: &Place<'_>) -> String {
    let line = format!("line {}", place.line);
    match (id, place.name) {
        (Some(id), _) if !id.to_string().trim().is_empty() => {
            escape::line(&id.to_string()).into_owned()
        }
        (_, None) => line,
        (_, Some(file)) if place.line == 1 => escape::line(file).into_owned(),
        (_, Some(file)) => format!("{}, {line}", escape::line(file)),
    }
}

fn lost_answer(lost: &LostAnswer) -> String {
    let written = lost.answer.get();
    let answer = match written {
        "true" => "yes".to_owned(),
        "false" => "no".to_owned(),
        _ => serde_json::from_str(written).unwrap_or_else(|_| written.to_owned()),
    };
    format!("{} to {}", escape::quoted(&answer), escape::quoted(&lost.question))
}

fn why(because: Because, is_earlier: bool) -> &'static str {
    match because {
        Because::AnswerGone => "as an answer is gone",
        Because::NewQuestion => "as a question is new to it",
        Because::RuleChanged => "as the rulebook has changed",
        Because::Time if is_earlier => "as the day is earlier",
        Because::Time => "as time has passed",
    }
}

/// Calls `write` with the entries that have this cause, if there are any.
fn list_those(because: Because, list: &[Difference], write: &mut dyn FnMut(&str)) {
    let mut those: Vec<_> =
        list.iter().filter(|entry| entry.because == because).map(difference).collect();
    if those.len() > MOST_SHOWN + 1 {
        let others = those.len() - MOST_SHOWN;
        those.truncate(MOST_SHOWN);
        those.push(format!("and {others} others"));
    }
    if !those.is_empty() {
        write(&those.join("; "));
    }
}

fn difference(difference: &Difference) -> String {
    let title = match &difference.subject {
        Subject::Rule { title, .. } => title,
        Subject::Question { question, ask } => ask.as_ref().unwrap_or(question),
    };
    let levels = match difference.levels {
        Levels::One { level } => level.to_string(),
        Levels::Two { before, after } => format!("{before}, now {after}"),
    };
    format!("{} ({levels})", escape::line(title))
}
