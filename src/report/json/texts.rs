//! The texts that a report names by ids: what questions ask, what sources are, what to do after the
//! treatment, and what words mean. Each type stands beside its schema.

use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use super::types::{self, list, maybe_string, maybe_word, nullable, object, set, string, word};
use crate::rulebook::{
    Aftercare, AftercareKind, Choice, Evidence, Group, Kind, KindWord, Level, Link, Question, Read,
    Rulebook, Source, Urgency,
};
use crate::screening::Verdict;
use crate::text::word::Word;

/// What a question asks, and the labels of its options.
#[derive(Debug, Serialize)]
pub(crate) struct QuestionText<'r> {
    group: Option<GroupText<'r>>,
    ask: &'r str,
    why: Option<&'r str>,
    kind: KindWord,
    unit: Option<&'r str>,
    options: Vec<OptionText<'r>>,
}

/// The heading above questions.
#[derive(Debug, Serialize)]
pub(crate) struct GroupText<'r> {
    id: &'r str,
    title: Option<&'r str>,
    ask: &'r str,
}

#[derive(Debug, Serialize)]
struct OptionText<'r> {
    id: &'r str,
    label: &'r str,
}

impl<'r> QuestionText<'r> {
    pub(crate) fn of(rulebook: &'r Rulebook, question: &'r Question) -> Self {
        let option = |Choice { id, label }: &'r Choice| OptionText { id, label };
        let (unit, options) = match &question.kind {
            Kind::Number { unit, .. } => (unit.as_deref(), &[][..]),
            Kind::Choice(options) => (None, &options[..]),
            Kind::YesNo | Kind::Date => (None, &[][..]),
        };
        Self {
            group: question.group.map(|id| GroupText::of(&rulebook[id])),
            ask: &question.ask,
            why: question.why.as_deref(),
            kind: question.kind.word(),
            unit,
            options: options.iter().map(option).collect(),
        }
    }

    pub(crate) fn fields() -> [(&'static str, &'static str, Value); 6] {
        let option = object([
            ("id", "The option as answers have it.", string()),
            ("label", "The option as people read it.", string()),
        ]);
        [
            (
                "group",
                "The group that it is shown in, if there is one.",
                nullable(&GroupText::schema()),
            ),
            ("ask", "What is asked, or the item in the list of its group.", string()),
            ("why", "Why it is asked, if the rulebook says so.", maybe_string()),
            ("kind", "The kind of its answers.", word::<KindWord>()),
            ("unit", "The unit of a number, if it has one.", maybe_string()),
            ("options", "The options of a choice, in order; no others have any.", list(&option)),
        ]
    }
}

impl<'r> GroupText<'r> {
    pub(crate) fn of(Group { id, title, ask }: &'r Group) -> Self {
        Self { id, title: title.as_deref(), ask }
    }

    pub(crate) fn schema() -> Value {
        object([
            ("id", "The id of the group.", string()),
            ("title", "Its name, if it has one.", maybe_string()),
            ("ask", "What is asked of all its questions.", string()),
        ])
    }
}

/// A published source.
#[derive(Debug, Serialize)]
pub(crate) struct SourceText<'r> {
    title: &'r str,
    by: &'r str,
    year: Option<u16>,
    url: Option<&'r str>,
    doi: Option<&'r str>,
    read: Read,
}

impl<'r> SourceText<'r> {
    pub(crate) fn of(source: &'r Source) -> Self {
        let (url, doi) = match &source.link {
            Some(Link::Url(url)) => (Some(url.as_str()), None),
            Some(Link::Doi(doi)) => (None, Some(doi.as_str())),
            None => (None, None),
        };
        let Source { title, by, year, read, .. } = source;
        Self { title, by, year: *year, url, doi, read: *read }
    }

    pub(crate) fn schema() -> Value {
        object([
            ("title", "Its title.", string()),
            ("by", "Who published it.", string()),
            ("year", "The year of publication, if known.", json!({"type": ["integer", "null"]})),
            ("url", "Its web address, if it has one and no DOI.", maybe_string()),
            ("doi", "Its DOI, if known; the address is https://doi.org/ and this.", maybe_string()),
            ("read", "How much of it the author of the rulebook has read.", word::<Read>()),
        ])
    }
}

