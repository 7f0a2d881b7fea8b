//! The store: the bundled timeline, the person's own over it, or one that stands alone. Opens and changes it.
//! Never guesses what an article means, and never writes but in `apply`.

mod bundled;
pub mod check;
mod parts;
mod reader;
mod save;

pub use bundled::bundled_layer;
pub use check::{Finding, check_store};
pub use parts::{Change, FilePosition, StoreError, StoreLocation, is_id};

use crate::model::{Event, Origin, StoreLayer, Timeline};
use crate::text;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// A store that has been read.
#[derive(Debug)]
pub struct Store {
    location: StoreLocation,
    timeline: Timeline,
    stamps: FileStamps,
}

/// Files of a store with length and time of change: tells whether somebody has written since.
type FileStamps = Vec<(PathBuf, u64, Option<SystemTime>)>;

impl Store {
    /// Opens a store. The usual place may be empty; a store that was named must be there.
    pub fn open(place: StoreLocation) -> Result<Self, StoreError> {
        match &place {
            StoreLocation::File(path) | StoreLocation::Folder(path) if !save::exists(path)? => {
                Err(StoreError::Missing(path.clone()))
            }
            _ => Self::load(place),
        }
    }

    /// Opens a store, or an empty one where there is none yet but its parent folder exists. Writes nothing.
    pub fn open_or_new(place: StoreLocation) -> Result<Self, StoreError> {
        if let StoreLocation::File(path) | StoreLocation::Folder(path) = &place
            && let Some(parent) = path.parent()
            && parent != Path::new("")
            && !parent.is_dir()
        {
            return Err(StoreError::NoFolder(parent.to_owned()));
        }
        Self::load(place)
    }

    fn load(place: StoreLocation) -> Result<Self, StoreError> {
        let stamp = stamp_files(&place)?;
        if stamp.iter().map(|(_, length, _)| length).sum::<u64>() > parts::MAX_STORE_BYTES {
            let one = if let [(path, ..)] = stamp.as_slice() { Some(path.clone()) } else { None };
            return Err(StoreError::TooLarge(one.unwrap_or_else(|| place.folder())));
        }
        let own = read_rows(stamp.iter().map(|(path, ..)| path))?;
        let timeline = Timeline::new([
            (Origin::Bundled, base_layer(&place)),
            (Origin::Own, bundled::concat_layers(own)),
        ]);
        Ok(Self { location: place, timeline, stamps: stamp })
    }

    /// The timeline as it was when the store was last read.
    pub fn timeline(&self) -> &Timeline {
        &self.timeline
    }

    /// Where the store is.
    pub fn location(&self) -> &StoreLocation {
        &self.location
    }

    /// Makes all of `changes`, or none: takes the lock, reads the store again, changes it, writes it, reads it.
    pub fn apply(&mut self, changes: &[Change]) -> Result<(), StoreError> {
        save::apply(&self.location, changes)?;
        self.reload()
    }

    /// Like [`Self::apply`], but only while the store is as it was when it was last read: what is to be written was worked
    /// out from that. [`Error::Changed`] where another program, or another part of this one, has written since.
    pub fn apply_if_unchanged(&mut self, changes: &[Change]) -> Result<(), StoreError> {
        let still = || stamp_files(&self.location).is_ok_and(|now| now == self.stamps);
        save::apply_if(&self.location, changes, still)?;
        self.reload()
    }

    /// An event by itself as the store writes it, for a person to edit.
    pub fn event_to_toml(event: &Event) -> String {
        save::event_to_toml(event)
    }

    /// Reads the text of one event that is to take the place of the event `id`, and looks it over as `check` does.
    /// Findings name their line in `text`. An error means that it is not one event, and says where it stops being one.
    pub fn parse_event(&self, text: &str, id: &str) -> Result<(Event, Vec<Finding>), Finding> {
        let path = Path::new("event");
        let at =
            |at: FilePosition, what: String| Finding { path: path.to_owned(), position: at, message: what };
        let first = FilePosition { line: 1, column: 1 };
        let failed = |error: StoreError| match error {
            StoreError::Syntax { at: place, message, .. } => at(place, message),
            error => at(first, error.to_string()),
        };
        let mut rows = reader::parse_layer(path, text).map_err(failed)?;
        let Some(event) =
            rows.events.pop().filter(|_| rows == StoreLayer { schema: rows.schema, ..StoreLayer::default() })
        else {
            return Err(at(first, "has to be one [[event]] and nothing else".to_owned()));
        };
        let mut others = self.read_layers().map_err(failed)?;
        others.events.retain(|other| other.id != id);
        let findings = check::check_event(path, text, others).map_err(failed)?;
        Ok((event, findings))
    }

    /// The rows of every layer as they stand on the disk.
    fn read_layers(&self) -> Result<StoreLayer, StoreError> {
        let mut layers = read_rows(&save::list_files(&self.location)?)?;
        layers.push(base_layer(&self.location));
        Ok(bundled::concat_layers(layers))
    }

    /// Reads the store again.
    pub fn reload(&mut self) -> Result<(), StoreError> {
        *self = Self::load(self.location.clone())?;
        Ok(())
    }

    /// Whether a file of the store has been written, made or removed since it was read.
    pub fn has_changed(&self) -> bool {
        stamp_files(&self.location).map_or(true, |now| now != self.stamps)
    }

    /// The saved text of a source, cleaned. `None` where there is none.
    pub fn source_text(&self, source: &str) -> Result<Option<String>, StoreError> {
        if !is_id(source) {
            return Ok(None);
        }
        let path = self.location.texts_folder().join(format!("{source}.txt"));
        match reader::read_text(&path) {
            Ok(text) => Ok(Some(text::clean(&text).into_owned())),
            Err(StoreError::Read(_, error)) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// The rows of each file.
fn read_rows<'a>(paths: impl IntoIterator<Item = &'a PathBuf>) -> Result<Vec<StoreLayer>, StoreError> {
    paths.into_iter().map(|path| reader::parse_layer(path, &reader::read_text(path)?)).collect()
}

/// What lies under the person's own rows. Bundled actors are always known, whatever the store.
fn base_layer(place: &StoreLocation) -> StoreLayer {
    match place {
        StoreLocation::UserData(_) => bundled_layer().clone(),
        _ => StoreLayer { actors: bundled_layer().actors.clone(), ..StoreLayer::default() },
    }
}

/// The files of a store that exist now, in the order of their names.
fn stamp_files(place: &StoreLocation) -> Result<FileStamps, StoreError> {
    let mut files = Vec::new();
    for path in save::list_files(place)? {
        let about = fs::metadata(&path).map_err(|error| StoreError::Read(path.clone(), error))?;
        files.push((path, about.len(), about.modified().ok()));
    }
    Ok(files)
}
