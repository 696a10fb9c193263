//! The questionnaire: one line at a time, so that it works over ssh, in a pipe and with a screen
//! reader, and leaves the terminal as it was.

mod checklist;
mod entry;
mod prompt;
mod review;
mod single;
mod step;
mod withdrawn;

use std::io;

use self::entry::Command;
use self::prompt::Reply;
use self::step::Step;
use super::console::Console;
use crate::answers::{Answer, Answers};
use crate::layout::level_style;
use crate::rulebook::{Level, QuestionId, Rulebook, Value};
use crate::screening::{Outcome, Screener};

/// What `?` says where the rulebook gives no reason for a question.
const NO_WHY: &str = "The rules need it.";

/// How a questionnaire ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// With answers to screen.
    Answered,
    /// The person left.
    Left,
    /// The input ended half way.
    CutShort,
}

/// Asks every question of a rulebook that applies and is not answered yet.
pub(super) fn ask(console: Console<'_>, answers: &mut Answers<'_>) -> io::Result<Ending> {
    let rulebook = answers.rulebook();
    let steps = Step::all(rulebook);
    Interview {
        console,
        rulebook,
        screener: Screener::new(rulebook),
        done: vec![false; steps.len()],
        fixed: rulebook.question_ids().filter(|&id| answers.get(id).is_some()).collect(),
        steps,
        answers,
        shown: vec![false; rulebook.questions().len()],
        again: None,
        trail: Vec::new(),
        withdrawn: Vec::new(),
        finished: false,
        settled: None,
    }
    .hold()
}

struct Interview<'w, 'a, 'r> {
    console: Console<'w>,
    rulebook: &'r Rulebook,
    screener: Screener<'r>,
    steps: Vec<Step>,
    /// Which steps have been gone through.
    done: Vec<bool>,
    /// The questions that were answered before the start; they are not asked again unless the
    /// person wants to change them.
    fixed: Vec<QuestionId>,
    answers: &'a mut Answers<'r>,
    /// Which questions were shown, and have not ceased to apply since.
    shown: Vec<bool>,
    /// A step that the person wants to change.
    again: Option<usize>,
    /// The steps gone through, in the order in which they were.
    trail: Vec<usize>,
    /// The answers that a change of mind has withdrawn.
    withdrawn: Vec<(QuestionId, Answer)>,
    /// Whether the person has had enough of questions.
    finished: bool,
    /// The verdict that nothing left can change, once the person has been told so.
    settled: Option<Level>,
}

