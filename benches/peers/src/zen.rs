//! ZEN: the rules as a decision table that collects every row that fits.

use std::collections::BTreeMap;
use std::sync::Arc;

use anyhow::{Context as _, Result, anyhow};
use serde_json::{Value, json};
use tokio::runtime::{Builder, Runtime};
use zen_engine::Decision;
use zen_engine::model::GraphContent;

use super::Peer;
use super::rules::{Entry, When};

pub(crate) struct Zen {
    decision: Decision,
    runtime: Runtime,
}

impl Zen {
    pub(crate) fn new(questions: &[String], entries: &[Entry]) -> Result<Self> {
        let inputs: Vec<Value> = questions
            .iter()
            .map(|question| json!({"id": question, "name": question, "field": question}))
            .collect();
        let rows: Vec<Value> = entries.iter().flat_map(rows).collect();
        let content = json!({
            "nodes": [
                {"id": "in", "name": "in", "type": "inputNode", "content": {}},
                {"id": "table", "name": "table", "type": "decisionTableNode", "content": {
                    "hitPolicy": "collect",
                    "inputs": inputs,
                    "outputs": [{"id": "found", "name": "found", "field": "found"}],
                    "rules": rows,
                }},
                {"id": "out", "name": "out", "type": "outputNode", "content": {}},
            ],
            "edges": [
                {"id": "one", "sourceId": "in", "targetId": "table"},
                {"id": "two", "sourceId": "table", "targetId": "out"},
            ],
        });
        let mut content: GraphContent = serde_json::from_value(content)?;
        content.compile();
        let runtime = Builder::new_current_thread().build()?;
        Ok(Self { decision: Decision::from(Arc::new(content)), runtime })
    }
}

impl Peer for Zen {
    fn findings(&mut self, facts: &str) -> Result<Vec<String>> {
        let facts: Value = serde_json::from_str(facts)?;
        let answer = self.runtime.block_on(self.decision.evaluate(facts.into()));
        let answer = answer.map_err(|error| anyhow!("{error}"))?.result.to_value();
        let rows = answer.as_array().context("the table gives no list")?;
        let mut found: Vec<String> =
            rows.iter().filter_map(|row| Some(row["found"].as_str()?.to_owned())).collect();
        // What can hold in two ways has two rows.
        found.dedup();
        Ok(found)
    }
}

/// A row for each way in which an entry can hold; an empty cell fits everything.
fn rows(Entry { finding, when }: &Entry) -> Vec<Value> {
    let row = |clause: &Vec<&When>| {
        let mut cells: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for test in clause {
            let (fact, cell) = match test {
                When::Is(fact, yes) => (fact, format!("$ == {yes}")),
                When::OneOf(fact, texts) => match &texts[..] {
                    [text] => (fact, format!("$ == '{text}'")),
                    texts => (fact, format!("$ in ['{}']", texts.join("', '"))),
                },
                When::Compare(fact, sign, bound) => (fact, format!("$ {sign} {bound}")),
                When::All(_) | When::Any(_) => unreachable!("a clause holds tests alone"),
            };
            cells.entry(fact).or_default().push(cell);
        }
        let cells =
            cells.into_iter().map(|(fact, cell)| (fact.to_owned(), json!(cell.join(" and "))));
        cells.chain([("found".to_owned(), json!(format!("'{finding}'")))]).collect::<Value>()
    };
    when.clauses().iter().map(row).collect()
}
