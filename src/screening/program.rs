//! The compiled rulebook: columns for the questions, with a row for every class of answers, and
//! clauses whose tests hold in some of these rows.
//!
//! There are two ways to evaluate all clauses for the rows of a person. The decision table has an
//! entry for every clause in every row, as bits, and combines the rows of the person by AND. That is
//! fastest as long as most clauses read a good part of the questions. In a large rulebook a clause
//! reads few of many questions, and nearly all entries say nothing. There the usual truth, that of a
//! person who answers nothing, is corrected: only clauses that read another row than the usual one
//! are evaluated, test by test.

use std::ops::Range;

use jiff::civil::Date;

use super::Screener;
use super::clause::{self, Clauses};
use super::column::Column;
use super::layout::{ColumnTest, Layout, Reads};
use super::lists::Lists;
use super::truth::{Holds, Truth, TruthTable};
use crate::rulebook::{OptionId, QuestionId, QuestionSet, RuleId, Rulebook};

/// A rulebook compiled to a decision table.
#[derive(Debug)]
pub(super) struct Program {
    /// The columns, those of one question next to each other.
    columns: Vec<Column>,
    /// For each question, its columns.
    columns_by_question: Vec<Range<usize>>,
    /// For each clause its tests.
    tests: Lists<ColumnTest>,
    /// For each column the clauses that read it.
    clauses_of_column: Lists<usize>,
    /// The decision table, if it is the faster way.
    table: Option<TruthTable>,
    reads: Reads,
    /// The clauses of each rule; those of all rules come first, in file order.
    rules: Vec<Range<usize>>,
    /// For each clause of a rule, that rule.
    rule_of_clause: Vec<RuleId>,
    /// Every `ask_when`, each after those of the questions that it tests.
    ask_whens: Vec<AskWhen>,
    /// For each question the index of its `ask_when`; `None` if everyone is asked.
    ask_when_of: Vec<Option<usize>>,
    /// The questions that an `ask_when` tests.
    tested_by_ask_when: QuestionSet,
    /// The clauses of each aftercare entry's `when`; `None` if it is for everyone.
    aftercare: Vec<Option<Range<usize>>>,
}

/// A person who answers nothing.
#[derive(Clone, Debug, Default)]
pub(super) struct Usual {
    pub(super) rows: Rows,
    /// The truth of the clauses; unused where there is a decision table.
    truth: Truth,
}

/// A compiled `ask_when`: the condition under which a question is asked.
#[derive(Debug)]
pub(super) struct AskWhen {
    /// The question that it belongs to.
    pub(super) question: QuestionId,
    pub(super) clauses: Range<usize>,
    /// The questions that it tests, in file order.
    pub(super) reads: Vec<QuestionId>,
}

/// For each column the selected row.
pub(super) type Rows = Vec<usize>;

impl Program {
    pub(super) fn new(rulebook: &Rulebook) -> Self {
        let mut all = Clauses::new();
        let rules = rulebook.rules().iter();
        let rules: Vec<Range<usize>> =
            rules.map(|rule| clause::add(&rule.when, &mut all)).collect();
        let rule_of_clause = rules.iter().enumerate();
        let rule_of_clause =
            rule_of_clause.flat_map(|(at, clauses)| clauses.clone().map(move |_| RuleId::new(at)));
        let ask_whens = rulebook.ask_order().iter().filter_map(|&question| {
            let when = rulebook[question].ask_when.as_ref()?;
            let mut reads = Vec::new();
            when.each_test(&mut |test| reads.push(test.question));
            reads.sort_unstable();
            reads.dedup();
            Some(AskWhen { question, clauses: clause::add(when, &mut all), reads })
        });
        let ask_whens: Vec<AskWhen> = ask_whens.collect();
        let questions = rulebook.questions().len();
        let mut ask_when_of = vec![None; questions];
        let mut tested_by_ask_when = QuestionSet::none(questions);
        for (at, ask_when) in ask_whens.iter().enumerate() {
            ask_when_of[ask_when.question.index()] = Some(at);
            ask_when.reads.iter().for_each(|&id| {
                tested_by_ask_when.insert(id);
            });
        }
        let aftercare = rulebook
            .aftercare()
            .iter()
            .map(|entry| Some(clause::add(entry.when.as_ref()?, &mut all)))
            .collect();

        let layout = Layout::of(rulebook, &all);
        let reads = layout.reads(&all);
        let mut program = Self {
            table: None,
            tests: layout.tests(&all),
            clauses_of_column: reads.clauses_of_column(),
            reads,
            columns: layout.columns,
            columns_by_question: layout.columns_by_question,
            rule_of_clause: rule_of_clause.collect(),
            rules,
            ask_whens,
            ask_when_of,
            tested_by_ask_when,
            aftercare,
        };
        program.table = program.table(layout.height);
        program
    }

