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
use crate::screening::Outcome;
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
    pub(super) open: Vec<Entry>,
    /// The questions whose answers were assumed.
    pub(super) assumed: BTreeSet<String>,
    pub(super) answers: Document<'t>,
}

#[derive(Deserialize)]
struct WrittenFinding {
    rule: String,
    #[serde(deserialize_with = "known_level")]
    level: Level,
    title: String,
    because: Map<String, Value>,
}

#[derive(Deserialize)]
struct WrittenOpen {
    question: String,
    #[serde(deserialize_with = "known_level")]
    could_be: Level,
}

fn known_level<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Level, D::Error> {
    let word = String::deserialize(deserializer)?;
    Level::from_word(&word).ok_or_else(|| D::Error::custom("no level"))
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
        let reference: RulebookRef =
            fields.read("rulebook", "an object with `id`, `version` and `sha256`")?;
        let known = &rulebook.head().id;
        if reference.id != *known {
            let (earlier, known) = (escape::quoted(&reference.id), escape::quoted(known));
            let message = format!("the report is by the rulebook {earlier}, and not by {known}");
            return Err(Refusal::new(RefusalCode::OtherRulebook, message).expected(format!(
                "a report by {known}, or the rule file of {earlier}: `--rules`"
            )));
        }
        let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if reference.sha256.len() != 64 || !reference.sha256.bytes().all(is_digit) {
            let message = "its `sha256` is not 64 hexadecimal digits in lower case";
            return Err(wrong("rulebook", message));
        }
        let on: String = fields.read("on", "a date in quotes")?;
        let on = treatment_date(&on).map_err(|fault| Refusal::not_a_report(fault.at("on")))?;
        let valid_until: Option<String> = fields.read("valid_until", "a date in quotes or null")?;
        let valid_until = valid_until.map(|day| day.parse()).transpose();
        let valid_until = valid_until.map_err(|_| wrong("valid_until", "it is not a date"))?;
        let standing = Standing {
            on,
            verdict: fields.word("verdict")?,
            floor: fields.word("floor")?,
            at_worst: fields.word("at_worst")?,
            rulebook: reference,
        };
        let findings: Vec<WrittenFinding> = fields
            .read("findings", "a list of objects with `rule`, `level`, `title` and `because`")?;
        let open: Vec<WrittenOpen> =
            fields.read("open", "a list of objects with `question` and `could_be`")?;
        let assumed: Map<String, Value> = fields.read("assumed", "an object")?;
        Ok(Self {
            id,
            standing,
            valid_until,
            findings: once_each("findings", findings.into_iter().map(Entry::from).collect())?,
            open: once_each("open", open.into_iter().map(|one| one.entry(rulebook)).collect())?,
            assumed: assumed.into_iter().map(|(question, _)| question).collect(),
            answers: said(answers)?,
        })
    }

    /// Every question that the report names.
    pub(super) fn known_questions(&self) -> BTreeSet<&str> {
        let because = self.findings.iter().flat_map(|finding| &finding.rests_on);
        let open = self.open.iter().map(|open| &open.key);
        let known = self.assumed.iter().chain(because).chain(open).map(String::as_str);
        known.chain(self.answers.keys()).collect()
    }

    /// Whether the report says what this rulebook makes of its answers: the outcome, for how long,
    /// and by which version.
    pub(super) fn is_of(&self, outcome: &Outcome, rulebook: &Rulebook) -> bool {
        let on = self.standing.on;
        let findings = outcome.findings.iter().map(|finding| Entry::finding(finding, rulebook));
        let open = outcome.open.iter().map(|open| Entry::open(open, rulebook));
        let assumed = rulebook.question_ids().filter(|id| outcome.assumed.contains(*id));
        self.standing == Standing::of(outcome, on, rulebook)
            && self.valid_until == rulebook.head().valid_until(on)
            && by_key(self.findings.iter().cloned()) == by_key(findings)
            && by_key(self.open.iter().cloned()) == by_key(open)
            && self.assumed == assumed.map(|id| rulebook[id].id.clone()).collect()
    }
}

/// The order of the findings has changed from version to version of this program.
fn by_key(entries: impl Iterator<Item = Entry>) -> BTreeMap<String, Entry> {
    entries.map(|entry| (entry.key.clone(), entry)).collect()
}

/// The entries of the list under `key`, of which no two may be of the same rule or question.
fn once_each(key: &str, entries: Vec<Entry>) -> Result<Vec<Entry>, Refusal> {
    let mut seen = BTreeSet::new();
    match entries.iter().find(|entry| !seen.insert(&entry.key)) {
        Some(entry) => Err(wrong(key, &format!("{} is repeated", escape::quoted(&entry.key)))),
        None => Ok(entries),
    }
}

