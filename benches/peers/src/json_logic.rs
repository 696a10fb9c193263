//! datalogic-rs: the rules as one JSONLogic expression.

use anyhow::{Context as _, Result, anyhow};
use datalogic_rs::{Engine, Logic, Session};
use serde_json::{Value, json};

use super::Peer;
use super::rules::{Entry, When};

pub(crate) struct JsonLogic<'e> {
    logic: Logic,
    session: Session<'e>,
}

impl<'e> JsonLogic<'e> {
    pub(crate) fn new(engine: &'e Engine, entries: &[Entry]) -> Result<Self> {
        let found = |entry: &Entry| json!({"if": [written(&entry.when), [entry.finding], []]});
        let merged = json!({"merge": entries.iter().map(found).collect::<Vec<_>>()});
        let logic = engine.compile(&merged.to_string()).map_err(|error| anyhow!("{error}"))?;
        Ok(Self { logic, session: engine.session() })
    }
}

impl Peer for JsonLogic<'_> {
    fn findings(&mut self, facts: &str) -> Result<Vec<String>> {
        self.session.reset();
        let found = self.session.eval_borrowed(&self.logic, facts);
        let found = found.map_err(|error| anyhow!("{error}"))?;
        let found = found.as_array().context("the expression gives no list")?;
        Ok(found.iter().filter_map(|finding| finding.as_str().map(str::to_owned)).collect())
    }
}

fn written(when: &When) -> Value {
    let each = |parts: &[When]| parts.iter().map(written).collect::<Vec<_>>();
    let var = |fact: &str| json!({"var": fact});
    match when {
        When::All(parts) => json!({"and": each(parts)}),
        When::Any(parts) => json!({"or": each(parts)}),
        When::Is(fact, yes) => json!({"===": [var(fact), yes]}),
        When::OneOf(fact, texts) => match &texts[..] {
            [text] => json!({"===": [var(fact), text]}),
            texts => json!({"in": [var(fact), texts]}),
        },
        When::Compare(fact, sign, bound) => json!({*sign: [var(fact), bound]}),
    }
}
