//! cel: the rules as one CEL expression.

use std::sync::Arc;

use anyhow::{Result, anyhow, bail};
use cel::{Context, Env, Program, Value};

use super::Peer;
use super::rules::{Entry, When};

pub(crate) struct Cel {
    env: Arc<Env>,
    program: Program,
}

impl Cel {
    pub(crate) fn new(entries: &[Entry]) -> Result<Self> {
        let found: Vec<String> = entries
            .iter()
            .map(|Entry { finding, when }| format!("{} ? {finding:?} : ''", written(when)))
            .collect();
        let env = Arc::new(Env::stdlib());
        let program = env.compile(&format!("[{}]", found.join(", ")));
        let program = program.map_err(|error| anyhow!("{error}"))?;
        Ok(Self { env, program })
    }
}

impl Peer for Cel {
    fn findings(&mut self, facts: &str) -> Result<Vec<String>> {
        let facts: serde_json::Map<String, serde_json::Value> = serde_json::from_str(facts)?;
        let mut context = Context::with_env(Arc::clone(&self.env));
        for (fact, value) in facts {
            context.add_variable(fact, value).map_err(|error| anyhow!("{error}"))?;
        }
        let found = self.program.execute(&context).map_err(|error| anyhow!("{error}"))?;
        let Value::List(found) = found else { bail!("the expression gives no list") };
        let texts = found.iter().filter_map(|finding| match finding {
            Value::String(text) if !text.is_empty() => Some(text.to_string()),
            _ => None,
        });
        Ok(texts.collect())
    }
}

fn written(when: &When) -> String {
    let joined = |parts: &[When], sign: &str| {
        let parts: Vec<String> = parts.iter().map(written).collect();
        format!("({})", parts.join(sign))
    };
    match when {
        When::All(parts) => joined(parts, " && "),
        When::Any(parts) => joined(parts, " || "),
        When::Is(fact, yes) => format!("{fact} == {yes}"),
        When::OneOf(fact, texts) => match &texts[..] {
            [text] => format!("{fact} == {text:?}"),
            texts => format!("{fact} in {texts:?}"),
        },
        // With a fraction, as the facts have it.
        When::Compare(fact, sign, bound) => format!("{fact} {sign} {bound:?}"),
    }
}
