//! What a screening has to find, worked out straight from the words of the rule file: three
//! truth values, the lower of two for "and", the higher for "or".

use std::collections::BTreeSet;

use jiff::civil::Date;
use needlecheck::answers::Answer;
use needlecheck::rulebook::{PastDate, Question as Asked, Value};
use needlecheck::screening::Outcome;
use needlecheck::{Level, Rulebook, Verdict};

use crate::generator::{Bound, Case, Kind, Levels, Question, Said, Wants, When, later, tenths};
use crate::written::Fact;

/// Kleene's truth values, from false to true.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Truth {
    No,
    Maybe,
    Yes,
}

/// What a person is known to have said, on a day.
pub(crate) struct Person<'c> {
    case: &'c Case,
    on: Date,
    /// Nothing for an open question.
    facts: Vec<Option<Fact>>,
}

/// An outcome in words that a failing test can show.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Summary {
    pub(crate) verdict: Verdict,
    pub(crate) floor: Level,
    pub(crate) at_worst: Level,
    pub(crate) findings: Vec<Found>,
    pub(crate) open: Vec<StillOpen>,
    pub(crate) assumed: Vec<(String, String)>,
    pub(crate) ignored: Vec<(String, String)>,
    pub(crate) aftercare: Vec<usize>,
}

/// An open question.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct StillOpen {
    pub(crate) question: String,
    pub(crate) unsure: bool,
    pub(crate) could_be: Level,
    pub(crate) best: Level,
    pub(crate) worst: Level,
}

/// A finding without its end.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Found {
    pub(crate) rule: usize,
    pub(crate) level: Level,
    pub(crate) could_be: Option<Level>,
    pub(crate) because: Vec<(String, String)>,
}

impl<'c> Person<'c> {
    pub(crate) fn new(case: &'c Case) -> Self {
        let facts = case.said.iter().zip(&case.book.questions).map(|(said, question)| {
            let assumed = question.assume.as_ref().filter(|_| !case.strict);
            match (said, assumed) {
                (Said::Nothing, Some(assumed)) => assumed.fact(case.on),
                _ => said.fact(case.on),
            }
        });
        Self { facts: facts.collect(), on: case.on, case }
    }

    /// The same person with the same answers on another day.
    pub(crate) fn on(&self, on: Date) -> Self {
        Self { case: self.case, on, facts: self.facts.clone() }
    }

    /// The same person, who has answered one question more.
    fn having_said(&self, question: usize, said: &Said) -> Self {
        let mut facts = self.facts.clone();
        facts[question] = said.fact(self.on);
        Self { case: self.case, on: self.on, facts }
    }

    pub(crate) fn is_open(&self, question: usize) -> bool {
        self.facts[question].is_none()
    }

    pub(crate) fn applies(&self, question: usize) -> Truth {
        let when = self.case.book.questions[question].ask_when.as_ref();
        when.map_or(Truth::Yes, |when| self.holds(when))
    }

    pub(crate) fn holds(&self, when: &When) -> Truth {
        match when {
            When::Test(question, wants) => self.applies(*question).min(self.fits(*question, wants)),
            When::Any(parts) => {
                parts.iter().map(|part| self.holds(part)).max().expect("no part is empty")
            }
            When::All { parts, .. } => {
                parts.iter().map(|part| self.holds(part)).min().expect("no part is empty")
            }
        }
    }

    fn fits(&self, question: usize, wants: &Wants) -> Truth {
        let Some(fact) = self.facts[question] else { return Truth::Maybe };
        let fits = match (wants, fact) {
            (Wants::YesNo(wanted), Fact::YesNo(yes)) => *wanted == yes,
            (Wants::OneOf(wanted), Fact::Option(at)) => wanted.contains(&at),
            (Wants::Range { lower, upper }, Fact::Number(number)) => {
                let above =
                    |bound: Bound| number > bound.at || bound.inclusive && number == bound.at;
                let below =
                    |bound: Bound| number < bound.at || bound.inclusive && number == bound.at;
                lower.is_none_or(above) && upper.is_none_or(below)
            }
            (Wants::Within(_), Fact::Never) => false,
            (Wants::Within(wait), Fact::Day(day)) => self.on < wait.count_from(day, 1),
            _ => panic!("{wants:?} does not fit {fact:?}"),
        };
        if fits { Truth::Yes } else { Truth::No }
    }

    /// The answers on which a condition that holds rests.
    fn because(&self, when: &When, found: &mut BTreeSet<usize>) {
        if self.holds(when) != Truth::Yes {
            return;
        }
        self.each_part(when, found, Self::because);
    }

