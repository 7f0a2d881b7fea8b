//! The line at the foot in which something is typed and then taken: what is asked for, the text, what Tab offers. Only
//! nouns; `asking` acts on them.

use super::completion::{CompletionMenu, LineCompletion};
use super::line_editor::LineEditor;
use crate::tui::action::PromptKind;

/// A line being typed at the foot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prompt {
    /// What is asked for.
    pub kind: PromptKind,
    /// What is typed.
    pub line: LineEditor,
    /// What Tab offers.
    pub(super) menu: CompletionMenu,
    /// What was typed when the person was told that it replaces something.
    pub(super) replace_warned_for: Option<String>,
}

impl Prompt {
    pub(super) fn new(kind: PromptKind) -> Self {
        Self { kind, line: LineEditor::default(), menu: CompletionMenu::default(), replace_warned_for: None }
    }

    /// Where a path is typed: what stands before it, and the path.
    pub(super) fn typed_path(&self) -> Option<(String, &str)> {
        let text = self.line.text();
        match self.kind {
            PromptKind::Import => Some((String::new(), text)),
            PromptKind::Command => text.strip_prefix("import ").map(|path| ("import ".to_owned(), path)),
            PromptKind::SaveFilter => None,
        }
    }

    /// What stands before the line.
    pub const fn label(&self) -> &'static str {
        match self.kind {
            PromptKind::Import => "Import a path or an address: ",
            PromptKind::Command => "Date, event or command: ",
            PromptKind::SaveFilter => "Save the filter under a digit (Enter: a free one): ",
        }
    }

    /// What Tab offers for what stands in the line, and which of it that is.
    pub fn visible_completions(&self) -> Option<(&[LineCompletion], Option<usize>)> {
        self.menu.visible_list(self.line.text())
    }

    /// Takes one of the offers into the line.
    pub(super) fn accept_completion(&mut self, offer: &LineCompletion) {
        self.line.replace_text(&offer.line, offer.chars_after_caret);
    }
}
