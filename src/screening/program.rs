//! The compiled rulebook: clauses, columns, and rows of bits.

use std::ops::Range;

use jiff::civil::Date;

use super::Screener;
use super::clause::{Clause, Gates};
use super::column::{Accepted, Column, Cut, Since};
use crate::rulebook::{Kind, OptionId, QuestionId, RuleId, Rulebook, Test, Value, Wants};

/// A rulebook as tables of bits, one bit for each clause.
#[derive(Debug)]
pub(super) struct Program {
    /// Those of one question stand together.
    columns: Vec<Column>,
    /// For each question, its columns.
    of_question: Vec<Range<usize>>,
    /// Where the rows of each column start: its classes, and then the row for an open question.
    first_row: Vec<usize>,
    /// How many 64-bit words a row has.
    words: usize,
    /// How many rows there are.
    height: usize,
    /// The first word of every row, then the second of every row, and so on.
    rows: Vec<u64>,
    /// For each clause, the columns that it reads, without repeats.
    reads: Vec<Vec<u32>>,
    /// The clauses of each rule; those of all rules come first, in file order.
    rules: Vec<Range<usize>>,
    /// For each clause of a rule, that rule.
    of_rule: Vec<RuleId>,
    /// The clauses of each `ask_when`, in file order; questions without one always apply.
    gates: Vec<(QuestionId, Range<usize>)>,
    /// The clauses of each aftercare entry's `when`; nothing if it is for everybody.
    aftercare: Vec<Option<Range<usize>>>,
}

/// For each column the class of its answer; nothing while its question is open.
pub(super) type Classes = Vec<Option<usize>>;

