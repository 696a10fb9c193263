//! What the list of changes claims of a level is what comparing the two versions finds.

use needlecheck::authoring::diff::{Comparison, Direction, How, Subject};
use needlecheck::{Level, Rulebook, Verdict};

use crate::RULES;

#[test]
fn a_level_that_the_list_of_changes_says_was_lowered_is_lowered_for_people() {
    let list = std::fs::read_to_string("rules/CHANGELOG.md").unwrap();
    assert!(list.contains("\n| `koebner-history` | home: defer, was avoid |"), "the claim");
    let [old, new] = ["tests/rulebooks/microneedling-1.0.0.toml", RULES]
        .map(|file| Rulebook::from_toml(file, std::fs::read_to_string(file).unwrap()).unwrap());
    let found = Comparison::of(&old, &new);
    let change = found.changes.iter().find(|change| change.id == "koebner-history").unwrap();
    let How::Changed(facts) = &change.how else { panic!("{change:?}") };
    let level = facts.iter().find(|fact| fact.what == "level").unwrap();
    assert_eq!(level.before.as_deref(), Some("clinic: caution, home: avoid"));
    assert_eq!(level.after.as_deref(), Some("clinic: caution, home: defer"));
    let rule = Subject::Rule("koebner-history".to_owned());
    let effects = found.effects.iter().filter(|effect| effect.subject == rule);
    let [effect] = effects.collect::<Vec<_>>()[..] else { panic!("{:?}", found.effects) };
    assert_eq!(effect.direction, Direction::Better);
    let (before, after) = (Verdict::Level(Level::Avoid), Verdict::Level(Level::Defer));
    assert_eq!((effect.example.old, effect.example.new), (before, after));
    let given = effect.example.given.iter().find(|given| given.question == "setting").unwrap();
    assert_eq!(given.answer.as_deref(), Some("home"));
    assert!(found.undecided.is_empty(), "{:?}", found.undecided);
}
