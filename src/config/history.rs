//! The history of filters, in a file of the state folder: one filter per line, the latest last.

use super::atomic_file::{self, read_small};
use super::dirs::AppDirs;
use std::io;
use std::path::PathBuf;

/// How many filters the history keeps.
const MAX_HISTORY_ENTRIES: usize = 200;

fn history_file(dirs: &AppDirs) -> PathBuf {
    dirs.state.join("filters.history")
}

/// The filters in the file; empty if it does not exist.
pub(super) fn load_history(dirs: &AppDirs) -> io::Result<Vec<String>> {
    let text = read_small(&history_file(dirs))?.unwrap_or_default();
    Ok(text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect())
}

/// Appends a filter to the history file as it is now, which another instance may have changed. An earlier entry of the same
/// filter is removed.
pub fn add_to_history(dirs: &AppDirs, filter: &str) -> io::Result<()> {
    let mut history = load_history(dirs)?;
    history.retain(|entry| entry != filter);
    history.push(filter.to_owned());
    let start = history.len().saturating_sub(MAX_HISTORY_ENTRIES);
    atomic_file::write(&history_file(dirs), &(history[start..].join("\n") + "\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::dirs::temporary_dirs;

    #[test]
    fn the_history_has_each_filter_once_and_a_maximum_length() {
        let (_folder, dirs) = temporary_dirs();
        for filter in ["a", "b", "a"] {
            add_to_history(&dirs, filter).unwrap();
        }
        assert_eq!(load_history(&dirs).unwrap(), ["b", "a"]);
        for n in 0..MAX_HISTORY_ENTRIES + 5 {
            add_to_history(&dirs, &n.to_string()).unwrap();
        }
        let history = load_history(&dirs).unwrap();
        assert_eq!((history.len(), history.last().unwrap().as_str()), (MAX_HISTORY_ENTRIES, "204"));
    }
}
