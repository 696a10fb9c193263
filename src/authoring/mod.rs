//! For those who write rules: explains a rulebook, proves what holds for it, finds what is
//! doubtful in it, runs its cases, and finds what its cases do not notice.
//!
//! A screening needs none of it.

pub mod cases;
pub mod guide;
pub mod mutation;
pub mod proof;
pub mod review;
