//! Writing a store: lock, read again, edit, temporary file, fsync, rename, fsync of the folder. A store is never half
//! written, comments and order of a hand-edited file stay. Never reads rows; `file` does.

mod edit;
mod write;

use super::file;
use super::parts::{Change, Error, Place, is_id};
use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use toml_edit::DocumentMut;

/// The files of a store that exist, in the order of their names.
pub(super) fn files(place: &Place) -> Result<Vec<PathBuf>, Error> {
    let folder = match place {
        Place::File(path) => return Ok(if path.exists() { vec![path.clone()] } else { Vec::new() }),
        Place::Usual(_) => {
            let path = place.file();
            return Ok(if path.exists() { vec![path] } else { Vec::new() });
        }
        Place::Folder(folder) if !folder.exists() => return Ok(Vec::new()),
        Place::Folder(folder) => folder,
    };
    let failed = |error| Error::Read(folder.clone(), error);
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if path.extension().is_some_and(|ending| ending == "toml") && path.is_file() && !hidden {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Makes all of `changes`, or none.
pub(super) fn apply(place: &Place, changes: &[Change]) -> Result<(), Error> {
    write::make_folder(place)?;
    let _lock = write::Lock::take(&place.file())?;
    let mut files = Files::read(place)?;
    for change in changes {
        files.make(change)?;
    }
    for change in changes {
        if let Change::KeepText { source, text } = change {
            keep_text(&place.texts(), source, text)?;
        }
    }
    files.write()
}

fn keep_text(folder: &Path, source: &str, text: &str) -> Result<(), Error> {
    if !is_id(source) {
        return Err(Error::BadId(source.to_owned()));
    }
    fs::create_dir_all(folder).map_err(|error| Error::Write(folder.to_owned(), error))?;
    write::replace(&folder.join(format!("{source}.txt")), text)
}

/// The files of a store while they are edited.
struct Files {
    files: Vec<Edited>,
    /// Which of them receives what is new.
    home: usize,
}

struct Edited {
    path: PathBuf,
    /// As it was read; `None` for a file that is to be made.
    before: Option<String>,
    document: DocumentMut,
}

impl Files {
    fn read(place: &Place) -> Result<Self, Error> {
        let mut found = Vec::new();
        for path in files(place)? {
            let text = file::read(&path)?;
            // Reading the rows first gives an error that names the place; what does not parse is never edited.
            file::parse(&path, &text)?;
            let document = text.parse().map_err(|_| Error::Shape { path: path.clone(), table: "schema" })?;
            found.push(Edited { path, before: Some(text), document });
        }
        let home = place.file();
        let at = found.iter().position(|file| file.path == home).unwrap_or_else(|| {
            found.push(Edited { path: home, before: None, document: edit::new_document() });
            found.len() - 1
        });
        Ok(Self { files: found, home: at })
    }

    fn make(&mut self, change: &Change) -> Result<(), Error> {
        let (home, table, id) = (self.home, edit::table(change), edit::id(change));
        let shape = |path: &Path| Error::Shape { path: path.to_owned(), table };
        match change {
            Change::KeepText { .. } => Ok(()),
            Change::AddEvent(_) | Change::AddSource(_) => {
                if self.holder(table, id).is_some() {
                    return Err(Error::Taken { path: self.files[home].path.clone(), id: id.to_owned() });
                }
                let file = &mut self.files[home];
                edit::add(&mut file.document, change).ok_or_else(|| shape(&file.path))
            }
            Change::ReplaceEvent(_) | Change::RemoveEvent { .. } => {
                let at = self.holder(table, id);
                let missing =
                    || Error::NoSuchEvent { path: self.files[home].path.clone(), id: id.to_owned() };
                let file = at.ok_or_else(missing).map(|at| &mut self.files[at])?;
                edit::change(&mut file.document, change).ok_or_else(|| shape(&file.path))
            }
            Change::Attach { event, source } => {
                if self.files.iter().any(|file| edit::is_attached(&file.document, event, source)) {
                    return Ok(());
                }
                let file = &mut self.files[home];
                edit::add(&mut file.document, change).ok_or_else(|| shape(&file.path))
            }
            Change::Detach { event, source } => {
                self.files.iter_mut().for_each(|file| edit::detach(&mut file.document, event, source));
                Ok(())
            }
        }
    }

    /// The file in which the row `id` of `table` stands.
    fn holder(&self, table: &str, id: &str) -> Option<usize> {
        self.files.iter().position(|file| edit::has(&file.document, table, id))
    }

    fn write(self) -> Result<(), Error> {
        for file in self.files {
            let mut text = file.document.to_string();
            if file.before.as_deref().is_some_and(uses_crlf) {
                text = text.replace("\r\n", "\n").replace('\n', "\r\n");
            }
            if file.before.as_deref() == Some(&text)
                || (file.before.is_none() && edit::is_empty(&file.document))
            {
                continue;
            }
            if !file::is_readable(&text) {
                let error = std::io::Error::other("the change would make it unreadable");
                return Err(Error::Write(file.path, error));
            }
            write::replace(&file.path, &text)?;
        }
        Ok(())
    }
}

fn uses_crlf(text: &str) -> bool {
    text.matches("\r\n").count() * 2 > text.matches('\n').count()
}

/// Ids must be unique within what is written, too; this keeps `check` and `apply` of one mind.
pub(super) fn duplicates<'a>(ids: impl IntoIterator<Item = &'a str>) -> Vec<usize> {
    let mut seen = HashSet::new();
    ids.into_iter().enumerate().filter(|(_, id)| !seen.insert(*id)).map(|(at, _)| at).collect()
}
