//! What a screening has to find, worked out straight from the words of the rule file: three
//! truth values, the lower of two for "and", the higher for "or".

use std::collections::BTreeSet;

use jiff::civil::Date;
use needlecheck::{Level, Verdict};

use crate::generator::{Bound, Case, Kind, Levels, Question, Said, Wants, When, later, tenths};
use crate::input_forms::Fact;
use crate::summary::{Found, StillOpen, Summary};

/// Kleene's truth values, from false to true.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Truth {
    No,
    Maybe,
    Yes,
}

/// What a person has said, and what that leaves of the assumptions, on a day.
///
/// An answer that was given counts wherever it is tested. Only for a question that was left
/// unanswered does it matter whether it would be asked.
#[derive(Clone)]
pub(crate) struct Person<'c> {
    case: &'c Case,
    on: Date,
    said: Vec<Given>,
    /// What is assumed for each question while it is unanswered.
    assumes: Vec<Option<Fact>>,
    /// The questions for which nothing is assumed after all, because an answer speaks against it.
    dropped: BTreeSet<usize>,
}

/// What was said to a question.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Given {
    Nothing,
    Unsure,
    Answer(Fact),
}

impl Given {
    fn of(said: &Said, on: Date) -> Self {
        match said.fact(on) {
            Some(fact) => Self::Answer(fact),
            None if *said == Said::Unsure => Self::Unsure,
            None => Self::Nothing,
        }
    }
}

impl<'c> Person<'c> {
    pub(crate) fn new(case: &'c Case) -> Self {
        let said = case.said.iter().map(|said| Given::of(said, case.on)).collect();
        let assumes = case.book.questions.iter().map(|question| {
            let assumed = question.assume.as_ref().filter(|_| !case.strict)?;
            assumed.fact(case.on)
        });
        Self::saying(case, case.on, said, assumes.collect())
    }

    fn saying(case: &'c Case, on: Date, said: Vec<Given>, assumes: Vec<Option<Fact>>) -> Self {
        Self { case, on, said, assumes, dropped: BTreeSet::new() }.without_what_answers_refute()
    }

    /// The same person with the same answers on another day.
    pub(crate) fn on(&self, on: Date) -> Self {
        Self::saying(self.case, on, self.said.clone(), self.assumes.clone())
    }

    /// The same person, who has answered one question more.
    pub(crate) fn answering(&self, question: usize, said: &Said) -> Self {
        self.having_said(question, Given::of(said, self.on))
    }

    /// The same person, who has said something else to one question.
    fn having_said(&self, question: usize, given: Given) -> Self {
        let mut said = self.said.clone();
        said[question] = given;
        Self::saying(self.case, self.on, said, self.assumes.clone())
    }

    /// The same person on a day to come, after a change of some answers. What is asked on that day
    /// without the change and not with it is taken back, unless it is what was changed; one
    /// question after the other, in the order in which they are asked.
    pub(crate) fn planning(
        &self,
        changes: &[(usize, Said)],
        day: Date,
        ask_order: &[usize],
    ) -> Self {
        let unchanged = self.on(day);
        let mut then = self.on(day);
        for (question, said) in changes {
            then = then.answering(*question, said);
        }
        for &question in ask_order {
            if then.said[question] != Given::Nothing
                && !changes.iter().any(|(changed, _)| *changed == question)
                && unchanged.applies(question) != Truth::No
                && then.applies(question) == Truth::No
            {
                then = then.having_said(question, Given::Nothing);
            }
        }
        then
    }

    /// Lets go of assumptions that an answer speaks against, until there are no more: somebody who
    /// answers a question that, as far as is assumed, might not be asked knows better than the
    /// rulebook what is so. Where it is not asked because of answers alone, none of them is in
    /// doubt; nor does an answer that would have been assumed put one in doubt.
    fn without_what_answers_refute(mut self) -> Self {
        loop {
            let mut doubted = BTreeSet::new();
            for (at, question) in self.case.book.questions.iter().enumerate() {
                let says_more = match self.said[at] {
                    Given::Nothing => false,
                    Given::Unsure => true,
                    Given::Answer(fact) => self.assumes[at] != Some(fact),
                };
                if let Some(gate) = &question.ask_when
                    && says_more
                    && self.holds(gate) != Truth::Yes
                    && self.assuming_nothing().holds(gate) != Truth::No
                {
                    self.unanswered_in(gate, &mut doubted);
                }
            }
            doubted.retain(|&at| self.assumed(at).is_some());
            if doubted.is_empty() {
                return self;
            }
            self.dropped.append(&mut doubted);
        }
    }

