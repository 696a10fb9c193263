//! A rulebook as every engine can be told it: entries that find something where a condition on
//! plain facts holds.

use needlecheck::Level;
use needlecheck::rulebook::{Bound, Condition, Kind, Levels, OptionId, Rulebook, Test, Wants};

use super::facts::{ON, days_ago};

/// Finds something where its condition holds.
pub(crate) struct Entry {
    /// The level and the rule's id: `avoid/no-vest`.
    pub(crate) finding: String,
    pub(crate) when: When,
}

/// A condition on facts, each of which is there.
#[derive(Clone)]
pub(crate) enum When {
    All(Vec<When>),
    Any(Vec<When>),
    /// A fact that is a yes or no.
    Is(String, bool),
    /// A fact that is one of these texts.
    OneOf(String, Vec<String>),
    /// A number that is below, above, and so on.
    Compare(String, &'static str, f64),
}

/// The entries of a rulebook. A rule with a level for each option of a question becomes an entry
/// for each of them.
pub(crate) fn entries(rulebook: &Rulebook) -> Vec<Entry> {
    let mut entries = Vec::new();
    for rule in rulebook.rules() {
        let when = When::of(rulebook, &rule.when);
        let entry = |level: Level, when| Entry { finding: format!("{level}/{}", rule.id), when };
        match (&rule.level, rulebook.head().levels_by) {
            (Levels::ByOption(levels), Some(levels_by)) => {
                let question = &rulebook[levels_by];
                for (&level, option) in levels.iter().zip(question.options()) {
                    let chosen = When::OneOf(question.id.clone(), vec![option.id.clone()]);
                    entries.push(entry(level, When::All(vec![chosen, when.clone()])));
                }
            }
            (&Levels::One(level), _) => entries.push(entry(level, when)),
            // INVARIANT: levels by option exist only where there is a `levels_by` question.
            (Levels::ByOption(_), None) => unreachable!("there is no `levels_by` question"),
        }
    }
    entries
}

impl When {
    fn of(rulebook: &Rulebook, condition: &Condition) -> Self {
        let each =
            |parts: &[Condition]| parts.iter().map(|part| Self::of(rulebook, part)).collect();
        match condition {
            Condition::All(parts) => Self::All(each(parts)),
            Condition::Any(parts) => Self::Any(each(parts)),
            // An answer counts, asked for or not; and what is assumed where a question is not asked
            // of everybody meets no test of these rules.
            Condition::Test(test) => Self::test(rulebook, test),
        }
    }

    fn test(rulebook: &Rulebook, test: &Test) -> Self {
        let question = &rulebook[test.question];
        let id = || question.id.clone();
        match &test.wants {
            Wants::OneOf(options) if matches!(question.kind, Kind::YesNo) => {
                Self::Is(id(), options.contains(&OptionId::YES))
            }
            Wants::OneOf(options) => {
                let text = |option: &OptionId| question.options()[option.index()].id.clone();
                Self::OneOf(id(), options.iter().map(text).collect())
            }
            Wants::Range(range) => {
                let compare = |bound: Bound, strictly, or_equal| {
                    let sign = if bound.inclusive { or_equal } else { strictly };
                    Self::Compare(id(), sign, bound.at.get())
                };
                let lower = range.lower.map(|bound| compare(bound, ">", ">="));
                let upper = range.upper.map(|bound| compare(bound, "<", "<="));
                Self::All(lower.into_iter().chain(upper).collect())
            }
            Wants::Within(wait) => Self::Compare(id(), "<=", days_ago(wait.first_covering(ON))),
        }
    }

    /// The condition as an `any` of `all`s.
    pub(crate) fn clauses(&self) -> Vec<Vec<&Self>> {
        match self {
            Self::Any(parts) => parts.iter().flat_map(Self::clauses).collect(),
            Self::All(parts) => parts.iter().fold(vec![Vec::new()], |so_far, part| {
                let part = part.clauses();
                let both =
                    |a: &Vec<_>| part.iter().map(|b| [&a[..], b].concat()).collect::<Vec<_>>();
                so_far.iter().flat_map(both).collect()
            }),
            test => vec![vec![test]],
        }
    }
}
