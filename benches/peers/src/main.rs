//! Times rule engines on the 60 rules of needlecheck's own benchmark and on records of the same
//! seed. What each finds is compared first, for every record.

mod cel;
mod facts;
mod jq;
mod json_logic;
#[path = "../../batch/random.rs"]
#[allow(dead_code, reason = "made for more than is needed here")]
mod random;
#[path = "../../batch/records.rs"]
mod records;
mod rego;
mod rules;
mod zen;

use std::collections::BTreeSet;
use std::fs;
use std::hint::black_box;
use std::time::Instant;

use anyhow::{Context as _, Result, ensure};
use needlecheck::batch::{self, RecordSource, ReportLines, Settings};
use needlecheck::{Level, Rulebook, Screener, Word as _};
use serde_json::Value;

use self::records::{ON, Records};

const SEED: u64 = 20_261_122;
const RULES: &str = include_str!("../../batch/river.toml");
const RECORDS: usize = 10_000;
const ROUNDS: usize = 5;

/// An engine that takes one record after another.
trait Peer {
    /// What it finds, each as `level/rule`, in any order.
    fn findings(&mut self, facts: &str) -> Result<Vec<String>>;
}

fn main() -> Result<()> {
    let rulebook = Rulebook::from_toml("river.toml", RULES)?;
    let screener = Screener::new(&rulebook);
    let entries = rules::entries(&rulebook);
    let questions: Vec<String> = rulebook.questions().iter().map(|q| q.id.clone()).collect();
    let records = records()?;
    let prepared = records.lines().map(|record| facts::prepared(&rulebook, record));
    let facts: Vec<String> = prepared.collect::<Result<_>>()?;
    let place = std::env::temp_dir().join(format!("needlecheck-peers-{}", std::process::id()));
    fs::create_dir_all(&place)?;
    let file = place.join("facts.jsonl");
    fs::write(&file, facts.join("\n"))?;

    let engine = datalogic_rs::Engine::new();
    let jq = jq::Jq::new(&place, &entries)?;
    let mut peers: [(&str, Box<dyn Peer>); 4] = [
        ("datalogic-rs", Box::new(json_logic::JsonLogic::new(&engine, &entries)?)),
        ("cel", Box::new(cel::Cel::new(&entries)?)),
        ("regorus", Box::new(rego::Rego::new(&entries)?)),
        ("zen-engine", Box::new(zen::Zen::new(&questions, &entries)?)),
    ];

    let expected = verdicts(&needlecheck(&screener, &records, true)?)?;
    for (name, peer) in &mut peers {
        let found: Vec<Verdict> = facts
            .iter()
            .map(|facts| Ok(Verdict::of(&peer.findings(facts)?)))
            .collect::<Result<_>>()?;
        same(name, &expected, &found)?;
    }
    let found: Vec<Verdict> = jq.findings(&file)?.iter().map(|found| Verdict::of(found)).collect();
    same("jq", &expected, &found)?;
    println!("{RECORDS} records by 60 rules: the same verdict and the same rules from all six\n");

    let mut names = vec!["needlecheck, full reports".to_owned(), "needlecheck, brief".to_owned()];
    names.extend(peers.iter().map(|(name, _)| format!("{name} {}", version(name))));
    names.push(jq::Jq::version()?);
    let mut seconds = vec![Vec::new(); names.len()];
    for _ in 0..ROUNDS {
        let mut times = seconds.iter_mut();
        let mut time = |work: &mut dyn FnMut() -> Result<()>| -> Result<()> {
            let start = Instant::now();
            work()?;
            times.next().context("a name for each")?.push(start.elapsed().as_secs_f64());
            Ok(())
        };
        time(&mut || needlecheck(&screener, &records, false).map(drop))?;
        time(&mut || needlecheck(&screener, &records, true).map(drop))?;
        for (_, peer) in &mut peers {
            time(&mut || {
                facts
                    .iter()
                    .try_for_each(|facts| peer.findings(facts).map(|found| drop(black_box(found))))
            })?;
        }
        time(&mut || jq.findings(&file).map(drop))?;
    }
    fs::remove_dir_all(&place)?;
    println!("{:28}{:>12}{:>24}", "one thread", "records/s", "times as long as brief");
    for (name, own) in names.iter().zip(&seconds) {
        let ratios: Vec<f64> =
            own.iter().zip(&seconds[1]).map(|(own, brief)| own / brief).collect();
        println!("{name:28}{:>12.0}{:>24.1}", RECORDS as f64 / median(own), median(&ratios));
    }
    Ok(())
}

