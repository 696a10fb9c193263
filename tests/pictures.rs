//! The pictures of the READMEs, drawn from what the program really prints.

#![cfg(feature = "cli")]

mod support;

use snapbox::Data;
use snapbox::data::DataFormat;
use support::{Setting, needlecheck_in};

/// What the program prints in a terminal of 80 columns, and below it its hints.
fn shown(args: &[&str]) -> (String, String) {
    let setting = Setting { terminal: Some(80), built_in: true, ..Setting::default() };
    let run = needlecheck_in(&setting, args);
    assert_ne!(run.status, 2, "{}", run.err);
    (run.out, run.err)
}

/// The answers of somebody who had needling lately, and plans to do it at home; and more arguments.
fn answered<'a>(more: &[&'a str]) -> Vec<&'a str> {
    let answers = ["--active-acne", "no", "--eczema", "no", "--rosacea", "no", "--infection", "no"];
    let plan = ["--setting", "home", "--sun-exposure", "low", "--last-needling", "3 weeks ago"];
    [&answers[..], &plan[..], more].concat()
}

#[test]
fn a_report_is_drawn_as_it_shows() {
    let (report, hints) = shown(&answered(&["--color", "always"]));
    let command = [
        "$ needlecheck --active-acne no --eczema no --rosacea no --infection no \\",
        ">     --setting home --sun-exposure low --last-needling \"3 weeks ago\"",
    ];
    let typed = command.map(|line| format!("\u{1b}[36m{line}\u{1b}[0m"));
    let lines: Vec<String> = typed
        .into_iter()
        .chain(report.lines().map(str::to_owned))
        .chain(hints.lines().map(|hint| format!("\u{1b}[2m{hint}\u{1b}[0m")))
        .collect();
    draw(&lines, "report");
}

/// The top of the page, as wide as a small window and as tall as the report beside it.
#[test]
fn a_handout_is_drawn_as_it_looks() {
    let (page, _) = shown(&answered(&["--format", "html"]));
    let between = |start: &str, end: &str| {
        let (_, rest) = page.split_once(start).unwrap_or_else(|| panic!("no {start}"));
        rest.split(end).next().unwrap_or_default().to_owned()
    };
    let style = between("<style>", "</style>").replace('&', "&amp;").replace('<', "&lt;");
    // Drawings inside XHTML have to say what they are.
    let body =
        between("<body>", "</body>").replace("<svg ", "<svg xmlns=\"http://www.w3.org/2000/svg\" ");
    let (width, height) = (640, 680);
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\">\n<foreignObject width=\"{width}\" \
         height=\"{height}\">\n<body xmlns=\"http://www.w3.org/1999/xhtml\">\n\
         <style>{style}</style>\n{body}</body>\n</foreignObject>\n</svg>\n"
    );
    support::assert_snapshot(svg, "tests/snapshots/handout.svg");
}

#[test]
fn the_chart_is_drawn_as_it_shows() {
    let (chart, _) = shown(&["rules", "chart", "--color", "always"]);
    let typed = "$ \u{1b}[36mneedlecheck rules chart\u{1b}[0m".to_owned();
    let mut lines: Vec<String> =
        [typed].into_iter().chain(chart.lines().map(str::to_owned)).collect();
    // How many rules there are changes with each that is added.
    lines.retain(|line| !line.starts_with("Rulebook "));
    // Whole groups, as far as the picture is tall.
    let end = lines[..40].iter().rposition(String::is_empty).expect("groups are set apart");
    lines.truncate(end + 1);
    lines.push("...".to_owned());
    draw(&lines, "chart");
}

/// What a picture is painted with.
struct Theme {
    name: &'static str,
    border: &'static str,
    /// Colours by those that stand in their place in a plain drawing.
    colours: [(&'static str, &'static str); 5],
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
