//! Blocks: questions that are asked together, as a checklist, or a single question.

use crate::rulebook::{GroupId, QuestionId, Rulebook};

/// What is asked at once.
#[derive(Clone, Debug)]
pub(super) enum Block {
    /// A group as one checklist, with all its questions in file order.
    Checklist(GroupId, Vec<QuestionId>),
    /// A question on its own.
    Single(QuestionId),
}

impl Block {
    /// Every block of a rulebook, in file order. A group stands where its first question does.
    pub(super) fn all(rulebook: &Rulebook) -> Vec<Self> {
        let mut blocks: Vec<Self> = Vec::new();
        for id in rulebook.question_ids() {
            let Some(group) = rulebook[id].group else {
                blocks.push(Self::Single(id));
                continue;
            };
            let same = blocks.iter_mut().find_map(|block| match block {
                Self::Checklist(known, items) if *known == group => Some(items),
                _ => None,
            });
            match same {
                Some(items) => items.push(id),
                None => blocks.push(Self::Checklist(group, vec![id])),
            }
        }
        blocks
    }

    /// What it is called where it is shown and not asked.
    pub(super) fn heading<'r>(&self, rulebook: &'r Rulebook) -> &'r str {
        match self {
            Self::Checklist(group, _) => rulebook[*group].heading(),
            Self::Single(id) => &rulebook[*id].ask,
        }
    }

    /// Its questions, in file order.
    pub(super) fn questions(&self) -> &[QuestionId] {
        match self {
            Self::Checklist(_, items) => items,
            Self::Single(id) => std::slice::from_ref(id),
        }
    }
}