    fn assuming_nothing(&self) -> Self {
        Self { dropped: (0..self.said.len()).collect(), ..self.clone() }
    }

    /// The unanswered questions that a condition reads, or that decide whether those are asked.
    fn unanswered_in(&self, when: &When, found: &mut BTreeSet<usize>) {
        match when {
            When::Test(question, _) => {
                if self.said[*question] == Given::Nothing {
                    found.insert(*question);
                    if let Some(gate) = &self.case.book.questions[*question].ask_when {
                        self.unanswered_in(gate, found);
                    }
                }
            }
            When::Any(parts) | When::All { parts, .. } => {
                for part in parts {
                    self.unanswered_in(part, found);
                }
            }
        }
    }

    /// What is assumed for a question, if it is unanswered and nothing speaks against that.
    fn assumed(&self, question: usize) -> Option<Fact> {
        let free = self.said[question] == Given::Nothing && !self.dropped.contains(&question);
        self.assumes[question].filter(|_| free)
    }

    /// What is known of a question, given or assumed, if it is asked.
    fn known(&self, question: usize) -> Option<Fact> {
        match self.said[question] {
            Given::Answer(fact) => Some(fact),
            Given::Unsure => None,
            Given::Nothing => self.assumed(question),
        }
    }

    /// The questions for which nothing is assumed because of an answer.
    pub(crate) fn dropped(&self) -> &BTreeSet<usize> {
        &self.dropped
    }

    /// Whether something was said to a question.
    pub(crate) fn answers(&self, question: usize) -> bool {
        self.said[question] != Given::Nothing
    }

    /// Whether somebody who asks on would still ask this: it was answered `unsure`, or it may be
    /// asked, was not answered and nothing is assumed.
    pub(crate) fn is_open(&self, question: usize) -> bool {
        match self.said[question] {
            Given::Answer(_) => false,
            Given::Unsure => true,
            Given::Nothing => {
                self.assumed(question).is_none() && self.applies(question) != Truth::No
            }
        }
    }

    /// Whether an answer to an open question can only make things clearer.
    pub(crate) fn is_certainly_open(&self, question: usize) -> bool {
        let certain = self.applies(question) == Truth::Yes || self.said[question] == Given::Unsure;
        self.is_open(question) && certain
    }

    /// Whether a question is asked.
    pub(crate) fn applies(&self, question: usize) -> Truth {
        let when = self.case.book.questions[question].ask_when.as_ref();
        when.map_or(Truth::Yes, |when| self.holds(when))
    }

    pub(crate) fn holds(&self, when: &When) -> Truth {
        match when {
            When::Test(question, wants) => self.test(*question, wants),
            When::Any(parts) => {
                parts.iter().map(|part| self.holds(part)).max().expect("no part is empty")
            }
            When::All { parts, .. } => {
                parts.iter().map(|part| self.holds(part)).min().expect("no part is empty")
            }
        }
    }

    fn test(&self, question: usize, wants: &Wants) -> Truth {
        let fits = |fact| if self.fits(fact, wants) { Truth::Yes } else { Truth::No };
        match self.said[question] {
            Given::Answer(fact) => fits(fact),
            Given::Unsure => Truth::Maybe,
            Given::Nothing => match (self.applies(question), self.assumed(question)) {
                (Truth::No, _) => Truth::No,
                (_, None) => Truth::Maybe,
                (asked, Some(fact)) => asked.min(fits(fact)),
            },
        }
    }

    fn fits(&self, fact: Fact, wants: &Wants) -> bool {
        match (wants, fact) {
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
        }
    }

    /// The answers on which a condition that holds rests. One that was given rests on nothing
    /// else; one that is assumed, also on what its question is asked for.
    fn because(&self, when: &When, found: &mut BTreeSet<usize>) {
        if self.holds(when) != Truth::Yes {
            return;
        }
        match when {
            When::Test(question, _) => {
                found.insert(*question);
                if let Some(gate) = &self.case.book.questions[*question].ask_when
                    && !self.answers(*question)
                {
                    self.because(gate, found);
                }
            }
            When::Any(parts) | When::All { parts, .. } => {
                for part in parts {
                    self.because(part, found);
                }
            }
        }
    }

