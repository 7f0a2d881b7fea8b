//! Days from one date to another. Where a date is no exact day the answer is a range: everything the dates allow.
//! Never picks a day out of a month.

use super::edtf::{Certainty, Edtf, FIRST_DAY, LAST_DAY};
use chrono::NaiveDate;
use std::fmt;

/// Days from one date to another, negative where the second is the earlier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Days {
    /// The fewest that the dates allow, included; `None` where nothing bounds them.
    pub least: Option<i64>,
    /// The most that the dates allow, included; `None` where nothing bounds them.
    pub most: Option<i64>,
    /// Whether a date is only near or doubtful (`~`, `?`, `%`): then the bounds themselves are.
    pub about: bool,
}

impl Days {
    /// From `from` to `to`. Each may be any of its days: from a month to one of its own days is a range on both sides of
    /// 0, and an event of several days counts from each of them. No date bounds nothing.
    pub fn between(from: Option<&Edtf>, to: Option<&Edtf>) -> Self {
        let (Some(from), Some(to)) = (from, to) else { return Self::default() };
        Self {
            least: distance(from.latest(), to.earliest()),
            most: distance(from.earliest(), to.latest()),
            about: is_about(from) || is_about(to),
        }
    }

    /// What lies in the middle when the lengths are put in order: half of them are no longer, half no shorter. Of an
    /// even number it lies between the two in the middle, a half being rounded down at one end and up at the other.
    /// `None` of no lengths.
    pub fn median(lengths: &[Self]) -> Option<Self> {
        let [least, most] = Self::sorted(lengths)?;
        let middle = |bounds: &[Option<i64>]| {
            let (low, high) = (bounds[(bounds.len() - 1) / 2], bounds[bounds.len() / 2]);
            low.zip(high).map(|(low, high)| low + high)
        };
        let least = middle(&least).map(|sum| sum.div_euclid(2));
        let most = middle(&most).map(|sum| -(-sum).div_euclid(2));
        Some(Self { least, most, about: false }.touched_by(lengths))
    }

    /// The shortest of the lengths; a range where it is not known which one that is. `None` of no lengths.
    pub fn shortest(lengths: &[Self]) -> Option<Self> {
        let [least, most] = Self::sorted(lengths)?;
        Some(Self { least: least[0], most: most[0], about: false }.touched_by(lengths))
    }

    /// The longest of the lengths; a range where it is not known which one that is. `None` of no lengths.
    pub fn longest(lengths: &[Self]) -> Option<Self> {
        let [least, most] = Self::sorted(lengths)?;
        let last = lengths.len() - 1;
        Some(Self { least: least[last], most: most[last], about: false }.touched_by(lengths))
    }

    /// What was drawn from `lengths` is only near where one of them that is only near may be it.
    fn touched_by(self, lengths: &[Self]) -> Self {
        let reaches = |from: Option<i64>, to: Option<i64>| from.zip(to).is_none_or(|(from, to)| from <= to);
        let overlaps = |days: &Self| reaches(days.least, self.most) && reaches(self.least, days.most);
        Self { about: lengths.iter().any(|days| days.about && overlaps(days)), ..self }
    }

    /// The lower bounds in order, an open one first; the upper bounds in order, an open one last.
    fn sorted(lengths: &[Self]) -> Option<[Vec<Option<i64>>; 2]> {
        if lengths.is_empty() {
            return None;
        }
        let mut least: Vec<_> = lengths.iter().map(|days| days.least).collect();
        let mut most: Vec<_> = lengths.iter().map(|days| days.most).collect();
        least.sort_unstable();
        most.sort_unstable_by_key(|bound| (bound.is_none(), *bound));
        Some([least, most])
    }
}

/// Days from `from` to `to`; `None` where one of them stands for an open end.
fn distance(from: NaiveDate, to: NaiveDate) -> Option<i64> {
    let open = |day| day == FIRST_DAY || day == LAST_DAY;
    (!open(from) && !open(to)).then(|| (to - from).num_days())
}

fn is_about(date: &Edtf) -> bool {
    date.points().any(|point| point.certainty != Certainty::Sure)
}

