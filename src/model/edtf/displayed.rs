//! Parses dates as the program shows them, so that what is read on the screen can be typed: `2024-03`, `2024-Q3`,
//! `2024 spring`, `2022-05-21/22`, `October 2022`, `Thursday 18 August 2022`, `about May 2022`.

use super::date::Edtf;
use super::parse::EdtfError;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const SEASONS: [(&str, u32); 5] =
    [("spring", 21), ("summer", 22), ("autumn", 23), ("fall", 23), ("winter", 24)];
const ORDINALS: [&str; 4] = ["first", "second", "third", "fourth"];
/// Letters that identify a month.
const MIN_MONTH_LETTERS: usize = 3;

impl Edtf {
    /// Parses a date in any form in which the program shows dates. A text with anything else in it is an error.
    pub fn parse_displayed(text: &str) -> Result<Self, EdtfError> {
        Self::parse_user_input(text).or_else(|error| {
            let edtf = expand_short_interval(text.trim()).or_else(|| words_to_edtf(text));
            edtf.and_then(|edtf| edtf.parse().ok()).ok_or(error)
        })
    }
}

/// `2022-05-21/22` as `2022-05-21/2022-05-22`.
fn expand_short_interval(text: &str) -> Option<String> {
    let (start, end) = text.split_once('/')?;
    let shared = start.len().checked_sub(end.len()).filter(|shared| *shared > 0)?;
    Some(format!("{start}/{}{end}", start.get(..shared)?))
}

/// A date in words as EDTF.
fn words_to_edtf(text: &str) -> Option<String> {
    let lower = text.trim().to_lowercase();
    let (lower, approximate) = match lower.strip_prefix("about ") {
        Some(rest) => (rest.to_owned(), true),
        None => (lower, false),
    };
    let (lower, uncertain) = match lower.strip_suffix(", uncertain") {
        Some(rest) => (rest.to_owned(), true),
        None => (lower, false),
    };
    let words: Vec<&str> = lower.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let words = match words.as_slice() {
        [first, rest @ ..] if WEEKDAYS.contains(first) => rest,
        all => all,
    };
    let date = match words {
        [day, month, year] | [month, day, year] if month_number(month).is_some() => {
            let day: u32 = day.parse().ok()?;
            format!("{}-{:02}-{day:02}", four_digits(year)?, month_number(month)?)
        }
        [part, year] | [year, part] if four_digits(year).is_some() => {
            let season = SEASONS.iter().find(|(name, _)| name == part).map(|(_, code)| *code);
            let code = month_number(part).or(season).or_else(|| numbered_part(part))?;
            format!("{year}-{code:02}")
        }
        [ordinal, unit @ ("quarter" | "half"), "of", year] => {
            let n = ORDINALS.iter().position(|word| word == ordinal)? as u32;
            let code = if *unit == "quarter" { 33 + n } else { 40 + n };
            format!("{}-{code}", four_digits(year)?)
        }
        _ => return None,
    };
    let sign = match (approximate, uncertain) {
        (false, false) => "",
        (true, false) => "~",
        (false, true) => "?",
        (true, true) => "%",
    };
    Some(date + sign)
}

/// The code of `q3` or `h2`.
fn numbered_part(word: &str) -> Option<u32> {
    let (letter, number) = word.split_at_checked(1)?;
    match (letter, number.parse().ok()?) {
        ("q", n @ 1..=4) => Some(32 + n),
        ("h", n @ 1..=2) => Some(39 + n),
        _ => None,
    }
}

fn month_number(word: &str) -> Option<u32> {
    let word = word.trim_end_matches('.');
    let is_name = |name: &str| word.len() >= MIN_MONTH_LETTERS && name.starts_with(word);
    MONTHS.iter().position(|name| is_name(name)).map(|at| at as u32 + 1)
}

fn four_digits(word: &str) -> Option<&str> {
    Some(word).filter(|word| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_back_as_it_is_shown() {
        let dates = [
            "2022-08-18",
            "2022-08",
            "2022",
            "2022-08~",
            "2022-08?",
            "2024-21",
            "2024-35",
            "2024-41",
            "2024-24~",
            "2022-05-21/2022-05-22",
            "../2024-03",
        ];
        for date in dates.map(|date| date.parse::<Edtf>().unwrap()) {
            assert_eq!(Edtf::parse_displayed(&date.to_string()), Ok(date.clone()));
            let shown = date.to_short_string();
            // A qualifier after a season is the only one of these with a form of its own.
            if !shown.ends_with("winter~") {
                assert_eq!(Edtf::parse_displayed(&shown), Ok(date.clone()), "{shown}");
            }
            if !date.to_string().contains('/') {
                assert_eq!(Edtf::parse_displayed(&date.describe()), Ok(date.clone()), "{}", date.describe());
            }
        }
        for (typed, date) in
            [("Oct 2022", "2022-10"), ("August 18, 2022", "2022-08-18"), ("Q3 2024", "2024-35")]
        {
            assert_eq!(Edtf::parse_displayed(typed).unwrap().to_string(), date);
        }
        for wrong in ["soon", "31 April 2022", "next year", "2022/09", "2026-13", "Oct", "ma 2022", "", "/"] {
            assert!(Edtf::parse_displayed(wrong).is_err(), "{wrong}");
        }
    }
}
