//! Records made from a seed: an intake table as it might be, one record a line.

use std::io::{self, Write};

use jiff::ToSpan as _;
use jiff::civil::{Date, date};

use super::random::Random;

/// The treatment date of records that name none.
pub(crate) const ON: Date = date(2026, 11, 22);

/// Makes one record after another.
pub(crate) struct Records {
    random: Random,
    count: u64,
    line: Vec<u8>,
}

impl Records {
    pub(crate) fn new(seed: u64) -> Self {
        Self { random: Random::new(seed), count: 0, line: Vec::new() }
    }

    /// Writes the next records.
    pub(crate) fn write(&mut self, count: u64, out: &mut impl Write) -> io::Result<()> {
        (0..count).try_for_each(|_| out.write_all(self.record()))
    }

    /// The next record, with its line feed.
    fn record(&mut self) -> &[u8] {
        self.count += 1;
        self.line.clear();
        let id = self.count;
        self.push(format_args!("{{\"id\":\"T-{id:07}\""));
        let mut on = ON;
        if self.random.chance(10) {
            on = on.saturating_add(self.random.between(-60, 60).days());
            self.push(format_args!(",\"on\":\"{on}\""));
        }
        // One question, of those that are nearly always there, is answered with not being sure.
        let unsure = if self.random.chance(30) { self.random.below(12) } else { 12 };
        let random = &mut self.random;
        let is_rapid = random.chance(250);
        let has_own_boat = random.chance(100);
        // A few say nothing of whose boat it is.
        let left_out = if id.is_multiple_of(500) { "own_boat" } else { "" };
        let answers: [(&str, String); 12] = [
            ("water", quoted(if is_rapid { "rapid" } else { "calm" })),
            ("swims", random.chance(970).to_string()),
            ("party", quoted(random.pick(&[(72, "group"), (23, "pair"), (5, "alone")]))),
            ("age", age(random).to_string()),
            ("boat", quoted(random.pick(&[(60, "raft"), (25, "canoe"), (15, "kayak")]))),
            ("skill", quoted(random.pick(&[(40, "none"), (52, "some"), (8, "guide")]))),
            ("hours", tenths(random.pick(&[(1, 5), (5, 10), (6, 15), (6, 20), (3, 30), (1, 55)]))),
            (
                "wind",
                random.pick(&[(60, 5), (60, 12), (40, 18), (20, 24), (8, 31), (2, 45)]).to_string(),
            ),
            ("gauge", tenths(random.between(6, 18) + i64::from(random.chance(40)) * 9)),
            (
                "season",
                quoted(random.pick(&[
                    (20, "spring"),
                    (60, "summer"),
                    (19, "autumn"),
                    (1, "winter"),
                ])),
            ),
            ("vest", random.chance(990).to_string()),
            ("own_boat", has_own_boat.to_string()),
        ];
        for (at, (question, answer)) in answers.iter().enumerate() {
            if *question == left_out {
                continue;
            }
            let answer = if at as u64 == unsure { "\"unsure\"" } else { answer };
            self.push(format_args!(",\"{question}\":{answer}"));
        }
        self.rare(on, is_rapid, has_own_boat);
        self.line.extend_from_slice(b"}\n");
        &self.line
    }

    /// What only some records have.
    fn rare(&mut self, on: Date, is_rapid: bool, has_own_boat: bool) {
        if is_rapid || self.random.chance(10) {
            let helmet = self.random.chance(985);
            self.push(format_args!(",\"helmet\":{helmet}"));
        }
        for (question, often, yes) in [("wetsuit", 500, 400), ("night", 300, 40), ("dog", 80, 500)]
        {
            if self.random.chance(often) {
                let yes = self.random.chance(yes);
                self.push(format_args!(",\"{question}\":{yes}"));
            }
        }
        if self.random.chance(600) {
            let load = self.random.pick(&[(40, 5), (40, 12), (15, 22), (4, 38), (1, 65)]);
            self.push(format_args!(",\"load\":{load}"));
        }
        if has_own_boat || self.random.chance(5) {
            let patch = self.random.between(0, 18);
            self.push(format_args!(",\"patch\":{patch}"));
            self.date("last_repair", on, 100, 600);
        }
        self.date("last_trip", on, 400, 900);
        self.date("last_fall", on, 75, 700);
        self.date("last_storm", on, 250, 250);
    }

    /// A date with this chance in a thousand, or never.
    fn date(&mut self, question: &str, on: Date, often: u64, days: i64) {
        if self.random.chance(often) {
            let day = on.saturating_sub(self.random.between(0, days).days());
            self.push(format_args!(",\"{question}\":\"{day}\""));
        } else {
            self.push(format_args!(",\"{question}\":\"never\""));
        }
    }

    fn push(&mut self, text: std::fmt::Arguments<'_>) {
        // INVARIANT: writing to memory cannot fail.
        let _ = self.line.write_fmt(text);
    }
}

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

fn tenths(number: i64) -> String {
    let (whole, rest) = (number / 10, number % 10);
    if rest == 0 { whole.to_string() } else { format!("{whole}.{rest}") }
}

fn age(random: &mut Random) -> i64 {
    let (first, last) = random.pick(&[(3, (4, 11)), (4, (12, 15)), (90, (16, 69)), (3, (70, 88))]);
    random.between(first, last)
}
