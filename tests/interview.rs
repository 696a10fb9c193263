//! An interview without a terminal, as a page would hold it.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

use jiff::civil::date;
use needlecheck::interview::{
    Echo, Effect, IfEmpty, Interview, Meant, Progress, Prompt, Refusal, Subject,
};
use needlecheck::{Answers, Level, Report, Rulebook, Verdict};

fn rulebook(name: &str) -> Rulebook {
    let path = format!("{}/tests/rulebooks/{name}.toml", env!("CARGO_MANIFEST_DIR"));
    Rulebook::from_toml(name, std::fs::read_to_string(path).unwrap()).unwrap()
}

fn begin(rulebook: &Rulebook) -> Interview<'_> {
    Interview::new(Answers::new(rulebook, date(2026, 11, 22)))
}

fn prompt<'r>(interview: &Interview<'r>) -> Prompt<'r> {
    interview.prompt().expect("the interview goes on")
}

/// Makes these entries, each of which is an answer, and returns the last echo.
fn enter<'r>(interview: &mut Interview<'r>, entries: &[&str]) -> Vec<Echo<'r>> {
    let mut echo = Vec::new();
    for entry in entries {
        echo = interview.read(entry).unwrap_or_else(|refusal| panic!("{entry}: {refusal}")).echo;
    }
    echo
}

