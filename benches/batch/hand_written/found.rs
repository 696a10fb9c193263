//! What the rules come to.

use super::logic::{Holds, Match};
use super::person::{Person, Question, Questions};
use super::record::Water;
use super::rules;

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

/// What a rule rests on, the strongest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Evidence {
    Label,
    Regulator,
    Guideline,
    Trial,
    Expert,
    Editorial,
}

/// A rule that applies.
pub(super) struct Finding {
    pub(super) rule: &'static str,
    pub(super) level: Level,
    pub(super) evidence: Evidence,
}

/// What was found of one person.
pub(super) struct Found {
    water: Option<Water>,
    pub(super) floor: Level,
    pub(super) at_worst: Level,
    pub(super) findings: Vec<Finding>,
    /// The open questions that a rule waits for.
    pub(super) waiting: Questions,
}

impl Found {
    pub(super) fn new() -> Self {
        Self {
            water: None,
            floor: Level::Suitable,
            at_worst: Level::Suitable,
            findings: Vec::new(),
            waiting: Questions::NONE,
        }
    }

    /// What the rules come to for this person, in the place of what was found before.
    pub(super) fn of(&mut self, person: &Person) -> &Self {
        self.water = person.water.value;
        self.floor = Level::Suitable;
        self.at_worst = Level::Suitable;
        self.findings.clear();
        self.waiting = Questions::NONE;
        rules::apply(person, self);
        self
    }

    #[inline]
    pub(super) fn rule(
        &mut self,
        rule: &'static str,
        evidence: Evidence,
        levels: Levels,
        found: Match,
    ) {
        if found.holds != Holds::No {
            self.applies(rule, evidence, levels, found);
        }
    }

    fn applies(
        &mut self,
        rule: &'static str,
        evidence: Evidence,
        Levels(calm, rapid): Levels,
        found: Match,
    ) {
        let (low, high) = match self.water {
            Some(Water::Calm) => (calm, calm),
            Some(Water::Rapid) => (rapid, rapid),
            None => (calm.min(rapid), calm.max(rapid)),
        };
        self.at_worst = self.at_worst.max(high);
        if found.holds == Holds::Yes {
            self.floor = self.floor.max(low);
            self.findings.push(Finding { rule, level: low, evidence });
        } else {
            self.waiting = self.waiting.with(found.open);
        }
        if low < high {
            self.waiting = self.waiting.with(Questions::of(Question::Water));
        }
    }

    /// The level that is certain, or is a reason to stop already.
    pub(super) fn verdict(&self) -> Option<Level> {
        let needed = self.waiting.and(Questions::NEEDED) != Questions::NONE;
        let certain = self.floor == self.at_worst && !needed;
        (certain || self.floor >= Level::Defer).then_some(self.floor)
    }
}
