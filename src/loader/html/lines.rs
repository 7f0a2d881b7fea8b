//! Splits a page into lines as a reader sees them: blocks and line breaks begin a line, and the cells of a row share one.
//! Which lines are the article is decided elsewhere.

use super::entities::decode_references;
use super::regions::{PageRegion, classify_regions, is_hidden};
use super::tokenizer::{HtmlToken, StartTag};

/// A line of a page.
#[expect(clippy::struct_excessive_bools, reason = "each is an independent property of the line")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::loader) struct HtmlLine {
    /// Its text, with single spaces between words.
    pub(in crate::loader) text: String,
    /// Whether it lies in `<h1>` to `<h4>`, or in an element whose class or id names a title.
    pub(in crate::loader) heading: bool,
    /// Whether it begins an item of a list.
    pub(in crate::loader) list_item: bool,
    /// Whether it lies outside the article: in the navigation, a box of other stories, the comments.
    pub(in crate::loader) outside: bool,
    /// Whether only a line break separates it from the line before.
    pub(in crate::loader) after_line_break: bool,
    /// Length in bytes of the links in it.
    pub(in crate::loader) link_bytes: usize,
    /// Index of the token in which it begins.
    pub(in crate::loader) token_index: usize,
}

impl HtmlLine {
    /// Whether at least 80 % of it is a link.
    pub(in crate::loader) fn is_link(&self) -> bool {
        self.link_bytes * 10 >= self.text.len() * 8
    }
}

/// Elements within a line.
const INLINE_ELEMENTS: [&str; 37] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
    "i", "img", "input", "ins", "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp",
    "small", "span", "strike", "strong", "sub", "sup", "time", "u", "var",
];
/// Longest cell, in characters, that shares its line with the next one.
const MAX_CELL_CHARS: usize = 80;

fn is_heading(element: &StartTag) -> bool {
    let called = |name: &str| {
        element.attribute(name).is_some_and(|names| {
            let words = names.split(|c: char| !c.is_ascii_alphanumeric());
            words
                .map(str::to_ascii_lowercase)
                .any(|word| ["title", "headline", "subject", "tit"].contains(&word.as_str()))
        })
    };
    matches!(element.name.as_str(), "h1" | "h2" | "h3" | "h4") || called("class") || called("id")
}

/// Effects of the open elements on the lines in them.
#[expect(clippy::struct_excessive_bools, reason = "each is an independent effect of an element")]
#[derive(Clone, Copy, Default)]
struct ElementContext {
    heading: bool,
    hidden: bool,
    link: bool,
    pre: bool,
}

/// Builds the lines token by token.
#[derive(Default)]
struct LineBuilder {
    lines: Vec<HtmlLine>,
    line: HtmlLine,
    contexts: Vec<ElementContext>,
    pending_space: bool,
    /// Whether an element began or ended since the last word.
    crossed_tag: bool,
    regions: Vec<PageRegion>,
    token_index: usize,
}

/// Splits balanced tokens into lines.
pub(in crate::loader) fn split_lines(tokens: &[HtmlToken]) -> Vec<HtmlLine> {
    let mut builder = LineBuilder { regions: classify_regions(tokens), ..LineBuilder::default() };
    for (at, token) in tokens.iter().enumerate() {
        builder.token_index = at;
        match token {
            HtmlToken::Text(text) => builder.push_text(text),
            HtmlToken::Open(element) => builder.open(element),
            HtmlToken::Close(name) => builder.close(name),
        }
    }
    builder.end_line(false);
    builder.lines
}

impl LineBuilder {
    fn current_context(&self) -> ElementContext {
        self.contexts.last().copied().unwrap_or_default()
    }

    fn open(&mut self, element: &StartTag) {
        let name = element.name.as_str();
        self.crossed_tag = true;
        match name {
            "br" => self.end_line(true),
            "td" | "th" | "dd" if self.line.text.chars().count() < MAX_CELL_CHARS => {
                self.pending_space = true;
            }
            _ if INLINE_ELEMENTS.contains(&name) || element.raw.is_some() || name == "wbr" => {}
            _ => self.end_line(false),
        }
        if element.is_void() {
            return;
        }
        let before = self.current_context();
        self.contexts.push(ElementContext {
            heading: before.heading || is_heading(element),
            hidden: before.hidden || is_hidden(element) || name == "head" || name == "template",
            link: before.link || name == "a",
            pre: before.pre || name == "pre",
        });
        if name == "li" {
            self.line.list_item = true;
        }
    }

