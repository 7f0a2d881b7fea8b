//! Dates in Korean news. A number stands before its unit (`18일`), a particle behind it; what is counted (`3일간`, `10년
//! 만에`) is a length. Rules in rooms of their own, the words they share in `words`.

mod dates;
mod lengths;
mod relative;
mod words;

pub(super) use dates::{ages, dates, dotted, parts};
pub(super) use lengths::{clock, hours, lengths, refs, sets};
pub(super) use relative::{ago, days, feasts, units};
