//! The whole rulebook as a chart, like the summary chart of the US Medical Eligibility Criteria for
//! Contraceptive Use: a row for each rule, a column for each option of the `levels_by` question,
//! and in each cell a level, by letter and by colour.

mod html;
mod markdown;
mod text;

use serde::Serialize;

use super::facts::{AftercareFacts, LevelColumn, RulebookFacts, SourceFacts, TopicFacts};
use super::rule::waits;
use super::show::json;
use super::{Guide, Topic};
use crate::layout::Page;
use crate::rulebook::{Evidence, Level, RuleId, SourceId};
use crate::text::list::join;

/// A rulebook as a chart, in which every rule has one row.
#[derive(Clone, Debug, Serialize)]
pub struct Chart<'r> {
    rulebook: RulebookFacts<'r>,
    notice: &'r str,
    /// The text of the `levels_by` question; `None` if there is no such question.
    levels_by: Option<&'r str>,
    columns: Vec<LevelColumn<'r>>,
    groups: Vec<RowGroup<'r>>,
    aftercare: Vec<AftercareFacts<'r>>,
    /// Every source that a row cites, in the order of the first citation.
    sources: Vec<SourceFacts<'r>>,
}

/// The rows under one heading, at least one.
#[derive(Clone, Debug, Serialize)]
struct RowGroup<'r> {
    #[serde(flatten)]
    topic: TopicFacts<'r>,
    rows: Vec<Row<'r>>,
}

/// The row of a rule.
#[derive(Clone, Debug, Serialize)]
struct Row<'r> {
    rule: &'r str,
    title: &'r str,
    says: Option<&'r str>,
    /// For each column the level; `None` where the rule cannot apply.
    levels: Vec<Option<Level>>,
    waits: Vec<String>,
    until: Option<&'r str>,
    evidence: Evidence,
    sources: Vec<&'r str>,
    /// The numbers of its sources in the chart's list, from 1.
    #[serde(skip)]
    cited: Vec<usize>,
}

impl<'r> Chart<'r> {
    pub(super) fn of(guide: &Guide<'r>) -> Self {
        let rulebook = guide.rulebook;
        let mut by_topic: Vec<(Topic, Vec<RuleId>)> =
            Topic::all(rulebook).into_iter().map(|topic| (topic, Vec::new())).collect();
        for rule in rulebook.rule_ids() {
            // INVARIANT: a condition has at least one test.
            let first = rulebook[rule].when.questions()[0];
            let topic = Topic::of(rulebook, first);
            let place = by_topic.iter_mut().find(|(known, _)| *known == topic);
            // INVARIANT: `Topic::all` has the topic of every question.
            place.expect("every question has a topic").1.push(rule);
        }
        let mut cited = Cited { number: vec![None; rulebook.sources().len()], order: Vec::new() };
        let groups = by_topic
            .into_iter()
            .filter(|(_, rules)| !rules.is_empty())
            .map(|(topic, rules)| RowGroup {
                topic: TopicFacts::of(rulebook, topic),
                rows: rules.into_iter().map(|id| Row::of(guide, id, &mut cited)).collect(),
            })
            .collect();
        let head = rulebook.head();
        Self {
            rulebook: RulebookFacts::of(rulebook),
            notice: &head.notice,
            levels_by: head.levels_by.map(|id| rulebook[id].ask.as_str()),
            columns: LevelColumn::all(rulebook),
            groups,
            aftercare: rulebook.aftercare().iter().map(AftercareFacts::of).collect(),
            sources: cited.order.iter().map(|&id| SourceFacts::of(&rulebook[id])).collect(),
        }
    }

    /// The chart as text, for a terminal or a text file.
    #[must_use]
    pub fn to_text(&self, page: Page) -> String {
        text::text(self, page)
    }

    /// The chart as Markdown: a table for each group, and the list of sources.
    #[must_use]
    pub fn to_markdown(&self) -> String {
        markdown::markdown(self)
    }

    /// The chart as one page of HTML that loads nothing and can be printed.
    #[must_use]
    pub fn to_html(&self) -> String {
        html::html(self)
    }

    /// The chart as one line of JSON, without a line feed.
    #[must_use]
    pub fn to_json(&self) -> String {
        json(self)
    }

    fn rows(&self) -> impl Iterator<Item = &Row<'r>> {
        self.groups.iter().flat_map(|group| &group.rows)
    }

    /// Every grade of evidence that a rule rests on, in the order of [`Evidence`].
    fn grades(&self) -> impl Iterator<Item = Evidence> {
        use crate::text::word::Word as _;
        let all = Evidence::ALL.iter().map(|(grade, _)| *grade);
        all.filter(|grade| self.rows().any(|row| row.evidence == *grade))
    }

    /// Whether there is a rule that cannot apply for some option.
    fn has_empty_cells(&self) -> bool {
        self.rows().any(|row| row.levels.contains(&None))
    }
}

impl<'r> Row<'r> {
    fn of(guide: &Guide<'r>, id: RuleId, cited: &mut Cited) -> Self {
        let rulebook = guide.rulebook;
        let rule = &rulebook[id];
        Self {
            rule: &rule.id,
            title: &rule.title,
            says: rule.says.as_deref(),
            levels: guide.levels(id).to_vec(),
            waits: waits(&rule.when),
            until: rule.until.as_deref(),
            evidence: rule.evidence,
            sources: rule.sources.iter().map(|&id| rulebook[id].id.as_str()).collect(),
            cited: rule.sources.iter().map(|&id| cited.number(id)).collect(),
        }
    }

    /// How the rule ends: with the event that the rulebook names, otherwise after its waits.
    fn ends(&self) -> String {
        match self.until {
            Some(until) => format!("until {until}"),
            None => join(self.waits.iter().cloned(), "or"),
        }
    }
}

/// Numbers for sources, in the order in which they are first cited.
struct Cited {
    number: Vec<Option<usize>>,
    order: Vec<SourceId>,
}

impl Cited {
    /// The number of a source, from 1; the next free one if it was not cited before.
    fn number(&mut self, id: SourceId) -> usize {
        *self.number[id.index()].get_or_insert_with(|| {
            self.order.push(id);
            self.order.len()
        })
    }
}
