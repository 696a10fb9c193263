//! Who gets a worse or a better verdict, by which rule or question.

use std::cell::Cell;
use std::collections::BTreeSet;

use jiff::civil::Date;

use super::affected::is_affected;
use super::search::{Goal, Search, Side, prevents_go};
use super::shared::{Book, is_comparable, pairs};
use super::space::{Picks, Space};
use crate::answers::{Answer, Answers};
use crate::authoring::proof::{Budget, Undecided, first_found, telling_days, tests, waits};
use crate::rulebook::{Question, QuestionId, Rule, Rulebook, Value};
use crate::screening::{Screener, Verdict};

/// A rule or a question, by its id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// A rule.
    Rule(String),
    /// A question that prevents a go while it is open.
    Question(String),
    /// An answer to a question, which can no longer be said.
    Answer(String, String),
}

/// Which of two verdicts is the milder one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    /// The new one.
    Better,
    /// The old one.
    Worse,
}

/// That some people get a worse or a better verdict, because of one rule, question or answer.
#[derive(Clone, Debug)]
pub struct Effect {
    /// What it rests on. A better verdict rests on what the old rulebook made of the answers, a
    /// worse one on what the new one makes of them.
    pub subject: Subject,
    /// Whether the verdict gets better or worse.
    pub direction: Direction,
    /// Plain answers of which that is true.
    pub example: Example,
}

/// Answers, and the verdicts of the two rulebooks on them.
#[derive(Clone, Debug)]
pub struct Example {
    /// The treatment date.
    pub on: Date,
    /// The answers, in the order of the old rulebook's questions. Other questions are unanswered.
    pub given: Vec<Given>,
    /// The verdict of the old rulebook.
    pub old: Verdict,
    /// The verdict of the new one.
    pub new: Verdict,
}

/// One answer of an example.
#[derive(Clone, Debug)]
pub struct Given {
    /// The id of the question.
    pub question: String,
    /// The answer, as it is read; `None` if the question is left unanswered, which is not usual.
    pub answer: Option<String>,
    /// Whether it is what is usual, and the rule or question that the example is of does not read it.
    pub is_usual: bool,
    /// Whether the new rulebook does not know this answer.
    pub is_gone: bool,
    pub(super) json: serde_json::Value,
    /// The question's text, and the answer's.
    pub(super) words: String,
}

/// What was found out about people.
#[derive(Debug, Default)]
pub(super) struct People {
    pub(super) effects: Vec<Effect>,
    pub(super) undecided: Vec<(Subject, Direction)>,
    /// The answers of somebody to whom nothing special applies.
    pub(super) usual: Vec<Given>,
}

impl People {
    /// Compares two rulebooks.
    pub(super) fn of(books: [&Rulebook; 2], steps: u64) -> Self {
        let budget = Budget::new(steps);
        let [old, new] = books;
        let mut people = Self::default();
        let compared = Compared::new(books, &budget);
        let space = &compared.spaces[0];
        people.usual = space.given(&space.usual, &BTreeSet::new(), |_, _| false);
        for direction in [Direction::Better, Direction::Worse] {
            let worse = usize::from(direction == Direction::Worse);
            let sides = [Side::of(worse), Side::of(1 - worse)];
            for rule in books[worse].rule_ids().filter(|&rule| is_affected(books, worse, rule)) {
                let subject = Subject::Rule(books[worse][rule].id.clone());
                people.note(subject, direction, compared.example(Goal::Rule(rule), sides));
            }
            for question in books[worse].question_ids() {
                let subject = Subject::Question(books[worse][question].id.clone());
                people.note(subject, direction, compared.example(Goal::Open(question), sides));
            }
        }
        let alone = Compared::new([old, old], &budget);
        for question in old.question_ids() {
            alone.gone(question, new, &mut people);
        }
        people
    }

    fn note(
        &mut self,
        subject: Subject,
        direction: Direction,
        found: Result<Option<Example>, Undecided>,
    ) {
        match found {
            Ok(None) => {}
            Ok(Some(example)) => self.effects.push(Effect { subject, direction, example }),
            Err(Undecided) => self.undecided.push((subject, direction)),
        }
    }
}

/// Two rulebooks on every treatment date that matters.
struct Compared<'b, 'r> {
    spaces: Vec<Space<'r>>,
    is_whole: bool,
    budget: &'b Budget,
}

