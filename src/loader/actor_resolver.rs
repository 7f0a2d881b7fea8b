//! Finds the actors of a sentence: names of the gazetteer, surnames of people named before, and ambiguous names by their
//! context. A capital after "in" is a place and no actor. Only actors of the gazetteer are returned.

use super::phrase_matcher::find_phrase;
use super::phrase_tables::actor_table;
use crate::model::Gazetteer;
use crate::model::gazetteer::{ActorInfo, ActorMention};
use crate::text::fold;
use std::collections::HashMap;

/// Resolves names to actors in the context of one article.
pub(super) struct ActorResolver<'a> {
    gazetteer: &'a Gazetteer,
    /// Ids of the actors that the article names unambiguously, in the order of the text.
    certain_actors: Vec<String>,
    /// Surname to the id of the person with it; `None` if several share it.
    surnames: HashMap<String, Option<String>>,
    /// Ids of the first one or two states that the article names, the DPRK left out.
    states: Vec<String>,
    /// Whether a short name of several states stands in the article, South Korea and the United States among them.
    is_alliance: bool,
}

impl<'a> ActorResolver<'a> {
    /// Collects the actors of the whole article.
    pub(super) fn new(gazetteer: &'a Gazetteer, text: &str) -> Self {
        let mut resolver = Self {
            gazetteer,
            certain_actors: Vec::new(),
            surnames: HashMap::new(),
            states: Vec::new(),
            is_alliance: false,
        };
        for found in gazetteer.find_mentions(text) {
            let certain =
                !found.ambiguous || gazetteer.actor(&found.actors[0]).is_some_and(|actor| actor.is_state);
            if let [id] = found.actors.as_slice()
                && certain
                && !is_part_of_name(text, &found)
                && !resolver.certain_actors.contains(id)
            {
                resolver.certain_actors.push(id.clone());
            }
        }
        if let Some((countries, _)) = find_compound_states(text) {
            resolver.is_alliance = true;
            let states = countries.iter().filter_map(|code| gazetteer.state_of_country(code));
            let added: Vec<String> = states
                .filter(|id| !resolver.certain_actors.iter().any(|have| have == id))
                .map(str::to_owned)
                .collect();
            resolver.certain_actors.extend(added);
        }
        for id in resolver.certain_actors.clone() {
            resolver.add_surname(&id);
        }
        let is_ally = |id: &&String| {
            gazetteer.actor(id).is_some_and(|actor| actor.is_state && actor.country.as_deref() != Some("KP"))
        };
        resolver.states = resolver.certain_actors.iter().filter(is_ally).take(2).cloned().collect();
        resolver
    }

    /// The one or two states that the article is about.
    pub(super) fn states(&self) -> &[String] {
        &self.states
    }

    /// Whether the article names states, agencies or people of both South Korea and the United States.
    pub(super) fn names_allies(&self) -> bool {
        let countries = self.countries(&self.certain_actors);
        ["KR", "US"].iter().all(|code| countries.iter().any(|country| country == code))
    }

    /// Whether the article names the two allies in one word: "한미", "U.S.-ROK".
    pub(super) fn names_alliance(&self) -> bool {
        self.is_alliance
    }

    /// Whether a folded text speaks of "both countries" or the like.
    pub(super) fn names_both_states(folded: &str) -> bool {
        actor_table().both_states.iter().any(|words| find_phrase(folded, words).is_some())
    }

    /// Number of agencies, groups and people that the article names unambiguously.
    pub(super) fn count_bodies(&self) -> usize {
        self.certain_actors.iter().filter(|id| self.is_particular(id)).count()
    }

