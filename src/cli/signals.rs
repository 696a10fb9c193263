//! The signals of the operating system.

/// A signal that ends the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// Ctrl-C.
    Interrupt,
    /// The terminal was closed.
    HangUp,
    /// Somebody, or the system, asks the program to end.
    Terminate,
    /// Nobody reads what is written.
    Pipe,
}

impl Signal {
    /// Its number, which is the same on every Unix.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::HangUp => 1,
            Self::Interrupt => 2,
            Self::Pipe => 13,
            Self::Terminate => 15,
        }
    }

    /// What has happened to the program, as the first word of a sentence.
    pub(super) const fn past(self) -> &'static str {
        match self {
            Self::Interrupt => "Interrupted",
            Self::HangUp => "Hung up",
            Self::Terminate | Self::Pipe => "Terminated",
        }
    }
}

/// Ends the program as a signal does, so that whoever started it sees which one it was. Where there
/// are no signals, it exits with the status that a shell would show, 128 and the signal's number.
#[expect(clippy::exit, reason = "the thread that is interrupted cannot be asked to return")]
pub fn end_by(signal: Signal) -> ! {
    // The first process of a container is not ended by the default action of a signal.
    #[cfg(unix)]
    if std::process::id() != 1 {
        let _ = signal_hook::low_level::emulate_default_handler(signal.number().into());
    }
    std::process::exit(128 + i32::from(signal.number()))
}

/// Calls `raise` on Ctrl-C, when the terminal is closed, and when the program is asked to end.
/// A signal that was ignored when the program started stays ignored, as background jobs and `nohup`
/// need it; that can be told where there is `/proc/self/status`. Where no handler can be set, the
/// system's own ends the program. A file that is longer than the limit for files becomes an error of
/// the write.
#[cfg(unix)]
pub fn handle(raise: impl Fn(Signal) + Send + 'static) {
    use signal_hook::consts::SIGXFSZ;
    // A handler that does nothing is enough for the write to fail instead.
    let _ = signal_hook::flag::register(SIGXFSZ, std::sync::Arc::default());
    let ignored = ignored();
    let handled = [Signal::Interrupt, Signal::HangUp, Signal::Terminate];
    let handled =
        handled.into_iter().filter(move |signal| ignored >> (signal.number() - 1) & 1 == 0);
    let (ready, are_handled) = std::sync::mpsc::channel();
    let waits = move || {
        let handled: Vec<_> = handled.collect();
        let numbers = handled.iter().map(|signal| i32::from(signal.number()));
        let Ok(mut signals) = signal_hook::iterator::Signals::new(numbers) else { return };
        let _ = ready.send(());
        for number in signals.forever() {
            let signal = handled.iter().find(|signal| i32::from(signal.number()) == number);
            raise(signal.copied().unwrap_or(Signal::Terminate));
        }
    };
    // The signals are waited for where the handlers are set: without the thread there are none, and
    // this does not wait.
    let _ = std::thread::Builder::new().name("signals".to_owned()).spawn(waits);
    let _ = are_handled.recv();
}

/// The signals that are ignored, as a set of bits.
#[cfg(unix)]
fn ignored() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let set = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    set.and_then(|set| u64::from_str_radix(set.trim(), 16).ok()).unwrap_or(0)
}

/// Calls `raise` on Ctrl-C. Where no handler can be set, the system's own ends the program.
#[cfg(not(unix))]
pub fn handle(raise: impl Fn(Signal) + Send + 'static) {
    let _ = ctrlc::set_handler(move || raise(Signal::Interrupt));
}
