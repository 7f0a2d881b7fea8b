//! `check`: a table of checks, each one function: rows in, findings out, with place and cure. Never mends anything.

mod codebook;
mod context;
mod links;
mod rows;
mod values;

use context::{CheckContext, RowFinding};

use super::parts::{FilePosition, StoreError, StoreLocation};
use super::reader::{self, KeyPositions};
use super::save;
use crate::model::StoreLayer;
use crate::text::escape_controls;
use std::collections::HashMap;
use std::fmt;
use std::path::{Path, PathBuf};

/// Something wrong in a store.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The file.
    pub path: PathBuf,
    /// Where in it.
    pub position: FilePosition,
    /// What is wrong, and what to do.
    pub message: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}:{}: {}",
            escape_controls(&self.path.to_string_lossy()),
            self.position,
            escape_controls(&self.message)
        )
    }
}

/// Looks over the rows of one file.
type CheckFn = fn(&StoreLayer, &CheckContext) -> Vec<RowFinding>;

/// Name and check. The name is for whoever reads this table.
const CHECKS: &[(&str, CheckFn)] = &[
    ("ids have the form of an id", rows::check_id_form),
    ("an id stands once in a table", rows::check_unique_ids),
    ("titles are there, and short", rows::check_titles),
    ("countries are two capital letters", rows::check_countries),
    ("drafts, and only they, say how sure the loader is", rows::check_draft_fields),
    ("addresses are http or https", rows::check_urls),
    ("every event rests on a source", rows::check_sourced),
    ("a conflict is about a field, and a conflicting date is a date", rows::check_conflicts),
    ("quotations stand only in a person's own store", rows::check_quotes),
    ("actors are known", links::check_actor_ids),
    ("sources are known", links::check_source_ids),
    ("events that are named are known", links::check_event_ids),
    ("links go to an earlier or simultaneous event", links::check_link_order),
    ("a commitment is fulfilled after it is made", links::check_fulfillment_order),
    ("a commitment has the keys of its nature", rows::check_commitments),
    ("a copy is one of an original", links::check_copies),
    ("a name that two actors share is marked as ambiguous", links::check_shared_names),
];

/// Checks of the bundled data alone.
const CODEBOOK_CHECKS: &[(&str, CheckFn)] = &[
    ("every event has what the codebook asks", codebook::check_events),
    ("every source has what the codebook asks", codebook::check_sources),
    ("no event rests only on copies", codebook::check_independent_sources),
    ("every actor acts in an event", codebook::check_unused_actors),
];

/// Looks a store over. The findings come in the order of the files and of the places in them; an empty answer
/// means that nothing is wrong. An error means that the store could not be read at all.
pub fn check_store(place: &StoreLocation) -> Result<Vec<Finding>, StoreError> {
    match place {
        StoreLocation::File(path) | StoreLocation::Folder(path) if !save::exists(path)? => {
            return Err(StoreError::Missing(path.clone()));
        }
        _ => {}
    }
    let below = match place {
        StoreLocation::UserData(_) => super::bundled::bundled_layer().clone(),
        _ => StoreLayer { actors: super::bundled::bundled_layer().actors.clone(), ..StoreLayer::default() },
    };
    let mut findings =
        if matches!(place, StoreLocation::UserData(_)) { check_bundled()? } else { Vec::new() };
    let mut files = Vec::new();
    for path in save::list_files(place)? {
        match reader::read_text(&path) {
            Ok(text) => files.push((path, text)),
            Err(StoreError::Syntax { path, at, message }) => {
                findings.push(Finding { path, position: at, message })
            }
            Err(error) => return Err(error),
        }
    }
    findings.extend(check_files(&files, below, false)?);
    Ok(findings)
}

/// Looks the bundled data over.
pub fn check_bundled() -> Result<Vec<Finding>, StoreError> {
    let files: Vec<_> = super::bundled::BUNDLED_FILES
        .iter()
        .map(|(name, text)| (PathBuf::from(name), (*text).to_owned()))
        .collect();
    check_files(&files, StoreLayer::default(), true)
}

