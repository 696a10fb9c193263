//! `needlecheck` with answers: one person, one report.

use std::ffi::OsStr;
use std::path::Path;

use anyhow::{Context as _, bail};

use super::help;
use super::questionnaire;
use super::request::{Ask, FailOn, Format, ScreenRequest};
use super::rule_file::RuleFile;
use super::session::Session;
use super::status::Status;
use super::{draft, given, output};
use crate::report::Report;
use crate::rulebook::Level;
use crate::screening::{Outcome, Screener};
use crate::text::problem::Problem;
use crate::text::put;

pub(super) fn run(
    request: &ScreenRequest,
    rules: &RuleFile,
    session: &mut Session<'_, '_>,
) -> anyhow::Result<Status> {
    let rulebook = &rules.rulebook;
    session.world.environment.accessible |= request.accessible;
    let file = request.output.as_deref().filter(|path| *path != Path::new("-"));
    let format = session.common.format_in(file);
    if let Some(file) = file {
        output::check(file, request, session.world)?;
    }
    let nothing_given = request.given.flags.is_empty() && request.given.answers.is_none();
    let asks = match request.ask {
        Ask::Always if request.given.answers.as_deref() == Some(Path::new("-")) => {
            let problem = Problem::new("`--ask` and `--answers -` both need standard input");
            bail!(problem.expected("one of them"))
        }
        Ask::Always if !session.world.can_ask() => {
            bail!("`--ask` needs a terminal at standard input and standard error")
        }
        Ask::Always => true,
        Ask::IfNothingElse => nothing_given && session.world.can_ask(),
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
    let (mut answers, dated) = given::answers(&request.given, rulebook, session)?;
    // Yesterday by universal time is over everywhere.
    if dated && answers.on() < (session.world.utc_today)().yesterday()? {
        session.hint(&format!("Note: the treatment date, {}, has passed.\n", answers.on()));
    }
    if asks {
        let console = session.world.console(session.common.color);
        let answered = questionnaire::ask(console, answers).context("cannot go on asking")?;
        let Some(answered) = answered else {
            session.world.complain("Not finished: nothing was screened, and nothing was kept.\n");
            return Ok(Status::Unusable);
        };
        answers = answered;
    }
    if let Some(path) = &request.save {
        draft::save(
            "the answers",
            path,
            &(answers.to_json(dated) + "\n"),
            &session.world.interrupt,
        )?;
    }
    let screener = Screener::new(rulebook).strict(request.given.strict);
    let report = Report::with(&screener, &answers);
    let text = match format {
        Format::Text => report.to_text(output::page(file, session)),
        Format::Json => report.to_json() + "\n",
        Format::Markdown => report.to_markdown(),
        Format::Html => report.to_html(),
    };
    if asks {
        session.world.complain("\n");
    }
    match file {
        None => session.world.print_as(format, text)?,
        Some(file) => output::write(file, &text, session)?,
    }
    if asks {
        session.hint(&again(request, rules, format, &report));
    }
    Ok(status(report.outcome(), request.fail_on))
}

/// The command that gives the same result again, with the answers out of the command line, and
/// the verdict once more: by now it has left the screen.
fn again(request: &ScreenRequest, rules: &RuleFile, format: Format, report: &Report<'_>) -> String {
    let mut command = "needlecheck --answers -".to_owned();
    if let Some(path) = &rules.path {
        put(&mut command, format_args!(" --rules {}", quoted(path.as_os_str())));
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
        report.answers().to_json(true),
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
