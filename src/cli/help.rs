//! The texts of the help: examples first, then the flags with the rulebook's own wording.

use clap::builder::styling::{AnsiColor, Styles};
use clap::{Arg, ArgMatches};

use super::answer_args::value_name;
use super::common;
use super::status;
use crate::answers::accepted;
use crate::authoring::guide::questions;
use crate::layout::style;
use crate::rulebook::{Kind, OptionId, PastDate, Question, QuestionId, Rulebook, Value};
use crate::text::append;
use crate::text::list::{self, count};

/// How help is laid out.
pub(super) struct HelpLook {
    pub(super) columns: usize,
    pub(super) color: bool,
    /// Whether help was asked for.
    pub(super) wanted: bool,
}

/// The id of the argument that names a command.
pub(super) const OF: &str = "command";

/// What stands in place of the answers if there are none.
const UNUSABLE: &str = "The selected rule file cannot be used, so its answer flags are not shown; \
                        `needlecheck rules check` says why.";

/// The colours of help.
pub(super) const STYLES: Styles = Styles::styled()
    .header(style::GREEN)
    .usage(style::GREEN)
    .literal(style::CYAN)
    .placeholder(AnsiColor::Cyan.on_default());

/// The command `help`, which is another way to write `-h` and `--help`.
pub(super) fn subcommand() -> clap::Command {
    clap::Command::new("help")
        .about("Shows this help, or that of a command")
        .arg(common::color())
        .arg(Arg::new(OF).value_name("COMMAND").num_args(0..).help("The command"))
}

/// What the command `help` was asked about: the names of a command and of the command in it, none
/// for the program. `None` if another command was called.
pub(super) fn asked_about(matches: &ArgMatches) -> Option<Vec<String>> {
    let matches = matches.subcommand_matches("help")?;
    Some(matches.get_many(OF).into_iter().flatten().cloned().collect())
}

