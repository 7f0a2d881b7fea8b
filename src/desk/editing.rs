//! One field of a draft given another value by a person, as they type it. Never writes; what comes out is still to be
//! checked as the store checks it.

use super::grades::BY_HAND;
use crate::model::review::Part;
use crate::model::{Commitment, DatedBy, Edtf, Event, Kind, Link, Relation, Timeline};
use crate::text::{clean_line, fold};

/// The draft with `part` as typed; an empty line clears what need not be there. Else what is wrong, in one sentence.
pub(super) fn edited(timeline: &Timeline, draft: &Event, part: Part, typed: &str) -> Result<Event, String> {
    let typed = clean_line(typed);
    let text = typed.trim();
    let some = || Some(text.to_owned()).filter(|text| !text.is_empty());
    let mut event = draft.clone();
    match part {
        Part::Title => event.title = some().ok_or("the title cannot be empty; say who did what")?,
        Part::TitleKo => event.title_ko = some(),
        Part::Where => event.place = some(),
        Part::When => set_date(&mut event, date(text)?),
        Part::Kind => event.kind = text.parse::<Kind>()?,
        Part::Who => event = with_actors(timeline, event, text)?,
        Part::Planned => event.planned = yes(text)?,
        Part::Commitment(n) => {
            let kept = event.commitments.get(n).cloned();
            place(&mut event.commitments, n, some().map(|text| commitment(&text, kept)));
        }
        Part::Link(n) => {
            let link = some().map(|text| link(timeline, draft, &text)).transpose()?;
            let old = event.links.get(n).cloned();
            let kept = |link: &Link| old.filter(|old| old.event == link.event).and_then(|old| old.note);
            place(&mut event.links, n, link.map(|link| Link { note: kept(&link), ..link }));
        }
        Part::Source | Part::Same => return Err("is set for the whole source, not for one draft".to_owned()),
    }
    Ok(event)
}

/// The date a person sets is theirs: nothing reckons it anew.
pub(super) fn set_date(event: &mut Event, date: Option<Edtf>) {
    if date == event.date {
        return;
    }
    event.dated_by = date.is_some().then(|| DatedBy { phrase: String::new(), rule: BY_HAND.to_owned() });
    event.date = date;
}

fn date(text: &str) -> Result<Option<Edtf>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|error: crate::model::edtf::EdtfError| error.to_string())
}

fn yes(text: &str) -> Result<bool, String> {
    match text {
        "yes" | "y" | "true" => Ok(true),
        "no" | "n" | "false" | "" => Ok(false),
        _ => Err(format!("{text:?}: write yes or no")),
    }
}

/// Ids or names, separated by commas. Countries follow the actors that come and go.
fn with_actors(timeline: &Timeline, mut event: Event, text: &str) -> Result<Event, String> {
    let mut ids: Vec<String> = Vec::new();
    for word in text.split(',').map(str::trim).filter(|word| !word.is_empty()) {
        let id = actor(timeline, word)?;
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
fn actor(timeline: &Timeline, word: &str) -> Result<String, String> {
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
fn commitment(text: &str, kept: Option<Commitment>) -> Commitment {
    let due =
        text.rsplit_once(", due ").and_then(|(text, due)| Some((text, due.trim().parse::<Edtf>().ok()?)));
    let old = kept.unwrap_or(Commitment { text: String::new(), due: None, kept_by: Vec::new(), note: None });
    match due {
        Some((text, due)) => Commitment { text: text.trim().to_owned(), due: Some(due), ..old },
        None => Commitment { text: text.to_owned(), due: None, ..old },
    }
}

/// `implements some-event`.
fn link(timeline: &Timeline, draft: &Event, text: &str) -> Result<Link, String> {
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
fn place<T>(list: &mut Vec<T>, n: usize, item: Option<T>) {
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
    use crate::model::{Layer, Origin};

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
        let rows = Layer { events: vec![talks], actors: actors.into(), ..Layer::default() };
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
        let edit = |part, typed: &str| edited(&timeline(), &draft, part, typed);
        let wrong: [(Part, &str, &str); 9] = [
            (Part::Title, " ", "cannot be empty"),
            (Part::When, "2022-02-31", "no such day"),
            (Part::Kind, "party", "one of agreement"),
            (Part::Who, "nsa, kgb", "no actor \"kgb\""),
            (Part::Who, "NIS", "nis and nis-2"),
            (Part::Planned, "perhaps", "yes or no"),
            (Part::Link(0), "talks", "write implements"),
            (Part::Link(0), "implements gone", "no event \"gone\""),
            (Part::Link(0), "implements a", "itself"),
        ];
        for (part, typed, want) in wrong {
            let error = edit(part, typed).unwrap_err();
            assert!(error.contains(want), "{part:?} {typed:?}: {error}");
        }
        assert_eq!(edit(Part::TitleKo, "한미 각서").unwrap().title_ko.as_deref(), Some("한미 각서"));
        assert_eq!(edit(Part::Where, "").unwrap().place, None);
        assert!(edit(Part::Planned, "yes").unwrap().planned);
        let dated = edit(Part::When, "2022-08~").unwrap();
        assert_eq!(dated.dated_by.unwrap().rule, BY_HAND);
        assert_eq!(edit(Part::When, "").unwrap().dated_by, None);
        let who = edit(Part::Who, "NSA, the service").unwrap();
        assert_eq!(who.actors, ["nsa", "nis-2"]);
        assert_eq!(who.countries, ["KR", "JP", "US"]);
        assert_eq!(edit(Part::Who, "nsa").unwrap().countries, ["JP", "US"]);
        let promise = edit(Part::Commitment(0), "a drill, due 2022-10").unwrap().commitments;
        assert_eq!((promise[0].text.as_str(), promise[0].due.is_some()), ("a drill", true));
        let plain = edit(Part::Commitment(0), "a drill, due soon").unwrap().commitments;
        assert_eq!((plain[0].text.as_str(), plain[0].due.is_some()), ("a drill, due soon", false));
        assert_eq!(
            edit(Part::Link(0), "follows-up talks").unwrap().links,
            [Link::new(Relation::FollowsUp, "talks")]
        );
    }
}
