//! argv, stdio, environment and clock -> [`needlecheck::cli::run`] -> exit status.

use std::io::{self, BufReader, IsTerminal};
use std::process::ExitCode;

use needlecheck::cli::{
    self, Clock, Environment, Identity, Interrupt, Signal, Status, Stream, World,
};

// Runs before the standard library opens closed streams again.
#[cfg(unix)]
uucore::init_startup_state_capture!();

fn main() -> ExitCode {
    let (stdin, mut stdout, mut stderr) = (io::stdin(), io::stdout(), io::stderr());
    let [mut no_input, mut no_output] = [cli::Unusable, cli::Unusable];
    let interrupt = Interrupt::default();
    let raised = interrupt.clone();
    // The terminal was never changed, so nothing has to be restored.
    cli::handle_signals(move |signal| raised.raise(signal));
    let mut world = World {
        environment: Environment::read(),
        input_file: Identity::of_stream(&stdin),
        input_is_terminal: stdin.is_terminal(),
        input: if cli::can_read_input() { &mut BufReader::new(stdin) } else { &mut no_input },
        out: Stream {
            file: Identity::of_stream(&stdout),
            is_terminal: stdout.is_terminal(),
            columns: &|| terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| width.0),
            writer: if cli::can_write_output() { &mut stdout } else { &mut no_output },
        },
        err: Stream {
            file: Identity::of_stream(&stderr),
            is_terminal: stderr.is_terminal(),
            columns: &|| terminal_size::terminal_size_of(io::stderr()).map(|(width, _)| width.0),
            writer: &mut stderr,
        },
        clock: Clock::system(),
        widen_pipes: &widen_pipes,
        interrupt,
    };
    match cli::run(std::env::args_os(), &mut world) {
        Status::PipeClosed => cli::end_by(Signal::Pipe),
        status => status.into(),
    }
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
