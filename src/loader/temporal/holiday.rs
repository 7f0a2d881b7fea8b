//! When a holiday is, as written in `data/loader/temporal.toml`.

use chrono::{NaiveDate, Weekday};
use serde::Deserialize;

/// The rule for the date of a holiday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(super) enum HolidayRule {
    /// `12-25`.
    Fixed { month: u32, day: u32 },
    /// `11-thu-4`: the fourth Thursday of November.
    NthWeekday { month: u32, weekday: Weekday, n: u8 },
    /// `05-mon-last`: the last Monday of May.
    LastWeekday { month: u32, weekday: Weekday },
}

impl HolidayRule {
    /// The day of the holiday in a year.
    pub(super) fn date_in(self, year: i32) -> Option<NaiveDate> {
        match self {
            Self::Fixed { month, day } => NaiveDate::from_ymd_opt(year, month, day),
            Self::NthWeekday { month, weekday, n } => {
                NaiveDate::from_weekday_of_month_opt(year, month, weekday, n)
            }
            Self::LastWeekday { month, weekday } => {
                let nth = |n| NaiveDate::from_weekday_of_month_opt(year, month, weekday, n);
                nth(5).or_else(|| nth(4))
            }
        }
    }

    fn parse(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.split('-').collect();
        let month = parts.first()?.parse().ok()?;
        match parts[1..] {
            [day] => Some(Self::Fixed { month, day: day.parse().ok()? }),
            [weekday, "last"] => Some(Self::LastWeekday { month, weekday: weekday.parse().ok()? }),
            [weekday, n] => {
                Some(Self::NthWeekday { month, weekday: weekday.parse().ok()?, n: n.parse().ok()? })
            }
            _ => None,
        }
    }
}

impl TryFrom<String> for HolidayRule {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let example = "write 12-25, 11-thu-4 or 05-mon-last";
        Self::parse(&text).ok_or_else(|| format!("{text:?} is not the date of a holiday; {example}"))
    }
}
