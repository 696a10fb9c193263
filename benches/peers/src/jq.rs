//! jq: the rules as one filter, run over a whole file.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, ensure};

use super::rules::{Entry, When};

pub(crate) struct Jq {
    /// The file with the filter.
    filter: PathBuf,
}

impl Jq {
    pub(crate) fn new(place: &Path, entries: &[Entry]) -> Result<Self> {
        let found: Vec<String> = entries
            .iter()
            .map(|Entry { finding, when }| {
                format!("(if {} then {finding:?} else empty end)", written(when))
            })
            .collect();
        let filter = place.join("river.jq");
        std::fs::write(&filter, format!("[{}]\n", found.join(",\n")))?;
        Ok(Self { filter })
    }

    pub(crate) fn version() -> Result<String> {
        let output = Command::new("jq").arg("--version").output().context("jq is not here")?;
        Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    /// The findings of every record in a file.
    pub(crate) fn findings(&self, records: &Path) -> Result<Vec<Vec<String>>> {
        let output =
            Command::new("jq").arg("-c").arg("-f").arg(&self.filter).arg(records).output()?;
        ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let lines = std::str::from_utf8(&output.stdout)?.lines();
        lines.map(|line| Ok(serde_json::from_str(line)?)).collect()
    }
}

fn written(when: &When) -> String {
    let joined = |parts: &[When], sign: &str| {
        let parts: Vec<String> = parts.iter().map(written).collect();
        format!("({})", parts.join(sign))
    };
    match when {
        When::All(parts) => joined(parts, " and "),
        When::Any(parts) => joined(parts, " or "),
        When::Is(fact, yes) => format!(".{fact} == {yes}"),
        When::OneOf(fact, texts) => {
            let tests: Vec<String> =
                texts.iter().map(|text| format!(".{fact} == {text:?}")).collect();
            format!("({})", tests.join(" or "))
        }
        When::Compare(fact, sign, bound) => format!(".{fact} {sign} {bound}"),
    }
}
