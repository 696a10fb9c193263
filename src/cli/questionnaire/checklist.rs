//! A group as one checklist: tick what applies, then say when or how much where that matters.

use std::io;

use super::entry::{self, Command, Ticks};
use super::prompt::{Reply, Why};
use super::step::needs_more;
use super::{Interview, NO_WHY};
use crate::answers::Answer;
use crate::rulebook::{GroupId, PastDate, QuestionId, Value};

impl Interview<'_, '_, '_> {
    pub(super) fn checklist(
        &mut self,
        group: GroupId,
        items: &[QuestionId],
    ) -> io::Result<Reply<()>> {
        let mut before = self.ticked_before(items);
        loop {
            let ticks = match self.tick(group, items, before.as_ref())? {
                Reply::Given(ticks) => ticks,
                Reply::Asked(command) => return Ok(Reply::Asked(command)),
                Reply::End => return Ok(Reply::End),
            };
            self.take_up(items, &ticks);
            match self.ask_more(items, &ticks)? {
                // Back from an item's date leads to the checklist, not past it.
                Reply::Asked(Command::Back) => {
                    before = Some(ticks);
                    self.console.say("")?;
                }
                other => return Ok(other),
            }
        }
    }

    fn tick(
        &mut self,
        group: GroupId,
        items: &[QuestionId],
        before: Option<&Ticks>,
    ) -> io::Result<Reply<Ticks>> {
        let rulebook = self.rulebook;
        let ask = self.console.bold(&rulebook[group].ask);
        self.console.say(&ask)?;
        let names: Vec<Vec<String>> = items
            .iter()
            .map(|&id| vec![rulebook[id].id.clone(), rulebook[id].ask.clone()])
            .collect();
        for (at, &id) in items.iter().enumerate() {
            self.console.say_item(&format!("  {:>2}. ", at + 1), &rulebook[id].ask)?;
        }
        let back = self.back_hint();
        let not_sure = format!("s {0}: not sure of {0}", items.len().min(3));
        self.console.say(&match before {
            None => format!("Type the numbers that apply, or Enter for none. {not_sure}.{back}"),
            Some(before) => {
                format!("Now: {}. Enter keeps that, 0 is none. {not_sure}.{back}", describe(before))
            }
        })?;
        let why = self.whys(items);
        let reply = self.console.prompt(&why, |text| {
            if text.is_empty() {
                Ok(before.cloned().unwrap_or_default())
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
                self.console.say_item(&format!("  {word}: "), &ask)?;
            }
        }
        if ticks.ticked.is_empty() && ticks.unsure.is_empty() {
            self.console.say_item("  ", "None.")?;
        }
        Ok(())
    }

    /// What a checklist that was gone through before says now.
    fn ticked_before(&self, items: &[QuestionId]) -> Option<Ticks> {
        let mut ticks = Ticks::default();
        for (place, &id) in items.iter().enumerate() {
            match self.answers.get(id) {
                None => {}
                Some(Answer::Unsure) => ticks.unsure.push(place),
                Some(Answer::Value(value)) if self.rulebook[id].kind.denial() == Some(value) => {}
                Some(Answer::Value(_)) => ticks.ticked.push(place),
            }
        }
        items.iter().any(|&id| self.answers.get(id).is_some()).then_some(ticks)
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
                Some(Answer::Value(Value::YES))
            } else {
                self.rulebook[id].kind.denial().map(Answer::Value)
            };
            self.put(id, answer);
        }
    }

    /// Asks when or how much for every ticked item that needs it.
    fn ask_more(&mut self, items: &[QuestionId], ticks: &Ticks) -> io::Result<Reply<()>> {
        let mut ticked: Vec<QuestionId> = ticks.ticked.iter().map(|&place| items[place]).collect();
        ticked.retain(|&id| needs_more(self.rulebook, id));
        for &id in &ticked {
            // It was ticked: that it never was is neither known nor to be assumed any more.
            if let None | Some(Answer::Value(Value::Date(PastDate::Never))) = self.answers.get(id) {
                self.put(id, Some(Answer::Unsure));
            }
        }
        for id in ticked {
            match self.more(id)? {
                Reply::Given(()) => {}
                other => return Ok(other),
            }
        }
        Ok(Reply::Given(()))
    }

    fn whys(&self, items: &[QuestionId]) -> Vec<Why> {
        let whys = items.iter().enumerate().filter_map(|(at, &id)| {
            let text = self.rulebook[id].why.clone()?;
            Some(Why { first: format!("  {:>2}. ", at + 1), text })
        });
        let whys: Vec<_> = whys.collect();
        if whys.is_empty() { vec![Why::is(NO_WHY)] } else { whys }
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
