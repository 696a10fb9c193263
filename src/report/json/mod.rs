//! The report as one line of JSON, copied together from pieces that are written once for a
//! rulebook. Absent values are `null` and lists are never absent.

mod brief;
mod fields;
mod pieces;
mod write;

use jiff::civil::Date;

use fields::push_day;
pub use pieces::Pieces;
pub(crate) use write::push_text;

use super::summary;
use crate::answers::{Answer, Answers, QuestionAnswer, RecordId};
use crate::rulebook::{QuestionId, QuestionSet, Value};
use crate::screening::{Change, Finding, Outcome, Screening};

/// How a report begins. The number rises when a field changes its meaning or goes.
const BEGINNING: &str = "{\"report\":2,\"id\":";

/// The answer of who does not know.
const UNSURE: &str = "\"unsure\"";

/// Writes one report after another, as UTF-8. Hardly anything is allocated for a report.
#[derive(Debug)]
pub struct Writer<'p> {
    pieces: &'p Pieces<'p>,
    /// The treatment date that `dated` is about.
    on: Option<Date>,
    /// From behind the id to where the verdict goes.
    dated: Vec<u8>,
    /// Room for a summary.
    sentence: String,
}

impl<'p> Writer<'p> {
    /// A writer that uses these pieces.
    #[must_use]
    pub fn new(pieces: &'p Pieces<'_>) -> Self {
        Self { pieces, on: None, dated: Vec::new(), sentence: String::new() }
    }

    /// Appends a whole report, without a line feed.
    pub fn report(&mut self, answers: &Answers<'_>, screening: &Screening, out: &mut Vec<u8>) {
        let Screening { outcome, outlook, changes } = screening;
        self.look_from(answers.on());
        put(out, BEGINNING);
        push_id(answers.id(), out);
        out.extend_from_slice(&self.dated);
        put(out, self.pieces.standing(outcome));
        self.sentence.clear();
        let title = |rule| &self.pieces.rule(rule).title;
        summary::summary(outcome, title, &mut self.sentence);
        put(out, &self.sentence);
        put(out, "\",\"findings\":[");
        each(out, &outcome.findings, |finding, out| self.finding(finding, outcome, out));
        put(out, "],\"open\":[");
        each(out, &outcome.open, |open, out| {
            put(out, "{\"question\":");
            put(out, self.pieces.fields().name(open.question));
            put(out, ",\"answer\":");
            put(out, if open.unsure { UNSURE } else { "null" });
            put(out, ",\"could_be\":\"");
            put(out, open.could_be.as_str());
            put(out, "\",\"best\":\"");
            put(out, open.best.as_str());
            put(out, "\",\"worst\":\"");
            put(out, open.worst.as_str());
            put(out, "\"}");
        });
        put(out, "],\"outlook\":[");
        each(out, &outlook.steps, |step, out| {
            put(out, "{\"from\":");
            push_day(step.from, out);
            put(out, ",\"verdict\":\"");
            put(out, step.verdict.as_str());
            put(out, "\"}");
        });
        put(out, "],\"lasting\":[");
        each(out, &outlook.lasting, |&rule, out| put(out, &self.pieces.rule(rule).id));
        put(out, "],\"changes\":[");
        each(out, changes, |change, out| self.change(change, out));
        put(out, "],\"answers\":{");
        self.pieces.fields().put(answers.given(), out);
        end_list(out);
        put(out, "},\"assumed\":{");
        self.assumed(&outcome.assumed, out);
        put(out, "},\"unasked\":[");
        each(out, &outcome.unasked, |unasked, out| {
            put(out, "{\"question\":");
            put(out, self.pieces.fields().name(unasked.question));
            put(out, ",\"answer\":");
            let question = &self.pieces.rulebook()[unasked.question];
            write::push(&QuestionAnswer { question, answer: unasked.answer }, out);
            put(out, "}");
        });
        put(out, self.pieces.notice());
    }

