//! What is worn and carried, and how long it takes.

use super::super::text::{Text, text};

pub(in super::super) static NO_VEST: Text = text! {
    rule: "no-vest",
    title: "No life vest",
    reason: "Even good swimmers go under in a current; a vest does not get tired.",
    advice: "Put one on: there are vests in all sizes at the boathouse.",
    until: "you wear a vest",
    evidence: "regulator",
    sources: ["handbook", "leaflet"],
};

pub(in super::super) static NO_HELMET: Text = text! {
    rule: "no-helmet",
    title: "No helmet in the rapids",
    reason: "The rocks are just below the water where the boats turn over.",
    advice: "Put one on: there are helmets in all sizes at the boathouse.",
    until: "you wear a helmet",
    evidence: "regulator",
    sources: ["handbook"],
};

pub(in super::super) static KAYAK_NO_HELMET: Text = text! {
    rule: "kayak-no-helmet",
    title: "A kayak in the rapids without a helmet",
    reason: "A kayak turns over with the head down, into the rocks.",
    advice: "Put one on, and close it under the chin.",
    evidence: "trial",
    sources: ["leaflet"],
};

pub(in super::super) static HEAVY_LOAD: Text = text! {
    rule: "heavy-load",
    title: "More than 60 kg to carry",
    reason: "A heavy boat lies low and takes in water over its side.",
    advice: "Leave at the boathouse what you do not need; it is locked there.",
    evidence: "label",
    sources: ["leaflet"],
};

pub(in super::super) static KAYAK_LOAD: Text = text! {
    rule: "kayak-load",
    title: "More than 25 kg in a kayak",
    reason: "The label of our kayaks says 25 kg at most.",
    advice: "Take a canoe, which holds twice as much.",
    evidence: "label",
    sources: ["leaflet"],
};

pub(in super::super) static DOG_CALM: Text = text! {
    rule: "dog-calm",
    title: "A dog in the boat",
    reason: "Dogs jump when they see a duck, and the boat turns over.",
    advice: "Let the dog sit in the boat on land first, and bring a vest for it.",
    evidence: "editorial",
    sources: [],
};

pub(in super::super) static DOG_RAPID: Text = text! {
    rule: "dog-rapid",
    title: "A dog in the rapids",
    reason: "No one can hold a paddle and a dog.",
    advice: "The boathouse looks after dogs for the day.",
    evidence: "guideline",
    sources: ["handbook"],
};

pub(in super::super) static DOG_KAYAK: Text = text! {
    rule: "dog-kayak",
    title: "A dog in a kayak",
    reason: "There is one opening in a kayak, and you sit in it.",
    advice: "Take a canoe.",
    evidence: "editorial",
    sources: [],
};

pub(in super::super) static NIGHT: Text = text! {
    rule: "night",
    title: "In the dark",
    reason: "Neither you nor anybody else can see what comes down the river.",
    advice: "Start so early that you are back an hour before sunset.",
    until: "it is light",
    evidence: "guideline",
    sources: ["handbook"],
};

pub(in super::super) static NIGHT_WINTER: Text = text! {
    rule: "night-winter",
    title: "In the dark and in the cold season",
    reason: "Who is lost in the dark gets cold before anybody comes.",
    advice: "Come back in daylight.",
    evidence: "guideline",
    sources: ["handbook"],
};

pub(in super::super) static LONG_FIRST: Text = text! {
    rule: "long-first",
    title: "A first trip of more than 4 hours",
    reason: "Arms that are new to it give up after two or three hours.",
    advice: "Take a shorter trip first. The long one is better for it.",
    until: "you have been on a shorter trip",
    evidence: "expert",
    sources: ["handbook"],
};

pub(in super::super) static LONG_TRIP: Text = text! {
    rule: "long-trip",
    title: "More than 8 hours",
    reason: "Most mistakes are made in the last hour of a long day.",
    advice: "Plan a night on land, or a car that waits half way.",
    evidence: "expert",
    sources: ["handbook"],
};

pub(in super::super) static LONG_COLD: Text = text! {
    rule: "long-cold",
    title: "A long trip in the cold season",
    reason: "Wet hands are cold hands after an hour, and cold hands let go.",
    advice: "Bring gloves, tea and dry clothes; stop every hour.",
    evidence: "expert",
    sources: ["leaflet"],
};

pub(in super::super) static LONG_RAPIDS: Text = text! {
    rule: "long-rapids",
    title: "More than 5 hours in the rapids",
    reason: "There is no place to rest between the bridge and the mill.",
    advice: "Do half of it, and the other half on another day.",
    evidence: "guideline",
    sources: ["handbook"],
};

pub(in super::super) static SHORT_TRIP: Text = text! {
    rule: "short-trip",
    title: "Less than an hour",
    reason: "The round below the bridge stays in sight of the boathouse.",
    advice: "No need to book: boats are free most of the day.",
    evidence: "editorial",
    sources: [],
};
