//! `rules show`: explains one rule or question, or lists them all.

use super::super::common;
use super::super::rule_file::RuleFile;
use super::super::session::Session;
use super::super::status::Status;
use crate::authoring::guide::Guide;
use crate::report::Format;
use crate::rulebook::Rulebook;
use crate::text::escape;
use crate::text::nearest::nearest;
use crate::text::problem::Problem;

/// Explains one rule or question, or lists them all
#[derive(clap::Args)]
#[group(skip)]
#[command(args = common::text_or_json(), arg = common::color())]
pub(crate) struct ShowArgs {
    /// The id of a rule or question
    #[arg(value_name = "RULE|QUESTION")]
    what: Option<String>,
}

pub(super) fn run(
    args: &ShowArgs,
    in_use: anyhow::Result<RuleFile>,
    session: &mut Session<'_, '_>,
) -> anyhow::Result<Status> {
    let format = session.common.format();
    let RuleFile { rulebook, .. } = in_use?;
    let guide = Guide::new(&rulebook);
    let page = session.page();
    let text = match (args.what.as_deref(), format) {
        (None, Format::Json) => guide.overview().to_json() + "\n",
        (None, _) => guide.overview().to_text(page),
        (Some(id), format) => match (guide.explain(id), format) {
            (None, _) => return Err(unknown(&rulebook, id)),
            (Some(explanation), Format::Json) => explanation.to_json() + "\n",
            (Some(explanation), _) => explanation.to_text(page),
        },
    };
    session.world.print_as(format, text)?;
    Ok(Status::Passed)
}

fn unknown(rulebook: &Rulebook, id: &str) -> anyhow::Error {
    let rules = rulebook.rules().iter().map(|rule| rule.id.as_str());
    let questions = rulebook.questions().iter().map(|question| question.id.as_str());
    let quoted = escape::quoted(id);
    Problem::new(format!("{quoted}: there is no such rule or question in the rulebook"))
        .expected("the ids that `needlecheck rules show` lists")
        .suggestion(nearest(id, rules.chain(questions)))
        .into()
}
