//! EDTF from text. Strict: what is not a date of the calendar is refused, never rolled over to the next month.

use super::date::{Bound, Edtf, Flaw};
use super::point::{Certainty, Digits, Point, Rest, Year, part_of_year};
use std::str::FromStr;

/// Why a text is not a date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EdtfError {
    /// Not in the form of EDTF.
    #[error(
        "{0:?} is not a date; write 2022-08-18, 2022-08, 2022, 2022-05-21/2022-05-22, 2022-05~, 2016-08? or ../2022-04"
    )]
    Form(String),
    /// In the form of EDTF, but no day of the calendar fits, as `2022-02-31`.
    #[error("{0:?}: there is no such day")]
    NoSuchDay(String),
    /// An interval that ends before it begins.
    #[error("{0:?} ends before it begins")]
    Backwards(String),
    /// An interval without any date.
    #[error("{0:?} says nothing: one end needs a date")]
    Empty(String),
}

impl FromStr for Edtf {
    type Err = EdtfError;

    fn from_str(text: &str) -> Result<Self, EdtfError> {
        let shown = || text.chars().take(40).collect::<String>();
        match text.split_once('/') {
            None => Ok(Self::Date(point(text)?)),
            Some((start, end)) => Edtf::interval(bound(start)?, bound(end)?).map_err(|flaw| match flaw {
                Flaw::Backwards => EdtfError::Backwards(shown()),
                Flaw::Empty => EdtfError::Empty(shown()),
            }),
        }
    }
}

fn bound(text: &str) -> Result<Bound, EdtfError> {
    match text {
        ".." => Ok(Bound::Open),
        "" => Ok(Bound::Unknown),
        _ => point(text).map(Bound::At),
    }
}

fn point(text: &str) -> Result<Point, EdtfError> {
    let shown = || text.chars().take(40).collect::<String>();
    let form = || EdtfError::Form(shown());
    let (bare, certainty) = match text.as_bytes().last() {
        Some(b'~') => (&text[..text.len() - 1], Certainty::Approximate),
        Some(b'?') => (&text[..text.len() - 1], Certainty::Uncertain),
        Some(b'%') => (&text[..text.len() - 1], Certainty::Both),
        _ => (text, Certainty::Sure),
    };
    let mut parts = bare.split('-');
    let year = parts.next().and_then(year).ok_or_else(form)?;
    let rest = match (parts.next(), parts.next(), parts.next()) {
        (None, ..) => Rest::Nothing,
        (Some(part), None, _) => month_or_part(part).ok_or_else(form)?,
        (Some(month), Some(day), None) => {
            Rest::Day(digits(month).ok_or_else(form)?, digits(day).ok_or_else(form)?)
        }
        _ => return Err(form()),
    };
    let point = Point::new(year, rest).ok_or_else(|| EdtfError::NoSuchDay(shown()))?;
    Ok(Point { certainty, ..point })
}

fn year(text: &str) -> Option<Year> {
    let known = text.trim_end_matches('X');
    let unknown = text.len() - known.len();
    if text.len() != 4 || unknown > 2 || !known.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let first = known.parse::<i32>().ok()? * 10_i32.pow(unknown as u32);
    // The year 0 is refused, and so is a decade that would hold it.
    (first > 0).then_some(Year { first, unknown: unknown as u8 })
}

fn month_or_part(text: &str) -> Option<Rest> {
    let digits = digits(text)?;
    match digits.number() {
        Some(part @ 13..) => part_of_year(part as u8).map(|_| Rest::Part(part as u8)),
        _ => Some(Rest::Month(digits)),
    }
}

fn digits(text: &str) -> Option<Digits> {
    let digit = |byte: &u8| match byte {
        b'X' => Some(None),
        b'0'..=b'9' => Some(Some(byte - b'0')),
        _ => None,
    };
    match text.as_bytes() {
        [tens, ones] => Some(Digits(digit(tens)?, digit(ones)?)),
        _ => None,
    }
}
