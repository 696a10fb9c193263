//! A comparison as Markdown, for a pull request: the changes of people first, the rest folded.

use super::text::{said, verdicts};
use super::{Comparison, Direction};
use crate::text::append;
use crate::text::list::count;
use crate::text::markup::markdown as escaped;

impl Comparison<'_> {
    /// The comparison as Markdown in the dialect of GitHub.
    #[must_use]
    pub fn to_markdown(&self) -> String {
        let mut out = format!("# {}\n", escaped(&self.title_line()));
        for direction in [Direction::Better, Direction::Worse] {
            append(&mut out, format_args!("\n## {}\n", self.heading(direction)));
            let mut effects = self.going(direction).peekable();
            if effects.peek().is_some() {
                out.push_str("\n| Because of | Verdict | For example |\n| --- | --- | --- |\n");
            }
            for effect in effects {
                let subject = self.named(&effect.subject, direction);
                append(
                    &mut out,
                    format_args!(
                        "| {} | {} | {} |\n",
                        escaped(&subject),
                        escaped(&verdicts(&effect.example)),
                        escaped(&said(effect))
                    ),
                );
            }
        }
        append(&mut out, format_args!("\n{}\n", escaped(&self.note())));
        for (heading, items) in self.other_lists() {
            let items_count = count(items.len(), "item", "items");
            append(
                &mut out,
                format_args!("\n<details>\n<summary>{heading}: {items_count}</summary>\n\n"),
            );
            for item in items {
                append(&mut out, format_args!("- {}\n", escaped(&item)));
            }
            out.push_str("\n</details>\n");
        }
        out
    }
}
