//! Date rules for Korean. A number precedes its unit (`18일`), and a particle follows it. A number that counts units (`3일간`,
//! `10년 만에`) is a length of time.

mod dates;
mod durations;
mod lexicon;
mod relative;

pub(super) use dates::{find_dates, find_decades_and_centuries, find_dotted_dates, find_year_parts};
pub(super) use durations::{
    find_clock_times, find_day_parts, find_durations, find_recurrences, find_vague_references,
};
pub(super) use relative::{
    OffsetWords, find_holidays, find_offset_words, find_offsets, find_relative_days, find_relative_units,
    joins_noun_phrase,
};
