//! Checks of single rows: ids, titles, countries, drafts, URLs. One function per check.

use super::context::{CheckContext, RowFinding};
use crate::model::fields::EventField;
use crate::model::{CommitmentNature, Edtf, StoreLayer, WebUrl};
use crate::store::save::duplicate_indices;
use crate::store::types::is_id;
use crate::text::escape_controls;

/// The largest length of a title, in characters.
const MAX_TITLE_CHARS: usize = 80;

pub(super) fn check_id_form(layer: &StoreLayer, _: &CheckContext) -> Vec<RowFinding> {
    let mut findings = Vec::new();
    for (table, ids) in ids_by_table(layer) {
        for (n, id) in ids.iter().enumerate().filter(|(_, id)| !is_id(id)) {
            let what = format!(
                "invalid id {:?}; use lower-case letters, digits and single hyphens",
                escape_controls(id)
            );
            findings.push((format!("{table}.{n}.id"), what));
        }
    }
    findings
}

pub(super) fn check_unique_ids(layer: &StoreLayer, _: &CheckContext) -> Vec<RowFinding> {
    let mut findings = Vec::new();
    for (table, ids) in ids_by_table(layer) {
        for n in duplicate_indices(ids.iter().copied()) {
            findings
                .push((format!("{table}.{n}.id"), format!("the id {:?} is in use in a row above", ids[n])));
        }
    }
    findings
}

pub(super) fn check_titles(layer: &StoreLayer, _: &CheckContext) -> Vec<RowFinding> {
    let mut findings = Vec::new();
    for (n, event) in layer.events.iter().enumerate() {
        let length = event.title.chars().count();
        if event.title.trim().is_empty() {
            findings.push((format!("event.{n}.title"), "the title is empty; say who did what".to_owned()));
        } else if length > MAX_TITLE_CHARS && !event.is_draft() {
            findings.push((
                format!("event.{n}.title"),
                format!("the title has {length} characters; the limit is {MAX_TITLE_CHARS}"),
            ));
        }
    }
    findings
}

pub(super) fn check_countries(layer: &StoreLayer, _: &CheckContext) -> Vec<RowFinding> {
    let bad = |code: &str| code.len() != 2 || !code.bytes().all(|b| b.is_ascii_uppercase());
    let say = |code: &str| {
        format!("invalid country code {:?}; use two capital letters, as KR", escape_controls(code))
    };
    let events = layer.events.iter().enumerate().flat_map(|(n, event)| {
        let wrong = event.countries.iter().enumerate().filter(|(_, code)| bad(code));
        wrong.map(|(m, code)| (format!("event.{n}.countries.{m}"), say(code))).collect::<Vec<_>>()
    });
    let actors = layer.actors.iter().enumerate().filter_map(|(n, actor)| {
        let code = actor.country.as_deref().filter(|code| bad(code))?;
        Some((format!("actor.{n}.country"), say(code)))
    });
    events.chain(actors).collect()
}

pub(super) fn check_draft_fields(layer: &StoreLayer, _: &CheckContext) -> Vec<RowFinding> {
    let mut findings = Vec::new();
    for (n, event) in layer.events.iter().enumerate() {
        if event.confidence.is_some_and(|share| !(0.0..=1.0).contains(&share)) {
            findings
                .push((format!("event.{n}.confidence"), "the confidence must be between 0 and 1".to_owned()));
        }
        if event.is_draft() {
            continue;
        }
        for (field, there) in [
            ("confidence", event.confidence.is_some()),
            ("dated_by", event.dated_by.is_some()),
            ("typed", !event.typed.is_empty()),
        ] {
            if there {
                let what = format!("only drafts have {field}; remove it, or add status = \"draft\"");
                findings.push((format!("event.{n}.{field}"), what));
            }
        }
    }
    findings
}

