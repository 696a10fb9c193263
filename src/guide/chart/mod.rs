//! The whole rulebook on one page, as the summary chart of the US Medical Eligibility Criteria
//! for Contraceptive Use has it: a row for each condition, a column for each option that levels
//! hang on, and in each cell a level, by letter and by colour.

mod html;
mod markdown;
mod text;

use serde::Serialize;

use super::facts::{Column, RulebookFacts, SourceFacts};
use super::rule::waits;
use super::show::json;
use super::{Guide, Section, rules};
use crate::layout::Page;
use crate::rulebook::{Evidence, Level, RuleId, SourceId};
use crate::text::list::join;

/// A rulebook as a chart, ready to be drawn. Every rule has one row.
#[derive(Clone, Debug, Serialize)]
pub struct Chart<'r> {
    rulebook: RulebookFacts<'r>,
    notice: &'r str,
    /// What is asked in the question that levels hang on.
    levels_by: Option<&'r str>,
    columns: Vec<Column<'r>>,
    groups: Vec<RowGroup<'r>>,
    /// Every source that a row cites, in the order of the first citation.
    sources: Vec<SourceFacts<'r>>,
}

/// The rows under one heading; at least one.
#[derive(Clone, Debug, Serialize)]
struct RowGroup<'r> {
    id: Option<&'r str>,
    ask: &'r str,
    rows: Vec<Row<'r>>,
}

/// One rule.
#[derive(Clone, Debug, Serialize)]
struct Row<'r> {
    rule: &'r str,
    title: &'r str,
    /// For each column the level; nothing where the rule cannot apply.
    levels: Vec<Option<Level>>,
    waits: Vec<String>,
    until: Option<&'r str>,
    evidence: Evidence,
    sources: Vec<&'r str>,
    /// Where its sources stand in the chart's list, from 1.
    #[serde(skip)]
    cited: Vec<usize>,
}

impl<'r> Chart<'r> {
    pub(super) fn of(guide: &Guide<'r>) -> Self {
        let rulebook = guide.rulebook;
        let mut by_section: Vec<(Section, Vec<RuleId>)> =
            Section::all(rulebook).into_iter().map(|section| (section, Vec::new())).collect();
        for rule in rules(rulebook) {
            // INVARIANT: a condition has at least one test, and its question is in a section.
            let first = rulebook[rule].when.questions()[0];
            let section = Section::of(rulebook, first);
            let place = by_section.iter_mut().find(|(known, _)| *known == section);
            place.expect("every question is in a section").1.push(rule);
        }
        let mut cited = Cited { number: vec![None; rulebook.sources().len()], order: Vec::new() };
        let groups = by_section
            .into_iter()
            .filter(|(_, rules)| !rules.is_empty())
            .map(|(section, rules)| RowGroup {
                id: section.group(rulebook),
                ask: section.ask(rulebook),
                rows: rules.into_iter().map(|id| Row::of(guide, id, &mut cited)).collect(),
            })
            .collect();
        let head = rulebook.head();
        Self {
            rulebook: RulebookFacts::of(rulebook),
            notice: &head.notice,
            levels_by: head.levels_by.map(|id| rulebook[id].ask.as_str()),
            columns: Column::all(rulebook),
            groups,
            sources: cited.order.iter().map(|&id| SourceFacts::of(&rulebook[id])).collect(),
        }
    }

    /// The chart for a terminal or a text file.
    #[must_use]
    pub fn to_text(&self, page: Page) -> String {
        text::text(self, page)
    }

    /// The chart as Markdown: a table for each group, and the list of sources.
    #[must_use]
    pub fn to_markdown(&self) -> String {
        markdown::markdown(self)
    }

    /// The chart as one page of HTML that needs nothing from elsewhere and can be printed.
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

    /// Every grade of evidence that a row has, in their natural order.
    fn grades(&self) -> impl Iterator<Item = Evidence> {
        use crate::text::word::Word as _;
        let all = Evidence::ALL.iter().map(|(grade, _)| *grade);
        all.filter(|grade| self.rows().any(|row| row.evidence == *grade))
    }

    /// What an empty cell means, if there is one.
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
            levels: guide.levels(id).to_vec(),
            waits: waits(&rule.when),
            until: rule.until.as_deref(),
            evidence: rule.evidence,
            sources: rule.sources.iter().map(|&id| rulebook[id].id.as_str()).collect(),
            cited: rule.sources.iter().map(|&id| cited.number(id)).collect(),
        }
    }

    /// How long it holds: the words of the rulebook where there are any, otherwise its waits.
    fn ends(&self) -> String {
        match self.until {
            Some(until) => format!("until {until}"),
            None => join(self.waits.iter().cloned(), "or"),
        }
    }
}

/// Sources by the order of their first citation.
struct Cited {
    number: Vec<Option<usize>>,
    order: Vec<SourceId>,
}

impl Cited {
    /// The number of a source, from 1; a new one if it was not cited before.
    fn number(&mut self, id: SourceId) -> usize {
        *self.number[id.index()].get_or_insert_with(|| {
            self.order.push(id);
            self.order.len()
        })
    }
}
