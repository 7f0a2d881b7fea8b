//! The header of an article from its lines: title, publisher, author and publication date. Options of the user win over
//! what the article says. A date is read only from a stamp or from a dateline with a year.

use super::byline::{MAX_NAME_WORDS, is_capitalized_name, is_publisher, parse_byline};
use super::sections::{self, PageSections};
use super::stamps::{DateStamp, dateline_end, parse_issue_month, parse_stamp};
use crate::loader::temporal;
use crate::loader::types::{LoadOptions, PublicationBasis, PublicationDate};
use crate::text::{clean_line, fold, has_hangul};

/// The header of an article, and the paragraphs without it.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::loader) struct ArticleHeader {
    pub(in crate::loader) title: Option<String>,
    pub(in crate::loader) publisher: Option<String>,
    pub(in crate::loader) author: Option<String>,
    pub(in crate::loader) published: PublicationDate,
    /// The paragraphs without title, stamps and bylines.
    pub(in crate::loader) body: Vec<String>,
}

/// Paragraphs at the top among which stamps and bylines are looked for.
const MAX_HEADER_PARAGRAPHS: usize = 8;
/// Paragraphs at the bottom among which they are looked for.
const MAX_FOOTER_PARAGRAPHS: usize = 3;
/// Longest title, in characters.
pub(in crate::loader) const MAX_TITLE_CHARS: usize = 220;

/// Reads the header from the paragraphs of an article.
pub(in crate::loader) fn read_header(paragraphs: Vec<String>, options: &LoadOptions) -> ArticleHeader {
    let mut header = ArticleHeader {
        title: None,
        publisher: None,
        author: None,
        published: PublicationDate { date: None, basis: PublicationBasis::Unknown, evidence: None },
        body: Vec::new(),
    };
    if let Some(sections) = sections::split_page(&paragraphs, |line| parse_stamp(line, true).is_some()) {
        header.apply_sections(sections);
        header.read_dateline();
        header.apply_options(options);
        return header;
    }
    let count = paragraphs.len();
    let mut updated: Option<DateStamp> = None;
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
        header.published = updated.into_publication_date();
    }
    header.apply_options(options);
    header
}

impl ArticleHeader {
    /// Reads the lines above and below the article; the lines between them are its body.
    fn apply_sections(&mut self, sections: PageSections) {
        let mut rest: Vec<&str> = Vec::new();
        let mut stamps: Vec<DateStamp> = Vec::new();
        for line in &sections.head {
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
        let title = sections::choose_title(&rest);
        for line in rest.iter().filter(|line| Some(**line) != title && !sections::is_menu(line)) {
            if self.publisher.is_none() && (is_publisher(line) || is_site_name(line, &sections.head)) {
                self.publisher = Some((*line).to_owned());
            }
        }
        if let Some(line) = title {
            let (title, publisher) = split_title(line);
            self.title = Some(title);
            self.publisher = self.publisher.take().or(publisher);
        }
        for line in &sections.foot {
            if let Some(stamp) = parse_stamp(line, false) {
                stamps.push(stamp);
            } else if let Some((author, publisher)) = parse_byline(line, true) {
                self.author.get_or_insert(author);
                self.publisher = self.publisher.take().or(publisher);
            }
        }
        // A stamp labeled as publication, or a bare date, wins over an "updated" stamp.
        let updated = stamps.iter().position(|stamp| stamp.is_update);
        if let Some(at) = stamps.iter().position(|stamp| !stamp.is_update).or(updated) {
            let stamp = stamps.swap_remove(at);
            // A page with nothing but "Updated" above its text gives the day of publication that way.
            let in_head = sections.head.contains(&stamp.line);
            self.published = if in_head { stamp.into_day() } else { stamp.into_publication_date() };
        }
        self.body = sections.body;
    }

    /// Reads a paragraph at the top or bottom of the page. Returns whether it belongs to the header.
    fn absorb_line(&mut self, line: &str, n: usize, count: usize, updated: &mut Option<DateStamp>) -> bool {
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
            && dateline_end(line).is_none()
        {
            let (title, publisher) = split_title(line);
            self.title = Some(title);
            self.publisher = self.publisher.take().or(publisher);
            return true;
        }
        false
    }

    fn apply_stamp(&mut self, stamp: DateStamp, updated: &mut Option<DateStamp>) {
        if stamp.is_update {
            updated.get_or_insert(stamp);
        } else if self.published.date.is_none() {
            self.published = stamp.into_publication_date();
        }
    }

    /// Reads the author from a stamp: `By Jane Roe | May 23, 2022`.
    fn read_stamp_author(&mut self, line: &str) {
        if let Some((first, _)) = line.split_once(['|', '·', '•'])
            && let Some((author, _)) = parse_byline(first.trim(), false)
        {
            self.author.get_or_insert(author);
        }
    }

    /// Reads date, publisher and author from the dateline of the first paragraph: `WASHINGTON, Dec. 9, 2023 (Agency) --`.
    /// A dateline without a year gives no date.
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

    /// Overrides what was read with what the user has stated.
    pub(in crate::loader) fn apply_options(&mut self, options: &LoadOptions) {
        if let Some(date) = &options.published {
            self.published =
                PublicationDate { date: Some(date.clone()), basis: PublicationBasis::Flag, evidence: None };
        }
        let set = |field: &mut Option<String>, value: &Option<String>| {
            if let Some(value) = value {
                *field = Some(clean_line(value));
            }
        };
        set(&mut self.publisher, &options.publisher);
        set(&mut self.title, &options.title);
    }
}

/// Splits a title from the name of the site after a bar or bullet.
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

/// Whether a line is the first of the page and can be the name of the site: a few words, each capitalized.
fn is_site_name(line: &str, head: &[String]) -> bool {
    let words = line.split_whitespace().count();
    head.first().is_some_and(|first| first == line)
        && head.len() > 1
        && (1..=MAX_NAME_WORDS).contains(&words)
        && (is_capitalized_name(line) || has_hangul(line) && words <= 2)
        && !line.ends_with(['.', '?', '!', ':'])
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
}
