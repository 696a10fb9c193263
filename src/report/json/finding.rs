//! A finding as JSON, and its schema.

use serde_json::Value;

use super::fields::{AnswerFields, push_maybe_day};
use super::types::{self, maybe_day, maybe_string, maybe_word, object, set, string, word};
use super::write::{end_list, json, put};
use crate::report::summary::Clause;
use crate::rulebook::{Evidence, Level, Rule, Rulebook};
use crate::screening::{Finding, Outcome};
use crate::text::word::Word as _;

/// The schema of what [`RuleFragments::write`] writes.
pub(super) fn schema() -> Value {
    object([
        ("rule", "The rule that applies.", types::rule_id()),
        ("level", "How strongly it speaks against treatment.", word::<Level>()),
        ("title", "What it finds, as a heading.", string()),
        ("because", "The answers that it rests on, given or assumed.", types::values()),
        (
            "assumed",
            "The questions whose assumed answers are among these.",
            set(&types::question_id()),
        ),
        ("reason", "Why it counts.", string()),
        ("advice", "What to do about it.", string()),
        ("until", "When it ends, in words, if that is an event.", maybe_string()),
        ("ends", "The first day on which it no longer holds, if time ends it.", maybe_day()),
        (
            "could_be",
            "The highest level that it could still have, if that is another.",
            maybe_word::<Level>(),
        ),
        ("evidence", "The strength of the evidence.", word::<Evidence>()),
        ("dispute", "Who disagrees, and why.", maybe_string()),
        ("sources", "The sources that it rests on.", set(&types::source_id())),
    ])
}

/// What stands behind the answers in `because` if none of them was assumed.
const NOTHING_ASSUMED: &str = "},\"assumed\":[],";

/// The parts of a rule's findings that are the same for every person.
#[derive(Debug)]
pub(super) struct RuleFragments {
    /// The rule's id.
    pub(super) id: String,
    /// What the rule finds, in a summary.
    pub(super) clause: Clause,
    /// For each level, from the beginning to the answers in `because`.
    heads: Vec<String>,
    /// From behind the answers in `because` to the value of `ends`, with nothing assumed.
    words: String,
    /// From behind the value of `could_be` to the end.
    basis: String,
    /// From behind the answers in `because` to the end, with nothing assumed, and `ends` and
    /// `could_be` null.
    usual: String,
}

impl RuleFragments {
    pub(super) fn of(rulebook: &Rulebook, rule: &Rule) -> Self {
        let sources: Vec<&str> = rule.sources.iter().map(|&id| rulebook[id].id.as_str()).collect();
        let (id, title) = (json(&rule.id), json(&rule.title));
        let head = |level| {
            format!("{{\"rule\":{id},\"level\":\"{level}\",\"title\":{title},\"because\":{{")
        };
        let words = format!(
            "{NOTHING_ASSUMED}\"reason\":{},\"advice\":{},\"until\":{},\"ends\":",
            json(&rule.reason),
            json(&rule.advice),
            json(&rule.until),
        );
        let basis = format!(
            ",\"evidence\":{},\"dispute\":{},\"sources\":{}}}",
            json(&rule.evidence),
            json(&rule.dispute),
            json(&sources),
        );
        let clause = Clause::of(rule);
        Self {
            heads: Level::words().map(head).collect(),
            clause: Clause { text: unquoted(&json(&clause.text)).to_owned(), ..clause },
            usual: format!("{words}null,\"could_be\":null{basis}"),
            id,
            words,
            basis,
        }
    }

    /// Appends a finding of this rule, which is part of `outcome`.
    pub(super) fn write(
        &self,
        finding: &Finding,
        outcome: &Outcome,
        fields: &AnswerFields,
        out: &mut Vec<u8>,
    ) {
        put(out, &self.heads[finding.level as usize]);
        fields.put_values(&finding.because, out);
        let mut assumed = outcome.assumed_in(finding).peekable();
        if assumed.peek().is_some() {
            put(out, "},\"assumed\":[");
            for question in assumed {
                put(out, fields.name(question));
                put(out, ",");
            }
            end_list(out);
            put(out, "],");
            put(out, &self.words[NOTHING_ASSUMED.len()..]);
        } else if finding.ends.is_none() && finding.could_be.is_none() {
            return put(out, &self.usual);
        } else {
            put(out, &self.words);
        }
        push_maybe_day(finding.ends, out);
        put(out, ",\"could_be\":");
        match finding.could_be {
            None => put(out, "null"),
            Some(level) => ["\"", level.as_str(), "\""].iter().for_each(|part| put(out, part)),
        }
        put(out, &self.basis);
    }
}

/// A string of JSON without the quotes around it.
fn unquoted(json: &str) -> &str {
    json.strip_prefix('"').and_then(|json| json.strip_suffix('"')).unwrap_or(json)
}
