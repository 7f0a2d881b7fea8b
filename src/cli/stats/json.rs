//! The figures of `stats` as JSON, version 1. The names stay; more may be added.

use super::figures::{Began, Figures};
use crate::model::{Days, PromiseState, Response, Scope};
use chrono::NaiveDate;
use serde_json::{Value, json};

impl Figures<'_> {
    /// Everything that is counted, and for which query and day.
    pub(super) fn json(&self, query: &str, today: NaiveDate) -> Value {
        let rows = |name: &str, rows: &[(&str, usize)]| -> Value {
            rows.iter().map(|(what, count)| json!({ name: what, "events": count })).collect()
        };
        let years: Value = self
            .years
            .iter()
            .filter_map(|(began, count)| match began {
                Began::Year(year) => Some(json!({ "year": year, "events": count })),
                _ => None,
            })
            .collect();
        let kinds: Value =
            self.kinds.iter().map(|(kind, count)| json!({ "kind": kind, "events": count })).collect();
        let actors: Value = self
            .actors
            .iter()
            .map(|(id, count)| json!({ "actor": id, "name": self.name(id), "events": count }))
            .collect();
        json!({
            "schema": 1,
            "query": query,
            "today": today.to_string(),
            "events": {
                "total": self.found.len(),
                "core": self.count(|entry| entry.event.scope == Scope::Core),
                "context": self.count(|entry| entry.event.scope == Scope::Context),
                "drafts": self.count(|entry| entry.event.is_draft()),
                "planned": self.count(|entry| entry.event.planned),
            },
            "years": years,
            "year_not_sure": self.began(Began::NotSure),
            "start_not_known": self.began(Began::NotKnown),
            "undated": self.began(Began::NoDate),
            "kinds": kinds,
            "actors": actors,
            "countries": rows("country", &self.countries),
            "topics": rows("topic", &self.topics),
            "responses": self.responses_json(),
            "promises": self.promises_json(),
        })
    }

    fn responses_json(&self) -> Value {
        let ids = |places: &[usize]| -> Value { places.iter().map(|&at| json!(self.id(at))).collect() };
        let date = |at: usize| &self.timeline.entries()[at].event.date;
        let pair = |pair: &Response| {
            json!({
                "deed": self.id(pair.deed),
                "deed_date": date(pair.deed),
                "answer": self.id(pair.answer),
                "answer_date": date(pair.answer),
                "from": self.id(pair.from),
                "depth": pair.depth,
                "days": days(pair.days),
            })
        };
        let lengths: Vec<Days> = self.responses.direct().map(|pair| pair.days).collect();
        json!({
            "deeds": self.responses.deeds(),
            "answered": self.responses.answered(),
            "direct": lengths.len(),
            "indirect": self.responses.pairs.len() - lengths.len(),
            "cut": self.responses.cut,
            "days": spread(&lengths),
            "pairs": self.responses.pairs.iter().map(pair).collect::<Value>(),
            "unanswered": ids(&self.responses.unanswered),
            "unprompted": ids(&self.responses.unprompted),
        })
    }

    fn promises_json(&self) -> Value {
        json!({
            "total": self.promises.len(),
            "overdue": self.state(PromiseState::Overdue).count(),
            "open": self.state(PromiseState::Open).count(),
            "kept": self.state(PromiseState::Kept).count(),
            "kept_late": self.promises.iter().filter(|promise| promise.late).count(),
            "days_to_keep": spread(&self.to_keep()),
        })
    }
}

fn days(days: Days) -> Value {
    json!({ "least": days.least, "most": days.most, "about": days.about })
}

fn spread(lengths: &[Days]) -> Value {
    let of = |measure: fn(&[Days]) -> Option<Days>| measure(lengths).map(days);
    json!({ "median": of(Days::median), "shortest": of(Days::shortest), "longest": of(Days::longest) })
}
