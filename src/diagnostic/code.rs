//! The kinds of fault that a rule file can have, and the kinds of doubt about one without.

use crate::text::word::words;

words! {
    /// A kind of fault or doubt. The words are stable: scripts may rely on them.
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
        /// A key that must be there is not.
        MissingKey = "missing-key",
        /// A key that means nothing here.
        UnknownKey = "unknown-key",
        /// A key that belongs to another kind of question or entry.
        MisplacedKey = "misplaced-key",
        /// A value of another type than expected.
        WrongType = "wrong-type",
        /// A word that is not one of those expected.
        UnknownWord = "unknown-word",
        /// A text with nothing in it.
        EmptyText = "empty-text",
        /// A text with characters that could confuse a terminal.
        UnprintableText = "unprintable-text",
        /// An id with characters that an id may not have.
        BadId = "bad-id",
        /// A question id that would collide with a flag or a key of the program's own.
        ReservedId = "reserved-id",
        /// An option that would read as another answer.
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
        /// A condition with nothing in it.
        EmptyCondition = "empty-condition",
        /// A condition that spells out too many combinations.
        ConditionTooLarge = "condition-too-large",
        /// A rulebook whose tables would be too large to hold.
        RulebookTooLarge = "rulebook-too-large",
        /// A number outside the bounds of its question, or not a finite number.
        OutOfRange = "out-of-range",
        /// Bounds that leave no room between them.
        BadBounds = "bad-bounds",
        /// A text that is not a duration.
        BadDuration = "bad-duration",
        /// A value that is not a date of the calendar.
        BadDate = "bad-date",
        /// A link that is neither an `https` address nor a DOI.
        BadLink = "bad-link",
        /// A level for some options of the `levels_by` question, but not for all.
        MissingLevel = "missing-level",
        /// A `levels_by` that levels cannot hang on.
        UnfitLevelsBy = "unfit-levels-by",
        /// Questions whose `ask_when` wait for each other.
        AskWhenCycle = "ask-when-cycle",
        /// The same thing twice in one list.
        Repeated = "repeated",
        /// A change that leaves an answer as it is.
        Unchanged = "unchanged",
        /// A rule that cites no source, and is not marked as the author's own.
        MissingSource = "missing-source",
        /// A rule, a question or an aftercare entry whose condition no answers meet.
        NeverApplies = "never-applies",
        /// A test that always holds where it stands.
        AlwaysTrue = "always-true",
        /// A part of an `any` that never holds, or never alone.
        NeedlessPart = "needless-part",
        /// A rule that adds nothing to another one.
        HiddenRule = "hidden-rule",
        /// A number that no rule takes, between two that touch nearly.
        BoundsGap = "bounds-gap",
        /// A number that two rules take, where one ends and the other starts.
        BoundsOverlap = "bounds-overlap",
        /// A question that nothing reads.
        UnreadQuestion = "unread-question",
        /// An option that nothing tells apart from another.
        UnreadOption = "unread-option",
        /// A group that no question is in.
        UnusedGroup = "unused-group",
        /// A source that nothing cites.
        UncitedSource = "uncited-source",
        /// A text that is hard to read.
        HardToRead = "hard-to-read",
        /// A sentence with too many words.
        LongSentence = "long-sentence",
        /// A word that promises or claims too much.
        UnfitWord = "unfit-word",
        /// A rulebook or a rule that was not reviewed for too long.
        ReviewOverdue = "review-overdue",
        /// A rulebook of so many rules that they are not held against each other.
        TooLargeToReview = "too-large-to-review",
    }
}
