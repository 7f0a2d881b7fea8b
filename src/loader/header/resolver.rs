//! Resolves the header of a web page from the lines near its headline and from its metadata. What the user states wins
//! over both.

use super::byline::parse_byline;
use super::lines::{ArticleHeader, read_header};
use super::publication_date::{choose_publication_date, parse_shown_date};
use super::stamps::{DateStamp, MAX_STAMP_CHARS, parse_stamp};
use crate::loader::boilerplate::classify_line;
use crate::loader::html::lines::HtmlLine;
use crate::loader::phrase_tables::header_table;
use crate::loader::types::{LoadOptions, PageHeader, PublicationDate};
use crate::text::{clean_line, fold};

/// Lines above the headline among which its stamps are looked for.
const LINES_BEFORE_HEADLINE: usize = 6;
/// Lines below it.
const LINES_AFTER_HEADLINE: usize = 14;
/// Paragraphs at the top of the main text that may be stamps or bylines.
const MAX_EDGE_PARAGRAPHS: usize = 6;
/// Longest note on the author, in characters.
const MAX_AUTHOR_NOTE_CHARS: usize = 400;

/// The lines near the headline (an index into `lines`) that are neither boilerplate nor part of the article.
pub(in crate::loader) fn lines_near_headline(
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
            && (!line.is_link() || is_stamp(&line.text) || parse_byline(&line.text, false).is_some())
    };
    let above_text = |line: &&HtmlLine| !(start.contains(&line.text.as_str()) && is_prose(&line.text));
    let after: Vec<&HtmlLine> =
        lines[at + 1..].iter().take(LINES_AFTER_HEADLINE).take_while(above_text).filter(usable).collect();
    // A date above the headline may be today's, in the masthead: it counts only if no line below has one.
    let stamped = after.iter().any(|line| is_stamp(&line.text));
    let before: Vec<&HtmlLine> =
        lines[..at].iter().rev().take(LINES_BEFORE_HEADLINE).filter(usable).collect();
    let before = before.into_iter().rev().filter(|line| !stamped && is_stamp(&line.text));
    before.chain(after).map(|line| clean_line(&line.text)).collect()
}

/// Resolves the header of a page: the options of the user first, then its metadata, then what it shows. The body is
/// `kept`, the paragraphs of its main text, without stamps, bylines and tags at the top and bottom.
pub(in crate::loader) fn resolve_header(
    page: &PageHeader,
    kept: Vec<String>,
    options: &LoadOptions,
) -> ArticleHeader {
    let head = page.header_lines.iter().map(|line| normalize_byline(line));
    let lines = page.title.iter().cloned().chain(head).chain(kept.iter().cloned()).collect();
    let mut header = read_header(lines, &LoadOptions::default());
    header.title = page.title.clone().or(header.title);
    header.publisher = page.publisher.clone().or(header.publisher);
    header.author = page.author.clone().or(header.author);
    header.body = trim_edges(kept, header.author.as_deref());
    if let Some(stamp) = find_stamp(&page.header_lines) {
        header.published = stamp;
    }
    if let Some(published) =
        choose_publication_date(page.stated_date.clone(), &header.published, page.url.as_ref())
    {
        header.published = published;
    }
    header.apply_options(options);
    header
}

fn is_stamp(line: &str) -> bool {
    parse_stamp(line, true).is_some() || parse_shown_date(line).is_some()
}

/// The publication date among the lines near the headline; that of an update if they show no other.
fn find_stamp(header_lines: &[String]) -> Option<PublicationDate> {
    let stamps: Vec<DateStamp> = header_lines.iter().filter_map(|line| parse_stamp(line, true)).collect();
    let published = stamps.iter().find(|stamp| !stamp.is_update).cloned().map(DateStamp::into_day);
    let shown = || header_lines.iter().find_map(|line| parse_shown_date(line));
    published.or_else(shown).or_else(|| stamps.into_iter().next().map(DateStamp::into_day))
}

/// Rewrites `Story by Jane Roe` as `By Jane Roe`.
fn normalize_byline(line: &str) -> String {
    let folded = fold(line);
    let mut starts = header_table().byline_start.iter();
    let found = starts.find(|start| folded.starts_with(start) && line.is_char_boundary(start.len()));
    found.map_or_else(|| line.to_owned(), |start| format!("By {}", &line[start.len()..]))
}

/// Whether a line is a sentence and neither a stamp nor a byline.
fn is_prose(line: &str) -> bool {
    let end = line.trim_end_matches(['"', '\'', '”', '’', ')', '」']);
    end.ends_with(['.', '?', '!', '…', '다', ':']) && !is_stamp(line) && parse_byline(line, true).is_none()
}

/// Removes from the top and bottom of the main text what is no sentence: stamps, bylines, tags, a note on the author.
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

/// Whether a line is a note on the author: `Jane Roe is a fellow at …`.
fn is_author_note(line: &str, author: Option<&str>) -> bool {
    let rest = author.and_then(|author| line.trim_start_matches("• ").strip_prefix(author));
    let describes = rest.is_some_and(|rest| [" is ", ", "].iter().any(|start| rest.starts_with(start)));
    describes && line.chars().count() <= MAX_AUTHOR_NOTE_CHARS
}
