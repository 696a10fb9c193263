//! What is said of a rule, as the pieces of its finding between which the answers go.

/// The constant parts of a finding.
pub(super) struct Text {
    /// The rule's id in quotes.
    pub(super) id: &'static str,
    pub(super) title: &'static str,
    /// Up to the level.
    pub(super) start: &'static str,
    /// From the level to the answers.
    pub(super) heading: &'static str,
    /// From the answers to the day on which it ends.
    pub(super) words: &'static str,
    /// From `could_be` to the end.
    pub(super) basis: &'static str,
}

macro_rules! text {
    (
        rule: $rule:literal,
        title: $title:literal,
        reason: $reason:literal,
        advice: $advice:literal,
        $(until: $until:literal,)?
        evidence: $evidence:literal,
        $(dispute: $dispute:literal,)?
        sources: [$($first:literal $(, $source:literal)*)?],
    ) => {
        Text {
            id: concat!("\"", $rule, "\""),
            title: $title,
            start: concat!("{\"rule\":\"", $rule, "\",\"level\":\""),
            heading: concat!("\",\"title\":\"", $title, "\",\"because\":{"),
            words: concat!(
                "},\"reason\":\"", $reason, "\",\"advice\":\"", $advice,
                "\",\"until\":", text!(@ $($until)?), ",\"ends\":",
            ),
            basis: concat!(
                ",\"evidence\":\"", $evidence, "\",\"dispute\":", text!(@ $($dispute)?),
                ",\"sources\":[", $("\"", $first, "\"", $(",\"", $source, "\"",)*)? "]}",
            ),
        }
    };
    (@) => { "null" };
    (@ $text:literal) => { concat!("\"", $text, "\"") };
}
pub(super) use text;
