//! Who published an article, who wrote it, when, and under which title, each with the words it was read from. What a
//! person says wins. Never takes a date from anything but a stamp or a dateline with a year.

use super::head;
use super::parts::{LoadOptions, PublicationBasis, PublicationDate};
use super::phrase_tables::boilerplate_table;
use super::temporal;
use crate::model::Edtf;
use crate::text::{fold, has_hangul};

/// What stands around an article, and the paragraphs that are the article.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ArticleHeader {
    pub(super) title: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) author: Option<String>,
    pub(super) published: PublicationDate,
    /// The paragraphs without title, stamps and bylines.
    pub(super) body: Vec<String>,
}

/// Paragraphs from the top among which stamps and bylines are looked for.
const MAX_HEADER_PARAGRAPHS: usize = 8;
/// Paragraphs from the bottom.
const MAX_FOOTER_PARAGRAPHS: usize = 3;
/// The most characters of a title, a stamp, a byline.
const MAX_TITLE_CHARS: usize = 220;
const MAX_STAMP_CHARS: usize = 160;
const MAX_NAME_WORDS: usize = 6;

/// Words before the date in a stamp of publication.
const PUBLISHED_LABELS: [&str; 34] = [
    "written",
    "published",
    "publication date",
    "checked on",
    "verified on",
    "filed",
    "date posted",
    "sent",
    "for release",
    "등록시간",
    "최초등록",
    "배포",
    "posted",
    "date",
    "issued",
    "released",
    "release date",
    "first published",
    "updated on and published",
    "입력",
    "송고시간",
    "배포일시",
    "승인",
    "게시일",
    "발행일",
    "보도시점",
    "기사입력",
    "등록",
    "등록일",
    "작성일",
    "게재",
    "송고",
    "발행",
    "보도일",
];
/// Words before the date in a stamp of a later change.
const UPDATED_LABELS: [&str; 8] =
    ["updated", "update", "last updated", "modified", "last modified", "수정", "최종수정", "업데이트"];

/// Reads the header of an article from its paragraphs.
pub(super) fn read_header(paragraphs: Vec<String>, options: &LoadOptions) -> ArticleHeader {
    let mut header = ArticleHeader {
        title: None,
        publisher: None,
        author: None,
        published: PublicationDate { date: None, basis: PublicationBasis::Unknown, evidence: None },
        body: Vec::new(),
    };
    if let Some(parts) = head::split_page(&paragraphs, |line| parse_stamp(line, true).is_some()) {
        header.apply_sections(parts);
        header.read_dateline();
        header.apply_options(options);
        return header;
    }
    let count = paragraphs.len();
    let mut updated: Option<PublicationDate> = None;
    for (n, paragraph) in paragraphs.into_iter().enumerate() {
        let edge = n < MAX_HEADER_PARAGRAPHS || n + MAX_FOOTER_PARAGRAPHS >= count;
        if !(edge && header.absorb_line(&paragraph, n, count, &mut updated)) {
            header.body.push(paragraph);
        }
    }
    header.read_dateline();
    if header.published.date.is_none()
        && let Some(updated) = updated
    {
        header.published = updated;
    }
    header.apply_options(options);
    header
}

impl ArticleHeader {
    /// Reads the lines of the head and of the foot; what is between them is the article.
    fn apply_sections(&mut self, parts: head::PageSections) {
        let mut rest: Vec<&str> = Vec::new();
        let mut stamps: Vec<PublicationDate> = Vec::new();
        for line in &parts.head {
            if let Some(stamp) = parse_stamp(line, true).or_else(|| parse_issue_month(line)) {
                stamps.push(stamp);
                self.read_stamp_author(line);
            } else if let Some((author, publisher)) = parse_byline(line, false) {
                self.author.get_or_insert(author);
                self.publisher = self.publisher.take().or(publisher);
            } else {
                rest.push(line);
            }
        }
        let title = head::choose_title(&rest);
        for line in rest.iter().filter(|line| Some(**line) != title && !head::is_menu(line)) {
            if self.publisher.is_none() && (is_publisher(line) || is_site_name(line, &parts.head)) {
                self.publisher = Some((*line).to_owned());
            }
        }
        if let Some(line) = title {
            let (title, publisher) = split_title(line);
            self.title = Some(title);
            self.publisher = self.publisher.take().or(publisher);
        }
        for line in &parts.foot {
            if let Some(stamp) = parse_stamp(line, false) {
                stamps.push(stamp);
            } else if let Some((author, publisher)) = parse_byline(line, true) {
                self.author.get_or_insert(author);
                self.publisher = self.publisher.take().or(publisher);
            }
        }
        // Who says "published" is believed before who gives a date only, and both before "updated".
        let updated = stamps.iter().position(|stamp| stamp.basis == PublicationBasis::Inferred);
        if let Some(at) = stamps.iter().position(|stamp| stamp.basis == PublicationBasis::Text).or(updated) {
            let stamp = stamps.swap_remove(at);
            // A page that shows nothing but "Updated" above its text shows when it was put out.
            let in_head = stamp.evidence.as_ref().is_some_and(|line| parts.head.contains(line));
            self.published = if stamp.basis == PublicationBasis::Inferred && in_head {
                updated_as_published(stamp)
            } else {
                stamp
            };
        }
        self.body = parts.body;
    }

