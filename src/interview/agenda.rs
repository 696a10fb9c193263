//! The blocks that are asked, and their order.

use super::block::Block;
use super::prompt::Progress;
use crate::answers::{Answer, Answers};
use crate::rulebook::{Kind, PastDate, QuestionId, QuestionSet, Value};
use crate::screening::{Outcome, Screener};

/// The blocks of a rulebook, and how far a person has come with them. A block is named by its
/// place in the rulebook.
#[derive(Clone, Debug)]
pub(super) struct Agenda<'r> {
    screener: Screener<'r>,
    blocks: Vec<Block>,
    /// The questions on whose answers it depends which others are asked.
    deciding: QuestionSet,
    /// The questions that were answered before the start. They are not asked, unless the person
    /// wants to change them.
    given: QuestionSet,
    /// The questions that an entry was about, and have not ceased to apply since.
    entered: QuestionSet,
    /// The blocks that were answered, in the order in which they were.
    trail: Vec<usize>,
    /// Whether the person wants no more questions.
    is_closed: bool,
}

impl<'r> Agenda<'r> {
    pub(super) fn new(answers: &Answers<'r>) -> Self {
        let rulebook = answers.rulebook();
        let mut deciding = QuestionSet::none(rulebook.questions().len());
        for when in rulebook.questions().iter().filter_map(|question| question.ask_when.as_ref()) {
            when.each_test(&mut |test| {
                deciding.insert(test.question);
            });
        }
        Self {
            screener: Screener::new(rulebook),
            blocks: Block::all(rulebook),
            deciding,
            given: answers.answered().clone(),
            entered: QuestionSet::none(rulebook.questions().len()),
            trail: Vec::new(),
            is_closed: false,
        }
    }

    pub(super) fn block(&self, at: usize) -> &Block {
        &self.blocks[at]
    }

    /// The first block that applies, or may, and was not answered.
    pub(super) fn next(&self, answers: &Answers<'_>) -> Option<usize> {
        let outcome = self.outcome(answers);
        self.unanswered(&outcome).next().filter(|_| !self.is_closed)
    }

    /// The blocks that apply, or may, and were not answered.
    fn unanswered(&self, outcome: &Outcome) -> impl Iterator<Item = usize> {
        (0..self.blocks.len())
            .filter(|at| !self.trail.contains(at) && !self.items(*at, outcome).is_empty())
    }

    /// The questions of a block that apply, or may, and were not answered before the start.
    pub(super) fn items(&self, at: usize, outcome: &Outcome) -> Vec<QuestionId> {
        let questions = self.blocks[at].questions().iter().copied();
        questions.filter(|id| !outcome.inapplicable.contains(*id) && !self.was_given(*id)).collect()
    }

    /// Whether a question was answered before the start, and not asked since.
    pub(super) fn was_given(&self, id: QuestionId) -> bool {
        self.given.contains(id)
    }

    /// What is certain by now: a question that was passed by is assumed, one that has not been
    /// reached yet is open. If no more are wanted, all are passed by.
    pub(super) fn outcome(&self, answers: &Answers<'_>) -> Outcome {
        self.outcome_passing(None, answers)
    }

    /// As [`Agenda::outcome`], with one more question passed by.
    fn outcome_passing(&self, one_more: Option<QuestionId>, answers: &Answers<'_>) -> Outcome {
        let passed = self.trail.iter().flat_map(|&at| self.blocks[at].questions()).copied();
        let passed: Vec<QuestionId> = passed.chain(one_more).collect();
        let screener = self.screener.clone().assuming(|id| self.is_closed || passed.contains(&id));
        screener.outcome(answers)
    }

    /// What is assumed for a question if it is passed by; none also if an answer speaks against
    /// it.
    pub(super) fn assumed(&self, id: QuestionId, answers: &Answers<'_>) -> Option<Value> {
        let assumed = self.screener.rulebook()[id].assume?;
        let outcome = self.outcome_passing(Some(id), answers);
        (!outcome.withheld.contains(id)).then_some(assumed)
    }

    /// How far along a block is that is asked in its turn.
    pub(super) fn progress(&self, at: usize, answers: &Answers<'_>) -> Progress {
        let number = self.trail.len() + 1;
        let left = self.left(answers).iter().filter(|(other, _)| *other != at).count();
        Progress::Question { number, about: number + left }
    }

