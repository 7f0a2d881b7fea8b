//! What the axis knows of the events: their days, worked out once, the lanes and the promises of those shown. Never knows
//! which of them is selected.

use super::density;
use super::lanes::{Lane, lanes};
use super::marks::Span;
use super::scale::Day;
use crate::model::{Entry, Kind, PromiseState, Timeline};
use crate::query::Hit;
use chrono::NaiveDate;
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

/// The most lanes of kinds; with more, the list would be left no room.
const LANES: usize = 6;

/// What the axis knows of the events of a timeline. Made anew when the timeline changes.
#[derive(Debug, Default)]
pub struct Events {
    /// The span of each entry of the timeline; `None` without a date.
    spans: OnceCell<Vec<Option<Span>>>,
    /// First and last day at which an event stands.
    whole: OnceCell<Option<(Day, Day)>>,
    lanes: Vec<Lane>,
    /// For each lane the places among those shown of its events.
    on: Vec<Vec<usize>>,
    /// The levels of the density, and for how many columns.
    levels: RefCell<Option<(usize, Rc<[usize]>)>>,
    dues: Vec<Due>,
}

/// A promise on the axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The event's place among those shown.
    pub shown: usize,
    /// Which of its commitments.
    pub number: usize,
    /// When it is due.
    pub span: Span,
    /// Whether that is past.
    pub overdue: bool,
}

impl Events {
    fn spans(&self, timeline: &Timeline) -> &[Option<Span>] {
        let of = |entry: &Entry| entry.event.date.as_ref().map(Span::of);
        self.spans.get_or_init(|| timeline.entries().iter().map(of).collect())
    }

    /// The span of an entry; `None` without a date.
    pub fn span(&self, timeline: &Timeline, entry: usize) -> Option<Span> {
        self.spans(timeline).get(entry).copied().flatten()
    }

    /// The day of every event that has one.
    pub fn anchors<'a>(&'a self, timeline: &'a Timeline) -> impl Iterator<Item = Day> + 'a {
        self.spans(timeline).iter().flatten().filter_map(Span::anchor)
    }

    /// First and last day at which an event stands; `None` where none has a date.
    pub fn whole(&self, timeline: &Timeline) -> Option<(Day, Day)> {
        let ends = || Some((self.anchors(timeline).min()?, self.anchors(timeline).max()?));
        *self.whole.get_or_init(ends)
    }

    /// The lanes for the events shown.
    pub fn lanes(&self) -> &[Lane] {
        &self.lanes
    }

    /// The events of a lane, by their places among those shown.
    pub fn on(&self, lane: usize) -> &[usize] {
        self.on.get(lane).map_or(&[], Vec::as_slice)
    }

    /// The levels of the density in so many columns.
    pub fn levels(&self, timeline: &Timeline, width: usize) -> Rc<[usize]> {
        let mut kept = self.levels.borrow_mut();
        match kept.as_ref() {
            Some((columns, levels)) if *columns == width => Rc::clone(levels),
            _ => {
                let whole = self.whole(timeline).unwrap_or_default();
                let levels: Rc<[usize]> = density::levels(self.anchors(timeline), whole, width).into();
                *kept = Some((width, Rc::clone(&levels)));
                levels
            }
        }
    }

    /// What the events shown promise for a day and have not kept, in the order of the days.
    pub fn dues(&self) -> &[Due] {
        &self.dues
    }

    /// Takes in which events are shown.
    pub fn set_shown(&mut self, timeline: &Timeline, shown: &[Hit], today: NaiveDate) {
        let mut kinds = [false; Kind::ALL.len()];
        self.dues.clear();
        for (shown, hit) in shown.iter().enumerate() {
            let event = &timeline.entries()[hit.entry].event;
            kinds[event.kind as usize] = true;
            // What a draft says that somebody promised is nobody's promise yet.
            let promises = if event.is_draft() { &[][..] } else { &event.commitments };
            for (number, promise) in promises.iter().enumerate() {
                let state = promise.state(today);
                if let (Some(due), true) = (&promise.due, state != PromiseState::Kept) {
                    let overdue = state == PromiseState::Overdue;
                    self.dues.push(Due { shown, number, span: Span::of(due), overdue });
                }
            }
        }
        self.dues.sort_by_key(|due| due.span.anchor());
        self.lanes = lanes(|kind| kinds[kind as usize], LANES);
        self.on = vec![Vec::new(); self.lanes.len()];
        let lane_of = |kind: Kind| self.lanes.iter().position(|lane| lane.kinds.contains(&kind));
        let lane_of: Vec<Option<usize>> = Kind::ALL.into_iter().map(lane_of).collect();
        for (n, hit) in shown.iter().enumerate() {
            if let Some(lane) = lane_of[timeline.entries()[hit.entry].event.kind as usize] {
                self.on[lane].push(n);
            }
        }
    }
}
