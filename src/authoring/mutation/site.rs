//! The parts of a rulebook that mutation testing changes.

use crate::text::word::words;

words! {
    /// The part of a rulebook that is changed.
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
        /// The `ask_when` of a question.
        AskWhen = "ask-when",
        /// What is assumed.
        Assumption = "assumption",
    }
}
