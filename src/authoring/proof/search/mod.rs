//! A complete search for answers that fail given clauses.
//!
//! For a clause to fail, one of its tests must fail. If only one test still can, its classes are
//! removed (unit propagation). If none can, the search learns from that conflict a clause that has
//! to fail, too, and goes back to where it would have made a difference; so no part of the search
//! is done twice, and clauses that have nothing to do with each other do not multiply. Otherwise
//! it takes the first class of the next question. This is what SAT solvers do (conflict-driven
//! clause learning, J. P. Marques-Silva and K. A. Sakallah, GRASP, 1996), with sets of classes in
//! place of literals.
//!
//! The search ends after a limited number of steps. It is fast for rules as people write them, each
//! of which reads a few questions. In the worst case its time is exponential.

mod conflict;

use super::budget::{Budget, Undecided};
use super::problem::{FlatTest, Picks, Problem};

/// Stands for no change, no clause or no node.
const NONE: usize = usize::MAX;

/// About how many steps it takes to look at a clause, and at one of its tests.
const STEPS_OF_A_CLAUSE: usize = 8;
const STEPS_OF_A_TEST: usize = 4;

/// A search through the answers to a problem.
#[derive(Debug)]
pub(super) struct Search {
    /// The problem. Its domains are what each question may still be answered with, and what is
    /// learned is added to its clauses.
    problem: Problem,
    /// Every change of a domain that can be undone, in turn.
    trail: Vec<Change>,
    /// What the changed domains were before.
    saved: Vec<u64>,
    /// The last change of each question's domain.
    last: Vec<usize>,
    /// The length of the trail before each decision.
    levels: Vec<usize>,
    /// How much of the trail the clauses have been told of.
    told: usize,
    /// The tests that each clause watches, two for each clause that has two: as long as both can
    /// fail, there is nothing to do for it.
    watched: Vec<usize>,
    /// The other watches of the same question, as linked lists.
    next: Vec<usize>,
    first_watch: Vec<usize>,
    /// The questions that are in clauses, in the order in which they are decided.
    order: Vec<usize>,
    /// How far all in the order are decided: first those whose first class will do.
    decided: usize,
    conflict: conflict::Nogood,
    is_possible: bool,
    steps: usize,
    limit: u64,
}

/// A change of a question's domain.
#[derive(Clone, Copy, Debug)]
struct Change {
    question: usize,
    /// Where its domain before is saved.
    before: usize,
    /// The change of the same domain before this one.
    earlier: usize,
    /// The clause that left no choice.
    reason: usize,
    /// How many decisions had been made.
    level: usize,
}

impl Problem {
    /// The plainest answers to which every clause fails; `None` if there are none. They have the
    /// first alternative of each choice that will do, then the first class of each question, in
    /// turn, where that will do, and otherwise the lowest one.
    ///
    /// # Errors
    ///
    /// If the budget does not suffice to find any, or that there are none.
    pub(super) fn solve(self, budget: &Budget) -> Result<Option<Picks>, Undecided> {
        const STEPS_OF_A_TEST: usize = 6;
        let size = self.domains.len() + self.classes.len();
        budget.spend(size + STEPS_OF_A_TEST * self.tests.len())?;
        if self.impossible {
            return Ok(None);
        }
        let questions = self.questions;
        let mut search = Search::new(self, budget.share());
        let picks = search.plainest();
        budget.spend(search.steps())?;
        Ok(picks?.map(|mut picks| {
            picks.truncate(questions);
            picks
        }))
    }
}

impl Search {
    /// A search that takes about as many steps as the limit at most.
    pub(super) fn new(problem: Problem, limit: u64) -> Self {
        let questions = problem.starts.len() - 1;
        let mut search = Self {
            trail: Vec::new(),
            saved: Vec::new(),
            last: vec![NONE; questions],
            levels: Vec::new(),
            told: 0,
            watched: Vec::with_capacity(2 * problem.clauses.len()),
            next: Vec::with_capacity(2 * problem.clauses.len()),
            first_watch: vec![NONE; questions],
            order: Vec::new(),
            decided: 0,
            conflict: conflict::Nogood::new(questions, problem.domains.len()),
            is_possible: true,
            steps: 0,
            limit,
            problem,
        };
        let mut is_in_clause = vec![false; questions];
        for test in &search.problem.tests {
            is_in_clause[test.question] = true;
        }
        let choices = search.problem.choices();
        let others = (0..choices.start).filter(|&question| is_in_clause[question]);
        search.order = choices.chain(others).collect();
        for clause in 0..search.problem.clauses.len() - 1 {
            search.start(clause);
        }
        search
    }

