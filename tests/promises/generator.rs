//! Random valid rulebooks, and people who answer them.

use std::fmt::Write as _;

use jiff::Span;
use jiff::civil::{Date, date};
use needlecheck::Level;
use needlecheck::rulebook::RESERVED_QUESTION_IDS;
use proptest::prelude::*;

use crate::rng::{Rng, rng};

/// A rulebook before it is written as TOML. Numbers are tenths.
#[derive(Clone, Debug)]
pub(crate) struct Book {
    pub(crate) questions: Vec<Question>,
    pub(crate) levels_by: Option<usize>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) aftercare: Vec<Option<When>>,
}

#[derive(Clone, Debug)]
pub(crate) struct Question {
    pub(crate) id: String,
    pub(crate) kind: Kind,
    pub(crate) ask_when: Option<When>,
    pub(crate) assume: Option<Said>,
    pub(crate) change: Vec<Way>,
}

/// How an answer can be changed: from one, or from any other number, to another one.
#[derive(Clone, Debug)]
pub(crate) struct Way {
    pub(crate) from: Option<Said>,
    pub(crate) to: Said,
    /// Whether it is written as a text alone, where there is only one other answer.
    short: bool,
}

#[derive(Clone, Debug)]
pub(crate) enum Kind {
    YesNo,
    Choice(Vec<String>),
    Number { min: i32, max: i32, unit: Option<&'static str> },
    Date,
}

#[derive(Clone, Debug)]
pub(crate) struct Rule {
    pub(crate) when: When,
    pub(crate) level: Levels,
}

#[derive(Clone, Debug)]
pub(crate) enum Levels {
    One(Level),
    Cells(Vec<Level>),
}

/// A condition; `flat` says that an `all` is written as one table where TOML allows it.
#[derive(Clone, Debug)]
pub(crate) enum When {
    Test(usize, Wants),
    Any(Vec<When>),
    All { parts: Vec<When>, flat: bool },
}

#[derive(Clone, Debug)]
pub(crate) enum Wants {
    YesNo(bool),
    OneOf(Vec<usize>),
    Range { lower: Option<Bound>, upper: Option<Bound> },
    Within(Wait),
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Bound {
    pub(crate) at: i32,
    pub(crate) inclusive: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Unit {
    Day,
    Week,
    Month,
    Year,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Wait {
    pub(crate) count: i32,
    pub(crate) unit: Unit,
}

/// What a person says to a question.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Said {
    Nothing,
    Unsure,
    YesNo(bool),
    Option(usize),
    Number(i32),
    Never,
    Today,
    Day(Date),
    Month(i16, i8),
    Year(i16),
    Ago(i32, Unit),
    /// In the day, week, month or year before.
    Last(Unit),
    /// In a month, named without its year.
    Named(i8),
}

/// A rulebook, and a person who is screened with it.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) book: Book,
    pub(crate) on: Date,
    pub(crate) strict: bool,
    pub(crate) said: Vec<Said>,
    /// For the decisions that a test still has to make.
    pub(crate) rng: Rng,
}

/// Any case.
pub(crate) fn case() -> impl Strategy<Value = Case> {
    rng().prop_map(|mut rng| {
        let rng = &mut rng;
        let on = treatment_date(rng);
        let book = Book::random(rng);
        let mut said: Vec<_> = (0..book.questions.len()).map(|at| book.said(at, on, rng)).collect();
        if rng.once_in(3) {
            book.skip_to_one(&mut said, on, rng);
        }
        let strict = rng.once_in(4);
        Case { book, on, strict, said, rng: rng.clone() }
    })
}

/// Any case of somebody who has an answer to most questions, with strict rules and more of them.
pub(crate) fn eventful_case() -> impl Strategy<Value = Case> {
    case().prop_map(|mut case| {
        let mut rng = case.rng.clone();
        for at in 0..case.said.len() {
            if matches!(case.said[at], Said::Nothing | Said::Unsure) && !rng.once_in(4) {
                case.said[at] = rng.one_of(&case.book.telling(at, case.on)).clone();
            }
        }
        let all: Vec<usize> = (0..case.said.len()).collect();
        for _ in 0..rng.below(6) {
            let (when, level) = (case.book.test(&mut rng, &all), Levels::One(Level::Avoid));
            case.book.rules.push(Rule { when, level });
        }
        for rule in &mut case.book.rules {
            if let Levels::One(level) = &mut rule.level {
                *level = *rng.one_of(&LEVELS[1..]);
            }
        }
        Case { rng, ..case }
    })
}

fn treatment_date(rng: &mut Rng) -> Date {
    let year = i16::try_from(rng.between(2019, 2032)).expect("a year");
    match rng.below(4) {
        0 => date(2026, 11, 22),
        1 => *rng.one_of(&[date(2024, 2, 29), date(2028, 2, 29), date(2026, 2, 28)]),
        2 => *rng.one_of(&[date(year, 3, 1), date(year, 3, 31), date(year, 12, 31)]),
        _ => later(date(year, 1, 1), rng.between(0, 364)),
    }
}

const LEVELS: [Level; 4] = [Level::Suitable, Level::Caution, Level::Defer, Level::Avoid];

/// The limit of combinations in one condition; a rulebook may have 1024.
const MOST_COMBINATIONS: usize = 48;

impl Book {
    fn random(rng: &mut Rng) -> Self {
        let count = 1 + rng.below(8);
        let mut taken = Vec::new();
        let questions: Vec<_> = (0..count)
            .map(|_| {
                let id = id(rng, &mut taken, '_');
                let kind = Kind::random(rng);
                Question { id, kind, ask_when: None, assume: None, change: Vec::new() }
            })
            .collect();
        let mut book = Self { questions, levels_by: None, rules: Vec::new(), aftercare: vec![] };
        book.levels_by = book.choose_levels_by(rng);
        // In an order of their own, each question may wait for those before it; the one that
        // levels hang on is always asked, so any other may wait for it.
        let mut order = rng.shuffled((0..count).collect());
        order.sort_by_key(|&at| book.levels_by != Some(at));
        for (rank, &at) in order.iter().enumerate().skip(1) {
            if rng.below(6) > 0 {
                let when = book.ask_when(rng, &order[..rank]);
                book.questions[at].ask_when = Some(when);
            }
        }
        for at in 0..count {
            if rng.below(4) > 0 {
                book.questions[at].assume = Some(book.assumable(at, rng));
            }
        }
        let all: Vec<usize> = (0..count).collect();
        for _ in 0..=rng.below(8) {
            let when = book.when(rng, &all, 3);
            let level = match book.levels_by.map(|at| book.questions[at].kind.options().len()) {
                Some(cells) if !rng.once_in(3) => {
                    Levels::Cells((0..cells).map(|_| *rng.one_of(&LEVELS)).collect())
                }
                _ => Levels::One(*rng.one_of(&LEVELS)),
            };
            book.rules.push(Rule { when, level });
        }
        for _ in 0..rng.below(3) {
            let when = rng.once_in(2).then(|| book.when(rng, &all, 2));
            book.aftercare.push(when);
        }
        for question in &mut book.questions {
            question.change = question.kind.ways(rng);
        }
        book
    }

