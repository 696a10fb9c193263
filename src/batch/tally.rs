//! What was written, counted.

use serde::Serialize;
use serde::ser::{SerializeMap as _, Serializer};

use crate::answers::{FaultCode, Faults};
use crate::rulebook::{Level, Rulebook};
use crate::screening::{Outcome, Verdict};
use crate::text::word::Word as _;

/// Counts of what was written so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// Records, whether they could be screened or not; lines that were written.
    pub records: u64,
    /// Bytes of the input that these records took.
    pub bytes: u64,
    verdicts: [u64; Verdict::ALL.len()],
    floors: [u64; LEVELS],
    worst: [u64; LEVELS],
    rules: Vec<u64>,
    faults: [u64; FaultCode::ALL.len()],
}

const LEVELS: usize = Level::ALL.len();

impl Tally {
    pub(super) fn of(rulebook: &Rulebook) -> Self {
        Self {
            records: 0,
            bytes: 0,
            verdicts: [0; Verdict::ALL.len()],
            floors: [0; LEVELS],
            worst: [0; LEVELS],
            rules: vec![0; rulebook.rules().len()],
            faults: [0; FaultCode::ALL.len()],
        }
    }

    pub(super) fn screened(&mut self, outcome: &Outcome) {
        self.records += 1;
        self.verdicts[outcome.verdict().index()] += 1;
        self.floors[outcome.floor as usize] += 1;
        self.worst[outcome.at_worst as usize] += 1;
        for finding in &outcome.findings {
            self.rules[finding.rule.index()] += 1;
        }
    }

    pub(super) fn reject(&mut self, faults: &Faults) {
        self.records += 1;
        // INVARIANT: faults are never none.
        if let Some(fault) = faults.list().first() {
            self.faults[fault.code as usize] += 1;
        }
    }

    /// Takes over another's counts, and leaves it with none.
    pub(super) fn take(&mut self, other: &mut Self) {
        let add = |into: &mut [u64], from: &mut [u64]| {
            for (into, from) in into.iter_mut().zip(from) {
                *into += std::mem::take(from);
            }
        };
        add(&mut self.verdicts, &mut other.verdicts);
        add(&mut self.floors, &mut other.floors);
        add(&mut self.worst, &mut other.worst);
        add(&mut self.rules, &mut other.rules);
        add(&mut self.faults, &mut other.faults);
        self.records += std::mem::take(&mut other.records);
        self.bytes += std::mem::take(&mut other.bytes);
    }

    /// How many records could not be screened.
    #[must_use]
    pub fn rejected(&self) -> u64 {
        self.faults.iter().sum()
    }

    /// How many were given a verdict.
    #[must_use]
    pub fn with_verdict(&self, verdict: Verdict) -> u64 {
        self.verdicts[verdict.index()]
    }

    /// Whether any record is certain to reach a level.
    #[must_use]
    pub fn any_reaches(&self, level: Level) -> bool {
        self.floors[level as usize..].iter().any(|&count| count > 0)
    }

    /// Whether any record might reach a level, however its open questions turn out.
    #[must_use]
    pub fn any_may_reach(&self, level: Level) -> bool {
        self.worst[level as usize..].iter().any(|&count| count > 0)
    }

    /// The counts as one JSON object: `records`, `screened`, `rejected`, `verdicts`, the `rules`
    /// that applied, the most frequent first, and the `errors` by their codes.
    #[must_use]
    pub fn summary<'a>(&'a self, rulebook: &'a Rulebook) -> Summary<'a> {
        Summary { tally: self, rulebook }
    }
}

/// A tally beside its rulebook, to be written.
#[derive(Clone, Copy, Debug)]
pub struct Summary<'a> {
    tally: &'a Tally,
    rulebook: &'a Rulebook,
}

impl Serialize for Summary<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let tally = self.tally;
        let head = self.rulebook.head();
        let verdicts = Verdict::words().zip(tally.verdicts);
        let rules = self.rulebook.rules().iter().map(|rule| rule.id.as_str());
        let mut rules: Vec<_> =
            rules.zip(tally.rules.iter().copied()).filter(|(_, count)| *count > 0).collect();
        rules.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let errors = FaultCode::words().zip(tally.faults).filter(|(_, count)| *count > 0);
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry(
            "rulebook",
            &Counts(&[
                ("id", head.id.as_str()),
                ("version", head.version.as_str()),
                ("sha256", self.rulebook.sha256()),
            ]),
        )?;
        map.serialize_entry("records", &tally.records)?;
        map.serialize_entry("screened", &(tally.records - tally.rejected()))?;
        map.serialize_entry("rejected", &tally.rejected())?;
        map.serialize_entry("verdicts", &Counts(&verdicts.collect::<Vec<_>>()))?;
        map.serialize_entry("rules", &Counts(&rules))?;
        map.serialize_entry("errors", &Counts(&errors.collect::<Vec<_>>()))?;
        map.end()
    }
}

/// Entries of an object, in their order.
struct Counts<'a, T>(&'a [(&'a str, T)]);

impl<T: Serialize> Serialize for Counts<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}
