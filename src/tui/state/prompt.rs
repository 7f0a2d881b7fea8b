//! The line at the foot in which something is typed and then taken: what is asked for, the text, what Tab offers. Only
//! nouns; `asking` acts on them.

use super::line::Line;
use super::offers::{Offer, Offers};
use crate::tui::action::Ask;

/// A line being typed at the foot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prompt {
    /// What is asked for.
    pub ask: Ask,
    /// What is typed.
    pub line: Line,
    /// What Tab offers.
    pub(super) offers: Offers,
    /// What was typed when the person was told that it replaces something.
    pub(super) told: Option<String>,
}

impl Prompt {
    pub(super) fn new(ask: Ask) -> Self {
        Self { ask, line: Line::default(), offers: Offers::default(), told: None }
    }

    /// Where a path is typed: what stands before it, and the path.
    pub(super) fn path(&self) -> Option<(String, &str)> {
        let text = self.line.text();
        match self.ask {
            Ask::Import => Some((String::new(), text)),
            Ask::Command => text.strip_prefix("import ").map(|path| ("import ".to_owned(), path)),
            Ask::Save => None,
        }
    }

    /// What stands before the line.
    pub const fn label(&self) -> &'static str {
        match self.ask {
            Ask::Import => "Import a path or an address: ",
            Ask::Command => "Date, event or command: ",
            Ask::Save => "Save the filter under a digit (Enter: a free one): ",
        }
    }

    /// What Tab offers for what stands in the line, and which of it that is.
    pub fn offered(&self) -> Option<(&[Offer], Option<usize>)> {
        self.offers.shown(self.line.text())
    }

    /// Takes one of the offers into the line.
    pub(super) fn put(&mut self, offer: &Offer) {
        self.line.put(&offer.line, offer.behind);
    }
}
