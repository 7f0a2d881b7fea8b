//! Date stamps and datelines of articles: "Published: Aug. 18, 2022", "입력 2022.08.18.", "2026/04/16 14:32 송고",
//! "SEOUL, Aug. 18 (Agency) --". The label nearest to a date says what it is; dates without a year are never read.

use super::metadata_dates::find_day_first_date;
use crate::loader::phrase_matcher::{find_phrases, has_phrase};
use crate::loader::phrase_tables::{DateRole, header_table};
use crate::loader::temporal;
use crate::model::Edtf;
use crate::text::{fold, has_hangul, is_hangul};
use std::ops::Range;

/// Longest line that is read as a stamp, in characters.
pub(in crate::loader) const MAX_STAMP_CHARS: usize = 160;
/// Longest dateline, in characters.
const MAX_DATELINE_CHARS: usize = 90;
/// Longest distance between a label and its date, in bytes, without marks and spaces.
const MAX_LABEL_GAP_BYTES: usize = 14;
/// Most dates that are read in one line.
const MAX_LINE_DATES: usize = 8;
/// Most bytes of words beside an unlabeled date.
const MAX_BARE_BYTES: usize = 60;
/// Most words beside an unlabeled date.
const MAX_BARE_WORDS: usize = 5;

/// A date that a line of the header states.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::loader) struct DateStamp {
    pub(in crate::loader) date: Edtf,
    /// The line that states it, verbatim.
    pub(in crate::loader) line: String,
    /// What the date is; never [`DateRole::Other`].
    pub(in crate::loader) role: DateRole,
    /// Whether a label says what the date is.
    pub(in crate::loader) is_labeled: bool,
}

/// A date in a line, and what its nearest label says it is.
struct LineDate {
    date: Edtf,
    range: Range<usize>,
    role: Option<DateRole>,
}

/// Parses the month of a magazine issue: `July 2022 issue`, `2022년 7월호`.
pub(in crate::loader) fn parse_issue_month(line: &str) -> Option<DateStamp> {
    let folded = fold(line);
    let issue = has_phrase(&folded, "issue") || folded.contains("월호");
    let date = issue.then(|| temporal::find_month(line)).flatten()?;
    (line.chars().count() <= MAX_STAMP_CHARS).then(|| DateStamp {
        date,
        line: line.to_owned(),
        role: DateRole::Published,
        is_labeled: true,
    })
}

/// Parses a line that states a publication date, the date of a change or the current day. With `accept_bare`, a line that
/// holds little but a date counts as well.
pub(in crate::loader) fn parse_stamp(line: &str, accept_bare: bool) -> Option<DateStamp> {
    let folded = fold(line);
    if line.chars().count() > MAX_STAMP_CHARS
        || header_table().undated_line.iter().any(|word| folded.contains(word))
    {
        return None;
    }
    let dates = find_line_dates(line, &folded);
    let with_role = |role: DateRole| dates.iter().position(|date| date.role == Some(role));
    let stamp = |date: &LineDate, role: DateRole, is_labeled: bool| {
        Some(DateStamp { date: date.date.clone(), line: line.to_owned(), role, is_labeled })
    };
    if let Some(at) = with_role(DateRole::Published) {
        return stamp(&dates[at], DateRole::Published, true);
    }
    if let Some(at) = with_role(DateRole::Updated) {
        // "November 13, 2025 8:05 PM · Updated November 14, 2025": the date before the label is that of publication.
        return match dates[..at].iter().find(|date| date.role.is_none()) {
            Some(before) => stamp(before, DateRole::Published, true),
            None => stamp(&dates[at], DateRole::Updated, true),
        };
    }
    if let Some(at) = with_role(DateRole::Clock) {
        return stamp(&dates[at], DateRole::Clock, true);
    }
    let date = dates.first().filter(|date| accept_bare && date.role.is_none())?;
    is_mostly_date(line, &date.range, &folded).then(|| stamp(date, DateRole::Published, false)).flatten()
}

/// The role of the first date in a line that has a label, for a date that an element marks.
pub(super) fn find_date_role(line: &str) -> Option<DateRole> {
    find_line_dates(line, &fold(line)).iter().find_map(|date| date.role)
}

