//! Numbers in answers and bounds.

use std::cmp::Ordering;
use std::fmt;

use serde::{Serialize, Serializer};

/// A finite number. Two numbers written with the same decimals are equal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number(f64);

impl Number {
    /// A finite number; nothing for NaN and the infinities. `-0` becomes `0`.
    pub(crate) fn new(value: f64) -> Option<Self> {
        value.is_finite().then_some(Self(value + 0.0))
    }

    /// Its value, always finite.
    #[must_use]
    pub fn get(self) -> f64 {
        self.0
    }

    /// Whether a decimal number has more than 15 digits, so that it might be rounded.
    pub(crate) fn has_too_many_digits(text: &str) -> bool {
        const ENOUGH: usize = 15;
        if text.len() <= ENOUGH {
            return false;
        }
        let mantissa = text.split(['e', 'E']).next().unwrap_or_default();
        let not_a_digit = |c: char| !c.is_ascii_digit();
        let digits = mantissa.trim_start_matches(|c: char| c == '0' || not_a_digit(c));
        let digits = digits.trim_end_matches(|c: char| c == '0' || not_a_digit(c));
        digits.bytes().filter(u8::is_ascii_digit).count() > ENOUGH
    }

    /// Reads a decimal number as JSON writes it, such as `22`, `0.5` or `1e-3`.
    pub(crate) fn from_decimal(text: &str) -> Option<Self> {
        if let Some(number) = Self::from_digits(text) {
            return Some(number);
        }
        let numeric = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '+' | 'e' | 'E');
        let starts_well = text.starts_with(|c: char| c.is_ascii_digit() || c == '-');
        let fits = starts_well && text.ends_with(|c: char| c.is_ascii_digit());
        (fits && text.chars().all(numeric)).then(|| text.parse().ok().and_then(Self::new))?
    }
}

impl Number {
    /// Whether it is a whole number small enough to be exact.
    pub(crate) fn is_small_and_whole(self) -> bool {
        const EXACT: f64 = 9_007_199_254_740_992.0; // 2^53
        self.0.fract() == 0.0 && self.0.abs() < EXACT
    }

    /// Reads a number of few digits with or without a decimal point, as most numbers are; `None` for
    /// any other text.
    fn from_digits(text: &str) -> Option<Self> {
        let (number, length) = Self::first_of(text.as_bytes())?;
        (length == text.len()).then_some(number)
    }

    /// The number of few digits, with or without a decimal point, at the start of a text, and its
    /// length in bytes.
    pub(crate) fn first_of(text: &[u8]) -> Option<(Self, usize)> {
        const MOST: usize = 15;
        let (mut digits, mut scale, mut is_fraction) = (0_u64, 1_u64, false);
        let mut length = 0;
        loop {
            match text[length..] {
                [digit @ b'0'..=b'9', ..] => {
                    digits = 10 * digits + u64::from(digit - b'0');
                    scale *= if is_fraction { 10 } else { 1 };
                }
                [b'.', b'0'..=b'9', ..] if !is_fraction && length > 0 => is_fraction = true,
                _ => break,
            }
            length += 1;
            if length > MOST {
                return None;
            }
        }
        // Both are whole and below 2^53, so they are exact, and the quotient is the nearest there
        // is: what a slower reading would give.
        #[expect(clippy::cast_precision_loss, reason = "below 10^15")]
        let number = Self::new(digits as f64 / scale as f64)?;
        (length > 0).then_some((number, length))
    }
}

impl Eq for Number {}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

#[expect(clippy::non_canonical_partial_ord_impl, reason = "one instruction instead of eight")]
impl PartialOrd for Number {
    /// Finite and without a negative zero, so the usual order is the total one.
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        self.0.partial_cmp(&other.0)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Number {
    /// Whole numbers without a fraction: `22`, not `22.0`.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.is_small_and_whole() {
            #[expect(clippy::cast_possible_truncation, reason = "whole and below 2^53")]
            serializer.serialize_i64(self.0 as i64)
        } else {
            serializer.serialize_f64(self.0)
        }
    }
}
