//! The report as one line of JSON, copied together from pieces that are written once for a
//! rulebook. Absent values are `null` and lists are never absent.

mod brief;
mod pieces;

use jiff::civil::Date;

pub use pieces::Pieces;
pub(crate) use pieces::push_text;

use super::summary;
use crate::answers::{Answer, RecordId, Stated};
use crate::rulebook::{PastDate, QuestionId, QuestionSet, Value};
use crate::screening::{Change, Finding, Outcome, Outlook};
use crate::text::put;

/// How a report begins. The number rises when a field changes its meaning or goes.
const BEGINNING: &str = "{\"report\":1,\"id\":";

/// What a report is about.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// The record's id, if it has one.
    pub id: Option<&'a RecordId>,
    /// The treatment date.
    pub on: Date,
    /// What screening found.
    pub outcome: &'a Outcome,
    /// How the verdict changes as time passes.
    pub outlook: &'a Outlook,
    /// What could be changed to come to a better verdict.
    pub changes: &'a [Change],
}

/// Writes one report after another. Nothing is allocated for a report but what it takes to
/// escape an unusual id.
#[derive(Debug)]
pub struct Writer<'p> {
    pieces: &'p Pieces<'p>,
    /// The treatment date that `dated` is about.
    on: Option<Date>,
    /// The fields that depend on nothing but the treatment date.
    dated: String,
    /// Room for a summary.
    sentence: String,
}

impl<'p> Writer<'p> {
    /// A writer that uses these pieces.
    #[must_use]
    pub fn new(pieces: &'p Pieces<'_>) -> Self {
        Self { pieces, on: None, dated: String::new(), sentence: String::new() }
    }

    /// Appends a whole report, without a line feed.
    pub fn report(&mut self, facts: Facts<'_>, out: &mut String) {
        let outcome = facts.outcome;
        out.push_str(BEGINNING);
        push_id(facts.id, out);
        out.push_str(self.pieces.rulebook_ref());
        out.push_str(self.dated(facts.on));
        out.push_str(outcome.verdict().as_str());
        out.push_str("\",\"floor\":\"");
        out.push_str(outcome.floor.as_str());
        out.push_str("\",\"at_worst\":\"");
        out.push_str(outcome.at_worst.as_str());
        out.push_str("\",\"summary\":");
        self.sentence.clear();
        summary::summary(self.pieces.rulebook(), outcome, &mut self.sentence);
        pieces::push_text(&self.sentence, out);
        out.push_str(",\"findings\":[");
        each(out, &outcome.findings, |finding, out| self.finding(finding, out));
        out.push_str("],\"open\":[");
        each(out, &outcome.open, |open, out| {
            out.push_str("{\"question\":");
            out.push_str(&self.pieces.question(open.question).name);
            out.push_str(",\"answer\":");
            out.push_str(if open.unsure { "\"unsure\"" } else { "null" });
            out.push_str(",\"could_be\":\"");
            out.push_str(open.could_be.as_str());
            out.push_str("\",\"best\":\"");
            out.push_str(open.best.as_str());
            out.push_str("\",\"worst\":\"");
            out.push_str(open.worst.as_str());
            out.push_str("\"}");
        });
        out.push_str("],\"outlook\":[");
        each(out, &facts.outlook.steps, |step, out| {
            out.push_str("{\"from\":");
            push_day(step.from, out);
            out.extend([",\"verdict\":\"", step.verdict.as_str(), "\"}"]);
        });
        out.push_str("],\"lasting\":[");
        each(out, &facts.outlook.lasting, |&rule, out| {
            out.push_str(&self.pieces.rule(rule).id);
        });
        out.push_str("],\"changes\":[");
        each(out, facts.changes, |change, out| self.change(change, out));
        out.push_str("],\"assumed\":{");
        self.assumed(&outcome.assumed, out);
        out.push_str("},\"ignored\":[");
        each(out, &outcome.ignored, |ignored, out| {
            out.push_str("{\"question\":");
            out.push_str(&self.pieces.question(ignored.question).name);
            out.push_str(",\"answer\":");
            self.answer(ignored.question, ignored.answer, out);
            out.push('}');
        });
        out.push_str("],\"notice\":");
        out.push_str(self.pieces.notice());
        out.push('}');
    }

    /// Questions that follow one another are one piece.
    fn assumed(&self, assumed: &QuestionSet, out: &mut String) {
        let mut run = 0..0;
        for id in assumed.iter() {
            if id.index() != run.end {
                out.push_str(self.pieces.assumed(run));
                run = id.index()..id.index();
            }
            run.end += 1;
        }
        out.push_str(self.pieces.assumed(run));
        if !assumed.is_empty() {
            out.pop();
        }
    }

