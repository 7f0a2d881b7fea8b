//! Splits HTML into tags and text as browsers do. The time is linear in the length of any page; there is no recursion and no
//! tree.

/// A tag or a text of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::loader) enum HtmlToken<'a> {
    /// `<name …>`.
    Open(StartTag<'a>),
    /// `</name>`.
    Close(String),
    /// Text between tags, with character references.
    Text(&'a str),
}

/// A start tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::loader) struct StartTag<'a> {
    /// In lower case.
    pub(in crate::loader) name: String,
    /// Names in lower case; values with character references.
    pub(in crate::loader) attributes: Vec<(String, &'a str)>,
    /// The content of an element in which tags have no meaning, such as a script or a title.
    pub(in crate::loader) raw: Option<&'a str>,
}

impl StartTag<'_> {
    /// The value of an attribute, with character references.
    pub(in crate::loader) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| *value)
    }

    /// Whether the element has no content of its own in the token stream: void or raw text.
    pub(in crate::loader) fn is_void(&self) -> bool {
        self.raw.is_some() || VOID_ELEMENTS.contains(&self.name.as_str())
    }
}

/// Elements without an end tag.
const VOID_ELEMENTS: [&str; 16] = [
    "area", "base", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link", "meta", "param",
    "source", "track", "wbr",
];

/// Elements in which tags have no meaning up to their own end tag.
const RAW_TEXT_ELEMENTS: [&str; 9] =
    ["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "svg"];

/// Most attributes of a tag that are kept.
const MAX_ATTRIBUTES: usize = 48;
/// Longest attribute value that is kept, in bytes.
const MAX_VALUE_BYTES: usize = 16 << 10;

/// Splits a page into tokens.
#[derive(Clone, Debug)]
pub(in crate::loader) struct HtmlTokenizer<'a> {
    page: &'a str,
    position: usize,
}

impl<'a> HtmlTokenizer<'a> {
    pub(in crate::loader) fn new(page: &'a str) -> Self {
        Self { page, position: 0 }
    }

    fn rest(&self) -> &'a str {
        &self.page[self.position..]
    }

    /// Moves past the next `mark`, or to the end of the page.
    fn skip_past(&mut self, mark: &str) {
        self.position =
            self.rest().find(mark).map_or(self.page.len(), |found| self.position + found + mark.len());
    }

    /// Reads a start tag, and the content of a raw text element. `None` at the end of the page.
    fn read_start_tag(&mut self) -> Option<HtmlToken<'a>> {
        self.position += 1;
        let name = self.read_name();
        let mut attributes = Vec::new();
        loop {
            let rest = self.rest().trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
            self.position = self.page.len() - rest.len();
            match rest.bytes().next() {
                None => return None,
                Some(b'>') => break,
                Some(_) => {
                    let (name, value) = self.read_attribute();
                    if attributes.len() < MAX_ATTRIBUTES {
                        attributes.push((name.to_ascii_lowercase(), value));
                    }
                }
            }
        }
        self.position += 1;
        let raw = RAW_TEXT_ELEMENTS.contains(&name.as_str()).then(|| self.read_raw_text(&name));
        Some(HtmlToken::Open(StartTag { name, attributes, raw }))
    }

    /// Reads the name of a tag, in lower case and at most 32 characters.
    fn read_name(&mut self) -> String {
        let end = self.rest().find(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>');
        let name = &self.rest()[..end.unwrap_or(self.rest().len())];
        self.position += name.len();
        name.chars().take(32).collect::<String>().to_ascii_lowercase()
    }

    /// Reads the name and value of an attribute.
    fn read_attribute(&mut self) -> (&'a str, &'a str) {
        let rest = self.rest();
        // A "=" at the very start belongs to the name.
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let ends = |c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>' | '=');
        let end = rest[first..].find(ends).map_or(rest.len(), |found| first + found);
        let name = &rest[..end];
        self.position += end;
        let after = self.rest().trim_start();
        let Some(value) = after.strip_prefix('=') else { return (name, "") };
        let value = value.trim_start();
        self.position = self.page.len() - value.len();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let value = if let Some(quote) = quote {
            let inner = &value[1..];
            let end = inner.find(quote).unwrap_or(inner.len());
            self.position = (self.position + 1 + end + 1).min(self.page.len());
            &inner[..end]
        } else {
            let end = value.find(|c: char| c.is_ascii_whitespace() || c == '>').unwrap_or(value.len());
            self.position += end;
            &value[..end]
        };
        (name, truncate_bytes(value, MAX_VALUE_BYTES))
    }

    /// Reads the content of a raw text element, and moves past its end tag.
    fn read_raw_text(&mut self, name: &str) -> &'a str {
        let rest = self.rest();
        let bytes = rest.as_bytes();
        let ends = |at: usize| {
            bytes
                .get(at + 2..at + 2 + name.len())
                .is_some_and(|word| word.eq_ignore_ascii_case(name.as_bytes()))
        };
        let end = rest.match_indices("</").map(|(at, _)| at).find(|&at| ends(at));
        let inner = &rest[..end.unwrap_or(rest.len())];
        self.position += inner.len();
        self.skip_past(">");
        inner
    }
}