    /// The steps taken so far.
    pub(super) fn steps(&self) -> usize {
        self.steps
    }

    /// The plainest answers, as [`Problem::solve`] promises them: every question is decided in turn,
    /// so that only those before it keep it from its first class.
    pub(super) fn plainest(&mut self) -> Result<Option<Picks>, Undecided> {
        while self.is_possible {
            if self.steps as u64 > self.limit {
                return Err(Undecided);
            }
            if let Some(clause) = self.propagate() {
                self.learn(clause);
            } else if !self.decide() {
                let questions = 0..self.last.len();
                return Ok(Some(questions.map(|question| self.lowest(question)).collect()));
            }
        }
        Ok(None)
    }

    /// Decides one more question; false if all are.
    fn decide(&mut self) -> bool {
        let count = self.order.len();
        while self.decided < 2 * count {
            let question = self.order[self.decided % count];
            self.steps += 1;
            if !self.is_decided(question) {
                let lowest = self.lowest(question);
                let is_choice = self.problem.choices().contains(&question);
                if lowest == 0 || is_choice || self.decided >= count {
                    self.levels.push(self.trail.len());
                    self.pick(question, lowest);
                    return true;
                }
            }
            self.decided += 1;
        }
        false
    }

    /// Takes out what the clauses leave no choice about; a clause that can no longer fail, if there
    /// is one.
    fn propagate(&mut self) -> Option<usize> {
        while self.told < self.trail.len() {
            let question = self.trail[self.told].question;
            self.told += 1;
            let mut node = std::mem::replace(&mut self.first_watch[question], NONE);
            let mut conflict = None;
            while node != NONE {
                let following = self.next[node];
                if conflict.is_some() || !self.moves(node) {
                    self.next[node] = self.first_watch[question];
                    self.first_watch[question] = node;
                    if conflict.is_none() {
                        conflict = self.force(node);
                    }
                }
                node = following;
            }
            if conflict.is_some() {
                return conflict;
            }
        }
        None
    }

    /// Lets a clause watch another test where that of this node holds and there is one that can
    /// still fail.
    fn moves(&mut self, node: usize) -> bool {
        let (watched, other) = (self.watched[node], self.watched[node ^ 1]);
        self.steps += STEPS_OF_A_CLAUSE + self.width(watched);
        if !self.holds(watched) || self.fails(other) {
            return false;
        }
        let clause = node / 2;
        let tests = self.problem.clauses[clause]..self.problem.clauses[clause + 1];
        self.steps += STEPS_OF_A_TEST * tests.len();
        let can_fail = |&test: &usize| test != watched && test != other && !self.holds(test);
        let Some(test) = tests.clone().find(can_fail) else { return false };
        self.watch(node, test);
        true
    }

    /// Lets the only other test of a clause fail where that of this node holds; the clause, if that
    /// cannot be.
    fn force(&mut self, node: usize) -> Option<usize> {
        let (watched, other) = (self.watched[node], self.watched[node ^ 1]);
        if !self.holds(watched) || self.fails(other) {
            return None;
        }
        if self.holds(other) {
            return Some(node / 2);
        }
        self.take_out(other, node / 2);
        None
    }

    /// Looks at a clause for the first time, before any decision.
    fn start(&mut self, clause: usize) {
        let nodes = [2 * clause, 2 * clause + 1];
        self.watched.extend([NONE; 2]);
        self.next.extend([NONE; 2]);
        let tests = self.problem.clauses[clause]..self.problem.clauses[clause + 1];
        if tests.clone().any(|test| self.fails(test)) {
            return;
        }
        let mut open = tests.filter(|&test| !self.holds(test));
        match (open.next(), open.next()) {
            (Some(one), Some(two)) => {
                self.watch(nodes[0], one);
                self.watch(nodes[1], two);
            }
            (Some(only), None) => self.take_out(only, NONE),
            (None, _) => self.is_possible = false,
        }
    }

