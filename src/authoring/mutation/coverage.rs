//! The coverage of a rulebook by its cases.

use std::num::NonZero;
use std::thread;

use super::MutationSite;
use super::affected::Affected;
use super::comparison::{self, Compared};
use super::mutant::{self, Mutant};
use super::propose::{Proposal, Proposer};
use super::relevance::Relevance;
use super::undecided::{OUT_OF_STEPS, Undecided};
use crate::authoring::cases::Cases;
use crate::authoring::proof::Budget;
use crate::rulebook::Rulebook;

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

impl Coverage {
    /// Tries every small change of a rulebook. All cases must pass on the rulebook itself;
    /// otherwise the result has no meaning. What takes more than some seconds is left undecided.
    #[must_use]
    pub fn of(rulebook: &Rulebook, cases: &Cases) -> Self {
        Self::with_budget(rulebook, cases, Budget::OF_A_COMMAND)
    }

    /// As [`Coverage::of`], with another number of steps for all changes together.
    #[must_use]
    pub fn with_budget(rulebook: &Rulebook, cases: &Cases, steps: u64) -> Self {
        let budget = Budget::new(steps);
        let (mutants, unlisted) = mutant::all(rulebook, cases.on(), &budget);
        let reads = comparison::reads(rulebook);
        let relevance = Relevance::of(rulebook, cases, &reads);
        let noticed = noticed(rulebook, &relevance, &mutants, &budget);
        let mut coverage = Self {
            changes: mutants.len() + unlisted.len(),
            noticed: noticed.iter().filter(|noticed| **noticed == Some(true)).count(),
            equivalent: Vec::new(),
            survived: Vec::new(),
            undecided: unlisted,
            proposals: Vec::new(),
        };
        let mut proposer = Proposer::new(rulebook, cases);
        for (mutant, noticed) in mutants.iter().zip(noticed) {
            match noticed {
                Some(true) => {}
                Some(false) => coverage.decide(mutant, &mut proposer, &relevance, &budget),
                None => coverage.leave_undecided(mutant, OUT_OF_STEPS.to_owned()),
            }
        }
        coverage
    }

    /// Whether the cases notice every change that makes a difference.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.survived.is_empty() && self.undecided.is_empty()
    }

    /// What becomes of a change that no case noticed.
    fn decide(
        &mut self,
        mutant: &Mutant,
        proposer: &mut Proposer<'_>,
        relevance: &Relevance<'_>,
        budget: &Budget,
    ) {
        if budget.is_spent() {
            return self.leave_undecided(mutant, OUT_OF_STEPS.to_owned());
        }
        let rulebook = proposer.rulebook;
        let known = self.proposals.iter().map(|proposal| &proposal.case);
        let mut steps = self.proposals.len();
        let affected = Affected::by(rulebook, mutant, relevance, &mut steps);
        let noticing = affected.noticing(known, &mut steps);
        // What is used up is seen before the next change.
        let _ = budget.spend(steps);
        if let Some(proposal) = noticing {
            return self.survive(mutant, proposal);
        }
        let why = match comparison::compare(
            rulebook,
            mutant,
            proposer.cases.on(),
            relevance.hangs_on,
            budget,
        ) {
            Compared::Equivalent => {
                let (change, line) = (mutant.words.clone(), mutant.line);
                return self.equivalent.push(Equivalent { change, line });
            }
            Compared::Apart(telling) => {
                if let Some(proposal) = proposer.propose(mutant, &telling, budget) {
                    self.proposals.push(proposal);
                    return self.survive(mutant, self.proposals.len() - 1);
                }
                if budget.is_spent() {
                    OUT_OF_STEPS.to_owned()
                } else {
                    "it shows only while questions are open, and other rules may hide it".to_owned()
                }
            }
            Compared::TooMany if budget.is_spent() => OUT_OF_STEPS.to_owned(),
            Compared::TooMany => format!(
                "its rules read more than {} combinations of answers",
                comparison::MAX_COMBINATIONS
            ),
        };
        self.leave_undecided(mutant, why);
    }

    fn leave_undecided(&mut self, mutant: &Mutant, why: String) {
        self.undecided.push(Undecided { change: mutant.words.clone(), line: mutant.line, why });
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

/// Which changes a case notices, on as many threads as there are processors; `None` for those that
/// the budget did not suffice for.
fn noticed(
    rulebook: &Rulebook,
    relevance: &Relevance<'_>,
    mutants: &[Mutant],
    budget: &Budget,
) -> Vec<Option<bool>> {
    const MAX_THREADS: usize = 8;
    /// The budget is looked at after this number of changes, so that it does not matter how many
    /// threads there are.
    const ROUND: usize = 256;
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(MAX_THREADS);
    let mut noticed = vec![None; mutants.len()];
    for (mutants, noticed) in mutants.chunks(ROUND).zip(noticed.chunks_mut(ROUND)) {
        if budget.is_spent() {
            break;
        }
        let share = mutants.len().div_ceil(threads).max(1);
        let steps: usize = thread::scope(|scope| {
            let shares = mutants.chunks(share).zip(noticed.chunks_mut(share));
            let tries = shares.map(|(mutants, noticed)| {
                scope.spawn(move || {
                    let mut steps = 0;
                    for (mutant, noticed) in mutants.iter().zip(noticed) {
                        let affected = Affected::by(rulebook, mutant, relevance, &mut steps);
                        let cases = relevance.order(mutant);
                        *noticed = Some(affected.noticing(cases, &mut steps).is_some());
                    }
                    steps
                })
            });
            let tries: Vec<_> = tries.collect();
            // INVARIANT: none of the threads panics.
            tries.into_iter().map(|thread| thread.join().unwrap_or_default()).sum()
        });
        // What is used up is seen before the next round.
        let _ = budget.spend(steps);
    }
    noticed
}
