//! What is said of each rule.

mod boats;
mod people;
mod things;
mod weather;

pub(super) use boats::*;
pub(super) use people::*;
pub(super) use things::*;
pub(super) use weather::*;
