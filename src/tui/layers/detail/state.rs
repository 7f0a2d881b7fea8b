//! What the detail pane remembers.

use crate::tui::scroll_page::ScrollPage;
use crate::tui::styled_text::PageTarget;

/// The detail pane.
#[derive(Debug, Default)]
pub struct DetailState {
    /// The details of the selected event.
    pub text: ScrollPage,
    /// The index of the selected link or source among the targets of the page.
    pub target: Option<usize>,
}

impl DetailState {
    /// The selected link or source.
    pub(in crate::tui) fn selected_target(&self) -> Option<&PageTarget> {
        self.text.page.targets.get(self.target?)
    }
}
