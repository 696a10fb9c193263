//! The `[rulebook]` table of a rule file.

use super::condition::Scope;
use super::names::check_any_id;
use super::table::{Entry, Table};
use crate::diagnostic::Code;
use crate::rulebook::question::KindWord;
use crate::rulebook::{Head, QuestionId};
use crate::text::escape;

/// The `levels_by` question, if there is one; `None` if it has a fault.
pub(super) type LevelsBy = Option<Option<QuestionId>>;

/// The `[rulebook]` table, and its `levels_by` even where something else in it has a fault.
pub(super) fn head(root: &Table<'_>, scope: &Scope<'_, '_>) -> Option<(LevelsBy, Option<Head>)> {
    let table = root.need("rulebook")?.table()?;
    let id = table.required("id", |entry| {
        let id = entry.verbatim()?;
        check_any_id(entry, &id, entry.span()).then_some(id)
    });
    let title = table.required("title", Entry::statement);
    let version = table.required("version", Entry::verbatim);
    let reviewed = table.required("reviewed", Entry::date);
    let levels_by = table.optional("levels_by", |entry| {
        entry.string().and_then(|name| {
            let index = scope.names.questions.resolve(
                scope.bag,
                name,
                entry.span(),
                Code::UnknownQuestion,
            )?;
            fits_levels(entry, scope, index)?.then(|| QuestionId::new(index))
        })
    });
    let valid_for = table.optional("valid_for", Entry::duration);
    let notice = table.required("notice", Entry::statement);
    let review_every = table.optional("review_every", Entry::duration);
    let plain = table.optional("plain", plain);
    table.finish();
    let head = || {
        Some(Head {
            id: id?,
            title: title?,
            version: version?,
            reviewed: reviewed?,
            levels_by: levels_by?,
            valid_for: valid_for?,
            notice: notice?,
            review_every: review_every?,
            plain: plain?.unwrap_or_default(),
        })
    };
    Some((levels_by, head()))
}

/// The names that do not count as hard to read.
fn plain(entry: &Entry<'_>) -> Option<Vec<String>> {
    let names: Vec<_> = entry.items()?.iter().map(Entry::verbatim).collect();
    names.into_iter().collect()
}

/// Whether levels can depend on a question; `None` if its kind is not known.
fn fits_levels(entry: &Entry<'_>, scope: &Scope<'_, '_>, index: usize) -> Option<bool> {
    let questions = &scope.names.questions;
    let name = escape::quoted(questions.name(index));
    let kind = scope.kinds[index].as_ref()?.word();
    let unfit = if kind != KindWord::Choice {
        Some(format!("{name} is a `{kind}` question"))
    } else if questions.entry_in(index, "ask_when").is_some() {
        Some(format!("{name} is not always asked"))
    } else {
        None
    };
    let fits = unfit.is_none();
    if let Some(message) = unfit {
        entry.push(
            entry
                .fault(Code::UnfitLevelsBy, message)
                .expected("expected a `choice` question without `ask_when`"),
        );
    }
    Some(fits)
}