    /// The open questions for which a condition that might hold waits: those that are left when
    /// everything that is certainly false has been struck out. For an unanswered question it may
    /// also wait for what decides whether that is asked.
    fn waits_for(&self, when: &When, found: &mut BTreeSet<usize>) {
        if self.holds(when) == Truth::No {
            return;
        }
        match when {
            When::Test(question, _) => {
                if self.is_open(*question) {
                    found.insert(*question);
                }
                if let Some(gate) = &self.case.book.questions[*question].ask_when
                    && !self.answers(*question)
                    && self.holds(gate) == Truth::Maybe
                {
                    self.waits_for(gate, found);
                }
            }
            When::Any(parts) | When::All { parts, .. } => {
                for part in parts {
                    self.waits_for(part, found);
                }
            }
        }
    }

    /// The lowest and the highest level that a rule can still have.
    fn levels(&self, levels: &Levels) -> (Level, Level) {
        let levels_by = self.case.book.levels_by;
        match (levels, levels_by.and_then(|question| self.known(question))) {
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
            if let (Wants::Within(wait), Some(Fact::Day(day))) = (wants, self.known(question)) {
                days.insert(wait.count_from(day, 1));
            }
        });
        days.split_off(&later(self.on, 1))
    }

    /// The first day on which a rule that holds no longer does, for any answers to the open
    /// questions. That can only be a day on which some wait is over. If on the first day on which
    /// the rule is in doubt it is not certainly over, there is no such day: what was assumed is
    /// open from then on, so it takes more than time.
    pub(crate) fn ends(&self, when: &When) -> Option<Date> {
        let mut days = self.wait_ends().into_iter();
        let first = days.find(|&day| self.on(day).holds(when) != Truth::Yes)?;
        (self.on(first).holds(when) == Truth::No).then_some(first)
    }

    /// The floor, and what it could come to at worst.
    pub(crate) fn range(&self) -> (Level, Level) {
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
        let range = |said: &Said| self.answering(question, said).range();
        let ranges: Vec<_> = answers.iter().map(range).collect();
        StillOpen {
            question: self.case.book.questions[question].id.clone(),
            unsure: self.said[question] == Given::Unsure,
            could_be,
            best: ranges.iter().map(|&(floor, _)| floor).min().expect("there are answers"),
            worst: ranges.iter().map(|&(_, at_worst)| at_worst).max().expect("there are answers"),
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
                because: because.iter().map(|&at| self.stated(at)).collect(),
                assumed: because
                    .iter()
                    .filter(|&&at| !self.answers(at))
                    .map(|&at| book.questions[at].id.clone())
                    .collect(),
            });
        }
        findings.sort_by(|a, b| b.level.cmp(&a.level).then(a.rule.cmp(&b.rule)));
        let questions = || 0..book.questions.len();
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
                .filter(|&at| self.assumed(at).is_some() && self.applies(at) != Truth::No)
                .map(|at| self.stated(at))
                .collect(),
            unasked: questions()
                .filter(|&at| self.answers(at) && self.applies(at) == Truth::No)
                .map(|at| self.stated(at))
                .collect(),
            inapplicable: questions()
                .filter(|&at| self.applies(at) == Truth::No)
                .map(|at| book.questions[at].id.clone())
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
        let value = self.known(at).map_or("unsure".to_owned(), |fact| fact_words(question, fact));
        (question.id.clone(), value)
    }
}

fn fact_words(question: &Question, fact: Fact) -> String {
    match (fact, &question.kind) {
        (Fact::YesNo(yes), _) => if yes { "yes" } else { "no" }.to_owned(),
        (Fact::Option(at), Kind::Choice(options)) => options[at].clone(),
        (Fact::Option(_), _) => panic!("only a choice has options"),
        (Fact::Number(number), _) => tenths(number),
        (Fact::Never, _) => "never".to_owned(),
        (Fact::Day(day), _) => day.to_string(),
    }
}

/// Whether a level hangs on the answer to the `levels_by` question.
fn differs(levels: &Levels) -> bool {
    matches!(levels, Levels::Cells(cells) if cells.iter().any(|cell| *cell != cells[0]))
}