/// The full dates of a line in order, each with the role that its label gives it.
fn find_line_dates(line: &str, folded: &str) -> Vec<LineDate> {
    let mut dates = Vec::new();
    let mut start = 0;
    while dates.len() < MAX_LINE_DATES
        && let Some((date, range)) = temporal::find_full_date(&line[start..])
    {
        let range = start + range.start..start + range.end;
        start = range.end;
        dates.push(LineDate { date, range, role: None });
    }
    if dates.is_empty() {
        dates.extend(find_day_first_date(line).map(|(date, range)| LineDate { date, range, role: None }));
    }
    if dates.is_empty() {
        return dates;
    }
    let labels = find_labels(line, folded);
    for n in 0..dates.len() {
        let before = if n == 0 { 0 } else { dates[n - 1].range.end };
        let after = dates.get(n + 1).map_or(line.len(), |next| next.range.start);
        let range = dates[n].range.clone();
        dates[n].role = label_role(line, &labels, &range, before, after);
    }
    dates
}

/// The role that a label between the dates around it gives to the date at `range`: one before it, else one after it.
fn label_role(
    line: &str,
    labels: &[(Range<usize>, DateRole)],
    range: &Range<usize>,
    before: usize,
    after: usize,
) -> Option<DateRole> {
    let preceding = labels.iter().filter(|(label, _)| {
        label.start >= before
            && label.end <= range.start
            && is_label_gap(line[label.end..range.start].trim_matches(|c: char| !c.is_alphanumeric()))
    });
    // Of labels that end at the same place, the longest.
    if let Some((_, role)) = preceding.max_by_key(|(label, _)| (label.end, std::cmp::Reverse(label.start))) {
        return Some(*role);
    }
    // "2026/04/16 14:32 송고": what follows the time, if it is not the label of the next date.
    let is_last = after == line.len();
    let following = labels.iter().find(|(label, _)| label.start >= range.end && label.end <= after)?;
    let between = line[range.end..following.0.start].trim_matches(|c: char| !c.is_alphabetic());
    let rest = line[following.0.end..].trim();
    (is_last && has_hangul(&line[following.0.clone()]) && between.is_empty() && rest.is_empty())
        .then_some(following.1)
}

/// Whether words between a label and a date leave it the label of the date: few, or "by Jane Roe on".
fn is_label_gap(words: &str) -> bool {
    let folded = fold(words);
    words.len() <= MAX_LABEL_GAP_BYTES
        || words.len() <= MAX_BARE_BYTES && folded.starts_with("by ") && folded.ends_with(" on")
}

/// The labels in a line: byte range and role.
fn find_labels(line: &str, folded: &str) -> Vec<(Range<usize>, DateRole)> {
    // Folding keeps the number of characters, not of bytes.
    let byte_at = |at: usize| {
        let chars = folded[..at].chars().count();
        line.char_indices().nth(chars).map_or(line.len(), |(byte, _)| byte)
    };
    let mut labels = Vec::new();
    for row in &header_table().stamp {
        for phrase in &row.phrases {
            // A label is a word of its own: 수정 is none in a name or in a longer word.
            let is_apart = |at: &usize| {
                !has_hangul(phrase)
                    || !folded[..*at].ends_with(is_hangul)
                        && !folded[at + phrase.len()..].starts_with(is_hangul)
            };
            let found = find_phrases(folded, phrase).filter(is_apart);
            labels.extend(found.map(|at| (byte_at(at)..byte_at(at + phrase.len()), row.says)));
        }
    }
    labels.sort_by_key(|(label, _)| (label.start, std::cmp::Reverse(label.end)));
    labels
}

/// Whether a line holds little but the date at `range`, or begins with it and goes on after a separator. A date after a
/// preposition belongs to the words before it: "Soldiers at the camp on 3 May 2022".
fn is_mostly_date(line: &str, range: &Range<usize>, folded: &str) -> bool {
    let (before, after) = (&line[..range.start], &line[range.end..]);
    let words = |text: &str, min_bytes: usize| {
        text.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() >= min_bytes).count()
    };
    // "Wednesday 25 September 2024 · Jane Roe in hall B"
    let leads = words(before, 1) <= 1 && after.trim_start().starts_with(['·', '|', '•', '/', '—', '–']);
    let short = before.len() + after.len() <= MAX_BARE_BYTES
        && words(&format!("{before}{after}"), 3) <= MAX_BARE_WORDS
        && !folded.contains(" on ")
        && !ends_with_preposition(before)
        && !is_caption_end(after);
    short || leads
}

