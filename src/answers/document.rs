//! A JSON object of answers.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::HashSet;
use std::fmt;

use jiff::civil::Date;
use serde::Deserialize;
use serde::de::{MapAccess, Visitor};
use serde_json::value::RawValue;

use super::fault::{Fault, FaultCode, Faults, unknown_question};
use super::time::counts_from_treatment;
use super::{Answer, RecordId, parse};
use crate::rulebook::{Kind, QuestionId, Rulebook};
use crate::text::position::{Lines, Position};

/// The maximum size of a document of answers in bytes: 1 MiB.
pub const MAX_DOCUMENT_BYTES: usize = 1 << 20;

/// A JSON object of answers. Its `id` and `on` are parsed; the answers are not yet compared with a
/// rulebook.
#[derive(Debug)]
pub struct Document<'t> {
    text: &'t str,
    lines: OnceCell<Lines<'t>>,
    id: Option<RecordId>,
    on: Option<Date>,
    entries: Vec<(Cow<'t, str>, &'t RawValue)>,
}

/// A question and its answer; `None` for `null`.
type Answered = (QuestionId, Option<Answer>);

impl<'t> Document<'t> {
    /// The bytes of a document as text.
    ///
    /// # Errors
    ///
    /// More than [`MAX_DOCUMENT_BYTES`], or bytes that are not UTF-8.
    pub fn text(bytes: &'t [u8]) -> Result<&'t str, Fault> {
        utf8(bytes, "one JSON object")
    }

    /// Parses a JSON object, and its `id` and `on`. A byte order mark at its start is skipped.
    ///
    /// # Errors
    ///
    /// Text that is not exactly one JSON object; an `id` that is neither a string nor a number; an
    /// `on` that is not a possible treatment date; a repeated key.
    pub fn from_json(text: &'t str) -> Result<Self, Faults> {
        Self::of(text.strip_prefix('\u{feff}').unwrap_or(text))
    }

    /// Parses like [`Document::from_json`], but does not accept a byte order mark.
    pub(super) fn of(text: &'t str) -> Result<Self, Faults> {
        let entries = entries(text)?;
        let document = Self { text, lines: OnceCell::new(), id: None, on: None, entries };
        let (mut own_id, mut own_on) = (None, None);
        let mut faults = Vec::new();
        let mut seen = HashSet::new();
        for (key, value) in &document.entries {
            if faults.len() == Faults::MAX_KEPT {
                break;
            }
            if !seen.insert(key) {
                faults.push(
                    Fault::new(FaultCode::RepeatedKey, "the key is repeated")
                        .at(key)
                        .position(document.position(value))
                        .expected("every key once"),
                );
            }
            let read = match key.as_ref() {
                "id" => record_id(value).map(|id| own_id = id),
                "on" => treatment_date(value).map(|on| own_on = on),
                _ => Ok(()),
            };
            if let Err(fault) = read {
                faults.push(fault.at(key).position(document.position(value)));
            }
        }
        Faults::unless_none(faults, ())?;
        Ok(Self { id: own_id, on: own_on, ..document })
    }

    /// The id in a text that may have other faults; `None` if there is no id, or no single valid
    /// one.
    pub(crate) fn id_of(text: &str) -> Option<RecordId> {
        let entries = entries(text).ok()?;
        let mut ids = entries.iter().filter(|(key, _)| key == "id");
        let (_, id) = ids.next()?;
        if ids.next().is_some() { None } else { record_id(id).ok()? }
    }

    /// The record's id, if it has one.
    pub(crate) fn id(&self) -> Option<&RecordId> {
        self.id.as_ref()
    }

    /// The treatment date, if the document has one.
    #[must_use]
    pub fn on(&self) -> Option<Date> {
        self.on
    }

    /// Whether the day of any answer depends on the treatment date, as that of `3 weeks ago` does.
    #[must_use]
    pub fn counts_from_treatment(&self, rulebook: &Rulebook) -> bool {
        self.entries.iter().any(|(key, value)| {
            let question = rulebook.find_question(key).map(|id| &rulebook[id]);
            question.is_some_and(|question| matches!(question.kind, Kind::Date))
                && matches!(JsonValue::of(value), JsonValue::Text(text) if counts_from_treatment(&text))
        })
    }

    /// The answers, checked against a rulebook; `None` for a question that is given as `null`.
    /// Keys that are not questions are skipped if `ignored` has them, and faults otherwise.
    pub(super) fn answers(
        &self,
        rulebook: &Rulebook,
        on: Date,
        ignored: &[String],
    ) -> Result<Vec<Answered>, Faults> {
        let mut given = Vec::with_capacity(self.entries.len());
        let mut faults = Vec::new();
        for (key, value) in &self.entries {
            if faults.len() == Faults::MAX_KEPT {
                break;
            }
            if is_of_document(key)
                || ignored.iter().any(|known| known == key) && rulebook.find_question(key).is_none()
            {
                continue;
            }
            match answer(rulebook, key, value, on) {
                Ok(answer) => given.push(answer),
                Err(fault) => faults.push(fault.position(self.position(value))),
            }
        }
        Faults::unless_none(faults, given)
    }

    /// Every key but `id` and `on` with its value, and the answer that it is for this
    /// rulebook.
    pub(crate) fn each_answer(
        &self,
        rulebook: &Rulebook,
        on: Date,
    ) -> impl Iterator<Item = (&str, &RawValue, Result<Answered, Fault>)> {
        let entries = self.entries.iter().filter(|(key, _)| !is_of_document(key));
        entries.map(move |(key, value)| (&**key, *value, answer(rulebook, key, value, on)))
    }

    /// Every key.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|(key, _)| &**key)
    }