    fn choose_levels_by(&self, rng: &mut Rng) -> Option<usize> {
        let choice = |&at: &usize| !self.questions[at].kind.options().is_empty();
        let choices: Vec<usize> = (0..self.questions.len()).filter(choice).collect();
        (!choices.is_empty() && !rng.once_in(6)).then(|| *rng.one_of(&choices))
    }

    /// A condition on some of the questions.
    pub(crate) fn when(&self, rng: &mut Rng, on: &[usize], depth: usize) -> When {
        let when = self.any_when(rng, on, depth);
        if self.combinations(&when) <= MOST_COMBINATIONS { when } else { self.test(rng, on) }
    }

    fn any_when(&self, rng: &mut Rng, on: &[usize], depth: usize) -> When {
        match if depth == 0 { 0 } else { rng.below(5) } {
            0 | 1 => self.test(rng, on),
            2 | 3 => When::Any((0..=rng.below(3)).map(|_| self.when(rng, on, depth - 1)).collect()),
            _ => When::All {
                parts: (0..=rng.below(3)).map(|_| self.when(rng, on, depth - 1)).collect(),
                flat: rng.once_in(2),
            },
        }
    }

    /// What a question waits for: mostly the last of those before it, so that chains are long.
    fn ask_when(&self, rng: &mut Rng, before: &[usize]) -> When {
        let last = &before[before.len() - 1..];
        let way = rng.below(7);
        let mut parts = |first: &[usize]| vec![self.test(rng, first), self.test(rng, before)];
        let when = match way {
            0 | 1 => self.test(rng, last),
            2 => When::Any(parts(last)),
            3 => When::All { parts: parts(last), flat: false },
            // The question that levels hang on comes first, if there is one.
            4 => When::All { parts: parts(&before[..1]), flat: true },
            _ => self.when(rng, before, 2),
        };
        if self.combinations(&when) <= MOST_COMBINATIONS { when } else { self.test(rng, before) }
    }

