//! One manual page.

use clap::{Arg, Command};

use super::super::help;
use super::super::status;
use super::roff::{Roff, bold, escaped, italic};
use crate::rulebook::Rulebook;
use crate::text::append;

/// The variables that the program reads.
const ENVIRONMENT: &[(&str, &str)] = &[
    ("NEEDLECHECK_RULES", "A rule file to use where --rules names none."),
    ("NO_COLOR", "If it is set and not empty: no colours, unless --color always asks for them."),
    (
        "CLICOLOR_FORCE",
        "If it is set, not empty and not 0: colours even where the output is not a terminal, unless \
         NO_COLOR or --color says otherwise.",
    ),
    ("ACCESSIBLE", "If it is set and not empty: questions in plain lines, as with --accessible."),
    ("TERM", "If it is dumb: no colours, and questions in plain lines."),
    ("LC_ALL, LC_CTYPE, LANG", "Whether errors of rule files are drawn with more than ASCII."),
    ("TZ", "The time zone, which decides which day today is."),
];

/// The files that the program reads.
const FILES: &[(&str, &str)] = &[
    ("NAME.toml", "A rule file, for --rules and the commands of needlecheck-rules(1)."),
    ("NAME.cases.toml", "The cases beside that rule file, which needlecheck-rules-test(1) runs."),
];

/// The manual page of the program or of a command.
pub(super) struct Page<'a> {
    whole: &'a Command,
    /// The names of the command and of those that it is in; none for the program.
    path: Vec<&'a str>,
    command: &'a Command,
}

impl<'a> Page<'a> {
    /// Every page, that of the program first.
    pub(super) fn all(whole: &'a Command) -> Vec<Self> {
        let mut pages = vec![Self { whole, path: Vec::new(), command: whole }];
        let mut at = 0;
        while at < pages.len() {
            let inner = pages[at].inner();
            pages.extend(inner);
            at += 1;
        }
        pages
    }

    /// The pages of the commands in this one.
    fn inner(&self) -> Vec<Self> {
        let page = |command: &'a Command| {
            let path = self.path.iter().copied().chain([command.get_name()]).collect();
            Self { whole: self.whole, path, command }
        };
        self.command.get_subcommands().map(page).collect()
    }

    /// The words that call the command, without the program's name.
    pub(super) fn words(&self) -> String {
        self.path.join(" ")
    }

    /// The name of the page, such as `needlecheck-rules-check`.
    fn name(&self) -> String {
        std::iter::once(&"needlecheck").chain(&self.path).copied().collect::<Vec<_>>().join("-")
    }

    /// Whether this is the page: `rules-check`, or its whole name.
    pub(super) fn is_called(&self, name: &str) -> bool {
        name == self.path.join("-") || name == self.name()
    }

    /// The page in the language that `man` reads.
    pub(super) fn to_roff(&self, rulebook: &Rulebook) -> String {
        let mut roff = Roff::default();
        let version = self.whole.get_version().unwrap_or_default();
        roff.request(&format!(
            "TH {} 1 {} \"needlecheck {}\"",
            escaped(&self.name().to_uppercase()),
            rulebook.head().reviewed,
            escaped(version),
        ));
        roff.section("NAME");
        let about = self.command.get_about().map(ToString::to_string).unwrap_or_default();
        roff.line(&format!("{} \\- {}", escaped(&self.name()), escaped(&about)));
        self.synopsis(&mut roff);
        self.description(&mut roff, &about);
        self.options(&mut roff);
        self.commands(&mut roff);
        roff.section("EXIT STATUS");
        for (status, meaning) in status::meanings(&self.path) {
            roff.item(&bold(&status.code().to_string()), &status::whole_sentence(meaning));
        }
        let by_signal = match self.path.as_slice() {
            ["batch"] => "Ended by signal n, such as 141 where the reader of the reports has left.",
            _ => "Ended by signal n, such as 130 by Ctrl-C.",
        };
        roff.item(&bold("128+n"), by_signal);
        if self.path.is_empty() {
            surroundings(&mut roff, rulebook);
        }
        self.see_also(&mut roff);
        roff.into_text()
    }

    fn synopsis(&self, roff: &mut Roff) {
        roff.section("SYNOPSIS");
        let usage = self.command.clone().render_usage().to_string();
        let called = self.name().replace('-', " ");
        for line in usage.trim_start_matches("Usage:").lines().map(str::trim) {
            let rest = line.strip_prefix(&called).unwrap_or_default();
            roff.line(&format!("{}{}", bold(&called), escaped(rest)));
        }
    }

    fn description(&self, roff: &mut Roff, about: &str) {
        roff.section("DESCRIPTION");
        roff.paragraphs(&status::whole_sentence(about));
        let before = self.command.get_before_long_help();
        let after = self.command.get_after_long_help().or(self.command.get_after_help());
        let exit = status::sentence(status::meanings(&self.path));
        for text in [before, after].into_iter().flatten() {
            roff.paragraphs(text.to_string().replace(&exit, "").trim());
        }
    }

    /// The options under no heading, then those of the answers. Another command that takes answers
    /// leads to the page of the program.
    fn options(&self, roff: &mut Roff) {
        let args = || self.command.get_arguments().filter(|arg| !arg.is_hide_set());
        roff.section("OPTIONS");
        for arg in args().filter(|arg| arg.get_help_heading().is_none()) {
            option(roff, arg);
        }
        let mut headings: Vec<&str> = Vec::new();
        for heading in args().filter_map(Arg::get_help_heading) {
            if !headings.contains(&heading) {
                headings.push(heading);
            }
        }
        if headings.is_empty() {
            return;
        }
        roff.section("ANSWERS");
        if !self.path.is_empty() {
            roff.line(
                "Answers are given as in \\fBneedlecheck\\fR(1), which lists the flag of each.",
            );
            return;
        }
        for heading in headings {
            roff.subsection(heading);
            for arg in args().filter(|arg| arg.get_help_heading() == Some(heading)) {
                option(roff, arg);
            }
        }
    }

    fn commands(&self, roff: &mut Roff) {
        let pages = self.inner();
        if pages.is_empty() {
            return;
        }
        roff.section("COMMANDS");
        for page in pages {
            let about = page.command.get_about().map(ToString::to_string).unwrap_or_default();
            roff.item(&page.reference(), &status::whole_sentence(&about));
        }
    }

    /// The page of each command that this one is in, and of each command in it.
    fn see_also(&self, roff: &mut Roff) {
        let all = Self::all(self.whole);
        let is_outer =
            |page: &&Self| page.path.len() < self.path.len() && self.path.starts_with(&page.path);
        let inner = self.inner();
        let pages = all.iter().filter(is_outer).chain(&inner).map(Self::reference);
        roff.section("SEE ALSO");
        roff.line(&pages.collect::<Vec<_>>().join(",\n"));
    }

    /// How another page refers to this one.
    fn reference(&self) -> String {
        format!("{}(1)", bold(&self.name()))
    }
}

