//! Which of the values of a column are written down: few, short ones that are repeated, and nothing
//! that may be somebody's own.

use std::collections::BTreeMap;

use super::super::dates::DateOrder;
use super::likely::plain_answer;
use crate::text::escape::is_unprintable;

/// What is written down of the values of a column.
pub(super) enum Shown<'v> {
    Nothing,
    Values(Few<'v>),
    /// What is between the items of the lists, and the items.
    List(&'static str, Few<'v>),
}

/// Different values that are few.
pub(super) struct Few<'v> {
    /// Those that are written down.
    pub(super) shown: Vec<&'v str>,
    /// The number of the others.
    pub(super) others: usize,
}

/// The words of column names whose values are somebody's own, whatever they look like.
const PERSONAL: [&str; 44] = [
    "patient",
    "patientin",
    "client",
    "customer",
    "kunde",
    "kundin",
    "partner",
    "spouse",
    "doctor",
    "gp",
    "therapist",
    "behandler",
    "referred",
    "seen",
    "called",
    "signature",
    "initials",
    "nickname",
    "vorname",
    "nachname",
    "name",
    "surname",
    "firstname",
    "lastname",
    "email",
    "mail",
    "phone",
    "mobile",
    "address",
    "street",
    "city",
    "town",
    "postcode",
    "zip",
    "birth",
    "dob",
    "comment",
    "comments",
    "note",
    "notes",
    "doctor",
    "practitioner",
    "therapist",
    "contact",
];

/// What is written down of the values of a column, none of which is empty.
pub(super) fn shown<'v>(name: &str, values: &[&'v str]) -> Shown<'v> {
    let name = name.to_lowercase();
    if name.split(|c: char| !c.is_alphanumeric()).any(|word| PERSONAL.contains(&word)) {
        return Shown::Nothing;
    }
    if let Some(values) = few_repeated(values.iter().copied(), 8) {
        return Shown::Values(values);
    }
    for separator in ["; ", ";", ", ", ",", "|", "\n"] {
        if values.iter().any(|value| value.contains(separator)) {
            let items = values.iter().flat_map(|value| value.split(separator)).map(str::trim);
            let items = items.filter(|item| !item.is_empty());
            if let Some(items) = few_repeated(items, 16).filter(|items| items.others == 0) {
                return Shown::List(separator, items);
            }
        }
    }
    Shown::Nothing
}

/// The different values, if there are few. All of them have to be repeated and nobody's own, unless
/// some say yes or no: then those that are not are left out.
fn few_repeated<'v>(values: impl Iterator<Item = &'v str>, most: usize) -> Option<Few<'v>> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    let different = counts.len();
    let says_yes_or_no = counts.keys().any(|value| plain_answer(value).is_some());
    let is_fit = |value: &str, count: usize| {
        plain_answer(value).is_some() || (count > 1 && !is_personal(value))
    };
    let shown = counts.into_iter().filter(|(value, count)| is_fit(value, *count));
    let shown: Vec<_> = shown.map(|(value, _)| value).collect();
    let others = different - shown.len();
    let is_shown = !shown.is_empty() && different <= most && (others == 0 || says_yes_or_no);
    is_shown.then_some(Few { shown, others })
}

/// Whether a value may be free text, a name, a date, an address or a number that tells something of
/// one person. A single digit is a code.
fn is_personal(value: &str) -> bool {
    const LONGEST: usize = 40;
    const MOST_WORDS: usize = 5;
    let words: Vec<_> = value.split_whitespace().collect();
    let is_capitalised = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
    value.chars().count() > LONGEST
        || words.len() > MOST_WORDS
        || value.contains('@')
        || value.contains(is_unprintable)
        || value.chars().filter(char::is_ascii_digit).count() > 1
        || (words.len() > 1 && words.iter().all(is_capitalised))
}

/// The order of day, month and year that all values have, where one of them tells it.
pub(super) fn date_order(values: &[&str]) -> Option<DateOrder> {
    const ORDERS: [&str; 8] = [
        "day/month/year",
        "month/day/year",
        "day.month.year",
        "day-month-year",
        "month-day-year",
        "year-month-day",
        "year/month/day",
        "year.month.day",
    ];
    let fits =
        |order: &DateOrder| values.iter().all(|value| matches!(order.read(value), Some(Ok(_))));
    let mut fitting = ORDERS.into_iter().filter_map(DateOrder::named).filter(fits);
    let first = fitting.next().filter(|_| !values.is_empty())?;
    // Where every day could be a month, too, nothing is likely.
    fitting.next().is_none().then_some(first)
}

/// Whether the values are numbers, some with a decimal comma.
pub(super) fn have_decimal_commas(values: &[&str]) -> bool {
    let is_number = |value: &&str| {
        value.split(',').count() <= 2
            && value.split(',').all(|digits| !digits.is_empty())
            && value.bytes().all(|byte| byte.is_ascii_digit() || byte == b',')
    };
    values.iter().all(is_number) && values.iter().any(|value| value.contains(','))
}
