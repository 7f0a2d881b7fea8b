//! Dates in Korean news. A number stands before its unit (`18일`), a particle behind it; what is counted (`3일간`, `10년
//! 만에`) is a length. Rules in rooms of their own, the words they share in `words`.

mod dates;
mod durations;
mod lexicon;
mod relative;

pub(super) use dates::{find_dates, find_decades_and_centuries, find_dotted_dates, find_year_parts};
pub(super) use durations::{
    find_clock_times, find_day_parts, find_durations, find_recurrences, find_vague_references,
};
pub(super) use relative::{find_holidays, find_offsets, find_relative_days, find_relative_units};
