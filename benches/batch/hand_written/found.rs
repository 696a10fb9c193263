//! What the rules come to.

use super::day::Day;
use super::logic::{Holds, Match};
use super::person::{ALL, Person, Question, Questions};
use super::record::Water;
use super::text::Text;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    Suitable,
    Caution,
    Defer,
    Avoid,
}

impl Level {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Suitable => "suitable",
            Self::Caution => "caution",
            Self::Defer => "defer",
            Self::Avoid => "avoid",
        }
    }
}

/// The level of a rule on calm water, and in the rapids.
#[derive(Clone, Copy)]
pub(super) struct Levels(Level, Level);

pub(super) const SUITABLE: Levels = Levels(Level::Suitable, Level::Suitable);
pub(super) const CAUTION: Levels = Levels(Level::Caution, Level::Caution);
pub(super) const DEFER: Levels = Levels(Level::Defer, Level::Defer);
pub(super) const AVOID: Levels = Levels(Level::Avoid, Level::Avoid);

pub(super) const fn by(calm: Levels, rapid: Levels) -> Levels {
    Levels(calm.0, rapid.1)
}

/// A rule that applies.
pub(super) struct Finding {
    pub(super) text: &'static Text,
    pub(super) level: Level,
    pub(super) could_be: Option<Level>,
    pub(super) because: Questions,
    pub(super) ends: Day,
}

/// What was found of one person.
pub(super) struct Found {
    water: Option<Water>,
    open: Questions,
    pub(super) floor: Level,
    pub(super) at_worst: Level,
    pub(super) findings: Vec<Finding>,
    /// The open questions that a rule waits for, and the highest level of those rules.
    pub(super) waiting: Questions,
    pub(super) could_be: [Level; ALL.len()],
}

impl Found {
    pub(super) fn new() -> Self {
        Self {
            water: None,
            open: Questions::NONE,
            floor: Level::Suitable,
            at_worst: Level::Suitable,
            findings: Vec::new(),
            waiting: Questions::NONE,
            could_be: [Level::Suitable; ALL.len()],
        }
    }

    /// Nothing is found yet of this person.
    pub(super) fn start(&mut self, person: &Person) {
        self.water = person.water.value;
        self.open = person.open();
        self.floor = Level::Suitable;
        self.at_worst = Level::Suitable;
        self.findings.clear();
        self.waiting = Questions::NONE;
        self.could_be = [Level::Suitable; ALL.len()];
    }

    #[inline]
    pub(super) fn rule(&mut self, text: &'static Text, levels: Levels, found: Match) {
        if found.holds != Holds::No {
            self.applies(text, levels, found);
        }
    }

    fn applies(&mut self, text: &'static Text, Levels(calm, rapid): Levels, found: Match) {
        let (low, high) = match self.water {
            Some(Water::Calm) => (calm, calm),
            Some(Water::Rapid) => (rapid, rapid),
            None => (calm.min(rapid), calm.max(rapid)),
        };
        self.at_worst = self.at_worst.max(high);
        if found.holds == Holds::Yes {
            self.floor = self.floor.max(low);
            let decides = calm != rapid && low == high;
            let water = if decides { Questions::of(Question::Water) } else { Questions::NONE };
            self.findings.push(Finding {
                text,
                level: low,
                could_be: (low < high).then_some(high),
                because: found.reads.with(water),
                ends: found.ends,
            });
        } else {
            self.wait(found.reads, high);
        }
        if low < high {
            self.wait(Questions::of(Question::Water), high);
        }
    }

    fn wait(&mut self, reads: Questions, level: Level) {
        let open = reads.and(self.open);
        self.waiting = self.waiting.with(open);
        for question in open {
            let could_be = &mut self.could_be[question as usize];
            *could_be = level.max(*could_be);
        }
    }

    /// The level that is certain, or is a reason to stop already.
    pub(super) fn verdict(&self) -> Option<Level> {
        let needed = self.waiting.and(Questions::NEEDED) != Questions::NONE;
        let certain = self.floor == self.at_worst && !needed;
        (certain || self.floor >= Level::Defer).then_some(self.floor)
    }
}
