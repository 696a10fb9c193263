//! Proofs over all possible answers: known faults are found, sound rulebooks pass, and on small
//! rulebooks every claim is the one that trying all answers comes to.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "a test may panic")]
#![allow(clippy::format_push_string, reason = "a rule file reads better in one piece")]

#[path = "../benches/rules/hostile.rs"]
mod hostile;
mod support;

use std::collections::BTreeSet;

use needlecheck::authoring::proof::{Prover, Unproven, Verification};
use needlecheck::authoring::review::review_with;
use needlecheck::rulebook::{Kind, QuestionId, RuleId};
use needlecheck::screening::Outcome;
use needlecheck::{Answers, Level, Report, Rulebook, Screener};
use serde_json::Value;
use support::{TODAY, needlecheck};

const RULEBOOKS: &str = "tests/rulebooks/verify";

/// Runs `rules verify` on a test rulebook: the exit status, and what it says as JSON.
fn verify(name: &str) -> (u8, Value) {
    let file = format!("{RULEBOOKS}/{name}.toml");
    let run = needlecheck(["rules", "verify", &file, "--json"]);
    assert_eq!(run.err, "");
    (run.status, serde_json::from_str(&run.out).expect("a verification is JSON"))
}

/// As text for a person.
fn explained(name: &str) -> String {
    needlecheck(["rules", "verify", &format!("{RULEBOOKS}/{name}.toml")]).out
}

/// The verdict that a set of answers in a verification really gets.
fn verdict(name: &str, answers: &Value) -> String {
    let file = format!("{RULEBOOKS}/{name}.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    let rulebook = Rulebook::from_toml(&file, text).unwrap();
    let answers = Answers::from_json(&rulebook, &answers.to_string(), TODAY).unwrap();
    Report::of(&answers).verdict().to_string()
}

fn names<'v>(list: &'v Value, key: &str) -> Vec<&'v str> {
    list.as_array().unwrap().iter().map(|item| item[key].as_str().unwrap()).collect()
}

#[test]
fn a_sound_rulebook_is_proven() {
    let (status, found) = verify("sound");
    assert_eq!((status, &found["holds"]), (0, &true.into()));
    assert_eq!(found["premature"].as_array().map(Vec::len), Some(0));
    assert_eq!(names(&found["eased"], "rule"), ["no-helmet"]);
    for level in found["levels"].as_array().unwrap() {
        assert_eq!(level["level"], verdict("sound", &level["answers"]), "{level}");
    }
    assert!(explained("sound").contains("1. PROVEN"), "{}", explained("sound"));
    assert!(explained("sound").contains("A helmet is what it asks for."));
}

#[test]
fn a_go_verdict_that_comes_too_early_is_found() {
    let (status, found) = verify("premature");
    assert_eq!(status, 2);
    assert_eq!(names(&found["premature"], "question"), ["place"]);
    let premature = &found["premature"][0];
    assert_eq!(premature["answers"]["headache"], true);
    assert_eq!(premature["verdict"], verdict("premature", &premature["answers"]));
    let text = explained("premature");
    assert!(text.contains("While `place` is open, these answers get `caution`:"), "{text}");
    assert!(text.contains("headache = yes"), "{text}");
}

#[test]
fn a_rule_that_ticking_takes_away_is_found() {
    let (status, found) = verify("lost");
    assert_eq!(status, 2);
    assert_eq!(names(&found["lost"], "rule"), ["sore-lately"]);
    let lost = &found["lost"][0];
    assert_eq!(lost["question"], "burnt");
    assert_eq!(
        (&lost["before"]["level"], &lost["after"]["level"]),
        (&"defer".into(), &"suitable".into())
    );
    for side in ["before", "after"] {
        assert_eq!(lost[side]["level"], verdict("lost", &lost[side]["answers"]));
    }
    let (mut before, after) = (lost["before"]["answers"].clone(), &lost["after"]["answers"]);
    before["burnt"] = true.into();
    assert_eq!(&before, after, "nothing else differs");
    let text = explained("lost");
    assert!(
        text.contains("With `burnt = yes`, the rule `sore-lately` no longer applies"),
        "{text}"
    );
}

#[test]
fn an_unreachable_level_is_listed() {
    let (status, found) = verify("unreachable");
    assert_eq!(status, 0, "{found}");
    let reached: Vec<_> =
        found["levels"].as_array().unwrap().iter().map(|l| !l["answers"].is_null()).collect();
    assert_eq!(reached, [false, true, true, false]);
    assert!(explained("unreachable").contains("No answers get `avoid`."));
}