    pub(crate) fn test(&self, rng: &mut Rng, on: &[usize]) -> When {
        let at = *rng.one_of(on);
        let wants = match &self.questions[at].kind {
            Kind::YesNo => Wants::YesNo(!rng.once_in(4)),
            Kind::Choice(options) => {
                let mut wanted = rng.shuffled((0..options.len()).collect());
                wanted.truncate(1 + rng.below(options.len().min(3)));
                Wants::OneOf(wanted)
            }
            &Kind::Number { min, max, .. } => range(rng, min, max),
            Kind::Date => Wants::Within(Wait::random(rng)),
        };
        When::Test(at, wants)
    }

    /// How many combinations a condition comes to when it is spelled out.
    fn combinations(&self, when: &When) -> usize {
        match when {
            When::Test(at, _) => {
                self.questions[*at].ask_when.as_ref().map_or(1, |when| self.combinations(when))
            }
            When::Any(parts) => parts.iter().map(|part| self.combinations(part)).sum(),
            When::All { parts, .. } => parts.iter().map(|part| self.combinations(part)).product(),
        }
    }

    pub(crate) fn assumable(&self, at: usize, rng: &mut Rng) -> Said {
        match &self.questions[at].kind {
            // Mostly what tests do not look for, as in a real rulebook.
            Kind::YesNo => Said::YesNo(rng.once_in(4)),
            Kind::Choice(options) => Said::Option(rng.below(options.len())),
            // Even tenths, as bounds are: where any other answer lies between the same bounds,
            // one in tenths does.
            &Kind::Number { min, max, .. } => Said::Number(even(rng, min, max)),
            Kind::Date => Said::Never,
        }
    }

    /// What somebody might say to a question.
    fn said(&self, at: usize, on: Date, rng: &mut Rng) -> Said {
        match rng.below(10) {
            0..=2 => Said::Nothing,
            3 => Said::Unsure,
            4 if matches!(self.questions[at].kind, Kind::Date) => vague_day(rng, on),
            5 if self.questions[at].assume.is_some() => {
                self.questions[at].assume.clone().expect("it has just been seen")
            }
            _ => rng.one_of(&self.telling(at, on)).clone(),
        }
    }

    /// Has somebody answer one question, and none of those that it waits for.
    fn skip_to_one(&self, said: &mut [Said], on: Date, rng: &mut Rng) {
        let at = rng.below(self.questions.len());
        let (mut skipped, mut next) = (vec![at], 0);
        while let Some(&at) = skipped.get(next) {
            said[at] = Said::Nothing;
            if let Some(when) = &self.questions[at].ask_when {
                when.each_test(&mut |question, _| {
                    if !skipped.contains(&question) {
                        skipped.push(question);
                    }
                });
            }
            next += 1;
        }
        said[at] = rng.one_of(&self.telling(at, on)).clone();
    }

