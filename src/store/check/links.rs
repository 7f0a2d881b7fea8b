//! Checks of references between rows: ids that must exist, links that must go back in time. One function per check.

use super::context::{CheckContext, RowFinding};
use crate::model::{Event, StoreLayer};
use crate::text::escape_controls;

pub(super) fn check_actor_ids(layer: &StoreLayer, context: &CheckContext) -> Vec<RowFinding> {
    let mut findings = Vec::new();
    for (n, event) in layer.events.iter().enumerate() {
        let unknown = event.actors.iter().enumerate().filter(|(_, id)| context.lacks_actor(id));
        findings.extend(unknown.map(|(m, id)| (format!("event.{n}.actors.{m}"), unknown_id("actor", id))));
    }
    for (n, actor) in layer.actors.iter().enumerate() {
        let unknown = actor.successor.iter().filter(|id| context.lacks_actor(id));
        findings.extend(unknown.map(|id| (format!("actor.{n}.successor"), unknown_id("actor", id))));
    }
    findings
}

pub(super) fn check_source_ids(layer: &StoreLayer, context: &CheckContext) -> Vec<RowFinding> {
    let mut named: Vec<(String, &String)> = Vec::new();
    for (n, event) in layer.events.iter().enumerate() {
        let rows = event.sources.iter().enumerate();
        named.extend(rows.map(|(m, row)| (format!("event.{n}.source.{m}.source"), &row.source)));
        for (m, row) in event.conflicts.iter().enumerate() {
            named.extend(row.source.iter().map(|id| (format!("event.{n}.conflict.{m}.source"), id)));
        }
        for (m, row) in event.commitments.iter().enumerate() {
            let path = format!("event.{n}.commitment.{m}");
            named.extend(row.source.iter().map(|id| (format!("{path}.source"), id)));
            for (k, fulfillment) in row.fulfilled_by.iter().enumerate() {
                named.extend(
                    fulfillment.source.iter().map(|id| (format!("{path}.fulfilled_by.{k}.source"), id)),
                );
            }
        }
    }
    for (n, row) in layer.sources.iter().enumerate() {
        named.extend(row.copy_of.iter().map(|id| (format!("source.{n}.copy_of"), id)));
    }
    let attachments = layer.attachments.iter().enumerate();
    named.extend(attachments.map(|(n, row)| (format!("attach.{n}.source"), &row.source)));
    for (n, row) in layer.conflicts.iter().enumerate() {
        named.extend(row.source.iter().map(|id| (format!("conflict.{n}.source"), id)));
    }
    let unknown = named.into_iter().filter(|(_, id)| context.lacks_source(id));
    unknown.map(|(path, id)| (path, unknown_id("source", id))).collect()
}

pub(super) fn check_event_ids(layer: &StoreLayer, context: &CheckContext) -> Vec<RowFinding> {
    let mut named: Vec<(String, &String)> = Vec::new();
    for (n, event) in layer.events.iter().enumerate() {
        let links = event.links.iter().enumerate();
        named.extend(links.map(|(m, link)| (format!("event.{n}.link.{m}.event"), &link.event)));
        for (m, commitment) in event.commitments.iter().enumerate() {
            let rows = commitment.fulfilled_by.iter().enumerate();
            named.extend(
                rows.map(|(k, row)| (format!("event.{n}.commitment.{m}.fulfilled_by.{k}.event"), &row.event)),
            );
        }
    }
    let tables: [(&str, Vec<&String>); 5] = [
        ("attach", layer.attachments.iter().map(|row| &row.event).collect()),
        ("conflict", layer.conflicts.iter().map(|row| &row.event).collect()),
        ("note", layer.notes.iter().map(|row| &row.event).collect()),
        ("mark", layer.marks.iter().map(|row| &row.event).collect()),
        ("hide", layer.hides.iter().map(|row| &row.event).collect()),
    ];
    for (table, ids) in tables {
        named.extend(ids.into_iter().enumerate().map(|(n, id)| (format!("{table}.{n}.event"), id)));
    }
    let unknown = named.into_iter().filter(|(_, id)| context.lacks_event(id));
    unknown.map(|(path, id)| (path, unknown_id("event", id))).collect()
}

