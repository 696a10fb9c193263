//! The verification of a rulebook: claims, proven or refuted, with answers as examples.

use super::{Prover, Witness};
use crate::rulebook::{Level, QuestionId, RuleId, Rulebook};
use crate::text::word::Word as _;

/// The result of checking the claims about a rulebook over all possible answers.
#[derive(Debug)]
pub struct Verification<'r> {
    pub(super) rulebook: &'r Rulebook,
    /// The core questions: those without an `assume`.
    pub core: Vec<QuestionId>,
    /// Go verdicts that are given while a core question that is asked is open. There must be none.
    pub unsafe_go: Vec<UnsafeGo>,
    /// Rules that no longer apply if one more question is answered with yes, so that the level
    /// falls, although they have no `eases`. There must be none.
    pub non_monotone: Vec<NonMonotone>,
    /// The same for rules with `eases`.
    pub eased: Vec<NonMonotone>,
    /// For each level, answers that lead to it; `None` if none do.
    pub levels: Vec<(Level, Option<Witness>)>,
    /// Every rule that can decide a verdict, with answers for which it does.
    pub decisive: Vec<(RuleId, Witness)>,
    /// Every rule that can apply but never decides the verdict.
    pub never_decisive: Vec<Never>,
    /// Every rule that can never apply. There must be none.
    pub never_applying: Vec<RuleId>,
    /// Questions that are not asked of a person with a go verdict, although an answer could lead to
    /// a stop level.
    pub silenced: Vec<Silenced>,
}

/// A go verdict that is given while a core question is open.
#[derive(Debug)]
pub struct UnsafeGo {
    /// The open core question.
    pub question: QuestionId,
    /// The level of the verdict.
    pub verdict: Level,
    /// The answers to the other questions.
    pub answers: Witness,
}

/// A rule that applies while a question is answered with no and does not with yes, so that the
/// level falls.
#[derive(Debug)]
pub struct NonMonotone {
    /// The rule.
    pub rule: RuleId,
    /// The yes-no question.
    pub question: QuestionId,
    /// The answers with a no, and their level.
    pub before: (Witness, Level),
    /// The same answers with a yes, and their level.
    pub after: (Witness, Level),
}

/// A question that is not asked although its answer could stop a treatment.
#[derive(Debug)]
pub struct Silenced {
    /// The question.
    pub question: QuestionId,
    /// Answers with which it is not asked, and their go level.
    pub before: (Witness, Level),
    /// The same with an answer to it, and their stop level.
    pub after: (Witness, Level),
}

/// A rule that never decides a verdict.
#[derive(Debug)]
pub struct Never {
    /// The rule.
    pub rule: RuleId,
    /// Rules of which one always applies too, at the same or a higher level, when this rule is
    /// above `suitable`. Empty if it is never above `suitable`.
    pub subsumed_by: Vec<RuleId>,
}

impl<'r> Prover<'r> {
    /// Proves every claim, or finds answers that refute it.
    ///
    /// # Panics
    ///
    /// If screening contradicts a result of the search, which is a fault of this crate.
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
    /// Whether every claim holds that a rulebook must satisfy: [`unsafe_go`](Self::unsafe_go),
    /// [`non_monotone`](Self::non_monotone) and [`never_applying`](Self::never_applying) are empty.
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