/// What the program reads besides its arguments, and examples.
fn surroundings(roff: &mut Roff, rulebook: &Rulebook) {
    roff.section("ENVIRONMENT");
    for (name, meaning) in ENVIRONMENT {
        roff.item(&bold(name), meaning);
    }
    roff.section("FILES");
    for (name, meaning) in FILES {
        roff.item(&italic(name), meaning);
    }
    roff.paragraphs("No other file is read or written than those that are named.");
    roff.section("EXAMPLES");
    roff.example(&help::examples(Some(rulebook)));
}

/// An option or argument, with its value, what it does, its default and the values that it takes.
fn option(roff: &mut Roff, arg: &Arg) {
    let flags = arg.get_short().map(|short| format!("-{short}"));
    let flags = flags.into_iter().chain(arg.get_long().map(|long| format!("--{long}")));
    let mut term = flags.map(|flag| bold(&flag)).collect::<Vec<_>>().join(", ");
    let number = arg.get_num_args().unwrap_or_default();
    if arg.is_positional() || number.takes_values() {
        let name = arg.get_value_names().unwrap_or_default().iter().map(|name| italic(name));
        let mut value = name.collect::<Vec<_>>().join(" ");
        if number.max_values() > 1 {
            value.push_str("...");
        }
        let optional =
            if arg.is_positional() { !arg.is_required_set() } else { number.min_values() == 0 };
        if !term.is_empty() {
            term.push(' ');
        }
        let (open, close) = if optional { ("[", "]") } else { ("", "") };
        append(&mut term, format_args!("{open}{value}{close}"));
    }
    let help = arg.get_long_help().or(arg.get_help()).map(ToString::to_string);
    let mut help = help.unwrap_or_default();
    if number.takes_values() {
        let default = arg.get_default_values().first().map(|value| value.to_string_lossy());
        if let Some(default) = default.filter(|_| !arg.is_hide_default_value_set()) {
            append(&mut help, format_args!("\n[default: {default}]"));
        }
        let values = arg.get_possible_values();
        if !values.is_empty() && !arg.is_hide_possible_values_set() {
            let values: Vec<_> =
                values.iter().map(clap::builder::PossibleValue::get_name).collect();
            append(&mut help, format_args!("\n[possible values: {}]", values.join(", ")));
        }
    }
    roff.item(&term, &help);
}
