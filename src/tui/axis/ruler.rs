//! The ruler: a tick at the start of each unit, its name beside it where there is room, small ticks between. The first name
//! says everything (`2022 Q3`), the others what has changed. Never knows an event.

use super::scale::{Unit, Window, day, number};
use crate::text::width::columns;
use chrono::{Datelike, NaiveDate};

/// The sign of a tick.
pub const TICK: char = '╵';

/// The most ticks of a ruler; a window at the end of the calendar must not go on for ever.
const MOST: usize = 1000;

/// The ruler of a window: as many columns as it has.
pub fn ruler(window: &Window) -> String {
    let mut cells = vec![' '; window.width];
    if let Some(unit) = minor(window.unit) {
        for start in starts(window, unit) {
            if let Some(place) = window.place(window.unit.column(number(start))) {
                cells[place] = TICK;
            }
        }
    }
    let (mut free, mut named) = (0, false);
    for start in starts(window, window.unit) {
        let Some(place) = window.place(window.unit.column(number(start))) else { continue };
        if place < free {
            continue;
        }
        cells[place] = TICK;
        let name = name(window.unit, start, !named);
        let end = place + 1 + columns(&name);
        if end > window.width {
            continue;
        }
        cells.splice(place + 1..end, name.chars());
        // A small tick right behind a name would read as a part of it.
        if let Some(cell) = cells.get_mut(end).filter(|cell| **cell == TICK) {
            *cell = ' ';
        }
        (free, named) = (end + 1, true);
    }
    cells.into_iter().collect()
}

/// The unit of the small ticks.
const fn minor(unit: Unit) -> Option<Unit> {
    match unit {
        Unit::Decade => Some(Unit::Year),
        Unit::Year => Some(Unit::Quarter),
        Unit::Quarter => Some(Unit::Month),
        Unit::Month | Unit::Day => None,
    }
}

/// The starts of a unit in a window.
fn starts(window: &Window, unit: Unit) -> impl Iterator<Item = NaiveDate> {
    let (first, last) = window.days();
    let (first, last) = (unit.start(day(first)), day(last));
    let next =
        move |start: &NaiveDate| Some(unit.step(*start, false)).filter(|next| next > start && *next <= last);
    std::iter::successors(Some(first), next).take(MOST)
}

/// What a tick is called: in full, or what is new since the one before.
fn name(unit: Unit, start: NaiveDate, full: bool) -> String {
    let year = start.year();
    match unit {
        Unit::Decade | Unit::Year => year.to_string(),
        Unit::Quarter if full || start.month() == 1 => format!("{year} Q{}", start.month0() / 3 + 1),
        Unit::Quarter => format!("Q{}", start.month0() / 3 + 1),
        Unit::Month if full || start.month() == 1 => format!("{year}-{:02}", start.month()),
        Unit::Month => format!("{:02}", start.month()),
        Unit::Day if full => start.to_string(),
        Unit::Day if start.day() == 1 => format!("{year}-{:02}-01", start.month()),
        Unit::Day => format!("{:02}", start.day()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(unit: Unit, day: &str, width: usize) -> String {
        let left = unit.column(number(day.parse().unwrap()));
        ruler(&Window { unit, left, width }).trim_end().to_owned()
    }

    #[test]
    fn ticks_stand_at_the_start_of_each_unit() {
        let table = [
            (Unit::Decade, "2010-01-01", 60, "╵2010   ╵   ╵   ╵   ╵   ╵   ╵   ╵   ╵   ╵2020   ╵   ╵   ╵"),
            (Unit::Year, "2020-01-01", 40, "╵2020 ╵  ╵  ╵2021 ╵  ╵  ╵2022 ╵  ╵  ╵  ╵"),
            (
                Unit::Quarter,
                "2022-01-01",
                62,
                "╵2022 Q1  ╵    ╵Q2  ╵    ╵    ╵Q3  ╵    ╵    ╵Q4  ╵    ╵    ╵",
            ),
            (Unit::Month, "2022-11-01", 50, "╵2022-11       ╵12            ╵2023-01        ╵02"),
            (Unit::Day, "2022-08-29", 40, "╵2022-08-29 ╵2022-09-01 ╵04 ╵05 ╵06 ╵07"),
        ];
        for (unit, day, width, want) in table {
            assert_eq!(at(unit, day, width), want);
        }
    }

    #[test]
    fn a_ruler_is_as_wide_as_its_window_wherever_that_is() {
        for unit in Unit::ALL {
            for left in [i64::from(i32::MIN), -5000, 0, 700_000, i64::from(i32::MAX) * 3] {
                for width in [0, 1, 2, 7, 140] {
                    assert_eq!(ruler(&Window { unit, left, width }).chars().count(), width);
                }
            }
        }
    }
}
