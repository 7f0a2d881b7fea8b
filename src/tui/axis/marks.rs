//! The marks of a lane: a dot for a known day, a dashed run for a date known only to the month or year, a number if several
//! share a column. Markers never show more precision than the dates have.

use super::scale::{AxisWindow, DayNumber, RulerUnit, day_number};
use crate::model::edtf::{Edtf, OPEN_END_DAY, OPEN_START_DAY};

/// The days of an event on the axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateSpan {
    /// The first possible day; `None` if unknown.
    pub first: Option<DayNumber>,
    /// The last possible day; `None` if unknown or not ended.
    pub last: Option<DayNumber>,
    /// Whether the event lasts all these days, rather than lying somewhere between them.
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

    /// The day of its mark: the first known one.
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
    /// A known day of the mark with this number.
    Dot(usize),
    /// The start of the mark with this number, whose day is not known.
    Hollow(usize),
    /// A possible day of a mark that starts before.
    Dash,
    /// This number of marks starts here.
    Count(usize),
}

/// Columns of dashes at an unknown end.
const OPEN_END_COLUMNS: i64 = 2;

/// The cells of a lane, one for each column of the window. Each mark has a number.
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
        // A mark that starts here replaces a run that only passes.
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

/// The columns of a span: one for each exact day, all of a month or year.
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

    /// A lane of dates as text, with a window that starts at `from`.
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
    fn a_day_is_a_dot_and_a_month_is_a_run() {
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
    fn marks_in_one_column_separate_when_zooming_in() {
        let dates = ["2022-08-17", "2022-08-18", "2022-08-18"];
        assert_eq!(drawn(&dates, RulerUnit::Year, "2022-08-16", 4), ".3..");
        assert_eq!(drawn(&dates, RulerUnit::Day, "2022-08-16", 12), "....x...2...");
    }

    #[test]
    fn a_run_that_starts_before_the_window_continues_in_it() {
        assert_eq!(drawn(&["2022"], RulerUnit::Month, "2022-06-01", 8), "--------");
        assert_eq!(drawn(&["2021"], RulerUnit::Month, "2022-06-01", 8), "........");
        assert_eq!(drawn(&["2022-05-30/2022-06-03"], RulerUnit::Day, "2022-06-01", 12), "xxxxxxxxx...");
        let across = ["2022-05-30/2022-06-03", "2022-06-01"];
        assert_eq!(
            drawn(&across, RulerUnit::Day, "2022-06-01", 12),
            "xxxxxxxxx...",
            "one mark starts here, not two"
        );
    }
}
