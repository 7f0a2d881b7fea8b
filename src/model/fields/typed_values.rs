//! Values of event fields as they are typed in review. The errors say what to write instead.

use crate::model::edtf::{Edtf, EdtfError};
use crate::model::event::{DatedBy, Event};
use crate::model::timeline::Timeline;
use crate::text::fold;

/// The text, or `None` where it is empty.
pub(super) fn non_empty(text: &str) -> Option<String> {
    Some(text.to_owned()).filter(|text| !text.is_empty())
}

/// Reads a date in EDTF; an empty text is none.
pub fn parse_date(text: &str) -> Result<Option<Edtf>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|error: EdtfError| error.to_string())
}

/// Reads yes or no; an empty text is no.
pub(super) fn parse_yes_no(text: &str) -> Result<bool, String> {
    match text {
        "yes" | "y" | "true" => Ok(true),
        "no" | "n" | "false" | "" => Ok(false),
        _ => Err(format!("{text:?}: write yes or no")),
    }
}

impl Event {
    /// Sets the date to one that the user chose. Unlike a date that the loader read it is not worked out again.
    pub fn set_date_by_hand(&mut self, date: Option<Edtf>) {
        if date == self.date {
            return;
        }
        self.dated_by = date.is_some().then(DatedBy::by_hand);
        self.date = date;
    }
}

/// Sets the actors to the ids or names in `text`, separated by commas. Countries of actors that come or go follow them.
pub(super) fn set_actors(timeline: &Timeline, event: &mut Event, text: &str) -> Result<(), String> {
    let mut ids: Vec<String> = Vec::new();
    for name in text.split(',').map(str::trim).filter(|name| !name.is_empty()) {
        let id = resolve_actor(timeline, name)?;
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    let countries = |ids: &[String]| -> Vec<String> {
        ids.iter().filter_map(|id| timeline.actor(id)?.country.clone()).collect()
    };
    let (old, new) = (countries(&event.actors), countries(&ids));
    event.countries.retain(|code| new.contains(code) || !old.contains(code));
    for code in new {
        if !event.countries.contains(&code) {
            event.countries.push(code);
        }
    }
    event.actors = ids;
    Ok(())
}

/// The id of the actor that has this id, or this name and no other actor with it.
fn resolve_actor(timeline: &Timeline, text: &str) -> Result<String, String> {
    if timeline.actor(text).is_some() {
        return Ok(text.to_owned());
    }
    let name = fold(text);
    let named: Vec<&str> = timeline
        .actors()
        .iter()
        .filter(|actor| actor.names().any(|known| fold(known) == name))
        .map(|actor| actor.id.as_str())
        .collect();
    match named.as_slice() {
        [id] => Ok((*id).to_owned()),
        [] => Err(format!("unknown actor {text:?}; press Tab for known names")),
        several => Err(format!("{text:?} names {}; write one of these ids", several.join(" and "))),
    }
}
