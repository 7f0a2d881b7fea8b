//! Validates a store. Each check is one function from the rows of a file to findings, and one row of a table. Never changes
//! anything.

mod codebook;
mod context;
mod links;
mod rows;
mod values;

use context::{CheckContext, RowFinding};

use super::bundled::{BUNDLED_FILES, base_layer, concat_layers};
use super::error::StoreError;
use super::position::FilePosition;
use super::reader::{self, KeyPositions};
use super::save;
use super::types::StoreLocation;
use crate::model::StoreLayer;
use crate::text::{escape_controls, first_unsafe};
use std::collections::HashMap;
use std::fmt;
use std::path::{Path, PathBuf};

/// An error in a store.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The file.
    pub path: PathBuf,
    /// The position in it.
    pub position: FilePosition,
    /// What is wrong, and what to do.
    pub message: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = escape_controls(&self.path.to_string_lossy());
        write!(f, "{path}:{}: {}", self.position, escape_controls(&self.message))
    }
}

/// Checks the rows of one file.
type CheckFn = fn(&StoreLayer, &CheckContext) -> Vec<RowFinding>;

/// The checks of every store, each with the rule that it enforces.
const CHECKS: &[(&str, CheckFn)] = &[
    ("ids have the form of an id", rows::check_id_form),
    ("ids are unique within a table", rows::check_unique_ids),
    ("titles are neither empty nor too long", rows::check_titles),
    ("country codes are two capital letters", rows::check_countries),
    ("only drafts have a confidence", rows::check_draft_fields),
    ("URLs are http or https", rows::check_urls),
    ("every event has a source", rows::check_sourced),
    ("a conflict is about a field, and a conflicting date is a date", rows::check_conflicts),
    ("a commitment has the keys of its nature", rows::check_commitments),
    ("only the user's own store has quotations", rows::check_quotes),
    ("referenced actors exist", links::check_actor_ids),
    ("referenced sources exist", links::check_source_ids),
    ("referenced events exist", links::check_event_ids),
    ("links go to an earlier or simultaneous event", links::check_link_order),
    ("a commitment is fulfilled after it is made", links::check_fulfillment_order),
    ("a copy is one of an original", links::check_copies),
    ("a name that two actors share is marked as ambiguous", links::check_shared_names),
];

/// The checks of the bundled data alone.
const CODEBOOK_CHECKS: &[(&str, CheckFn)] = &[
    ("every event has what the codebook asks for", codebook::check_events),
    ("every source has what the codebook asks for", codebook::check_sources),
    ("no event has only copies for sources", codebook::check_independent_sources),
    ("every actor takes part in an event", codebook::check_unused_actors),
];

/// Validates a store. The findings are in the order of the files and of the positions in them. An error means that the
/// store could not be read at all.
pub fn check_store(location: &StoreLocation) -> Result<Vec<Finding>, StoreError> {
    if let StoreLocation::File(path) | StoreLocation::Folder(path) = location
        && !save::exists(path)?
    {
        return Err(StoreError::Missing(path.clone()));
    }
    let is_user_data = matches!(location, StoreLocation::UserData(_));
    let mut findings = if is_user_data { check_bundled()? } else { Vec::new() };
    let mut files = Vec::new();
    for path in save::list_files(location)? {
        match reader::read_text(&path) {
            Ok(text) => files.push((path, text)),
            Err(error) => findings.push(syntax_finding(error)?),
        }
    }
    findings.extend(check_files(&files, base_layer(location), false)?);
    Ok(findings)
}

/// Validates the bundled data.
pub fn check_bundled() -> Result<Vec<Finding>, StoreError> {
    let files: Vec<_> =
        BUNDLED_FILES.iter().map(|(name, text)| (PathBuf::from(name), (*text).to_owned())).collect();
    check_files(&files, StoreLayer::default(), true)
}

/// Validates the text of one event that is to join the rows of `others`.
pub(super) fn check_event(path: &Path, text: &str, others: StoreLayer) -> Result<Vec<Finding>, StoreError> {
    check_files(&[(path.to_owned(), text.to_owned())], others, false)
}

/// A syntax error as a finding; any other error is passed on.
fn syntax_finding(error: StoreError) -> Result<Finding, StoreError> {
    match error {
        StoreError::Syntax { path, at, message } => Ok(Finding { path, position: at, message }),
        error => Err(error),
    }
}

