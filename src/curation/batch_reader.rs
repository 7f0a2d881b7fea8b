//! Reads many articles in parallel and returns them in the order in which they were named. Reports progress and can be
//! stopped. Never reads or writes a store.

use crate::loader::{self, Article, LoadOptions};
use crate::model::Gazetteer;
use std::num::NonZero;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

/// A source that could not be read.
#[derive(Debug)]
pub struct ImportFailure {
    /// The source as the user named it.
    pub path: String,
    /// The reason in one line.
    pub error: String,
}

/// How an import reports its progress, and how it is stopped.
#[derive(Clone, Copy)]
pub struct ImportMonitor<'a> {
    /// When it is set, no further article is read; those that have been read are imported.
    pub stop: &'a AtomicBool,
    /// Called after each article with the number of articles done and of all articles, on the thread that read it.
    pub on_progress: &'a (dyn Fn(usize, usize) + Sync),
}

impl ImportMonitor<'_> {
    /// A monitor that reports nothing and never stops.
    pub fn unmonitored() -> Self {
        static NEVER: AtomicBool = AtomicBool::new(false);
        Self { stop: &NEVER, on_progress: &|_, _| {} }
    }
}

/// The articles that were read.
#[derive(Default)]
pub(super) struct ReadBatch {
    pub(super) articles: Vec<Article>,
    pub(super) failed: Vec<ImportFailure>,
    /// The number of articles that were not read because the import was stopped.
    pub(super) unread_count: usize,
}

/// Reads the articles that `sources` name (paths, folders, URLs, `-`).
pub(super) fn read_articles(
    sources: &[String],
    options: &LoadOptions,
    gazetteer: &Gazetteer,
    watch: ImportMonitor<'_>,
) -> ReadBatch {
    let mut reading = ReadBatch::default();
    let mut paths: Vec<String> = Vec::new();
    for source in sources {
        match loader::expand_source(source) {
            Ok(found) => paths.extend(found),
            Err(error) => {
                reading.failed.push(ImportFailure { path: source.clone(), error: error.to_string() });
            }
        }
    }
    let mut read: Vec<(usize, Result<Article, ImportFailure>)> = map_parallel(&paths, watch, |path| {
        let failed = |error: String| ImportFailure { path: path.to_owned(), error };
        // Pages come from anywhere, and their parsers are large: a panic on one page must not lose the others.
        let read = AssertUnwindSafe(|| {
            loader::read_article(path).map(|raw| loader::analyze_article(&raw, options, gazetteer))
        });
        match catch_unwind(read) {
            Ok(read) => read.map_err(|error| failed(error.to_string())),
            Err(_) => Err(failed("internal error in the loader; please report it".to_owned())),
        }
    });
    read.sort_by_key(|(n, _)| *n);
    reading.unread_count = paths.len() - read.len();
    for (_, article) in read {
        match article {
            Ok(article) => reading.articles.push(article),
            Err(failure) => reading.failed.push(failure),
        }
    }
    reading
}

/// Applies `work` to each path, on as many threads as there are cores. The results have the index of their path and come in
/// any order.
fn map_parallel<T: Send>(
    paths: &[String],
    watch: ImportMonitor<'_>,
    work: impl Fn(&str) -> T + Sync,
) -> Vec<(usize, T)> {
    let (next, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let read = Mutex::new(Vec::with_capacity(paths.len()));
    let work_off_queue = || {
        while !watch.stop.load(Ordering::Relaxed) {
            let n = next.fetch_add(1, Ordering::Relaxed);
            let Some(path) = paths.get(n) else { break };
            let made = work(path);
            // `work` does not panic; a poisoned lock still holds valid results.
            read.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push((n, made));
            (watch.on_progress)(done.fetch_add(1, Ordering::Relaxed) + 1, paths.len());
        }
    };
    let cores = thread::available_parallelism().map_or(1, NonZero::get).min(paths.len());
    thread::scope(|scope| {
        for _ in 1..cores {
            scope.spawn(work_off_queue);
        }
        work_off_queue();
    });
    read.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_path_is_processed_once_and_keeps_its_index() {
        let paths: Vec<String> = (0..200).map(|n| n.to_string()).collect();
        let most = AtomicUsize::new(0);
        let tick = |done, of| {
            assert_eq!(of, 200);
            most.fetch_max(done, Ordering::Relaxed);
        };
        let stop = AtomicBool::new(false);
        let mut made =
            map_parallel(&paths, ImportMonitor { stop: &stop, on_progress: &tick }, ToOwned::to_owned);
        made.sort_by_key(|(n, _)| *n);
        assert!(made.iter().enumerate().all(|(n, (at, path))| n == *at && *path == n.to_string()));
        assert_eq!((made.len(), most.into_inner()), (200, 200));
    }

    #[test]
    fn a_stopped_run_keeps_its_results() {
        let paths: Vec<String> = (0..200).map(|n| n.to_string()).collect();
        let stop = AtomicBool::new(false);
        let tick = |done, _| stop.store(done >= 10, Ordering::Relaxed);
        let made = map_parallel(&paths, ImportMonitor { stop: &stop, on_progress: &tick }, ToOwned::to_owned);
        assert!((10..200).contains(&made.len()), "{}", made.len());
    }
}
