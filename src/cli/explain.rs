//! `needlecheck explain`: which rules apply to the answers of one person, and why one does or does
//! not.

use super::answer_args::{self, AnswerFlags, AnswersFile, Treatment};
use super::common;
use super::session::Session;
use super::status::Status;
use crate::authoring::guide::Guide;
use crate::report::Format;
use crate::rulebook::Rulebook;
use crate::screening::Screener;
use crate::text::escape;
use crate::text::nearest::nearest;
use crate::text::problem::Problem;

/// Lists the rules that apply to these answers, or shows why
#[derive(clap::Args)]
#[group(skip)]
#[command(
    override_usage = "needlecheck explain [--rule <RULE>] [OPTIONS] [ANSWERS]",
    args = common::text_or_json(),
    arg = common::color(),
    arg = common::quiet()
)]
pub(super) struct ExplainArgs {
    #[arg(
        long,
        value_name = "RULE",
        help = "The id of a rule, to see why it applies or not [default: list those that apply]"
    )]
    rule: Option<String>,
    #[command(flatten)]
    file: AnswersFile,
    #[command(flatten)]
    treatment: Treatment,
}

pub(super) fn run(
    args: &ExplainArgs,
    flags: &AnswerFlags,
    rulebook: &Rulebook,
    session: &mut Session<'_, '_>,
) -> anyhow::Result<Status> {
    let format = session.common.format();
    args.file.note(&mut session.files)?;
    let (answers, _) = answer_args::answers(flags, &args.file, &args.treatment, rulebook, session)?;
    let screener = Screener::new(rulebook).strict(args.treatment.strict);
    let text = match &args.rule {
        None => {
            let rules = Guide::applying(&screener, &answers);
            match format {
                Format::Json => rules.to_json() + "\n",
                _ => rules.to_text(session.page()),
            }
        }
        Some(rule) => {
            let trace = Guide::new(rulebook).trace(rule, &screener, &answers);
            let trace = trace.ok_or_else(|| unknown(rulebook, rule))?;
            match format {
                Format::Json => trace.to_json() + "\n",
                _ => trace.to_text(session.page()),
            }
        }
    };
    session.world.print_as(format, text)?;
    Ok(Status::Passed)
}

fn unknown(rulebook: &Rulebook, rule: &str) -> anyhow::Error {
    let ids = rulebook.rules().iter().map(|rule| rule.id.as_str());
    Problem::new(format!("`--rule`: there is no rule {}", escape::quoted(rule)))
        .expected("the ids of the rules that `needlecheck rules show` lists")
        .suggestion(nearest(rule, ids))
        .into()
}
