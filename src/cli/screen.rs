//! `needlecheck` with answers: one person, one report.

use anyhow::{anyhow, bail};
use jiff::civil::Date;

use super::args::{self, Common, FailOn, Format, ScreenRequest};
use super::world::World;
use super::{FAILED, INCOMPLETE, PASSED, files};
use crate::answers::{self, Answers, Document, Fault};
use crate::report::Report;
use crate::rulebook::Rulebook;
use crate::screening::{Outcome, Screener, Verdict};

pub(super) fn run(
    request: &ScreenRequest,
    common: &Common,
    rulebook: &Rulebook,
    world: &mut World<'_>,
) -> anyhow::Result<u8> {
    if request.flags.is_empty() && request.answers.is_none() {
        bail!(
            "no answers were given\n  Answer with flags, for example:\n  {}  or with a JSON object \
             in a file or on standard input: --answers FILE, --answers -\n  \
             `needlecheck --help` lists every question.",
            args::example(rulebook)
        );
    }
    let answers = answers(request, common, rulebook, world)?;
    let screener = Screener::new(rulebook).strict(request.strict);
    let report = Report::with(&screener, &answers);
    let text = match common.format {
        Format::Json => report.to_json() + "\n",
        Format::Text => report.to_text(world.page(common.color)),
    };
    world.print(&text)?;
    Ok(status(report.outcome(), request.fail_on))
}

/// Takes up the file of answers first and then the flags, which win over it.
fn answers<'r>(
    request: &ScreenRequest,
    common: &Common,
    rulebook: &'r Rulebook,
    world: &mut World<'_>,
) -> anyhow::Result<Answers<'r>> {
    let on = request.on.as_deref().map(treatment_date).transpose()?;
    let mut faults: Vec<String> = Vec::new();
    let mut answers = match &request.answers {
        None => Answers::new(rulebook, on.unwrap_or_else(|| (world.today)())),
        Some(path) => {
            let name = if path.as_os_str() == "-" {
                "standard input".to_owned()
            } else {
                path.display().to_string()
            };
            let in_file = |fault: &Fault| format!("in {name}: {fault}");
            let bytes = files::answers(path, common.quiet, world)?;
            let text = Document::text(&bytes).map_err(|fault| anyhow!(in_file(&fault)))?;
            let document = Document::from_json(text).map_err(|found| {
                anyhow!(found.list().iter().map(in_file).collect::<Vec<_>>().join("\nerror: "))
            })?;
            let on = on.or(document.on()).unwrap_or_else(|| (world.today)());
            let mut answers = Answers::new(rulebook, on);
            if let Err(found) = answers.read(&document) {
                faults.extend(found.list().iter().map(in_file));
            }
            answers
        }
    };
    for (question, text) in &request.flags {
        let question = &rulebook[*question];
        if let Err(fault) = answers.set(&question.id, text) {
            let fault = Fault { at: Some(format!("--{}", question.flag()).into()), ..fault };
            faults.push(fault.to_string());
        }
    }
    if faults.is_empty() { Ok(answers) } else { Err(anyhow!(faults.join("\nerror: "))) }
}

fn treatment_date(text: &str) -> anyhow::Result<Date> {
    answers::treatment_date(text).map_err(|fault| anyhow!(fault.at("--on").to_string()))
}

/// The exit status that a script sees.
fn status(outcome: &Outcome, fail_on: FailOn) -> u8 {
    let Some(fail_on) = fail_on else { return PASSED };
    match outcome.verdict() {
        // However the open questions turn out, the verdict will not be below the floor.
        _ if outcome.floor >= fail_on => FAILED,
        Verdict::Incomplete if outcome.at_worst >= fail_on => INCOMPLETE,
        _ => PASSED,
    }
}
