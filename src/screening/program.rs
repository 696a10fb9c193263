//! The compiled rulebook: clauses, columns, and a row for every class of answers.

use std::ops::Range;

use jiff::civil::Date;

use super::Screener;
use super::clause::{Clause, clauses};
use super::column::{Accepted, Column, Cut};
use super::truth::{Holds, Table, Truth};
use crate::rulebook::{
    Kind, OptionId, QuestionId, QuestionSet, RuleId, Rulebook, Test, Value, Wants,
};

/// A rulebook as a table of bits.
#[derive(Debug)]
pub(super) struct Program {
    /// Those of one question stand together.
    columns: Vec<Column>,
    /// For each question, its columns.
    of_question: Vec<Range<usize>>,
    table: Table,
    /// For each clause, what it reads.
    reads: Vec<Reads>,
    /// The clauses of each rule; those of all rules come first, in file order.
    rules: Vec<Range<usize>>,
    /// For each clause of a rule, that rule.
    of_rule: Vec<RuleId>,
    /// Every `ask_when`, each after those of the questions that it tests.
    gates: Vec<Gate>,
    /// For each question the place of its `ask_when`; nothing if it is asked of everybody.
    gate_of: Vec<Option<usize>>,
    /// Every question that some `ask_when` tests.
    gating: QuestionSet,
    /// The clauses of each aftercare entry's `when`; nothing if it is for everybody.
    aftercare: Vec<Option<Range<usize>>>,
}

/// An `ask_when`.
#[derive(Debug)]
pub(super) struct Gate {
    /// The question that it belongs to.
    pub(super) question: QuestionId,
    pub(super) clauses: Range<usize>,
    /// The questions that it tests, in file order.
    pub(super) reads: Vec<QuestionId>,
}

/// What a clause reads, without repeats and in file order.
#[derive(Debug)]
pub(super) struct Reads {
    pub(super) columns: Vec<usize>,
    pub(super) questions: Vec<QuestionId>,
    /// Those of the columns that look for days within a wait.
    pub(super) waits: Vec<usize>,
    /// Those of the questions that are not asked of everybody.
    pub(super) gated: Vec<QuestionId>,
}

/// For each column the row of its answer, or of its open question.
pub(super) type Rows = Vec<usize>;

