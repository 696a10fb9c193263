//! One rule or question explained, or a list of all of them, for `rules show`.

use serde::Serialize;

use super::facts::{AftercareFacts, RuleLine, RulebookFacts, TopicFacts, levels};
use super::question::QuestionFacts;
use super::rule::RuleFacts;
use super::{Guide, Topic};
use crate::layout::{Page, Printer};
use crate::text::list::count;

/// The explanation of a rule or a question, or of both if they have the same id.
#[derive(Clone, Debug, Serialize)]
pub struct Explanation<'r> {
    rulebook: RulebookFacts<'r>,
    rule: Option<RuleFacts<'r>>,
    question: Option<QuestionFacts<'r>>,
}

impl<'r> Explanation<'r> {
    pub(super) fn of(guide: &Guide<'r>, id: &str) -> Option<Self> {
        let rulebook = guide.rulebook;
        let rule = rulebook.rule_ids().find(|&rule| rulebook[rule].id == id);
        let question = rulebook.find_question(id);
        (rule.is_some() || question.is_some()).then(|| Self {
            rulebook: RulebookFacts::of(rulebook),
            rule: rule.map(|rule| RuleFacts::of(guide, rule)),
            question: question.map(|question| QuestionFacts::of(guide, question)),
        })
    }

    /// The explanation as text.
    #[must_use]
    pub fn to_text(&self, page: Page) -> String {
        let mut printer = Printer::new(page);
        if let Some(rule) = &self.rule {
            rule.print(&mut printer);
        }
        if let Some(question) = &self.question {
            printer.gap();
            question.print(&mut printer);
        }
        printer.gap();
        printer.paragraph("", &self.rulebook.sentence());
        printer.finish()
    }

    /// The explanation as one line of JSON, without a line feed.
    #[must_use]
    pub fn to_json(&self) -> String {
        json(self)
    }
}

/// A list of every question by group, each with the rules that read it, and of all aftercare.
#[derive(Clone, Debug, Serialize)]
pub struct Overview<'r> {
    rulebook: RulebookFacts<'r>,
    groups: Vec<GroupLines<'r>>,
    aftercare: Vec<AftercareFacts<'r>>,
    #[serde(skip)]
    counts: [String; 2],
}

#[derive(Clone, Debug, Serialize)]
struct GroupLines<'r> {
    #[serde(flatten)]
    topic: TopicFacts<'r>,
    questions: Vec<QuestionLine<'r>>,
}

#[derive(Clone, Debug, Serialize)]
struct QuestionLine<'r> {
    id: &'r str,
    ask: &'r str,
    rules: Vec<RuleLine<'r>>,
}

impl<'r> Overview<'r> {
    pub(super) fn of(guide: &Guide<'r>) -> Self {
        let rulebook = guide.rulebook;
        let mut read_by = vec![Vec::new(); rulebook.questions().len()];
        for rule in rulebook.rule_ids() {
            for question in rulebook[rule].when.questions() {
                read_by[question.index()].push(RuleLine::of(guide, rule));
            }
        }
        let mut questions = vec![Vec::new(); rulebook.questions().len()];
        let topics = Topic::all(rulebook);
        for (id, rules) in rulebook.question_ids().zip(read_by) {
            let topic = Topic::of(rulebook, id);
            // INVARIANT: `Topic::all` has the topic of every question.
            let at = topics.iter().position(|&known| known == topic).unwrap_or_default();
            let question = &rulebook[id];
            questions[at].push(QuestionLine { id: &question.id, ask: &question.ask, rules });
        }
        let groups = topics.into_iter().zip(questions).map(|(topic, questions)| GroupLines {
            topic: TopicFacts::of(rulebook, topic),
            questions,
        });
        Self {
            rulebook: RulebookFacts::of(rulebook),
            groups: groups.collect(),
            aftercare: rulebook.aftercare().iter().map(AftercareFacts::of).collect(),
            counts: [
                count(rulebook.questions().len(), "question", "questions"),
                count(rulebook.rules().len(), "rule", "rules"),
            ],
        }
    }

    /// The list as text, with the rules that read a question below it.
    #[must_use]
    pub fn to_text(&self, page: Page) -> String {
        let mut printer = Printer::new(page);
        let [questions, rules] = &self.counts;
        printer.title(self.rulebook.title);
        printer.paragraph("", &format!("{} {questions}, {rules}.", self.rulebook.sentence()));
        for group in &self.groups {
            printer.heading(group.topic.heading());
            for question in &group.questions {
                let ask = if group.topic.id.is_some() {
                    format!(": {}", question.ask)
                } else {
                    String::new()
                };
                printer.paragraph("  ", &format!("{}{ask}", question.id));
                for rule in &question.rules {
                    let levels = levels(&rule.levels, printer.page());
                    printer.paragraph("    - ", &format!("{}: {levels}", rule.id));
                }
            }
        }
        if !self.aftercare.is_empty() {
            printer.heading("Aftercare");
            for entry in &self.aftercare {
                entry.print(&mut printer);
            }
        }
        printer.gap();
        printer.paragraph("", "To have one explained: needlecheck rules show RULE|QUESTION");
        printer.finish()
    }

    /// The list as one line of JSON, without a line feed.
    #[must_use]
    pub fn to_json(&self) -> String {
        json(self)
    }
}

/// One line of JSON, without a line feed.
pub(super) fn json(value: &impl Serialize) -> String {
    // INVARIANT: every map has strings as keys, and no value fails to be written.
    serde_json::to_string(value).expect("this can always be written as JSON")
}
