//! Mutation testing: which small changes of a rulebook its cases do not notice.
//!
//! Each small change that could be a typing error is made in turn, and all cases are run on the
//! changed rulebook. A change that no case notices is either equivalent, which is proven, or a test
//! case is missing, which is then proposed.
//!
//! - **What is changed.** Only changes that can be written in a rule file, and that some answers
//!   could reveal. A wait is replaced by a wait in days that is one day shorter or longer on the
//!   treatment date of the case that is run: `2 weeks` becomes `13 days` and `15 days`; `6 months`
//!   becomes `180 days` and `182 days` on a day on which they are 181 days, and `183 days` and `185
//!   days` on another. So there must be cases for the last day that a wait covers, and for the
//!   first day after it. Changes by a month or a year are not tried: a case that notices one day
//!   notices these too.
//! - **What is equivalent.** A change counts as equivalent only after every combination of answers
//!   to the questions involved has been tried: one answer of each class that rules can tell apart
//!   (see [`proof`](crate::authoring::proof)), "unsure", and no answer.

mod affected;
mod baseline;
mod change;
mod comparison;
mod coverage;
mod json;
mod mutant;
mod propose;
mod relevance;
mod site;
mod text;
mod undecided;

pub use coverage::Coverage;
pub use json::to_json;
use site::MutationSite;
pub use text::to_text;
