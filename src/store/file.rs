//! TOML to the rows of a store, with the place of everything that is wrong. The one reader of TOML here.
//! Never writes; `save` does.

use super::parts::{Error, LIMIT, Places, Position};
use crate::model::Layer;
use crate::text::{clean, escaped, first_unsafe};
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::HashMap;
use std::fs::{self, File};
use std::io::Read;
use std::ops::Range;
use std::path::Path;
use toml::de::{DeTable, DeValue};

/// The schema this program reads and writes.
pub(super) const SCHEMA: u64 = 1;

/// The text of a store file. Only plain files are opened: a pipe would wait for ever.
pub(super) fn read(path: &Path) -> Result<String, Error> {
    let failed = |error| Error::Read(path.to_owned(), error);
    let about = fs::metadata(path).map_err(failed)?;
    if !about.is_file() {
        return Err(Error::NotAFile(path.to_owned()));
    }
    if about.len() > LIMIT {
        return Err(Error::TooLarge(path.to_owned()));
    }
    let mut bytes = Vec::with_capacity(about.len() as usize);
    // It may grow while it is read.
    File::open(path).and_then(|file| file.take(LIMIT + 1).read_to_end(&mut bytes)).map_err(failed)?;
    if bytes.len() as u64 > LIMIT {
        return Err(Error::TooLarge(path.to_owned()));
    }
    String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let text = String::from_utf8_lossy(&error.as_bytes()[..good]).into_owned();
        let message = "is not UTF-8; save the file as UTF-8".to_owned();
        Error::Syntax { path: path.to_owned(), at: Position::of(&text, good), message }
    })
}

/// The rows in `text`, every string cleaned. `path` is only named in errors.
pub(super) fn parse(path: &Path, text: &str) -> Result<Layer, Error> {
    let layer = parse_raw(path, text)?;
    if !may_hide_marks(text) {
        return Ok(layer);
    }
    // Rare, so it may be slow: clean every string of the tree, then read the rows from that.
    let failed = |error: toml::de::Error| {
        let at = Position::of(text, error.span().map_or(0, |span| span.start));
        Error::Syntax { path: path.to_owned(), at, message: message(&error) }
    };
    let mut tree: toml::Table = toml::from_str(text).map_err(failed)?;
    tree.iter_mut().for_each(|(_, value)| clean_strings(value));
    tree.try_into().map_err(failed)
}

/// The rows in `text` as they are written.
pub(super) fn parse_raw(path: &Path, text: &str) -> Result<Layer, Error> {
    parse_mended(path, text, &[])
}

/// Other words for a value: where it stands, in bytes, and what is to be read in its place.
pub(super) type Mend = (Range<usize>, &'static str);

/// The rows in `text` with some values taken for others, so that one wrong word does not hide the rest of the file.
/// `mends` are in order and do not overlap. An error names its place in `text` itself.
pub(super) fn parse_mended(path: &Path, text: &str, mends: &[Mend]) -> Result<Layer, Error> {
    let mended = mend(text, mends);
    let layer: Layer = toml::from_str(&mended).map_err(|error| {
        let at = error.span().map_or(0, |span| before_mending(span.start, mends));
        Error::Syntax { path: path.to_owned(), at: Position::of(text, at), message: message(&error) }
    })?;
    match layer.schema {
        None | Some(SCHEMA) => Ok(layer),
        Some(other) => Err(Error::Syntax {
            path: path.to_owned(),
            at: Positions::new(text).of("schema").unwrap_or(Position { line: 1, column: 1 }),
            message: format!("schema {other} is from a later version; this one reads schema {SCHEMA}"),
        }),
    }
}

fn mend<'a>(text: &'a str, mends: &[Mend]) -> Cow<'a, str> {
    if mends.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut mended = String::with_capacity(text.len());
    let mut rest = 0;
    for (span, word) in mends {
        mended += text.get(rest..span.start).unwrap_or_default();
        mended += word;
        rest = span.end;
    }
    mended += text.get(rest..).unwrap_or_default();
    Cow::Owned(mended)
}

/// Byte `at` of the mended text in the text as it was.
fn before_mending(at: usize, mends: &[Mend]) -> usize {
    let mut at = at;
    for (span, word) in mends {
        if span.start >= at {
            break;
        }
        at = (at + span.len()).saturating_sub(word.len()).max(span.start);
    }
    at
}

