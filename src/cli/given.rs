//! Answers as typed -> answers of the rulebook in use.

use std::fmt::Display;
use std::path::Path;

use anyhow::anyhow;
use jiff::civil::Date;

use super::files;
use super::request::Given;
use super::session::Session;
use crate::answers::{self, Answers, Document, Fault, Faults, Stated};
use crate::rulebook::{Kind, Rulebook};
use crate::text::errors::Errors;

/// Takes up the file of answers first and then the flags, which win over it. Also says whether
/// the treatment date was given, or is just today.
pub(super) fn answers<'r>(
    given: &Given,
    rulebook: &'r Rulebook,
    session: &mut Session<'_, '_>,
) -> anyhow::Result<(Answers<'r>, bool)> {
    let on = given.on.as_deref().map(treatment_date).transpose()?;
    let name = given.answers.as_deref().map(name);
    let name = name.as_deref().unwrap_or_default();
    let mut dated = on.is_some();
    let mut counts_from_treatment = given.flags.iter().any(|(question, text)| {
        matches!(rulebook[*question].kind, Kind::Date) && answers::counts_from_treatment(text)
    });
    let mut errors: Vec<String> = Vec::new();
    let mut notes: Vec<String> = Vec::new();
    let mut answers = match &given.answers {
        None => Answers::new(rulebook, on.unwrap_or_else(|| (session.world.today)())),
        Some(path) => {
            let in_file = |fault: &Fault| format!("in {name}: {fault}");
            let bytes = files::answers(path, session)?;
            let listed = |faults: Faults| -> Vec<_> { faults.list().iter().map(in_file).collect() };
            let refused = |faults| Errors::from_iter(listed(faults));
            let text = Document::text(&bytes).map_err(|fault| refused(fault.into()))?;
            let document = Document::from_json(text).map_err(refused)?;
            dated |= document.on().is_some();
            counts_from_treatment |= document.counts_from_treatment(rulebook);
            notes.extend(replaced("on", on, document.on(), name));
            let on = on.or(document.on()).unwrap_or_else(|| (session.world.today)());
            let mut answers = Answers::new(rulebook, on);
            if let Err(faults) = answers.read(&document) {
                errors = listed(faults);
            }
            answers
        }
    };
    for (id, text) in &given.flags {
        let question = &rulebook[*id];
        let flag = question.flag();
        let said = |answers: &Answers<'_>| {
            answers.get(*id).map(|answer| Stated { question, answer }.to_string())
        };
        let before = said(&answers);
        match answers.put_text(*id, text) {
            Ok(()) => notes.extend(replaced(&flag, said(&answers), before, name)),
            Err(fault) => errors.push(fault.at(&format!("--{flag}")).to_string()),
        }
    }
    if !errors.is_empty() {
        return Err(Errors::from_iter(errors).into());
    }
    if !session.common.quiet
        && dated
        && counts_from_treatment
        && answers.on() != (session.world.today)()
    {
        notes.push(format!("times count from the treatment date, {}", answers.on()));
    }
    // That an answer was replaced is no hint that could be left out.
    for note in notes {
        session.world.complain(&format!("Note: {note}.\n"));
    }
    Ok((answers, dated))
}

/// What messages call a file of answers.
fn name(path: &Path) -> String {
    if path == Path::new("-") { "standard input".to_owned() } else { path.display().to_string() }
}

/// That a flag says something else than the file of answers, if it does.
fn replaced<T: Display + PartialEq>(
    flag: &str,
    now: Option<T>,
    before: Option<T>,
    name: &str,
) -> Option<String> {
    let (now, before) = now.zip(before).filter(|(now, before)| now != before)?;
    Some(format!("--{flag} {now} takes the place of `{before}` in {name}"))
}

pub(super) fn treatment_date(text: &str) -> anyhow::Result<Date> {
    answers::treatment_date(text).map_err(|fault| anyhow!(fault.at("--on").to_string()))
}
