//! The `format` of a rule file, and its `[rulebook]` table.

use super::condition::Scope;
use super::names::check_any_id;
use super::table::{Entry, Table};
use crate::diagnostic::{Code, Diagnostic};
use crate::rulebook::question::KindWord;
use crate::rulebook::{Head, Number, Question, QuestionId};

/// The format that this program reads.
const FORMAT: f64 = 1.0;

/// Whether the file is of a format that this program reads; nothing else is read if it is not.
pub(super) fn format(root: &Table<'_>) -> Option<()> {
    let entry = root.need("format")?;
    let format = entry.number()?;
    if Some(format) == Number::new(FORMAT) {
        return Some(());
    }
    let later = format.get() > FORMAT;
    entry.push(
        entry
            .fault(Code::UnsupportedFormat, format!("rule file format {format} is not supported"))
            .expected("this program reads format 1")
            .note(if later {
                "the file was written for a later version of the program"
            } else {
                "there has never been such a format"
            }),
    );
    None
}

pub(super) fn head(
    root: &Table<'_>,
    scope: &Scope<'_, '_>,
    questions: &[Option<Question>],
) -> Option<Head> {
    let table = root.need("rulebook")?.table()?;
    let id = table.required("id", |entry| {
        let id = entry.text()?;
        check_any_id(entry, &id, entry.span()).then_some(id)
    });
    let title = table.required("title", Entry::text);
    let version = table.required("version", Entry::text);
    let reviewed = table.required("reviewed", Entry::date);
    let levels_by = table.optional("levels_by", |entry| {
        entry.string().and_then(|name| {
            let index = scope.names.questions.resolve(
                scope.bag,
                name,
                entry.span(),
                Code::UnknownQuestion,
            )?;
            fits_levels(entry, questions[index].as_ref()?).then(|| QuestionId::new(index))
        })
    });
    let valid_for = table.optional("valid_for", Entry::duration);
    let notice = table.required("notice", Entry::text);
    table.finish();
    Some(Head {
        id: id?,
        title: title?,
        version: version?,
        reviewed: reviewed?,
        levels_by: levels_by?,
        valid_for: valid_for?,
        notice: notice?,
    })
}

fn fits_levels(entry: &Entry<'_>, question: &Question) -> bool {
    let unfit = if question.kind.word() != KindWord::Choice {
        Some(format!("`{}` is a {} question", question.id, question.kind.word()))
    } else if question.ask_when.is_some() {
        Some(format!("`{}` is not always asked", question.id))
    } else {
        None
    };
    let fits = unfit.is_none();
    if let Some(message) = unfit {
        entry.push(
            Diagnostic::error(Code::UnfitLevelsBy, entry.span(), message)
                .expected("levels can only hang on a choice without `ask_when`"),
        );
    }
    fits
}
