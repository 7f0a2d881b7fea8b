//! The state of the screen: the timeline, the filter and its hits, the selected event, and the stack of layers. What a
//! layer does with it is in `layers/`. No drawing, no input or output.

use super::action::{Action, ScreenLayer};
use super::axis::{Axis, AxisData};
use super::layer_stack::{LayerStates, ViewStates};
use super::layers::reader::state::{ReaderBody, ReaderState};
use super::layout::ScreenLayout;
use super::line_editor::LineEditor;
use super::running_import::RunningImport;
use crate::config::SavedFilter;
use crate::model::{AddedRow, Event, Source, Timeline, TimelineEntry};
use crate::query::{self, Hit, Index, Query};
use crate::tui::effect::Effect;
use chrono::NaiveDate;
use std::cell::OnceCell;
use std::collections::HashMap;

/// Everything the screen shows.
pub struct State {
    /// The timeline.
    pub timeline: Timeline,
    /// The name of the store.
    pub store_name: String,
    /// The day that counts as today.
    pub today: NaiveDate,
    /// The columns and rows of the terminal.
    pub size: (u16, u16),
    /// The filter, applied or being typed.
    pub filter: LineEditor,
    /// Whether only drafts are listed.
    pub only_drafts: bool,
    /// The listed events in time order, with what the filter matched.
    pub hits: Vec<Hit>,
    /// The index of the selected event in `hits`.
    pub cursor: usize,
    /// The language of titles.
    pub titles: TitleLanguage,
    /// A message to show until the next key.
    pub notice: Option<String>,
    /// Texts of drafts that were rejected after editing, by the draft's id, for the next attempt.
    pub rejected_edits: HashMap<String, String>,
    /// Whether the user was warned that quitting loses an import or an edited text.
    pub(super) quit_warned: bool,
    /// The zoom and the position of the axis.
    pub axis: Axis,
    /// The import that is running.
    pub importing: Option<RunningImport>,
    /// What is invalid in the filter, and where.
    pub filter_error: Option<query::QueryError>,
    /// The filter that was applied instead, if the typed one matches only as typed on the other keyboard layout.
    pub corrected_filter: Option<String>,
    /// The saved filters.
    pub saved_filters: Vec<SavedFilter>,
    /// Filters applied before, the latest last.
    pub history: Vec<String>,
    /// What each layer remembers.
    pub layers: LayerStates,
    /// The open layers, the top one last.
    pub(super) stack: Vec<ScreenLayer>,
    /// The layout of the current frame.
    pub(super) layout: ScreenLayout,
    /// The axis data of the timeline and of the listed events.
    pub(super) axis_data: AxisData,
    /// The search index, built when the first filter is applied, so that the first frame does not wait for it.
    index: OnceCell<Index>,
    /// The ids of the events from which links were followed.
    pub(super) jump_list: Vec<String>,
    /// Views left for one of their events.
    pub(super) suspended_views: Vec<SuspendedViews>,
    /// The action of a command just typed, to be applied next.
    pub(super) pending_action: Option<Action>,
}

/// The language of titles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum TitleLanguage {
    #[default]
    Both,
    English,
    Korean,
}

/// Views left for one of their events. Jumping back from it opens them again.
pub(super) struct SuspendedViews {
    /// The length of the jump list at that time.
    pub(super) jump_depth: usize,
    pub(super) layers: Vec<ScreenLayer>,
    pub(super) views: ViewStates,
    pub(super) filter: LineEditor,
    pub(super) only_drafts: bool,
}

impl State {
    /// A state with this filter applied, on a screen of `size` columns and rows, not yet laid out.
    pub(super) fn with_filter(
        timeline: Timeline,
        store_name: String,
        today: NaiveDate,
        filter: &str,
        size: (u16, u16),
    ) -> Self {
        let mut state = Self {
            timeline,
            store_name,
            today,
            size,
            filter: LineEditor::new(filter),
            only_drafts: false,
            hits: Vec::new(),
            cursor: 0,
            titles: TitleLanguage::default(),
            notice: None,
            rejected_edits: HashMap::new(),
            quit_warned: false,
            axis: Axis::default(),
            importing: None,
            filter_error: None,
            corrected_filter: None,
            saved_filters: Vec::new(),
            history: Vec::new(),
            layers: LayerStates::default(),
            stack: vec![ScreenLayer::Timeline],
            layout: ScreenLayout::default(),
            axis_data: AxisData::default(),
            index: OnceCell::new(),
            jump_list: Vec::new(),
            suspended_views: Vec::new(),
            pending_action: None,
        };
        state.apply_filter(None);
        state
    }