    /// Whether a paragraph at the edge of the page is part of the header; if so it is taken in.
    fn absorb_line(
        &mut self,
        line: &str,
        n: usize,
        count: usize,
        updated: &mut Option<PublicationDate>,
    ) -> bool {
        if self.title.as_deref().is_some_and(|title| fold(&split_title(line).0) == fold(title)) {
            return true;
        }
        if n < MAX_HEADER_PARAGRAPHS && self.body.len() < 3 || n + MAX_FOOTER_PARAGRAPHS >= count {
            if let Some(stamp) = parse_stamp(line, n < MAX_HEADER_PARAGRAPHS && self.body.is_empty()) {
                self.apply_stamp(stamp, updated);
                self.read_stamp_author(line);
                return true;
            }
            if let Some((author, publisher)) = parse_byline(line, n + MAX_FOOTER_PARAGRAPHS >= count) {
                self.author.get_or_insert(author);
                self.publisher = self.publisher.take().or(publisher);
                return true;
            }
        }
        if self.body.is_empty() && is_publisher(line) && (self.title.is_some() || n == 0) && count > 2 {
            self.publisher.get_or_insert_with(|| line.to_owned());
            return true;
        }
        if self.title.is_none()
            && self.body.is_empty()
            && line.chars().count() <= MAX_TITLE_CHARS
            && !is_dateline(line)
        {
            let (title, publisher) = split_title(line);
            self.title = Some(title);
            self.publisher = self.publisher.take().or(publisher);
            return true;
        }
        false
    }

    fn apply_stamp(&mut self, stamp: PublicationDate, updated: &mut Option<PublicationDate>) {
        if stamp.basis == PublicationBasis::Inferred {
            updated.get_or_insert(stamp);
        } else if self.published.date.is_none() {
            self.published = stamp;
        }
    }

    /// `By Jane Roe | May 23, 2022`: the name stands in the stamp.
    fn read_stamp_author(&mut self, line: &str) {
        if let Some((first, _)) = line.split_once(['|', '·', '•'])
            && let Some((author, _)) = parse_byline(first.trim(), false)
        {
            self.author.get_or_insert(author);
        }
    }

    /// `WASHINGTON, Dec. 9, 2023 (Agency) --`: only a dateline with its year is a date of publication.
    fn read_dateline(&mut self) {
        let Some(first) = self.body.first() else { return };
        let Some(end) = dateline_end(first) else { return };
        let line = first[..end].trim().to_owned();
        if self.published.date.is_none()
            && let Some((date, _)) = temporal::find_full_date(&line)
        {
            self.published = PublicationDate {
                date: Some(date),
                basis: PublicationBasis::Text,
                evidence: Some(line.clone()),
            };
        }
        let bracket =
            line.split_once('(').and_then(|(_, rest)| rest.split_once(')')).map(|(inside, _)| inside);
        if let Some(agency) = bracket {
            // (서울=연합뉴스), (Yonhap)
            let name = agency.rsplit('=').next().unwrap_or(agency).trim();
            self.publisher.get_or_insert_with(|| name.to_owned());
        }
        if let Some(author) =
            line.split_once(')').and_then(|(_, rest)| rest.split_once("기자")).map(|(name, _)| name.trim())
            && (2..=4).contains(&author.chars().count())
        {
            self.author.get_or_insert_with(|| author.to_owned());
        }
    }

