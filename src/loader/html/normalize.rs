//! Normalizes a page before any parser sees it: every element is closed, in order, and the page is within limits. Parsers
//! fail on deep nesting, by a stack overflow that cannot be caught or in quadratic time. So the tags of elements that are
//! nested too deep are removed, and a page with too many tags is refused.

use super::tokenizer::{HtmlToken, HtmlTokenizer, StartTag};
use crate::loader::error::LoaderError;

/// Most elements that may be open at once; real pages have at most 51. Deeper ones lose their tags but keep their text.
const MAX_DEPTH: usize = 256;
/// Most tags of a page; real pages have at most 30,000.
const MAX_TAGS: usize = 60_000;
/// Longest text of a page, in bytes, without scripts and styles.
const MAX_TEXT_BYTES: usize = 2 << 20;

/// Block elements: a paragraph ends where one begins.
const BLOCK_ELEMENTS: [&str; 36] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "pre",
    "section",
    "summary",
    "table",
    "ul",
];

/// Elements that may be part of a `<head>`.
const HEAD_ELEMENTS: [&str; 10] =
    ["meta", "link", "title", "script", "style", "base", "noscript", "template", "object", "bgsound"];

/// Elements that the end tag of an element around them does not close.
const SCOPE_BARRIERS: [&str; 6] = ["table", "td", "th", "caption", "button", "template"];

/// Splits a page into balanced tokens: each start tag that is not void has its end tag.
pub(in crate::loader) fn normalize_html(page: &str) -> Result<Vec<HtmlToken<'_>>, LoaderError> {
    let mut balancer = TagBalancer::default();
    let (mut tags, mut text) = (0, 0);
    for tag in HtmlTokenizer::new(page) {
        match tag {
            HtmlToken::Text(words) => {
                text += words.len();
                balancer.tokens.push(HtmlToken::Text(words));
            }
            HtmlToken::Open(element) => {
                tags += 1;
                balancer.open(element);
            }
            HtmlToken::Close(name) => {
                tags += 1;
                balancer.close(&name);
            }
        }
        if tags > MAX_TAGS || text > MAX_TEXT_BYTES {
            return Err(LoaderError::ExceedsLimits);
        }
    }
    balancer.close_to_depth(0);
    Ok(balancer.tokens)
}

/// The tokens so far, and the elements that are open.
#[derive(Default)]
struct TagBalancer<'a> {
    tokens: Vec<HtmlToken<'a>>,
    open_elements: Vec<String>,
    /// Number of open elements beyond [`MAX_DEPTH`], whose tags are removed.
    skipped_depth: usize,
}

impl<'a> TagBalancer<'a> {
    fn open(&mut self, element: StartTag<'a>) {
        let name = element.name.as_str();
        if !element.is_void() && self.open_elements.len() >= MAX_DEPTH {
            self.skipped_depth += 1;
            return;
        }
        if BLOCK_ELEMENTS.contains(&name) || name == "p" {
            self.close_innermost("p", &SCOPE_BARRIERS);
        }
        // A `<head>` that is never closed ends where visible content begins.
        if self.open_elements.last().is_some_and(|open| open == "head") && !HEAD_ELEMENTS.contains(&name) {
            self.close_innermost("head", &[]);
        }
        match name {
            "li" => self.close_innermost("li", &["ul", "ol", "dir", "menu", "table"]),
            "dt" | "dd" => {
                self.close_innermost("dt", &["dl", "table"]);
                self.close_innermost("dd", &["dl", "table"]);
            }
            "option" => self.close_innermost("option", &["select"]),
            "tr" => self.close_innermost("tr", &["table"]),
            "td" | "th" => {
                self.close_innermost("td", &["tr", "table"]);
                self.close_innermost("th", &["tr", "table"]);
            }
            "tbody" | "thead" | "tfoot" => self.close_innermost("tbody", &["table"]),
            "a" => self.close_innermost("a", &SCOPE_BARRIERS),
            _ => {}
        }
        if !element.is_void() {
            self.open_elements.push(element.name.clone());
        }
        self.tokens.push(HtmlToken::Open(element));
    }

    fn close(&mut self, name: &str) {
        if self.skipped_depth > 0 {
            self.skipped_depth -= 1;
        } else if BLOCK_ELEMENTS.contains(&name) || name == "p" {
            self.close_innermost(name, if name == "table" { &[] } else { &SCOPE_BARRIERS[..3] });
        } else if ["tr", "td", "th", "tbody", "thead", "tfoot", "caption"].contains(&name) {
            self.close_innermost(name, &["table"]);
        } else if name != "html" {
            // The end tag of an inline element closes no block.
            self.close_innermost(name, &BLOCK_ELEMENTS);
        }
    }

    /// Closes the innermost open element with this name and all elements in it, unless one of the barriers is found first.
    fn close_innermost(&mut self, name: &str, barriers: &[&str]) {
        let found =
            self.open_elements.iter().rposition(|open| open == name || barriers.contains(&open.as_str()));
        if let Some(at) = found.filter(|&at| self.open_elements[at] == name) {
            self.close_to_depth(at);
        }
    }

    fn close_to_depth(&mut self, depth: usize) {
        while self.open_elements.len() > depth {
            self.tokens.extend(self.open_elements.pop().map(HtmlToken::Close));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(page: &str) -> String {
        let show = |tag| match tag {
            HtmlToken::Open(element) => format!("<{}>", element.name),
            HtmlToken::Close(name) => format!("</{name}>"),
            HtmlToken::Text(text) => text.to_owned(),
        };
        normalize_html(page).unwrap().into_iter().map(show).collect()
    }

    #[test]
    fn every_element_is_closed_in_order() {
        let table = [
            ("<p>a<p>b", "<p>a</p><p>b</p>"),
            ("<ul><li>a<li>b</ul>c", "<ul><li>a</li><li>b</li></ul>c"),
            ("<div><b>a</div>b</b>", "<div><b>a</b></div>b"),
            ("<div><span>a<div>b</span>c</div></div>", "<div><span>a<div>bc</div></span></div>"),
            (
                "<table><tr><td>a<td>b<tr><td>c</table>",
                "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>",
            ),
            ("<div><table><tr><td></div>a</table></div>", "<div><table><tr><td>a</td></tr></table></div>"),
            ("a</p></div>b<br>", "ab<br>"),
            ("<head><meta><h1>a</h1>", "<head><meta></head><h1>a</h1>"),
            ("<p>a<table><tr><td><p>b</table>", "<p>a</p><table><tr><td><p>b</p></td></tr></table>"),
        ];
        for (page, want) in table {
            assert_eq!(shown(page), want, "{page}");
        }
    }

    #[test]
    fn deep_elements_lose_only_their_tags() {
        let page = format!("{}word{}<p>after</p>", "<div>".repeat(20_000), "</div>".repeat(20_000));
        let flat = shown(&page);
        assert_eq!(flat.matches("<div>").count(), MAX_DEPTH);
        assert!(flat.contains("word") && flat.ends_with("</div><p>after</p>"));
    }

    #[test]
    fn a_page_over_the_limits_is_refused() {
        assert!(normalize_html(&"<p>".repeat(100_000)).is_err());
        assert!(normalize_html(&"x".repeat(MAX_TEXT_BYTES + 1)).is_err());
    }
}
