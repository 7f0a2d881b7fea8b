//! What the filter line remembers while a filter is typed.

use crate::tui::completion::CompletionMenu;
use crate::tui::line_editor::LineEditor;

/// The filter line.
#[derive(Debug, Default)]
pub struct FilterState {
    /// The completion of the filter.
    pub(in crate::tui) menu: CompletionMenu,
    /// The index in the history of the filter in the line, and the text that was typed before.
    pub(in crate::tui) history_position: Option<(usize, String)>,
    /// What to restore if the input is canceled.
    pub(in crate::tui) before: Option<BeforeFilter>,
}

/// The state of the screen before a filter was typed.
#[derive(Debug)]
pub(in crate::tui) struct BeforeFilter {
    pub(in crate::tui) filter: LineEditor,
    /// The id of the selected event.
    pub(in crate::tui) selected: Option<String>,
}
