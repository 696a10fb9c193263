//! The report as text for a person: whole, or as short as a screen.
//!
//! It is ASCII except for the rulebook's own words, does not depend on colour, and makes sense read
//! from top to bottom, as by a screen reader.

mod full;
mod outlook;
mod short;
mod verdict;

pub(super) use full::full;
pub(super) use short::short;
pub(crate) use verdict::word as verdict_word;