/// Which clauses hold: every clause that certainly does possibly does.
#[derive(Clone, Debug, Default)]
pub(super) struct Truth {
    certain: Vec<u64>,
    possible: Vec<u64>,
    /// The rows of the answers that this was worked out from, and those of open questions.
    answered: Vec<usize>,
    open: Vec<usize>,
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
        let rules: Vec<Range<usize>> =
            rules.map(|rule| append(&mut clauses, gates.clauses(&rule.when))).collect();
        let of_rule = rules.iter().enumerate();
        let of_rule =
            of_rule.flat_map(|(at, clauses)| clauses.clone().map(move |_| RuleId::new(at)));
        let gate_clauses = rulebook
            .question_ids()
            .filter_map(|id| Some((id, append(&mut clauses, gates.gate(id)?.to_vec()))))
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
            of_question: layout.of_question,
            words: clauses.len().div_ceil(64),
            height: 0,
            rows: Vec::new(),
            reads,
            of_rule: of_rule.collect(),
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
        for column in &self.columns {
            self.first_row.push(self.height);
            self.height += column.classes() + 1;
        }
        self.rows = vec![u64::MAX; self.height * self.words];
        for (at, tests) in self.tests(clauses).iter().enumerate() {
            // Row by row, as a number question may have thousands of bounds.
            let open = self.columns[at].classes();
            for class in 0..=open {
                let row = self.first_row[at] + class;
                for (clause, accepted) in tests {
                    if class == open || !accepted.contains(class) {
                        self.rows[clause / 64 * self.height + row] &= !(1 << (clause % 64));
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

    /// Which clauses hold.
    pub(super) fn truth(&self, classes: &[Option<usize>], truth: &mut Truth) {
        self.truth_of(classes, |_| true, truth);
    }

    /// Which clauses hold as far as some of the columns say.
    pub(super) fn truth_of(
        &self,
        classes: &[Option<usize>],
        wanted: impl Fn(usize) -> bool,
        truth: &mut Truth,
    ) {
        // What is answered takes out of both what it does not satisfy; what is open leaves as
        // possible whatever the answers do.
        let Truth { certain, possible, answered, open } = truth;
        answered.clear();
        open.clear();
        for (at, class) in classes.iter().enumerate().filter(|(at, _)| wanted(*at)) {
            match class {
                Some(class) => answered.push(self.first_row[at] + class),
                None => open.push(self.first_row[at] + self.columns[at].classes()),
            }
        }
        certain.clear();
        possible.clear();
        for word in 0..self.words {
            let all = &self.rows[word * self.height..][..self.height];
            let satisfied = answered.iter().fold(u64::MAX, |bits, &row| bits & all[row]);
            possible.push(satisfied);
            certain.push(open.iter().fold(satisfied, |bits, &row| bits & all[row]));
        }
    }

    /// Which clauses hold as far as all but some columns say, whose question is open.
    pub(super) fn without(&self, columns: Range<usize>, truth: &Truth) -> Truth {
        let first = |column: usize| self.first_row.get(column).copied().unwrap_or(self.height);
        let rows = first(columns.start)..first(columns.end);
        let open = truth.open.iter().copied().filter(|row| !rows.contains(row));
        // An open question took nothing out of what is possible.
        let certain = truth.possible.iter().enumerate().map(|(word, &possible)| {
            open.clone().fold(possible, |bits, row| bits & self.rows[word * self.height + row])
        });
        Truth { certain: certain.collect(), possible: truth.possible.clone(), ..Truth::default() }
    }

    /// Takes out the clauses that the class of one more column does not satisfy.
    pub(super) fn narrow(&self, truth: &mut Truth, at: usize, class: Option<usize>) {
        let row = self.first_row[at] + class.unwrap_or(self.columns[at].classes());
        for word in 0..self.words {
            let bits = self.rows[word * self.height + row];
            truth.certain[word] &= bits;
            if class.is_some() {
                truth.possible[word] &= bits;
            }
        }
    }

    /// Every rule that applies, or might, in file order.
    pub(super) fn applying(&self, truth: &Truth) -> impl Iterator<Item = (RuleId, Holds)> {
        let clauses = self.of_rule.len();
        let words = truth.possible.iter().take(clauses.div_ceil(64)).enumerate();
        let clauses = words.flat_map(move |(at, &word)| Bits(word).map(move |bit| 64 * at + bit));
        let mut last = None;
        clauses
            .map_while(|clause| self.of_rule.get(clause))
            // A rule with several clauses is met once for each.
            .filter(move |&&rule| last.replace(rule) != Some(rule))
            .map(|&rule| (rule, truth.any(self.rule(rule))))
    }

    pub(super) fn rule(&self, rule: RuleId) -> Range<usize> {
        self.rules[rule.index()].clone()
    }

    /// Every question that certainly does not apply, in file order.
    pub(super) fn inapplicable(&self, truth: &Truth) -> impl Iterator<Item = QuestionId> {
        let closed = |gate: &Range<usize>| truth.any(gate.clone()) == Holds::No;
        self.gates.iter().filter(move |(_, gate)| closed(gate)).map(|(id, _)| *id)
    }

    /// Whether an aftercare entry is meant for these answers.
    pub(super) fn meant(&self, aftercare: usize, truth: &Truth) -> Holds {
        self.aftercare[aftercare].clone().map_or(Holds::Yes, |when| truth.any(when))
    }

    /// Whether the answers of a class pass the tests that a clause has in a column.
    pub(super) fn satisfies(&self, column: usize, class: usize, clause: usize) -> bool {
        let row = self.first_row[column] + class;
        self.rows[clause / 64 * self.height + row] & (1 << (clause % 64)) != 0
    }

    pub(super) fn columns_of(&self, question: QuestionId) -> Range<usize> {
        self.of_question[question.index()].clone()
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
            let class =
                |number| column.class(Value::Number(number), &mut Since::default(), Date::ZERO);
            return class(min)..class(max) + 1;
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
        if clauses.len() == 1 {
            return self.clause(clauses.start);
        }
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

/// The places of the bits that are set, from the lowest.
struct Bits(u64);

impl Iterator for Bits {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let bit = self.0.trailing_zeros();
        // Takes out the lowest bit.
        self.0 &= self.0.checked_sub(1)?;
        Some(bit as usize)
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

    /// The column in which a test is read.
    fn column(&self, test: &Test) -> Option<u32> {
        let mut columns = self.of_question[test.question.index()].clone();
        let at = columns.find(|&at| self.columns[at].reads(&test.wants))?;
        // INVARIANT: there are at most as many columns as tests, which reading has limited.
        Some(u32::try_from(at).expect("a rulebook has fewer than 2^32 tests"))
    }

    fn reads(&self, clause: &Clause<'_>) -> Vec<u32> {
        let mut reads: Vec<u32> = clause.iter().filter_map(|test| self.column(test)).collect();
        reads.sort_unstable();
        reads.dedup();
        reads
    }
}
