//! One field of a draft given another value by a person, as they type it. Never writes; what comes out is still to be
//! checked as the store checks it.

use super::grading::SET_BY_USER;
use crate::model::review::DraftField;
use crate::model::{Commitment, DatedBy, Edtf, Event, Kind, Link, Relation, Timeline};
use crate::text::{clean_line, fold};

/// The draft with `part` as typed; an empty line clears what need not be there. Else what is wrong, in one sentence.
pub(super) fn apply_edit(
    timeline: &Timeline,
    draft: &Event,
    part: DraftField,
    typed: &str,
) -> Result<Event, String> {
    let typed = clean_line(typed);
    let text = typed.trim();
    let some = || Some(text.to_owned()).filter(|text| !text.is_empty());
    let mut event = draft.clone();
    match part {
        DraftField::Title => event.title = some().ok_or("the title cannot be empty; say who did what")?,
        DraftField::TitleKo => event.title_ko = some(),
        DraftField::Place => event.place = some(),
        DraftField::Date => set_date(&mut event, parse_date(text)?),
        DraftField::Kind => event.kind = text.parse::<Kind>()?,
        DraftField::Actors => event = set_actors(timeline, event, text)?,
        DraftField::Planned => event.planned = parse_yes_no(text)?,
        DraftField::Commitment(n) => {
            let kept = event.commitments.get(n).cloned();
            set_nth(&mut event.commitments, n, some().map(|text| parse_commitment(&text, kept)));
        }
        DraftField::Link(n) => {
            let link = some().map(|text| parse_link(timeline, draft, &text)).transpose()?;
            let old = event.links.get(n).cloned();
            let kept = |link: &Link| old.filter(|old| old.event == link.event).and_then(|old| old.note);
            set_nth(&mut event.links, n, link.map(|link| Link { note: kept(&link), ..link }));
        }
        DraftField::Source | DraftField::SimilarEvents => {
            return Err("is set for the whole source, not for one draft".to_owned());
        }
    }
    Ok(event)
}

/// The date a person sets is theirs: nothing reckons it anew.
pub(super) fn set_date(event: &mut Event, date: Option<Edtf>) {
    if date == event.date {
        return;
    }
    event.dated_by = date.is_some().then(|| DatedBy { phrase: String::new(), rule: SET_BY_USER.to_owned() });
    event.date = date;
}

fn parse_date(text: &str) -> Result<Option<Edtf>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|error: crate::model::edtf::EdtfError| error.to_string())
}

fn parse_yes_no(text: &str) -> Result<bool, String> {
    match text {
        "yes" | "y" | "true" => Ok(true),
        "no" | "n" | "false" | "" => Ok(false),
        _ => Err(format!("{text:?}: write yes or no")),
    }
}

