//! The screen's words: which layer is on top, what a person means by a key, what the program must then do.
//! Never does anything.

use super::axis::RulerUnit;
use super::page::report::ReportContent;
use crate::config::{FilterMemory, SavedFilter};
use crate::model::review::{DraftField, DraftReview, MergeChoice, MergePreview};
use crate::model::{Edtf, Timeline};

/// A layer of the screen. The top one sees the key first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ScreenLayer {
    /// The list of events; always at the bottom.
    Timeline,
    /// The detail pane, with its links and sources to walk.
    Detail,
    /// The filter line, being typed.
    Filter,
    /// A source, being read.
    Reader,
    /// A draft, its fields beside the words they rest on.
    Review,
    /// A field of the draft, being typed.
    FieldInput,
    /// The events that the draft may be merged into, and a filter for them.
    MergeList,
    /// The draft beside the event it is merged into.
    MergePreview,
    /// The line at the foot, being typed.
    Prompt,
    /// What became of the last import.
    Report,
    /// What answered what.
    Responses,
    /// What an event goes back to and what came of it.
    Thread,
    /// What was promised, and what became of it.
    Commitments,
    /// The keys.
    Help,
}

impl ScreenLayer {
    /// Every layer.
    pub const ALL: [Self; 14] = [
        Self::Timeline,
        Self::Detail,
        Self::Filter,
        Self::Reader,
        Self::Review,
        Self::FieldInput,
        Self::MergeList,
        Self::MergePreview,
        Self::Prompt,
        Self::Report,
        Self::Responses,
        Self::Thread,
        Self::Commitments,
        Self::Help,
    ];

    /// Whether printing keys type in it.
    pub const fn is_text_input(self) -> bool {
        matches!(self, Self::Filter | Self::FieldInput | Self::MergeList | Self::Prompt)
    }

    /// What it is called in the help.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Timeline => "timeline",
            Self::Detail => "detail",
            Self::Filter => "filter",
            Self::Reader => "reader",
            Self::Review => "review",
            Self::FieldInput => "field",
            Self::MergeList => "merge list",
            Self::MergePreview => "merge",
            Self::Prompt => "prompt",
            Self::Report => "report",
            Self::Responses => "answers",
            Self::Thread => "thread",
            Self::Commitments => "promises",
            Self::Help => "help",
        }
    }
}

/// What a person means.
#[derive(Clone, Debug)]
pub enum Action {
    /// To be somewhere else.
    Move(Motion),
    /// To see another part of the axis, or an event on it.
    Axis(AxisAction),
    /// To be at a date or at an event.
    Jump(JumpTarget),
    /// To import a path or an address.
    Import(String),
    /// To see other events.
    Filter(FilterAction),
    /// To type.
    Input(TextInput),
    /// To go deeper or back.
    Navigate(Navigate),
    /// To decide on a draft.
    Decide(Decision),
    /// To look at drafts one by one.
    Review(ReviewAction),
    /// To have something done by what is typed at the foot.
    Prompt(PromptAction),
    /// To see the events otherwise than in a list.
    View(ViewAction),
    /// To see a source.
    Source(SourceAction),
    /// To have the screen otherwise.
    Screen(ScreenAction),
    /// What the world answers to an effect.
    Completed(EffectResult),
}

/// Steps through whatever the layer shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the words say it")]
pub enum Motion {
    Down,
    Up,
    TenDown,
    TenUp,
    HalfPageDown,
    HalfPageUp,
    PageDown,
    PageUp,
    Top,
    Bottom,
    NextYear,
    PreviousYear,
}

/// Along the axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AxisAction {
    /// The event nearest to one unit earlier.
    Earlier,
    /// The event nearest to one unit later.
    Later,
    /// A finer unit, the selected event staying where it is.
    ZoomIn,
    /// A coarser one.
    ZoomOut,
    /// This unit.
    Zoom(RulerUnit),
    /// The selected event in the middle.
    Center,
}

/// Where to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JumpTarget {
    /// At the first event shown that may lie in this date; where none does, at the next behind it.
    Date(Edtf),
    /// At the event of this number among those shown, counted from 1.
    Number(usize),
    /// At the event of this id, shown or not.
    Id(String),
}

/// What is done to the filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FilterAction {
    /// Begin to type.
    StartEdit,
    /// Keep what is typed.
    Apply,
    /// Give back what was there before.
    CancelEdit,
    /// No filter.
    Clear,
    /// Everything: no filter, the coarsest ruler.
    ShowAll,
    /// Only drafts, or all again.
    ToggleDrafts,
    /// These words.
    Set(String),
    /// The filter saved under a digit; it again takes it off.
    ToggleSaved(u8),
    /// Complete what is typed.
    Complete,
    /// The filter kept before, while one is typed.
    HistoryOlder,
    /// The one kept after.
    HistoryNewer,
}

/// What is done to the line being typed, whichever it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextInput {
    /// A letter, or a pasted text.
    Insert(String),
    /// Change or walk the line.
    Edit(LineEdit),
}

/// Editing of one line, as readline has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the words say it")]
pub enum LineEdit {
    Backspace,
    Delete,
    Left,
    Right,
    WordLeft,
    WordRight,
    Start,
    End,
    DeleteWord,
    DeleteToStart,
    DeleteToEnd,
}

/// From layer to layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Navigate {
    /// One level deeper: list, detail where it is not on the screen, reader; a link, a source.
    Open,
    /// One level back; never quits.
    Back,
    /// One level back; quits from the lowest.
    BackOrQuit,
    /// The other pane.
    SwitchPane,
    /// To the event a link was followed from.
    JumpBack,
    /// What became of the last import.
    Report,
    /// The keys.
    Help,
    /// Out.
    Quit,
}