impl<'a> Iterator for HtmlTokenizer<'a> {
    type Item = HtmlToken<'a>;

    fn next(&mut self) -> Option<HtmlToken<'a>> {
        while !self.rest().is_empty() {
            let rest = self.rest();
            let second = rest.as_bytes().get(1).copied().unwrap_or_default();
            if !rest.starts_with('<') || !(second.is_ascii_alphabetic() || b"!/?".contains(&second)) {
                let text = text_until_tag(rest);
                self.position += text.len();
                return Some(HtmlToken::Text(text));
            }
            if rest.starts_with("<!--") {
                self.position += 4;
                // `<!-->` is a whole comment.
                if self.rest().starts_with('>') { self.position += 1 } else { self.skip_past("-->") }
            } else if second.is_ascii_alphabetic() {
                if let Some(tag) = self.read_start_tag() {
                    return Some(tag);
                }
            } else if second == b'/' && rest.as_bytes().get(2).is_some_and(u8::is_ascii_alphabetic) {
                self.position += 2;
                let name = self.read_name();
                self.skip_past(">");
                return Some(HtmlToken::Close(name));
            } else {
                self.skip_past(">");
            }
        }
        None
    }
}

/// The text up to the next `<` that begins a tag.
fn text_until_tag(rest: &str) -> &str {
    let bytes = rest.as_bytes();
    let begins = |at: usize| bytes.get(at + 1).is_some_and(|c| c.is_ascii_alphabetic() || b"!/?".contains(c));
    let end = rest.match_indices('<').map(|(at, _)| at).find(|&at| at > 0 && begins(at));
    &rest[..end.unwrap_or(rest.len())]
}

/// The beginning of a text, at most `max_bytes` long.
fn truncate_bytes(text: &str, max_bytes: usize) -> &str {
    let mut end = text.len().min(max_bytes);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(page: &str) -> Vec<String> {
        let show = |tag| match tag {
            HtmlToken::Open(element) => {
                let attributes = element.attributes.iter().map(|(name, value)| format!(" {name}={value}"));
                let raw = element.raw.map(|raw| format!("[{raw}]")).unwrap_or_default();
                format!("<{}{}>{raw}", element.name, attributes.collect::<String>())
            }
            HtmlToken::Close(name) => format!("</{name}>"),
            HtmlToken::Text(text) => text.to_owned(),
        };
        HtmlTokenizer::new(page).map(show).collect()
    }

    #[test]
    fn pages_are_split_as_browsers_do() {
        let table: [(&str, &[&str]); 11] = [
            ("<P Class=a id='b c'>x</p >", &["<p class=a id=b c>", "x", "</p>"]),
            ("a < b <3 <i>c", &["a < b <3 ", "<i>", "c"]),
            ("<br/><hr />", &["<br>", "<hr>"]),
            ("a<!-- <p> -->b<!-->c", &["a", "b", "c"]),
            ("<!doctype html><?xml?>a", &["a"]),
            ("<script>if (a<b) '</p>'</SCRIPT>x", &["<script>[if (a<b) '</p>']", "x"]),
            ("<a href=x/y?z=1&b>", &["<a href=x/y?z=1&b>"]),
            ("<p a=\"unclosed><p>", &[]),
            ("a<!-- unclosed <p>", &["a"]),
            ("<a ==b c>", &["<a ==b c=>"]),
            ("<title>A <b> c", &["<title>[A <b> c]"]),
        ];
        for (page, want) in table {
            assert_eq!(shown(page), want, "{page}");
        }
    }

    #[test]
    fn malformed_pages_are_read_to_the_end() {
        for page in [
            "<",
            "</",
            "<!",
            "<a",
            "<a b=",
            "<a b='",
            "</a",
            "<script>",
            "<한>",
            "</한>",
            "<a 한=글>",
            "&",
            "<a\u{a0}b>",
        ] {
            let _ = shown(page);
            let _ = shown(&page.repeat(50));
        }
    }
}
