//! What open questions could lead to: the rules are simply held against the person again, with
//! another answer.

use std::cmp::Reverse;
use std::iter;

use super::found::{Found, Level};
use super::person::{Person, Question};
use super::record::{Boat, Number, Party, Past, Season, Skill, Water};

/// The open questions that a rule waits for, in the order of a report.
pub(super) struct OpenQuestions {
    pub(super) list: Vec<Open>,
    other: Found,
}

/// An open question, and the range of levels that it could lead to.
pub(super) struct Open {
    pub(super) question: Question,
    best: Level,
    worst: Level,
}

impl OpenQuestions {
    pub(super) fn new() -> Self {
        Self { list: Vec::new(), other: Found::new() }
    }

    /// Tries every answer to the open questions that a rule waits for.
    pub(super) fn look_around(&mut self, person: &mut Person, today: &Found) {
        self.list.clear();
        for question in today.waiting {
            let (mut best, mut worst) = (Level::Avoid, Level::Suitable);
            each_answer(person, question, |person| {
                let found = self.other.of(person);
                best = best.min(found.floor);
                worst = worst.max(found.at_worst);
            });
            self.list.push(Open { question, best, worst });
        }
        self.list.sort_by_key(|open| (Reverse(open.worst), open.best));
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
