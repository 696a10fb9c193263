//! The words of an entry, and what people say for yes, no, none, all and "not sure".

/// The text in lower case, without accents and apostrophes, with ordinary hyphens and spaces, and
/// with no end of a sentence.
pub(super) fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'à'..='å' => folded.push('a'),
            'ç' => folded.push('c'),
            'è'..='ë' => folded.push('e'),
            'ì'..='ï' => folded.push('i'),
            'ñ' => folded.push('n'),
            'ò'..='ö' | 'ø' => folded.push('o'),
            'ù'..='ü' => folded.push('u'),
            'ý' | 'ÿ' => folded.push('y'),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ß' => folded.push_str("ss"),
            '\'' | '’' | '‘' | '`' | '´' | '\u{300}'..='\u{36f}' => {}
            '‐'..='―' | '−' => folded.push('-'),
            c if c.is_whitespace() => folded.push(' '),
            c => folded.push(c),
        }
    }
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    words.join(" ").trim_end_matches(['.', '!', ' ']).to_owned()
}

/// The words of a folded text, without what stands between them.
pub(super) fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Whether two words are the same, or one is the plural of the other.
pub(super) fn are_same(a: &str, b: &str) -> bool {
    /// Shorter words can be others with an `s`: `fit` and `fits`.
    const MIN_LENGTH: usize = 4;
    let is_plural = |one: &str, many: &str| {
        one.len() >= MIN_LENGTH
            && (many.strip_prefix(one).is_some_and(|end| end == "s" || end == "es")
                || one.strip_suffix('y').is_some_and(|stem| many.strip_suffix("ies") == Some(stem)))
    };
    a == b || is_plural(a, b) || is_plural(b, a)
}

/// Whether a word can turn what is said into its opposite.
pub(super) fn is_negation(word: &str) -> bool {
    const NEGATIONS: &str = "no not never none non nor neither nothing nobody without except \
                             excluding but unless cannot negative false nope nah ex anti";
    const ENDS: &str = "isnt arent wasnt werent dont doesnt didnt havent hasnt hadnt cant wont \
                        couldnt shouldnt wouldnt aint";
    has(NEGATIONS, word) || has(ENDS, word)
}

/// Whether a word may stand beside what is meant and say nothing of its own.
pub(super) fn is_filler(word: &str) -> bool {
    has("a an the of i my me is it its am im are this that have has ive on in at to for with", word)
}

/// Whether a word alone says what is meant: not a number, nor a word that fits many things.
pub(super) fn is_significant(word: &str) -> bool {
    const WEAK: &str = "and any other others all each every both one two three four five six seven \
                        eight nine ten first second third last now even also like such same them \
                        they these those there then than when which who yes yeah yep sure unsure \
                        will would can could may might was were had been did does say number item \
                        items you your mine some else only just more most many much very too";
    word.len() > 2
        && !word.starts_with(|c: char| c.is_ascii_digit())
        && !is_filler(word)
        && !is_negation(word)
        && !has(WEAK, word)
}

/// Whether a folded text is a bare yes.
pub(super) fn is_yes(folded: &str) -> bool {
    has("y yes yeah yep yup", folded)
}

/// Whether a folded text is a bare no.
pub(super) fn is_no(folded: &str) -> bool {
    has("n no nope nah", folded)
}

/// Whether a folded text says that no item of a list applies.
pub(super) fn is_none(folded: &str) -> bool {
    const NONE: [&str; 10] = [
        "0",
        "nothing",
        "neither",
        "none apply",
        "none of the above",
        "not any",
        "not any of these",
        "no none",
        "no to all",
        "no to all of them",
    ];
    let none = folded.strip_prefix("none of ").is_some_and(is_them);
    is_no(folded) || folded == "none" || none || NONE.contains(&folded)
}

/// Whether a folded text says that every item of a list applies.
pub(super) fn is_all(folded: &str) -> bool {
    let all = folded.strip_prefix("all of ").is_some_and(is_them);
    all || ["all", "everything", "all apply", "yes to all", "all of the above"].contains(&folded)
}

/// Whether a folded text says that the person does not know, or would rather not say.
pub(super) fn is_unsure(folded: &str) -> bool {
    const UNSURE: [&str; 13] = [
        "s",
        "unsure",
        "not sure",
        "dont know",
        "do not know",
        "dunno",
        "idk",
        "no idea",
        "not known",
        "maybe",
        "rather not say",
        "prefer not to say",
        "prefer not say",
    ];
    let said = ["i would ", "id ", "i am ", "im ", "i "]
        .iter()
        .find_map(|start| folded.strip_prefix(start))
        .unwrap_or(folded);
    let about = [" about any of", " of any of", " about all of"];
    let said = about
        .iter()
        .find_map(|about| said.split_once(about))
        .map_or(said, |(said, them)| if is_them(them.trim_start()) { said } else { "" });
    UNSURE.contains(&said)
}

/// The number of words at the start that say "not sure" of what follows; 0 if they do not.
pub(super) fn unsure_mark(words: &[&str]) -> usize {
    const MARKS: [&[&str]; 10] = [
        &["s"],
        &["unsure"],
        &["not", "sure"],
        &["dont", "know"],
        &["do", "not", "know"],
        &["not", "sure", "if"],
        &["maybe"],
        &["perhaps"],
        &["possibly"],
        &["dont", "know", "if"],
    ];
    let mark = MARKS.iter().filter(|mark| words.starts_with(mark)).map(|mark| mark.len()).max();
    let Some(mark) = mark else { return 0 };
    mark + usize::from(words.get(mark).is_some_and(|next| has("about of", next)))
}

fn is_them(folded: &str) -> bool {
    has("them these those it this that", folded)
}

fn has(list: &str, word: &str) -> bool {
    !word.contains(' ') && list.split(' ').any(|known| known == word)
}
