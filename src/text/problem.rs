//! What is wrong with an input, and how to correct it.

use std::fmt;

/// What is wrong with an input, and how to correct it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong, as a phrase.
    pub message: Box<str>,
    /// What is accepted instead.
    pub expected: Option<Box<str>>,
    /// What was likely meant: the exact input that would be accepted.
    pub suggestion: Option<Box<str>>,
}

impl Problem {
    pub(crate) fn new(message: impl Into<Box<str>>) -> Self {
        Self { message: message.into(), expected: None, suggestion: None }
    }

    pub(crate) fn expected(mut self, expected: impl Into<Box<str>>) -> Self {
        self.expected = Some(expected.into());
        self
    }

    pub(crate) fn suggestion(mut self, suggestion: Option<impl Into<Box<str>>>) -> Self {
        self.suggestion = suggestion.map(Into::into);
        self
    }
}

impl fmt::Display for Problem {
    /// The message; then, each on a line of its own, what is accepted and the suggestion.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        if let Some(expected) = &self.expected {
            write!(f, "\n  accepted: {expected}")?;
        }
        if let Some(meant) = &self.suggestion {
            write!(f, "\n  did you mean `{meant}`?")?;
        }
        Ok(())
    }
}

impl std::error::Error for Problem {}
