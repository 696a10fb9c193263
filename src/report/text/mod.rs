//! The report as text for a person.
//!
//! It is ASCII except for the rulebook's own words, does not depend on colour, and makes sense read
//! from top to bottom, as by a screen reader.

mod full;
mod outlook;

pub(super) use full::full;
