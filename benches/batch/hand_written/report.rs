//! One report a line.

use std::cmp::Reverse;
use std::io::Write as _;

use super::day::{Day, Wait};
use super::found::{Found, Level};
use super::person::{Fact, IDS, Person, Question, Questions};
use super::record::{Record, Reply, Water};

const HEAD: &str = concat!(
    r#","rulebook":{"id":"river-trip","version":"1.0.0","sha256":""#,
    "2eaf7e77e00fdd1387ef3431c651bb0d67f01e1ac3dd403e92ed38ea86107e44",
    r#""},"on":"#,
);
const NOTICE: &str =
    r#"],"notice":"Made up for a benchmark, and no advice. Ask the guide who will take you."}"#;
const VALID_FOR: Wait = Wait::Days(30);
const LONGEST_SUMMARY: usize = 139;

fn push(out: &mut Vec<u8>, text: &str) {
    out.extend_from_slice(text.as_bytes());
}

/// Writes the items with commas between them.
fn each<T>(
    out: &mut Vec<u8>,
    items: impl IntoIterator<Item = T>,
    mut write: impl FnMut(&mut Vec<u8>, T),
) {
    for (at, item) in items.into_iter().enumerate() {
        if at > 0 {
            out.push(b',');
        }
        write(out, item);
    }
}

fn verdict(found: &Found) -> &'static str {
    found.verdict().map_or("incomplete", Level::as_str)
}

/// The whole report.
pub(super) fn full(record: &Record<'_>, person: &Person, found: &mut Found, out: &mut Vec<u8>) {
    found.findings.sort_by_key(|finding| Reverse(finding.level));
    push(out, "{\"report\":1,\"id\":");
    id(record, out);
    push(out, HEAD);
    person.on.write(out);
    push(out, ",\"valid_until\":");
    person.on.after(VALID_FOR).write(out);
    push(out, ",\"verdict\":\"");
    push(out, verdict(found));
    push(out, "\",\"floor\":\"");
    push(out, found.floor.as_str());
    push(out, "\",\"at_worst\":\"");
    push(out, found.at_worst.as_str());
    push(out, "\",\"summary\":\"");
    summary(found, out);
    push(out, "\",\"findings\":[");
    each(out, &found.findings, |out, finding| {
        push(out, finding.text.start);
        push(out, finding.level.as_str());
        push(out, finding.text.heading);
        each(out, finding.because, |out, question| answer(person, question, out));
        push(out, finding.text.words);
        if finding.ends == Day::NEVER {
            push(out, "null");
        } else {
            finding.ends.write(out);
        }
        push(out, ",\"could_be\":");
        match finding.could_be {
            None => push(out, "null"),
            Some(level) => {
                out.push(b'"');
                push(out, level.as_str());
                out.push(b'"');
            }
        }
        push(out, finding.text.basis);
    });
    push(out, "],\"open\":[");
    each(out, found.waiting, |out, question| {
        push(out, "{\"question\":");
        push(out, IDS[question as usize]);
        push(out, ",\"answer\":");
        push(out, if person.unsure.has(question) { "\"unsure\"" } else { "null" });
        push(out, ",\"could_be\":\"");
        push(out, found.could_be[question as usize].as_str());
        push(out, "\"}");
    });
    push(out, "],\"assumed\":{");
    let out_of_place = inapplicable(person);
    let assumed = person.missing.without(Questions::NEEDED).without(out_of_place);
    each(out, assumed, |out, question| answer(person, question, out));
    push(out, "},\"ignored\":[");
    let ignored = out_of_place.without(person.missing);
    each(out, ignored, |out, question| {
        push(out, "{\"question\":");
        push(out, IDS[question as usize]);
        push(out, ",\"answer\":");
        if person.unsure.has(question) {
            push(out, "\"unsure\"");
        } else {
            value(person, question, out);
        }
        out.push(b'}');
    });
    push(out, NOTICE);
}

/// The report in brief.
pub(super) fn brief(record: &Record<'_>, found: &mut Found, out: &mut Vec<u8>) {
    found.findings.sort_by_key(|finding| Reverse(finding.level));
    push(out, "{\"id\":");
    id(record, out);
    push(out, ",\"verdict\":\"");
    push(out, verdict(found));
    push(out, "\",\"at_worst\":\"");
    push(out, found.at_worst.as_str());
    push(out, "\",\"rules\":[");
    each(out, &found.findings, |out, finding| push(out, finding.text.id));
    push(out, "],\"open\":[");
    each(out, found.waiting, |out, question| push(out, IDS[question as usize]));
    push(out, "]}");
}

