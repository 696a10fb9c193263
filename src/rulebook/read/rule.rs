//! `[rule.*]` tables.

use super::condition::{self, Scope};
use super::head::LevelsBy;
use super::source::cited;
use super::table::{Entry, Table};
use crate::diagnostic::Code;
use crate::rulebook::{Kind, Level, Levels, Rule};
use crate::text::escape;
use crate::text::list::few;

pub(super) fn rule(
    id: &str,
    table: &Table<'_>,
    scope: &Scope<'_, '_>,
    levels_by: LevelsBy,
) -> Option<Rule> {
    let title = table.required("title", Entry::statement);
    let says = table.optional("says", Entry::clause);
    let when = table.required("when", |entry| condition::condition(scope, entry));
    let level = table.required("level", |entry| levels(entry, scope, levels_by));
    let reason = table.required("reason", Entry::statement);
    let advice = table.required("advice", Entry::statement);
    let until = table.optional("until", Entry::statement);
    let evidence = table.required("evidence", Entry::word);
    let sources = cited(table, scope, evidence);
    let dispute = table.optional("dispute", Entry::statement);
    let eases = table.optional("eases", Entry::statement);
    let reviewed = table.optional("reviewed", Entry::date);
    table.finish();
    Some(Rule {
        id: id.to_owned(),
        title: title?,
        says: says?,
        when: when?,
        level: level?,
        reason: reason?,
        advice: advice?,
        until: until?,
        sources: sources?,
        evidence: evidence?,
        dispute: dispute?,
        eases: eases?,
        reviewed: reviewed?,
    })
}

fn levels(entry: &Entry<'_>, scope: &Scope<'_, '_>, levels_by: LevelsBy) -> Option<Levels> {
    if !entry.is_table() {
        return entry.word().map(Levels::One);
    }
    let Some(question) = levels_by? else {
        entry.push(
            entry
                .fault(Code::UnfitLevelsBy, "these levels depend on no question")
                .expected("expected one level, or a `levels_by` in `[rulebook]`"),
        );
        return None;
    };
    let name = || escape::quoted(scope.names.questions.name(question.index()));
    let Some(Kind::Choice(options)) = &scope.kinds[question.index()] else { return None };
    let by_id = &scope.options[question.index()];
    let table = entry.table()?;
    let mut cells: Vec<Option<Level>> = vec![None; options.len()];
    let mut whole = true;
    for cell in table.entries() {
        if let Some(option) = by_id.get(cell.key) {
            let at = option.index();
            cells[at] = cell.word();
            whole &= cells[at].is_some();
        } else {
            whole = false;
            cell.push(
                cell.fault_at_key(
                    Code::UnknownOption,
                    format!("{} has no option {}", name(), escape::quoted(cell.key)),
                )
                .expected("expected a level for each option, and nothing else")
                .suggestion(cell.nearest(cell.key, options.iter().map(|o| &*o.id))),
            );
        }
    }
    if whole && table.len() < options.len() {
        let missing = options.iter().zip(&cells).filter(|(_, cell)| cell.is_none());
        let missing = missing.map(|(option, _)| &*option.id);
        let missing = few(missing, options.len() - table.len(), "and");
        entry.push(
            entry
                .fault(Code::MissingLevel, format!("no level for {missing}"))
                .expected(format!("expected a level for each option of {}", name())),
        );
        return None;
    }
    cells.into_iter().collect::<Option<_>>().filter(|_| whole).map(Levels::ByOption)
}
