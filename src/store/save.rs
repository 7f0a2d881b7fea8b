//! Writing a store: lock, read again, edit, temporary file, fsync, rename, fsync of the folder. A store is never half
//! written, comments and order of a hand-edited file stay. Never reads rows; `file` does.

mod document;
mod lock;
mod row_merge;

use super::parts::{Change, StoreError, StoreLocation, is_id};
use super::reader;
use crate::config::atomic_file::{self, StagedFile};
use crate::model::Event;
use crate::text::clean;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use toml_edit::DocumentMut;

/// The files of a store that exist, in the order of their names.
pub(super) fn list_files(place: &StoreLocation) -> Result<Vec<PathBuf>, StoreError> {
    let folder = match place {
        StoreLocation::UserData(_) | StoreLocation::File(_) => {
            let path = place.main_file();
            return Ok(if exists(&path)? { vec![path] } else { Vec::new() });
        }
        StoreLocation::Folder(folder) if !exists(folder)? => return Ok(Vec::new()),
        StoreLocation::Folder(folder) => folder,
    };
    let failed = |error| StoreError::Read(folder.clone(), error);
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
pub(super) fn exists(path: &Path) -> Result<bool, StoreError> {
    path.try_exists().map_err(|error| StoreError::Read(path.to_owned(), error))
}

/// An event by itself, as the store writes it.
pub(super) fn event_to_toml(event: &Event) -> String {
    document::event_to_toml(event)
}

/// Makes all of `changes`, or none.
pub(super) fn apply(place: &StoreLocation, changes: &[Change]) -> Result<(), StoreError> {
    apply_if(place, changes, || true)
}

/// Makes all of `changes`, or none; none where `still` says so once nobody else can write.
pub(super) fn apply_if(
    place: &StoreLocation,
    changes: &[Change],
    still: impl Fn() -> bool,
) -> Result<(), StoreError> {
    if changes.is_empty() {
        return Ok(());
    }
    let bad = |change: &&Change| matches!(change, Change::SaveText { source, .. } | Change::DeleteText { source } if !is_id(source));
    if let Some(change) = changes.iter().find(bad) {
        return Err(StoreError::InvalidId(document::row_id(change).to_owned()));
    }
    lock::create_store_folder(place)?;
    let _lock = lock::StoreLock::acquire(&place.main_file())?;
    if !still() {
        return Err(StoreError::Changed(place.main_file()));
    }
    let mut files = StoreFiles::open(place)?;
    for change in changes {
        files.apply_change(change)?;
    }
    // Everything is on the disk under another name before the first file changes, so that a full disk changes none.
    let texts = stage_texts(&place.texts_folder(), changes)?;
    let stores = files.stage_changed()?;
    commit_texts(texts, &place.texts_folder())?;
    commit_stores(stores)?;
    delete_texts(&place.texts_folder(), changes)
}

fn stage_texts(folder: &Path, changes: &[Change]) -> Result<Vec<StagedFile>, StoreError> {
    let mut texts = Vec::new();
    for change in changes {
        if let Change::SaveText { source, text } = change {
            fs::create_dir_all(folder).map_err(|error| StoreError::Write(folder.to_owned(), error))?;
            let path = text_path(folder, source);
            let staged =
                StagedFile::new(&path, &clean(text)).map_err(|error| StoreError::Write(path, error))?;
            texts.push(staged);
        }
    }
    Ok(texts)
}

/// Texts come first: a store never refers to a text that is not there. One too many harms nobody.
fn commit_texts(texts: Vec<StagedFile>, folder: &Path) -> Result<(), StoreError> {
    let failed = |error| StoreError::Write(folder.to_owned(), error);
    let mut folders = BTreeSet::new();
    for text in texts {
        folders.insert(text.commit().map_err(failed)?);
    }
    folders.iter().try_for_each(|folder| atomic_file::sync_dir(folder)).map_err(failed)
}

fn commit_stores(stores: Vec<(PathBuf, StagedFile)>) -> Result<(), StoreError> {
    let mut begun = false;
    for (path, store) in stores {
        match store.commit() {
            Ok(folder) => {
                atomic_file::sync_dir(&folder).map_err(|error| StoreError::Incomplete(path, error))?
            }
            Err(error) if begun => return Err(StoreError::Incomplete(path, error)),
            Err(error) => return Err(StoreError::Write(path, error)),
        }
        begun = true;
    }
    Ok(())
}

/// Texts go last, when nothing refers to them any more.
fn delete_texts(folder: &Path, changes: &[Change]) -> Result<(), StoreError> {
    for change in changes {
        if let Change::DeleteText { source } = change {
            let path = text_path(folder, source);
            match fs::remove_file(&path) {
                Err(error) if error.kind() != ErrorKind::NotFound => {
                    return Err(StoreError::Incomplete(path, error));
                }
                _ => {}
            }
        }
    }
    Ok(())
}

fn text_path(folder: &Path, source: &str) -> PathBuf {
    folder.join(format!("{source}.txt"))
}

/// The files of a store while they are edited.
#[allow(clippy::struct_field_names, reason = "the files are what it is made of")]
struct StoreFiles {
    files: Vec<EditedFile>,
    /// Which of them receives what is new.
    new_row_file: usize,
    /// In which file the row of each id stands, by its table: an import of many articles asks for thousands.
    file_by_row: HashMap<(&'static str, String), usize>,
    /// Event and source of each `attach` row.
    attached: HashSet<(String, String)>,
}

struct EditedFile {
    path: PathBuf,
    /// As it was read; `None` for a file that is to be made.
    original_text: Option<String>,
    document: DocumentMut,
}

impl StoreFiles {
    fn open(place: &StoreLocation) -> Result<Self, StoreError> {
        let mut found = Vec::new();
        for path in list_files(place)? {
            let text = reader::read_text(&path)?;
            // Reading the rows first gives an error that names the place; what does not parse is never edited.
            reader::parse_layer(&path, &text)?;
            let document =
                text.parse().map_err(|_| StoreError::NotTables { path: path.clone(), table: "schema" })?;
            found.push(EditedFile { path, original_text: Some(text), document });
        }
        let home = place.main_file();
        let at = found.iter().position(|file| file.path == home).unwrap_or_else(|| {
            found.push(EditedFile { path: home, original_text: None, document: document::new_document() });
            found.len() - 1
        });
        let mut files =
            Self { files: found, new_row_file: at, file_by_row: HashMap::new(), attached: HashSet::new() };
        files.index_rows();
        Ok(files)
    }

    fn index_rows(&mut self) {
        for (at, file) in self.files.iter().enumerate() {
            for table in ["event", "source"] {
                for id in document::row_ids(&file.document, table) {
                    self.file_by_row.entry((table, id)).or_insert(at);
                }
            }
            self.attached.extend(document::attachments(&file.document));
        }
    }

    fn apply_change(&mut self, change: &Change) -> Result<(), StoreError> {
        let (home, table, id) = (self.new_row_file, document::table_name(change), document::row_id(change));
        let shape = |path: &Path| StoreError::NotTables { path: path.to_owned(), table };
        match change {
            Change::SaveText { .. } | Change::DeleteText { .. } => return Ok(()),
            Change::Detach { event, source } => {
                self.files
                    .iter_mut()
                    .for_each(|file| document::remove_attachment(&mut file.document, event, source));
                self.attached.remove(&(event.clone(), source.clone()));
                return Ok(());
            }
            Change::RemoveConflict(account) => {
                self.files.iter_mut().for_each(|file| document::remove_conflict(&mut file.document, account));
                return Ok(());
            }
            Change::ReplaceEvent(_)
            | Change::ReplaceSource(_)
            | Change::RemoveEvent { .. }
            | Change::RemoveSource { .. } => {
                let at = self.file_of_row(table, id).ok_or_else(|| self.missing_row_error(change))?;
                if matches!(change, Change::RemoveEvent { .. } | Change::RemoveSource { .. }) {
                    self.file_by_row.remove(&(table, id.to_owned()));
                }
                let file = &mut self.files[at];
                return document::change_row(&mut file.document, change).ok_or_else(|| shape(&file.path));
            }
            Change::AddEvent(_) | Change::AddSource(_) => {
                if let Some(at) = self.file_of_row(table, id) {
                    return Err(StoreError::IdTaken { path: self.files[at].path.clone(), id: id.to_owned() });
                }
                self.file_by_row.insert((table, id.to_owned()), home);
            }
            Change::Attach { event, source } => {
                if !self.attached.insert((event.clone(), source.clone())) {
                    return Ok(());
                }
            }
            Change::AddConflict(account) => {
                if self.files.iter().any(|file| document::has_conflict(&file.document, account)) {
                    return Ok(());
                }
            }
        }
        let file = &mut self.files[home];
        document::append_row(&mut file.document, change).ok_or_else(|| shape(&file.path))
    }

    fn missing_row_error(&self, change: &Change) -> StoreError {
        let (path, id) = (self.files[self.new_row_file].path.clone(), document::row_id(change).to_owned());
        match document::table_name(change) {
            "source" => StoreError::NoSuchSource { path, id },
            _ => StoreError::NoSuchEvent { path, id },
        }
    }

    /// The file in which the row `id` of `table` stands.
    fn file_of_row(&self, table: &'static str, id: &str) -> Option<usize> {
        self.file_by_row.get(&(table, id.to_owned())).copied()
    }

    /// The files that have changed, each with its new content.
    fn stage_changed(self) -> Result<Vec<(PathBuf, StagedFile)>, StoreError> {
        let mut staged = Vec::new();
        for file in self.files {
            let mut text = file.document.to_string();
            if let Some(before) = &file.original_text {
                text = restore_line_ends(before, text);
            }
            if file.original_text.as_deref() == Some(&text)
                || (file.original_text.is_none() && document::is_empty(&file.document))
            {
                continue;
            }
            if !reader::is_readable(&text) {
                let error = std::io::Error::other("the change would make it unreadable");
                return Err(StoreError::Write(file.path, error));
            }
            let new = StagedFile::new(&file.path, &text)
                .map_err(|error| StoreError::Write(file.path.clone(), error))?;
            staged.push((file.path, new));
        }
        Ok(staged)
    }
}

/// `after` with the byte-order mark and the line ends of `before`: a line that was there keeps its own, a new one
/// ends as most of them do.
fn restore_line_ends(before: &str, after: String) -> String {
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
pub(super) fn duplicate_indices<'a>(ids: impl IntoIterator<Item = &'a str>) -> Vec<usize> {
    let mut seen = HashSet::new();
    ids.into_iter().enumerate().filter(|(_, id)| !seen.insert(*id)).map(|(at, _)| at).collect()
}
