//! Writing a store: lock, read again, edit, temporary file, fsync, rename, fsync of the folder. A store is never half
//! written, comments and order of a hand-edited file stay. Never reads rows; `file` does.

mod edit;
mod merge;
mod write;

use super::file;
use super::parts::{Change, Error, Place, is_id};
use crate::home::whole::{self, Staged};
use crate::model::Event;
use crate::text::clean;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use toml_edit::DocumentMut;

/// The files of a store that exist, in the order of their names.
pub(super) fn files(place: &Place) -> Result<Vec<PathBuf>, Error> {
    let folder = match place {
        Place::Usual(_) | Place::File(_) => {
            let path = place.file();
            return Ok(if exists(&path)? { vec![path] } else { Vec::new() });
        }
        Place::Folder(folder) if !exists(folder)? => return Ok(Vec::new()),
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

/// Whether something is there. What cannot be looked at is an error and not an empty store: the person would take
/// the events for lost.
pub(super) fn exists(path: &Path) -> Result<bool, Error> {
    path.try_exists().map_err(|error| Error::Read(path.to_owned(), error))
}

/// An event by itself, as the store writes it.
pub(super) fn text_of(event: &Event) -> String {
    edit::text_of(event)
}

/// Makes all of `changes`, or none.
pub(super) fn apply(place: &Place, changes: &[Change]) -> Result<(), Error> {
    apply_while(place, changes, || true)
}

/// Makes all of `changes`, or none; none where `still` says so once nobody else can write.
pub(super) fn apply_while(place: &Place, changes: &[Change], still: impl Fn() -> bool) -> Result<(), Error> {
    if changes.is_empty() {
        return Ok(());
    }
    let bad = |change: &&Change| matches!(change, Change::KeepText { source, .. } | Change::DropText { source } if !is_id(source));
    if let Some(change) = changes.iter().find(bad) {
        return Err(Error::BadId(edit::id(change).to_owned()));
    }
    write::make_folder(place)?;
    let _lock = write::Lock::take(&place.file())?;
    if !still() {
        return Err(Error::Changed(place.file()));
    }
    let mut files = Files::read(place)?;
    for change in changes {
        files.make(change)?;
    }
    // Everything is on the disk under another name before the first file changes, so that a full disk changes none.
    let texts = stage_texts(&place.texts(), changes)?;
    let stores = files.stage()?;
    put_texts(texts, &place.texts())?;
    put_stores(stores)?;
    drop_texts(&place.texts(), changes)
}

fn stage_texts(folder: &Path, changes: &[Change]) -> Result<Vec<Staged>, Error> {
    let mut texts = Vec::new();
    for change in changes {
        if let Change::KeepText { source, text } = change {
            fs::create_dir_all(folder).map_err(|error| Error::Write(folder.to_owned(), error))?;
            let path = text_file(folder, source);
            let staged = Staged::new(&path, &clean(text)).map_err(|error| Error::Write(path, error))?;
            texts.push(staged);
        }
    }
    Ok(texts)
}

/// Texts come first: a store never refers to a text that is not there. One too many harms nobody.
fn put_texts(texts: Vec<Staged>, folder: &Path) -> Result<(), Error> {
    let failed = |error| Error::Write(folder.to_owned(), error);
    let mut folders = BTreeSet::new();
    for text in texts {
        folders.insert(text.put().map_err(failed)?);
    }
    folders.iter().try_for_each(|folder| whole::sync_folder(folder)).map_err(failed)
}

fn put_stores(stores: Vec<(PathBuf, Staged)>) -> Result<(), Error> {
    let mut begun = false;
    for (path, store) in stores {
        match store.put() {
            Ok(folder) => whole::sync_folder(&folder).map_err(|error| Error::Unsure(path, error))?,
            Err(error) if begun => return Err(Error::Unsure(path, error)),
            Err(error) => return Err(Error::Write(path, error)),
        }
        begun = true;
    }
    Ok(())
}

/// Texts go last, when nothing refers to them any more.
fn drop_texts(folder: &Path, changes: &[Change]) -> Result<(), Error> {
    for change in changes {
        if let Change::DropText { source } = change {
            let path = text_file(folder, source);
            match fs::remove_file(&path) {
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(Error::Unsure(path, error)),
                _ => {}
            }
        }
    }
    Ok(())
}

fn text_file(folder: &Path, source: &str) -> PathBuf {
    folder.join(format!("{source}.txt"))
}

/// The files of a store while they are edited.
#[allow(clippy::struct_field_names, reason = "the files are what it is made of")]
struct Files {
    files: Vec<Edited>,
    /// Which of them receives what is new.
    home: usize,
    /// In which file the row of each id stands, by its table: an import of many articles asks for thousands.
    holders: HashMap<(&'static str, String), usize>,
    /// Event and source of each `attach` row.
    attached: HashSet<(String, String)>,
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
        let mut files = Self { files: found, home: at, holders: HashMap::new(), attached: HashSet::new() };
        files.index();
        Ok(files)
    }

    fn index(&mut self) {
        for (at, file) in self.files.iter().enumerate() {
            for table in ["event", "source"] {
                for id in edit::ids(&file.document, table) {
                    self.holders.entry((table, id)).or_insert(at);
                }
            }
            self.attached.extend(edit::attached(&file.document));
        }
    }

    fn make(&mut self, change: &Change) -> Result<(), Error> {
        let (home, table, id) = (self.home, edit::table(change), edit::id(change));
        let shape = |path: &Path| Error::Shape { path: path.to_owned(), table };
        match change {
            Change::KeepText { .. } | Change::DropText { .. } => return Ok(()),
            Change::Detach { event, source } => {
                self.files.iter_mut().for_each(|file| edit::detach(&mut file.document, event, source));
                self.attached.remove(&(event.clone(), source.clone()));
                return Ok(());
            }
            Change::DropAccount(account) => {
                self.files.iter_mut().for_each(|file| edit::drop_account(&mut file.document, account));
                return Ok(());
            }
            Change::ReplaceEvent(_)
            | Change::ReplaceSource(_)
            | Change::RemoveEvent { .. }
            | Change::RemoveSource { .. } => {
                let at = self.holder(table, id).ok_or_else(|| self.no_such(change))?;
                if matches!(change, Change::RemoveEvent { .. } | Change::RemoveSource { .. }) {
                    self.holders.remove(&(table, id.to_owned()));
                }
                let file = &mut self.files[at];
                return edit::change(&mut file.document, change).ok_or_else(|| shape(&file.path));
            }
            Change::AddEvent(_) | Change::AddSource(_) => {
                if let Some(at) = self.holder(table, id) {
                    return Err(Error::Taken { path: self.files[at].path.clone(), id: id.to_owned() });
                }
                self.holders.insert((table, id.to_owned()), home);
            }
            Change::Attach { event, source } => {
                if !self.attached.insert((event.clone(), source.clone())) {
                    return Ok(());
                }
            }
            Change::AddAccount(account) => {
                if self.files.iter().any(|file| edit::is_told(&file.document, account)) {
                    return Ok(());
                }
            }
        }
        let file = &mut self.files[home];
        edit::add(&mut file.document, change).ok_or_else(|| shape(&file.path))
    }

    fn no_such(&self, change: &Change) -> Error {
        let (path, id) = (self.files[self.home].path.clone(), edit::id(change).to_owned());
        match edit::table(change) {
            "source" => Error::NoSuchSource { path, id },
            _ => Error::NoSuchEvent { path, id },
        }
    }

    /// The file in which the row `id` of `table` stands.
    fn holder(&self, table: &'static str, id: &str) -> Option<usize> {
        self.holders.get(&(table, id.to_owned())).copied()
    }

    /// The files that have changed, each with its new content.
    fn stage(self) -> Result<Vec<(PathBuf, Staged)>, Error> {
        let mut staged = Vec::new();
        for file in self.files {
            let mut text = file.document.to_string();
            if let Some(before) = &file.before {
                text = spelled_as(before, text);
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
            let new =
                Staged::new(&file.path, &text).map_err(|error| Error::Write(file.path.clone(), error))?;
            staged.push((file.path, new));
        }
        Ok(staged)
    }
}

/// `after` with the byte-order mark and the line ends of `before`: a line that was there keeps its own, a new one
/// ends as most of them do.
fn spelled_as(before: &str, after: String) -> String {
    let marked = before.starts_with('\u{feff}') && !after.starts_with('\u{feff}');
    let after = if marked { format!("\u{feff}{after}") } else { after };
    let crlf = before.matches("\r\n").count();
    if crlf == 0 {
        return after;
    }
    let usual = crlf * 2 > before.matches('\n').count();
    let body = |line: &str| line.trim_end_matches(['\r', '\n']).to_owned();
    let ends: HashMap<String, bool> =
        before.split_inclusive('\n').map(|line| (body(line), line.ends_with("\r\n"))).collect();
    let mut spelled = String::with_capacity(after.len());
    for line in after.split_inclusive('\n') {
        let body = body(line);
        let end = match ends.get(&body).unwrap_or(&usual) {
            _ if !line.ends_with('\n') => "",
            true => "\r\n",
            false => "\n",
        };
        spelled.push_str(&body);
        spelled.push_str(end);
    }
    spelled
}

/// Ids must be unique within what is written, too; this keeps `check` and `apply` of one mind.
pub(super) fn duplicates<'a>(ids: impl IntoIterator<Item = &'a str>) -> Vec<usize> {
    let mut seen = HashSet::new();
    ids.into_iter().enumerate().filter(|(_, id)| !seen.insert(*id)).map(|(at, _)| at).collect()
}
