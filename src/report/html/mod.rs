//! The report as a handout: one page of HTML, for a screen of any size, a screen reader and paper.
//!
//! On paper page 1 is for the client, and the last one for the person who treats; after a go there
//! is one to keep between them. The templates beside this file are the pages, and escape what they
//! show; the Rust here collects it.

mod mark;
mod reason;
mod said;
mod stairs;
mod warning;

use askama::Template;

use super::Report;
use super::view::{self, ChangeView, ReportView};
use crate::layout::ListedSource;
use crate::rulebook::Head;
use crate::screening::Verdict;
use crate::text::{capitalised, long_date};
use mark::{Cited, Tag};
use reason::Reason;
use said::Said;
use stairs::Stairs;
use warning::Warning;

#[derive(Template)]
#[template(path = "report/html/handout.html", config = "src/askama.toml")]
struct Handout<'a> {
    view: &'a ReportView<'a>,
    head: &'a Head,
    tag: Tag,
    is_incomplete: bool,
    is_go: bool,
    reasons_in_short: String,
    on: String,
    reviewed: String,
    /// Until when it is valid, and on what condition.
    validity: Option<(String, &'static str)>,
    /// The reasons for care or against treatment.
    reasons: Vec<Reason<'a>>,
    in_favour: Vec<Reason<'a>>,
    /// What speaks for treatment, in one line.
    favour: String,
    stairs: Stairs,
    changes: Vec<(Tag, &'a ChangeView<'a>)>,
    warnings: Vec<Warning<'a>>,
    aftercare: Vec<Care<'a>>,
    said: Vec<Said<'a>>,
    /// Each with its id.
    sources: Vec<(&'a str, ListedSource<'a>)>,
}

/// The aftercare of one kind.
struct Care<'a> {
    kind: &'static str,
    heading: &'static str,
    entries: Vec<CareEntry<'a>>,
}

struct CareEntry<'a> {
    text: &'a str,
    act: Option<&'a str>,
    grade: Option<&'static str>,
    cited: Cited,
}

pub(super) fn html(report: &Report<'_>) -> String {
    let view = ReportView::of(report);
    let verdict = view.verdict;
    let (reasons, in_favour) = Reason::all(&view);
    let favour: Vec<_> = in_favour.iter().map(Reason::clause).collect();
    let changes = view.changes.shown.iter();
    let handout = Handout {
        head: report.rulebook().head(),
        tag: Tag::new(verdict, verdict),
        is_incomplete: verdict == Verdict::Incomplete,
        is_go: verdict.is_go(),
        reasons_in_short: capitalised(&view.reasons),
        on: long_date(report.on()),
        reviewed: long_date(report.rulebook().head().reviewed),
        validity: validity(report),
        reasons,
        in_favour,
        favour: favour.join("; "),
        stairs: Stairs::of(&view),
        changes: changes.map(|change| (Tag::new(change.verdict, verdict), change)).collect(),
        warnings: Warning::all(report),
        aftercare: aftercare(&view),
        said: Said::all(report),
        sources: sources(&view),
        view: &view,
    };
    handout.render().expect("writing into a string cannot fail")
}

/// Until when a result is valid, and on what condition; `None` if the rulebook does not say, or
/// there is no result.
fn validity(report: &Report<'_>) -> Option<(String, &'static str)> {
    let day = report.valid_until().filter(|_| report.verdict() != Verdict::Incomplete)?;
    let some_end = report.outcome().findings.iter().any(|finding| finding.ends.is_some());
    let condition = if some_end {
        " at the latest: screen again when a reason ends"
    } else {
        " if nothing changes"
    };
    Some((long_date(day), condition))
}

fn aftercare<'a>(view: &'a ReportView<'_>) -> Vec<Care<'a>> {
    let kinds = view.aftercare.iter().map(|kind| Care {
        kind: kind.kind.as_str(),
        heading: kind.heading(),
        entries: kind
            .entries
            .iter()
            .map(|entry| CareEntry {
                text: entry.text,
                act: entry.act,
                grade: entry.grade,
                cited: Cited { numbers: view.numbers(entry.sources) },
            })
            .collect(),
    });
    kinds.collect()
}

fn sources<'a>(view: &ReportView<'a>) -> Vec<(&'a str, ListedSource<'a>)> {
    let listed = view.sources().map(|source| {
        let link = source.link.as_ref().map(ToString::to_string);
        (source.id.as_str(), ListedSource::new(&source.title, source.imprint(), link))
    });
    listed.collect()
}
