//! How the verdict changes as time passes, and what open questions could lead to: the rules are
//! simply held against the person again, on another day or with another answer.

use std::cmp::Reverse;
use std::iter;

use super::day::{Day, Wait};
use super::found::{Found, Level};
use super::person::{Person, Question};
use super::record::{Boat, Number, Party, Past, Season, Skill, Water};

/// What lies ahead of one person.
pub(super) struct Outlook {
    /// The verdict from a day on.
    pub(super) steps: Vec<(Day, Option<Level>)>,
    /// The ids of the findings that time alone does not end.
    pub(super) lasting: Vec<&'static str>,
    pub(super) open: Vec<Open>,
    ends: Vec<Day>,
    later: Found,
}

/// An open question, and the range of levels that it could lead to.
pub(super) struct Open {
    pub(super) question: Question,
    pub(super) could_be: Level,
    pub(super) best: Level,
    pub(super) worst: Level,
}

impl Outlook {
    pub(super) fn new() -> Self {
        Self {
            steps: Vec::new(),
            lasting: Vec::new(),
            open: Vec::new(),
            ends: Vec::new(),
            later: Found::new(),
        }
    }

    /// Lets time pass; today's findings are still in the order of the rules.
    pub(super) fn look_ahead(&mut self, person: &mut Person, today: &Found) {
        let on = person.on;
        self.find_ends(person);
        self.steps.clear();
        let mut last = today.verdict();
        self.steps.push((on, last));
        for &day in &self.ends {
            person.on = day;
            let verdict = self.later.of(person).verdict();
            if verdict != last {
                self.steps.push((day, verdict));
                last = verdict;
            }
        }
        person.on = on;
        let at_last = if self.ends.is_empty() { today } else { &self.later };
        let lasting = at_last.findings.iter().filter(|finding| finding.level > Level::Suitable);
        self.lasting.clear();
        self.lasting.extend(lasting.map(|finding| finding.text.id));
    }

    /// Tries every answer to the open questions that a rule waits for.
    pub(super) fn look_around(&mut self, person: &mut Person, today: &Found) {
        self.open.clear();
        for question in today.waiting {
            let (mut best, mut worst) = (Level::Avoid, Level::Suitable);
            each_answer(person, question, |person| {
                let found = self.later.of(person);
                best = best.min(found.floor);
                worst = worst.max(found.at_worst);
            });
            let could_be = today.could_be[question as usize];
            self.open.push(Open { question, could_be, best, worst });
        }
        self.open.sort_by_key(|open| (Reverse(open.worst), open.best));
    }

    /// The days on which a wait ends.
    fn find_ends(&mut self, person: &Person) {
        const DAY: fn(i32) -> Wait = Wait::Days;
        const MONTH: fn(i32) -> Wait = Wait::Months;
        self.ends.clear();
        for (fact, waits) in [
            (person.last_repair, &[DAY(3), DAY(42)][..]),
            (person.last_trip, &[DAY(2), MONTH(12)]),
            (person.last_fall, &[DAY(14), DAY(21), MONTH(6), MONTH(12)]),
            (person.last_storm, &[DAY(2), DAY(5), DAY(7), DAY(10)]),
        ] {
            if let Some(Past::On(day)) = fact.value {
                let ends = waits.iter().map(|&wait| day.after(wait));
                self.ends.extend(ends.filter(|&end| end > person.on));
            }
        }
        self.ends.sort_unstable();
        self.ends.dedup();
    }
}

/// Shows the person with every answer to a question that makes a difference.
fn each_answer(p: &mut Person, question: Question, mut see: impl FnMut(&Person)) {
    macro_rules! each {
        ($field:ident, $answers:expr) => {{
            for answer in $answers {
                p.$field.value = Some(answer);
                see(p);
            }
            p.$field.value = None;
        }};
    }
    const BOTH: [bool; 2] = [false, true];
    let dates = [Past::Never, Past::On(p.on)];
    match question {
        Question::Water => each!(water, [Water::Calm, Water::Rapid]),
        Question::Swims => each!(swims, BOTH),
        Question::Party => each!(party, [Party::Alone, Party::Pair, Party::Group]),
        Question::Age => each!(age, around([6.0, 10.0, 12.0, 14.0, 16.0, 70.0, 75.0])),
        Question::Boat => each!(boat, [Boat::Raft, Boat::Canoe, Boat::Kayak]),
        Question::Skill => each!(skill, [Skill::None, Skill::Some, Skill::Guide]),
        Question::Hours => each!(hours, around([1.0, 3.0, 4.0, 5.0, 8.0])),
        Question::Wind => each!(wind, around([20.0, 25.0, 30.0, 40.0, 75.0])),
        Question::Gauge => each!(gauge, around([0.6, 1.5, 1.8, 2.5, 3.5])),
        Question::Season => {
            each!(season, [Season::Spring, Season::Summer, Season::Autumn, Season::Winter]);
        }
        Question::Vest => each!(vest, BOTH),
        Question::Helmet => each!(helmet, BOTH),
        Question::Wetsuit => each!(wetsuit, BOTH),
        Question::Night => each!(night, BOTH),
        Question::Dog => each!(dog, BOTH),
        Question::Load => each!(load, around([25.0, 40.0, 60.0])),
        Question::OwnBoat => each!(own_boat, BOTH),
        Question::Patch => each!(patch, around([5.0, 15.0])),
        Question::LastRepair => each!(last_repair, dates),
        Question::LastTrip => each!(last_trip, dates),
        Question::LastFall => each!(last_fall, dates),
        Question::LastStorm => each!(last_storm, dates),
    }
}

/// A number below all bounds, and for each bound itself and one above.
fn around<const N: usize, const MIN: u16, const MAX: u16>(
    bounds: [f64; N],
) -> impl Iterator<Item = Number<MIN, MAX>> {
    let numbers = bounds.into_iter().flat_map(|bound| [bound, bound + 0.1]);
    iter::once(bounds[0] - 0.1).chain(numbers).map(Number)
}
