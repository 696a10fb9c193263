//! What is asked at once: a checklist of several questions, or a single one.

use crate::rulebook::{GroupId, Kind, QuestionId, Rulebook};

/// What is asked at one prompt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// A group as one checklist, with all its questions in file order.
    Checklist(GroupId, Vec<QuestionId>),
    /// A question on its own.
    Single(QuestionId),
}

impl Step {
    /// Every step of a rulebook, in the order of the file. A group is asked where its first
    /// question stands.
    pub(super) fn all(rulebook: &Rulebook) -> Vec<Self> {
        let mut steps: Vec<Self> = Vec::new();
        for id in rulebook.question_ids() {
            let Some(group) = rulebook[id].group else {
                steps.push(Self::Single(id));
                continue;
            };
            let same = steps.iter_mut().find_map(|step| match step {
                Self::Checklist(known, items) if *known == group => Some(items),
                _ => None,
            });
            match same {
                Some(items) => items.push(id),
                None => steps.push(Self::Checklist(group, vec![id])),
            }
        }
        steps
    }

    /// Its questions.
    pub(super) fn questions(&self) -> &[QuestionId] {
        match self {
            Self::Checklist(_, items) => items,
            Self::Single(id) => std::slice::from_ref(id),
        }
    }
}

/// Whether a ticked item of a checklist still has to be told when, how much or which.
pub(super) fn needs_more(rulebook: &Rulebook, item: QuestionId) -> bool {
    !matches!(rulebook[item].kind, Kind::YesNo)
}
