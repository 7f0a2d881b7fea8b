//! Makes ids for drafts that a person can read: short names of actors, type, year (`nis-cisa-mou-2026`). Uniqueness is left to
//! the caller.

use crate::loader::Proposal;
use crate::model::{Actor, ActorKind, Edtf, Kind};
use crate::text::slug;

/// Longest id, in characters, without the number that makes it unique.
const MAX_ID_CHARS: usize = 56;
/// Most actors that an id names.
const MAX_ID_ACTORS: usize = 3;
/// Longest name of an actor in an id, in characters; a longer one is abbreviated.
const MAX_SHORT_NAME_CHARS: usize = 12;
/// Words of a name that have no letter in its initials.
const SMALL_WORDS: [&str; 4] = ["and", "for", "the", "on"];

/// Makes the id of the draft of a proposal. `find_actor` gives the actor with an id.
pub(super) fn make_event_id<'a>(
    proposal: &Proposal,
    find_actor: impl Fn(&str) -> Option<&'a Actor>,
) -> String {
    let mut actors: Vec<&Actor> = proposal.actors.iter().filter_map(|id| find_actor(id)).collect();
    // Allies meet about the DPRK; only attacks and what follows from them have it for a party.
    let involves_dprk =
        matches!(proposal.kind, Kind::Incident | Kind::Attribution | Kind::Sanction | Kind::Indictment);
    if !involves_dprk && actors.iter().any(|actor| actor.country.as_deref() != Some("KP")) {
        actors.retain(|actor| actor.country.as_deref() != Some("KP"));
    }
    let kind = match proposal.kind {
        Kind::WorkingGroup => "wg",
        kind => kind.name(),
    };
    let year = proposal.date.as_ref().and_then(Edtf::last_year).map(|year| format!("-{year}"));
    let end = format!("{kind}{}", year.unwrap_or_default());
    let mut id = String::new();
    for name in choose_actors(&actors).into_iter().map(short_actor_name).filter(|name| !name.is_empty()) {
        if id.len() + name.len() + 1 + end.len() <= MAX_ID_CHARS {
            id.push_str(&name);
            id.push('-');
        }
    }
    id.push_str(&end);
    id
}

/// The actors that an id names: one per country, a body before a person before the state.
fn choose_actors<'a>(actors: &[&'a Actor]) -> Vec<&'a Actor> {
    let rank = |actor: &Actor| match actor.kind {
        ActorKind::Agency | ActorKind::Group | ActorKind::Company | ActorKind::Organisation => 0,
        ActorKind::Person => 1,
        ActorKind::State => 2,
    };
    let mut chosen: Vec<&Actor> = Vec::new();
    for actor in actors {
        match chosen.iter_mut().find(|known| known.country == actor.country) {
            Some(known) if rank(actor) < rank(known) => *known = actor,
            Some(_) => {}
            None => chosen.push(actor),
        }
    }
    chosen.truncate(MAX_ID_ACTORS);
    chosen
}

/// A short name: of a state its usual abbreviation, of a person the surname, else an acronym.
fn short_actor_name(actor: &Actor) -> String {
    let country = actor.country.as_deref();
    match (actor.kind, country) {
        (ActorKind::State, Some("KR")) => return "rok".to_owned(),
        (ActorKind::State, Some("US")) => return "us".to_owned(),
        (ActorKind::State, Some("KP")) => return "dprk".to_owned(),
        (ActorKind::Person, Some("KR" | "KP" | "JP" | "CN")) => {
            return slug(actor.name.split(' ').next().unwrap_or_default());
        }
        (ActorKind::Person, _) => return slug(actor.name.rsplit(' ').next().unwrap_or_default()),
        _ => {}
    }
    if actor.id.len() <= MAX_SHORT_NAME_CHARS {
        return actor.id.clone();
    }
    let acronym = actor.names().find(|name| {
        (2..=MAX_SHORT_NAME_CHARS).contains(&name.len())
            && name.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
    });
    acronym.map_or_else(|| initials(&actor.id), slug)
}

/// The initials of an id of several words; a country at its start stays: `rok-ministry-of-unification` is `rok-mou`.
fn initials(id: &str) -> String {
    let words: Vec<&str> = id.split('-').filter(|word| !SMALL_WORDS.contains(word)).collect();
    let (country, rest) = match words.split_first() {
        Some((first, rest)) if matches!(*first, "rok" | "us" | "japan") => (format!("{first}-"), rest),
        _ => (String::new(), words.as_slice()),
    };
    if rest.len() < 3 {
        return format!("{country}{}", rest.join("-"));
    }
    country + &rest.iter().filter_map(|word| word.chars().next()).collect::<String>()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn actor(id: &str, name: &str, kind: ActorKind, country: &str, aliases: &[&str]) -> Actor {
        Actor {
            id: id.into(),
            name: name.into(),
            name_ko: None,
            kind,
            country: Some(country.into()),
            aliases: aliases.iter().map(ToString::to_string).collect(),
            ambiguous: Vec::new(),
            successor: None,
        }
    }

    #[test]
    fn names_are_short() {
        let table = [
            (actor("united-states", "United States", ActorKind::State, "US", &[]), "us"),
            (actor("jane-roe", "Jane Roe", ActorKind::Person, "US", &[]), "roe"),
            (actor("hong-gil-dong", "Hong Gil-dong", ActorKind::Person, "KR", &[]), "hong"),
            (actor("harbour", "Harbour", ActorKind::Agency, "US", &["HBR"]), "harbour"),
            (
                actor("us-harbour-command", "US Harbour Command", ActorKind::Agency, "US", &["USHARCOM"]),
                "usharcom",
            ),
            (actor("rok-ministry-of-the-harbour", "Ministry", ActorKind::Agency, "KR", &[]), "rok-moh"),
        ];
        for (actor, want) in table {
            assert_eq!(short_actor_name(&actor), want);
        }
    }

    #[test]
    fn one_actor_per_country_is_named() {
        let state = actor("united-states", "United States", ActorKind::State, "US", &[]);
        let agency = actor("cisa", "CISA", ActorKind::Agency, "US", &[]);
        let other = actor("nis", "NIS", ActorKind::Agency, "KR", &[]);
        let names =
            |actors: &[&Actor]| choose_actors(actors).iter().map(|a| a.id.clone()).collect::<Vec<_>>();
        assert_eq!(names(&[&other, &state, &agency]), ["nis", "cisa"]);
        assert_eq!(names(&[&state]), ["united-states"]);
    }
}
