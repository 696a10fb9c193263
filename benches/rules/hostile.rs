//! Rulebooks that are hard to prove anything about, or to work through at all.

use std::fmt::Write as _;

/// A shape, by its name.
pub(crate) struct Shape {
    pub(crate) name: &'static str,
    pub(crate) rules: String,
}

/// Every shape; `scale` is 1 for those that are measured, and higher for smaller ones.
pub(crate) fn shapes(scale: usize) -> Vec<Shape> {
    let shape = |name, rules| Shape { name, rules };
    vec![
        shape("pigeonhole of 8", pigeonhole(8)),
        shape("pigeonhole of 12", pigeonhole(12)),
        shape("parity of 40", parity(40)),
        shape("alternatives", alternatives(1_000 / scale)),
        shape("thresholds", thresholds(4_000 / scale)),
        shape("waits", waits(560 / scale)),
        shape("overlapping bounds", overlapping(3_000 / scale)),
        shape("nested conditions", nested(1_500 / scale)),
        shape("one core question", one_core_question(400 / scale)),
        shape("chain of ask_when", chain(500 / scale)),
    ]
}

fn head() -> String {
    "format = 1\n\n[rulebook]\nid = \"hostile\"\ntitle = \"Hostile\"\nversion = \"1\"\n\
     reviewed = 2026-11-22\nnotice = \"Made up for a benchmark.\"\n\n"
        .to_owned()
}

fn question(text: &mut String, id: &str, rest: &str) {
    let _ = writeln!(text, "[question.{id}]\nask = \"What is {id}?\"\n{rest}\n");
}

fn yes_no(text: &mut String, id: &str) {
    question(text, id, "kind = \"yes-no\"\nassume = false");
}

fn rule(text: &mut String, id: &str, when: &str, level: &str) {
    let _ = writeln!(
        text,
        "[rule.{id}]\ntitle = \"Rule {id}\"\nwhen = {when}\nlevel = \"{level}\"\n\
         reason = \"It is so.\"\nadvice = \"Do so.\"\nsources = []\nevidence = \"editorial\"\n"
    );
}

/// One more pigeon than holes: the levels below `avoid` are out of reach, and that is hard to show.
fn pigeonhole(holes: usize) -> String {
    let mut text = head();
    let names: Vec<_> = (0..holes).map(|hole| format!("h{hole} = \"Hole {hole}\"")).collect();
    for pigeon in 0..=holes {
        let options = format!("kind = \"choice\"\noptions = {{ {} }}", names.join(", "));
        question(&mut text, &format!("p{pigeon}"), &format!("{options}\nassume = \"h0\""));
    }
    question(&mut text, "core", "kind = \"yes-no\"");
    for hole in 0..holes {
        for one in 0..=holes {
            for two in one + 1..=holes {
                let when = format!("{{ p{one} = \"h{hole}\", p{two} = \"h{hole}\" }}");
                rule(&mut text, &format!("h{hole}-{one}-{two}"), &when, "avoid");
            }
        }
    }
    rule(&mut text, "mild", "{ core = true }", "caution");
    text
}

/// Rules about three questions each that leave no even way out.
fn parity(count: usize) -> String {
    let mut text = head();
    for at in 0..count {
        yes_no(&mut text, &format!("q{at}"));
    }
    for at in 0..count {
        let three = [at, (at * 7 + 3) % count, (at * 11 + 5) % count];
        if three[0] == three[1] || three[1] == three[2] || three[0] == three[2] {
            continue;
        }
        for odd in 0..8_u32 {
            if (odd.count_ones() % 2 == 0) != (at == 1) {
                let tests = (0..3).map(|bit| format!("q{} = {}", three[bit], odd >> bit & 1 == 1));
                let tests: Vec<_> = tests.collect();
                rule(
                    &mut text,
                    &format!("r{at}-{odd}"),
                    &format!("{{ {} }}", tests.join(", ")),
                    "avoid",
                );
            }
        }
    }
    rule(&mut text, "mild", "{ q0 = true }", "caution");
    text
}

