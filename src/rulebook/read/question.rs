//! `[group.*]` and `[question.*]` tables.

use super::condition::{self, Scope};
use super::names::{Names, check_key};
use super::table::{Entry, Table};
use super::{change, cycle, value};
use crate::diagnostic::{Code, Diagnostic};
use crate::rulebook::question::KindWord;
use crate::rulebook::{Choice, Group, GroupId, Kind, Question, QuestionId};

pub(super) fn group(id: &str, table: &Table<'_>) -> Option<Group> {
    let title = table.optional("title", Entry::statement);
    let ask = table.required("ask", Entry::prompt);
    table.finish();
    Some(Group { id: id.to_owned(), title: title?, ask: ask? })
}

/// A question of known kind, but without its `ask_when`. Tests can be compared with the kind even
/// if the rest of the question has a fault.
pub(super) struct UnlinkedQuestion {
    pub(super) kind: Kind,
    /// `None` if it has a fault.
    pub(super) question: Option<Question>,
}

/// Reads a question without its `ask_when`, for which all questions have to be known. `None` if its
/// kind has a fault.
pub(super) fn question(
    id: &str,
    table: &Table<'_>,
    names: &Names<'_>,
    bag: &crate::diagnostic::DiagnosticSink,
) -> Option<UnlinkedQuestion> {
    let group = match table.get("group") {
        None => Some(None),
        Some(entry) => entry.string().and_then(|name| {
            let index = names.groups.resolve(bag, name, entry.span(), Code::UnknownGroup)?;
            Some(Some(GroupId::new(index)))
        }),
    };
    let ask = table.required("ask", Entry::prompt);
    let why = table.optional("why", Entry::statement);
    let kind = kind(table);
    table.get("ask_when");
    let assumed = table.get("assume");
    let changed = if matches!(kind, Some(Kind::Date)) {
        table.misplaced("change", "a question whose answer can be changed");
        None
    } else {
        table.get("change")
    };
    if kind.is_some() {
        table.finish();
    }
    let kind = kind?;
    let assume = match assumed {
        None => Some(None),
        Some(entry) => value::assumed(&entry, &kind).map(Some),
    };
    let change = match changed {
        None => Some(Vec::new()),
        Some(entry) => change::ways(&entry, &kind),
    };
    let question = || {
        Some(Question {
            id: id.to_owned(),
            group: group?,
            ask: ask?,
            why: why?,
            kind: kind.clone(),
            ask_when: None,
            assume: assume?,
            change: change?,
        })
    };
    let question = question();
    Some(UnlinkedQuestion { kind, question })
}

fn kind(table: &Table<'_>) -> Option<Kind> {
    let word: KindWord = table.need("kind")?.word()?;
    if word != KindWord::Choice {
        table.misplaced("options", "a `choice` question");
    }
    if word != KindWord::Number {
        for key in ["unit", "min", "max"] {
            table.misplaced(key, "a `number` question");
        }
    }
    match word {
        KindWord::YesNo => Some(Kind::YesNo),
        KindWord::Date => Some(Kind::Date),
        KindWord::Choice => options(&table.need("options")?).map(Kind::Choice),
        KindWord::Number => {
            let unit = table.optional("unit", Entry::verbatim);
            let min = table.required("min", Entry::number);
            let max_entry = table.need("max");
            let max = max_entry.as_ref().and_then(Entry::number);
            let (min, max) = (min?, max?);
            if min >= max {
                let entry = max_entry?;
                let message = format!("no number lies between {min} and {max}");
                entry.push(
                    entry
                        .fault(Code::BadBounds, message)
                        .expected(format!("expected a number over `min`, which is {min}")),
                );
            }
            Some(Kind::Number { unit: unit?, min, max })
        }
    }
}

fn options(entry: &Entry<'_>) -> Option<Vec<Choice>> {
    let table = entry.table()?;
    if table.len() == 0 {
        entry.push(
            entry
                .fault(Code::EmptyCondition, "a `choice` question needs an option")
                .expected("expected options such as `{ yes = \"Yes\", no = \"No\" }`"),
        );
        return None;
    }
    table
        .entries()
        .into_iter()
        .map(|option| {
            check_key(&option);
            if ["unsure", "null"].contains(&option.key) {
                let message = format!("`{}` cannot be an option", option.key);
                option.push(
                    Diagnostic::error(Code::ReservedOption, option.key_span.clone(), message)
                        .expected("every question can be answered `unsure` or left unanswered"),
                );
            }
            Some(Choice { id: option.key.to_owned(), label: option.prompt()? })
        })
        // Does not stop at a fault: every option is checked.
        .collect::<Vec<_>>()
        .into_iter()
        .collect()
}

/// Reads every `ask_when`, now that all questions are known, and looks for cycles. Returns the
/// questions in an order in which each follows those that its `ask_when` tests.
pub(super) fn ask_whens(
    scope: &Scope<'_, '_>,
    questions: &mut [Option<Question>],
) -> Vec<QuestionId> {
    for (index, question) in questions.iter_mut().enumerate() {
        let entry = scope.names.questions.entry_in(index, "ask_when");
        let condition = entry.and_then(|entry| condition::condition(scope, &entry));
        if let Some(question) = question {
            question.ask_when = condition;
        }
    }
    cycle::check(scope, questions)
}