#[test]
fn rules_that_never_decide_are_listed_with_what_covers_them() {
    let (status, found) = verify("hidden");
    assert_eq!(status, 0);
    let never = &found["never_deciding"];
    assert_eq!(names(never, "rule"), ["grown-up", "small-child", "old"]);
    assert_eq!(never[0]["covered_by"], serde_json::json!([]));
    assert_eq!(never[1]["covered_by"], serde_json::json!(["child"]));
    assert_eq!(never[2]["covered_by"], serde_json::json!(["indoors", "outdoors"]));
}

#[test]
fn rules_that_never_apply_are_found() {
    let (status, found) = verify("never");
    assert_eq!(status, 2);
    let never = &found["never_applying"];
    assert_eq!(*never, serde_json::json!(["two-winds", "off-the-scale"]));
}

#[test]
fn waits_without_an_order_are_looked_at_on_every_treatment_date() {
    let (status, found) = verify("calendar");
    assert_eq!(status, 0);
    assert_eq!(names(&found["deciding"], "rule"), ["days", "month"]);
    assert_eq!(names(&found["never_deciding"], "rule"), ["weeks"]);
    assert_eq!(found["never_deciding"][0]["covered_by"], serde_json::json!(["days"]));
    let days: Vec<_> =
        found["deciding"].as_array().unwrap().iter().map(|d| d["answers"]["on"].clone()).collect();
    assert_ne!(days[0], days[1], "no treatment date lets both decide");
}

#[test]
fn the_other_test_rulebook_is_proven() {
    let run = needlecheck(["rules", "verify", "tests/rulebooks/ear-piercing.toml"]);
    assert_eq!(run.status, 0, "{}{}", run.out, run.err);
}

// ---- What is not decided within the budget is said ----

/// Waits in days and months without an order, more than can be looked at on every treatment date.
fn disorderly_waits() -> String {
    let mut text = "format = 1\n[rulebook]\nid = \"w\"\ntitle = \"W\"\nversion = \"1\"\n\
                    reviewed = 2026-01-31\nnotice = \"None.\"\n\
                    [question.d]\nask = \"When?\"\nkind = \"date\"\nassume = \"never\"\n"
        .to_owned();
    for n in 1..200 {
        for unit in ["months", "days"] {
            text += &format!(
                "[rule.{unit}-{n}]\ntitle = \"R\"\nwhen = {{ d = {{ within = \"{n} {unit}\" }} }}\n\
                 level = \"defer\"\nreason = \"R.\"\nadvice = \"A.\"\nsources = []\n\
                 evidence = \"editorial\"\n"
            );
        }
    }
    text
}

#[test]
fn a_verification_that_is_not_finished_is_no_proof() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("waits.toml");
    std::fs::write(&file, disorderly_waits()).unwrap();
    let file = file.to_str().unwrap();

    let run = needlecheck(["rules", "verify", file]);
    assert_eq!((run.status, run.err.as_str()), (3, ""));
    assert!(run.out.contains("6. PROVEN") || run.out.contains("6. NOT DECIDED"), "{}", run.out);
    assert!(run.out.contains("4. NOT DECIDED: Every rule can be the one"), "{}", run.out);
    assert!(run.out.contains("Not decided within the budget of steps: `"), "{}", run.out);
    let run = needlecheck(["rules", "verify", file, "--json"]);
    let found: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(run.status, 3);
    let undecided = found["undecided"].as_array().unwrap();
    assert!(undecided.iter().any(|one| one["claim"] == 4 && one["rule"] == "days-1"), "{found}");

    let run = needlecheck(["rules", "check", file]);
    assert_eq!(run.status, 0, "it has no error");
    assert!(run.out.contains("warning[too-large-to-review]"), "{}", run.out);
    assert!(run.out.contains("there may be more warnings about `months-1`"), "{}", run.out);
    assert_eq!(needlecheck(["rules", "check", file, "--deny-warnings"]).status, 2);
}

/// What is said of a rulebook within a budget, and what is not.
fn within(rulebook: &Rulebook, steps: u64) -> (String, Vec<Unproven>, bool) {
    let found = Prover::with_budget(rulebook, steps).verify();
    (found.to_json().to_string(), found.undecided.clone(), found.holds())
}