fn echo(text: &'static str) -> Vec<Echo<'static>> {
    vec![Echo { word: None, text: text.into() }]
}

fn answer<'r>(word: &'static str, item: &'r str) -> Echo<'r> {
    Echo { word: Some(word), text: item.into() }
}

#[test]
fn each_kind_says_what_may_be_entered_and_what_was_understood() {
    let ears = rulebook("questionnaire");
    let mut interview = begin(&ears);
    let place = prompt(&interview);
    // Of those who go to a shop, as most do, no needle is asked for.
    assert_eq!(place.progress, Some(Progress::Question { number: 1, about: 2 }));
    assert_eq!(place.ask, "Where will it be done?");
    assert!(!place.can_go_back);
    assert_eq!(place.reasons(), [(None, "The rules need it.")]);
    let Subject::Single { options, if_empty, .. } = place.subject else { panic!("a choice") };
    assert_eq!(options, ["In a shop", "At home"]);
    assert_eq!(if_empty, IfEmpty::Refused);
    assert_eq!(enter(&mut interview, &["2"]), echo("At home."));

    let Subject::Single { options, expected, if_empty, .. } = prompt(&interview).subject else {
        panic!("a number")
    };
    assert_eq!((options.len(), expected.as_str()), (0, "0.1 to 5 (mm)"));
    // What is assumed of those who are not asked is not offered.
    assert_eq!(if_empty, IfEmpty::Refused);
    assert_eq!(enter(&mut interview, &[" 1.5 mm "]), echo("Understood as: 1.5 mm"));

    let last = prompt(&interview);
    assert_eq!(last.progress, Some(Progress::Question { number: 3, about: 3 }));
    assert!(last.can_go_back);
    assert_eq!(enter(&mut interview, &["3 weeks ago"]), echo("Understood as: 4 November 2026"));
    assert!(matches!(prompt(&interview).subject, Subject::Review { .. }));
    enter(&mut interview, &[""]);
    assert!(interview.prompt().is_none());
    let report = Report::of(&interview.into_answers());
    assert_eq!(report.verdict(), Verdict::Level(Level::Avoid));
}

#[test]
fn what_is_no_answer_is_refused_with_what_would_be_and_asked_again() {
    let ears = rulebook("questionnaire");
    let mut interview = begin(&ears);
    let meant = Some(Meant { number: 1, label: "In a shop".to_owned() });
    let unlisted = Refusal::Unlisted { entry: "ship".to_owned(), last: 2, meant };
    assert_eq!(interview.read("ship"), Err(unlisted));
    for (entry, said) in [("9", "`9` is none of these."), ("", "Enter alone is no answer.")] {
        assert_eq!(interview.read(entry).unwrap_err().to_string(), said);
        assert_eq!(prompt(&interview).ask, "Where will it be done?");
    }
    enter(&mut interview, &["sho"]);
    // In a shop nobody is asked for the needle: what follows is the date.
    let refusal = interview.read("2027-01-01").unwrap_err();
    assert!(matches!(&refusal, Refusal::Unfit(problem) if problem.expected.is_some()));
    assert!(refusal.to_string().contains("is after the treatment date"), "{refusal}");
    assert_eq!(prompt(&interview).ask, "The last piercing");
}

#[test]
fn a_ticked_item_is_asked_for_its_date_within_the_same_checklist() {
    let pills = rulebook("checklist");
    let mut interview = begin(&pills);
    let echo = enter(&mut interview, &["2 s 1"]);
    let items = [("Yes", "The pill, stopped by now"), ("Not sure", "The pill, taken now")];
    assert_eq!(echo, items.map(|(word, item)| answer(word, item)));
    let date = prompt(&interview);
    assert_eq!(date.ask, "The pill, stopped by now: when was the last time?");
    assert_eq!(date.progress, None);

    // Back leads to the checklist, which remembers; an empty entry keeps that.
    assert!(interview.back());
    let checklist = prompt(&interview);
    assert_eq!((checklist.ask.as_ref(), checklist.progress), ("Do you take any of these?", None));
    let Subject::Checklist { items, ticks, can_keep } = checklist.subject else {
        panic!("a checklist")
    };
    assert_eq!(items.len(), 2);
    assert_eq!(ticks.unwrap().to_string(), "2, not sure about 1");
    assert!(can_keep);
    enter(&mut interview, &["", "today"]);

    let Subject::Review { entries, withdrawn } = prompt(&interview).subject else {
        panic!("a review")
    };
    let said = "The pill, taken now (not sure); The pill, stopped by now (22 November 2026)";
    assert_eq!(entries.len(), 1);
    assert_eq!((entries[0].heading, entries[0].answer.as_str()), ("Pills", said));
    assert_eq!(withdrawn, None);
}

#[test]
fn an_answer_that_is_changed_withdraws_others_and_takes_them_up_again() {
    let ears = rulebook("questionnaire");
    let mut interview = begin(&ears);
    enter(&mut interview, &["home", "1.5", "never", "1"]);
    assert_eq!(prompt(&interview).progress, Some(Progress::Change));
    let Subject::Single { if_empty, .. } = prompt(&interview).subject else { panic!("a choice") };
    assert_eq!(if_empty, IfEmpty::Keeps("2".to_owned()));

    let lost = Effect::Withdrawn(vec!["How thick is the needle?"]);
    assert_eq!(interview.read("shop").unwrap().effects, std::slice::from_ref(&lost));
    let Subject::Review { entries, withdrawn } = prompt(&interview).subject else {
        panic!("a review")
    };
    assert_eq!((entries.len(), withdrawn), (2, Some(lost)));

    enter(&mut interview, &["1"]);
    let back = interview.read("home").unwrap().effects;
    assert_eq!(back, [Effect::Restored(vec!["How thick is the needle?"])]);
    assert!(interview.answers().to_json(false).contains("\"gauge\":1.5"));
}

#[test]
fn the_treatment_date_can_be_changed_as_far_as_the_answers_allow() {
    let ears = rulebook("questionnaire");
    let mut interview = begin(&ears);
    enter(&mut interview, &["shop", "3 weeks ago"]);
    interview.set_treatment_date(date(2026, 12, 1)).unwrap();
    // It was that day, and stays it.
    assert!(interview.answers().to_json(true).contains(r#""on":"2026-12-01""#));
    assert!(interview.answers().to_json(true).contains(r#""last_piercing":"2026-11-04""#));
    assert!(matches!(prompt(&interview).subject, Subject::Review { .. }));

    let faults = interview.set_treatment_date(date(2026, 10, 1)).unwrap_err();
    assert_eq!(faults.list()[0].at.as_deref(), Some("last_piercing"));
    assert!(faults.to_string().contains("2026-11-04 is after the treatment date, 2026-10-01"));
    assert_eq!(interview.answers().on(), date(2026, 12, 1));
}

#[test]
fn an_answer_that_a_new_treatment_date_rules_out_is_not_restored() {
    let ears = rulebook("ear-piercing");
    let mut interview = begin(&ears);
    enter(&mut interview, &["2", "home", "30", "1.5", "never", "3 weeks ago"]);
    let lost = Effect::Withdrawn(vec!["When was the old hole last infected?"]);
    enter(&mut interview, &["1"]);
    assert_eq!(interview.read("none").unwrap().effects, [lost]);

    interview.set_treatment_date(date(2026, 10, 1)).unwrap();
    enter(&mut interview, &["1"]);
    assert_eq!(interview.read("2").unwrap().effects, []);
    assert_eq!(prompt(&interview).ask, "When was the old hole last infected?");
}

#[test]
fn what_was_answered_before_is_not_asked_unless_it_is_to_be_changed() {
    let ears = rulebook("questionnaire");
    let mut answers = Answers::new(&ears, date(2026, 11, 22));
    answers.set("place", "shop").unwrap();
    let mut interview = Interview::new(answers);
    assert_eq!(prompt(&interview).ask, "The last piercing");
    assert!(!interview.back());
    interview.finish();
    assert!(interview.prompt().is_none());
    interview.review();
    let Subject::Review { entries, .. } = prompt(&interview).subject else { panic!("a review") };
    let said: Vec<_> = entries.iter().map(|entry| (&*entry.answer, entry.is_answered)).collect();
    assert_eq!(said, [("In a shop", true), ("not answered, assumed: never", false)]);
    enter(&mut interview, &["1"]);
    assert_eq!(prompt(&interview).ask, "Where will it be done?");
    // Back without a change.
    assert!(interview.back());
    assert!(matches!(prompt(&interview).subject, Subject::Review { .. }));
    interview.finish();
    assert!(interview.prompt().is_none());
    assert_eq!(interview.into_answers().given().count(), 1);
}

#[test]
fn a_verdict_that_nothing_left_can_change_is_told_once() {
    let river = rulebook("screening");
    let mut interview = begin(&river);
    assert_eq!(interview.read("1").unwrap().settled, Some(Level::Avoid));
    assert_eq!(interview.read("guided").unwrap().settled, None);
}
