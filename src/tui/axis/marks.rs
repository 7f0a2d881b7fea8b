//! Marks on a lane: a dot for a day, dashes as long as a month or a year that is all that is known, a number where several
//! share a column. Honest before pretty: nothing inexact is a dot. Never knows what is marked.

use super::scale::{Day, Unit, Window, number};
use crate::model::edtf::{Edtf, FIRST_DAY, LAST_DAY};

/// The days of an event, as the axis takes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first possible day; `None` where nobody knows.
    pub first: Option<Day>,
    /// The last possible day; `None` where nobody knows, or it has not ended.
    pub last: Option<Day>,
    /// Whether these days are the event's own, rather than the days between which it lies.
    pub exact: bool,
}

impl Span {
    /// The span of a date.
    pub fn of(date: &Edtf) -> Self {
        let (first, last) = (date.earliest(), date.latest());
        Self {
            first: (first != FIRST_DAY).then(|| number(first)),
            last: (last != LAST_DAY).then(|| number(last)),
            exact: date.is_exact(),
        }
    }

    /// The day at which its mark stands: the first known one.
    pub fn anchor(&self) -> Option<Day> {
        self.first.or(self.last)
    }
}

/// One column of a lane.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// A day of the mark of this number.
    Dot(usize),
    /// Where the mark of this number begins, whose day is not known.
    Hollow(usize),
    /// A day that a mark before may lie on.
    Dash,
    /// So many marks begin here.
    Many(usize),
}

/// Columns of dashes where an end is not known.
const OPEN: i64 = 2;

/// The cells of a lane: one a column of the window. Marks have a number each.
pub fn lane(marks: impl IntoIterator<Item = (usize, Span)>, window: &Window) -> Vec<Cell> {
    let mut cells = vec![Cell::Empty; window.width];
    let mut begun = vec![0; window.width];
    for (mark, span) in marks {
        let Some(anchor) = span.anchor() else { continue };
        let at = window.unit.column(anchor);
        for place in run(&span, at, window) {
            if cells[place] == Cell::Empty {
                cells[place] = if span.exact { Cell::Dot(mark) } else { Cell::Dash };
            }
        }
        // A run that only passes here gives way to one that begins here.
        if let Some(place) = window.place(at) {
            begun[place] += 1;
            cells[place] = match begun[place] {
                1 if span.exact => Cell::Dot(mark),
                1 => Cell::Hollow(mark),
                count => Cell::Many(count),
            };
        }
    }
    cells
}

/// The columns that a span takes: of exact days one each, of a month or a year all.
fn run(span: &Span, at: i64, window: &Window) -> std::ops::Range<usize> {
    let end = |day: Day, unit: Unit| if span.exact { unit.column(day) } else { unit.last_column(day) };
    match (span.first, span.last) {
        (Some(_), Some(last)) => window.range(at, end(last, window.unit)),
        (Some(_), None) => window.range(at, at + OPEN),
        (None, _) => window.range(at - OPEN, at),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A lane of dates as text, the window beginning at the first of `from`.
    fn drawn(dates: &[&str], unit: Unit, from: &str, width: usize) -> String {
        let left = unit.column(number(from.parse().unwrap()));
        let spans = dates.iter().map(|date| Span::of(&date.parse().unwrap())).enumerate();
        let sign = |cell: &Cell| match cell {
            Cell::Empty => '.',
            Cell::Dot(_) => 'x',
            Cell::Hollow(_) => 'o',
            Cell::Dash => '-',
            Cell::Many(count) => char::from_digit(*count as u32, 10).unwrap_or('+'),
        };
        lane(spans, &Window { unit, left, width }).iter().map(sign).collect()
    }

    #[test]
    fn a_day_is_a_dot_and_a_month_is_none() {
        let table: [(&[&str], Unit, &str); 10] = [
            (&["2022-08-18"], Unit::Quarter, "...x............"),
            (&["2022-08"], Unit::Quarter, "o-----.........."),
            (&["2022-08"], Unit::Year, "o-.............."),
            (&["2022-08-18?"], Unit::Quarter, "...o............"),
            (&["2022-08-18/2022-09-05"], Unit::Quarter, "...xxxx........."),
            (&["2022-08-18", "2022-08-19"], Unit::Quarter, "...2............"),
            (&["2022-08-18", "2022-08-19", "2022-08-19"], Unit::Quarter, "...3............"),
            (&["2022-08", "2022-08-18"], Unit::Quarter, "o--x--.........."),
            (&["../2022-09"], Unit::Quarter, "........--o....."),
            (&["2022-08/.."], Unit::Quarter, "o--............."),
        ];
        for (dates, unit, want) in table {
            assert_eq!(drawn(dates, unit, "2022-08-01", 16), want, "{dates:?}");
        }
    }

    #[test]
    fn what_shares_a_column_opens_as_one_zooms() {
        let dates = ["2022-08-17", "2022-08-18", "2022-08-18"];
        assert_eq!(drawn(&dates, Unit::Year, "2022-08-16", 4), ".3..");
        assert_eq!(drawn(&dates, Unit::Day, "2022-08-16", 12), "....x...2...");
    }

    #[test]
    fn a_run_that_began_before_the_window_goes_on_in_it() {
        assert_eq!(drawn(&["2022"], Unit::Month, "2022-06-01", 8), "--------");
        assert_eq!(drawn(&["2021"], Unit::Month, "2022-06-01", 8), "........");
        assert_eq!(drawn(&["2022-05-30/2022-06-03"], Unit::Day, "2022-06-01", 12), "xxxxxxxxx...");
        let across = ["2022-05-30/2022-06-03", "2022-06-01"];
        assert_eq!(drawn(&across, Unit::Day, "2022-06-01", 12), "xxxxxxxxx...", "one begins here, not two");
    }
}
