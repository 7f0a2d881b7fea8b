//! Reads a file or standard input, and tells plain text from web pages. Sizes are bounded; the content is not
//! interpreted.

use super::decode;
use super::error::LoaderError;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// Largest file, in bytes.
const MAX_FILE_BYTES: u64 = 16 << 20;

/// Longest plain text, in bytes: about 300,000 words.
const MAX_TEXT_BYTES: usize = 2 << 20;

/// Most lines that are not empty.
const MAX_LINES: usize = 50_000;

/// File name extensions of articles in a folder.
const ARTICLE_EXTENSIONS: [&str; 5] = ["txt", "text", "html", "htm", "xhtml"];
/// File name extensions of web pages.
const PAGE_EXTENSIONS: [&str; 3] = ["html", "htm", "xhtml"];

/// Whether a source is a URL of any scheme, and not a path.
pub(super) fn is_url(source: &str) -> bool {
    // Schemes other than http and https are refused later, with a message of their own.
    let scheme = source.split_once("://").map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| !scheme.is_empty() && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// The articles that a SOURCE names, each as a path for [`read`]: a file, an address or `-` is itself, a folder its
/// articles in the order of their names.
pub(super) fn expand_source(source: &str) -> Result<Vec<String>, LoaderError> {
    if is_url(source) || source == "-" || !Path::new(source).is_dir() {
        return Ok(vec![source.to_owned()]);
    }
    let mut paths = Vec::new();
    for entry in fs::read_dir(source)? {
        let path = entry?.path();
        let hidden = path.file_name().is_none_or(|name| name.to_string_lossy().starts_with('.'));
        let article = path
            .extension()
            .is_some_and(|ending| ARTICLE_EXTENSIONS.iter().any(|known| ending.eq_ignore_ascii_case(known)));
        if article && !hidden && path.is_file() {
            paths.push(path.to_string_lossy().into_owned());
        }
    }
    paths.sort();
    if paths.is_empty() { Err(LoaderError::EmptyFolder) } else { Ok(paths) }
}

/// The content of an input: plain text or a web page.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum ArticleInput {
    /// Plain text.
    Text(String),
    /// A web page. `lossy` is true if some bytes could not be decoded; they may lie outside its article.
    Page { text: String, lossy: bool },
}

/// Reads a file, or standard input for `-`. Pipes and devices are refused before they are opened, because opening them
/// could block forever.
pub(super) fn read_input(path: &str) -> Result<ArticleInput, LoaderError> {
    let bytes = if path == "-" {
        read_bounded(io::stdin().lock())?
    } else {
        if !fs::metadata(path)?.is_file() {
            return Err(LoaderError::NotAFile);
        }
        read_bounded(File::open(path)?)?
    };
    classify_input(path, bytes, None)
}

fn read_bounded(from: impl Read) -> Result<Vec<u8>, LoaderError> {
    let mut bytes = Vec::new();
    from.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_FILE_BYTES { Err(LoaderError::TooLarge) } else { Ok(bytes) }
}

/// Decodes bytes and tells text from a web page by their content and the extension of `path`. `charset` is the one that an
/// HTTP header names.
pub(super) fn classify_input(
    path: &str,
    bytes: Vec<u8>,
    charset: Option<&str>,
) -> Result<ArticleInput, LoaderError> {
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err(LoaderError::TooLarge);
    }
    let decode::DecodedText { text, lossy } = decode::decode_bytes(bytes, charset)?;
    if text.trim().is_empty() {
        return Err(LoaderError::Empty);
    }
    let start: String = text.trim_start().chars().take(1000).flat_map(char::to_lowercase).collect();
    if let Some((_, format, advice)) =
        UNSUPPORTED_TEXT_FORMATS.iter().find(|(signature, ..)| start.contains(signature))
    {
        return Err(LoaderError::UnsupportedFormat(format, advice));
    }
    if is_html(path, &start) {
        return Ok(ArticleInput::Page { text, lossy });
    }
    if lossy {
        return Err(LoaderError::UnknownEncoding(text.find('\u{FFFD}').unwrap_or(0)));
    }
    if text.len() > MAX_TEXT_BYTES || text.lines().filter(|line| !line.trim().is_empty()).count() > MAX_LINES
    {
        return Err(LoaderError::ExceedsLimits);
    }
    if decode::is_garbled(&text) { Err(LoaderError::Garbled) } else { Ok(ArticleInput::Text(text)) }
}

/// Text formats that are not articles: signature near the start of the file, name of the format, advice.
const UNSUPPORTED_TEXT_FORMATS: [(&str, &str, &str); 4] = [
    ("content-type: multipart/related", "a web archive (MHTML)", "save the page as HTML only instead"),
    ("<rss", "a feed", "save the article's own page"),
    ("<feed xmlns", "a feed", "save the article's own page"),
    ("<svg xmlns", "a picture", "type its text into a text file"),
];

/// Whether a text is a web page: it begins as one, or has the extension of one and a tag near its start. `start` is the
/// beginning of the text in lower case.
fn is_html(path: &str, start: &str) -> bool {
    let mut rest = start;
    // Saved pages begin with comments and declarations.
    while rest.starts_with("<!--") || rest.starts_with("<?xml") {
        let end = if rest.starts_with("<!--") { "-->" } else { ">" };
        rest = rest.split_once(end).map_or("", |(_, after)| after.trim_start());
    }
    let begins = [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<meta",
        "<title",
        "<div",
        "<article",
        "<p>",
        "<h1",
        "<script",
    ];
    if begins.iter().any(|tag| rest.starts_with(tag)) || start.contains("<html") && start.starts_with('<') {
        return true;
    }
    let ending = Path::new(path).extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let named = ending.is_some_and(|ending| PAGE_EXTENSIONS.contains(&ending.as_str()));
    let tag = |at: usize| start.as_bytes().get(at + 1).is_some_and(|c| c.is_ascii_alphabetic() || *c == b'!');
    named && start.match_indices('<').any(|(at, _)| tag(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn input_over_the_limits_is_refused() {
        let text = |text: String| classify_input("-", text.into_bytes(), None);
        assert!(matches!(text("a word ".repeat(MAX_TEXT_BYTES / 7 + 1)), Err(LoaderError::ExceedsLimits)));
        assert!(matches!(text("a\n".repeat(MAX_LINES + 1)), Err(LoaderError::ExceedsLimits)));
        assert!(matches!(text("\n".repeat(MAX_LINES) + "a word"), Ok(ArticleInput::Text(_))));
    }

    #[test]
    fn urls_are_told_from_paths() {
        let table = [
            ("https://example.org/a", true),
            ("HTTP://example.org", true),
            ("http:/example", false),
            ("httpdocs", false),
            ("한", false),
        ];
        for (source, want) in table {
            assert_eq!(is_url(source), want, "{source}");
        }
    }
}