    /// The open questions for which a condition that might hold waits: those that are left when
    /// everything that is certainly false has been struck out.
    fn waits_for(&self, when: &When, found: &mut BTreeSet<usize>) {
        if self.holds(when) == Truth::No {
            return;
        }
        self.each_part(when, found, Self::waits_for);
        found.retain(|&question| self.is_open(question));
    }

    fn each_part(
        &self,
        when: &When,
        found: &mut BTreeSet<usize>,
        see: fn(&Self, &When, &mut BTreeSet<usize>),
    ) {
        match when {
            When::Test(question, _) => {
                found.insert(*question);
                if let Some(gate) = &self.case.book.questions[*question].ask_when {
                    see(self, gate, found);
                }
            }
            When::Any(parts) | When::All { parts, .. } => {
                for part in parts {
                    see(self, part, found);
                }
            }
        }
    }

    /// The lowest and the highest level that a rule can still have.
    fn levels(&self, levels: &Levels) -> (Level, Level) {
        let levels_by = self.case.book.levels_by;
        match (levels, levels_by.and_then(|question| self.facts[question])) {
            (Levels::One(level), _) => (*level, *level),
            (Levels::Cells(cells), Some(Fact::Option(at))) => (cells[at], cells[at]),
            (Levels::Cells(cells), _) => {
                let (low, high) = (cells.iter().min(), cells.iter().max());
                (*low.expect("a choice has options"), *high.expect("a choice has options"))
            }
        }
    }

    /// Every day to come on which a wait is over.
    pub(crate) fn wait_ends(&self) -> BTreeSet<Date> {
        let mut days = BTreeSet::new();
        self.case.book.each_test(&mut |question, wants| {
            if let (Wants::Within(wait), Some(Fact::Day(day))) = (wants, self.facts[question]) {
                days.insert(wait.count_from(day, 1));
            }
        });
        days.split_off(&later(self.on, 1))
    }

    /// The first day on which a rule that holds no longer does, whatever the open questions turn
    /// out to be. Time can only end a rule, and only on a day on which some wait is over.
    pub(crate) fn ends(&self, when: &When) -> Option<Date> {
        let mut days = self.wait_ends().into_iter();
        let first = days.find(|&day| self.on(day).holds(when) != Truth::Yes)?;
        (self.on(first).holds(when) == Truth::No).then_some(first)
    }

    /// The floor, and what it could come to at worst.
    fn range(&self) -> (Level, Level) {
        let (mut floor, mut at_worst) = (Level::Suitable, Level::Suitable);
        for rule in &self.case.book.rules {
            let (low, high) = self.levels(&rule.level);
            match self.holds(&rule.when) {
                Truth::No => {}
                Truth::Maybe => at_worst = at_worst.max(high),
                Truth::Yes => (floor, at_worst) = (floor.max(low), at_worst.max(high)),
            }
        }
        (floor, at_worst)
    }

    /// An open question, and the best and the worst that answers to it lead to: all answers that
    /// any rule can tell apart, one after the other.
    fn still_open(&self, question: usize, could_be: Level) -> StillOpen {
        let answers = self.case.book.telling(question, self.on);
        let ranges = || answers.iter().map(|said| self.having_said(question, said).range());
        StillOpen {
            question: self.case.book.questions[question].id.clone(),
            unsure: self.case.said[question] == Said::Unsure,
            could_be,
            best: ranges().map(|(floor, _)| floor).min().expect("there are answers"),
            worst: ranges().map(|(_, at_worst)| at_worst).max().expect("there are answers"),
        }
    }

    /// For each question the highest level of the rules that wait for it.
    fn waiting(&self) -> Vec<Option<Level>> {
        let book = &self.case.book;
        let mut could_be: Vec<Option<Level>> = vec![None; book.questions.len()];
        for rule in &book.rules {
            let holds = self.holds(&rule.when);
            let (low, high) = self.levels(&rule.level);
            let mut waiting = BTreeSet::new();
            if holds == Truth::Maybe {
                self.waits_for(&rule.when, &mut waiting);
            }
            if holds != Truth::No && low < high {
                waiting.extend(book.levels_by);
            }
            for question in waiting {
                could_be[question] = could_be[question].max(Some(high));
            }
        }
        could_be
    }

    /// The verdict alone.
    pub(crate) fn verdict(&self) -> Verdict {
        let (floor, at_worst) = self.range();
        let needed = |question: usize| self.case.book.questions[question].assume.is_none();
        let waiting = self.waiting();
        let awaited = (0..waiting.len()).any(|at| waiting[at].is_some() && needed(at));
        if (floor == at_worst && !awaited) || floor >= Level::Defer {
            Verdict::Level(floor)
        } else {
            Verdict::Incomplete
        }
    }

