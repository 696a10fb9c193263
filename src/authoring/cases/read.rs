//! A case file as written -> cases that fit their rulebook.
//!
//! Reading does not stop at a fault. Persons are read first, each after the person that it inherits
//! from; then the cases, whose inherited answers are checked for the treatment date of the case.

use jiff::civil::Date;

use super::answer::{self, UNANSWERED};
use super::{Case, Cases, ExpectedOutcome, Person};
use crate::answers::{self, Answer, Fault, treatment_date};
use crate::diagnostic::{Code, Diagnostic, DiagnosticSink, Diagnostics};
use crate::rulebook::table::{Entry, Table};
use crate::rulebook::{Level, QuestionId, RuleId, Rulebook, Sink, body, check_key, document};
use crate::text::escape;
use crate::text::list::join;
use crate::text::position::Lines;

pub(super) fn cases(rulebook: &Rulebook, name: &str, text: &str) -> Result<Cases, Diagnostics> {
    let text = body(text);
    let sink = Sink::default();
    let document = document(&sink.bag, text);
    let read = document.as_ref().and_then(|document| {
        let lines = Lines::of(text);
        let reader = CaseReader { rulebook, bag: &sink.bag, lines: &lines, file: name };
        reader.file(&Table::root(&sink, document.get_ref()))
    });
    match read {
        Some(cases) if sink.bag.is_empty() => Ok(cases),
        _ => Err(sink.bag.into_diagnostics(name, text.to_owned())),
    }
}

struct CaseReader<'r, 't> {
    rulebook: &'r Rulebook,
    bag: &'t DiagnosticSink,
    lines: &'t Lines<'t>,
    file: &'t str,
}

/// A person whose `like` has been read but not followed.
struct UnlinkedPerson<'t> {
    key: Entry<'t>,
    like: Option<Entry<'t>>,
    answers: Vec<(QuestionId, String)>,
    rules: Option<Vec<(RuleId, Level)>>,
}

