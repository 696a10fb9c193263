//! Counts of the records of a batch.

use serde::Serialize;
use serde::ser::{SerializeMap as _, Serializer};

use crate::answers::{FaultCode, Faults};
use crate::rulebook::{Level, Rulebook};
use crate::screening::{Outcome, Verdict};
use crate::text::word::Word as _;

/// Counts of the records of a batch whose lines were written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counts {
    /// The number of records, including those that could not be screened. It equals the number of
    /// lines written.
    pub records: u64,
    /// The size of these records in the input, in bytes.
    pub bytes: u64,
    verdicts: [u64; Verdict::ALL.len()],
    floors: [u64; LEVELS],
    worst: [u64; LEVELS],
    rules: Vec<u64>,
    faults: [u64; FaultCode::ALL.len()],
}

const LEVELS: usize = Level::ALL.len();

impl Counts {
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
        // INVARIANT: there is at least one fault.
        if let Some(fault) = faults.list().first() {
            self.faults[fault.code as usize] += 1;
        }
    }

    /// Adds the counts of another, and sets those to zero.
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

    /// The number of records that could not be screened.
    #[must_use]
    pub fn rejected(&self) -> u64 {
        self.faults.iter().sum()
    }

    /// The number of records with this verdict.
    #[must_use]
    pub fn with_verdict(&self, verdict: Verdict) -> u64 {
        self.verdicts[verdict.index()]
    }

    /// Whether any record certainly has this level or a higher one.
    #[must_use]
    pub fn any_reaches(&self, level: Level) -> bool {
        self.floors[level as usize..].iter().any(|&count| count > 0)
    }

    /// Whether any record can have this level or a higher one, depending on open questions.
    #[must_use]
    pub fn any_may_reach(&self, level: Level) -> bool {
        self.worst[level as usize..].iter().any(|&count| count > 0)
    }

    /// The counts as a JSON object: `rulebook`, `records`, `screened`, `rejected`, `verdicts`, the
    /// `rules` that applied, the most frequent first, and the `errors` by their codes.
    #[must_use]
    pub fn summary<'a>(&'a self, rulebook: &'a Rulebook) -> impl Serialize + 'a {
        Summary { counts: self, rulebook }
    }
}

/// The counts of a batch as a JSON object.
#[derive(Clone, Copy, Debug)]
struct Summary<'a> {
    counts: &'a Counts,
    rulebook: &'a Rulebook,
}

impl Serialize for Summary<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let counts = self.counts;
        let head = self.rulebook.head();
        let verdicts = Verdict::words().zip(counts.verdicts);
        let rules = self.rulebook.rules().iter().map(|rule| rule.id.as_str());
        let mut rules: Vec<_> =
            rules.zip(counts.rules.iter().copied()).filter(|(_, count)| *count > 0).collect();
        rules.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let errors = FaultCode::words().zip(counts.faults).filter(|(_, count)| *count > 0);
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry(
            "rulebook",
            &JsonObject(&[
                ("id", head.id.as_str()),
                ("version", head.version.as_str()),
                ("sha256", self.rulebook.sha256()),
            ]),
        )?;
        map.serialize_entry("records", &counts.records)?;
        map.serialize_entry("screened", &(counts.records - counts.rejected()))?;
        map.serialize_entry("rejected", &counts.rejected())?;
        map.serialize_entry("verdicts", &JsonObject(&verdicts.collect::<Vec<_>>()))?;
        map.serialize_entry("rules", &JsonObject(&rules))?;
        map.serialize_entry("errors", &JsonObject(&errors.collect::<Vec<_>>()))?;
        map.end()
    }
}

/// A JSON object with these entries in this order.
struct JsonObject<'a, T>(&'a [(&'a str, T)]);

impl<T: Serialize> Serialize for JsonObject<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}
