//! Parses the TOML of a store into rows, with the position of every error. Never writes; `save` does.

use super::error::StoreError;
use super::position::{FilePosition, LineIndex};
use super::types::MAX_STORE_BYTES;
use crate::model::StoreLayer;
use crate::text::{clean, escape_controls, first_unsafe};
use std::borrow::Cow;
use std::collections::HashMap;
use std::fs::{self, File};
use std::io::Read;
use std::ops::Range;
use std::path::Path;
use toml::de::{DeTable, DeValue};

/// The version of the store's schema that this program reads and writes.
pub(super) const SCHEMA_VERSION: u64 = 1;

/// Reads the text of a store file. Only regular files are opened; a pipe would block.
pub(super) fn read_text(path: &Path) -> Result<String, StoreError> {
    let to_error = |error| StoreError::Read(path.to_owned(), error);
    let metadata = fs::metadata(path).map_err(to_error)?;
    if !metadata.is_file() {
        return Err(StoreError::NotAFile(path.to_owned()));
    }
    if metadata.len() > MAX_STORE_BYTES {
        return Err(StoreError::TooLarge(path.to_owned()));
    }
    let mut bytes = Vec::with_capacity(metadata.len() as usize);
    // The file may grow while it is read.
    File::open(path)
        .and_then(|file| file.take(MAX_STORE_BYTES + 1).read_to_end(&mut bytes))
        .map_err(to_error)?;
    if bytes.len() as u64 > MAX_STORE_BYTES {
        return Err(StoreError::TooLarge(path.to_owned()));
    }
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let text = String::from_utf8_lossy(&error.as_bytes()[..valid]).into_owned();
        let message = "is not UTF-8; save the file as UTF-8".to_owned();
        StoreError::Syntax { path: path.to_owned(), at: FilePosition::at_byte(&text, valid), message }
    })
}

/// Parses the rows in `text`, every string cleaned. `path` only appears in errors.
pub(super) fn parse_layer(path: &Path, text: &str) -> Result<StoreLayer, StoreError> {
    let layer = parse_raw(path, text)?;
    if !may_need_cleaning(text) {
        return Ok(layer);
    }
    // Rare, so it may be slow: clean every string of the tree, then parse the rows from it.
    let to_error = |error: toml::de::Error| {
        let at = FilePosition::at_byte(text, error.span().map_or(0, |span| span.start));
        StoreError::Syntax { path: path.to_owned(), at, message: short_message(&error) }
    };
    let mut tree: toml::Table = toml::from_str(text).map_err(to_error)?;
    tree.iter_mut().for_each(|(_, value)| clean_strings(value));
    tree.try_into().map_err(to_error)
}

/// Parses the rows in `text` as they are written.
pub(super) fn parse_raw(path: &Path, text: &str) -> Result<StoreLayer, StoreError> {
    parse_substituted(path, text, &[])
}

/// The byte range of a value, and the TOML to be read in its place.
pub(super) type Substitution = (Range<usize>, &'static str);

/// Parses the rows in `text` with some values replaced, so that one invalid value does not hide the rest of the file.
/// The substitutions are in order and do not overlap. An error has its position in `text` itself.
pub(super) fn parse_substituted(
    path: &Path,
    text: &str,
    substitutions: &[Substitution],
) -> Result<StoreLayer, StoreError> {
    let replaced = apply_substitutions(text, substitutions);
    let layer: StoreLayer = toml::from_str(&replaced).map_err(|error| {
        let at = error.span().map_or(0, |span| original_offset(span.start, substitutions));
        StoreError::Syntax {
            path: path.to_owned(),
            at: FilePosition::at_byte(text, at),
            message: short_message(&error),
        }
    })?;
    match layer.schema {
        None | Some(SCHEMA_VERSION) => Ok(layer),
        Some(other) => Err(StoreError::Syntax {
            path: path.to_owned(),
            at: KeyPositions::new(text).position("schema").unwrap_or(FilePosition { line: 1, column: 1 }),
            message: format!(
                "schema {other} is from a later version; this one reads schema {SCHEMA_VERSION}"
            ),
        }),
    }
}

fn apply_substitutions<'a>(text: &'a str, substitutions: &[Substitution]) -> Cow<'a, str> {
    if substitutions.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut replaced = String::with_capacity(text.len());
    let mut rest = 0;
    for (span, word) in substitutions {
        replaced += text.get(rest..span.start).unwrap_or_default();
        replaced += word;
        rest = span.end;
    }
    replaced += text.get(rest..).unwrap_or_default();
    Cow::Owned(replaced)
}

