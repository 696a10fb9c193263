//! What the page shows, as JSON for the script.

use needlecheck::Rulebook;
use needlecheck::answers::Faults;
use needlecheck::interview::{
    IfEmpty, Interview, Prompt, Refusal, ReviewEntry, Subject, Ticks, Understood,
};
use needlecheck::rulebook::Kind;
use serde::Serialize;

/// Everything that is to be shown now.
#[derive(Serialize)]
pub(crate) struct View<'r> {
    title: &'r str,
    notice: &'r str,
    /// The treatment date.
    on: String,
    /// How much there is to ask, in words; `None` once something was answered.
    left: Option<String>,
    /// What is asked; `None` for the result.
    prompt: Option<PromptView<'r>>,
    /// Every answer, to look over and to change.
    review: Vec<Entry<'r>>,
    /// The answers that are withdrawn, in a sentence.
    withdrawn: Option<String>,
    /// The answers as a document, with the treatment date.
    document: String,
}

#[derive(Serialize)]
struct PromptView<'r> {
    /// How far it is, in words.
    progress: Option<String>,
    title: Option<&'r str>,
    ask: String,
    /// Why it is asked: about the item of this number from 1, or about all of it.
    reasons: Vec<(Option<usize>, &'r str)>,
    can_go_back: bool,
    #[serde(flatten)]
    fields: Fields<'r>,
}

/// What can be entered, by the kind of the prompt.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Fields<'r> {
    /// Items, with the places from 0 of those that were ticked before.
    Checklist { items: Vec<&'r str>, ticked: Vec<usize>, unsure: Vec<usize>, is_answered: bool },
    /// One of several options; `kept` is the entry that gives the present answer.
    Options { options: Vec<&'r str>, kept: Option<String> },
    /// A text; `expected` says which.
    Text { expected: String, is_number: bool, kept: Option<String> },
    /// The list of answers.
    Review,
}

/// A question or checklist, and what was answered.
#[derive(Serialize)]
struct Entry<'r> {
    heading: &'r str,
    answer: String,
    is_answered: bool,
}

/// What came of an entry.
#[derive(Serialize)]
pub(crate) struct Told(Vec<String>);

impl<'r> View<'r> {
    pub(crate) fn of(interview: &Interview<'r>) -> Self {
        let answers = interview.answers();
        let head = answers.rulebook().head();
        let mut reviewed = interview.clone();
        reviewed.review();
        let (entries, withdrawn) = match reviewed.prompt().map(|prompt| prompt.subject) {
            Some(Subject::Review { entries, withdrawn }) => (entries, withdrawn),
            _ => (Vec::new(), None),
        };
        let prompt = interview.prompt();
        let is_first = prompt.as_ref().is_some_and(|prompt| !prompt.can_go_back);
        let entry = |entry: ReviewEntry<'r>| {
            let ReviewEntry { heading, answer, is_answered } = entry;
            Entry { heading, answer, is_answered }
        };
        Self {
            title: &head.title,
            notice: &head.notice,
            on: answers.on().to_string(),
            left: is_first.then(|| format!("About {}.", interview.estimate())),
            prompt: prompt.map(PromptView::of),
            review: entries.into_iter().map(entry).collect(),
            withdrawn: withdrawn
                .filter(|lost| !lost.asks().is_empty())
                .map(|lost| lost.to_string()),
            document: answers.to_json(true),
        }
    }
}

impl<'r> PromptView<'r> {
    fn of(prompt: Prompt<'r>) -> Self {
        let reasons = prompt.reasons();
        let fields = match prompt.subject {
            Subject::Checklist { items, ticks, can_keep } => {
                let Ticks { ticked, unsure } = ticks.unwrap_or_default();
                let items = items.iter().map(|item| item.ask.as_str()).collect();
                Fields::Checklist { items, ticked, unsure, is_answered: can_keep }
            }
            Subject::Single { question, options, expected, if_empty } => {
                let kept = match if_empty {
                    IfEmpty::Keeps(entry) => Some(entry),
                    IfEmpty::KeepsUnsure => Some("s".to_owned()),
                    IfEmpty::Refused => None,
                };
                if options.is_empty() {
                    let is_number = matches!(question.kind, Kind::Number { .. });
                    Fields::Text { expected, is_number, kept }
                } else {
                    Fields::Options { options, kept }
                }
            }
            Subject::Review { .. } => Fields::Review,
        };
        Self {
            progress: prompt.progress.map(|progress| progress.to_string()),
            title: prompt.title,
            ask: prompt.ask.into_owned(),
            reasons,
            can_go_back: prompt.can_go_back,
            fields,
        }
    }
}

impl Told {
    pub(crate) fn of(understood: &Understood<'_>) -> Self {
        let settled = understood.settled.map(|level| {
            format!(
                "Nothing that is left can change the verdict: {level}. Go on to find every reason, \
                 or see the result now."
            )
        });
        Self(understood.effects.iter().map(ToString::to_string).chain(settled).collect())
    }
}

/// Why an entry is refused, and what to do.
pub(crate) fn refusal(refusal: &Refusal, prompt: Option<&Prompt<'_>>) -> String {
    match (refusal, prompt.map(|prompt| &prompt.subject)) {
        (Refusal::Unanswered, Some(Subject::Checklist { .. })) => {
            "Tick what applies, or that none of these does.".to_owned()
        }
        (Refusal::Unanswered, _) => "Give an answer, or say that you are not sure.".to_owned(),
        _ => refusal.to_string(),
    }
}

/// Which answers do not fit another treatment date, each with its question.
pub(crate) fn unfit(faults: &Faults, rulebook: &Rulebook) -> String {
    let each = faults.list().iter().map(|fault| {
        let question = fault.at.as_deref().and_then(|id| rulebook.find_question(id));
        let ask = question.map_or("", |id| &rulebook[id].ask);
        format!("{ask} {}", fault.problem.message)
    });
    each.collect::<Vec<_>>().join("\n")
}
