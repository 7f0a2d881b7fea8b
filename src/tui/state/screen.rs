//! The state of the screen: timeline, filter, hits, cursor, layers, notice. Each piece handles its own group of
//! actions. Never draws, never touches the world.

use super::completion::CompletionMenu;
use super::drafts::ReviewSession;
use super::importing::RunningImport;
use super::line_editor::{LineEditor, MAX_LINE_CHARS};
use super::listed::ListRow;
use super::prompt::Prompt;
use super::views::ViewsState;
use crate::config::SavedFilter;
use crate::model::{Source, Timeline, TimelineEntry};
use crate::query::{self, Hit, Index, Query};
use crate::tui::action::{Effect, ScreenLayer, TextInput};
use crate::tui::axis::{Axis, AxisData};
use crate::tui::layout::{ScreenLayout, ScreenShape};
use crate::tui::page::detail::DetailPage;
use crate::tui::page::help;
use crate::tui::page::reader::{self, ReaderBody};
use crate::tui::page::report::ReportContent;
use crate::tui::page::{PageTarget, StyledPage};
use chrono::NaiveDate;
use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

/// A detail pane of fewer rows than this is laid out to save them.
const COMPACT_BELOW_ROWS: u16 = 16;

/// Everything the screen shows.
pub struct State {
    /// The timeline.
    pub timeline: Timeline,
    /// What to call the store.
    pub store_name: String,
    /// The day that counts as today.
    pub today: NaiveDate,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// The filter, as kept or being typed.
    pub filter: LineEditor,
    /// Whether only drafts are let through.
    pub only_drafts: bool,
    /// The events let through, in time order.
    pub hits: Vec<Hit>,
    /// Which of them is selected.
    pub cursor: usize,
    /// The first line of the list that is on the screen.
    pub list_top: usize,
    /// The languages of titles.
    pub titles: TitleLanguage,
    /// Something to say until the next key.
    pub notice: Option<String>,
    /// The detail pane.
    pub detail: PanePosition,
    /// The source being read.
    pub reader: Option<ReaderState>,
    /// First line of the help on the screen.
    pub help_scroll: usize,
    /// The drafts being reviewed.
    pub review: Option<Box<ReviewSession>>,
    /// Texts of drafts from the editor that could not be taken, by the draft's id: the next try goes on with them.
    pub rejected_edits: HashMap<String, String>,
    /// Whether the person was told of them who wanted to quit.
    pub(in crate::tui) quit_warned: bool,
    /// The axis.
    pub axis: Axis,
    /// The line being typed at the foot.
    pub prompt: Option<Prompt>,
    /// The import that goes on.
    pub importing: Option<RunningImport>,
    /// What became of the last one.
    pub report: Option<ReportContent>,
    /// First line of that on the screen.
    pub report_scroll: usize,
    /// Where the filter is wrong, and what is wrong there.
    pub filter_error: Option<query::QueryError>,
    /// What the filter was read as, where it only fits as typed on the other keyboard layout.
    pub corrected_filter: Option<String>,
    /// What Tab offers for the filter.
    pub(super) filter_menu: CompletionMenu,
    /// The filters under the digits.
    pub saved_filters: Vec<SavedFilter>,
    /// Filters that were kept, the latest last.
    pub history: Vec<String>,
    /// Which of them stands in the line being typed, and what was typed before.
    pub(super) history_position: Option<(usize, String)>,
    /// What answered what, a thread, the promises: whichever are open.
    pub views: ViewsState,
    pub(super) layers: Vec<ScreenLayer>,
    /// The lines of the list, for a wide screen or not and for these titles.
    pub(super) list_cache: RefCell<Option<CachedListRows>>,
    /// What the axis needs of the timeline, and of the events shown; worked out when they change.
    pub(super) axis_data: AxisData,
    /// Prepared when the first letter of a filter is typed: the first frame does not wait for it.
    index: OnceCell<Index>,
    /// Filter and selected event before typing began.
    pub(super) filter_before_edit: Option<(LineEditor, Option<String>)>,
    /// Events from which links were followed.
    pub(super) jump_list: Vec<String>,
}

/// Lines of the list, and for what they were laid out: a wide screen or not, and these titles.
pub(super) type CachedListRows = ((bool, TitleLanguage), Rc<[ListRow]>);

/// Which languages titles are in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the words say it")]
pub enum TitleLanguage {
    #[default]
    Both,
    English,
    Korean,
}

/// A pane of text: how far it is scrolled, and what on it is selected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PanePosition {
    /// Its first line on the screen.
    pub scroll: usize,
    /// The selected target.
    pub target: Option<usize>,
}