pub(super) fn check_link_order(layer: &StoreLayer, context: &CheckContext) -> Vec<RowFinding> {
    let mut findings = Vec::new();
    for (n, event) in layer.events.iter().enumerate() {
        for (m, link) in event.links.iter().enumerate() {
            let path = format!("event.{n}.link.{m}.event");
            let target = context.event(&link.event);
            if link.event == event.id {
                findings.push((path, "links to itself".to_owned()));
            } else if event.links[..m].iter().any(|above| above.event == link.event) {
                findings.push((
                    path,
                    format!(
                        "{} is linked twice; keep one link, with the closer relation",
                        escape_controls(&link.event)
                    ),
                ));
            } else if let Some(target) = target.filter(|target| !may_precede(target, event)) {
                let what = format!(
                    "{} is later than {}; move the link to the later event",
                    escape_controls(&target.id),
                    escape_controls(&event.id)
                );
                findings.push((path, what));
            }
        }
    }
    findings
}

pub(super) fn check_fulfillment_order(layer: &StoreLayer, context: &CheckContext) -> Vec<RowFinding> {
    let mut findings = Vec::new();
    for (n, event) in layer.events.iter().enumerate() {
        for (m, commitment) in event.commitments.iter().enumerate() {
            for (k, row) in commitment.fulfilled_by.iter().enumerate() {
                let is_earlier = |fulfilling: &Event| !may_precede(event, fulfilling);
                if context.event(&row.event).is_some_and(is_earlier) {
                    let what = format!(
                        "{} is earlier than the commitment; name an event that came after it",
                        escape_controls(&row.event)
                    );
                    findings.push((format!("event.{n}.commitment.{m}.fulfilled_by.{k}.event"), what));
                }
            }
        }
    }
    findings
}

/// A copy names an original, not another copy.
pub(super) fn check_copies(layer: &StoreLayer, context: &CheckContext) -> Vec<RowFinding> {
    let mut findings = Vec::new();
    for (n, source) in layer.sources.iter().enumerate() {
        let Some(original) = &source.copy_of else { continue };
        let path = format!("source.{n}.copy_of");
        if *original == source.id {
            findings.push((path, "is a copy of itself; name the original".to_owned()));
        } else if context.is_copy(original) {
            findings
                .push((path, format!("{} is itself a copy; name the original", escape_controls(original))));
        }
    }
    findings
}

/// A name that two actors share is marked as ambiguous, and only names of the actor are.
pub(super) fn check_shared_names(layer: &StoreLayer, context: &CheckContext) -> Vec<RowFinding> {
    let mut findings = Vec::new();
    for (n, actor) in layer.actors.iter().enumerate() {
        for name in actor.names().filter(|name| context.is_shared(name)) {
            if !actor.ambiguous.iter().any(|marked| marked == name) {
                let what = format!(
                    "another actor has the name {:?} as well; add it to `ambiguous`",
                    escape_controls(name)
                );
                findings.push((format!("actor.{n}"), what));
            }
        }
        for (m, name) in actor.ambiguous.iter().enumerate() {
            if !actor.names().any(|own| own == name) {
                let what = format!(
                    "{:?} is not a name of this actor; remove it from `ambiguous`",
                    escape_controls(name)
                );
                findings.push((format!("actor.{n}.ambiguous.{m}"), what));
            }
        }
    }
    findings
}

/// Whether some day of `first` is not after some day of `second`.
fn may_precede(first: &Event, second: &Event) -> bool {
    match (&first.date, &second.date) {
        (Some(first), Some(second)) => first.earliest() <= second.latest(),
        _ => true,
    }
}

fn unknown_id(what: &str, id: &str) -> String {
    format!("unknown {what} {:?}; check the spelling", escape_controls(id))
}
