//! The program with buffers where a person has a terminal, and the real binary in a clean
//! environment. Both use a rulebook made for tests where none is named, so that an edit of the
//! built-in one breaks no test but those in `tests/clinical`.

#![allow(dead_code, reason = "every test file uses its own part of this")]

pub(crate) mod every_way;
pub(crate) mod page;
pub(crate) mod slips;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use jiff::Timestamp;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use needlecheck::Rulebook;
use needlecheck::cli::{self, Clock, Environment, Interrupt, Stream, World};

/// The day it is in every test.
pub(crate) const TODAY: Date = date(2026, 11, 22);

/// The rulebook in use where a test names no other.
pub(crate) const SCREENING: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/tests/rulebooks/screening.toml");

/// The rulebook of [`SCREENING`].
pub(crate) fn screening() -> Rulebook {
    let text = std::fs::read(SCREENING).expect("the rulebook is there");
    Rulebook::from_bytes(SCREENING, text).unwrap_or_else(|faults| panic!("{faults}"))
}

/// What a run of the program left behind.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) status: u8,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// A terminal, or the lack of one.
#[derive(Clone, Default)]
pub(crate) struct Setting {
    pub(crate) environment: Environment,
    pub(crate) input: Vec<u8>,
    pub(crate) input_is_terminal: bool,
    /// The width of the terminal at standard output and error; none for a pipe.
    pub(crate) terminal: Option<u16>,
    /// Whether the built-in rulebook is in use where no other is named.
    pub(crate) built_in: bool,
    /// The time; noon of [`TODAY`] in UTC if a test says nothing else.
    pub(crate) now: Option<Timestamp>,
    /// The file with the time zone of the system. Where a test names none, `TZ` is UTC unless it
    /// says otherwise.
    pub(crate) localtime: Option<PathBuf>,
}

impl Setting {
    /// A terminal this wide, where somebody types this.
    pub(crate) fn typed(input: impl Into<Vec<u8>>, columns: u16) -> Self {
        Self {
            input: input.into(),
            input_is_terminal: true,
            terminal: Some(columns),
            ..Self::default()
        }
    }
}

/// Runs the program in this process, with pipes and without standard input.
pub(crate) fn needlecheck<T: Into<OsString>>(args: impl IntoIterator<Item = T>) -> Run {
    needlecheck_in(&Setting::default(), args)
}

/// Runs the program in this process, with this on standard input.
pub(crate) fn needlecheck_with_input<T: Into<OsString>>(
    args: impl IntoIterator<Item = T>,
    input: impl Into<Vec<u8>>,
) -> Run {
    needlecheck_in(&Setting { input: input.into(), ..Setting::default() }, args)
}

/// Runs the program in this process.
pub(crate) fn needlecheck_in<T: Into<OsString>>(
    setting: &Setting,
    args: impl IntoIterator<Item = T>,
) -> Run {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let columns = || setting.terminal;
    let stream = |writer| Stream {
        writer,
        file: None,
        is_terminal: setting.terminal.is_some(),
        columns: &columns,
    };
    let mut environment = setting.environment.clone();
    if !setting.built_in {
        environment.rules.get_or_insert_with(|| SCREENING.into());
    }
    if setting.localtime.is_none() {
        environment.tz.get_or_insert_with(|| "UTC".into());
    }
    let noon = || TimeZone::UTC.to_timestamp(TODAY.at(12, 0, 0, 0)).expect("it is in range");
    let mut world = World {
        environment,
        input: &mut setting.input.as_slice(),
        input_file: None,
        input_is_terminal: setting.input_is_terminal,
        out: stream(&mut out),
        err: stream(&mut err),
        clock: Clock {
            now: setting.now.unwrap_or_else(noon),
            localtime: setting.localtime.as_deref().unwrap_or(Path::new("no zone")),
        },
        widen_pipes: &|| (),
        interrupt: Interrupt::default(),
    };
    let args = std::iter::once("needlecheck".into()).chain(args.into_iter().map(Into::into));
    let status = cli::run(args, &mut world).code();
    let text = |bytes| String::from_utf8(bytes).expect("the program writes UTF-8");
    Run { status, out: text(out), err: text(err) }
}

/// The real binary, with nothing in its environment that could change what it prints but the
/// rulebook in use.
pub(crate) fn binary() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_needlecheck"));
    for name in [
        "NO_COLOR",
        "CLICOLOR",
        "CLICOLOR_FORCE",
        "COLUMNS",
        "RUST_BACKTRACE",
        "ACCESSIBLE",
        "TZDIR",
    ] {
        command.env_remove(name);
    }
    command.env("TZ", "UTC");
    command.env("NEEDLECHECK_RULES", SCREENING).env("TERM", "xterm").env("LC_ALL", "C.UTF-8");
    command
}

/// A program in the environment of the real binary. It ignores no signal, though whoever runs the
/// tests may do so, as a script does for what it starts in the background; where `env` cannot
/// change that, it stays.
pub(crate) fn started(program: impl AsRef<std::ffi::OsStr>) -> Command {
    let changes = Command::new("env").args(["--default-signal", "true"]).output();
    let mut command = if changes.is_ok_and(|output| output.status.success()) {
        let mut command = Command::new("env");
        command.arg("--default-signal").arg(program);
        command
    } else {
        Command::new(program)
    };
    for (name, value) in binary().get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    command
}

/// A shell in the environment of the real binary.
pub(crate) fn shell() -> Command {
    started("sh")
}

/// Holds what was printed against the file that shows it; with `SNAPSHOTS=overwrite` in the
/// environment the file is written instead.
pub(crate) fn assert_snapshot(
    actual: impl snapbox::data::IntoData,
    file: impl AsRef<std::path::Path>,
) {
    let expected = snapbox::Data::read_from(file.as_ref(), None);
    snapbox::Assert::new().action_env("SNAPSHOTS").normalize_paths(false).eq(actual, expected);
}