/// Decisions on drafts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the words say it")]
pub enum Decision {
    Accept,
    Reject,
    Undo,
    Redo,
}

/// The review of drafts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewAction {
    /// Begin, at the selected draft or else at the first.
    Open,
    /// The next draft; this one stays.
    Next,
    /// The draft before.
    Previous,
    /// From the fields to the evidence and back.
    SwitchPane,
    /// Type another value for the field.
    EditField,
    /// The whole draft as TOML in the editor.
    EditToml,
    /// Merge into an event we have.
    Merge,
    /// Type the publication date of the source.
    EditPublicationDate,
    /// Accept the drafts of this source that have nothing to look at.
    AcceptConfident,
    /// The n-th of what there is to choose from, counted from 0.
    Choose(usize),
    /// The next choice.
    CycleChoice,
    /// Complete what is typed.
    Complete,
    /// Take what is typed or chosen.
    Submit,
}

/// The line at the foot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PromptAction {
    /// Begin to type.
    Open(PromptKind),
    /// The next of what is offered for what is typed.
    Complete,
    /// Take what is typed.
    Submit,
}

/// What is asked for in the line at the foot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PromptKind {
    /// A path or an address to import.
    Import,
    /// A date, the number of an event, or the name of an action.
    Command,
    /// A digit and a name for the present filter.
    SaveFilter,
}

/// The views over the timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ViewAction {
    /// What answered what.
    Responses,
    /// The thread of the event at the cursor.
    Thread,
    /// What was promised.
    Commitments,
    /// The other lane, the next kind of promises.
    Switch,
    /// Back to the thread shown before.
    Back,
}

/// Which source, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceAction {
    /// Its address in the browser.
    OpenUrl,
    /// Its archived copy in the browser.
    OpenArchived,
    /// The next one of this event, in the reader.
    Next,
}

/// The screen itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScreenAction {
    /// Titles in English, Korean or both.
    CycleTitles,
    /// Read the store again.
    Reload,
    /// Draw everything again.
    Redraw,
    /// To the shell and back.
    Suspend,
    /// The terminal has another size, in columns and rows.
    Resize(u16, u16),
}

/// What the world answers.
#[derive(Clone, Debug)]
pub enum EffectResult {
    /// The store was read or changed.
    StoreChanged(Box<Timeline>, String),
    /// The store was read again, while the person did something else.
    StoreRefreshed(Box<Timeline>, String),
    /// So many of so many articles of an import have been read.
    #[expect(missing_docs, reason = "said above")]
    ImportProgress { done: usize, total: usize },
    /// An import has ended.
    ImportFinished(ReportContent),
    /// The paths that what was typed may become.
    PathsListed(Vec<String>, String),
    /// What was remembered of earlier runs.
    ConfigLoaded(FilterMemory),
    /// The filters under the digits have changed.
    FiltersSaved(Vec<SavedFilter>, String),
    /// The saved text of a source.
    SourceText(String, String),
    /// A draft, laid out for review.
    DraftReviewReady(Box<DraftReview>),
    /// A draft beside the event it is to be merged into.
    MergePreviewReady(Box<MergePreview>),
    /// The text of the draft of this id, which could not be taken, and why.
    EditRejected {
        /// The draft's id.
        id: String,
        /// The text, kept for another try.
        text: String,
        /// What is wrong with it.
        message: String,
    },
    /// Something to say until the next key.
    Notice(String),
}

/// What the program must do in the world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Open an address in the browser.
    OpenUrl(String),
    /// Fetch the saved text of the first of these sources that has one.
    ReadSourceText(Vec<String>),
    /// Make a draft an event.
    Accept(String),
    /// Remove a draft.
    Reject(String),
    /// Lay a draft out for review.
    PrepareReview(String),
    /// Give a field of a draft what was typed.
    EditField {
        /// The draft's id.
        id: String,
        /// The field.
        part: DraftField,
        /// What was typed.
        typed: String,
    },
    /// Edit a draft as TOML in the person's editor.
    EditToml {
        /// The draft's id.
        id: String,
        /// What to go on from, where an earlier try could not be taken.
        text: Option<String>,
    },
    /// Accept the drafts of a source that have nothing to look at.
    AcceptConfident(String),
    /// Set the publication date of a source.
    SetPublicationDate {
        /// The source's id.
        source: String,
        /// The date as typed.
        typed: String,
    },
    /// Lay a draft beside an event.
    PreviewMerge {
        /// The draft's id.
        draft: String,
        /// The event's id.
        event: String,
    },
    /// Merge a draft into an event.
    Merge {
        /// The draft's id.
        draft: String,
        /// The event's id.
        event: String,
        /// What is done with each field in which they differ.
        choices: Vec<MergeChoice>,
    },
    /// Import a path or an address, while the screen goes on.
    Import(String),
    /// Read no further article.
    CancelImport,
    /// The paths that begin like this.
    ListPaths(String),
    /// Keep a filter in the history.
    RecordFilter(String),
    /// Keep a filter under a digit.
    SaveFilter(SavedFilter),
    /// Read the store again after an import, and say what became of it.
    ReloadAfterImport(String),
    /// Take the last decision back.
    Undo,
    /// Do it again.
    Redo,
    /// Read the store again.
    Reload,
    /// Draw every cell again.
    Redraw,
    /// Stop until the shell continues us.
    Suspend,
    /// End.
    Quit,
}
