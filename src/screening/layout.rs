//! Which columns a compiled rulebook has, and what its clauses read of them.

use std::ops::Range;

use super::clause::Clauses;
use super::column::{Accepted, Column, Cut};
use super::lists::Lists;
use crate::rulebook::{QuestionId, Rulebook, Test, Wants};

/// The columns of a rulebook.
pub(super) struct Layout {
    /// Those of one question are next to each other.
    pub(super) columns: Vec<Column>,
    /// For each question, its columns.
    pub(super) columns_by_question: Vec<Range<usize>>,
    /// The number of rows of all columns.
    pub(super) height: usize,
}

/// A test, compiled.
#[derive(Debug)]
pub(super) struct ColumnTest {
    pub(super) column: usize,
    pub(super) accepted: Accepted,
}

/// The columns and questions that each clause reads, in file order and without repeats.
#[derive(Debug)]
pub(super) struct Reads {
    pub(super) columns: Lists<usize>,
    pub(super) questions: Lists<QuestionId>,
    /// The columns among them that are for a wait.
    pub(super) waits: Lists<usize>,
    /// The questions among them that have an `ask_when`.
    pub(super) conditional: Lists<QuestionId>,
}

impl Layout {
    pub(super) fn of(rulebook: &Rulebook, clauses: &Clauses<'_>) -> Self {
        let mut tests: Vec<&Test> = clauses.iter().flatten().copied().collect();
        tests.sort_by_key(|test| test.question);
        let mut columns: Vec<Column> = Vec::new();
        let mut columns_by_question = vec![0..0; rulebook.questions().len()];
        let mut height = 0;
        for tests in tests.chunk_by(|a, b| a.question == b.question) {
            let (id, start) = (tests[0].question, columns.len());
            for test in tests {
                let known = columns[start..].iter().position(|column| column.reads(&test.wants));
                let at = known.map_or(columns.len(), |at| start + at);
                if at == columns.len() {
                    columns.push(Column::new(&rulebook[id], id, &test.wants));
                }
                if let (Cut::Bounds(bounds), Wants::Range(range)) =
                    (&mut columns[at].cut, &test.wants)
                {
                    bounds.extend([range.lower, range.upper].into_iter().flatten().map(|b| b.at));
                }
            }
            for column in &mut columns[start..] {
                if let Cut::Bounds(bounds) = &mut column.cut {
                    bounds.sort_unstable();
                    bounds.dedup();
                }
                column.settle(height, rulebook[id].assume);
                height = column.end();
            }
            columns_by_question[id.index()] = start..columns.len();
        }
        Self { columns, columns_by_question, height }
    }

    /// The tests of each clause, compiled.
    pub(super) fn tests(&self, clauses: &Clauses<'_>) -> Lists<ColumnTest> {
        let mut tests = Lists::new();
        for clause in clauses.iter() {
            tests.push(clause.iter().map(|test| {
                let column = self.column(test);
                ColumnTest { column, accepted: self.columns[column].accepted(&test.wants) }
            }));
        }
        tests
    }

    pub(super) fn reads(&self, clauses: &Clauses<'_>) -> Reads {
        let mut lists = Reads {
            columns: Lists::new(),
            questions: Lists::new(),
            waits: Lists::new(),
            conditional: Lists::new(),
        };
        let (mut columns, mut questions): (Vec<usize>, Vec<QuestionId>) = Default::default();
        let mut conditional = Vec::new();
        for clause in clauses.iter() {
            columns.clear();
            columns.extend(clause.iter().map(|test| self.column(test)));
            columns.sort_unstable();
            columns.dedup();
            questions.clear();
            questions.extend(columns.iter().map(|&at| self.columns[at].question));
            questions.dedup();
            conditional.clear();
            let read = columns.iter().map(|&at| &self.columns[at]);
            let read = read.filter(|column| column.is_conditional);
            conditional.extend(read.map(|column| column.question));
            conditional.dedup();
            let is_wait = |at: &usize| matches!(self.columns[*at].cut, Cut::Wait(_));
            lists.waits.push(columns.iter().copied().filter(is_wait));
            lists.columns.push(columns.iter().copied());
            lists.questions.push(questions.iter().copied());
            lists.conditional.push(conditional.iter().copied());
        }
        lists
    }

    /// The column of a test.
    fn column(&self, test: &Test) -> usize {
        let mut columns = self.columns_by_question[test.question.index()].clone();
        // INVARIANT: there is a column for every test of every clause.
        columns.find(|&at| self.columns[at].reads(&test.wants)).expect("every test has its column")
    }
}

impl Reads {
    /// For each column the clauses that read it.
    pub(super) fn clauses_of_column(&self) -> Lists<usize> {
        let mut pairs = Vec::with_capacity(self.columns.things());
        for (clause, columns) in self.columns.iter().enumerate() {
            pairs.extend(columns.iter().map(|&column| (column, clause)));
        }
        pairs.sort_unstable();
        let mut clauses = Lists::new();
        // INVARIANT: every column was made for a test, so a clause reads it.
        for of_column in pairs.chunk_by(|a, b| a.0 == b.0) {
            clauses.push(of_column.iter().map(|&(_, clause)| clause));
        }
        clauses
    }
}
