//! An interview: what to ask next, what an entry means, and its effects. No terminal, no I/O.
//!
//! A user interface shows what [`Interview::prompt`] returns, and passes the entry of the person to
//! [`Interview::read`]:
//!
//! ```
//! use needlecheck::interview::{Interview, Subject};
//! use needlecheck::{Answers, Report, Rulebook};
//!
//! let rulebook = Rulebook::built_in();
//! let mut interview = Interview::new(Answers::new(rulebook, "2026-11-22".parse()?));
//! // A checklist: none of its items. Then where it will be done, and how much sun there will be.
//! let prompt = interview.prompt().expect("there is something to ask");
//! assert!(matches!(prompt.subject, Subject::Checklist { .. }));
//! interview.read("none")?;
//! let understood = interview.read("home")?;
//! println!("{}", understood.echo[0].text);
//! interview.read("low")?;
//!
//! // Enough: now the answers are looked over, and confirmed with an empty entry.
//! interview.review();
//! assert!(matches!(interview.prompt().expect("a review").subject, Subject::Review { .. }));
//! interview.read("")?;
//! assert!(interview.prompt().is_none());
//! println!("{}", Report::of(interview.answers()).summary());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod agenda;
mod block;
mod checklist;
mod entry;
mod estimate;
mod find;
mod kind;
mod measure;
mod prompt;
mod refusal;
mod review;
mod round;
mod single;
mod understood;
mod withdrawn;
mod words;

pub use entry::Ticks;
pub use estimate::Estimate;
pub use prompt::{IfEmpty, Progress, Prompt, ReviewEntry, Subject};
pub use refusal::{Meant, Refusal};
pub use understood::{Echo, Effect, Understood};

use jiff::civil::Date;

use self::agenda::Agenda;
use self::find::List;
use self::round::Round;
use self::withdrawn::Withdrawn;
use crate::answers::{Answers, Faults};
use crate::rulebook::{Level, QuestionId};
use crate::screening::Outcome;

/// An interview with one person: it asks every question of a rulebook that applies and is not
/// answered yet, and ends with a review of the answers.
#[derive(Clone, Debug)]
pub struct Interview<'r> {
    answers: Answers<'r>,
    agenda: Agenda<'r>,
    withdrawn: Withdrawn,
    /// The verdict that no question left can change, as it was last reported.
    settled: Option<Level>,
    /// The blocks to ask before the end, each with the questions that are open.
    open: Vec<(usize, Vec<QuestionId>)>,
    stage: Stage,
}

/// The stage of an interview.
#[derive(Clone, Debug)]
enum Stage {
    /// A question or checklist is asked.
    Asking(Box<Round>),
    /// The answers are reviewed.
    Reviewing,
    Over,
}

impl<'r> Interview<'r> {
    /// Begins an interview. Questions with an answer in `answers` are not asked, unless the person
    /// chooses to change the answer in the review.
    #[must_use]
    pub fn new(answers: Answers<'r>) -> Self {
        let mut interview = Self {
            agenda: Agenda::new(&answers),
            answers,
            withdrawn: Withdrawn::default(),
            settled: None,
            open: Vec::new(),
            stage: Stage::Over,
        };
        interview.advance();
        interview
    }