/// The answers of a report, which have no `id` and no `on` of their own.
fn said(answers: &RawValue) -> Result<Document<'_>, Refusal> {
    let document = Document::from_json(answers.get()).map_err(|faults| {
        let fault = faults.list().first().cloned();
        let message = fault.map_or_else(
            || "it is not an object of answers".into(),
            |fault| match fault.at {
                Some(at) => format!("{}: {}", escape::quoted(&at), fault.problem.message),
                None => fault.problem.message.into_string(),
            },
        );
        wrong("answers", &message)
    })?;
    if let Some(key) = document.keys().find(|key| ["id", "on"].contains(key)) {
        return Err(wrong("answers", &format!("{} is not a question", escape::quoted(key))));
    }
    Ok(document)
}

impl From<WrittenFinding> for Entry {
    fn from(written: WrittenFinding) -> Self {
        let WrittenFinding { rule, level, title, because } = written;
        Self {
            key: rule.clone(),
            level,
            rests_on: because.into_iter().map(|(question, _)| question).collect(),
            subject: Subject::Rule { rule, title },
        }
    }
}

impl WrittenOpen {
    fn entry(self, rulebook: &Rulebook) -> Entry {
        let Self { question, could_be } = self;
        let ask = rulebook.find_question(&question).map(|id| rulebook[id].ask.clone());
        Entry {
            key: question.clone(),
            level: could_be,
            rests_on: [question.clone()].into(),
            subject: Subject::Question { question, ask },
        }
    }
}

/// The keys and values of a report.
struct Fields<'t>(Vec<(Cow<'t, str>, &'t RawValue)>);

impl<'t> Fields<'t> {
    /// The answers, which only a whole report of a known form has.
    fn answers(&self) -> Result<&'t RawValue, Refusal> {
        const WHOLE: &str = "a whole report, as `needlecheck --json`, or `needlecheck batch` \
                             without `--brief`, writes it";
        let without_answers = |what: &str| {
            let message = format!("{what} has no `answers`, so it cannot be rechecked");
            Refusal::new(RefusalCode::NoAnswers, message).expected(WHOLE)
        };
        if self.get("report")?.is_none() {
            return Err(if self.get("error")?.is_some() {
                let message = "the record could not be screened, so there is no result to recheck";
                Refusal::new(RefusalCode::NotScreened, message).expected(ACCEPTED)
            } else if self.get("verdict")?.is_some() {
                without_answers("a brief report")
            } else {
                Refusal::new(
                    RefusalCode::NotAReport,
                    "it has no `report`, so it is not one of needlecheck",
                )
                .expected(ACCEPTED)
            });
        }
        let form: u64 = self.read("report", "a whole number")?;
        if form > FORM {
            let message = format!("this is a report of form {form}, from a later needlecheck");
            return Err(Refusal::new(RefusalCode::UnsupportedForm, message)
                .at("report")
                .expected(format!("a report of form {FORM}, or needlecheck in that version")));
        }
        if form < FORM {
            return Err(without_answers(&format!("a report of form {form}")));
        }
        self.get("answers")?.ok_or_else(|| without_answers("the report"))
    }

    /// The value of a key; `None` if the report does not have it.
    fn get(&self, key: &str) -> Result<Option<&'t RawValue>, Refusal> {
        let mut found = self.0.iter().filter(|(known, _)| known == key).map(|(_, value)| *value);
        let value = found.next();
        if found.next().is_some() { Err(wrong(key, "the key is repeated")) } else { Ok(value) }
    }

    /// The value of a key that every report has; `accepted` says what it should be.
    fn read<T: DeserializeOwned>(&self, key: &str, accepted: &str) -> Result<T, Refusal> {
        let value = self.get(key)?.ok_or_else(|| wrong(key, "the key is missing"))?;
        serde_json::from_str(value.get()).map_err(|_| wrong(key, &format!("it is not {accepted}")))
    }

    /// The value of a key that is one of a few words.
    fn word<W: Word>(&self, key: &str) -> Result<W, Refusal> {
        let known = one_of(W::words());
        let word: String = self.read(key, &known)?;
        let unknown = || wrong(key, &format!("{} is not {known}", escape::quoted(&word)));
        W::from_word(&word).ok_or_else(unknown)
    }
}

/// What is wrong with the value of a key.
fn wrong(key: &str, message: &str) -> Refusal {
    Refusal::new(RefusalCode::NotAReport, message).at(key).expected(ACCEPTED)
}