/// Looks the text of one event over that is to stand beside the rows of `others`.
pub(super) fn check_event(path: &Path, text: &str, others: StoreLayer) -> Result<Vec<Finding>, StoreError> {
    check_files(&[(path.to_owned(), text.to_owned())], others, false)
}

/// A file that is looked over.
struct CheckedFile<'a> {
    path: &'a Path,
    positions: KeyPositions<'a>,
    /// Its rows; `None` where it cannot be read.
    layer: Option<StoreLayer>,
}

impl CheckedFile<'_> {
    /// What a flaw of this file is to the person.
    fn to_finding(&self, (at, what): RowFinding) -> Finding {
        let at = self.positions.position(&at).unwrap_or(FilePosition { line: 1, column: 1 });
        Finding { path: self.path.to_owned(), position: at, message: what }
    }
}

fn check_files(
    files: &[(PathBuf, String)],
    below: StoreLayer,
    bundled: bool,
) -> Result<Vec<Finding>, StoreError> {
    let mut findings = Vec::new();
    let mut pages = Vec::new();
    for (path, text) in files {
        let mut page = CheckedFile { path, positions: KeyPositions::new(text), layer: None };
        let (flaws, mends): (Vec<RowFinding>, Vec<_>) = values::find_invalid_values(&page.positions)
            .into_iter()
            .map(|(at, what, mend)| ((at, what), mend))
            .unzip();
        findings.extend(flaws.into_iter().map(|flaw| page.to_finding(flaw)));
        match reader::parse_substituted(path, text, &mends) {
            Ok(layer) => page.layer = Some(layer),
            Err(StoreError::Syntax { path, at, message }) => {
                findings.push(Finding { path, position: at, message })
            }
            Err(error) => return Err(error),
        }
        let more = unsafe_characters(&page.positions).into_iter().chain(unknown_keys(text));
        findings.extend(more.map(|flaw| page.to_finding(flaw)));
        pages.push(page);
    }
    let whole = pages.iter().all(|page| page.layer.is_some());
    let own = super::bundled::concat_layers(pages.iter().filter_map(|page| page.layer.clone()));
    let context = CheckContext::new(super::bundled::concat_layers([own, below]), bundled, whole);
    for page in &pages {
        let layers = page.layer.iter();
        let checks = || CHECKS.iter().chain(if bundled { CODEBOOK_CHECKS } else { &[] });
        let flaws = layers.flat_map(|layer| checks().flat_map(|(_, check)| check(layer, &context)));
        findings.extend(flaws.map(|flaw| page.to_finding(flaw)));
    }
    findings.extend(duplicate_ids(&pages));
    findings.sort();
    findings.dedup();
    Ok(findings)
}

/// Ids that stand in two files of one folder.
fn duplicate_ids(pages: &[CheckedFile]) -> Vec<Finding> {
    let mut first: HashMap<(&str, &str), &Path> = HashMap::new();
    let mut findings = Vec::new();
    for page in pages {
        for (table, ids) in page.layer.iter().flat_map(rows::ids_by_table) {
            for (n, id) in ids.into_iter().enumerate() {
                let other = *first.entry((table, id)).or_insert(page.path);
                if other != page.path {
                    let what = format!("the id {id:?} stands in {} too", other.display());
                    findings.push(page.to_finding((format!("{table}.{n}.id"), what)));
                }
            }
        }
    }
    findings
}

/// Control and direction-override characters, written plainly or as an escape, in any string or key.
fn unsafe_characters(positions: &KeyPositions) -> Vec<RowFinding> {
    let found = positions.string_values().chain(positions.keys()).filter_map(|(at, text)| {
        let (_, mark) = crate::text::first_unsafe(text)?;
        let what = format!(
            "holds the character U+{:04X}, which can deceive a terminal or a reader; remove it",
            mark as u32
        );
        Some((at.to_owned(), what))
    });
    found.collect()
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
