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
//! let mut interview = Interview::new(Answers::new(&rulebook, "2026-11-22".parse()?));
//! // A checklist: none of its items. Then where it will be done, and how much sun there will be.
//! let prompt = interview.prompt().expect("there is something to ask");
//! assert!(matches!(prompt.subject, Subject::Checklist { .. }));
//! interview.read("none")?;
//! let understood = interview.read("home")?;
//! println!("{}", understood.echo[0].text);
//! interview.read("low")?;
//!
//! // Enough: now the answers are looked over, and confirmed with an empty entry.
//! interview.finish();
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
mod kind;
mod prompt;
mod refusal;
mod review;
mod round;
mod single;
mod understood;
mod withdrawn;

pub use entry::Ticks;
pub use prompt::{IfEmpty, Progress, Prompt, ReviewEntry, Subject};
pub use refusal::Refusal;
pub use understood::{Echo, Effect, Understood};

use self::agenda::Agenda;
use self::round::Round;
use self::withdrawn::Withdrawn;
use crate::answers::Answers;
use crate::rulebook::Level;
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
            Stage::Reviewing => Some(self.review()),
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
                understood.echo = round.read(entry, &mut self.answers, &self.agenda)?;
                if round.is_complete() {
                    let (at, before) = (round.at, round.before.take());
                    self.complete(at, before.as_ref(), &mut understood);
                }
            }
            Stage::Reviewing => self.choose(entry)?,
            Stage::Over => {}
        }
        Ok(understood)
    }

    /// Goes back: from a ticked item to its checklist, from an answer to change to the review, and
    /// otherwise to the question answered last. Returns false if nothing was answered yet; then the
    /// first question is asked.
    pub fn back(&mut self) -> bool {
        let can_go_back = match &mut self.stage {
            Stage::Asking(round) => {
                if round.back() {
                    return true;
                }
                round.is_change || self.agenda.back()
            }
            Stage::Reviewing => self.agenda.back(),
            Stage::Over => return false,
        };
        self.advance();
        can_go_back
    }

    /// Skips the remaining questions: goes to the review, and from the review to the end.
    pub fn finish(&mut self) {
        if let Stage::Asking(_) = self.stage {
            self.agenda.close();
            self.advance();
        } else {
            self.stage = Stage::Over;
        }
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
            Some(at) => self.asking(at, false),
            None => Stage::Reviewing,
        };
    }

    /// Begins to ask a block.
    fn asking(&mut self, at: usize, is_change: bool) -> Stage {
        let round = Round::new(at, is_change, &self.answers, &mut self.agenda);
        Stage::Asking(Box::new(round))
    }

    /// Settles what comes of a block that was answered, and goes on.
    fn complete(&mut self, at: usize, before: Option<&Outcome>, understood: &mut Understood<'r>) {
        let Self { answers, agenda, withdrawn, .. } = self;
        agenda.set_answered(at);
        let lost =
            before.map(|before| withdrawn.withdraw(before, answers, agenda)).unwrap_or_default();
        let back = withdrawn.restore(answers, agenda);
        agenda.ask_anew(answers);
        let effects = [Effect::Withdrawn(lost), Effect::Restored(back)];
        understood.effects.extend(effects.into_iter().filter(|effect| !effect.asks().is_empty()));
        let settled = agenda.outcome(answers).settled();
        let is_news = std::mem::replace(&mut self.settled, settled) != settled;
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
        let place = entry.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        let Some(&at) = place.and_then(|place| blocks.get(place)) else {
            return Err(Refusal::Unlisted { entry: entry.to_owned(), last: blocks.len() });
        };
        self.agenda.reopen(at);
        self.stage = self.asking(at, true);
        Ok(())
    }

    /// All answers.
    fn review(&self) -> Prompt<'r> {
        let Self { answers, agenda, withdrawn, .. } = self;
        let blocks = agenda.reviewed(answers);
        let entries = blocks.iter().map(|&at| review::entry(agenda.block(at), answers, agenda));
        let withdrawn = withdrawn.told(answers.rulebook()).map(Effect::Withdrawn);
        Prompt {
            progress: None,
            ask: "Your answers".into(),
            subject: Subject::Review { entries: entries.collect(), withdrawn },
            can_go_back: agenda.has_answered_blocks(),
        }
    }
}