    /// The position of a value in the text.
    fn position(&self, value: &RawValue) -> Position {
        let offset = value.get().as_ptr().addr() - self.text.as_ptr().addr();
        self.lines.get_or_init(|| Lines::of(self.text)).position(offset)
    }
}

/// The bytes of a document as text; `accepted` says in faults what the document should be.
pub(super) fn utf8<'t>(bytes: &'t [u8], accepted: &str) -> Result<&'t str, Fault> {
    if bytes.len() > MAX_DOCUMENT_BYTES {
        let message = format!("longer than {} MiB", MAX_DOCUMENT_BYTES >> 20);
        return Err(Fault::new(FaultCode::TooLong, message).expected(accepted));
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let valid = &bytes[..error.valid_up_to()];
        let position = Lines::of(&String::from_utf8_lossy(valid)).position(valid.len());
        Fault::new(FaultCode::NotUtf8, "the text is not UTF-8 from here on")
            .position(position)
            .expected(format!("{accepted}, saved as UTF-8"))
    })
}

/// Whether a key belongs to the document, and is not an answer.
fn is_of_document(key: &str) -> bool {
    ["id", "on"].contains(&key)
}

/// The question of a key, and the answer to it.
fn answer(rulebook: &Rulebook, key: &str, value: &RawValue, on: Date) -> Result<Answered, Fault> {
    let id = rulebook.find_question(key).ok_or_else(|| unknown_question(rulebook, key))?;
    let question = &rulebook[id];
    let answer = match JsonValue::of(value) {
        JsonValue::Null => Ok(None),
        JsonValue::Boolean(yes) => parse::boolean(question, yes).map(Some),
        JsonValue::Number(written) => parse::number(question, written).map(Some),
        JsonValue::Text(text) if question.kind.is_numeric() && text != "unsure" => {
            let fault = parse::wrong_type(question, "a string");
            Err(match parse::text(question, &text, on) {
                Ok(Answer::Value(value)) => {
                    fault.suggestion(Some(value.shown(question).to_string()))
                }
                Ok(Answer::Unsure) => fault,
                Err(inner) => fault.suggestion(inner.problem.suggestion),
            })
        }
        JsonValue::Text(text) => parse::text(question, &text, on).map(Some),
        JsonValue::Nested(what) => Err(parse::wrong_type(question, what)),
    }?;
    Ok((id, answer))
}

