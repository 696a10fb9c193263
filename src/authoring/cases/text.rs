//! Results for the author of a rule file to read.

use super::{Cases, FailedCase};
use crate::text::append;
use crate::text::escape;
use crate::text::list::count;

/// The cases from which something else came out, each with its place; and the count.
#[must_use]
pub fn run(cases: &Cases, failures: &[FailedCase<'_>]) -> String {
    let all = cases.list().len();
    if failures.is_empty() {
        return match all {
            1 => "the only case passes\n".to_owned(),
            _ => format!("all {all} cases pass\n"),
        };
    }
    let mut out = String::new();
    let file = escape::line(cases.file());
    for FailedCase { case, differences } in failures {
        append(&mut out, format_args!("{file}:{}: {}\n  {}\n", case.line, case.id, case.story));
        for difference in differences {
            append(&mut out, format_args!("  - {}\n", difference.message));
        }
        out.push('\n');
    }
    append(&mut out, format_args!("{} of {} fail\n", failures.len(), count(all, "case", "cases")));
    out
}
