//! Rulebooks and rules whose review is overdue.

use jiff::civil::Date;

use super::Review;
use crate::diagnostic::{Code, Diagnostic};
use crate::rulebook::Node;
use crate::text::escape;

/// A rule without a `reviewed` of its own is reviewed with the rulebook.
pub(super) fn check(review: &Review<'_>, today: Date) {
    let head = review.rulebook.head();
    let Some(every) = head.review_every else { return };
    let check = |reviewed_at: Option<&Node>, what: &str, reviewed: Date| {
        let due = every.after(reviewed);
        if let Some(node) = reviewed_at.filter(|_| due < today) {
            review.push(
                Diagnostic::warning(
                    Code::ReviewOverdue,
                    node.span.clone(),
                    format!("{what} was due for review on {due}"),
                )
                .expected(format!("the rulebook says to review it every {every}")),
            );
        }
    };
    check(review.map.rulebook.get("reviewed"), "the rulebook", head.reviewed);
    for (id, rule) in review.rulebook.rule_ids().zip(review.rulebook.rules()) {
        if let Some(reviewed) = rule.reviewed {
            let what = format!("the rule {}", escape::quoted(&rule.id));
            check(review.map.rule(id).get("reviewed"), &what, reviewed);
        }
    }
}
