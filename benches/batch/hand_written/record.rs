//! A record, as serde reads it.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{Deserializer, Error, Unexpected, Visitor};

use super::day::Day;

/// One line of the input.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Record<'t> {
    #[serde(borrow)]
    pub(super) id: Option<Cow<'t, str>>,
    pub(super) on: Option<Day>,
    pub(super) water: Answer<Water>,
    pub(super) swims: Answer<bool>,
    pub(super) party: Answer<Party>,
    pub(super) age: Answer<Number<30, 1100>>,
    pub(super) boat: Answer<Boat>,
    pub(super) skill: Answer<Skill>,
    pub(super) hours: Answer<Number<5, 240>>,
    pub(super) wind: Answer<Number<0, 1500>>,
    pub(super) gauge: Answer<Number<0, 90>>,
    pub(super) season: Answer<Season>,
    pub(super) vest: Answer<bool>,
    pub(super) helmet: Answer<bool>,
    pub(super) wetsuit: Answer<bool>,
    pub(super) night: Answer<bool>,
    pub(super) dog: Answer<bool>,
    pub(super) load: Answer<Number<0, 2000>>,
    pub(super) own_boat: Answer<bool>,
    pub(super) patch: Answer<Number<0, 1000>>,
    pub(super) last_repair: Answer<Past>,
    pub(super) last_trip: Answer<Past>,
    pub(super) last_fall: Answer<Past>,
    pub(super) last_storm: Answer<Past>,
}

/// What a record says to a question.
#[derive(Clone, Copy, Default)]
pub(super) enum Answer<T> {
    #[default]
    Missing,
    Unsure,
    Given(T),
}

/// What can be given as an answer.
pub(super) trait Reply: Copy {
    fn of_text(_: &str) -> Option<Self> {
        None
    }

    fn of_boolean(_: bool) -> Option<Self> {
        None
    }

    fn of_number(_: f64) -> Option<Self> {
        None
    }
}

impl Reply for bool {
    fn of_text(text: &str) -> Option<Self> {
        match text {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        }
    }

    fn of_boolean(yes: bool) -> Option<Self> {
        Some(yes)
    }
}

/// A number between two others, which are given in tenths.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
pub(super) struct Number<const MIN: u16, const MAX: u16>(pub(super) f64);

impl<const MIN: u16, const MAX: u16> Reply for Number<MIN, MAX> {
    fn of_number(number: f64) -> Option<Self> {
        let bounds = f64::from(MIN) / 10.0..=f64::from(MAX) / 10.0;
        bounds.contains(&number).then_some(Self(number))
    }
}

/// When something last happened.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Past {
    Never,
    On(Day),
}

impl Reply for Past {
    fn of_text(text: &str) -> Option<Self> {
        if text == "never" { Some(Self::Never) } else { Day::parse(text).map(Self::On) }
    }
}

macro_rules! choice {
    ($(#[$doc:meta])* $name:ident { $($option:ident = $text:literal),* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq)]
        pub(super) enum $name {
            $($option),*
        }

        impl Reply for $name {
            fn of_text(text: &str) -> Option<Self> {
                match text {
                    $($text => Some(Self::$option),)*
                    _ => None,
                }
            }
        }
    };
}

choice!(
    /// The part of the river.
    Water { Calm = "calm", Rapid = "rapid" }
);
choice!(
    /// Who comes along.
    Party { Alone = "alone", Pair = "pair", Group = "group" }
);
choice!(
    /// The boat.
    Boat { Raft = "raft", Canoe = "canoe", Kayak = "kayak" }
);
choice!(
    /// What was done before.
    Skill { None = "none", Some = "some", Guide = "guide" }
);
choice!(
    /// The season.
    Season { Spring = "spring", Summer = "summer", Autumn = "autumn", Winter = "winter" }
);

impl<'de, T: Reply> Deserialize<'de> for Answer<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader<T>(PhantomData<T>);

        impl<T: Reply> Visitor<'_> for Reader<T> {
            type Value = Answer<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an answer to this question")
            }

            fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
                Ok(Answer::Missing)
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
                if text == "unsure" {
                    return Ok(Answer::Unsure);
                }
                let value = T::of_text(text).map(Answer::Given);
                value.ok_or_else(|| E::invalid_value(Unexpected::Str(text), &self))
            }

            fn visit_bool<E: Error>(self, yes: bool) -> Result<Self::Value, E> {
                let value = T::of_boolean(yes).map(Answer::Given);
                value.ok_or_else(|| E::invalid_value(Unexpected::Bool(yes), &self))
            }

            fn visit_f64<E: Error>(self, number: f64) -> Result<Self::Value, E> {
                let value = T::of_number(number).map(Answer::Given);
                value.ok_or_else(|| E::invalid_value(Unexpected::Float(number), &self))
            }

            #[expect(clippy::cast_precision_loss, reason = "what is that large is out of bounds")]
            fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
                self.visit_f64(number as f64)
            }
        }

        deserializer.deserialize_any(Reader(PhantomData))
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <&str>::deserialize(deserializer)?;
        Self::parse(text).ok_or_else(|| D::Error::custom("not a date"))
    }
}
