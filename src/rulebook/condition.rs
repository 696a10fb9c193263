//! Conditions on answers: tests, and all or any of them.

use super::{QuestionId, Wants};

/// A condition on the answers, such as when a rule applies or a question is asked. There is no
/// `not`: a test names the answers that satisfy it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// Holds if all of these hold. At least one.
    All(Vec<Condition>),
    /// Holds if any of these holds. At least one.
    Any(Vec<Condition>),
    /// Holds if an answer satisfies this test.
    Test(Test),
}

/// A test of the answer to one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Test {
    /// The question.
    pub question: QuestionId,
    /// The answers that satisfy it; they fit the question's kind.
    pub wants: Wants,
}

impl Condition {
    /// The questions that it tests, without repeats, in the order of the tests.
    pub(crate) fn questions(&self) -> Vec<QuestionId> {
        let mut questions = Vec::new();
        self.each_test(&mut |test| {
            if !questions.contains(&test.question) {
                questions.push(test.question);
            }
        });
        questions
    }

    /// Calls `see` with every test in it, from first to last.
    pub(crate) fn each_test<'a>(&'a self, see: &mut impl FnMut(&'a Test)) {
        match self {
            Self::All(parts) | Self::Any(parts) => {
                for part in parts {
                    part.each_test(see);
                }
            }
            Self::Test(test) => see(test),
        }
    }
}
