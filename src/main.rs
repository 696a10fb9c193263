//! argv, stdio, environment and clock -> [`needlecheck::cli::run`] -> exit status.

use std::io::{self, IsTerminal};
use std::process::ExitCode;

use needlecheck::cli::{self, Environment, Stream, World};

fn main() -> ExitCode {
    let environment = Environment::read();
    let (stdin, stdout, stderr) = (io::stdin(), io::stdout(), io::stderr());
    let mut world = World {
        environment,
        input_is_terminal: stdin.is_terminal(),
        input: &mut stdin.lock(),
        out: Stream {
            is_terminal: stdout.is_terminal(),
            columns: terminal_size::terminal_size_of(&stdout).map(|(width, _)| width.0),
            writer: &mut stdout.lock(),
        },
        err: Stream {
            is_terminal: stderr.is_terminal(),
            columns: terminal_size::terminal_size_of(&stderr).map(|(width, _)| width.0),
            writer: &mut stderr.lock(),
        },
        today: &|| jiff::Zoned::now().date(),
    };
    let status = cli::run(std::env::args_os(), &mut world);
    ExitCode::from(status)
}