    fn watch(&mut self, node: usize, test: usize) {
        let question = self.problem.tests[test].question;
        self.watched[node] = test;
        self.next[node] = std::mem::replace(&mut self.first_watch[question], node);
    }

    /// Takes the classes of a test out of its question's domain.
    fn take_out(&mut self, test: usize, reason: usize) {
        let FlatTest { question, classes } = self.problem.tests[test];
        self.change(question, reason);
        let start = self.problem.starts[question];
        for word in 0..self.problem.starts[question + 1] - start {
            self.problem.domains[start + word] &= !self.problem.classes[classes + word];
        }
    }

    /// Leaves a question only one class.
    fn pick(&mut self, question: usize, class: usize) {
        self.change(question, NONE);
        let (start, end) = (self.problem.starts[question], self.problem.starts[question + 1]);
        self.problem.domains[start..end].fill(0);
        self.problem.domains[start + class / 64] = 1 << (class % 64);
    }

    /// Notes that a question's domain is about to change.
    fn change(&mut self, question: usize, reason: usize) {
        let (start, end) = (self.problem.starts[question], self.problem.starts[question + 1]);
        let (before, level) = (self.saved.len(), self.levels.len());
        self.saved.extend_from_slice(&self.problem.domains[start..end]);
        self.steps += STEPS_OF_A_CLAUSE + end - start;
        let earlier = std::mem::replace(&mut self.last[question], self.trail.len());
        self.trail.push(Change { question, before, earlier, reason, level });
    }

    /// Undoes every decision after the first ones, and what follows from it.
    fn back_to(&mut self, level: usize) {
        self.decided = 0;
        if level >= self.levels.len() {
            return;
        }
        let length = self.levels[level];
        self.levels.truncate(level);
        for change in self.trail.drain(length..).rev() {
            let Change { question, before, earlier, .. } = change;
            let (start, end) = (self.problem.starts[question], self.problem.starts[question + 1]);
            let saved = &self.saved[before..before + end - start];
            self.problem.domains[start..end].copy_from_slice(saved);
            self.last[question] = earlier;
            self.saved.truncate(before);
        }
        self.told = length;
    }

    /// Whether a test holds for every answer that is left.
    fn holds(&self, test: usize) -> bool {
        match self.both(test) {
            ([domain], [classes]) => domain & !classes == 0,
            (domain, classes) => {
                domain.iter().zip(classes).all(|(domain, classes)| domain & !classes == 0)
            }
        }
    }

    /// Whether a test fails for every answer that is left.
    fn fails(&self, test: usize) -> bool {
        match self.both(test) {
            ([domain], [classes]) => domain & classes == 0,
            (domain, classes) => {
                domain.iter().zip(classes).all(|(domain, classes)| domain & classes == 0)
            }
        }
    }

    /// What is left for a test's question, and the classes of the test.
    fn both(&self, test: usize) -> (&[u64], &[u64]) {
        let FlatTest { question, classes } = self.problem.tests[test];
        (self.domain(question), &self.problem.classes[classes..classes + self.width(test)])
    }

    /// The number of words of a test's classes.
    fn width(&self, test: usize) -> usize {
        let question = self.problem.tests[test].question;
        self.problem.starts[question + 1] - self.problem.starts[question]
    }

    fn domain(&self, question: usize) -> &[u64] {
        &self.problem.domains[self.problem.starts[question]..self.problem.starts[question + 1]]
    }

    fn is_decided(&self, question: usize) -> bool {
        self.domain(question).iter().map(|word| word.count_ones()).sum::<u32>() == 1
    }

