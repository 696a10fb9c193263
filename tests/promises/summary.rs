//! An outcome in words, so that what the program found and what it has to find can be compared.

use needlecheck::answers::Answer;
use needlecheck::rulebook::{PastDate, Question, Value};
use needlecheck::screening::Outcome;
use needlecheck::{Level, Rulebook, Verdict};

/// An outcome in words that a failing test can show.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Summary {
    pub(crate) verdict: Verdict,
    pub(crate) floor: Level,
    pub(crate) at_worst: Level,
    pub(crate) findings: Vec<Found>,
    pub(crate) open: Vec<StillOpen>,
    pub(crate) assumed: Vec<(String, String)>,
    pub(crate) unasked: Vec<(String, String)>,
    pub(crate) inapplicable: Vec<String>,
    pub(crate) aftercare: Vec<usize>,
}

/// An open question.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct StillOpen {
    pub(crate) question: String,
    pub(crate) unsure: bool,
    pub(crate) could_be: Level,
    pub(crate) best: Level,
    pub(crate) worst: Level,
}

/// A finding without its end.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Found {
    pub(crate) rule: usize,
    pub(crate) level: Level,
    pub(crate) could_be: Option<Level>,
    pub(crate) because: Vec<(String, String)>,
    /// Those of `because` that were assumed.
    pub(crate) assumed: Vec<String>,
}

/// What the program found.
pub(crate) fn summary(rulebook: &Rulebook, outcome: &Outcome) -> Summary {
    let id = |question: needlecheck::rulebook::QuestionId| rulebook[question].id.clone();
    let stated = |&(question, value): &(_, Value)| (id(question), text(&rulebook[question], value));
    Summary {
        verdict: outcome.verdict(),
        floor: outcome.floor,
        at_worst: outcome.at_worst,
        findings: outcome
            .findings
            .iter()
            .map(|finding| Found {
                rule: finding.rule.index(),
                level: finding.level,
                could_be: finding.could_be,
                because: finding.because.iter().map(stated).collect(),
                assumed: outcome.assumed_in(finding).map(id).collect(),
            })
            .collect(),
        open: outcome
            .open
            .iter()
            .map(|open| StillOpen {
                question: id(open.question),
                unsure: open.unsure,
                could_be: open.could_be,
                best: open.best,
                worst: open.worst,
            })
            .collect(),
        assumed: outcome
            .assumed
            .iter()
            .filter_map(|id| Some(stated(&(id, rulebook[id].assume?))))
            .collect(),
        unasked: outcome
            .unasked
            .iter()
            .map(|unasked| match unasked.answer {
                Answer::Unsure => (id(unasked.question), "unsure".to_owned()),
                Answer::Value(value) => stated(&(unasked.question, value)),
            })
            .collect(),
        inapplicable: outcome.inapplicable.iter().map(id).collect(),
        aftercare: outcome.aftercare.clone(),
    }
}

/// A value as flags have it.
pub(crate) fn text(question: &Question, value: Value) -> String {
    match value {
        Value::Choice(option) => question.options()[option.index()].id.clone(),
        Value::Number(number) => number.get().to_string(),
        Value::Date(PastDate::Never) => "never".to_owned(),
        Value::Date(PastDate::On(day)) => day.to_string(),
    }
}
