//! The commitments of all events in one list, with their status on a given day and the events that fulfilled them. Reads
//! only what the store states; never infers a fulfillment.

use super::commitment::{Commitment, CommitmentStatus};
use super::edtf::Edtf;
use super::elapsed_days::ElapsedDays;
use super::timeline::{Timeline, TimelineEntry};
use chrono::NaiveDate;
use std::cmp::Ordering;

/// A commitment of an event, with its status on a given day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrackedCommitment {
    /// Index in the timeline's entries of the event that made it.
    pub entry: usize,
    /// Index among the commitments of that event.
    pub index: usize,
    /// Its status on the given day.
    pub status: CommitmentStatus,
    /// Indices in the timeline's entries of the events that fulfilled it, the earliest first. Events that the timeline
    /// lacks are left out.
    pub fulfilled_by: Vec<usize>,
    /// From the event that made it to the first event that fulfilled it; `None` where there is none.
    pub time_taken: Option<ElapsedDays>,
    /// From the due date to the first event that fulfilled it, negative when early; `None` where either is not known.
    pub delay: Option<ElapsedDays>,
    /// Whether it was certainly fulfilled after the last day of its due date.
    pub is_late: bool,
    /// Whether it was certainly fulfilled by the last day of its due date.
    pub is_on_time: bool,
}

impl TrackedCommitment {
    fn track(timeline: &Timeline, entry: usize, index: usize, today: NaiveDate) -> Option<Self> {
        let event = &timeline.entries()[entry].event;
        let commitment = event.commitments.get(index)?;
        let mut fulfilled_by: Vec<usize> =
            commitment.fulfilled_by.iter().filter_map(|row| timeline.position(&row.event)).collect();
        // Entries are in time order.
        fulfilled_by.sort_unstable();
        fulfilled_by.dedup();
        let first = fulfilled_by.first().and_then(|&at| timeline.entries()[at].event.date.as_ref());
        let since = |date| first.map(|first| ElapsedDays::between(Some(date), Some(first)));
        Some(Self {
            entry,
            index,
            status: timeline.commitment_status(event, commitment, today),
            time_taken: event.date.as_ref().and_then(since),
            delay: commitment.due.as_ref().and_then(since),
            is_late: timeline.is_fulfilled_late(commitment),
            is_on_time: first
                .zip(commitment.due.as_ref())
                .is_some_and(|(fulfilled, due)| fulfilled.latest() <= due.latest()),
            fulfilled_by,
        })
    }

    /// The commitment itself.
    pub fn commitment<'a>(&self, timeline: &'a Timeline) -> &'a Commitment {
        &timeline.entries()[self.entry].event.commitments[self.index]
    }
}

/// The commitments of the events for which `is_shown` is true (given their index in the timeline's entries), with their
/// status on the day `today`. They are ordered by status as in [`CommitmentStatus::ALL`]; unfinished ones then by due
/// date, those without one last, and fulfilled ones by the date of their fulfillment. Commitments of drafts are left out.
pub fn track_commitments(
    timeline: &Timeline,
    today: NaiveDate,
    is_shown: impl Fn(usize) -> bool,
) -> Vec<TrackedCommitment> {
    let is_counted = |(at, entry): &(usize, &TimelineEntry)| is_shown(*at) && !entry.event.is_draft();
    let entries = timeline.entries().iter().enumerate().filter(is_counted);
    let mut rows: Vec<TrackedCommitment> = entries
        .flat_map(|(at, TimelineEntry { event, .. })| {
            (0..event.commitments.len()).map(move |index| (at, index))
        })
        .filter_map(|(at, index)| TrackedCommitment::track(timeline, at, index, today))
        .collect();
    rows.sort_by(|a, b| compare_urgency(timeline, a, b));
    rows
}

