//! A person as the rules see them: every question with what is known of it.

use super::day::{Day, Wait};
use super::record::{Answer, Boat, Number, Party, Past, Record, Season, Skill, Water};

macro_rules! questions {
    ($($question:ident = $id:literal),* $(,)?) => {
        /// The questions in their order.
        #[derive(Clone, Copy, PartialEq)]
        pub(super) enum Question {
            $($question),*
        }

        /// The id of every question.
        pub(super) const IDS: &[&str] = &[$($id),*];

        const ALL: &[Question] = &[$(Question::$question),*];
    };
}

questions! {
    Water = "water",
    Swims = "swims",
    Party = "party",
    Age = "age",
    Boat = "boat",
    Skill = "skill",
    Hours = "hours",
    Wind = "wind",
    Gauge = "gauge",
    Season = "season",
    Vest = "vest",
    Helmet = "helmet",
    Wetsuit = "wetsuit",
    Night = "night",
    Dog = "dog",
    Load = "load",
    OwnBoat = "own_boat",
    Patch = "patch",
    LastRepair = "last_repair",
    LastTrip = "last_trip",
    LastFall = "last_fall",
    LastStorm = "last_storm",
}

/// A set of questions.
#[derive(Clone, Copy, Default, PartialEq)]
pub(super) struct Questions(u32);

impl Questions {
    pub(super) const NONE: Self = Self(0);
    /// Those that nothing is assumed for.
    pub(super) const NEEDED: Self = Self(0b11_1111);

    pub(super) fn of(question: Question) -> Self {
        Self(1 << question as u32)
    }

    pub(super) fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    pub(super) fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    fn has(self, question: Question) -> bool {
        self.and(Self::of(question)) != Self::NONE
    }
}

impl IntoIterator for Questions {
    type Item = Question;
    type IntoIter = Each;

    fn into_iter(self) -> Each {
        Each(self.0)
    }
}

/// The questions of a set in their order.
pub(super) struct Each(u32);

impl Iterator for Each {
    type Item = Question;

    fn next(&mut self) -> Option<Question> {
        let first = self.0.trailing_zeros();
        self.0 &= self.0.checked_sub(1)?;
        ALL.get(first as usize).copied()
    }
}

/// What is known of a question: an answer or what is assumed; nothing while it is open.
#[derive(Clone, Copy)]
pub(super) struct Fact<T> {
    pub(super) question: Question,
    pub(super) value: Option<T>,
}

/// One person.
pub(super) struct Person {
    pub(super) on: Day,
    pub(super) water: Fact<Water>,
    pub(super) swims: Fact<bool>,
    pub(super) party: Fact<Party>,
    pub(super) age: Fact<Number<30, 1100>>,
    pub(super) boat: Fact<Boat>,
    pub(super) skill: Fact<Skill>,
    pub(super) hours: Fact<Number<5, 240>>,
    pub(super) wind: Fact<Number<0, 1500>>,
    pub(super) gauge: Fact<Number<0, 90>>,
    pub(super) season: Fact<Season>,
    pub(super) vest: Fact<bool>,
    pub(super) helmet: Fact<bool>,
    pub(super) wetsuit: Fact<bool>,
    pub(super) night: Fact<bool>,
    pub(super) dog: Fact<bool>,
    pub(super) load: Fact<Number<0, 2000>>,
    pub(super) own_boat: Fact<bool>,
    pub(super) patch: Fact<Number<0, 1000>>,
    pub(super) last_repair: Fact<Past>,
    pub(super) last_trip: Fact<Past>,
    pub(super) last_fall: Fact<Past>,
    pub(super) last_storm: Fact<Past>,
    /// Left unanswered.
    missing: Questions,
}

/// Sorts out the answers.
#[derive(Default)]
struct Sorter {
    missing: Questions,
}

impl Sorter {
    fn fact<T>(&mut self, question: Question, answer: Answer<T>, assume: Option<T>) -> Fact<T> {
        let value = match answer {
            Answer::Given(value) => Some(value),
            Answer::Missing => {
                self.missing = self.missing.with(Questions::of(question));
                assume
            }
            Answer::Unsure => None,
        };
        Fact { question, value }
    }

    fn past(&mut self, question: Question, answer: Answer<Past>, on: Day) -> Option<Fact<Past>> {
        let known = self.fact(question, answer, Some(Past::Never));
        match known.value {
            Some(Past::On(day)) if day > on || day.after(Wait::Months(12 * 150)) < on => None,
            _ => Some(known),
        }
    }
}

impl Person {
    /// The person of a record; `None` if a date in it comes after the treatment.
    pub(super) fn of(record: &Record<'_>, today: Day) -> Option<Self> {
        let mut sort = Sorter::default();
        let on = record.on.unwrap_or(today);
        let mut person = Self {
            on,
            water: sort.fact(Question::Water, record.water, None),
            swims: sort.fact(Question::Swims, record.swims, None),
            party: sort.fact(Question::Party, record.party, None),
            age: sort.fact(Question::Age, record.age, None),
            boat: sort.fact(Question::Boat, record.boat, None),
            skill: sort.fact(Question::Skill, record.skill, None),
            hours: sort.fact(Question::Hours, record.hours, Some(Number(2.0))),
            wind: sort.fact(Question::Wind, record.wind, Some(Number(10.0))),
            gauge: sort.fact(Question::Gauge, record.gauge, Some(Number(1.2))),
            season: sort.fact(Question::Season, record.season, Some(Season::Summer)),
            vest: sort.fact(Question::Vest, record.vest, Some(true)),
            helmet: sort.fact(Question::Helmet, record.helmet, Some(true)),
            wetsuit: sort.fact(Question::Wetsuit, record.wetsuit, Some(false)),
            night: sort.fact(Question::Night, record.night, Some(false)),
            dog: sort.fact(Question::Dog, record.dog, Some(false)),
            load: sort.fact(Question::Load, record.load, Some(Number(10.0))),
            own_boat: sort.fact(Question::OwnBoat, record.own_boat, Some(false)),
            patch: sort.fact(Question::Patch, record.patch, Some(Number(0.0))),
            last_repair: sort.past(Question::LastRepair, record.last_repair, on)?,
            last_trip: sort.past(Question::LastTrip, record.last_trip, on)?,
            last_fall: sort.past(Question::LastFall, record.last_fall, on)?,
            last_storm: sort.past(Question::LastStorm, record.last_storm, on)?,
            missing: sort.missing,
        };
        person.doubt();
        Some(person)
    }

    /// Takes back that it is none of their own boats, if nobody said so and somebody tells of a
    /// patch or of a repair. What would be assumed of them anyway tells nothing.
    fn doubt(&mut self) {
        let is_untold =
            self.patch.value == Some(Number(0.0)) && self.last_repair.value == Some(Past::Never);
        if self.missing.has(Question::OwnBoat) && !is_untold {
            self.own_boat.value = None;
        }
    }

    /// The answered questions that would not have been asked.
    pub(super) fn unasked(&self) -> Questions {
        let mut questions = Questions::NONE;
        if self.water.value == Some(Water::Calm) {
            questions = questions.with(Questions::of(Question::Helmet));
        }
        if self.own_boat.value == Some(false) {
            let of_own = Questions::of(Question::Patch).with(Questions::of(Question::LastRepair));
            questions = questions.with(of_own);
        }
        questions.without(self.missing)
    }
}
