//! TIMEX3 types and values (ISO-TimeML).

use super::calendar_period::{CalendarPeriod, timex_year_part};
use super::time_expr::{DateField, DayPart, Quantity, TimeExpr, TimeUnit, VagueReference};
use crate::loader::types::TimexType;
use std::fmt::Write;

/// The TIMEX3 value of an expression that resolves to `period`; with `X` for unknown digits if it does not resolve.
pub(super) fn timex_value(expr: &TimeExpr, period: Option<CalendarPeriod>) -> String {
    let period = period.map(CalendarPeriod::to_timex);
    match expr {
        TimeExpr::Vague(VagueReference::Past) => "PAST_REF".to_owned(),
        TimeExpr::Vague(VagueReference::Present) => "PRESENT_REF".to_owned(),
        TimeExpr::Vague(VagueReference::Future) => "FUTURE_REF".to_owned(),
        TimeExpr::Duration { count, unit } => timex_duration(*count, *unit),
        TimeExpr::Recurrence(value) => value.clone(),
        TimeExpr::DayPart { part, day } => {
            format!("{}T{}", period.unwrap_or_else(|| underspecified_value(day)), day_part_code(*part))
        }
        TimeExpr::ClockTime { hour, minute, day } => {
            let minute = minute.map(|minute| format!(":{minute:02}")).unwrap_or_default();
            format!("{}T{hour:02}{minute}", period.unwrap_or_else(|| underspecified_value(day)))
        }
        _ => period.unwrap_or_else(|| underspecified_value(expr)),
    }
}

/// The TIMEX3 value of a length of time: `P3D`, `PT5H30M`, `PXW`.
pub(super) fn timex_duration(count: Quantity, unit: TimeUnit) -> String {
    let (letter, clock) = unit.timex_letter();
    let time = if clock { "T" } else { "" };
    let Some(whole) = count.whole else { return format!("P{time}X{letter}") };
    let whole = whole * unit.to_base().1;
    let half = match (count.plus_half, unit) {
        (false, _) => String::new(),
        (true, TimeUnit::Year) => "6M".to_owned(),
        (true, TimeUnit::Hour) => "30M".to_owned(),
        (true, TimeUnit::Minute) => "30S".to_owned(),
        (true, TimeUnit::Decade) => return format!("P{}Y", whole + 5),
        (true, TimeUnit::Century) => return format!("P{}Y", whole + 50),
        (true, TimeUnit::Fortnight) => return format!("P{}W", whole + 1),
        (true, TimeUnit::Second | TimeUnit::Day | TimeUnit::Week | TimeUnit::Month | TimeUnit::Quarter) => {
            return format!("P{time}{whole}.5{letter}");
        }
    };
    let whole = if whole == 0 && !half.is_empty() { String::new() } else { format!("{whole}{letter}") };
    format!("P{time}{whole}{half}")
}

/// The TIMEX3 type of an expression.
pub(super) fn timex_kind(expr: &TimeExpr) -> TimexType {
    match expr {
        TimeExpr::Duration { .. } => TimexType::Duration,
        TimeExpr::Recurrence(_) => TimexType::Set,
        TimeExpr::DayPart { .. } | TimeExpr::ClockTime { .. } => TimexType::Time,
        _ => TimexType::Date,
    }
}

/// The TIMEX3 letters of a part of the day.
fn day_part_code(part: DayPart) -> &'static str {
    match part {
        DayPart::Morning => "MO",
        DayPart::Afternoon => "AF",
        DayPart::Evening => "EV",
        DayPart::Night => "NI",
        DayPart::Daytime => "DT",
    }
}

/// The TIMEX3 value of an expression that does not resolve, with the fields that its words give.
fn underspecified_value(expr: &TimeExpr) -> String {
    match expr {
        TimeExpr::Date { year, month, day, .. } => {
            let named = |field: &Option<DateField>| match field {
                Some(DateField::Explicit(number)) => Some(*number),
                _ => None,
            };
            let mut value = named(year).map_or_else(|| "XXXX".to_owned(), |year| format!("{year:04}"));
            if month.is_some() || day.is_some() {
                value += &named(month).map_or_else(|| "-XX".to_owned(), |month| format!("-{month:02}"));
            }
            if let Some(day) = day {
                let _ = write!(value, "-{day:02}");
            }
            value
        }
        TimeExpr::Weekday { day, .. } => format!("XXXX-WXX-{}", day.number_from_monday()),
        TimeExpr::Weekend { .. } => "XXXX-WXX-WE".to_owned(),
        TimeExpr::YearPart { part, .. } => format!("XXXX-{}", timex_year_part(*part)),
        TimeExpr::Offset { unit, .. } => match unit {
            TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour | TimeUnit::Day => "XXXX-XX-XX",
            TimeUnit::Week | TimeUnit::Fortnight => "XXXX-WXX",
            TimeUnit::Month => "XXXX-XX",
            TimeUnit::Quarter => "XXXX-QX",
            TimeUnit::Year => "XXXX",
            TimeUnit::Decade => "XXX",
            TimeUnit::Century => "XX",
        }
        .to_owned(),
        _ => "XXXX-XX-XX".to_owned(),
    }
}
