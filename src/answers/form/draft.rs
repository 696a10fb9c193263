//! A columns file to be filled in, from the columns of a table and the values seen.

mod likely;
mod values;

use std::collections::HashMap;

use jiff::civil::Date;

use self::likely::Likely;
use self::values::{Shown, shown};
use crate::answers::time::Time;
use crate::answers::{Key, parse};
use crate::rulebook::{Kind, Question, Rulebook};
use crate::text::append;
use crate::text::escape::{line, toml};
use crate::text::list::count;

/// The columns of a table, each with its values in some records.
#[derive(Clone, Debug)]
pub struct Sample {
    /// The name of each column, and its value in each record.
    pub columns: Vec<(String, Vec<String>)>,
}

/// A columns file to be filled in.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The text of the file.
    pub text: String,
    /// The number of its columns.
    pub columns: usize,
    /// The number of columns that have no meaning yet.
    pub open: usize,
}

const HEAD: &str = "\
# What the columns of a form mean. Each column needs one of these:
#   question = \"...\"   what the column answers: a question, `id` or `on`
#   split and ticked   for a cell that lists what was ticked
#   require = [\"...\"]  for a column that has to have a certain value
#   ignore = true      for any other column
format = 1
";

/// Drafts a columns file. Only what is certain is in force; what is likely stands in comments, and
/// values of people's own, such as names, are not written down.
#[must_use]
pub fn draft(rulebook: &Rulebook, sample: &Sample) -> Draft {
    let likely = Likely::of(rulebook);
    let mut draft = Draft { text: HEAD.to_owned(), columns: 0, open: 0 };
    let mut repeats: HashMap<&str, usize> = HashMap::new();
    for (name, _) in &sample.columns {
        *repeats.entry(name.trim()).or_default() += 1;
    }
    for (name, values) in &sample.columns {
        let name = name.trim();
        let Some(repeated) = repeats.remove(name) else { continue };
        draft.columns += 1;
        let out = &mut draft.text;
        append(out, format_args!("\n[column.{}]\n", toml(name)));
        if repeated > 1 {
            let note = "# this name is repeated, so the columns have to be ignored or renamed";
            append(out, format_args!("{note}\n"));
        }
        let values: Vec<&str> =
            values.iter().map(String::as_str).filter(|value| !value.is_empty()).collect();
        if let Some(key) = Key::named(rulebook, name) {
            append(out, format_args!("question = {}\n", toml(name)));
            if let Key::Question(id) = key {
                known(&rulebook[id], name, &values, rulebook.head().reviewed, out);
            }
        } else {
            draft.open += 1;
            unknown(&likely, name, &values, out);
        }
    }
    draft
}

/// The values of a column whose question is known.
fn known(question: &Question, name: &str, values: &[&str], day: Date, out: &mut String) {
    let is_read = |value: &str| match question.kind {
        Kind::Date => parse::text(question, value, day).is_ok() || Time::read(value).is_ok(),
        _ => parse::cell(question, value, day).is_ok(),
    };
    if values.iter().all(|value| is_read(value)) {
        return;
    }
    let Shown::Values(named) = shown(name, values) else {
        other_forms(values, out);
        return;
    };
    let answer = |value: &str| match likely::plain_answer(value) {
        _ if is_read(value) => Some(value.to_owned()),
        Some(answer) if parse::text(question, answer, day).is_ok() => Some(answer.to_owned()),
        _ => None,
    };
    for value in named.shown {
        match answer(value) {
            Some(answer) => {
                append(out, format_args!("values.{} = {}\n", toml(value), toml(&answer)));
            }
            None => append(out, format_args!("# values.{} = \"\"\n", toml(value))),
        }
    }
    others(named.others, out);
}

/// Says that there are values that are not written down.
fn others(number: usize, out: &mut String) {
    if number > 0 {
        append(out, format_args!("# and {}\n", count(number, "other value", "other values")));
    }
}

/// What may be said of a column whose name is no question.
fn unknown(likely: &Likely<'_>, name: &str, values: &[&str], out: &mut String) {
    if likely::is_id(name) {
        out.push_str("# question = \"id\"\n");
    }
    for question in likely.questions(name) {
        let ask = question.ask.split_whitespace().collect::<Vec<_>>().join(" ");
        append(out, format_args!("# question = {}  # {}\n", toml(&question.id), line(&ask)));
    }
    match shown(name, values) {
        Shown::Nothing => other_forms(values, out),
        Shown::Values(values) => {
            for value in values.shown {
                let answer = toml(likely::plain_answer(value).unwrap_or_default());
                append(out, format_args!("# values.{} = {answer}\n", toml(value)));
            }
            others(values.others, out);
        }
        Shown::List(separator, items) => {
            append(out, format_args!("# split = {}\n", toml(separator)));
            for item in items.shown {
                let question = likely.questions(item).find(|q| matches!(q.kind, Kind::YesNo));
                let id = toml(question.map_or("", |question| &question.id));
                append(out, format_args!("# ticked.{} = {id}\n", toml(item)));
            }
            others(items.others, out);
        }
    }
    out.push_str("# ignore = true\n");
}

/// How dates and numbers are written, if the values have a form that flags do not take.
fn other_forms(values: &[&str], out: &mut String) {
    if let Some(order) = values::date_order(values) {
        append(out, format_args!("# dates = \"{order}\"\n"));
    } else if values::have_decimal_commas(values) {
        out.push_str("# decimal = \",\"\n");
    }
}
