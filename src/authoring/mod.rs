//! Tools for authors of rulebooks: a start and a schema for editors, explanations and charts, an
//! export as JSON, proofs, comparisons, warnings, test cases, and the coverage of these by mutation
//! testing.
//!
//! Screening does not need them.

pub mod cases;
pub mod diff;
pub mod export;
pub mod guide;
pub mod mutation;
pub mod proof;
pub mod review;
mod rule_schema;
pub mod starter;

pub use rule_schema::rule_schema;
