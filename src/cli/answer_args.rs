//! Arguments for the answers of one person -> answers to the rulebook in use.

use std::fmt::Display;
use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches, ValueHint};
use jiff::civil::Date;

use super::failure::{AnswerFault, Failures};
use super::files;
use super::files_in_use::FilesInUse;
use super::session::Session;
use crate::answers::{self, Answers, Document, Fault, Faults, QuestionAnswer, RecordId, UNSURE};
use crate::rulebook::{Kind, Question, QuestionId, Rulebook};

/// The file of answers.
#[derive(clap::Args)]
#[group(skip)]
pub(super) struct AnswersFile {
    /// Read answers from this JSON file; `-`: standard input
    #[arg(long = "answers", id = "answers", value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) path: Option<PathBuf>,
}

impl AnswersFile {
    /// Notes the file as one that is read, before any file is written.
    pub(super) fn note(&self, files: &mut FilesInUse) -> anyhow::Result<()> {
        self.path.as_deref().map_or(Ok(()), |path| files.read("`--answers`", path))
    }
}

/// When the treatment is, and whether unanswered questions stay open.
#[derive(clap::Args)]
#[group(skip)]
pub(super) struct Treatment {
    #[arg(long, value_name = "DATE", help = "Treatment date, such as 2026-11-22 [default: today]")]
    on: Option<String>,
    /// Assume nothing: leave unanswered questions open
    #[arg(long)]
    pub(super) strict: bool,
}

/// The answers given as flags, in the order of the rulebook.
pub(super) type AnswerFlags = Vec<(QuestionId, String)>;

/// The flag of a question.
pub(super) fn answer_arg(question: &Question) -> Arg {
    let arg = Arg::new(question.id.clone())
        .long(question.flag())
        .value_name(value_name(&question.kind))
        .allow_negative_numbers(question.kind.is_numeric());
    match &question.kind {
        Kind::YesNo => arg.num_args(0..=1).default_missing_value("yes"),
        _ => arg,
    }
}

/// What help calls the value of a flag: what can be chosen, the unit of a number, or the kind.
pub(super) fn value_name(kind: &Kind) -> String {
    match kind {
        Kind::YesNo => format!("yes|no|{UNSURE}"),
        Kind::Choice(options) => {
            let options = options.iter().map(|option| option.id.as_str());
            options.chain([UNSURE]).collect::<Vec<_>>().join("|")
        }
        Kind::Number { unit: Some(unit), .. } => unit.clone(),
        kind => kind.word().as_str().to_uppercase(),
    }
}

/// What was typed for the flags of a rulebook's questions, not all of which have to be defined.
pub(super) fn answer_flags(matches: &ArgMatches, rulebook: &Rulebook) -> AnswerFlags {
    let typed = |id: QuestionId| {
        let text = matches.try_get_one::<String>(&rulebook[id].id).ok()??;
        Some((id, text.clone()))
    };
    rulebook.question_ids().filter_map(typed).collect()
}

/// Takes the file of answers first and then the flags, which win over it. Also says whether the
/// treatment date was given, or is just today.
pub(super) fn answers<'r>(
    flags: &AnswerFlags,
    file: &AnswersFile,
    treatment: &Treatment,
    rulebook: &'r Rulebook,
    session: &mut Session<'_, '_>,
) -> anyhow::Result<(Answers<'r>, bool)> {
    let on = treatment.on.as_deref().map(treatment_date).transpose()?;
    let name = file.path.as_deref().map(name);
    let name = name.as_deref().unwrap_or_default();
    let mut dated = on.is_some();
    let mut counts_from_treatment = flags.iter().any(|(question, text)| {
        matches!(rulebook[*question].kind, Kind::Date) && answers::counts_from_treatment(text)
    });
    let mut errors: Vec<AnswerFault> = Vec::new();
    let mut notes: Vec<String> = Vec::new();
    let mut answers = match &file.path {
        None => Answers::new(rulebook, on.map_or_else(|| session.world.today(), Ok)?),
        Some(path) => {
            let bytes = files::answers(path, session)?;
            let listed = |faults: Faults, id: Option<&RecordId>| -> Vec<_> {
                let in_file = |fault: &Fault| AnswerFault {
                    file: Some(name.to_owned()),
                    id: id.cloned(),
                    fault: fault.clone(),
                };
                faults.list().iter().map(in_file).collect()
            };
            let refused = |faults| refused(listed(faults, None));
            let text = Document::text(&bytes).map_err(|fault| refused(fault.into()))?;
            let document = Document::from_json(text).map_err(refused)?;
            dated |= document.on().is_some();
            counts_from_treatment |= document.counts_from_treatment(rulebook);
            notes.extend(replaced("on", on, document.on(), name));
            let on = on.or(document.on()).map_or_else(|| session.world.today(), Ok)?;
            let mut answers = Answers::new(rulebook, on);
            if let Err(faults) = answers.read(&document) {
                errors = listed(faults, document.id());
            }
            answers
        }
    };
    for (id, text) in flags {
        let question = &rulebook[*id];
        let flag = question.flag();
        let said = |answers: &Answers<'_>| {
            answers.get(*id).map(|answer| QuestionAnswer { question, answer }.to_string())
        };
        let before = said(&answers);
        match answers.put_text(*id, text) {
            Ok(()) => notes.extend(replaced(&flag, said(&answers), before, name)),
            Err(fault) => {
                let fault = fault.at(&format!("--{flag}"));
                errors.push(AnswerFault { file: None, id: None, fault });
            }
        }
    }
    if !errors.is_empty() {
        return Err(refused(errors));
    }
    if !session.common.quiet
        && dated
        && counts_from_treatment
        && !session.world.is_today(answers.on())
    {
        notes.push(format!("times count from the treatment date, {}", answers.on()));
    }
    // That an answer was replaced is said even with `--quiet`.
    for note in notes {
        session.world.complain(&format!("Note: {note}.\n"));
    }
    Ok((answers, dated))
}

fn refused(faults: Vec<AnswerFault>) -> anyhow::Error {
    Failures(faults.into_iter().map(anyhow::Error::from).collect()).into()
}

/// What messages call a file of answers.
fn name(path: &Path) -> String {
    if path == Path::new("-") { "standard input".to_owned() } else { path.display().to_string() }
}

/// The note that a flag overrides the file of answers; `None` if the two agree.
fn replaced<T: Display + PartialEq>(
    flag: &str,
    now: Option<T>,
    before: Option<T>,
    name: &str,
) -> Option<String> {
    let (now, before) = now.zip(before).filter(|(now, before)| now != before)?;
    Some(format!("--{flag} {now} overrides `{before}` in {name}"))
}

pub(super) fn treatment_date(text: &str) -> anyhow::Result<Date> {
    Ok(answers::treatment_date(text).map_err(|fault| fault.at("--on"))?)
}
