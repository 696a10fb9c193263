//! The promises of the program, held against random rulebooks and random answers, and against
//! every combination of answers to the core questions of the built-in rulebook.
//!
//! `generator` makes rulebooks and people, `written` puts their answers as they would, and
//! `reference` works out by other means what the screening has to find; `summary` puts both in
//! the same words.

#![cfg(feature = "cli")]

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
mod summary;
mod unasked;
mod ways;
mod written;

#[path = "../support/mod.rs"]
mod support;

use proptest::strategy::{Strategy, ValueTree as _};
use proptest::test_runner::{Config, TestRunner};

/// So many cases; a failure is shown smallest first and leaves no file behind.
fn cases(cases: u32) -> Config {
    Config { cases, failure_persistence: None, max_shrink_iters: 4_000, ..Config::default() }
}

/// So many random cases, the same each time.
fn some(
    strategy: impl Strategy<Value = generator::Case>,
    count: usize,
) -> impl Iterator<Item = generator::Case> {
    let mut runner = TestRunner::deterministic();
    let mut case = move || strategy.new_tree(&mut runner).expect("every case is a case").current();
    (0..count).map(move |_| case())
}
