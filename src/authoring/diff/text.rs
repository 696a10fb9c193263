//! A comparison as text.

use super::{Comparison, Direction, Effect, Example, Given, How, NotCompared, Part, Subject};
use crate::layout::{Page, Printer};
use crate::rulebook::Rulebook;
use crate::text::list::count;
use crate::text::{escape, long_date};

impl Direction {
    /// `better` or `worse`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Better => "better",
            Self::Worse => "worse",
        }
    }
}

impl Comparison<'_> {
    /// The comparison as text: what it does to people first, then what changed.
    #[must_use]
    pub fn to_text(&self, page: Page) -> String {
        let mut printer = Printer::new(page);
        printer.title(&escape::line(&self.title_line()));
        for direction in [Direction::Better, Direction::Worse] {
            printer.spaced_heading(&self.heading(direction));
            for effect in self.going(direction) {
                let subject = self.named(&effect.subject, direction);
                let text = format!("{subject}: {}", verdicts(&effect.example));
                printer.paragraph("- ", &escape::line(&text));
                printer.paragraph("  ", &escape::line(&said(effect)));
            }
        }
        for (heading, items) in self.other_lists() {
            printer.spaced_heading(heading);
            for item in items {
                printer.paragraph("- ", &escape::line(&item));
            }
        }
        printer.gap();
        printer.paragraph("", &escape::line(&self.note()));
        printer.finish()
    }

    /// What the examples leave unsaid.
    pub(super) fn note(&self) -> String {
        let usual = self
            .usual
            .iter()
            .filter_map(|given| Some(format!("{} = {}", given.question, given.answer.as_ref()?)));
        let usual: Vec<String> = usual.collect();
        if usual.is_empty() {
            return "In each example all other questions are unanswered.".to_owned();
        }
        format!(
            "In each example all other questions are unanswered, but for these, unless it says \
             otherwise: {}.",
            usual.join(", ")
        )
    }

    /// Which rulebooks these are.
    pub(super) fn title_line(&self) -> String {
        let named = |book: &Rulebook| format!("{} {}", book.head().id, book.head().version);
        format!("From {} to {}", named(self.old), named(self.new))
    }

    pub(super) fn heading(&self, direction: Direction) -> String {
        let effects = self.going(direction).count();
        let word = direction.word();
        if effects == 0 && !self.undecided.iter().any(|(_, of)| *of == direction) {
            format!("No verdict gets {word}")
        } else {
            format!("Verdicts get {word}: {}", count(effects, "way", "ways"))
        }
    }

    pub(super) fn named(&self, subject: &Subject, direction: Direction) -> String {
        let title = self.title(subject, direction);
        let title = title.trim_end_matches([':', '.']);
        match subject {
            Subject::Rule(id) => format!("{title} ({id})"),
            Subject::Question(id) => format!("\"{title}\" ({id}) is open"),
            Subject::Answer(id, answer) => {
                format!("\"{title}\" ({id}) can no longer be answered {answer}")
            }
        }
    }

    /// What was not decided, what was not compared, and what changed: each heading with its list.
    pub(super) fn other_lists(&self) -> Vec<(&'static str, Vec<String>)> {
        let mut lists = Vec::new();
        let undecided = self.undecided.iter().map(|(subject, direction)| {
            format!("{}: {}", self.named(subject, *direction), direction.word())
        });
        lists.push(("Not decided within the budget of steps", undecided.collect()));
        lists.push(("Not compared", self.not_compared.iter().map(not_compared).collect()));
        for (part, heading) in Part::ALL {
            let changes = self.changes.iter().filter(|change| change.part == part);
            let mut lines = Vec::new();
            for change in changes {
                let title = change.title.trim_end_matches([':', '.']);
                let name = match part {
                    Part::Rulebook | Part::Aftercare => title.to_owned(),
                    _ => format!("{title} ({})", change.id),
                };
                match &change.how {
                    How::Came => lines.push(format!("New: {name}")),
                    How::Went => lines.push(format!("Gone: {name}")),
                    How::Changed(facts) => lines.extend(facts.iter().map(|fact| {
                        let text = |text: &Option<String>| {
                            text.clone().unwrap_or_else(|| "nothing".to_owned())
                        };
                        let (before, after) = (text(&fact.before), text(&fact.after));
                        format!("{name}, {}: {before} -> {after}", fact.what)
                    })),
                }
            }
            lists.push((heading, lines));
        }
        lists.retain(|(_, items)| !items.is_empty());
        lists
    }
}

fn not_compared(item: &NotCompared) -> String {
    let NotCompared { question, ask, is_new, answers } = item;
    let ask = ask.trim_end_matches([':', '.']);
    let which = if *is_new { "only the new rulebook" } else { "only the old rulebook" };
    match answers {
        None => format!("\"{ask}\" ({question}): {which} asks this, or in this way"),
        Some(answers) => format!("\"{ask}\" ({question}): {which} accepts {answers}"),
    }
}

pub(super) fn verdicts(example: &Example) -> String {
    format!("{} -> {}", example.old, example.new)
}

/// The answers that matter in an example.
pub(super) fn said(effect: &Effect) -> String {
    let given = effect.example.given.iter().filter(|given| !given.is_usual);
    let mut words: Vec<String> = given.clone().map(|given| given.words.clone()).collect();
    if given.clone().any(Given::is_a_day) {
        words.push(format!("treatment on {}", long_date(effect.example.on)));
    }
    if words.is_empty() {
        return "as usual".to_owned();
    }
    words.join("; ")
}
