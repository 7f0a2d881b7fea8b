//! The figures of `stats` as JSON, version 1. The names stay; more may be added.

use super::statistics::{StartYear, Statistics};
use crate::model::{CommitmentStatus, ElapsedDays, ResponsePair, Scope};
use chrono::NaiveDate;
use serde_json::{Value, json};

impl Statistics<'_> {
    /// Everything that is counted, and for which query and day.
    pub(super) fn to_json(&self, query: &str, today: NaiveDate) -> Value {
        let rows = |name: &str, rows: &[(&str, usize)]| -> Value {
            rows.iter().map(|(what, count)| json!({ name: what, "events": count })).collect()
        };
        let years: Value = self
            .years
            .iter()
            .filter_map(|(began, count)| match began {
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
            "year_not_sure": self.count_starting(StartYear::Uncertain),
            "start_not_known": self.count_starting(StartYear::OpenStart),
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
        let ids = |places: &[usize]| -> Value { places.iter().map(|&at| json!(self.event_id(at))).collect() };
        let date = |at: usize| &self.timeline.entries()[at].event.date;
        let pair = |pair: &ResponsePair| {
            json!({
                "deed": self.event_id(pair.incident),
                "deed_date": date(pair.incident),
                "answer": self.event_id(pair.response),
                "answer_date": date(pair.response),
                "from": self.event_id(pair.antecedent),
                "depth": pair.depth,
                "days": days_json(pair.elapsed),
            })
        };
        let lengths: Vec<ElapsedDays> = self.responses.direct_pairs().map(|pair| pair.elapsed).collect();
        json!({
            "deeds": self.responses.incident_count(),
            "answered": self.responses.answered_count(),
            "direct": lengths.len(),
            "indirect": self.responses.pairs.len() - lengths.len(),
            "cut": self.responses.truncated,
            "days": spread_json(&lengths),
            "pairs": self.responses.pairs.iter().map(pair).collect::<Value>(),
            "unanswered": ids(&self.responses.without_response),
            "unprompted": ids(&self.responses.without_incident),
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
            "fulfilled_late": self.commitments.iter().filter(|promise| promise.is_late).count(),
            "days_to_fulfill": spread_json(&self.fulfillment_times()),
        })
    }
}

fn days_json(days: ElapsedDays) -> Value {
    json!({ "least": days.min, "most": days.max, "about": days.approximate })
}

fn spread_json(lengths: &[ElapsedDays]) -> Value {
    let of = |measure: fn(&[ElapsedDays]) -> Option<ElapsedDays>| measure(lengths).map(days_json);
    json!({ "median": of(ElapsedDays::median), "shortest": of(ElapsedDays::shortest), "longest": of(ElapsedDays::longest) })
}