    /// The top layer, which receives the keys.
    pub fn layer(&self) -> ScreenLayer {
        self.stack.last().copied().unwrap_or(ScreenLayer::Timeline)
    }

    /// Whether a layer is open.
    pub fn has_layer(&self, layer: ScreenLayer) -> bool {
        self.stack.contains(&layer)
    }

    /// The layer below the top one; the lowest one if there is no other.
    pub fn layer_below(&self) -> ScreenLayer {
        self.stack.iter().rev().nth(1).copied().unwrap_or(ScreenLayer::Timeline)
    }

    /// Puts a layer on top.
    pub(super) fn push_layer(&mut self, layer: ScreenLayer) {
        if self.layer() != layer {
            self.stack.push(layer);
        }
    }

    /// Takes a layer off the stack wherever it is. Its state is the caller's business.
    pub(super) fn remove_layer(&mut self, layer: ScreenLayer) {
        self.stack.retain(|open| *open != layer);
    }

    /// The layout of the current frame.
    pub fn layout(&self) -> &ScreenLayout {
        &self.layout
    }

    /// Whether a filter is applied or only drafts are listed.
    pub fn is_filtered(&self) -> bool {
        !self.filter.text().is_empty() || self.only_drafts
    }

    /// Whether titles are shown in Korean only.
    pub fn is_korean(&self) -> bool {
        self.titles == TitleLanguage::Korean
    }

    /// The event with this index in the list.
    pub fn event_at(&self, hit: usize) -> &Event {
        &self.timeline.entries()[self.hits[hit].entry].event
    }

    /// The selected event, and what the filter matched in it.
    pub fn selected_entry(&self) -> Option<(&TimelineEntry, &Hit)> {
        let hit = self.hits.get(self.cursor)?;
        Some((&self.timeline.entries()[hit.entry], hit))
    }

    /// The id of the selected event.
    pub fn selected_id(&self) -> Option<String> {
        self.selected_entry().map(|(entry, _)| entry.event.id.clone())
    }

    /// For each entry of the timeline, whether it is listed.
    pub(super) fn listed_entries(&self) -> Vec<bool> {
        let mut listed = vec![false; self.timeline.entries().len()];
        for hit in &self.hits {
            listed[hit.entry] = true;
        }
        listed
    }

    /// Shows a message until the next key.
    pub(super) fn notify(&mut self, message: impl Into<String>) {
        self.notice = Some(message.into());
    }

    /// Applies the filter. Selects `keep` if it matches, else the best hit; without a filter, the first event.
    pub(super) fn apply_filter(&mut self, keep: Option<&str>) {
        let (query, partial_error) = Query::parse_partial(self.filter.text());
        // While the user types, what may only be unfinished is no error.
        let typing = self.layer() == ScreenLayer::Filter;
        self.filter_error = if typing { partial_error } else { Query::parse(self.filter.text()).err() };
        self.corrected_filter = None;
        let mut hits = if query.is_empty() {
            (0..self.timeline.entries().len()).map(Hit::unfiltered).collect()
        } else {
            let found = self.index().search(&query, self.today);
            self.corrected_filter = found.read_as;
            found.hits
        };
        if self.only_drafts {
            hits.retain(|hit| self.timeline.entries()[hit.entry].awaits_review());
        }
        let best = hits.first().map(|hit| hit.entry);
        hits.sort_by_key(|hit| hit.entry);
        let kept = keep.and_then(|id| self.timeline.position(id));
        let find =
            |entry: Option<usize>| entry.and_then(|entry| hits.iter().position(|hit| hit.entry == entry));
        self.cursor = find(kept).or_else(|| find(best)).unwrap_or(0);
        self.hits = hits;
        self.layers.list.forget_rows();
        self.axis_data.set_shown(&self.timeline, &self.hits, self.today);
        self.reset_detail();
    }

