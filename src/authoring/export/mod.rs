//! A whole rulebook as JSON, for sites and tools that ask its questions or draw its reports.
//!
//! What reports name by ids is found here by the same ids and in the same form as in the `texts` of
//! a report, so what can be drawn from one can be drawn from the other. Absent values are `null`, and
//! lists are never absent.

mod condition;
mod schema;

use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use self::condition::ConditionData;
use crate::report::{AftercareText, GroupText, QuestionText, SourceText, Tool, Words};
use crate::rulebook::{
    Aftercare, Evidence, Head, Kind, Level, Levels, Modification, Number, Question, Rule, Rulebook,
};
use crate::text::WrittenDate;
use crate::text::escape;

/// A whole rulebook, to be written as JSON.
#[derive(Debug, Serialize)]
pub struct Export<'r> {
    /// The number of this form. It rises when a field changes its meaning or goes.
    #[serde(rename = "export")]
    form: u8,
    tool: Tool,
    rulebook: HeadData<'r>,
    groups: ById<'r, GroupText<'r>>,
    questions: ById<'r, QuestionData<'r>>,
    ask_order: Vec<&'r str>,
    rules: ById<'r, RuleData<'r>>,
    sources: ById<'r, SourceText<'r>>,
    aftercare: Vec<AftercareData<'r>>,
    words: Words,
}

/// Entries by their ids, in the order of the rule file.
#[derive(Debug)]
struct ById<'r, T>(Vec<(&'r str, T)>);

impl<T: Serialize> Serialize for ById<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(id, entry)| (id, entry)))
    }
}

#[derive(Debug, Serialize)]
struct HeadData<'r> {
    id: &'r str,
    title: &'r str,
    version: &'r str,
    reviewed: WrittenDate,
    review_every: Option<String>,
    valid_for: Option<String>,
    levels_by: Option<&'r str>,
    notice: &'r str,
    plain: &'r [String],
    sha256: &'r str,
}

#[derive(Debug, Serialize)]
struct QuestionData<'r> {
    #[serde(flatten)]
    text: QuestionText<'r>,
    min: Option<Number>,
    max: Option<Number>,
    assume: Option<Value>,
    ask_when: Option<ConditionData<'r>>,
    change: Vec<ChangeData<'r>>,
}

#[derive(Debug, Serialize)]
struct ChangeData<'r> {
    from: Option<Value>,
    to: Value,
    how: &'r str,
}

#[derive(Debug, Serialize)]
struct RuleData<'r> {
    title: &'r str,
    says: Option<&'r str>,
    when: ConditionData<'r>,
    level: LevelData<'r>,
    reason: &'r str,
    advice: &'r str,
    until: Option<&'r str>,
    sources: Vec<&'r str>,
    evidence: Evidence,
    dispute: Option<&'r str>,
    eases: Option<&'r str>,
    reviewed: Option<WrittenDate>,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum LevelData<'r> {
    One(Level),
    ByOption(ById<'r, Level>),
}

#[derive(Debug, Serialize)]
struct AftercareData<'r> {
    #[serde(flatten)]
    text: AftercareText<'r>,
    when: Option<ConditionData<'r>>,
}

impl<'r> Export<'r> {
    /// Everything that the rulebook says.
    #[must_use]
    pub fn of(rulebook: &'r Rulebook) -> Self {
        let questions = rulebook.questions().iter();
        let order = rulebook.ask_order().iter();
        Self {
            form: 1,
            tool: Tool::THIS,
            rulebook: HeadData::of(rulebook),
            groups: by_id(rulebook.groups(), |group| (&group.id, GroupText::of(group))),
            questions: ById(
                questions.map(|asked| (&*asked.id, QuestionData::of(rulebook, asked))).collect(),
            ),
            ask_order: order.map(|&id| rulebook[id].id.as_str()).collect(),
            rules: by_id(rulebook.rules(), |rule| (&rule.id, RuleData::of(rulebook, rule))),
            sources: by_id(rulebook.sources(), |source| (&source.id, SourceText::of(source))),
            aftercare: rulebook
                .aftercare()
                .iter()
                .map(|entry| AftercareData::of(rulebook, entry))
                .collect(),
            words: Words::ALL,
        }
    }

