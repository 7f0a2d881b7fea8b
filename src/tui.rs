//! stub
use crate::desk::Desk;
use chrono::NaiveDate;
#[derive(Debug, thiserror::Error)]
#[error("stub")]
pub struct Error;
pub struct Options {
    pub query: String,
    pub today: NaiveDate,
    pub color: bool,
}
pub fn columns() -> Option<usize> {
    None
}
pub fn run(_: Desk, _: &Options) -> Result<(), Error> {
    Err(Error)
}
