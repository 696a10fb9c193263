//! The compiled rulebook: clauses, columns, and rows of bits.

use std::ops::Range;

use jiff::civil::Date;

use super::clause::{Clause, Gates};
use super::column::{Accepted, Column, Cut};
use super::{Known, Screener};
use crate::rulebook::{Kind, OptionId, QuestionId, RuleId, Rulebook, Test, Value, Wants};

/// A rulebook as tables of bits, one bit for each clause.
#[derive(Debug)]
pub(super) struct Program {
    columns: Vec<Column>,
    /// Where the rows of each column start: its classes, and then the row for an open question.
    first_row: Vec<usize>,
    /// How many 64-bit words a row has.
    words: usize,
    rows: Vec<u64>,
    /// For each clause, the columns that it reads, without repeats.
    reads: Vec<Vec<u32>>,
    /// The clauses of each rule.
    rules: Vec<Range<usize>>,
    /// The clauses of each question's `ask_when`; nothing if it always applies.
    gates: Vec<Option<Range<usize>>>,
    /// The clauses of each aftercare entry's `when`; nothing if it is for everybody.
    aftercare: Vec<Option<Range<usize>>>,
}

/// For each column the class of its answer; nothing while its question is open.
pub(super) type Classes = Vec<Option<usize>>;

/// Which clauses hold: every clause that certainly does possibly does.
#[derive(Clone, Debug)]
pub(super) struct Truth {
    certain: Vec<u64>,
    possible: Vec<u64>,
}

/// Kleene's three values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    No,
    Maybe,
    Yes,
}

impl Program {
    pub(super) fn new(rulebook: &Rulebook) -> Self {
        let gates = Gates::of(rulebook);
        let mut clauses: Vec<Clause<'_>> = Vec::new();
        let rules = rulebook.rules().iter();
        let rules = rules.map(|rule| append(&mut clauses, gates.clauses(&rule.when))).collect();
        let gate_clauses = rulebook
            .question_ids()
            .map(|id| gates.gate(id).map(|gate| append(&mut clauses, gate.to_vec())))
            .collect();
        let aftercare = rulebook
            .aftercare()
            .iter()
            .map(|entry| Some(append(&mut clauses, gates.clauses(entry.when.as_ref()?))))
            .collect();

        let layout = Layout::of(rulebook, &clauses);
        let reads = clauses.iter().map(|clause| layout.reads(clause)).collect();
        let mut program = Self {
            first_row: Vec::with_capacity(layout.columns.len()),
            columns: layout.columns,
            words: clauses.len().div_ceil(64),
            rows: Vec::new(),
            reads,
            rules,
            gates: gate_clauses,
            aftercare,
        };
        program.fill(&clauses);
        program
    }