    /// The JSON Schema of the export of a rulebook.
    #[must_use]
    pub fn schema(rulebook: &Rulebook) -> Value {
        schema::schema(rulebook)
    }

    /// The rulebook as one line of JSON, without a line feed.
    ///
    /// # Panics
    ///
    /// Never: every map has strings as keys, and no value fails to be written.
    #[must_use]
    pub fn to_json(&self) -> String {
        escape::json(serde_json::to_string(self).expect("a rulebook can be written as JSON"))
    }
}

fn by_id<'r, E, T>(entries: &'r [E], data: impl Fn(&'r E) -> (&'r String, T)) -> ById<'r, T> {
    let entry = |entry| {
        let (id, data) = data(entry);
        (id.as_str(), data)
    };
    ById(entries.iter().map(entry).collect())
}

impl<'r> HeadData<'r> {
    fn of(rulebook: &'r Rulebook) -> Self {
        let Head {
            id,
            title,
            version,
            reviewed,
            levels_by,
            valid_for,
            notice,
            review_every,
            plain,
        } = rulebook.head();
        Self {
            id,
            title,
            version,
            reviewed: WrittenDate(*reviewed),
            review_every: review_every.map(|time| time.to_string()),
            valid_for: valid_for.map(|time| time.to_string()),
            levels_by: levels_by.map(|id| rulebook[id].id.as_str()),
            notice,
            plain,
            sha256: rulebook.sha256(),
        }
    }
}

impl<'r> QuestionData<'r> {
    fn of(rulebook: &'r Rulebook, question: &'r Question) -> Self {
        let (min, max) = match question.kind {
            Kind::Number { min, max, .. } => (Some(min), Some(max)),
            _ => (None, None),
        };
        let change = |Modification { from, to, how }: &'r Modification| ChangeData {
            from: from.map(|from| json!(from.shown(question))),
            to: json!(to.shown(question)),
            how,
        };
        Self {
            text: QuestionText::of(rulebook, question),
            min,
            max,
            assume: question.assume.map(|value| json!(value.shown(question))),
            ask_when: question.ask_when.as_ref().map(|when| ConditionData::of(rulebook, when)),
            change: question.change.iter().map(change).collect(),
        }
    }
}

impl<'r> RuleData<'r> {
    fn of(rulebook: &'r Rulebook, rule: &'r Rule) -> Self {
        let Rule { title, says, when, level, reason, advice, until, sources, .. } = rule;
        let level = match (level, rulebook.head().levels_by) {
            (Levels::ByOption(levels), Some(id)) => {
                let options = rulebook[id].options().iter().map(|option| option.id.as_str());
                LevelData::ByOption(ById(options.zip(levels.iter().copied()).collect()))
            }
            (level, _) => LevelData::One(level.range(None).1),
        };
        Self {
            title,
            says: says.as_deref(),
            when: ConditionData::of(rulebook, when),
            level,
            reason,
            advice,
            until: until.as_deref(),
            sources: sources.iter().map(|&id| rulebook[id].id.as_str()).collect(),
            evidence: rule.evidence,
            dispute: rule.dispute.as_deref(),
            eases: rule.eases.as_deref(),
            reviewed: rule.reviewed.map(WrittenDate),
        }
    }
}

impl<'r> AftercareData<'r> {
    fn of(rulebook: &'r Rulebook, entry: &'r Aftercare) -> Self {
        Self {
            text: AftercareText::of(rulebook, entry),
            when: entry.when.as_ref().map(|when| ConditionData::of(rulebook, when)),
        }
    }
}
