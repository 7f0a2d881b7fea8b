//! Builds a title from what is known of an event: who, the verb of its type, whom or what. In English and in Korean, from
//! the clauses of `data/loader/titles.toml`.

use super::types::{ArticleContext, EventCandidate};
use crate::loader::phrase_matcher::find_phrase;
use crate::loader::phrase_tables::{BilingualName, title_table};
use crate::model::{ActorKind, Kind};
use crate::text::fold;

/// Longest title of a draft, in characters.
pub(super) const MAX_DRAFT_TITLE_CHARS: usize = 80;
/// Most actors that a clause names together.
const MAX_NAMED_ACTORS: usize = 3;
/// Bytes before the name of a meeting in which its number is looked for.
const MAX_ORDINAL_DISTANCE: usize = 80;

/// The language of a title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ClauseLanguage {
    English,
    Korean,
}

/// A title built from an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct BuiltClause {
    pub(super) text: String,
    /// Whether it names who acts, and what about.
    pub(super) is_specific: bool,
}

/// What is known of an event, for its clause.
pub(super) struct EventFacts<'a> {
    context: &'a ArticleContext<'a>,
    kind: Kind,
    planned: bool,
    /// The sentence that reports the event, folded.
    sentence: String,
    /// Ids of those who act: an agency, else a person, else the state, for each country.
    who: Vec<String>,
    /// Ids of their states.
    states: Vec<String>,
    whom: Option<String>,
    victim: Option<String>,
    topic: Option<&'static BilingualName>,
    event: Option<(&'static BilingualName, Option<u32>)>,
    place: Option<&'static BilingualName>,
}

impl<'a> EventFacts<'a> {
    /// Collects what the sentence of a candidate says; of a main event, the headline and the lead say the rest.
    pub(super) fn from_candidate(
        context: &'a ArticleContext<'a>,
        candidate: &EventCandidate,
        headline: Option<&str>,
    ) -> Self {
        let clause = &candidate.sentence.text[candidate.clause.clone()];
        let mut texts = vec![fold(clause)];
        if candidate.main {
            texts.push(fold(headline.unwrap_or_default()));
            texts.push(fold(&candidate.sentence.text));
            let lead = context.text.split("\n\n").find(|paragraph| paragraph.chars().count() > 60);
            texts.push(fold(lead.unwrap_or_default()));
        }
        let mut actors = candidate.actors.clone();
        if candidate.main {
            for id in headline.map(|line| context.actor_resolver.find_actors(line)).unwrap_or_default() {
                if !actors.contains(&id) {
                    actors.push(id);
                }
            }
        }
        let topics = || title_table().topic.iter();
        let events = || title_table().event_name.iter().filter(|row| row.kinds.contains(&candidate.kind));
        Self {
            context,
            kind: candidate.kind,
            planned: candidate.planned,
            who: choose_agents(context, candidate.kind, &actors),
            states: choose_states(context, &actors),
            whom: choose_target(context, &actors),
            victim: choose_victim(context, &actors),
            topic: texts.iter().find_map(|text| topics().find(|row| find_name(text, row).is_some())),
            event: texts.iter().find_map(|text| {
                events().find_map(|row| find_name(text, row).map(|at| (row, find_ordinal(text, at))))
            }),
            place: title_table().place.iter().find(|row| find_name(&texts[0], row).is_some()),
            sentence: texts.swap_remove(0),
        }
    }

