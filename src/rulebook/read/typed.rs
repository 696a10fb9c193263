//! Reads the value of an entry as the type that its key requires.

use jiff::civil::Date;
use toml::de::DeValue;

use super::source_map::{Prose, Voice};
use super::table::Entry;
use crate::diagnostic::Code;
use crate::rulebook::{Duration, Number};
use crate::text::escape;
use crate::text::list::one_of;
use crate::text::nearest::nearest;
use crate::text::word::Word;

impl<'a> Entry<'a> {
    pub(crate) fn boolean(&self) -> Option<bool> {
        if let DeValue::Boolean(value) = self.value {
            Some(*value)
        } else {
            self.wrong_type("`true` or `false`");
            None
        }
    }

    /// Any string, such as an id; not for a text that people read.
    pub(crate) fn string(&self) -> Option<&'a str> {
        if let DeValue::String(text) = self.value {
            Some(text)
        } else {
            self.wrong_type("text in quotes");
            None
        }
    }

    /// A text that tells people something.
    pub(super) fn statement(&self) -> Option<String> {
        self.prose(Voice::Tells)
    }

    /// A text that asks people something, or that they can answer with.
    pub(super) fn prompt(&self) -> Option<String> {
        self.prose(Voice::Asks)
    }

    /// A clause of a sentence that says back to people what they answered.
    pub(super) fn clause(&self) -> Option<String> {
        self.prose(Voice::Clause)
    }

    /// A warning sign in a few words, as one of several in a sentence.
    pub(super) fn sign(&self) -> Option<String> {
        self.prose(Voice::Sign)
    }

    /// A text whose wording is not the author's: a name, a unit, a title of a publication.
    ///
    /// A text in the author's own words is a [`statement`](Self::statement), a
    /// [`prompt`](Self::prompt), a [`clause`](Self::clause) or a [`sign`](Self::sign), which a
    /// review of the wording sees.
    pub(crate) fn verbatim(&self) -> Option<String> {
        self.printable()
    }

    /// A text for people, in the author's own words.
    fn prose(&self, voice: Voice) -> Option<String> {
        let text = self.printable()?;
        self.note(|map| {
            let (key, text, span) = (self.key.to_owned(), text.clone(), self.span());
            map.prose.push(Prose { key, text, span, voice });
        });
        Some(text)
    }

    /// A string that is not empty, and harmless on a terminal.
    fn printable(&self) -> Option<String> {
        let text = self.string()?;
        if text.trim().is_empty() {
            self.push(
                self.fault(Code::EmptyText, format!("{} is empty", self.name()))
                    .expected("expected text"),
            );
            None
        } else if let Some(bad) = escape::unprintable(text) {
            self.push(
                self.fault(
                    Code::UnprintableText,
                    format!("{} contains the character {}", self.name(), bad.escape_unicode()),
                )
                .expected("expected printable text")
                .note("such a character could hide or reorder what a terminal shows"),
            );
            None
        } else {
            Some(text.to_owned())
        }
    }

    /// One of a closed set of words.
    pub(crate) fn word<W: Word>(&self) -> Option<W> {
        let DeValue::String(text) = self.value else {
            self.wrong_type(&one_of(W::words()));
            return None;
        };
        let word = W::from_word(text);
        if word.is_none() {
            self.push(
                self.fault(
                    Code::UnknownWord,
                    format!("{} cannot be {}", self.name(), escape::quoted(text)),
                )
                .expected(format!("expected {}", one_of(W::words())))
                .suggestion(nearest(text, W::words())),
            );
        }
        word
    }

    /// A finite number; `None` if the value is of another type. Too large a number is a fault.
    pub(crate) fn number(&self) -> Option<Number> {
        let written = match self.value {
            DeValue::Integer(integer) if integer.radix() == 10 => integer.as_str(),
            DeValue::Float(float) => float.as_str(),
            _ => {
                self.wrong_type("a decimal number");
                return None;
            }
        };
        if Number::has_too_many_digits(written) {
            let message = format!("{} has more than 15 digits", self.name());
            self.push(self.fault(Code::OutOfRange, message).expected("expected at most 15 digits"));
            return None;
        }
        let number = written.parse().ok().and_then(Number::new);
        if number.is_none() {
            self.push(
                self.fault(Code::OutOfRange, format!("{} is not a finite number", self.name()))
                    .expected("expected a finite number"),
            );
        }
        number
    }

    /// A date of the calendar, without a time.
    pub(crate) fn date(&self) -> Option<Date> {
        let DeValue::Datetime(datetime) = self.value else {
            self.wrong_type("a date such as 2026-11-22, without quotes");
            return None;
        };
        let date = match (datetime.date, datetime.time) {
            (Some(date), None) => i16::try_from(date.year).ok().and_then(|year| {
                Date::new(year, date.month.cast_signed(), date.day.cast_signed()).ok()
            }),
            _ => None,
        };
        if date.is_none() {
            self.push(
                self.fault(Code::BadDate, format!("{} is not a date of the calendar", self.name()))
                    .expected("expected a date such as 2026-11-22"),
            );
        }
        date
    }

    pub(crate) fn duration(&self) -> Option<Duration> {
        let DeValue::String(text) = self.value else {
            self.wrong_type("a duration in quotes, such as `\"14 days\"`");
            return None;
        };
        let duration = Duration::from_text(text);
        if duration.is_none() {
            self.push(
                self.fault(
                    Code::BadDuration,
                    format!("{} cannot be {}", self.name(), escape::quoted(text)),
                )
                .expected("expected a number of days, weeks, months or years, such as `14 days`")
                .note("the shortest duration is 1 day, the longest about 200 years"),
            );
        }
        duration
    }
}
