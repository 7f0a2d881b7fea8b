//! Date stamps and datelines of articles: "Published: Aug. 18, 2022", "입력 2022.08.18.", "SEOUL, Aug. 18 (Agency) --".
//! Dates without a year are never read.

use crate::loader::phrase_matcher::{find_phrase, has_phrase};
use crate::loader::phrase_tables::{DateRole, header_table};
use crate::loader::temporal;
use crate::loader::types::{PublicationBasis, PublicationDate};
use crate::model::Edtf;
use crate::text::{fold, has_hangul};
use std::ops::Range;

/// Longest line that is read as a stamp, in characters.
pub(in crate::loader) const MAX_STAMP_CHARS: usize = 160;
/// Longest dateline, in characters.
const MAX_DATELINE_CHARS: usize = 90;
/// Longest distance from a label to its date, in bytes.
const MAX_LABEL_GAP_BYTES: usize = 14;

/// A date that a line of the header states.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::loader) struct DateStamp {
    date: Edtf,
    /// The line that states it, verbatim.
    pub(in crate::loader) line: String,
    /// Whether the date is that of a change ("Updated: …"), which only bounds the publication.
    pub(in crate::loader) is_update: bool,
}

impl DateStamp {
    fn new(date: Edtf, line: &str) -> Self {
        Self { date, line: line.to_owned(), is_update: false }
    }

    /// The publication date that the stamp gives: its date, or for an update an interval that ends there.
    pub(in crate::loader) fn into_publication_date(self) -> PublicationDate {
        let (date, basis) = if self.is_update {
            (Edtf::until(&self.date), PublicationBasis::Updated)
        } else {
            (Some(self.date), PublicationBasis::Text)
        };
        PublicationDate { date, basis, evidence: Some(self.line) }
    }

    /// The date of the stamp as the day of publication, even if it is labeled as an update.
    pub(in crate::loader) fn into_day(self) -> PublicationDate {
        let date = if self.is_update {
            Edtf::day(self.date.latest()).or_else(|| Edtf::until(&self.date))
        } else {
            Some(self.date)
        };
        PublicationDate { date, basis: PublicationBasis::Text, evidence: Some(self.line) }
    }
}

/// Parses the month of a magazine issue: `July 2022 issue`, `2022년 7월호`.
pub(in crate::loader) fn parse_issue_month(line: &str) -> Option<DateStamp> {
    let folded = fold(line);
    let issue = has_phrase(&folded, "issue") || folded.contains("월호");
    let date = issue.then(|| temporal::find_month(line)).flatten()?;
    (line.chars().count() <= MAX_STAMP_CHARS).then(|| DateStamp::new(date, line))
}

/// Parses a line that states a publication date or the date of a change. With `accept_bare`, a line that holds little
/// but a date counts as well.
pub(in crate::loader) fn parse_stamp(line: &str, accept_bare: bool) -> Option<DateStamp> {
    if line.chars().count() > MAX_STAMP_CHARS {
        return None;
    }
    let (date, range) = temporal::find_full_date(line)?;
    let folded = fold(line);
    let label_end = |role: DateRole| {
        let rows = header_table().stamp.iter().filter(|row| row.says == role);
        let labels = rows.flat_map(|row| &row.phrases);
        labels.filter_map(|label| find_phrase(&folded, label).map(|at| at + label.len())).min()
    };
    let date_after = |at: usize| {
        // Folding keeps the number of characters, not of bytes.
        let chars = folded[..at].chars().count();
        let byte = line.char_indices().nth(chars).map_or(line.len(), |(byte, _)| byte);
        let gap = line[byte..].find(|c: char| c.is_ascii_digit() || c.is_alphabetic()).unwrap_or(0);
        temporal::find_full_date(&line[byte..])
            .filter(|(_, range)| range.start <= gap + MAX_LABEL_GAP_BYTES)
            .map(|(date, _)| date)
    };
    if let Some(date) = label_end(DateRole::Published).and_then(date_after) {
        return Some(DateStamp::new(date, line));
    }
    if let Some(label) = label_end(DateRole::Updated)
        && let Some(updated) = date_after(label)
    {
        // "November 13, 2025 8:05 PM · Updated November 14, 2025": the date before the label is that of publication.
        let before_label = line[..range.end].chars().count() < folded[..label].chars().count();
        let stamp = DateStamp::new(if before_label { date } else { updated }, line);
        return Some(DateStamp { is_update: !before_label, ..stamp });
    }
    (accept_bare && is_mostly_date(line, &range, &folded)).then(|| DateStamp::new(date, line))
}

/// Whether a line holds little but the date at `range`, or begins with it and goes on after a separator.
fn is_mostly_date(line: &str, range: &Range<usize>, folded: &str) -> bool {
    let (before, after) = (&line[..range.start], &line[range.end..]);
    let words = |text: &str, min_bytes: usize| {
        text.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() >= min_bytes).count()
    };
    // "Wednesday 25 September 2024 · Jane Roe in hall B"
    let leads = words(before, 1) <= 1 && after.trim_start().starts_with(['·', '|', '•', '/', '—', '–']);
    let short = before.len() + after.len() <= 60
        && words(&format!("{before}{after}"), 3) <= 5
        && !folded.contains(" on ");
    short || leads
}

/// Length in bytes of the dateline at the start of a paragraph: `SEOUL, Aug. 18 (Agency) -- `,
/// `(서울=통신) 홍길동 기자 = `.
pub(in crate::loader) fn dateline_end(paragraph: &str) -> Option<usize> {
    let head_end = paragraph.char_indices().nth(MAX_DATELINE_CHARS).map_or(paragraph.len(), |(at, _)| at);
    let head = &paragraph[..head_end];
    if head.starts_with(['(', '[']) && has_hangul(head) {
        return head.find(" = ").map(|at| at + 3);
    }
    let first = head.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    if first.len() < 3 || !first.chars().all(char::is_uppercase) {
        return None;
    }
    [" -- ", " — ", " – ", "--", " - "].iter().filter_map(|dash| Some(head.find(dash)? + dash.len())).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_of_a_stamp_is_one() {
        for row in &header_table().stamp {
            for example in &row.examples {
                let stamp = parse_stamp(example, false).unwrap();
                assert_eq!(stamp.is_update, row.says == DateRole::Updated, "{example}");
            }
        }
    }
}