/// Records in which nobody is unsure or leaves out whose boat it is, and that name no day of their
/// own: the engines know but two truth values, and each date is turned into days before the one
/// treatment date.
fn records() -> Result<String> {
    let mut all = Vec::new();
    Records::new(SEED).write(2 * RECORDS as u64, &mut all)?;
    let all = String::from_utf8(all)?;
    let certain = |line: &&str| {
        let lacks = |text| !line.contains(text);
        lacks("\"unsure\"") && lacks("\"on\":") && !lacks("\"own_boat\":")
    };
    let records: String = all.split_inclusive('\n').filter(certain).take(RECORDS).collect();
    ensure!(records.lines().count() == RECORDS, "there are too few records");
    Ok(records)
}

/// What needlecheck's batch writes, on one thread.
fn needlecheck(screener: &Screener<'_>, records: &str, brief: bool) -> Result<Vec<u8>> {
    let lines = if brief { ReportLines::Brief } else { ReportLines::Full };
    let settings = Settings { lines, ..Settings::new(ON) };
    let sources = vec![RecordSource::new("records", records.as_bytes())];
    let mut out = Vec::new();
    let run = batch::run(screener, &settings, sources, &mut out, &|_| ());
    ensure!(run.failure.is_none() && run.counts.rejected() == 0, "needlecheck failed");
    Ok(out)
}

/// A verdict and the rules that lead to it.
#[derive(Debug, PartialEq)]
struct Verdict {
    verdict: String,
    rules: BTreeSet<String>,
}

impl Verdict {
    fn of(findings: &[String]) -> Self {
        let parts = || findings.iter().filter_map(|finding| finding.split_once('/'));
        let worst = parts().filter_map(|(level, _)| Level::from_word(level)).max();
        Self {
            verdict: worst.unwrap_or(Level::Suitable).to_string(),
            rules: parts().map(|(_, rule)| rule.to_owned()).collect(),
        }
    }
}

/// The verdicts in brief reports.
fn verdicts(reports: &[u8]) -> Result<Vec<Verdict>> {
    let text = |value: &Value| value.as_str().map(str::to_owned).context("a text");
    std::str::from_utf8(reports)?
        .lines()
        .map(|line| {
            let report: Value = serde_json::from_str(line)?;
            let rules = report["rules"].as_array().context("a list")?;
            Ok(Verdict {
                verdict: text(&report["verdict"])?,
                rules: rules.iter().map(text).collect::<Result<_>>()?,
            })
        })
        .collect()
}

fn same(name: &str, expected: &[Verdict], found: &[Verdict]) -> Result<()> {
    ensure!(expected.len() == found.len(), "{name} gives {} verdicts", found.len());
    for (number, (expected, found)) in expected.iter().zip(found).enumerate() {
        ensure!(
            expected == found,
            "record {}: {name} finds {found:?}, needlecheck {expected:?}",
            number + 1,
        );
    }
    Ok(())
}

/// The version that is built in.
fn version(name: &str) -> &'static str {
    let lock = include_str!("../Cargo.lock");
    let entry = lock.split_once(&format!("name = \"{name}\"\nversion = \"")).map(|(_, rest)| rest);
    entry.and_then(|rest| rest.split('"').next()).unwrap_or("of unknown version")
}

fn median(values: &[f64]) -> f64 {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
