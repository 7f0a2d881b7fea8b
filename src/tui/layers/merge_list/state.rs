//! What the merge list remembers.

use crate::tui::line_editor::LineEditor;
use crate::tui::scroll_page::ScrollPage;

/// The events into which the draft can be merged.
#[derive(Debug, Default)]
pub struct MergeList {
    /// The filter of the list.
    pub line: LineEditor,
    /// The ids of the events, similar ones or best hits first.
    pub ids: Vec<String>,
    /// The index of the selected one.
    pub selected: usize,
    /// The list as laid out.
    pub(in crate::tui) list: ScrollPage,
}
