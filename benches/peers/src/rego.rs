//! Regorus: the rules as Rego, run by its virtual machine.

use std::fmt::Write as _;

use anyhow::Result;
use regorus::languages::rego::compiler::Compiler;
use regorus::rvm::RegoVM;
use regorus::{Engine, Value};

use super::Peer;
use super::rules::{Entry, When};

pub(crate) struct Rego(RegoVM);

impl Rego {
    pub(crate) fn new(entries: &[Entry]) -> Result<Self> {
        const FOUND: &str = "data.river.found";
        let mut policy = "package river\n\nimport rego.v1\n\n".to_owned();
        for Entry { finding, when } in entries {
            // Each way in which it can hold is a rule of its own.
            for clause in when.clauses() {
                let tests: Vec<String> = clause.iter().map(|test| written(test)).collect();
                writeln!(policy, "found contains {finding:?} if {{ {} }}", tests.join("; "))?;
            }
        }
        let mut engine = Engine::new();
        engine.add_policy("river.rego".to_owned(), policy)?;
        let compiled = engine.compile_with_entrypoint(&FOUND.into())?;
        let program = Compiler::compile_from_policy(&compiled, &[FOUND])?;
        let mut machine = RegoVM::new_with_policy(compiled);
        machine.load_program(program);
        Ok(Self(machine))
    }
}

impl Peer for Rego {
    fn findings(&mut self, facts: &str) -> Result<Vec<String>> {
        self.0.set_input(Value::from_json_str(facts)?);
        let found = self.0.execute()?;
        let found = found.as_set()?.iter();
        found.map(|finding| Ok(finding.as_string()?.to_string())).collect()
    }
}

fn written(test: &When) -> String {
    match test {
        When::Is(fact, yes) => format!("input.{fact} == {yes}"),
        When::OneOf(fact, texts) => match &texts[..] {
            [text] => format!("input.{fact} == {text:?}"),
            texts => format!("input.{fact} in {texts:?}"),
        },
        When::Compare(fact, sign, bound) => format!("input.{fact} {sign} {bound}"),
        When::All(_) | When::Any(_) => unreachable!("a clause holds tests alone"),
    }
}
