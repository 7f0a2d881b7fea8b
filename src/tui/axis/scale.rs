//! The units of the ruler, and the column of a day at each. Time is to scale: every column stands for the same number of
//! days.

use chrono::{Datelike, Months, NaiveDate};

/// A unit of the ruler.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum RulerUnit {
    Decade,
    #[default]
    Year,
    Quarter,
    Month,
    Day,
}

/// A day, as the number of days of the common era that `chrono` uses.
pub type DayNumber = i64;

impl RulerUnit {
    /// Every unit, the coarsest first.
    pub const ALL: [Self; 5] = [Self::Decade, Self::Year, Self::Quarter, Self::Month, Self::Day];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Decade => "decade",
            Self::Year => "year",
            Self::Quarter => "quarter",
            Self::Month => "month",
            Self::Day => "day",
        }
    }

    /// The next finer one; `None` for the finest.
    pub fn finer(self) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| *unit > self)
    }

    /// The next coarser one; `None` for the coarsest.
    pub fn coarser(self) -> Option<Self> {
        Self::ALL.into_iter().rev().find(|unit| *unit < self)
    }

    /// A number of columns and the days they stand for. A mean year of 1461/4 days takes 4, 12, 60 or 180 columns.
    const fn column_ratio(self) -> (i64, i64) {
        match self {
            Self::Decade => (16, 1461),
            Self::Year => (48, 1461),
            Self::Quarter => (240, 1461),
            Self::Month => (720, 1461),
            Self::Day => (4, 1),
        }
    }

    /// The column in which a day starts.
    pub const fn column(self, day: DayNumber) -> i64 {
        let (columns, days) = self.column_ratio();
        (day * columns).div_euclid(days)
    }

    /// The last column of a day: the one before the next day's, but at least its own.
    pub fn last_column(self, day: DayNumber) -> i64 {
        (self.column(day + 1) - 1).max(self.column(day))
    }

    /// The first day that starts in `column` or after it.
    pub const fn day_at(self, column: i64) -> DayNumber {
        let (columns, days) = self.column_ratio();
        let exact = column * days;
        exact.div_euclid(columns) + if exact.rem_euclid(columns) == 0 { 0 } else { 1 }
    }

    /// The first day of the unit that contains `day`.
    pub fn start(self, day: NaiveDate) -> NaiveDate {
        let (year, month) = match self {
            Self::Decade => (day.year().div_euclid(10) * 10, 1),
            Self::Year => (day.year(), 1),
            Self::Quarter => (day.year(), day.month0() / 3 * 3 + 1),
            Self::Month => (day.year(), day.month()),
            Self::Day => return day,
        };
        NaiveDate::from_ymd_opt(year, month, 1).unwrap_or(day)
    }

    /// The same day one unit later or, if `back`, earlier; at the end of the calendar the day itself.
    pub fn step_date(self, day: NaiveDate, back: bool) -> NaiveDate {
        let months = Months::new(match self {
            Self::Decade => 120,
            Self::Year => 12,
            Self::Quarter => 3,
            Self::Month => 1,
            Self::Day => {
                let next = if back { day.pred_opt() } else { day.succ_opt() };
                return next.unwrap_or(day);
            }
        });
        let to = if back { day.checked_sub_months(months) } else { day.checked_add_months(months) };
        to.unwrap_or(day)
    }
}

/// The number of a day.
pub fn day_number(day: NaiveDate) -> DayNumber {
    DayNumber::from(day.num_days_from_ce())
}

/// The day with a number; beyond the calendar, its first or last day.
pub fn date_from_number(number: DayNumber) -> NaiveDate {
    let end = if number > 0 { NaiveDate::MAX } else { NaiveDate::MIN };
    i32::try_from(number).ok().and_then(NaiveDate::from_num_days_from_ce_opt).unwrap_or(end)
}

/// The unit of the axis, and the column in its middle, which is independent of the width.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Axis {
    /// The unit of its ruler.
    pub unit: RulerUnit,
    /// The column in the middle of the window.
    pub center: i64,
}

/// Free columns before the first and after the last event of the store.
const EDGE_COLUMNS: i64 = 2;

impl Axis {
    /// Its window of `width` columns.
    pub const fn window(&self, width: usize) -> AxisWindow {
        AxisWindow { unit: self.unit, left: self.center - width as i64 / 2, width }
    }

    /// Changes the unit. The day `about` keeps its column on the screen.
    pub const fn zoom(&mut self, unit: RulerUnit, about: DayNumber) {
        let place = self.unit.column(about) - self.center;
        *self = Self { unit, center: unit.column(about) - place };
    }

    /// Moves a day to the middle.
    pub const fn center_on(&mut self, day: DayNumber) {
        self.center = self.unit.column(day);
    }

    /// Scrolls so that `day` is visible: as little as necessary to leave some room beside it, or with the day in the middle
    /// if it was not visible at all, and not beyond the days `whole` of the store.
    pub fn scroll_to_day(&mut self, day: DayNumber, whole: (DayNumber, DayNumber), width: usize) {
        let (column, wide) = (self.unit.column(day), width as i64);
        let margin = wide / 8;
        let left = match self.window(width).position_of(column) {
            Some(_) => self.window(width).left.clamp(column - (wide - 1 - margin).max(0), column - margin),
            // A far jump shows what surrounds the day.
            None => column - wide / 2,
        };
        let (first, last) =
            (self.unit.column(whole.0) - EDGE_COLUMNS, self.unit.last_column(whole.1) + EDGE_COLUMNS);
        let left = left.min(last + 1 - wide).max(first);
        self.center = left + wide / 2;
    }
}

