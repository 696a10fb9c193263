//! `needlecheck explain`: one rule held against the answers of one person.

use super::given;
use super::request::{ExplainRequest, Format};
use super::session::Session;
use super::status::Status;
use crate::guide::Guide;
use crate::rulebook::Rulebook;
use crate::screening::Screener;
use crate::text::escape;
use crate::text::problem::Problem;

pub(super) fn run(
    request: &ExplainRequest,
    rulebook: &Rulebook,
    session: &mut Session<'_, '_>,
) -> anyhow::Result<Status> {
    const KNOWN: [Format; 2] = [Format::Text, Format::Json];
    let format = session.common.format_of("what `explain` says", &KNOWN)?;
    let guide = Guide::new(rulebook);
    let (answers, _) = given::answers(&request.given, rulebook, session)?;
    let screener = Screener::new(rulebook).strict(request.given.strict);
    let Some(trace) = guide.trace(&request.rule, &screener, &answers) else {
        return Err(unknown(&guide, &request.rule));
    };
    let text = match format {
        Format::Json => trace.to_json() + "\n",
        _ => trace.to_text(session.page()),
    };
    session.world.print_as(format, text)?;
    Ok(Status::Passed)
}

fn unknown(guide: &Guide<'_>, rule: &str) -> anyhow::Error {
    Problem::new(format!("`--rule`: there is no rule {}", escape::quoted(rule)))
        .expected("the ids of the rules that `needlecheck rules show` lists")
        .suggestion(guide.nearest_rule(rule))
        .into()
}