    /// Answers to a question between which its rules can tell: every option, and what lies at
    /// and beside every bound and wait. What would be assumed is among them, and where there are
    /// others that rules cannot tell from it, one of these.
    pub(crate) fn telling(&self, at: usize, on: Date) -> Vec<Said> {
        let mut telling = match &self.questions[at].kind {
            Kind::YesNo => return vec![Said::YesNo(false), Said::YesNo(true)],
            Kind::Choice(options) => return (0..options.len()).map(Said::Option).collect(),
            &Kind::Number { min, max, .. } => vec![Said::Number(min), Said::Number(max)],
            Kind::Date => vec![Said::Never, Said::Today],
        };
        telling.extend(self.questions[at].assume.clone());
        self.each_test(&mut |question, wants| match (&self.questions[at].kind, wants) {
            _ if question != at => {}
            (&Kind::Number { min, max, .. }, Wants::Range { lower, upper }) => {
                for bound in [lower, upper].into_iter().flatten() {
                    let near = (bound.at - 1).max(min)..=(bound.at + 1).min(max);
                    telling.extend(near.map(Said::Number));
                }
            }
            (_, Wants::Within(wait)) => {
                let edge = wait.count_from(on, -1);
                let near = (-3..=4).map(|days| later(edge, days).min(on));
                telling.extend(near.map(Said::Day));
            }
            _ => {}
        });
        telling
    }

    /// Calls `see` with every test in the book.
    pub(crate) fn each_test(&self, see: &mut impl FnMut(usize, &Wants)) {
        let gates = self.questions.iter().filter_map(|question| question.ask_when.as_ref());
        let rules = self.rules.iter().map(|rule| &rule.when);
        for when in gates.chain(rules).chain(self.aftercare.iter().flatten()) {
            when.each_test(see);
        }
    }

    /// The book as a rule file.
    pub(crate) fn to_toml(&self) -> String {
        let mut toml = "format = 1\n\n[rulebook]\nid = \"random\"\ntitle = \"Random\"\n\
             version = \"1\"\nreviewed = 2026-11-22\nnotice = \"A test.\"\nvalid_for = \"90 days\"\n"
            .to_owned();
        if let Some(at) = self.levels_by {
            writeln!(toml, "levels_by = \"{}\"", self.questions[at].id).expect("it fits");
        }
        toml.push_str(
            "\n[source.paper]\ntitle = \"A paper\"\nby = \"Somebody\"\nread = \"full\"\n",
        );
        for question in &self.questions {
            self.question_to_toml(question, &mut toml).expect("it fits");
        }
        for (at, rule) in self.rules.iter().enumerate() {
            let level = self.levels_to_toml(&rule.level);
            write!(
                toml,
                "\n[rule.r{at}]\ntitle = \"Rule {at}\"\nwhen = {}\nlevel = {level}\n\
                 reason = \"Because.\"\nadvice = \"Wait.\"\nsources = [\"paper\"]\n\
                 evidence = \"expert\"\n",
                self.table(&rule.when),
            )
            .expect("it fits");
        }
        for when in &self.aftercare {
            toml.push_str(
                "\n[[aftercare]]\nkind = \"care\"\ntext = \"Rest.\"\nsources = [\"paper\"]\n",
            );
            if let Some(when) = when {
                writeln!(toml, "when = {}", self.table(when)).expect("it fits");
            }
        }
        toml
    }

