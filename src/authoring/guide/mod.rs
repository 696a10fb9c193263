//! Explanations of a rulebook, for its authors and reviewers.
//!
//! A [`Guide`] explains one rule or question ([`Guide::explain`]) or one rule for one person
//! ([`Guide::trace`]), lists the rules that apply to one person ([`Guide::applying`]), what can be
//! answered ([`Guide::questions`]) or all rules and questions ([`Guide::overview`]), or shows the
//! whole rulebook as a chart ([`Guide::chart`]). Each of these can be written as text and as JSON.

mod applying;
mod chart;
mod facts;
mod question;
pub(crate) mod questions;
mod rule;
pub(crate) mod search;
mod show;
mod trace;
mod wording;

pub use applying::ApplyingRules;
pub use chart::Chart;
pub use questions::QuestionList;
pub use show::{Explanation, Overview};
pub use trace::Trace;

use crate::answers::Answers;
use crate::rulebook::{GroupId, Level, OptionId, QuestionId, RuleId, Rulebook};
use crate::screening::Screener;

/// A rulebook with the possible levels of each of its rules, from which explanations are made.
#[derive(Debug)]
pub struct Guide<'r> {
    rulebook: &'r Rulebook,
    /// For each rule, its level for each option of the `levels_by` question.
    cells: Vec<Vec<Option<Level>>>,
}

impl<'r> Guide<'r> {
    /// Determines the level of every rule for every option of the `levels_by` question.
    #[must_use]
    pub fn new(rulebook: &'r Rulebook) -> Self {
        let screener = Screener::new(rulebook);
        let options = rulebook.level_options();
        let cell = |rule: RuleId, option: Option<OptionId>| {
            let (level, _) = rulebook[rule].level.range(option);
            screener.can_apply(rule, option).then_some(level)
        };
        let cells = rulebook
            .rule_ids()
            .map(|rule| options.iter().map(|&option| cell(rule, option)).collect())
            .collect();
        Self { rulebook, cells }
    }

    /// The level of a rule for each option of the `levels_by` question, or its only level if
    /// there is no such question; `None` where no answers make the rule apply.
    pub(crate) fn levels(&self, rule: RuleId) -> &[Option<Level>] {
        &self.cells[rule.index()]
    }

    /// A list of every question, with the rules that read it.
    #[must_use]
    pub fn overview(&self) -> Overview<'r> {
        Overview::of(self)
    }

    /// Explains the rule or the question with this id, or both; `None` if there is neither.
    #[must_use]
    pub fn explain(&self, id: &str) -> Option<Explanation<'r>> {
        Explanation::of(self, id)
    }

    /// Explains why the rule with this id applies, does not, or might apply to these answers;
    /// `None` if there is no such rule.
    ///
    /// # Panics
    ///
    /// If the answers belong to another rulebook than the screener.
    #[must_use]
    pub fn trace(
        &self,
        id: &str,
        screener: &Screener<'r>,
        answers: &Answers<'r>,
    ) -> Option<Trace<'r>> {
        let rule = self.rulebook.rule_ids().find(|&rule| self.rulebook[rule].id == id)?;
        Some(Trace::of(self, screener, answers, rule))
    }

    /// The rules that apply or might apply to these answers.
    ///
    /// # Panics
    ///
    /// If the answers belong to another rulebook than the screener.
    #[must_use]
    pub fn applying(screener: &Screener<'r>, answers: &Answers<'r>) -> ApplyingRules<'r> {
        ApplyingRules::of(screener, answers)
    }

    /// The questions that have every one of these words, separated by spaces, in their id, flag,
    /// text, group, options or reason; all questions for no words. Letter case does not matter.
    #[must_use]
    pub fn questions(&self, words: &str) -> QuestionList<'r> {
        QuestionList::of(self, words)
    }

    /// The whole rulebook as a chart.
    #[must_use]
    pub fn chart(&self) -> Chart<'r> {
        Chart::of(self)
    }
}

/// A heading of the overview: a group, or a question without a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Topic {
    Group(GroupId),
    Question(QuestionId),
}

impl Topic {
    /// The topic of a question.
    fn of(rulebook: &Rulebook, question: QuestionId) -> Self {
        rulebook[question].group.map_or(Self::Question(question), Self::Group)
    }

    /// Every topic, in the order of the first question of each.
    fn all(rulebook: &Rulebook) -> Vec<Self> {
        let mut topics = Vec::new();
        let mut seen = vec![false; rulebook.groups().len()];
        for question in rulebook.question_ids() {
            let topic = Self::of(rulebook, question);
            match topic {
                Self::Group(group) if std::mem::replace(&mut seen[group.index()], true) => {}
                _ => topics.push(topic),
            }
        }
        topics
    }
}
