//! An import that goes on while the screen is used: how far it is, and whether it was asked to stop. Only the noun;
//! `asking` acts on it.

use crate::text::width::{display_width, progress_bar, truncate};

/// Columns of a path in a sentence.
const MAX_PATH_COLUMNS: usize = 40;

/// An import that goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunningImport {
    /// What is imported, as typed.
    pub source: String,
    /// How many articles have been read, and of how many; 0 of 0 before the first.
    pub progress: (usize, usize),
    /// Whether the person was told how to stop it, and then did.
    pub(super) cancel: CancelState,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CancelState {
    NotOffered,
    Offered,
    Requested,
}

impl RunningImport {
    /// Somebody does something else: the offer to stop it is past.
    pub(in crate::tui) fn withdraw_cancel_offer(&mut self) {
        if self.cancel == CancelState::Offered {
            self.cancel = CancelState::NotOffered;
        }
    }

    pub(super) fn new(what: &str) -> Self {
        Self { source: what.to_owned(), progress: (0, 0), cancel: CancelState::NotOffered }
    }

    /// How far it is, for a line of `width` columns.
    pub fn status_text(&self, width: usize) -> String {
        let (done, of) = self.progress;
        let end = if self.cancel == CancelState::Requested { ", stopping" } else { "" };
        let what = truncate(&self.source, MAX_PATH_COLUMNS.min(width / 2));
        if of < 2 {
            return format!("Reading {what}{end}");
        }
        let count = format!("Reading {what}  {done} of {of}{end}");
        let room = width.saturating_sub(display_width(&count) + 6).min(30);
        if room < 8 { count } else { format!("{count}  [{}]", progress_bar(done, of, room)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_far_it_is_fits_the_line() {
        let mut importing = RunningImport::new("folder");
        assert_eq!(importing.status_text(80), "Reading folder");
        importing.progress = (15, 60);
        assert_eq!(importing.status_text(80), "Reading folder  15 of 60  [#######.......................]");
        assert_eq!(importing.status_text(30), "Reading folder  15 of 60");
        // The words alone take 24 columns.
        for width in 25..140 {
            assert!(display_width(&importing.status_text(width)) < width, "{width}");
        }
    }
}