    /// The current prompt; `None` after the end of the interview.
    #[must_use]
    pub fn prompt(&self) -> Option<Prompt<'r>> {
        match &self.stage {
            Stage::Asking(round) => Some(round.prompt(&self.answers, &self.agenda)),
            Stage::Reviewing => Some(self.review_prompt()),
            Stage::Over => None,
        }
    }

    /// Reads an entry as the answer to the current prompt, without the space around it, and goes
    /// on. Each [`Subject`] says what may be entered. Once the interview is over, entries have no
    /// effect.
    ///
    /// # Errors
    ///
    /// An entry that is not an answer to the prompt, which then stays.
    pub fn read(&mut self, entry: &str) -> Result<Understood<'r>, Refusal> {
        let entry = entry.trim();
        let mut understood = Understood::default();
        match &mut self.stage {
            Stage::Asking(round) => {
                understood.echo = round.read(entry, &mut self.answers, &mut self.agenda)?;
                if round.is_complete() {
                    let (at, before) = (round.at, round.before.take());
                    let out_of_turn = round.out_of_turn;
                    self.complete(at, before.as_ref(), &mut understood);
                    self.go_on(out_of_turn, &mut understood);
                }
            }
            Stage::Reviewing => self.choose(entry)?,
            Stage::Over => {}
        }
        Ok(understood)
    }

    /// Goes back: from a ticked item to its checklist, from an answer to change to the review, from
    /// an open question to the end, and otherwise to the question answered last. Returns false if
    /// nothing was answered yet; then the first question is asked.
    pub fn back(&mut self) -> bool {
        let can_go_back = match &mut self.stage {
            Stage::Asking(round) => {
                if round.back() {
                    return true;
                }
                match round.out_of_turn {
                    Some(Progress::Open { .. }) => {
                        self.open.clear();
                        self.stage = Stage::Over;
                        return true;
                    }
                    Some(_) => true,
                    None => self.agenda.back(),
                }
            }
            Stage::Reviewing => self.agenda.back(),
            Stage::Over => return false,
        };
        self.advance();
        can_go_back
    }

    /// Ends the interview with what is known: asks nothing more of its own accord.
    pub fn finish(&mut self) {
        self.agenda.close();
        self.open.clear();
        self.stage = Stage::Over;
    }

    /// Goes to the review, also after the end.
    pub fn review(&mut self) {
        self.open.clear();
        self.stage = Stage::Reviewing;
    }

    /// Asks these questions, also after the end and if they were answered before, and what else the
    /// answers make necessary. Then the interview ends.
    pub fn ask(&mut self, questions: impl IntoIterator<Item = QuestionId>) {
        self.open = self.agenda.with(&questions.into_iter().collect::<Vec<_>>());
        self.ask_open(1);
    }

    /// Changes the treatment date. What was entered as `3 weeks ago` stays the day that it meant.
    ///
    /// # Errors
    ///
    /// Every answer that is a day after `on`, or too long before it. Then the date stays as it is.
    pub fn set_treatment_date(&mut self, on: Date) -> Result<(), Faults> {
        self.answers = self.answers.moved_to(on)?;
        self.withdrawn.forget_unfit(&self.answers);
        Ok(())
    }

    /// How much is left to ask, and how long that takes.
    #[must_use]
    pub fn estimate(&self) -> Estimate {
        let left = self.agenda.left(&self.answers);
        let blocks = left.iter().map(|(at, items)| (self.agenda.block(*at), &items[..]));
        Estimate::of(blocks, self.answers.rulebook())
    }

    /// The current answers.
    #[must_use]
    pub fn answers(&self) -> &Answers<'r> {
        &self.answers
    }

    /// Ends the interview and returns the answers.
    #[must_use]
    pub fn into_answers(self) -> Answers<'r> {
        self.answers
    }

    /// Goes on to the next block, or to the review.
    fn advance(&mut self) {
        self.stage = match self.agenda.next(&self.answers) {
            Some(at) => self.asking(at, None),
            None => Stage::Reviewing,
        };
    }

    /// Begins to ask a block.
    fn asking(&self, at: usize, out_of_turn: Option<Progress>) -> Stage {
        Stage::Asking(Box::new(Round::new(at, out_of_turn, &self.answers, &self.agenda)))
    }

    /// Asks the next of the questions that are open, or ends.
    fn ask_open(&mut self, number: usize) {
        while !self.open.is_empty() {
            let (at, mut items) = self.open.remove(0);
            let outcome = self.agenda.outcome(&self.answers);
            items.retain(|id| !outcome.inapplicable.contains(*id));
            if items.is_empty() {
                continue;
            }
            self.agenda.reopen(at);
            let progress = Some(Progress::Open { number, of: number + self.open.len() });
            let round = Round::about(items, at, progress, &self.answers, &self.agenda);
            self.stage = Stage::Asking(Box::new(round));
            return;
        }
        // An answer can have made others necessary.
        self.stage = match self.agenda.next(&self.answers) {
            Some(at) => self.asking(at, Some(Progress::Open { number, of: number })),
            None => Stage::Over,
        };
    }

    /// Settles what comes of a block that was answered.
    fn complete(&mut self, at: usize, before: Option<&Outcome>, understood: &mut Understood<'r>) {
        let Self { answers, agenda, withdrawn, .. } = self;
        agenda.set_answered(at);
        let lost =
            before.map(|before| withdrawn.withdraw(before, answers, agenda)).unwrap_or_default();
        let back = withdrawn.restore(answers, agenda);
        agenda.ask_anew(answers);
        let effects = [Effect::Withdrawn(lost), Effect::Restored(back)];
        understood.effects.extend(effects.into_iter().filter(|effect| !effect.asks().is_empty()));
    }

    /// Goes on after a block that was answered. Says if since then nothing that is left can change
    /// the verdict.
    fn go_on(&mut self, out_of_turn: Option<Progress>, understood: &mut Understood<'r>) {
        let settled = self.agenda.outcome(&self.answers).settled();
        let is_news = std::mem::replace(&mut self.settled, settled) != settled;
        if let Some(Progress::Open { number, .. }) = out_of_turn {
            self.ask_open(number + 1);
            return;
        }
        self.advance();
        if let Stage::Asking(_) = self.stage {
            understood.settled = settled.filter(|_| is_news);
        }
    }

    /// Ends the review, or asks what is to be changed.
    fn choose(&mut self, entry: &str) -> Result<(), Refusal> {
        if entry.is_empty() {
            self.stage = Stage::Over;
            return Ok(());
        }
        let blocks = self.agenda.reviewed(&self.answers);
        let headings = blocks.iter().map(|&at| {
            let heading = self.agenda.block(at).heading(self.answers.rulebook());
            ["", heading]
        });
        let at = blocks[entry::place(entry, &List::of_items(headings.collect()))?];
        self.agenda.reopen(at);
        self.stage = self.asking(at, Some(Progress::Change));
        Ok(())
    }

    /// All answers.
    fn review_prompt(&self) -> Prompt<'r> {
        let Self { answers, agenda, withdrawn, .. } = self;
        let blocks = agenda.reviewed(answers);
        let entries = blocks.iter().map(|&at| review::entry(agenda.block(at), answers, agenda));
        let withdrawn = withdrawn.told(answers.rulebook()).map(Effect::Withdrawn);
        Prompt {
            progress: None,
            title: None,
            ask: "Your answers".into(),
            subject: Subject::Review { entries: entries.collect(), withdrawn },
            can_go_back: agenda.has_answered_blocks(),
        }
    }
}
