//! What no case would notice if it were changed.
//!
//! Every small change of the rulebook is made in turn, and all cases are run on it. A change that
//! none of them notices either makes no difference, which is proven, or shows a case that is
//! missing, which is made up and shown.

use std::num::NonZero;
use std::thread;

use super::mutant::{self, Edit, Mutant};
use super::pin::Pin;
use super::proof::{self, Found};
use super::propose::{Proposal, Proposer};
use super::run::Screeners;
use super::{Case, Cases};
use crate::rulebook::{QuestionId, RuleId, Rulebook};

/// What the cases of a rulebook pin down.
#[derive(Clone, Debug)]
pub struct Coverage {
    /// How many changes were tried.
    pub changes: usize,
    /// How many of them a case noticed.
    pub noticed: usize,
    /// Those of the others that make no difference, whatever the answers.
    pub equivalent: Vec<Equivalent>,
    /// Those that make one, and that no case noticed; in file order, questions first.
    pub unnoticed: Vec<Unnoticed>,
    /// Those of which nothing could be shown.
    pub unsettled: Vec<Unsettled>,
    /// The cases that would notice all that no case noticed.
    pub proposals: Vec<Proposal>,
}

/// A change that no case noticed.
#[derive(Clone, Debug)]
pub struct Unnoticed {
    /// What kind of thing is not pinned.
    pub pin: Pin,
    /// Its name.
    pub name: String,
    /// The change in words.
    pub change: String,
    /// The line of the rule file on which it would be made.
    pub line: usize,
    /// The missing case: its place in [`Coverage::proposals`].
    pub proposal: usize,
}

/// A change that makes no difference.
#[derive(Clone, Debug)]
pub struct Equivalent {
    /// The change in words.
    pub change: String,
    /// The line of the rule file on which it would be made.
    pub line: usize,
}

/// A change of which neither was shown that it makes a difference, nor that it makes none.
#[derive(Clone, Debug)]
pub struct Unsettled {
    /// The change in words.
    pub change: String,
    /// The line of the rule file on which it would be made.
    pub line: usize,
    /// Why it is not settled.
    pub why: String,
}

impl Coverage {
    /// Tries every small change of a rulebook. All of its cases have to pass.
    #[must_use]
    pub fn of(rulebook: &Rulebook, cases: &Cases) -> Self {
        let mutants = mutant::all(rulebook);
        let noticed = noticed(rulebook, cases, &mutants);
        let mut coverage = Self {
            changes: mutants.len(),
            noticed: noticed.iter().filter(|noticed| **noticed).count(),
            equivalent: Vec::new(),
            unnoticed: Vec::new(),
            unsettled: Vec::new(),
            proposals: Vec::new(),
        };
        let mut proposer = Proposer::new(rulebook, cases);
        let mut bench = bench(rulebook);
        for (mutant, _) in mutants.iter().zip(noticed).filter(|(_, noticed)| !noticed) {
            mutant.edit.make(&mut bench);
            coverage.settle(&bench, mutant, &mut proposer);
            mutant.edit.undo(rulebook).make(&mut bench);
        }
        coverage
    }

    /// Whether the cases are known to pin everything down.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.unnoticed.is_empty() && self.unsettled.is_empty()
    }

    /// What becomes of a change that no case noticed.
    fn settle(&mut self, changed: &Rulebook, mutant: &Mutant, proposer: &mut Proposer<'_>) {
        let screeners = Screeners::new(changed);
        let by_another = self.proposals.iter().position(|known| !screeners.agree(&known.case));
        if let Some(proposal) = by_another {
            return self.miss(mutant, proposal);
        }
        let why = match proof::examine(proposer.rulebook, changed, mutant, proposer.cases.on) {
            Found::Equivalent => {
                let (change, line) = (mutant.words.clone(), mutant.line);
                return self.equivalent.push(Equivalent { change, line });
            }
            Found::Apart(telling) => {
                if let Some(proposal) = proposer.propose(changed, mutant, &telling) {
                    self.proposals.push(proposal);
                    return self.miss(mutant, self.proposals.len() - 1);
                }
                "it shows only while questions are open, and other rules may hide it".to_owned()
            }
            Found::TooMany => {
                format!("its rules read more than {} combinations of answers", proof::MOST)
            }
        };
        let (change, line) = (mutant.words.clone(), mutant.line);
        self.unsettled.push(Unsettled { change, line, why });
    }

    fn miss(&mut self, mutant: &Mutant, proposal: usize) {
        self.unnoticed.push(Unnoticed {
            pin: mutant.pin,
            name: mutant.name.clone(),
            change: mutant.words.clone(),
            line: mutant.line,
            proposal,
        });
    }
}

/// A copy to make changes on.
fn bench(rulebook: &Rulebook) -> Rulebook {
    rulebook.only(&rulebook.rule_ids().collect::<Vec<_>>())
}

/// Which changes a case notices, on as many threads as there are processors.
fn noticed(rulebook: &Rulebook, cases: &Cases, mutants: &[Mutant]) -> Vec<bool> {
    const MOST_THREADS: usize = 8;
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(MOST_THREADS);
    let relevance = Relevance::of(rulebook, cases);
    let mut noticed = vec![false; mutants.len()];
    let share = mutants.len().div_ceil(threads).max(1);
    thread::scope(|scope| {
        for (mutants, noticed) in mutants.chunks(share).zip(noticed.chunks_mut(share)) {
            let relevance = &relevance;
            scope.spawn(move || {
                let mut bench = bench(rulebook);
                for (mutant, noticed) in mutants.iter().zip(noticed) {
                    mutant.edit.make(&mut bench);
                    let screeners = Screeners::new(&bench);
                    let mut cases = relevance.order(mutant);
                    *noticed = cases.any(|case| !screeners.agree(case));
                    drop(screeners);
                    mutant.edit.undo(rulebook).make(&mut bench);
                }
            });
        }
    });
    noticed
}

/// Which cases are likely to notice what.
struct Relevance<'c> {
    cases: &'c [Case],
    /// For each rule, the cases that name it.
    by_rule: Vec<Vec<usize>>,
    /// For each question, the cases that answer it.
    by_question: Vec<Vec<usize>>,
    /// For each rule, the questions that its tests read.
    reads: Vec<Vec<QuestionId>>,
}

impl<'c> Relevance<'c> {
    fn of(rulebook: &Rulebook, cases: &'c Cases) -> Self {
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
        Self { cases: cases.list(), by_rule, by_question, reads }
    }

    /// Every case, those first that are likely to notice.
    fn order(&self, mutant: &Mutant) -> impl Iterator<Item = &'c Case> {
        let (rule, questions): (Option<RuleId>, &[QuestionId]) = match &mutant.edit {
            Edit::When(rule, _) | Edit::Level(rule, _) => {
                (Some(*rule), self.reads[rule.index()].as_slice())
            }
            Edit::AskWhen(question, _) => (None, std::slice::from_ref(question)),
            // It is those who do not answer that a case about an assumption is about.
            Edit::Assume(..) => (None, &[]),
        };
        let mut seen = vec![false; self.cases.len()];
        let named = rule.map(|rule| self.by_rule[rule.index()].as_slice()).unwrap_or_default();
        // The fewer cases answer a question, the more of them are about it.
        let mut questions = questions.to_vec();
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
