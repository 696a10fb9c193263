//! What a conflict teaches: a clause that has to fail, too.
//!
//! A conflict is a clause all of whose tests hold. Each of them holds since some change of its
//! question's domain, which another clause made necessary, or a decision. The last of these changes
//! is put in terms of those before it (resolution) until only one change since the last decision is
//! left. The tests that are left must not all hold, so without the last decision that one fails.

use super::{NONE, STEPS_OF_A_TEST, Search};
use crate::authoring::proof::problem::FlatTest;

/// Tests that must not all hold, one for each question in it.
#[derive(Debug)]
pub(super) struct Nogood {
    questions: Vec<usize>,
    /// For each question the change since which its test holds; [`NONE`] if it has none.
    since: Vec<usize>,
    /// For each question the classes of its test.
    classes: Vec<u64>,
}

impl Nogood {
    pub(super) fn new(questions: usize, words: usize) -> Self {
        Self { questions: Vec::new(), since: vec![NONE; questions], classes: vec![0; words] }
    }
}

impl Search {
    /// Learns from a clause all of whose tests hold, and goes back to before they had to.
    pub(super) fn learn(&mut self, clause: usize) {
        self.conflict.questions.clear();
        self.add(clause, NONE);
        let now = self.levels.len();
        let latest = loop {
            self.steps += STEPS_OF_A_TEST * self.conflict.questions.len();
            let questions = || self.conflict.questions.iter().copied();
            let Some(latest) = questions().max_by_key(|&question| self.conflict.since[question])
            else {
                break NONE;
            };
            if questions().filter(|&question| self.level_of(question) == now).count() < 2 {
                break latest;
            }
            let reason = self.trail[self.conflict.since[latest]].reason;
            self.add(reason, latest);
        };
        if latest == NONE {
            // It holds whatever is decided.
            self.is_possible = false;
            self.clear();
            return;
        }
        let others = self.conflict.questions.iter().filter(|&&question| question != latest);
        let second = others.copied().max_by_key(|&question| self.conflict.since[question]);
        let back = second.map_or(0, |question| self.level_of(question));
        let learned = self.keep(latest, second);
        self.clear();
        self.back_to(back);
        let test = self.problem.clauses[learned];
        if second.is_some() {
            self.watch(2 * learned, test);
            self.watch(2 * learned + 1, test + 1);
        }
        self.take_out(test, learned);
    }

    /// The number of decisions before a test of the nogood held.
    fn level_of(&self, question: usize) -> usize {
        self.trail[self.conflict.since[question]].level
    }

    /// Adds the tests of a clause; the one on the question that is `resolved` lets that question's
    /// test hold for more classes.
    fn add(&mut self, clause: usize, resolved: usize) {
        for test in self.problem.clauses[clause]..self.problem.clauses[clause + 1] {
            let FlatTest { question, classes } = self.problem.tests[test];
            let start = self.problem.starts[question];
            let is_in = self.conflict.since[question] != NONE;
            for word in 0..self.problem.starts[question + 1] - start {
                let more = self.problem.classes[classes + word];
                let known = &mut self.conflict.classes[start + word];
                *known = match (question == resolved, is_in) {
                    (true, _) => *known | more,
                    (false, true) => *known & more,
                    (false, false) => more,
                };
            }
            if !is_in {
                self.conflict.questions.push(question);
            }
            self.conflict.since[question] = self.since(question);
            if self.conflict.since[question] == NONE {
                self.conflict.questions.retain(|&other| other != question);
            }
        }
    }

    /// The change since which a question's test in the nogood holds; [`NONE`] if no decision made
    /// it hold.
    fn since(&mut self, question: usize) -> usize {
        let (start, end) = (self.problem.starts[question], self.problem.starts[question + 1]);
        let mut at = self.last[question];
        while at != NONE {
            let before = self.trail[at].before;
            self.steps += STEPS_OF_A_TEST + end - start;
            let saved = &self.saved[before..before + end - start];
            let classes = &self.conflict.classes[start..end];
            if saved.iter().zip(classes).any(|(saved, classes)| saved & !classes != 0) {
                break;
            }
            at = self.trail[at].earlier;
        }
        if at != NONE && self.trail[at].level == 0 { NONE } else { at }
    }

    /// Keeps the nogood as a clause, with the tests of these two questions first.
    fn keep(&mut self, latest: usize, second: Option<usize>) -> usize {
        /// What is kept slows down what comes after it.
        const STEPS_A_WORD: usize = 16;
        let first = || [latest].into_iter().chain(second);
        let rest = self.conflict.questions.iter().copied();
        let rest = rest.filter(|&question| first().all(|other| other != question));
        for question in first().chain(rest) {
            let (start, end) = (self.problem.starts[question], self.problem.starts[question + 1]);
            let classes = self.problem.classes.len();
            self.problem.tests.push(FlatTest { question, classes });
            self.problem.classes.extend_from_slice(&self.conflict.classes[start..end]);
            self.steps += STEPS_A_WORD * (1 + end - start);
        }
        self.problem.clauses.push(self.problem.tests.len());
        self.watched.extend([NONE; 2]);
        self.next.extend([NONE; 2]);
        self.problem.clauses.len() - 2
    }

    fn clear(&mut self) {
        for &question in &self.conflict.questions {
            self.conflict.since[question] = NONE;
        }
    }
}
