//! The compiled rulebook: a decision table with columns for the questions, a row for every class of
//! answers, and in each row an entry for every clause.

use std::ops::Range;

use jiff::civil::Date;

use super::Screener;
use super::clause::{Clause, clauses};
use super::column::{Accepted, Column, Cut};
use super::truth::{Holds, Truth, TruthTable};
use crate::rulebook::{OptionId, QuestionId, QuestionSet, RuleId, Rulebook, Test, Wants};

/// A rulebook compiled to a decision table.
#[derive(Debug)]
pub(super) struct Program {
    /// The columns, those of one question next to each other.
    columns: Vec<Column>,
    /// For each question, its columns.
    columns_by_question: Vec<Range<usize>>,
    table: TruthTable,
    /// For each clause, what it reads.
    reads: Vec<Reads>,
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

/// A compiled `ask_when`: the condition under which a question is asked.
#[derive(Debug)]
pub(super) struct AskWhen {
    /// The question that it belongs to.
    pub(super) question: QuestionId,
    pub(super) clauses: Range<usize>,
    /// The questions that it tests, in file order.
    pub(super) reads: Vec<QuestionId>,
}

/// The columns and questions that a clause reads, in file order and without repeats.
#[derive(Debug)]
pub(super) struct Reads {
    pub(super) columns: Vec<usize>,
    pub(super) questions: Vec<QuestionId>,
    /// The columns among them that are for a wait.
    pub(super) waits: Vec<usize>,
    /// The questions among them that have an `ask_when`.
    pub(super) conditional: Vec<QuestionId>,
}

/// For each column the selected row.
pub(super) type Rows = Vec<usize>;

impl Program {
    pub(super) fn new(rulebook: &Rulebook) -> Self {
        let mut all: Vec<Clause<'_>> = Vec::new();
        let rules = rulebook.rules().iter();
        let rules: Vec<Range<usize>> =
            rules.map(|rule| append(&mut all, clauses(&rule.when))).collect();
        let rule_of_clause = rules.iter().enumerate();
        let rule_of_clause =
            rule_of_clause.flat_map(|(at, clauses)| clauses.clone().map(move |_| RuleId::new(at)));
        let ask_whens = rulebook.ask_order().iter().filter_map(|&question| {
            let when = rulebook[question].ask_when.as_ref()?;
            let mut reads = Vec::new();
            when.each_test(&mut |test| reads.push(test.question));
            reads.sort_unstable();
            reads.dedup();
            Some(AskWhen { question, clauses: append(&mut all, clauses(when)), reads })
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
            .map(|entry| Some(append(&mut all, clauses(entry.when.as_ref()?))))
            .collect();

        let mut layout = Layout::of(rulebook, &all);
        let mut height = 0;
        for column in &mut layout.columns {
            column.first_row = height;
            height = column.end();
        }
        let mut program = Self {
            table: TruthTable::new(height, all.len()),
            reads: all.iter().map(|clause| layout.reads(clause)).collect(),
            columns: layout.columns,
            columns_by_question: layout.columns_by_question,
            rule_of_clause: rule_of_clause.collect(),
            rules,
            ask_whens,
            ask_when_of,
            tested_by_ask_when,
            aftercare,
        };
        program.fill(rulebook, &all);
        program
    }

    /// Fills the table. Every entry starts as true; for each test, the rows that do not satisfy it
    /// are set to false, and the row of the open question to unknown.
    fn fill(&mut self, rulebook: &Rulebook, clauses: &[Clause<'_>]) {
        for (column, tests) in self.columns.iter().zip(self.tests(clauses)) {
            // Row by row, because a number question can have thousands of bounds.
            for class in 0..column.classes() {
                for (clause, accepted) in &tests {
                    if !accepted.contains(class) {
                        self.table.set(column.row(class), *clause, Holds::No);
                    }
                }
            }
            // A date is never assumed, so the wait does not matter.
            let assumed = rulebook[column.question].assume;
            let assumed = assumed.map(|value| column.class(value, |_| Date::MAX));
            for (clause, accepted) in &tests {
                self.table.set(column.open_row(), *clause, Holds::Maybe);
                if column.is_conditional {
                    let fits = assumed.is_some_and(|class| accepted.contains(class));
                    let might = if fits { Holds::Maybe } else { Holds::No };
                    self.table.set(column.doubtful_row(), *clause, might);
                    self.table.set(column.unasked_row(), *clause, Holds::No);
                }
            }
        }
    }

    /// For each column the clauses that test it, each with the classes that it accepts.
    fn tests(&self, clauses: &[Clause<'_>]) -> Vec<Vec<(usize, Accepted)>> {
        let mut tests = vec![Vec::new(); self.columns.len()];
        for (index, clause) in clauses.iter().enumerate() {
            for test in clause {
                let reads = |&&at: &&usize| {
                    let column = &self.columns[at];
                    column.question == test.question && column.reads(&test.wants)
                };
                let at = self.reads[index].columns.iter().find(reads);
                // INVARIANT: `reads` holds the column of every test of the clause.
                let at = *at.expect("every test has its column");
                tests[at].push((index, self.columns[at].accepted(&test.wants)));
            }
        }
        tests
    }

    /// The row of a class of answers.
    pub(super) fn row(&self, column: usize, class: usize) -> usize {
        self.columns[column].row(class)
    }

    /// Whether the question of a column is open.
    pub(super) fn is_open(&self, column: usize, rows: &[usize]) -> bool {
        rows[column] == self.columns[column].open_row()
    }

    /// Evaluates all clauses for these rows.
    #[inline]
    pub(super) fn truth(&self, rows: &(impl Iterator<Item = usize> + Clone), truth: &mut Truth) {
        self.table.all(rows, truth);
    }

    /// Combines the truth with one more row, by AND.
    pub(super) fn narrow(&self, truth: &mut Truth, row: usize) {
        self.table.narrow(truth, row);
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
        reads: &Reads,
        answered: &QuestionSet,
    ) -> impl Iterator<Item = &AskWhen> {
        let unanswered = reads.conditional.iter().filter(|&&id| !answered.contains(id));
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
        let clause = |clause: usize| {
            let columns = self.reads[clause].columns.iter();
            columns.map(|&at| self.table.get(rows[at], clause)).min().unwrap_or(Holds::Yes)
        };
        clauses.map(clause).max().unwrap_or(Holds::No)
    }

    /// Adds the questions that are certainly not asked.
    pub(super) fn inapplicable(&self, truth: &Truth, questions: &mut QuestionSet) {
        let closed = |ask_when: &&AskWhen| truth.any(ask_when.clauses.clone()) == Holds::No;
        self.ask_whens.iter().filter(closed).for_each(|ask_when| {
            questions.insert(ask_when.question);
        });
    }

    /// Whether two rows have the same entries.
    pub(super) fn is_same_row(&self, row: usize, other: usize) -> bool {
        self.table.is_same(row, other)
    }

    /// Whether the `when` of an aftercare entry holds.
    pub(super) fn aftercare_holds(&self, aftercare: usize, truth: &Truth) -> Holds {
        self.aftercare[aftercare].clone().map_or(Holds::Yes, |when| truth.any(when))
    }

    /// Whether the answers of a class satisfy all tests of a clause in a column.
    pub(super) fn satisfies(&self, column: usize, class: usize, clause: usize) -> bool {
        self.table.get(self.row(column, class), clause) == Holds::Yes
    }

    pub(super) fn columns_of(&self, question: QuestionId) -> Range<usize> {
        self.columns_by_question[question.index()].clone()
    }

    pub(super) fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The columns and questions that a clause reads.
    #[inline]
    pub(super) fn reads(&self, clause: usize) -> &Reads {
        &self.reads[clause]
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
            program.reads(clause).columns.iter().all(|&at| {
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

/// Appends clauses to a list, and returns their indices.
fn append<'r>(clauses: &mut Vec<Clause<'r>>, more: Vec<Clause<'r>>) -> Range<usize> {
    let start = clauses.len();
    clauses.extend(more);
    start..clauses.len()
}

/// The columns while they are collected; they have no rows yet.
struct Layout {
    columns: Vec<Column>,
    /// For each question, its columns.
    columns_by_question: Vec<Range<usize>>,
}

impl Layout {
    fn of(rulebook: &Rulebook, clauses: &[Clause<'_>]) -> Self {
        let mut by_question: Vec<Vec<Column>> = vec![Vec::new(); rulebook.questions().len()];
        for test in clauses.iter().flatten() {
            let columns = &mut by_question[test.question.index()];
            let at = columns.iter().position(|column| column.reads(&test.wants));
            let at = at.unwrap_or_else(|| {
                columns.push(Column::new(&rulebook[test.question], test.question, &test.wants));
                columns.len() - 1
            });
            if let (Cut::Bounds(bounds), Wants::Range(range)) = (&mut columns[at].cut, &test.wants)
            {
                bounds.extend([range.lower, range.upper].into_iter().flatten().map(|b| b.at));
            }
        }
        for column in by_question.iter_mut().flatten() {
            if let Cut::Bounds(bounds) = &mut column.cut {
                bounds.sort_unstable();
                bounds.dedup();
            }
        }
        let mut start = 0;
        let columns_by_question = by_question.iter().map(|columns| {
            let range = start..start + columns.len();
            start = range.end;
            range
        });
        Self {
            columns_by_question: columns_by_question.collect(),
            columns: by_question.into_iter().flatten().collect(),
        }
    }

    fn reads(&self, clause: &Clause<'_>) -> Reads {
        let mut columns: Vec<usize> = clause.iter().filter_map(|test| self.column(test)).collect();
        columns.sort_unstable();
        columns.dedup();
        let mut questions: Vec<_> = columns.iter().map(|&at| self.columns[at].question).collect();
        questions.dedup();
        let is_wait = |&at: &usize| matches!(self.columns[at].cut, Cut::Wait(_));
        let waits = columns.iter().copied().filter(is_wait).collect();
        let conditional =
            columns.iter().map(|&at| &self.columns[at]).filter(|column| column.is_conditional);
        let mut conditional: Vec<_> = conditional.map(|column| column.question).collect();
        conditional.dedup();
        Reads { columns, questions, waits, conditional }
    }

    /// The column of a test.
    fn column(&self, test: &Test) -> Option<usize> {
        let mut columns = self.columns_by_question[test.question.index()].clone();
        columns.find(|&at| self.columns[at].reads(&test.wants))
    }
}
