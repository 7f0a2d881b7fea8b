//! Extracts the main text of a page with the readability extractor, which gets a balanced page without scripts, styles,
//! navigation and hidden elements, never the original.

use super::entities::decode_for_parser;
use super::lines::{HtmlLine, split_lines};
use super::normalize::normalize_html;
use super::regions::{PageRegion, classify_regions, is_hidden};
use super::tokenizer::{HtmlToken, StartTag};
use crate::loader::error::LoaderError;
use dom_smoothie::{Config, Readability};
use std::fmt::Write as _;

/// Shortest text, in characters, that is accepted from an extraction without boxes.
const MIN_STRICT_CHARS: usize = 400;

/// Most character references that the parser gets: each costs it time proportional to the text before it.
const MAX_REFERENCES: usize = 10_000;

/// Attributes by which the extractor tells an article from its surroundings.
const KEPT_ATTRIBUTES: [&str; 7] = ["id", "class", "href", "rel", "role", "itemprop", "aria-hidden"];
/// Elements that change only the look of text; unclosed ones cost the parser quadratic time.
const STYLE_ELEMENTS: [&str; 19] = [
    "b", "big", "code", "em", "font", "i", "mark", "nobr", "s", "small", "strike", "strong", "sub", "sup",
    "tt", "u", "wbr", "time", "ins",
];
/// Elements that are left out with their content.
const DROPPED_ELEMENTS: [&str; 9] =
    ["head", "button", "select", "dialog", "template", "noscript", "object", "iframe", "figcaption"];

/// Extracts the lines of the main text from balanced tokens: without boxes if that leaves enough text, else with them.
pub(in crate::loader) fn extract_main_text(
    tokens: &[HtmlToken],
    title: &str,
) -> Result<Vec<HtmlLine>, LoaderError> {
    let strict = run_extractor(&rewrite_page(tokens, title, true))?;
    if count_chars(&strict) >= MIN_STRICT_CHARS {
        return Ok(strict);
    }
    let loose = run_extractor(&rewrite_page(tokens, title, false))?;
    Ok(if count_chars(&loose) > 2 * count_chars(&strict) { loose } else { strict })
}

/// Number of characters of some lines.
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

/// Writes the page for the extractor. `strict` leaves out boxes whose names are not those of an article.
fn rewrite_page(tokens: &[HtmlToken], title: &str, strict: bool) -> String {
    let mut page = String::from("<!DOCTYPE html><html><head><title>");
    write_escaped(title, &mut page);
    page.push_str("</title></head><body>");
    // Number of open elements within one that is left out.
    let mut dropped = 0_usize;
    let regions = classify_regions(tokens);
    for (token, region) in tokens.iter().zip(regions) {
        match token {
            HtmlToken::Text(text) if dropped == 0 => page.push_str(&decode_for_parser(text)),
            HtmlToken::Open(element) if dropped > 0 => dropped += usize::from(!element.is_void()),
            HtmlToken::Open(element) => {
                let drop = DROPPED_ELEMENTS.contains(&element.name.as_str())
                    || is_hidden(element)
                    || strict && region != PageRegion::Article;
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

/// Whether a tag is passed to the extractor; invalid names are not.
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
