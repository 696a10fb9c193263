//! A cell that lists what was ticked.

use std::collections::HashSet;

use crate::answers::{Answer, Fault, FaultCode};
use crate::rulebook::{QuestionId, Value};
use crate::text::escape;
use crate::text::list::few;
use crate::text::nearest::nearest;

/// The items of a form that can be ticked.
#[derive(Clone, Debug)]
pub(super) struct TickList {
    separator: Box<str>,
    /// The longest first; one without a question says that none of the others was ticked.
    items: Vec<(Box<str>, Option<QuestionId>)>,
}

impl TickList {
    /// A list of items with their questions; `none` is the text for none of them.
    pub(super) fn new(
        separator: &str,
        ticked: Vec<(Box<str>, QuestionId)>,
        none: Option<Box<str>>,
    ) -> Self {
        let ticked = ticked.into_iter().map(|(item, question)| (item, Some(question)));
        let mut items: Vec<_> = ticked.chain(none.map(|none| (none, None))).collect();
        items.sort_by_key(|(item, _)| std::cmp::Reverse(item.len()));
        Self { separator: separator.into(), items }
    }

    /// The answers that a cell gives: yes to each question with a ticked item, no to the others.
    ///
    /// # Errors
    ///
    /// Text that is no item, an item that is ticked twice, and `none` beside an item.
    pub(super) fn read(&self, text: &str) -> Result<Vec<(QuestionId, Answer)>, Fault> {
        let text = text.replace("\r\n", "\n");
        let ticked = self.take_apart(&text).map_err(|rest| self.unknown(rest))?;
        let list = |message: String| {
            Fault::new(FaultCode::BadList, message).expected("every item at most once")
        };
        for (at, &item) in ticked.iter().enumerate() {
            let (name, question) = &self.items[item];
            let name = escape::quoted(name);
            if ticked[..at].contains(&item) {
                return Err(list(format!("{name} is ticked twice")));
            }
            if question.is_none() && ticked.len() > 1 {
                return Err(list(format!("{name} is ticked beside other items"))
                    .expected(format!("{name} alone, or items without it")));
            }
        }
        let mut answers: Vec<(QuestionId, Answer)> = Vec::new();
        for (at, (_, question)) in self.items.iter().enumerate() {
            let Some(question) = *question else { continue };
            let is_ticked = ticked.contains(&at);
            // Several items may be about one question.
            match answers.iter_mut().find(|(known, _)| *known == question) {
                Some((_, answer)) if is_ticked => *answer = Answer::Value(Value::YES),
                Some(_) => {}
                None => answers.push((question, Answer::Value(Value::yes_no(is_ticked)))),
            }
        }
        Ok(answers)
    }

    /// The items in a text, by their places; the text that is no item if something is left over.
    ///
    /// At each place the longest item is tried first, and a shorter one if the rest of the text
    /// cannot be taken apart behind that.
    fn take_apart<'t>(&self, text: &'t str) -> Result<Vec<usize>, &'t str> {
        let mut taken: Vec<(usize, usize)> = Vec::new();
        // The lengths of rests that cannot be taken apart.
        let mut failed = HashSet::new();
        let (mut at, mut next, mut furthest) = (0, 0, 0);
        loop {
            furthest = furthest.max(at);
            let fits = (next..self.items.len()).find_map(|item| {
                let rest = self.behind(item, &text[at..])?;
                (!failed.contains(&rest.len())).then_some((item, rest))
            });
            if let Some((item, rest)) = fits {
                taken.push((at, item));
                if rest.is_empty() {
                    return Ok(taken.into_iter().map(|(_, item)| item).collect());
                }
                (at, next) = (text.len() - rest.len(), 0);
            } else {
                failed.insert(text.len() - at);
                let Some((before, item)) = taken.pop() else { break };
                (at, next) = (before, item + 1);
            }
        }
        let rest = &text[furthest..];
        Err(rest.split(&*self.separator).next().unwrap_or(rest).trim())
    }

    /// The text behind an item that stands at the start, and behind the separator that follows;
    /// `None` if it does not stand there. Blanks around an item do not count.
    fn behind<'t>(&self, item: usize, text: &'t str) -> Option<&'t str> {
        let rest = text.trim_start().strip_prefix(&*self.items[item].0)?;
        let separator = &*self.separator;
        // Some forms write a separator behind the last item, too.
        if rest.trim().is_empty() || rest.trim() == separator.trim() {
            return Some("");
        }
        rest.strip_prefix(separator)
            .or_else(|| rest.trim_start_matches(' ').strip_prefix(separator))
    }

    fn unknown(&self, rest: &str) -> Fault {
        let names = || self.items.iter().map(|(name, _)| &**name);
        let message = format!("{} is none of the items of this column", escape::quoted(rest));
        Fault::new(FaultCode::UnknownAnswer, message)
            .expected(few(names(), self.items.len(), "or"))
            .suggestion(nearest(rest, names()))
    }
}
