//! Who goes, and with whom.

use super::super::text::{Text, text};

pub(in super::super) static CANNOT_SWIM: Text = text! {
    rule: "cannot-swim",
    title: "Cannot swim 200 metres",
    reason: "A vest keeps you up, but it does not bring you to the bank.",
    advice: "Stay on the calm part, close to the guide, and say so before you get in.",
    until: "you can swim 200 metres",
    evidence: "guideline",
    sources: ["handbook"],
};

pub(in super::super) static CANNOT_SWIM_ALONE: Text = text! {
    rule: "cannot-swim-alone",
    title: "Cannot swim, and nobody comes along",
    reason: "Nobody would be there to pull you out of the water.",
    advice: "Bring somebody who can swim.",
    evidence: "guideline",
    sources: ["handbook"],
};

pub(in super::super) static SMALL_CHILD: Text = text! {
    rule: "small-child",
    title: "Under 6 years old",
    reason: "Vests for such small children turn them on their face in fast water.",
    advice: "Wait a few years; the playground at the bridge has a paddling pool.",
    until: "the sixth birthday",
    evidence: "regulator",
    sources: ["handbook", "leaflet"],
};

pub(in super::super) static CHILD: Text = text! {
    rule: "child",
    title: "A child from 6 to 11",
    reason: "Children get cold sooner, and cannot hold on for as long.",
    advice: "Sit the child in the middle of the boat, beside a grown-up.",
    until: "the twelfth birthday",
    evidence: "guideline",
    sources: ["handbook"],
};

pub(in super::super) static CHILD_KAYAK: Text = text! {
    rule: "child-kayak",
    title: "A child in a kayak of its own",
    reason: "A kayak that has turned over holds a child by the legs.",
    advice: "Take a raft or a canoe, in which a grown-up sits behind.",
    evidence: "expert",
    sources: ["leaflet"],
};

pub(in super::super) static YOUTH_RAPIDS: Text = text! {
    rule: "youth-rapids",
    title: "From 12 to 15 in the rapids",
    reason: "It takes weight and strength to hold a line in the rapids.",
    advice: "Go in a raft, with a guide in the same boat.",
    evidence: "guideline",
    dispute: "Some guides set the limit at 14 years; no study has looked at it.",
    sources: ["handbook"],
};

pub(in super::super) static YOUTH_ALONE: Text = text! {
    rule: "youth-alone",
    title: "Under 16, and nobody comes along",
    reason: "A guide has to look after the whole trip and cannot stay with one child.",
    advice: "A grown-up has to come along, in the same boat.",
    evidence: "regulator",
    sources: ["handbook"],
};

pub(in super::super) static OLDER: Text = text! {
    rule: "older",
    title: "Over 70 in the rapids",
    reason: "The rapids shake the whole body for half an hour and more.",
    advice: "Try the calm part first, and tell the guide how it went.",
    evidence: "editorial",
    dispute: "The number is our own; how fit you are says more than how old you are.",
    sources: [],
};

pub(in super::super) static OLDER_COLD: Text = text! {
    rule: "older-cold",
    title: "Over 70 in cold water",
    reason: "Cold water takes the breath away, and more so with age.",
    advice: "Borrow a wetsuit at the boathouse or come back in summer.",
    until: "there is a wetsuit, or it is summer",
    evidence: "expert",
    sources: ["handbook"],
};

pub(in super::super) static ALONE_CALM: Text = text! {
    rule: "alone-calm",
    title: "Alone on the calm part",
    reason: "A boat that drifts off is hard to get back alone.",
    advice: "Tell the boathouse when you leave and when you want to be back.",
    evidence: "guideline",
    sources: ["handbook"],
};

pub(in super::super) static ALONE_RAPID: Text = text! {
    rule: "alone-rapid",
    title: "Alone in the rapids",
    reason: "Most accidents in the rapids end well only because somebody throws a line.",
    advice: "Join a group; there is one every morning at nine.",
    evidence: "guideline",
    sources: ["handbook", "leaflet"],
};

pub(in super::super) static ALONE_BEGINNER: Text = text! {
    rule: "alone-beginner",
    title: "Alone, for the first time",
    reason: "Nobody could show you what to do when the boat turns over.",
    advice: "Take a first lesson in a group; it takes an afternoon.",
    evidence: "guideline",
    sources: ["handbook"],
};

pub(in super::super) static PAIR_BEGINNERS: Text = text! {
    rule: "pair-beginners",
    title: "Two people, and the first time in the rapids",
    reason: "Two beginners in one boat cannot help each other in the rapids.",
    advice: "Go on the calm part first, or join a group with a guide.",
    until: "one of you has been on the calm part",
    evidence: "guideline",
    sources: ["handbook"],
};

pub(in super::super) static GUIDE: Text = text! {
    rule: "guide",
    title: "A guide comes along",
    reason: "Guides know this river and have trained for what can go wrong.",
    advice: "Take the throw line with you, as always.",
    evidence: "guideline",
    sources: ["handbook"],
};

pub(in super::super) static GROUP_CALM: Text = text! {
    rule: "group-calm",
    title: "In a group on the calm part",
    reason: "A group has a guide, who has a throw line and knows each bend.",
    advice: "Be at the boathouse half an hour before, for the vests and a few words.",
    evidence: "guideline",
    sources: ["handbook"],
};
