//! The layers of the screen by name, and what each of them remembers while it is open. What a layer does is in its folder
//! under `layers/`.

use super::layers::commitments::state::CommitmentsState;
use super::layers::detail::state::DetailState;
use super::layers::field_input::state::FieldInput;
use super::layers::filter::state::FilterState;
use super::layers::merge_list::state::MergeList;
use super::layers::merge_preview::state::MergePreviewState;
use super::layers::prompt::state::Prompt;
use super::layers::reader::state::ReaderState;
use super::layers::report::state::ReportState;
use super::layers::responses::state::ResponsesState;
use super::layers::review::state::ReviewState;
use super::layers::thread::state::ThreadState;
use super::layers::timeline::state::ListState;
use super::scroll_page::ScrollPage;

/// A layer of the screen. The top one receives the keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ScreenLayer {
    /// The list of events; always at the bottom.
    Timeline,
    /// The detail pane, with its links and sources.
    Detail,
    /// The filter line.
    Filter,
    /// The text of a source.
    Reader,
    /// The review queue: the fields of a draft beside their evidence.
    Review,
    /// A field of the draft, being edited.
    FieldInput,
    /// The events into which the draft can be merged, and a filter for them.
    MergeList,
    /// The draft beside the event into which it is merged.
    MergePreview,
    /// The input line at the bottom.
    Prompt,
    /// The report of the last import.
    Report,
    /// Incidents and responses.
    Responses,
    /// The antecedents and descendants of an event.
    Thread,
    /// Commitments and their status.
    Commitments,
    /// All keys.
    Help,
}

impl ScreenLayer {
    /// Every layer, in the order of the help.
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

    /// Whether printable keys type text in it.
    pub const fn is_text_input(self) -> bool {
        matches!(self, Self::Filter | Self::FieldInput | Self::MergeList | Self::Prompt)
    }

    /// Its name in help and messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Timeline => "timeline",
            Self::Detail => "details",
            Self::Filter => "filter",
            Self::Reader => "reader",
            Self::Review => "review queue",
            Self::FieldInput => "field",
            Self::MergeList => "merge list",
            Self::MergePreview => "merge preview",
            Self::Prompt => "prompt",
            Self::Report => "report",
            Self::Responses => "responses",
            Self::Thread => "thread",
            Self::Commitments => "commitments",
            Self::Help => "help",
        }
    }
}

/// What each layer remembers while it is open.
#[derive(Default)]
pub struct LayerStates {
    /// The list of events.
    pub list: ListState,
    /// The detail pane.
    pub detail: DetailState,
    /// The filter line.
    pub filter: FilterState,
    /// The source in the reader.
    pub reader: Option<ReaderState>,
    /// The review queue.
    pub review: Option<ReviewState>,
    /// The field being edited.
    pub field_input: Option<FieldInput>,
    /// The events into which the draft can be merged.
    pub merge_list: Option<MergeList>,
    /// The draft beside the event into which it is merged.
    pub merge_preview: Option<MergePreviewState>,
    /// The input line at the bottom.
    pub prompt: Option<Prompt>,
    /// The report of the last import.
    pub report: ReportState,
    /// The views of related events.
    pub views: ViewStates,
    /// The help.
    pub help: ScrollPage,
}

/// The views of related events that are open. They stay as they are while the user follows one of their events.
#[derive(Debug, Default)]
pub struct ViewStates {
    /// Incidents and responses.
    pub responses: Option<ResponsesState>,
    /// A thread.
    pub thread: Option<ThreadState>,
    /// Commitments.
    pub commitments: Option<CommitmentsState>,
}