    /// The lowest class that is left; no domain is empty.
    fn lowest(&self, question: usize) -> usize {
        let words = self.domain(question);
        let at = words.iter().position(|&word| word != 0).unwrap_or_default();
        64 * at + words[at].trailing_zeros() as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authoring::proof::problem::{Conjunction, Literal};
    use crate::bits::Set;

    /// Numbers that look random and are the same on every run: Knuth's MMIX generator.
    struct Rng(u64);

    impl Rng {
        fn below(&mut self, end: usize) -> usize {
            self.0 = self
                .0
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(self.0 >> 33).unwrap() % end
        }

        /// A test of one of these questions each, in a clause.
        fn clause(&mut self, sizes: &[usize]) -> Conjunction {
            let mut clause: Conjunction = Vec::new();
            for _ in 0..=self.below(3) {
                let question = self.below(sizes.len());
                if clause.iter().all(|literal| literal.question != question) {
                    let some = self.below(1 << 16) | 1 << self.below(sizes[question].min(12));
                    // Beyond the first word, classes are like those in it.
                    let classes = Set::of(sizes[question], |class| some >> (class % 12) & 1 == 1);
                    clause.push(Literal { question, classes });
                }
            }
            clause
        }
    }

    fn holds(clause: &[Literal], picks: &[usize]) -> bool {
        clause.iter().all(|literal| literal.classes.contains(picks[literal.question]))
    }

    /// Every way to pick a class for each question, the plainest first of those that are the same
    /// to begin with.
    fn every(sizes: &[usize]) -> Vec<Picks> {
        let mut all: Vec<Picks> = vec![Vec::new()];
        for &size in sizes {
            let longer =
                |picks: &Picks| (0..size).map(|class| [&picks[..], &[class]].concat()).collect();
            all = all.iter().flat_map(|picks| -> Vec<Picks> { longer(picks) }).collect();
        }
        let is_not_first = |picks: &Picks| picks.iter().map(|&class| class != 0).collect();
        all.sort_by_cached_key(|picks| -> (Vec<bool>, Picks) {
            (is_not_first(picks), picks.clone())
        });
        all
    }

    /// What is found is what trying everything finds, and the plainest of that.
    #[test]
    fn the_plainest_answers_are_found_if_there_are_any() {
        let mut rng = Rng(19);
        let mut found = [0, 0];
        for round in 0..600 {
            // In every third round a question with more classes than fit into a word.
            let large = if round % 3 == 0 { 70 } else { 3 };
            let sizes = [2, 3, large, 2, 3, 2];
            let failing: Vec<_> = (0..rng.below(16)).map(|_| rng.clause(&sizes)).collect();
            let holding: Vec<Vec<_>> = (0..rng.below(3))
                .map(|_| (0..=rng.below(3)).map(|_| rng.clause(&sizes)).collect())
                .collect();
            let either = (rng.clause(&sizes), rng.clause(&sizes));

            let mut problem = Problem::new(sizes.into_iter());
            problem.fail_or_hold(&[either.0.iter().collect()], &[&either.1]);
            for alternatives in &holding {
                problem.hold(&alternatives.iter().map(Vec::as_slice).collect::<Vec<_>>());
            }
            for clause in &failing {
                problem.fail(clause);
            }
            let budget = Budget::new(Budget::OF_A_COMMAND);
            let solved = problem.solve(&budget).expect("the budget suffices");

            // First by the choices, as `Problem::solve` promises.
            let choices = |picks: &Picks| {
                let either = [!holds(&either.0, picks), holds(&either.1, picks)];
                let either = either.into_iter().position(|will_do| will_do)?;
                let first = |alternatives: &Vec<Conjunction>| {
                    alternatives.iter().position(|clause| holds(clause, picks))
                };
                let firsts = holding.iter().map(first).collect::<Option<Vec<_>>>()?;
                failing.iter().all(|clause| !holds(clause, picks)).then_some((either, firsts))
            };
            let all = every(&sizes);
            let plainest = all
                .iter()
                .filter_map(|picks| Some((choices(picks)?, picks)))
                .min_by(|(one, _), (two, _)| one.cmp(two));
            assert_eq!(solved.as_ref(), plainest.map(|(_, picks)| picks), "round {round}");
            found[usize::from(solved.is_some())] += 1;
        }
        assert!(found.iter().all(|&count| count > 50), "{found:?}");
    }

    /// One more pigeon than holes takes more steps than there are.
    #[test]
    fn a_search_that_takes_too_long_is_undecided() {
        let (pigeons, holes) = (11, 10);
        let mut problem = Problem::new((0..pigeons).map(|_| holes));
        for hole in 0..holes {
            let literal =
                |question| Literal { question, classes: Set::of(holes, |class| class == hole) };
            for one in 0..pigeons {
                for two in one + 1..pigeons {
                    problem.fail(&[literal(one), literal(two)]);
                }
            }
        }
        let undecided = |steps| problem.clone().solve(&Budget::new(steps));
        assert_eq!(undecided(1_000_000), Err(Undecided));
        assert_eq!(undecided(0), Err(Undecided));
    }
}
