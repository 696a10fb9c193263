//! The pictures of the README, drawn from what the program really prints.

#![cfg(feature = "cli")]

mod support;

use std::io::{self, BufRead, Read, Write};
use std::sync::{Arc, Mutex};

use needlecheck::cli::{self, Environment, Interrupt, Status, Stream, World};
use snapbox::Data;
use snapbox::data::DataFormat;

/// The width of a picture in columns.
const COLUMNS: u16 = 80;

#[test]
fn a_session_is_drawn_as_it_shows() {
    let mut lines = shown(&[], &["5 s 1", "clinic", "d", ""]);
    // The questions, and the verdict with what to do; not the answers to look over, and neither
    // counts nor a version, which change with the rulebook.
    let answers = at(&lines, "\u{1b}[1mYour answers");
    let end = at(&lines, "\u{1b}[1m>\u{1b}[0m \u{1b}[36m\u{1b}[0m");
    lines.splice(answers..=end, ["...".to_owned()]);
    let is_count = |line: &String| line.contains(" answers are yours");
    let counts = lines.iter().position(is_count).expect("the answers are counted");
    let found = at(&lines, "\u{1b}[1mWhat was found");
    lines.splice(counts..found, ["...".to_owned(), String::new()]);
    let advice = at(&lines, "   What to do");
    lines.truncate(advice + 1);
    lines.push("   ...".to_owned());
    draw(&lines, "session");
}

#[test]
fn the_chart_is_drawn_as_it_shows() {
    let mut lines = shown(&["rules", "chart"], &[]);
    // How many rules there are changes with each that is added.
    lines.retain(|line| !line.starts_with("Rulebook "));
    // Whole groups, as far as the picture is tall.
    let end = lines[..40].iter().rposition(String::is_empty).unwrap();
    lines.truncate(end + 1);
    lines.push("...".to_owned());
    draw(&lines, "chart");
}

/// The first line that begins so.
fn at(lines: &[String], start: &str) -> usize {
    let begins = |line: &String| line.starts_with(start);
    lines.iter().position(begins).unwrap_or_else(|| panic!("no line {start:?}: {lines:#?}"))
}

/// The lines that a terminal shows when this command is typed, and then these lines.
fn shown(args: &[&str], typed: &[&'static str]) -> Vec<String> {
    let screen = Screen::default();
    let command = [&["needlecheck"], args].concat();
    let mut keyboard = Keyboard { typed: typed.to_vec(), left: Vec::new(), screen: screen.clone() };
    let (mut out, mut err) = (screen.clone(), screen.clone());
    let columns = || Some(COLUMNS);
    let mut world = World {
        environment: Environment { utf8: true, ..Environment::default() },
        input: &mut keyboard,
        input_is_terminal: true,
        out: Stream { writer: &mut out, is_terminal: true, columns: &columns },
        err: Stream { writer: &mut err, is_terminal: true, columns: &columns },
        today: &|| support::TODAY,
        utc_today: &|| support::TODAY,
        widen_pipes: &|| (),
        interrupt: Interrupt::default(),
    };
    let status = cli::run(command.iter().map(Into::into), &mut world);
    assert_ne!(status, Status::Unusable);
    let bytes = screen.0.lock().expect("nothing panics while it writes").clone();
    let text = format!(
        "$ {}\n{}",
        typed_as(&command.join(" ")),
        String::from_utf8(bytes).expect("it writes UTF-8")
    );
    text.lines().map(str::to_owned).collect()
}

/// What somebody types, in a colour of its own so that it stands out.
fn typed_as(text: &str) -> String {
    format!("\u{1b}[36m{text}\u{1b}[0m")
}

/// What everything is written to, as on a terminal.
#[derive(Clone, Default)]
struct Screen(Arc<Mutex<Vec<u8>>>);

impl Write for Screen {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("nothing panics while it writes").write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Types one line whenever one is waited for; it shows on the screen, as on a terminal.
struct Keyboard {
    typed: Vec<&'static str>,
    left: Vec<u8>,
    screen: Screen,
}

impl Read for Keyboard {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        unreachable!("the program reads lines")
    }
}

impl BufRead for Keyboard {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left.is_empty() && !self.typed.is_empty() {
            let line = self.typed.remove(0);
            writeln!(self.screen, "{}", typed_as(line))?;
            self.left = format!("{line}\n").into_bytes();
        }
        Ok(&self.left)
    }

    fn consume(&mut self, amount: usize) {
        self.left.drain(..amount);
    }
}

/// What a picture is painted with.
struct Theme {
    name: &'static str,
    border: &'static str,
    /// Colours by those that stand in their place in a plain drawing.
    colours: [(&'static str, &'static str); 7],
}

const THEMES: [Theme; 2] = [
    Theme {
        name: "light",
        border: "#c8d1da",
        colours: [
            (BACKGROUND, "#ffffff"),
            ("#AAAAAA", "#1f2328"),
            ("#AA0000", "#b3261e"),
            ("#00AA00", "#1a7f37"),
            ("#0000AA", "#0b57d0"),
            ("#AA00AA", "#8431b8"),
            ("#00AAAA", "#0a6c7d"),
        ],
    },
    Theme {
        name: "dark",
        border: "#3d444d",
        colours: [
            (BACKGROUND, "#151b23"),
            ("#AAAAAA", "#d7dee6"),
            ("#AA0000", "#ff8078"),
            ("#00AA00", "#56d364"),
            ("#0000AA", "#79b8ff"),
            ("#AA00AA", "#d2a8ff"),
            ("#00AAAA", "#5fd7e0"),
        ],
    },
];

const BACKGROUND: &str = "#000000";

/// Draws lines as a terminal, light and dark, and holds both against the files.
fn draw(lines: &[String], name: &str) {
    let drawn =
        Data::text(lines.join("\n")).coerce_to(DataFormat::TermSvg).render().expect("it is text");
    let (width, height) = (740, lines.len() * 18 + 38);
    let body = drawn.split_once('\n').expect("a drawing has more than one line").1;
    for Theme { name: theme, border, colours } in THEMES {
        // Scaled down where it is too wide, framed, and with a margin on every side.
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\">\n{body}"
        );
        let frame = format!(
            "<rect x=\"0.5\" y=\"0.5\" width=\"{}\" height=\"{}\" rx=\"8\" stroke=\"{border}\" ",
            width - 1,
            height - 1
        );
        svg = svg.replace("<rect width=\"100%\" height=\"100%\" y=\"0\" rx=\"4.5\" ", &frame);
        svg = svg.replace("<text ", "<text transform=\"translate(20 8)\" ");
        for (from, to) in colours {
            svg = svg.replace(from, to);
        }
        support::assert_snapshot(svg, format!("tests/snapshots/{name}-{theme}.svg"));
    }
}
