//! The main text of a page. The door to the extractor, which sees an upright page without scripts, styles, navigation and
//! hidden parts, and never the page as it came.

use super::entities::decode_for_parser;
use super::lines::{HtmlLine, split_lines};
use super::normalize::normalize_html;
use super::regions::{PageRegion, classify_regions, is_hidden};
use super::tokenizer::{HtmlToken, StartTag};
use crate::loader::error::LoaderError;
use dom_smoothie::{Config, Readability};
use std::fmt::Write as _;

/// Letters that an article has at least, for a reading that left boxes out to be believed.
const MIN_STRICT_CHARS: usize = 400;

/// The most character references that the parser is given: each costs it the length of the text before it.
const MAX_REFERENCES: usize = 10_000;

/// Attributes by which the extractor tells an article from what stands around it.
const KEPT_ATTRIBUTES: [&str; 7] = ["id", "class", "href", "rel", "role", "itemprop", "aria-hidden"];
/// Tags that change how words look, and nothing else; unclosed ones cost a parser the square of the page.
const STYLE_ELEMENTS: [&str; 19] = [
    "b", "big", "code", "em", "font", "i", "mark", "nobr", "s", "small", "strike", "strong", "sub", "sup",
    "tt", "u", "wbr", "time", "ins",
];
/// Elements left out with all that is in them.
const DROPPED_ELEMENTS: [&str; 9] =
    ["head", "button", "select", "dialog", "template", "noscript", "object", "iframe", "figcaption"];

/// The lines of the main text of upright pieces, the longest reading that can be believed.
pub(in crate::loader) fn extract_main_text(
    pieces: &[HtmlToken],
    title: &str,
) -> Result<Vec<HtmlLine>, LoaderError> {
    let strict = run_extractor(&rewrite_page(pieces, title, true))?;
    if count_chars(&strict) >= MIN_STRICT_CHARS {
        return Ok(strict);
    }
    let loose = run_extractor(&rewrite_page(pieces, title, false))?;
    Ok(if count_chars(&loose) > 2 * count_chars(&strict) { loose } else { strict })
}

/// Letters of some lines.
pub(in crate::loader) fn count_chars(lines: &[HtmlLine]) -> usize {
    lines.iter().map(|line| line.text.chars().count()).sum()
}

fn run_extractor(page: &str) -> Result<Vec<HtmlLine>, LoaderError> {
    if page.matches('&').count() > MAX_REFERENCES {
        return Err(LoaderError::ExceedsLimits);
    }
    let config = Config { disable_json_ld: true, ..Config::default() };
    let article = Readability::new(page, None, Some(config)).and_then(|mut readability| readability.parse());
    match article {
        Ok(article) => Ok(split_lines(&normalize_html(&article.content)?)),
        Err(_) => Ok(Vec::new()),
    }
}

/// The page as the extractor is to see it. `strict` leaves out boxes that call themselves what no article does.
fn rewrite_page(pieces: &[HtmlToken], title: &str, strict: bool) -> String {
    let mut page = String::from("<!DOCTYPE html><html><head><title>");
    write_escaped(title, &mut page);
    page.push_str("</title></head><body>");
    // How many elements are open within one that is left out.
    let mut dropped = 0_usize;
    let places = classify_regions(pieces);
    for (piece, place) in pieces.iter().zip(places) {
        match piece {
            HtmlToken::Text(text) if dropped == 0 => page.push_str(&decode_for_parser(text)),
            HtmlToken::Open(element) if dropped > 0 => dropped += usize::from(!element.is_void()),
            HtmlToken::Open(element) => {
                let drop = DROPPED_ELEMENTS.contains(&element.name.as_str())
                    || is_hidden(element)
                    || strict && place != PageRegion::Article;
                if drop {
                    dropped = usize::from(!element.is_void());
                } else if is_kept_tag(&element.name) && element.raw.is_none() {
                    write_start_tag(element, &mut page);
                }
            }
            HtmlToken::Close(_) if dropped > 0 => dropped -= 1,
            HtmlToken::Close(name) if is_kept_tag(name) => {
                let _ = write!(page, "</{name}>");
            }
            HtmlToken::Text(_) | HtmlToken::Close(_) => {}
        }
    }
    page.push_str("</body></html>");
    page
}

/// Whether a tag goes to the extractor; names that are none go not.
fn is_kept_tag(name: &str) -> bool {
    !STYLE_ELEMENTS.contains(&name)
        && !["html", "body", "img", "input", "link", "meta", "frameset", "plaintext"].contains(&name)
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

fn write_start_tag(element: &StartTag, page: &mut String) {
    let _ = write!(page, "<{}", element.name);
    for (name, value) in &element.attributes {
        if KEPT_ATTRIBUTES.contains(&name.as_str()) {
            let value: String = value.chars().take(300).collect();
            let _ = write!(page, " {name}=\"{}\"", value.replace('"', "&quot;"));
        }
    }
    page.push('>');
}

fn write_escaped(text: &str, page: &mut String) {
    page.push_str(&text.replace('&', "&amp;").replace('<', "&lt;"));
}
