//! What the axis knows of the events: their days, worked out once, the lanes and the promises of those shown. Never knows
//! which of them is selected.

use super::density;
use super::lanes::{KindLane, choose_lanes};
use super::marks::DateSpan;
use super::scale::DayNumber;
use crate::model::{Kind, Timeline, TimelineEntry};
use crate::query::Hit;
use chrono::NaiveDate;
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

/// The most lanes of kinds; with more, the list would be left no room.
const MAX_LANES: usize = 6;

/// What the axis knows of the events of a timeline. Made anew when the timeline changes.
#[derive(Debug, Default)]
pub struct AxisData {
    /// The span of each entry of the timeline; `None` without a date.
    spans: OnceCell<Vec<Option<DateSpan>>>,
    /// First and last day at which an event stands.
    extent: OnceCell<Option<(DayNumber, DayNumber)>>,
    lanes: Vec<KindLane>,
    /// For each lane the places among those shown of its events.
    lane_events: Vec<Vec<usize>>,
    /// The levels of the density, and for how many columns.
    density: RefCell<Option<(usize, Rc<[usize]>)>>,
    due_marks: Vec<DueMark>,
}

/// A promise on the axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueMark {
    /// The event's place among those shown.
    pub shown: usize,
    /// Which of its commitments.
    pub number: usize,
    /// When it is due.
    pub span: DateSpan,
    /// Whether that is past.
    pub overdue: bool,
}

impl AxisData {
    fn entry_spans(&self, timeline: &Timeline) -> &[Option<DateSpan>] {
        let of = |entry: &TimelineEntry| entry.event.date.as_ref().map(DateSpan::from_date);
        self.spans.get_or_init(|| timeline.entries().iter().map(of).collect())
    }

    /// The span of an entry; `None` without a date.
    pub fn entry_span(&self, timeline: &Timeline, entry: usize) -> Option<DateSpan> {
        self.entry_spans(timeline).get(entry).copied().flatten()
    }

    /// The day of every event that has one.
    pub fn anchors<'a>(&'a self, timeline: &'a Timeline) -> impl Iterator<Item = DayNumber> + 'a {
        self.entry_spans(timeline).iter().flatten().filter_map(DateSpan::anchor)
    }

    /// First and last day at which an event stands; `None` where none has a date.
    pub fn extent(&self, timeline: &Timeline) -> Option<(DayNumber, DayNumber)> {
        let ends = || Some((self.anchors(timeline).min()?, self.anchors(timeline).max()?));
        *self.extent.get_or_init(ends)
    }

    /// The lanes for the events shown.
    pub fn lanes(&self) -> &[KindLane] {
        &self.lanes
    }

    /// The events of a lane, by their places among those shown.
    pub fn events_on_lane(&self, lane: usize) -> &[usize] {
        self.lane_events.get(lane).map_or(&[], Vec::as_slice)
    }

    /// The levels of the density in so many columns.
    pub fn density_levels(&self, timeline: &Timeline, width: usize) -> Rc<[usize]> {
        let mut kept = self.density.borrow_mut();
        match kept.as_ref() {
            Some((columns, levels)) if *columns == width => Rc::clone(levels),
            _ => {
                let whole = self.extent(timeline).unwrap_or_default();
                let levels: Rc<[usize]> =
                    density::density_levels(self.anchors(timeline), whole, width).into();
                *kept = Some((width, Rc::clone(&levels)));
                levels
            }
        }
    }

    /// What the events shown promise for a day and have not kept, in the order of the days.
    pub fn due_marks(&self) -> &[DueMark] {
        &self.due_marks
    }

    /// Takes in which events are shown.
    pub fn set_shown(&mut self, timeline: &Timeline, shown: &[Hit], today: NaiveDate) {
        let mut kinds = [false; Kind::ALL.len()];
        self.due_marks.clear();
        for (shown, hit) in shown.iter().enumerate() {
            let event = &timeline.entries()[hit.entry].event;
            kinds[event.kind as usize] = true;
            // What a draft says that somebody promised is nobody's promise yet.
            let promises = if event.is_draft() { &[][..] } else { &event.commitments };
            for (number, promise) in promises.iter().enumerate() {
                let status = timeline.commitment_status(event, promise, today);
                if let (Some(due), true) = (&promise.due, status.is_outstanding()) {
                    let overdue = status.is_missed();
                    self.due_marks.push(DueMark { shown, number, span: DateSpan::from_date(due), overdue });
                }
            }
        }
        self.due_marks.sort_by_key(|due| due.span.anchor());
        self.lanes = choose_lanes(|kind| kinds[kind as usize], MAX_LANES);
        self.lane_events = vec![Vec::new(); self.lanes.len()];
        let lane_of = |kind: Kind| self.lanes.iter().position(|lane| lane.kinds.contains(&kind));
        let lane_of: Vec<Option<usize>> = Kind::ALL.into_iter().map(lane_of).collect();
        for (n, hit) in shown.iter().enumerate() {
            if let Some(lane) = lane_of[timeline.entries()[hit.entry].event.kind as usize] {
                self.lane_events[lane].push(n);
            }
        }
    }
}
