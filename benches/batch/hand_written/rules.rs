//! The rules.

use super::day::Wait;
use super::found::Evidence::{Editorial, Expert, Guideline, Label, Regulator, Trial};
use super::found::{AVOID, CAUTION, DEFER, Found, SUITABLE, by};
use super::logic::{all, any};
use super::person::Person;
use super::record::{Boat, Party, Season, Skill, Water};

/// Holds every rule against a person.
#[expect(clippy::too_many_lines, reason = "rule after rule")]
pub(super) fn apply(p: &Person, found: &mut Found) {
    found.rule("cannot-swim", Guideline, by(CAUTION, AVOID), p.swims.is(false));
    found.rule(
        "cannot-swim-alone",
        Guideline,
        AVOID,
        all([p.swims.is(false), p.party.is(Party::Alone)]),
    );
    found.rule("small-child", Regulator, AVOID, p.age.under(6.0));
    found.rule(
        "child",
        Guideline,
        by(CAUTION, AVOID),
        all([p.age.at_least(6.0), p.age.under(12.0)]),
    );
    found.rule("child-kayak", Expert, AVOID, all([p.age.under(14.0), p.boat.is(Boat::Kayak)]));
    found.rule(
        "youth-rapids",
        Guideline,
        CAUTION,
        all([p.age.at_least(12.0), p.age.under(16.0), p.water.is(Water::Rapid)]),
    );
    found.rule("youth-alone", Regulator, AVOID, all([p.age.under(16.0), p.party.is(Party::Alone)]));
    found.rule("older", Editorial, CAUTION, all([p.age.over(70.0), p.water.is(Water::Rapid)]));
    found.rule(
        "older-cold",
        Expert,
        DEFER,
        all([
            p.age.over(70.0),
            p.season.is_of([Season::Winter, Season::Spring]),
            p.wetsuit.is(false),
        ]),
    );
    found.rule(
        "alone-calm",
        Guideline,
        CAUTION,
        all([
            p.party.is(Party::Alone),
            p.water.is(Water::Calm),
            p.skill.is_of([Skill::Some, Skill::Guide]),
        ]),
    );
    found.rule(
        "alone-rapid",
        Guideline,
        AVOID,
        all([p.party.is(Party::Alone), p.water.is(Water::Rapid)]),
    );
    found.rule(
        "alone-beginner",
        Guideline,
        AVOID,
        all([p.party.is(Party::Alone), p.skill.is(Skill::None)]),
    );
    found.rule(
        "pair-beginners",
        Guideline,
        DEFER,
        all([p.party.is(Party::Pair), p.skill.is(Skill::None), p.water.is(Water::Rapid)]),
    );
    found.rule("guide", Guideline, SUITABLE, p.skill.is(Skill::Guide));
    found.rule(
        "group-calm",
        Guideline,
        SUITABLE,
        all([p.party.is(Party::Group), p.water.is(Water::Calm)]),
    );
    found.rule("rapids", Guideline, CAUTION, p.water.is(Water::Rapid));
    found.rule("flood", Regulator, AVOID, p.gauge.at_least(3.5));
    found.rule(
        "high-water",
        Regulator,
        by(DEFER, AVOID),
        all([p.gauge.at_least(2.5), p.gauge.under(3.5)]),
    );
    found.rule("raised-water", Guideline, CAUTION, all([p.gauge.over(1.8), p.gauge.under(2.5)]));
    found.rule("low-water", Expert, DEFER, all([p.gauge.under(0.6), p.water.is(Water::Rapid)]));
    found.rule("storm-now", Guideline, by(DEFER, AVOID), p.last_storm.within(Wait::Days(2), p.on));
    found.rule("storm-week", Expert, CAUTION, p.last_storm.within(Wait::Days(7), p.on));
    found.rule(
        "storm-high",
        Expert,
        DEFER,
        all([p.last_storm.within(Wait::Days(10), p.on), p.gauge.over(1.8)]),
    );
    found.rule("strong-wind", Guideline, DEFER, p.wind.over(40.0));
    found.rule(
        "wind-canoe",
        Expert,
        CAUTION,
        all([p.wind.over(25.0), p.boat.is_of([Boat::Canoe, Boat::Kayak])]),
    );
    found.rule("storm-wind", Regulator, AVOID, p.wind.at_least(75.0));
    found.rule("winter", Guideline, AVOID, all([p.season.is(Season::Winter), p.wetsuit.is(false)]));
    found.rule(
        "winter-wetsuit",
        Guideline,
        CAUTION,
        all([p.season.is(Season::Winter), p.wetsuit.is(true)]),
    );
    found.rule(
        "spring-melt",
        Expert,
        CAUTION,
        all([p.season.is(Season::Spring), p.gauge.over(1.5)]),
    );
    found.rule(
        "autumn-leaves",
        Editorial,
        CAUTION,
        all([p.season.is(Season::Autumn), p.water.is(Water::Rapid)]),
    );
    found.rule("no-vest", Regulator, AVOID, p.vest.is(false));
    found.rule("no-helmet", Regulator, AVOID, p.helmet.is(false));
    found.rule("kayak-no-helmet", Trial, AVOID, all([p.helmet.is(false), p.boat.is(Boat::Kayak)]));
    found.rule("heavy-load", Label, by(CAUTION, AVOID), p.load.over(60.0));
    found.rule("kayak-load", Label, DEFER, all([p.load.over(25.0), p.boat.is(Boat::Kayak)]));
    found.rule(
        "dog-calm",
        Editorial,
        CAUTION,
        all([p.dog.is(true), p.boat.is_of([Boat::Raft, Boat::Canoe]), p.water.is(Water::Calm)]),
    );
    found.rule("dog-rapid", Guideline, AVOID, all([p.dog.is(true), p.water.is(Water::Rapid)]));
    found.rule("dog-kayak", Editorial, DEFER, all([p.dog.is(true), p.boat.is(Boat::Kayak)]));
    found.rule("night", Guideline, by(DEFER, AVOID), p.night.is(true));
    found.rule(
        "night-winter",
        Guideline,
        AVOID,
        all([p.night.is(true), p.season.is_of([Season::Winter, Season::Autumn])]),
    );
    found.rule("long-first", Expert, DEFER, all([p.hours.over(4.0), p.skill.is(Skill::None)]));
    found.rule("long-trip", Expert, CAUTION, p.hours.over(8.0));
    found.rule(
        "long-cold",
        Expert,
        CAUTION,
        all([p.hours.over(3.0), p.season.is_of([Season::Winter, Season::Spring])]),
    );
    found.rule("long-rapids", Guideline, DEFER, all([p.hours.over(5.0), p.water.is(Water::Rapid)]));
    found.rule("short-trip", Editorial, SUITABLE, p.hours.under(1.0));
    found.rule(
        "kayak-beginner",
        Guideline,
        by(CAUTION, AVOID),
        all([p.boat.is(Boat::Kayak), p.skill.is(Skill::None)]),
    );
    found.rule(
        "canoe-rapids",
        Guideline,
        DEFER,
        all([p.boat.is(Boat::Canoe), p.water.is(Water::Rapid)]),
    );
    found.rule(
        "own-boat-rapids",
        Editorial,
        CAUTION,
        all([p.own_boat.is(true), p.water.is(Water::Rapid)]),
    );
    found.rule("long-patch", Label, by(CAUTION, AVOID), p.patch.over(15.0));
    found.rule("patch-heavy", Expert, DEFER, all([p.patch.over(5.0), p.load.over(40.0)]));
    found.rule("fresh-repair", Label, DEFER, p.last_repair.within(Wait::Days(3), p.on));
    found.rule(
        "repair-rapids",
        Expert,
        CAUTION,
        all([p.last_repair.within(Wait::Days(42), p.on), p.water.is(Water::Rapid)]),
    );
    found.rule(
        "trip-yesterday",
        Editorial,
        CAUTION,
        all([p.last_trip.within(Wait::Days(2), p.on), p.hours.over(3.0)]),
    );
    found.rule(
        "trip-recent",
        Expert,
        SUITABLE,
        all([
            p.last_trip.within(Wait::Months(12), p.on),
            p.skill.is_of([Skill::Some, Skill::Guide]),
            p.water.is(Water::Calm),
        ]),
    );
    found.rule("fall-now", Expert, by(CAUTION, DEFER), p.last_fall.within(Wait::Days(14), p.on));
    found.rule(
        "fall-beginner",
        Expert,
        CAUTION,
        all([p.last_fall.within(Wait::Months(6), p.on), p.skill.is(Skill::None)]),
    );
    found.rule(
        "fall-child",
        Editorial,
        DEFER,
        all([p.last_fall.within(Wait::Months(12), p.on), p.age.under(12.0)]),
    );
    found.rule(
        "hard-to-rescue",
        Trial,
        AVOID,
        any([
            all([p.swims.is(false), p.boat.is(Boat::Kayak)]),
            all([p.swims.is(false), p.load.over(40.0)]),
            all([p.vest.is(false), p.water.is(Water::Rapid)]),
        ]),
    );
    found.rule(
        "cold-risk",
        Expert,
        CAUTION,
        any([
            all([
                p.wetsuit.is(false),
                p.hours.at_least(1.0),
                p.season.is(Season::Spring),
                p.wind.over(20.0),
            ]),
            all([
                p.wetsuit.is(false),
                p.hours.at_least(1.0),
                p.season.is(Season::Autumn),
                p.wind.over(30.0),
            ]),
            all([
                p.wetsuit.is(false),
                p.hours.at_least(1.0),
                p.last_storm.within(Wait::Days(5), p.on),
                p.wind.over(30.0),
            ]),
        ]),
    );
    found.rule(
        "weak-crew",
        Guideline,
        by(CAUTION, DEFER),
        any([
            all([p.party.is_of([Party::Alone, Party::Pair]), p.age.over(75.0)]),
            all([p.party.is_of([Party::Alone, Party::Pair]), p.age.under(10.0)]),
            all([
                p.party.is_of([Party::Alone, Party::Pair]),
                p.last_fall.within(Wait::Days(21), p.on),
            ]),
        ]),
    );
}