    /// Builds the title. `None` if it has no clause of at most [`MAX_DRAFT_TITLE_CHARS`] in that language.
    pub(super) fn build_clause(&self, language: ClauseLanguage) -> Option<BuiltClause> {
        let row = title_table().clause.iter().find(|row| {
            row.kind == self.kind
                && (row.with.is_empty() || row.with.iter().any(|word| find_phrase(&self.sentence, word).is_some()))
        })?;
        let templates = match language {
            ClauseLanguage::English => &row.english,
            ClauseLanguage::Korean => &row.korean,
        };
        let fill = |template: &String, who: &[String]| {
            let text = self.fill_template(template, who, language)?;
            let named = template.contains("{who}") || template.contains("{whom}") || template.contains("{victim}");
            let about = ["{topic}", "{event}", "{about}", "{whom}", "{victim}"];
            let is_specific = named && about.iter().any(|slot| template.contains(slot));
            (text.chars().count() <= MAX_DRAFT_TITLE_CHARS).then_some(BuiltClause { text, is_specific })
        };
        // Names that are too long give way to those of the states.
        let both = templates.iter().flat_map(|template| {
            [self.who.as_slice(), self.states.as_slice()].map(|who| (template, who))
        });
        both.into_iter().find_map(|(template, who)| fill(template, who))
    }

    /// Fills a clause. `None` if it needs something that is not known.
    fn fill_template(&self, template: &str, who: &[String], language: ClauseLanguage) -> Option<String> {
        if template.contains("{whom}") && template.contains("{topic}") && self.topic_names_target(language) {
            return None;
        }
        let mut words = Vec::new();
        let mut several = false;
        for word in template.split(' ') {
            if let Some((start, rest)) = word.split_once('{')
                && let Some((slot, end)) = rest.split_once('}')
            {
                several |= slot == "who" && who.len() > 1;
                words.push(format!("{start}{}{end}", self.slot_value(slot, who, language)?));
            } else if let Some((plural, singular)) = word.split_once('|') {
                // "Officials hold|hold" has the form of its own subject.
                let several = several || plural == singular;
                words.push(match (self.planned, several) {
                    (true, _) => format!("to {plural}"),
                    (false, true) => plural.to_owned(),
                    (false, false) => singular.to_owned(),
                });
            } else {
                words.push(word.to_owned());
            }
        }
        if self.planned && language == ClauseLanguage::Korean {
            words.push("예정".to_owned());
        }
        Some(words.join(" "))
    }

    fn slot_value(&self, slot: &str, who: &[String], language: ClauseLanguage) -> Option<String> {
        let name = |row: &BilingualName| match language {
            ClauseLanguage::English => row.english.clone(),
            ClauseLanguage::Korean => row.korean.clone(),
        };
        match slot {
            "who" => self.join_names(who, language),
            "whom" => self.actor_name(self.whom.as_deref()?, language),
            "victim" => self.actor_name(self.victim.as_deref()?, language),
            "target" => self.join_names(&self.states, language),
            "topic" => self.topic.map(name),
            "about" => self.topic.filter(|_| !self.event_names_topic()).map(name),
            "place" => self.place.map(name),
            "event" => {
                let (row, number) = self.event?;
                Some(match (number, language) {
                    (None, _) => name(row),
                    (Some(number), ClauseLanguage::English) => {
                        format!("{} {}", english_ordinal(number), row.english)
                    }
                    (Some(number), ClauseLanguage::Korean) => format!("제{number}차 {}", row.korean),
                })
            }
            _ => None,
        }
    }

    fn event_names_topic(&self) -> bool {
        self.event.is_some_and(|(row, _)| {
            ["cyber", "ict"].iter().any(|word| fold(&row.english).contains(word))
        })
    }

    /// Whether the name of the subject names the one acted on, too: "DPRK IT workers".
    fn topic_names_target(&self, language: ClauseLanguage) -> bool {
        let topic = self.slot_value("topic", &[], language).unwrap_or_default();
        self.slot_value("whom", &[], language).is_some_and(|whom| topic.contains(&whom))
    }

