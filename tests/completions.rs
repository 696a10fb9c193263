//! What the shells offer at the Tab key: each asks the program in its own way.
//!
//! A shell that is not on this machine is skipped, which is said on standard error.

#![cfg(feature = "cli")]
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

mod support;

use std::io::{self, Write as _};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use rexpect::session::{PtySession, spawn_command};
use support::SCREENING;

/// Lines up to the cursor, and what is offered there: every word of it. `FILES` stands for the
/// files of the folder.
const OFFERED: &[(&str, &str)] = &[
    // Answers: of a choice, yes or no, a number and a time.
    ("--trip ", "guided alone unsure"),
    ("--trip gui", "guided"),
    ("--trip=", "guided alone unsure"),
    ("--trip=al", "alone"),
    ("--trip \"al", "alone"),
    ("--trip 'al", "alone"),
    ("--leak ", "yes no unsure"),
    ("--drop-height ", "unsure"),
    ("--last-sprain ", "never today unsure"),
    ("--leak --trip ", "guided alone unsure"),
    ("--leak no --trip alone --last-sprain t", "today"),
    ("explain --trip ", "guided alone unsure"),
    ("explain --strict --leak ", "yes no unsure"),
    // With another rulebook, before the command and behind it.
    ("--rules tests/rulebooks/ear-piercing.toml --place ", "studio stall home unsure"),
    ("--rules=tests/rulebooks/ear-piercing.toml --place ", "studio stall home unsure"),
    ("explain --rules 'tests/rulebooks/ear-piercing.toml' --place ", "studio stall home unsure"),
    ("--rules tests/rulebooks/ear-piercing.toml --trip ", ""),
    // Commands and what belongs to them.
    ("", "questions explain batch recheck columns rules schema completions man help"),
    ("ba", "batch"),
    ("--color never ba", "batch"),
    ("rules ", "new check test verify diff show chart export"),
    ("help rules ", "new check test verify diff show chart export"),
    ("schema ", "answers report batch export rulebook"),
    ("completions ", "bash elvish fish powershell zsh"),
    ("--fail-on ", "suitable caution defer avoid never"),
    ("--fail-on=", "suitable caution defer avoid never"),
    ("--format ", "text json markdown html"),
    ("rules check --format ", "text json"),
    ("batch --format ", "ndjson csv"),
    ("batch --color ", "auto always never"),
    ("explain --rules tests/rulebooks/ear-piercing.toml --rule sore", "sore"),
    // Flags; a command cannot follow one of a screening, nor a flag itself again.
    ("rules test --co", "--coverage --color"),
    ("--sav", "--save"),
    ("--strict ba", ""),
    ("--strict --s", "--save --sore-hands --swimmers"),
    ("explain --tri", "--trip"),
    // Files, and nothing where any text can stand.
    ("--rules Carg", "FILES"),
    ("-o Carg", "FILES"),
    ("-o \"Carg", "FILES"),
    ("-qo Carg", "FILES"),
    ("--answers=Carg", "FILES"),
    ("rules check Carg", "FILES"),
    ("batch a.csv Carg", "FILES"),
    ("--answers - < Carg", "FILES"),
    ("--leak no > Carg", "FILES"),
    ("nonsense ba", ""),
    ("--on Carg", ""),
    ("--trip Carg", ""),
    ("questions Carg", ""),
    ("batch --delimiter Carg", ""),
];

const FILES: &str = "Cargo.lock Cargo.toml";

/// A shell with `needlecheck` on its path, nobody's settings, and the rulebook made for tests;
/// `None` if it is not on this machine.
fn shell(name: &str) -> Option<Command> {
    if Command::new(name).args(["-c", ":"]).stderr(Stdio::null()).status().is_err() {
        // The stream itself, as what macros print in a test that passes is not shown.
        let _ =
            writeln!(io::stderr(), "{name} is not on this machine: its completions are NOT tested");
        return None;
    }
    let mut shell = Command::new(name);
    shell.args(match name {
        "bash" => &["--noprofile", "--norc"][..],
        "zsh" => &["-f"],
        _ => &["--no-config"],
    });
    let binary = Path::new(env!("CARGO_BIN_EXE_needlecheck"));
    let path = std::env::var("PATH").unwrap();
    shell
        .env("PATH", format!("{}:{path}", binary.parent().unwrap().display()))
        .env("NEEDLECHECK_RULES", SCREENING)
        .env("LC_ALL", "C.UTF-8")
        .env("TERM", "xterm")
        .env("HISTFILE", "/dev/null")
        .env("HOME", env!("CARGO_MANIFEST_DIR"));
    // Fish makes folders for its settings even if it is told to have none.
    for name in ["XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"] {
        shell.env(name, env!("CARGO_TARGET_TMPDIR"));
    }
    Some(shell)
}

