//! Reads an earlier report: what it says, and the answers that it rests on. Keys that are not needed
//! here are skipped, so a report of a later version that has more of them is read, too.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::differences::{Entry, Subject};
use super::json::{RulebookRef, Standing};
use super::refusal::{ACCEPTED, Refusal, RefusalCode};
use crate::answers::{Document, RecordId, entries, treatment_date};
use crate::rulebook::{Level, Rulebook};
use crate::screening::{Outcome, Verdict};
use crate::text::escape;
use crate::text::list::one_of;
use crate::text::word::Word;

/// The form of the reports that are written now. Those of form 1 had no answers.
const FORM: u64 = 2;

/// An earlier report.
#[derive(Debug)]
pub(super) struct Earlier<'t> {
    pub(super) id: Option<RecordId>,
    pub(super) standing: Standing,
    pub(super) valid_until: Option<Date>,
    pub(super) findings: Vec<Entry>,
    pub(super) open: Vec<EarlierOpen>,
    /// The questions whose answers were assumed.
    pub(super) assumed: BTreeSet<String>,
    pub(super) answers: Document<'t>,
}

/// A question that was open.
#[derive(Debug)]
pub(super) struct EarlierOpen {
    pub(super) entry: Entry,
    /// Whether it was answered with "unsure"; otherwise it was left unanswered.
    pub(super) unsure: bool,
}

#[derive(Deserialize)]
struct WrittenFinding {
    rule: String,
    level: Known<Level>,
    title: String,
    because: Map<String, Value>,
}

#[derive(Deserialize)]
struct WrittenOpen {
    question: String,
    answer: Option<String>,
    could_be: Known<Level>,
}

/// One of the words of an enum.
struct Known<W>(W);

impl<'de, W: Word> Deserialize<'de> for Known<W> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let word = String::deserialize(deserializer)?;
        let unknown = || {
            let (word, known) = (escape::quoted(&word), one_of(W::words()));
            D::Error::custom(format!("{word} is not {known}"))
        };
        W::from_word(&word).map(Self).ok_or_else(unknown)
    }
}

impl<'t> Earlier<'t> {
    /// Reads a report of this rulebook, in any version of it.
    pub(super) fn read(report: &'t [u8], rulebook: &Rulebook) -> Result<Self, Refusal> {
        let text = Document::text(report).map_err(Refusal::not_a_report)?;
        // Only the first report of a file can have a byte order mark.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let fields = Fields(entries(text).map_err(Refusal::not_a_report)?);
        let id = Document::id_of(text);
        Self::of(&fields, id.clone(), rulebook).map_err(|refusal| Refusal { id, ..refusal })
    }

    fn of(fields: &Fields<'t>, id: Option<RecordId>, rulebook: &Rulebook) -> Result<Self, Refusal> {
        let answers = fields.answers()?;
        let reference: RulebookRef = fields.read("rulebook")?;
        let known = &rulebook.head().id;
        if reference.id != *known {
            let (earlier, known) = (escape::quoted(&reference.id), escape::quoted(known));
            let message = format!("the report is by the rulebook {earlier}, and not by {known}");
            return Err(Refusal::new(RefusalCode::OtherRulebook, message).expected(format!(
                "a report by {known}, or the rule file of {earlier}: `--rules`"
            )));
        }
        let on: String = fields.read("on")?;
        let on = treatment_date(&on).map_err(|fault| Refusal::not_a_report(fault.at("on")))?;
        let valid_until: Option<String> = fields.read("valid_until")?;
        let valid_until = valid_until.map(|day| day.parse()).transpose();
        let valid_until = valid_until.map_err(|_| wrong("valid_until", "it is not a date"))?;
        let standing = Standing {
            on,
            verdict: fields.read::<Known<Verdict>>("verdict")?.0,
            floor: fields.read::<Known<Level>>("floor")?.0,
            at_worst: fields.read::<Known<Level>>("at_worst")?.0,
            rulebook: reference,
        };
        let findings: Vec<WrittenFinding> = fields.read("findings")?;
        let open: Vec<WrittenOpen> = fields.read("open")?;
        let assumed: Map<String, Value> = fields.read("assumed")?;
        let answers = Document::from_json(answers.get()).map_err(|faults| {
            let fault = faults.list().first().cloned();
            fault.map_or_else(
                || wrong("answers", "it is no object"),
                |fault| wrong("answers", &fault.problem.message),
            )
        })?;
        Ok(Self {
            id,
            standing,
            valid_until,
            findings: findings.into_iter().map(Entry::from).collect(),
            open: open.into_iter().map(|open| EarlierOpen::of(open, rulebook)).collect(),
            assumed: assumed.into_iter().map(|(question, _)| question).collect(),
            answers,
        })
    }

