//! The pieces of reports: whatever of a rulebook stands in them, written as JSON once.

use std::fmt;
use std::ops::Range;
use std::sync::OnceLock;

use serde::Serialize;

use crate::report::summary::Title;
use crate::rulebook::{Kind, Level, Number, Question, QuestionId, Rule, RuleId, Rulebook};
use crate::screening::{Outcome, Verdict};
use crate::text::word::Word as _;
use crate::text::{escape, put};

const LEVELS: usize = Level::ALL.len();

/// What the reports of a rulebook are copied together from. Each piece is written when a report
/// first needs it; any number of threads may share them.
#[derive(Debug)]
pub struct Pieces<'r> {
    rulebook: &'r Rulebook,
    rulebook_ref: OnceLock<String>,
    /// For every verdict, floor and `at_worst`.
    standings: [OnceLock<String>; Verdict::ALL.len() * LEVELS * LEVELS],
    notice: OnceLock<String>,
    assumed: OnceLock<AssumedPieces>,
    rules: Vec<OnceLock<RulePieces>>,
    questions: Vec<OnceLock<QuestionPieces>>,
}

/// What is assumed for every question, each followed by a comma, and where each ends.
#[derive(Debug)]
struct AssumedPieces {
    text: String,
    ends: Vec<usize>,
}

/// A finding without what differs from person to person.
#[derive(Debug)]
pub(super) struct RulePieces {
    /// The rule's id.
    pub(super) id: String,
    /// The rule's title in a summary.
    pub(super) title: Title,
    /// For each level, the beginning of the finding, up to where the answers go.
    heads: Vec<String>,
    /// From behind what of them was assumed to where the end goes.
    pub(super) words: String,
    /// From behind `could_be` to the end.
    pub(super) basis: String,
    /// All of that from behind what was assumed, where nothing ends it and its level is certain.
    pub(super) unending: String,
}

/// A question.
#[derive(Debug)]
pub(super) struct QuestionPieces {
    /// Its id.
    pub(super) name: String,
    /// Its id as the key of a field, with the colon.
    pub(super) key: Short,
    /// Such a field for no and for yes, or for each option; each followed by a comma.
    fields: Vec<Short>,
    /// Such a field for `never`, and for who does not know; each followed by a comma.
    pub(super) never: Short,
    pub(super) unsure: Short,
}

/// A piece that is mostly short: 32 bytes are copied faster than as many as there are.
#[derive(Debug)]
pub(super) struct Short {
    text: Box<str>,
    /// Its beginning, and then spaces.
    padded: [u8; Self::LENGTH],
}

impl<'r> Pieces<'r> {
    /// Pieces of this rulebook, none of which is written yet.
    #[must_use]
    pub fn new(rulebook: &'r Rulebook) -> Self {
        Self {
            rulebook,
            rulebook_ref: OnceLock::new(),
            standings: [const { OnceLock::new() }; _],
            notice: OnceLock::new(),
            assumed: OnceLock::new(),
            rules: rulebook.rules().iter().map(|_| OnceLock::new()).collect(),
            questions: rulebook.questions().iter().map(|_| OnceLock::new()).collect(),
        }
    }