    fn finding(&self, finding: &Finding, out: &mut String) {
        let rule = &self.pieces.rule(finding.rule);
        out.push_str(&rule.name);
        out.push_str(finding.level.as_str());
        out.push_str(&rule.title);
        self.values(&finding.because, out);
        out.push_str(&rule.words);
        push_maybe_day(finding.ends, out);
        out.push_str(",\"could_be\":");
        match finding.could_be {
            None => out.push_str("null"),
            Some(level) => out.extend(["\"", level.as_str(), "\""]),
        }
        out.push_str(&rule.basis);
    }

    fn change(&self, change: &Change, out: &mut String) {
        out.push_str("{\"set\":{");
        self.values(&change.set, out);
        out.push_str("},\"wait_until\":");
        push_maybe_day(change.wait_until, out);
        out.extend([",\"verdict\":\"", change.verdict.as_str(), "\",\"how\":"]);
        out.push('[');
        for (at, how) in change.how(self.pieces.rulebook()).enumerate() {
            out.push_str(if at == 0 { "" } else { "," });
            pieces::push_text(how, out);
        }
        out.push_str("]}");
    }

    /// Values as fields of an object, a field for each question.
    fn values(&self, values: &[(QuestionId, Value)], out: &mut String) {
        each(out, values, |&(question, value), out| {
            out.push_str(&self.pieces.question(question).name);
            out.push(':');
            self.value(question, value, out);
        });
    }

    fn answer(&self, question: QuestionId, answer: Answer, out: &mut String) {
        match answer {
            Answer::Value(value) => self.value(question, value, out),
            Answer::Unsure => {
                pieces::push(&Stated { question: &self.pieces.rulebook()[question], answer }, out);
            }
        }
    }

    fn value(&self, question: QuestionId, value: Value, out: &mut String) {
        match value {
            Value::YesNo(yes) => out.push_str(if yes { "true" } else { "false" }),
            Value::Choice(option) => {
                out.push_str(&self.pieces.question(question).options[option.index()]);
            }
            Value::Date(PastDate::On(day)) => push_day(day, out),
            Value::Date(PastDate::Never) => out.push_str("\"never\""),
            // Whole numbers are written alike here and there.
            Value::Number(number) if number.is_small_and_whole() => {
                put(out, format_args!("{number}"));
            }
            Value::Number(number) => pieces::push(&number, out),
        }
    }

    /// From `on` to where the verdict goes. Records of one run mostly share their treatment date.
    fn dated(&mut self, on: Date) -> &str {
        if self.on != Some(on) {
            self.on = Some(on);
            self.dated.clear();
            self.dated.push_str(",\"on\":");
            push_day(on, &mut self.dated);
            self.dated.push_str(",\"valid_until\":");
            let valid_for = self.pieces.rulebook().head().valid_for;
            push_maybe_day(valid_for.map(|time| time.after(on)), &mut self.dated);
            self.dated.push_str(",\"verdict\":\"");
        }
        &self.dated
    }
}

/// Appends the items with commas between them.
fn each<T>(out: &mut String, items: &[T], mut write: impl FnMut(&T, &mut String)) {
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        write(item, out);
    }
}

/// Appends a record's id as it was written, or `null`.
pub(crate) fn push_id(id: Option<&RecordId>, out: &mut String) {
    match id {
        None => out.push_str("null"),
        Some(RecordId::Text(text)) => pieces::push_text(text, out),
        Some(number) => pieces::push(number, out),
    }
}

fn push_maybe_day(day: Option<Date>, out: &mut String) {
    match day {
        None => out.push_str("null"),
        Some(day) => push_day(day, out),
    }
}

/// Appends a date as `"2026-11-22"`.
fn push_day(day: Date, out: &mut String) {
    // INVARIANT: answers and treatment dates lie between the years 1750 and 2199, and a wait
    // ends by the year 9999, so nothing is negative and a year has four digits.
    let digit = |number: i16| b'0' + u8::try_from(number % 10).unwrap_or_default();
    let (year, month, day) = (day.year(), i16::from(day.month()), i16::from(day.day()));
    let text = [
        b'"',
        digit(year / 1000),
        digit(year / 100),
        digit(year / 10),
        digit(year),
        b'-',
        digit(month / 10),
        digit(month),
        b'-',
        digit(day / 10),
        digit(day),
        b'"',
    ];
    out.push_str(str::from_utf8(&text).unwrap_or_default());
}
