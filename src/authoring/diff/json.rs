//! A comparison as one JSON object.

use serde_json::{Map, Value, json};

use super::{Comparison, Direction, Effect, Example, How, Subject};
use crate::rulebook::Rulebook;

/// The version of the format. It rises when a field changes meaning or goes.
const FORMAT: u32 = 1;

impl Comparison<'_> {
    /// The comparison as one JSON object. The answers of an example can be read by
    /// [`Answers::from_json`](crate::Answers::from_json) with the old rulebook, and, without those
    /// that are `gone`, with the new one.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let rulebook = |book: &Rulebook| {
            let head = book.head();
            json!({"id": head.id, "version": head.version, "sha256": book.sha256()})
        };
        let changes = self.changes.iter().map(|change| {
            let (how, facts) = match &change.how {
                How::Came => ("new", [].as_slice()),
                How::Went => ("gone", [].as_slice()),
                How::Changed(facts) => ("changed", facts.as_slice()),
            };
            json!({
                "part": change.part, "id": change.id, "title": change.title, "how": how,
                "facts": facts,
            })
        });
        let effects =
            |direction| self.going(direction).map(|effect| self.effect(effect)).collect::<Vec<_>>();
        let not_compared = self.not_compared.iter().map(|item| {
            let only_in = if item.is_new { "new" } else { "old" };
            json!({"question": item.question, "only_in": only_in, "answers": item.answers})
        });
        let undecided = self.undecided.iter().map(|(subject, direction)| {
            let mut about = self.subject(subject, *direction);
            about.insert("direction".to_owned(), json!(direction.word()));
            Value::Object(about)
        });
        json!({
            "comparison": FORMAT,
            "old": rulebook(self.old),
            "new": rulebook(self.new),
            "better": effects(Direction::Better),
            "worse": effects(Direction::Worse),
            "undecided": undecided.collect::<Vec<_>>(),
            "not_compared": not_compared.collect::<Vec<_>>(),
            "changes": changes.collect::<Vec<_>>(),
        })
    }

    fn effect(&self, effect: &Effect) -> Value {
        let mut object = self.subject(&effect.subject, effect.direction);
        let Example { on, given, old, new } = &effect.example;
        let on = ("on".to_owned(), json!(on.to_string()));
        let answers = given.iter().filter(|given| given.answer.is_some());
        let answers = answers.map(|given| (given.question.clone(), given.json.clone()));
        let answers: Map<String, Value> = [on].into_iter().chain(answers).collect();
        let gone = given.iter().filter(|given| given.is_gone).map(|given| &given.question);
        object.insert("old".to_owned(), json!(old));
        object.insert("new".to_owned(), json!(new));
        object.insert("answers".to_owned(), Value::Object(answers));
        object.insert("gone".to_owned(), json!(gone.collect::<Vec<_>>()));
        Value::Object(object)
    }

    fn subject(&self, subject: &Subject, direction: Direction) -> Map<String, Value> {
        let title = json!(self.title(subject, direction));
        let (rule, question, answer) = match subject {
            Subject::Rule(id) => (Some(id), None, None),
            Subject::Question(id) => (None, Some(id), None),
            Subject::Answer(id, answer) => (None, Some(id), Some(answer)),
        };
        let fields = [
            ("rule", json!(rule)),
            ("question", json!(question)),
            ("answer", json!(answer)),
            ("title", title),
        ];
        fields.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
    }
}
