//! Ids as numbers: cheap to copy, and good for one rulebook only.

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        ///
        /// It indexes into the rulebook that it comes from, and means nothing in another.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl $name {
            pub(crate) fn new(index: usize) -> Self {
                // INVARIANT: a rule file is at most 8 MiB long and declares fewer things than bytes.
                #[expect(clippy::cast_possible_truncation, reason = "far fewer than 2^32")]
                Self(index as u32)
            }

            /// Its place in the rulebook's list, from 0.
            #[must_use]
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    )+};
}

ids! {
    /// A question of a rulebook.
    QuestionId,
    /// A rule of a rulebook.
    RuleId,
    /// A group of a rulebook.
    GroupId,
    /// A source of a rulebook.
    SourceId,
    /// An option of a choice question.
    OptionId,
}
