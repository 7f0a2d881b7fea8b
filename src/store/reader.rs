//! TOML to the rows of a store, with the place of everything that is wrong. The one reader of TOML here.
//! Never writes; `save` does.

use super::parts::{FilePosition, LineIndex, MAX_STORE_BYTES, StoreError};
use crate::model::StoreLayer;
use crate::text::{clean, escape_controls, first_unsafe};
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::HashMap;
use std::fs::{self, File};
use std::io::Read;
use std::ops::Range;
use std::path::Path;
use toml::de::{DeTable, DeValue};

/// The schema this program reads and writes.
pub(super) const SCHEMA_VERSION: u64 = 1;

/// The text of a store file. Only plain files are opened: a pipe would wait for ever.
pub(super) fn read_text(path: &Path) -> Result<String, StoreError> {
    let failed = |error| StoreError::Read(path.to_owned(), error);
    let about = fs::metadata(path).map_err(failed)?;
    if !about.is_file() {
        return Err(StoreError::NotAFile(path.to_owned()));
    }
    if about.len() > MAX_STORE_BYTES {
        return Err(StoreError::TooLarge(path.to_owned()));
    }
    let mut bytes = Vec::with_capacity(about.len() as usize);
    // It may grow while it is read.
    File::open(path)
        .and_then(|file| file.take(MAX_STORE_BYTES + 1).read_to_end(&mut bytes))
        .map_err(failed)?;
    if bytes.len() as u64 > MAX_STORE_BYTES {
        return Err(StoreError::TooLarge(path.to_owned()));
    }
    String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let text = String::from_utf8_lossy(&error.as_bytes()[..good]).into_owned();
        let message = "is not UTF-8; save the file as UTF-8".to_owned();
        StoreError::Syntax { path: path.to_owned(), at: FilePosition::at_byte(&text, good), message }
    })
}

/// The rows in `text`, every string cleaned. `path` is only named in errors.
pub(super) fn parse_layer(path: &Path, text: &str) -> Result<StoreLayer, StoreError> {
    let layer = parse_raw(path, text)?;
    if !may_need_cleaning(text) {
        return Ok(layer);
    }
    // Rare, so it may be slow: clean every string of the tree, then read the rows from that.
    let failed = |error: toml::de::Error| {
        let at = FilePosition::at_byte(text, error.span().map_or(0, |span| span.start));
        StoreError::Syntax { path: path.to_owned(), at, message: short_message(&error) }
    };
    let mut tree: toml::Table = toml::from_str(text).map_err(failed)?;
    tree.iter_mut().for_each(|(_, value)| clean_strings(value));
    tree.try_into().map_err(failed)
}

/// The rows in `text` as they are written.
pub(super) fn parse_raw(path: &Path, text: &str) -> Result<StoreLayer, StoreError> {
    parse_substituted(path, text, &[])
}

/// Other words for a value: where it stands, in bytes, and what is to be read in its place.
pub(super) type Substitution = (Range<usize>, &'static str);

/// The rows in `text` with some values taken for others, so that one wrong word does not hide the rest of the file.
/// `mends` are in order and do not overlap. An error names its place in `text` itself.
pub(super) fn parse_substituted(
    path: &Path,
    text: &str,
    mends: &[Substitution],
) -> Result<StoreLayer, StoreError> {
    let mended = apply_substitutions(text, mends);
    let layer: StoreLayer = toml::from_str(&mended).map_err(|error| {
        let at = error.span().map_or(0, |span| original_offset(span.start, mends));
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

fn apply_substitutions<'a>(text: &'a str, mends: &[Substitution]) -> Cow<'a, str> {
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
fn original_offset(at: usize, mends: &[Substitution]) -> usize {
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

/// The crate's own error shows the whole offending line, which may be an article: only the message is kept.
fn short_message(error: &toml::de::Error) -> String {
    let lines = error.message().lines().map(str::trim).filter(|line| !line.is_empty());
    let message: String = escape_controls(&lines.collect::<Vec<_>>().join("; ")).chars().take(300).collect();
    if message.is_empty() { "is not TOML".to_owned() } else { message }
}

/// Keys that no field of a store reads, as paths (`event.3.tittle`).
pub(super) fn unread_keys(text: &str) -> Vec<String> {
    let mut keys = Vec::new();
    if let Ok(reader) = toml::Deserializer::parse(text) {
        let _ = serde_ignored::deserialize::<_, _, StoreLayer>(reader, |path| keys.push(path.to_string()));
    }
    keys
}

/// Where each key of a file stands, by its path: `event.3.link.0.event`, rows counted from 0.
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

    /// The place of `path`, or of the nearest row above it.
    pub(super) fn position(&self, path: &str) -> Option<FilePosition> {
        let mut path = path;
        loop {
            if let Some(span) = self.spans.get(path) {
                return Some(self.line_index.position(span.start));
            }
            path = path.rsplit_once('.')?.0;
        }
    }

    /// The bytes of the value at `path`, quotes included.
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

/// Refuses what is no TOML of a store, and says nothing else: for what has just been written.
pub(super) fn is_readable(text: &str) -> bool {
    #[derive(Deserialize)]
    struct AnyLayer(#[expect(dead_code, reason = "only that it parses counts")] StoreLayer);
    toml::from_str::<AnyLayer>(text).is_ok()
}
