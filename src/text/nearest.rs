//! "Did you mean ...?"

/// The candidate that was most likely meant, if any is near enough to be worth saying.
///
/// Letter case, and `-` for `_`, do not count as differences. A beginning of three letters or
/// more that fits only one candidate is near, too.
pub(crate) fn nearest<'a>(
    written: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    const LONGEST: usize = 64;
    const NEAR: f64 = 0.6;
    if written.len() > LONGEST {
        return None;
    }
    let wanted = fold(written);
    let mut best: Option<(&str, f64)> = None;
    let mut begun: Vec<&str> = Vec::new();
    for candidate in candidates {
        let folded = fold(candidate);
        let near = strsim::normalized_damerau_levenshtein(&wanted, &folded);
        if near >= NEAR && best.is_none_or(|(_, so_far)| near > so_far) {
            best = Some((candidate, near));
        }
        if wanted.len() >= 3 && folded.starts_with(&wanted) {
            begun.push(candidate);
        }
    }
    match begun[..] {
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
