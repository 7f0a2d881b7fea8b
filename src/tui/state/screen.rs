//! The state of the screen: timeline, filter, hits, cursor, layers, notice. Each piece handles its own group of
//! actions. Never draws, never touches the world.

use super::drafts::Review;
use super::importing::Importing;
use super::line::{LONGEST, Line};
use super::listed::Row;
use super::offers::Offers;
use super::prompt::Prompt;
use super::views::Views;
use crate::home::memory::Saved;
use crate::model::{Entry, Source, Timeline};
use crate::query::{self, Hit, Index, Query};
use crate::tui::action::{Effect, Layer, Typing};
use crate::tui::axis::{Axis, Events};
use crate::tui::layout::{Layout, Shape};
use crate::tui::page::detail::Detail;
use crate::tui::page::help;
use crate::tui::page::reader::{self, Body};
use crate::tui::page::report::Report;
use crate::tui::page::{Page, Target};
use chrono::NaiveDate;
use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

/// A detail pane of fewer rows than this is laid out to save them.
const COMPACT: u16 = 16;

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
    pub filter: Line,
    /// Whether only drafts are let through.
    pub only_drafts: bool,
    /// The events let through, in time order.
    pub shown: Vec<Hit>,
    /// Which of them is selected.
    pub cursor: usize,
    /// The first line of the list that is on the screen.
    pub top: usize,
    /// The languages of titles.
    pub titles: Titles,
    /// Something to say until the next key.
    pub notice: Option<String>,
    /// The detail pane.
    pub detail: Pane,
    /// The source being read.
    pub reader: Option<Reader>,
    /// First line of the help on the screen.
    pub help: usize,
    /// The drafts being reviewed.
    pub review: Option<Box<Review>>,
    /// Texts of drafts from the editor that could not be taken, by the draft's id: the next try goes on with them.
    pub kept: HashMap<String, String>,
    /// Whether the person was told of them who wanted to quit.
    pub(in crate::tui) warned: bool,
    /// The axis.
    pub axis: Axis,
    /// The line being typed at the foot.
    pub prompt: Option<Prompt>,
    /// The import that goes on.
    pub importing: Option<Importing>,
    /// What became of the last one.
    pub report: Option<Report>,
    /// First line of that on the screen.
    pub report_scroll: usize,
    /// Where the filter is wrong, and what is wrong there.
    pub wrong: Option<query::Error>,
    /// What the filter was read as, where it only fits as typed on the other keyboard layout.
    pub read_as: Option<String>,
    /// What Tab offers for the filter.
    pub(super) offers: Offers,
    /// The filters under the digits.
    pub saved: Vec<Saved>,
    /// Filters that were kept, the latest last.
    pub history: Vec<String>,
    /// Which of them stands in the line being typed, and what was typed before.
    pub(super) past: Option<(usize, String)>,
    /// What answered what, a thread, the promises: whichever are open.
    pub views: Views,
    pub(super) layers: Vec<Layer>,
    /// The lines of the list, for a wide screen or not and for these titles.
    pub(super) rows: RefCell<Option<Laid>>,
    /// What the axis needs of the timeline, and of the events shown; worked out when they change.
    pub(super) along: Events,
    /// Prepared when the first letter of a filter is typed: the first frame does not wait for it.
    index: OnceCell<Index>,
    /// Filter and selected event before typing began.
    pub(super) before: Option<(Line, Option<String>)>,
    /// Events from which links were followed.
    pub(super) trail: Vec<String>,
}

/// Lines of the list, and for what they were laid out: a wide screen or not, and these titles.
pub(super) type Laid = ((bool, Titles), Rc<[Row]>);

/// Which languages titles are in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the words say it")]
pub enum Titles {
    #[default]
    Both,
    English,
    Korean,
}

/// A pane of text: how far it is scrolled, and what on it is selected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pane {
    /// Its first line on the screen.
    pub scroll: usize,
    /// The selected target.
    pub target: Option<usize>,
}