/// Whether a string of this file can hold what cleaning would change: written plainly or as an escape.
fn may_hide_marks(text: &str) -> bool {
    let escapes = ["\\u", "\\U", "\\x", "\\e", "\\b", "\\f", "\\r"];
    first_unsafe(text).is_some() || escapes.iter().any(|escape| text.contains(escape)) || clean(text) != text
}

fn clean_strings(value: &mut toml::Value) {
    match value {
        toml::Value::String(text) => *text = clean(text).into_owned(),
        toml::Value::Array(values) => values.iter_mut().for_each(clean_strings),
        toml::Value::Table(table) => table.iter_mut().for_each(|(_, value)| clean_strings(value)),
        _ => {}
    }
}

/// The crate's own error shows the whole offending line, which may be an article: only the message is kept.
fn message(error: &toml::de::Error) -> String {
    let lines = error.message().lines().map(str::trim).filter(|line| !line.is_empty());
    let message: String = escaped(&lines.collect::<Vec<_>>().join("; ")).chars().take(300).collect();
    if message.is_empty() { "is not TOML".to_owned() } else { message }
}

/// Keys that no field of a store reads, as paths (`event.3.tittle`).
pub(super) fn unread_keys(text: &str) -> Vec<String> {
    let mut keys = Vec::new();
    if let Ok(reader) = toml::Deserializer::parse(text) {
        let _ = serde_ignored::deserialize::<_, _, Layer>(reader, |path| keys.push(path.to_string()));
    }
    keys
}

/// Where each key of a file stands, by its path: `event.3.link.0.event`, rows counted from 0.
pub(super) struct Positions<'a> {
    places: Places<'a>,
    spans: HashMap<String, Range<usize>>,
    /// Every string that is a value, with its path.
    words: Vec<(String, String)>,
    /// Every key, with its path.
    keys: Vec<(String, String)>,
}

impl<'a> Positions<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut positions =
            Self { places: Places::new(text), spans: HashMap::new(), words: Vec::new(), keys: Vec::new() };
        if let Ok(table) = DeTable::parse(text) {
            positions.table(table.get_ref(), "");
        }
        positions
    }

    /// The place of `path`, or of the nearest row above it.
    pub(super) fn of(&self, path: &str) -> Option<Position> {
        let mut path = path;
        loop {
            if let Some(span) = self.spans.get(path) {
                return Some(self.places.of(span.start));
            }
            path = path.rsplit_once('.')?.0;
        }
    }

    /// The bytes of the value at `path`, quotes included.
    pub(super) fn span(&self, path: &str) -> Option<Range<usize>> {
        self.spans.get(path).cloned()
    }

    /// Every string that is a value, with its path.
    pub(super) fn words(&self) -> impl Iterator<Item = (&str, &str)> {
        self.words.iter().map(|(path, word)| (path.as_str(), word.as_str()))
    }

    /// Every key with its path.
    pub(super) fn keys(&self) -> impl Iterator<Item = (&str, &str)> {
        self.keys.iter().map(|(path, key)| (path.as_str(), key.as_str()))
    }

    fn table(&mut self, table: &DeTable<'_>, base: &str) {
        for (key, value) in table {
            let path =
                if base.is_empty() { key.get_ref().to_string() } else { format!("{base}.{}", key.get_ref()) };
            self.keys.push((path.clone(), key.get_ref().to_string()));
            let span = if matches!(value.get_ref(), DeValue::Table(_)) { key.span() } else { value.span() };
            self.value(value.get_ref(), span, path);
        }
    }

    fn value(&mut self, value: &DeValue<'_>, span: Range<usize>, path: String) {
        match value {
            DeValue::Table(table) => self.table(table, &path),
            DeValue::Array(values) => {
                for (n, value) in values.iter().enumerate() {
                    self.value(value.get_ref(), value.span(), format!("{path}.{n}"));
                }
            }
            DeValue::String(text) => self.words.push((path.clone(), text.to_string())),
            _ => {}
        }
        self.spans.insert(path, span);
    }
}

/// Refuses what is no TOML of a store, and says nothing else: for what has just been written.
pub(super) fn is_readable(text: &str) -> bool {
    #[derive(Deserialize)]
    struct Any(#[expect(dead_code, reason = "only that it parses counts")] Layer);
    toml::from_str::<Any>(text).is_ok()
}
