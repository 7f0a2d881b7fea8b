//! The number of days from one date to another. If a date is less precise than a day, the result is the range of all
//! possible numbers; no day is ever picked from a month.

use super::edtf::{Certainty, Edtf, OPEN_END_DAY, OPEN_START_DAY};
use chrono::NaiveDate;
use std::fmt;

/// The number of days from one date to another; negative if the second date is earlier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct ElapsedDays {
    /// The smallest possible number, inclusive; `None` if unbounded.
    pub min: Option<i64>,
    /// The largest possible number, inclusive; `None` if unbounded.
    pub max: Option<i64>,
    /// Whether one of the dates is approximate or uncertain (`~`, `?`, `%`); then the bounds are, too.
    pub approximate: bool,
}

impl ElapsedDays {
    /// The days from `from` to `to`. Each date can be any of its days: from a month to one of its own days, the range includes
    /// 0, and an event of several days counts from each of them. If a date is missing, the result is unbounded.
    pub fn between(from: Option<&Edtf>, to: Option<&Edtf>) -> Self {
        let (Some(from), Some(to)) = (from, to) else { return Self::default() };
        Self {
            min: bounded_days_between(from.latest(), to.earliest()),
            max: bounded_days_between(from.earliest(), to.latest()),
            approximate: is_approximate(from) || is_approximate(to),
        }
    }

    /// The median. For an even number of lengths it is the mean of the two in the middle, rounded down for `min` and up for
    /// `max`. `None` if `lengths` is empty.
    pub fn median(lengths: &[Self]) -> Option<Self> {
        let [least, most] = Self::sorted_bounds(lengths)?;
        let middle = |bounds: &[Option<i64>]| {
            let (low, high) = (bounds[(bounds.len() - 1) / 2], bounds[bounds.len() / 2]);
            low.zip(high).map(|(low, high)| low + high)
        };
        let least = middle(&least).map(|sum| sum.div_euclid(2));
        let most = middle(&most).map(|sum| -(-sum).div_euclid(2));
        Some(Self { min: least, max: most, approximate: false }.inherit_approximation(lengths))
    }

    /// The shortest length; a range if it is unknown which one that is. `None` if `lengths` is empty.
    pub fn shortest(lengths: &[Self]) -> Option<Self> {
        let [least, most] = Self::sorted_bounds(lengths)?;
        Some(Self { min: least[0], max: most[0], approximate: false }.inherit_approximation(lengths))
    }

    /// The longest length; a range if it is unknown which one that is. `None` if `lengths` is empty.
    pub fn longest(lengths: &[Self]) -> Option<Self> {
        let [least, most] = Self::sorted_bounds(lengths)?;
        let last = lengths.len() - 1;
        Some(Self { min: least[last], max: most[last], approximate: false }.inherit_approximation(lengths))
    }

    /// Marks a result of `lengths` as approximate if an approximate length overlaps it.
    fn inherit_approximation(self, lengths: &[Self]) -> Self {
        let reaches = |from: Option<i64>, to: Option<i64>| from.zip(to).is_none_or(|(from, to)| from <= to);
        let overlaps = |days: &Self| reaches(days.min, self.max) && reaches(self.min, days.max);
        Self { approximate: lengths.iter().any(|days| days.approximate && overlaps(days)), ..self }
    }

    /// The lower bounds in ascending order, unbounded ones first, and the upper bounds, unbounded ones last.
    fn sorted_bounds(lengths: &[Self]) -> Option<[Vec<Option<i64>>; 2]> {
        if lengths.is_empty() {
            return None;
        }
        let mut least: Vec<_> = lengths.iter().map(|days| days.min).collect();
        let mut most: Vec<_> = lengths.iter().map(|days| days.max).collect();
        least.sort_unstable();
        most.sort_unstable_by_key(|bound| (bound.is_none(), *bound));
        Some([least, most])
    }
}

/// Days from `from` to `to`; `None` if one of them stands for an open end.
fn bounded_days_between(from: NaiveDate, to: NaiveDate) -> Option<i64> {
    let open = |day| day == OPEN_START_DAY || day == OPEN_END_DAY;
    (!open(from) && !open(to)).then(|| (to - from).num_days())
}

fn is_approximate(date: &Edtf) -> bool {
    date.dates().any(|date| date.certainty != Certainty::Certain)
}

impl fmt::Display for ElapsedDays {
    /// `+31 d`, `+14..45 d`, `-3..+5 d`, `+31.. d` without an upper bound, `? d` without any; with a leading `~` if
    /// approximate.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match (self.min, self.max) {
            (None, None) => "? d".to_owned(),
            (Some(least), None) => format!("{}.. d", format_signed(least)),
            (None, Some(most)) => format!("..{} d", format_signed(most)),
            (Some(least), Some(most)) if least == most => format!("{} d", format_signed(least)),
            // A plus sign common to both bounds is written once.
            (Some(least), Some(most)) if least > 0 => format!("+{least}..{most} d"),
            (Some(least), Some(most)) => format!("{}..{} d", format_signed(least), format_signed(most)),
        };
        f.pad(&if self.approximate { format!("~{text}") } else { text })
    }
}