/// Ids or names, separated by commas. Countries follow the actors that come and go.
fn set_actors(timeline: &Timeline, mut event: Event, text: &str) -> Result<Event, String> {
    let mut ids: Vec<String> = Vec::new();
    for word in text.split(',').map(str::trim).filter(|word| !word.is_empty()) {
        let id = resolve_actor(timeline, word)?;
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    let countries = |ids: &[String]| {
        let all = ids.iter().filter_map(|id| timeline.actor(id)?.country.clone());
        all.collect::<Vec<String>>()
    };
    let (old, new) = (countries(&event.actors), countries(&ids));
    event.countries.retain(|code| new.contains(code) || !old.contains(code));
    for code in new {
        if !event.countries.contains(&code) {
            event.countries.push(code);
        }
    }
    event.actors = ids;
    Ok(event)
}

/// The actor of an id or of a name that is nobody else's.
fn resolve_actor(timeline: &Timeline, word: &str) -> Result<String, String> {
    if timeline.actor(word).is_some() {
        return Ok(word.to_owned());
    }
    let name = fold(word);
    let called: Vec<&str> = timeline
        .actors()
        .iter()
        .filter(|actor| actor.names().any(|known| fold(known) == name))
        .map(|actor| actor.id.as_str())
        .collect();
    match called.as_slice() {
        [id] => Ok((*id).to_owned()),
        [] => Err(format!("no actor {word:?}; Tab completes a name that is known")),
        several => Err(format!("{word:?} is the name of {}: write one of these ids", several.join(" and "))),
    }
}

/// `text, due 2022-10`.
fn parse_commitment(text: &str, kept: Option<Commitment>) -> Commitment {
    let due =
        text.rsplit_once(", due ").and_then(|(text, due)| Some((text, due.trim().parse::<Edtf>().ok()?)));
    let old = kept.unwrap_or_default();
    match due {
        Some((text, due)) => Commitment { text: text.trim().to_owned(), due: Some(due), ..old },
        None => Commitment { text: text.to_owned(), due: None, ..old },
    }
}

/// `implements some-event`.
fn parse_link(timeline: &Timeline, draft: &Event, text: &str) -> Result<Link, String> {
    let wrong = || format!("{text:?}: write implements, follows-up or responds-to, then the id of an event");
    let (word, id) = text.split_once(' ').ok_or_else(wrong)?;
    let relation = Relation::ALL.into_iter().find(|relation| relation.name() == word).ok_or_else(wrong)?;
    let id = id.trim();
    if id == draft.id {
        return Err("an event does not go back to itself".to_owned());
    }
    if timeline.get(id).is_none() {
        return Err(format!("no event {id:?} in the store"));
    }
    Ok(Link::new(relation, id))
}

/// Sets, appends or removes the n-th of a list.
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
    use crate::model::{Origin, StoreLayer};

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
    fn each_field_takes_what_it_can_be_and_says_what_it_cannot() {
        let draft = Event {
            date: "2022-08-18".parse().ok(),
            actors: vec!["nis".into()],
            countries: vec!["KR".into(), "JP".into()],
            ..Event::new("a", Kind::Mou, "A")
        };
        let edit = |part, typed: &str| apply_edit(&timeline(), &draft, part, typed);
        let wrong: [(DraftField, &str, &str); 9] = [
            (DraftField::Title, " ", "cannot be empty"),
            (DraftField::Date, "2022-02-31", "no such day"),
            (DraftField::Kind, "party", "one of agreement"),
            (DraftField::Actors, "nsa, kgb", "no actor \"kgb\""),
            (DraftField::Actors, "NIS", "nis and nis-2"),
            (DraftField::Planned, "perhaps", "yes or no"),
            (DraftField::Link(0), "talks", "write implements"),
            (DraftField::Link(0), "implements gone", "no event \"gone\""),
            (DraftField::Link(0), "implements a", "itself"),
        ];
        for (part, typed, want) in wrong {
            let error = edit(part, typed).unwrap_err();
            assert!(error.contains(want), "{part:?} {typed:?}: {error}");
        }
        assert_eq!(edit(DraftField::TitleKo, "한미 각서").unwrap().title_ko.as_deref(), Some("한미 각서"));
        assert_eq!(edit(DraftField::Place, "").unwrap().place, None);
        assert!(edit(DraftField::Planned, "yes").unwrap().planned);
        let dated = edit(DraftField::Date, "2022-08~").unwrap();
        assert_eq!(dated.dated_by.unwrap().rule, SET_BY_USER);
        assert_eq!(edit(DraftField::Date, "").unwrap().dated_by, None);
        let who = edit(DraftField::Actors, "NSA, the service").unwrap();
        assert_eq!(who.actors, ["nsa", "nis-2"]);
        assert_eq!(who.countries, ["KR", "JP", "US"]);
        assert_eq!(edit(DraftField::Actors, "nsa").unwrap().countries, ["JP", "US"]);
        let promise = edit(DraftField::Commitment(0), "a drill, due 2022-10").unwrap().commitments;
        assert_eq!((promise[0].text.as_str(), promise[0].due.is_some()), ("a drill", true));
        let plain = edit(DraftField::Commitment(0), "a drill, due soon").unwrap().commitments;
        assert_eq!((plain[0].text.as_str(), plain[0].due.is_some()), ("a drill, due soon", false));
        assert_eq!(
            edit(DraftField::Link(0), "follows-up talks").unwrap().links,
            [Link::new(Relation::FollowsUp, "talks")]
        );
    }
}
