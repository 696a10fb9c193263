//! The flags of `batch`, and the settings that they make.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use anyhow::{Context as _, bail};
use clap::ValueHint;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use super::super::answer_args::treatment_date;
use super::super::common::{self, FailOn, fail_on, word};
use super::super::files;
use super::super::files_in_use::FilesInUse;
use super::super::status;
use super::super::world::World;
use crate::answers::{self, Fault, Form, Key};
use crate::batch::{InputFormat, ReportLines, Settings};
use crate::rulebook::{LONGEST_RULE_FILE, Rulebook};
use crate::text::escape;
use crate::text::list::join;
use crate::text::problem::Problem;
use crate::text::word::{Word as _, words};

/// The maximum number of threads unless `--threads` names another: each needs a megabyte.
const MAX_DEFAULT_THREADS: NonZeroUsize = NonZeroUsize::new(8).unwrap();

/// Screens many people: a record a line in, a report a line out
#[derive(clap::Args)]
#[group(skip)]
#[command(
    arg = common::color(), arg = common::quiet(),
    after_help = format!(
        "A record is a JSON object of answers on a line, or one of a CSV table (RFC 4180) whose first \
         record names the questions. A record that cannot be screened gives an error line in its \
         place.\n\n{}",
        status::sentence(status::meanings(&["batch"]))
    )
)]
#[expect(clippy::struct_excessive_bools, reason = "each is one flag, given or not")]
pub(in super::super) struct BatchArgs {
    #[arg(
        value_name = "FILE", num_args = 0.., value_hint = ValueHint::FilePath,
        help = "Files of records [default: standard input, which is also `-`]"
    )]
    files: Vec<PathBuf>,
    #[arg(
        long, value_name = "FORM", value_parser = word::<InputFormat>(),
        help = "The format of the records [default: csv for *.csv and *.tsv, otherwise ndjson]"
    )]
    pub(super) input: Option<InputFormat>,
    #[arg(
        long, value_name = "CHARACTER", value_parser = delimiter,
        help = "What is between the cells of a table, such as `;` or tab [default: `,`, `;` or tab, \
                as its first record shows]"
    )]
    pub(super) delimiter: Option<u8>,
    #[arg(
        long, value_name = "NAMES", value_parser = names,
        help = "Ignore these columns or keys, as a line of CSV; answers, `id` and `on` are always \
                read"
    )]
    ignore_columns: Vec<Vec<String>>,
    #[arg(
        long, value_name = "FILE", value_hint = ValueHint::FilePath,
        conflicts_with = "ignore_columns",
        help = "Read keys and columns as this file says, which `needlecheck columns` drafts"
    )]
    columns: Option<PathBuf>,
    #[arg(
        long, value_name = "FORMAT", value_parser = line_format(),
        help = "The format of the reports [default: csv for an --output *.csv, otherwise ndjson]",
        long_help = "The format of the reports: a JSON object a line, or a CSV table with id, \
            verdict, floor, at_worst, valid_until, summary, rules, open and error. A cell that a \
            spreadsheet could take for a formula, such as =1+1, has a ' before it \
            [default: csv for an --output *.csv, otherwise ndjson]"
    )]
    format: Option<LineFormat>,
    #[arg(long, conflicts_with = "format", help = "Short for --format ndjson")]
    json: bool,
    #[arg(long, help = "Report only id, verdict, at_worst, rules, open and unasked")]
    brief: bool,
    #[arg(
        long,
        conflicts_with = "brief",
        help = "Add to each report the texts that it names by ids, as `texts`"
    )]
    texts: bool,
    #[arg(
        long,
        value_name = "DATE",
        help = "The treatment date of records without one [default: today, when the batch starts]"
    )]
    on: Option<String>,
    /// Assume nothing: leave unanswered questions open
    #[arg(long)]
    pub(super) strict: bool,
    #[arg(
        long, value_name = "LEVEL", value_parser = fail_on(),
        help = "Exit with 1 if any record reaches this level [default: never]"
    )]
    pub(super) fail_on: Option<FailOn>,
    /// Stop at the first record that cannot be screened
    #[arg(long)]
    stop_on_error: bool,
    /// Write the reports to this file, all of them or none
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) output: Option<PathBuf>,
    /// Write the counts to this file, as JSON
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) summary: Option<PathBuf>,
    #[arg(
        long,
        value_name = "N",
        help = "The number of threads [default: one for each processor, at most 8]"
    )]
    threads: Option<NonZeroUsize>,
}

words! {
    /// The format of the reports.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    enum LineFormat {
        /// A JSON object a line.
        Ndjson = "ndjson",
        /// A CSV table.
        Csv = "csv",
    }
}