impl<'t> CaseReader<'_, 't> {
    fn file(&self, root: &Table<'t>) -> Option<Cases> {
        root.format("case file")?;
        let on = root.get("on");
        if on.is_none() {
            self.bag.push(
                Diagnostic::error(Code::MissingKey, 0..0, "`on` is missing")
                    .expected("expected `on = 2026-11-22` in the first lines")
                    .note("the treatment date of every case without its own"),
            );
        }
        let on = on.and_then(|entry| self.on(&entry));
        // A wrong date is one fault; that every answer is then held against it is none.
        let day = on.unwrap_or(self.rulebook.head().reviewed);
        let persons = root.get("person").and_then(|entry| entry.table());
        let persons = persons.map(|table| table.entries()).unwrap_or_default();
        let declared: Vec<&str> = persons.iter().map(|entry| entry.key).collect();
        let persons = self.persons(&persons, day);
        let cases = root.need("case").and_then(|entry| entry.table());
        let cases: Vec<_> = cases
            .map(|table| table.entries())
            .unwrap_or_default()
            .iter()
            .map(|entry| self.case(entry, &declared, &persons, day))
            .collect();
        root.finish();
        Some(Cases {
            file: self.file.to_owned(),
            on: on?,
            persons,
            list: cases.into_iter().collect::<Option<_>>()?,
        })
    }

    /// A treatment date.
    fn on(&self, entry: &Entry<'t>) -> Option<Date> {
        let date = entry.date()?;
        treatment_date(&date.to_string())
            .map_err(|fault| self.bag.push(entry.fault(Code::OutOfRange, fault.problem.message)))
            .ok()
    }

    /// The persons that can be used, each with all that it inherits.
    fn persons(&self, entries: &[Entry<'t>], on: Date) -> Vec<Person> {
        let unlinked: Vec<_> = entries.iter().map(|entry| self.person(entry, on)).collect();
        unlinked.iter().flatten().filter_map(|person| self.inherit(person, &unlinked)).collect()
    }

    fn person(&self, key: &Entry<'t>, on: Date) -> Option<UnlinkedPerson<'t>> {
        check_key(key);
        let table = key.table()?;
        let like = table.get("like").filter(|entry| entry.string().is_some());
        let answers = table.get("answers").map(|entry| self.answers(&entry, on));
        let rules = table.get("rules").map(|entry| self.levels(&entry));
        table.finish();
        Some(UnlinkedPerson { key: key.clone(), like, answers: answers.unwrap_or_default(), rules })
    }

    /// Follows `like`, from the person back to the one that is like nobody.
    fn inherit(
        &self,
        person: &UnlinkedPerson<'t>,
        unlinked: &[Option<UnlinkedPerson<'t>>],
    ) -> Option<Person> {
        let mut chain = vec![person];
        while let Some(like) = chain.last().and_then(|last| last.like.as_ref()) {
            let ids = || unlinked.iter().flatten().map(|person| person.key.key);
            let next =
                unlinked.iter().flatten().find(|person| Some(person.key.key) == like.string());
            let Some(next) = next else {
                if chain.len() == 1 {
                    let ids: Vec<_> = ids().collect();
                    self.unknown_person(like, &ids);
                }
                return None;
            };
            if let Some(from) = chain.iter().position(|seen| seen.key.key == next.key.key) {
                // Each circle is told once, by the first of its persons in the file.
                if from == 0
                    && chain.iter().all(|on| on.key.key_span.start >= person.key.key_span.start)
                {
                    let names = chain.iter().map(|on| format!("`{}`", on.key.key));
                    let message = match chain.len() {
                        1 => format!("`{}` starts from itself", person.key.key),
                        _ => format!("{} start from each other", join(names, "and")),
                    };
                    self.bag.push(
                        like.fault(Code::Repeated, message)
                            .expected("expected a person that does not start from this one"),
                    );
                }
                return None;
            }
            chain.push(next);
        }
        let mut answers = Vec::new();
        for part in chain.iter().rev() {
            merge(&mut answers, &part.answers);
        }
        let rules = chain.iter().find_map(|part| part.rules.clone()).unwrap_or_default();
        Some(Person { id: person.key.key.to_owned(), answers, rules })
    }

    fn unknown_person(&self, like: &Entry<'t>, ids: &[&str]) {
        let name = like.string().unwrap_or_default();
        self.bag.push(
            like.fault(Code::UnknownWord, format!("there is no person {}", escape::quoted(name)))
                .expected("expected the id of a `[person.*]` table")
                .suggestion(like.nearest(name, ids.iter().copied())),
        );
    }

    fn case(
        &self,
        key: &Entry<'t>,
        declared: &[&str],
        persons: &[Person],
        on: Date,
    ) -> Option<Case> {
        check_key(key);
        let table = key.table()?;
        let story = table.required("story", Entry::verbatim);
        let like = table.get("like").filter(|entry| entry.string().is_some());
        let own_day = table.optional("on", |entry| self.on(entry));
        let strict = table.optional("strict", Entry::boolean);
        let on = own_day.flatten().unwrap_or(on);
        let own = table.get("answers").map(|entry| self.answers(&entry, on)).unwrap_or_default();
        let verdict = table.required("verdict", Entry::word);
        let at_worst = table.optional("at_worst", Entry::word);
        let mut rules = table.get("rules").map(|entry| self.levels(&entry)).unwrap_or_default();
        let open = table.get("open").map(|entry| self.open(&entry)).unwrap_or_default();
        let ends = table.get("ends").map(|entry| self.ends(&entry)).unwrap_or_default();
        table.finish();

        let mut texts = Vec::new();
        if let Some(like) = like {
            let name = like.string()?;
            if let Some(person) = persons.iter().find(|person| person.id == name) {
                let kept = |id| own.iter().all(|&(other, _)| other != id);
                let inherited = person.answers.iter().filter(|&&(id, _)| kept(id));
                texts = inherited.cloned().collect();
                self.check_inherited(&like, &texts, on);
                let shared = person.rules.iter().filter(|(id, _)| rules.iter().all(|r| r.0 != *id));
                let shared: Vec<_> = shared.copied().collect();
                rules.extend(shared);
            } else if !declared.contains(&name) {
                // A person that is there but has a fault has told it already.
                self.unknown_person(&like, declared);
            }
        }
        merge(&mut texts, &own);
        // One that does not fit has been told.
        let answer =
            |(id, text): &(QuestionId, String)| Some((*id, self.fits(*id, text, on).ok()?));
        let answers = texts.iter().filter_map(answer).collect();
        rules.sort_unstable();
        Some(Case {
            id: key.key.to_owned(),
            story: story?,
            line: self.lines.position(key.key_span.start).line,
            on,
            strict: strict?.unwrap_or(false),
            answers,
            expected: ExpectedOutcome { verdict: verdict?, at_worst: at_worst?, rules, open, ends },
        })
    }

    /// An inherited answer fits on one day and not on another: a date that is still to come.
    fn check_inherited(&self, like: &Entry<'t>, answers: &[(QuestionId, String)], on: Date) {
        for (id, text) in answers {
            if let Err(fault) = self.fits(*id, text, on) {
                let message = format!(
                    "`{}` of this person does not fit the treatment date {on}",
                    self.rulebook[*id].id
                );
                self.bag.push(like.fault(Code::BadDate, message).note(fault.problem.message));
            }
        }
    }

    fn answers(&self, entry: &Entry<'t>, on: Date) -> Vec<(QuestionId, String)> {
        let Some(table) = entry.table() else { return Vec::new() };
        let read = |entry: &Entry<'t>| {
            let id = self.question(entry.key, entry, entry.key_span.clone())?;
            let text = answer::text(&self.rulebook[id], entry)?;
            if text != UNANSWERED
                && let Err(fault) = self.fits(id, &text, on)
            {
                self.bag.push(answer::diagnostic(entry, &fault, &self.rulebook[id].kind));
                return None;
            }
            Some((id, text))
        };
        table.entries().iter().filter_map(read).collect()
    }

    /// The answer, if it fits its question for a treatment on the day `on`.
    fn fits(&self, id: QuestionId, text: &str, on: Date) -> Result<Answer, Fault> {
        answers::read(&self.rulebook[id], text, on)
    }

    fn question(
        &self,
        name: &str,
        entry: &Entry<'t>,
        span: std::ops::Range<usize>,
    ) -> Option<QuestionId> {
        let found = self.rulebook.find_question(name);
        if found.is_none() {
            let ids = self.rulebook.questions().iter().map(|question| question.id.as_str());
            let message = format!("there is no question {}", escape::quoted(name));
            self.bag.push(
                Diagnostic::error(Code::UnknownQuestion, span, message)
                    .expected(format!("expected a question of `{}`", self.rulebook.head().id))
                    .suggestion(entry.nearest(name, ids)),
            );
        }
        found
    }

    fn rule(&self, entry: &Entry<'t>) -> Option<RuleId> {
        let rules = self.rulebook.rules();
        let found = rules.iter().position(|rule| rule.id == entry.key);
        if found.is_none() {
            let message = format!("there is no rule {}", escape::quoted(entry.key));
            self.bag.push(
                entry
                    .fault_at_key(Code::UnknownWord, message)
                    .expected(format!("expected a rule of `{}`", self.rulebook.head().id))
                    .suggestion(entry.nearest(entry.key, rules.iter().map(|r| r.id.as_str()))),
            );
        }
        found.map(RuleId::new)
    }

    fn levels(&self, entry: &Entry<'t>) -> Vec<(RuleId, Level)> {
        self.each_rule(entry, Entry::word)
    }

    fn ends(&self, entry: &Entry<'t>) -> Vec<(RuleId, Date)> {
        self.each_rule(entry, Entry::date)
    }

    fn each_rule<T>(
        &self,
        entry: &Entry<'t>,
        read: impl Fn(&Entry<'t>) -> Option<T>,
    ) -> Vec<(RuleId, T)> {
        let Some(table) = entry.table() else { return Vec::new() };
        let entries = table.entries();
        let read = entries.iter().map(|entry| (self.rule(entry), read(entry)));
        // Not short-circuiting: a wrong rule may have a wrong level, too.
        read.collect::<Vec<_>>()
            .into_iter()
            .filter_map(|(rule, read)| Some((rule?, read?)))
            .collect()
    }

    fn open(&self, entry: &Entry<'t>) -> Vec<QuestionId> {
        let mut open = Vec::new();
        for item in entry.items().unwrap_or_default() {
            let id = item.string().and_then(|name| self.question(name, &item, item.span()));
            match id {
                Some(id) if open.contains(&id) => self.bag.push(
                    item.fault(Code::Repeated, "this question is repeated").expected("remove one"),
                ),
                id => open.extend(id),
            }
        }
        open.sort_unstable();
        open
    }
}

/// Puts answers over others; [`UNANSWERED`] leaves a question unanswered.
fn merge(answers: &mut Vec<(QuestionId, String)>, over: &[(QuestionId, String)]) {
    for (id, text) in over {
        answers.retain(|(other, _)| other != id);
        answers.extend((text != UNANSWERED).then(|| (*id, text.clone())));
    }
}
