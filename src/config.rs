//! The program's folders, and the filters it keeps there between runs. A folder is created only when something is written.

pub mod atomic_file;
mod dirs;
mod history;
mod saved_filters;

pub use dirs::{AppDirs, app_dirs};
pub use history::add_to_history;
pub use saved_filters::{SavedFilter, filters_file, save_filter};

/// The filters kept between runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilterMemory {
    /// The saved filters in the order of their digits.
    pub saved: Vec<SavedFilter>,
    /// Filters used before, the latest last.
    pub history: Vec<String>,
    /// Why the saved filters could not be read, in one line.
    pub load_error: Option<String>,
}

/// Loads the saved filters and the history. Never fails: an error is in [`FilterMemory::load_error`], and a history that
/// cannot be read is empty.
pub fn load_filters(dirs: &AppDirs) -> FilterMemory {
    let (saved, load_error) = match saved_filters::load_saved_filters(dirs) {
        Ok(saved) => (saved, None),
        Err(error) => (Vec::new(), Some(error)),
    };
    FilterMemory { saved, history: history::load_history(dirs).unwrap_or_default(), load_error }
}
