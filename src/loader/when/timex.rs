//! TIMEX3 (ISO-TimeML) as it is written: types and values. Never resolves anything.

use super::moment::{Moment, part_letters};
use super::sense::{Count, Field, Hours, Sense, Unit, Vague};
use crate::loader::parts::TagKind;
use std::fmt::Write;

/// The TIMEX3 value of an expression that lies at `moment`, or of one that nobody can place.
pub(super) fn value(sense: &Sense, moment: Option<Moment>) -> String {
    let moment = moment.map(Moment::timex);
    match sense {
        Sense::Vague(Vague::Past) => "PAST_REF".to_owned(),
        Sense::Vague(Vague::Present) => "PRESENT_REF".to_owned(),
        Sense::Vague(Vague::Future) => "FUTURE_REF".to_owned(),
        Sense::Length { count, unit } => length(*count, *unit),
        Sense::Each(value) => value.clone(),
        Sense::Hours { part, day } => {
            format!("{}T{}", moment.unwrap_or_else(|| unknown(day)), letters(*part))
        }
        Sense::Clock { hour, minute, day } => {
            let minute = minute.map(|minute| format!(":{minute:02}")).unwrap_or_default();
            format!("{}T{hour:02}{minute}", moment.unwrap_or_else(|| unknown(day)))
        }
        _ => moment.unwrap_or_else(|| unknown(sense)),
    }
}

/// A length of time in TIMEX3: `P3D`, `PT5H30M`, `PXW`.
pub(super) fn length(count: Count, unit: Unit) -> String {
    let (letter, clock) = unit.letter();
    let time = if clock { "T" } else { "" };
    let Some(whole) = count.whole else { return format!("P{time}X{letter}") };
    let whole = whole * unit.size();
    let half = match (count.half, unit) {
        (false, _) => String::new(),
        (true, Unit::Year) => "6M".to_owned(),
        (true, Unit::Hour) => "30M".to_owned(),
        (true, Unit::Minute) => "30S".to_owned(),
        (true, Unit::Decade) => return format!("P{}Y", whole + 5),
        (true, Unit::Century) => return format!("P{}Y", whole + 50),
        (true, _) => return format!("P{time}{whole}.5{letter}"),
    };
    let whole = if whole == 0 && !half.is_empty() { String::new() } else { format!("{whole}{letter}") };
    format!("P{time}{whole}{half}")
}

/// The type of an expression.
pub(super) fn kind(sense: &Sense) -> TagKind {
    match sense {
        Sense::Length { .. } => TagKind::Duration,
        Sense::Each(_) => TagKind::Set,
        Sense::Hours { .. } | Sense::Clock { .. } => TagKind::Time,
        _ => TagKind::Date,
    }
}

fn letters(part: Hours) -> &'static str {
    match part {
        Hours::Morning => "MO",
        Hours::Afternoon => "AF",
        Hours::Evening => "EV",
        Hours::Night => "NI",
        Hours::Daytime => "DT",
    }
}

/// The TIMEX3 value of what cannot be placed: as much as the words say.
fn unknown(sense: &Sense) -> String {
    match sense {
        Sense::Date { year, month, day, .. } => {
            let named = |field: &Option<Field>| match field {
                Some(Field::Named(number)) => Some(*number),
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
        Sense::Weekday { day, .. } => format!("XXXX-WXX-{}", day.number_from_monday()),
        Sense::Weekend { .. } => "XXXX-WXX-WE".to_owned(),
        Sense::Part { part, .. } => format!("XXXX-{}", part_letters(*part)),
        Sense::Shift { unit, .. } => match unit {
            Unit::Week => "XXXX-WXX",
            Unit::Month => "XXXX-XX",
            Unit::Quarter => "XXXX-QX",
            Unit::Year => "XXXX",
            Unit::Decade => "XXX",
            Unit::Century => "XX",
            _ => "XXXX-XX-XX",
        }
        .to_owned(),
        _ => "XXXX-XX-XX".to_owned(),
    }
}
