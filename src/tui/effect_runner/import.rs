//! Imports articles in the background: on a thread of its own, with a store of its own, reporting progress. The screen
//! shows the changes when the store is reloaded at the end.

use crate::curation::{self, ImportMonitor, ImportReport, UndoStep};
use crate::store::StoreLocation;
use crate::text::{clean_line, escape_controls, width};
use crate::tui::effect_result::{EffectResult, ImportSummary, ImportedItem};
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// The shortest time between two progress reports; each redraws the screen.
const PROGRESS_INTERVAL: Duration = Duration::from_millis(100);
/// Columns of a path in the summary.
const MAX_PATH_COLUMNS: usize = 50;

/// Sends results from another thread to the event loop.
pub(in crate::tui) type ResultSender = Arc<dyn Fn(EffectResult) + Send + Sync>;

/// An import in the background.
#[derive(Clone, Default)]
pub(super) struct BackgroundImport {
    /// Cancels it.
    cancel: Arc<AtomicBool>,
    /// What undoes it, once it has written.
    undo: Arc<Mutex<Option<UndoStep>>>,
}

impl BackgroundImport {
    /// Lets it end after the articles being read.
    pub(super) fn cancel(&self) {
        self.cancel.store(true, Ordering::Relaxed);
    }

    /// Takes out what undoes it; `None` if it wrote nothing.
    pub(super) fn take_undo(&self) -> Option<UndoStep> {
        self.undo.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// Starts to import `source` into a store.
pub(super) fn spawn_import(
    source: String,
    store: StoreLocation,
    sender: ResultSender,
) -> std::io::Result<BackgroundImport> {
    let handle = BackgroundImport::default();
    let own = handle.clone();
    thread::Builder::new().name("import".to_owned()).spawn(move || {
        let summary = catch_unwind(AssertUnwindSafe(|| run_import(&source, store, &own, &sender)));
        let summary = summary.unwrap_or_else(|_| failure_summary(&source, "an internal error occurred"));
        sender(EffectResult::ImportFinished(summary));
    })?;
    Ok(handle)
}

fn run_import(
    source: &str,
    store: StoreLocation,
    handle: &BackgroundImport,
    sender: &ResultSender,
) -> ImportSummary {
    let last_report = Mutex::new(Instant::now());
    let on_progress = |done: usize, total: usize| {
        // If another thread is reporting, its report is recent enough.
        let Ok(mut last_report) = last_report.try_lock() else { return };
        if last_report.elapsed() >= PROGRESS_INTERVAL {
            *last_report = Instant::now();
            sender(EffectResult::ImportProgress { done, total });
        }
    };
    let monitor = ImportMonitor { stop: &handle.cancel, on_progress: &on_progress };
    match curation::import_into(store, &normalize_path(source), monitor) {
        Ok(mut report) => {
            *handle.undo.lock().unwrap_or_else(PoisonError::into_inner) = report.take_undo();
            summarize(source, &report)
        }
        Err(error) => failure_summary(source, &clean_line(&error.to_string())),
    }
}

/// The path as the loader expects it: without the quotes that a terminal puts around a dropped file, and with the home
/// directory for `~`.
fn normalize_path(typed: &str) -> String {
    let typed = typed.trim();
    let unquoted = ['\'', '"']
        .iter()
        .find_map(|quote| typed.strip_prefix(*quote)?.strip_suffix(*quote))
        .unwrap_or(typed);
    match (unquoted.strip_prefix("~/"), std::env::var_os("HOME")) {
        (Some(rest), Some(home)) => PathBuf::from(home).join(rest).to_string_lossy().into_owned(),
        // Standard input belongs to the terminal, so only a file can be meant.
        _ if unquoted == "-" => "./-".to_owned(),
        _ => unquoted.to_owned(),
    }
}

fn failure_summary(source: &str, error: &str) -> ImportSummary {
    let item = ImportedItem { path: escape_controls(source), outcome: error.to_owned(), refused: true };
    ImportSummary { summary: format!("Not imported: {error}"), items: vec![item] }
}

fn summarize(source: &str, report: &ImportReport) -> ImportSummary {
    let item = |path: &str, outcome: String, refused: bool| ImportedItem {
        path: escape_controls(path),
        outcome,
        refused,
    };
    let refused = report.failed.iter().map(|failed| item(&failed.path, clean_line(&failed.error), true));
    let read = report.articles.iter().map(|read| item(&read.article.path, read.outcome(), false));
    let items: Vec<_> = refused.chain(read).collect();
    let drafts = match report.draft_counts().total() {
        0 => "no new drafts".to_owned(),
        1 => "1 new draft (v reviews, u undoes)".to_owned(),
        count => format!("{count} new drafts (v reviews, u undoes)"),
    };
    let unread = match report.unread_count {
        0 => String::new(),
        count => format!("; {count} not read"),
    };
    let short = |path: &str| width::truncate(path, MAX_PATH_COLUMNS);
    let summary = match items.as_slice() {
        [ImportedItem { path, outcome, refused: true }] => {
            format!("Refused: {}: {outcome}{unread}", short(path))
        }
        [ImportedItem { path, outcome, .. }] if report.draft_counts().total() == 0 => {
            format!("{}: {outcome}{unread}", short(path))
        }
        [ImportedItem { path, .. }] => format!("{}: {drafts}{unread}", short(path)),
        [] if report.unread_count > 0 => format!("Import canceled before an article was read{unread}"),
        [] => format!("{}: no articles found", short(&escape_controls(source))),
        _ => format!("{}{unread}; {drafts}; press I for the report", report.summary()),
    };
    ImportSummary { summary, items }
}

/// The paths that start with the typed text, sorted by name, folders with a slash at the end. Hidden ones only if the name
/// starts with a dot.
pub(super) fn complete_paths(typed: &str) -> Vec<String> {
    let (folder, prefix) = typed.rsplit_once('/').map_or(("", typed), |(folder, name)| (folder, name));
    let lead = if typed.contains('/') { format!("{folder}/") } else { String::new() };
    let folder = if lead.is_empty() { ".".to_owned() } else { normalize_path(&lead) };
    let Ok(entries) = fs::read_dir(Path::new(&folder)) else { return Vec::new() };
    let mut paths: Vec<String> = entries
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let name = entry.file_name().into_string().ok()?;
            let matches = name.starts_with(prefix) && (prefix.starts_with('.') || !name.starts_with('.'));
            // The input line would change a name with control characters.
            let is_clean = matches && clean_line(&name) == name;
            let slash = || if entry.path().is_dir() { "/" } else { "" };
            is_clean.then(|| format!("{lead}{name}{}", slash()))
        })
        .collect();
    paths.sort();
    paths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_normalized() {
        let table = [
            ("story.html", "story.html"),
            ("  'a story.html' ", "a story.html"),
            ("\"x.txt\"", "x.txt"),
            ("'", "'"),
            ("-", "./-"),
            ("https://example.org/~han/", "https://example.org/~han/"),
        ];
        for (typed, path) in table {
            assert_eq!(normalize_path(typed), path);
        }
    }

    #[test]
    fn paths_are_completed_by_their_beginning() {
        let folder = tempfile::tempdir().unwrap();
        let top = folder.path().to_str().unwrap();
        for name in ["one.txt", "one two.html", "other.md", ".one"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        fs::create_dir(folder.path().join("one-day")).unwrap();
        let found = |typed: &str| {
            let paths = complete_paths(&format!("{top}/{typed}"));
            paths.iter().map(|path| path[top.len() + 1..].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(found("one"), ["one two.html", "one-day/", "one.txt"]);
        assert_eq!(found("."), [".one"]);
        assert_eq!(found("one.txt"), ["one.txt"]);
        assert_eq!(found("zzz/"), [""; 0]);
        assert_eq!(found("").len(), 4);
    }
}
