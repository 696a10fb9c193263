//! The results of cases as text.

use super::CaseResults;
use super::run::FailedCase;
use crate::text::append;
use crate::text::escape;
use crate::text::list::count;

impl CaseResults<'_> {
    /// The failed cases as text, each with its place in the file and its differences; then the
    /// counts.
    #[must_use]
    pub fn to_text(&self) -> String {
        let (all, failures) = (self.cases.list().len(), &self.failed);
        if failures.is_empty() {
            return match all {
                1 => "the only case passes\n".to_owned(),
                _ => format!("all {all} cases pass\n"),
            };
        }
        let mut out = String::new();
        let file = escape::line(self.cases.file());
        for FailedCase { case, differences } in failures {
            append(&mut out, format_args!("{file}:{}: {}\n  {}\n", case.line, case.id, case.story));
            for difference in differences {
                append(&mut out, format_args!("  - {}\n", difference.message));
            }
            out.push('\n');
        }
        append(
            &mut out,
            format_args!("{} of {} fail\n", failures.len(), count(all, "case", "cases")),
        );
        out
    }
}
