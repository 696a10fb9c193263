//! Screens one person for what a rulebook is about.

mod text;
pub mod diagnostic;
pub mod rulebook;
pub mod answers;
pub mod screening;
pub mod report;