fn format_signed(days: i64) -> String {
    if days > 0 { format!("+{days}") } else { days.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(from: &str, to: &str) -> ElapsedDays {
        let date = |text: &str| (!text.is_empty()).then(|| text.parse::<Edtf>().unwrap());
        ElapsedDays::between(date(from).as_ref(), date(to).as_ref())
    }

    #[test]
    fn days_are_as_exact_as_the_dates() {
        let table = [
            ("2022-03-23", "2022-04-14", "+22 d"),
            ("2022-04-14", "2022-03-23", "-22 d"),
            ("2022-04-14", "2022-04-14", "0 d"),
            ("2024-02-28", "2024-03-01", "+2 d"),
            ("2023-02-28", "2023-03-01", "+1 d"),
            // A month can be any of its days.
            ("2022-03-17", "2022-04", "+15..44 d"),
            ("2022-03", "2022-04-14", "+14..44 d"),
            ("2022-04", "2022-05", "+1..60 d"),
            ("2023-12", "2023-12-05", "-26..+4 d"),
            ("2023-12-01", "2023-12", "0..+30 d"),
            ("2023-12-31", "2023-12", "-30..0 d"),
            ("2022", "2020", "-1095..-366 d"),
            ("201X", "2020-01-01", "+1..3652 d"),
            // An interval can be any of its days.
            ("2009-07-04/2009-07-09", "2009-07-12", "+3..8 d"),
            // Open ends.
            ("../2022-04", "2022-05-01", "+1.. d"),
            ("2022-04-01", "2022-05-01/..", "+30.. d"),
            ("2022-05-01/..", "2022-05-31", "..+30 d"),
            ("2022-05-31", "../2022-05-01", "..-30 d"),
            ("../2022-05-01", "../2022-05-01", "? d"),
            ("", "2022", "? d"),
            ("2022", "", "? d"),
            // An approximate date never gives an exact length.
            ("2022-05-05~", "2022-05-06", "~+1 d"),
            ("2022-05-05", "2022-05?", "~-4..+26 d"),
        ];
        for (from, to, want) in table {
            assert_eq!(days(from, to).to_string(), want, "{from} to {to}");
        }
        assert_eq!(format!("[{:>8}]", days("2022-05-05", "2022-05-06")), "[    +1 d]");
    }

    fn elapsed(least: i64, most: i64) -> ElapsedDays {
        ElapsedDays { min: Some(least), max: Some(most), approximate: false }
    }

    #[test]
    fn the_median_of_ranges_is_a_range() {
        let words = |lengths: &[ElapsedDays]| {
            [ElapsedDays::median(lengths), ElapsedDays::shortest(lengths), ElapsedDays::longest(lengths)]
                .map(|days| days.unwrap().to_string())
        };
        assert_eq!(words(&[elapsed(9, 9), elapsed(1, 1), elapsed(4, 4)]), ["+4 d", "+1 d", "+9 d"]);
        assert_eq!(words(&[elapsed(9, 9), elapsed(4, 4)]), ["+6..7 d", "+4 d", "+9 d"]);
        assert_eq!(words(&[elapsed(9, 9), elapsed(5, 5)]), ["+7 d", "+5 d", "+9 d"]);
        assert_eq!(words(&[elapsed(-4, -4), elapsed(-1, -1)]), ["-3..-2 d", "-4 d", "-1 d"]);
        // The length with a month can be the shortest, the middle one or the longest.
        assert_eq!(
            words(&[elapsed(10, 10), elapsed(2, 30), elapsed(20, 20)]),
            ["+10..20 d", "+2..10 d", "+20..30 d"]
        );
        let open = ElapsedDays { min: Some(3), max: None, approximate: false };
        assert_eq!(words(&[elapsed(1, 1), open]), ["+2.. d", "+1 d", "+3.. d"]);
        assert_eq!(words(&[elapsed(1, 1), elapsed(2, 2), open]), ["+2 d", "+1 d", "+3.. d"]);
        assert_eq!(ElapsedDays::median(&[]), None);
        let near = ElapsedDays { approximate: true, ..elapsed(3, 3) };
        assert_eq!(words(&[near]), ["~+3 d", "~+3 d", "~+3 d"]);
        assert_eq!(words(&[elapsed(1, 1), near, elapsed(5, 5)]), ["~+3 d", "+1 d", "+5 d"]);
    }
}