    fn question_to_toml(&self, question: &Question, toml: &mut String) -> std::fmt::Result {
        write!(toml, "\n[question.{}]\nask = \"Is it so?\"\n", question.id)?;
        match &question.kind {
            Kind::YesNo => writeln!(toml, "kind = \"yes-no\"")?,
            Kind::Date => writeln!(toml, "kind = \"date\"")?,
            Kind::Choice(options) => {
                let options: Vec<_> = options.iter().map(|id| format!("{id} = \"This\"")).collect();
                writeln!(toml, "kind = \"choice\"\noptions = {{ {} }}", options.join(", "))?;
            }
            Kind::Number { min, max, unit } => {
                let (min, max) = (tenths(*min), tenths(*max));
                writeln!(toml, "kind = \"number\"\nmin = {min}\nmax = {max}")?;
                if let Some(unit) = unit {
                    writeln!(toml, "unit = \"{unit}\"")?;
                }
            }
        }
        if let Some(when) = &question.ask_when {
            writeln!(toml, "ask_when = {}", self.table(when))?;
        }
        match (&question.assume, &question.kind) {
            (Some(Said::YesNo(yes)), _) => writeln!(toml, "assume = {yes}")?,
            (Some(Said::Number(number)), _) => writeln!(toml, "assume = {}", tenths(*number))?,
            (Some(Said::Option(at)), Kind::Choice(ids)) => {
                writeln!(toml, "assume = \"{}\"", ids[*at])?;
            }
            (Some(_), _) => writeln!(toml, "assume = \"never\"")?,
            (None, _) => {}
        }
        if !question.change.is_empty() {
            let ways: Vec<_> = question.change.iter().map(|way| way.to_toml(question)).collect();
            let ways = ways.join(", ");
            let keyed = question.change[0].from.is_some();
            writeln!(toml, "change = {}", if keyed { format!("{{ {ways} }}") } else { ways })?;
        }
        Ok(())
    }

    fn levels_to_toml(&self, levels: &Levels) -> String {
        match levels {
            Levels::One(level) => format!("\"{level}\""),
            Levels::Cells(cells) => {
                let at = self.levels_by.expect("only a book with `levels_by` has cells");
                let options = self.questions[at].kind.options();
                let cells: Vec<_> = options
                    .iter()
                    .zip(cells)
                    .map(|(option, level)| format!("{option} = \"{level}\""))
                    .collect();
                format!("{{ {} }}", cells.join(", "))
            }
        }
    }

    fn table(&self, when: &When) -> String {
        format!("{{ {} }}", self.entries(when))
    }

    fn entries(&self, when: &When) -> String {
        let list = |parts: &[When]| {
            parts.iter().map(|part| self.table(part)).collect::<Vec<_>>().join(", ")
        };
        match when {
            When::Test(at, wants) => {
                let question = &self.questions[*at];
                format!("{} = {}", question.id, wants.to_toml(question))
            }
            When::Any(parts) => format!("any = [{}]", list(parts)),
            When::All { parts, flat } => {
                let entries: Vec<_> = parts.iter().map(|part| self.entries(part)).collect();
                let mut keys: Vec<_> =
                    entries.iter().filter_map(|entry| entry.split(' ').next()).collect();
                keys.sort_unstable();
                keys.dedup();
                // A part that is itself written flat has several keys; those stay nested.
                let single = |part: &When| !matches!(part, When::All { flat: true, .. });
                if *flat && keys.len() == parts.len() && parts.iter().all(single) {
                    entries.join(", ")
                } else {
                    format!("all = [{}]", list(parts))
                }
            }
        }
    }
}

impl When {
    /// Calls `see` with every test in it.
    pub(crate) fn each_test(&self, see: &mut impl FnMut(usize, &Wants)) {
        match self {
            Self::Test(question, wants) => see(*question, wants),
            Self::Any(parts) | Self::All { parts, .. } => {
                for part in parts {
                    part.each_test(see);
                }
            }
        }
    }
}

impl Kind {
    fn random(rng: &mut Rng) -> Self {
        match rng.below(5) {
            0 => Self::YesNo,
            1 | 2 => {
                let mut taken = Vec::new();
                Self::Choice((0..=rng.below(4)).map(|_| id(rng, &mut taken, '-')).collect())
            }
            3 => {
                let min = rng.between(-20, 20);
                let max = min + rng.between(1, 60);
                let unit = rng.once_in(2).then(|| *rng.one_of(&["mm", "years"]));
                Self::Number { min, max, unit }
            }
            _ => Self::Date,
        }
    }