impl fmt::Display for Days {
    /// `+31 d`, `+14..45 d`, `-3..+5 d`, `+31.. d` where the end is open, `? d` where nothing is known; `~` before it
    /// where a date is only near.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match (self.least, self.most) {
            (None, None) => "? d".to_owned(),
            (Some(least), None) => format!("{}.. d", signed(least)),
            (None, Some(most)) => format!("..{} d", signed(most)),
            (Some(least), Some(most)) if least == most => format!("{} d", signed(least)),
            // The sign stands once where it is the same at both ends.
            (Some(least), Some(most)) if least > 0 => format!("+{least}..{most} d"),
            (Some(least), Some(most)) => format!("{}..{} d", signed(least), signed(most)),
        };
        f.pad(&if self.about { format!("~{text}") } else { text })
    }
}

fn signed(days: i64) -> String {
    if days > 0 { format!("+{days}") } else { days.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(from: &str, to: &str) -> Days {
        let date = |text: &str| (!text.is_empty()).then(|| text.parse::<Edtf>().unwrap());
        Days::between(date(from).as_ref(), date(to).as_ref())
    }

    #[test]
    fn days_are_as_exact_as_the_dates() {
        let table = [
            ("2022-03-23", "2022-04-14", "+22 d"),
            ("2022-04-14", "2022-03-23", "-22 d"),
            ("2022-04-14", "2022-04-14", "0 d"),
            ("2024-02-28", "2024-03-01", "+2 d"),
            ("2023-02-28", "2023-03-01", "+1 d"),
            // A month is any of its days.
            ("2022-03-17", "2022-04", "+15..44 d"),
            ("2022-03", "2022-04-14", "+14..44 d"),
            ("2022-04", "2022-05", "+1..60 d"),
            ("2023-12", "2023-12-05", "-26..+4 d"),
            ("2023-12-01", "2023-12", "0..+30 d"),
            ("2023-12-31", "2023-12", "-30..0 d"),
            ("2022", "2020", "-1095..-366 d"),
            ("201X", "2020-01-01", "+1..3652 d"),
            // Several days are each of them.
            ("2009-07-04/2009-07-09", "2009-07-12", "+3..8 d"),
            // Open ends.
            ("../2022-04", "2022-05-01", "+1.. d"),
            ("2022-04-01", "2022-05-01/..", "+30.. d"),
            ("2022-05-01/..", "2022-05-31", "..+30 d"),
            ("2022-05-31", "../2022-05-01", "..-30 d"),
            ("../2022-05-01", "../2022-05-01", "? d"),
            ("", "2022", "? d"),
            ("2022", "", "? d"),
            // What is only near never looks exact.
            ("2022-05-05~", "2022-05-06", "~+1 d"),
            ("2022-05-05", "2022-05?", "~-4..+26 d"),
        ];
        for (from, to, want) in table {
            assert_eq!(days(from, to).to_string(), want, "{from} to {to}");
        }
        assert_eq!(format!("[{:>8}]", days("2022-05-05", "2022-05-06")), "[    +1 d]");
    }

    fn of(least: i64, most: i64) -> Days {
        Days { least: Some(least), most: Some(most), about: false }
    }

    #[test]
    fn the_middle_of_ranges_is_a_range() {
        let words = |lengths: &[Days]| {
            [Days::median(lengths), Days::shortest(lengths), Days::longest(lengths)]
                .map(|days| days.unwrap().to_string())
        };
        assert_eq!(words(&[of(9, 9), of(1, 1), of(4, 4)]), ["+4 d", "+1 d", "+9 d"]);
        assert_eq!(words(&[of(9, 9), of(4, 4)]), ["+6..7 d", "+4 d", "+9 d"]);
        assert_eq!(words(&[of(9, 9), of(5, 5)]), ["+7 d", "+5 d", "+9 d"]);
        assert_eq!(words(&[of(-4, -4), of(-1, -1)]), ["-3..-2 d", "-4 d", "-1 d"]);
        // The month may be the shortest, the middle one or the longest.
        assert_eq!(words(&[of(10, 10), of(2, 30), of(20, 20)]), ["+10..20 d", "+2..10 d", "+20..30 d"]);
        let open = Days { least: Some(3), most: None, about: false };
        assert_eq!(words(&[of(1, 1), open]), ["+2.. d", "+1 d", "+3.. d"]);
        assert_eq!(words(&[of(1, 1), of(2, 2), open]), ["+2 d", "+1 d", "+3.. d"]);
        assert_eq!(Days::median(&[]), None);
        let near = Days { about: true, ..of(3, 3) };
        assert_eq!(words(&[near]), ["~+3 d", "~+3 d", "~+3 d"]);
        assert_eq!(words(&[of(1, 1), near, of(5, 5)]), ["~+3 d", "+1 d", "+5 d"]);
    }
}
