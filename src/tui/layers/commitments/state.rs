//! What the view of commitments remembers.

use crate::model::{CommitmentStatus, TrackedCommitment};
use crate::tui::row_view::RowView;

/// The view of commitments.
#[derive(Debug)]
pub struct CommitmentsState {
    /// The cursor, and the rows as laid out.
    pub view: RowView,
    /// The commitments of the listed events.
    pub(in crate::tui) all: Vec<TrackedCommitment>,
    /// The group that is shown; `None` for all.
    pub(in crate::tui) group: Option<StatusGroup>,
}

/// A group of statuses that can be shown alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::tui) enum StatusGroup {
    /// Overdue, or lapsed.
    Overdue,
    /// Open, or partly fulfilled.
    Open,
    /// Ongoing.
    Ongoing,
    /// Fulfilled.
    Fulfilled,
}

impl StatusGroup {
    /// Every group, in the order in which they are shown.
    pub(in crate::tui) const ALL: [Self; 4] = [Self::Overdue, Self::Open, Self::Ongoing, Self::Fulfilled];

    /// The group of a status.
    pub(in crate::tui) const fn of_status(status: CommitmentStatus) -> Self {
        match status {
            CommitmentStatus::Overdue | CommitmentStatus::Lapsed => Self::Overdue,
            CommitmentStatus::Open | CommitmentStatus::PartlyFulfilled => Self::Open,
            CommitmentStatus::Ongoing => Self::Ongoing,
            CommitmentStatus::Fulfilled => Self::Fulfilled,
        }
    }

    /// Its name in the heading.
    pub(in crate::tui) const fn label(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Open => "open",
            Self::Ongoing => "ongoing",
            Self::Fulfilled => "fulfilled",
        }
    }

    /// The group after this one; all commitments (`None`) are before the first and after the last.
    pub(in crate::tui) fn next(current: Option<Self>) -> Option<Self> {
        match current {
            None => Self::ALL.first().copied(),
            Some(group) => Self::ALL.into_iter().skip_while(|other| *other != group).nth(1),
        }
    }
}

impl CommitmentsState {
    /// The commitments shown.
    pub(in crate::tui) fn rows(&self) -> Vec<&TrackedCommitment> {
        let is_shown = |row: &&TrackedCommitment| {
            self.group.is_none_or(|group| StatusGroup::of_status(row.status) == group)
        };
        self.all.iter().filter(is_shown).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_groups_cycle_through_all_statuses() {
        let mut group = None;
        let groups: Vec<_> = std::iter::from_fn(|| {
            group = StatusGroup::next(group);
            group
        })
        .collect();
        assert_eq!(groups, StatusGroup::ALL);
        for status in CommitmentStatus::ALL {
            assert!(groups.contains(&StatusGroup::of_status(status)));
        }
    }
}