    /// How some of the answers can be changed.
    fn ways(&self, rng: &mut Rng) -> Vec<Way> {
        let answers: Vec<Said> = match self {
            Self::YesNo => vec![Said::YesNo(false), Said::YesNo(true)],
            Self::Choice(options) => (0..options.len()).map(Said::Option).collect(),
            &Self::Number { min, max, .. } => {
                let to = Said::Number(rng.between(min, max));
                let way = Way { from: None, to, short: false };
                return (!rng.once_in(4)).then_some(way).into_iter().collect();
            }
            Self::Date => return Vec::new(),
        };
        let mut ways = Vec::new();
        for from in &answers {
            let others: Vec<_> = answers.iter().filter(|other| *other != from).collect();
            if !others.is_empty() && !rng.once_in(4) {
                let to = (*rng.one_of(&others)).clone();
                let short = others.len() == 1 && rng.once_in(2);
                ways.push(Way { from: Some(from.clone()), to, short });
            }
        }
        ways
    }

    pub(crate) fn options(&self) -> &[String] {
        match self {
            Self::Choice(options) => options,
            _ => &[],
        }
    }
}

impl Way {
    /// Whether this is the way from an answer.
    pub(crate) fn starts_at(&self, said: &Said) -> bool {
        match &self.from {
            Some(from) => from == said,
            None => matches!(said, Said::Number(_)) && *said != self.to,
        }
    }

    fn to_toml(&self, question: &Question) -> String {
        let word = |said: &Said| match said {
            Said::YesNo(yes) => (if *yes { "yes" } else { "no" }).to_owned(),
            Said::Option(at) => question.kind.options()[*at].clone(),
            said => panic!("{said:?} is no key"),
        };
        let to = match &self.to {
            Said::YesNo(yes) => yes.to_string(),
            Said::Number(number) => tenths(*number),
            said => format!("\"{}\"", word(said)),
        };
        let how = if self.short {
            "\"Do it.\"".to_owned()
        } else {
            format!("{{ to = {to}, how = \"Do it.\" }}")
        };
        self.from.as_ref().map_or(how.clone(), |from| format!("{} = {how}", word(from)))
    }
}

impl Wants {
    fn to_toml(&self, question: &Question) -> String {
        match self {
            Self::YesNo(yes) => yes.to_string(),
            Self::OneOf(wanted) => {
                let quoted = |&at: &usize| format!("\"{}\"", question.kind.options()[at]);
                match &wanted[..] {
                    [only] if question.id.len().is_multiple_of(2) => quoted(only),
                    _ => {
                        let quoted: Vec<_> = wanted.iter().map(quoted).collect();
                        format!("[{}]", quoted.join(", "))
                    }
                }
            }
            Self::Range { lower, upper } => {
                let lower = lower.map(|Bound { at, inclusive }| {
                    let key = if inclusive { "at_least" } else { "over" };
                    format!("{key} = {}", tenths(at))
                });
                let upper = upper.map(|Bound { at, inclusive }| {
                    let key = if inclusive { "at_most" } else { "under" };
                    format!("{key} = {}", tenths(at))
                });
                let bounds: Vec<_> = [lower, upper].into_iter().flatten().collect();
                format!("{{ {} }}", bounds.join(", "))
            }
            Self::Within(wait) => format!("{{ within = \"{wait}\" }}"),
        }
    }
}

fn range(rng: &mut Rng, min: i32, max: i32) -> Wants {
    let inclusive = rng.once_in(2);
    // Bounds are even tenths, so that an answer in tenths lies between any two of them.
    let (low, high) = (even(rng, min, max), even(rng, min, max));
    let (low, high) = (low.min(high), low.max(high));
    let bound = |at, inclusive| Some(Bound { at, inclusive });
    match rng.below(3) {
        0 => Wants::Range { lower: bound(low, inclusive), upper: None },
        1 => Wants::Range { lower: None, upper: bound(high, inclusive) },
        // Equal bounds hold a number only where both include it.
        _ => {
            let upper_too = low == high || rng.once_in(2);
            let lower = bound(low, low == high || inclusive);
            Wants::Range { lower, upper: bound(high, upper_too) }
        }
    }
}

fn even(rng: &mut Rng, min: i32, max: i32) -> i32 {
    2 * rng.between((min + 1).div_euclid(2), max.div_euclid(2))
}

/// A day said as people say it: as a month or a year, as so long ago, or as last week.
fn vague_day(rng: &mut Rng, on: Date) -> Said {
    let some_day = later(on, -rng.between(0, 800));
    match rng.below(6) {
        0 => Said::Ago(rng.between(0, 60), Unit::random(rng)),
        1 => Said::Month(some_day.year(), some_day.month()),
        2 => Said::Year(some_day.year()),
        3 => Said::Last(Unit::random(rng)),
        4 => Said::Named(some_day.month()),
        _ => Said::Day(some_day),
    }
}

impl Unit {
    fn random(rng: &mut Rng) -> Self {
        *rng.one_of(&[Self::Day, Self::Week, Self::Month, Self::Year])
    }

    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }
}

impl Wait {
    fn random(rng: &mut Rng) -> Self {
        let unit = Unit::random(rng);
        let most = match unit {
            Unit::Day => 100,
            Unit::Week => 12,
            Unit::Month => 18,
            Unit::Year => 4,
        };
        Self { count: rng.between(1, most), unit }
    }

