//! Groups without a title, whose question stands in for it wherever they are shown.

use super::Review;
use crate::diagnostic::{Code, Diagnostic};
use crate::text::escape;

pub(super) fn check(review: &Review<'_>) {
    for (group, node) in review.rulebook.groups().iter().zip(&review.map.groups) {
        if group.title.is_none() {
            let message = format!("the group {} has no title", escape::quoted(&group.id));
            review.push(
                Diagnostic::warning(Code::MissingTitle, node.key_span.clone(), message)
                    .expected("expected `title = \"...\"`, its name in one or a few words"),
            );
        }
    }
}