/// Accepts the words of [`LineFormat`], and `json` for the first.
fn line_format() -> impl TypedValueParser<Value = LineFormat> {
    let words = LineFormat::ALL.iter().map(|(format, word)| match format {
        LineFormat::Ndjson => PossibleValue::new(*word).alias("json"),
        LineFormat::Csv => PossibleValue::new(*word),
    });
    PossibleValuesParser::new(words).map(|word| {
        if word == LineFormat::Csv.as_str() { LineFormat::Csv } else { LineFormat::Ndjson }
    })
}

impl BatchArgs {
    /// Notes the files that are read, before any file is written.
    pub(super) fn note_inputs(&self, files: &mut FilesInUse) -> anyhow::Result<()> {
        if let Some(path) = &self.columns {
            files.read("`--columns`", path)?;
        }
        self.files().try_for_each(|path| files.read("an input", path))
    }

    /// What the flags come to. Fails for those that do not fit together.
    pub(super) fn settings(
        &self,
        rulebook: &Rulebook,
        world: &mut World<'_>,
    ) -> anyhow::Result<Settings> {
        if self.delimiter.is_some() && self.input == Some(InputFormat::Ndjson) {
            bail!("`--delimiter` is for tables; the records are read as JSON");
        }
        let read = self.ignored().filter(|name| is_read(rulebook, name));
        let read: Vec<_> = read.map(|name| escape::quoted(name)).collect();
        if !read.is_empty() {
            let problem = Problem::new(format!(
                "`--ignore-columns` cannot name {}: answers, `id` and `on` are always read",
                join(read, "and")
            ));
            bail!(problem.expected("names of other columns"));
        }
        let on = match &self.on {
            Some(text) => treatment_date(text)?,
            None => world.today()?,
        };
        let available = thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        Ok(Settings {
            lines: self.lines()?,
            form: self.form(rulebook)?,
            ignored: self.ignored().cloned().collect(),
            stop_on_error: self.stop_on_error,
            threads: self.threads.unwrap_or(available.min(MAX_DEFAULT_THREADS)),
            ..Settings::new(on)
        })
    }

    /// Reads the columns file.
    fn form(&self, rulebook: &Rulebook) -> anyhow::Result<Option<Arc<Form>>> {
        let Some(path) = &self.columns else { return Ok(None) };
        let name = path.display().to_string();
        let bytes = files::read(path, LONGEST_RULE_FILE)
            .with_context(|| format!("cannot read the columns file `{name}`"))?;
        Ok(Some(Arc::new(Form::from_bytes(rulebook, &name, bytes)?)))
    }

    /// The columns and keys to ignore.
    fn ignored(&self) -> impl Iterator<Item = &String> {
        self.ignore_columns.iter().flatten()
    }

    /// What is written of each record.
    fn lines(&self) -> anyhow::Result<ReportLines> {
        let by_name = self.output.as_deref().and_then(Path::extension);
        let by_name = by_name.filter(|ending| ending.eq_ignore_ascii_case("csv"));
        match self.format.or(by_name.filter(|_| !self.json).map(|_| LineFormat::Csv)) {
            Some(LineFormat::Csv) if self.brief => {
                bail!("`--brief` is for JSON; a CSV table has its own columns")
            }
            Some(LineFormat::Csv) if self.texts => {
                bail!("`--texts` is for JSON; a CSV table has its own columns")
            }
            Some(LineFormat::Csv) => Ok(ReportLines::Csv),
            _ if self.texts => Ok(ReportLines::WithTexts),
            _ if self.brief => Ok(ReportLines::Brief),
            _ => Ok(ReportLines::Full),
        }
    }

    /// Every input: files, and `-` for standard input, which is the default.
    pub(super) fn files(&self) -> impl Iterator<Item = &Path> {
        let none = self.files.is_empty().then(|| Path::new("-"));
        self.files.iter().map(PathBuf::as_path).chain(none)
    }
}

/// Parses names as a line of CSV: one with a comma in it stands in quotes.
fn names(line: &str) -> Result<Vec<String>, Fault> {
    if line.is_empty() { Ok(vec![String::new()]) } else { answers::cells(line) }
}

/// Parses what is between the cells of a table.
pub(in super::super) fn delimiter(text: &str) -> Result<u8, String> {
    match text {
        "tab" | "\\t" => Ok(b'\t'),
        "comma" => Ok(b','),
        "semicolon" => Ok(b';'),
        _ => match *text.as_bytes() {
            [byte] if byte.is_ascii_punctuation() && byte != b'"' || byte == b'\t' => Ok(byte),
            _ => Err("expected one character, such as `;`, or `tab`".to_owned()),
        },
    }
}

/// Whether a column is read, or would be if its name were written like the id of a question.
fn is_read(rulebook: &Rulebook, name: &str) -> bool {
    let plain = name.trim().to_lowercase().replace(['-', ' '], "_");
    Key::named(rulebook, &plain).is_some()
}
