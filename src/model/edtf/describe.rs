//! Dates in words, for the detail pane and `show`, and as the user types them. A description is exactly as precise as the
//! date.

use super::date::{Edtf, IntervalEnd};
use super::parse::EdtfError;
use super::partial_date::{Certainty, DatePrecision, PartialDate};
use chrono::{Datelike, NaiveDate};

impl Edtf {
    /// The date in English words: `Thursday 18 August 2022`, `about May 2022`, `on or before 9 December 2023`.
    pub fn describe(&self) -> String {
        match self {
            Self::Date(date) => date.describe(),
            Self::Interval(IntervalEnd::Date(start), IntervalEnd::Date(end)) => describe_range(start, end),
            Self::Interval(IntervalEnd::Date(start), IntervalEnd::Open) => {
                format!("from {} on", describe_without_weekday(start))
            }
            Self::Interval(IntervalEnd::Date(start), IntervalEnd::Unknown) => {
                format!("from {} to an unknown day", describe_without_weekday(start))
            }
            Self::Interval(_, IntervalEnd::Date(end)) if end.as_day().is_some() => {
                format!("on or before {}", describe_without_weekday(end))
            }
            Self::Interval(_, IntervalEnd::Date(end)) => {
                format!("in or before {}", describe_without_weekday(end))
            }
            Self::Interval(..) => self.to_string(),
        }
    }
}

impl Edtf {
    /// Parses what a user types: EDTF in any letter case, with `2024-H2` and `2024-Q3` for the codes that EDTF has for halves
    /// and quarters.
    pub fn parse_user_input(text: &str) -> Result<Self, EdtfError> {
        let text = text.trim().to_ascii_uppercase();
        let part = text.get(..4).zip(text.get(4..)).and_then(|(year, suffix)| {
            let number = match suffix {
                "-H1" => 40,
                "-H2" => 41,
                "-Q1" => 33,
                "-Q2" => 34,
                "-Q3" => 35,
                "-Q4" => 36,
                _ => return None,
            };
            Some(format!("{year}-{number}"))
        });
        part.unwrap_or(text).parse()
    }

    /// Its days and months as prose writes them, in English and in Korean: `26 April 2023` and `2023년 4월 26일`, `April 2023`
    /// and `2023년 4월`. They have no weekday and no qualifier. Empty if no month is known.
    pub fn prose_forms(&self) -> Vec<String> {
        let known = |date: &PartialDate| {
            let first = date.earliest();
            let patterns = match date.precision {
                _ if date.as_day().is_some() => ["%-d %B %Y", "%Y년 %-m월 %-d일"],
                DatePrecision::Month(month) if month.value().is_some() && date.year.unknown_digits == 0 => {
                    ["%B %Y", "%Y년 %-m월"]
                }
                _ => return Vec::new(),
            };
            patterns.map(|pattern| first.format(pattern).to_string()).to_vec()
        };
        self.dates().flat_map(known).collect()
    }
}

impl PartialDate {
    /// The date in English words, with the weekday if it is a single day.
    pub fn describe(&self) -> String {
        let bare = match self.as_day() {
            Some(day) => day.format("%A %-d %B %Y").to_string(),
            None => self.describe_unqualified(),
        };
        add_qualifier(&bare, self.certainty)
    }

    fn describe_unqualified(&self) -> String {
        let year = match self.year.unknown_digits {
            0 => self.year.first_year.to_string(),
            1 => format!("the {}s", self.year.first_year),
            _ => format!("some year from {} to {}", self.year.first_year, self.year.last_year()),
        };
        match self.precision {
            DatePrecision::Year => year,
            DatePrecision::YearPart(part) => match part {
                21..=24 => {
                    format!("{} {year}", ["spring", "summer", "autumn", "winter"][usize::from(part - 21)])
                }
                33..=36 => {
                    format!(
                        "{} quarter of {year}",
                        ["first", "second", "third", "fourth"][usize::from(part - 33)]
                    )
                }
                _ => format!("{} half of {year}", if part == 40 { "first" } else { "second" }),
            },
            DatePrecision::Month(month) if month.value().is_some() && self.year.unknown_digits == 0 => {
                format_month(self.earliest())
            }
            DatePrecision::Day(month, day)
                if month.value().is_some() && day.value().is_none() && self.year.unknown_digits == 0 =>
            {
                self.describe_days_of_month(day.0)
            }
            _ => format!("some day from {} to {}", format_day(self.earliest()), format_day(self.latest())),
        }
    }

    fn describe_days_of_month(&self, tens: Option<u8>) -> String {
        match tens {
            None => format!("some day in {}", format_month(self.earliest())),
            Some(_) => {
                format!("some day from {} to {}", self.earliest().format("%-d"), format_day(self.latest()))
            }
        }
    }
}

fn describe_range(start: &PartialDate, end: &PartialDate) -> String {
    let certainty = start.certainty;
    match (start.as_day(), end.as_day()) {
        (Some(a), Some(b)) if certainty == end.certainty => {
            let shared = match (a.year() == b.year(), a.month() == b.month()) {
                (true, true) => "%-d",
                (true, false) => "%-d %B",
                _ => "%-d %B %Y",
            };
            add_qualifier(&format!("{} to {}", a.format(shared), format_day(b)), certainty)
        }
        _ => format!("{} to {}", describe_without_weekday(start), describe_without_weekday(end)),
    }
}

fn describe_without_weekday(date: &PartialDate) -> String {
    let bare = date.as_day().map_or_else(|| date.describe_unqualified(), format_day);
    add_qualifier(&bare, date.certainty)
}

fn add_qualifier(words: &str, certainty: Certainty) -> String {
    match certainty {
        Certainty::Certain => words.to_owned(),
        Certainty::Approximate => format!("about {words}"),
        Certainty::Uncertain => format!("{words}, uncertain"),
        Certainty::Both => format!("about {words}, uncertain"),
    }
}

fn format_day(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

fn format_month(day: NaiveDate) -> String {
    day.format("%B %Y").to_string()
}