    /// The decision table, if that is faster than to evaluate clauses one by one.
    fn table(&self, height: usize) -> Option<TruthTable> {
        /// A test takes at least as long as this number of blocks.
        const BLOCKS_OF_A_TEST: usize = 2;
        /// The maximum number of blocks: 2 MiB.
        const MAX_BLOCKS: usize = 1 << 16;
        let width = TruthTable::width(self.tests.len());
        if self.columns.len() * width > BLOCKS_OF_A_TEST * self.tests.things()
            || height * width > MAX_BLOCKS
        {
            return None;
        }
        let mut table = TruthTable::new(height, self.tests.len());
        for (at, clauses) in self.clauses_of_column.iter().enumerate() {
            for row in self.columns[at].first_row..self.columns[at].end() {
                for &clause in clauses {
                    table.set(row, clause, self.entry(clause, at, row));
                }
            }
        }
        Some(table)
    }

    /// Whether the tests of a clause on one column hold in a row of it.
    fn entry(&self, clause: usize, column: usize, row: usize) -> Holds {
        let tests = self.tests[clause].iter().filter(|test| test.column == column);
        let holds = tests.map(|test| self.columns[column].holds(&test.accepted, row));
        holds.min().unwrap_or(Holds::Yes)
    }

    /// Whether a clause holds for these rows; tests on columns for which `left_out` is true do.
    #[inline]
    fn clause(&self, clause: usize, rows: &[usize], left_out: impl Fn(usize) -> bool) -> Holds {
        let tests = self.tests[clause].iter().filter(|test| !left_out(test.column));
        let holds =
            tests.map(|test| self.columns[test.column].holds(&test.accepted, rows[test.column]));
        holds.min().unwrap_or(Holds::Yes)
    }

    /// The row of a class of answers.
    pub(super) fn row(&self, column: usize, class: usize) -> usize {
        self.columns[column].row(class)
    }

    /// Whether the question of a column is open.
    pub(super) fn is_open(&self, column: usize, rows: &[usize]) -> bool {
        rows[column] == self.columns[column].open_row()
    }

    /// A person with these rows as the usual one.
    pub(super) fn usual(&self, rows: Rows) -> Usual {
        let mut truth = Truth::default();
        if self.table.is_none() {
            truth = Truth::all(self.tests.len());
            for clause in 0..self.tests.len() {
                truth.set(clause, self.clause(clause, &rows, |_| false));
            }
        }
        Usual { rows, truth }
    }

    /// Evaluates all clauses for these rows.
    #[inline]
    pub(super) fn truth(&self, rows: &Rows, usual: &Usual, truth: &mut Truth) {
        match &self.table {
            Some(table) => table.all(&rows.iter().copied(), truth),
            None => self.correct(rows, usual, truth),
        }
    }

    fn correct(&self, rows: &Rows, usual: &Usual, truth: &mut Truth) {
        truth.copy_from(&usual.truth);
        let moved = (0..rows.len()).filter(|&at| rows[at] != usual.rows[at]);
        for &clause in moved.flat_map(|at| &self.clauses_of_column[at]) {
            truth.set(clause, self.clause(clause, rows, |_| false));
        }
    }

    /// Evaluates all clauses for these rows without some columns, which are in rising order: every
    /// test on them counts as true. `whole` is the truth for all rows.
    pub(super) fn truth_without(
        &self,
        left_out: &[usize],
        rows: &Rows,
        whole: &Truth,
        truth: &mut Truth,
    ) {
        let is_left_out = |at: usize| left_out.binary_search(&at).is_ok();
        if let Some(table) = &self.table {
            let mut staying = Vec::with_capacity(rows.len());
            let mut start = 0;
            for &at in left_out {
                staying.extend_from_slice(&rows[start..at]);
                start = at + 1;
            }
            staying.extend_from_slice(&rows[start..]);
            table.all(&staying.iter().copied(), truth);
            return;
        }
        truth.copy_from(whole);
        for &clause in left_out.iter().flat_map(|&at| &self.clauses_of_column[at]) {
            truth.set(clause, self.clause(clause, rows, is_left_out));
        }
    }

    /// Combines the truth with one more row of a column, by AND.
    pub(super) fn narrow(&self, truth: &mut Truth, column: usize, row: usize) {
        match &self.table {
            Some(table) => table.narrow(truth, row),
            None => {
                for &clause in &self.clauses_of_column[column] {
                    truth.lower(clause, self.entry(clause, column, row));
                }
            }
        }
    }

    /// The rules that apply or might apply, in file order.
    pub(super) fn applying(&self, truth: &Truth) -> impl Iterator<Item = (RuleId, Holds)> {
        let mut last = None;
        truth
            .possible_before(self.rule_of_clause.len())
            .map(|clause| self.rule_of_clause[clause])
            // The clauses of one rule are next to each other.
            .filter(move |&rule| last.replace(rule) != Some(rule))
            .map(|rule| (rule, truth.any(self.rule(rule))))
    }

