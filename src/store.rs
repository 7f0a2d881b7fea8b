//! The store: the bundled timeline, the person's own over it, or one that stands alone. Opens and changes it.
//! Never guesses what an article means, and never writes but in `apply`.

mod bundled;
pub mod check;
mod file;
mod parts;
mod save;

pub use bundled::bundled;
pub use check::{Finding, check};
pub use parts::{Change, Error, Place, Position, is_id};

use crate::model::{Event, Layer, Origin, Timeline};
use crate::text;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// A store that has been read.
#[derive(Debug)]
pub struct Store {
    place: Place,
    timeline: Timeline,
    stamp: Stamp,
}

/// Files of a store with length and time of change: tells whether somebody has written since.
type Stamp = Vec<(PathBuf, u64, Option<SystemTime>)>;

impl Store {
    /// Opens a store. The usual place may be empty; a store that was named must be there.
    pub fn open(place: Place) -> Result<Self, Error> {
        match &place {
            Place::File(path) | Place::Folder(path) if !save::exists(path)? => {
                Err(Error::Missing(path.clone()))
            }
            _ => Self::read(place),
        }
    }

    /// Opens a store, or an empty one where there is none yet but its parent folder exists. Writes nothing.
    pub fn open_or_new(place: Place) -> Result<Self, Error> {
        if let Place::File(path) | Place::Folder(path) = &place
            && let Some(parent) = path.parent()
            && parent != Path::new("")
            && !parent.is_dir()
        {
            return Err(Error::NoFolder(parent.to_owned()));
        }
        Self::read(place)
    }

    fn read(place: Place) -> Result<Self, Error> {
        let stamp = stamp(&place)?;
        if stamp.iter().map(|(_, length, _)| length).sum::<u64>() > parts::LIMIT {
            let one = if let [(path, ..)] = stamp.as_slice() { Some(path.clone()) } else { None };
            return Err(Error::TooLarge(one.unwrap_or_else(|| place.folder())));
        }
        let own = rows(stamp.iter().map(|(path, ..)| path))?;
        let timeline = Timeline::new([(Origin::Bundled, below(&place)), (Origin::Own, bundled::join(own))]);
        Ok(Self { place, timeline, stamp })
    }

    /// The timeline as it was when the store was last read.
    pub fn timeline(&self) -> &Timeline {
        &self.timeline
    }

    /// Where the store is.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Makes all of `changes`, or none: takes the lock, reads the store again, changes it, writes it, reads it.
    pub fn apply(&mut self, changes: &[Change]) -> Result<(), Error> {
        save::apply(&self.place, changes)?;
        self.reload()
    }

    /// Like [`Self::apply`], but only while the store is as it was when it was last read: what is to be written was worked
    /// out from that. [`Error::Changed`] where another program, or another part of this one, has written since.
    pub fn apply_as_read(&mut self, changes: &[Change]) -> Result<(), Error> {
        let still = || stamp(&self.place).is_ok_and(|now| now == self.stamp);
        save::apply_while(&self.place, changes, still)?;
        self.reload()
    }

    /// An event by itself as the store writes it, for a person to edit.
    pub fn text_of_event(event: &Event) -> String {
        save::text_of(event)
    }

    /// Reads the text of one event that is to take the place of the event `id`, and looks it over as `check` does.
    /// Findings name their line in `text`. An error means that it is not one event, and says where it stops being one.
    pub fn read_event(&self, text: &str, id: &str) -> Result<(Event, Vec<Finding>), Finding> {
        let path = Path::new("event");
        let at = |at: Position, what: String| Finding { path: path.to_owned(), at, what };
        let first = Position { line: 1, column: 1 };
        let failed = |error: Error| match error {
            Error::Syntax { at: place, message, .. } => at(place, message),
            error => at(first, error.to_string()),
        };
        let mut rows = file::parse(path, text).map_err(failed)?;
        let Some(event) =
            rows.events.pop().filter(|_| rows == Layer { schema: rows.schema, ..Layer::default() })
        else {
            return Err(at(first, "has to be one [[event]] and nothing else".to_owned()));
        };
        let mut others = self.layers().map_err(failed)?;
        others.events.retain(|other| other.id != id);
        let findings = check::event(path, text, others).map_err(failed)?;
        Ok((event, findings))
    }

    /// The rows of every layer as they stand on the disk.
    fn layers(&self) -> Result<Layer, Error> {
        let mut layers = rows(&save::files(&self.place)?)?;
        layers.push(below(&self.place));
        Ok(bundled::join(layers))
    }

    /// Reads the store again.
    pub fn reload(&mut self) -> Result<(), Error> {
        *self = Self::read(self.place.clone())?;
        Ok(())
    }

    /// Whether a file of the store has been written, made or removed since it was read.
    pub fn changed(&self) -> bool {
        stamp(&self.place).map_or(true, |now| now != self.stamp)
    }

    /// The saved text of a source, cleaned. `None` where there is none.
    pub fn text_of(&self, source: &str) -> Result<Option<String>, Error> {
        if !is_id(source) {
            return Ok(None);
        }
        let path = self.place.texts().join(format!("{source}.txt"));
        match file::read(&path) {
            Ok(text) => Ok(Some(text::clean(&text).into_owned())),
            Err(Error::Read(_, error)) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// The rows of each file.
fn rows<'a>(paths: impl IntoIterator<Item = &'a PathBuf>) -> Result<Vec<Layer>, Error> {
    paths.into_iter().map(|path| file::parse(path, &file::read(path)?)).collect()
}

/// What lies under the person's own rows. Bundled actors are always known, whatever the store.
fn below(place: &Place) -> Layer {
    match place {
        Place::Usual(_) => bundled().clone(),
        _ => Layer { actors: bundled().actors.clone(), ..Layer::default() },
    }
}

/// The files of a store that exist now, in the order of their names.
fn stamp(place: &Place) -> Result<Stamp, Error> {
    let mut files = Vec::new();
    for path in save::files(place)? {
        let about = fs::metadata(&path).map_err(|error| Error::Read(path.clone(), error))?;
        files.push((path, about.len(), about.modified().ok()));
    }
    Ok(files)
}
