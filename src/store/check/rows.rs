//! Checks of a row by itself: ids, titles, countries, drafts, addresses. One function a check.

use super::context::{CheckContext, RowFinding};
use crate::model::fields::EventField;
use crate::model::{CommitmentNature, Edtf, StoreLayer, WebUrl};
use crate::store::parts::is_id;
use crate::store::save::duplicate_indices;
use crate::text::escape_controls;

/// The most characters a title may have.
const MAX_TITLE_CHARS: usize = 80;

pub(super) fn check_id_form(layer: &StoreLayer, _: &CheckContext) -> Vec<RowFinding> {
    let mut flaws = Vec::new();
    for (table, ids) in ids_by_table(layer) {
        for (n, id) in ids.iter().enumerate().filter(|(_, id)| !is_id(id)) {
            let what =
                format!("the id {:?} is not lower-case letters, digits and hyphens", escape_controls(id));
            flaws.push((format!("{table}.{n}.id"), what));
        }
    }
    flaws
}

pub(super) fn check_unique_ids(layer: &StoreLayer, _: &CheckContext) -> Vec<RowFinding> {
    let mut flaws = Vec::new();
    for (table, ids) in ids_by_table(layer) {
        for n in duplicate_indices(ids.iter().copied()) {
            flaws.push((format!("{table}.{n}.id"), format!("the id {:?} is taken by a row above", ids[n])));
        }
    }
    flaws
}

pub(super) fn check_titles(layer: &StoreLayer, _: &CheckContext) -> Vec<RowFinding> {
    let mut flaws = Vec::new();
    for (n, event) in layer.events.iter().enumerate() {
        let long = event.title.chars().count();
        if event.title.trim().is_empty() {
            flaws.push((format!("event.{n}.title"), "the title is empty; say who did what".to_owned()));
        } else if long > MAX_TITLE_CHARS && !event.is_draft() {
            flaws.push((
                format!("event.{n}.title"),
                format!("the title has {long} characters; {MAX_TITLE_CHARS} is the most"),
            ));
        }
    }
    flaws
}

pub(super) fn check_countries(layer: &StoreLayer, _: &CheckContext) -> Vec<RowFinding> {
    let bad = |code: &str| code.len() != 2 || !code.bytes().all(|b| b.is_ascii_uppercase());
    let say = |code: &str| {
        format!("{:?} is no country code; write two capital letters, as KR", escape_controls(code))
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
    let mut flaws = Vec::new();
    for (n, event) in layer.events.iter().enumerate() {
        if event.confidence.is_some_and(|share| !(0.0..=1.0).contains(&share)) {
            flaws.push((format!("event.{n}.confidence"), "the confidence is not between 0 and 1".to_owned()));
        }
        if event.is_draft() {
            continue;
        }
        for (field, there) in
            [("confidence", event.confidence.is_some()), ("dated_by", event.dated_by.is_some())]
        {
            if there {
                let what = format!("only drafts have {field}; remove it, or add status = \"draft\"");
                flaws.push((format!("event.{n}.{field}"), what));
            }
        }
    }
    flaws
}

pub(super) fn check_urls(layer: &StoreLayer, _: &CheckContext) -> Vec<RowFinding> {
    let mut flaws = Vec::new();
    for (n, source) in layer.sources.iter().enumerate() {
        for (field, address) in [("url", &source.url), ("archived", &source.archived)] {
            if let Some(Err(error)) = address.as_deref().map(WebUrl::parse) {
                flaws.push((format!("source.{n}.{field}"), format!("the address {error}")));
            }
        }
    }
    flaws
}

pub(super) fn check_sourced(layer: &StoreLayer, context: &CheckContext) -> Vec<RowFinding> {
    let rows = layer.events.iter().enumerate();
    let bare = rows.filter(|(_, event)| event.sources.is_empty() && context.lacks_attachments(&event.id));
    bare.map(|(n, event)| {
        (
            format!("event.{n}"),
            format!("{} rests on no source; add [[event.source]]", escape_controls(&event.id)),
        )
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
                (
                    "nature",
                    row.every.is_none() && is_recurring,
                    "a recurring commitment needs an interval; add every = \"1y\"",
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
    let mut flaws = Vec::new();
    for (n, event) in layer.events.iter().enumerate() {
        for (m, _) in event.sources.iter().enumerate().filter(|(_, row)| row.quote.is_some()) {
            let what = "the bundled data quote nobody; say it in our own words".to_owned();
            flaws.push((format!("event.{n}.source.{m}.quote"), what));
        }
    }
    flaws
}

/// The ids of each table that has any.
pub(super) fn ids_by_table(layer: &StoreLayer) -> [(&'static str, Vec<&str>); 3] {
    [
        ("event", layer.events.iter().map(|row| row.id.as_str()).collect()),
        ("source", layer.sources.iter().map(|row| row.id.as_str()).collect()),
        ("actor", layer.actors.iter().map(|row| row.id.as_str()).collect()),
    ]
}
