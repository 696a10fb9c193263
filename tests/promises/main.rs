//! The promises of the program, held against random rulebooks and random answers, and against
//! every combination of answers to the core questions of the built-in rulebook.
//!
//! `generator` makes rulebooks and people, `written` puts their answers as they would, and
//! `reference` works out by other means what the screening has to find.

mod any_input;
mod core_questions;
mod dice;
mod explain;
mod findings;
mod generator;
mod misspelt;
mod prospects;
mod ranges;
mod reference;
mod ways;
mod written;

#[path = "../support/mod.rs"]
mod support;

use proptest::test_runner::Config;

/// So many cases; a failure is shown smallest first and leaves no file behind.
fn cases(cases: u32) -> Config {
    Config { cases, failure_persistence: None, max_shrink_iters: 4_000, ..Config::default() }
}
