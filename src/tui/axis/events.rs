//! What the axis knows of the events: their days, worked out once, the lanes and the promises of those shown. Never knows
//! which of them is selected.

use super::lanes::{Lane, lanes};
use super::marks::Span;
use super::scale::Day;
use crate::model::{Entry, Kind, PromiseState, Timeline};
use crate::query::Hit;
use chrono::NaiveDate;
use std::cell::OnceCell;

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
            for (number, promise) in event.commitments.iter().enumerate() {
                let state = promise.state(today);
                if let (Some(due), true) = (&promise.due, state != PromiseState::Kept) {
                    let overdue = state == PromiseState::Overdue;
                    self.dues.push(Due { shown, number, span: Span::of(due), overdue });
                }
            }
        }
        self.dues.sort_by_key(|due| due.span.anchor());
        self.lanes = lanes(|kind| kinds[kind as usize], LANES);
    }
}