/// The part of the axis on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AxisWindow {
    /// The unit of its ruler.
    pub unit: RulerUnit,
    /// Its first column, counted as [`RulerUnit::column`] does.
    pub left: i64,
    /// How many columns it has.
    pub width: usize,
}

impl AxisWindow {
    /// The position of a column in the window; `None` if it is outside.
    pub fn position_of(&self, column: i64) -> Option<usize> {
        usize::try_from(column - self.left).ok().filter(|place| *place < self.width)
    }

    /// The positions of the columns from `first` to `last` (inclusive) that are in the window.
    pub fn clip_columns(&self, first: i64, last: i64) -> std::ops::Range<usize> {
        let clamp = |column: i64| (column - self.left).clamp(0, self.width as i64) as usize;
        let (first, end) = (clamp(first), clamp(last.saturating_add(1)));
        first..end.max(first)
    }

    /// The first and last day that start in it.
    pub fn visible_days(&self) -> (DayNumber, DayNumber) {
        (self.unit.day_at(self.left), self.unit.day_at(self.left + self.width as i64) - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_column_contains_the_start_of_its_day() {
        for unit in RulerUnit::ALL {
            for number in (700_000..740_000).step_by(7) {
                let column = unit.column(number);
                assert!(
                    unit.day_at(column) <= number && number < unit.day_at(column + 1),
                    "{unit:?} {number}"
                );
                assert!(unit.last_column(number) >= column);
            }
        }
        assert_eq!(RulerUnit::Day.last_column(10), 43, "a day takes four columns");
    }

    #[test]
    fn a_unit_has_a_start_and_a_next_one() {
        let table = [
            (RulerUnit::Decade, "2022-08-18", "2020-01-01", "2032-08-18"),
            (RulerUnit::Year, "2022-08-18", "2022-01-01", "2023-08-18"),
            (RulerUnit::Quarter, "2022-08-18", "2022-07-01", "2022-11-18"),
            (RulerUnit::Month, "2024-01-31", "2024-01-01", "2024-02-29"),
            (RulerUnit::Day, "2022-12-31", "2022-12-31", "2023-01-01"),
        ];
        for (unit, day, start, next) in table {
            assert_eq!((unit.start(date(day)), unit.step_date(date(day), false)), (date(start), date(next)));
        }
        assert_eq!(RulerUnit::Year.step_date(NaiveDate::MAX, false), NaiveDate::MAX);
        assert_eq!(
            (RulerUnit::Decade.coarser(), RulerUnit::Day.finer(), RulerUnit::Year.finer()),
            (None, None, Some(RulerUnit::Quarter))
        );
    }

    #[test]
    fn a_zoom_keeps_the_column_of_the_day() {
        let day = day_number(date("2022-08-18"));
        let mut axis = Axis { unit: RulerUnit::Year, center: RulerUnit::Year.column(day) - 17 };
        for unit in [RulerUnit::Month, RulerUnit::Day, RulerUnit::Decade, RulerUnit::Quarter] {
            axis.zoom(unit, day);
            assert_eq!(axis.window(100).position_of(unit.column(day)), Some(67), "{unit:?}");
        }
    }

    #[test]
    fn the_selected_day_is_visible_and_the_store_fills_the_window() {
        let whole = (day_number(date("2009-07-04")), day_number(date("2026-03-12")));
        for unit in RulerUnit::ALL {
            for width in [1, 2, 9, 40, 127] {
                let mut axis = Axis { unit, center: 0 };
                for day in ["2026-03-12", "2009-07-04", "2016-01-01", "2022-08-18"] {
                    let day = day_number(date(day));
                    axis.scroll_to_day(day, whole, width);
                    assert!(axis.window(width).position_of(unit.column(day)).is_some(), "{unit:?} {width}");
                }
            }
        }
        let mut axis = Axis { unit: RulerUnit::Year, center: 0 };
        axis.scroll_to_day(whole.0, whole, 100);
        assert_eq!(axis.window(100).position_of(RulerUnit::Year.column(whole.0)), Some(2));
        axis.scroll_to_day(whole.1, whole, 100);
        assert_eq!(axis.window(100).position_of(RulerUnit::Year.column(whole.1)), Some(97));
    }

    #[test]
    fn columns_outside_the_window_are_clipped() {
        let window = AxisWindow { unit: RulerUnit::Day, left: 100, width: 10 };
        assert_eq!(
            (
                window.position_of(100),
                window.position_of(109),
                window.position_of(110),
                window.position_of(99)
            ),
            (Some(0), Some(9), None, None)
        );
        assert_eq!(window.clip_columns(0, i64::MAX), 0..10);
        assert_eq!((window.clip_columns(95, 102), window.clip_columns(120, 130).len()), (0..3, 0));
        assert_eq!(window.visible_days(), (25, 27));
    }

    #[test]
    fn numbers_beyond_the_calendar_are_its_ends() {
        assert_eq!(
            (date_from_number(i64::MAX), date_from_number(i64::MIN)),
            (NaiveDate::MAX, NaiveDate::MIN)
        );
        assert_eq!(date_from_number(day_number(date("2022-08-18"))), date("2022-08-18"));
    }
}
