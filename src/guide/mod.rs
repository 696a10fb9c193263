//! Explains a rulebook to the people who have to stand by it.
//!
//! A [`Guide`] holds what a rulebook says against what it can come to: under which options a rule
//! can apply at all, and which rules read which question. From that it explains one rule or one
//! question ([`Guide::explain`]), one rule for one person ([`Guide::trace`]), lists them all
//! ([`Guide::overview`]), or draws the whole rulebook on one page ([`Guide::chart`]).

mod chart;
mod facts;
mod question;
mod rule;
mod show;
mod trace;
mod wording;

pub use chart::Chart;
pub use show::{Explanation, Overview};
pub use trace::Trace;

use crate::answers::Answers;
use crate::rulebook::{GroupId, Level, OptionId, QuestionId, RuleId, Rulebook};
use crate::screening::Screener;
use crate::text::nearest::nearest;

/// A rulebook made ready to be explained.
#[derive(Debug)]
pub struct Guide<'r> {
    rulebook: &'r Rulebook,
    /// For each rule, its level in each column.
    cells: Vec<Vec<Option<Level>>>,
}

impl<'r> Guide<'r> {
    /// Reads a rulebook for explaining.
    #[must_use]
    pub fn new(rulebook: &'r Rulebook) -> Self {
        let screener = Screener::new(rulebook);
        let options = rulebook.level_options();
        let cell = |rule: RuleId, option: Option<OptionId>| {
            let (level, _) = rulebook[rule].level.range(option);
            screener.can_apply(rule, option).then_some(level)
        };
        let cells = rules(rulebook)
            .map(|rule| options.iter().map(|&option| cell(rule, option)).collect())
            .collect();
        Self { rulebook, cells }
    }

    /// The rulebook that is explained.
    #[must_use]
    pub fn rulebook(&self) -> &'r Rulebook {
        self.rulebook
    }

    /// The level of a rule for each option of the `levels_by` question, or its only level if
    /// there is no such question; nothing where no answers make the rule apply.
    #[must_use]
    pub fn levels(&self, rule: RuleId) -> &[Option<Level>] {
        &self.cells[rule.index()]
    }

    /// Every rule and question, in few words.
    #[must_use]
    pub fn overview(&self) -> Overview<'r> {
        Overview::of(self)
    }

    /// All there is to say of the rule, the question, or both, with this id; nothing if there is
    /// neither.
    #[must_use]
    pub fn explain(&self, id: &str) -> Option<Explanation<'r>> {
        Explanation::of(self, id)
    }

    /// Why the rule with this id does, does not, or might apply to these answers; nothing if there
    /// is no such rule.
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
        let rule = rules(self.rulebook).find(|&rule| self.rulebook[rule].id == id)?;
        Some(Trace::of(self, screener, answers, rule))
    }

    /// The id of a rule that was most likely meant, if one is near.
    #[must_use]
    pub fn nearest_rule(&self, id: &str) -> Option<&'r str> {
        nearest(id, self.rulebook.rules().iter().map(|rule| rule.id.as_str()))
    }

    /// The id of a rule or question that was most likely meant, if one is near.
    #[must_use]
    pub fn nearest(&self, id: &str) -> Option<&'r str> {
        let rules = self.rulebook.rules().iter().map(|rule| rule.id.as_str());
        let questions = self.rulebook.questions().iter().map(|question| question.id.as_str());
        nearest(id, rules.chain(questions))
    }

    /// The whole rulebook on one page.
    #[must_use]
    pub fn chart(&self) -> Chart<'r> {
        Chart::of(self)
    }
}

/// Every rule with its id.
fn rules(rulebook: &Rulebook) -> impl Iterator<Item = RuleId> + use<> {
    rulebook.rule_ids()
}

/// What things are listed under: a group, or a question that is in none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Section {
    Group(GroupId),
    Alone(QuestionId),
}

impl Section {
    fn of(rulebook: &Rulebook, question: QuestionId) -> Self {
        rulebook[question].group.map_or(Self::Alone(question), Self::Group)
    }

    /// Every section, in the order in which its first question stands in the file.
    fn all(rulebook: &Rulebook) -> Vec<Self> {
        let mut sections = Vec::new();
        let mut seen = vec![false; rulebook.groups().len()];
        for question in rulebook.question_ids() {
            let section = Self::of(rulebook, question);
            match section {
                Self::Group(group) if std::mem::replace(&mut seen[group.index()], true) => {}
                _ => sections.push(section),
            }
        }
        sections
    }

    /// What is asked in it.
    fn ask(self, rulebook: &Rulebook) -> &str {
        match self {
            Self::Group(id) => &rulebook[id].ask,
            Self::Alone(id) => &rulebook[id].ask,
        }
    }

    /// Its group's id.
    fn group(self, rulebook: &Rulebook) -> Option<&str> {
        match self {
            Self::Group(id) => Some(&rulebook[id].id),
            Self::Alone(_) => None,
        }
    }
}