#[test]
fn hostile_rulebooks_are_decided_within_the_budget_or_said_not_to_be() {
    let mut cut_short = 0;
    for shape in hostile::shapes(20) {
        let rulebook = Rulebook::from_toml(shape.name, shape.rules).unwrap();
        for steps in [0, 30_000, 3_000_000] {
            let (json, undecided, holds) = within(&rulebook, steps);
            assert_eq!(within(&rulebook, steps).0, json, "{}: the same each time", shape.name);
            assert!(steps > 0 || (!undecided.is_empty() && !holds), "{}: {json}", shape.name);
            let is_required = undecided.iter().any(|one| [1, 2, 5].contains(&one.claim));
            assert!(!(holds && is_required), "{}: {json}", shape.name);
            cut_short += usize::from(!undecided.is_empty());

            let warnings = review_with(&Prover::with_budget(&rulebook, steps), "it", TODAY);
            let warnings = warnings.to_json_lines();
            let is_told = warnings.contains("too-large-to-review");
            assert!(steps > 0 || is_told, "{}: {warnings}", shape.name);
        }
    }
    assert!(cut_short > 12, "{cut_short}");
}

/// What is decided within a small budget is what a large one comes to.
#[test]
fn a_small_budget_decides_less_but_nothing_else() {
    let mut rng = Rng(19);
    let mut undecided = 0;
    for _ in 0..40 {
        let rulebook = rng.rulebook();
        let all = Prover::new(&rulebook).verify();
        let whole = proven(&all);
        let rules = whole.applying.iter().chain(&all.never_applying);
        for steps in [2_000, 20_000, 60_000] {
            let found = Prover::with_budget(&rulebook, steps).verify();
            undecided += found.undecided.len();
            let part = proven(&found);
            assert!(part.premature.is_subset(&whole.premature));
            assert!(part.lost.is_subset(&whole.lost));
            assert!(part.levels.is_subset(&whole.levels));
            assert!(part.deciding.is_subset(&whole.deciding));
            assert!(part.silenced.is_subset(&whole.silenced));
            let open = |claim, rule: RuleId| {
                found.undecided.iter().any(|one| one.claim == claim && one.rule == Some(rule))
            };
            for &rule in rules.clone() {
                let never = found.never_applying.contains(&rule);
                assert!(!never || !whole.applying.contains(&rule), "{rule:?}");
                let told = part.applying.contains(&rule) || never;
                assert!(told || open(4, rule) || open(5, rule), "{rule:?} is left out");
            }
            for core in &found.core {
                let is_open = |one: &Unproven| one.claim == 1 && one.question == Some(*core);
                assert!(
                    part.premature.contains(core) == whole.premature.contains(core)
                        || found.undecided.iter().any(is_open)
                );
            }
        }
    }
    assert!(undecided > 100, "{undecided}");
}

// ---- Every claim against trying all answers ----

/// Answers as texts, one for each question; `None` where it is unanswered.
type Texts<'t> = Vec<Option<&'t str>>;

/// A small rulebook as random numbers make it, on which all answers can be tried. Its numbers are
/// cut at whole numbers, and its waits are days.
struct Rng(u64);

impl Rng {
    fn roll(&mut self, sides: u64) -> u64 {
        // The constants of Knuth's MMIX generator.
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[usize::try_from(self.roll(of.len() as u64)).unwrap()]
    }

    fn test(&mut self) -> String {
        match self.roll(8) {
            0 => "a = true".into(),
            1 => "a = false".into(),
            2 => format!("b = {}", self.pick(&["true", "false"])),
            3 => format!("c = {}", self.pick(&["true", "false"])),
            4 => format!("place = {}", self.pick(&["\"x\"", "\"y\"", "[\"x\", \"z\"]"])),
            5 => {
                let bound = self.pick(&["over", "at_least", "under", "at_most"]);
                format!("n = {{ {bound} = {} }}", self.roll(3))
            }
            6 => "n = { at_least = 1, under = 2 }".into(),
            _ => format!("d = {{ within = \"{} days\" }}", self.roll(3) + 1),
        }
    }

    fn condition(&mut self) -> String {
        match self.roll(4) {
            0 | 1 => format!("{{ {} }}", self.test()),
            2 => format!("{{ all = [{{ {} }}, {{ {} }}] }}", self.test(), self.test()),
            _ => {
                let (one, two, three) = (self.test(), self.test(), self.test());
                format!("{{ any = [{{ {one} }}, {{ all = [{{ {two} }}, {{ {three} }}] }}] }}")
            }
        }
    }

