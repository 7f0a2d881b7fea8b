//! The screen's words: which layer is on top, what a person means by a key, what the program must then do.
//! Never does anything.

use crate::model::Timeline;

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
    /// The keys.
    Help,
}

impl Layer {
    /// Every layer.
    pub const ALL: [Self; 5] = [Self::Timeline, Self::Detail, Self::Filter, Self::Reader, Self::Help];

    /// What it is called in the help.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Timeline => "timeline",
            Self::Detail => "detail",
            Self::Filter => "filter",
            Self::Reader => "reader",
            Self::Help => "help",
        }
    }
}

/// What a person means.
#[derive(Clone, Debug)]
pub enum Action {
    /// To be somewhere else.
    Move(Move),
    /// To see other events.
    Filter(Filter),
    /// To go deeper or back.
    Go(Go),
    /// To decide on a draft.
    Decide(Decide),
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

/// What is done to the filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filter {
    /// Begin to type.
    Start,
    /// A letter, or a pasted text.
    Insert(String),
    /// Change or walk the line.
    Edit(Edit),
    /// Keep what is typed.
    Keep,
    /// Give back what was there before.
    GiveBack,
    /// Everything: no filter.
    Clear,
    /// Only drafts, or all again.
    Drafts,
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
    /// The saved text of a source.
    Text(String, String),
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
