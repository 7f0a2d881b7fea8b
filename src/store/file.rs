//! TOML to the rows of a store, with the place of everything that is wrong. The one reader of TOML here.
//! Never writes; `save` does.

use super::parts::{Error, LIMIT, Position};
use crate::model::Layer;
use crate::text::{clean, first_unsafe};
use serde::Deserialize;
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
    let mut bytes = Vec::with_capacity(about.len().min(LIMIT) as usize);
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
    let mut tree: toml::Table = toml::from_str(text).map_err(|error| syntax(path, text, &error))?;
    tree.iter_mut().for_each(|(_, value)| clean_strings(value));
    tree.try_into().map_err(|error: toml::de::Error| syntax(path, text, &error))
}

/// The rows in `text` as they are written.
pub(super) fn parse_raw(path: &Path, text: &str) -> Result<Layer, Error> {
    let layer: Layer = toml::from_str(text).map_err(|error| syntax(path, text, &error))?;
    match layer.schema {
        None | Some(SCHEMA) => Ok(layer),
        Some(other) => Err(Error::Syntax {
            path: path.to_owned(),
            at: Positions::new(text).of("schema").unwrap_or(Position { line: 1, column: 1 }),
            message: format!("schema {other} is from a later version; this one reads schema {SCHEMA}"),
        }),
    }
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

/// The crate's own error shows the whole offending line, which may be an article: only place and message are kept.
fn syntax(path: &Path, text: &str, error: &toml::de::Error) -> Error {
    let at = error.span().map_or(Position { line: 1, column: 1 }, |span| Position::of(text, span.start));
    let first =
        error.message().lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("; ");
    let mut message: String = crate::text::escaped(&first).chars().take(300).collect();
    if message.is_empty() {
        "is not TOML".clone_into(&mut message);
    }
    Error::Syntax { path: path.to_owned(), at, message }
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
    text: &'a str,
    spans: HashMap<String, usize>,
    /// Every string with its path, and every key.
    strings: Vec<(String, String)>,
}

impl<'a> Positions<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut positions = Self { text, spans: HashMap::new(), strings: Vec::new() };
        if let Ok(table) = DeTable::parse(text) {
            positions.table(table.get_ref(), "");
        }
        positions
    }

    /// The place of `path`, or of the nearest row above it.
    pub(super) fn of(&self, path: &str) -> Option<Position> {
        let mut path = path;
        loop {
            if let Some(&at) = self.spans.get(path) {
                return Some(Position::of(self.text, at));
            }
            path = path.rsplit_once('.')?.0;
        }
    }

    /// Every string and key of the file with its path.
    pub(super) fn strings(&self) -> impl Iterator<Item = (&str, &str)> {
        self.strings.iter().map(|(path, value)| (path.as_str(), value.as_str()))
    }

    fn table(&mut self, table: &DeTable<'_>, base: &str) {
        for (key, value) in table {
            let path =
                if base.is_empty() { key.get_ref().to_string() } else { format!("{base}.{}", key.get_ref()) };
            self.strings.push((path.clone(), key.get_ref().to_string()));
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
            DeValue::String(text) => self.strings.push((path.clone(), text.to_string())),
            _ => {}
        }
        self.spans.insert(path, span.start);
    }
}

/// Refuses what is no TOML of a store, and says nothing else: for what has just been written.
pub(super) fn is_readable(text: &str) -> bool {
    #[derive(Deserialize)]
    struct Any(#[expect(dead_code, reason = "only that it parses counts")] Layer);
    toml::from_str::<Any>(text).is_ok()
}