/// A file that is being validated.
struct CheckedFile<'a> {
    path: &'a Path,
    positions: KeyPositions<'a>,
    /// Its rows; `None` if it cannot be parsed.
    layer: Option<StoreLayer>,
}

impl CheckedFile<'_> {
    /// Adds file and position to a finding in its rows.
    fn to_finding(&self, (key, message): RowFinding) -> Finding {
        let position = self.positions.position(&key).unwrap_or(FilePosition { line: 1, column: 1 });
        Finding { path: self.path.to_owned(), position, message }
    }
}

/// Validates files that together are a store over the layer `below`.
fn check_files(
    files: &[(PathBuf, String)],
    below: StoreLayer,
    is_bundled: bool,
) -> Result<Vec<Finding>, StoreError> {
    let mut findings = Vec::new();
    let mut checked = Vec::new();
    for (path, text) in files {
        let mut file = CheckedFile { path, positions: KeyPositions::new(text), layer: None };
        let (invalid, substitutions): (Vec<RowFinding>, Vec<_>) =
            values::find_invalid_values(&file.positions).into_iter().unzip();
        match reader::parse_substituted(path, text, &substitutions) {
            Ok(layer) => file.layer = Some(layer),
            Err(error) => findings.push(syntax_finding(error)?),
        }
        let in_text = invalid.into_iter().chain(unsafe_characters(&file.positions)).chain(unknown_keys(text));
        findings.extend(in_text.map(|finding| file.to_finding(finding)));
        checked.push(file);
    }
    let is_complete = checked.iter().all(|file| file.layer.is_some());
    let own = concat_layers(checked.iter().filter_map(|file| file.layer.clone()));
    let context = CheckContext::new(concat_layers([own, below]), is_bundled, is_complete);
    let checks = || CHECKS.iter().chain(if is_bundled { CODEBOOK_CHECKS } else { &[] });
    for file in &checked {
        let layer = file.layer.iter();
        let in_rows = layer.flat_map(|layer| checks().flat_map(|(_, check)| check(layer, &context)));
        findings.extend(in_rows.map(|finding| file.to_finding(finding)));
    }
    findings.extend(duplicate_ids(&checked));
    findings.sort();
    findings.dedup();
    Ok(findings)
}

/// Ids that occur in two files of one folder.
fn duplicate_ids(files: &[CheckedFile]) -> Vec<Finding> {
    let mut first: HashMap<(&str, &str), &Path> = HashMap::new();
    let mut findings = Vec::new();
    for file in files {
        for (table, ids) in file.layer.iter().flat_map(rows::ids_by_table) {
            for (n, id) in ids.into_iter().enumerate() {
                let other = *first.entry((table, id)).or_insert(file.path);
                if other != file.path {
                    let message = format!("the id {id:?} is in use in {} as well", other.display());
                    findings.push(file.to_finding((format!("{table}.{n}.id"), message)));
                }
            }
        }
    }
    findings
}

/// Control characters and marks of the writing direction, written plainly or as an escape, in any string or key.
fn unsafe_characters(positions: &KeyPositions) -> Vec<RowFinding> {
    let findings = positions.string_values().chain(positions.keys()).filter_map(|(key, text)| {
        let (_, c) = first_unsafe(text)?;
        let message = format!(
            "contains the character U+{:04X}, which can deceive a terminal or a reader; remove it",
            c as u32
        );
        Some((key.to_owned(), message))
    });
    findings.collect()
}

/// Keys of an earlier form of the store, each with the key that took its place.
const RENAMED_KEYS: [(&str, &str); 2] = [("account", "conflict"), ("kept_by", "fulfilled_by")];

/// Keys that the program does not read.
fn unknown_keys(text: &str) -> Vec<RowFinding> {
    let finding = |path: String| {
        let key = path.rsplit('.').next().unwrap_or(&path);
        let what = match RENAMED_KEYS.iter().find(|(old, _)| *old == key) {
            Some((old, new)) => format!("unknown key `{old}`; use `{new}`"),
            None => format!("unknown key {key:?}; check the spelling"),
        };
        (path, what)
    };
    reader::unread_keys(text).into_iter().map(finding).collect()
}

#[cfg(test)]
mod tests;
