//! The description of a rulebook, its levels and its sources, as text and as JSON.

use serde::Serialize;

use super::{Guide, Topic};
use crate::layout::{Page, Printer};
use crate::rulebook::{
    Aftercare, AftercareKind, Group, Level, Read, RuleId, Rulebook, Source, Urgency,
};
use crate::text::WrittenDate;

/// What identifies a rulebook.
#[derive(Clone, Debug, Serialize)]
pub(super) struct RulebookFacts<'r> {
    pub(super) id: &'r str,
    pub(super) title: &'r str,
    pub(super) version: &'r str,
    pub(super) reviewed: WrittenDate,
    pub(super) sha256: &'r str,
}

impl<'r> RulebookFacts<'r> {
    pub(super) fn of(rulebook: &'r Rulebook) -> Self {
        let head = rulebook.head();
        Self {
            id: &head.id,
            title: &head.title,
            version: &head.version,
            reviewed: WrittenDate(head.reviewed),
            sha256: rulebook.sha256(),
        }
    }

    /// Id, version and date of review in one sentence.
    pub(super) fn sentence(&self) -> String {
        format!("Rulebook {} {}, reviewed {}.", self.id, self.version, self.reviewed)
    }
}

/// A topic: a group, or a question that is in none.
#[derive(Clone, Debug, Serialize)]
pub(super) struct TopicFacts<'r> {
    /// The id of the group; `None` for a question.
    pub(super) id: Option<&'r str>,
    title: Option<&'r str>,
    /// The words of the group, or of the question.
    ask: &'r str,
}

impl<'r> TopicFacts<'r> {
    pub(super) fn of(rulebook: &'r Rulebook, topic: Topic) -> Self {
        match topic {
            Topic::Group(id) => {
                let Group { id, title, ask } = &rulebook[id];
                Self { id: Some(id), title: title.as_deref(), ask }
            }
            Topic::Question(id) => Self { id: None, title: None, ask: &rulebook[id].ask },
        }
    }

    /// What stands above it: its title, or its words if it has none.
    pub(super) fn heading(&self) -> &'r str {
        self.title.unwrap_or(self.ask)
    }
}

/// A column of the chart: an option of the `levels_by` question, or the only level of each rule if
/// there is no such question.
#[derive(Clone, Debug, Serialize)]
pub(super) struct LevelColumn<'r> {
    pub(super) id: &'r str,
    pub(super) label: &'r str,
}

impl<'r> LevelColumn<'r> {
    /// The columns of a rulebook, at least one.
    pub(super) fn all(rulebook: &'r Rulebook) -> Vec<Self> {
        match rulebook.head().levels_by {
            None => vec![Self { id: "level", label: "Level" }],
            Some(id) => rulebook[id]
                .options()
                .iter()
                .map(|option| Self { id: &option.id, label: &option.label })
                .collect(),
        }
    }
}

/// The level of a rule for one option of the `levels_by` question.
#[derive(Clone, Debug, Serialize)]
pub(super) struct LevelCell<'r> {
    /// The option's id; `None` if the rulebook has no `levels_by` question.
    pub(super) option: Option<&'r str>,
    pub(super) label: Option<&'r str>,
    /// `None` where the rule cannot apply.
    pub(super) level: Option<Level>,
}

impl<'r> LevelCell<'r> {
    /// The levels of a rule, one for each column.
    pub(super) fn all(guide: &Guide<'r>, rule: RuleId) -> Vec<Self> {
        let by_option = guide.rulebook.head().levels_by.is_some();
        LevelColumn::all(guide.rulebook)
            .into_iter()
            .zip(guide.levels(rule))
            .map(|(column, &level)| Self {
                option: by_option.then_some(column.id),
                label: by_option.then_some(column.label),
                level,
            })
            .collect()
    }
}

/// The levels of a rule on one line: `avoid`, or `clinic defer, home avoid`.
pub(super) fn levels(cells: &[LevelCell<'_>], page: Page) -> String {
    let word = |level: Level| page.in_level(level, level.as_str());
    let first = cells.first().and_then(|cell| cell.level);
    if let Some(level) = first
        && cells.iter().all(|cell| cell.level == first)
    {
        return word(level);
    }
    let known = cells.iter().filter_map(|cell| {
        let word = word(cell.level?);
        Some(cell.option.map_or(word.clone(), |option| format!("{option} {word}")))
    });
    let known: Vec<_> = known.collect();
    if known.is_empty() { "can never apply".to_owned() } else { known.join(", ") }
}

/// A rule in a list: its title and its levels.
#[derive(Clone, Debug, Serialize)]
pub(super) struct RuleLine<'r> {
    pub(super) id: &'r str,
    pub(super) title: &'r str,
    pub(super) levels: Vec<LevelCell<'r>>,
}

impl<'r> RuleLine<'r> {
    pub(super) fn of(guide: &Guide<'r>, id: RuleId) -> Self {
        let rule = &guide.rulebook[id];
        Self { id: &rule.id, title: &rule.title, levels: LevelCell::all(guide, id) }
    }
}

/// A source.
#[derive(Clone, Debug, Serialize)]
pub(super) struct SourceFacts<'r> {
    pub(super) id: &'r str,
    pub(super) title: &'r str,
    pub(super) by: &'r str,
    pub(super) year: Option<u16>,
    pub(super) read: Read,
    pub(super) link: Option<String>,
    /// Who published it and when, and how much of it was read.
    #[serde(skip)]
    pub(super) imprint: String,
}

impl<'r> SourceFacts<'r> {
    pub(super) fn of(source: &'r Source) -> Self {
        Self {
            id: &source.id,
            title: &source.title,
            by: &source.by,
            year: source.year,
            read: source.read,
            link: source.link.as_ref().map(ToString::to_string),
            imprint: source.imprint(),
        }
    }
}

/// An aftercare entry.
#[derive(Clone, Debug, Serialize)]
pub(super) struct AftercareFacts<'r> {
    kind: AftercareKind,
    text: &'r str,
    act: Option<&'r str>,
    urgency: Option<Urgency>,
    short: Option<&'r str>,
}

impl<'r> AftercareFacts<'r> {
    pub(super) fn of(entry: &'r Aftercare) -> Self {
        Self {
            kind: entry.kind,
            text: &entry.text,
            act: entry.act.as_deref(),
            urgency: entry.urgency,
            short: entry.short.as_deref(),
        }
    }

    /// Prints it as an item of a list: its text, and for a warning what to do, how soon, and its
    /// short form.
    pub(super) fn print(&self, printer: &mut Printer) {
        let act = self.act.map(|act| format!(" {act}")).unwrap_or_default();
        printer.paragraph("  - ", &format!("{}: {}{act}", self.kind, self.text));
        if let Some(urgency) = self.urgency {
            printer.paragraph("    ", &format!("urgency: {urgency}"));
        }
        if let Some(short) = self.short {
            printer.paragraph("    ", &format!("in short: {short}"));
        }
    }
}

/// The first letter of a level, which stands for it in a chart; no two levels share it.
pub(super) fn letter(level: Level) -> char {
    level.as_str().chars().next().map_or('?', |c| c.to_ascii_uppercase())
}
