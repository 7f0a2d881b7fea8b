//! An import that goes on while the screen is used: how far it is, and whether it was asked to stop. Only the noun;
//! `asking` acts on it.

use crate::text::width::{bar, columns, cut};

/// Columns of a path in a sentence.
const PATH: usize = 40;

/// An import that goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Importing {
    /// What is imported, as typed.
    pub what: String,
    /// How many articles have been read, and of how many; 0 of 0 before the first.
    pub done: (usize, usize),
    /// Whether the person was told how to stop it, and then did.
    pub(super) stop: Stop,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    Not,
    Offered,
    Asked,
}

impl Importing {
    /// Somebody does something else: the offer to stop it is past.
    pub(in crate::tui) fn lapse(&mut self) {
        if self.stop == Stop::Offered {
            self.stop = Stop::Not;
        }
    }

    pub(super) fn of(what: &str) -> Self {
        Self { what: what.to_owned(), done: (0, 0), stop: Stop::Not }
    }

    /// How far it is, for a line of `width` columns.
    pub fn in_words(&self, width: usize) -> String {
        let (done, of) = self.done;
        let end = if self.stop == Stop::Asked { ", stopping" } else { "" };
        let what = cut(&self.what, PATH.min(width / 2));
        if of < 2 {
            return format!("Reading {what}{end}");
        }
        let count = format!("Reading {what}  {done} of {of}{end}");
        let room = width.saturating_sub(columns(&count) + 6).min(30);
        if room < 8 { count } else { format!("{count}  [{}]", bar(done, of, room)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_far_it_is_fits_the_line() {
        let mut importing = Importing::of("folder");
        assert_eq!(importing.in_words(80), "Reading folder");
        importing.done = (15, 60);
        assert_eq!(importing.in_words(80), "Reading folder  15 of 60  [#######.......................]");
        assert_eq!(importing.in_words(30), "Reading folder  15 of 60");
        // The words alone take 24 columns.
        for width in 25..140 {
            assert!(columns(&importing.in_words(width)) < width, "{width}");
        }
    }
}