/// The questions that do not come up.
fn inapplicable(person: &Person) -> Questions {
    let mut questions = Questions::NONE;
    if person.water.value == Some(Water::Calm) {
        questions = questions.with(Questions::of(Question::Helmet));
    }
    if person.own_boat.value == Some(false) {
        let of_own = Questions::of(Question::Patch).with(Questions::of(Question::LastRepair));
        questions = questions.with(of_own);
    }
    questions
}

fn id(record: &Record<'_>, out: &mut Vec<u8>) {
    match &record.id {
        None => push(out, "null"),
        // INVARIANT: writing a text to memory cannot fail.
        Some(id) => serde_json::to_writer(out, id).expect("a text can be written as JSON"),
    }
}

/// A question and its answer.
fn answer(person: &Person, question: Question, out: &mut Vec<u8>) {
    push(out, IDS[question as usize]);
    out.push(b':');
    value(person, question, out);
}

fn value(p: &Person, question: Question, out: &mut Vec<u8>) {
    fn push<T: Reply>(fact: Fact<T>, out: &mut Vec<u8>) {
        if let Some(value) = fact.value {
            value.write(out);
        }
    }
    match question {
        Question::Water => push(p.water, out),
        Question::Swims => push(p.swims, out),
        Question::Party => push(p.party, out),
        Question::Age => push(p.age, out),
        Question::Boat => push(p.boat, out),
        Question::Skill => push(p.skill, out),
        Question::Hours => push(p.hours, out),
        Question::Wind => push(p.wind, out),
        Question::Gauge => push(p.gauge, out),
        Question::Season => push(p.season, out),
        Question::Vest => push(p.vest, out),
        Question::Helmet => push(p.helmet, out),
        Question::Wetsuit => push(p.wetsuit, out),
        Question::Night => push(p.night, out),
        Question::Dog => push(p.dog, out),
        Question::Load => push(p.load, out),
        Question::OwnBoat => push(p.own_boat, out),
        Question::Patch => push(p.patch, out),
        Question::LastRepair => push(p.last_repair, out),
        Question::LastTrip => push(p.last_trip, out),
        Question::LastFall => push(p.last_fall, out),
        Question::LastStorm => push(p.last_storm, out),
    }
}

/// The report in one sentence.
fn summary(found: &Found, out: &mut Vec<u8>) {
    match found.verdict() {
        None => incomplete(found, out),
        Some(Level::Suitable) => push(out, "Suitable: no reason found on this list to hold off."),
        Some(Level::Caution) => reasons("Caution", Level::Caution, found, out),
        Some(Level::Defer) => reasons("Defer", Level::Defer, found, out),
        Some(Level::Avoid) => reasons("Avoid", Level::Avoid, found, out),
    }
}

fn incomplete(found: &Found, out: &mut Vec<u8>) {
    let counts = |&question: &Question| {
        let needed = Questions::NEEDED.has(question);
        needed || found.could_be[question as usize] > found.floor
    };
    let count = found.waiting.into_iter().filter(counts).count();
    let questions = if count == 1 { "question" } else { "questions" };
    // INVARIANT: writing to memory cannot fail.
    let _ = if found.at_worst > found.floor {
        let worst = found.at_worst.as_str();
        write!(
            out,
            "Incomplete: {count} open {questions} could still change this, at worst to {worst}."
        )
    } else {
        write!(out, "Incomplete: {count} open {questions} left to answer.")
    };
}

/// The titles of the rules that decide, as many as fit, and how many are left.
fn reasons(name: &str, level: Level, found: &Found, out: &mut Vec<u8>) {
    let titles = found.findings.iter().filter(|finding| finding.level == level);
    let titles = titles.map(|finding| finding.text.title);
    let all = titles.clone().count();
    let start = out.len();
    for shown in (1..=all).rev() {
        push(out, name);
        for (at, title) in titles.clone().take(shown).enumerate() {
            push(
                out,
                match at {
                    0 => ": ",
                    _ if at + 1 == all => " and ",
                    _ => ", ",
                },
            );
            let first = out.len();
            push(out, title);
            out[first].make_ascii_lowercase();
        }
        if shown < all {
            let left = all - shown;
            // INVARIANT: writing to memory cannot fail.
            let _ = write!(out, " and {left} more reason{}", if left == 1 { "" } else { "s" });
        }
        out.push(b'.');
        if out.len() - start <= LONGEST_SUMMARY {
            return;
        }
        out.truncate(start);
    }
    let _ = write!(out, "{name}: {all} reason{}.", if all == 1 { "" } else { "s" });
}
