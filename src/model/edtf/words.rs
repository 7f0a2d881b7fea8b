//! A date in English words, for the detail pane and `show`. Says exactly as much as the date does.

use super::date::{Bound, Edtf};
use super::parse::EdtfError;
use super::point::{Certainty, Point, Rest};
use chrono::{Datelike, NaiveDate};

impl Edtf {
    /// The date in words: `Thursday 18 August 2022`, `about May 2022`, `on or before 9 December 2023`.
    pub fn in_words(&self) -> String {
        match self {
            Self::Date(point) => point.in_words(),
            Self::Interval(Bound::At(start), Bound::At(end)) => between(start, end),
            Self::Interval(Bound::At(start), Bound::Open) => format!("from {} on", without_weekday(start)),
            Self::Interval(Bound::At(start), Bound::Unknown) => {
                format!("from {} to an unknown day", without_weekday(start))
            }
            Self::Interval(_, Bound::At(end)) if end.as_day().is_some() => {
                format!("on or before {}", without_weekday(end))
            }
            Self::Interval(_, Bound::At(end)) => format!("in or before {}", without_weekday(end)),
            Self::Interval(..) => self.to_string(),
        }
    }
}

impl Edtf {
    /// A date as a person types it: EDTF in any case, and `2024-H2` or `2024-Q3` for the halves and quarters that EDTF has
    /// numbers for.
    pub fn typed(text: &str) -> Result<Self, EdtfError> {
        let text = text.trim().to_ascii_uppercase();
        let part = text.get(..4).zip(text.get(4..)).and_then(|(year, rest)| {
            let number = match rest {
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

    /// The days and months that it names as people write them, in English and in Korean: `26 April 2023` and
    /// `2023년 4월 26일`, `April 2023` and `2023년 4월`. No weekday and no doubt; nothing where no month is known.
    pub fn spoken(&self) -> Vec<String> {
        let known = |point: &Point| {
            let first = point.earliest();
            let patterns = match point.rest {
                _ if point.as_day().is_some() => ["%-d %B %Y", "%Y년 %-m월 %-d일"],
                Rest::Month(month) if month.number().is_some() && point.year.unknown == 0 => {
                    ["%B %Y", "%Y년 %-m월"]
                }
                _ => return Vec::new(),
            };
            patterns.map(|pattern| first.format(pattern).to_string()).to_vec()
        };
        self.points().flat_map(known).collect()
    }
}

impl Point {
    /// The date in words, with the weekday where it is one day.
    pub fn in_words(&self) -> String {
        let bare = match self.as_day() {
            Some(day) => day.format("%A %-d %B %Y").to_string(),
            None => self.bare_words(),
        };
        qualified(&bare, self.certainty)
    }

    fn bare_words(&self) -> String {
        let year = match self.year.unknown {
            0 => self.year.first.to_string(),
            1 => format!("the {}s", self.year.first),
            _ => format!("some year from {} to {}", self.year.first, self.year.last()),
        };
        match self.rest {
            Rest::Nothing => year,
            Rest::Part(part) => match part {
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
            Rest::Month(month) if month.number().is_some() && self.year.unknown == 0 => {
                month_name(self.earliest())
            }
            Rest::Day(month, day)
                if month.number().is_some() && day.number().is_none() && self.year.unknown == 0 =>
            {
                self.part_of_month(day.0)
            }
            _ => format!("some day from {} to {}", plain_day(self.earliest()), plain_day(self.latest())),
        }
    }

    fn part_of_month(&self, tens: Option<u8>) -> String {
        match tens {
            None => format!("some day in {}", month_name(self.earliest())),
            Some(_) => {
                format!("some day from {} to {}", self.earliest().format("%-d"), plain_day(self.latest()))
            }
        }
    }
}

fn between(start: &Point, end: &Point) -> String {
    let certainty = start.certainty;
    match (start.as_day(), end.as_day()) {
        (Some(a), Some(b)) if certainty == end.certainty => {
            let shared = match (a.year() == b.year(), a.month() == b.month()) {
                (true, true) => "%-d",
                (true, false) => "%-d %B",
                _ => "%-d %B %Y",
            };
            qualified(&format!("{} to {}", a.format(shared), plain_day(b)), certainty)
        }
        _ => format!("{} to {}", without_weekday(start), without_weekday(end)),
    }
}

fn without_weekday(point: &Point) -> String {
    let bare = point.as_day().map_or_else(|| point.bare_words(), plain_day);
    qualified(&bare, point.certainty)
}

fn qualified(words: &str, certainty: Certainty) -> String {
    match certainty {
        Certainty::Sure => words.to_owned(),
        Certainty::Approximate => format!("about {words}"),
        Certainty::Uncertain => format!("{words}, uncertain"),
        Certainty::Both => format!("about {words}, uncertain"),
    }
}

fn plain_day(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

fn month_name(day: NaiveDate) -> String {
    day.format("%B %Y").to_string()
}
