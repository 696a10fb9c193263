//! Tests in words: in a sentence for people, and as the rule file writes them.

use jiff::civil::Date;

use super::{Bound, Condition, Kind, OptionId, Question, Range, Rulebook, Test, Wants};
use crate::text::list::join;

impl Test {
    /// The test as the rest of a sentence that starts with "when".
    pub(crate) fn in_sentence(&self, rulebook: &Rulebook) -> String {
        let question = &rulebook[self.question];
        let name = name(rulebook, question);
        match &self.wants {
            Wants::OneOf(options) if is_yes_no(question) => {
                format!("{name} is answered {}", join(ids(question, options), "or"))
            }
            Wants::OneOf(options) => {
                let labels = options.iter().map(|id| quoted(&question.options()[id.index()].label));
                format!("{name} is answered {}", join(labels, "or"))
            }
            Wants::Range(range) => format!("{name} is {}", range.in_sentence(question)),
            Wants::Within(wait) => format!("{name} was last less than {wait} ago"),
        }
    }

    /// The answers that pass the test, for a treatment on the day `on`.
    pub(crate) fn accepted_answers(&self, rulebook: &Rulebook, on: Date) -> String {
        let question = &rulebook[self.question];
        match &self.wants {
            Wants::OneOf(options) => join(ids(question, options), "or"),
            Wants::Range(range) => range.in_sentence(question),
            Wants::Within(wait) => format!("a day from {} on", wait.first_covering(on)),
        }
    }

    /// The test on one line, in the words of the rule file.
    pub(crate) fn as_written(&self, rulebook: &Rulebook) -> String {
        let question = &rulebook[self.question];
        let id = &question.id;
        match &self.wants {
            Wants::OneOf(options) if is_yes_no(question) => {
                format!("{id} = {}", options.contains(&OptionId::YES))
            }
            Wants::OneOf(options) => format!("{id} = {}", ids(question, options).join("|")),
            Wants::Range(range) => {
                let bounds = range.bounds(["over", "at_least"], ["under", "at_most"]);
                format!("{id} {}", bounds.join(" "))
            }
            Wants::Within(wait) => format!("{id} within {wait}"),
        }
    }
}

impl Condition {
    /// The condition on one line, in the words of the rule file.
    pub(crate) fn as_written(&self, rulebook: &Rulebook) -> String {
        let part = |part: &Self| match part {
            Self::Test(test) => test.as_written(rulebook),
            Self::All(_) | Self::Any(_) => format!("({})", part.as_written(rulebook)),
        };
        match self {
            Self::Test(test) => test.as_written(rulebook),
            Self::All(parts) => parts.iter().map(part).collect::<Vec<_>>().join(" and "),
            Self::Any(parts) => parts.iter().map(part).collect::<Vec<_>>().join(" or "),
        }
    }
}

impl Range {
    /// `more than 0.3 mm`, `at least 1 and less than 2`.
    fn in_sentence(&self, question: &Question) -> String {
        let bounds = join(self.bounds(["more than", "at least"], ["less than", "at most"]), "and");
        match &question.kind {
            Kind::Number { unit: Some(unit), .. } => format!("{bounds} {unit}"),
            _ => bounds,
        }
    }

    /// Its bounds, each after the word for an exclusive one or that for an inclusive one.
    fn bounds(&self, lower: [&str; 2], upper: [&str; 2]) -> Vec<String> {
        let worded = |(bound, words): (Option<Bound>, [&str; 2])| {
            bound.map(|Bound { at, inclusive }| format!("{} {at}", words[usize::from(inclusive)]))
        };
        [(self.lower, lower), (self.upper, upper)].into_iter().filter_map(worded).collect()
    }
}

fn is_yes_no(question: &Question) -> bool {
    matches!(question.kind, Kind::YesNo)
}

fn ids(question: &Question, options: &[OptionId]) -> Vec<String> {
    options.iter().map(|id| question.options()[id.index()].id.clone()).collect()
}

/// The question in quotes, without the mark at its end unless that is a question mark; with its
/// id where another question has the same words, as lists with different headings may.
fn name(rulebook: &Rulebook, question: &Question) -> String {
    let name = quoted(question.ask.trim_end_matches([':', '.']));
    let shared = rulebook.questions().iter().filter(|other| other.ask == question.ask).count() > 1;
    if shared { format!("{name} ({})", question.id) } else { name }
}

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}
