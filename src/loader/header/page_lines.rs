//! The lines of a web page near its headline that are neither boilerplate nor part of the article.

use super::byline::parse_byline;
use super::resolver::is_article_text;
use super::stamps::{MAX_STAMP_CHARS, parse_stamp};
use crate::loader::boilerplate::classify_line;
use crate::loader::html::lines::HtmlLine;
use crate::text::{clean_line, fold};

/// Lines above the headline among which its stamps are looked for.
const LINES_BEFORE_HEADLINE: usize = 6;
/// Lines below it.
const LINES_AFTER_HEADLINE: usize = 14;
/// Lines at the top of the main text at which the header of the page can end.
const MAX_TEXT_LINES: usize = 12;
/// Longest standfirst, in characters.
const MAX_STANDFIRST_CHARS: usize = 400;

/// Date lines above the headline (an index into `lines`), and lines below it.
pub(in crate::loader) fn lines_near_headline(
    lines: &[HtmlLine],
    headline: Option<usize>,
    body: &str,
    title: Option<&str>,
) -> (Vec<String>, Vec<String>) {
    let Some(at) = headline else { return (Vec::new(), Vec::new()) };
    let usable = |line: &&HtmlLine| {
        !line.outside
            && line.text.chars().count() <= MAX_STAMP_CHARS
            && title.is_none_or(|title| fold(title) != fold(&line.text))
            && classify_line(&line.text).is_none()
            && (!line.is_link() || is_stamp(&line.text) || parse_byline(&line.text, false).is_some())
    };
    let below = &lines[at + 1..lines.len().min(at + 1 + LINES_AFTER_HEADLINE)];
    let below = &below[..header_end(below, body)];
    let after: Vec<String> = below.iter().filter(usable).map(|line| clean_line(&line.text)).collect();
    let before: Vec<&HtmlLine> =
        lines[..at].iter().rev().take(LINES_BEFORE_HEADLINE).filter(usable).collect();
    let before = before.into_iter().rev().filter(|line| is_stamp(&line.text));
    (before.map(|line| clean_line(&line.text)).collect(), after)
}

/// How many of the lines below the headline belong to the header: those above the text, but a standfirst of whole sentences
/// may stand above stamp and byline.
fn header_end(below: &[HtmlLine], body: &str) -> usize {
    let start: Vec<&str> = body.lines().filter(|line| !line.is_empty()).take(MAX_TEXT_LINES).collect();
    let is_text = |line: &HtmlLine| is_article_text(&line.text) && (start.contains(&line.text.as_str()));
    let text = below.iter().position(is_text).unwrap_or(below.len());
    let Some(standfirst) = below.get(text) else { return text };
    let next = below[text + 1..].iter().position(|line| is_article_text(&line.text));
    let next = next.map_or(below.len(), |next| text + 1 + next);
    let is_standfirst = standfirst.text.chars().count() <= MAX_STANDFIRST_CHARS
        && below[text + 1..next].iter().any(|line| !line.outside && is_stamp(&line.text));
    if is_standfirst { next } else { text }
}

fn is_stamp(line: &str) -> bool {
    parse_stamp(line, true).is_some()
}
