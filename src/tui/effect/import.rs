//! Articles imported while the screen goes on: in a thread of its own, with a store of its own, told of as it goes.
//! Never changes what the screen shows; that is read again when it has ended.

use super::super::action::{Action, EffectResult};
use super::super::page::report::{ReportContent, ReportItem};
use crate::curation::{self, ImportMonitor, ImportReport};
use crate::store::StoreLocation;
use crate::text::{clean_line, escape_controls, width};
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::thread;
use std::time::{Duration, Instant};

/// The least time between two words on how far it is: each draws the screen.
const PROGRESS_INTERVAL: Duration = Duration::from_millis(100);
/// Columns of a path or a reason in the line that says what became of an import.
const MAX_PATH_COLUMNS: usize = 50;

/// Takes word of what happens elsewhere to the screen.
pub(in crate::tui) type ActionSender = Arc<dyn Fn(Action) + Send + Sync>;

/// Begins to import `source` into the store at `place`. Gives back what stops it.
pub(super) fn spawn_import(
    source: String,
    place: StoreLocation,
    tell: ActionSender,
) -> std::io::Result<Arc<AtomicBool>> {
    let stop = Arc::new(AtomicBool::new(false));
    let told = Arc::clone(&stop);
    thread::Builder::new().name("import".to_owned()).spawn(move || {
        let report = catch_unwind(AssertUnwindSafe(|| run_import(&source, place, &told, &tell)));
        let report =
            report.unwrap_or_else(|_| failure_report(&source, "the program met something it did not expect"));
        tell(Action::Completed(EffectResult::ImportFinished(report)));
    })?;
    Ok(stop)
}

fn run_import(source: &str, place: StoreLocation, stop: &AtomicBool, tell: &ActionSender) -> ReportContent {
    let begun = Instant::now();
    let last = std::sync::Mutex::new(begun);
    let tick = |done: usize, of: usize| {
        // Another thread tells: that is as good.
        let Ok(mut last) = last.try_lock() else { return };
        if last.elapsed() >= PROGRESS_INTERVAL {
            *last = Instant::now();
            tell(Action::Completed(EffectResult::ImportProgress { done, total: of }));
        }
    };
    let watch = ImportMonitor { stop, on_progress: &tick };
    match curation::import_into(place, &normalize_path(source), watch) {
        Ok(imported) => build_report(source, &imported),
        Err(error) => failure_report(source, &clean_line(&error.to_string())),
    }
}

/// What was typed as the loader takes it: without the quotes that a terminal puts around a file dropped on it, and
/// with the home folder for `~`.
fn normalize_path(typed: &str) -> String {
    let typed = typed.trim();
    let bare = ['\'', '"']
        .iter()
        .find_map(|quote| typed.strip_prefix(*quote)?.strip_suffix(*quote))
        .unwrap_or(typed);
    match (bare.strip_prefix("~/"), std::env::var_os("HOME")) {
        (Some(rest), Some(home)) => PathBuf::from(home).join(rest).to_string_lossy().into_owned(),
        // Standard input is the screen's own: a file of that name is meant, if any.
        _ if bare == "-" => "./-".to_owned(),
        _ => bare.to_owned(),
    }
}

fn failure_report(source: &str, why: &str) -> ReportContent {
    let words = format!("Not imported: {why}");
    ReportContent {
        summary: words,
        rows: vec![ReportItem { path: escape_controls(source), outcome: why.to_owned(), refused: true }],
    }
}

fn build_report(source: &str, imported: &ImportReport) -> ReportContent {
    let row = |path: &str, fate: String, refused: bool| ReportItem {
        path: escape_controls(path),
        outcome: fate,
        refused,
    };
    let read = imported.articles.iter().map(|read| row(&read.article.path, read.outcome(), false));
    let refused = imported.failed.iter().map(|one| row(&one.path, clean_line(&one.error), true));
    let rows: Vec<_> = refused.chain(read).collect();
    let drafts = match imported.draft_count() {
        0 => "no new draft".to_owned(),
        1 => "1 new draft, v reviews it".to_owned(),
        many => format!("{many} new drafts, v reviews them"),
    };
    let left = if imported.unread_count > 0 {
        format!("; {} not read", imported.unread_count)
    } else {
        String::new()
    };
    let words = match rows.as_slice() {
        [ReportItem { path, outcome: fate, refused: true }] => {
            format!("Refused: {}: {fate}{left}", width::truncate(path, MAX_PATH_COLUMNS))
        }
        [ReportItem { path, outcome: fate, .. }] if imported.draft_count() == 0 => {
            format!("{}: {fate}{left}.", width::truncate(path, MAX_PATH_COLUMNS))
        }
        [ReportItem { path, .. }] => format!("{}: {drafts}{left}.", width::truncate(path, MAX_PATH_COLUMNS)),
        [] if imported.unread_count > 0 => format!("Stopped before anything was read{left}."),
        [] => format!("{}: no article in it.", width::truncate(&escape_controls(source), MAX_PATH_COLUMNS)),
        _ => format!("{}{left}; {drafts}. I shows the report.", imported.summary()),
    };
    ReportContent { summary: words, rows }
}

/// The paths that begin like what is typed, folders with a slash behind them, in the order of their names. Hidden ones
/// only where a dot is typed.
pub(super) fn complete_paths(typed: &str) -> Vec<String> {
    let (folder, begun) = typed.rsplit_once('/').map_or(("", typed), |(folder, name)| (folder, name));
    let lead = if typed.contains('/') { format!("{folder}/") } else { String::new() };
    let place = if lead.is_empty() { ".".to_owned() } else { normalize_path(&lead) };
    let Ok(entries) = fs::read_dir(Path::new(&place)) else { return Vec::new() };
    let mut paths: Vec<String> = entries
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let name = entry.file_name().into_string().ok()?;
            let shown = name.starts_with(begun) && (begun.starts_with('.') || !name.starts_with('.'));
            // A name that the line could not hold as it is cannot be offered.
            let fits = shown && clean_line(&name) == name;
            let slash = || if entry.path().is_dir() { "/" } else { "" };
            fits.then(|| format!("{lead}{name}{}", slash()))
        })
        .collect();
    paths.sort();
    paths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_taken_as_it_is_typed_dropped_or_meant() {
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
    fn paths_are_offered_by_how_they_begin() {
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
