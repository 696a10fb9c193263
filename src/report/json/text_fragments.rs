//! The texts that reports name, written as JSON once.

use super::texts::{AftercareText, QuestionText, SourceText, Words};
use super::write::{end_list, json, put};
use crate::answers::Answers;
use crate::rulebook::{QuestionSet, Rulebook, SourceId};
use crate::screening::Screening;

/// The texts that the reports of a rulebook may name.
#[derive(Debug)]
pub(super) struct TextFragments {
    /// For each question a field with its texts, followed by a comma.
    questions: Vec<String>,
    /// The same for each source.
    sources: Vec<String>,
    /// The entries of the aftercare, each followed by a comma.
    aftercare: Vec<String>,
    /// The field for what words mean.
    words: String,
}

impl TextFragments {
    pub(super) fn of(rulebook: &Rulebook) -> Self {
        let question = |question| QuestionText::of(rulebook, question);
        let entry = |entry| AftercareText::of(rulebook, entry);
        Self {
            questions: rulebook
                .questions()
                .iter()
                .map(|asked| format!("{}:{},", json(&asked.id), json(&question(asked))))
                .collect(),
            sources: rulebook
                .sources()
                .iter()
                .map(|source| format!("{}:{},", json(&source.id), json(&SourceText::of(source))))
                .collect(),
            aftercare: rulebook
                .aftercare()
                .iter()
                .map(|after| format!("{},", json(&entry(after))))
                .collect(),
            words: format!("\"words\":{}", json(&Words::ALL)),
        }
    }

    /// Appends what one report names, as an object.
    pub(super) fn write(&self, answers: &Answers<'_>, screening: &Screening, out: &mut Vec<u8>) {
        put(out, "{\"questions\":{");
        for id in questions(answers, screening).iter() {
            put(out, &self.questions[id.index()]);
        }
        end_list(out);
        put(out, "},\"sources\":{");
        for id in sources(answers.rulebook(), screening) {
            put(out, &self.sources[id.index()]);
        }
        end_list(out);
        put(out, "},\"aftercare\":[");
        for &at in &screening.outcome.aftercare {
            put(out, &self.aftercare[at]);
        }
        end_list(out);
        put(out, "],");
        put(out, &self.words);
        put(out, "}");
    }
}

/// Every question that a report names.
fn questions(answers: &Answers<'_>, screening: &Screening) -> QuestionSet {
    let Screening { outcome, changes, .. } = screening;
    let mut named = QuestionSet::none(answers.rulebook().questions().len());
    named.union_with(&outcome.assumed);
    let given = answers.given().map(|(id, _)| id);
    let reasons = outcome.findings.iter().flat_map(|finding| &finding.because).map(|&(id, _)| id);
    let open = outcome.open.iter().map(|open| open.question);
    let set = changes.iter().flat_map(|change| &change.set).map(|&(id, _)| id);
    let withdrawn = changes.iter().flat_map(|change| &change.withdrawn).copied();
    for id in given.chain(reasons).chain(open).chain(set).chain(withdrawn) {
        named.insert(id);
    }
    named
}

/// Every source that a finding or the aftercare cites, in the order of the rulebook.
fn sources(rulebook: &Rulebook, Screening { outcome, .. }: &Screening) -> Vec<SourceId> {
    let findings = outcome.findings.iter().flat_map(|finding| &rulebook[finding.rule].sources);
    let aftercare = outcome.aftercare.iter().flat_map(|&at| &rulebook.aftercare()[at].sources);
    let mut cited: Vec<_> = findings.chain(aftercare).copied().collect();
    cited.sort_unstable_by_key(|id| id.index());
    cited.dedup();
    cited
}