    /// Every question that the report names.
    pub(super) fn known_questions(&self) -> BTreeSet<&str> {
        let because = self.findings.iter().flat_map(|finding| &finding.rests_on);
        let open = self.open.iter().map(|open| &open.entry.key);
        let known = self.assumed.iter().chain(because).chain(open).map(String::as_str);
        known.chain(self.answers.keys()).collect()
    }

    /// Whether the report gives the verdict, the bounds and the findings of this outcome.
    pub(super) fn is_of(&self, outcome: &Outcome, findings: &[Entry]) -> bool {
        let levels = |entries: &[Entry]| -> BTreeMap<String, Level> {
            entries.iter().map(|entry| (entry.key.clone(), entry.level)).collect()
        };
        self.standing.levels() == (outcome.verdict(), outcome.floor, outcome.at_worst)
            && levels(&self.findings) == levels(findings)
    }
}

impl From<WrittenFinding> for Entry {
    fn from(written: WrittenFinding) -> Self {
        let WrittenFinding { rule, level, title, because } = written;
        Self {
            key: rule.clone(),
            level: level.0,
            rests_on: because.into_iter().map(|(question, _)| question).collect(),
            subject: Subject::Rule { rule, title },
        }
    }
}

impl EarlierOpen {
    fn of(written: WrittenOpen, rulebook: &Rulebook) -> Self {
        let WrittenOpen { question, answer, could_be } = written;
        let ask = rulebook.find_question(&question).map(|id| rulebook[id].ask.clone());
        let entry = Entry {
            key: question.clone(),
            level: could_be.0,
            rests_on: vec![question.clone()],
            subject: Subject::Question { question, ask },
        };
        Self { entry, unsure: answer.is_some() }
    }
}

/// The keys and values of a report.
struct Fields<'t>(Vec<(Cow<'t, str>, &'t RawValue)>);

impl<'t> Fields<'t> {
    /// The answers, which only a whole report of a known form has.
    fn answers(&self) -> Result<&'t RawValue, Refusal> {
        const WHOLE: &str = "a whole report, as `needlecheck --json`, or `needlecheck batch` \
                             without `--brief`, writes it";
        if self.get("report")?.is_none() {
            return Err(if self.get("error")?.is_some() {
                let message = "the record could not be screened, so there is no result to recheck";
                Refusal::new(RefusalCode::NotScreened, message).expected(ACCEPTED)
            } else if self.get("verdict")?.is_some() {
                let message = "a brief report has no `answers`, so it cannot be rechecked";
                Refusal::new(RefusalCode::NoAnswers, message).expected(WHOLE)
            } else {
                Refusal::new(
                    RefusalCode::NotAReport,
                    "it has no `report`, so it is not one of needlecheck",
                )
                .expected(ACCEPTED)
            });
        }
        let form: u64 = self.read("report")?;
        if form > FORM {
            let message = format!("this is a report of form {form}, from a later needlecheck");
            return Err(Refusal::new(RefusalCode::UnsupportedForm, message)
                .at("report")
                .expected(format!("a report of form {FORM}, or needlecheck in that version")));
        }
        self.get("answers")?.ok_or_else(|| {
            let message = if form < FORM {
                format!("a report of form {form} has no `answers`, so it cannot be rechecked")
            } else {
                "the report has no `answers`, so it cannot be rechecked".to_owned()
            };
            Refusal::new(RefusalCode::NoAnswers, message).expected(WHOLE)
        })
    }

    /// The value of a key; `None` if the report does not have it.
    fn get(&self, key: &str) -> Result<Option<&'t RawValue>, Refusal> {
        let mut found = self.0.iter().filter(|(known, _)| known == key).map(|(_, value)| *value);
        let value = found.next();
        if found.next().is_some() { Err(wrong(key, "the key is repeated")) } else { Ok(value) }
    }

    /// The value of a key that every report has.
    fn read<T: DeserializeOwned>(&self, key: &str) -> Result<T, Refusal> {
        let value = self.get(key)?.ok_or_else(|| wrong(key, "the key is missing"))?;
        serde_json::from_str(value.get()).map_err(|error| {
            let message = error.to_string();
            wrong(key, message.rsplit_once(" at line ").map_or(&*message, |(what, _)| what))
        })
    }
}

/// What is wrong with the value of a key.
fn wrong(key: &str, message: &str) -> Refusal {
    Refusal::new(RefusalCode::NotAReport, message).at(key).expected(ACCEPTED)
}
