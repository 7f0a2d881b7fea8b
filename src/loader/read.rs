//! A path or standard input to text: what kind it is, how large it may be. Never looks at what it says.

use super::parts::{Error, Raw};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// The most bytes an article may have.
const LIMIT: u64 = 16 << 20;

/// File endings of articles in a folder.
const ENDINGS: [&str; 2] = ["txt", "text"];

/// How files begin that are no text, and what they are.
const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a Word file or an archive"),
    (b"\xd0\xcf\x11\xe0", "an old Word file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
];

/// The articles that a SOURCE names, each as a path for [`read`]: a file or `-` is itself, a folder its articles in
/// the order of their names.
pub(super) fn expand(source: &str) -> Result<Vec<String>, Error> {
    if source.starts_with("http://") || source.starts_with("https://") {
        return Err(Error::Address);
    }
    if source == "-" || !Path::new(source).is_dir() {
        return Ok(vec![source.to_owned()]);
    }
    let mut paths = Vec::new();
    for entry in fs::read_dir(source)? {
        let path = entry?.path();
        let hidden = path.file_name().is_none_or(|name| name.to_string_lossy().starts_with('.'));
        let article = path
            .extension()
            .is_some_and(|ending| ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)));
        if article && !hidden && path.is_file() {
            paths.push(path.to_string_lossy().into_owned());
        }
    }
    paths.sort();
    if paths.is_empty() { Err(Error::EmptyFolder) } else { Ok(paths) }
}

/// The text of one article. Pipes and devices are refused before they are opened: they could wait for ever.
pub(super) fn read(path: &str) -> Result<Raw, Error> {
    let bytes = if path == "-" {
        bounded(io::stdin().lock())?
    } else {
        if !fs::metadata(path)?.is_file() {
            return Err(Error::NotAFile);
        }
        bounded(File::open(path)?)?
    };
    Ok(Raw { path: path.to_owned(), text: text(bytes)? })
}

fn bounded(from: impl Read) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    from.take(LIMIT + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LIMIT { Err(Error::TooLarge) } else { Ok(bytes) }
}

fn text(mut bytes: Vec<u8>) -> Result<String, Error> {
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(Error::Format((*what).to_owned()));
    }
    if bytes.starts_with(b"\xef\xbb\xbf") {
        bytes.drain(..3);
    }
    let text = String::from_utf8(bytes).map_err(|error| Error::Encoding(error.utf8_error().valid_up_to()))?;
    // A NUL never stands in text: it is UTF-16 or something binary.
    if let Some(at) = text.find('\0') {
        return Err(Error::Encoding(at));
    }
    let start: String = text.trim_start().chars().take(200).flat_map(char::to_lowercase).collect();
    if start.starts_with("<!doctype") || start.starts_with("<html") {
        return Err(Error::Format("an HTML page".to_owned()));
    }
    if text.trim().is_empty() { Err(Error::Empty) } else { Ok(text) }
}
