//! The short report: what a person needs to know first, on one screen.

mod fit;
mod granted;
mod parts;

pub(in crate::report) use fit::short;
