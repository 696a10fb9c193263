//! The codes of diagnostics: faults of a rule file, and warnings about one without faults.

use crate::text::word::words;

words! {
    /// The kind of a diagnostic. Codes do not change from version to version, so scripts may rely
    /// on them.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Code {
        /// The file is not UTF-8 text.
        NotUtf8 = "not-utf8",
        /// The file is longer than a rule file may be.
        FileTooLong = "file-too-long",
        /// The file is not TOML.
        Syntax = "syntax",
        /// The file's `format` is not one that this program reads.
        UnsupportedFormat = "unsupported-format",
        /// A required key is missing.
        MissingKey = "missing-key",
        /// A key that is not defined here.
        UnknownKey = "unknown-key",
        /// A key of another kind of question or entry.
        MisplacedKey = "misplaced-key",
        /// A value of another type than expected.
        WrongType = "wrong-type",
        /// A word that is not one of those expected.
        UnknownWord = "unknown-word",
        /// An empty text.
        EmptyText = "empty-text",
        /// A text with control characters, which could act on a terminal.
        UnprintableText = "unprintable-text",
        /// An id with characters that an id may not have.
        BadId = "bad-id",
        /// A question id that is the name of a flag or key of the program.
        ReservedId = "reserved-id",
        /// An option id that already means another answer, such as `unsure`.
        ReservedOption = "reserved-option",
        /// A question that the file does not declare.
        UnknownQuestion = "unknown-question",
        /// An option that the question does not have.
        UnknownOption = "unknown-option",
        /// A source that the file does not declare.
        UnknownSource = "unknown-source",
        /// A group that the file does not declare.
        UnknownGroup = "unknown-group",
        /// A test that does not fit the kind of its question.
        TestMismatch = "test-mismatch",
        /// An empty condition.
        EmptyCondition = "empty-condition",
        /// A condition with too many combinations of tests when it is written out as clauses.
        ConditionTooLarge = "condition-too-large",
        /// A rulebook whose tables would be too large to hold.
        RulebookTooLarge = "rulebook-too-large",
        /// A number outside the bounds of its question, or not a finite number.
        OutOfRange = "out-of-range",
        /// Bounds between which there is no number.
        BadBounds = "bad-bounds",
        /// A text that is not a duration.
        BadDuration = "bad-duration",
        /// A value that is not a date of the calendar.
        BadDate = "bad-date",
        /// A link that is neither an `https` address nor a DOI.
        BadLink = "bad-link",
        /// A level for some options of the `levels_by` question, but not for all.
        MissingLevel = "missing-level",
        /// A `levels_by` that names an unsuitable question.
        UnfitLevelsBy = "unfit-levels-by",
        /// Questions whose `ask_when` depend on each other in a circle.
        AskWhenCycle = "ask-when-cycle",
        /// The same item twice in one list.
        Repeated = "repeated",
        /// A change that leaves an answer as it is.
        Unchanged = "unchanged",
        /// A rule that cites no source, and is not marked as the author's own.
        MissingSource = "missing-source",
        /// A rule, a question or an aftercare entry whose condition no answers satisfy.
        NeverApplies = "never-applies",
        /// A test that always holds where it stands.
        AlwaysTrue = "always-true",
        /// A part of an `any` that never holds, or only where another part does.
        NeedlessPart = "needless-part",
        /// A rule that adds nothing to another rule.
        HiddenRule = "hidden-rule",
        /// A number that no rule covers, between the bounds of two rules.
        BoundsGap = "bounds-gap",
        /// A number that two rules cover, where the range of one ends and that of the other starts.
        BoundsOverlap = "bounds-overlap",
        /// A question that nothing tests.
        UnreadQuestion = "unread-question",
        /// An option that no test tells apart from another option.
        UnreadOption = "unread-option",
        /// A group without questions.
        UnusedGroup = "unused-group",
        /// A source that nothing cites.
        UncitedSource = "uncited-source",
        /// A text that is hard to read.
        HardToRead = "hard-to-read",
        /// A sentence with too many words.
        LongSentence = "long-sentence",
        /// A word that promises or claims too much.
        UnfitWord = "unfit-word",
        /// A part of a sentence that does not fit into one.
        UnfitClause = "unfit-clause",
        /// A group without a title.
        MissingTitle = "missing-title",
        /// A rulebook or a rule whose review is overdue.
        ReviewOverdue = "review-overdue",
        /// A rulebook too large, or too intricate, to check every condition of it.
        TooLargeToReview = "too-large-to-review",
    }
}
