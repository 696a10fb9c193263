//! `needlecheck` with answers: one person, one report.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::ValueHint;
use jiff::Span;

use super::answer_args::{AnswerFlags, AnswersFile, Treatment};
use super::common::{self, FailOn, fail_on};
use super::failure::Failures;
use super::help;
use super::questionnaire::{self, Asked, Ending};
use super::rule_file::RuleFile;
use super::session::Session;
use super::status::Status;
use super::{answer_args, output};
use crate::report::{Format, Report};
use crate::rulebook::Level;
use crate::screening::Screener;
use crate::text::problem::Problem;
use crate::text::word::Word as _;
use crate::text::{append, list};

/// The flags of a screening, without the answers.
#[derive(clap::Args)]
#[group(skip)]
#[command(
    arg = common::rules(),
    args = common::any_format(),
    arg = common::color(),
    arg = common::quiet()
)]
#[expect(clippy::struct_excessive_bools, reason = "each is one flag, given or not")]
pub(super) struct ScreenArgs {
    #[command(flatten)]
    answers: AnswersFile,
    /// Ask in the terminal for every answer that is missing
    #[arg(long, conflicts_with = "no_input")]
    ask: bool,
    #[arg(long, hide_short_help = true, long_help = "Never ask, even in a terminal")]
    no_input: bool,
    #[arg(
        long,
        hide_short_help = true,
        long_help = "Ask in plain lines, for screen readers [env: ACCESSIBLE]"
    )]
    accessible: bool,
    /// Save the answers to this file, for --answers to read
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    save: Option<PathBuf>,
    /// Write the report to a .html, .md, .json or .txt file
    ///
    /// It is written whole or not at all. The ending of its name selects the format, unless
    /// --format is given.
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    output: Option<PathBuf>,
    /// Report every fact, with reasons and sources
    ///
    /// Why, what is debated, all answers, care afterwards and sources.
    #[arg(long)]
    full: bool,
    #[arg(
        long,
        hide_short_help = true,
        long_help = "Add to a JSON report the texts that it names by ids, as `texts`: questions, \
            sources, care afterwards, and what words mean"
    )]
    texts: bool,
    #[command(flatten)]
    treatment: Treatment,
    #[arg(
        long, value_name = "LEVEL", value_parser = fail_on(),
        hide_possible_values = true,
        help = "Exit with 1 from this level on [default: defer]",
        long_help = levels_help()
    )]
    fail_on: Option<FailOn>,
}

/// The long help of `--fail-on`.
fn levels_help() -> String {
    let levels = list::one_of(Level::words().chain(["never"]));
    format!("Exit with 1 if the verdict is at or above this level: {levels} [default: defer]")
}

impl ScreenArgs {
    /// The level from which the screening counts as failed.
    fn fail_on(&self) -> FailOn {
        self.fail_on.unwrap_or(Some(Level::Defer))
    }
}