impl Program {
    pub(super) fn new(rulebook: &Rulebook) -> Self {
        let mut all: Vec<Clause<'_>> = Vec::new();
        let rules = rulebook.rules().iter();
        let rules: Vec<Range<usize>> =
            rules.map(|rule| append(&mut all, clauses(&rule.when))).collect();
        let of_rule = rules.iter().enumerate();
        let of_rule =
            of_rule.flat_map(|(at, clauses)| clauses.clone().map(move |_| RuleId::new(at)));
        let gates = rulebook.ask_order().iter().filter_map(|&question| {
            let when = rulebook[question].ask_when.as_ref()?;
            let mut reads = Vec::new();
            when.each_test(&mut |test| reads.push(test.question));
            reads.sort_unstable();
            reads.dedup();
            Some(Gate { question, clauses: append(&mut all, clauses(when)), reads })
        });
        let gates: Vec<Gate> = gates.collect();
        let questions = rulebook.questions().len();
        let mut gate_of = vec![None; questions];
        let mut gating = QuestionSet::none(questions);
        for (at, gate) in gates.iter().enumerate() {
            gate_of[gate.question.index()] = Some(at);
            gate.reads.iter().for_each(|&id| {
                gating.insert(id);
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
            table: Table::new(height, all.len()),
            reads: all.iter().map(|clause| layout.reads(clause)).collect(),
            columns: layout.columns,
            of_question: layout.of_question,
            of_rule: of_rule.collect(),
            rules,
            gates,
            gate_of,
            gating,
            aftercare,
        };
        program.fill(rulebook, &all);
        program
    }

    /// Starts from rows in which every clause holds, and takes out what each test does not
    /// accept. While a question is open, the clauses that read it only might hold.
    fn fill(&mut self, rulebook: &Rulebook, clauses: &[Clause<'_>]) {
        for (column, tests) in self.columns.iter().zip(self.tests(clauses)) {
            // Row by row, as a number question may have thousands of bounds.
            for class in 0..column.classes() {
                for (clause, accepted) in &tests {
                    if !accepted.contains(class) {
                        self.table.set(column.row(class), *clause, Holds::No);
                    }
                }
            }
            // No day is ever assumed.
            let assumed = rulebook[column.question].assume;
            let assumed = assumed.map(|value| column.class(value, |_| Date::MAX));
            for (clause, accepted) in &tests {
                self.table.set(column.open_row(), *clause, Holds::Maybe);
                if column.is_gated {
                    let fits = assumed.is_some_and(|class| accepted.contains(class));
                    let might = if fits { Holds::Maybe } else { Holds::No };
                    self.table.set(column.doubtful_row(), *clause, might);
                    self.table.set(column.unasked_row(), *clause, Holds::No);
                }
            }
        }
    }

    /// For each column the clauses that read it, each with what it accepts there.
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

    /// Which clauses hold in these rows.
    #[inline]
    pub(super) fn truth(&self, rows: &(impl Iterator<Item = usize> + Clone), truth: &mut Truth) {
        self.table.all(rows, truth);
    }

    /// Takes out the clauses that do not hold in one more row.
    pub(super) fn narrow(&self, truth: &mut Truth, row: usize) {
        self.table.narrow(truth, row);
    }

    /// Every rule that applies, or might, in file order.
    pub(super) fn applying(&self, truth: &Truth) -> impl Iterator<Item = (RuleId, Holds)> {
        let mut last = None;
        truth
            .possible_before(self.of_rule.len())
            .map(|clause| self.of_rule[clause])
            // A rule with several clauses is met once for each.
            .filter(move |&rule| last.replace(rule) != Some(rule))
            .map(|rule| (rule, truth.any(self.rule(rule))))
    }

    pub(super) fn rule(&self, rule: RuleId) -> Range<usize> {
        self.rules[rule.index()].clone()
    }

    /// Every `ask_when`, each after those of the questions that it tests.
    pub(super) fn gates(&self) -> &[Gate] {
        &self.gates
    }

    /// A question's `ask_when`; nothing if it is asked of everybody.
    #[inline]
    pub(super) fn gate(&self, question: QuestionId) -> Option<&Gate> {
        self.gate_of[question.index()].map(|at| &self.gates[at])
    }

    /// The `ask_when`s of the questions that a clause reads and that were not answered.
    #[inline]
    pub(super) fn gates_of_unanswered(
        &self,
        reads: &Reads,
        answered: &QuestionSet,
    ) -> impl Iterator<Item = &Gate> {
        let unanswered = reads.gated.iter().filter(|&&id| !answered.contains(id));
        unanswered.filter_map(|&id| self.gate(id))
    }

    /// Whether an `ask_when` tests a question.
    pub(super) fn gates_others(&self, question: QuestionId) -> bool {
        self.gating.contains(question)
    }

    /// Whether a question is asked.
    #[inline]
    pub(super) fn asked(&self, question: QuestionId, truth: &Truth) -> Holds {
        self.gate(question).map_or(Holds::Yes, |gate| truth.any(gate.clauses.clone()))
    }

    /// Whether any of these clauses holds in these rows.
    pub(super) fn any_in(&self, clauses: Range<usize>, rows: &[usize]) -> Holds {
        let clause = |clause: usize| {
            let columns = self.reads[clause].columns.iter();
            columns.map(|&at| self.table.get(rows[at], clause)).min().unwrap_or(Holds::Yes)
        };
        clauses.map(clause).max().unwrap_or(Holds::No)
    }

    /// Adds every question that is certainly not asked.
    pub(super) fn inapplicable(&self, truth: &Truth, questions: &mut QuestionSet) {
        let closed = |gate: &&Gate| truth.any(gate.clauses.clone()) == Holds::No;
        self.gates.iter().filter(closed).for_each(|gate| {
            questions.insert(gate.question);
        });
    }

    /// Whether no test sees a difference between two rows.
    pub(super) fn is_same_row(&self, row: usize, other: usize) -> bool {
        self.table.is_same(row, other)
    }

    /// Whether an aftercare entry is meant for these answers.
    pub(super) fn meant(&self, aftercare: usize, truth: &Truth) -> Holds {
        self.aftercare[aftercare].clone().map_or(Holds::Yes, |when| truth.any(when))
    }

    /// Whether the answers of a class pass the tests that a clause has in a column.
    pub(super) fn satisfies(&self, column: usize, class: usize, clause: usize) -> bool {
        self.table.get(self.row(column, class), clause) == Holds::Yes
    }

    pub(super) fn columns_of(&self, question: QuestionId) -> Range<usize> {
        self.of_question[question.index()].clone()
    }

    pub(super) fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// What a clause reads.
    #[inline]
    pub(super) fn reads(&self, clause: usize) -> &Reads {
        &self.reads[clause]
    }
}

impl Screener<'_> {
    /// Whether any answers at all make a rule apply; where an option of the `levels_by` question
    /// is named, any answers among which it is.
    ///
    /// This is exact: an answer counts whether its question is asked or not, and a clause is tests
    /// that must all hold, so it can hold if for each question by itself some answer passes them
    /// all. Of the waits on one date, today passes every one.
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
        if let Kind::Number { min, max, .. } = self.rulebook[column.question].kind {
            // The day does not matter to a number.
            let class = |number| column.class(Value::Number(number), |_| Date::MIN);
            return class(min)..class(max) + 1;
        }
        0..column.classes()
    }
}

/// Adds clauses to the others, and says which they are.
fn append<'r>(clauses: &mut Vec<Clause<'r>>, more: Vec<Clause<'r>>) -> Range<usize> {
    let start = clauses.len();
    clauses.extend(more);
    start..clauses.len()
}

/// The columns while they are laid out.
struct Layout {
    columns: Vec<Column>,
    /// For each question, its columns.
    of_question: Vec<Range<usize>>,
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
        let of_question = by_question.iter().map(|columns| {
            let range = start..start + columns.len();
            start = range.end;
            range
        });
        Self {
            of_question: of_question.collect(),
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
        let gated = columns.iter().map(|&at| &self.columns[at]).filter(|column| column.is_gated);
        let mut gated: Vec<_> = gated.map(|column| column.question).collect();
        gated.dedup();
        Reads { columns, questions, waits, gated }
    }

    /// The column in which a test is read.
    fn column(&self, test: &Test) -> Option<usize> {
        let mut columns = self.of_question[test.question.index()].clone();
        columns.find(|&at| self.columns[at].reads(&test.wants))
    }
}
