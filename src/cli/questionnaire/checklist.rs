//! A group as one checklist: tick what applies, then say when or how much where that matters.

use std::io;

use super::entry::{self, Command, Ticks};
use super::step::needs_more;
use super::{Interview, Reply};
use crate::answers::Answer;
use crate::rulebook::{GroupId, Kind, PastDate, QuestionId, Value};

impl Interview<'_, '_, '_> {
    pub(super) fn checklist(
        &mut self,
        group: GroupId,
        items: &[QuestionId],
    ) -> io::Result<Reply<()>> {
        loop {
            let ticks = match self.tick(group, items)? {
                Reply::Given(ticks) => ticks,
                Reply::Asked(command) => return Ok(Reply::Asked(command)),
                Reply::End => return Ok(Reply::End),
            };
            self.take_up(items, &ticks);
            match self.ask_more(items, &ticks)? {
                // Back from an item's date leads to the checklist, not past it.
                Reply::Asked(Command::Back) => {}
                other => return Ok(other),
            }
        }
    }

    fn tick(&mut self, group: GroupId, items: &[QuestionId]) -> io::Result<Reply<Ticks>> {
        let rulebook = self.rulebook;
        let ask = self.bold(&rulebook[group].ask);
        self.say(&ask)?;
        let names: Vec<Vec<String>> = items
            .iter()
            .map(|&id| vec![rulebook[id].id.clone(), rulebook[id].ask.clone()])
            .collect();
        for (at, &id) in items.iter().enumerate() {
            self.say_item(&format!("  {:>2}. ", at + 1), &rulebook[id].ask)?;
        }
        let before = self.ticked_before(items);
        match &before {
            None => {
                self.say("Type the numbers that apply, or Enter for none. `s 3`: not sure of 3.")?;
            }
            Some(before) => {
                let now = describe(before);
                self.say(&format!(
                    "Now: {now}. Enter keeps that, 0 is none. `s 3`: not sure of 3."
                ))?;
            }
        }
        let why = |interview: &Self| interview.whys(items);
        let reply = self.prompt(&why, |_, text| {
            if text.is_empty() {
                Ok(before.clone().unwrap_or_default())
            } else {
                entry::ticks(text, &names)
            }
        })?;
        if let Reply::Given(ticks) = &reply {
            self.echo(items, ticks)?;
        }
        Ok(reply)
    }

    /// What was understood, in words: a slip of the finger on a number shows here.
    fn echo(&mut self, items: &[QuestionId], ticks: &Ticks) -> io::Result<()> {
        for (word, places) in [("Yes", &ticks.ticked), ("Not sure", &ticks.unsure)] {
            for &place in places {
                let ask = self.rulebook[items[place]].ask.clone();
                self.say_item(&format!("  {word}: "), &ask)?;
            }
        }
        if ticks.ticked.is_empty() && ticks.unsure.is_empty() {
            self.say("  None.")?;
        }
        Ok(())
    }

    /// What a checklist that was gone through before says now.
    fn ticked_before(&self, items: &[QuestionId]) -> Option<Ticks> {
        let mut ticks = Ticks::default();
        for (place, &id) in items.iter().enumerate() {
            match self.answers.get(id) {
                Some(Answer::Unsure) => ticks.unsure.push(place),
                Some(Answer::Value(Value::YesNo(false) | Value::Date(PastDate::Never))) => {}
                Some(Answer::Value(_)) => ticks.ticked.push(place),
                // An item without a "no" of its own is left unanswered when it is not ticked.
                None if matches!(self.rulebook[id].kind, Kind::YesNo | Kind::Date) => return None,
                None => {}
            }
        }
        Some(ticks)
    }

    /// Answers every item that needs no more than its tick, or the lack of one.
    fn take_up(&mut self, items: &[QuestionId], ticks: &Ticks) {
        for (place, &id) in items.iter().enumerate() {
            let answer = if ticks.unsure.contains(&place) {
                Some(Answer::Unsure)
            } else if ticks.ticked.contains(&place) {
                if needs_more(self.rulebook, id) {
                    continue;
                }
                Some(Answer::Value(Value::YesNo(true)))
            } else {
                match self.rulebook[id].kind {
                    Kind::YesNo => Some(Answer::Value(Value::YesNo(false))),
                    Kind::Date => Some(Answer::Value(Value::Date(PastDate::Never))),
                    Kind::Choice(_) | Kind::Number { .. } => None,
                }
            };
            self.put(id, answer);
        }
    }

    /// Asks when or how much for every ticked item that needs it.
    fn ask_more(&mut self, items: &[QuestionId], ticks: &Ticks) -> io::Result<Reply<()>> {
        for &place in &ticks.ticked {
            if needs_more(self.rulebook, items[place]) {
                match self.single(items[place])? {
                    Reply::Given(()) => {}
                    other => return Ok(other),
                }
            }
        }
        Ok(Reply::Given(()))
    }

    fn whys(&self, items: &[QuestionId]) -> String {
        let whys = items.iter().enumerate().filter_map(|(at, &id)| {
            Some(format!("{}: {}", at + 1, self.rulebook[id].why.as_ref()?))
        });
        let whys: Vec<_> = whys.collect();
        if whys.is_empty() { super::NO_WHY.to_owned() } else { whys.join(" ") }
    }
}

fn describe(ticks: &Ticks) -> String {
    let list = |places: &[usize]| {
        places.iter().map(|place| (place + 1).to_string()).collect::<Vec<_>>().join(" ")
    };
    match (&ticks.ticked[..], &ticks.unsure[..]) {
        ([], []) => "none".to_owned(),
        (ticked, []) => list(ticked),
        ([], unsure) => format!("not sure of {}", list(unsure)),
        (ticked, unsure) => format!("{}, not sure of {}", list(ticked), list(unsure)),
    }
}
