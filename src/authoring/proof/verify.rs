//! The verification of a rulebook: claims, proven or refuted, with answers as examples.

use super::budget::{Undecided, first_found};
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
    /// For each level of which it was decided, answers that lead to it; `None` if none do.
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
    /// What was not found out within the budget of steps: neither proven nor refuted.
    pub undecided: Vec<Unproven>,
}

/// A part of a claim that was not decided within the budget of steps: what it says of a rule, of a
/// question, of a question and a rule that it takes away, or of a level.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unproven {
    /// The number of the claim, from 1 to 6.
    pub claim: usize,
    /// The rule.
    pub rule: Option<RuleId>,
    /// The question.
    pub question: Option<QuestionId>,
    /// The level.
    pub level: Option<Level>,
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
    /// Proves every claim, or finds answers that refute it; what the budget does not suffice for
    /// is [`undecided`](Verification::undecided).
    ///
    /// # Panics
    ///
    /// If screening contradicts a result of the search, which is a fault of this crate.
    #[must_use]
    pub fn verify(&self) -> Verification<'r> {
        let mut verification = Verification {
            rulebook: self.rulebook,
            core: self.core(),
            unsafe_go: Vec::new(),
            non_monotone: Vec::new(),
            eased: Vec::new(),
            levels: Vec::new(),
            decisive: Vec::new(),
            never_decisive: Vec::new(),
            never_applying: Vec::new(),
            silenced: Vec::new(),
            undecided: Vec::new(),
        };
        for question in verification.core.clone() {
            let of = Unproven { claim: 1, question: Some(question), ..Unproven::default() };
            let found = verification.decided(of, self.premature(question)).flatten();
            verification.unsafe_go.extend(found);
        }
        for rule in self.rulebook.rule_ids() {
            self.losses(rule, &mut verification);
        }
        for &(level, _) in Level::ALL {
            let of = Unproven { claim: 3, level: Some(level), ..Unproven::default() };
            let found = verification.decided(of, self.reached(level));
            verification.levels.extend(found.map(|witness| (level, witness)));
        }
        for rule in self.rulebook.rule_ids() {
            self.effect(rule, &mut verification);
        }
        for question in self.rulebook.question_ids() {
            let of = Unproven { claim: 6, question: Some(question), ..Unproven::default() };
            let found = verification.decided(of, self.silenced(question)).flatten();
            verification.silenced.extend(found.map(|pair| {
                let [before, after] = <[Witness; 2]>::from(pair).map(|witness| {
                    let level = self.screened_level(&witness);
                    (witness, level)
                });
                Silenced { question, before, after }
            }));
        }
        verification
    }

    /// A go verdict while a core question is open.
    fn premature(&self, question: QuestionId) -> Result<Option<UnsafeGo>, Undecided> {
        first_found([Level::Suitable, Level::Caution].into_iter().map(|verdict| {
            let answers = self.unsafe_go(question, verdict)?;
            Ok(answers.map(|answers| UnsafeGo { question, verdict, answers }))
        }))
    }

    /// Where a rule no longer applies with one more yes.
    fn losses(&self, rule: RuleId, verification: &mut Verification<'_>) {
        for question in self.may_take_away(rule) {
            let of = Unproven {
                claim: 2,
                rule: Some(rule),
                question: Some(question),
                ..Unproven::default()
            };
            let found = verification.decided(of, self.non_monotone(rule, question)).flatten();
            let Some((before, after)) = found else { continue };
            let levels = (self.screened_level(&before), self.screened_level(&after));
            let (before, after) = ((before, levels.0), (after, levels.1));
            let lost = NonMonotone { rule, question, before, after };
            if self.rulebook[rule].eases.is_some() {
                verification.eased.push(lost);
            } else {
                verification.non_monotone.push(lost);
            }
        }
    }

    /// Whether a rule can decide, and if not, why.
    fn effect(&self, rule: RuleId, verification: &mut Verification<'_>) {
        let of = |claim| Unproven { claim, rule: Some(rule), ..Unproven::default() };
        match self.decisive(rule) {
            Ok(Some(witness)) => return verification.decisive.push((rule, witness)),
            Ok(None) => {}
            Err(_) => verification.undecided.push(of(4)),
        }
        match verification.decided(of(5), self.applies_ever(rule)) {
            Some(None) => {
                // What never applies never decides, whether or not that was found out.
                verification.undecided.retain(|unproven| *unproven != of(4));
                verification.never_applying.push(rule);
            }
            Some(Some(_)) if !verification.undecided.contains(&of(4)) => {
                let found = verification.decided(of(4), self.subsumed_by(rule));
                let never = found.map(|subsumed_by| Never { rule, subsumed_by });
                verification.never_decisive.extend(never);
            }
            _ => {}
        }
    }
}

impl Verification<'_> {
    /// What was found out; `None` if nothing was, which is noted.
    fn decided<T>(&mut self, of: Unproven, found: Result<T, Undecided>) -> Option<T> {
        found.map_err(|_| self.undecided.push(of)).ok()
    }

    /// Whether every claim is proven that a rulebook must satisfy:
    /// [`unsafe_go`](Self::unsafe_go), [`non_monotone`](Self::non_monotone) and
    /// [`never_applying`](Self::never_applying) are empty, and none of what these claims say is
    /// [`undecided`](Self::undecided).
    #[must_use]
    pub fn holds(&self) -> bool {
        let is_required = |unproven: &Unproven| [1, 2, 5].contains(&unproven.claim);
        !self.is_refuted() && !self.undecided.iter().any(is_required)
    }

    /// Whether a claim does not hold that a rulebook must satisfy.
    #[must_use]
    pub fn is_refuted(&self) -> bool {
        let empty = [
            self.unsafe_go.is_empty(),
            self.non_monotone.is_empty(),
            self.never_applying.is_empty(),
        ];
        !empty.into_iter().all(|empty| empty)
    }

    /// What was not decided of a claim.
    pub(super) fn undecided_of(&self, claim: usize) -> impl Iterator<Item = &Unproven> {
        self.undecided.iter().filter(move |unproven| unproven.claim == claim)
    }

    /// The rules that say they ease the verdict, but never do.
    pub(super) fn needless_eases(&self) -> Vec<RuleId> {
        let eases = |rule: &RuleId| self.rulebook[*rule].eases.is_some();
        let used = |rule: &RuleId| self.eased.iter().any(|lost| lost.rule == *rule);
        let undecided =
            |rule: &RuleId| self.undecided_of(2).any(|unproven| unproven.rule == Some(*rule));
        let rules = self.rulebook.rule_ids();
        rules.filter(|rule| eases(rule) && !used(rule) && !undecided(rule)).collect()
    }
}
