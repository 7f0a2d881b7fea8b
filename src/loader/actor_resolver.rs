//! Who acts in a sentence: names from the gazetteer, surnames of people named before, ambiguous names by their
//! context. A capital after "in" is a place and no actor. Never invents a person.

use crate::model::Gazetteer;
use crate::model::gazetteer::ActorMention;
use crate::text::fold;
use std::collections::HashMap;

/// What one article says of who its names are.
pub(super) struct ActorResolver<'a> {
    gazetteer: &'a Gazetteer,
    /// Actors that the article names beyond doubt.
    certain_actors: Vec<String>,
    /// Surname to the one person of that surname in the article.
    surnames: HashMap<String, Option<String>>,
    /// The states that the article names first, the attackers left out.
    states: Vec<String>,
}

/// Words for the states that the article is about.
const JOINT_PHRASES: [&str; 19] = [
    "both countries",
    "two countries",
    "both nations",
    "two nations",
    "both sides",
    "two sides",
    "both governments",
    "two governments",
    "two allies",
    "the allies",
    "two presidents",
    "two leaders",
    "two commands",
    "both commands",
    "two ministries",
    "양국",
    "양측",
    "한미",
    "한·미",
];

/// What belongs to a state, by the state's country.
const NATIONAL_ADJECTIVES: [(&str, &str); 6] = [
    ("South Korean", "KR"),
    ("S. Korean", "KR"),
    ("North Korean", "KP"),
    ("N. Korean", "KP"),
    ("American", "US"),
    ("Japanese", "JP"),
];

/// Names of capitals, which stand for the state and for the place.
const CAPITALS: [&str; 8] = ["seoul", "washington", "tokyo", "pyongyang", "서울", "워싱턴", "도쿄", "평양"];
/// Words after which a capital is a place.
const PLACE_PREPOSITIONS: [&str; 9] =
    ["in", "at", "to", "from", "near", "visited", "outside", "visiting", "of"];

impl<'a> ActorResolver<'a> {
    /// Reads the whole text once.
    pub(super) fn new(gazetteer: &'a Gazetteer, text: &str) -> Self {
        let mut who =
            Self { gazetteer, certain_actors: Vec::new(), surnames: HashMap::new(), states: Vec::new() };
        for found in gazetteer.find_mentions(text) {
            let sure =
                !found.ambiguous || gazetteer.actor(&found.actors[0]).is_some_and(|actor| actor.is_state);
            if let [id] = found.actors.as_slice()
                && sure
                && !is_part_of_name(text, &found)
                && !who.certain_actors.contains(id)
            {
                who.certain_actors.push(id.clone());
            }
        }
        for id in who.certain_actors.clone() {
            who.add_surname(&id);
        }
        let about = |id: &&String| {
            gazetteer.actor(id).is_some_and(|actor| actor.is_state && actor.country.as_deref() != Some("KP"))
        };
        who.states = who.certain_actors.iter().filter(about).take(2).cloned().collect();
        who
    }

    /// The one or two states that the article is about.
    pub(super) fn states(&self) -> &[String] {
        &self.states
    }

    /// How many bodies, groups and people the article names beyond doubt.
    pub(super) fn count_bodies(&self) -> usize {
        self.certain_actors.iter().filter(|id| self.is_particular(id)).count()
    }

    /// Korean, Japanese and Chinese names begin with the surname, others end with it.
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

    /// The actors of a sentence, in the order in which they are named, each once.
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
        for (surname, id) in &self.surnames {
            let inside = |at: usize| found.iter().any(|name| name.range.contains(&at));
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
        for (adjective, country) in NATIONAL_ADJECTIVES {
            let at = sentence.find(adjective).filter(|at| !found.iter().any(|name| name.range.contains(at)));
            placed.extend(at.zip(self.gazetteer.state_of_country(country).map(str::to_owned)));
        }
        let folded = fold(sentence);
        if let Some(at) =
            JOINT_PHRASES.iter().filter_map(|words| super::phrase_matcher::find_phrase(&folded, words)).min()
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

    /// Codes of the countries of `actors`, each once.
    pub(super) fn countries(&self, actors: &[String]) -> Vec<String> {
        let mut countries: Vec<String> = Vec::new();
        for code in actors.iter().filter_map(|id| self.gazetteer.actor(id)?.country.clone()) {
            if !countries.contains(&code) {
                countries.push(code);
            }
        }
        countries
    }

    /// The English name of an actor.
    pub(super) fn actor_name(&self, id: &str) -> Option<&str> {
        self.gazetteer.actor(id).map(|actor| actor.name.as_str())
    }

    /// Whether it is more than a state: an agency, a person, a group, a company.
    pub(super) fn is_particular(&self, id: &str) -> bool {
        self.gazetteer.actor(id).is_some_and(|actor| !actor.is_state)
    }

    fn resolve_name(&self, sentence: &str, name: &ActorMention) -> Option<String> {
        match name.actors.as_slice() {
            [id] if !name.ambiguous => Some(id.clone()),
            [id] => {
                // A name that others have, too: of a state, of one named otherwise, or of a country of the story.
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
                let of = |country: &str| {
                    several.iter().find(|id| {
                        self.gazetteer
                            .actor(id)
                            .is_some_and(|actor| actor.country.as_deref() == Some(country))
                    })
                };
                let by_country = country.as_deref().and_then(of);
                let mut known = several.iter().filter(|id| self.certain_actors.contains(id));
                let by_text = known.next().filter(|_| known.next().is_none());
                // "The Foreign Ministry" of a story of two states is that of the one of them that has such a body.
                let story = |id: &&String| {
                    let country = self.gazetteer.actor(id).and_then(|actor| actor.country.clone());
                    self.states.iter().any(|state| {
                        self.gazetteer.actor(state).is_some_and(|state| state.country == country)
                    })
                };
                let mut of_story = several.iter().filter(story);
                let by_story = of_story.next().filter(|_| of_story.next().is_none());
                by_country.or(by_text).or(by_story).cloned()
            }
        }
    }
}

/// Whether a name goes on as another one: "NSO Group", "Kim Il Sung", "Voice of America".
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

/// Whether a name is no capital city: those stand before other capitals ("Seoul Foreign Ministry").
fn is_not_capital(name: &str) -> bool {
    !CAPITALS.contains(&fold(name).as_str())
}

/// Whether a name is only where something happens, or part of another name ("Korea chairman", "Washington Post").
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
    if !CAPITALS.contains(&written.as_str()) {
        return false;
    }
    let before = fold(&sentence[..name.range.start]);
    let word = before.trim_end().rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    PLACE_PREPOSITIONS.contains(&word)
        || rest.starts_with("에서")
        || rest.starts_with("에 ")
        || rest.starts_with('=')
}
