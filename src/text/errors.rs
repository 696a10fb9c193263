//! Several errors as one error.

use std::fmt;

/// A list of messages that is displayed as one error. The caller writes `error: ` before the
/// first; every further message starts a line with `error: ` of its own.
#[derive(Debug, Default)]
pub(crate) struct Errors(Vec<String>);

impl<T: ToString> Extend<T> for Errors {
    fn extend<I: IntoIterator<Item = T>>(&mut self, errors: I) {
        self.0.extend(errors.into_iter().map(|error| error.to_string()));
    }
}

impl<T: ToString> FromIterator<T> for Errors {
    fn from_iter<I: IntoIterator<Item = T>>(errors: I) -> Self {
        let mut all = Self::default();
        all.extend(errors);
        all
    }
}

impl fmt::Display for Errors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("\nerror: "))
    }
}

impl std::error::Error for Errors {}
