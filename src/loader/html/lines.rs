//! The lines of a page as a reader sees them: blocks and line breaks begin a line, the cells of a row share one, an item
//! of a list has its bullet. Never decides which lines are the article.

use super::entities::decode_references;
use super::regions::{PageRegion, classify_regions, is_hidden};
use super::tokenizer::{HtmlToken, StartTag};

/// A line of a page.
#[expect(clippy::struct_excessive_bools, reason = "each says one thing of where the line stands")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::loader) struct HtmlLine {
    /// Its words, one space between them.
    pub(in crate::loader) text: String,
    /// Whether it stands in `<h1>` to `<h4>`, or in an element that calls itself a title.
    pub(in crate::loader) heading: bool,
    /// Whether it begins an item of a list.
    pub(in crate::loader) list_item: bool,
    /// Whether it stands outside the article: in the navigation, the foot, a box of other stories, the comments.
    pub(in crate::loader) outside: bool,
    /// Whether only a line break parts it from the line before.
    pub(in crate::loader) after_line_break: bool,
    /// Bytes of it that are links.
    pub(in crate::loader) link_bytes: usize,
    /// Number of the piece it begins in.
    pub(in crate::loader) token_index: usize,
}

impl HtmlLine {
    /// Whether nearly all of it is a link.
    pub(in crate::loader) fn is_link(&self) -> bool {
        self.link_bytes * 10 >= self.text.len() * 8
    }
}

/// Elements that stand within a line.
const INLINE_ELEMENTS: [&str; 37] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
    "i", "img", "input", "ins", "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp",
    "small", "span", "strike", "strong", "sub", "sup", "time", "u", "var",
];
/// The most characters of a cell that shares its line with the next.
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

/// What an open element adds to the lines in it.
#[expect(clippy::struct_excessive_bools, reason = "each is one thing that elements do to their words")]
#[derive(Clone, Copy, Default)]
struct ElementContext {
    heading: bool,
    hidden: bool,
    link: bool,
    pre: bool,
}

#[derive(Default)]
struct LineBuilder {
    lines: Vec<HtmlLine>,
    line: HtmlLine,
    contexts: Vec<ElementContext>,
    pending_space: bool,
    /// Whether an element has begun or ended since the last word.
    crossed_tag: bool,
    regions: Vec<PageRegion>,
    token_index: usize,
}

/// The lines of upright pieces.
pub(in crate::loader) fn split_lines(pieces: &[HtmlToken]) -> Vec<HtmlLine> {
    let mut writer = LineBuilder { regions: classify_regions(pieces), ..LineBuilder::default() };
    for (at, piece) in pieces.iter().enumerate() {
        writer.token_index = at;
        match piece {
            HtmlToken::Text(text) => writer.push_text(text),
            HtmlToken::Open(element) => writer.open(element),
            HtmlToken::Close(name) => writer.close(name),
        }
    }
    writer.end_line(false);
    writer.lines
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
                self.pending_space = true
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
                self.pending_space = true
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
            // A label and its date stand apart on the screen: `<em>입력</em><span>2022.08.18.</span>`.
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
            // Two line breaks are a paragraph's end.
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
    fn lines_are_those_a_reader_sees() {
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
    fn lines_know_where_they_stand() {
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
