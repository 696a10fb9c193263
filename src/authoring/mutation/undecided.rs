//! Changes of which it is not known whether they make a difference.

/// Why a change is undecided for which the budget did not suffice.
pub(super) const OUT_OF_STEPS: &str = "the budget of steps does not suffice for it";

/// A change of which neither was shown that it makes a difference, nor that it makes none.
#[derive(Clone, Debug)]
pub(super) struct Undecided {
    /// The change in words.
    pub(super) change: String,
    /// The line of the rule file on which it would be made.
    pub(super) line: usize,
    /// Why it is not decided.
    pub(super) why: String,
}