    /// What a person says wins.
    pub(super) fn apply_options(&mut self, options: &LoadOptions) {
        if let Some(date) = &options.published {
            self.published =
                PublicationDate { date: Some(date.clone()), basis: PublicationBasis::Flag, evidence: None };
        }
        let set = |field: &mut Option<String>, value: &Option<String>| {
            if let Some(value) = value {
                *field = Some(crate::text::clean_line(value));
            }
        };
        set(&mut self.publisher, &options.publisher);
        set(&mut self.title, &options.title);
    }
}

/// A title without the name of the site behind a bar or a bullet, and that name.
fn split_title(line: &str) -> (String, Option<String>) {
    for bar in [" • ", " | ", " :: ", " – ", " — ", " - "] {
        if let Some((title, site)) = line.rsplit_once(bar)
            && title.split_whitespace().count() >= 3
            && site.split_whitespace().count() <= MAX_NAME_WORDS
            && (matches!(bar, " • " | " | " | " :: ") || is_publisher(site))
        {
            return (title.trim().to_owned(), Some(site.trim().to_owned()));
        }
    }
    (line.trim().to_owned(), None)
}

/// The first line of a page, where it is the name of who made it: a few words, each with a capital.
fn is_site_name(line: &str, head: &[String]) -> bool {
    let words = line.split_whitespace().count();
    head.first().is_some_and(|first| first == line)
        && head.len() > 1
        && (1..=MAX_NAME_WORDS).contains(&words)
        && (is_capitalized_name(line) || has_hangul(line) && words <= 2)
        && !line.ends_with(['.', '?', '!', ':'])
}

/// The day of an "updated" stamp, taken for that of publication.
pub(super) fn updated_as_published(stamp: PublicationDate) -> PublicationDate {
    let day = stamp.date.as_ref().and_then(|date| Edtf::day(date.latest()));
    PublicationDate { date: day.or(stamp.date), basis: PublicationBasis::Text, ..stamp }
}

/// `July 2022 issue`, `2022년 7월호`: a magazine's month.
fn parse_issue_month(line: &str) -> Option<PublicationDate> {
    let folded = fold(line);
    let issue = super::phrase_matcher::has_phrase(&folded, "issue") || folded.contains("월호");
    let date = issue.then(|| temporal::find_month(line)).flatten()?;
    (line.chars().count() <= MAX_STAMP_CHARS).then(|| PublicationDate {
        date: Some(date),
        basis: PublicationBasis::Text,
        evidence: Some(line.to_owned()),
    })
}

/// A date of publication that a line states. A line that only says when the page was changed bounds it: it was
/// published by then. `bare` lets a line through that is nothing but a date.
pub(super) fn parse_stamp(line: &str, bare: bool) -> Option<PublicationDate> {
    if line.chars().count() > MAX_STAMP_CHARS {
        return None;
    }
    let (date, range) = temporal::find_full_date(line)?;
    let evidence = Some(line.to_owned());
    let folded = fold(line);
    let label = |labels: &[&str]| {
        labels
            .iter()
            .filter_map(|label| super::phrase_matcher::find_phrase(&folded, label).map(|at| at + label.len()))
            .min()
    };
    let dated_after = |at: usize| {
        // Folding keeps the number of characters, not of bytes.
        let chars = folded[..at].chars().count();
        let byte = line.char_indices().nth(chars).map_or(line.len(), |(byte, _)| byte);
        let gap = line[byte..].find(|c: char| c.is_ascii_digit() || c.is_alphabetic()).unwrap_or(0);
        temporal::find_full_date(&line[byte..])
            .filter(|(_, range)| range.start <= gap + 14)
            .map(|(date, _)| date)
    };
    if let Some(date) = label(&PUBLISHED_LABELS).and_then(dated_after) {
        return Some(PublicationDate { date: Some(date), basis: PublicationBasis::Text, evidence });
    }
    let updated = label(&UPDATED_LABELS);
    // "November 13, 2025 8:05 PM · Updated November 14, 2025": what stands before the label is not the change.
    let before = updated.is_some_and(|at| line[..range.end].chars().count() < folded[..at].chars().count());
    if before && updated.and_then(dated_after).is_some() {
        return Some(PublicationDate { date: Some(date), basis: PublicationBasis::Text, evidence });
    }
    if let Some(date) = updated.and_then(dated_after) {
        return Some(PublicationDate {
            date: Edtf::until(&date),
            basis: PublicationBasis::Inferred,
            evidence,
        });
    }
    let rest = line.len() - range.len();
    let around: String = format!("{}{}", &line[..range.start], &line[range.end..]);
    let words = around.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() > 2).count();
    // "Wednesday 25 September 2024 · Jane Roe in hall B": the line begins with the day.
    let leads =
        line[..range.start].split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).count() <= 1
            && line[range.end..].trim_start().starts_with(['·', '|', '•', '/', '—', '–']);
    let short = rest <= 60 && words <= 5 && !folded.contains(" on ");
    (bare && (short || leads)).then_some(PublicationDate {
        date: Some(date),
        basis: PublicationBasis::Text,
        evidence,
    })
}

