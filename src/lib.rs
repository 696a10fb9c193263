//! Screens one person for microneedling, or for anything else that a rulebook covers.
//!
//! A **rulebook** (one TOML file) holds the questions, the rules and the published sources behind
//! each rule. A person's **answers** are held against it, and every rule either applies, does not
//! apply, or cannot be told yet. That comes to one **verdict** with **findings**, its reasons.
//!
//! ```
//! use needlecheck::{Answers, Level, Report, Rulebook, Verdict};
//!
//! let rulebook = Rulebook::built_in();
//! let mut answers = Answers::new(&rulebook, "2026-11-22".parse()?);
//! for core in ["active_acne", "eczema", "rosacea", "infection"] {
//!     answers.set(core, "no")?;
//! }
//! answers.set("setting", "clinic")?.set("sun_exposure", "low")?;
//! answers.set("last_needling", "3 weeks ago")?;
//!
//! let report = Report::of(&answers);
//! assert_eq!(report.verdict(), Verdict::Level(Level::Defer));
//! assert_eq!(report.outcome().findings[0].ends, Some("2026-12-02".parse()?));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What is promised
//!
//! - *Never falsely reassuring*: however the open questions turn out, the final level lies between
//!   [`Outcome::floor`](screening::Outcome::floor) and
//!   [`Outcome::at_worst`](screening::Outcome::at_worst), and a go verdict is only given where the
//!   two are the same and no rule waits for a question that the rulebook assumes nothing for.
//! - Answering an open question that is certainly asked, or that was answered with "unsure", never
//!   widens that range.
//! - Every answer counts, whether its question would have been asked or not.
//! - The same answers give the same report, byte for byte, whichever way they come in.
//! - A misspelt question, option or key is an error and never ignored; so is a key given twice.
//!
//! # Modules
//!
//! Each module knows only those before it in this table, and its own parts know each other in one
//! direction only; a test checks both.
//!
//! | module | what it does |
//! |---|---|
//! | `bits` | small sets of numbers |
//! | `text` | places in a file, escaping, what is wrong and what was meant: nothing of screening |
//! | [`diagnostic`] | what can be wrong with a rule file, and how that is shown |
//! | [`rulebook`] | TOML as written -> a checked [`Rulebook`] |
//! | [`answers`] | what a person said, held against the rulebook |
//! | `layout` | headings, paragraphs and tables, painted and wrapped; the frame of an HTML page |
//! | [`screening`] | rulebook + answers + date -> outcome, outlook and changes; cannot fail |
//! | [`interview`] | what to ask next, what an entry means, what comes of it: without a terminal |
//! | [`report`] | screening -> report -> text, JSON, Markdown or a handout |
//! | [`batch`] | a record a line -> a report a line, on any number of threads |
//! | [`authoring`] | for those who write rules: guide, review, proof, cases, mutation |
//! | `cli` | arguments, files, terminal: one small file a command (feature `cli`, on by default) |
//!
//! Nothing is checked twice: a [`Rulebook`] exists only if its file has no fault, and an answer
//! only gets into [`Answers`] if it fits its question.

pub mod answers;
pub mod authoring;
pub mod batch;
mod bits;
#[cfg(feature = "cli")]
pub mod cli;
pub mod diagnostic;
pub mod interview;
mod layout;
pub mod report;
pub mod rulebook;
pub mod screening;
mod text;

pub use answers::Answers;
pub use layout::{Page, Width};
pub use report::Report;
pub use rulebook::{Level, Rulebook};
pub use screening::{Screener, Verdict};
pub use text::position::Position;
pub use text::problem::Problem;
pub use text::word::Word;

/// The README's example is run as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
