//! The water and the weather.

use super::super::text::{Text, text};

pub(in super::super) static RAPIDS: Text = text! {
    rule: "rapids",
    title: "In the rapids",
    reason: "Everybody falls in sooner or later, and the rocks are hard.",
    advice: "Listen to the guide, keep your feet up, and hold on to the paddle.",
    evidence: "guideline",
    sources: ["handbook"],
};

pub(in super::super) static FLOOD: Text = text! {
    rule: "flood",
    title: "A flood",
    reason: "The river carries trees, and there is no bank to land on.",
    advice: "Stay away from the river. Nobody goes out at this height.",
    until: "the river is below 2.5 m",
    evidence: "regulator",
    sources: ["handbook"],
};

pub(in super::super) static HIGH_WATER: Text = text! {
    rule: "high-water",
    title: "High water",
    reason: "At this height the calm part is as fast as the rapids are on other days.",
    advice: "Ask at the boathouse when the river will have gone down.",
    until: "the river is below 2.5 m",
    evidence: "regulator",
    sources: ["handbook"],
};

pub(in super::super) static RAISED_WATER: Text = text! {
    rule: "raised-water",
    title: "A river higher than usual",
    reason: "The current is stronger than it looks, most of all in the bends.",
    advice: "Keep to the inside of the bends, and land where the guide lands.",
    evidence: "guideline",
    sources: ["handbook"],
};

pub(in super::super) static LOW_WATER: Text = text! {
    rule: "low-water",
    title: "Too little water for the rapids",
    reason: "The boats run onto the rocks, and people get out where they must not.",
    advice: "Go on the calm part, or wait for rain.",
    until: "the river is at 0.6 m or more",
    evidence: "expert",
    sources: ["leaflet"],
};

pub(in super::super) static STORM_NOW: Text = text! {
    rule: "storm-now",
    title: "A storm in the last 2 days",
    reason: "The water of a storm up the river takes a day or two to come down.",
    advice: "Wait until the river has risen and gone down again.",
    evidence: "guideline",
    sources: ["handbook"],
};

pub(in super::super) static STORM_WEEK: Text = text! {
    rule: "storm-week",
    title: "A storm in the last week",
    reason: "Storms leave trees in the water, and it takes days to clear them.",
    advice: "Ask where trees still lie, and keep away from there.",
    evidence: "expert",
    sources: ["handbook"],
};

pub(in super::super) static STORM_HIGH: Text = text! {
    rule: "storm-high",
    title: "A storm, and a river that is high already",
    reason: "The ground holds no more water, so the next rain comes down at once.",
    advice: "Wait until the river is back to its usual height.",
    evidence: "expert",
    dispute: "Ten days is our own number; how wet the ground is depends on the year.",
    sources: ["handbook"],
};

pub(in super::super) static STRONG_WIND: Text = text! {
    rule: "strong-wind",
    title: "A strong wind",
    reason: "The wind turns the boats round, and nobody hears the guide.",
    advice: "Look at the forecast for the next days and choose a calmer one.",
    until: "the wind is 40 km/h or less",
    evidence: "guideline",
    sources: ["handbook"],
};

pub(in super::super) static WIND_CANOE: Text = text! {
    rule: "wind-canoe",
    title: "Wind, and a light boat",
    reason: "Light boats are blown against the bank, and turned over there.",
    advice: "Take a raft on such a day, or stay close to the bank that shelters you.",
    evidence: "expert",
    sources: ["leaflet"],
};

pub(in super::super) static STORM_WIND: Text = text! {
    rule: "storm-wind",
    title: "A gale",
    reason: "Trees fall into the river in such a wind.",
    advice: "Stay at home.",
    evidence: "regulator",
    sources: ["handbook"],
};

pub(in super::super) static WINTER: Text = text! {
    rule: "winter",
    title: "In winter without a wetsuit",
    reason: "Who falls into water of 4 degrees cannot swim any more after ten minutes.",
    advice: "Borrow a dry suit at the boathouse, or come back in summer.",
    until: "there is a wetsuit, or it is summer",
    evidence: "guideline",
    sources: ["handbook", "leaflet"],
};

pub(in super::super) static WINTER_WETSUIT: Text = text! {
    rule: "winter-wetsuit",
    title: "In winter with a wetsuit",
    reason: "A wetsuit buys time, but not all the time in the world.",
    advice: "Keep the trip short, and have dry clothes in the car.",
    evidence: "guideline",
    sources: ["handbook"],
};

pub(in super::super) static SPRING_MELT: Text = text! {
    rule: "spring-melt",
    title: "Snow melt in spring",
    reason: "Melting snow makes the river rise in the afternoon, and very cold.",
    advice: "Go in the morning, and wear a wetsuit.",
    evidence: "expert",
    sources: ["leaflet"],
};

pub(in super::super) static AUTUMN_LEAVES: Text = text! {
    rule: "autumn-leaves",
    title: "The rapids in autumn",
    reason: "Leaves and branches hide the rocks, and the days are short.",
    advice: "Start before noon, and let the guide go first.",
    evidence: "editorial",
    sources: [],
};
