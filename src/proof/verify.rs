//! A verification: every claim about a rulebook, proven or not, with the answers that show it.

use super::{Prover, Witness};
use crate::rulebook::{Level, QuestionId, RuleId, Rulebook};
use crate::text::word::Word as _;

/// What is proven of a rulebook over all possible answers, and what is not.
#[derive(Debug)]
pub struct Verification<'r> {
    pub(super) rulebook: &'r Rulebook,
    /// The core questions: those without an `assume`.
    pub core: Vec<QuestionId>,
    /// Go verdicts that some answers get while a core question that applies is open.
    pub premature: Vec<Premature>,
    /// Rules that ticking one more question can take away so that the level falls, though they
    /// do not say that they ease it.
    pub lost: Vec<Lost>,
    /// The same for rules that say so.
    pub eased: Vec<Lost>,
    /// For each level the answers that get it, if any do.
    pub levels: Vec<(Level, Option<Witness>)>,
    /// Every rule that can decide a verdict, with answers where it does.
    pub deciding: Vec<(RuleId, Witness)>,
    /// Every rule that can apply but never decides.
    pub never_deciding: Vec<Never>,
    /// Every rule that can never apply.
    pub never_applying: Vec<RuleId>,
    /// Questions that are not asked where an answer to them would be a reason to stop.
    pub silenced: Vec<Silenced>,
}

/// A go verdict that comes too early.
#[derive(Debug)]
pub struct Premature {
    /// The core question that is open.
    pub question: QuestionId,
    /// The verdict all the same.
    pub verdict: Level,
    /// The answers to the others.
    pub answers: Witness,
}

/// A rule that answering yes instead of no takes away, so that the level falls.
#[derive(Debug)]
pub struct Lost {
    /// The rule.
    pub rule: RuleId,
    /// The yes-no question.
    pub question: QuestionId,
    /// The answers with a no, and what they get.
    pub before: (Witness, Level),
    /// The same answers with a yes, and what they get.
    pub after: (Witness, Level),
}

/// A question that is not asked where it would matter.
#[derive(Debug)]
pub struct Silenced {
    /// The question.
    pub question: QuestionId,
    /// Answers to which it is not asked, and the level of go that they get.
    pub before: (Witness, Level),
    /// The same with an answer to it, and the level of stop that they get.
    pub after: (Witness, Level),
}

/// A rule that never decides a verdict.
#[derive(Debug)]
pub struct Never {
    /// The rule.
    pub rule: RuleId,
    /// Where it raises the level at all, one of these always applies too, at a level no lower.
    /// Empty if its own level is nowhere above `suitable`.
    pub covered_by: Vec<RuleId>,
}

impl<'r> Prover<'r> {
    /// Proves, or finds the answers that speak against it.
    ///
    /// # Panics
    ///
    /// If screening does not confirm what the search finds, which is a mistake in this crate.
    #[must_use]
    pub fn verify(&self) -> Verification<'r> {
        let rulebook = self.rulebook;
        let core = self.core();
        let premature = core.iter().filter_map(|&question| {
            [Level::Suitable, Level::Caution].into_iter().find_map(|verdict| {
                let answers = self.premature(question, verdict)?;
                Some(Premature { question, verdict, answers })
            })
        });
        let premature = premature.collect();
        let losses = self.rules().flat_map(|rule| {
            rulebook.question_ids().filter_map(move |question| {
                let (before, after) = self.lost(rule, question)?;
                let levels = (self.screened_level(&before), self.screened_level(&after));
                let (before, after) = ((before, levels.0), (after, levels.1));
                Some(Lost { rule, question, before, after })
            })
        });
        let (eased, lost) = losses.partition(|lost| rulebook[lost.rule].eases.is_some());
        let levels = Level::ALL.iter().map(|&(level, _)| (level, self.reached(level))).collect();
        let mut verification = Verification {
            rulebook,
            core,
            premature,
            lost,
            eased,
            levels,
            deciding: Vec::new(),
            never_deciding: Vec::new(),
            never_applying: Vec::new(),
            silenced: Vec::new(),
        };
        for rule in self.rules() {
            if self.applies_ever(rule).is_none() {
                verification.never_applying.push(rule);
            } else if let Some(witness) = self.decides(rule) {
                verification.deciding.push((rule, witness));
            } else {
                let covered_by = self.cover(rule);
                verification.never_deciding.push(Never { rule, covered_by });
            }
        }
        let silenced = rulebook.question_ids().filter_map(|question| {
            let pair = <[Witness; 2]>::from(self.silenced(question)?);
            let [before, after] = pair.map(|witness| {
                let level = self.screened_level(&witness);
                (witness, level)
            });
            Some(Silenced { question, before, after })
        });
        verification.silenced = silenced.collect();
        verification
    }
}

impl Verification<'_> {
    /// Whether everything holds that a rulebook has to keep to: no go verdict comes too early, no
    /// rule is lost without saying so, and every rule can apply.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.premature.is_empty() && self.lost.is_empty() && self.never_applying.is_empty()
    }

    /// The rules that say they ease the verdict, but never do.
    pub(super) fn needless_eases(&self) -> Vec<RuleId> {
        let eases = |rule: &RuleId| self.rulebook[*rule].eases.is_some();
        let used = |rule: &RuleId| self.eased.iter().any(|lost| lost.rule == *rule);
        let rules = self.rulebook.rule_ids();
        rules.filter(|rule| eases(rule) && !used(rule)).collect()
    }
}
