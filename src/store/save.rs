//! Writes a store: lock, read again, edit, write a temporary file, fsync, rename, fsync the folder. A store is never half
//! written, and comments and order of a file edited by hand stay.

mod document;
mod lock;
mod row_merge;

use super::error::StoreError;
use super::reader;
use super::types::{Change, StoreLocation, is_id};
use crate::config::atomic_file::{self, StagedFile};
use crate::model::{AddedRow, Event};
use crate::text::clean;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use toml_edit::DocumentMut;

/// Lists the files of a store that exist, in the order of their names.
pub(super) fn list_files(location: &StoreLocation) -> Result<Vec<PathBuf>, StoreError> {
    let folder = match location {
        StoreLocation::UserData(_) | StoreLocation::File(_) => {
            let path = location.main_file();
            return Ok(if exists(&path)? { vec![path] } else { Vec::new() });
        }
        StoreLocation::Folder(folder) if !exists(folder)? => return Ok(Vec::new()),
        StoreLocation::Folder(folder) => folder,
    };
    let to_error = |error| StoreError::Read(folder.clone(), error);
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(to_error)? {
        let path = entry.map_err(to_error)?.path();
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if path.extension().is_some_and(|ending| ending == "toml") && path.is_file() && !hidden {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Whether a path exists. A path that cannot be accessed is an error and not an empty store, which would look as if the
/// events were lost.
pub(super) fn exists(path: &Path) -> Result<bool, StoreError> {
    path.try_exists().map_err(|error| StoreError::Read(path.to_owned(), error))
}

/// An event as the store writes it.
pub(super) fn event_to_toml(event: &Event) -> String {
    document::event_to_toml(event)
}

/// Makes all changes or, on an error, none.
pub(super) fn apply(location: &StoreLocation, changes: &[Change]) -> Result<(), StoreError> {
    apply_if(location, changes, || true)
}

/// Makes all changes or, on an error, none. Fails with [`StoreError::Changed`] if `is_unchanged` is false once the store
/// is locked.
pub(super) fn apply_if(
    location: &StoreLocation,
    changes: &[Change],
    is_unchanged: impl Fn() -> bool,
) -> Result<(), StoreError> {
    if changes.is_empty() {
        return Ok(());
    }
    let is_bad = |change: &&Change| matches!(change, Change::SaveText { source, .. } | Change::DeleteText { source } if !is_id(source));
    if let Some(change) = changes.iter().find(is_bad) {
        return Err(StoreError::InvalidId(document::row_id(change).to_owned()));
    }
    lock::create_store_folder(location)?;
    let _lock = lock::StoreLock::acquire(&location.main_file())?;
    if !is_unchanged() {
        return Err(StoreError::Changed(location.main_file()));
    }
    let mut files = StoreFiles::open(location)?;
    for change in changes {
        files.apply_change(change)?;
    }
    // Everything is on disk under another name before the first file changes, so that a full disk changes no file.
    let texts = stage_texts(&location.texts_folder(), changes)?;
    let stores = files.stage_changed()?;
    commit_texts(texts, &location.texts_folder())?;
    commit_stores(stores)?;
    delete_texts(&location.texts_folder(), changes)
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

/// Texts are committed before the store, which never refers to a text that is missing. A text too many does no harm.
fn commit_texts(texts: Vec<StagedFile>, folder: &Path) -> Result<(), StoreError> {
    let to_error = |error| StoreError::Write(folder.to_owned(), error);
    let mut folders = BTreeSet::new();
    for text in texts {
        folders.insert(text.commit().map_err(to_error)?);
    }
    folders.iter().try_for_each(|folder| atomic_file::sync_dir(folder)).map_err(to_error)
}

fn commit_stores(stores: Vec<(PathBuf, StagedFile)>) -> Result<(), StoreError> {
    let mut begun = false;
    for (path, store) in stores {
        match store.commit() {
            Ok(folder) => {
                atomic_file::sync_dir(&folder).map_err(|error| StoreError::Incomplete(path, error))?;
            }
            Err(error) if begun => return Err(StoreError::Incomplete(path, error)),
            Err(error) => return Err(StoreError::Write(path, error)),
        }
        begun = true;
    }
    Ok(())
}

/// Texts are deleted last, when nothing refers to them any more.
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

/// The files of a store while they are being edited.
#[allow(clippy::struct_field_names, reason = "the other fields describe the files")]
struct StoreFiles {
    files: Vec<EditedFile>,
    /// Index of the file that new rows are written to.
    new_row_file: usize,
    /// Index of the file that holds each row, by table and id. An import of many articles looks up thousands.
    file_by_row: HashMap<(&'static str, String), usize>,
    /// Event and source of each `[[attach]]` row.
    attached: HashSet<(String, String)>,
}

struct EditedFile {
    path: PathBuf,
    /// The text that was read; `None` for a file to be created.
    original_text: Option<String>,
    document: DocumentMut,
}

impl StoreFiles {
    fn open(location: &StoreLocation) -> Result<Self, StoreError> {
        let mut found = Vec::new();
        for path in list_files(location)? {
            let text = reader::read_text(&path)?;
            // Parsing the rows first gives an error with its position; a file that does not parse is never edited.
            reader::parse_layer(&path, &text)?;
            let document =
                text.parse().map_err(|_| StoreError::NotTables { path: path.clone(), table: "schema" })?;
            found.push(EditedFile { path, original_text: Some(text), document });
        }
        let home = location.main_file();
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
            Change::RemoveRow(row) => {
                self.files.iter_mut().for_each(|file| document::remove_added_row(&mut file.document, row));
                if let AddedRow::Source(row) = row {
                    self.attached.remove(&(row.event.clone(), row.source.clone()));
                }
                return Ok(());
            }
            Change::SetRowStatus(row) => {
                let set = |file: &mut EditedFile| document::set_row_status(&mut file.document, row);
                let found = self.files.iter_mut().map(set).filter(|is_set| *is_set).count();
                return if found > 0 { Ok(()) } else { Err(self.missing_row_error(change)) };
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
            Change::AddRow(AddedRow::Source(row)) => {
                if !self.attached.insert((row.event.clone(), row.source.clone())) {
                    return Ok(());
                }
            }
            Change::AddRow(row @ AddedRow::Conflict(_)) => {
                if self.files.iter().any(|file| document::has_added_row(&file.document, row)) {
                    return Ok(());
                }
            }
        }
        let file = &mut self.files[home];
        document::append_row(&mut file.document, change).ok_or_else(|| shape(&file.path))
    }

    fn missing_row_error(&self, change: &Change) -> StoreError {
        let (path, id) = (self.files[self.new_row_file].path.clone(), document::row_id(change).to_owned());
        match change {
            Change::SetRowStatus(row) => StoreError::NoSuchRow { path, id: row.id() },
            Change::ReplaceSource(_) | Change::RemoveSource { .. } => StoreError::NoSuchSource { path, id },
            _ => StoreError::NoSuchEvent { path, id },
        }
    }

    /// Index of the file that holds the row `id` of `table`.
    fn file_of_row(&self, table: &'static str, id: &str) -> Option<usize> {
        self.file_by_row.get(&(table, id.to_owned())).copied()
    }

    /// Stages the files that have changed.
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
                let error = std::io::Error::other("the change would make the file unreadable");
                return Err(StoreError::Write(file.path, error));
            }
            let new = StagedFile::new(&file.path, &text)
                .map_err(|error| StoreError::Write(file.path.clone(), error))?;
            staged.push((file.path, new));
        }
        Ok(staged)
    }
}

/// `after` with the byte-order mark and the line ends of `before`: an old line keeps its own, a new line ends as most
/// lines do.
fn restore_line_ends(before: &str, after: String) -> String {
    let marked = before.starts_with('\u{feff}') && !after.starts_with('\u{feff}');
    let after = if marked { format!("\u{feff}{after}") } else { after };
    let crlf = before.matches("\r\n").count();
    if crlf == 0 {
        return after;
    }
    let mostly_crlf = crlf * 2 > before.matches('\n').count();
    let body = |line: &str| line.trim_end_matches(['\r', '\n']).to_owned();
    let ends: HashMap<String, bool> =
        before.split_inclusive('\n').map(|line| (body(line), line.ends_with("\r\n"))).collect();
    let mut restored = String::with_capacity(after.len());
    for line in after.split_inclusive('\n') {
        let body = body(line);
        let end = match ends.get(&body).unwrap_or(&mostly_crlf) {
            _ if !line.ends_with('\n') => "",
            true => "\r\n",
            false => "\n",
        };
        restored.push_str(&body);
        restored.push_str(end);
    }
    restored
}

/// Indices of the ids that occur earlier in the list.
pub(super) fn duplicate_indices<'a>(ids: impl IntoIterator<Item = &'a str>) -> Vec<usize> {
    let mut seen = HashSet::new();
    ids.into_iter().enumerate().filter(|(_, id)| !seen.insert(*id)).map(|(at, _)| at).collect()
}
