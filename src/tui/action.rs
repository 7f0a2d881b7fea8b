//! Actions: what a key or a command asks the state to do. Data only; `update` applies them.

pub use super::cursor::Motion;
pub use super::layer_stack::ScreenLayer;
pub use super::layers::prompt::state::PromptKind;
pub use super::line_editor::{LineEdit, TextInput};

use super::axis::RulerUnit;
use crate::model::Edtf;

/// An action on the state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Open a layer.
    Open(ScreenLayer),
    /// Confirm what is selected or typed in the top layer.
    Confirm,
    /// Complete the text being typed.
    Complete,
    /// Switch to the other pane or list of the top layer.
    SwitchPane,
    /// Move between layers and events.
    Navigate(Navigate),
    /// Move within the top layer.
    Move(Motion),
    /// Type or edit text.
    Input(TextInput),
    /// Show another part of the axis, or an event on it.
    Axis(AxisAction),
    /// Select an event.
    Jump(JumpTarget),
    /// Import a path or a URL.
    Import(String),
    /// Change the filter.
    Filter(FilterAction),
    /// Decide on a draft.
    Decide(Decision),
    /// Work on the draft under review.
    Review(ReviewAction),
    /// Open the input line at the bottom.
    Prompt(PromptKind),
    /// Open a source.
    Source(SourceAction),
    /// Change what the whole screen shows.
    Screen(ScreenAction),
}

/// Moves between layers and events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Navigate {
    /// One layer back; never quits.
    Back,
    /// One layer back; quits from the lowest.
    BackOrQuit,
    /// Back to the event from which a link was followed.
    JumpBack,
    /// Quit.
    Quit,
}

/// Moves along the axis, and its zoom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AxisAction {
    /// Select the event nearest to one unit earlier.
    Earlier,
    /// Select the event nearest to one unit later.
    Later,
    /// Zoom in; the selected event keeps its column.
    ZoomIn,
    /// Zoom out; the selected event keeps its column.
    ZoomOut,
    /// Zoom to this unit.
    Zoom(RulerUnit),
    /// Center the axis on the selected event.
    Center,
}

/// The event to select.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JumpTarget {
    /// The first listed event that may lie in this date; if there is none, the next one after it.
    Date(Edtf),
    /// The event with this number in the list, counted from 1.
    Number(usize),
    /// The event with this id, listed or not.
    Id(String),
}

/// Changes of the filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FilterAction {
    /// Clear the filter and zoom out fully.
    ShowAll,
    /// List only drafts, or all events again.
    ToggleDrafts,
    /// Apply this filter.
    Set(String),
    /// Apply the filter saved under a digit, or clear it if it is applied.
    ToggleSaved(u8),
    /// Put the previous filter of the history into the filter line.
    HistoryOlder,
    /// Put the next filter of the history into the filter line.
    HistoryNewer,
}

/// Decisions on drafts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Decision {
    Accept,
    Reject,
    Undo,
    Redo,
}

/// Work on the draft under review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewAction {
    /// The next draft; this one stays undecided.
    Next,
    /// The previous draft.
    Previous,
    /// Edit the selected field.
    EditField,
    /// Edit the whole draft as TOML in the editor.
    EditToml,
    /// Merge it into an existing event.
    Merge,
    /// Edit the publication date of the source.
    EditPublicationDate,
    /// Accept the drafts of this source that have no field to check.
    AcceptConfident,
    /// The choice with this number, counted from 0.
    Choose(usize),
    /// The next choice.
    CycleChoice,
}

/// Ways to open a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceAction {
    /// Open its URL in the browser.
    OpenUrl,
    /// Open its archived copy in the browser.
    OpenArchived,
    /// Show the next source of this event in the reader.
    Next,
}

/// Changes of the whole screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScreenAction {
    /// Titles in English, Korean or both.
    CycleTitles,
    /// Reload the store.
    Reload,
    /// Redraw everything.
    Redraw,
    /// Suspend to the shell.
    Suspend,
    /// The terminal has this size now, in columns and rows.
    Resize(u16, u16),
}
