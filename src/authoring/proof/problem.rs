//! Clauses over questions that all have to fail, in a few flat lists.
//!
//! A clause is a conjunction: tests that must not all hold. That alternatives hold is said with
//! clauses, too: a choice, which is one more question with a class for each alternative, and for
//! each test of an alternative a clause that fails unless it holds or the choice is another. The
//! questions may be those of one rulebook or of several.

use crate::bits::Set;

/// Classes of one question, as a test leaves them.
#[derive(Clone, Debug)]
pub(super) struct Literal {
    pub(super) question: usize,
    pub(super) classes: Set,
}

/// Tests that must all hold.
pub(super) type Conjunction = Vec<Literal>;

/// For each question the class of its answer.
pub(super) type Picks = Vec<usize>;

/// Questions with the classes that their answers may be in, and clauses that all have to fail.
#[derive(Clone, Debug)]
pub(super) struct Problem {
    /// The number of questions that are no choices.
    pub(super) questions: usize,
    /// Where the words of each question's set start, and where those of the last one end. Those of
    /// choices come after those of the other questions.
    pub(super) starts: Vec<usize>,
    /// The classes of every question, as one bit array.
    pub(super) domains: Vec<u64>,
    /// The tests of all clauses.
    pub(super) tests: Vec<FlatTest>,
    /// The classes of all tests, as one bit array.
    pub(super) classes: Vec<u64>,
    /// Where each clause's tests start, and where those of the last one end.
    pub(super) clauses: Vec<usize>,
    /// Whether it is clear already that not all clauses can fail.
    pub(super) impossible: bool,
}

/// A test in the list of all.
#[derive(Clone, Copy, Debug)]
pub(super) struct FlatTest {
    pub(super) question: usize,
    /// Where its classes start.
    pub(super) classes: usize,
}

/// A test of a choice: it is this one.
#[derive(Clone, Copy)]
pub(super) struct Chosen {
    choice: usize,
    class: usize,
}

impl Problem {
    /// Questions with these numbers of classes, and no clauses.
    pub(super) fn new(classes: impl Iterator<Item = usize>) -> Self {
        let mut problem = Self {
            questions: 0,
            starts: vec![0],
            domains: Vec::new(),
            tests: Vec::new(),
            classes: Vec::new(),
            clauses: vec![0],
            impossible: false,
        };
        for count in classes {
            problem.add_question(count);
            problem.questions += 1;
        }
        problem
    }

    fn add_question(&mut self, classes: usize) -> usize {
        let first = self.domains.len();
        self.domains.resize(first + classes.div_ceil(64).max(1), 0);
        for class in 0..classes {
            self.domains[first + class / 64] |= 1 << (class % 64);
        }
        self.starts.push(self.domains.len());
        self.impossible |= classes == 0;
        self.starts.len() - 2
    }

    /// Leaves a question only these classes.
    pub(super) fn keep(&mut self, question: usize, classes: &Set) {
        let words = &mut self.domains[self.starts[question]..self.starts[question + 1]];
        words.iter_mut().zip(classes.words()).for_each(|(word, kept)| *word &= kept);
        self.impossible |= words.iter().all(|&word| word == 0);
    }

    /// Takes these classes of a question away.
    pub(super) fn remove(&mut self, question: usize, classes: &Set) {
        let words = &mut self.domains[self.starts[question]..self.starts[question + 1]];
        words.iter_mut().zip(classes.words()).for_each(|(word, gone)| *word &= !gone);
        self.impossible |= words.iter().all(|&word| word == 0);
    }

    /// A clause that has to fail.
    pub(super) fn fail<'l>(&mut self, clause: impl IntoIterator<Item = &'l Literal>) {
        for literal in clause {
            self.push_test(literal, false);
        }
        self.end_clause();
    }

    /// A clause that has to fail if this is chosen.
    fn fail_if<'l>(&mut self, chosen: Chosen, clause: impl IntoIterator<Item = &'l Literal>) {
        self.push_chosen(chosen);
        self.fail(clause);
    }

    /// One of these has to hold: the first that can, in what is found.
    pub(super) fn hold(&mut self, alternatives: &[&[Literal]]) {
        if let [only] = alternatives {
            for literal in *only {
                self.keep(literal.question, &literal.classes);
            }
        } else {
            self.choose(None, alternatives);
        }
    }

    /// All clauses of `failing` have to fail, or one of `holding` has to hold.
    pub(super) fn fail_or_hold(&mut self, failing: &[Vec<&Literal>], holding: &[&[Literal]]) {
        if holding.is_empty() {
            for clause in failing {
                self.fail(clause.iter().copied());
            }
            return;
        }
        let choice = self.add_question(2);
        for clause in failing {
            self.fail_if(Chosen { choice, class: 0 }, clause.iter().copied());
        }
        self.choose(Some(Chosen { choice, class: 1 }), holding);
    }

    /// One of these has to hold, at least if `only_if` is chosen.
    fn choose(&mut self, only_if: Option<Chosen>, alternatives: &[&[Literal]]) {
        let choice = self.add_question(alternatives.len());
        for (class, alternative) in alternatives.iter().enumerate() {
            for literal in *alternative {
                if let Some(chosen) = only_if {
                    self.push_chosen(chosen);
                }
                self.push_chosen(Chosen { choice, class });
                self.push_test(literal, true);
                self.end_clause();
            }
        }
    }

    fn push_chosen(&mut self, Chosen { choice, class }: Chosen) {
        let classes = self.classes.len();
        self.tests.push(FlatTest { question: choice, classes });
        self.classes.resize(classes + self.starts[choice + 1] - self.starts[choice], 0);
        self.classes[classes + class / 64] |= 1 << (class % 64);
    }

    fn push_test(&mut self, literal: &Literal, negated: bool) {
        self.tests.push(FlatTest { question: literal.question, classes: self.classes.len() });
        let words = literal.classes.words().iter();
        self.classes.extend(words.map(|&word| if negated { !word } else { word }));
    }

    fn end_clause(&mut self) {
        // A clause without tests always holds.
        self.impossible |= self.clauses.last() == Some(&self.tests.len());
        self.clauses.push(self.tests.len());
    }

    pub(super) fn choices(&self) -> std::ops::Range<usize> {
        self.questions..self.starts.len() - 1
    }
}