/// Whether the words before a date end with a preposition.
pub(super) fn ends_with_preposition(before: &str) -> bool {
    let last = fold(before);
    let last = last.trim_end().rsplit(' ').next().unwrap_or_default();
    [
        "on", "in", "of", "from", "since", "until", "till", "by", "for", "before", "after", "to", "through",
        "dated",
    ]
    .contains(&last)
}

/// Whether what follows a date closes a caption: "(Courtesy photo)".
fn is_caption_end(after: &str) -> bool {
    let folded = fold(after);
    ["photo", "image", "picture", "사진", "촬영"].iter().any(|word| folded.contains(word))
}

/// Splits a stamp from the text that follows it in the same line: the line of a crawler ("date 2022-08-18 Two ministries …")
/// or a labeled date that is glued to the first sentence ("Episode date: July 30, 2024Last week …").
pub(in crate::loader) fn split_leading_stamp(line: &str) -> Option<(DateStamp, String)> {
    let loose = separate_glued_year(line);
    let head_end = loose.char_indices().nth(MAX_LEADING_CHARS).map_or(loose.len(), |(at, _)| at);
    let head = &loose[..head_end];
    let folded = fold(head);
    let date = find_line_dates(head, &folded).into_iter().next()?;
    let is_labeled = date.role == Some(DateRole::Published)
        && head[..date.range.start].split_whitespace().count() <= 3
        && !head[..date.range.start].contains(['.', ',']);
    let rest = loose[date.range.end..].trim_start_matches([' ', ',', '|', '-']).to_owned();
    let stamp = loose[..date.range.end].trim().to_owned();
    (is_labeled && rest.split_whitespace().count() >= 3).then(|| {
        let stamp = DateStamp { date: date.date, line: stamp, role: DateRole::Published, is_labeled: true };
        (stamp, rest)
    })
}

/// Longest beginning of a line in which a stamp before its text is looked for, in characters.
const MAX_LEADING_CHARS: usize = 60;
/// Shortest headline that a stamp can follow in the same line, in characters.
const MIN_HEADLINE_CHARS: usize = 12;

/// Splits a stamp in numbers from the headline before it in the same line: `A pact is signed 2023.09.14`. A stamp without a
/// year (`04-20 09:08`) is split off, too, but gives no date.
pub(in crate::loader) fn split_trailing_stamp(line: &str) -> Option<(String, Option<DateStamp>)> {
    let is_headline = |text: &str| {
        text.chars().count() >= MIN_HEADLINE_CHARS
            && !ends_with_preposition(text)
            && !text.ends_with(['(', '[', '~', '-', ',', ':', '/', '|'])
    };
    if let Some((headline, time)) = line.rsplit_once(' ')
        && is_clock_time(time)
        && let Some((headline, day)) = headline.rsplit_once(' ')
        && is_month_day(day)
        && is_headline(headline.trim())
    {
        return Some((headline.trim().to_owned(), None));
    }
    let date = find_line_dates(line, &fold(line)).into_iter().next_back()?;
    let (headline, after) = (line[..date.range.start].trim(), line[date.range.end..].trim());
    let in_numbers = line[date.range.clone()].starts_with(|c: char| c.is_ascii_digit())
        && !line[date.range.clone()].chars().any(char::is_alphabetic);
    let only_time = after.trim_matches(|c: char| !c.is_alphanumeric()).is_empty() || is_clock_time(after);
    (date.role.is_none() && in_numbers && only_time && is_headline(headline)).then(|| {
        let stamp = line[date.range.start..].trim().to_owned();
        let stamp = DateStamp { date: date.date, line: stamp, role: DateRole::Published, is_labeled: false };
        (headline.to_owned(), Some(stamp))
    })
}

/// Splits headline and date from the beginning of a paragraph that repeats them before its text: `TITLE 2024.09.06 …`.
pub(in crate::loader) fn split_repeated_title(paragraph: &str, title: &str) -> Option<(DateStamp, String)> {
    let rest = paragraph.strip_prefix(title)?.trim_start();
    let (date, range) = temporal::find_full_date(rest)?;
    let text = rest[range.end..].trim();
    (range.start <= 2 && !text.is_empty()).then(|| {
        let line = rest[..range.end].trim().to_owned();
        (DateStamp { date, line, role: DateRole::Published, is_labeled: false }, text.to_owned())
    })
}