    /// The rulebook.
    pub(super) fn rulebook(&self) -> &'r Rulebook {
        self.rulebook
    }

    /// The field that says which rulebook was used.
    pub(super) fn rulebook_ref(&self) -> &str {
        #[derive(Serialize)]
        struct Reference<'a> {
            id: &'a str,
            version: &'a str,
            sha256: &'a str,
        }
        self.rulebook_ref.get_or_init(|| {
            let head = self.rulebook.head();
            let (id, version) = (head.id.as_str(), head.version.as_str());
            let sha256 = self.rulebook.sha256();
            format!(",\"rulebook\":{}", json(&Reference { id, version, sha256 }))
        })
    }

    /// From where the verdict goes to where the summary goes.
    pub(super) fn standing(&self, outcome: &Outcome) -> &str {
        let (verdict, floor, at_worst) = (outcome.verdict(), outcome.floor, outcome.at_worst);
        let place = (verdict.place() * LEVELS + floor as usize) * LEVELS + at_worst as usize;
        self.standings[place].get_or_init(|| {
            let levels = format!("\"floor\":\"{floor}\",\"at_worst\":\"{at_worst}\"");
            format!("{verdict}\",{levels},\"summary\":\"")
        })
    }

    /// The end of every report, from the end of its last list.
    pub(super) fn notice(&self) -> &str {
        let notice = &self.rulebook.head().notice;
        self.notice.get_or_init(|| format!("],\"notice\":{}}}", json(notice)))
    }

    /// What is assumed for all these questions, in file order, as an object has it; each followed
    /// by a comma. Mostly many are left out one after another, so their text is one piece.
    pub(super) fn assumed(&self, questions: Range<usize>) -> &str {
        let pieces = self.assumed.get_or_init(|| AssumedPieces::of(self.rulebook));
        let end = |before: usize| before.checked_sub(1).map_or(0, |last| pieces.ends[last]);
        &pieces.text[end(questions.start)..end(questions.end)]
    }

    pub(super) fn rule(&self, id: RuleId) -> &RulePieces {
        self.rules[id.index()].get_or_init(|| RulePieces::of(self.rulebook, &self.rulebook[id]))
    }

    pub(super) fn question(&self, id: QuestionId) -> &QuestionPieces {
        self.questions[id.index()].get_or_init(|| QuestionPieces::of(&self.rulebook[id]))
    }
}

impl AssumedPieces {
    fn of(rulebook: &Rulebook) -> Self {
        let mut text = String::new();
        let end = |question: &Question| {
            if let Some(value) = question.assume {
                put(
                    &mut text,
                    format_args!("{}:{},", json(&question.id), json(&value.shown(question))),
                );
            }
            text.len()
        };
        let ends = rulebook.questions().iter().map(end).collect();
        Self { text, ends }
    }
}

impl RulePieces {
    fn of(rulebook: &Rulebook, rule: &Rule) -> Self {
        let sources: Vec<&str> = rule.sources.iter().map(|&id| rulebook[id].id.as_str()).collect();
        let (id, title) = (json(&rule.id), json(&rule.title));
        let words = format!(
            "],\"reason\":{},\"advice\":{},\"until\":{},\"ends\":",
            json(&rule.reason),
            json(&rule.advice),
            json(&rule.until),
        );
        let basis = format!(
            ",\"evidence\":{},\"dispute\":{},\"sources\":{}}}",
            json(&rule.evidence),
            json(&rule.dispute),
            json(&sources),
        );
        let in_summary = Title::of(rule);
        Self {
            heads: Level::words()
                .map(|level| {
                    format!(
                        "{{\"rule\":{id},\"level\":\"{level}\",\"title\":{title},\"because\":{{"
                    )
                })
                .collect(),
            title: Title { text: unquoted(&json(&in_summary.text)).to_owned(), ..in_summary },
            id,
            unending: format!("{words}null,\"could_be\":null{basis}"),
            words,
            basis,
        }
    }

    pub(super) fn head(&self, level: Level) -> &str {
        &self.heads[level as usize]
    }
}

impl Short {
    const LENGTH: usize = 32;

    fn of(text: impl Into<Box<str>>) -> Self {
        let text = text.into();
        let mut padded = [b' '; Self::LENGTH];
        let length = text.len().min(Self::LENGTH);
        padded[..length].copy_from_slice(&text.as_bytes()[..length]);
        Self { text, padded }
    }

    /// Appends it.
    #[inline]
    pub(super) fn put(&self, out: &mut Vec<u8>) {
        if self.text.len() <= Self::LENGTH {
            let end = out.len() + self.text.len();
            out.extend_from_slice(&self.padded);
            out.truncate(end);
        } else {
            out.extend_from_slice(self.text.as_bytes());
        }
    }
}