    fn join_names(&self, ids: &[String], language: ClauseLanguage) -> Option<String> {
        let names: Option<Vec<String>> = ids.iter().map(|id| self.actor_name(id, language)).collect();
        let names = names.filter(|names| !names.is_empty())?;
        let is_state = |id: &String| !self.context.actor_resolver.is_particular(id);
        Some(match (language, names.as_slice()) {
            (_, [one]) => one.clone(),
            (ClauseLanguage::Korean, _) if ids.iter().all(is_state) => {
                let countries = self.context.actor_resolver.countries(ids);
                let rows = title_table().state.iter().filter(|row| countries.contains(&row.country));
                rows.map(|row| row.syllable.as_str()).collect()
            }
            (ClauseLanguage::Korean, names) => names.join("·"),
            (ClauseLanguage::English, [first @ .., last]) => format!("{} and {last}", first.join(", ")),
            (ClauseLanguage::English, []) => return None,
        })
    }

    /// The name of an actor in titles.
    fn actor_name(&self, id: &str, language: ClauseLanguage) -> Option<String> {
        let actor = self.context.actor_resolver.actor(id)?;
        let mut states = title_table().state.iter();
        let short = states.find(|row| actor.is_state && Some(&row.country) == actor.country.as_ref());
        Some(match (short, language) {
            (Some(row), ClauseLanguage::English) => row.english.clone(),
            (Some(row), ClauseLanguage::Korean) => row.korean.clone(),
            (None, ClauseLanguage::English) => actor.name.clone(),
            (None, ClauseLanguage::Korean) => actor.name_ko.clone()?,
        })
    }
}

/// Those who act: for each country an agency or a person, else the state; not the DPRK, and no companies.
fn choose_agents(context: &ArticleContext<'_>, kind: Kind, actors: &[String]) -> Vec<String> {
    let rank = |id: &str| {
        let actor = context.actor_resolver.actor(id)?;
        let researches = kind == Kind::Research;
        match actor.kind {
            ActorKind::State if kind == Kind::Summit => Some(0),
            ActorKind::Agency | ActorKind::Organisation => Some(1),
            ActorKind::Company if researches => Some(1),
            ActorKind::Person if matches!(kind, Kind::Dialogue | Kind::Statement) => Some(2),
            ActorKind::State => Some(3),
            ActorKind::Person => Some(4),
            ActorKind::Company | ActorKind::Group => None,
        }
    };
    let mut chosen: Vec<(Option<String>, String, u8)> = Vec::new();
    for id in actors {
        let (Some(actor), Some(rank)) = (context.actor_resolver.actor(id), rank(id)) else { continue };
        let country = actor.country.clone();
        if country.as_deref() == Some("KP") {
            continue;
        }
        match chosen.iter_mut().find(|(known, ..)| *known == country) {
            Some(best) if best.2 <= rank => {}
            Some(best) => (best.1, best.2) = (id.clone(), rank),
            None => chosen.push((country, id.clone(), rank)),
        }
    }
    chosen.truncate(MAX_NAMED_ACTORS);
    chosen.into_iter().map(|(_, id, _)| id).collect()
}

/// The states of the actors, without the DPRK.
fn choose_states(context: &ArticleContext<'_>, actors: &[String]) -> Vec<String> {
    let countries = context.actor_resolver.countries(actors);
    let allies = countries.iter().filter(|country| *country != "KP");
    let states = allies.filter_map(|country| context.actor_resolver.state_of_country(country));
    states.take(MAX_NAMED_ACTORS).map(str::to_owned).collect()
}

/// The one acted on: a group, agency or person of the DPRK, else the DPRK.
fn choose_target(context: &ArticleContext<'_>, actors: &[String]) -> Option<String> {
    let of_dprk = |id: &&String| {
        context.actor_resolver.actor(id).is_some_and(|actor| actor.country.as_deref() == Some("KP"))
    };
    let particular = actors.iter().filter(of_dprk).find(|id| context.actor_resolver.is_particular(id));
    particular.or_else(|| actors.iter().find(of_dprk)).cloned()
}