/// An author, and the publication where it stands behind the name: `By Jane Roe, The Example`, `Jane Roe, The
/// Example` as a last line, `홍길동 기자 hong@example.kr`.
pub(super) fn parse_byline(line: &str, last: bool) -> Option<(String, Option<String>)> {
    let words = line.split_whitespace().count();
    if words > 12 || line.ends_with(['.', '?', '!']) && !line.ends_with("Jr.") {
        return None;
    }
    if has_hangul(line) {
        let (name, rest) = line.split_once("기자")?;
        let name = name.trim().trim_start_matches(['=', '[', '(']).rsplit([' ', '=']).next()?.to_owned();
        let tail = rest.trim().trim_matches([']', ')', '=']);
        let good = (2..=4).contains(&name.chars().count()) && name.chars().all(crate::text::is_hangul);
        return (good && (tail.is_empty() || tail.contains('@') || tail.starts_with('|')))
            .then_some((name, None));
    }
    let (by, rest) = match line.strip_prefix("By ").or_else(|| line.strip_prefix("by ")) {
        Some(rest) => (true, rest),
        None => (false, line),
    };
    let (name, publisher) = match rest.split_once([',', '|']) {
        Some((name, publisher)) => (name.trim(), Some(publisher.trim())),
        None => (rest.trim(), None),
    };
    // One name, or two joined by "and".
    let names: Vec<&str> = name.split(" and ").collect();
    let named = names.len() <= 3
        && names
            .iter()
            .all(|name| (2..=4).contains(&name.split_whitespace().count()) && is_capitalized_name(name));
    let publisher = publisher.filter(|name| is_publisher(name)).map(str::to_owned);
    (named && (by || last && publisher.is_some())).then(|| (name.to_owned(), publisher))
}

/// Whether every word begins with a capital, as in a name.
fn is_capitalized_name(text: &str) -> bool {
    let small = ["de", "van", "von", "of", "the", "and", "for"];
    text.split_whitespace()
        .all(|word| word.chars().next().is_some_and(char::is_uppercase) || small.contains(&word))
}

/// Whether a line is the name of a publisher by itself: short, capitalised, no sentence, with a telling word.
pub(super) fn is_publisher(line: &str) -> bool {
    let words = line.split_whitespace().count();
    let folded = fold(line);
    let telling = boilerplate_table().publisher.iter().flat_map(|row| &row.words).any(|word| {
        if has_hangul(word) {
            words <= 2 && folded.ends_with(word.as_str())
        } else {
            folded.split(|c: char| !c.is_alphanumeric()).any(|part| part == word)
        }
    });
    (1..=MAX_NAME_WORDS).contains(&words)
        && telling
        && resembles_publisher_name(line)
        && !line.ends_with(['.', '?', '!', ':', ','])
}

fn resembles_publisher_name(line: &str) -> bool {
    let verbs = ["to", "says", "warns", "agree", "agrees", "hits", "in", "on", "with", "as", "after", "over"];
    (has_hangul(line) || is_capitalized_name(line))
        && !fold(line).split(' ').any(|word| verbs.contains(&word))
}

fn is_dateline(line: &str) -> bool {
    dateline_end(line).is_some()
}

