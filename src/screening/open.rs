//! The best and the worst level that an answer to an open question can lead to.

use std::cmp::Reverse;
use std::ops::Range;

use jiff::civil::Date;

use super::Screener;
use super::assumptions::Assignment;
use super::bounds::Bounds;
use super::column::Cut;
use super::evaluated::Evaluated;
use super::outcome::OpenQuestion;
use super::truth::{Holds, Truth};
use crate::rulebook::{Kind, Level, OptionId, PastDate, QuestionId, Value};

impl Evaluated<'_> {
    /// The lowest `floor` and the highest `at_worst` that an answer to this question can lead to,
    /// all other answers unchanged.
    pub(super) fn answers_lead_to(&self, question: QuestionId) -> (Level, Level) {
        let program = &self.screener.program;
        let mut leads = (Level::Avoid, Level::Suitable);
        let mut note = |truth: &Truth, option| {
            let Bounds { floor, at_worst } = self.screener.bounds(truth, option);
            leads = (leads.0.min(floor), leads.1.max(at_worst));
        };
        let asks_no_other = !program.is_tested_by_ask_when(question)
            && program.asked(question, self.truth) == Holds::Yes;
        if asks_no_other {
            self.each_answer(question, &mut note);
        } else {
            self.each_answer_anew(question, &mut note);
        }
        leads
    }

    /// Calls `see` with the truth of the clauses for each class of answers, if no answer changes
    /// which questions are asked.
    fn each_answer(&self, question: QuestionId, see: &mut impl FnMut(&Truth, Option<OptionId>)) {
        let Self { screener, assignment, option, .. } = *self;
        let program = &screener.program;
        let sets_levels = screener.rulebook.head().levels_by == Some(question);
        let columns = program.columns_of(question);
        let (mut others, mut truth) = (Truth::default(), Truth::default());
        let own: Vec<usize> = columns.clone().collect();
        program.truth_without(&own, &assignment.rows, self.truth, &mut others);
        for answer in screener.answer_classes(question) {
            truth.copy_from(&others);
            for at in columns.clone() {
                program.narrow(&mut truth, at, program.row(at, answer));
            }
            let option = if sets_levels { Some(OptionId::new(answer)) } else { option };
            see(&truth, option);
        }
    }

    /// Calls `see` with the truth of the clauses for each class of answers, if an answer can change
    /// which questions are asked, or the question itself might not be asked.
    fn each_answer_anew(
        &self,
        question: QuestionId,
        see: &mut impl FnMut(&Truth, Option<OptionId>),
    ) {
        let Self { screener, answers, assignment, .. } = *self;
        let program = &screener.program;
        let columns = program.columns_of(question);
        let is_conditional = screener.conditional.contains(question);
        let mut asked = assignment.clone();
        asked.answered.insert(question);
        asked.overriding = screener.overriding(answers);
        let (mut answered, mut truth) = (Assignment::default(), Truth::default());
        let possible = screener.possible_answers(question, answers.on());
        for Possible { classes, option, is_assumed } in possible {
            answered.copy_from(&asked);
            for (at, &class) in columns.clone().zip(&classes) {
                answered.rows[at] = program.row(at, class);
            }
            answered.overriding.remove(question);
            if is_conditional && !is_assumed {
                answered.overriding.insert(question);
            }
            screener.resolve_and_evaluate(&mut answered, &mut truth);
            let sets_levels = screener.rulebook.head().levels_by == Some(question);
            let option = option.filter(|_| sets_levels);
            see(&truth, option.or_else(|| screener.level_option(answers, &answered.withheld)));
        }
    }
}

impl Screener<'_> {
    /// Sorts open questions: the worst `worst` first, then the best `best`, then file order.
    pub(super) fn sort_open(open: &mut [OpenQuestion]) {
        // The sort is stable, and the list is in file order.
        open.sort_by_key(|open| (Reverse(open.worst), open.best));
    }

    /// Classes, to be selected in all columns of a question together, that cover the best and the
    /// worst that its answers can lead to. A date has a column for each wait: class 0 in all of
    /// them means never, class 1 in all of them today, and no other day leads to a better result
    /// than the first or to a worse one than the second.
    fn answer_classes(&self, question: QuestionId) -> Range<usize> {
        match &self.rulebook[question].kind {
            Kind::YesNo | Kind::Choice(_) => 0..self.rulebook[question].options().len(),
            Kind::Date => 0..2,
            Kind::Number { .. } => {
                let column = self.program.columns_of(question).next();
                // A number that no test reads has one class.
                column.map_or(0..1, |at| self.reachable(&self.program.columns()[at], None))
            }
        }
    }

    /// One answer for each combination of classes that the answers to a question can have. The
    /// assumed answer is separate from the others of its class, because it overrides nothing.
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
            kind @ (Kind::YesNo | Kind::Choice(_)) => kind.answers().map(of_value).collect(),
            // All numbers of a class are equivalent, except for the assumed one.
            Kind::Number { .. } => self
                .answer_classes(question)
                .filter(|class| !is_the_assumed(class))
                .map(|class| Possible {
                    classes: columns.iter().map(|_| class).collect(),
                    option: None,
                    is_assumed: false,
                })
                .collect(),
            // The days between two first days within a wait are equivalent.
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

/// Answers to a question that no rule and no `ask_when` tells apart.
struct Possible {
    /// The class in each column of the question.
    classes: Vec<usize>,
    /// The option, if the question is a choice.
    option: Option<OptionId>,
    /// Whether this is the assumed answer.
    is_assumed: bool,
}