/// Whether a word is a time of day: `09:08`, `17:59:55`.
fn is_clock_time(word: &str) -> bool {
    let parts: Vec<&str> = word.split(':').collect();
    (2..=3).contains(&parts.len())
        && parts.iter().all(|part| part.len() == 2 && part.chars().all(|c| c.is_ascii_digit()))
}

/// Whether a word is a month and a day in numbers: `04-20`, `04.20`.
fn is_month_day(word: &str) -> bool {
    let parts: Vec<&str> = word.trim_end_matches('.').split(['-', '.', '/']).collect();
    let number = |part: &str| part.parse::<u32>().ok().filter(|_| part.len() == 2);
    matches!(parts[..], [month, day] if number(month).is_some_and(|month| month <= 12) && number(day).is_some_and(|day| day <= 31))
}

/// Puts a space between a year and the capital that is glued to it.
fn separate_glued_year(line: &str) -> String {
    let mut loose = String::with_capacity(line.len() + 1);
    let mut digits = 0;
    for c in line.chars() {
        if c.is_uppercase() && digits == 4 {
            loose.push(' ');
        }
        digits = if c.is_ascii_digit() { digits + 1 } else { 0 };
        loose.push(c);
    }
    loose
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
    fn every_example_of_a_label_gives_its_role() {
        for row in &header_table().stamp {
            for example in &row.examples {
                assert_eq!(find_date_role(example), Some(row.says), "{example}");
                let want = (row.says != DateRole::Other).then_some(row.says);
                assert_eq!(parse_stamp(example, true).map(|stamp| stamp.role), want, "{example}");
            }
        }
    }

    #[test]
    fn the_nearest_label_says_what_a_date_is() {
        let table = [
            ("Received 9 June 2022; accepted 3 October 2022; published 6 February 2023", Some("2023-02-06")),
            ("Received 9 June 2022; accepted 3 October 2022", None),
            ("Checked by Jane Roe on 3 May 2022", Some("2022-05-03")),
            ("박수정 기자 2023.11.08 10:00", Some("2023-11-08")),
            ("2026/04/16 14:32 송고", Some("2026-04-16")),
            ("Camp Rowan on 3 May 2022", None),
            ("The pier in May, 3 May 2022 (Example photo)", None),
            ("등록번호 서울, 아00000 | 등록일 2005.08.01", None),
            ("세종 | 홍길동 | 2022-05-03 | 조회 12", Some("2022-05-03")),
            ("London, July 25 (ALP) Jul 25, 2024", Some("2024-07-25")),
        ];
        for (line, want) in table {
            let got = parse_stamp(line, true).map(|stamp| stamp.date.to_string());
            assert_eq!(got.as_deref(), want, "{line}");
        }
    }

    #[test]
    fn stamps_are_split_from_the_words_they_are_glued_to() {
        let leading = |line: &str| {
            split_leading_stamp(line).map(|(stamp, rest)| (stamp.date.to_string(), stamp.line, rest))
        };
        let want =
            |date: &str, line: &str, rest: &str| Some((date.to_owned(), line.to_owned(), rest.to_owned()));
        assert_eq!(
            leading("date 2022-08-18 Two ministries sign a pact"),
            want("2022-08-18", "date 2022-08-18", "Two ministries sign a pact")
        );
        assert_eq!(
            leading("Episode date: July 30, 2024Last week two ministries met."),
            want("2024-07-30", "Episode date: July 30, 2024", "Last week two ministries met.")
        );
        assert_eq!(leading("On the date of May 3, 2022 the two ministries met."), None);
        assert_eq!(leading("Event date: May 3, 2022 The two ministries meet."), None);
        let trailing = |line: &str| {
            split_trailing_stamp(line)
                .map(|(title, stamp)| (title, stamp.map(|stamp| stamp.date.to_string())))
        };
        assert_eq!(
            trailing("두 부처, 사이버 협력 각서 체결 2023.09.14"),
            Some(("두 부처, 사이버 협력 각서 체결".to_owned(), Some("2023-09-14".to_owned())))
        );
        assert_eq!(
            trailing("두 부처, 사이버 협력 각서 체결 04-20 09:08"),
            Some(("두 부처, 사이버 협력 각서 체결".to_owned(), None))
        );
        assert_eq!(trailing("What the pact of May 3, 2022"), None);
        let repeated =
            split_repeated_title("A pact is signed 2024.09.06 The ministry met.", "A pact is signed");
        assert_eq!(repeated.map(|(_, text)| text).as_deref(), Some("The ministry met."));
    }
}
