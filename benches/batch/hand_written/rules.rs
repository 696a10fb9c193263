//! The rules.

use super::day::Wait;
use super::found::{AVOID, CAUTION, DEFER, Found, SUITABLE, by};
use super::logic::{all, any};
use super::person::Person;
use super::record::{Boat, Party, Season, Skill, Water};
use super::texts;

/// Holds every rule against a person.
#[expect(clippy::too_many_lines, reason = "rule after rule")]
pub(super) fn apply(p: &Person, found: &mut Found) {
    found.rule(&texts::CANNOT_SWIM, by(CAUTION, AVOID), p.swims.is(false));
    found.rule(
        &texts::CANNOT_SWIM_ALONE,
        AVOID,
        all([p.swims.is(false), p.party.is(Party::Alone)]),
    );
    found.rule(&texts::SMALL_CHILD, AVOID, p.age.under(6.0));
    found.rule(&texts::CHILD, by(CAUTION, AVOID), all([p.age.at_least(6.0), p.age.under(12.0)]));
    found.rule(&texts::CHILD_KAYAK, AVOID, all([p.age.under(14.0), p.boat.is(Boat::Kayak)]));
    found.rule(
        &texts::YOUTH_RAPIDS,
        CAUTION,
        all([p.age.at_least(12.0), p.age.under(16.0), p.water.is(Water::Rapid)]),
    );
    found.rule(&texts::YOUTH_ALONE, AVOID, all([p.age.under(16.0), p.party.is(Party::Alone)]));
    found.rule(&texts::OLDER, CAUTION, all([p.age.over(70.0), p.water.is(Water::Rapid)]));
    found.rule(
        &texts::OLDER_COLD,
        DEFER,
        all([
            p.age.over(70.0),
            p.season.is_of([Season::Winter, Season::Spring]),
            p.wetsuit.is(false),
        ]),
    );
    found.rule(
        &texts::ALONE_CALM,
        CAUTION,
        all([
            p.party.is(Party::Alone),
            p.water.is(Water::Calm),
            p.skill.is_of([Skill::Some, Skill::Guide]),
        ]),
    );
    found.rule(
        &texts::ALONE_RAPID,
        AVOID,
        all([p.party.is(Party::Alone), p.water.is(Water::Rapid)]),
    );
    found.rule(
        &texts::ALONE_BEGINNER,
        AVOID,
        all([p.party.is(Party::Alone), p.skill.is(Skill::None)]),
    );
    found.rule(
        &texts::PAIR_BEGINNERS,
        DEFER,
        all([p.party.is(Party::Pair), p.skill.is(Skill::None), p.water.is(Water::Rapid)]),
    );
    found.rule(&texts::GUIDE, SUITABLE, p.skill.is(Skill::Guide));
    found.rule(
        &texts::GROUP_CALM,
        SUITABLE,
        all([p.party.is(Party::Group), p.water.is(Water::Calm)]),
    );
    found.rule(&texts::RAPIDS, CAUTION, p.water.is(Water::Rapid));
    found.rule(&texts::FLOOD, AVOID, p.gauge.at_least(3.5));
    found.rule(
        &texts::HIGH_WATER,
        by(DEFER, AVOID),
        all([p.gauge.at_least(2.5), p.gauge.under(3.5)]),
    );
    found.rule(&texts::RAISED_WATER, CAUTION, all([p.gauge.over(1.8), p.gauge.under(2.5)]));
    found.rule(&texts::LOW_WATER, DEFER, all([p.gauge.under(0.6), p.water.is(Water::Rapid)]));
    found.rule(&texts::STORM_NOW, by(DEFER, AVOID), p.last_storm.within(Wait::Days(2), p.on));
    found.rule(&texts::STORM_WEEK, CAUTION, p.last_storm.within(Wait::Days(7), p.on));
    found.rule(
        &texts::STORM_HIGH,
        DEFER,
        all([p.last_storm.within(Wait::Days(10), p.on), p.gauge.over(1.8)]),
    );
    found.rule(&texts::STRONG_WIND, DEFER, p.wind.over(40.0));
    found.rule(
        &texts::WIND_CANOE,
        CAUTION,
        all([p.wind.over(25.0), p.boat.is_of([Boat::Canoe, Boat::Kayak])]),
    );
    found.rule(&texts::STORM_WIND, AVOID, p.wind.at_least(75.0));
    found.rule(&texts::WINTER, AVOID, all([p.season.is(Season::Winter), p.wetsuit.is(false)]));
    found.rule(
        &texts::WINTER_WETSUIT,
        CAUTION,
        all([p.season.is(Season::Winter), p.wetsuit.is(true)]),
    );
    found.rule(&texts::SPRING_MELT, CAUTION, all([p.season.is(Season::Spring), p.gauge.over(1.5)]));
    found.rule(
        &texts::AUTUMN_LEAVES,
        CAUTION,
        all([p.season.is(Season::Autumn), p.water.is(Water::Rapid)]),
    );
    found.rule(&texts::NO_VEST, AVOID, p.vest.is(false));
    found.rule(&texts::NO_HELMET, AVOID, all([p.water.is(Water::Rapid), p.helmet.is(false)]));
    found.rule(
        &texts::KAYAK_NO_HELMET,
        AVOID,
        all([p.water.is(Water::Rapid), p.helmet.is(false), p.boat.is(Boat::Kayak)]),
    );
    found.rule(&texts::HEAVY_LOAD, by(CAUTION, AVOID), p.load.over(60.0));
    found.rule(&texts::KAYAK_LOAD, DEFER, all([p.load.over(25.0), p.boat.is(Boat::Kayak)]));
    found.rule(
        &texts::DOG_CALM,
        CAUTION,
        all([p.dog.is(true), p.boat.is_of([Boat::Raft, Boat::Canoe]), p.water.is(Water::Calm)]),
    );
    found.rule(&texts::DOG_RAPID, AVOID, all([p.dog.is(true), p.water.is(Water::Rapid)]));
    found.rule(&texts::DOG_KAYAK, DEFER, all([p.dog.is(true), p.boat.is(Boat::Kayak)]));
    found.rule(&texts::NIGHT, by(DEFER, AVOID), p.night.is(true));
    found.rule(
        &texts::NIGHT_WINTER,
        AVOID,
        all([p.night.is(true), p.season.is_of([Season::Winter, Season::Autumn])]),
    );
    found.rule(&texts::LONG_FIRST, DEFER, all([p.hours.over(4.0), p.skill.is(Skill::None)]));
    found.rule(&texts::LONG_TRIP, CAUTION, p.hours.over(8.0));
    found.rule(
        &texts::LONG_COLD,
        CAUTION,
        all([p.hours.over(3.0), p.season.is_of([Season::Winter, Season::Spring])]),
    );
    found.rule(&texts::LONG_RAPIDS, DEFER, all([p.hours.over(5.0), p.water.is(Water::Rapid)]));
    found.rule(&texts::SHORT_TRIP, SUITABLE, p.hours.under(1.0));
    found.rule(
        &texts::KAYAK_BEGINNER,
        by(CAUTION, AVOID),
        all([p.boat.is(Boat::Kayak), p.skill.is(Skill::None)]),
    );
    found.rule(
        &texts::CANOE_RAPIDS,
        DEFER,
        all([p.boat.is(Boat::Canoe), p.water.is(Water::Rapid)]),
    );
    found.rule(
        &texts::OWN_BOAT_RAPIDS,
        CAUTION,
        all([p.own_boat.is(true), p.water.is(Water::Rapid)]),
    );
    found.rule(
        &texts::LONG_PATCH,
        by(CAUTION, AVOID),
        all([p.own_boat.is(true), p.patch.over(15.0)]),
    );
    found.rule(
        &texts::PATCH_HEAVY,
        DEFER,
        all([p.own_boat.is(true), p.patch.over(5.0), p.load.over(40.0)]),
    );
    found.rule(
        &texts::FRESH_REPAIR,
        DEFER,
        all([p.own_boat.is(true), p.last_repair.within(Wait::Days(3), p.on)]),
    );
    found.rule(
        &texts::REPAIR_RAPIDS,
        CAUTION,
        all([
            p.own_boat.is(true),
            p.last_repair.within(Wait::Days(42), p.on),
            p.water.is(Water::Rapid),
        ]),
    );
    found.rule(
        &texts::TRIP_YESTERDAY,
        CAUTION,
        all([p.last_trip.within(Wait::Days(2), p.on), p.hours.over(3.0)]),
    );
    found.rule(
        &texts::TRIP_RECENT,
        SUITABLE,
        all([
            p.last_trip.within(Wait::Months(12), p.on),
            p.skill.is_of([Skill::Some, Skill::Guide]),
            p.water.is(Water::Calm),
        ]),
    );
    found.rule(&texts::FALL_NOW, by(CAUTION, DEFER), p.last_fall.within(Wait::Days(14), p.on));
    found.rule(
        &texts::FALL_BEGINNER,
        CAUTION,
        all([p.last_fall.within(Wait::Months(6), p.on), p.skill.is(Skill::None)]),
    );
    found.rule(
        &texts::FALL_CHILD,
        DEFER,
        all([p.last_fall.within(Wait::Months(12), p.on), p.age.under(12.0)]),
    );
    found.rule(
        &texts::HARD_TO_RESCUE,
        AVOID,
        any([
            all([p.swims.is(false), p.boat.is(Boat::Kayak)]),
            all([p.swims.is(false), p.load.over(40.0)]),
            all([p.vest.is(false), p.water.is(Water::Rapid)]),
        ]),
    );
    found.rule(
        &texts::COLD_RISK,
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
        &texts::WEAK_CREW,
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
