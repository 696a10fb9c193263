//! Ids of questions, rules, groups, sources and options: indices into one rulebook.

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        ///
        /// An index into the rulebook that it comes from. It is meaningless in another.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl $name {
            pub(crate) const fn new(index: usize) -> Self {
                // INVARIANT: a rule file is at most 8 MiB long and declares fewer things than bytes.
                #[expect(clippy::cast_possible_truncation, reason = "far fewer than 2^32")]
                Self(index as u32)
            }

            /// The index in the list of the rulebook, or of the question for an option; from 0.
            #[must_use]
            pub const fn index(self) -> usize {
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
    /// An option of a choice, or the no or yes of a yes-no question.
    OptionId,
}

impl OptionId {
    /// The answer no to a yes-no question.
    pub const NO: Self = Self::new(0);
    /// The answer yes to a yes-no question.
    pub const YES: Self = Self::new(1);
}
