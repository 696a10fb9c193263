//! The texts of the help: examples first, then the flags with the rulebook's own wording.

use clap::Arg;
use clap::builder::styling::{AnsiColor, Styles};

use crate::answers::accepted;
use crate::layout::style;
use crate::rulebook::{Kind, OptionId, PastDate, Question, Rulebook, Value};
use crate::text::append;
use crate::text::list;

/// How help is laid out.
pub(super) struct HelpLook {
    pub(super) columns: usize,
    pub(super) color: bool,
    /// Whether help was asked for.
    pub(super) wanted: bool,
}

/// The colours of help.
pub(super) const STYLES: Styles = Styles::styled()
    .header(style::GREEN)
    .usage(style::GREEN)
    .literal(style::CYAN)
    .placeholder(AnsiColor::Cyan.on_default());

/// Adds the help for the flag of a question, under the heading of its group.
pub(super) fn with_help(arg: Arg, rulebook: &Rulebook, question: &Question) -> Arg {
    let heading = match question.group {
        Some(group) => rulebook[group].heading().trim_end_matches(['?', ':', '.']),
        None if is_always_needed(question) => "Needed for a verdict",
        None => "More answers",
    };
    arg.help(question.ask.clone()).long_help(long_help(question)).help_heading(heading.to_owned())
}

/// Whether a go verdict always needs an answer to it.
fn is_always_needed(question: &Question) -> bool {
    question.assume.is_none() && question.ask_when.is_none()
}

fn long_help(question: &Question) -> String {
    let mut help = question.ask.clone();
    if let Some(why) = &question.why {
        append(&mut help, format_args!("\n{why}"));
    }
    if let Kind::Choice(options) = &question.kind {
        for option in options {
            append(&mut help, format_args!("\n- {}: {}", option.id, option.label));
        }
    }
    append(&mut help, format_args!("\n[accepted: {}]", accepted(question)));
    if let Some(assumed) = question.assume {
        append(&mut help, format_args!("\n[assumed: {}]", assumed.shown(question)));
    }
    help
}

/// What the program does with a rulebook.
pub(super) fn about(rulebook: Option<&Rulebook>) -> String {
    let title =
        rulebook.map_or("Screens a person with a rulebook", |rulebook| &rulebook.head().title);
    format!("{title}: a verdict, its reasons and their sources")
}

/// Examples first: most people want to see one.
pub(super) fn template(rulebook: Option<&Rulebook>) -> String {
    let example = rulebook.map(example).unwrap_or_default();
    format!(
        "{{about-with-newline}}\nExamples:\n{example}  needlecheck --answers answers.json --json\n  \
         needlecheck --answers - < answers.json\n  needlecheck --answers answers.json -o handout.html\n\n{{usage-heading}} {{usage}}\n\n\
         {{all-args}}{{after-help}}"
    )
}

pub(super) fn after_help(rulebook: Option<&Rulebook>) -> String {
    let answers = match rulebook {
        None => "The selected rule file cannot be used, so its answer flags are not shown; \
                 `needlecheck rules check` says why."
            .to_owned(),
        Some(rulebook) => {
            let needed = rulebook.questions().iter().filter(|question| question.assume.is_none());
            let (always, once_asked): (Vec<_>, Vec<_>) = needed.partition(|q| is_always_needed(q));
            let flags = |questions: Vec<&Question>| {
                list::join(questions.iter().map(|question| format!("--{}", question.flag())), "and")
            };
            let once_asked = match once_asked.as_slice() {
                [] => String::new(),
                _ => format!("; where they are asked, also {}", flags(once_asked)),
            };
            format!(
                "A verdict needs {}{once_asked}. For other questions left unanswered, the answers \
                 are assumed, and the report lists them.",
                flags(always)
            )
        }
    };
    format!(
        "{answers}\n\nAnswers given as flags stay in the shell's history and show in the list of \
         processes. To keep them private, use `--answers -` instead, or type `needlecheck` alone in a \
         terminal to be asked.\n\nExit status: 0 the verdict is below --fail-on, 1 it is at or above \
         that level, 2 nothing was screened, 3 open questions could still lead to that level."
    )
}

/// An example that answers every question that has to be answered for a verdict.
pub(super) fn example(rulebook: &Rulebook) -> String {
    let mut line = "  needlecheck".to_owned();
    for question in rulebook.questions().iter().filter(|q| is_always_needed(q)).take(8) {
        let value = value_of(&question.kind).shown(question);
        append(&mut line, format_args!(" --{} {value}", question.flag()));
    }
    line.push('\n');
    line
}

/// The answer in an example: no, never, the first option or the least number.
fn value_of(kind: &Kind) -> Value {
    match kind {
        Kind::YesNo => Value::NO,
        Kind::Choice(_) => Value::Choice(OptionId::new(0)),
        Kind::Number { min, .. } => Value::Number(*min),
        Kind::Date => Value::Date(PastDate::Never),
    }
}