pub(super) fn run(
    args: &ScreenArgs,
    flags: &AnswerFlags,
    rules: &RuleFile,
    session: &mut Session<'_, '_>,
) -> anyhow::Result<Status> {
    let rulebook = &rules.rulebook;
    session.world.environment.accessible |= args.accessible;
    let file = args.output.as_deref().filter(|path| *path != Path::new("-"));
    let format = output::format(file, session)?;
    if args.texts && format != Format::Json {
        let problem = Problem::new("`--texts` adds to a JSON report, and this one is not JSON");
        bail!(problem.expected("`--json` beside it, or an `--output` file that ends in `.json`"));
    }
    output::check_json("`--save`", args.save.as_deref())?;
    let nothing_given = flags.is_empty() && args.answers.path.is_none();
    if args.ask && args.answers.path.as_deref() == Some(Path::new("-")) {
        let problem = Problem::new("`--ask` and `--answers -` both need standard input");
        bail!(problem.expected("one of them"));
    }
    if args.ask && !session.world.can_ask() {
        bail!("`--ask` needs a terminal at standard input and standard error");
    }
    let is_asked = args.ask || (nothing_given && !args.no_input && session.world.can_ask());
    if nothing_given && !is_asked {
        bail!(
            "no answers were given\n  Answer with flags, for example:\n  {}  or with a JSON object \
             in a file or on standard input: --answers FILE, --answers -\n  \
             `needlecheck questions` lists every question. In a terminal, `needlecheck` alone asks \
             them.",
            help::example(rulebook)
        );
    }
    args.answers.note(&mut session.files)?;
    // Before any question is asked, so that no answers are lost.
    let saved = args.save.as_deref();
    let saved = saved.map(|path| session.create("`--save`", "the answers", path)).transpose()?;
    let written = file.map(|path| session.create("`--output`", "the report", path)).transpose()?;
    let (answers, dated) =
        answer_args::answers(flags, &args.answers, &args.treatment, rulebook, session)?;
    // Yesterday by universal time is over everywhere.
    if dated
        && session
            .world
            .utc_today()
            .is_ok_and(|today| answers.on() < today.saturating_sub(Span::new().days(1)))
    {
        session.hint(&format!("Note: the treatment date, {}, has passed.\n", answers.on()));
    }
    let screener = Screener::new(rulebook).strict(args.treatment.strict);
    let shows =
        is_asked && file.is_none() && format == Format::Text && session.world.out.is_terminal;
    let report = if is_asked {
        let console = session.world.console(session.common.color, shows);
        let ending = Ending {
            screener: &screener,
            again: &|report| again(args, rules, format, report),
            files: &session.files,
            is_full: args.full,
        };
        match questionnaire::ask(console, answers, &ending).context("cannot go on asking")? {
            Asked::Done(report) => *report,
            left => {
                let lost =
                    if matches!(left, Asked::Left) { "nothing was screened, and " } else { "" };
                let kept = session.world.interrupt.kept();
                session.world.complain(&format!("Not finished: {lost}{kept}.\n"));
                return Ok(Status::Unusable);
            }
        }
    } else {
        Report::with(&screener, &answers)
    };
    let in_format = |format, page| match format {
        Format::Json if args.texts => report.to_json_with_texts() + "\n",
        format => report.in_format(format, page, args.full),
    };
    let mut failures = Vec::new();
    if let Some(saved) = saved {
        failures.extend(saved.save(&(report.answers().to_json(dated) + "\n")).err());
    }
    // What the person has seen is not written once more.
    let mut is_shown = shows;
    if let Some((path, written)) = file.zip(written) {
        let text = in_format(format, output::page(file, session));
        match written.save(&text) {
            Ok(()) => session.hint(&format!("The report is in `{}`.\n", path.display())),
            Err(failure) => failures.push(failure),
        }
        is_shown = failures.is_empty();
    }
    if !is_shown {
        // A file that could not be written does not cost the report; a page is none on a terminal.
        let is_page = file.is_some() && session.world.out.is_terminal;
        let format = if is_page { Format::Text } else { format };
        let text = in_format(format, session.page());
        failures.extend(session.world.print_as(format, text).err());
    }
    if !failures.is_empty() {
        if is_asked {
            session.world.complain(&again(args, rules, format, &report));
        }
        return Err(Failures(failures).into());
    }
    if !is_asked && file.is_none() && format == Format::Text && !args.full {
        hint(&report, session);
    }
    let outcome = report.outcome();
    Ok(Status::of(outcome.floor, outcome.at_worst, args.fail_on()))
}

/// Tells somebody at a terminal how to answer what is open, and where to find more.
fn hint(report: &Report<'_>, session: &mut Session<'_, '_>) {
    if !session.world.err.is_terminal {
        return;
    }
    let outcome = report.outcome();
    let rulebook = report.answers().rulebook();
    let open = outcome.open.iter().map(|open| format!("--{}", rulebook[open.question].flag()));
    let open: Vec<String> = open.collect();
    match open.as_slice() {
        [] if outcome.assumed.is_empty() => {}
        [] => session.hint("Add --ask to be asked for what was taken for granted.\n"),
        [flag] => session.hint(&format!("To answer what is open: {flag}, or --ask.\n")),
        [flag, others @ ..] => {
            let text =
                format!("To answer what is open: {flag} and {} more, or --ask.\n", others.len());
            session.hint(&text);
        }
    }
    session.hint("--full: why, care afterwards, sources. -o page.html: a page to print.\n");
}

/// The command that gives the same result again, with the answers out of the command line.
fn again(args: &ScreenArgs, rules: &RuleFile, format: Format, report: &Report<'_>) -> String {
    let mut command = "needlecheck --answers -".to_owned();
    if let Some(path) = &rules.path {
        append(&mut command, format_args!(" --rules {}", output::quoted(path.as_os_str())));
    }
    if args.treatment.strict {
        command.push_str(" --strict");
    }
    if args.fail_on() != Some(Level::Defer) {
        let level = args.fail_on().map_or("never", Level::as_str);
        append(&mut command, format_args!(" --fail-on {level}"));
    }
    match format {
        Format::Text if args.full => command.push_str(" --full"),
        Format::Text => {}
        Format::Json if args.texts => command.push_str(" --json --texts"),
        Format::Json => command.push_str(" --json"),
        _ => append(&mut command, format_args!(" --format {format}")),
    }
    if let Some(file) = &args.output {
        append(&mut command, format_args!(" --output {}", output::quoted(file.as_os_str())));
    }
    format!(
        "\nTo get the same result again:\n\n{command} <<'END'\n{}\nEND\n",
        report.answers().to_json(true)
    )
}
