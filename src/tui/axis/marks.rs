//! Marks on a lane: a dot for a day, dashes as long as a month or a year that is all that is known, a number where several
//! share a column. Honest before pretty: nothing inexact is a dot. Never knows what is marked.

use super::scale::{AxisWindow, DayNumber, RulerUnit, day_number};
use crate::model::edtf::{Edtf, OPEN_END_DAY, OPEN_START_DAY};

/// The days of an event, as the axis takes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateSpan {
    /// The first possible day; `None` where nobody knows.
    pub first: Option<DayNumber>,
    /// The last possible day; `None` where nobody knows, or it has not ended.
    pub last: Option<DayNumber>,
    /// Whether these days are the event's own, rather than the days between which it lies.
    pub exact: bool,
}

impl DateSpan {
    /// The span of a date.
    pub fn from_date(date: &Edtf) -> Self {
        let (first, last) = (date.earliest(), date.latest());
        Self {
            first: (first != OPEN_START_DAY).then(|| day_number(first)),
            last: (last != OPEN_END_DAY).then(|| day_number(last)),
            exact: date.is_exact(),
        }
    }

    /// The day at which its mark stands: the first known one.
    pub fn anchor(&self) -> Option<DayNumber> {
        self.first.or(self.last)
    }
}

/// One column of a lane.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MarkCell {
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
    Count(usize),
}

/// Columns of dashes where an end is not known.
const OPEN_END_COLUMNS: i64 = 2;

/// The cells of a lane: one a column of the window. Marks have a number each.
pub fn lay_out_marks(
    marks: impl IntoIterator<Item = (usize, DateSpan)>,
    window: &AxisWindow,
) -> Vec<MarkCell> {
    let mut cells = vec![MarkCell::Empty; window.width];
    let mut begun = vec![0; window.width];
    for (mark, span) in marks {
        let Some(anchor) = span.anchor() else { continue };
        let at = window.unit.column(anchor);
        for place in column_range(&span, at, window) {
            if cells[place] == MarkCell::Empty {
                cells[place] = if span.exact { MarkCell::Dot(mark) } else { MarkCell::Dash };
            }
        }
        // A run that only passes here gives way to one that begins here.
        if let Some(place) = window.position_of(at) {
            begun[place] += 1;
            cells[place] = match begun[place] {
                1 if span.exact => MarkCell::Dot(mark),
                1 => MarkCell::Hollow(mark),
                count => MarkCell::Count(count),
            };
        }
    }
    cells
}

/// The columns that a span takes: of exact days one each, of a month or a year all.
fn column_range(span: &DateSpan, at: i64, window: &AxisWindow) -> std::ops::Range<usize> {
    let end =
        |day: DayNumber, unit: RulerUnit| if span.exact { unit.column(day) } else { unit.last_column(day) };
    match (span.first, span.last) {
        (Some(_), Some(last)) => window.clip_columns(at, end(last, window.unit)),
        (Some(_), None) => window.clip_columns(at, at + OPEN_END_COLUMNS),
        (None, _) => window.clip_columns(at - OPEN_END_COLUMNS, at),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A lane of dates as text, the window beginning at the first of `from`.
    fn drawn(dates: &[&str], unit: RulerUnit, from: &str, width: usize) -> String {
        let left = unit.column(day_number(from.parse().unwrap()));
        let spans = dates.iter().map(|date| DateSpan::from_date(&date.parse().unwrap())).enumerate();
        let sign = |cell: &MarkCell| match cell {
            MarkCell::Empty => '.',
            MarkCell::Dot(_) => 'x',
            MarkCell::Hollow(_) => 'o',
            MarkCell::Dash => '-',
            MarkCell::Count(count) => char::from_digit(*count as u32, 10).unwrap_or('+'),
        };
        lay_out_marks(spans, &AxisWindow { unit, left, width }).iter().map(sign).collect()
    }

    #[test]
    fn a_day_is_a_dot_and_a_month_is_none() {
        let table: [(&[&str], RulerUnit, &str); 10] = [
            (&["2022-08-18"], RulerUnit::Quarter, "...x............"),
            (&["2022-08"], RulerUnit::Quarter, "o-----.........."),
            (&["2022-08"], RulerUnit::Year, "o-.............."),
            (&["2022-08-18?"], RulerUnit::Quarter, "...o............"),
            (&["2022-08-18/2022-09-05"], RulerUnit::Quarter, "...xxxx........."),
            (&["2022-08-18", "2022-08-19"], RulerUnit::Quarter, "...2............"),
            (&["2022-08-18", "2022-08-19", "2022-08-19"], RulerUnit::Quarter, "...3............"),
            (&["2022-08", "2022-08-18"], RulerUnit::Quarter, "o--x--.........."),
            (&["../2022-09"], RulerUnit::Quarter, "........--o....."),
            (&["2022-08/.."], RulerUnit::Quarter, "o--............."),
        ];
        for (dates, unit, want) in table {
            assert_eq!(drawn(dates, unit, "2022-08-01", 16), want, "{dates:?}");
        }
    }

    #[test]
    fn what_shares_a_column_opens_as_one_zooms() {
        let dates = ["2022-08-17", "2022-08-18", "2022-08-18"];
        assert_eq!(drawn(&dates, RulerUnit::Year, "2022-08-16", 4), ".3..");
        assert_eq!(drawn(&dates, RulerUnit::Day, "2022-08-16", 12), "....x...2...");
    }

    #[test]
    fn a_run_that_began_before_the_window_goes_on_in_it() {
        assert_eq!(drawn(&["2022"], RulerUnit::Month, "2022-06-01", 8), "--------");
        assert_eq!(drawn(&["2021"], RulerUnit::Month, "2022-06-01", 8), "........");
        assert_eq!(drawn(&["2022-05-30/2022-06-03"], RulerUnit::Day, "2022-06-01", 12), "xxxxxxxxx...");
        let across = ["2022-05-30/2022-06-03", "2022-06-01"];
        assert_eq!(
            drawn(&across, RulerUnit::Day, "2022-06-01", 12),
            "xxxxxxxxx...",
            "one begins here, not two"
        );
    }
}
