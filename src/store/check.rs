//! `check`: a table of checks, each one function: rows in, findings out, with place and cure. Never mends anything.

mod context;
mod links;
mod rows;

use context::{Context, Flaw};

use super::file::{self, Positions};
use super::parts::{Error, Place, Position};
use super::save;
use crate::model::Layer;
use crate::text::escaped;
use std::collections::HashMap;
use std::fmt;
use std::path::{Path, PathBuf};

/// Something wrong in a store.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The file.
    pub path: PathBuf,
    /// Where in it.
    pub at: Position,
    /// What is wrong, and what to do.
    pub what: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", escaped(&self.path.to_string_lossy()), self.at, escaped(&self.what))
    }
}

/// Looks over the rows of one file.
type Check = fn(&Layer, &Context) -> Vec<Flaw>;

/// Name and check. The name is for whoever reads this table.
const CHECKS: &[(&str, Check)] = &[
    ("ids have the form of an id", rows::ids),
    ("an id stands once in a table", rows::unique),
    ("titles are there, and short", rows::titles),
    ("countries are two capital letters", rows::countries),
    ("drafts, and only they, say how sure the loader is", rows::drafts),
    ("addresses are http or https", rows::addresses),
    ("every event rests on a source", rows::unsourced),
    ("other accounts of a date are dates", rows::accounts),
    ("quotations stand only in a person's own store", rows::quotes),
    ("actors are known", links::actors),
    ("sources are known", links::sources),
    ("events that are named are known", links::events),
    ("links go to an earlier or simultaneous event", links::order),
    ("a commitment is kept later", links::kept),
];

/// Looks a store over. The findings come in the order of the files and of the places in them; an empty answer
/// means that nothing is wrong. An error means that the store could not be read at all.
pub fn check(place: &Place) -> Result<Vec<Finding>, Error> {
    match place {
        Place::File(path) | Place::Folder(path) if !path.exists() => {
            return Err(Error::Missing(path.clone()));
        }
        _ => {}
    }
    let below = match place {
        Place::Usual(_) => super::bundled::bundled().clone(),
        _ => Layer { actors: super::bundled::bundled().actors.clone(), ..Layer::default() },
    };
    let mut findings = if matches!(place, Place::Usual(_)) { bundled()? } else { Vec::new() };
    let mut files = Vec::new();
    for path in save::files(place)? {
        match file::read(&path) {
            Ok(text) => files.push((path, text)),
            Err(Error::Syntax { path, at, message }) => findings.push(Finding { path, at, what: message }),
            Err(error) => return Err(error),
        }
    }
    findings.extend(look_over(&files, below, false)?);
    Ok(findings)
}

/// Looks the bundled data over.
pub fn bundled() -> Result<Vec<Finding>, Error> {
    let files: Vec<_> = super::bundled::BUNDLED
        .iter()
        .map(|(name, text)| (PathBuf::from(name), (*text).to_owned()))
        .collect();
    look_over(&files, Layer::default(), true)
}

fn look_over(files: &[(PathBuf, String)], below: Layer, bundled: bool) -> Result<Vec<Finding>, Error> {
    let (mut findings, mut layers) = (Vec::new(), Vec::new());
    for (path, text) in files {
        findings.extend(marks(path, text));
        match file::parse_raw(path, text) {
            Ok(layer) => layers.push((path, text, layer)),
            Err(Error::Syntax { path, at, message }) => findings.push(Finding { path, at, what: message }),
            Err(error) => return Err(error),
        }
    }
    let own = super::bundled::join(layers.iter().map(|(.., layer)| layer.clone()));
    let context = Context::new(super::bundled::join([own, below]), bundled);
    for (path, text, layer) in &layers {
        let positions = Positions::new(text);
        let place = |flaw: Flaw| Finding {
            path: (*path).clone(),
            at: positions.of(&flaw.0).unwrap_or(Position { line: 1, column: 1 }),
            what: flaw.1,
        };
        findings.extend(unread(text).into_iter().map(place));
        findings.extend(CHECKS.iter().flat_map(|(_, check)| check(layer, &context)).map(place));
    }
    findings.extend(twice(&layers));
    findings.sort();
    findings.dedup();
    Ok(findings)
}

/// Ids that stand in two files of one folder.
fn twice(layers: &[(&PathBuf, &String, Layer)]) -> Vec<Finding> {
    let mut first: HashMap<(&str, &str), &Path> = HashMap::new();
    let mut findings = Vec::new();
    for (path, text, layer) in layers {
        for (table, ids) in rows::tables(layer) {
            for (n, id) in ids.into_iter().enumerate() {
                let other = *first.entry((table, id)).or_insert(path);
                if other != path.as_path() {
                    let at = Positions::new(text).of(&format!("{table}.{n}.id"));
                    findings.push(Finding {
                        path: (*path).clone(),
                        at: at.unwrap_or(Position { line: 1, column: 1 }),
                        what: format!("the id {id:?} stands in {} too", other.display()),
                    });
                }
            }
        }
    }
    findings
}

/// Control and direction-override characters, written plainly or as an escape, in any string or key.
fn marks(path: &Path, text: &str) -> Vec<Finding> {
    let positions = Positions::new(text);
    let found = positions.strings().filter_map(|(at, value)| {
        let (_, mark) = crate::text::first_unsafe(value)?;
        let what = format!(
            "holds the character U+{:04X}, which can deceive a terminal or a reader; remove it",
            mark as u32
        );
        let at = positions.of(at).unwrap_or(Position { line: 1, column: 1 });
        Some(Finding { path: path.to_owned(), at, what })
    });
    found.collect()
}

fn unread(text: &str) -> Vec<Flaw> {
    let say = |path: String| {
        let key = path.rsplit('.').next().unwrap_or(&path).to_owned();
        (path, format!("no field is called {key:?}, so nobody reads it; look for a typing mistake"))
    };
    file::unread_keys(text).into_iter().map(say).collect()
}

#[cfg(test)]
mod tests;
