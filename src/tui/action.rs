//! The screen's words: which layer is on top, what a person means by a key, what the program must then do.
//! Never does anything.

use super::axis::Unit;
use super::page::report::Report;
use crate::home::memory::{Memory, Saved};
use crate::model::review::{Choice, Part, Sheet, Sides};
use crate::model::{Edtf, Timeline};

/// A layer of the screen. The top one sees the key first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Layer {
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
    Field,
    /// The events that the draft may be merged into, and a filter for them.
    Into,
    /// The draft beside the event it is merged into.
    Sides,
    /// The line at the foot, being typed.
    Prompt,
    /// What became of the last import.
    Report,
    /// What answered what.
    Answers,
    /// What an event goes back to and what came of it.
    Thread,
    /// What was promised, and what became of it.
    Promises,
    /// The keys.
    Help,
}

impl Layer {
    /// Every layer.
    pub const ALL: [Self; 14] = [
        Self::Timeline,
        Self::Detail,
        Self::Filter,
        Self::Reader,
        Self::Review,
        Self::Field,
        Self::Into,
        Self::Sides,
        Self::Prompt,
        Self::Report,
        Self::Answers,
        Self::Thread,
        Self::Promises,
        Self::Help,
    ];

    /// Whether printing keys type in it.
    pub const fn is_typed_in(self) -> bool {
        matches!(self, Self::Filter | Self::Field | Self::Into | Self::Prompt)
    }

    /// What it is called in the help.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Timeline => "timeline",
            Self::Detail => "detail",
            Self::Filter => "filter",
            Self::Reader => "reader",
            Self::Review => "review",
            Self::Field => "field",
            Self::Into => "merge list",
            Self::Sides => "merge",
            Self::Prompt => "prompt",
            Self::Report => "report",
            Self::Answers => "answers",
            Self::Thread => "thread",
            Self::Promises => "promises",
            Self::Help => "help",
        }
    }
}

/// What a person means.
#[derive(Clone, Debug)]
pub enum Action {
    /// To be somewhere else.
    Move(Move),
    /// To see another part of the axis, or an event on it.
    Along(Along),
    /// To be at a date or at an event.
    Jump(Jump),
    /// To import a path or an address.
    Import(String),
    /// To see other events.
    Filter(Filter),
    /// To type.
    Type(Typing),
    /// To go deeper or back.
    Go(Go),
    /// To decide on a draft.
    Decide(Decide),
    /// To look at drafts one by one.
    Review(Review),
    /// To have something done by what is typed at the foot.
    Prompt(Prompting),
    /// To see the events otherwise than in a list.
    View(View),
    /// To see a source.
    Source(Pick),
    /// To have the screen otherwise.
    Screen(Screen),
    /// What the world answers to an effect.
    Answer(Answer),
}

/// Steps through whatever the layer shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the words say it")]
pub enum Move {
    Down,
    Up,
    TenDown,
    TenUp,
    HalfDown,
    HalfUp,
    PageDown,
    PageUp,
    First,
    Last,
    NextYear,
    PreviousYear,
}

/// Along the axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Along {
    /// The event nearest to one unit earlier.
    Earlier,
    /// The event nearest to one unit later.
    Later,
    /// A finer unit, the selected event staying where it is.
    ZoomIn,
    /// A coarser one.
    ZoomOut,
    /// This unit.
    Zoom(Unit),
    /// The selected event in the middle.
    Centre,
}

/// Where to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Jump {
    /// At the first event shown that may lie in this date; where none does, at the next behind it.
    Date(Edtf),
    /// At the event of this number among those shown, counted from 1.
    Number(usize),
    /// At the event of this id, shown or not.
    Id(String),
}

/// What is done to the filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filter {
    /// Begin to type.
    Start,
    /// Keep what is typed.
    Keep,
    /// Give back what was there before.
    GiveBack,
    /// No filter.
    Clear,
    /// Everything: no filter, the coarsest ruler.
    All,
    /// Only drafts, or all again.
    Drafts,
    /// These words.
    Set(String),
    /// The filter saved under a digit; it again takes it off.
    Saved(u8),
    /// Complete what is typed.
    Complete,
    /// The filter kept before, while one is typed.
    Older,
    /// The one kept after.
    Newer,
}

/// What is done to the line being typed, whichever it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typing {
    /// A letter, or a pasted text.
    Insert(String),
    /// Change or walk the line.
    Edit(Edit),
}

/// Editing of one line, as readline has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the words say it")]
pub enum Edit {
    Backspace,
    Delete,
    Left,
    Right,
    WordLeft,
    WordRight,
    Start,
    End,
    EraseWord,
    EraseToStart,
    EraseToEnd,
}