fn compare_urgency(timeline: &Timeline, a: &TrackedCommitment, b: &TrackedCommitment) -> Ordering {
    let rank =
        |row: &TrackedCommitment| CommitmentStatus::ALL.iter().position(|status| *status == row.status);
    let due = |row: &TrackedCommitment| row.commitment(timeline).due.as_ref();
    let fulfilled = |row: &TrackedCommitment| row.fulfilled_by.first().copied();
    let by_date = if a.status == CommitmentStatus::Fulfilled {
        (fulfilled(a).is_none(), fulfilled(a)).cmp(&(fulfilled(b).is_none(), fulfilled(b)))
    } else {
        // By the last day, since only after it a commitment is overdue.
        let last = |row| due(row).map(Edtf::latest);
        (last(a).is_none(), last(a), due(a)).cmp(&(last(b).is_none(), last(b), due(b)))
    };
    rank(a).cmp(&rank(b)).then(by_date).then((a.entry, a.index).cmp(&(b.entry, b.index)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Event, Fulfillment, Kind, Origin, StoreLayer};

    fn promise(due: &str, fulfilled_by: &[&str]) -> Commitment {
        Commitment {
            text: format!("due {due}"),
            due: due.parse().ok(),
            fulfilled_by: fulfilled_by.iter().map(|id| Fulfillment::new(*id)).collect(),
            ..Commitment::default()
        }
    }

    fn timeline() -> Timeline {
        let event = |id: &str, date: &str, commitments| Event {
            date: date.parse().ok(),
            commitments,
            ..Event::new(id, Kind::Agreement, id)
        };
        let pact = vec![
            promise("", &[]),
            promise("2024-06", &["late-drill", "drill"]),
            promise("2026", &[]),
            promise("2025-02", &[]),
            promise("2023-02", &["late-drill"]),
            promise("", &["nowhere"]),
            promise("2025-01", &[]),
        ];
        let layer = StoreLayer {
            events: vec![
                event("pact", "2022-08-18", pact),
                event("drill", "2022-10", vec![promise("2025-12-31", &[])]),
                event("late-drill", "2023-03-05", Vec::new()),
            ],
            ..StoreLayer::default()
        };
        Timeline::new([(Origin::Own, layer)])
    }

    #[test]
    fn overdue_comes_first_then_open_by_due_date_then_fulfilled() {
        let timeline = timeline();
        let rows = track_commitments(&timeline, "2025-06-01".parse().unwrap(), |_| true);
        let listed: Vec<String> = rows
            .iter()
            .map(|row| format!("{:?} {} {}", row.status, row.entry, row.commitment(&timeline).text))
            .collect();
        let want = [
            "Overdue 0 due 2025-01",
            "Overdue 0 due 2025-02",
            "Open 1 due 2025-12-31",
            "Open 0 due 2026",
            "Open 0 due ",
            "Fulfilled 0 due 2024-06",
            "Fulfilled 0 due 2023-02",
            "Fulfilled 0 due ",
        ];
        assert_eq!(listed, want);
        assert_eq!(track_commitments(&timeline, "2025-06-01".parse().unwrap(), |at| at == 1).len(), 1);
    }

    #[test]
    fn a_fulfilled_commitment_has_the_time_it_took_and_whether_it_was_late() {
        let timeline = timeline();
        let rows = track_commitments(&timeline, "2025-06-01".parse().unwrap(), |_| true);
        let fulfilled: Vec<_> = rows.iter().filter(|row| row.status == CommitmentStatus::Fulfilled).collect();
        let words = |days: Option<ElapsedDays>| days.map(|days| days.to_string());
        // Fulfilled by two events: the first counts, dated to a month. It is early whatever the day.
        assert_eq!(fulfilled[0].fulfilled_by, [1, 2]);
        assert_eq!(words(fulfilled[0].time_taken).as_deref(), Some("+44..74 d"));
        assert_eq!(words(fulfilled[0].delay).as_deref(), Some("-638..-579 d"));
        assert!(!fulfilled[0].is_late);
        assert_eq!(words(fulfilled[1].time_taken).as_deref(), Some("+199 d"));
        assert_eq!(words(fulfilled[1].delay).as_deref(), Some("+5..32 d"));
        assert!(fulfilled[1].is_late);
        // Fulfilled by an event that the timeline lacks: nothing is known of when.
        assert_eq!((fulfilled[2].time_taken, fulfilled[2].delay, fulfilled[2].is_late), (None, None, false));
    }
}
