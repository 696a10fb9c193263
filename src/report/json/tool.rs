//! The program that wrote a result.

use serde::Serialize;
use serde_json::{Value, json};

use super::types::{object, string};

/// The program that wrote a result.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct Tool {
    name: &'static str,
    version: &'static str,
}

impl Tool {
    /// This program.
    pub(crate) const THIS: Self =
        Self { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") };

    /// The schema of what this program writes of itself.
    pub(crate) fn schema() -> Value {
        object([
            ("name", "The name of the program.", json!({"const": Self::THIS.name})),
            ("version", "The version of the program.", string()),
        ])
    }
}