    pub(crate) fn outcome(&self) -> Summary {
        let book = &self.case.book;
        let (floor, at_worst) = self.range();
        let mut findings = Vec::new();
        let could_be = self.waiting();
        for (at, rule) in book.rules.iter().enumerate() {
            let holds = self.holds(&rule.when);
            if holds != Truth::Yes {
                continue;
            }
            let (low, high) = self.levels(&rule.level);
            let mut because = BTreeSet::new();
            self.because(&rule.when, &mut because);
            if low == high && differs(&rule.level) {
                because.extend(book.levels_by);
            }
            findings.push(Found {
                rule: at,
                level: low,
                could_be: (low < high).then_some(high),
                because: because.into_iter().map(|at| self.stated(at)).collect(),
            });
        }
        findings.sort_by(|a, b| b.level.cmp(&a.level).then(a.rule.cmp(&b.rule)));
        let questions = || book.questions.iter().enumerate().zip(&self.case.said);
        let open = could_be.iter().enumerate();
        let mut open: Vec<StillOpen> =
            open.filter_map(|(at, could_be)| Some(self.still_open(at, (*could_be)?))).collect();
        open.sort_by(|a, b| b.worst.cmp(&a.worst).then(a.best.cmp(&b.best)));
        Summary {
            verdict: self.verdict(),
            floor,
            at_worst,
            findings,
            open,
            assumed: questions()
                .filter(|((at, _), said)| {
                    **said == Said::Nothing
                        && self.facts[*at].is_some()
                        && self.applies(*at) != Truth::No
                })
                .map(|((at, _), _)| self.stated(at))
                .collect(),
            ignored: questions()
                .filter(|((at, _), said)| **said != Said::Nothing && self.applies(*at) == Truth::No)
                .map(|((at, _), _)| self.stated(at))
                .collect(),
            aftercare: (0..book.aftercare.len())
                .filter(|&at| {
                    book.aftercare[at].as_ref().is_none_or(|when| self.holds(when) != Truth::No)
                })
                .collect(),
        }
    }

    fn stated(&self, at: usize) -> (String, String) {
        let question = &self.case.book.questions[at];
        let value = self.facts[at].map_or("unsure".to_owned(), |fact| fact_words(question, fact));
        (question.id.clone(), value)
    }
}

fn fact_words(question: &Question, fact: Fact) -> String {
    match (fact, &question.kind) {
        (Fact::YesNo(yes), _) => yes.to_string(),
        (Fact::Option(at), Kind::Choice(options)) => options[at].clone(),
        (Fact::Option(_), _) => panic!("only a choice has options"),
        (Fact::Number(number), _) => tenths(number),
        (Fact::Never, _) => "never".to_owned(),
        (Fact::Day(day), _) => day.to_string(),
    }
}

/// An outcome in the same words.
pub(crate) fn summary(rulebook: &Rulebook, outcome: &Outcome) -> Summary {
    let id = |question: needlecheck::rulebook::QuestionId| rulebook[question].id.clone();
    let stated =
        |&(question, value): &(_, Value)| (id(question), value_words(&rulebook[question], value));
    Summary {
        verdict: outcome.verdict(),
        floor: outcome.floor,
        at_worst: outcome.at_worst,
        findings: outcome
            .findings
            .iter()
            .map(|finding| Found {
                rule: finding.rule.index(),
                level: finding.level,
                could_be: finding.could_be,
                because: finding.because.iter().map(stated).collect(),
            })
            .collect(),
        open: outcome
            .open
            .iter()
            .map(|open| StillOpen {
                question: id(open.question),
                unsure: open.unsure,
                could_be: open.could_be,
                best: open.best,
                worst: open.worst,
            })
            .collect(),
        assumed: outcome
            .assumed
            .iter()
            .filter_map(|id| Some(stated(&(id, rulebook[id].assume?))))
            .collect(),
        ignored: outcome
            .ignored
            .iter()
            .map(|ignored| match ignored.answer {
                Answer::Unsure => (id(ignored.question), "unsure".to_owned()),
                Answer::Value(value) => stated(&(ignored.question, value)),
            })
            .collect(),
        aftercare: outcome.aftercare.clone(),
    }
}

fn value_words(question: &Asked, value: Value) -> String {
    match value {
        Value::YesNo(yes) => yes.to_string(),
        Value::Choice(option) => question.options()[option.index()].id.clone(),
        Value::Number(number) => number.get().to_string(),
        Value::Date(PastDate::Never) => "never".to_owned(),
        Value::Date(PastDate::On(day)) => day.to_string(),
    }
}

/// Whether a level hangs on the answer to the `levels_by` question.
fn differs(levels: &Levels) -> bool {
    matches!(levels, Levels::Cells(cells) if cells.iter().any(|cell| *cell != cells[0]))
}
