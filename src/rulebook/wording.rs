//! Values and tests in words: for people, in JSON, and as in the rule file.

use std::fmt;

use jiff::civil::Date;
use serde::{Serialize, Serializer};

use super::{
    Bound, Condition, Kind, Number, OptionId, PastDate, Question, Range, Rulebook, Test, Value,
    Wants,
};
use crate::text::list::join;
use crate::text::long_date;

impl Value {
    /// The value for people and for JSON; `question` is the one that it answers.
    pub(crate) fn shown(self, question: &Question) -> Shown<'_> {
        match self {
            Self::Choice(_) if is_yes_no(question) => Shown::YesNo(self == Self::YES),
            Self::Choice(option) => Shown::Word(question.options()[option.index()].id.as_str()),
            Self::Number(number) => Shown::Number(number),
            Self::Date(PastDate::Never) => Shown::Word("never"),
            Self::Date(PastDate::On(date)) => Shown::Date(date),
        }
    }

    /// The value for people: a number with its unit if there is one, a date in its long form.
    pub(crate) fn with_unit(self, question: &Question) -> String {
        match (self, &question.kind) {
            (_, Kind::Number { unit: Some(unit), .. }) => {
                format!("{} {unit}", self.shown(question))
            }
            (Self::Date(PastDate::On(date)), _) => long_date(date),
            _ => self.shown(question).to_string(),
        }
    }

    /// Like [`Value::with_unit`], but options are shown by their labels.
    pub(crate) fn labelled(self, question: &Question) -> String {
        match self {
            Self::Choice(option) => question.options()[option.index()].label.clone(),
            _ => self.with_unit(question),
        }
    }
}

/// A value with its question, for writing. The text can be read again as an answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Shown<'a> {
    YesNo(bool),
    Word(&'a str),
    Number(Number),
    Date(Date),
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::YesNo(yes) => f.write_str(if *yes { "yes" } else { "no" }),
            Self::Word(word) => f.write_str(word),
            Self::Number(number) => number.fmt(f),
            Self::Date(date) => date.fmt(f),
        }
    }
}

impl Serialize for Shown<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::YesNo(yes) => serializer.serialize_bool(*yes),
            Self::Word(word) => serializer.serialize_str(word),
            Self::Number(number) => number.serialize(serializer),
            Self::Date(date) => serializer.collect_str(date),
        }
    }
}

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

    /// The answers that satisfy the test, in words, for a treatment on the day `on`.
    pub(crate) fn accepted_answers(&self, rulebook: &Rulebook, on: Date) -> String {
        let question = &rulebook[self.question];
        match &self.wants {
            Wants::OneOf(options) => join(ids(question, options), "or"),
            Wants::Range(range) => range.in_sentence(question),
            Wants::Within(wait) => format!("a day from {} on", long_date(wait.first_covering(on))),
        }
    }

    /// The test on one line, in the syntax of rule files.
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
    /// The condition on one line, in the syntax of rule files.
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

    /// Its bounds, each after the word for an exclusive or an inclusive bound.
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

/// The question in quotes, without a full stop or colon at its end. Where another question has the
/// same wording, as in lists with different headings, its id follows.
fn name(rulebook: &Rulebook, question: &Question) -> String {
    let name = quoted(question.ask.trim_end_matches([':', '.']));
    let shared = rulebook.questions().iter().filter(|other| other.ask == question.ask).count() > 1;
    if shared { format!("{name} ({})", question.id) } else { name }
}

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}
