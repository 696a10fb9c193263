//! One column of a form, and what a cell of it means.

use jiff::civil::Date;

use super::dates::DateOrder;
use super::ticked::TickList;
use crate::answers::{Answer, Fault, FaultCode, parse, treatment_date};
use crate::rulebook::{Question, QuestionId};
use crate::text::escape;
use crate::text::list::few;
use crate::text::nearest::nearest;

/// A column, by its name without blanks at its ends.
#[derive(Clone, Debug)]
pub(super) struct Column {
    pub(super) name: Box<str>,
    pub(super) meaning: Meaning,
    /// What leaves its questions unanswered, beside the empty cell.
    pub(super) blank: Vec<Box<str>>,
}

#[derive(Clone, Debug)]
pub(super) enum Meaning {
    Ignored,
    /// One of these values, or the record is not to be screened.
    Required(Vec<Box<str>>),
    Id,
    /// The treatment date; in the ISO form if there is no order.
    On(Option<DateOrder>),
    Answer(AnswerColumn),
    List(TickList),
}

/// A column that answers one question.
#[derive(Clone, Debug)]
pub(super) struct AnswerColumn {
    pub(super) question: QuestionId,
    pub(super) values: Vec<(Box<str>, NamedAnswer)>,
    pub(super) others: Others,
}

/// The answer that a value stands for.
#[derive(Clone, Debug)]
pub(super) enum NamedAnswer {
    Fixed(Answer),
    /// A date in the words that flags take, which may depend on the treatment date.
    Date(Box<str>),
}

/// How values that have no name are read.
#[derive(Clone, Copy, Debug)]
pub(super) enum Others {
    /// Not at all.
    Faults,
    /// As flags are.
    AsFlags,
    Dates(DateOrder),
    /// As numbers with this decimal mark, `,` or `.`.
    Decimals(char),
}

impl Column {
    /// Whether a cell, without blanks at its ends, says nothing.
    pub(super) fn is_blank(&self, text: &str) -> bool {
        text.is_empty() || self.blank.iter().any(|blank| **blank == *text)
    }
}

impl AnswerColumn {
    /// The answer of a cell that is not blank. `is_number` says that it is a number in JSON, whose
    /// decimal mark is a point.
    pub(super) fn read(
        &self,
        question: &Question,
        text: &str,
        is_number: bool,
        on: Date,
    ) -> Result<Answer, Fault> {
        if let Some((_, answer)) = self.values.iter().find(|(value, _)| **value == *text) {
            return match answer {
                NamedAnswer::Fixed(answer) => Ok(*answer),
                NamedAnswer::Date(words) => parse::text(question, words, on),
            };
        }
        let read = match self.others {
            Others::AsFlags => return parse::cell(question, text, on),
            Others::Faults => Err(self.unknown(text)),
            Others::Dates(order) => match order.read(text) {
                Some(day) => day.and_then(|day| parse::text(question, &day.to_string(), on)),
                None => Err(self.unknown(text)),
            },
            Others::Decimals(mark) => {
                let mark = if is_number { '.' } else { mark };
                match with_point(text, mark) {
                    Some(number) => parse::text(question, &number, on),
                    None => Err(self.unknown(text)),
                }
            }
        };
        read.map_err(|fault| fault.expected(self.accepted()))
    }

    fn unknown(&self, text: &str) -> Fault {
        let message = format!("{} is not one of the values of this column", escape::quoted(text));
        let other_mark = match self.others {
            Others::Decimals(',') => with_point(text, '.').map(|number| number.replace('.', ",")),
            Others::Decimals(_) => with_point(text, ','),
            _ => None,
        };
        let values = self.values.iter().map(|(value, _)| &**value);
        let near = nearest(text, values).map(str::to_owned);
        Fault::new(FaultCode::UnknownAnswer, message).suggestion(near.or(other_mark))
    }

    /// The values that are accepted, as part of a sentence.
    fn accepted(&self) -> String {
        let values = self.values.iter().map(|(value, _)| &**value);
        let values = (!self.values.is_empty()).then(|| few(values, self.values.len(), "or"));
        let other = match self.others {
            Others::Faults | Others::AsFlags => None,
            Others::Dates(order) => Some(format!("a date as `{order}`")),
            Others::Decimals(mark) => Some(format!("a number such as `0{mark}5`")),
        };
        values.into_iter().chain(other).collect::<Vec<_>>().join(", or ")
    }
}

/// A number with a point for its decimal mark; `None` if the text is no such number.
fn with_point(text: &str, mark: char) -> Option<String> {
    let starts_well = text.starts_with(|c: char| c.is_ascii_digit() || c == '-');
    let has_other_mark = text.contains(['.', ',']) && !text.contains(mark);
    let is_number = starts_well && !has_other_mark && text.matches(['.', ',']).count() <= 1;
    is_number.then(|| text.replace(mark, "."))
}

/// The treatment date of a cell.
pub(super) fn on(text: &str, order: Option<DateOrder>) -> Result<Date, Fault> {
    let Some(order) = order else { return treatment_date(text) };
    let day = order.read(text).unwrap_or_else(|| {
        Err(Fault::new(FaultCode::BadDate, format!("{} is not a date", escape::quoted(text))))
    });
    day.and_then(|day| treatment_date(&day.to_string()))
        .map_err(|fault| fault.expected(format!("a date as `{order}`")))
}
