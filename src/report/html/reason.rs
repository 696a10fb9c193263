//! A finding: on the client's page what to do, on the other why.

use std::cmp::Reverse;

use super::super::ending::FindingEnd;
use super::super::view::{FindingView, ReportView};
use super::mark::{Cited, Tag};
use crate::rulebook::Level;
use crate::screening::Verdict;
use crate::text::{long_date, uncapitalised};

pub(super) struct Reason<'a> {
    pub(super) tag: Tag,
    pub(super) title: &'a str,
    pub(super) granted: &'static str,
    pub(super) advice: &'a str,
    /// When it ends: at most a day and an event.
    pub(super) ends: Vec<String>,
    pub(super) could_be: Option<Level>,
    pub(super) why: &'a str,
    pub(super) dispute: Option<&'a str>,
    pub(super) because: &'a str,
    pub(super) grade: &'static str,
    pub(super) cited: Cited,
    pub(super) rule: &'a str,
}

impl<'a> Reason<'a> {
    /// The reasons for care or against treatment, the highest level first, and what speaks for it.
    pub(super) fn all(view: &'a ReportView<'_>) -> (Vec<Self>, Vec<Self>) {
        let mut all: Vec<_> = view.findings.iter().flat_map(|part| &part.list).collect();
        all.sort_by_key(|finding| Reverse(finding.level));
        let (against, for_it): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|finding| finding.level > Level::Suitable);
        let told = |list: Vec<&'a FindingView<'_>>| {
            list.into_iter().map(|finding| Self::of(view, finding)).collect()
        };
        (told(against), told(for_it))
    }

    fn of(view: &'a ReportView<'_>, finding: &'a FindingView<'_>) -> Self {
        Self {
            tag: Tag::new(Verdict::Level(finding.level), view.verdict),
            title: finding.title,
            granted: finding.granted,
            advice: finding.advice,
            ends: ends(finding),
            could_be: finding.could_be,
            why: finding.reason,
            dispute: finding.dispute,
            because: &finding.because,
            grade: finding.grade,
            cited: Cited { numbers: view.numbers(finding.sources) },
            rule: finding.rule,
        }
    }

    /// Its title as it stands inside a sentence.
    pub(super) fn clause(&self) -> String {
        format!("{}{}", uncapitalised(self.title), self.granted)
    }
}

fn ends(finding: &FindingView<'_>) -> Vec<String> {
    let day = finding.ends.map(|day| format!("until {}", long_date(day)));
    let event = finding.until.map(|event| format!("until {event}"));
    let other = match finding.end {
        FindingEnd::Never if finding.level.is_stop() => Some("does not end with time"),
        FindingEnd::Unsure => Some("ends with time, unless an open question keeps it"),
        _ => None,
    };
    day.into_iter().chain(event).chain(other.map(str::to_owned)).collect()
}