/// From layer to layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Go {
    /// One level deeper: list, detail where it is not on the screen, reader; a link, a source.
    Deeper,
    /// One level back; never quits.
    Back,
    /// One level back; quits from the lowest.
    BackOrQuit,
    /// The other pane.
    OtherPane,
    /// To the event a link was followed from.
    Jump,
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
pub enum Decide {
    Accept,
    Reject,
    Undo,
    Redo,
}

/// The review of drafts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Review {
    /// Begin, at the selected draft or else at the first.
    Open,
    /// The next draft; this one stays.
    Next,
    /// The draft before.
    Previous,
    /// From the fields to the evidence and back.
    Switch,
    /// Type another value for the field.
    Edit,
    /// The whole draft as TOML in the editor.
    Toml,
    /// Merge into an event we have.
    Merge,
    /// Type the publication date of the source.
    Published,
    /// Accept the drafts of this source that have nothing to look at.
    AcceptSure,
    /// The n-th of what there is to choose from, counted from 0.
    Choose(usize),
    /// The next choice.
    Cycle,
    /// Complete what is typed.
    Complete,
    /// Take what is typed or chosen.
    Take,
}

/// The line at the foot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prompting {
    /// Begin to type.
    Open(Ask),
    /// The next of what is offered for what is typed.
    Complete,
    /// Take what is typed.
    Take,
}

/// What is asked for in the line at the foot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// A path or an address to import.
    Import,
    /// A date, the number of an event, or the name of an action.
    Command,
    /// A digit and a name for the present filter.
    Save,
}

/// The views over the timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// What answered what.
    Answers,
    /// The thread of the event at the cursor.
    Thread,
    /// What was promised.
    Promises,
    /// The other lane, the next kind of promises.
    Switch,
    /// Back to the thread shown before.
    Back,
}

/// Which source, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    /// Its address in the browser.
    Browse,
    /// Its archived copy in the browser.
    BrowseArchived,
    /// The next one of this event, in the reader.
    Next,
}

/// The screen itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// Titles in English, Korean or both.
    Titles,
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
pub enum Answer {
    /// The store was read or changed.
    Loaded(Box<Timeline>, String),
    /// The store was read again, while the person did something else.
    Refreshed(Box<Timeline>, String),
    /// So many of so many articles of an import have been read.
    #[expect(missing_docs, reason = "said above")]
    Progress { done: usize, of: usize },
    /// An import has ended.
    Imported(Report),
    /// The paths that what was typed may become.
    Paths(Vec<String>, String),
    /// What was remembered of earlier runs.
    Remembered(Memory),
    /// The filters under the digits have changed.
    Filters(Vec<Saved>, String),
    /// The saved text of a source.
    Text(String, String),
    /// A draft, laid out for review.
    Sheet(Box<Sheet>),
    /// A draft beside the event it is to be merged into.
    Sides(Box<Sides>),
    /// The text of the draft of this id, which could not be taken, and why.
    Spoiled {
        /// The draft's id.
        id: String,
        /// The text, kept for another try.
        text: String,
        /// What is wrong with it.
        words: String,
    },
    /// Something to say until the next key.
    Notice(String),
}

/// What the program must do in the world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Open an address in the browser.
    Browse(String),
    /// Fetch the saved text of the first of these sources that has one.
    ReadText(Vec<String>),
    /// Make a draft an event.
    Accept(String),
    /// Remove a draft.
    Reject(String),
    /// Lay a draft out for review.
    LookAt(String),
    /// Give a field of a draft what was typed.
    Edit {
        /// The draft's id.
        id: String,
        /// The field.
        part: Part,
        /// What was typed.
        typed: String,
    },
    /// Edit a draft as TOML in the person's editor.
    EditText {
        /// The draft's id.
        id: String,
        /// What to go on from, where an earlier try could not be taken.
        text: Option<String>,
    },
    /// Accept the drafts of a source that have nothing to look at.
    AcceptSure(String),
    /// Set the publication date of a source.
    Publish {
        /// The source's id.
        source: String,
        /// The date as typed.
        typed: String,
    },
    /// Lay a draft beside an event.
    Compare {
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
        choices: Vec<Choice>,
    },
    /// Import a path or an address, while the screen goes on.
    Import(String),
    /// Read no further article.
    StopImport,
    /// The paths that begin like this.
    ListPaths(String),
    /// Keep a filter in the history.
    Remember(String),
    /// Keep a filter under a digit.
    SaveFilter(Saved),
    /// Read the store again after an import, and say what became of it.
    TakeIn(String),
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