impl Interview<'_, '_, '_> {
    fn hold(mut self) -> io::Result<Ending> {
        self.greet()?;
        loop {
            let again = self.again.take();
            let Some(at) = again.or_else(|| self.next()) else {
                match self.review()? {
                    Reply::Given(Some(at)) => self.reopen(at),
                    Reply::Given(None) => return Ok(Ending::Answered),
                    Reply::Asked(Command::Back) => self.back()?,
                    Reply::Asked(_) => return Ok(Ending::Left),
                    Reply::End => return Ok(Ending::CutShort),
                }
                continue;
            };
            if again.is_some() {
                self.console.say("")?;
                self.console.say("To change an answer")?;
            } else {
                self.progress(at)?;
            }
            let before = self.before_a_change(at);
            match self.step(at)? {
                Reply::Given(()) => {
                    if !std::mem::replace(&mut self.done[at], true) {
                        self.trail.push(at);
                    }
                    if let Some(before) = before {
                        self.withdraw(&before)?;
                    }
                    self.restore()?;
                    self.ask_anew();
                    self.tell_if_settled()?;
                }
                // Back to the answers, where this one was to be changed.
                Reply::Asked(Command::Back) if again.is_some() => {}
                Reply::Asked(Command::Back) => self.back()?,
                Reply::Asked(Command::Done) => self.finished = true,
                Reply::Asked(_) => return Ok(Ending::Left),
                Reply::End => return Ok(Ending::CutShort),
            }
        }
    }

    fn greet(&mut self) -> io::Result<()> {
        let head = self.rulebook.head();
        let title = self.console.bold(&head.title);
        self.console.say(&title)?;
        self.console.say(&head.notice)?;
        self.console.say("")?;
        self.console.say(
            "Type your answer and press Enter. At every question: ? why it is asked, b back, \
             s not sure, d done, q quit.",
        )?;
        self.console.say("Nothing is sent anywhere, or kept unless you asked for it.")
    }

    /// The first step that applies, or may, and has not been gone through.
    fn next(&self) -> Option<usize> {
        let outcome = self.outcome();
        let mut steps = 0..self.steps.len();
        steps.find(|&at| !self.finished && !self.done[at] && self.is_asked(at, &outcome))
    }

    /// What is certain by now: a question that was passed by is assumed, one that has not been
    /// reached yet is open.
    fn outcome(&self) -> Outcome {
        self.outcome_with(None)
    }

    /// As [`Interview::outcome`], with one more question passed by.
    fn outcome_with(&self, one_more: Option<QuestionId>) -> Outcome {
        let passed = self.steps.iter().zip(&self.done).filter(|(_, done)| **done);
        let passed = passed.flat_map(|(step, _)| step.questions()).copied();
        let passed: Vec<QuestionId> = passed.chain(one_more).collect();
        let screener = self.screener.clone().assuming(|id| passed.contains(&id));
        screener.outcome(self.answers)
    }

    /// What is assumed for a question if it is passed by; none if an answer speaks against it.
    fn taken(&self, id: QuestionId) -> Option<Value> {
        let assumed = self.rulebook[id].assume?;
        (!self.outcome_with(Some(id)).withheld.contains(id)).then_some(assumed)
    }

    fn is_asked(&self, at: usize, outcome: &Outcome) -> bool {
        !self.items(at, outcome).is_empty()
    }

    /// The questions of a step that apply, or may, and were not answered before the start.
    fn items(&self, at: usize, outcome: &Outcome) -> Vec<QuestionId> {
        let questions = self.steps[at].questions().iter().copied();
        questions
            .filter(|id| !outcome.inapplicable.contains(*id) && !self.fixed.contains(id))
            .collect()
    }

    fn step(&mut self, at: usize) -> io::Result<Reply<()>> {
        let items = self.items(at, &self.outcome());
        for id in &items {
            self.shown[id.index()] = true;
        }
        match self.steps[at].clone() {
            Step::Checklist(group, _) => self.checklist(group, &items),
            Step::Single(id) => self.single(id),
        }
    }

    /// How far along one is: earlier answers can still add or drop questions, hence "about".
    fn progress(&mut self, at: usize) -> io::Result<()> {
        let outcome = self.outcome();
        let past = self.trail.len() + 1;
        let left = (0..self.steps.len())
            .filter(|&other| other != at && !self.done[other] && self.is_asked(other, &outcome))
            .count();
        self.console.say("")?;
        self.console.say(&format!("Question {past} of about {}", past + left))
    }

    /// Goes back to the step before.
    fn back(&mut self) -> io::Result<()> {
        self.finished = false;
        match self.trail.pop() {
            Some(at) => {
                self.done[at] = false;
                Ok(())
            }
            None => self.console.say("This is the first question."),
        }
    }

    /// How to go back, where there is something to go back to.
    fn back_hint(&self) -> &'static str {
        if self.trail.is_empty() { "" } else { " b: back." }
    }

    /// Asks a step again, out of its turn.
    fn reopen(&mut self, at: usize) {
        let fixed = self.fixed.len();
        self.fixed.retain(|id| !self.steps[at].questions().contains(id));
        if self.fixed.len() < fixed && !std::mem::replace(&mut self.done[at], true) {
            self.trail.push(at);
        }
        self.again = Some(at);
    }

    /// A step is asked again once a question of it is asked that was not shown, or not since then.
    fn ask_anew(&mut self) {
        let outcome = self.outcome();
        for at in 0..self.steps.len() {
            let unseen = self.items(at, &outcome).iter().any(|id| !self.shown[id.index()]);
            self.done[at] &= !unseen;
        }
        self.trail.retain(|&at| self.done[at]);
    }

    /// Says once when no answer that is left can change the verdict.
    fn tell_if_settled(&mut self) -> io::Result<()> {
        let settled = self.outcome().settled();
        if std::mem::replace(&mut self.settled, settled) == settled || self.next().is_none() {
            return Ok(());
        }
        let Some(level) = settled else { return Ok(()) };
        let word = self.console.paint(level_style(level), &level.as_str().to_uppercase());
        self.console.say("")?;
        self.console.say(&format!(
            "Nothing that is left can change the verdict: {word}. Go on to find every reason, or \
             type d for the result."
        ))
    }

    fn put(&mut self, id: QuestionId, answer: Option<Answer>) {
        self.answers.put(id, answer);
    }
}