impl QuestionPieces {
    fn of(question: &Question) -> Self {
        let name = json(&question.id);
        let key = format!("{name}:");
        let field = |value: &dyn fmt::Display| Short::of(format!("{key}{value},"));
        let fields = match &question.kind {
            Kind::YesNo => [false, true].map(|yes| field(&yes)).into(),
            Kind::Choice(options) => {
                options.iter().map(|option| field(&json(&option.id))).collect()
            }
            Kind::Number { .. } | Kind::Date => Vec::new(),
        };
        let (never, unsure) = (field(&"\"never\""), field(&"\"unsure\""));
        Self { name, fields, never, unsure, key: Short::of(key) }
    }

    /// The field of one of a few answers: no or yes, or an option; followed by a comma.
    #[inline]
    pub(super) fn field(&self, answer: usize) -> &Short {
        &self.fields[answer]
    }

    /// As [`Self::field`], without its key.
    pub(super) fn value(&self, answer: usize) -> &str {
        let field = &self.fields[answer].text;
        &field[self.key.text.len()..field.len() - 1]
    }
}

/// A text of JSON without the quotes around it.
fn unquoted(json: &str) -> &str {
    json.strip_prefix('"').and_then(|json| json.strip_suffix('"')).unwrap_or(json)
}

/// A value as JSON that does nothing to a terminal.
pub(super) fn json<T: Serialize + ?Sized>(value: &T) -> String {
    // INVARIANT: whatever stands in a report is text, a finite number, or made of those under
    // keys that are text, so this cannot fail.
    escape::json(serde_json::to_string(value).expect("a report can be written as JSON"))
}

/// The bytes that may not stand in a text of JSON as they are, or do something to a terminal.
const NEEDS_CARE: [bool; 256] = {
    let mut needs_care = [true; 256];
    let mut byte = b' ';
    while byte <= b'~' {
        needs_care[byte as usize] = byte == b'"' || byte == b'\\';
        byte += 1;
    }
    needs_care
};

/// Appends a text; most need no escapes.
pub(crate) fn push_text(text: &str, out: &mut Vec<u8>) {
    if text.bytes().fold(false, |any, byte| any | NEEDS_CARE[usize::from(byte)]) {
        push(text, out);
    } else {
        out.push(b'"');
        out.extend_from_slice(text.as_bytes());
        out.push(b'"');
    }
}

/// Appends a number.
pub(super) fn push_number(number: Number, out: &mut Vec<u8>) {
    const MOST: f64 = 1e9;
    let value = number.get();
    // Most are small and have one decimal at most: the quotient of a whole number and ten, and no
    // number of fewer digits is the same.
    if (0.0..MOST).contains(&value) {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "below 10^11")]
        let tenths = (value * 10.0 + 0.5) as u64;
        #[expect(clippy::cast_precision_loss, reason = "below 2^53")]
        #[expect(clippy::float_cmp, reason = "it is this number, or it is another")]
        let is_it = tenths as f64 / 10.0 == value;
        if is_it {
            return push_tenths(tenths, out);
        }
    }
    // INVARIANT: numbers are finite, and writing to memory cannot fail.
    serde_json::to_writer(out, &number).expect("a number can be written as JSON");
}

/// Appends a number of tenths in its shortest form: `12`, `0.5`.
fn push_tenths(tenths: u64, out: &mut Vec<u8>) {
    const LENGTH: usize = 16;
    let digit = |number: u64| b'0' + (number % 10).to_le_bytes()[0];
    // From the last digit to the first.
    let mut written = [b' '; LENGTH];
    let (mut length, mut rest) = (0, tenths / 10);
    if tenths % 10 != 0 {
        (written[0], written[1], length) = (digit(tenths), b'.', 2);
    }
    loop {
        written[length] = digit(rest);
        length += 1;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    written[..length].reverse();
    let end = out.len() + length;
    out.extend_from_slice(&written);
    out.truncate(end);
}

/// Appends a value.
pub(super) fn push<T: Serialize + ?Sized>(value: &T, out: &mut Vec<u8>) {
    out.extend_from_slice(json(value).as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_written_as_any_other_writer_of_json_does() {
        let ends = [0.0, 0.05, 0.25, 1e9, 999_999_999.9, 1e21, 5e-324, -0.3, -7.0, 1.0 / 3.0];
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
