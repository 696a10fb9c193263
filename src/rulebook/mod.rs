//! The rulebook: questions, rules and sources, read from TOML and checked.
//!
//! Reading gives either a valid [`Rulebook`] or every fault of the text. Ids are indices into the
//! rulebook that they come from, so no later module has to check them.
//!
#![doc = include_str!("../../rules/README.md")]

mod condition;
mod duration;
mod id;
mod level;
mod number;
mod question;
mod question_set;
mod read;
mod rule;
mod source;
mod value;
mod wording;

use std::borrow::Cow;
use std::sync::{Arc, LazyLock, OnceLock};

use jiff::civil::Date;
use sha2::{Digest as _, Sha256};

pub use condition::{Condition, Test};
pub use duration::Duration;
pub(crate) use duration::Unit;
pub use id::{GroupId, OptionId, QuestionId, RuleId, SourceId};
pub use level::Level;
pub use number::Number;
pub(crate) use question::KindWord;
pub use question::{Choice, Group, Kind, Modification, Question};
pub use question_set::QuestionSet;
pub use read::{LONGEST_RULE_FILE, RESERVED_QUESTION_IDS};
pub use rule::{Aftercare, AftercareKind, Evidence, Levels, Rule, Urgency};
pub use source::{Link, Read, Source};
pub use value::{Bound, PastDate, Range, Value, Wants};

pub(crate) use read::names::{check_key, is_id};
pub(crate) use read::sink::Sink;
pub(crate) use read::source_map::{Node, Prose, SourceMap, Span, Voice};
pub(crate) use read::value::answer_text;
pub(crate) use read::{body, bytes as text_of, document, table};

use crate::diagnostic::Diagnostics;
use crate::text::append;

/// A checked rule file. It exists only if the file is valid.
#[derive(Clone, Debug)]
pub struct Rulebook {
    text: Cow<'static, str>,
    sha256: OnceLock<String>,
    head: Head,
    sources: Vec<Source>,
    groups: Vec<Group>,
    questions: Arc<[Question]>,
    rules: Vec<Rule>,
    aftercare: Vec<Aftercare>,
    ask_order: Vec<QuestionId>,
    by_id: Vec<QuestionId>,
}

/// The `[rulebook]` table of a rule file: what identifies the rulebook and holds for all of it.
#[derive(Clone, Debug)]
pub struct Head {
    /// Its id.
    pub id: String,
    /// What it screens for, as a title.
    pub title: String,
    /// Its version.
    pub version: String,
    /// When it was last reviewed.
    pub reviewed: Date,
    /// The question that levels may depend on: a choice without `ask_when`.
    pub levels_by: Option<QuestionId>,
    /// How long a result is valid if nothing changes.
    pub valid_for: Option<Duration>,
    /// The text at the end of every report.
    pub notice: String,
    /// How often it has to be reviewed, if the rule file says so.
    pub review_every: Option<Duration>,
    /// Long names that a text cannot avoid: a review of the wording does not count them as hard to
    /// read.
    pub plain: Vec<String>,
}

impl Head {
    /// The first day on which the result of a screening for the day `on` is no longer valid; `None`
    /// if the rulebook has no `valid_for`.
    pub(crate) fn valid_until(&self, on: Date) -> Option<Date> {
        Some(self.valid_for?.after(on))
    }
}

impl Rulebook {
    /// The name under which the built-in rulebook appears in messages.
    pub const BUILT_IN: &'static str = "rules/microneedling.toml (built in)";

