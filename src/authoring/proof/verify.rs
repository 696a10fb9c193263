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
    pub unsafe_go: Vec<UnsafeGo>,
    /// Rules that ticking one more question can take away so that the level falls, though they
    /// do not say that they ease it.
    pub non_monotone: Vec<NonMonotone>,
    /// The same for rules that say so.
    pub eased: Vec<NonMonotone>,
    /// For each level the answers that get it, if any do.
    pub levels: Vec<(Level, Option<Witness>)>,
    /// Every rule that can decide a verdict, with answers where it does.
    pub decisive: Vec<(RuleId, Witness)>,
    /// Every rule that can apply but never decides.
    pub never_decisive: Vec<Never>,
    /// Every rule that can never apply.
    pub never_applying: Vec<RuleId>,
    /// Questions that are not asked where an answer to them would be a reason to stop.
    pub silenced: Vec<Silenced>,
}

/// A go verdict that comes too early.
#[derive(Debug)]
pub struct UnsafeGo {
    /// The core question that is open.
    pub question: QuestionId,
    /// The verdict all the same.
    pub verdict: Level,
    /// The answers to the others.
    pub answers: Witness,
}

/// A rule that answering yes instead of no takes away, so that the level falls.
#[derive(Debug)]
pub struct NonMonotone {
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
    pub subsumed_by: Vec<RuleId>,
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
        let unsafe_go = core.iter().filter_map(|&question| {
            [Level::Suitable, Level::Caution].into_iter().find_map(|verdict| {
                let answers = self.unsafe_go(question, verdict)?;
                Some(UnsafeGo { question, verdict, answers })
            })
        });
        let unsafe_go = unsafe_go.collect();
        let losses = self.rulebook.rule_ids().flat_map(|rule| {
            rulebook.question_ids().filter_map(move |question| {
                let (before, after) = self.non_monotone(rule, question)?;
                let levels = (self.screened_level(&before), self.screened_level(&after));
                let (before, after) = ((before, levels.0), (after, levels.1));
                Some(NonMonotone { rule, question, before, after })
            })
        });
        let (eased, non_monotone) = losses.partition(|lost| rulebook[lost.rule].eases.is_some());
        let levels = Level::ALL.iter().map(|&(level, _)| (level, self.reached(level))).collect();
        let mut verification = Verification {
            rulebook,
            core,
            unsafe_go,
            non_monotone,
            eased,
            levels,
            decisive: Vec::new(),
            never_decisive: Vec::new(),
            never_applying: Vec::new(),
            silenced: Vec::new(),
        };
        for rule in self.rulebook.rule_ids() {
            if self.applies_ever(rule).is_none() {
                verification.never_applying.push(rule);
            } else if let Some(witness) = self.decisive(rule) {
                verification.decisive.push((rule, witness));
            } else {
                let subsumed_by = self.subsumed_by(rule);
                verification.never_decisive.push(Never { rule, subsumed_by });
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
        self.unsafe_go.is_empty() && self.non_monotone.is_empty() && self.never_applying.is_empty()
    }

    /// The rules that say they ease the verdict, but never do.
    pub(super) fn needless_eases(&self) -> Vec<RuleId> {
        let eases = |rule: &RuleId| self.rulebook[*rule].eases.is_some();
        let used = |rule: &RuleId| self.eased.iter().any(|lost| lost.rule == *rule);
        let rules = self.rulebook.rule_ids();
        rules.filter(|rule| eases(rule) && !used(rule)).collect()
    }
}
