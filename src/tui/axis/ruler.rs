//! The ruler: a tick at the start of each unit with a label if there is room, and minor ticks between. The first label is
//! complete (`2022 Q3`), the others show what has changed.

use super::scale::{AxisWindow, RulerUnit, date_from_number, day_number};
use crate::text::width::display_width;
use chrono::{Datelike, NaiveDate};

/// A tick.
pub const TICK: char = '╵';

/// The most ticks of a ruler, so that a window at the end of the calendar terminates.
const MAX_TICKS: usize = 1000;

/// The text of the ruler of a window, as wide as the window.
pub fn render_ruler(window: &AxisWindow) -> String {
    let mut cells = vec![' '; window.width];
    if let Some(unit) = minor_unit(window.unit) {
        for start in unit_starts(window, unit) {
            if let Some(place) = window.position_of(window.unit.column(day_number(start))) {
                cells[place] = TICK;
            }
        }
    }
    let (mut free, mut named) = (0, false);
    for start in unit_starts(window, window.unit) {
        let Some(place) = window.position_of(window.unit.column(day_number(start))) else { continue };
        if place < free {
            continue;
        }
        cells[place] = TICK;
        let name = tick_label(window.unit, start, !named);
        let end = place + 1 + display_width(&name);
        if end > window.width {
            continue;
        }
        cells.splice(place + 1..end, name.chars());
        // A minor tick right after a label would look like a part of it.
        if let Some(cell) = cells.get_mut(end).filter(|cell| **cell == TICK) {
            *cell = ' ';
        }
        (free, named) = (end + 1, true);
    }
    cells.into_iter().collect()
}

/// The unit of the minor ticks.
const fn minor_unit(unit: RulerUnit) -> Option<RulerUnit> {
    match unit {
        RulerUnit::Decade => Some(RulerUnit::Year),
        RulerUnit::Year => Some(RulerUnit::Quarter),
        RulerUnit::Quarter => Some(RulerUnit::Month),
        RulerUnit::Month | RulerUnit::Day => None,
    }
}

/// The starts of a unit in a window.
fn unit_starts(window: &AxisWindow, unit: RulerUnit) -> impl Iterator<Item = NaiveDate> {
    let (first, last) = window.visible_days();
    let (first, last) = (unit.start(date_from_number(first)), date_from_number(last));
    let next = move |start: &NaiveDate| {
        Some(unit.step_date(*start, false)).filter(|next| next > start && *next <= last)
    };
    std::iter::successors(Some(first), next).take(MAX_TICKS)
}

/// The label of a tick: complete, or what has changed since the previous one.
fn tick_label(unit: RulerUnit, start: NaiveDate, full: bool) -> String {
    let year = start.year();
    match unit {
        RulerUnit::Decade | RulerUnit::Year => year.to_string(),
        RulerUnit::Quarter if full || start.month() == 1 => format!("{year} Q{}", start.month0() / 3 + 1),
        RulerUnit::Quarter => format!("Q{}", start.month0() / 3 + 1),
        RulerUnit::Month if full || start.month() == 1 => format!("{year}-{:02}", start.month()),
        RulerUnit::Month => format!("{:02}", start.month()),
        RulerUnit::Day if full => start.to_string(),
        RulerUnit::Day if start.day() == 1 => format!("{year}-{:02}-01", start.month()),
        RulerUnit::Day => format!("{:02}", start.day()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(unit: RulerUnit, day: &str, width: usize) -> String {
        let left = unit.column(day_number(day.parse().unwrap()));
        render_ruler(&AxisWindow { unit, left, width }).trim_end().to_owned()
    }

    #[test]
    fn ticks_are_at_the_start_of_each_unit() {
        let table = [
            (
                RulerUnit::Decade,
                "2010-01-01",
                60,
                "╵2010   ╵   ╵   ╵   ╵   ╵   ╵   ╵   ╵   ╵2020   ╵   ╵   ╵",
            ),
            (RulerUnit::Year, "2020-01-01", 40, "╵2020 ╵  ╵  ╵2021 ╵  ╵  ╵2022 ╵  ╵  ╵  ╵"),
            (
                RulerUnit::Quarter,
                "2022-01-01",
                62,
                "╵2022 Q1  ╵    ╵Q2  ╵    ╵    ╵Q3  ╵    ╵    ╵Q4  ╵    ╵    ╵",
            ),
            (RulerUnit::Month, "2022-11-01", 50, "╵2022-11       ╵12            ╵2023-01        ╵02"),
            (RulerUnit::Day, "2022-08-29", 40, "╵2022-08-29 ╵2022-09-01 ╵04 ╵05 ╵06 ╵07"),
        ];
        for (unit, day, width, want) in table {
            assert_eq!(at(unit, day, width), want);
        }
    }

    #[test]
    fn a_ruler_is_as_wide_as_its_window() {
        for unit in RulerUnit::ALL {
            for left in [i64::from(i32::MIN), -5000, 0, 700_000, i64::from(i32::MAX) * 3] {
                for width in [0, 1, 2, 7, 140] {
                    assert_eq!(render_ruler(&AxisWindow { unit, left, width }).chars().count(), width);
                }
            }
        }
    }
}
