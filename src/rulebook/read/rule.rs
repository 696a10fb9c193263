//! `[rule.*]` tables.

use super::condition::{self, Scope};
use super::source::cited;
use super::table::{Entry, Table};
use crate::diagnostic::Code;
use crate::rulebook::{Kind, Level, Levels, QuestionId, Rule};
use crate::text::escape;
use crate::text::list::join;
use crate::text::nearest::nearest;

pub(super) fn rule(
    id: &str,
    table: &Table<'_>,
    scope: &Scope<'_, '_>,
    levels_by: Option<QuestionId>,
) -> Option<Rule> {
    let title = table.required("title", Entry::text);
    let when = table.required("when", |entry| condition::condition(scope, entry));
    let level = table.required("level", |entry| levels(entry, scope, levels_by));
    let reason = table.required("reason", Entry::text);
    let advice = table.required("advice", Entry::text);
    let until = table.optional("until", Entry::text);
    let evidence = table.required("evidence", Entry::word);
    let sources = cited(table, scope, evidence);
    let dispute = table.optional("dispute", Entry::text);
    table.finish();
    Some(Rule {
        id: id.to_owned(),
        title: title?,
        when: when?,
        level: level?,
        reason: reason?,
        advice: advice?,
        until: until?,
        sources: sources?,
        evidence: evidence?,
        dispute: dispute?,
    })
}

fn levels(
    entry: &Entry<'_>,
    scope: &Scope<'_, '_>,
    levels_by: Option<QuestionId>,
) -> Option<Levels> {
    if !entry.is_table() {
        return entry.word().map(Levels::One);
    }
    let Some(question) = levels_by else {
        entry.push(
            entry
                .fault(Code::UnfitLevelsBy, "these levels hang on no question")
                .expected("expected one level, or a usable `levels_by` in `[rulebook]`"),
        );
        return None;
    };
    let name = scope.names.questions.name(question.index());
    let Some(Kind::Choice(options)) = &scope.kinds[question.index()] else { return None };
    let mut cells: Vec<Option<Level>> = vec![None; options.len()];
    let mut whole = true;
    for cell in entry.table()?.entries() {
        if let Some(at) = options.iter().position(|option| option.id == cell.key) {
            cells[at] = cell.word();
            whole &= cells[at].is_some();
        } else {
            whole = false;
            cell.push(
                cell.fault_at_key(
                    Code::UnknownOption,
                    format!("`{name}` has no option {}", escape::quoted(cell.key)),
                )
                .expected("expected a level for each option and for nothing else")
                .suggestion(nearest(cell.key, options.iter().map(|o| o.id.as_str()))),
            );
        }
    }
    let missing: Vec<_> = options
        .iter()
        .zip(&cells)
        .filter(|(_, cell)| cell.is_none())
        .map(|(option, _)| format!("`{}`", option.id))
        .collect();
    if whole && !missing.is_empty() {
        entry.push(
            entry
                .fault(Code::MissingLevel, format!("no level for {}", join(missing, "and")))
                .expected(format!("expected a level for each option of `{name}`")),
        );
        return None;
    }
    cells.into_iter().collect::<Option<_>>().filter(|_| whole).map(Levels::ByOption)
}
