//! What the input line at the bottom remembers.

use crate::tui::completion::{CompletionMenu, LineCompletion};
use crate::tui::line_editor::LineEditor;

/// What the input line at the bottom is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PromptKind {
    /// A path or a URL to import.
    Import,
    /// A date, the number or id of an event, or a command.
    Command,
    /// A digit and a name for the current filter.
    SaveFilter,
}

/// The input line at the bottom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prompt {
    /// What it is for.
    pub kind: PromptKind,
    /// The text as typed.
    pub line: LineEditor,
    /// The completion of the text.
    pub(in crate::tui) menu: CompletionMenu,
    /// The text for which the user was warned that it replaces a saved filter.
    pub(in crate::tui) replace_warned_for: Option<String>,
}

impl Prompt {
    /// An empty line.
    pub(in crate::tui) fn new(kind: PromptKind) -> Self {
        Self { kind, line: LineEditor::default(), menu: CompletionMenu::default(), replace_warned_for: None }
    }

    /// The path being typed, and the text before it.
    pub(in crate::tui) fn typed_path(&self) -> Option<(String, &str)> {
        let text = self.line.text();
        match self.kind {
            PromptKind::Import => Some((String::new(), text)),
            PromptKind::Command => text.strip_prefix("import ").map(|path| ("import ".to_owned(), path)),
            PromptKind::SaveFilter => None,
        }
    }

    /// The label before the text.
    pub(in crate::tui) const fn label(&self) -> &'static str {
        match self.kind {
            PromptKind::Import => "Path or URL to import: ",
            PromptKind::Command => "Date, event or command: ",
            PromptKind::SaveFilter => "Digit and name for the filter (Enter: next free digit): ",
        }
    }

    /// The visible completions, and the selected one.
    pub(in crate::tui) fn visible_completions(&self) -> Option<(&[LineCompletion], Option<usize>)> {
        self.menu.visible_list(self.line.text())
    }

    /// Puts a completion into the line.
    pub(in crate::tui) fn accept_completion(&mut self, completion: &LineCompletion) {
        self.line.replace_text(&completion.line, completion.chars_after_caret);
    }
}