    pub(super) fn rule(&self, rule: RuleId) -> Range<usize> {
        self.rules[rule.index()].clone()
    }

    /// Every `ask_when`, each after those of the questions that it tests.
    pub(super) fn ask_whens(&self) -> &[AskWhen] {
        &self.ask_whens
    }

    /// The `ask_when` of a question; `None` if everyone is asked.
    #[inline]
    pub(super) fn ask_when(&self, question: QuestionId) -> Option<&AskWhen> {
        self.ask_when_of[question.index()].map(|at| &self.ask_whens[at])
    }

    /// The `ask_when`s of the unanswered questions that a clause reads.
    #[inline]
    pub(super) fn ask_whens_of_unanswered(
        &self,
        clause: usize,
        answered: &QuestionSet,
    ) -> impl Iterator<Item = &AskWhen> {
        let unanswered =
            self.reads.conditional[clause].iter().filter(|&&id| !answered.contains(id));
        unanswered.filter_map(|&id| self.ask_when(id))
    }

    /// Whether an `ask_when` tests a question.
    pub(super) fn is_tested_by_ask_when(&self, question: QuestionId) -> bool {
        self.tested_by_ask_when.contains(question)
    }

    /// Whether a question is asked.
    #[inline]
    pub(super) fn asked(&self, question: QuestionId, truth: &Truth) -> Holds {
        self.ask_when(question).map_or(Holds::Yes, |ask_when| truth.any(ask_when.clauses.clone()))
    }

    /// Evaluates whether any of these clauses holds, for these rows.
    pub(super) fn any_in(&self, clauses: Range<usize>, rows: &[usize]) -> Holds {
        clauses.map(|clause| self.clause(clause, rows, |_| false)).max().unwrap_or(Holds::No)
    }

    /// Adds the questions that are certainly not asked.
    pub(super) fn inapplicable(&self, truth: &Truth, questions: &mut QuestionSet) {
        let closed = |ask_when: &&AskWhen| truth.any(ask_when.clauses.clone()) == Holds::No;
        self.ask_whens.iter().filter(closed).for_each(|ask_when| {
            questions.insert(ask_when.question);
        });
    }

    /// Whether every test on a column holds in one of its rows as it does in another.
    pub(super) fn is_same_row(&self, column: usize, row: usize, other: usize) -> bool {
        let mut clauses = self.clauses_of_column[column].iter();
        clauses.all(|&clause| self.entry(clause, column, row) == self.entry(clause, column, other))
    }

    /// Whether the `when` of an aftercare entry holds.
    pub(super) fn aftercare_holds(&self, aftercare: usize, truth: &Truth) -> Holds {
        self.aftercare[aftercare].clone().map_or(Holds::Yes, |when| truth.any(when))
    }

    /// Whether the answers of a class satisfy all tests of a clause in a column.
    pub(super) fn satisfies(&self, column: usize, class: usize, clause: usize) -> bool {
        self.entry(clause, column, self.row(column, class)) == Holds::Yes
    }

    pub(super) fn columns_of(&self, question: QuestionId) -> Range<usize> {
        self.columns_by_question[question.index()].clone()
    }

    pub(super) fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// What each clause reads.
    pub(super) fn reads(&self) -> &Reads {
        &self.reads
    }
}

impl Screener<'_> {
    /// Whether a rule applies for any answers; with `option`, for any answers that have this option
    /// for the `levels_by` question.
    ///
    /// This is exact. An answer counts whether its question is asked or not, so a clause can hold
    /// if each of its questions by itself has an answer that satisfies all tests on it. For several
    /// waits on one date, today does.
    pub(crate) fn can_apply(&self, rule: RuleId, option: Option<OptionId>) -> bool {
        let program = &self.program;
        program.rule(rule).any(|clause| {
            program.reads.columns[clause].iter().all(|&at| {
                let mut reachable = self.reachable(&program.columns[at], option);
                reachable.any(|class| program.satisfies(at, class, clause))
            })
        })
    }

    /// The classes that answers to a column's question can fall into.
    pub(super) fn reachable(&self, column: &Column, option: Option<OptionId>) -> Range<usize> {
        if let Some(option) = option
            && self.rulebook.head().levels_by == Some(column.question)
        {
            return option.index()..option.index() + 1;
        }
        if let Some(ends) = self.rulebook[column.question].kind.ends() {
            // The treatment date matters only to dates, which have no such ends.
            let [least, greatest] = ends.map(|value| column.class(value, |_| Date::MIN));
            return least..greatest + 1;
        }
        0..column.classes()
    }
}
