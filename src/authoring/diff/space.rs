//! The answers that two rulebooks both understand, and the rules of both in terms of these.

use jiff::civil::Date;

use super::affected::is_affected;
use super::shared::{Book, closure, is_comparable, pairs};
use crate::answers::{Answer, Answers};
use crate::authoring::proof::{days_of_each, numbers_of_each, waits};
use crate::bits::Set;
use crate::rulebook::{Condition, Kind, PastDate, QuestionId, RuleId, Rulebook, Value, Wants};
use crate::screening::{Outcome, Screener};

/// For each question the class of its answer; 0 is no answer.
pub(super) type Picks = Vec<usize>;

/// Answers of one treatment date, and the rules of two rulebooks in terms of them.
pub(super) struct Space<'r> {
    pub(super) books: [&'r Rulebook; 2],
    screeners: [Screener<'r>; 2],
    pub(super) on: Date,
    pub(super) questions: Vec<Shared>,
    /// For each question of each rulebook its place in `questions`.
    at: [Vec<usize>; 2],
    /// For each question of each rulebook those that wait for it, by their `ask_when`s.
    waiting: [Vec<Vec<QuestionId>>; 2],
    /// The clauses of each rule of each rulebook.
    pub(super) rules: [Vec<RuleClauses>; 2],
    /// The answers of a person to whom nothing special applies: what every question has that is not
    /// looked at.
    pub(super) usual: Picks,
}

/// A question of one rulebook or of both.
pub(super) struct Shared {
    pub(super) ids: [Option<QuestionId>; 2],
    /// For each class of answers one, in the terms of each rulebook. The first is no answer; a
    /// question of one rulebook has no other.
    pub(super) classes: Vec<[Option<Value>; 2]>,
}

/// Questions, each with the classes that its answer must be in.
pub(super) type Clause = Vec<(usize, Set)>;

/// When a rule applies.
pub(super) struct RuleClauses {
    /// It applies if one of these holds and no assumption in it gives way to an answer.
    pub(super) applies: Vec<Clause>,
    /// It might apply if one of these holds.
    pub(super) might: Vec<Clause>,
    /// It might apply only if one of `might` or of these holds; of these only where an assumption
    /// gives way to an answer.
    pub(super) doubtful: Vec<Clause>,
    /// Everything on which it hangs whether it applies, and its level.
    pub(super) hangs_on: Set,
    /// Whether the rule can do anything else than in the other rulebook.
    is_affected: bool,
}

/// How a test is to hold.
#[derive(Clone, Copy, PartialEq)]
enum How {
    Surely,
    Perhaps,
    Doubtfully,
}

impl<'r> Space<'r> {
    /// `tested` has the tests on each question of each rulebook.
    pub(super) fn new(books: [&'r Rulebook; 2], tested: &[Vec<Vec<&Wants>>; 2], on: Date) -> Self {
        let mut at = books.map(|book| vec![0; book.questions().len()]);
        let mut questions = Vec::new();
        for ids in pairs(books) {
            for (book, id) in ids.into_iter().enumerate() {
                if let Some(id) = id {
                    at[book][id.index()] = questions.len();
                }
            }
            let classes = classes(books, ids, tested, on);
            questions.push(Shared { ids, classes });
        }
        let waiting = books.map(|book| {
            let mut waiting = vec![Vec::new(); book.questions().len()];
            for id in book.question_ids().filter(|&id| book[id].ask_when.is_some()) {
                for behind in book.dependencies([id]).iter().filter(|&behind| behind != id) {
                    waiting[behind.index()].push(id);
                }
            }
            waiting
        });
        let mut space = Self {
            books,
            screeners: books.map(Screener::new),
            on,
            usual: vec![0; questions.len()],
            questions,
            at,
            waiting,
            rules: [Vec::new(), Vec::new()],
        };
        for book in [0, 1] {
            let rules = books[book].rule_ids().map(|rule| {
                let when = &books[book][rule].when;
                RuleClauses {
                    applies: space.clauses(book, when, How::Surely),
                    might: space.clauses(book, when, How::Perhaps),
                    doubtful: space.clauses(book, when, How::Doubtfully),
                    hangs_on: space.hangs_on(book, rule),
                    is_affected: is_affected(books, book, rule),
                }
            });
            space.rules[book] = rules.collect();
        }
        space.usual = space.usual();
        space
    }

    /// Whether a rule can do anything else than in the other rulebook.
    pub(super) fn is_affected(&self, book: Book, rule: RuleId) -> bool {
        self.rules[book][rule.index()].is_affected
    }

    /// About how many steps it takes to screen with both rulebooks.
    pub(super) fn steps_of_screening(&self) -> usize {
        const STEPS_OF_A_RULE: usize = 64;
        STEPS_OF_A_RULE * self.books.iter().map(|book| 8 + book.rules().len()).sum::<usize>()
    }

    pub(super) fn place(&self, book: Book, question: QuestionId) -> usize {
        self.at[book][question.index()]
    }

    /// The answers of these classes, in the terms of one rulebook.
    pub(super) fn answers(&self, book: Book, picks: &[usize]) -> Answers<'r> {
        let mut answers = Answers::new(self.books[book], self.on);
        for (question, &class) in self.questions.iter().zip(picks) {
            if let (Some(id), Some(value)) = (question.ids[book], question.classes[class][book]) {
                answers.put(id, Some(Answer::Value(value)));
            }
        }
        answers
    }

    /// What one rulebook makes of these answers.
    pub(super) fn outcome(&self, book: Book, picks: &[usize]) -> Outcome {
        self.screeners[book].outcome(&self.answers(book, picks))
    }

    /// The places of the questions that can make an assumption for this one give way.
    pub(super) fn overriding(&self, book: Book, place: usize) -> impl Iterator<Item = usize> {
        let id = self.questions[place].ids[book];
        let waiting = id.into_iter().flat_map(move |id| &self.waiting[book][id.index()]);
        waiting.map(move |&id| self.place(book, id))
    }

    /// Whether this class of answers can make an assumption give way: it has an answer other than
    /// the assumed one.
    pub(super) fn overrides(&self, book: Book, place: usize, class: usize) -> bool {
        let question = &self.questions[place];
        question.classes[class][book].is_some()
            && question.ids[book]
                .is_some_and(|id| self.books[book][id].assume != question.classes[class][book])
    }

    /// Whether no answer to a question is as good as one, in one rulebook.
    pub(super) fn assumes(&self, book: Book, place: usize) -> bool {
        self.questions[place].ids[book].is_some_and(|id| self.books[book][id].assume.is_some())
    }

    fn hangs_on(&self, book: Book, rule: RuleId) -> Set {
        let rulebook = self.books[book];
        let rule = &rulebook[rule];
        let levels_by = rulebook.head().levels_by.filter(|_| rule.level.differs());
        let all = closure(
            rulebook,
            &self.waiting[book],
            rule.when.questions().into_iter().chain(levels_by),
        );
        let mut places = Set::none(self.questions.len());
        for id in all.iter() {
            places.insert(self.place(book, id));
        }
        places
    }

    /// A condition in terms of classes, spelled out with the `ask_when`s behind it.
    ///
    /// INVARIANT: reading the rulebook has made sure that this does not explode.
    fn clauses(&self, book: Book, condition: &Condition, how: How) -> Vec<Clause> {
        match condition {
            Condition::Any(parts) => {
                parts.iter().flat_map(|part| self.clauses(book, part, how)).collect()
            }
            Condition::All(parts) => parts.iter().fold(vec![Clause::new()], |so_far, part| {
                let part = self.clauses(book, part, how);
                let joined = |clause: &Clause| {
                    part.iter().filter_map(|more| join(clause, more)).collect::<Vec<_>>()
                };
                so_far.iter().flat_map(joined).collect()
            }),
            Condition::Test(test) => {
                let place = self.place(book, test.question);
                let question = &self.books[book][test.question];
                let accepts = |value| test.wants.accepts(value, self.on);
                let classes = &self.questions[place].classes;
                let is_accepted = |class: usize| classes[class][book].is_some_and(accepts);
                let mut ways = vec![vec![(place, Set::of(classes.len(), is_accepted))]];
                let is_assumed = question.assume.is_some_and(accepts);
                let counts = match how {
                    How::Surely => is_assumed,
                    How::Perhaps => is_assumed || question.assume.is_none(),
                    How::Doubtfully => true,
                };
                if counts {
                    let left_out = vec![(place, Set::none(classes.len()).just(0))];
                    match &question.ask_when {
                        None => ways.push(left_out),
                        Some(when) => {
                            let gate = self.clauses(book, when, how);
                            ways.extend(gate.iter().filter_map(|gate| join(&left_out, gate)));
                        }
                    }
                }
                ways.retain(|clause| clause.iter().all(|(_, classes)| !classes.is_empty()));
                ways
            }
        }
    }

    /// A person to whom as little as possible applies, and who leaves nothing open.
    fn usual(&self) -> Picks {
        let mut picks = self.usual.clone();
        for _ in 0..picks.len() {
            let outcomes = [0, 1].map(|book| self.outcome(book, &picks));
            let open = outcomes.iter().enumerate().find_map(|(book, outcome)| {
                let open = outcome.open.iter().map(|open| self.place(book, open.question));
                open.filter(|&at| picks[at] == 0 && self.questions[at].classes.len() > 1).min()
            });
            let Some(at) = open else { break };
            let plainest = (1..self.questions[at].classes.len()).min_by_key(|&class| {
                picks[at] = class;
                let [old, new] = [0, 1].map(|book| self.outcome(book, &picks));
                (
                    old.floor.max(new.floor),
                    old.floor.min(new.floor),
                    old.open.len() + new.open.len(),
                )
            });
            picks[at] = plainest.unwrap_or_default();
        }
        picks
    }
}

/// Both clauses as one; `None` if no answer is left for one of its questions.
fn join(clause: &Clause, more: &Clause) -> Option<Clause> {
    let mut joined = clause.clone();
    for (place, classes) in more {
        match joined.iter_mut().find(|(known, _)| known == place) {
            Some((_, known)) => known.intersect_with(classes),
            None => joined.push((*place, classes.clone())),
        }
    }
    joined.iter().all(|(_, classes)| !classes.is_empty()).then_some(joined)
}

/// An answer of each class that some test of either rulebook can tell apart from the others. What
/// is assumed is a class of its own, as saying it makes no other assumption give way.
fn classes(
    books: [&Rulebook; 2],
    ids: [Option<QuestionId>; 2],
    tested: &[Vec<Vec<&Wants>>; 2],
    on: Date,
) -> Vec<[Option<Value>; 2]> {
    let mut classes = vec![[None, None]];
    let [Some(old), Some(new)] = ids else { return classes };
    let wanted = || tested[0][old.index()].iter().chain(&tested[1][new.index()]).copied();
    let (old, new) = (&books[0][old], &books[1][new]);
    if !is_comparable(old, new) {
        return classes;
    }
    let both = |value| [Some(value), Some(value)];
    match (&old.kind, &new.kind) {
        (Kind::Number { min: low, max: high, .. }, Kind::Number { min, max, .. }) => {
            let (min, max) = (*low.max(min), *high.min(max));
            if min <= max {
                let bounds = wanted().filter_map(|wants| match wants {
                    Wants::Range(range) => Some([range.lower, range.upper]),
                    _ => None,
                });
                let bounds = bounds.flatten().flatten().map(|bound| bound.at);
                let assumed = [old.assume, new.assume].into_iter().flatten().filter_map(|value| {
                    if let Value::Number(number) = value { Some(number) } else { None }
                });
                let cuts = bounds.chain(assumed).filter(|at| (min..=max).contains(at)).collect();
                let numbers = numbers_of_each(min, max, cuts).into_iter();
                classes.extend(numbers.map(|number| both(Value::Number(number))));
            }
        }
        (Kind::Date, _) => {
            let wanted: Vec<&Wants> = wanted().collect();
            let days = days_of_each(&waits(&wanted), on).into_iter().map(PastDate::On);
            let days = [PastDate::Never].into_iter().chain(days);
            classes.extend(days.map(|day| both(Value::Date(day))));
        }
        _ => {
            for (value, option) in old.kind.answers().zip(old.options()) {
                let same = new.options().iter().position(|other| other.id == option.id);
                let same = same.and_then(|at| new.kind.answers().nth(at));
                classes.extend(same.map(|same| [Some(value), Some(same)]));
            }
        }
    }
    classes
}
