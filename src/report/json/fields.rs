//! Answers as fields of an object, assembled from fragments.

use std::fmt;

use jiff::civil::Date;

use super::write::{end_list, json, push, put};
use crate::answers::Answer;
use crate::rulebook::{Kind, Number, PastDate, Question, QuestionId, Rulebook, Value};

/// For each question of a rulebook its id, and the fields that state an answer to it.
#[derive(Debug)]
pub(super) struct AnswerFields {
    /// The ids, as JSON has them.
    names: Vec<String>,
    /// For each question where its fields begin.
    first: Vec<usize>,
    /// For each question its key with the colon, then the field for "unsure", and those for no and
    /// yes, for each option, or for never. Every field ends with a comma.
    fragments: Vec<ShortFragment>,
}

/// The places of a question's fragments, counted from its first.
const KEY: usize = 0;
const UNSURE: usize = 1;
const VALUES: usize = 2;

/// A fragment that is mostly short. Copying a fixed 32 bytes is faster than copying its length.
#[derive(Debug)]
struct ShortFragment {
    text: Box<str>,
    /// The first 32 bytes of the text, filled up with spaces.
    padded: [u8; Self::LENGTH],
}

impl ShortFragment {
    const LENGTH: usize = 32;

    fn of(text: String) -> Self {
        let mut padded = [b' '; Self::LENGTH];
        let length = text.len().min(Self::LENGTH);
        padded[..length].copy_from_slice(&text.as_bytes()[..length]);
        Self { text: text.into(), padded }
    }

    #[inline]
    fn put(&self, out: &mut Vec<u8>) {
        if self.text.len() <= Self::LENGTH {
            put_first(&self.padded, self.text.len(), out);
        } else {
            out.extend_from_slice(self.text.as_bytes());
        }
    }
}

/// Appends the first `length` of some bytes.
#[inline]
fn put_first<const N: usize>(bytes: &[u8; N], length: usize, out: &mut Vec<u8>) {
    let end = out.len() + length;
    out.extend_from_slice(bytes);
    out.truncate(end);
}

impl AnswerFields {
    pub(super) fn of(rulebook: &Rulebook) -> Self {
        let mut all = Self { names: Vec::new(), first: Vec::new(), fragments: Vec::new() };
        for question in rulebook.questions() {
            let name = json(&question.id);
            all.first.push(all.fragments.len());
            all.fragments.extend(fields(question, &name).into_iter().map(ShortFragment::of));
            all.names.push(name);
        }
        all
    }

    /// A question's id, as JSON has it.
    pub(super) fn name(&self, question: QuestionId) -> &str {
        &self.names[question.index()]
    }

    /// Appends answers, each followed by a comma.
    #[inline]
    pub(super) fn put(
        &self,
        answers: impl Iterator<Item = (QuestionId, Answer)>,
        out: &mut Vec<u8>,
    ) {
        for (question, answer) in answers {
            let first = self.first[question.index()];
            let at = match answer {
                Answer::Unsure => UNSURE,
                Answer::Value(Value::Choice(option)) => VALUES + option.index(),
                Answer::Value(Value::Date(PastDate::Never)) => VALUES,
                Answer::Value(Value::Date(PastDate::On(_)) | Value::Number(_)) => KEY,
            };
            self.fragments[first + at].put(out);
            if at == KEY {
                match answer {
                    Answer::Value(Value::Date(PastDate::On(day))) => push_day(day, out),
                    Answer::Value(Value::Number(number)) => push_number(number, out),
                    _ => {}
                }
                out.push(b',');
            }
        }
    }

    /// Appends values as the fields of an object, without the braces.
    pub(super) fn put_values(&self, values: &[(QuestionId, Value)], out: &mut Vec<u8>) {
        self.put(values.iter().map(|&(question, value)| (question, Answer::Value(value))), out);
        end_list(out);
    }
}