    fn level(&mut self) -> &'static str {
        self.pick(&["suitable", "caution", "defer", "avoid"])
    }

    fn rulebook(&mut self) -> Rulebook {
        let by_place = self.roll(2) == 0;
        let mut text =
            "format = 1\n[rulebook]\nid = \"random\"\ntitle = \"Random\"\nversion = \"1\"\n\
                        reviewed = 2026-01-31\nnotice = \"Nothing in it is advice.\"\n"
                .to_owned();
        if by_place {
            text += "levels_by = \"place\"\n";
        }
        for (id, rest) in [
            ("place", "kind = \"choice\"\noptions = { x = \"X\", y = \"Y\", z = \"Z\" }\n"),
            ("a", "kind = \"yes-no\"\n"),
            ("b", "kind = \"yes-no\"\n"),
            ("c", "kind = \"yes-no\"\n"),
            ("n", "kind = \"number\"\nmin = 0\nmax = 2\n"),
            ("d", "kind = \"date\"\n"),
        ] {
            text += &format!("[question.{id}]\nask = \"Say?\"\n{rest}");
            let assumed = match id {
                "place" => "\"z\"",
                "n" => "1.5",
                "d" => "\"never\"",
                _ => self.pick(&["true", "false"]),
            };
            if self.roll(2) == 0 {
                text += &format!("assume = {assumed}\n");
            }
            let gates: &[&str] = match id {
                "place" | "a" => &[],
                "b" => &["{ a = true }", "{ a = false }", "{ place = \"x\" }"],
                "c" => &["{ b = true }", "{ any = [{ a = true }, { b = false }] }"],
                "n" => &["{ c = true }", "{ a = false, c = true }", "{ place = [\"x\", \"y\"] }"],
                _ => &["{ n = { over = 0 } }", "{ any = [{ b = true }, { c = true }] }"],
            };
            if !gates.is_empty() && self.roll(2) == 0 {
                text += &format!("ask_when = {}\n", self.pick(gates));
            }
        }
        for rule in 0..=self.roll(6) {
            let level = if by_place && self.roll(2) == 0 {
                let (x, y, z) = (self.level(), self.level(), self.level());
                format!("{{ x = \"{x}\", y = \"{y}\", z = \"{z}\" }}")
            } else {
                format!("\"{}\"", self.level())
            };
            text += &format!(
                "[rule.r{rule}]\ntitle = \"R\"\nwhen = {}\nlevel = {level}\nreason = \"R.\"\n\
                 advice = \"A.\"\nsources = []\nevidence = \"editorial\"\n",
                self.condition()
            );
            if self.roll(4) == 0 {
                text += "eases = \"E.\"\n";
            }
        }
        Rulebook::from_toml("rng.toml", text).unwrap_or_else(|faults| panic!("{faults}"))
    }
}

/// All that can be said to each question of a small rulebook, as far as rules can see.
fn said(rulebook: &Rulebook) -> impl Iterator<Item = Vec<&str>> {
    rulebook.questions().iter().map(|question| match question.kind {
        Kind::Number { .. } => vec!["0", "0.5", "1", "1.5", "2"],
        Kind::Date => vec!["never", "today", "1 day ago", "2 days ago", "3 days ago"],
        _ => question.options().iter().map(|option| option.id.as_str()).collect(),
    })
}

/// Every way to say one of these for each question.
fn every<'t>(choices: &[Vec<Option<&'t str>>]) -> Vec<Texts<'t>> {
    choices.iter().fold(vec![Vec::new()], |so_far, more| {
        let longer = |texts: &Texts<'t>| {
            more.iter().map(|text| [texts.as_slice(), &[*text]].concat()).collect::<Vec<_>>()
        };
        so_far.iter().flat_map(longer).collect()
    })
}

fn answers<'r>(rulebook: &'r Rulebook, texts: &Texts<'_>) -> Answers<'r> {
    let mut answers = Answers::new(rulebook, TODAY);
    for (question, text) in rulebook.questions().iter().zip(texts) {
        if let Some(text) = text {
            answers.set(&question.id, text).unwrap();
        }
    }
    answers
}

/// What trying all answers comes to.
#[derive(Debug, Default, PartialEq, Eq)]
struct Tried {
    premature: BTreeSet<QuestionId>,
    lost: BTreeSet<(RuleId, QuestionId)>,
    levels: BTreeSet<Level>,
    deciding: BTreeSet<RuleId>,
    applying: BTreeSet<RuleId>,
    silenced: BTreeSet<QuestionId>,
}

/// Whether nothing is open: every question is answered, assumed or not asked.
fn is_total(rulebook: &Rulebook, texts: &Texts<'_>, outcome: &Outcome) -> bool {
    rulebook.question_ids().zip(texts).all(|(id, text)| {
        text.is_some() || outcome.assumed.contains(id) || outcome.inapplicable.contains(id)
    }) && outcome.withheld.is_empty()
}

