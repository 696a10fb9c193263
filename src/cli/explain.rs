//! `needlecheck explain`: why one rule does or does not apply to the answers of one person.

use super::answer_args::{self, AnswerFlags, AnswersFile, Treatment};
use super::session::Session;
use super::status::Status;
use crate::authoring::guide::Guide;
use crate::report::Format;
use crate::rulebook::Rulebook;
use crate::screening::Screener;
use crate::text::escape;
use crate::text::nearest::nearest;
use crate::text::problem::Problem;

/// Shows, test by test, whether a rule applies to these answers and why
#[derive(clap::Args)]
#[group(skip)]
#[command(override_usage = "needlecheck explain --rule <RULE> [OPTIONS] [ANSWERS]")]
pub(super) struct ExplainArgs {
    /// The id of the rule, as reports and `rules show` name it
    #[arg(long, value_name = "RULE")]
    rule: String,
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
    let format = session.common.text_or_json("the result of `explain`")?;
    let guide = Guide::new(rulebook);
    let (answers, _) = answer_args::answers(flags, &args.file, &args.treatment, rulebook, session)?;
    let screener = Screener::new(rulebook).strict(args.treatment.strict);
    let Some(trace) = guide.trace(&args.rule, &screener, &answers) else {
        return Err(unknown(rulebook, &args.rule));
    };
    let text = match format {
        Format::Json => trace.to_json() + "\n",
        _ => trace.to_text(session.page()),
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