fn fields(question: &Question, name: &str) -> Vec<String> {
    let field = |value: &dyn fmt::Display| format!("{name}:{value},");
    let mut fields = vec![format!("{name}:"), field(&"\"unsure\"")];
    match &question.kind {
        Kind::YesNo => fields.extend([false, true].map(|yes| field(&yes))),
        Kind::Choice(options) => {
            fields.extend(options.iter().map(|option| field(&json(&option.id))));
        }
        Kind::Date => fields.push(field(&"\"never\"")),
        Kind::Number { .. } => {}
    }
    fields
}

/// The numbers below 1000 in three digits.
static DIGITS: [[u8; 3]; 1000] = {
    let mut all = [*b"000"; 1000];
    let mut number = 1;
    while number < all.len() {
        let [hundreds, tens, ones] = all[number - 1];
        all[number] = match (tens, ones) {
            (b'9', b'9') => [hundreds + 1, b'0', b'0'],
            (_, b'9') => [hundreds, tens + 1, b'0'],
            _ => [hundreds, tens, ones + 1],
        };
        number += 1;
    }
    all
};

/// Appends a date as `"2026-11-22"`.
pub(super) fn push_day(day: Date, out: &mut Vec<u8>) {
    // INVARIANT: answers and treatment dates lie between the years 1750 and 2199, and a wait
    // ends by the year 9999, so nothing is negative and a year has four digits.
    let year = usize::from(day.year().unsigned_abs());
    let [month, day] = [day.month(), day.day()].map(|number| usize::from(number.unsigned_abs()));
    let [[_, _, y1], [y2, y3, y4]] = [DIGITS[year / 1000], DIGITS[year % 1000]];
    let [[_, m1, m2], [_, d1, d2]] = [DIGITS[month], DIGITS[day]];
    out.extend_from_slice(&[b'"', y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, b'"']);
}

/// Appends a date, or `null`.
pub(super) fn push_maybe_day(day: Option<Date>, out: &mut Vec<u8>) {
    match day {
        None => put(out, "null"),
        Some(day) => push_day(day, out),
    }
}

/// Appends a number.
fn push_number(number: Number, out: &mut Vec<u8>) {
    let value = number.get();
    // Most are small and have at most one decimal: they equal a whole number divided by ten, and
    // that decimal is the shortest way to write them.
    if (0.0..1000.0).contains(&value) {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "below 10^4")]
        let tenths = (value * 10.0 + 0.5) as u16;
        #[expect(clippy::float_cmp, reason = "an equal number, not a close one")]
        let is_it = tenths < 10_000 && f64::from(tenths) / 10.0 == value;
        if is_it {
            return push_tenths(tenths.into(), out);
        }
    }
    push(&number, out);
}

/// Appends a number of tenths below 10,000 in its shortest form: `12`, `0.5`.
fn push_tenths(tenths: usize, out: &mut Vec<u8>) {
    let whole = tenths / 10;
    let [[hundreds, tens, ones], [_, _, tenth]] = [DIGITS[whole], DIGITS[tenths % 10]];
    let digits = [hundreds, tens, ones, b'.', tenth, b' ', b' ', b' '];
    let leading = usize::from(whole < 100) + usize::from(whole < 10);
    let shifted = (u64::from_le_bytes(digits) >> (8 * leading)).to_le_bytes();
    put_first(&shifted, 3 - leading + if tenth == b'0' { 0 } else { 2 }, out);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_written_as_any_other_writer_of_json_does() {
        let ends = [0.0, 0.05, 0.25, 1e9, 999.95, 999.99, 1e21, 5e-324, -0.3, -7.0, 1.0 / 3.0];
        let tenths = (0..20_000).map(|tenths| f64::from(tenths) / 10.0);
        let beside = (0..2_000).flat_map(|tenths| {
            let value = f64::from(tenths) / 10.0;
            [value.next_up(), value.next_down(), 0.1 * f64::from(tenths)]
        });
        for value in tenths.chain(beside).chain(ends) {
            let number = Number::new(value).unwrap();
            let mut written = Vec::new();
            push_number(number, &mut written);
            assert_eq!(
                String::from_utf8(written).unwrap(),
                serde_json::to_string(&number).unwrap()
            );
        }
    }
}
