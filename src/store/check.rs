//! `check`: a table of checks, each one function: rows in, findings out, with place and cure. Never mends anything.

mod context;
mod editing;
mod fields;
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
    ("a copy is one of an original", links::copies),
    ("a name that two actors share is marked as ambiguous", links::names),
];

/// Checks of the bundled data alone.
const EDITING: &[(&str, Check)] = &[
    ("every event has what the codebook asks", editing::events),
    ("every source has what the codebook asks", editing::sources),
    ("no event rests only on copies", editing::witnesses),
    ("every actor acts in an event", editing::idle),
];

/// Looks a store over. The findings come in the order of the files and of the places in them; an empty answer
/// means that nothing is wrong. An error means that the store could not be read at all.
pub fn check(place: &Place) -> Result<Vec<Finding>, Error> {
    match place {
        Place::File(path) | Place::Folder(path) if !save::exists(path)? => {
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

/// Looks the text of one event over that is to stand beside the rows of `others`.
pub(super) fn event(path: &Path, text: &str, others: Layer) -> Result<Vec<Finding>, Error> {
    look_over(&[(path.to_owned(), text.to_owned())], others, false)
}

/// A file that is looked over.
struct Page<'a> {
    path: &'a Path,
    positions: Positions<'a>,
    /// Its rows; `None` where it cannot be read.
    layer: Option<Layer>,
}

impl Page<'_> {
    /// What a flaw of this file is to the person.
    fn finding(&self, (at, what): Flaw) -> Finding {
        let at = self.positions.of(&at).unwrap_or(Position { line: 1, column: 1 });
        Finding { path: self.path.to_owned(), at, what }
    }
}

fn look_over(files: &[(PathBuf, String)], below: Layer, bundled: bool) -> Result<Vec<Finding>, Error> {
    let mut findings = Vec::new();
    let mut pages = Vec::new();
    for (path, text) in files {
        let mut page = Page { path, positions: Positions::new(text), layer: None };
        let (flaws, mends): (Vec<Flaw>, Vec<_>) =
            fields::wrong(&page.positions).into_iter().map(|(at, what, mend)| ((at, what), mend)).unzip();
        findings.extend(flaws.into_iter().map(|flaw| page.finding(flaw)));
        match file::parse_mended(path, text, &mends) {
            Ok(layer) => page.layer = Some(layer),
            Err(Error::Syntax { path, at, message }) => findings.push(Finding { path, at, what: message }),
            Err(error) => return Err(error),
        }
        let more = marks(&page.positions).into_iter().chain(unread(text));
        findings.extend(more.map(|flaw| page.finding(flaw)));
        pages.push(page);
    }
    let whole = pages.iter().all(|page| page.layer.is_some());
    let own = super::bundled::join(pages.iter().filter_map(|page| page.layer.clone()));
    let context = Context::new(super::bundled::join([own, below]), bundled, whole);
    for page in &pages {
        let layers = page.layer.iter();
        let checks = || CHECKS.iter().chain(if bundled { EDITING } else { &[] });
        let flaws = layers.flat_map(|layer| checks().flat_map(|(_, check)| check(layer, &context)));
        findings.extend(flaws.map(|flaw| page.finding(flaw)));
    }
    findings.extend(twice(&pages));
    findings.sort();
    findings.dedup();
    Ok(findings)
}

/// Ids that stand in two files of one folder.
fn twice(pages: &[Page]) -> Vec<Finding> {
    let mut first: HashMap<(&str, &str), &Path> = HashMap::new();
    let mut findings = Vec::new();
    for page in pages {
        for (table, ids) in page.layer.iter().flat_map(rows::tables) {
            for (n, id) in ids.into_iter().enumerate() {
                let other = *first.entry((table, id)).or_insert(page.path);
                if other != page.path {
                    let what = format!("the id {id:?} stands in {} too", other.display());
                    findings.push(page.finding((format!("{table}.{n}.id"), what)));
                }
            }
        }
    }
    findings
}

/// Control and direction-override characters, written plainly or as an escape, in any string or key.
fn marks(positions: &Positions) -> Vec<Flaw> {
    let found = positions.words().chain(positions.keys()).filter_map(|(at, text)| {
        let (_, mark) = crate::text::first_unsafe(text)?;
        let what = format!(
            "holds the character U+{:04X}, which can deceive a terminal or a reader; remove it",
            mark as u32
        );
        Some((at.to_owned(), what))
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
