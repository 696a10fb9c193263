//! Where a rulebook can be changed.

use crate::text::word::words;

words! {
    /// What a change is made to.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub(super) enum MutationSite {
        /// A whole rule.
        Rule = "rule",
        /// A yes or no that a test looks for.
        Test = "test",
        /// An option that a test looks for, or does not.
        Option = "option",
        /// A number or a wait.
        Bound = "bound",
        /// One of several tests, or how they are joined.
        Part = "part",
        /// The level of a rule, or one cell of it.
        Cell = "cell",
        /// Whether a question is asked of everybody.
        AskWhen = "ask-when",
        /// What is assumed.
        Assumption = "assumption",
    }
}
