//! Conditions on answers: tests, and all or any of them.

use super::{QuestionId, Wants};

/// What must hold for a rule to apply, or for a question to be asked. There is no `not`: a test
/// names the answer that it looks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// Every one of these, of which there is at least one.
    All(Vec<Condition>),
    /// At least one of these, of which there is at least one.
    Any(Vec<Condition>),
    /// One test.
    Test(Test),
}

/// A question, and the answers to it that a test looks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Test {
    /// The question.
    pub question: QuestionId,
    /// What is looked for, of the question's kind.
    pub wants: Wants,
}

impl Condition {
    /// The questions that it tests, each once, in the order of its tests.
    #[must_use]
    pub fn questions(&self) -> Vec<QuestionId> {
        let mut questions = Vec::new();
        self.each_test(&mut |test| {
            if !questions.contains(&test.question) {
                questions.push(test.question);
            }
        });
        questions
    }

    /// Calls `see` with every test in it, from first to last.
    pub fn each_test<'a>(&'a self, see: &mut impl FnMut(&'a Test)) {
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
