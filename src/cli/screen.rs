//! `needlecheck` with answers: one person, one report.

use std::ffi::OsStr;
use std::path::Path;

use anyhow::{Context as _, bail};

use super::early::Early;
use super::help;
use super::questionnaire::{self, Ending};
use super::request::{Ask, Common, FailOn, Format, ScreenRequest};
use super::status::Status;
use super::world::World;
use super::{draft, given, output};
use crate::answers::Answers;
use crate::report::Report;
use crate::rulebook::{Level, Rulebook};
use crate::screening::{Outcome, Screener};
use crate::text::put;

pub(super) fn run(
    request: &ScreenRequest,
    common: &Common,
    early: &Early,
    rulebook: &Rulebook,
    world: &mut World<'_>,
) -> anyhow::Result<Status> {
    world.environment.accessible |= request.accessible;
    let file = request.output.as_deref().filter(|path| *path != Path::new("-"));
    let format = common.format_in(file);
    if let Some(file) = file {
        output::check(file, request, world)?;
    }
    let nothing_given = request.given.flags.is_empty() && request.given.answers.is_none();
    let asks = match request.ask {
        Ask::Always if request.given.answers.as_deref() == Some(Path::new("-")) => {
            bail!("`--ask` and `--answers -` both need standard input\n  accepted: one of them")
        }
        Ask::Always if !world.can_ask() => {
            bail!("`--ask` needs a terminal at standard input and standard error")
        }
        Ask::Always => true,
        Ask::IfNothingElse => nothing_given && world.can_ask(),
        Ask::Never => false,
    };
    if nothing_given && !asks {
        bail!(
            "no answers were given\n  Answer with flags, for example:\n  {}  or with a JSON object \
             in a file or on standard input: --answers FILE, --answers -\n  \
             `needlecheck --help` lists every question. In a terminal, `needlecheck` alone asks.",
            help::example(rulebook)
        );
    }
    let (mut answers, dated) = given::answers(&request.given, common, rulebook, world)?;
    // Yesterday by universal time is over everywhere.
    if dated && !common.quiet && answers.on() < (world.utc_today)().yesterday()? {
        let on = answers.on();
        world.complain(&format!("Note: the treatment date, {on}, has passed.\n"));
    }
    if asks {
        let console = world.console(common.color);
        let ending = questionnaire::ask(console, &mut answers).context("cannot go on asking")?;
        if ending != Ending::Answered {
            world.complain("Not finished: nothing was screened, and nothing was kept.\n");
            return Ok(Status::Unusable);
        }
    }
    if let Some(path) = &request.save {
        draft::save("the answers", path, &(answers.to_json(dated) + "\n"), &world.interrupt)?;
    }
    let screener = Screener::new(rulebook).strict(request.given.strict);
    let report = Report::with(&screener, &answers);
    let text = match format {
        Format::Text => report.to_text(output::page(file, common, world)),
        Format::Json => report.to_json() + "\n",
        Format::Markdown => report.to_markdown(),
        Format::Html => report.to_html(),
    };
    if asks {
        world.complain("\n");
    }
    match file {
        None => world.print_as(format, text)?,
        Some(file) => output::write(file, &text, common, world)?,
    }
    if asks && !common.quiet {
        world.complain(&again(request, early, format, &report, &answers));
    }
    Ok(status(report.outcome(), request.fail_on))
}

/// The command that gives the same result again, with the answers out of the command line, and
/// the verdict once more: by now it has left the screen.
fn again(
    request: &ScreenRequest,
    early: &Early,
    format: Format,
    report: &Report<'_>,
    answers: &Answers<'_>,
) -> String {
    let mut command = "needlecheck --answers -".to_owned();
    if let Some(rules) = &early.rules {
        put(&mut command, format_args!(" --rules {}", quoted(rules)));
    }
    if request.given.strict {
        command.push_str(" --strict");
    }
    if request.fail_on != Some(Level::Defer) {
        let level = request.fail_on.map_or("never", Level::as_str);
        put(&mut command, format_args!(" --fail-on {level}"));
    }
    match format {
        Format::Text => {}
        Format::Json => command.push_str(" --json"),
        _ => put(&mut command, format_args!(" --format {format}")),
    }
    if let Some(file) = &request.output {
        put(&mut command, format_args!(" --output {}", quoted(file.as_os_str())));
    }
    format!(
        "\nThe same result again:\n\n{command} <<'END'\n{}\nEND\n\n{}\n",
        answers.to_json(true),
        report.summary()
    )
}

/// A name as one word of a shell.
fn quoted(name: &OsStr) -> String {
    // A quote inside quotes ends them, stands alone, and starts them again.
    format!("'{}'", name.to_string_lossy().replace('\'', r"'\''"))
}

/// The exit status that a script sees.
fn status(outcome: &Outcome, fail_on: FailOn) -> Status {
    let Some(fail_on) = fail_on else { return Status::Passed };
    if outcome.floor >= fail_on {
        // However the open questions turn out, the verdict will not be below the floor.
        Status::Failed
    } else if outcome.at_worst >= fail_on {
        // Also for a `defer` that could still be an `avoid`, where only `avoid` fails.
        Status::Incomplete
    } else {
        Status::Passed
    }
}
