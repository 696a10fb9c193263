//! argv, stdio, environment and clock -> [`needlecheck::cli::run`] -> exit status.

use std::io::{self, BufReader, IsTerminal};
use std::process::ExitCode;

use needlecheck::cli::{self, Clock, Environment, Interrupt, Stream, World};

fn main() -> ExitCode {
    let (stdin, mut stdout, mut stderr) = (io::stdin(), io::stdout(), io::stderr());
    let input_is_terminal = stdin.is_terminal();
    let interrupt = Interrupt::default();
    let raised = interrupt.clone();
    // The terminal was never changed, so nothing has to be restored. Where no handler can be set,
    // the system's own ends the program.
    let _ = ctrlc::set_handler(move || raised.raise());
    let mut world = World {
        environment: Environment::read(),
        input: &mut BufReader::new(stdin),
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
        clock: Clock::system(),
        widen_pipes: &widen_pipes,
        interrupt,
    };
    cli::run(std::env::args_os(), &mut world).into()
}

/// Enlarges the buffers of standard input and output, where they are pipes and the system can.
fn widen_pipes() {
    #[cfg(target_os = "linux")]
    {
        const MIB: usize = 1 << 20;
        let _ = rustix::pipe::fcntl_setpipe_size(io::stdin(), MIB);
        let _ = rustix::pipe::fcntl_setpipe_size(io::stdout(), MIB);
    }
}