pub(super) fn check_urls(layer: &StoreLayer, _: &CheckContext) -> Vec<RowFinding> {
    let mut findings = Vec::new();
    for (n, source) in layer.sources.iter().enumerate() {
        for (field, address) in [("url", &source.url), ("archived", &source.archived)] {
            if let Some(Err(error)) = address.as_deref().map(WebUrl::parse) {
                findings.push((format!("source.{n}.{field}"), format!("the URL {error}")));
            }
        }
    }
    findings
}

pub(super) fn check_sourced(layer: &StoreLayer, context: &CheckContext) -> Vec<RowFinding> {
    let rows = layer.events.iter().enumerate();
    let bare = rows.filter(|(_, event)| event.sources.is_empty() && context.lacks_attachments(&event.id));
    bare.map(|(n, event)| {
        (format!("event.{n}"), format!("{} has no source; add [[event.source]]", escape_controls(&event.id)))
    })
    .collect()
}

/// A conflict names a field of an event; what it says of a date is a date.
pub(super) fn check_conflicts(layer: &StoreLayer, _: &CheckContext) -> Vec<RowFinding> {
    let mut rows = Vec::new();
    for (n, event) in layer.events.iter().enumerate() {
        let own = event.conflicts.iter().enumerate();
        rows.extend(own.map(|(m, row)| (format!("event.{n}.conflict.{m}"), &row.field, &row.value)));
    }
    let added = layer.conflicts.iter().enumerate();
    rows.extend(added.map(|(n, row)| (format!("conflict.{n}"), &row.field, &row.value)));
    let finding = |(path, field, value): (String, &String, &String)| match EventField::from_key(field) {
        None => {
            let what = format!(
                "an event has no field {:?}; name the key that the conflict is about",
                escape_controls(field)
            );
            Some((format!("{path}.field"), what))
        }
        Some(EventField::Date) => Some((format!("{path}.value"), value.parse::<Edtf>().err()?.to_string())),
        Some(_) => None,
    };
    rows.into_iter().filter_map(finding).collect()
}

/// Each nature of a commitment has keys of its own.
pub(super) fn check_commitments(layer: &StoreLayer, _: &CheckContext) -> Vec<RowFinding> {
    let mut findings = Vec::new();
    for (n, event) in layer.events.iter().enumerate() {
        for (m, row) in event.commitments.iter().enumerate() {
            let path = format!("event.{n}.commitment.{m}");
            let is_deliverable = row.nature == CommitmentNature::Deliverable;
            let is_recurring = row.nature == CommitmentNature::Recurring;
            let rules = [
                ("due", row.due.is_some() && !is_deliverable, "only a deliverable has a due date"),
                (
                    "every",
                    row.every.is_some() && !is_recurring,
                    "only a recurring commitment has an interval",
                ),
                ("partly", row.partly && !is_deliverable, "only a deliverable can be fulfilled partly"),
                (
                    "partly",
                    row.partly && row.fulfilled_by.is_empty(),
                    "nothing fulfills it; add [[event.commitment.fulfilled_by]]",
                ),
            ];
            let broken = rules.iter().filter(|(_, is_broken, _)| *is_broken);
            findings.extend(broken.map(|(key, _, what)| (format!("{path}.{key}"), (*what).to_owned())));
        }
    }
    findings
}

pub(super) fn check_quotes(layer: &StoreLayer, context: &CheckContext) -> Vec<RowFinding> {
    if !context.bundled {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for (n, event) in layer.events.iter().enumerate() {
        for (m, _) in event.sources.iter().enumerate().filter(|(_, row)| row.quote.is_some()) {
            let what = "the bundled data have no quotations; put it in our own words".to_owned();
            findings.push((format!("event.{n}.source.{m}.quote"), what));
        }
    }
    findings
}

/// The ids of each table that has ids.
pub(super) fn ids_by_table(layer: &StoreLayer) -> [(&'static str, Vec<&str>); 3] {
    [
        ("event", layer.events.iter().map(|row| row.id.as_str()).collect()),
        ("source", layer.sources.iter().map(|row| row.id.as_str()).collect()),
        ("actor", layer.actors.iter().map(|row| row.id.as_str()).collect()),
    ]
}
