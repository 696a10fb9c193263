//! Rulebooks as people write them, of any size: rules about a few questions each, and questions that
//! grow with them.

use std::fmt::Write as _;

use jiff::civil::{Date, date};
use needlecheck::{Answers, Rulebook, Screener};

use super::random::Random;

/// When the rulebooks were reviewed, and the treatment date of the cases.
const ON: Date = date(2026, 11, 22);

/// How many questions are about the same thing, so that rules test them together.
const TOPIC: usize = 8;

/// A rulebook, and a case for each of its rules.
pub(crate) struct Book {
    pub(crate) rules: String,
    pub(crate) cases: String,
}

#[derive(Clone, Copy)]
enum Kind {
    YesNo,
    Choice,
    Number,
    Date,
}

/// A test, and an answer that satisfies it.
struct Test {
    question: usize,
    text: String,
    answer: String,
}

/// `count` rules about five questions for every six of them. Eight of the questions have no
/// `assume`, one in seven has an `ask_when`; one rule in six has a level for each place.
pub(crate) fn book(count: usize, seed: u64) -> anyhow::Result<Book> {
    let mut random = Random::new(seed);
    let questions = (count * 5 / 6).max(TOPIC);
    let kinds: Vec<Kind> = (0..questions).map(|_| kind(&mut random)).collect();
    let mut rules = head();
    let mut gated = vec![false; questions];
    for at in 0..questions {
        let start = at - at % TOPIC;
        // An `ask_when` hangs on a question before it that is always asked.
        let gate = (start..at).find(|&other| matches!(kinds[other], Kind::YesNo) && !gated[other]);
        let gate = gate.filter(|_| random.chance(150));
        gated[at] = gate.is_some();
        question(&mut rules, at, kinds[at], at < 2 || at % (questions / 6).max(1) == 0, gate);
    }
    let mut satisfied = Vec::new();
    for rule in 0..count {
        let tests = tests(&mut random, &kinds, rule % questions);
        let level = if random.chance(160) {
            "{ home = \"avoid\", studio = \"defer\", clinic = \"caution\" }".to_owned()
        } else {
            let levels = [(1, "suitable"), (4, "caution"), (4, "defer"), (3, "avoid")];
            format!("\"{}\"", random.pick(&levels))
        };
        let when: Vec<_> = tests.iter().map(|test| format!("{{ {} }}", test.text)).collect();
        let join = if random.chance(250) { "any" } else { "all" };
        write!(
            rules,
            "[rule.rule-{rule}]\ntitle = \"Rule {rule}\"\nwhen = {{ {join} = [{}] }}\n\
             level = {level}\nreason = \"It is rule {rule}.\"\nadvice = \"Do as it says.\"\n\
             sources = [\"book\"]\nevidence = \"guideline\"\neases = \"It is made up.\"\n\n",
            when.join(", ")
        )?;
        satisfied.push(tests);
    }
    let cases = cases(&rules, &kinds, &satisfied)?;
    Ok(Book { rules, cases })
}

fn head() -> String {
    format!(
        "format = 1\n\n[rulebook]\nid = \"ordinary\"\ntitle = \"Ordinary\"\nversion = \"1\"\n\
         reviewed = {ON}\nlevels_by = \"place\"\nnotice = \"Made up for a benchmark.\"\n\n\
         [source.book]\ntitle = \"A book\"\nby = \"Nobody\"\nread = \"full\"\n\n\
         [question.place]\nask = \"Where will it be?\"\nkind = \"choice\"\noptions = \
         {{ home = \"At home\", studio = \"In a studio\", clinic = \"In a clinic\" }}\n\n"
    )
}

fn kind(random: &mut Random) -> Kind {
    random.pick(&[(14, Kind::YesNo), (3, Kind::Choice), (2, Kind::Number), (1, Kind::Date)])
}

fn question(text: &mut String, at: usize, kind: Kind, is_core: bool, gate: Option<usize>) {
    let _ = writeln!(text, "[question.q{at}]\nask = \"What is {at}?\"");
    let (rest, assume) = match kind {
        Kind::YesNo => ("kind = \"yes-no\"\nchange.no = \"leave it out\"", "false"),
        Kind::Choice => (
            "kind = \"choice\"\noptions = { none = \"None\", some = \"Some\", many = \"Many\" }",
            "\"none\"",
        ),
        Kind::Number => ("kind = \"number\"\nmin = 0\nmax = 100", "1"),
        Kind::Date => ("kind = \"date\"", "\"never\""),
    };
    let _ = writeln!(text, "{rest}");
    if !is_core {
        let _ = writeln!(text, "assume = {assume}");
    }
    if let Some(gate) = gate {
        let _ = writeln!(text, "ask_when = {{ q{gate} = true }}");
    }
    text.push('\n');
}