/// Adds the help for the flag of a question, under the heading of its group. The short help leaves
/// all of these flags out.
pub(super) fn with_help(arg: Arg, rulebook: &Rulebook, question: &Question) -> Arg {
    arg.help(question.ask.clone())
        .long_help(long_help(question))
        .help_heading(questions::heading(rulebook, question).to_owned())
        .hide_short_help(true)
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

/// Adds what the help says around the flags: examples first, as most people want to see one.
pub(super) fn with_texts(command: clap::Command, rulebook: Option<&Rulebook>) -> clap::Command {
    let title =
        rulebook.map_or("Screens a person with a rulebook", |rulebook| &rulebook.head().title);
    let examples = examples(rulebook);
    command
        .mut_arg("color", |color| color.hide_short_help(true))
        .about(format!("{title}: a verdict, its reasons and their sources"))
        .help_template(format!(
            "{{about-with-newline}}\nExamples:\n{examples}\n\
             {{usage-heading}} {{usage}}\n\n{{before-help}}{{all-args}}{{after-help}}"
        ))
        .before_help(short_answers(rulebook))
        .before_long_help(
            "Each answer is a flag, listed below by group; `needlecheck questions WORD` finds those \
             for a word.",
        )
        .after_long_help(format!(
            "{}\n\nAnswers given as flags stay in the shell's history and show in the list of \
             processes. To keep them private, use `--answers -` instead, or type `needlecheck` alone \
             in a terminal to be asked.\n\n{}",
            long_answers(rulebook),
            status::sentence(status::meanings(&[]))
        ))
}

/// Examples of screenings, each on lines of its own.
pub(super) fn examples(rulebook: Option<&Rulebook>) -> String {
    let example = rulebook.map(example).unwrap_or_default();
    format!(
        "{example}  needlecheck --answers answers.json -o handout.html\n  \
         needlecheck --answers - --json < answers.json\n"
    )
}

/// What can be answered, in a few lines: the flags of the answers that a verdict always needs,
/// those that accept the same on one line, and how to find the others.
pub(super) fn short_answers(rulebook: Option<&Rulebook>) -> String {
    let Some(rulebook) = rulebook else { return UNUSABLE.to_owned() };
    let mut flags_by_value: Vec<(String, Vec<String>)> = Vec::new();
    let needed = always_needed(rulebook);
    for question in needed.iter().map(|&id| &rulebook[id]) {
        let value = value_name(&question.kind);
        let flag = format!("--{}", question.flag());
        match flags_by_value.iter_mut().find(|(known, _)| *known == value) {
            Some((_, flags)) => flags.push(flag),
            None => flags_by_value.push((value, vec![flag])),
        }
    }
    let mut text = String::new();
    if !needed.is_empty() {
        text.push_str("Answers that a verdict needs:\n");
    }
    for (value, flags) in flags_by_value {
        let words = flags.join(", ");
        let words = words.split(' ').map(str::to_owned).chain([format!("<{value}>")]);
        append(&mut text, format_args!("  {}\n", filled(words, "\n    ")));
    }
    let others = match (rulebook.questions().len() - needed.len(), needed.len()) {
        (0, _) => "All about them".to_owned(),
        (n, 0) => count(n, "answer can be given", "answers can be given"),
        (n, _) => count(n, "more answer", "more answers"),
    };
    append(
        &mut text,
        format_args!(
            "{others}: `needlecheck questions`, or --help.\nFlags stay in the shell's history; answers \
             given with `--answers -` do not."
        ),
    );
    text
}

/// Which answers a verdict needs, after the list of all flags.
pub(super) fn long_answers(rulebook: Option<&Rulebook>) -> String {
    let Some(rulebook) = rulebook else { return UNUSABLE.to_owned() };
    let needed = rulebook.questions().iter().filter(|question| question.assume.is_none());
    let (always, once_asked): (Vec<_>, Vec<_>) =
        needed.partition(|question| questions::is_always_needed(question));
    let flags = |questions: &[&Question]| {
        list::join(questions.iter().map(|question| format!("--{}", question.flag())), "and")
    };
    let needed = match (always.as_slice(), once_asked.as_slice()) {
        ([], []) => "A verdict needs no answer.".to_owned(),
        ([], asked) => format!("A verdict needs, where they are asked, {}.", flags(asked)),
        (always, []) => format!("A verdict needs {}.", flags(always)),
        (always, asked) => format!(
            "A verdict needs {}; where they are asked, also {}.",
            flags(always),
            flags(asked)
        ),
    };
    format!(
        "{needed} For other questions left unanswered, the answers are assumed, and the report \
         lists them."
    )
}

/// An example that answers every question that has to be answered for a verdict.
pub(super) fn example(rulebook: &Rulebook) -> String {
    let needed = always_needed(rulebook).into_iter().take(8).map(|id| {
        let question = &rulebook[id];
        format!("--{} {}", question.flag(), value_of(&question.kind).shown(question))
    });
    let words = std::iter::once("needlecheck".to_owned()).chain(needed);
    format!("  {}\n", filled(words, " \\\n    "))
}

/// The words with spaces between them, in lines of at most 74 columns; `new_line` starts all but
/// the first.
fn filled(words: impl IntoIterator<Item = String>, new_line: &str) -> String {
    const MAX_COLUMNS: usize = 74;
    let mut text = String::new();
    let mut columns = 0;
    for word in words {
        let wider = columns + 1 + word.chars().count();
        if columns == 0 {
            columns = wider;
        } else if wider <= MAX_COLUMNS {
            text.push(' ');
            columns = wider;
        } else {
            text.push_str(new_line);
            columns = word.chars().count();
        }
        text.push_str(&word);
    }
    text
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

/// The questions that a go verdict always needs an answer to, in the order of the rulebook.
fn always_needed(rulebook: &Rulebook) -> Vec<QuestionId> {
    rulebook.question_ids().filter(|&id| questions::is_always_needed(&rulebook[id])).collect()
}
