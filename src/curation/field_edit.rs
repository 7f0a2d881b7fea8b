//! Sets one field of a draft to what the user typed. Never writes; the result is still to be validated by the store.

use super::commitment_input::{commitment_text, parse_commitment};
use super::provenance;
use crate::model::review::DraftField;
use crate::model::{Event, Link, Relation, Timeline};
use crate::text::clean_line;

/// The draft with `field` set to what was typed; an empty line removes a value that may be missing. The error says what
/// to write instead.
pub(super) fn apply_edit(
    timeline: &Timeline,
    draft: &Event,
    field: DraftField,
    typed: &str,
) -> Result<Event, String> {
    let typed = clean_line(typed);
    let text = typed.trim();
    let non_empty = || Some(text).filter(|text| !text.is_empty());
    let mut event = draft.clone();
    match field {
        DraftField::Field(field) => {
            let edit = field
                .spec()
                .edit
                .ok_or_else(|| format!("the {} cannot be edited here", field.spec().noun))?;
            (edit.set)(timeline, &mut event, text)?;
        }
        DraftField::Commitment(n) => {
            let old = event.commitments.get(n).cloned();
            // What the article says need not be in the form of what is typed.
            if old.as_ref().is_some_and(|old| clean_line(&commitment_text(old)).trim() == text) {
                return Ok(event);
            }
            let new = non_empty().map(|text| parse_commitment(text, old)).transpose()?;
            set_nth(&mut event.commitments, n, new);
        }
        DraftField::Link(n) => {
            let link = non_empty().map(|text| parse_link(timeline, draft, text)).transpose()?;
            let old = event.links.get(n).cloned();
            let note = |link: &Link| old.filter(|old| old.event == link.event).and_then(|old| old.note);
            set_nth(&mut event.links, n, link.map(|link| Link { note: note(&link), ..link }));
        }
        DraftField::Source | DraftField::SimilarEvents | DraftField::Statement | DraftField::Event => {
            return Err("this belongs to the whole source, not to one draft".to_owned());
        }
    }
    if event != *draft {
        provenance::note_typed(draft, &mut event, field);
    }
    Ok(event)
}

/// Parses `implements some-event`.
fn parse_link(timeline: &Timeline, draft: &Event, text: &str) -> Result<Link, String> {
    let error = || format!("{text:?}: write implements, follows-up or responds-to, then the id of an event");
    let (word, id) = text.split_once(' ').ok_or_else(error)?;
    let relation = Relation::ALL.into_iter().find(|relation| relation.name() == word).ok_or_else(error)?;
    let id = id.trim();
    if id == draft.id {
        return Err("an event cannot link to itself".to_owned());
    }
    if timeline.get(id).is_none() {
        return Err(format!("no event {id:?} in the store"));
    }
    Ok(Link::new(relation, id))
}

/// Sets, appends or removes the n-th item of a list.
fn set_nth<T>(list: &mut Vec<T>, n: usize, item: Option<T>) {
    match item {
        Some(item) if n < list.len() => list[n] = item,
        Some(item) => list.push(item),
        None if n < list.len() => {
            list.remove(n);
        }
        None => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fields::EventField;
    use crate::model::{DatedBy, Kind, Origin, StoreLayer};

    fn timeline() -> Timeline {
        let actors = [("nsa", "US", "NSA"), ("nis", "KR", "NIS"), ("nis-2", "KR", "NIS")].map(
            |(id, country, name)| crate::model::Actor {
                id: id.into(),
                name: name.into(),
                name_ko: None,
                kind: crate::model::ActorKind::Agency,
                country: Some(country.into()),
                aliases: vec!["The Service".into()].into_iter().filter(|_| id == "nis-2").collect(),
                ambiguous: Vec::new(),
                successor: None,
            },
        );
        let talks = Event { date: "2021".parse().ok(), ..Event::new("talks", Kind::Dialogue, "Talks") };
        let rows = StoreLayer { events: vec![talks], actors: actors.into(), ..StoreLayer::default() };
        Timeline::new([(Origin::Own, rows)])
    }

    #[test]
    fn each_field_accepts_valid_values_and_explains_invalid_ones() {
        let draft = Event {
            date: "2022-08-18".parse().ok(),
            actors: vec!["nis".into()],
            countries: vec!["KR".into(), "JP".into()],
            ..Event::new("a", Kind::Mou, "A")
        };
        let edit = |part, typed: &str| apply_edit(&timeline(), &draft, part, typed);
        let wrong: [(DraftField, &str, &str); 9] = [
            (DraftField::Field(EventField::Title), " ", "cannot be empty"),
            (DraftField::Field(EventField::Date), "2022-02-31", "no such day"),
            (DraftField::Field(EventField::Kind), "party", "one of agreement"),
            (DraftField::Field(EventField::Actors), "nsa, kgb", "unknown actor \"kgb\""),
            (DraftField::Field(EventField::Actors), "NIS", "nis and nis-2"),
            (DraftField::Field(EventField::Planned), "perhaps", "yes or no"),
            (DraftField::Link(0), "talks", "write implements"),
            (DraftField::Link(0), "implements gone", "no event \"gone\""),
            (DraftField::Link(0), "implements a", "itself"),
        ];
        for (part, typed, want) in wrong {
            let error = edit(part, typed).unwrap_err();
            assert!(error.contains(want), "{part:?} {typed:?}: {error}");
        }
        assert_eq!(
            edit(DraftField::Field(EventField::TitleKo), "한미 각서").unwrap().title_ko.as_deref(),
            Some("한미 각서")
        );
        assert_eq!(edit(DraftField::Field(EventField::Place), "").unwrap().place, None);
        assert!(edit(DraftField::Field(EventField::Planned), "yes").unwrap().planned);
        let dated = edit(DraftField::Field(EventField::Date), "2022-08~").unwrap();
        assert_eq!(dated.dated_by, Some(DatedBy::by_hand()));
        assert_eq!(edit(DraftField::Field(EventField::Date), "").unwrap().dated_by, None);
        let who = edit(DraftField::Field(EventField::Actors), "NSA, the service").unwrap();
        assert_eq!(who.actors, ["nsa", "nis-2"]);
        assert_eq!(who.countries, ["KR", "JP", "US"]);
        assert_eq!(edit(DraftField::Field(EventField::Actors), "nsa").unwrap().countries, ["JP", "US"]);
        let promise = edit(DraftField::Commitment(0), "a drill, due 2022-10").unwrap().commitments;
        assert_eq!((promise[0].text.as_str(), promise[0].due.is_some()), ("a drill", true));
        let error = edit(DraftField::Commitment(0), "a drill, due soon").unwrap_err();
        assert!(error.contains("write, for example"), "{error}");
        assert_eq!(
            edit(DraftField::Link(0), "follows-up talks").unwrap().links,
            [Link::new(Relation::FollowsUp, "talks")]
        );
    }
}
