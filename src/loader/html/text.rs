//! The main text of a page. The door to the extractor, which sees an upright page without scripts, styles, navigation and
//! hidden parts, and never the page as it came.

use super::super::parts::Error;
use super::boxes::{Place, is_hidden, places};
use super::entities::settled;
use super::guard::upright;
use super::lines::{Line, lines};
use super::tags::{Element, Tag};
use dom_smoothie::{Config, Readability};
use std::fmt::Write as _;

/// Letters that an article has at least, for a reading that left boxes out to be believed.
const ENOUGH: usize = 400;

/// The most character references that the parser is given: each costs it the length of the text before it.
const REFERENCES: usize = 10_000;

/// Attributes by which the extractor tells an article from what stands around it.
const KEPT: [&str; 7] = ["id", "class", "href", "rel", "role", "itemprop", "aria-hidden"];
/// Tags that change how words look, and nothing else; unclosed ones cost a parser the square of the page.
const LOOKS: [&str; 19] = [
    "b", "big", "code", "em", "font", "i", "mark", "nobr", "s", "small", "strike", "strong", "sub", "sup",
    "tt", "u", "wbr", "time", "ins",
];
/// Elements left out with all that is in them.
const DROPPED: [&str; 9] =
    ["head", "button", "select", "dialog", "template", "noscript", "object", "iframe", "figcaption"];

/// The lines of the main text of upright pieces, the longest reading that can be believed.
pub(super) fn main_text(pieces: &[Tag], title: &str) -> Result<Vec<Line>, Error> {
    let strict = extract(&rewritten(pieces, title, true))?;
    if letters(&strict) >= ENOUGH {
        return Ok(strict);
    }
    let loose = extract(&rewritten(pieces, title, false))?;
    Ok(if letters(&loose) > 2 * letters(&strict) { loose } else { strict })
}

/// Letters of some lines.
pub(super) fn letters(lines: &[Line]) -> usize {
    lines.iter().map(|line| line.text.chars().count()).sum()
}

fn extract(page: &str) -> Result<Vec<Line>, Error> {
    if page.matches('&').count() > REFERENCES {
        return Err(Error::Unreasonable);
    }
    let config = Config { disable_json_ld: true, ..Config::default() };
    let article = Readability::new(page, None, Some(config)).and_then(|mut readability| readability.parse());
    match article {
        Ok(article) => Ok(lines(&upright(&article.content)?)),
        Err(_) => Ok(Vec::new()),
    }
}

/// The page as the extractor is to see it. `strict` leaves out boxes that call themselves what no article does.
fn rewritten(pieces: &[Tag], title: &str, strict: bool) -> String {
    let mut page = String::from("<!DOCTYPE html><html><head><title>");
    escape(title, &mut page);
    page.push_str("</title></head><body>");
    // How many elements are open within one that is left out.
    let mut dropped = 0_usize;
    let places = places(pieces);
    for (piece, place) in pieces.iter().zip(places) {
        match piece {
            Tag::Text(text) if dropped == 0 => page.push_str(&settled(text)),
            Tag::Open(element) if dropped > 0 => dropped += usize::from(!element.is_void()),
            Tag::Open(element) => {
                let drop = DROPPED.contains(&element.name.as_str())
                    || is_hidden(element)
                    || strict && place != Place::Inside;
                if drop {
                    dropped = usize::from(!element.is_void());
                } else if is_kept(&element.name) && element.raw.is_none() {
                    open(element, &mut page);
                }
            }
            Tag::Close(_) if dropped > 0 => dropped -= 1,
            Tag::Close(name) if is_kept(name) => {
                let _ = write!(page, "</{name}>");
            }
            Tag::Text(_) | Tag::Close(_) => {}
        }
    }
    page.push_str("</body></html>");
    page
}

/// Whether a tag goes to the extractor; names that are none go not.
fn is_kept(name: &str) -> bool {
    !LOOKS.contains(&name)
        && !["html", "body", "img", "input", "link", "meta", "frameset", "plaintext"].contains(&name)
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

fn open(element: &Element, page: &mut String) {
    let _ = write!(page, "<{}", element.name);
    for (name, value) in &element.attributes {
        if KEPT.contains(&name.as_str()) {
            let value: String = value.chars().take(300).collect();
            let _ = write!(page, " {name}=\"{}\"", value.replace('"', "&quot;"));
        }
    }
    page.push('>');
}

fn escape(text: &str, page: &mut String) {
    page.push_str(&text.replace('&', "&amp;").replace('<', "&lt;"));
}