    /// Questions that follow one another are one piece.
    fn assumed(&self, assumed: &QuestionSet, out: &mut Vec<u8>) {
        let mut run = 0..0;
        for id in assumed.iter() {
            if id.index() != run.end {
                put(out, self.pieces.assumed(run));
                run = id.index()..id.index();
            }
            run.end += 1;
        }
        put(out, self.pieces.assumed(run));
        end_list(out);
    }

    fn finding(&self, finding: &Finding, outcome: &Outcome, out: &mut Vec<u8>) {
        let rule = &self.pieces.rule(finding.rule);
        put(out, rule.head(finding.level));
        self.values(&finding.because, out);
        let mut assumed = outcome.assumed_in(finding).peekable();
        if assumed.peek().is_some() {
            put(out, "},\"assumed\":[");
            for question in assumed {
                put(out, self.pieces.fields().name(question));
                put(out, ",");
            }
            end_list(out);
            put(out, "],");
            put(out, rule.words_behind_assumed());
        } else if finding.ends.is_none() && finding.could_be.is_none() {
            return put(out, &rule.unending);
        } else {
            put(out, rule.words());
        }
        push_maybe_day(finding.ends, out);
        put(out, ",\"could_be\":");
        match finding.could_be {
            None => put(out, "null"),
            Some(level) => ["\"", level.as_str(), "\""].iter().for_each(|part| put(out, part)),
        }
        put(out, &rule.basis);
    }

    fn change(&self, change: &Change, out: &mut Vec<u8>) {
        put(out, "{\"set\":{");
        self.values(&change.set, out);
        put(out, "},\"withdrawn\":[");
        each(out, &change.withdrawn, |&id, out| put(out, self.pieces.fields().name(id)));
        put(out, "],\"wait_until\":");
        push_maybe_day(change.wait_until, out);
        put(out, ",\"verdict\":\"");
        put(out, change.verdict.as_str());
        put(out, "\",\"how\":[");
        for (at, how) in change.how(self.pieces.rulebook()).enumerate() {
            put(out, if at == 0 { "" } else { "," });
            write::push_text(how, out);
        }
        put(out, "]}");
    }

    /// Values as fields of an object, a field for each question.
    fn values(&self, values: &[(QuestionId, Value)], out: &mut Vec<u8>) {
        let answers = values.iter().map(|&(question, value)| (question, Answer::Value(value)));
        self.pieces.fields().put(answers, out);
        end_list(out);
    }

    /// Writes anew what depends on nothing but the treatment date, which records of one run mostly
    /// share.
    fn look_from(&mut self, on: Date) {
        if self.on == Some(on) {
            return;
        }
        self.on = Some(on);
        let Self { dated, pieces, .. } = self;
        dated.clear();
        put(dated, pieces.rulebook_ref());
        put(dated, ",\"on\":");
        push_day(on, dated);
        put(dated, ",\"valid_until\":");
        let valid_for = pieces.rulebook().head().valid_for;
        push_maybe_day(valid_for.map(|time| time.after(on)), dated);
        put(dated, ",\"verdict\":\"");
    }
}

/// Appends a piece.
#[inline]
fn put(out: &mut Vec<u8>, piece: &str) {
    out.extend_from_slice(piece.as_bytes());
}

/// Takes the comma away behind the last item, if there is any.
#[inline]
fn end_list(out: &mut Vec<u8>) {
    if out.last() == Some(&b',') {
        out.pop();
    }
}

/// Appends the items with commas between them.
#[inline]
fn each<T>(out: &mut Vec<u8>, items: &[T], mut write: impl FnMut(&T, &mut Vec<u8>)) {
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push(b',');
        }
        write(item, out);
    }
}

/// Appends a record's id as it was written, or `null`.
pub(crate) fn push_id(id: Option<&RecordId>, out: &mut Vec<u8>) {
    match id {
        None => put(out, "null"),
        Some(RecordId::Text(text)) => write::push_text(text, out),
        Some(number) => write::push(number, out),
    }
}

fn push_maybe_day(day: Option<Date>, out: &mut Vec<u8>) {
    match day {
        None => put(out, "null"),
        Some(day) => push_day(day, out),
    }
}