fn record_id(value: &RawValue) -> Result<Option<RecordId>, Fault> {
    match JsonValue::of(value) {
        JsonValue::Null => Ok(None),
        JsonValue::Text(text) => Ok(Some(RecordId::Text(text.into_owned()))),
        JsonValue::Number(written) => match written.parse::<serde_json::Number>() {
            Ok(number) if number.to_string() == written => Ok(Some(RecordId::Number(number))),
            _ => Err(Fault::new(
                FaultCode::OutOfRange,
                "this number would change when copied: write it as a string",
            )
            .suggestion(Some(format!("\"{written}\"")))),
        },
        JsonValue::Boolean(_) => {
            Err(Fault::new(FaultCode::WrongType, "`true` or `false` cannot be an id"))
        }
        JsonValue::Nested(what) => {
            Err(Fault::new(FaultCode::WrongType, format!("{what} cannot be an id")))
        }
    }
    .map_err(|fault| fault.expected("a string or a number"))
}

fn treatment_date(value: &RawValue) -> Result<Option<Date>, Fault> {
    match JsonValue::of(value) {
        JsonValue::Null => Ok(None),
        JsonValue::Text(text) => super::treatment_date(&text).map(Some),
        _ => Err(Fault::new(FaultCode::WrongType, "this cannot be a treatment date")
            .expected("a date such as `2026-11-22`")),
    }
}

/// A JSON value. Only scalars can be answers.
pub(super) enum JsonValue<'t> {
    Null,
    Boolean(bool),
    Number(&'t str),
    Text(Cow<'t, str>),
    /// Not a scalar: what it is, for a message.
    Nested(&'static str),
}

impl<'t> JsonValue<'t> {
    pub(super) fn of(value: &'t RawValue) -> Self {
        let written = value.get();
        match written.as_bytes().first() {
            Some(b'n') => Self::Null,
            Some(b't') => Self::Boolean(true),
            Some(b'f') => Self::Boolean(false),
            Some(b'[') => Self::Nested("a list"),
            Some(b'{') => Self::Nested("an object"),
            Some(b'"') => serde_json::from_str::<Text<'t>>(written)
                // INVARIANT: a raw value is valid JSON, except that a string may have an escape
                // for half of a surrogate pair.
                .map_or(Self::Nested("a string with an invalid escape"), |text| Self::Text(text.0)),
            _ => Self::Number(written),
        }
    }
}

#[derive(Deserialize)]
struct Text<'t>(#[serde(borrow)] Cow<'t, str>);

/// The keys and values of a text that must be one JSON object.
pub(crate) fn entries(text: &str) -> Result<Vec<(Cow<'_, str>, &RawValue)>, Fault> {
    const ACCEPTED: &str = "one JSON object such as `{\"setting\": \"clinic\"}`";
    let start = text.trim_start_matches([' ', '\t', '\r', '\n']);
    if start.is_empty() {
        return Err(Fault::new(FaultCode::Empty, "the document is empty").expected(ACCEPTED));
    }
    serde_json::from_str::<Entries<'_>>(text).map(|entries| entries.0).map_err(|error| {
        let message = error.to_string();
        let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(what, _)| what);
        let position = Lines::of(text).position_in_line(error.line(), error.column());
        if error.is_data() && !start.starts_with('{') {
            let message = "the document is not an object";
            Fault::new(FaultCode::NotAnObject, message).expected(ACCEPTED)
        } else {
            Fault::new(FaultCode::Syntax, format!("not JSON: {message}"))
                .position(position)
                .expected(ACCEPTED)
        }
    })
}

struct Entries<'t>(Vec<(Cow<'t, str>, &'t RawValue)>);

impl<'t> Deserialize<'t> for Entries<'t> {
    fn deserialize<D: serde::Deserializer<'t>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;

        impl<'t> Visitor<'t> for Object {
            type Value = Entries<'t>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<M: MapAccess<'t>>(self, mut map: M) -> Result<Self::Value, M::Error> {
                let mut entries = Vec::new();
                while let Some((Text(key), value)) = map.next_entry::<Text<'t>, &'t RawValue>()? {
                    entries.push((key, value));
                }
                Ok(Entries(entries))
            }
        }

        deserializer.deserialize_map(Object)
    }
}
