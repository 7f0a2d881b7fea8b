//! The JSON form of statistics, schema 1. Keys can be added but not renamed.

use super::statistics::{StartYear, Statistics};
use crate::model::{CommitmentStatus, ElapsedDays, ResponsePair, Scope};
use chrono::NaiveDate;
use serde_json::{Value, json};

impl Statistics<'_> {
    /// All statistics, with the filter and the day that they are for.
    pub(super) fn to_json(&self, query: &str, today: NaiveDate) -> Value {
        let rows = |key: &str, rows: &[(&str, usize)]| -> Value {
            rows.iter().map(|(name, count)| json!({ key: name, "events": count })).collect()
        };
        let years: Value = self
            .years
            .iter()
            .filter_map(|(start, count)| match start {
                StartYear::Year(year) => Some(json!({ "year": year, "events": count })),
                _ => None,
            })
            .collect();
        let kinds: Value =
            self.kinds.iter().map(|(kind, count)| json!({ "kind": kind, "events": count })).collect();
        let actors: Value = self
            .actors
            .iter()
            .map(|(id, count)| json!({ "actor": id, "name": self.actor_name(id), "events": count }))
            .collect();
        json!({
            "schema": 1,
            "query": query,
            "today": today.to_string(),
            "events": {
                "total": self.entries.len(),
                "core": self.count(|entry| entry.event.scope == Scope::Core),
                "context": self.count(|entry| entry.event.scope == Scope::Context),
                "drafts": self.count(|entry| entry.event.is_draft()),
                "planned": self.count(|entry| entry.event.planned),
            },
            "years": years,
            "year_uncertain": self.count_starting(StartYear::Uncertain),
            "start_unknown": self.count_starting(StartYear::OpenStart),
            "undated": self.count_starting(StartYear::Undated),
            "kinds": kinds,
            "actors": actors,
            "countries": rows("country", &self.countries),
            "topics": rows("topic", &self.topics),
            "responses": self.responses_json(),
            "commitments": self.commitments_json(),
        })
    }

    fn responses_json(&self) -> Value {
        let ids = |positions: &[usize]| -> Value {
            positions.iter().map(|&position| json!(self.event_id(position))).collect()
        };
        let date = |position: usize| &self.timeline.entries()[position].event.date;
        let pair = |pair: &ResponsePair| {
            json!({
                "incident": self.event_id(pair.incident),
                "incident_date": date(pair.incident),
                "response": self.event_id(pair.response),
                "response_date": date(pair.response),
                "antecedent": self.event_id(pair.antecedent),
                "depth": pair.depth,
                "days": days_json(pair.elapsed),
            })
        };
        let direct: Vec<ElapsedDays> = self.responses.direct_pairs().map(|pair| pair.elapsed).collect();
        json!({
            "incidents": self.responses.incident_count(),
            "with_response": self.responses.answered_count(),
            "direct": direct.len(),
            "follow_ons": self.responses.pairs.len() - direct.len(),
            "truncated": self.responses.truncated,
            "days": spread_json(&direct),
            "pairs": self.responses.pairs.iter().map(pair).collect::<Value>(),
            "without_response": ids(&self.responses.without_response),
            "without_incident": ids(&self.responses.without_incident),
        })
    }

    fn commitments_json(&self) -> Value {
        json!({
            "total": self.commitments.len(),
            "overdue": self.commitments_in(CommitmentStatus::Overdue).count(),
            "lapsed": self.commitments_in(CommitmentStatus::Lapsed).count(),
            "open": self.commitments_in(CommitmentStatus::Open).count(),
            "partly_fulfilled": self.commitments_in(CommitmentStatus::PartlyFulfilled).count(),
            "ongoing": self.commitments_in(CommitmentStatus::Ongoing).count(),
            "fulfilled": self.commitments_in(CommitmentStatus::Fulfilled).count(),
            "fulfilled_late": self.commitments.iter().filter(|commitment| commitment.is_late).count(),
            "days_to_fulfill": spread_json(&self.fulfillment_times()),
        })
    }
}

fn days_json(days: ElapsedDays) -> Value {
    json!({ "min": days.min, "max": days.max, "approximate": days.approximate })
}

fn spread_json(days: &[ElapsedDays]) -> Value {
    let measure = |measure: fn(&[ElapsedDays]) -> Option<ElapsedDays>| measure(days).map(days_json);
    json!({
        "median": measure(ElapsedDays::median),
        "shortest": measure(ElapsedDays::shortest),
        "longest": measure(ElapsedDays::longest),
    })
}
