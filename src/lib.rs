//! Screens one person for microneedling, or for anything else that a rulebook covers.
//!
//! A **rulebook** (one TOML file) holds the questions, the rules and the published sources behind
//! each rule. Screening checks a person's **answers** against every rule: the rule applies, does
//! not apply, or may still apply because a question is open. The result is one **verdict** with its
//! reasons, the **findings**.
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
//!   [`Outcome::at_worst`](screening::Outcome::at_worst), and a go verdict is given only if the two
//!   are equal and no rule depends on an open question for which the rulebook assumes no answer.
//! - Answering an open question never widens that range, if the question is certainly asked or was
//!   answered with "unsure".
//! - Every answer counts, even if its question would not have been asked.
//! - The same answers give the same report, byte for byte, whether they come from flags, JSON, a
//!   table or an interview.
//! - A misspelt question, option or key is an error and never ignored. So is a repeated key.
//!
//! # Modules
//!
//! Each module depends only on those above it in this table, and the files of a module form no
//! cycle. A test checks both.
//!
//! | module | what it does |
//! |---|---|
//! | `bits` | small sets of numbers |
//! | `text` | positions in a file, escaping, suggestions for misspelt words |
//! | [`diagnostic`] | faults of a rule file and warnings about it, as text or JSON |
//! | [`rulebook`] | reads a rule file into a checked [`Rulebook`] |
//! | [`answers`] | a person's answers, checked against the rulebook |
//! | `layout` | headings, paragraphs and tables, coloured and wrapped; the frame of an HTML page |
//! | [`screening`] | rulebook + answers + date -> outcome, outlook and changes; cannot fail |
//! | [`interview`] | what to ask next, what an entry means, and its effects; no terminal |
//! | [`report`] | the report of a screening as text, JSON, Markdown or HTML |
//! | [`batch`] | one record a line in, one report a line out, on several threads |
//! | [`recheck`] | an earlier report checked again: what has changed since, and why |
//! | [`authoring`] | tools for authors of rulebooks: guide, export, review, proof, diff, cases, mutation |
//! | `cli` | arguments, files, terminal; one file for each command (feature `cli`, on by default) |
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
pub mod recheck;
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

/// The example of the registry's page, which is also that of the README, is run as a test.
#[cfg(doctest)]
#[doc = include_str!("../packaging/about.md")]
struct About;
