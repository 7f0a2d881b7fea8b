//! A strict EDTF parser. A text that is no calendar date is an error; it is never rolled over to the next month.

use super::date::{Edtf, IntervalEnd, IntervalError};
use super::partial_date::{Certainty, DatePrecision, DigitPair, PartialDate, Year, year_part_span};
use std::str::FromStr;

/// Why a text is not an EDTF date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EdtfError {
    /// The text is not in EDTF syntax.
    #[error(
        "{0:?} is not a date; write 2022-08-18, 2022-08, 2022, 2022-05-21/2022-05-22, 2022-05~, 2016-08? or ../2022-04"
    )]
    InvalidFormat(String),
    /// The text is in EDTF syntax, but no calendar day matches, as in `2022-02-31`.
    #[error("{0:?}: there is no such day")]
    NoSuchDay(String),
    /// An interval that ends before it begins.
    #[error("{0:?} ends before it begins")]
    EndBeforeStart(String),
    /// An interval without a date on either side.
    #[error("{0:?} has no date; give at least one end of the interval")]
    NoDate(String),
}

impl FromStr for Edtf {
    type Err = EdtfError;

    fn from_str(text: &str) -> Result<Self, EdtfError> {
        let excerpt = || text.chars().take(40).collect::<String>();
        match text.split_once('/') {
            None => Ok(Self::Date(parse_partial_date(text)?)),
            Some((start, end)) => Edtf::interval(parse_interval_end(start)?, parse_interval_end(end)?)
                .map_err(|error| match error {
                    IntervalError::EndBeforeStart => EdtfError::EndBeforeStart(excerpt()),
                    IntervalError::NoDate => EdtfError::NoDate(excerpt()),
                }),
        }
    }
}

fn parse_interval_end(text: &str) -> Result<IntervalEnd, EdtfError> {
    match text {
        ".." => Ok(IntervalEnd::Open),
        "" => Ok(IntervalEnd::Unknown),
        _ => parse_partial_date(text).map(IntervalEnd::Date),
    }
}

fn parse_partial_date(text: &str) -> Result<PartialDate, EdtfError> {
    let excerpt = || text.chars().take(40).collect::<String>();
    let invalid = || EdtfError::InvalidFormat(excerpt());
    let (bare, certainty) = match text.as_bytes().last() {
        Some(b'~') => (&text[..text.len() - 1], Certainty::Approximate),
        Some(b'?') => (&text[..text.len() - 1], Certainty::Uncertain),
        Some(b'%') => (&text[..text.len() - 1], Certainty::Both),
        _ => (text, Certainty::Certain),
    };
    let mut parts = bare.split('-');
    let year = parts.next().and_then(parse_year).ok_or_else(invalid)?;
    let precision = match (parts.next(), parts.next(), parts.next()) {
        (None, ..) => DatePrecision::Year,
        (Some(part), None, _) => parse_month_or_part(part).ok_or_else(invalid)?,
        (Some(month), Some(day), None) => DatePrecision::Day(
            parse_digit_pair(month).ok_or_else(invalid)?,
            parse_digit_pair(day).ok_or_else(invalid)?,
        ),
        _ => return Err(invalid()),
    };
    let date = PartialDate::new(year, precision).ok_or_else(|| EdtfError::NoSuchDay(excerpt()))?;
    Ok(PartialDate { certainty, ..date })
}

fn parse_year(text: &str) -> Option<Year> {
    let known = text.trim_end_matches('X');
    let unknown = text.len() - known.len();
    if text.len() != 4 || unknown > 2 || !known.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let first = known.parse::<i32>().ok()? * 10_i32.pow(unknown as u32);
    // The year 0 is invalid, and so is a decade that would contain it.
    (first > 0).then_some(Year { first_year: first, unknown_digits: unknown as u8 })
}

fn parse_month_or_part(text: &str) -> Option<DatePrecision> {
    let digits = parse_digit_pair(text)?;
    match digits.value() {
        Some(part @ 13..) => year_part_span(part as u8).map(|_| DatePrecision::YearPart(part as u8)),
        _ => Some(DatePrecision::Month(digits)),
    }
}

fn parse_digit_pair(text: &str) -> Option<DigitPair> {
    let digit = |byte: &u8| match byte {
        b'X' => Some(None),
        b'0'..=b'9' => Some(Some(byte - b'0')),
        _ => None,
    };
    match text.as_bytes() {
        [tens, ones] => Some(DigitPair(digit(tens)?, digit(ones)?)),
        _ => None,
    }
}
