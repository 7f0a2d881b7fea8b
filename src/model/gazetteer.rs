//! Finds actors in a text by their English and Korean names. Does not decide between two actors with the same name, which
//! takes context.

use super::actor::{Actor, ActorKind};
use crate::text::is_hangul;
use std::collections::HashMap;
use std::ops::Range;

/// The names of a set of actors, indexed for many texts.
#[derive(Clone, Debug, Default)]
pub struct Gazetteer {
    /// The names by their first two characters, the longest first.
    names: HashMap<[char; 2], Vec<ActorName>>,
    actors: HashMap<String, ActorInfo>,
}

#[derive(Clone, Debug)]
struct ActorName {
    letters: Vec<char>,
    /// Ids of the actors; more than one if they share the name.
    actors: Vec<String>,
    /// Whether the data mark the name as ambiguous.
    ambiguous: bool,
}

/// What the loader needs to know of an actor.
#[derive(Clone, Debug)]
pub struct ActorInfo {
    /// The name in English.
    pub name: String,
    /// The name in Korean.
    pub name_ko: Option<String>,
    /// The type of actor.
    pub kind: ActorKind,
    /// Country code.
    pub country: Option<String>,
    /// Whether it is a person, who may later be named by the surname alone.
    pub is_person: bool,
    /// Whether it is a state, which the name of its capital may stand for.
    pub is_state: bool,
}

/// A name found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActorMention {
    /// The byte range in the text, end exclusive.
    pub range: Range<usize>,
    /// Ids of the actors with that name.
    pub actors: Vec<String>,
    /// Whether the data mark the name as ambiguous.
    pub ambiguous: bool,
}

/// The least length, in characters, of a Latin name that is also found in capitals, as headlines have it.
const MIN_CAPITALIZED_LETTERS: usize = 5;

/// What may follow a name within a Korean word: particles and the like.
const NAME_SUFFIXES: &[&str] = &[
    "",
    "은",
    "는",
    "이",
    "가",
    "을",
    "를",
    "의",
    "에",
    "에서",
    "에게",
    "에는",
    "에도",
    "와",
    "과",
    "와의",
    "과의",
    "도",
    "로",
    "으로",
    "만",
    "부터",
    "까지",
    "및",
    "등",
    "등이",
    "등은",
    "등을",
    "등과",
    "측",
    "측은",
    "측이",
    "간",
    "께서",
    "이다",
    "라고",
    "이라고",
    "라는",
    "이라는",
    "발",
    "산",
    "보다",
    "처럼",
    "이나",
    "나",
    "이며",
    "에서는",
    "으로부터",
    "로부터",
    "군",
    "군이",
];

impl Gazetteer {
    /// Indexes the names of `actors`. Names of one character are left out.
    pub fn new<'a>(actors: impl IntoIterator<Item = &'a Actor>) -> Self {
        let mut gazetteer = Self::default();
        for actor in actors {
            // Texts from its own country call the "ROK Ministry of National Defense" by its name without "ROK".
            let bare = ["ROK ", "US "].iter().find_map(|country| actor.name.strip_prefix(country));
            let bare = bare.filter(|name| name.split(' ').count() >= 3);
            for name in actor.names().chain(bare) {
                let doubtful = actor.ambiguous.iter().any(|marked| marked == name);
                gazetteer.add_name(name, &actor.id, doubtful);
                let capitals = name.to_uppercase();
                if name.is_ascii() && name.len() >= MIN_CAPITALIZED_LETTERS && capitals != name {
                    gazetteer.add_name(&capitals, &actor.id, doubtful);
                }
            }
            let known = ActorInfo {
                name: actor.name.clone(),
                name_ko: actor.name_ko.clone(),
                kind: actor.kind,
                country: actor.country.clone(),
                is_person: actor.kind == ActorKind::Person,
                is_state: actor.kind == ActorKind::State,
            };
            gazetteer.actors.insert(actor.id.clone(), known);
        }
        for names in gazetteer.names.values_mut() {
            names.sort_by_key(|name| std::cmp::Reverse(name.letters.len()));
        }
        gazetteer
    }

    fn add_name(&mut self, name: &str, id: &str, doubtful: bool) {
        let letters: Vec<char> = name.chars().map(normalize_char).collect();
        let &[first, second, ..] = letters.as_slice() else { return };
        let names = self.names.entry([first, second]).or_default();
        match names.iter_mut().find(|have| have.letters == letters) {
            Some(have) if have.actors.iter().any(|known| known == id) => {}
            Some(have) => have.actors.push(id.to_owned()),
            None => names.push(ActorName { letters, actors: vec![id.to_owned()], ambiguous: doubtful }),
        }
    }

    /// The actor `id`.
    pub fn actor(&self, id: &str) -> Option<&ActorInfo> {
        self.actors.get(id)
    }

    /// The id of the state with this country code; the first by id if there are several.
    pub fn state_of_country(&self, country: &str) -> Option<&str> {
        let states = self
            .actors
            .iter()
            .filter(|(_, known)| known.is_state && known.country.as_deref() == Some(country));
        states.map(|(id, _)| id.as_str()).min()
    }

    /// Finds every name in `text`, in order. Of overlapping names the earlier one counts, and of those the longer.
    pub fn find_mentions(&self, text: &str) -> Vec<ActorMention> {
        let places: Vec<(usize, char)> = text.char_indices().map(|(at, c)| (at, normalize_char(c))).collect();
        let end_of = |n: usize| places.get(n).map_or(text.len(), |&(at, _)| at);
        let mut found = Vec::new();
        let mut n = 0;
        while n + 1 < places.len() {
            let Some(name) = self.longest_name_at(&places, n) else {
                n += 1;
                continue;
            };
            let end = n + name.letters.len();
            found.push(ActorMention {
                range: end_of(n)..end_of(end),
                actors: name.actors.clone(),
                ambiguous: name.ambiguous,
            });
            n = end;
        }
        found
    }

    /// The longest name that begins at character `n` and is a whole word there.
    fn longest_name_at(&self, places: &[(usize, char)], n: usize) -> Option<&ActorName> {
        let before = n.checked_sub(1).map(|n| places[n].1);
        let first = places[n].1;
        let inside = match before {
            Some(before) if is_hangul(first) => is_hangul(before),
            Some(before) => before.is_alphanumeric() && !is_hangul(before),
            None => false,
        };
        if inside {
            return None;
        }
        let names = self.names.get(&[first, places[n + 1].1])?;
        names.iter().find(|name| {
            let rest = places[n..].iter().map(|&(_, c)| c);
            let fits = places.len() - n >= name.letters.len()
                && rest.take(name.letters.len()).eq(name.letters.iter().copied());
            fits && ends_word(&places[n + name.letters.len()..], name.letters.last().copied())
        })
    }
}

