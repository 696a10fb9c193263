//! Which small changes of a rulebook its cases do not notice: mutation testing.
//!
//! Each change that a slip of the pen could make is made in turn, and all cases are run on the
//! changed rulebook. A change that none of them notices either makes no difference, which is
//! proven, or shows a case that is missing, which is made up and shown.
//!
//! - **What is changed.** Only what a rule file can say, and only so that some answers could tell
//!   it apart. A wait becomes one in days, a day shorter or longer than it is on the treatment
//!   date of the case that is run: `2 weeks` becomes `13 days` and `15 days`; `6 months` becomes
//!   `180 days` and `182 days` on a day on which they are 181 days, and `183 days` and `185 days`
//!   on another. So the last day that a wait covers has to be in a case, and the first that it
//!   does not. One month or year more or less is not tried: what notices a day notices that, too.
//! - **What makes no difference.** A change counts as equivalent only if every combination of
//!   answers to the questions involved has been tried: one answer of each class that
//!   [`proof`](crate::authoring::proof) says rules can tell apart, "unsure", and none.

mod baseline;
mod change;
mod comparison;
mod coverage;
mod json;
mod mutant;
mod propose;
mod site;
mod text;

pub use coverage::Coverage;
pub use json::to_json;
use site::MutationSite;
pub use text::to_text;