    /// The blocks that are left for a person who gives the usual answers, each with those of its
    /// questions that are asked.
    pub(super) fn left(&self, answers: &Answers<'_>) -> Vec<(usize, Vec<QuestionId>)> {
        let outcome = self.outcome(&self.usual(answers));
        self.unanswered(&outcome).map(|at| (at, self.items(at, &outcome))).collect()
    }

    /// The blocks with one of these questions, each with those that it has.
    pub(super) fn with(&self, ids: &[QuestionId]) -> Vec<(usize, Vec<QuestionId>)> {
        let found = self.blocks.iter().enumerate().map(|(at, block)| {
            let questions = block.questions().iter().copied();
            (at, questions.filter(|id| ids.contains(id)).collect())
        });
        found.filter(|(_, found): &(usize, Vec<QuestionId>)| !found.is_empty()).collect()
    }

    /// The answers, with the usual one wherever there is none yet and it is asked for: what is
    /// assumed, or else no, never, or the first option.
    fn usual<'a>(&self, answers: &Answers<'a>) -> Answers<'a> {
        let rulebook = answers.rulebook();
        let mut usual = answers.clone();
        let mut outcome = self.outcome(&usual);
        for &id in rulebook.ask_order() {
            if usual.get(id).is_some() || outcome.inapplicable.contains(id) {
                continue;
            }
            let question = &rulebook[id];
            let first = || match question.kind {
                Kind::YesNo => Some(Value::NO),
                Kind::Date => Some(Value::Date(PastDate::Never)),
                Kind::Choice(_) | Kind::Number { .. } => question.kind.answers().next(),
            };
            usual.put(id, question.assume.or_else(first).map(Answer::Value));
            if self.deciding.contains(id) {
                outcome = self.outcome(&usual);
            }
        }
        usual
    }

    pub(super) fn has_answered_blocks(&self) -> bool {
        !self.trail.is_empty()
    }

    /// Notes whether an entry was about a question. One that ceases to apply is asked anew.
    pub(super) fn set_entered(&mut self, id: QuestionId, is_entered: bool) {
        self.entered.set(id, is_entered);
    }

    /// Whether an entry was about a question, since it last began to apply.
    pub(super) fn was_entered(&self, id: QuestionId) -> bool {
        self.entered.contains(id)
    }

    /// Notes that a block was answered.
    pub(super) fn set_answered(&mut self, at: usize) {
        if !self.trail.contains(&at) {
            self.trail.push(at);
        }
    }

    /// Asks blocks again of which a question is asked that no entry was about, or not since it
    /// ceased to apply.
    pub(super) fn ask_anew(&mut self, answers: &Answers<'_>) {
        let outcome = self.outcome(answers);
        let mut trail = std::mem::take(&mut self.trail);
        trail.retain(|&at| self.items(at, &outcome).iter().all(|&id| self.entered.contains(id)));
        self.trail = trail;
    }

    /// Goes on with the block that was answered last; false if there is none.
    pub(super) fn back(&mut self) -> bool {
        self.is_closed = false;
        self.trail.pop().is_some()
    }

    /// Asks nothing more of its own accord.
    pub(super) fn close(&mut self) {
        self.is_closed = true;
    }

    /// Makes a block one that is asked, also if it was answered before the start.
    pub(super) fn reopen(&mut self, at: usize) {
        let questions = self.blocks[at].questions();
        if questions.iter().any(|&id| self.given.contains(id)) {
            for &id in questions {
                self.given.remove(id);
            }
            self.set_answered(at);
        }
    }

    /// The blocks to look over before the end: those that apply, or may, and those with an answer.
    pub(super) fn reviewed(&self, answers: &Answers<'_>) -> Vec<usize> {
        let outcome = self.outcome(answers);
        let is_reviewed =
            |id: QuestionId| !outcome.inapplicable.contains(id) || answers.get(id).is_some();
        let mut blocks: Vec<usize> = (0..self.blocks.len()).collect();
        blocks.retain(|&at| self.blocks[at].questions().iter().any(|&id| is_reviewed(id)));
        blocks
    }
}
