//! What stands around the main text of a page: the lines near its headline, and the header that they and the metadata
//! make together. Never lets what a page shows win over what a person says.

use super::super::boilerplate::classify_line;
use super::super::byline::{self, ArticleHeader};
use super::super::parts::{LoadOptions, PageHeader, PublicationBasis, PublicationDate};
use super::dated;
use super::lines::HtmlLine;
use crate::text::{clean_line, fold};

/// Lines before and after the headline among which its stamps stand.
const LINES_BEFORE_HEADLINE: usize = 6;
const LINES_AFTER_HEADLINE: usize = 14;
/// The most characters of such a line.
const MAX_STAMP_CHARS: usize = 160;
/// Paragraphs at the top of the main text that may be stamps or bylines.
const MAX_EDGE_PARAGRAPHS: usize = 6;
/// The most characters of a note on the author.
const MAX_AUTHOR_NOTE_CHARS: usize = 400;

/// The lines around the headline that are neither furniture nor the article.
pub(super) fn lines_near_headline(
    lines: &[HtmlLine],
    headline: Option<usize>,
    body: &str,
    title: Option<&str>,
) -> Vec<String> {
    let Some(at) = headline else { return Vec::new() };
    let start: Vec<&str> =
        body.lines().filter(|line| !line.is_empty()).take(2 * MAX_EDGE_PARAGRAPHS).collect();
    let usable = |line: &&HtmlLine| {
        !line.outside
            && line.text.chars().count() <= MAX_STAMP_CHARS
            && title.is_none_or(|title| fold(title) != fold(&line.text))
            && classify_line(&line.text).is_none()
            && (!line.is_link() || is_stamp(&line.text) || byline::parse_byline(&line.text, false).is_some())
    };
    let ends = |line: &&HtmlLine| !(start.contains(&line.text.as_str()) && is_prose(&line.text));
    let after: Vec<&HtmlLine> =
        lines[at + 1..].iter().take(LINES_AFTER_HEADLINE).take_while(ends).filter(usable).collect();
    // The day above a headline may be today's, in the masthead: it counts where nothing below says more.
    let stamped = after.iter().any(|line| is_stamp(&line.text));
    let before: Vec<&HtmlLine> =
        lines[..at].iter().rev().take(LINES_BEFORE_HEADLINE).filter(usable).collect();
    let before = before.into_iter().rev().filter(|line| !stamped && is_stamp(&line.text));
    before.chain(after).map(|line| clean_line(&line.text)).collect()
}

/// The header of a page: what a person says, then its metadata, then what it shows. The body is its main text without
/// what stands at its edges and is no sentence.
pub(in crate::loader) fn resolve_header(
    page: &PageHeader,
    kept: Vec<String>,
    options: &LoadOptions,
) -> ArticleHeader {
    let head = page.header_lines.iter().map(|line| normalize_byline(line));
    let lines = page.title.iter().cloned().chain(head).chain(kept.iter().cloned()).collect();
    let mut header = byline::read_header(lines, &LoadOptions::default());
    header.title = page.title.clone().or(header.title);
    header.publisher = page.publisher.clone().or(header.publisher);
    header.author = page.author.clone().or(header.author);
    header.body = trim_edges(kept, header.author.as_deref());
    if let Some(stamp) = find_stamp(&page.header_lines) {
        header.published = stamp;
    }
    if let Some(published) =
        dated::choose_publication_date(page.stated_date.clone(), &header.published, page.url.as_ref())
    {
        header.published = published;
    }
    header.apply_options(options);
    header
}

fn is_stamp(line: &str) -> bool {
    byline::parse_stamp(line, true).is_some() || dated::parse_shown_date(line).is_some()
}

/// What the lines near the headline state: a day of publication, else that of a change where it is all they show.
fn find_stamp(head: &[String]) -> Option<PublicationDate> {
    let stamps: Vec<PublicationDate> =
        head.iter().filter_map(|line| byline::parse_stamp(line, true)).collect();
    let published = stamps.iter().find(|stamp| stamp.basis == PublicationBasis::Text).cloned();
    let bare = || head.iter().find_map(|line| dated::parse_shown_date(line));
    published.or_else(bare).or_else(|| stamps.into_iter().next().map(byline::updated_as_published))
}

/// `Story by Jane Roe` as `By Jane Roe`.
fn normalize_byline(line: &str) -> String {
    let folded = fold(line);
    let starts = ["story by ", "written by ", "posted by ", "words by ", "author: "];
    let found = starts.iter().find(|start| folded.starts_with(**start) && line.is_char_boundary(start.len()));
    found.map_or_else(|| line.to_owned(), |start| format!("By {}", &line[start.len()..]))
}

/// Whether a line is a sentence and no stamp.
fn is_prose(line: &str) -> bool {
    let end = line.trim_end_matches(['"', '\'', '”', '’', ')', '」']);
    end.ends_with(['.', '?', '!', '…', '다', ':'])
        && !is_stamp(line)
        && byline::parse_byline(line, true).is_none()
}

/// The main text without what stands at its edges and is no sentence: stamps, bylines, tags, a note on its author.
fn trim_edges(kept: Vec<String>, author: Option<&str>) -> Vec<String> {
    let short = |line: &String| line.chars().count() <= MAX_STAMP_CHARS;
    let first = kept.iter().position(|line| is_prose(line)).unwrap_or(0);
    let first = if first <= MAX_EDGE_PARAGRAPHS && kept[..first].iter().all(short) { first } else { 0 };
    let closes = |line: &String| is_prose(line) || line.starts_with('•');
    let last = kept.iter().rposition(closes).map_or(kept.len(), |last| last + 1);
    let last = if kept[last..].iter().all(short) { last } else { kept.len() };
    let note = last > first + 1 && is_author_note(&kept[last - 1], author);
    kept.into_iter().take(last - usize::from(note)).skip(first).collect()
}

/// `Jane Roe is a fellow at …`, as the last paragraph.
fn is_author_note(line: &str, author: Option<&str>) -> bool {
    let rest = author.and_then(|author| line.trim_start_matches("• ").strip_prefix(author));
    let told = rest.is_some_and(|rest| [" is ", ", "].iter().any(|start| rest.starts_with(start)));
    told && line.chars().count() <= MAX_AUTHOR_NOTE_CHARS
}
