//! TIMEX3 (ISO-TimeML) as it is written: types and values. Never resolves anything.

use super::calendar_period::{CalendarPeriod, timex_year_part};
use super::time_expr::{DateField, DayPart, Quantity, TimeExpr, TimeUnit, VagueReference};
use crate::loader::types::TimexType;
use std::fmt::Write;

/// The TIMEX3 value of an expression that lies at `moment`, or of one that nobody can place.
pub(super) fn timex_value(sense: &TimeExpr, moment: Option<CalendarPeriod>) -> String {
    let moment = moment.map(CalendarPeriod::to_timex);
    match sense {
        TimeExpr::Vague(VagueReference::Past) => "PAST_REF".to_owned(),
        TimeExpr::Vague(VagueReference::Present) => "PRESENT_REF".to_owned(),
        TimeExpr::Vague(VagueReference::Future) => "FUTURE_REF".to_owned(),
        TimeExpr::Duration { count, unit } => timex_duration(*count, *unit),
        TimeExpr::Recurrence(value) => value.clone(),
        TimeExpr::DayPart { part, day } => {
            format!("{}T{}", moment.unwrap_or_else(|| underspecified_value(day)), day_part_code(*part))
        }
        TimeExpr::ClockTime { hour, minute, day } => {
            let minute = minute.map(|minute| format!(":{minute:02}")).unwrap_or_default();
            format!("{}T{hour:02}{minute}", moment.unwrap_or_else(|| underspecified_value(day)))
        }
        _ => moment.unwrap_or_else(|| underspecified_value(sense)),
    }
}

/// A length of time in TIMEX3: `P3D`, `PT5H30M`, `PXW`.
pub(super) fn timex_duration(count: Quantity, unit: TimeUnit) -> String {
    let (letter, clock) = unit.timex_letter();
    let time = if clock { "T" } else { "" };
    let Some(whole) = count.whole else { return format!("P{time}X{letter}") };
    let whole = whole * unit.timex_multiplier();
    let half = match (count.plus_half, unit) {
        (false, _) => String::new(),
        (true, TimeUnit::Year) => "6M".to_owned(),
        (true, TimeUnit::Hour) => "30M".to_owned(),
        (true, TimeUnit::Minute) => "30S".to_owned(),
        (true, TimeUnit::Decade) => return format!("P{}Y", whole + 5),
        (true, TimeUnit::Century) => return format!("P{}Y", whole + 50),
        (true, _) => return format!("P{time}{whole}.5{letter}"),
    };
    let whole = if whole == 0 && !half.is_empty() { String::new() } else { format!("{whole}{letter}") };
    format!("P{time}{whole}{half}")
}

/// The type of an expression.
pub(super) fn timex_kind(sense: &TimeExpr) -> TimexType {
    match sense {
        TimeExpr::Duration { .. } => TimexType::Duration,
        TimeExpr::Recurrence(_) => TimexType::Set,
        TimeExpr::DayPart { .. } | TimeExpr::ClockTime { .. } => TimexType::Time,
        _ => TimexType::Date,
    }
}

fn day_part_code(part: DayPart) -> &'static str {
    match part {
        DayPart::Morning => "MO",
        DayPart::Afternoon => "AF",
        DayPart::Evening => "EV",
        DayPart::Night => "NI",
        DayPart::Daytime => "DT",
    }
}

/// The TIMEX3 value of what cannot be placed: as much as the words say.
fn underspecified_value(sense: &TimeExpr) -> String {
    match sense {
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
            TimeUnit::Week => "XXXX-WXX",
            TimeUnit::Month => "XXXX-XX",
            TimeUnit::Quarter => "XXXX-QX",
            TimeUnit::Year => "XXXX",
            TimeUnit::Decade => "XXX",
            TimeUnit::Century => "XX",
            _ => "XXXX-XX-XX",
        }
        .to_owned(),
        _ => "XXXX-XX-XX".to_owned(),
    }
}
