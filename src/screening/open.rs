//! What the answers to an open question could lead to.

use std::cmp::Reverse;
use std::ops::Range;

use jiff::civil::Date;

use super::Screener;
use super::column::Cut;
use super::evaluated::Evaluated;
use super::outcome::Open;
use super::standing::Standing;
use super::taken::Picture;
use super::truth::{Holds, Truth};
use crate::rulebook::{Kind, Level, OptionId, PastDate, QuestionId, Value};

impl Evaluated<'_> {
    /// The lowest floor and the highest `at_worst` that any answer to one question leads to, the
    /// others staying as they are.
    pub(super) fn answers_lead_to(&self, question: QuestionId) -> (Level, Level) {
        let program = &self.screener.program;
        let mut leads = (Level::Avoid, Level::Suitable);
        let mut note = |truth: &Truth, option| {
            let Standing { floor, at_worst } = self.screener.standing(truth, option);
            leads = (leads.0.min(floor), leads.1.max(at_worst));
        };
        let asks_no_other =
            !program.gates_others(question) && program.asked(question, self.truth) == Holds::Yes;
        if asks_no_other {
            self.each_answer(question, &mut note);
        } else {
            self.each_answer_anew(question, &mut note);
        }
        leads
    }

    /// What holds with each answer to a question, where that changes nothing about what is asked.
    fn each_answer(&self, question: QuestionId, see: &mut impl FnMut(&Truth, Option<OptionId>)) {
        let Self { screener, picture, option, .. } = *self;
        let program = &screener.program;
        let rows = picture.rows.as_slice();
        let sets_levels = screener.rulebook.head().levels_by == Some(question);
        let columns = program.columns_of(question);
        let (before, after) = (&rows[..columns.start], &rows[columns.end..]);
        let (mut others, mut truth) = (Truth::default(), Truth::default());
        program.truth(&before.iter().chain(after).copied(), &mut others);
        for answer in screener.answer_classes(question) {
            truth.copy_from(&others);
            for at in columns.clone() {
                program.narrow(&mut truth, program.row(at, answer));
            }
            let option = if sets_levels { Some(OptionId::new(answer)) } else { option };
            see(&truth, option);
        }
    }

    /// What holds with each answer to a question that decides what else is asked, or might not be
    /// asked itself.
    fn each_answer_anew(
        &self,
        question: QuestionId,
        see: &mut impl FnMut(&Truth, Option<OptionId>),
    ) {
        let Self { screener, answers, picture, .. } = *self;
        let program = &screener.program;
        let columns = program.columns_of(question);
        let is_gated = screener.gated.contains(question);
        let mut asked = picture.clone();
        asked.answered.insert(question);
        asked.telling = screener.telling(answers);
        let (mut answered, mut truth) = (Picture::default(), Truth::default());
        let possible = screener.possible_answers(question, answers.on());
        for Possible { classes, option, is_assumed } in possible {
            answered.copy_from(&asked);
            for (at, &class) in columns.clone().zip(&classes) {
                answered.rows[at] = program.row(at, class);
            }
            answered.telling.remove(question);
            if is_gated && !is_assumed {
                answered.telling.insert(question);
            }
            screener.look(&mut answered, &mut truth);
            let sets_levels = screener.rulebook.head().levels_by == Some(question);
            let option = option.filter(|_| sets_levels);
            see(&truth, option.or_else(|| screener.level_option(answers, &answered.withheld)));
        }
    }
}

impl Screener<'_> {
    /// Puts those open questions first that could lead to the worst, and among them those that
    /// could lead to the best.
    pub(super) fn sort_open(open: &mut [Open]) {
        // A stable sort: equals stay in the order of the file.
        open.sort_by_key(|open| (Reverse(open.worst), open.best));
    }

    /// Classes that, taken in every column of a question, stand for all its answers. A date has
    /// a column for each wait: in none of them it never happened, in all of them it was today,
    /// and no other day leads to anything better than the first or worse than the second.
    fn answer_classes(&self, question: QuestionId) -> Range<usize> {
        match &self.rulebook[question].kind {
            Kind::YesNo | Kind::Date => 0..2,
            Kind::Choice(options) => 0..options.len(),
            Kind::Number { .. } => {
                let column = self.program.columns_of(question).next();
                // A number that no test reads can be any number.
                column.map_or(0..1, |at| self.reachable(&self.program.columns()[at], None))
            }
        }
    }

    /// Every way in which an answer to a question can matter. To say what would be assumed anyway
    /// speaks against nothing, so that stands apart from the other answers of its class.
    fn possible_answers(&self, question: QuestionId, on: Date) -> Vec<Possible> {
        let assumed = self.rulebook[question].assume;
        let columns = &self.program.columns()[self.program.columns_of(question)];
        let of_value = |value: Value| Possible {
            classes: columns.iter().map(|column| column.class_on(value, on)).collect(),
            option: match value {
                Value::Choice(option) => Some(option),
                _ => None,
            },
            is_assumed: assumed == Some(value),
        };
        let is_the_assumed = |class: &usize| {
            let is_a_bound = class % 2 == 1;
            is_a_bound && assumed.is_some_and(|value| of_value(value).classes == [*class])
        };
        let mut possible: Vec<Possible> = match &self.rulebook[question].kind {
            Kind::YesNo => [false, true].map(|yes| of_value(Value::YesNo(yes))).into(),
            Kind::Choice(options) => {
                let options = (0..options.len()).map(|at| Value::Choice(OptionId::new(at)));
                options.map(of_value).collect()
            }
            // Of the numbers in one class all but the assumed one are the same.
            Kind::Number { .. } => self
                .answer_classes(question)
                .filter(|class| !is_the_assumed(class))
                .map(|class| Possible {
                    classes: columns.iter().map(|_| class).collect(),
                    option: None,
                    is_assumed: false,
                })
                .collect(),
            // Between two days on which a wait begins to cover the treatment all are the same.
            Kind::Date => {
                let begins = columns.iter().filter_map(|column| match &column.cut {
                    Cut::Wait(wait) => Some(wait.first_covering(on)),
                    _ => None,
                });
                let days = begins.flat_map(|day| [Some(day), day.yesterday().ok()]).flatten();
                let days = days.chain([on]).map(PastDate::On).chain([PastDate::Never]);
                days.map(|day| of_value(Value::Date(day))).collect()
            }
        };
        possible.extend(assumed.map(of_value));
        possible
    }
}

/// Answers to a question between which no rule and no `ask_when` can tell.
struct Possible {
    /// For each column of the question the class.
    classes: Vec<usize>,
    /// The option that it is, of a choice.
    option: Option<OptionId>,
    /// Whether it is what would be assumed.
    is_assumed: bool,
}
