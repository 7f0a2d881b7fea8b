//! The rows of incidents and responses.

use crate::model::{ResponseOverview, ResponsePair};
use crate::tui::row_cells::LaneSide;
use crate::tui::row_view::RowView;
use std::collections::HashSet;

/// The view of incidents and responses.
#[derive(Debug)]
pub struct ResponsesState {
    /// The cursor, and the rows as laid out.
    pub view: RowView,
    /// The rows.
    pub(in crate::tui) rows: Vec<ResponseRow>,
    /// The figures in the heading.
    pub(in crate::tui) summary: String,
}

/// A row: an incident in the left lane, a response to it in the right lane. Entries are indices in the timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::tui) struct ResponseRow {
    /// The incident, in the first of its rows only.
    pub(in crate::tui) incident: Option<usize>,
    /// The right lane.
    pub(in crate::tui) response: ResponseSlot,
}

/// The right lane of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::tui) enum ResponseSlot {
    /// A response or follow-on to the incident of this row or of the nearest one above that has one.
    Response(ResponsePair),
    /// No response to the incident.
    NoResponse,
    /// The number of follow-ons of the response above that are listed at an earlier incident.
    ListedAbove(usize),
    /// A response that cites no incident.
    NoIncident(usize),
}

impl ResponseRow {
    /// Every row: incidents in time order, and among them the responses that cite none. The follow-ons of a response to
    /// several incidents are listed once, at the first of them.
    pub(in crate::tui) fn build_all(overview: &ResponseOverview) -> Vec<Self> {
        let mut rows: Vec<(usize, Self)> = Vec::new();
        let mut incident_above = None;
        let mut listed = HashSet::new();
        for pair in &overview.pairs {
            let is_first = incident_above.replace(pair.incident) != Some(pair.incident);
            let incident = is_first.then_some(pair.incident);
            if pair.is_direct() || listed.insert((pair.antecedent, pair.response)) {
                rows.push((pair.incident, Self { incident, response: ResponseSlot::Response(*pair) }));
            } else if let Some((_, Self { response: ResponseSlot::ListedAbove(count), .. })) = rows.last_mut()
            {
                *count += 1;
            } else {
                rows.push((pair.incident, Self { incident, response: ResponseSlot::ListedAbove(1) }));
            }
        }
        let without_response =
            |&entry: &usize| (entry, Self { incident: Some(entry), response: ResponseSlot::NoResponse });
        let without_incident =
            |&entry: &usize| (entry, Self { incident: None, response: ResponseSlot::NoIncident(entry) });
        rows.extend(overview.without_response.iter().map(without_response));
        rows.extend(overview.without_incident.iter().map(without_incident));
        // The sort is stable: the rows of an incident stay together and in order.
        rows.sort_by_key(|(entry, _)| *entry);
        rows.into_iter().map(|(_, row)| row).collect()
    }

    /// The incident that the row is about, in this row or above.
    pub(in crate::tui) fn incident_entry(&self) -> Option<usize> {
        match self.response {
            ResponseSlot::Response(pair) => Some(pair.incident),
            _ => self.incident,
        }
    }

    /// The event in a lane of this row.
    pub(in crate::tui) fn entry_in(&self, lane: LaneSide) -> Option<usize> {
        match (lane, self.response) {
            (LaneSide::Left, _) => self.incident,
            (LaneSide::Right, ResponseSlot::Response(pair)) => Some(pair.response),
            (LaneSide::Right, ResponseSlot::NoIncident(entry)) => Some(entry),
            (LaneSide::Right, ResponseSlot::NoResponse | ResponseSlot::ListedAbove(_)) => None,
        }
    }

    /// The events that identify the row.
    pub(in crate::tui) fn entries(&self) -> impl Iterator<Item = usize> {
        self.incident_entry().into_iter().chain(self.entry_in(LaneSide::Right))
    }
}
