//! The lines of a page as a reader sees them: blocks and line breaks begin a line, the cells of a row share one, an item
//! of a list has its bullet. Never decides which lines are the article.

use super::boxes::{Place, is_hidden, places};
use super::entities::decode;
use super::tags::{Element, Tag};

/// A line of a page.
#[expect(clippy::struct_excessive_bools, reason = "each says one thing of where the line stands")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Line {
    /// Its words, one space between them.
    pub(super) text: String,
    /// Whether it stands in `<h1>` to `<h4>`, or in an element that calls itself a title.
    pub(super) heading: bool,
    /// Whether it begins an item of a list.
    pub(super) item: bool,
    /// Whether it stands outside the article: in the navigation, the foot, a box of other stories, the comments.
    pub(super) outside: bool,
    /// Whether only a line break parts it from the line before.
    pub(super) broken: bool,
    /// Bytes of it that are links.
    pub(super) linked: usize,
    /// Number of the piece it begins in.
    pub(super) at: usize,
}

impl Line {
    /// Whether nearly all of it is a link.
    pub(super) fn is_link(&self) -> bool {
        self.linked * 10 >= self.text.len() * 8
    }
}

/// Elements that stand within a line.
const INLINE: [&str; 37] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
    "i", "img", "input", "ins", "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp",
    "small", "span", "strike", "strong", "sub", "sup", "time", "u", "var",
];
/// The most characters of a cell that shares its line with the next.
const CELL: usize = 80;

fn is_heading(element: &Element) -> bool {
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
struct Around {
    heading: bool,
    hidden: bool,
    link: bool,
    pre: bool,
}

#[derive(Default)]
struct Writer {
    lines: Vec<Line>,
    line: Line,
    around: Vec<Around>,
    space: bool,
    /// Whether an element has begun or ended since the last word.
    crossed: bool,
    boxes: Vec<Place>,
    at: usize,
}

/// The lines of upright pieces.
pub(super) fn lines(pieces: &[Tag]) -> Vec<Line> {
    let mut writer = Writer { boxes: places(pieces), ..Writer::default() };
    for (at, piece) in pieces.iter().enumerate() {
        writer.at = at;
        match piece {
            Tag::Text(text) => writer.text(text),
            Tag::Open(element) => writer.open(element),
            Tag::Close(name) => writer.close(name),
        }
    }
    writer.end(false);
    writer.lines
}

impl Writer {
    fn now(&self) -> Around {
        self.around.last().copied().unwrap_or_default()
    }

    fn open(&mut self, element: &Element) {
        let name = element.name.as_str();
        self.crossed = true;
        match name {
            "br" => self.end(true),
            "td" | "th" | "dd" if self.line.text.chars().count() < CELL => self.space = true,
            _ if INLINE.contains(&name) || element.raw.is_some() || name == "wbr" => {}
            _ => self.end(false),
        }
        if element.is_void() {
            return;
        }
        let before = self.now();
        self.around.push(Around {
            heading: before.heading || is_heading(element),
            hidden: before.hidden || is_hidden(element) || name == "head" || name == "template",
            link: before.link || name == "a",
            pre: before.pre || name == "pre",
        });
        if name == "li" {
            self.line.item = true;
        }
    }

    fn close(&mut self, name: &str) {
        self.around.pop();
        self.crossed = true;
        match name {
            "td" | "th" | "dt" if self.line.text.chars().count() < CELL => self.space = true,
            _ if INLINE.contains(&name) => {}
            _ => self.end(false),
        }
    }

    fn text(&mut self, text: &str) {
        let around = self.now();
        if around.hidden {
            return;
        }
        let text = decode(text);
        for (n, row) in text.split('\n').enumerate() {
            if n > 0 {
                if around.pre { self.end(true) } else { self.space = true }
            }
            self.words(row, around);
        }
    }

    fn words(&mut self, row: &str, around: Around) {
        self.space |= row.starts_with(char::is_whitespace);
        for word in row.split_whitespace() {
            // A label and its date stand apart on the screen: `<em>입력</em><span>2022.08.18.</span>`.
            let label = self.crossed
                && word.starts_with(|c: char| c.is_ascii_digit())
                && self.line.text.ends_with(|c: char| c.is_alphabetic() || c == ':');
            self.crossed = false;
            if (self.space || label) && !self.line.text.is_empty() {
                self.line.text.push(' ');
            }
            if self.line.text.is_empty() {
                self.line.outside = self.boxes[self.at] == Place::Outside;
                self.line.at = self.at;
            }
            self.line.heading |= around.heading;
            self.line.text.push_str(word);
            self.line.linked += if around.link { word.len() + 1 } else { 0 };
            self.space = true;
        }
        self.space = row.ends_with(char::is_whitespace) || self.space && row.trim().is_empty();
    }

    fn end(&mut self, broken: bool) {
        self.space = false;
        if self.line.text.is_empty() {
            // Two line breaks are a paragraph's end.
            self.line.broken &= broken && !self.line.broken;
            return;
        }
        let next = Line { broken, ..Line::default() };
        self.lines.push(std::mem::replace(&mut self.line, next));
    }
}

#[cfg(test)]
mod tests {
    use super::super::guard::upright;
    use super::*;

    fn shown(page: &str) -> Vec<String> {
        lines(&upright(page).unwrap()).into_iter().map(|line| line.text).collect()
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
        let lines = lines(&upright(page).unwrap());
        let flags: Vec<_> = lines.iter().map(|l| (l.outside, l.heading, l.item, l.is_link())).collect();
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