/// The bytes of the dateline a paragraph begins with: `SEOUL, Aug. 18 (Agency) -- `, `(서울=통신) 홍길동 기자 = `.
pub(super) fn dateline_end(paragraph: &str) -> Option<usize> {
    let head_end = paragraph.char_indices().nth(90).map_or(paragraph.len(), |(at, _)| at);
    let head = &paragraph[..head_end];
    if head.starts_with(['(', '[']) && has_hangul(head) {
        let end = head.find(" = ").map(|at| at + 3)?;
        return Some(end);
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

    fn header(lines: &[&str]) -> ArticleHeader {
        read_header(lines.iter().map(ToString::to_string).collect(), &LoadOptions::default())
    }

    const BODY: &str =
        "The two ministries agreed on Tuesday to share what they know about the thefts, officials said.";

    #[test]
    fn stamps_of_many_shapes() {
        let table = [
            ("Published : Aug. 18, 2022 - 17:40 Updated : Aug. 19, 2022 - 09:12", Some("2022-08-18")),
            ("Updated : 2022-08-18 17:42", Some("2022-08-18")),
            ("입력 2023.11.10. 오전 10:21 수정 2023.11.12. 오후 3:02", Some("2023-11-10")),
            ("기사입력 2023-11-10 10:21:33", Some("2023-11-10")),
            ("등록 2024.03.14 09:00", Some("2024-03-14")),
            ("May 23, 2022", Some("2022-05-23")),
            ("Thursday, August 18, 2022", Some("2022-08-18")),
            ("By Jane Roe | May 23, 2022 | 3 min read", Some("2022-05-23")),
            ("2023. 11. 10. (금)", Some("2023-11-10")),
            ("Posted on 5 March 2021 by staff", Some("2021-03-05")),
            ("November 13, 2025 8:05 PM UTC · Updated November 14, 2025", Some("2025-11-13")),
            ("Wednesday 25 September 2024 · Jane Roe in hall B · newest entries first", Some("2024-09-25")),
            ("Checked on 2 October 2023 by Jane Roe", Some("2023-10-02")),
            ("03/04/2021", None),
        ];
        for (line, want) in table {
            let got =
                header(&["A title of some words", line, BODY]).published.date.map(|date| date.to_string());
            assert_eq!(got.as_deref(), want, "{line}");
        }
    }

    #[test]
    fn a_date_in_a_sentence_is_no_stamp() {
        let lines = ["A title of some words", "The summit was held on May 21, 2022 in Sejong.", BODY];
        assert_eq!(header(&lines).published.basis, PublicationBasis::Unknown);
    }

    #[test]
    fn names_around_an_article() {
        let read = |lines: &[&str]| {
            let header = header(lines);
            (header.title.unwrap_or_default(), header.publisher, header.author)
        };
        let some = |text: &str| Some(text.to_owned());
        let title = "Ministry to sign a pact".to_owned();
        assert_eq!(
            read(&["Ministry to sign a pact | The Example Daily", BODY, BODY]),
            (title.clone(), some("The Example Daily"), None)
        );
        assert_eq!(
            read(&["Ministry to sign a pact", "By Jane Roe", BODY]),
            (title.clone(), None, some("Jane Roe"))
        );
        assert_eq!(
            read(&["Ministry to sign a pact", BODY, BODY, "Jane van Roe, The Example"]),
            (title.clone(), None, None),
            "an unknown word is no publisher"
        );
        assert_eq!(
            read(&["Ministry to sign a pact", BODY, BODY, "Jane Roe, The Example Post"]),
            (title.clone(), some("The Example Post"), some("Jane Roe"))
        );
        assert_eq!(
            read(&["Ministry to sign a pact", "Example Media Group", BODY]),
            (title.clone(), some("Example Media Group"), None)
        );
        assert_eq!(read(&["Ministry to sign a pact", BODY, "홍길동 기자 hong@example.kr"]).2, some("홍길동"));
    }

    #[test]
    fn datelines_are_known_and_date_only_with_a_year() {
        assert!(dateline_end("SEOUL, Aug. 18 (Agency) -- The two").is_some());
        assert!(dateline_end("(세종=보기통신) 홍길동 기자 = 양국은").is_some());
        assert!(dateline_end("NSA and FBI officials met in Seoul").is_none());
        let with_year = header(&["A title", "SEJONG, Dec. 9, 2023 (Agency) -- The two sides met."]);
        assert_eq!(with_year.published.date.map(|date| date.to_string()).as_deref(), Some("2023-12-09"));
        let without = header(&["A title", "SEJONG, Dec. 9 (Agency) -- The two sides met."]);
        assert_eq!(without.published.date, None);
    }

    #[test]
    fn every_example_of_a_publisher_is_one() {
        for row in &boilerplate_table().publisher {
            for example in &row.examples {
                assert!(is_publisher(example), "{example}");
            }
        }
        assert!(!is_publisher("Ministry says it will sign a pact"));
    }
}
