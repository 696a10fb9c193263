//! Which cases are likely to notice a change.

use super::mutant::Mutant;
use crate::authoring::cases::{Case, Cases};
use crate::rulebook::{QuestionId, QuestionSet, RuleId, Rulebook};

/// Which cases are likely to notice what.
pub(super) struct Relevance<'c> {
    cases: &'c [Case],
    /// For each rule, the cases that name it.
    by_rule: Vec<Vec<usize>>,
    /// For each question, the cases that answer it.
    by_question: Vec<Vec<usize>>,
    /// For each rule, the questions that its tests read.
    reads: Vec<Vec<QuestionId>>,
    /// For each rule, the questions that it hangs on.
    pub(super) hangs_on: &'c [QuestionSet],
    /// Each question with an `ask_when`, with all that it hangs on whether it is asked.
    hanging: Vec<(QuestionId, QuestionSet)>,
}

impl<'c> Relevance<'c> {
    pub(super) fn of(rulebook: &Rulebook, cases: &'c Cases, hangs_on: &'c [QuestionSet]) -> Self {
        let mut by_rule = vec![Vec::new(); rulebook.rules().len()];
        let mut by_question = vec![Vec::new(); rulebook.questions().len()];
        for (at, case) in cases.list().iter().enumerate() {
            for (rule, _) in &case.expected.rules {
                by_rule[rule.index()].push(at);
            }
            for (question, _) in &case.answers {
                by_question[question.index()].push(at);
            }
        }
        let reads = rulebook.rules().iter().map(|rule| rule.when.questions()).collect();
        let gated = rulebook.question_ids().filter(|&id| rulebook[id].ask_when.is_some());
        let hanging = gated.map(|id| (id, rulebook.dependencies([id]))).collect();
        Self { cases: cases.list(), by_rule, by_question, reads, hangs_on, hanging }
    }

    /// The questions with answers that can make a difference to what is asked of these: to them, or
    /// to whether an assumption gives way to an answer that hangs on it.
    pub(super) fn answers(&self, involved: &QuestionSet) -> QuestionSet {
        let mut answers = involved.clone();
        for (id, behind) in &self.hanging {
            if !behind.is_disjoint(involved) {
                answers.insert(*id);
            }
        }
        answers
    }

    /// The steps that [`Self::answers`] takes.
    pub(super) fn steps(&self) -> usize {
        self.hanging.len() * (1 + self.by_question.len() / 64)
    }

    /// Every case, those first that are likely to notice.
    pub(super) fn order(&self, mutant: &Mutant) -> impl Iterator<Item = &'c Case> {
        let rule = mutant.edit.rule().map(RuleId::index);
        let named = rule.map(|rule| self.by_rule[rule].as_slice()).unwrap_or_default();
        let mut questions = match rule {
            Some(rule) => self.reads[rule].clone(),
            None => mutant.edit.question().into_iter().collect(),
        };
        let mut seen = vec![false; self.cases.len()];
        // The fewer cases answer a question, the more of them are about it.
        questions.sort_by_key(|question| self.by_question[question.index()].len());
        let answered = questions.iter().flat_map(|question| &self.by_question[question.index()]);
        let order: Vec<usize> = named
            .iter()
            .chain(answered)
            .copied()
            .chain(0..self.cases.len())
            .filter(|&at| !std::mem::replace(&mut seen[at], true))
            .collect();
        order.into_iter().map(|at| &self.cases[at])
    }
}