    /// Starts from rows in which every clause is satisfied, and takes out what each test does not
    /// accept. An open question satisfies only the clauses that do not read it.
    fn fill(&mut self, clauses: &[Clause<'_>]) {
        let mut rows = 0;
        for column in &self.columns {
            self.first_row.push(rows);
            rows += column.classes() + 1;
        }
        self.rows = vec![u64::MAX; rows * self.words];
        for (at, tests) in self.tests(clauses).iter().enumerate() {
            // Row by row, as a number question may have thousands of bounds.
            let open = self.columns[at].classes();
            for class in 0..=open {
                let row = (self.first_row[at] + class) * self.words;
                let row = &mut self.rows[row..row + self.words];
                for (clause, accepted) in tests {
                    if class == open || !accepted.contains(class) {
                        row[clause / 64] &= !(1 << (clause % 64));
                    }
                }
            }
        }
    }

    /// For each column the clauses that read it, each with what it accepts there.
    fn tests(&self, clauses: &[Clause<'_>]) -> Vec<Vec<(usize, Accepted)>> {
        let mut tests = vec![Vec::new(); self.columns.len()];
        for (index, clause) in clauses.iter().enumerate() {
            for test in clause {
                let reads = |&&at: &&u32| {
                    let column = &self.columns[at as usize];
                    column.question == test.question && column.reads(&test.wants)
                };
                let at = self.reads[index].iter().find(reads);
                // INVARIANT: `reads` holds the column of every test of the clause.
                let at = *at.expect("every test has its column") as usize;
                tests[at].push((index, self.columns[at].accepted(&test.wants)));
            }
        }
        tests
    }

    /// The class of every column's answer on the day of treatment.
    pub(super) fn classes(&self, known: &[Known], on: Date) -> Classes {
        let class = |column: &Column| column.class(known[column.question.index()], on);
        self.columns.iter().map(class).collect()
    }

    /// Which clauses hold.
    pub(super) fn truth(&self, classes: &[Option<usize>]) -> Truth {
        self.truth_of(classes, |_| true)
    }

    /// Which clauses hold as far as some of the columns say.
    pub(super) fn truth_of(
        &self,
        classes: &[Option<usize>],
        wanted: impl Fn(usize) -> bool,
    ) -> Truth {
        let everything = vec![u64::MAX; self.words];
        let mut truth = Truth { certain: everything.clone(), possible: everything };
        for (at, class) in classes.iter().enumerate() {
            if wanted(at) {
                self.narrow(&mut truth, at, *class);
            }
        }
        truth
    }

    /// Takes out the clauses that the class of one more column does not satisfy.
    pub(super) fn narrow(&self, truth: &mut Truth, at: usize, class: Option<usize>) {
        let row = self.first_row[at] + class.unwrap_or(self.columns[at].classes());
        let row = &self.rows[row * self.words..][..self.words];
        for (word, bits) in truth.certain.iter_mut().zip(row) {
            *word &= bits;
        }
        if class.is_some() {
            for (word, bits) in truth.possible.iter_mut().zip(row) {
                *word &= bits;
            }
        }
    }

    pub(super) fn rule(&self, rule: RuleId) -> Range<usize> {
        self.rules[rule.index()].clone()
    }

    /// Whether a question applies.
    pub(super) fn applies(&self, question: QuestionId, truth: &Truth) -> Holds {
        self.gates[question.index()].clone().map_or(Holds::Yes, |gate| truth.any(gate))
    }

    /// Whether an aftercare entry is meant for these answers.
    pub(super) fn meant(&self, aftercare: usize, truth: &Truth) -> Holds {
        self.aftercare[aftercare].clone().map_or(Holds::Yes, |when| truth.any(when))
    }

    /// Whether the answers of a class pass the tests that a clause has in a column.
    pub(super) fn satisfies(&self, column: usize, class: usize, clause: usize) -> bool {
        let row = self.first_row[column] + class;
        self.rows[row * self.words + clause / 64] & (1 << (clause % 64)) != 0
    }

    pub(super) fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The columns that a clause reads.
    pub(super) fn reads(&self, clause: usize) -> impl Iterator<Item = (usize, &Column)> {
        self.reads[clause].iter().map(|&at| (at as usize, &self.columns[at as usize]))
    }
}

impl Screener<'_> {
    /// Whether any answers at all make a rule apply; where an option of the `levels_by` question
    /// is named, any answers among which it is.
    ///
    /// This is exact: a clause is tests that must all hold, so it can hold if for each question
    /// by itself some answer passes them all. Of the waits on one date, today passes every one.
    pub(crate) fn can_apply(&self, rule: RuleId, option: Option<OptionId>) -> bool {
        let program = &self.program;
        program.rule(rule).any(|clause| {
            program.reads(clause).all(|(at, column)| {
                let mut reachable = self.reachable(column, option);
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
            let class = |number| column.class(Known::Value(Value::Number(number)), Date::ZERO);
            if let (Some(least), Some(most)) = (class(min), class(max)) {
                return least..most + 1;
            }
        }
        0..column.classes()
    }
}

impl Truth {
    /// Becomes the same as another one of the same program.
    pub(super) fn copy(&mut self, other: &Self) {
        self.certain.copy_from_slice(&other.certain);
        self.possible.copy_from_slice(&other.possible);
    }

    pub(super) fn clause(&self, clause: usize) -> Holds {
        let (word, bit) = (clause / 64, 1 << (clause % 64));
        if self.certain[word] & bit != 0 {
            Holds::Yes
        } else if self.possible[word] & bit != 0 {
            Holds::Maybe
        } else {
            Holds::No
        }
    }

    /// Whether any of these clauses holds.
    pub(super) fn any(&self, mut clauses: Range<usize>) -> Holds {
        let maybe = clauses.clone().any(|clause| self.clause(clause) == Holds::Maybe);
        if clauses.any(|clause| self.clause(clause) == Holds::Yes) {
            Holds::Yes
        } else if maybe {
            Holds::Maybe
        } else {
            Holds::No
        }
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
    of_question: Vec<Vec<u32>>,
}

impl Layout {
    fn of(rulebook: &Rulebook, clauses: &[Clause<'_>]) -> Self {
        let mut layout =
            Self { columns: Vec::new(), of_question: vec![Vec::new(); rulebook.questions().len()] };
        for test in clauses.iter().flatten() {
            let at = layout.column(test).unwrap_or_else(|| layout.push(rulebook, test));
            if let (Cut::Bounds(bounds), Wants::Range(range)) =
                (&mut layout.columns[at as usize].cut, &test.wants)
            {
                bounds.extend([range.lower, range.upper].into_iter().flatten().map(|b| b.at));
            }
        }
        for column in &mut layout.columns {
            if let Cut::Bounds(bounds) = &mut column.cut {
                bounds.sort_unstable();
                bounds.dedup();
            }
        }
        layout
    }

    /// The column in which a test is read.
    fn column(&self, test: &Test) -> Option<u32> {
        let columns = &self.of_question[test.question.index()];
        columns.iter().copied().find(|&at| self.columns[at as usize].reads(&test.wants))
    }

    fn push(&mut self, rulebook: &Rulebook, test: &Test) -> u32 {
        // INVARIANT: there are at most as many columns as tests, which reading has limited.
        let at = u32::try_from(self.columns.len()).expect("a rulebook has fewer than 2^32 tests");
        self.columns.push(Column::new(&rulebook[test.question], test.question, &test.wants));
        self.of_question[test.question.index()].push(at);
        at
    }

    fn reads(&self, clause: &Clause<'_>) -> Vec<u32> {
        let mut reads: Vec<u32> = clause.iter().filter_map(|test| self.column(test)).collect();
        reads.sort_unstable();
        reads.dedup();
        reads
    }
}
