//! Suggestions for a misspelt word: "did you mean ...?"

/// The candidate that was most likely meant; `None` if none is similar enough.
///
/// Letter case, and `-` for `_`, do not count as differences. If `written` has three bytes or
/// more and exactly one candidate starts with it, that candidate is returned. Nothing is suggested
/// for a string of more than 64 bytes.
pub(crate) fn nearest<'a>(
    written: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    const MAX_BYTES: usize = 64;
    /// On the scale of Damerau-Levenshtein, from 0 to 1 for equal strings.
    const MIN_SIMILARITY: f64 = 0.6;
    if written.len() > MAX_BYTES {
        return None;
    }
    let wanted = fold(written);
    let mut best: Option<(&str, f64)> = None;
    let mut completions: Vec<&str> = Vec::new();
    for candidate in candidates {
        let folded = fold(candidate);
        let similarity = strsim::normalized_damerau_levenshtein(&wanted, &folded);
        if similarity >= MIN_SIMILARITY && best.is_none_or(|(_, so_far)| similarity > so_far) {
            best = Some((candidate, similarity));
        }
        if wanted.len() >= 3 && folded.starts_with(&wanted) {
            completions.push(candidate);
        }
    }
    match completions[..] {
        [only] => Some(only),
        _ => best.map(|(candidate, _)| candidate),
    }
}

fn fold(text: &str) -> String {
    text.trim().to_lowercase().replace('-', "_")
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_what_was_meant_and_nothing_far_fetched() {
        let known = ["setting", "sun_exposure", "active_acne"];
        assert_eq!(nearest("seting", known), Some("setting"));
        assert_eq!(nearest("Sun-Exposure", known), Some("sun_exposure"));
        assert_eq!(nearest("sun", known), Some("sun_exposure"));
        assert_eq!(nearest("banana", known), None);
    }
}
