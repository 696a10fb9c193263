//! The real binary in a real terminal: a pseudo-terminal, with somebody typing.

#![cfg(feature = "cli")]
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

mod support;

use std::fs::File;
use std::io::{ErrorKind, Read as _, Write as _};
use std::path::Path;
use std::process::Command;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use rexpect::process::PtyProcess;
use tempfile::TempDir;

/// A treatment date that has not passed, whenever the test runs: the real binary knows the day,
/// and says so where it has.
const LATER: &str = "2199-11-22";

/// Longer than anything here takes, also on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

const CTRL_C: &str = "\u{3}";
const CTRL_D: &str = "\u{4}";

/// The answers of somebody with good gear and a guide, up to the review, and a sprain whose date
/// is asked for.
const READY: [&str; 10] = ["0", "guided", "1", "0", "30", "2", "2199-11-01", "1", "0", "1"];

/// What a shell does before and after the program, to see what is left of the terminal. The
/// shell itself outlives a Ctrl-C.
const AROUND: &str =
    "trap : INT; stty -g > before; \"$@\"; echo $? > status; stty -g > after; echo; echo gone";

/// A terminal with `needlecheck` in it, in a folder of its own.
struct Terminal {
    process: PtyProcess,
    keyboard: File,
    screen: Receiver<Vec<u8>>,
    /// Everything shown so far.
    shown: String,
    /// How much of it has been waited for.
    seen: usize,
    /// Whether the prompts are painted.
    colours: bool,
    folder: TempDir,
}

impl Terminal {
    /// Starts the program under a shell, 80 columns wide.
    fn with(args: &[&str]) -> Self {
        Self::around(AROUND, &[], 80, args)
    }

    fn around(script: &str, environment: &[(&str, &str)], columns: u16, args: &[&str]) -> Self {
        let folder = TempDir::new().unwrap();
        let mut command = support::shell();
        command
            .envs(environment.iter().copied())
            .current_dir(folder.path())
            .args(["-c", &format!("stty echo cols {columns} rows 24; {script}"), "sh"])
            .arg(support::binary().get_program())
            .args(["--on", LATER])
            .args(args);
        let process = PtyProcess::new(command).unwrap();
        let keyboard = process.get_file_handle().unwrap();
        let mut reader = process.get_file_handle().unwrap();
        let (sender, screen) = channel();
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            loop {
                match reader.read(&mut bytes) {
                    // A signal to the tests is no end.
                    Err(error) if error.kind() == ErrorKind::Interrupted => {}
                    // On Linux the end of a terminal is an error, elsewhere no bytes.
                    Ok(0) | Err(_) => break,
                    Ok(read) => {
                        if sender.send(bytes[..read].to_vec()).is_err() {
                            break;
                        }
                    }
                }
            }
        });
        Self { process, keyboard, screen, shown: String::new(), seen: 0, colours: true, folder }
    }

    /// Waits until this shows, and gives what was shown up to its end since the last wait.
    fn until(&mut self, text: &str) -> String {
        let start = Instant::now();
        loop {
            if let Some(at) = self.shown[self.seen..].find(text) {
                let from = self.seen;
                self.seen += at + text.len();
                return self.shown[from..self.seen].to_owned();
            }
            let rest = PATIENCE.saturating_sub(start.elapsed());
            match self.screen.recv_timeout(rest) {
                // Only ASCII is waited for, so it does not matter where the bytes are cut.
                Ok(bytes) => self.shown.push_str(&String::from_utf8_lossy(&bytes)),
                Err(why) => panic!("no {text:?} ({why}) in:\n{}", self.shown),
            }
        }
    }

    /// Waits for the next prompt.
    fn prompt(&mut self) -> String {
        let shown = self.until(if self.colours { "\n\u{1b}[1m>\u{1b}[0m " } else { "\n> " });
        plain(&shown)
    }

    fn press(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
    }

    /// Types these lines, each at a prompt, and waits for the next prompt.
    fn types(&mut self, lines: &[&str]) -> String {
        self.prompt() + &self.types_on(lines)
    }

    /// As [`Terminal::types`], at a prompt that was waited for.
    fn types_on(&mut self, lines: &[&str]) -> String {
        let mut shown = String::new();
        for line in lines {
            self.press(&format!("{line}\n"));
            shown.push_str(&self.prompt());
        }
        shown
    }

    /// Waits for the end; gives the exit status, and what was shown since the last wait.
    fn end(&mut self) -> (i32, String) {
        let shown = self.until("\r\ngone\r\n");
        (self.file("status").trim().parse().unwrap(), plain(&shown.replace("\r\ngone\r\n", "")))
    }

    fn file(&self, name: &str) -> String {
        std::fs::read_to_string(self.folder.path().join(name)).unwrap()
    }

    fn resize(&self, columns: u16) {
        let terminal = self.process.get_file_handle().unwrap();
        let columns = columns.to_string();
        let stty = Command::new("stty").args(["cols", &columns]).stdin(terminal).status();
        assert!(stty.unwrap().success());
    }

    /// That the terminal is as it was, and that there is no file but those of the shell.
    fn assert_no_trace(&self) {
        assert_eq!(self.file("before"), self.file("after"), "the terminal was changed");
        assert_eq!(files(self.folder.path()), ["after", "before", "status"]);
    }
}

