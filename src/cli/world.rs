//! Everything that the program reads and writes: its only connection to the outside.

use std::env;
use std::ffi::OsString;
use std::io::{self, BufRead};
use std::path::PathBuf;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::clock::Clock;
use super::console::{Console, Paper};
use super::failure::{ErrorCode, Failure};
use super::identity::Identity;
use super::interrupt::Interrupt;
use super::terminal::{Color, Stream};
use crate::answers;
use crate::diagnostic::Look;
use crate::layout::{Page, Width, style};
use crate::report::Format;
use crate::text::escape;

/// Standard input and output, the environment and the clock.
pub struct World<'a> {
    /// The environment variables.
    pub environment: Environment,
    /// Standard input.
    pub input: &'a mut (dyn BufRead + Send),
    /// Which file standard input is, if it is one.
    pub input_file: Option<Identity>,
    /// Whether standard input is a terminal.
    pub input_is_terminal: bool,
    /// Standard output: results.
    pub out: Stream<'a>,
    /// Standard error: everything else.
    pub err: Stream<'a>,
    /// The time, and the time zone of the system.
    pub clock: Clock<'a>,
    /// Enlarges the buffers of standard input and output where these are pipes and the system can
    /// do so; this makes a batch several times as fast.
    pub widen_pipes: &'a dyn Fn(),
    /// Raised by the handler of signals.
    pub interrupt: Interrupt,
}

/// The environment variables that the program reads.
#[expect(clippy::struct_excessive_bools, reason = "each is one variable, on or off")]
#[derive(Clone, Debug, Default)]
pub struct Environment {
    /// `NEEDLECHECK_RULES`: a rule file to use instead of the built-in one.
    pub rules: Option<OsString>,
    /// `HOME`: the folder that `~` stands for in a shell.
    pub home: Option<PathBuf>,
    /// `NO_COLOR` is set and not empty.
    pub no_color: bool,
    /// `CLICOLOR_FORCE` is set, not empty and not `0`.
    pub force_color: bool,
    /// `ACCESSIBLE` is set and not empty.
    pub accessible: bool,
    /// `TERM` is `dumb`.
    pub dumb_terminal: bool,
    /// The locale is UTF-8.
    pub utf8: bool,
    /// `TZ`: the local time zone, also if it is empty.
    pub tz: Option<OsString>,
    /// `TZDIR`: the folder of the time zone database.
    pub tzdir: Option<OsString>,
}

impl Environment {
    /// Reads the environment of this process.
    #[must_use]
    pub fn read() -> Self {
        let set = |name| env::var_os(name).filter(|value| !value.is_empty());
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set);
        let locale = locale.map(|name| name.to_string_lossy().to_lowercase().replace('-', ""));
        Self {
            rules: set("NEEDLECHECK_RULES"),
            home: set("HOME").map(PathBuf::from),
            no_color: set("NO_COLOR").is_some(),
            force_color: set("CLICOLOR_FORCE").is_some_and(|value| value != "0"),
            accessible: set("ACCESSIBLE").is_some(),
            dumb_terminal: set("TERM").is_some_and(|term| term == "dumb"),
            // Windows terminals are UTF-8; these variables do not count there.
            utf8: cfg!(windows) || locale.is_some_and(|name| name.ends_with("utf8")),
            tz: env::var_os("TZ"),
            tzdir: set("TZDIR"),
        }
    }
}

