//! One number for each range of numbers that rules can tell apart.

use crate::rulebook::{Bound, Number, Range};

/// For each stretch that the bounds cut out of `min..=max` one number in it, from the lowest to
/// the highest. A stretch in which no number lies has none.
pub(crate) fn one_of_each(min: Number, max: Number, mut bounds: Vec<Number>) -> Vec<Number> {
    bounds.sort_unstable();
    bounds.dedup();
    let (Some(&first), Some(&last)) = (bounds.first(), bounds.last()) else { return vec![min] };
    let inside = |at| Bound { at, inclusive: true };
    let outside = |at| Bound { at, inclusive: false };
    let mut numbers = Vec::with_capacity(2 * bounds.len() + 1);
    // The number next to a bound tells a person most about it.
    numbers.extend(simplest(inside(min), outside(first), false));
    for (at, &bound) in bounds.iter().enumerate() {
        numbers.push(bound);
        if let Some(&next) = bounds.get(at + 1) {
            numbers.extend(simplest(outside(bound), outside(next), true));
        }
    }
    numbers.extend(simplest(outside(last), inside(max), true));
    numbers
}

/// A number between two bounds with as few decimals as possible, next to the lower bound or to
/// the upper one.
fn simplest(low: Bound, high: Bound, next_to_low: bool) -> Option<Number> {
    let range = Range { lower: Some(low), upper: Some(high) };
    let fits = |number: &Number| range.contains(*number);
    (0..=15)
        .filter_map(|decimals| {
            let scale = 10_f64.powi(decimals);
            let whole = if next_to_low {
                (low.at.get() * scale).floor() + 1.0
            } else {
                (high.at.get() * scale).ceil() - 1.0
            };
            Number::new(whole / scale)
        })
        .find(fits)
        // Bounds so close, or so large, that only the neighbour is left, or the end itself.
        .or_else(|| Number::new(low.at.get().next_up()).filter(fits))
        .or_else(|| Some(low.at).filter(fits))
        .or_else(|| Some(high.at).filter(fits))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(min: f64, max: f64, bounds: &[f64]) -> Vec<String> {
        let number = |value| Number::new(value).unwrap();
        let bounds = bounds.iter().copied().map(number).collect();
        let numbers = one_of_each(number(min), number(max), bounds);
        numbers.iter().map(Number::to_string).collect()
    }

    #[test]
    fn every_stretch_has_one_simple_number() {
        assert_eq!(shown(0.1, 5.0, &[0.3]), ["0.2", "0.3", "1"]);
        assert_eq!(shown(0.0, 120.0, &[22.0, 18.0]), ["17", "18", "19", "22", "23"]);
        assert_eq!(shown(0.0, 1.0, &[0.3, 0.5]), ["0", "0.3", "0.4", "0.5", "1"]);
        assert_eq!(shown(-1.0, 1.0, &[]), ["-1"]);
    }

    #[test]
    fn a_stretch_without_a_number_has_none() {
        assert_eq!(shown(0.0, 1.0, &[0.0, 1.0]), ["0", "0.1", "1"]);
        let next = 1_f64.next_up();
        assert_eq!(shown(1.0, next, &[1.0, next]).len(), 2);
        assert_eq!(shown(-f64::MAX, f64::MAX, &[0.0]).len(), 3);
    }
}