    /// The microneedling rulebook that comes with the program. It is read once in a process.
    ///
    /// # Panics
    ///
    /// Never: a test reads the built-in rulebook, and it is read by the same code as any other.
    #[must_use]
    pub fn built_in() -> &'static Self {
        const TEXT: &str = include_str!("../../rules/microneedling.toml");
        static RULEBOOK: LazyLock<Rulebook> = LazyLock::new(|| {
            let read = read::rulebook(Rulebook::BUILT_IN, Cow::Borrowed(TEXT));
            read.unwrap_or_else(|faults| panic!("{faults}"))
        });
        &RULEBOOK
    }

    /// Reads the text of a rule file; messages refer to it as `name`.
    ///
    /// # Errors
    ///
    /// Every fault of the text.
    pub fn from_toml(name: &str, text: impl Into<String>) -> Result<Self, Diagnostics> {
        read::rulebook(name, Cow::Owned(text.into()))
    }

    /// Reads the bytes of a rule file; messages refer to it as `name`.
    ///
    /// # Errors
    ///
    /// More bytes than a rule file may have; the first byte that is not UTF-8; or every fault of the
    /// text.
    pub fn from_bytes(name: &str, bytes: Vec<u8>) -> Result<Self, Diagnostics> {
        read::bytes(name, bytes).and_then(|text| Self::from_toml(name, text))
    }

    /// Its `[rulebook]` table.
    #[must_use]
    pub fn head(&self) -> &Head {
        &self.head
    }

    /// The SHA-256 of the rule file, in lower-case hexadecimal; computed on the first call.
    #[must_use]
    pub fn sha256(&self) -> &str {
        self.sha256.get_or_init(|| {
            Sha256::digest(self.text.as_bytes()).iter().fold(String::new(), |mut hex, byte| {
                append(&mut hex, format_args!("{byte:02x}"));
                hex
            })
        })
    }

    /// The sources, in file order.
    #[must_use]
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// The groups, in file order.
    #[must_use]
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// The questions, in file order, in which they are also asked.
    #[must_use]
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// The rules, in file order.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The aftercare entries, in file order.
    #[must_use]
    pub fn aftercare(&self) -> &[Aftercare] {
        &self.aftercare
    }

    /// Every question, each after all those that its `ask_when` tests.
    #[must_use]
    pub fn ask_order(&self) -> &[QuestionId] {
        &self.ask_order
    }

    /// The conditions of all rules and questions, which alone decide the verdict. Those of
    /// aftercare are in [`Rulebook::aftercare_conditions`].
    pub(crate) fn conditions(&self) -> impl Iterator<Item = &Condition> {
        let rules = self.rules.iter().map(|rule| &rule.when);
        rules.chain(self.questions.iter().filter_map(|question| question.ask_when.as_ref()))
    }

    /// The conditions of aftercare.
    pub(crate) fn aftercare_conditions(&self) -> impl Iterator<Item = &Condition> {
        self.aftercare.iter().filter_map(|entry| entry.when.as_ref())
    }

    /// These questions, and all others that decide whether they are asked.
    pub(crate) fn dependencies(
        &self,
        questions: impl IntoIterator<Item = QuestionId>,
    ) -> QuestionSet {
        let mut all = QuestionSet::none(self.questions.len());
        for id in questions {
            all.insert(id);
        }
        // Each comes before those that it waits for.
        for &id in self.ask_order.iter().rev() {
            if let Some(when) = self[id].ask_when.as_ref().filter(|_| all.contains(id)) {
                when.each_test(&mut |test| {
                    all.insert(test.question);
                });
            }
        }
        all
    }

    /// The options of the `levels_by` question, in file order; a single `None` if there is no such
    /// question.
    pub(crate) fn level_options(&self) -> Vec<Option<OptionId>> {
        self.head.levels_by.map_or_else(
            || vec![None],
            |id| (0..self[id].options().len()).map(|at| Some(OptionId::new(at))).collect(),
        )
    }

    /// The question with this id; `None` if there is none.
    #[must_use]
    pub fn find_question(&self, id: &str) -> Option<QuestionId> {
        let found = self.by_id.binary_search_by(|&known| self[known].id.as_str().cmp(id));
        found.ok().map(|at| self.by_id[at])
    }

    /// The rule file's text, with the byte order mark that it may start with.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The spans of its parts in [`Rulebook::text`] without the mark; parses the text again.
    pub(crate) fn source_map(&self) -> SourceMap {
        read::source_map(&self.text)
    }

    /// A rulebook with the same head but other questions and rules. It has no sources, aftercare or
    /// text, none of which affect a verdict.
    ///
    /// INVARIANT: the questions differ from those of this rulebook only in `assume` and `ask_when`,
    /// and each `ask_when` tests no other questions than here, so [`Rulebook::ask_order`] is valid
    /// for them; every test in the rules fits its question.
    pub(crate) fn with(&self, questions: Arc<[Question]>, rules: Vec<Rule>) -> Self {
        Self {
            text: Cow::Borrowed(""),
            sha256: OnceLock::new(),
            head: self.head.clone(),
            sources: Vec::new(),
            groups: Vec::new(),
            questions,
            rules,
            aftercare: Vec::new(),
            ask_order: self.ask_order.clone(),
            by_id: self.by_id.clone(),
        }
    }

    /// The questions, for rulebooks that have the same.
    pub(crate) fn shared_questions(&self) -> Arc<[Question]> {
        Arc::clone(&self.questions)
    }

    /// Every rule with its id.
    pub(crate) fn rule_ids(&self) -> impl ExactSizeIterator<Item = RuleId> + use<> {
        (0..self.rules.len()).map(RuleId::new)
    }

    /// The ids of all questions, in file order.
    pub fn question_ids(&self) -> impl ExactSizeIterator<Item = QuestionId> + use<> {
        (0..self.questions.len()).map(QuestionId::new)
    }
}

/// `rulebook[id]` for every kind of id.
macro_rules! index {
    ($($id:ident => $field:ident: $item:ident),+ $(,)?) => {$(
        impl std::ops::Index<$id> for Rulebook {
            type Output = $item;

            fn index(&self, id: $id) -> &$item {
                &self.$field[id.index()]
            }
        }
    )+};
}

index! {
    QuestionId => questions: Question,
    RuleId => rules: Rule,
    GroupId => groups: Group,
    SourceId => sources: Source,
}