impl World<'_> {
    /// Whether a stream gets colours: the flag first, then the environment, then what it is.
    fn paints(&self, stream: &Stream<'_>, color: Color) -> bool {
        let environment = &self.environment;
        match color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto if environment.no_color => false,
            Color::Auto if environment.force_color => true,
            Color::Auto if self.is_plain() => false,
            Color::Auto => stream.is_terminal,
        }
    }

    /// Whether standard output gets colours.
    pub(super) fn paints_out(&self, color: Color) -> bool {
        self.paints(&self.out, color)
    }

    /// Whether text on the screen must not be overwritten.
    pub(super) fn is_plain(&self) -> bool {
        self.environment.accessible || self.environment.dumb_terminal
    }

    /// Whether questions can be asked in a terminal.
    pub(super) fn can_ask(&self) -> bool {
        self.input_is_terminal && self.err.is_terminal
    }

    /// Questions are asked on standard error, so that the result can go somewhere else. Reports are
    /// shown on standard output if that is wanted.
    pub(super) fn console(&mut self, color: Color, reports_on_out: bool) -> Console<'_> {
        let colors = [self.paints(&self.err, color), self.paints(&self.out, color)];
        let prompts =
            Paper { width: self.err.line_width(), color: colors[0], writer: self.err.writer };
        let reports =
            Paper { width: self.out.line_width(), color: colors[1], writer: self.out.writer };
        Console {
            input: self.input,
            prompts,
            reports: reports_on_out.then_some(reports),
            interrupt: self.interrupt.clone(),
        }
    }

    /// How diagnostics are drawn on standard error.
    pub(super) fn look(&self, color: Color) -> Look {
        self.look_on(&self.err, color)
    }

    /// How diagnostics are drawn on standard output.
    pub(super) fn look_out(&self, color: Color) -> Look {
        self.look_on(&self.out, color)
    }

    fn look_on(&self, stream: &Stream<'_>, color: Color) -> Look {
        Look {
            color: self.paints(stream, color),
            unicode: stream.is_terminal && self.environment.utf8 && !self.environment.dumb_terminal,
            width: match stream.width() {
                Width::Unlimited => Look::PLAIN.width,
                Width::Columns(columns) => columns,
            },
        }
    }

    fn zone(&self) -> Option<TimeZone> {
        self.clock.zone(self.environment.tz.as_deref(), self.environment.tzdir.as_deref())
    }

    /// Today's date in the local time zone, for a treatment. Where that zone is not known, it is the
    /// date in UTC, and standard error says so; a command asks for this once.
    ///
    /// # Errors
    ///
    /// A clock outside the years that a treatment date can have.
    pub(super) fn today(&mut self) -> anyhow::Result<Date> {
        let zone = self.zone();
        let is_known = zone.is_some();
        let today = checked(self.clock.day(zone.unwrap_or(TimeZone::UTC))).map_err(|error| {
            let advice = "Set it right, or give the day with --on";
            Failure::new(ErrorCode::Clock, format!("{error}\n  {advice}"))
        })?;
        if !is_known {
            let why = self.environment.tz.as_ref().map_or_else(
                || "no time zone is known, neither from TZ nor from the system".to_owned(),
                |tz| {
                    format!("the time zone {} is not known", escape::quoted(&tz.to_string_lossy()))
                },
            );
            self.complain(&format!(
                "Note: {why}; today is taken as {today}, the day in UTC. If it is \
                 another day, give it with --on.\n"
            ));
        }
        Ok(today)
    }

    /// Today's date in UTC, for what must not depend on the place.
    ///
    /// # Errors
    ///
    /// As [`World::today`].
    pub(super) fn utc_today(&self) -> anyhow::Result<Date> {
        Ok(checked(self.clock.day(TimeZone::UTC))?)
    }

    /// Whether it is this day in the local time zone, or in UTC if that zone is not known.
    pub(super) fn is_today(&self, date: Date) -> bool {
        self.clock.day(self.zone().unwrap_or(TimeZone::UTC)) == date
    }

    /// Writes a result to standard output. A closed pipe is not an error.
    ///
    /// # Errors
    ///
    /// Any other failure to write all of it.
    pub(super) fn print(&mut self, text: &str) -> anyhow::Result<()> {
        let written =
            self.out.writer.write_all(text.as_bytes()).and_then(|()| self.out.writer.flush());
        match written {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                Err(anyhow::Error::new(error).context("cannot write the result to standard output"))
            }
            _ => Ok(()),
        }
    }

    /// Like [`World::print`]; in JSON, characters that could disturb a terminal are escaped.
    pub(super) fn print_as(&mut self, format: Format, text: String) -> anyhow::Result<()> {
        self.print(&if format == Format::Json { escape::json(text) } else { text })
    }

    /// Writes to standard error. A failure is ignored: there is nowhere to report it.
    pub(super) fn complain(&mut self, text: &str) {
        let _ = self.err.writer.write_all(text.as_bytes()).and_then(|()| self.err.writer.flush());
    }

    /// Writes an error message to standard error.
    pub(super) fn complain_of(&mut self, message: &str, color: Color) {
        let page = Page { color: self.paints(&self.err, color), ..Page::PLAIN };
        let error = page.paint(style::RED, "error");
        let lines: Vec<_> = message.split('\n').map(escape::line).collect();
        self.complain(&format!("{error}: {}\n", lines.join("\n")));
    }
}

/// A day by the clock, if a treatment can be on it.
fn checked(day: Date) -> Result<Date, Failure> {
    answers::treatment_day(day).map_err(|fault| {
        let message = format!("the clock of this computer is wrong: {}", fault.problem.message);
        Failure::new(ErrorCode::Clock, message)
    })
}