/// One to three tests of different questions about the same thing, and now and then of one about
/// another.
fn tests(random: &mut Random, kinds: &[Kind], about: usize) -> Vec<Test> {
    let start = about - about % TOPIC;
    let end = (start + TOPIC).min(kinds.len());
    let mut tests: Vec<Test> = Vec::new();
    for nth in 0..random.pick(&[(3, 1), (5, 2), (3, 3)]) {
        let question = match nth {
            0 => about,
            _ if random.chance(150) => random.index(kinds.len()),
            _ => start + random.index(end - start),
        };
        if tests.iter().all(|known| known.question != question) {
            tests.push(test(random, question, kinds[question]));
        }
    }
    tests
}

fn test(random: &mut Random, question: usize, kind: Kind) -> Test {
    let (test, answer) = match kind {
        Kind::YesNo => random.pick(&[(9, ("true", "true")), (1, ("false", "false"))]),
        Kind::Choice => random.pick(&[
            (2, ("\"some\"", "\"some\"")),
            (2, ("\"many\"", "\"many\"")),
            (1, ("[\"some\", \"many\"]", "\"many\"")),
        ]),
        Kind::Number => random.pick(&[
            (1, ("{ over = 30 }", "31")),
            (1, ("{ at_least = 10, under = 30 }", "10")),
            (1, ("{ at_least = 60 }", "60")),
        ]),
        Kind::Date => random.pick(&[
            (1, ("{ within = \"14 days\" }", "2026-11-10")),
            (1, ("{ within = \"6 weeks\" }", "2026-11-10")),
            (1, ("{ within = \"6 months\" }", "2026-11-10")),
        ]),
    };
    Test { question, text: format!("q{question} = {test}"), answer: answer.to_owned() }
}

/// For each rule somebody of whom all its tests are true, and what screening says to that.
fn cases(rules: &str, kinds: &[Kind], satisfied: &[Vec<Test>]) -> anyhow::Result<String> {
    let rulebook = Rulebook::from_toml("ordinary.toml", rules)?;
    let screener = Screener::new(&rulebook);
    let core = rulebook.questions().iter().enumerate().filter(|(_, q)| q.assume.is_none());
    let core: Vec<usize> = core.filter_map(|(at, _)| at.checked_sub(1)).collect();
    let mut text = format!("format = 1\non = {ON}\n\n");
    for (rule, tests) in satisfied.iter().enumerate() {
        let others = core.iter().filter(|at| tests.iter().all(|test| test.question != **at));
        let mut given: Vec<(String, String)> = vec![("place".into(), "\"clinic\"".into())];
        given.extend(tests.iter().map(|test| (format!("q{}", test.question), test.answer.clone())));
        given.extend(others.map(|&at| {
            let plain = match kinds[at] {
                Kind::YesNo => "false",
                Kind::Choice => "\"none\"",
                Kind::Number => "1",
                Kind::Date => "\"never\"",
            };
            (format!("q{at}"), plain.to_owned())
        }));
        let json: Vec<_> =
            given.iter().map(|(id, value)| format!("\"{id}\": {}", quoted(value))).collect();
        let answers = Answers::from_json(&rulebook, &format!("{{{}}}", json.join(", ")), ON)?;
        let outcome = screener.outcome(&answers);
        let found = outcome.findings.iter();
        let found: Vec<_> = found
            .map(|finding| format!("{} = \"{}\"", rulebook[finding.rule].id, finding.level))
            .collect();
        let open = outcome.open.iter().map(|open| format!("\"{}\"", rulebook[open.question].id));
        let open: Vec<_> = open.collect();
        let given: Vec<_> = given.iter().map(|(id, value)| format!("{id} = {value}")).collect();
        writeln!(
            text,
            "[case.case-{rule}]\nstory = \"Rule {rule} is for me.\"\nanswers = {{ {} }}\n\
             verdict = \"{}\"\nrules = {{ {} }}\nopen = [{}]\n",
            given.join(", "),
            outcome.verdict(),
            found.join(", "),
            open.join(", ")
        )?;
    }
    Ok(text)
}

/// A day or a number as JSON has it.
fn quoted(value: &str) -> String {
    if value.contains('-') && !value.starts_with('"') {
        format!("\"{value}\"")
    } else {
        value.to_owned()
    }
}
