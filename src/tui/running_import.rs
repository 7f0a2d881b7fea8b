//! An import that is running in the background: its progress, and whether it was canceled.

use crate::text::width::{display_width, progress_bar, truncate};

/// Columns of a path in the status line.
const MAX_PATH_COLUMNS: usize = 40;

/// An import that is running.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunningImport {
    /// The path or URL, as typed.
    pub source: String,
    /// How many articles have been read, and their total; both 0 before the first.
    pub progress: (usize, usize),
    /// Whether it was canceled.
    pub(super) cancel: CancelState,
}

/// The steps of canceling: the first key press offers it, the second requests it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CancelState {
    /// Not mentioned yet.
    NotOffered,
    /// The user was told how to cancel.
    Offered,
    /// The user has canceled.
    Requested,
}

impl RunningImport {
    /// Withdraws the offer to cancel, because the user did something else.
    pub(super) fn withdraw_cancel_offer(&mut self) {
        if self.cancel == CancelState::Offered {
            self.cancel = CancelState::NotOffered;
        }
    }

    /// An import that has just started.
    pub(super) fn new(source: &str) -> Self {
        Self { source: source.to_owned(), progress: (0, 0), cancel: CancelState::NotOffered }
    }

    /// The progress as text, shorter than `width` columns.
    pub(super) fn status_text(&self, width: usize) -> String {
        let (done, total) = self.progress;
        let end = if self.cancel == CancelState::Requested { ", canceling" } else { "" };
        let source = truncate(&self.source, MAX_PATH_COLUMNS.min(width / 2));
        if total < 2 {
            return format!("Reading {source}{end}");
        }
        let count = format!("Reading {source}  {done} of {total}{end}");
        let room = width.saturating_sub(display_width(&count) + 6).min(30);
        if room < 8 { count } else { format!("{count}  [{}]", progress_bar(done, total, room)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_status_text_fits_the_line() {
        let mut importing = RunningImport::new("folder");
        assert_eq!(importing.status_text(80), "Reading folder");
        importing.progress = (15, 60);
        assert_eq!(importing.status_text(80), "Reading folder  15 of 60  [#######.......................]");
        assert_eq!(importing.status_text(30), "Reading folder  15 of 60");
        // The text alone takes 24 columns.
        for width in 25..140 {
            assert!(display_width(&importing.status_text(width)) < width, "{width}");
        }
    }
}
