//! Dates with partial precision: the Extended Date/Time Format (EDTF, ISO 8601-2:2019, Library of Congress profile),
//! levels 0 and 1, plus quarters and halves from level 2. A date never becomes more precise than it was written: a month
//! stays a month.
//!
//! ```
//! use koreacyber_tui::model::Edtf;
//! let date: Edtf = "2022-05~".parse().unwrap();
//! assert_eq!(date.to_string(), "2022-05~");
//! assert_eq!(date.earliest().to_string(), "2022-05-01");
//! assert_eq!(date.latest().to_string(), "2022-05-31");
//! assert_eq!(date.describe(), "about May 2022");
//! assert!("2022-02-31".parse::<Edtf>().is_err());
//! ```

mod date;
mod describe;
mod displayed;
mod parse;
mod partial_date;

pub use date::{Edtf, IntervalEnd, OPEN_END_DAY, OPEN_START_DAY};
pub use parse::EdtfError;
pub use partial_date::{Certainty, DatePrecision, DigitPair, PartialDate, Year, year_part_span};

#[cfg(test)]
mod tests;