/// A source being read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReaderState {
    /// The event's id.
    pub event: String,
    /// Which of its sources.
    pub source: usize,
    /// What there is to read.
    pub body: ReaderBody,
    /// The first line on the screen.
    pub scroll: usize,
}

impl State {
    /// A screen of `size` columns and rows, opened on a filter.
    pub fn new(
        timeline: Timeline,
        store_name: String,
        today: NaiveDate,
        query: &str,
        size: (u16, u16),
    ) -> Self {
        let mut state = Self {
            timeline,
            store_name,
            today,
            size,
            filter: LineEditor::new(query),
            only_drafts: false,
            hits: Vec::new(),
            cursor: 0,
            list_top: 0,
            titles: TitleLanguage::default(),
            notice: None,
            detail: PanePosition::default(),
            reader: None,
            help_scroll: 0,
            review: None,
            rejected_edits: HashMap::new(),
            quit_warned: false,
            filter_error: None,
            corrected_filter: None,
            filter_menu: CompletionMenu::default(),
            saved_filters: Vec::new(),
            history: Vec::new(),
            history_position: None,
            axis: Axis::default(),
            prompt: None,
            importing: None,
            report: None,
            report_scroll: 0,
            views: ViewsState::default(),
            layers: vec![ScreenLayer::Timeline],
            list_cache: RefCell::new(None),
            axis_data: AxisData::default(),
            index: OnceCell::new(),
            filter_before_edit: None,
            jump_list: Vec::new(),
        };
        state.apply_filter(None);
        state.clamp_scrolls();
        state
    }

    /// The layer that sees the next key.
    pub fn layer(&self) -> ScreenLayer {
        self.layers.last().copied().unwrap_or(ScreenLayer::Timeline)
    }

    /// Whether a layer is open.
    pub fn has_layer(&self, layer: ScreenLayer) -> bool {
        self.layers.contains(&layer)
    }

    /// The layer under the top one; the top one where it is the lowest.
    pub fn layer_below(&self) -> ScreenLayer {
        self.layers.iter().rev().nth(1).copied().unwrap_or(ScreenLayer::Timeline)
    }

    pub(in crate::tui) fn push_layer(&mut self, layer: ScreenLayer) {
        if self.layer() != layer {
            self.layers.push(layer);
        }
    }

    /// One layer back; `false` on the lowest.
    pub(in crate::tui) fn pop_layer(&mut self) -> bool {
        if self.layers.len() < 2 {
            return false;
        }
        match self.layers.pop() {
            Some(ScreenLayer::Reader) => self.reader = None,
            Some(ScreenLayer::Detail) => self.detail = PanePosition::default(),
            Some(ScreenLayer::Help) => self.help_scroll = 0,
            Some(ScreenLayer::Prompt) => self.prompt = None,
            Some(ScreenLayer::Report) => self.report_scroll = 0,
            Some(layer @ (ScreenLayer::Responses | ScreenLayer::Thread | ScreenLayer::Commitments)) => {
                self.close_view(layer)
            }
            Some(layer) => self.leave_review_layer(layer),
            None => {}
        }
        true
    }

    /// Takes a layer off wherever it lies.
    pub(super) fn remove_layer(&mut self, layer: ScreenLayer) {
        self.layers.retain(|have| *have != layer);
    }

    /// The layout of the present screen. In the review the filter has no place.
    pub fn layout(&self) -> ScreenLayout {
        let filtered = self.is_filtered() || self.layer() == ScreenLayer::Filter;
        ScreenLayout::for_screen(
            self.size.0,
            self.size.1,
            filtered && self.review.is_none(),
            self.axis_rows(),
        )
    }

    /// Whether anything is hidden by the filter.
    pub fn is_filtered(&self) -> bool {
        !self.filter.text().is_empty() || self.only_drafts
    }

    /// The selected event, and what the filter matched of it.
    pub fn selected_entry(&self) -> Option<(&TimelineEntry, &Hit)> {
        let hit = self.hits.get(self.cursor)?;
        Some((&self.timeline.entries()[hit.entry], hit))
    }

    /// The id of the selected event.
    pub fn selected_id(&self) -> Option<String> {
        self.selected_entry().map(|(entry, _)| entry.event.id.clone())
    }

    /// Where the detail pane is now: its own place or, where it has none, the whole body.
    pub fn detail_area(&self) -> ratatui::layout::Rect {
        let layout = self.layout();
        let full = matches!(layout.shape, ScreenShape::Small | ScreenShape::ListOnly)
            && self.has_layer(ScreenLayer::Detail);
        if full { layout.body } else { layout.detail }
    }