/// Whether a name that ends in `last` may be followed by `rest`.
fn ends_word(rest: &[(usize, char)], last: Option<char>) -> bool {
    let Some(&(_, next)) = rest.first() else { return true };
    if last.is_some_and(is_hangul) || is_hangul(next) {
        let tail: String = rest.iter().map(|&(_, c)| c).take_while(|&c| is_hangul(c)).collect();
        return NAME_SUFFIXES.contains(&tail.as_str());
    }
    !next.is_alphanumeric()
}

/// Replaces typographic apostrophes, hyphens and no-break spaces by the ASCII ones.
fn normalize_char(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' => '\'',
        '\u{2010}' | '\u{2011}' => '-',
        '\u{A0}' => ' ',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ActorKind;

    fn actor(id: &str, name: &str, korean: &str, aliases: &[&str]) -> Actor {
        Actor {
            id: id.into(),
            name: name.into(),
            name_ko: Some(korean.into()),
            kind: ActorKind::Agency,
            country: None,
            aliases: aliases.iter().map(ToString::to_string).collect(),
            ambiguous: Vec::new(),
            successor: None,
        }
    }

    fn found(text: &str) -> Vec<(String, String)> {
        let actors = [
            actor("us", "United States", "미국", &["US", "U.S."]),
            actor("rok", "Republic of Korea", "대한민국", &["South Korea", "Korea", "한국"]),
            actor("dprk", "DPRK", "북한", &["North Korea", "Democratic People's Republic of Korea"]),
            actor("usc", "US Cyber Command", "미 사이버사령부", &["Cyber Command"]),
            actor("rokc", "ROK Cyber Operations Command", "사이버작전사령부", &["Cyber Command"]),
        ];
        let gazetteer = Gazetteer::new(&actors);
        gazetteer
            .find_mentions(text)
            .into_iter()
            .map(|f| (text[f.range].to_owned(), f.actors.join("+")))
            .collect()
    }

    #[test]
    fn names_are_found_as_whole_words() {
        let table: &[(&str, &[(&str, &str)])] = &[
            ("North Korea's hackers and South Korea", &[("North Korea", "dprk"), ("South Korea", "rok")]),
            ("the U.S.-led drill, US too, but not us or USS", &[("U.S.", "us"), ("US", "us")]),
            ("Democratic People’s Republic of Korea", &[("Democratic People’s Republic of Korea", "dprk")]),
            ("NORTH KOREA FIRES", &[("NORTH KOREA", "dprk")]),
            (
                "US Cyber Command and Cyber Command",
                &[("US Cyber Command", "usc"), ("Cyber Command", "usc+rokc")],
            ),
            ("한국은 미국과 북한의", &[("한국", "rok"), ("미국", "us"), ("북한", "dprk")]),
            ("한국은행과 남북한", &[]),
            ("미 사이버사령부가", &[("미 사이버사령부", "usc")]),
        ];
        for (text, want) in table {
            let want: Vec<_> = want.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
            assert_eq!(found(text), want, "{text}");
        }
    }
}