fn tried(rulebook: &Rulebook) -> Tried {
    let screener = Screener::new(rulebook);
    let screen = |texts: &Texts<'_>| screener.outcome(&answers(rulebook, texts));
    let choices: Vec<Vec<Option<&str>>> =
        said(rulebook).map(|said| said.into_iter().map(Some).chain([None]).collect()).collect();
    let mut tried = Tried::default();
    for texts in every(&choices) {
        let outcome = screen(&texts);
        if !is_total(rulebook, &texts, &outcome) {
            continue;
        }
        let level = outcome.floor;
        assert_eq!(level, outcome.at_worst);
        tried.levels.insert(level);
        tried.applying.extend(outcome.findings.iter().map(|finding| finding.rule));
        let deciding: Vec<_> = outcome.findings.iter().filter(|f| f.level == level).collect();
        if let [only] = deciding[..]
            && level > Level::Suitable
        {
            tried.deciding.insert(only.rule);
        }
        for (ticked, question) in rulebook.question_ids().zip(rulebook.questions()) {
            if matches!(question.kind, Kind::YesNo) && texts[ticked.index()] == Some("no") {
                let mut more = texts.clone();
                more[ticked.index()] = Some("yes");
                let after = screen(&more);
                if !is_total(rulebook, &more, &after) {
                    continue;
                }
                let lower = after.floor;
                let lost = outcome.findings.iter().filter(|finding| finding.level > lower);
                tried.lost.extend(lost.map(|finding| (finding.rule, ticked)));
            }
        }
        for id in outcome.inapplicable.iter().filter(|id| texts[id.index()].is_none()) {
            let stops = |value: Option<&str>| {
                let mut more = texts.clone();
                more[id.index()] = value;
                screen(&more).floor.is_stop()
            };
            if level.is_go() && choices[id.index()].iter().copied().any(stops) {
                tried.silenced.insert(id);
            }
        }
    }
    for core in rulebook.question_ids().filter(|&id| rulebook[id].assume.is_none()) {
        let mut choices = choices.clone();
        // The others may be open too, which must not make a difference.
        for (at, choice) in choices.iter_mut().enumerate() {
            *choice = if at == core.index() {
                vec![None]
            } else {
                [&choice[..], &[Some("unsure")]].concat()
            };
        }
        for texts in every(&choices) {
            let outcome = screen(&texts);
            let go = outcome.verdict().is_go();
            if go && !outcome.inapplicable.contains(core) {
                tried.premature.insert(core);
            }
        }
    }
    tried
}

fn proven(found: &Verification<'_>) -> Tried {
    let rules = found.decisive.iter().map(|(rule, _)| *rule);
    let never = found.never_decisive.iter().map(|never| never.rule);
    Tried {
        premature: found.unsafe_go.iter().map(|premature| premature.question).collect(),
        lost: found.non_monotone.iter().chain(&found.eased).map(|l| (l.rule, l.question)).collect(),
        levels: found.levels.iter().filter(|(_, w)| w.is_some()).map(|(level, _)| *level).collect(),
        deciding: rules.clone().collect(),
        applying: rules.chain(never).collect(),
        silenced: found.silenced.iter().map(|silenced| silenced.question).collect(),
    }
}

#[test]
fn proofs_come_to_what_trying_all_answers_comes_to() {
    let mut rng = Rng(2026);
    for number in 0..60 {
        let rulebook = rng.rulebook();
        let prover = Prover::new(&rulebook);
        let found = prover.verify();
        assert_eq!(proven(&found), tried(&rulebook), "rulebook {number}: {:#?}", rulebook.rules());
        covers_hold(&rulebook, &found);
    }
}

/// What is said to cover a rule does.
fn covers_hold(rulebook: &Rulebook, found: &Verification<'_>) {
    let screener = Screener::new(rulebook);
    let total: Vec<Vec<Option<&str>>> =
        said(rulebook).map(|said| said.into_iter().map(Some).collect()).collect();
    for texts in every(&total) {
        let findings = screener.outcome(&answers(rulebook, &texts)).findings;
        for never in &found.never_decisive {
            let finding =
                findings.iter().find(|f| f.rule == never.rule && f.level > Level::Suitable);
            if let Some(finding) = finding {
                let covers =
                    |rule| findings.iter().any(|f| f.rule == rule && f.level >= finding.level);
                assert!(never.subsumed_by.iter().any(|&rule| covers(rule)), "{never:?}");
            }
        }
    }
}