    /// The detail pane of the selected event.
    pub fn detail_page(&self) -> StyledPage {
        let area = self.detail_area();
        let (width, compact) = (usize::from(area.width.saturating_sub(2)), area.height < COMPACT_BELOW_ROWS);
        let page = |(entry, hit)| {
            DetailPage { timeline: &self.timeline, entry, hit: Some(hit), today: self.today, width, compact }
                .lay_out()
        };
        self.selected_entry().map(page).unwrap_or_default()
    }

    /// The source being read, and its event.
    pub fn current_source(&self) -> Option<(&TimelineEntry, Option<&Source>)> {
        let reader = self.reader.as_ref()?;
        let entry = self.timeline.get(&reader.event)?;
        let row = entry.event.sources.get(reader.source);
        Some((entry, row.and_then(|row| self.timeline.source(&row.source))))
    }

    /// The page of the reader.
    pub fn reader_page(&self) -> StyledPage {
        let width = usize::from(self.layout().body.width.saturating_sub(4));
        let (Some(reader), Some((_, source))) = (&self.reader, self.current_source()) else {
            return StyledPage::default();
        };
        reader::reader_page(&reader.body, source, width)
    }

    /// The page of the help.
    pub fn help_page(&self) -> StyledPage {
        help::help_page(self.layer_below(), usize::from(self.layout().body.width))
    }

    /// Filters anew. Selects `keep` if it is let through, else the best hit; without a filter, the first event.
    pub(in crate::tui) fn apply_filter(&mut self, keep: Option<&str>) {
        let (query, so_far) = Query::parse_partial(self.filter.text());
        // While one types, what may only be unfinished is let pass.
        let typing = self.layer() == ScreenLayer::Filter;
        self.filter_error = if typing { so_far } else { Query::parse(self.filter.text()).err() };
        self.corrected_filter = None;
        let mut hits = if query.is_empty() {
            (0..self.timeline.entries().len()).map(Hit::unfiltered).collect()
        } else {
            let found = self.index().search(&query, self.today);
            self.corrected_filter = found.read_as;
            found.hits
        };
        if self.only_drafts {
            hits.retain(|hit| self.timeline.entries()[hit.entry].event.is_draft());
        }
        let best = hits.first().map(|hit| hit.entry);
        hits.sort_by_key(|hit| hit.entry);
        let wanted = keep.and_then(|id| self.timeline.position(id));
        let find =
            |entry: Option<usize>| entry.and_then(|entry| hits.iter().position(|hit| hit.entry == entry));
        self.cursor = find(wanted).or_else(|| find(best)).unwrap_or(0);
        self.hits = hits;
        *self.list_cache.borrow_mut() = None;
        self.update_axis_data();
        self.detail = PanePosition::default();
    }

    /// What is typed in whichever layer takes it.
    pub(in crate::tui) fn handle_input(&mut self, action: TextInput) {
        let fits = match (self.layer(), self.prompt.as_mut()) {
            (ScreenLayer::Filter, _) => self.type_in_filter(action),
            (ScreenLayer::Prompt, Some(prompt)) => prompt.line.apply_input(action),
            _ => self.type_in_review(action),
        };
        if !fits {
            self.notice = Some(format!("Not taken: the line has room for {MAX_LINE_CHARS} characters."));
        }
    }

    fn type_in_filter(&mut self, action: TextInput) -> bool {
        let text = self.filter.text().to_owned();
        self.history_position = None;
        let fits = self.filter.apply_input(action);
        if self.filter.text() != text {
            self.preserving_views(|state| state.apply_filter(None));
        }
        fits
    }