    /// Adds the surname of a person. Korean, Japanese and Chinese names begin with it, others end with it.
    fn add_surname(&mut self, id: &str) {
        let Some(actor) = self.gazetteer.actor(id).filter(|actor| actor.is_person) else { return };
        let first = matches!(actor.country.as_deref(), Some("KR" | "KP" | "JP" | "CN"));
        let mut words = actor.name.split_whitespace();
        let Some(surname) = (if first { words.next() } else { words.next_back() }) else { return };
        let entry = self.surnames.entry(surname.to_owned()).or_insert_with(|| Some(id.to_owned()));
        if entry.as_deref() != Some(id) {
            *entry = None;
        }
    }

    /// Ids of the actors of a sentence, in the order in which they are named, without duplicates.
    pub(super) fn find_actors(&self, sentence: &str) -> Vec<String> {
        let found = self.gazetteer.find_mentions(sentence);
        let mut placed: Vec<(usize, String)> = Vec::new();
        for name in &found {
            if !is_place_name(sentence, name)
                && !is_part_of_name(sentence, name)
                && let Some(id) = self.resolve_name(sentence, name)
            {
                placed.push((name.range.start, id));
            }
        }
        let inside = |at: usize| found.iter().any(|name| name.range.contains(&at));
        for (surname, id) in &self.surnames {
            let word = sentence.match_indices(surname.as_str()).map(|(at, _)| at).find(|&at| {
                let before = sentence[..at].chars().next_back();
                let after = sentence[at + surname.len()..].chars().next();
                let whole = !before.is_some_and(char::is_alphanumeric)
                    && !after.is_some_and(|c| c.is_alphanumeric() || c == '-');
                whole && !inside(at)
            });
            if let (Some(at), Some(id)) = (word, id) {
                placed.push((at, id.clone()));
            }
        }
        for row in &actor_table().adjective {
            let state = self.gazetteer.state_of_country(&row.country);
            for adjective in &row.phrases {
                let at = sentence.find(adjective.as_str()).filter(|&at| !inside(at));
                placed.extend(at.zip(state.map(str::to_owned)));
            }
        }
        if let Some((countries, at)) = find_compound_states(sentence) {
            let states = countries.iter().filter_map(|code| self.gazetteer.state_of_country(code));
            placed.extend(states.map(|id| (at, id.to_owned())));
        }
        let folded = fold(sentence);
        if let Some(at) =
            actor_table().both_states.iter().filter_map(|words| find_phrase(&folded, words)).min()
        {
            placed.extend(self.states.iter().map(|id| (at, id.clone())));
        }
        placed.sort();
        let mut ids: Vec<String> = Vec::new();
        for (_, id) in placed {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids
    }

    /// Country codes of actors, without duplicates.
    pub(super) fn countries(&self, actors: &[String]) -> Vec<String> {
        let mut countries: Vec<String> = Vec::new();
        for code in actors.iter().filter_map(|id| self.gazetteer.actor(id)?.country.clone()) {
            if !countries.contains(&code) {
                countries.push(code);
            }
        }
        countries
    }

    /// The actor `id`.
    pub(super) fn actor(&self, id: &str) -> Option<&ActorInfo> {
        self.gazetteer.actor(id)
    }

    /// The id of the state with this country code.
    pub(super) fn state_of_country(&self, country: &str) -> Option<&str> {
        self.gazetteer.state_of_country(country)
    }

    /// Whether an actor is not a state: an agency, a person, a group, a company.
    pub(super) fn is_particular(&self, id: &str) -> bool {
        self.gazetteer.actor(id).is_some_and(|actor| !actor.is_state)
    }

    fn resolve_name(&self, sentence: &str, name: &ActorMention) -> Option<String> {
        match name.actors.as_slice() {
            [id] if !name.ambiguous => Some(id.clone()),
            [id] => {
                // A name that others share: it counts for a state, for an actor named elsewhere in the article, and for an
                // actor of one of its states.
                let actor = self.gazetteer.actor(id)?;
                let country = |state: &String| {
                    self.gazetteer.actor(state).is_some_and(|known| known.country == actor.country)
                };
                let known =
                    actor.is_state || self.certain_actors.contains(id) || self.states.iter().any(country);
                known.then(|| id.clone())
            }
            several => {
                let before = &sentence[..name.range.start];
                let near: String =
                    before.chars().rev().take(24).collect::<Vec<_>>().into_iter().rev().collect();
                let country = self.gazetteer.find_mentions(&near).last().and_then(|found| {
                    match found.actors.as_slice() {
                        [id] => self.gazetteer.actor(id)?.country.clone(),
                        _ => None,
                    }
                });
                let from_country = |country: &str| {
                    several.iter().find(|id| {
                        self.gazetteer
                            .actor(id)
                            .is_some_and(|actor| actor.country.as_deref() == Some(country))
                    })
                };
                let by_country = country.as_deref().and_then(from_country);
                let mut known = several.iter().filter(|id| self.certain_actors.contains(id));
                let by_text = known.next().filter(|_| known.next().is_none());
                // "The Foreign Ministry" in an article about two states belongs to the one of them that has such a body.
                let of_state = |id: &&String| {
                    let country = self.gazetteer.actor(id).and_then(|actor| actor.country.clone());
                    self.states.iter().any(|state| {
                        self.gazetteer.actor(state).is_some_and(|state| state.country == country)
                    })
                };
                let mut of_states = several.iter().filter(of_state);
                let by_states = of_states.next().filter(|_| of_states.next().is_none());
                by_country.or(by_text).or(by_states).cloned()
            }
        }
    }
}

/// Where a short name of several states begins a word: "한미 양국", but not "대한미국".
fn find_compound(sentence: &str, name: &str) -> Option<usize> {
    let begins = |at: &usize| !sentence[..*at].ends_with(crate::text::is_hangul);
    sentence.match_indices(name).map(|(at, _)| at).find(begins)
}

/// The countries of the short name of several states in a sentence, and where it stands.
fn find_compound_states(sentence: &str) -> Option<(&'static [String], usize)> {
    // The longest names come first: "한미일" is no "한미".
    actor_table().compound.iter().find_map(|row| {
        let at = row.phrases.iter().find_map(|name| find_compound(sentence, name))?;
        Some((row.countries.as_slice(), at))
    })
}

/// Whether a name is part of a longer one: "NSO Group", "Kim Il Sung", "Voice of America".
fn is_part_of_name(text: &str, name: &ActorMention) -> bool {
    let rest = &text[name.range.end..];
    let next = rest.strip_prefix([' ', '-']).and_then(|rest| rest.chars().next());
    let mut before = text[..name.range.start].trim_end().rsplit(' ');
    let of =
        before.next() == Some("of") && before.next().is_some_and(|word| word.starts_with(char::is_uppercase));
    let country = matches!(&text[name.range.clone()], "America" | "Korea");
    name.ambiguous
        && !country
        && next.is_some_and(char::is_uppercase)
        && is_not_capital(&text[name.range.clone()])
        || country && of
}

/// Whether a name is not a capital. Capitals may precede another name ("Seoul Foreign Ministry").
fn is_not_capital(name: &str) -> bool {
    !actor_table().capital.contains(&fold(name))
}

/// Whether a name is a place here ("in Seoul"), or part of another name ("Korea chairman", "Washington Post").
fn is_place_name(sentence: &str, name: &ActorMention) -> bool {
    let written = fold(&sentence[name.range.clone()]);
    let rest = &sentence[name.range.end..];
    if matches!(written.as_str(), "korea" | "america" | "washington") {
        let next = rest.strip_prefix(' ').and_then(|rest| rest.chars().next());
        let before = sentence[..name.range.start].trim_end();
        if next.is_some_and(char::is_uppercase) || before.ends_with("the") {
            return true;
        }
    }
    if !actor_table().capital.contains(&written) {
        return false;
    }
    let before = fold(&sentence[..name.range.start]);
    let word = before.trim_end().rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    actor_table().place_preposition.contains(word)
        || rest.starts_with("에서")
        || rest.starts_with("에 ")
        || rest.starts_with('=')
}
