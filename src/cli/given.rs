//! Answers as typed -> answers of the rulebook in use.

use anyhow::anyhow;
use jiff::civil::Date;

use super::files;
use super::request::{Common, Given};
use super::world::World;
use crate::answers::{self, Answers, Document, Fault};
use crate::rulebook::Rulebook;

/// Takes up the file of answers first and then the flags, which win over it. Also says whether
/// the treatment date was given, or is just today.
pub(super) fn answers<'r>(
    given: &Given,
    common: &Common,
    rulebook: &'r Rulebook,
    world: &mut World<'_>,
) -> anyhow::Result<(Answers<'r>, bool)> {
    let on = given.on.as_deref().map(treatment_date).transpose()?;
    let mut dated = on.is_some();
    let mut faults: Vec<String> = Vec::new();
    let mut answers = match &given.answers {
        None => Answers::new(rulebook, on.unwrap_or_else(|| (world.today)())),
        Some(path) => {
            let name = if path.as_os_str() == "-" {
                "standard input".to_owned()
            } else {
                path.display().to_string()
            };
            let in_file = |fault: &Fault| format!("in {name}: {fault}");
            let bytes = files::answers(path, common.quiet, world)?;
            let text = Document::text(&bytes).map_err(|fault| anyhow!(in_file(&fault)))?;
            let document = Document::from_json(text).map_err(|found| {
                anyhow!(found.list().iter().map(in_file).collect::<Vec<_>>().join("\nerror: "))
            })?;
            dated |= document.on().is_some();
            let on = on.or(document.on()).unwrap_or_else(|| (world.today)());
            let mut answers = Answers::new(rulebook, on);
            if let Err(found) = answers.read(&document) {
                faults.extend(found.list().iter().map(in_file));
            }
            answers
        }
    };
    for (question, text) in &given.flags {
        let question = &rulebook[*question];
        if let Err(fault) = answers.set(&question.id, text) {
            let fault = Fault { at: Some(format!("--{}", question.flag()).into()), ..fault };
            faults.push(fault.to_string());
        }
    }
    if faults.is_empty() { Ok((answers, dated)) } else { Err(anyhow!(faults.join("\nerror: "))) }
}

pub(super) fn treatment_date(text: &str) -> anyhow::Result<Date> {
    answers::treatment_date(text).map_err(|fault| anyhow!(fault.at("--on").to_string()))
}
