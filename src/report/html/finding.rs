//! What was found, the worst first: each finding with why, what to do, when it ends and what it
//! rests on.

use super::super::facts::{Facts, Finding};
use super::{cited, mark, named, section};
use crate::screening::Verdict;
use crate::text::markup::html as escaped;
use crate::text::put;

pub(super) fn all(facts: &Facts<'_>, out: &mut String) {
    if facts.findings.is_empty() {
        return;
    }
    section("found", &Finding::heading(facts.findings.len()), out);
    out.push_str("<ol class=\"findings\">\n");
    for finding in &facts.findings {
        one(facts, finding, out);
    }
    out.push_str("</ol>\n</section>\n");
}

fn one(facts: &Facts<'_>, finding: &Finding<'_>, out: &mut String) {
    let Finding { level, title, told, grounds, grade, sources, rule } = finding;
    put(
        out,
        format_args!(
            "<li class=\"{level}\">\n<h3>{} <span>{}</span></h3>\n<dl class=\"told\">\n",
            mark::tag(Verdict::Level(*level)),
            escaped(title)
        ),
    );
    for (name, text) in told {
        named(name, text, out);
    }
    out.push_str("</dl>\n<dl class=\"grounds\">\n");
    for (name, text) in grounds {
        named(name, text, out);
    }
    put(
        out,
        format_args!(
            "<div><dt>Rests on</dt> <dd>{grade}{}</dd></div>\n<div><dt>Rule</dt> \
             <dd><code>{}</code></dd></div>\n</dl>\n</li>\n",
            cited(facts, sources),
            escaped(rule)
        ),
    );
}
