//! What stands before any parser: a page cut into tags, set upright (every element closed, in order) and kept within
//! limits. Every parser tried fails on deep nesting, by a stack overflow that cannot be caught or in quadratic time;
//! so elements that lie too deep are taken out, and a page with more tags than any article's is refused.

use super::super::parts::Error;
use super::tags::{Element, Tag, Tags};

/// The most elements that may be open at once; real pages have 51 at most. Deeper ones lose their tags, not their words.
const DEEPEST: usize = 256;
/// The most tags of a page; real pages have 30,000 at most.
const MOST_TAGS: usize = 60_000;
/// The most bytes of text, scripts and styles left out.
const MOST_TEXT: usize = 2 << 20;

/// Elements of text that end where a block begins.
const BLOCKS: [&str; 36] = [
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

/// Elements that stand in a head.
const IN_HEAD: [&str; 10] =
    ["meta", "link", "title", "script", "style", "base", "noscript", "template", "object", "bgsound"];

/// Elements that the end of an element outside them does not close.
const WALLS: [&str; 6] = ["table", "td", "th", "caption", "button", "template"];

/// Cuts a page into upright pieces: each opening tag that is not void has its closing tag.
pub(super) fn upright(page: &str) -> Result<Vec<Tag<'_>>, Error> {
    let mut standing = Standing::default();
    let (mut tags, mut text) = (0, 0);
    for tag in Tags::new(page) {
        match tag {
            Tag::Text(words) => {
                text += words.len();
                standing.pieces.push(Tag::Text(words));
            }
            Tag::Open(element) => {
                tags += 1;
                standing.open(element);
            }
            Tag::Close(name) => {
                tags += 1;
                standing.close(&name);
            }
        }
        if tags > MOST_TAGS || text > MOST_TEXT {
            return Err(Error::Unreasonable);
        }
    }
    standing.pop_to(0);
    Ok(standing.pieces)
}

/// The pieces so far, and the elements that are open.
#[derive(Default)]
struct Standing<'a> {
    pieces: Vec<Tag<'a>>,
    open: Vec<String>,
    /// Elements open beyond the deepest.
    beyond: usize,
}

impl<'a> Standing<'a> {
    fn open(&mut self, element: Element<'a>) {
        let name = element.name.as_str();
        if !element.is_void() && self.open.len() >= DEEPEST {
            self.beyond += 1;
            return;
        }
        if BLOCKS.contains(&name) || name == "p" {
            self.end("p", &WALLS);
        }
        // A head that is never closed ends where something to be seen begins.
        if self.open.last().is_some_and(|open| open == "head") && !IN_HEAD.contains(&name) {
            self.end("head", &[]);
        }
        match name {
            "li" => self.end("li", &["ul", "ol", "dir", "menu", "table"]),
            "dt" | "dd" => {
                self.end("dt", &["dl", "table"]);
                self.end("dd", &["dl", "table"]);
            }
            "option" => self.end("option", &["select"]),
            "tr" => self.end("tr", &["table"]),
            "td" | "th" => {
                self.end("td", &["tr", "table"]);
                self.end("th", &["tr", "table"]);
            }
            "tbody" | "thead" | "tfoot" => self.end("tbody", &["table"]),
            "a" => self.end("a", &WALLS),
            _ => {}
        }
        if !element.is_void() {
            self.open.push(element.name.clone());
        }
        self.pieces.push(Tag::Open(element));
    }

    fn close(&mut self, name: &str) {
        if self.beyond > 0 {
            self.beyond -= 1;
        } else if BLOCKS.contains(&name) || name == "p" {
            self.end(name, if name == "table" { &[] } else { &WALLS[..3] });
        } else if ["tr", "td", "th", "tbody", "thead", "tfoot", "caption"].contains(&name) {
            self.end(name, &["table"]);
        } else if name != "html" {
            // The end of an element of text closes no block.
            self.end(name, &BLOCKS);
        }
    }

    /// Closes the innermost open element of that name, and those in it; none where a wall stands before it.
    fn end(&mut self, name: &str, walls: &[&str]) {
        let found = self.open.iter().rposition(|open| open == name || walls.contains(&open.as_str()));
        if let Some(at) = found.filter(|&at| self.open[at] == name) {
            self.pop_to(at);
        }
    }

    fn pop_to(&mut self, depth: usize) {
        while self.open.len() > depth {
            self.pieces.extend(self.open.pop().map(Tag::Close));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(page: &str) -> String {
        let show = |tag| match tag {
            Tag::Open(element) => format!("<{}>", element.name),
            Tag::Close(name) => format!("</{name}>"),
            Tag::Text(text) => text.to_owned(),
        };
        upright(page).unwrap().into_iter().map(show).collect()
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
    fn deep_elements_lose_their_tags_and_nothing_else() {
        let page = format!("{}word{}<p>after</p>", "<div>".repeat(20_000), "</div>".repeat(20_000));
        let flat = shown(&page);
        assert_eq!(flat.matches("<div>").count(), DEEPEST);
        assert!(flat.contains("word") && flat.ends_with("</div><p>after</p>"));
    }

    #[test]
    fn a_page_beyond_all_reason_is_refused() {
        assert!(upright(&"<p>".repeat(100_000)).is_err());
        assert!(upright(&"x".repeat(MOST_TEXT + 1)).is_err());
    }
}