/// The company that is attacked.
fn choose_victim(context: &ArticleContext<'_>, actors: &[String]) -> Option<String> {
    let is_victim = |id: &&String| {
        context.actor_resolver.actor(id).is_some_and(|actor| {
            actor.kind == ActorKind::Company && actor.country.as_deref() != Some("KP")
        })
    };
    actors.iter().find(is_victim).cloned()
}

/// Byte offset of a phrase of the name in a folded text.
fn find_name(folded: &str, name: &BilingualName) -> Option<usize> {
    name.phrases.iter().filter_map(|phrase| find_phrase(folded, phrase)).min()
}

/// The number of a meeting whose name begins at byte `at`: "the 6th …", "the sixth …", 제6차.
fn find_ordinal(folded: &str, at: usize) -> Option<u32> {
    let start = (at.saturating_sub(MAX_ORDINAL_DISTANCE)..=at).find(|&n| folded.is_char_boundary(n))?;
    let before = folded[start..at].rsplit(['.', ';', '"', '\'']).next().unwrap_or_default();
    let words: Vec<&str> = before.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.iter().enumerate().rev().find_map(|(n, word)| {
        let digits = word.trim_end_matches(|c: char| !c.is_ascii_digit()).trim_start_matches('제');
        let suffix = word.trim_start_matches('제').trim_start_matches(|c: char| c.is_ascii_digit());
        let number = digits.parse().ok().filter(|number| (1..100).contains(number));
        // "8 일" is a day; "제 8차" has its number after a space.
        let is_ordinal = matches!(suffix, "st" | "nd" | "rd" | "th" | "차" | "회");
        let spelled = title_table().ordinal.iter().position(|known| known == *word);
        let ordinal = spelled.map(|n| u32::try_from(n + 1).unwrap_or(1));
        let dated = words.get(n.wrapping_sub(1)).is_some_and(|previous| *previous == "on");
        number.filter(|_| is_ordinal && !dated).or(ordinal)
    })
}

/// A number as an English ordinal: a word up to ten, else figures.
fn english_ordinal(number: u32) -> String {
    let word = usize::try_from(number).ok().and_then(|n| title_table().ordinal.iter().nth(n.checked_sub(1)?));
    let suffix = match number % 10 {
        1 if number % 100 != 11 => "st",
        2 if number % 100 != 12 => "nd",
        3 if number % 100 != 13 => "rd",
        _ => "th",
    };
    word.map_or_else(|| format!("{number}{suffix}"), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_is_built_from_a_clause_of_its_row() {
        let slots = [
            ("{who}", "NIS and CISA"),
            ("{whom}", "Kimsuky"),
            ("{victim}", "Upbit"),
            ("{topic}", "cybersecurity"),
        ];
        for row in &title_table().clause {
            for example in &row.examples {
                let built = row.english.iter().any(|template| {
                    let filled = slots.iter().fold(template.clone(), |text, (slot, name)| text.replace(slot, name));
                    let several = template.starts_with("{who}") && !template.starts_with("{who} court");
                    let words = filled.split(' ').map(|word| match word.split_once('|') {
                        Some((plural, singular)) => if several { plural } else { singular },
                        None => word,
                    });
                    words.collect::<Vec<_>>().join(" ") == *example
                });
                assert!(built, "{example}");
            }
        }
    }

    #[test]
    fn ordinals_are_read_before_a_name() {
        let find = |text: &str, name: &str| find_ordinal(text, text.find(name).unwrap());
        assert_eq!(find("the sixth meeting of the forum", "forum"), Some(6));
        assert_eq!(find("the 12th example-sample forum", "forum"), Some(12));
        assert_eq!(find("제 8차 보기 협의회", "협의회"), Some(8));
        assert_eq!(find("제3회 포럼", "포럼"), Some(3));
        assert_eq!(find("8일 항구에서 포럼", "포럼"), None);
        assert_eq!(find("a forum", "forum"), None);
        assert_eq!(english_ordinal(3), "third");
        assert_eq!(english_ordinal(22), "22nd");
    }
}