    fn close(&mut self, name: &str) {
        self.contexts.pop();
        self.crossed_tag = true;
        match name {
            "td" | "th" | "dt" if self.line.text.chars().count() < MAX_CELL_CHARS => {
                self.pending_space = true;
            }
            _ if INLINE_ELEMENTS.contains(&name) => {}
            _ => self.end_line(false),
        }
    }

    fn push_text(&mut self, text: &str) {
        let around = self.current_context();
        if around.hidden {
            return;
        }
        let text = decode_references(text);
        for (n, row) in text.split('\n').enumerate() {
            if n > 0 {
                if around.pre { self.end_line(true) } else { self.pending_space = true }
            }
            self.push_words(row, around);
        }
    }

    fn push_words(&mut self, row: &str, around: ElementContext) {
        self.pending_space |= row.starts_with(char::is_whitespace);
        for word in row.split_whitespace() {
            // A label and its date are apart on the screen: `<em>입력</em><span>2022.08.18.</span>`.
            let label = self.crossed_tag
                && word.starts_with(|c: char| c.is_ascii_digit())
                && self.line.text.ends_with(|c: char| c.is_alphabetic() || c == ':');
            self.crossed_tag = false;
            if (self.pending_space || label) && !self.line.text.is_empty() {
                self.line.text.push(' ');
            }
            if self.line.text.is_empty() {
                self.line.outside = self.regions[self.token_index] == PageRegion::Outside;
                self.line.token_index = self.token_index;
            }
            self.line.heading |= around.heading;
            self.line.text.push_str(word);
            self.line.link_bytes += if around.link { word.len() + 1 } else { 0 };
            self.pending_space = true;
        }
        self.pending_space =
            row.ends_with(char::is_whitespace) || self.pending_space && row.trim().is_empty();
    }

    fn end_line(&mut self, broken: bool) {
        self.pending_space = false;
        if self.line.text.is_empty() {
            // Two line breaks end a paragraph.
            self.line.after_line_break &= broken && !self.line.after_line_break;
            return;
        }
        let next = HtmlLine { after_line_break: broken, ..HtmlLine::default() };
        self.lines.push(std::mem::replace(&mut self.line, next));
    }
}

#[cfg(test)]
mod tests {
    use super::super::normalize::normalize_html;
    use super::*;

    fn shown(page: &str) -> Vec<String> {
        split_lines(&normalize_html(page).unwrap()).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn lines_are_as_a_reader_sees_them() {
        let table: [(&str, &[&str]); 8] = [
            ("<p>a <b>b</b>c\n d</p><p>e", &["a bc d", "e"]),
            ("<div>a<div>b</div>c</div>", &["a", "b", "c"]),
            ("a<br>b<br><br>c", &["a", "b", "c"]),
            ("<tr><th>등록일</th><td>2022-08-18</td><td>조회 3</td></tr>", &["등록일 2022-08-18 조회 3"]),
            ("<dl><dt>등록일<dd>2022-08-18</dl>", &["등록일 2022-08-18"]),
            ("<p>x<script>y</script>z<p style='display: none'>w", &["xz"]),
            ("<head><title>t</title></head>a", &["a"]),
            ("<span>By</span> <a>Jane&nbsp;Roe</a>,<span>x</span>", &["By Jane Roe,x"]),
        ];
        for (page, want) in table {
            assert_eq!(shown(page), want, "{page}");
        }
    }

    #[test]
    fn lines_have_their_properties() {
        let page = "<nav>menu</nav><h1>Title of the page</h1><ul><li>one</ul><div class='box related-news'><p><a>other</a></div>";
        let lines = split_lines(&normalize_html(page).unwrap());
        let flags: Vec<_> = lines.iter().map(|l| (l.outside, l.heading, l.list_item, l.is_link())).collect();
        assert_eq!(
            flags,
            [
                (true, false, false, false),
                (false, true, false, false),
                (false, false, true, false),
                (true, false, false, true)
            ]
        );
    }
}
