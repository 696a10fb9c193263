//! The coverage of a rulebook by its cases.

use std::num::NonZero;
use std::thread;

use super::MutationSite;
use super::comparison::{self, Compared};
use super::mutant::{self, Mutant};
use super::propose::{Proposal, Proposer};
use crate::authoring::cases::{Case, Cases, Screeners};
use crate::rulebook::{QuestionId, RuleId, Rulebook};

/// The coverage of a rulebook by its cases: which small changes they notice.
#[derive(Clone, Debug)]
pub struct Coverage {
    /// How many changes were tried.
    pub(super) changes: usize,
    /// How many of them a case noticed.
    pub(super) noticed: usize,
    /// The unnoticed changes that make no difference for any answers.
    pub(super) equivalent: Vec<Equivalent>,
    /// The unnoticed changes that make a difference, in file order, those of questions first.
    pub(super) survived: Vec<Survivor>,
    /// The unnoticed changes of which neither could be shown.
    pub(super) undecided: Vec<Undecided>,
    /// New cases that would notice the changes in `survived`.
    pub(super) proposals: Vec<Proposal>,
}

/// A change that no case noticed.
#[derive(Clone, Debug)]
pub(super) struct Survivor {
    /// What was changed.
    pub(super) site: MutationSite,
    /// Its name.
    pub(super) name: String,
    /// The change in words.
    pub(super) change: String,
    /// The line of the rule file on which it would be made.
    pub(super) line: usize,
    /// The missing case: its place in [`Coverage::proposals`].
    pub(super) proposal: usize,
}

/// A change that makes no difference.
#[derive(Clone, Debug)]
pub(super) struct Equivalent {
    /// The change in words.
    pub(super) change: String,
    /// The line of the rule file on which it would be made.
    pub(super) line: usize,
}

/// A change of which neither was shown that it makes a difference, nor that it makes none.
#[derive(Clone, Debug)]
pub(super) struct Undecided {
    /// The change in words.
    pub(super) change: String,
    /// The line of the rule file on which it would be made.
    pub(super) line: usize,
    /// Why it is not decided.
    pub(super) why: String,
}

impl Coverage {
    /// Tries every small change of a rulebook. All cases must pass on the rulebook itself;
    /// otherwise the result has no meaning.
    #[must_use]
    pub fn of(rulebook: &Rulebook, cases: &Cases) -> Self {
        let mutants = mutant::all(rulebook, cases.on());
        let noticed = noticed(rulebook, cases, &mutants);
        let mut coverage = Self {
            changes: mutants.len(),
            noticed: noticed.iter().filter(|noticed| **noticed).count(),
            equivalent: Vec::new(),
            survived: Vec::new(),
            undecided: Vec::new(),
            proposals: Vec::new(),
        };
        let mut proposer = Proposer::new(rulebook, cases);
        for (mutant, _) in mutants.iter().zip(noticed).filter(|(_, noticed)| !noticed) {
            coverage.decide(mutant, &mut proposer);
        }
        coverage
    }

    /// Whether the cases notice every change that makes a difference.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.survived.is_empty() && self.undecided.is_empty()
    }

    /// What becomes of a change that no case noticed.
    fn decide(&mut self, mutant: &Mutant, proposer: &mut Proposer<'_>) {
        let rulebook = proposer.rulebook;
        let known = self.proposals.iter().map(|proposal| &proposal.case).enumerate();
        if let Some(proposal) = noticing(rulebook, mutant, known) {
            return self.survive(mutant, proposal);
        }
        let (change, line) = (mutant.words.clone(), mutant.line);
        let why = match comparison::compare(rulebook, mutant, proposer.cases.on()) {
            Compared::Equivalent => return self.equivalent.push(Equivalent { change, line }),
            Compared::Apart(telling) => {
                if let Some(proposal) = proposer.propose(mutant, &telling) {
                    self.proposals.push(proposal);
                    return self.survive(mutant, self.proposals.len() - 1);
                }
                "it shows only while questions are open, and other rules may hide it".to_owned()
            }
            Compared::TooMany => format!(
                "its rules read more than {} combinations of answers",
                comparison::MAX_COMBINATIONS
            ),
        };
        self.undecided.push(Undecided { change, line, why });
    }

    fn survive(&mut self, mutant: &Mutant, proposal: usize) {
        self.survived.push(Survivor {
            site: mutant.site,
            name: mutant.name.clone(),
            change: mutant.words.clone(),
            line: mutant.line,
            proposal,
        });
    }
}

/// Which changes a case notices, on as many threads as there are processors.
fn noticed(rulebook: &Rulebook, cases: &Cases, mutants: &[Mutant]) -> Vec<bool> {
    const MAX_THREADS: usize = 8;
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(MAX_THREADS);
    let relevance = Relevance::of(rulebook, cases);
    let mut noticed = vec![false; mutants.len()];
    let share = mutants.len().div_ceil(threads).max(1);
    thread::scope(|scope| {
        for (mutants, noticed) in mutants.chunks(share).zip(noticed.chunks_mut(share)) {
            let relevance = &relevance;
            scope.spawn(move || {
                for (mutant, noticed) in mutants.iter().zip(noticed) {
                    let cases = relevance.order(mutant).enumerate();
                    *noticed = noticing(rulebook, mutant, cases).is_some();
                }
            });
        }
    });
    noticed
}

/// The number of a case that notices a change, if one does.
fn noticing<'c>(
    rulebook: &Rulebook,
    mutant: &Mutant,
    cases: impl Iterator<Item = (usize, &'c Case)>,
) -> Option<usize> {
    let by_date = mutant.by_date(cases, |(_, case)| case.on);
    by_date.into_iter().find_map(|(on, cases)| {
        let changed = mutant.of(rulebook, on);
        let screeners = Screeners::new(&changed);
        let notices = |(at, case): (usize, &Case)| (!screeners.agree(case)).then_some(at);
        cases.into_iter().find_map(notices)
    })
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