/// Rules that are an `any` of many `all`s.
fn alternatives(count: usize) -> String {
    let mut text = head();
    for at in 0..60 {
        yes_no(&mut text, &format!("q{at}"));
    }
    for at in 0..(count / 100).max(1) {
        let parts = (0..1000).map(|nth: usize| {
            let (one, two) = ((nth * 7 + at) % 60, (nth * 13 + at * 3 + 1) % 60);
            format!("{{ all = [{{ q{one} = true }}, {{ q{two} = {} }}] }}", nth.is_multiple_of(3))
        });
        let parts: Vec<_> = parts.collect();
        rule(&mut text, &format!("r{at}"), &format!("{{ any = [{}] }}", parts.join(", ")), "defer");
    }
    text
}

/// Many bounds of one number.
fn thresholds(count: usize) -> String {
    let mut text = head();
    question(&mut text, "n", "kind = \"number\"\nmin = 0\nmax = 1000000");
    yes_no(&mut text, "q");
    for at in 0..count {
        let when = format!("{{ n = {{ at_least = {at}.5, under = {}.5 }} }}", at * 2 + 1);
        rule(
            &mut text,
            &format!("r{at}"),
            &when,
            if at.is_multiple_of(2) { "defer" } else { "caution" },
        );
    }
    text
}

/// Many waits in days, months and years, the order of which hangs on the day.
fn waits(count: usize) -> String {
    let mut text = head();
    question(&mut text, "d", "kind = \"date\"\nassume = \"never\"");
    for at in 0..count {
        let unit = ["days", "weeks", "months", "years"][at % 4];
        let when = format!(
            "{{ d = {{ within = \"{} {unit}\" }} }}",
            at / 4 * if at.is_multiple_of(4) { 30 } else { 1 } + 1
        );
        rule(&mut text, &format!("r{at}"), &when, "defer");
    }
    text
}

/// Half of the rules end where the others start.
fn overlapping(count: usize) -> String {
    let mut text = head();
    question(&mut text, "n", "kind = \"number\"\nmin = 0\nmax = 10");
    for at in 0..count {
        let when = if at.is_multiple_of(2) {
            "{ n = { at_most = 5 } }"
        } else {
            "{ n = { at_least = 5 } }"
        };
        rule(&mut text, &format!("r{at}"), when, "caution");
    }
    text
}

/// Conditions in conditions, each of which spells out to many clauses.
fn nested(count: usize) -> String {
    let mut text = head();
    for at in 0..200 {
        yes_no(&mut text, &format!("q{at}"));
    }
    for at in 0..count / 10 {
        let parts = (0..3).map(|nth| {
            let pick = |more: usize| (at * 31 + nth * 17 + more * 7) % 200;
            format!(
                "{{ any = [{{ q{} = true }}, {{ q{} = false }}, {{ all = [{{ q{} = true }}, {{ any = [{{ q{} = true }}, {{ q{} = false }}] }}] }}] }}",
                pick(0), pick(1), pick(2), pick(3), pick(4)
            )
        });
        let parts: Vec<_> = parts.collect();
        rule(&mut text, &format!("r{at}"), &format!("{{ all = [{}] }}", parts.join(", ")), "avoid");
    }
    text
}

/// Rules that read the same core question in one of their alternatives.
fn one_core_question(count: usize) -> String {
    let mut text = head();
    question(&mut text, "core", "kind = \"yes-no\"");
    for at in 0..count {
        yes_no(&mut text, &format!("q{at}"));
        let when = format!(
            "{{ any = [{{ core = true, q{at} = true }}, {{ q{at} = true, q{} = true }}] }}",
            (at + 1) % count
        );
        rule(&mut text, &format!("r{at}"), &when, "caution");
    }
    text
}

/// Questions each of which is asked only after the one before it, and rules on every one.
fn chain(count: usize) -> String {
    let mut text = head();
    for at in 0..count {
        let gate = at.checked_sub(1).map(|before| format!("\nask_when = {{ q{before} = true }}"));
        let rest = format!("kind = \"yes-no\"\nassume = false{}", gate.unwrap_or_default());
        question(&mut text, &format!("q{at}"), &rest);
        rule(&mut text, &format!("r{at}"), &format!("{{ q{at} = true }}"), "defer");
    }
    text
}
