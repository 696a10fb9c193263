//! argv, stdio, environment and clock -> [`needlecheck::cli::run`] -> exit status.

use std::io::{self, IsTerminal};
use std::process::ExitCode;

use needlecheck::cli::{self, Environment, Stream, World};

fn main() -> ExitCode {
    let (stdin, mut stdout, mut stderr) = (io::stdin(), io::stdout(), io::stderr());
    let input_is_terminal = stdin.is_terminal();
    // Nothing has to be put back: the terminal was never changed, and files appear whole or not
    // at all. Where no handler can be set, the system's own ends the program just as well.
    let _ = ctrlc::set_handler(|| cli::interrupted(&mut io::stderr()));
    let mut world = World {
        environment: Environment::read(),
        input: &mut stdin.lock(),
        input_is_terminal,
        out: Stream {
            is_terminal: stdout.is_terminal(),
            columns: &|| terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| width.0),
            writer: &mut stdout,
        },
        err: Stream {
            is_terminal: stderr.is_terminal(),
            columns: &|| terminal_size::terminal_size_of(io::stderr()).map(|(width, _)| width.0),
            writer: &mut stderr,
        },
        today: &|| jiff::Zoned::now().date(),
        utc_today: &|| jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date(),
    };
    ExitCode::from(cli::run(std::env::args_os(), &mut world))
}