impl<'b, 'r> Compared<'b, 'r> {
    fn new(books: [&'r Rulebook; 2], budget: &'b Budget) -> Self {
        let tested = books.map(|book| tests(book, book.conditions()));
        let waits: Vec<_> = pairs(books)
            .into_iter()
            .map(|ids| {
                let both = ids.into_iter().zip(&tested);
                let both = both.filter_map(|(id, tested)| Some(tested[id?.index()].clone()));
                waits(&both.flatten().collect::<Vec<_>>())
            })
            .collect();
        let (days, mut is_whole) = telling_days(&waits, books[1].head().reviewed, budget);
        let mut spaces: Vec<Space<'r>> = Vec::new();
        for on in days {
            // The first is needed to show anything at all.
            if !spaces.is_empty() && budget.spend(spaces[0].steps()).is_err() {
                is_whole = false;
                break;
            }
            spaces.push(Space::new(books, &tested, on));
        }
        Self { spaces, is_whole, budget }
    }

    /// What a search finds on any of the treatment dates.
    fn find<T>(
        &self,
        mut find: impl FnMut(&Space<'r>, &Cell<u64>) -> Result<Option<T>, Undecided>,
    ) -> Result<Option<T>, Undecided> {
        let searches = self.spaces.iter().map(|space| {
            let share = self.budget.share();
            let steps = Cell::new(share);
            let found = find(space, &steps);
            let taken = usize::try_from(share - steps.get()).unwrap_or(usize::MAX);
            self.budget.spend(taken)?;
            found
        });
        first_found(searches.chain((!self.is_whole).then_some(Err(Undecided))))
    }

    fn example(&self, goal: Goal, sides: [Side; 2]) -> Result<Option<Example>, Undecided> {
        self.find(|space, steps| {
            let found = Search::example(space, goal, sides, steps)?;
            Ok(found.map(|picks| space.example(goal, sides[0].book, &picks)))
        })
    }

    /// The answers to a question that stopped a go and that the new rulebook does not know.
    fn gone(&self, question: QuestionId, new: &Rulebook, people: &mut People) {
        let old = self.spaces[0].books[0];
        let mut values: Vec<String> = Vec::new();
        let mut gone = Vec::new();
        for (space, class) in self.spaces.iter().flat_map(|space| {
            let place = space.place(0, question);
            (1..space.questions[place].classes.len()).map(move |class| (space, class))
        }) {
            let place = space.place(0, question);
            let Some(value) = space.questions[place].classes[class][0] else { continue };
            let shown = value.shown(&old[question]).to_string();
            if carried(&old[question], value, new).is_none() && !values.contains(&shown) {
                values.push(shown.clone());
                gone.push((value, shown));
            }
        }
        for (value, shown) in gone {
            let found = self.find(|space, steps| space.stopped(question, value, new, steps));
            let subject = Subject::Answer(old[question].id.clone(), shown);
            people.note(subject, Direction::Better, found);
        }
    }
}

impl Space<'_> {
    /// About how many steps it takes to make another space like this.
    fn steps(&self) -> usize {
        const STEPS_OF_A_TEST: usize = 64;
        let clauses = self.rules.iter().flatten().flat_map(|rule| {
            rule.applies.iter().chain(&rule.might).chain(&rule.doubtful).map(Vec::len)
        });
        STEPS_OF_A_TEST * clauses.sum::<usize>()
    }

    /// These answers with what both rulebooks make of them.
    fn example(&self, goal: Goal, worse: Book, picks: &Picks) -> Example {
        let reads = self.read_by(goal, worse);
        let [old, new] = [0, 1].map(|book| self.outcome(book, picks));
        let verdicts = [old.verdict().rank(), new.verdict().rank()];
        // INVARIANT: screening has found the example; what is counted as worse must be worse.
        assert!(verdicts[worse] > verdicts[1 - worse], "an example is of a change");
        if let Goal::Open(question) = goal {
            let outcome = [&old, &new][worse];
            let mut open = outcome.open.iter();
            assert!(open.any(|open| open.question == question && prevents_go(outcome, open)));
        }
        let given = self.given(picks, &reads, |_, _| false);
        Example { on: self.on, given, old: old.verdict(), new: new.verdict() }
    }

    /// What these classes are answers to, and which of them are usual.
    fn given(
        &self,
        picks: &[usize],
        reads: &BTreeSet<usize>,
        mut is_gone: impl FnMut(&Question, Value) -> bool,
    ) -> Vec<Given> {
        let mut given = Vec::new();
        for (at, (shared, &class)) in self.questions.iter().zip(picks).enumerate() {
            let Some(id) = shared.ids[0] else { continue };
            let question = &self.books[0][id];
            let value = shared.classes[class][0];
            let is_gone = value.is_some_and(|value| is_gone(question, value));
            let is_usual = class == self.usual[at] && !reads.contains(&at);
            if value.is_some() || !is_usual && self.usual[at] != 0 {
                given.push(Given::of(question, value, is_usual, is_gone));
            }
        }
        given
    }

    /// The places of the questions that a rule tests or its level hangs on.
    fn read_by(&self, goal: Goal, book: Book) -> BTreeSet<usize> {
        let (Goal::Rule(rule) | Goal::Stopped(rule)) = goal else { return BTreeSet::new() };
        let rulebook = self.books[book];
        let levels_by = rulebook.head().levels_by.filter(|_| rulebook[rule].level.differs());
        let questions = rulebook[rule].when.questions().into_iter().chain(levels_by);
        questions.map(|id| self.place(book, id)).collect()
    }

    /// Answers that this one stops, which another answer to the same question would not; the old
    /// rulebook is both of those compared.
    fn stopped(
        &self,
        question: QuestionId,
        value: Value,
        new: &Rulebook,
        steps: &Cell<u64>,
    ) -> Result<Option<Example>, Undecided> {
        let old = self.books[0];
        let place = self.place(0, question);
        let classes = &self.questions[place].classes;
        let Some(class) = classes.iter().position(|class| class[0] == Some(value)) else {
            return Ok(None);
        };
        let can_stop = |rule: &Rule| rule.level.range(None).1.is_stop();
        let rules = old.rule_ids().filter(|&rule| {
            can_stop(&old[rule]) && self.rules[0][rule.index()].hangs_on.contains(place)
        });
        let searches = rules.flat_map(|rule| {
            (0..classes.len()).filter(|&other| other != class).map(move |other| (rule, other))
        });
        first_found(searches.map(|(rule, other)| {
            let sides = [class, other].map(|class| Side { book: 0, instead: Some((place, class)) });
            let found = Search::example(self, Goal::Stopped(rule), sides, steps)?;
            Ok(found.map(|mut picks| {
                picks[place] = class;
                self.carried_over(Goal::Stopped(rule), &picks, new)
            }))
        }))
    }

    /// These answers, and what is left of them in the new rulebook.
    fn carried_over(&self, goal: Goal, picks: &Picks, new: &Rulebook) -> Example {
        let reads = self.read_by(goal, 0);
        let mut left = Answers::new(new, self.on);
        let given = self.given(picks, &reads, |question, value| {
            let known = carried(question, value, new);
            if let Some((id, value)) = known {
                left.put(id, Some(Answer::Value(value)));
            }
            known.is_none()
        });
        Example {
            on: self.on,
            given,
            old: self.outcome(0, picks).verdict(),
            new: Screener::new(new).outcome(&left).verdict(),
        }
    }
}

impl Given {
    /// Whether the answer is a day, so that the treatment date matters.
    pub(super) fn is_a_day(&self) -> bool {
        self.answer.as_ref().is_some_and(|answer| answer.parse::<Date>().is_ok())
    }

    fn of(question: &Question, value: Option<Value>, is_usual: bool, is_gone: bool) -> Self {
        let shown = value.map(|value| value.shown(question));
        let ask = question.ask.trim_end_matches([':', '.']);
        Self {
            question: question.id.clone(),
            answer: shown.map(|shown| shown.to_string()),
            is_usual,
            is_gone,
            json: serde_json::json!(shown),
            words: match value {
                Some(value) => format!("\"{ask}\": {}", value.labelled(question)),
                None => format!("\"{ask}\": not answered"),
            },
        }
    }
}

/// An answer to a question of the old rulebook as the new one knows it; `None` if it does not.
pub(super) fn carried(
    question: &Question,
    value: Value,
    new: &Rulebook,
) -> Option<(QuestionId, Value)> {
    let id = new.find_question(&question.id)?;
    let other = &new[id];
    if !is_comparable(question, other) {
        return None;
    }
    let value = match value {
        Value::Choice(option) => {
            let word = &question.options()[option.index()].id;
            let at = other.options().iter().position(|other| other.id == *word)?;
            other.kind.answers().nth(at)?
        }
        Value::Number(number) => other.kind.of_number(number)?,
        Value::Date(_) => value,
    };
    Some((id, value))
}