    /// What queries are run on; made when it is first asked for.
    pub(super) fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(&self.timeline))
    }

    /// Selects an event if the filter lets it through.
    pub(super) fn select_event(&mut self, id: &str) {
        let at = self.timeline.position(id);
        if let Some(at) = at.and_then(|at| self.hits.iter().position(|hit| hit.entry == at)) {
            self.cursor = at;
            self.detail = PanePosition::default();
        }
    }

    /// Lets everything through and selects `keep`.
    pub(in crate::tui) fn clear_filter(&mut self, keep: Option<&str>) {
        self.filter = LineEditor::default();
        self.only_drafts = false;
        self.apply_filter(keep);
    }

    /// What is selected on the detail pane.
    pub(in crate::tui) fn selected_target(&self) -> Option<PageTarget> {
        self.detail_page().targets.get(self.detail.target?).cloned()
    }

    /// Goes to another event, even one that the filter hides; the way back is remembered.
    pub(in crate::tui) fn go_to_event(&mut self, id: &str, remember: bool) {
        if remember {
            self.jump_list.extend(self.selected_id());
        }
        let hidden =
            self.timeline.position(id).is_some_and(|at| !self.hits.iter().any(|hit| hit.entry == at));
        if hidden {
            self.clear_filter(Some(id));
            self.notice = Some("The filter hid that event; it is cleared.".to_owned());
        } else if let Some(at) = self.timeline.position(id) {
            self.cursor = self.hits.iter().position(|hit| hit.entry == at).unwrap_or(self.cursor);
            self.detail = PanePosition::default();
        }
    }

    /// Back along the links that were followed.
    pub(in crate::tui) fn jump_back(&mut self) {
        match self.jump_list.pop() {
            Some(id) => {
                self.go_to_event(&id, false);
                self.return_to_views();
            }
            None => self.notice = Some("No link was followed.".to_owned()),
        }
    }

    /// The event at hand: the draft being reviewed, the one at the cursor of a view, else the selected one.
    pub fn current_entry(&self) -> Option<&TimelineEntry> {
        match &self.review {
            Some(review) => self.timeline.get(&review.id),
            None if self.visible_view().is_some() => {
                self.event_in_view().and_then(|id| self.timeline.get(&id))
            }
            None => self.selected_entry().map(|(entry, _)| entry),
        }
    }

    /// Opens source number `source` of the event at hand in the reader.
    pub(in crate::tui) fn open_source(&mut self, source: usize) -> Option<Effect> {
        let entry = self.current_entry()?;
        let row = entry.event.sources.get(source);
        let about = row.and_then(|row| self.timeline.source(&row.source));
        let body = ReaderBody::new(None, entry, about);
        let effect = row.map(|row| Effect::ReadSourceText(vec![row.source.clone()]));
        self.reader = Some(ReaderState { event: entry.event.id.clone(), source, body, scroll: 0 });
        self.push_layer(ScreenLayer::Reader);
        effect
    }

    /// Opens the first source of the selected event that has a saved text; where none has, the first.
    pub(in crate::tui) fn open_first_source(&mut self) -> Option<Effect> {
        self.open_source(0)?;
        let entry = self.current_entry()?;
        Some(Effect::ReadSourceText(entry.event.sources.iter().map(|row| row.source.clone()).collect()))
    }

    /// The saved text of a source of the event being read has come.
    pub(in crate::tui) fn set_source_text(&mut self, id: &str, text: String) {
        let sources = self.current_source().map(|(entry, _)| &entry.event.sources);
        let at = sources.and_then(|rows| rows.iter().position(|row| row.source == id));
        if let (Some(at), Some(reader)) = (at, self.reader.as_mut()) {
            (reader.source, reader.body) = (at, ReaderBody::SavedText(text));
        }
    }

    /// The store has been read again.
    pub(in crate::tui) fn replace_timeline(&mut self, timeline: Timeline) {
        self.preserving_views(|state| state.install_timeline(timeline));
    }

    fn install_timeline(&mut self, timeline: Timeline) {
        let (selected, cursor, detail) = (self.selected_id(), self.cursor, self.detail);
        self.index = OnceCell::new();
        self.timeline = timeline;
        self.axis_data = AxisData::default();
        let there = selected.as_deref().filter(|id| self.timeline.get(id).is_some());
        self.apply_filter(there);
        if there.is_none() {
            self.cursor = cursor;
        } else if self.selected_id() == selected {
            // Who walks its links goes on where they were.
            self.detail = detail;
        }
        if self.reader.as_ref().is_some_and(|reader| self.timeline.get(&reader.event).is_none()) {
            self.layers.retain(|layer| *layer != ScreenLayer::Reader);
            self.reader = None;
        }
    }

    /// The address that `o` opens: that of the source being read, of the one selected, of the first that has one.
    pub(in crate::tui) fn source_url(&self, archived: bool) -> Option<String> {
        let of = |source: &Source| if archived { source.archived.clone() } else { source.url.clone() };
        if let Some((_, source)) = self.current_source() {
            return source.and_then(of);
        }
        let entry = self.current_entry()?;
        let sources = || entry.event.sources.iter().map(|row| self.timeline.source(&row.source));
        match self.selected_target().filter(|_| self.review.is_none() && self.visible_view().is_none()) {
            Some(PageTarget::Source(n)) => sources().nth(n).flatten().and_then(of),
            _ => sources().flatten().find_map(of),
        }
    }
}
