//! The boat, what was before, and several ways to the same.

use super::super::text::{Text, text};

pub(in super::super) static KAYAK_BEGINNER: Text = text! {
    rule: "kayak-beginner",
    title: "A kayak for the first time",
    reason: "Getting out of a kayak under water has to be learned, in warm water first.",
    advice: "Take the course; it is held each Friday evening in the pool.",
    until: "the course is done",
    evidence: "guideline",
    sources: ["leaflet"],
};

pub(in super::super) static CANOE_RAPIDS: Text = text! {
    rule: "canoe-rapids",
    title: "An open canoe in the rapids",
    reason: "Open boats fill up in the second drop and are lost there.",
    advice: "Take a raft or a kayak for this part.",
    evidence: "guideline",
    sources: ["leaflet"],
};

pub(in super::super) static OWN_BOAT_RAPIDS: Text = text! {
    rule: "own-boat-rapids",
    title: "Your own boat in the rapids",
    reason: "We do not know your boat, and not all are built for rocks.",
    advice: "Show it to a guide before you set out.",
    evidence: "editorial",
    sources: [],
};

pub(in super::super) static LONG_PATCH: Text = text! {
    rule: "long-patch",
    title: "A long patch on the boat",
    reason: "Long patches come off at one end, and then all at once.",
    advice: "Have it welded, which takes a day.",
    until: "it has been welded",
    evidence: "label",
    sources: ["leaflet"],
};

pub(in super::super) static PATCH_HEAVY: Text = text! {
    rule: "patch-heavy",
    title: "A patched boat with a heavy load",
    reason: "The load bends the hull just where it has been patched.",
    advice: "Carry less, or take one of our boats.",
    evidence: "expert",
    sources: ["leaflet"],
};

pub(in super::super) static FRESH_REPAIR: Text = text! {
    rule: "fresh-repair",
    title: "A repair in the last 3 days",
    reason: "The glue needs three days until it holds in water.",
    advice: "Wait, and keep the boat dry and in the shade.",
    evidence: "label",
    sources: ["leaflet"],
};

pub(in super::super) static REPAIR_RAPIDS: Text = text! {
    rule: "repair-rapids",
    title: "A repair in the last 6 weeks, and the rapids",
    reason: "A repair shows what it is worth when it hits the first rock.",
    advice: "Try the boat on the calm part first.",
    evidence: "expert",
    sources: ["leaflet"],
};

pub(in super::super) static TRIP_YESTERDAY: Text = text! {
    rule: "trip-yesterday",
    title: "On the river the day before",
    reason: "Tired arms let go of the paddle sooner than you think.",
    advice: "Sleep well, eat well, and take a shorter trip.",
    evidence: "editorial",
    sources: [],
};

pub(in super::super) static TRIP_RECENT: Text = text! {
    rule: "trip-recent",
    title: "On a river in the last 12 months",
    reason: "What was learned within a year is still there when it is needed.",
    advice: "Ask for the boat that you had the last time.",
    evidence: "expert",
    sources: ["handbook"],
};

pub(in super::super) static FALL_NOW: Text = text! {
    rule: "fall-now",
    title: "A fall in the last 14 days",
    reason: "Fear after a fall makes people hold on when they should let go.",
    advice: "Talk it over with a guide before you get in again.",
    evidence: "expert",
    sources: ["handbook"],
};

pub(in super::super) static FALL_BEGINNER: Text = text! {
    rule: "fall-beginner",
    title: "A fall, and not much done since",
    reason: "The first fall is the one to learn from, with somebody who knows how.",
    advice: "Take a lesson in the pool; half an hour is enough.",
    evidence: "expert",
    sources: ["handbook"],
};

pub(in super::super) static FALL_CHILD: Text = text! {
    rule: "fall-child",
    title: "A child that fell in this year",
    reason: "Children who fell in are afraid of it for longer than they say.",
    advice: "Wait for a year, or until the child asks for it.",
    evidence: "editorial",
    dispute: "A year is our own number. Some children want to go back on the same day.",
    sources: [],
};

pub(in super::super) static HARD_TO_RESCUE: Text = text! {
    rule: "hard-to-rescue",
    title: "Hard to get out of the water",
    reason: "A guide can pull out one person in a minute, if that person floats.",
    advice: "Take a raft, carry little, and wear a vest.",
    evidence: "trial",
    sources: ["handbook"],
};

pub(in super::super) static COLD_RISK: Text = text! {
    rule: "cold-risk",
    title: "Cold for a long time",
    reason: "Wind on wet clothes takes more warmth away than the water does.",
    advice: "Wear wool and a jacket that keeps out the wind; cotton stays wet.",
    evidence: "expert",
    sources: ["handbook"],
};

pub(in super::super) static WEAK_CREW: Text = text! {
    rule: "weak-crew",
    title: "Too few strong hands",
    reason: "It takes two strong people to turn a boat the right way up.",
    advice: "Join a group, in which there are always enough.",
    evidence: "guideline",
    sources: ["handbook"],
};
