//! What is asked for, once the arguments are understood.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap_complete::Shell;

use crate::batch::InputFormat;
use crate::rulebook::{Level, QuestionId};
use crate::text::list;
use crate::text::problem::Problem;
use crate::text::word::words;

/// What the program is asked to do.
pub(super) enum Command {
    Screen(ScreenRequest),
    Batch(BatchRequest),
    Explain(ExplainRequest),
    Rules(RulesRequest),
    Schema(SchemaOf),
    Completions(Shell),
    Man,
}

/// What holds for every command.
pub(super) struct Common {
    /// As asked for; none if it was not.
    format: Option<Format>,
    pub(super) color: Color,
    pub(super) quiet: bool,
}

impl Common {
    pub(super) fn new(format: Option<Format>, color: Color, quiet: bool) -> Self {
        Self { format, color, quiet }
    }

    /// The format, if a command can write it.
    pub(super) fn format_of(&self, command: &str, known: &[Format]) -> anyhow::Result<Format> {
        let format = self.format.unwrap_or(Format::Text);
        if known.contains(&format) {
            return Ok(format);
        }
        let problem = Problem::new(format!("{command} cannot be written as `{format}`"));
        Err(problem.expected(list::one_of(known)).into())
    }

    /// As asked for; otherwise as the name of the file says that it is written to.
    pub(super) fn format_in(&self, file: Option<&Path>) -> Format {
        self.format.or_else(|| Format::of_file(file?)).unwrap_or(Format::Text)
    }
}

/// The answers of one person, as typed.
pub(super) struct Given {
    /// Answers given as flags, in the order of the rulebook.
    pub(super) flags: Vec<(QuestionId, String)>,
    /// A file of answers, or `-`.
    pub(super) answers: Option<PathBuf>,
    pub(super) on: Option<String>,
    pub(super) strict: bool,
}

/// A rule to hold against the answers of one person.
pub(super) struct ExplainRequest {
    pub(super) given: Given,
    pub(super) rule: String,
}

/// One person to screen.
pub(super) struct ScreenRequest {
    pub(super) given: Given,
    pub(super) fail_on: FailOn,
    pub(super) ask: Ask,
    pub(super) accessible: bool,
    /// A file to keep the answers in.
    pub(super) save: Option<PathBuf>,
    /// A file to write the report to, or `-`; standard output, if there is none.
    pub(super) output: Option<PathBuf>,
}

/// Many people to screen.
pub(super) struct BatchRequest {
    /// Where the records are; standard input, if none is named.
    pub(super) files: Vec<PathBuf>,
    /// How records are written, where the name of their file does not say so.
    pub(super) input: Option<InputFormat>,
    pub(super) ignored: Vec<String>,
    pub(super) brief: bool,
    pub(super) on: Option<String>,
    pub(super) strict: bool,
    /// The level from which the batch fails; none unless it is named.
    pub(super) fail_on: FailOn,
    pub(super) stop_on_error: bool,
    pub(super) threads: Option<NonZeroUsize>,
    pub(super) output: Option<PathBuf>,
    /// A file for the counts.
    pub(super) summary: Option<PathBuf>,
}

/// Work on a rule file.
pub(super) struct RulesRequest {
    /// The rule file; none for the one in use.
    pub(super) file: Option<PathBuf>,
    pub(super) command: RulesCommand,
}

/// What to do with a rule file.
pub(super) enum RulesCommand {
    /// Say what is wrong with it, and what is doubtful; or take a doubt for a fault.
    Check { deny_warnings: bool },
    /// Run its cases.
    Test { cases: Option<PathBuf>, coverage: bool },
    /// Prove what holds for all answers.
    Verify,
    /// Explain one rule or question, or list them all.
    Show { what: Option<String> },
    /// Draw it on one page.
    Chart,
}

words! {
    /// When to colour.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(super) enum Color {
        /// As the environment and the stream suggest.
        Auto = "auto",
        /// Always.
        Always = "always",
        /// Never.
        Never = "never",
    }
}

words! {
    /// How results are written.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(super) enum Format {
        /// For a person.
        Text = "text",
        /// For a tool.
        Json = "json",
        /// For notes and tickets.
        Markdown = "markdown",
        /// A page to print.
        Html = "html",
    }
}

impl Format {
    /// The format that the ending of a file's name stands for, if it stands for one.
    fn of_file(file: &Path) -> Option<Self> {
        match file.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "txt" => Some(Self::Text),
            "json" => Some(Self::Json),
            "md" | "markdown" => Some(Self::Markdown),
            "html" | "htm" => Some(Self::Html),
            _ => None,
        }
    }
}

words! {
    /// What a schema describes.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(super) enum SchemaOf {
        /// What goes in.
        Answers = "answers",
        /// What comes out.
        Report = "report",
    }
}

/// When to ask in the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ask {
    /// When there are no answers at all and somebody is there.
    IfNothingElse,
    /// For every question that is not answered yet.
    Always,
    /// Never.
    Never,
}

/// The level from which a screening counts as failed; none for never.
pub(super) type FailOn = Option<Level>;