fn run(mut shell: Command, script: &str) -> Output {
    shell.args(["-c", script]).stdin(Stdio::null()).output().unwrap()
}

/// What was printed, if that was all.
fn printed(output: &Output) -> String {
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// Has Bash call the function for a line, as it does at a Tab.
const IN_BASH: &str = "source <(needlecheck completions bash)
    compopt() { echo \"$*\"; }
    at() {
        COMP_LINE=$1 COMP_POINT=${#1}
        _needlecheck \"${1%% *}\"
        printf '%s\\n' \"${COMPREPLY[@]}\"
    }\n";

#[test]
fn bash_offers_them() {
    for (line, offered) in OFFERED {
        let Some(bash) = shell("bash") else { return };
        let text = printed(&run(bash, &format!("{IN_BASH}at {}", quoted(line))));
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let offered = if *offered == "FILES" { "-o default" } else { offered };
        assert_eq!(text, offered, "needlecheck {line}");
    }
}

/// As frameworks around Bash's own completion call it.
#[test]
fn bash_offers_them_for_words_alone() {
    let Some(bash) = shell("bash") else { return };
    let script = "set -u; source <(needlecheck completions bash)
        COMP_WORDS=(needlecheck --trip '') COMP_CWORD=2
        _needlecheck; echo \"${COMPREPLY[@]}\"";
    assert_eq!(printed(&run(bash, script)), "guided alone unsure\n");
}

#[test]
fn fish_offers_them() {
    for (line, offered) in OFFERED {
        let Some(fish) = shell("fish") else { return };
        let script = format!("needlecheck completions fish | source; complete -C {}", quoted(line));
        let text = printed(&run(fish, &script));
        let words = text.lines().map(|line| line.split('\t').next().unwrap_or_default());
        let start = line.rsplit(' ').next().unwrap();
        let flag = start.split_once('=').map_or("", |(flag, _)| flag);
        let words = words.map(|word| word.trim_start_matches(flag).trim_start_matches('='));
        let text = words.collect::<Vec<_>>().join(" ");
        let offered = if *offered == "FILES" { FILES } else { offered };
        assert_eq!(text, offered, "needlecheck {line}");
    }
}

#[test]
fn zsh_offers_them() {
    let Some(mut zsh) = Typed::zsh() else { return };
    for (line, offered) in OFFERED {
        // The first Tab completes what the files have in common, the second lists them.
        let (offered, tabs) = if *offered == "FILES" { (FILES, 2) } else { (*offered, 1) };
        let shown = zsh.after_tabs(&format!("needlecheck {line}"), tabs);
        match offered.split_whitespace().collect::<Vec<_>>()[..] {
            [] => assert_eq!(shown.trim(), "", "needlecheck {line}"),
            [only] => {
                let start = line.rsplit([' ', '=', '"', '\'']).next().unwrap();
                assert!(shown.starts_with(only.strip_prefix(start).unwrap()), "{line}: {shown}");
            }
            ref words => {
                // A line of the list is a word and what it means, or several short words.
                let rows = shown.lines().map(|line| line.split(" -- ").next().unwrap());
                let rows = rows.collect::<Vec<_>>().join(" ").replace('=', " ");
                let mut listed: Vec<&str> = Vec::new();
                for word in rows.split_whitespace() {
                    if words.contains(&word) && !listed.contains(&word) {
                        listed.push(word);
                    }
                }
                assert_eq!(listed, words, "{line}: {shown}");
                assert!(offered == FILES || !shown.contains("Cargo.lock"), "{line}: {shown}");
            }
        }
    }
}

/// What a person types, the Tab key as `\t`, and the words with which the program is called then.
const ENTERED: &[(&str, &str)] = &[
    ("needlecheck --tri\tal\t", "<--trip> <alone>"),
    ("needlecheck --on \u{e9}\u{e9} --tri\tal\t", "<--trip> <alone>"),
    ("needlecheck explain --trip=al\t", "<explain> <--trip=alone>"),
    ("needlecheck --trip \"al\t", "<--trip> <alone>"),
    ("needlecheck batch Cargo.l\t", "<batch> <Cargo.lock>"),
    ("needlecheck --rules=Cargo.l\t", "<--rules=Cargo.lock>"),
    ("needlecheck batch ~/Cargo.l\t", "/Cargo.lock>"),
    ("needlecheck --on Cargo.l\t", "<--on> <Cargo.l>"),
    ("needlecheck --rules ~/tests/rulebooks/ear-piercing.toml --pl\tsta\t", "<--place> <stall>"),
];

#[test]
fn what_is_completed_is_what_the_program_gets() {
    for typed in [Typed::bash(), Typed::zsh()] {
        let Some(mut typed) = typed else { continue };
        for (line, words) in ENTERED {
            let got = typed.entered(line);
            assert!(got.contains(words), "{line}: {got}");
        }
    }
}

/// A line as one word of a shell, the program's name before it.
fn quoted(line: &str) -> String {
    format!("'needlecheck {}'", line.replace('\'', "'\\''"))
}

/// A shell in a terminal, with somebody typing.
struct Typed {
    session: PtySession,
}

impl Typed {
    fn bash() -> Option<Self> {
        let mut bash = shell("bash")?;
        bash.arg("-i");
        let setup = "bind 'set enable-bracketed-paste off'; bind 'set bell-style none'";
        Some(Self::start(bash, setup, "bash"))
    }

    fn zsh() -> Option<Self> {
        let mut zsh = shell("zsh")?;
        zsh.arg("-i");
        let setup = "unset zle_bracketed_paste; setopt no_beep; \
                     autoload -Uz compinit; compinit -D; zstyle ':completion:*' menu no; \
                     zstyle ':completion:*' list-prompt ''";
        Some(Self::start(zsh, setup, "zsh"))
    }

    /// With a function in place of the program, which prints the words that it is called with.
    fn start(shell: Command, setup: &str, name: &str) -> Self {
        let mut session = spawn_command(shell, Some(30_000)).unwrap();
        let function = "needlecheck() { printf '<%s> ' \"$@\"; echo called; }";
        let commands = [
            "stty cols 200 rows 200",
            setup,
            "PS1='> '",
            &format!("source <(command needlecheck completions {name})"),
            function,
            "echo rea''dy",
        ];
        for command in commands {
            session.send_line(command).unwrap();
        }
        session.exp_string("ready").unwrap();
        session.exp_string("> ").unwrap();
        Self { session }
    }

    /// What is shown after so many Tabs behind a line, which is then thrown away.
    fn after_tabs(&mut self, line: &str, tabs: usize) -> String {
        self.session.send(line).unwrap();
        self.session.send(&"\t".repeat(tabs)).unwrap();
        // Ctrl-U throws the line away.
        self.session.send("\u{15}echo fini''shed\r").unwrap();
        self.session.flush().unwrap();
        let shown = plain(&self.session.exp_string("finished\r\n").unwrap());
        self.session.exp_string("> ").unwrap();
        let shown = shown.split_once(line).map_or(shown.as_str(), |(_, shown)| shown);
        // Zsh draws the first letter of a line twice.
        let shown = shown.rsplit_once("eecho fini''shed").map_or(shown, |(shown, _)| shown);
        shown.trim_end().to_owned()
    }

    /// The words with which the program is called when a line is completed and entered.
    fn entered(&mut self, line: &str) -> String {
        self.session.send_line(line).unwrap();
        let words = self.session.exp_string("called\r\n").unwrap();
        self.session.exp_string("> ").unwrap();
        plain(&words)
    }
}

impl Drop for Typed {
    fn drop(&mut self) {
        // A shell that somebody types in does not end by a signal.
        let _ = self.session.send_line("exit");
    }
}

/// Texts that would act on a shell if one read them as code, or on the list that it shows.
const HOSTILE: &str = r#"format = 1
[rulebook]
id = "hostile"
title = "$(touch broken)"
version = "1"
reviewed = 2026-03-01
notice = "`touch broken`"
[question.bad]
ask = """$(touch broken) `touch broken` '; touch broken; ' %F{red} a:b \\ "c" *"""
kind = "choice"
options = { one = """$(touch broken) `touch broken` '; touch broken; ' %F{red} a:b \\ "c" *""", two = "\\" }
[rule.bad]
title = "$(touch broken)"
when = { bad = "one" }
level = "avoid"
reason = "An example."
advice = "An example."
sources = []
evidence = "editorial"
"#;

const HOSTILE_TEXT: &str =
    "$(touch broken) `touch broken` '; touch broken; ' %F{red} a:b \\ \"c\" *";

#[test]
fn no_text_of_a_rulebook_acts_on_a_shell() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("hostile.toml"), HOSTILE).unwrap();
    let lines = ["--rules hostile.toml --b", "--rules hostile.toml --bad "];
    for line in lines {
        for (name, script) in [
            ("bash", format!("{IN_BASH}at {}", quoted(line))),
            (
                "fish",
                format!("needlecheck completions fish | source; complete -C {}", quoted(line)),
            ),
        ] {
            let Some(mut shell) = shell(name) else { continue };
            shell.current_dir(folder.path());
            let text = printed(&run(shell, &script));
            assert!(name == "bash" || text.contains(HOSTILE_TEXT), "{text}");
            assert!(text.contains("--bad") || text.contains("one"), "{text}");
        }
        if let Some(mut zsh) = Typed::zsh() {
            zsh.session.send_line(&format!("cd {}", folder.path().display())).unwrap();
            zsh.session.exp_string("> ").unwrap();
            let shown = zsh.after_tabs(&format!("needlecheck {line}"), 1);
            let whole = line.ends_with('b') || shown.contains(HOSTILE_TEXT);
            assert!(whole, "{shown}");
        }
    }
    assert!(!folder.path().join("broken").exists());
}

#[test]
fn where_the_rules_or_the_program_are_missing_nothing_is_said() {
    for (rules, path, offered) in [
        ("no/such.toml", None, "batch"),
        ("tests/readme.rs", None, "batch"),
        ("", Some("/usr/bin:/bin"), ""),
    ] {
        for (name, script) in [
            ("bash", "at 'needlecheck ba'; at 'needlecheck --trip '"),
            ("fish", "complete -C 'needlecheck ba'; complete -C 'needlecheck --trip '"),
        ] {
            let Some(mut shell) = shell(name) else { continue };
            shell.env("NEEDLECHECK_RULES", rules);
            let binary = env!("CARGO_BIN_EXE_needlecheck");
            let register = match name {
                "bash" => IN_BASH.replace("<(needlecheck", &format!("<({binary}")),
                _ => format!("{binary} completions fish | source\n"),
            };
            let hidden = path.map(|path| format!("PATH={path}\n")).unwrap_or_default();
            let hidden = if name == "fish" {
                hidden.replace("PATH=", "set PATH ").replace(':', " ")
            } else {
                hidden
            };
            let text = printed(&run(shell, &format!("{register}{hidden}{script}")));
            let words: Vec<&str> =
                text.lines().filter_map(|line| line.split('\t').next()).collect();
            assert_eq!(words.concat(), offered, "{name}, {rules}");
        }
    }
}

#[test]
fn the_program_that_is_typed_is_the_one_that_is_asked() {
    let folder = tempfile::tempdir().unwrap();
    let linked = folder.path().join("needlecheck");
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_needlecheck"), &linked).unwrap();
    let line = format!("{} --trip ", linked.display());
    let binary = env!("CARGO_BIN_EXE_needlecheck");
    for (name, script) in [
        (
            "bash",
            format!(
                "{}PATH=/usr/bin:/bin\nat '{line}'",
                IN_BASH.replace("<(needlecheck", &format!("<({binary}"))
            ),
        ),
        (
            "fish",
            format!(
                "{binary} completions fish | source\nset PATH /usr/bin /bin\ncomplete -C '{line}'"
            ),
        ),
    ] {
        let Some(shell) = shell(name) else { continue };
        assert!(printed(&run(shell, &script)).starts_with("guided"), "{name}");
    }
}

#[test]
fn zsh_says_nothing_of_a_rule_file_that_is_not_there() {
    let Some(mut zsh) = Typed::zsh() else { return };
    zsh.session.send_line("export NEEDLECHECK_RULES=no/such.toml").unwrap();
    zsh.session.exp_string("> ").unwrap();
    assert_eq!(zsh.after_tabs("needlecheck --trip ", 1), "");
    assert!(zsh.after_tabs("needlecheck --color ", 1).contains("always"));
}

/// What is shown, without the sequences that move the cursor or paint.
fn plain(shown: &str) -> String {
    let mut parts = shown.split('\u{1b}');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let Some((sequence, rest)) = part.split_once(|c: char| c.is_ascii_alphabetic()) else {
            continue;
        };
        // A colour is between letters, any other sequence between words.
        if part[sequence.len()..].starts_with('m') {
            text.push_str(rest);
        } else {
            text.extend([" ", rest]);
        }
    }
    text.replace(['\r', '\u{7}', '\u{8}'], "")
}