/// What a person sees: without colours, and with plain ends of lines.
fn plain(shown: &str) -> String {
    let mut parts = shown.split('\u{1b}');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        text.push_str(part.split_once('m').expect("no escape sequence but colours").1);
    }
    text.replace("\r\n", "\n")
}

fn files(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<_> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_whole_run_ends_in_the_report_and_its_keys() {
    let mut terminal = Terminal::with(&[]);
    let asked = terminal.types(&READY);
    assert!(asked.starts_with("River trip, a test rulebook\n"), "{asked}");
    assert!(asked.contains("\n  Yes: A sprain\n"), "{asked}");
    assert!(asked.contains("Understood as: 1 November 2199"), "{asked}");
    assert!(asked.contains("\nYour answers\n"), "{asked}");
    terminal.press("\n");
    let report = terminal.prompt();
    assert!(report.contains("\nDEFER: "), "{report}");
    // The verdict is in sight beside the keys.
    let keys = "\nDEFER. f everything, p keep a page, c change an answer, Enter done\n> ";
    assert!(report.ends_with(keys), "{report}");

    terminal.press("wibble\n");
    assert!(terminal.prompt().contains("`wibble` is none of the keys.\nDEFER. f everything"));
    terminal.press("?\n");
    assert!(terminal.prompt().contains("  p  keeps the result in a file"));
    terminal.press("f\n");
    let all = terminal.prompt();
    assert!(all.contains("\nSources\n"), "{all}");
    assert!(all.ends_with(keys), "{all}");
    let command = all.split("\nTo get the same result again:\n\n").nth(1).unwrap();
    let start = format!(
        "needlecheck --answers - --rules '{}' <<'END'\n{{\"on\":\"2199-11-22\"",
        support::SCREENING
    );
    assert!(command.starts_with(&start), "{command}");
    // What the command says is what it does.
    let document = command.lines().nth(1).unwrap();
    let again = support::needlecheck_with_input(["--answers", "-"], document);
    let first =
        |report: &str| report.lines().find(|line| line.starts_with("DEFER:")).map(str::to_owned);
    assert_eq!(first(&again.out), first(&report));

    terminal.press("\n");
    assert_eq!(terminal.end().0, 1);
    terminal.assert_no_trace();
}

/// Starts a run, and goes on to the result.
fn to_the_result(args: &[&str], answers: &[&str]) -> Terminal {
    let mut terminal = Terminal::with(args);
    terminal.types(answers);
    terminal
}

#[test]
fn an_answer_can_be_changed_after_the_result() {
    let mut terminal = to_the_result(&[], &["1", "guided", "1", "d"]);
    let answers = terminal.types_on(&["c"]);
    assert!(answers.contains("\nYour answers\n"), "{answers}");
    let changed = terminal.types_on(&["1", "0", ""]);
    assert!(changed.contains("\nSUITABLE. f everything"), "{changed}");
    terminal.press(CTRL_D);
    assert_eq!(terminal.end().0, 0);
    terminal.assert_no_trace();
}

#[test]
fn what_is_open_is_offered_once_and_enter_alone_comes_to_an_end() {
    let mut terminal = to_the_result(&[], &["s2", "guided", "s", "d"]);
    assert!(terminal.shown.contains("2 questions are open. Enter answers them now."));
    let asked = terminal.types_on(&[""]);
    assert!(asked.contains("Open question 1 of 2"), "{asked}");
    let result = terminal.types_on(&["", "low"]);
    assert!(result.contains("INCOMPLETE. a answer 1 open question, f everything"), "{result}");
    assert!(result.ends_with(", Enter done\n> "), "{result}");
    let result = terminal.types_on(&["a", "0"]);
    assert!(result.contains("\nSUITABLE. f everything"), "{result}");
    terminal.press("\n");
    assert_eq!(terminal.end().0, 0);
}

#[test]
fn a_page_is_kept_under_a_name_that_nothing_else_has() {
    let mut terminal = to_the_result(&[], &["0", "guided", "1", "d"]);
    let asked = terminal.types_on(&["p"]);
    assert!(asked.contains("Enter keeps it in needlecheck-2199-11-22.html."), "{asked}");
    let kept = terminal.types_on(&[""]);
    assert!(kept.contains("The page is in needlecheck-2199-11-22.html."), "{kept}");
    assert!(kept.contains("SUITABLE. f everything"), "{kept}");
    let asked = terminal.types_on(&["p"]);
    assert!(asked.contains("needlecheck-2199-11-22-2.html"), "{asked}");
    // What cannot be written is told, and the result is still there.
    for (name, said) in [
        ("mine.pdf", "`.pdf` is not a format"),
        ("none/mine", "Cannot save the page in `none/mine.html`"),
        (".", ". is a folder."),
        ("before.txt\nn", "before.txt was left as it is."),
    ] {
        std::fs::write(terminal.folder.path().join("before.txt"), "mine").unwrap();
        let mut shown = String::new();
        for line in name.split('\n') {
            shown.push_str(&terminal.types_on(&[line]));
        }
        assert!(shown.contains(said), "{shown}");
        assert_eq!(terminal.file("before.txt"), "mine");
    }
    terminal.types_on(&["mine"]);
    assert!(terminal.file("mine.html").starts_with("<!DOCTYPE html>"));
    for (name, start) in [("r.json", "{\"report\""), ("r.MD", "#"), ("before.txt\nyes", "SUITABLE")]
    {
        terminal.types_on(&["p"]);
        for line in name.split('\n') {
            terminal.types_on(&[line]);
        }
        assert!(terminal.file(name.split('\n').next().unwrap()).starts_with(start), "{name}");
    }
    {
        use std::os::unix::fs::PermissionsExt as _;
        let page = terminal.folder.path().join("needlecheck-2199-11-22.html");
        assert_eq!(std::fs::metadata(page).unwrap().permissions().mode() & 0o777, 0o600);
    }
    terminal.press("\n");
    assert_eq!(terminal.end().0, 0);
}

#[test]
fn a_page_never_replaces_what_was_read_or_will_be_written() {
    let mut terminal = to_the_result(&["--save", "mine.json"], &["0", "guided", "1", "d"]);
    let said = terminal.types_on(&["p", "mine.json"]);
    assert!(said.contains("The page and `--save` are the same file, `mine.json`."), "{said}");
    terminal.types_on(&["b"]);
    terminal.press("\n");
    assert_eq!(terminal.end().0, 0);
    assert!(terminal.file("mine.json").starts_with("{\"on\""));
}

#[test]
fn ctrl_c_at_the_keys_leaves_nothing_behind() {
    for lines in [&[][..], &["f"], &["p"]] {
        let args = ["--save", "answers.json", "-o", "report.html"];
        let mut terminal = to_the_result(&args, &["0", "guided", "1", "d"]);
        terminal.types_on(lines);
        terminal.press(CTRL_C);
        let (status, shown) = terminal.end();
        assert_eq!(status, 130);
        assert!(shown.ends_with("^C\nInterrupted: nothing was kept.\n"), "{shown}");
        terminal.assert_no_trace();
    }
}

/// What is typed has a colour of its own, which is ended in whatever way the line ends.
#[test]
fn the_colour_of_what_is_typed_ends_with_it() {
    for keys in ["0\n", CTRL_D, CTRL_C] {
        let mut terminal = Terminal::with(&[]);
        terminal.prompt();
        terminal.until("\u{1b}[36m");
        terminal.press(keys);
        terminal.until("\u{1b}[0m");
    }
}

#[test]
fn ctrl_c_at_any_prompt_leaves_nothing_behind() {
    let interrupted = |prompts: usize| {
        let mut terminal = Terminal::with(&["--save", "answers.json"]);
        terminal.types(&READY[..prompts]);
        // Also with something typed, but not sent.
        terminal.press(if prompts.is_multiple_of(2) { "1 2" } else { "" });
        terminal.press(CTRL_C);
        let (status, shown) = terminal.end();
        let said = shown.split_once("^C").map(|(_, said)| said);
        assert_eq!((status, said), (130, Some("\nInterrupted: nothing was kept.\n")), "{shown}");
        terminal.assert_no_trace();
    };
    thread::scope(|scope| {
        for prompts in 0..=READY.len() {
            scope.spawn(move || interrupted(prompts));
        }
    });
}

#[test]
fn ctrl_c_ends_the_wait_for_a_document() {
    let mut terminal = Terminal::with(&["--answers", "-"]);
    terminal.until("End it with Ctrl-D");
    terminal.press("{\"trip\": \"cli\n");
    terminal.press(CTRL_C);
    let (status, shown) = terminal.end();
    assert_eq!(status, 130);
    assert!(shown.ends_with("\nInterrupted: nothing was kept.\n"), "{shown}");
    terminal.assert_no_trace();
}

#[test]
fn ctrl_d_at_a_prompt_is_not_finished() {
    // The first prompt, a single question, the date of a ticked item, and the review.
    for prompts in [0, 1, 6, READY.len()] {
        let mut terminal = Terminal::with(&["--save", "answers.json"]);
        terminal.types(&READY[..prompts]);
        terminal.press(CTRL_D);
        let (status, shown) = terminal.end();
        let said = "\nNot finished: nothing was screened, and nothing was kept.\n";
        assert_eq!((status, shown.as_str()), (2, said), "after {prompts} prompts");
        terminal.assert_no_trace();
    }
}

#[test]
fn answers_are_kept_where_that_was_asked_for() {
    let mut terminal = Terminal::with(&["--save", "answers.json"]);
    terminal.types(&["0", "guided", "1", "d"]);
    assert_eq!(files(terminal.folder.path()), ["before"]);
    terminal.press("\n");
    assert_eq!(terminal.end().0, 0);
    assert!(terminal.file("answers.json").starts_with("{\"on\":\"2199-11-22\""));
    assert_eq!(files(terminal.folder.path()), ["after", "answers.json", "before", "status"]);
}

#[test]
fn a_terminal_resized_between_two_prompts_is_filled_as_it_is_now() {
    let mut terminal = Terminal::with(&[]);
    let wide = terminal.prompt();
    assert!(wide.lines().any(|line| line.len() > 60), "{wide}");
    terminal.resize(40);
    terminal.press("0\n");
    let narrow = terminal.prompt();
    assert!(narrow.lines().all(|line| line.len() <= 40), "{narrow}");
    assert!(narrow.lines().any(|line| line.len() > 20), "{narrow}");
    terminal.resize(200);
    terminal.press("1\n");
    let wide = terminal.prompt();
    assert!(wide.lines().any(|line| line.len() > 40), "{wide}");
    assert!(wide.lines().all(|line| line.len() <= 80), "{wide}");
}

/// The report on standard output with the hints below it, on a screen of 80 columns and 24 lines.
#[test]
fn a_report_from_flags_is_one_screen() {
    let skin = ["--active-acne=no", "--eczema=no", "--rosacea=no", "--infection=no"];
    let clinic = ["--setting=clinic", "--sun-exposure=low"];
    let home = ["--setting=home", "--sun-exposure=high", "--shared-needles", "--age=17"];
    let more = ["--needle-length=0.5", "--isotretinoin-now", "--keloid", "--warts", "--fits"];
    for (answers, verdict) in [
        ([&skin[..], &clinic, &[]], "SUITABLE: "),
        ([&skin, &clinic, &["--pregnant"]], "DEFER: "),
        ([&["--active-acne", "--infection"], &home, &more], "AVOID: "),
        ([&skin[..3], &clinic, &["--infection=unsure"]], "INCOMPLETE: "),
    ] {
        let rules = concat!(env!("CARGO_MANIFEST_DIR"), "/rules/microneedling.toml");
        let args = [&["--rules", rules], &answers.concat()[..]].concat();
        let (_, shown) = Terminal::with(&args).end();
        assert!(shown.starts_with(verdict), "{shown}");
        let lines = shown.trim_end().lines().count();
        assert!((10..=24).contains(&lines), "{lines} lines: {shown}");
        assert!(shown.lines().all(|line| line.len() <= 80), "{shown}");
    }
}

#[test]
fn on_twenty_columns_only_a_long_word_sticks_out() {
    let mut terminal = Terminal::around(AROUND, &[], 20, &[]);
    let mut shown = terminal.types(&READY);
    shown.push_str(&terminal.types_on(&[""]));
    terminal.press("\n");
    assert_eq!(terminal.end().0, 1);
    for line in shown.lines() {
        let one_word = line.split_whitespace().count() == 1;
        assert!(line.chars().count() <= 20 || one_word, "{line:?}");
    }
}

#[test]
fn the_report_goes_to_a_file_while_the_questions_show() {
    let script = AROUND.replace("\"$@\"", "\"$@\" > report");
    let mut terminal = Terminal::around(&script, &[], 80, &[]);
    let asked = terminal.types(&["0", "guided", "1", "d"]);
    assert!(asked.contains("Who will lead the trip?"));
    // The person sees it as well, with its keys.
    assert!(asked.contains("\nSUITABLE: "), "{asked}");
    assert!(asked.contains("\nSUITABLE. f everything"), "{asked}");
    assert_eq!(terminal.file("report"), "");
    terminal.types_on(&["f"]);
    terminal.press("\n");
    let (status, shown) = terminal.end();
    assert_eq!((status, shown.as_str()), (0, "\n"));
    let report = terminal.file("report");
    assert!(report.starts_with("SUITABLE"), "{report}");
    assert!(!report.contains('\u{1b}'), "a file gets no colours");
}

#[test]
fn without_standard_error_nobody_can_be_asked() {
    let script = AROUND.replace("\"$@\"", "\"$@\" 2>&-");
    let mut terminal = Terminal::around(&script, &[], 80, &[]);
    assert_eq!(terminal.end(), (2, String::new()));
    terminal.assert_no_trace();
}

#[test]
fn a_closed_standard_output_is_an_error_with_a_word() {
    let script = AROUND.replace("\"$@\"", "\"$@\" >&-");
    let mut terminal = Terminal::around(&script, &[], 80, &[]);
    terminal.types(&["0", "guided", "1", "d"]);
    terminal.press("\n");
    // Nobody reads on: as with a pipe that was closed.
    assert!(terminal.end().0 <= 2);
    terminal.assert_no_trace();
}

#[test]
fn a_terminal_closed_half_way_ends_the_program() {
    // A program that is deaf to the hang-up finds that it can neither read nor write any more.
    for deaf in ["", "trap '' HUP; "] {
        for prompts in [0, 3, 6, READY.len()] {
            let script = format!(
                "{deaf}echo $$ > shell; sh -c 'echo $$ > program; exec \"$@\"' sh \"$@\"; true"
            );
            let mut terminal = Terminal::around(&script, &[], 80, &["--save", "answers.json"]);
            terminal.types(&READY[..prompts]);
            let shell = terminal.file("shell");
            assert!(Command::new("kill").args(["-KILL", shell.trim()]).status().unwrap().success());
            let Terminal { process, mut keyboard, screen, folder, .. } = terminal;
            process.wait().unwrap();
            // The thread that reads holds the terminal open, until there is something to read.
            drop(screen);
            let _ = keyboard.write_all(b"?\n");
            drop((process, keyboard));

            let program = std::fs::read_to_string(folder.path().join("program")).unwrap();
            let start = Instant::now();
            while is_there(program.trim()) {
                assert!(start.elapsed() < PATIENCE, "{deaf}after {prompts}: still there");
                thread::sleep(Duration::from_millis(5));
            }
            assert_eq!(files(folder.path()), ["program", "shell"]);
        }
    }
}

/// Whether a process is running, and not just waiting to be reaped.
fn is_there(pid: &str) -> bool {
    let ps = Command::new("ps").args(["-o", "stat=", "-p", pid]).output().unwrap();
    let state = String::from_utf8(ps.stdout).unwrap();
    !state.trim().is_empty() && !state.trim_start().starts_with('Z')
}

#[test]
fn plain_terminals_get_no_escape_sequence() {
    for (environment, args) in [
        (&[("NO_COLOR", "1")][..], &[][..]),
        (&[("TERM", "dumb")], &[]),
        (&[("ACCESSIBLE", "1")], &[]),
        (&[], &["--accessible"]),
        (&[], &["--color", "never"]),
    ] {
        let (asked, report) = whole_run(environment, args);
        assert!(!(asked + &report).contains('\u{1b}'), "{environment:?} {args:?}");
    }
}

#[test]
fn a_locale_without_utf8_gets_ascii() {
    let (asked, report) = whole_run(&[("LC_ALL", "C")], &["--color", "never"]);
    assert!(asked.is_ascii(), "{asked}");
    assert!(report.is_ascii(), "{report}");
}

/// Everything that a terminal without colours is sent in a whole run: up to the review, and then.
fn whole_run(environment: &[(&str, &str)], args: &[&str]) -> (String, String) {
    let mut terminal = Terminal::around(AROUND, environment, 80, args);
    terminal.colours = false;
    terminal.types(&READY);
    let asked = terminal.shown.len();
    terminal.types_on(&[""]);
    terminal.press("\n");
    assert_eq!(terminal.end().0, 1);
    let report = terminal.shown.split_off(asked);
    (terminal.shown, report)
}