/// What to expect, to do or to watch for after the treatment.
#[derive(Debug, Serialize)]
pub(crate) struct AftercareText<'r> {
    kind: AftercareKind,
    text: &'r str,
    act: Option<&'r str>,
    urgency: Option<Urgency>,
    short: Option<&'r str>,
    sources: Vec<&'r str>,
    evidence: Option<Evidence>,
}

impl<'r> AftercareText<'r> {
    pub(crate) fn of(rulebook: &'r Rulebook, entry: &'r Aftercare) -> Self {
        Self {
            kind: entry.kind,
            text: &entry.text,
            act: entry.act.as_deref(),
            urgency: entry.urgency,
            short: entry.short.as_deref(),
            sources: entry.sources.iter().map(|&id| rulebook[id].id.as_str()).collect(),
            evidence: entry.evidence,
        }
    }

    pub(crate) fn fields() -> [(&'static str, &'static str, Value); 7] {
        [
            (
                "kind",
                "Whether to expect it, to do it, or to watch for it.",
                word::<AftercareKind>(),
            ),
            ("text", "What it is, in a sentence.", string()),
            ("act", "What to do about a warning sign, if the rulebook says so.", maybe_string()),
            ("urgency", "How soon to act on a warning sign.", maybe_word::<Urgency>()),
            ("short", "A warning sign in a few words.", maybe_string()),
            ("sources", "The ids of the sources that it rests on.", set(&types::source_id())),
            ("evidence", "The strength of that evidence, if given.", maybe_word::<Evidence>()),
        ]
    }
}

/// What the words of reports mean, as a report for people says it.
#[derive(Debug, Serialize)]
pub(crate) struct Words {
    verdicts: Meanings<Verdict>,
    levels: Meanings<Level>,
    evidence: Meanings<Evidence>,
    aftercare: Meanings<AftercareKind>,
    urgency: Meanings<Urgency>,
    read: Meanings<Read>,
}

/// Every word of an enum with its meaning.
#[derive(Debug)]
struct Meanings<W>(fn(W) -> &'static str);

impl<W: Word> Serialize for Meanings<W> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(W::ALL.iter().map(|(value, word)| (word, (self.0)(*value))))
    }
}

impl Words {
    pub(crate) const ALL: Self = Self {
        verdicts: Meanings(Verdict::meaning),
        levels: Meanings(Level::meaning),
        evidence: Meanings(Evidence::meaning),
        aftercare: Meanings(AftercareKind::meaning),
        urgency: Meanings(Urgency::meaning),
        read: Meanings(Read::meaning),
    };

    pub(crate) fn schema() -> Value {
        fn meanings<W: Word>() -> Value {
            object(W::words().map(|word| (word, format!("What `{word}` means."), string())))
        }
        object([
            ("verdicts", "What each verdict means.", meanings::<Verdict>()),
            ("levels", "What each level means.", meanings::<Level>()),
            ("evidence", "The name of each grade of evidence.", meanings::<Evidence>()),
            ("aftercare", "The heading of each kind of aftercare.", meanings::<AftercareKind>()),
            ("urgency", "How soon to act.", meanings::<Urgency>()),
            ("read", "How much of a source was read.", meanings::<Read>()),
        ])
    }
}

/// The schema of the texts of one report.
pub(super) fn schema() -> Value {
    let by_id = |id, text: Value| json!({"type": "object", "propertyNames": id, "additionalProperties": text});
    object([
        (
            "questions",
            "Every question that this report names, by its id, in the order of the rulebook.",
            by_id(types::question_id(), object(QuestionText::fields())),
        ),
        (
            "sources",
            "Every source that a finding or the aftercare here cites, by its id.",
            by_id(types::source_id(), SourceText::schema()),
        ),
        (
            "aftercare",
            "What to expect, to do and to watch for after the treatment, for these answers and \
             whatever the verdict. A report for people has it only beside a go.",
            list(&object(AftercareText::fields())),
        ),
        ("words", "What the words of a report mean.", Words::schema()),
    ])
}
