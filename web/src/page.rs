//! What the page can be asked for. A request is bytes, a reply is text.

use jiff::civil::Date;
use needlecheck::answers::Document;
use needlecheck::authoring::review;
use needlecheck::diagnostic::Look;
use needlecheck::interview::Interview;
use needlecheck::{Answers, Report, Rulebook, Screener};
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::view::{self, Told, View};

/// A text or JSON, or else the message of an error.
pub(crate) type Reply = Result<String, String>;

/// The rulebook in use, and the interview with the person.
pub(crate) struct Page {
    today: Date,
    screener: Screener<'static>,
    interview: Interview<'static>,
}

#[allow(clippy::unnecessary_wraps, reason = "every export has the same form")]
impl Page {
    /// The page with the built-in rulebook. The module has no clock: until `today` says which day it
    /// is, that is the day of the rulebook's review.
    pub(crate) fn new() -> Self {
        let rulebook = Rulebook::built_in();
        let today = rulebook.head().reviewed;
        Self {
            today,
            screener: Screener::new(rulebook),
            interview: Interview::new(Answers::new(rulebook, today)),
        }
    }

    /// Sets the day, such as `2026-11-22`, for which reports are due and treatments are planned.
    pub(crate) fn today(&mut self, day: &[u8]) -> Reply {
        self.today = treatment_date(day)?;
        self.date(day)
    }

    /// The JSON report for a document of answers, as `needlecheck batch` writes it, without the line
    /// feed. The treatment date is that of the page, unless the document has one.
    pub(crate) fn screen(&mut self, document: &[u8]) -> Reply {
        Ok(self.report(document)?.to_json())
    }

    /// The handout for a document of answers, as a whole page of HTML.
    pub(crate) fn handout(&mut self, document: &[u8]) -> Reply {
        Ok(self.report(document)?.to_html())
    }

    /// What is to be shown now.
    pub(crate) fn view(&mut self, _: &[u8]) -> Reply {
        in_json(&View::of(&self.interview))
    }

    /// Takes an entry as the answer to the prompt.
    pub(crate) fn read(&mut self, entry: &[u8]) -> Reply {
        let prompt = self.interview.prompt();
        let refused = |refusal| view::refusal(&refusal, prompt.as_ref());
        let understood = self.interview.read(&text(entry)).map_err(refused)?;
        in_json(&Told::of(&understood))
    }

    /// What an entry would be understood as.
    pub(crate) fn understand(&mut self, entry: &[u8]) -> Reply {
        let understood = self.interview.clone().read(&text(entry)).map_err(|no| no.to_string())?;
        Ok(understood.echo.iter().map(|echo| &*echo.text).collect())
    }

    /// Goes back to the question before.
    pub(crate) fn back(&mut self, _: &[u8]) -> Reply {
        if self.interview.prompt().is_none() {
            self.interview.review();
        } else {
            self.interview.back();
        }
        Ok(String::new())
    }

    /// Asks nothing more of its own accord.
    pub(crate) fn finish(&mut self, _: &[u8]) -> Reply {
        self.interview.finish();
        Ok(String::new())
    }

    /// Asks anew what has this number in the list of answers; without a number, shows that list.
    pub(crate) fn change(&mut self, number: &[u8]) -> Reply {
        self.interview.review();
        if number.is_empty() { Ok(String::new()) } else { self.read(number) }
    }

    /// Asks the questions that are open.
    pub(crate) fn ask_open(&mut self, _: &[u8]) -> Reply {
        let report = Report::with(&self.screener, self.interview.answers());
        self.interview.ask(report.outcome().open.iter().map(|open| open.question));
        Ok(String::new())
    }

    /// Changes the treatment date.
    pub(crate) fn date(&mut self, day: &[u8]) -> Reply {
        let day = treatment_date(day)?;
        let rulebook = self.interview.answers().rulebook();
        self.interview.set_treatment_date(day).map_err(|faults| view::unfit(&faults, rulebook))?;
        Ok(String::new())
    }

    /// Begins anew with a document of answers, which are not asked for.
    pub(crate) fn answers(&mut self, document: &[u8]) -> Reply {
        self.interview = Interview::new(self.document(document)?);
        Ok(String::new())
    }

    /// Takes another rule file: its name, a line feed and its bytes; nothing is the built-in one. The
    /// answers that fit it are kept. The reply is what `needlecheck rules check` says of it.
    pub(crate) fn rules(&mut self, file: &[u8]) -> Reply {
        let (name, rulebook) = if file.is_empty() {
            (Rulebook::BUILT_IN.to_owned(), Rulebook::built_in())
        } else {
            let name = file.iter().take_while(|byte| **byte != b'\n').count();
            let (name, bytes) = (text(&file[..name]), file.get(name + 1..).unwrap_or_default());
            let read = Rulebook::from_bytes(&name, bytes.to_vec());
            let rulebook = read.map_err(|faults| faults.to_text(Look::PLAIN))?;
            (name, kept(rulebook))
        };
        let warnings = review::review(&name, rulebook, self.today);
        let good = review::good(&name, rulebook);
        let said = if warnings.is_empty() { good } else { warnings.to_text(Look::PLAIN) + &good };
        let lost = self.take(rulebook);
        Ok(if lost.is_empty() {
            said
        } else {
            format!("{said}Answers that do not fit it were left out: {}.\n", lost.join(", "))
        })
    }

    /// Goes on with another rulebook and the answers that fit it. Returns the ids of the others.
    fn take(&mut self, rulebook: &'static Rulebook) -> Vec<String> {
        let before = self.interview.answers();
        let mut answers = Answers::new(rulebook, before.on());
        let given: Map<String, Value> =
            serde_json::from_str(&before.to_json(false)).unwrap_or_default();
        let mut lost = Vec::new();
        for (id, answer) in given {
            let alone = json!({ &id: answer }).to_string();
            let read = Document::from_json(&alone).and_then(|alone| answers.read(&alone));
            lost.extend(read.is_err().then_some(id));
        }
        self.screener = Screener::new(rulebook);
        self.interview = Interview::new(answers);
        lost
    }

    fn report(&self, document: &[u8]) -> Result<Report<'static>, String> {
        Ok(Report::with(&self.screener, &self.document(document)?))
    }

    fn document(&self, document: &[u8]) -> Result<Answers<'static>, String> {
        let text = Document::text(document).map_err(|fault| fault.to_string())?;
        let now = self.interview.answers();
        Answers::from_json(now.rulebook(), text, now.on()).map_err(|faults| faults.to_string())
    }
}

/// A rulebook that stays as long as the page does: few are opened, and each is small.
fn kept(rulebook: Rulebook) -> &'static Rulebook {
    Box::leak(Box::new(rulebook))
}

fn treatment_date(day: &[u8]) -> Result<Date, String> {
    let document = json!({"on": text(day)}).to_string();
    let on = Document::from_json(&document).map(|document| document.on());
    on.map_err(|faults| faults.to_string())?.ok_or_else(|| "there is no date".to_owned())
}

fn text(request: &[u8]) -> String {
    String::from_utf8_lossy(request).into_owned()
}

fn in_json(value: &impl Serialize) -> Reply {
    serde_json::to_string(value).map_err(|error| error.to_string())
}
