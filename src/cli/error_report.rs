//! Errors on standard error: as text, or with `--json` one JSON object a line.

use std::io;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::failure::{AnswerFault, ErrorCode, Failure, Failures};
use super::files_in_use::ErrorsGoToInput;
use super::status::Status;
use super::terminal::Color;
use super::world::World;
use crate::answers::Fault;
use crate::diagnostic::Diagnostics;
use crate::report::ErrorLine;
use crate::text::escape;
use crate::text::list::join;
use crate::text::problem::Problem;

/// Writes an error to standard error, as text in these colours, or as JSON.
pub(super) fn write(
    error: &anyhow::Error,
    color: Color,
    json: bool,
    world: &mut World<'_>,
) -> Status {
    if let Some(Failures(all)) = error.downcast_ref() {
        for error in all {
            write(error, color, json, world);
        }
    } else if let Some(ErrorsGoToInput(message)) = error.downcast_ref() {
        // Standard error would change the file.
        let text =
            if json { in_json(error) } else { format!("error: {}\n", escape::line(message)) };
        let _ = world.print(&text);
    } else if let Some(faults) = error.downcast_ref::<Diagnostics>() {
        let text = if json { faults.to_json_lines() } else { faults.to_text(world.look(color)) };
        world.complain(&if json { escape::json(text) } else { text });
    } else if json {
        world.complain(&in_json(error));
    } else {
        world.complain_of(&format!("{error:#}"), color);
    }
    Status::Unusable
}

/// An error as a line of JSON.
fn in_json(error: &anyhow::Error) -> String {
    if let Some(AnswerFault { file, id, fault }) = error.downcast_ref() {
        let column = fault.position.map(|position| format!("column {}", position.column));
        return line(&ErrorLine {
            file: file.as_deref(),
            line: fault.position.map(|position| position.line as u64),
            id: id.as_ref(),
            ..ErrorLine::of(fault, column.as_deref())
        });
    }
    if let Some(fault) = error.downcast_ref::<Fault>() {
        return line(&ErrorLine::of(fault, None));
    }
    if let Some(stop) = error.downcast_ref::<clap::Error>() {
        let (at, problem) = usage(stop);
        return general(ErrorCode::Usage, at.as_deref(), &problem);
    }
    let (code, problem) = match (error.downcast_ref(), error.downcast_ref::<Problem>()) {
        (Some(Failure { code, problem }), _) => (*code, problem.clone()),
        (None, Some(problem)) => (ErrorCode::Usage, problem.clone()),
        (None, None) => {
            let by_system = error.chain().any(<dyn std::error::Error>::is::<io::Error>);
            let code = if by_system { ErrorCode::File } else { ErrorCode::Usage };
            (code, Problem::new(format!("{error:#}")))
        }
    };
    general(code, None, &one_line(problem))
}

/// The problem with a message of one line: the others say what to do.
fn one_line(problem: Problem) -> Problem {
    let mut lines = problem.message.lines().map(str::trim);
    let message = lines.next().unwrap_or_default().into();
    let rest = lines.collect::<Vec<_>>().join("\n");
    let rest = (!rest.is_empty()).then(|| rest.into());
    Problem { message, expected: problem.expected.or(rest), ..problem }
}

/// What the parser of the command line says, and which argument it is about.
fn usage(stop: &clap::Error) -> (Option<String>, Problem) {
    if stop.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        let problem = Problem::new("a command is missing");
        return (None, problem.expected("one of those that `--help` lists"));
    }
    let text = stop.render().to_string();
    let text = text.strip_prefix("error: ").unwrap_or(&text);
    let first = text.split("\n\n").next().unwrap_or_default();
    // What is accepted is told apart.
    let lines = first.lines().map(str::trim).filter(|line| !line.starts_with('['));
    let words = |kind| match stop.get(kind) {
        Some(ContextValue::String(word)) => vec![word.clone()],
        Some(ContextValue::Strings(words)) => words.clone(),
        Some(ContextValue::StyledStrs(texts)) => texts.iter().map(ToString::to_string).collect(),
        _ => Vec::new(),
    };
    let any = |kinds: &[ContextKind]| -> Vec<String> {
        kinds.iter().flat_map(|kind| words(*kind)).filter(|word| !word.is_empty()).collect()
    };
    let mut accepted = any(&[ContextKind::ValidValue, ContextKind::ValidSubcommand]);
    let mut meant = any(&[
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
        ContextKind::SuggestedSubcommand,
    ]);
    if meant.len() > 1 && accepted.is_empty() {
        accepted = std::mem::take(&mut meant);
    }
    let accepted = match accepted.as_slice() {
        [] => any(&[ContextKind::Suggested]).join("; "),
        _ => join(accepted, "or"),
    };
    let mut problem = Problem::new(lines.collect::<Vec<_>>().join(" "));
    if !accepted.is_empty() {
        problem = problem.expected(accepted);
    }
    let at = any(&[ContextKind::InvalidArg]).into_iter().next();
    (at.map(|at| argument(&at).to_owned()), problem.suggestion(meant.pop()))
}

/// A flag or the name of a value, of an argument as the parser shows it: with the name of its value
/// behind it, in brackets.
fn argument(shown: &str) -> &str {
    let of_flag = shown.starts_with('-').then(|| shown.split([' ', '=', '[']).next());
    of_flag.flatten().unwrap_or_else(|| shown.trim_matches(['<', '>', '[', ']', '.']))
}

fn general(code: ErrorCode, at: Option<&str>, problem: &Problem) -> String {
    let code = code.as_str();
    line(&ErrorLine { file: None, line: None, id: None, code, at, problem, more: 0 })
}

fn line(error: &ErrorLine<'_>) -> String {
    let mut line = Vec::new();
    error.write(&mut line);
    line.push(b'\n');
    String::from_utf8_lossy(&line).into_owned()
}