/// A source being read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reader {
    /// The event's id.
    pub event: String,
    /// Which of its sources.
    pub source: usize,
    /// What there is to read.
    pub body: Body,
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
            filter: Line::new(query),
            only_drafts: false,
            shown: Vec::new(),
            cursor: 0,
            top: 0,
            titles: Titles::default(),
            notice: None,
            detail: Pane::default(),
            reader: None,
            help: 0,
            review: None,
            kept: HashMap::new(),
            warned: false,
            wrong: None,
            read_as: None,
            offers: Offers::default(),
            saved: Vec::new(),
            history: Vec::new(),
            past: None,
            axis: Axis::default(),
            prompt: None,
            importing: None,
            report: None,
            report_scroll: 0,
            views: Views::default(),
            layers: vec![Layer::Timeline],
            rows: RefCell::new(None),
            along: Events::default(),
            index: OnceCell::new(),
            before: None,
            trail: Vec::new(),
        };
        state.refilter(None);
        state.settle();
        state
    }

    /// The layer that sees the next key.
    pub fn layer(&self) -> Layer {
        self.layers.last().copied().unwrap_or(Layer::Timeline)
    }

    /// Whether a layer is open.
    pub fn has(&self, layer: Layer) -> bool {
        self.layers.contains(&layer)
    }

    /// The layer under the top one; the top one where it is the lowest.
    pub fn below(&self) -> Layer {
        self.layers.iter().rev().nth(1).copied().unwrap_or(Layer::Timeline)
    }

    pub(in crate::tui) fn push(&mut self, layer: Layer) {
        if self.layer() != layer {
            self.layers.push(layer);
        }
    }

    /// One layer back; `false` on the lowest.
    pub(in crate::tui) fn pop(&mut self) -> bool {
        if self.layers.len() < 2 {
            return false;
        }
        match self.layers.pop() {
            Some(Layer::Reader) => self.reader = None,
            Some(Layer::Detail) => self.detail = Pane::default(),
            Some(Layer::Help) => self.help = 0,
            Some(Layer::Prompt) => self.prompt = None,
            Some(Layer::Report) => self.report_scroll = 0,
            Some(layer @ (Layer::Answers | Layer::Thread | Layer::Promises)) => self.left_view(layer),
            Some(layer) => self.left_review(layer),
            None => {}
        }
        true
    }

    /// Takes a layer off wherever it lies.
    pub(super) fn drop_layer(&mut self, layer: Layer) {
        self.layers.retain(|have| *have != layer);
    }

    /// The layout of the present screen. In the review the filter has no place.
    pub fn layout(&self) -> Layout {
        let filtered = self.is_filtered() || self.layer() == Layer::Filter;
        Layout::of(self.size.0, self.size.1, filtered && self.review.is_none(), self.axis_rows())
    }

    /// Whether anything is hidden by the filter.
    pub fn is_filtered(&self) -> bool {
        !self.filter.text().is_empty() || self.only_drafts
    }

    /// The selected event, and what the filter matched of it.
    pub fn selected(&self) -> Option<(&Entry, &Hit)> {
        let hit = self.shown.get(self.cursor)?;
        Some((&self.timeline.entries()[hit.entry], hit))
    }

    /// The id of the selected event.
    pub fn selected_id(&self) -> Option<String> {
        self.selected().map(|(entry, _)| entry.event.id.clone())
    }

    /// Where the detail pane is now: its own place or, where it has none, the whole body.
    pub fn detail_area(&self) -> ratatui::layout::Rect {
        let layout = self.layout();
        let full = matches!(layout.shape, Shape::Small | Shape::ListOnly) && self.has(Layer::Detail);
        if full { layout.body } else { layout.detail }
    }

    /// The detail pane of the selected event.
    pub fn detail_page(&self) -> Page {
        let area = self.detail_area();
        let (width, compact) = (usize::from(area.width.saturating_sub(2)), area.height < COMPACT);
        let page = |(entry, hit)| {
            Detail { timeline: &self.timeline, entry, hit: Some(hit), today: self.today, width, compact }
                .page()
        };
        self.selected().map(page).unwrap_or_default()
    }

    /// The source being read, and its event.
    pub fn read_source(&self) -> Option<(&Entry, Option<&Source>)> {
        let reader = self.reader.as_ref()?;
        let entry = self.timeline.get(&reader.event)?;
        let row = entry.event.sources.get(reader.source);
        Some((entry, row.and_then(|row| self.timeline.source(&row.source))))
    }

    /// The page of the reader.
    pub fn reader_page(&self) -> Page {
        let width = usize::from(self.layout().body.width.saturating_sub(4));
        let (Some(reader), Some((_, source))) = (&self.reader, self.read_source()) else {
            return Page::default();
        };
        reader::page(&reader.body, source, width)
    }

    /// The page of the help.
    pub fn help_page(&self) -> Page {
        help::page(self.below(), usize::from(self.layout().body.width))
    }

    /// Filters anew. Selects `keep` if it is let through, else the best hit; without a filter, the first event.
    pub(in crate::tui) fn refilter(&mut self, keep: Option<&str>) {
        let (query, so_far) = Query::so_far(self.filter.text());
        // While one types, what may only be unfinished is let pass.
        let typing = self.layer() == Layer::Filter;
        self.wrong = if typing { so_far } else { Query::parse(self.filter.text()).err() };
        self.read_as = None;
        let mut hits = if query.is_empty() {
            (0..self.timeline.entries().len()).map(Hit::all).collect()
        } else {
            let found = self.index().search(&query, self.today);
            self.read_as = found.read_as;
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
        self.shown = hits;
        *self.rows.borrow_mut() = None;
        self.along_shown();
        self.detail = Pane::default();
    }

    /// What is typed in whichever layer takes it.
    pub(in crate::tui) fn typing(&mut self, action: Typing) {
        let fits = match (self.layer(), self.prompt.as_mut()) {
            (Layer::Filter, _) => self.typing_in_filter(action),
            (Layer::Prompt, Some(prompt)) => prompt.line.typed(action),
            _ => self.typing_in_review(action),
        };
        if !fits {
            self.notice = Some(format!("Not taken: the line has room for {LONGEST} characters."));
        }
    }

    fn typing_in_filter(&mut self, action: Typing) -> bool {
        let text = self.filter.text().to_owned();
        self.past = None;
        let fits = self.filter.typed(action);
        if self.filter.text() != text {
            self.with_views(|state| state.refilter(None));
        }
        fits
    }

    /// What queries are run on; made when it is first asked for.
    pub(super) fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(&self.timeline))
    }

    /// Selects an event if the filter lets it through.
    pub(super) fn select(&mut self, id: &str) {
        let at = self.timeline.position(id);
        if let Some(at) = at.and_then(|at| self.shown.iter().position(|hit| hit.entry == at)) {
            self.cursor = at;
            self.detail = Pane::default();
        }
    }

    /// Lets everything through and selects `keep`.
    pub(in crate::tui) fn clear_filter(&mut self, keep: Option<&str>) {
        self.filter = Line::default();
        self.only_drafts = false;
        self.refilter(keep);
    }

    /// What is selected on the detail pane.
    pub(in crate::tui) fn target(&self) -> Option<Target> {
        self.detail_page().targets.get(self.detail.target?).cloned()
    }

    /// Goes to another event, even one that the filter hides; the way back is remembered.
    pub(in crate::tui) fn follow(&mut self, id: &str, remember: bool) {
        if remember {
            self.trail.extend(self.selected_id());
        }
        let hidden =
            self.timeline.position(id).is_some_and(|at| !self.shown.iter().any(|hit| hit.entry == at));
        if hidden {
            self.clear_filter(Some(id));
            self.notice = Some("The filter hid that event; it is cleared.".to_owned());
        } else if let Some(at) = self.timeline.position(id) {
            self.cursor = self.shown.iter().position(|hit| hit.entry == at).unwrap_or(self.cursor);
            self.detail = Pane::default();
        }
    }

    /// Back along the links that were followed.
    pub(in crate::tui) fn jump_back(&mut self) {
        match self.trail.pop() {
            Some(id) => {
                self.follow(&id, false);
                self.return_to_views();
            }
            None => self.notice = Some("No link was followed.".to_owned()),
        }
    }

    /// The event at hand: the draft being reviewed, the one at the cursor of a view, else the selected one.
    pub fn at_hand(&self) -> Option<&Entry> {
        match &self.review {
            Some(review) => self.timeline.get(&review.id),
            None if self.view().is_some() => self.event_in_view().and_then(|id| self.timeline.get(&id)),
            None => self.selected().map(|(entry, _)| entry),
        }
    }

    /// Opens source number `source` of the event at hand in the reader.
    pub(in crate::tui) fn read(&mut self, source: usize) -> Option<Effect> {
        let entry = self.at_hand()?;
        let row = entry.event.sources.get(source);
        let about = row.and_then(|row| self.timeline.source(&row.source));
        let body = Body::new(None, entry, about);
        let effect = row.map(|row| Effect::ReadText(vec![row.source.clone()]));
        self.reader = Some(Reader { event: entry.event.id.clone(), source, body, scroll: 0 });
        self.push(Layer::Reader);
        effect
    }

    /// Opens the first source of the selected event that has a saved text; where none has, the first.
    pub(in crate::tui) fn read_any(&mut self) -> Option<Effect> {
        self.read(0)?;
        let entry = self.at_hand()?;
        Some(Effect::ReadText(entry.event.sources.iter().map(|row| row.source.clone()).collect()))
    }

    /// The saved text of a source of the event being read has come.
    pub(in crate::tui) fn text_read(&mut self, id: &str, text: String) {
        let sources = self.read_source().map(|(entry, _)| &entry.event.sources);
        let at = sources.and_then(|rows| rows.iter().position(|row| row.source == id));
        if let (Some(at), Some(reader)) = (at, self.reader.as_mut()) {
            (reader.source, reader.body) = (at, Body::Saved(text));
        }
    }

    /// The store has been read again.
    pub(in crate::tui) fn loaded(&mut self, timeline: Timeline) {
        self.with_views(|state| state.take_in(timeline));
    }

    fn take_in(&mut self, timeline: Timeline) {
        let (selected, cursor, detail) = (self.selected_id(), self.cursor, self.detail);
        self.index = OnceCell::new();
        self.timeline = timeline;
        self.along = Events::default();
        let there = selected.as_deref().filter(|id| self.timeline.get(id).is_some());
        self.refilter(there);
        if there.is_none() {
            self.cursor = cursor;
        } else if self.selected_id() == selected {
            // Who walks its links goes on where they were.
            self.detail = detail;
        }
        if self.reader.as_ref().is_some_and(|reader| self.timeline.get(&reader.event).is_none()) {
            self.layers.retain(|layer| *layer != Layer::Reader);
            self.reader = None;
        }
    }

    /// The address that `o` opens: that of the source being read, of the one selected, of the first that has one.
    pub(in crate::tui) fn address(&self, archived: bool) -> Option<String> {
        let of = |source: &Source| if archived { source.archived.clone() } else { source.url.clone() };
        if let Some((_, source)) = self.read_source() {
            return source.and_then(of);
        }
        let entry = self.at_hand()?;
        let sources = || entry.event.sources.iter().map(|row| self.timeline.source(&row.source));
        match self.target().filter(|_| self.review.is_none() && self.view().is_none()) {
            Some(Target::Source(n)) => sources().nth(n).flatten().and_then(of),
            _ => sources().flatten().find_map(of),
        }
    }
}
