//! A verification as one JSON object.

use serde_json::{Value, json};

use super::verify::{NonMonotone, Verification};
use super::{TREATMENT_DAYS, Witness};
use crate::rulebook::{QuestionId, RuleId};

/// The version of the format. It rises when a field changes meaning or goes.
const FORMAT: u32 = 1;

impl Verification<'_> {
    /// The verification as one JSON object. Every set of answers in it can be read by
    /// [`Answers::from_json`](crate::Answers::from_json).
    #[must_use]
    pub fn to_json(&self) -> Value {
        let rulebook = self.rulebook;
        let head = rulebook.head();
        let rule = |id: RuleId| &rulebook[id].id;
        let question = |id: QuestionId| &rulebook[id].id;
        let answers = |witness: &Witness| witness.to_json(rulebook);
        let lost = |lost: &NonMonotone| {
            json!({
                "rule": rule(lost.rule),
                "question": question(lost.question),
                "before": {"level": lost.before.1, "answers": answers(&lost.before.0)},
                "after": {"level": lost.after.1, "answers": answers(&lost.after.0)},
                "eases": rulebook[lost.rule].eases,
            })
        };
        let premature = self.unsafe_go.iter().map(|premature| {
            json!({
                "question": question(premature.question),
                "verdict": premature.verdict,
                "answers": answers(&premature.answers),
            })
        });
        let levels = self.levels.iter().map(
            |(level, witness)| json!({"level": level, "answers": witness.as_ref().map(answers)}),
        );
        let deciding = self.decisive.iter();
        let deciding =
            deciding.map(|(id, witness)| json!({"rule": rule(*id), "answers": answers(witness)}));
        let never_deciding = self.never_decisive.iter().map(|never| {
            let subsumed_by: Vec<_> = never.subsumed_by.iter().map(|&id| rule(id)).collect();
            json!({"rule": rule(never.rule), "covered_by": subsumed_by})
        });
        let needless = self.needless_eases();
        json!({
            "verification": FORMAT,
            "rulebook": {"id": head.id, "version": head.version, "sha256": rulebook.sha256()},
            "treatment": {"first": TREATMENT_DAYS.0.to_string(), "last": TREATMENT_DAYS.1.to_string()},
            "holds": self.holds(),
            "core": self.core.iter().map(|&id| question(id)).collect::<Vec<_>>(),
            "premature": premature.collect::<Vec<_>>(),
            "lost": self.non_monotone.iter().map(lost).collect::<Vec<_>>(),
            "eased": self.eased.iter().map(lost).collect::<Vec<_>>(),
            "needless_eases": needless.into_iter().map(rule).collect::<Vec<_>>(),
            "levels": levels.collect::<Vec<_>>(),
            "deciding": deciding.collect::<Vec<_>>(),
            "never_deciding": never_deciding.collect::<Vec<_>>(),
            "silenced": self.silenced.iter().map(|silenced| json!({
                "question": question(silenced.question),
                "before": {"level": silenced.before.1, "answers": answers(&silenced.before.0)},
                "after": {"level": silenced.after.1, "answers": answers(&silenced.after.0)},
            })).collect::<Vec<_>>(),
            "undecided": self.undecided.iter().map(|unproven| json!({
                "claim": unproven.claim,
                "rule": unproven.rule.map(rule),
                "question": unproven.question.map(question),
                "level": unproven.level,
            })).collect::<Vec<_>>(),
            "never_applying": self.never_applying.iter().map(|&id| rule(id)).collect::<Vec<_>>(),
        })
    }
}
