//! What the view of a thread remembers.

use crate::model::ThreadNode;
use crate::tui::row_view::RowView;

/// The thread of an event.
#[derive(Debug)]
pub struct ThreadState {
    /// The cursor, and the rows as laid out.
    pub view: RowView,
    /// The id of the event.
    pub(in crate::tui) root: String,
    /// The events whose threads were open before, each with its selected row.
    pub(in crate::tui) history: Vec<(String, usize)>,
    /// The events of the thread.
    pub(in crate::tui) nodes: Vec<ThreadNode>,
}
