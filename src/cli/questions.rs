//! `needlecheck questions`: what can be answered.

use super::common;
use super::session::Session;
use super::status::Status;
use crate::authoring::guide::{Guide, QuestionList};
use crate::report::Format;
use crate::rulebook::Rulebook;
use crate::text::escape;
use crate::text::problem::Problem;

/// Lists what can be answered, or the questions that have a word
#[derive(clap::Args)]
#[group(skip)]
#[command(args = common::text_or_json(), arg = common::color())]
pub(super) struct QuestionsArgs {
    /// Only questions with this word in their flag, text, group, options or reason; with several
    /// words, those that have all of them
    #[arg(value_name = "WORD")]
    words: Vec<String>,
}

pub(super) fn run(
    args: &QuestionsArgs,
    rulebook: &Rulebook,
    session: &mut Session<'_, '_>,
) -> anyhow::Result<Status> {
    let words = args.words.join(" ");
    let questions = Guide::new(rulebook).questions(&words);
    if questions.is_empty() {
        return Err(none(rulebook, &words).into());
    }
    let text = match session.common.format() {
        Format::Json => questions.to_json() + "\n",
        _ => questions.to_text(session.page()),
    };
    session.world.print_as(session.common.format(), text)?;
    Ok(Status::Passed)
}

fn none(rulebook: &Rulebook, words: &str) -> Problem {
    let quoted = escape::quoted(words);
    let message = match words.split_whitespace().count() {
        0 => "the rulebook has no questions".to_owned(),
        1 => format!("no question has {quoted}"),
        _ => format!("no question has all the words of {quoted}"),
    };
    Problem::new(message).suggestion(QuestionList::suggestion(rulebook, words))
}
