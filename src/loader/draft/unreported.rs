//! What a text mentions without reporting it as an event of its day: what did not happen, and what is only remembered.

use super::anniversary::find_anniversary;
use super::not_happened::{NotHappened, find_not_happened};

/// Finds what a sentence or a title says did not happen, or only remembers.
pub(super) fn find_unreported(text: &str) -> NotHappened {
    let mut found = find_not_happened(text);
    found.ranges.extend(find_anniversary(text).map(|found| found.range));
    found
}
