//! What the built-in rulebook is promised to say. Nothing else in the tests depends on its content,
//! but the README, whose examples use it, and the cases in `rules/microneedling.cases.toml`.

#![allow(clippy::unwrap_used, reason = "what cannot be unwrapped is a failed test")]

#[path = "../support/mod.rs"]
mod support;

mod changelog;
mod core_questions;
mod exports;
mod pages;
mod rulebook;
mod screens;
mod short_report;
mod unasked;

use std::ffi::OsString;

use support::{Run, Setting, needlecheck_in};

/// The file of the built-in rulebook.
const RULES: &str = "rules/microneedling.toml";

/// Runs the program with the built-in rulebook.
fn needlecheck<T: Into<OsString>>(args: impl IntoIterator<Item = T>) -> Run {
    needlecheck_with_input(args, "")
}

/// Runs the program with the built-in rulebook, and with this on standard input.
fn needlecheck_with_input<T: Into<OsString>>(
    args: impl IntoIterator<Item = T>,
    input: impl Into<Vec<u8>>,
) -> Run {
    needlecheck_in(&Setting { input: input.into(), built_in: true, ..Setting::default() }, args)
}