    /// The search index, built at the first use.
    pub(super) fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(&self.timeline))
    }

    /// Replaces the filter and selects `keep` if it matches.
    pub(super) fn set_filter(&mut self, text: &str, keep: Option<&str>) {
        self.filter = LineEditor::new(text);
        self.apply_filter(keep);
    }

    /// Lists all events and selects `keep`.
    pub(super) fn clear_filter(&mut self, keep: Option<&str>) {
        self.only_drafts = false;
        self.set_filter("", keep);
    }

    /// Moves the cursor of the list. The detail pane starts at its top again.
    pub(super) fn set_cursor(&mut self, hit: usize) {
        if hit != self.cursor {
            self.cursor = hit;
            self.reset_detail();
        }
    }

    /// Scrolls the detail pane to its top and selects nothing in it.
    pub(super) fn reset_detail(&mut self) {
        self.layers.detail.target = None;
        self.layers.detail.text.scroll = 0;
    }

    /// Selects an event if it is listed.
    pub(super) fn select_event(&mut self, id: &str) -> bool {
        let entry = self.timeline.position(id);
        let hit = entry.and_then(|entry| self.hits.iter().position(|hit| hit.entry == entry));
        if let Some(hit) = hit {
            self.cursor = hit;
            self.reset_detail();
        }
        hit.is_some()
    }

    /// Goes to another event, clearing the filter if that hides it. `remember` adds the event left to the jump list.
    pub(super) fn go_to_event(&mut self, id: &str, remember: bool) {
        if remember {
            self.jump_list.extend(self.selected_id());
        }
        if !self.select_event(id) && self.timeline.position(id).is_some() {
            self.clear_filter(Some(id));
            self.notify("Filter cleared, because it hid that event");
        }
    }

    /// Replaces the timeline and applies the filter to it. Keeps the selected event, and the position in its details.
    pub(super) fn install_timeline(&mut self, timeline: Timeline) {
        let (selected, cursor) = (self.selected_id(), self.cursor);
        let (target, scroll) = (self.layers.detail.target, self.layers.detail.text.scroll);
        self.index = OnceCell::new();
        self.timeline = timeline;
        self.axis_data = AxisData::default();
        let kept = selected.as_deref().filter(|id| self.timeline.get(id).is_some());
        self.apply_filter(kept);
        if kept.is_none() {
            self.cursor = cursor;
        } else if self.selected_id() == selected {
            self.layers.detail.target = target;
            self.layers.detail.text.scroll = scroll;
        }
        if self.layers.reader.as_ref().is_some_and(|reader| self.timeline.get(&reader.event).is_none()) {
            self.remove_layer(ScreenLayer::Reader);
            self.layers.reader = None;
        }
    }

    /// The source in the reader, and its event.
    pub fn source_in_reader(&self) -> Option<(&TimelineEntry, Option<&Source>)> {
        let reader = self.layers.reader.as_ref()?;
        let entry = self.timeline.get(&reader.event)?;
        let source = self.readable_sources(entry).get(reader.source).copied();
        Some((entry, source.and_then(|id| self.timeline.source(id))))
    }

    /// The ids of the sources that the reader shows for an event. In review that includes those proposed for it.
    pub(super) fn readable_sources<'a>(&self, entry: &'a TimelineEntry) -> Vec<&'a str> {
        let mut sources: Vec<&str> = entry.event.sources.iter().map(|row| row.source.as_str()).collect();
        if self.has_layer(ScreenLayer::Review) {
            for source in entry.proposals.iter().filter_map(AddedRow::source) {
                if !sources.contains(&source) {
                    sources.push(source);
                }
            }
        }
        sources
    }

    /// Opens the source with this index of an event in the reader. The effect reads its saved text.
    pub(super) fn open_in_reader(&mut self, event: &str, source: usize) -> Option<Effect> {
        let entry = self.timeline.get(event)?;
        let id = self.readable_sources(entry).get(source).copied();
        let body = ReaderBody::new(None, entry, id.and_then(|id| self.timeline.source(id)));
        let effect = id.map(|id| Effect::ReadSourceText(vec![id.to_owned()]));
        self.layers.reader = Some(ReaderState::new(event.to_owned(), source, body));
        self.push_layer(ScreenLayer::Reader);
        effect
    }

    /// Opens the first source of an event that has a saved text; if none has, the first source. Without any source, the
    /// summary of the event.
    pub(super) fn open_first_source(&mut self, event: &str) -> Option<Effect> {
        self.open_in_reader(event, 0)?;
        let entry = self.timeline.get(event)?;
        Some(Effect::ReadSourceText(entry.event.sources.iter().map(|row| row.source.clone()).collect()))
    }
}
