//! The promises of the program, held against random rulebooks and random answers.
//!
//! `generator` makes rulebooks and people, `input_forms` puts their answers as they would, and
//! `reference` works out by other means what the screening has to find; `summary` puts both in
//! the same words.

#![cfg(feature = "cli")]

mod any_input;
mod diff;
mod explain;
mod findings;
mod generator;
mod input_forms;
mod large;
mod many_changes;
mod misspelt;
mod outlook;
mod ranges;
mod recheck;
mod reference;
mod rng;
mod same_report;
mod summary;
mod unasked;

#[path = "../support/mod.rs"]
mod support;

use proptest::strategy::{Strategy, ValueTree as _};
use proptest::test_runner::{Config, TestRunner};

/// The settings for this number of cases: a failure is made as small as possible, and leaves no
/// file behind.
fn cases(cases: u32) -> Config {
    Config { cases, failure_persistence: None, max_shrink_iters: 4_000, ..Config::default() }
}

/// This number of random cases, the same each time.
fn some(
    strategy: impl Strategy<Value = generator::Case>,
    count: usize,
) -> impl Iterator<Item = generator::Case> {
    let mut runner = TestRunner::deterministic();
    let mut case = move || strategy.new_tree(&mut runner).expect("every case is a case").current();
    (0..count).map(move |_| case())
}