    /// The day this long after another; with `direction` -1, before it.
    pub(crate) fn count_from(self, day: Date, direction: i32) -> Date {
        let count = self.count * direction;
        match self.unit {
            Unit::Day => later(day, count),
            Unit::Week => later(day, 7 * count),
            Unit::Month => months_later(day, count),
            Unit::Year => months_later(day, 12 * count),
        }
    }
}

impl std::fmt::Display for Wait {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let plural = if self.count == 1 { "" } else { "s" };
        write!(f, "{} {}{plural}", self.count, self.unit.word())
    }
}

/// The day that comes this number of days later.
pub(crate) fn later(day: Date, days: i32) -> Date {
    day.checked_add(Span::new().days(days)).expect("a day of the calendar")
}

/// The same day of a later month, or its last day if it is shorter.
fn months_later(day: Date, months: i32) -> Date {
    let index = i32::from(day.year()) * 12 + i32::from(day.month()) - 1 + months;
    let (year, month) = (index.div_euclid(12), index.rem_euclid(12) + 1);
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let day_of_month = day.day().min(length);
    let year = i16::try_from(year).expect("a year of the calendar");
    date(year, i8::try_from(month).expect("1 to 12"), day_of_month)
}

/// Tenths as a decimal number, in the shortest form.
pub(crate) fn tenths(number: i32) -> String {
    let sign = if number < 0 { "-" } else { "" };
    let (whole, rest) = (number.abs() / 10, number.abs() % 10);
    if rest == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") }
}

/// An id that nothing else has, some of them near one another.
fn id(rng: &mut Rng, taken: &mut Vec<String>, joint: char) -> String {
    const WORDS: [&str; 10] =
        ["acne", "ac", "a", "sun", "sum", "home", "work", "in2", "unsur", "neve"];
    let mut id = (*rng.one_of(&WORDS)).to_owned();
    if rng.once_in(3) {
        id = format!("{id}{joint}{}", rng.one_of(&WORDS));
    }
    while taken.contains(&id) || RESERVED_QUESTION_IDS.contains(&id.as_str()) {
        id.push(char::from(b'a' + u8::try_from(taken.len() % 26).expect("below 26")));
    }
    taken.push(id.clone());
    id
}