/// The offset in the original text of byte `at` of the text after substitution.
fn original_offset(at: usize, substitutions: &[Substitution]) -> usize {
    let mut at = at;
    for (span, word) in substitutions {
        if span.start >= at {
            break;
        }
        at = (at + span.len()).saturating_sub(word.len()).max(span.start);
    }
    at
}

/// Whether a string of this file may hold a character that cleaning changes, written plainly or as an escape.
fn may_need_cleaning(text: &str) -> bool {
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

/// The message of a TOML error in one line of at most 300 characters. The full error would quote the whole line, which
/// may be an article.
fn short_message(error: &toml::de::Error) -> String {
    let lines = error.message().lines().map(str::trim).filter(|line| !line.is_empty());
    let message: String = escape_controls(&lines.collect::<Vec<_>>().join("; ")).chars().take(300).collect();
    if message.is_empty() { "is not TOML".to_owned() } else { message }
}

/// Keys that no field of the store reads, as paths (`event.3.tittle`).
pub(super) fn unread_keys(text: &str) -> Vec<String> {
    let mut keys = Vec::new();
    if let Ok(reader) = toml::Deserializer::parse(text) {
        let _ = serde_ignored::deserialize::<_, _, StoreLayer>(reader, |path| keys.push(path.to_string()));
    }
    keys
}

/// The position of each key of a file by its path, as `event.3.link.0.event`, rows counted from 0.
pub(super) struct KeyPositions<'a> {
    line_index: LineIndex<'a>,
    spans: HashMap<String, Range<usize>>,
    /// Every string that is a value, with its path.
    string_values: Vec<(String, String)>,
    /// Every key, with its path.
    keys: Vec<(String, String)>,
}

impl<'a> KeyPositions<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut positions = Self {
            line_index: LineIndex::new(text),
            spans: HashMap::new(),
            string_values: Vec::new(),
            keys: Vec::new(),
        };
        if let Ok(table) = DeTable::parse(text) {
            positions.visit_table(table.get_ref(), "");
        }
        positions
    }

    /// The position of `path`, or of the nearest enclosing row.
    pub(super) fn position(&self, path: &str) -> Option<FilePosition> {
        let mut path = path;
        loop {
            if let Some(span) = self.spans.get(path) {
                return Some(self.line_index.position(span.start));
            }
            path = path.rsplit_once('.')?.0;
        }
    }

    /// The byte range of the value at `path`, quotes included.
    pub(super) fn span(&self, path: &str) -> Option<Range<usize>> {
        self.spans.get(path).cloned()
    }

    /// Every string that is a value, with its path.
    pub(super) fn string_values(&self) -> impl Iterator<Item = (&str, &str)> {
        self.string_values.iter().map(|(path, word)| (path.as_str(), word.as_str()))
    }

    /// Every key with its path.
    pub(super) fn keys(&self) -> impl Iterator<Item = (&str, &str)> {
        self.keys.iter().map(|(path, key)| (path.as_str(), key.as_str()))
    }

    fn visit_table(&mut self, table: &DeTable<'_>, base: &str) {
        for (key, value) in table {
            let path =
                if base.is_empty() { key.get_ref().to_string() } else { format!("{base}.{}", key.get_ref()) };
            self.keys.push((path.clone(), key.get_ref().to_string()));
            let span = if matches!(value.get_ref(), DeValue::Table(_)) { key.span() } else { value.span() };
            self.visit_value(value.get_ref(), span, path);
        }
    }

    fn visit_value(&mut self, value: &DeValue<'_>, span: Range<usize>, path: String) {
        match value {
            DeValue::Table(table) => self.visit_table(table, &path),
            DeValue::Array(values) => {
                for (n, value) in values.iter().enumerate() {
                    self.visit_value(value.get_ref(), value.span(), format!("{path}.{n}"));
                }
            }
            DeValue::String(text) => self.string_values.push((path.clone(), text.to_string())),
            _ => {}
        }
        self.spans.insert(path, span);
    }
}

/// Whether a text that is about to be written can be read as a store.
pub(super) fn is_readable(text: &str) -> bool {
    toml::from_str::<StoreLayer>(text).is_ok()
}
