//! Builds a title from what is known of an event: who, the verb of its type, whom or what. In English and in Korean, from
//! the clauses of `data/loader/titles.toml`.

use super::classify::classify_kind;
use super::types::{ArticleContext, EventCandidate};
use crate::loader::phrase_matcher::find_phrase;
use crate::loader::phrase_tables::{BilingualName, StateGroup, title_table};
use crate::model::{ActorKind, Kind};
use crate::text::{fold, has_hangul};

/// Longest title of a draft, in characters.
pub(super) const MAX_DRAFT_TITLE_CHARS: usize = 80;
/// Most actors that a clause names together.
const MAX_NAMED_ACTORS: usize = 3;
/// Shortest paragraph of the lead, in characters.
const MIN_LEAD_CHARS: usize = 60;
/// Paragraphs of the lead.
const MAX_LEAD_PARAGRAPHS: usize = 2;
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
    /// Whether it names who acts.
    pub(super) names_agent: bool,
}

/// What is known of an event, for its clause.
pub(super) struct EventFacts<'a> {
    context: &'a ArticleContext<'a>,
    kind: Kind,
    planned: bool,
    /// The sentence that reports the event and, of the main event, headline and lead; folded.
    text: String,
    /// Ids of those who act: an agency, else a person, else the state, for each country.
    who: Vec<String>,
    /// Ids of their states.
    states: Vec<String>,
    whom: Option<String>,
    victim: Option<String>,
    topic: Option<&'static BilingualName>,
    /// The subject if it is an offense.
    threat: Option<&'static BilingualName>,
    event: Option<(&'static BilingualName, Option<u32>)>,
    place: Option<&'static BilingualName>,
    /// A sum of money, as written.
    amount: Option<String>,
}

impl<'a> EventFacts<'a> {
    /// Collects what the sentence of a candidate says; of a main event, the headline and the lead say the rest.
    pub(super) fn from_candidate(
        context: &'a ArticleContext<'a>,
        candidate: &EventCandidate,
        headline: Option<&str>,
    ) -> Self {
        let texts = EventTexts::collect(context, candidate, headline);
        let mut actors = candidate.actors.clone();
        if candidate.main {
            for id in headline.map(|line| context.actor_resolver.find_actors(line)).unwrap_or_default() {
                if !actors.contains(&id) {
                    actors.push(id);
                }
            }
        }
        let group = texts.find_state_group();
        let states = choose_states(context, candidate, &actors, group);
        let who = choose_agents(context, candidate.kind, &actors, &texts.clause);
        let find_topic =
            |is_fit: fn(&BilingualName) -> bool| texts.all().find_map(|text| find_first_topic(text, is_fit));
        Self {
            kind: clause_kind(context, candidate, headline, &who),
            planned: candidate.planned && !matches!(candidate.kind, Kind::Incident | Kind::Attribution),
            who: align_agents(context, candidate, who, &states, group.is_some()),
            states,
            whom: choose_target(context, &actors),
            victim: choose_victim(context, &actors),
            // Nobody agrees on hacking: the word alone names who is to be fought.
            topic: find_topic(|row| !(row.generic && row.threat)),
            threat: find_topic(|row| row.threat),
            event: find_event_name(candidate.kind, &texts),
            place: texts
                .all()
                .find_map(|text| find_row(text, title_table().place.iter()))
                .map(|(row, _)| row),
            amount: texts.all().find_map(find_amount),
            text: texts.report(),
            context,
        }
    }

    /// Builds the title. `None` if it has no clause of at most [`MAX_DRAFT_TITLE_CHARS`] in that language.
    pub(super) fn build_clause(&self, language: ClauseLanguage) -> Option<BuiltClause> {
        let row = title_table().clause.iter().find(|row| {
            row.kind == self.kind
                && (row.with.is_empty()
                    || row.with.iter().any(|word| find_phrase(&self.text, word).is_some()))
        })?;
        let templates = match language {
            ClauseLanguage::English => &row.english,
            ClauseLanguage::Korean => &row.korean,
        };
        let fill = |template: &String, who: &[String]| {
            let text = self.fill_template(template, who, language)?;
            let named =
                template.contains("{who}") || template.contains("{whom}") || template.contains("{victim}");
            let about = ["{topic}", "{threat}", "{event}", "{about}", "{whom}", "{victim}"];
            let is_specific = named && about.iter().any(|slot| template.contains(slot));
            (text.chars().count() <= MAX_DRAFT_TITLE_CHARS).then_some(BuiltClause {
                text,
                is_specific,
                names_agent: template.contains("{who}"),
            })
        };
        // Names that are too long give way to those of the states.
        let both = templates
            .iter()
            .flat_map(|template| [self.who.as_slice(), self.states.as_slice()].map(|who| (template, who)));
        both.into_iter().find_map(|(template, who)| fill(template, who))
    }

    /// Fills a clause. `None` if it needs something that is not known.
    fn fill_template(&self, template: &str, who: &[String], language: ClauseLanguage) -> Option<String> {
        if template.contains("{whom}") && template.contains("{threat}") && self.threat_names_target(language)
        {
            return None;
        }
        let mut words = Vec::new();
        let mut several = false;
        // Names of actors may share words with each other and with what they do.
        let mut without_names = String::new();
        for word in template.split(' ') {
            if let Some((start, rest)) = word.split_once('{')
                && let Some((slot, end)) = rest.split_once('}')
            {
                several |= slot == "who" && who.len() > 1;
                let value = self.slot_value(slot, who, language)?;
                if !matches!(slot, "who" | "whom" | "victim") {
                    without_names.push_str(&value);
                }
                without_names.push_str(end);
                words.push(format!("{start}{value}{end}"));
            } else if let Some((plural, singular)) = word.split_once('|') {
                // "Officials hold|hold" has the form of its own subject.
                let several = several || plural == singular;
                words.push(match (self.planned, several) {
                    (true, _) => format!("to {plural}"),
                    (false, true) => plural.to_owned(),
                    (false, false) => singular.to_owned(),
                });
            } else if let Some((plural, singular)) = word.split_once('/') {
                words.push(if several { plural } else { singular }.to_owned());
            } else {
                without_names.push_str(word);
                words.push(word.to_owned());
            }
            without_names.push(' ');
        }
        if self.planned && language == ClauseLanguage::Korean {
            words.push("예정".to_owned());
        }
        (!repeats_word(&without_names)).then(|| words.join(" "))
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
            "topic" => self.topic.map(name),
            "threat" => self.threat.map(name),
            "about" => self.topic.filter(|_| !self.event_has_subject()).map(name),
            "place" => self.place.map(name),
            "amount" => self
                .amount
                .clone()
                .filter(|amount| has_hangul(amount) == (language == ClauseLanguage::Korean)),
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

    /// Whether the event is a series of meetings with a subject of its own.
    fn event_has_subject(&self) -> bool {
        self.event.is_some_and(|(row, _)| !row.generic && !row.kinds.contains(&Kind::Agreement))
    }

    /// Whether the name of the subject names the one acted on, too: "DPRK IT workers".
    fn threat_names_target(&self, language: ClauseLanguage) -> bool {
        let threat = self.slot_value("threat", &[], language).unwrap_or_default();
        self.slot_value("whom", &[], language).is_some_and(|whom| threat.contains(&whom))
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
fn choose_agents(context: &ArticleContext<'_>, kind: Kind, actors: &[String], clause: &str) -> Vec<String> {
    // "국토안보부 소속 CISA": of two bodies of a state the second one acts.
    let has_part = ["소속", "산하"].iter().any(|word| clause.contains(word));
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
            Some(best) if best.2 < rank || best.2 == rank && !(has_part && rank == 1) => {}
            Some(best) => (best.1, best.2) = (id.clone(), rank),
            None => chosen.push((country, id.clone(), rank)),
        }
    }
    chosen.truncate(MAX_NAMED_ACTORS);
    chosen.into_iter().map(|(_, id, _)| id).collect()
}

/// The states that act, without the DPRK: those that the text names together, else those of the actors. One that meets
/// or agrees does so with the other state that the article is about.
fn choose_states(
    context: &ArticleContext<'_>,
    candidate: &EventCandidate,
    actors: &[String],
    group: Option<&StateGroup>,
) -> Vec<String> {
    let resolver = context.actor_resolver;
    let mut countries = resolver.countries(actors);
    countries.retain(|country| country != "KP");
    if needs_partner(candidate.kind) && countries.len() < 2 {
        match group {
            Some(group) => countries.clone_from(&group.countries),
            None if candidate.main => countries.extend(resolver.countries(resolver.states())),
            None => {}
        }
    } else if let Some(group) = group.filter(|group| group.countries.len() > countries.len()) {
        countries.extend(
            group
                .countries
                .iter()
                .filter(|country| !countries.contains(country))
                .cloned()
                .collect::<Vec<_>>(),
        );
    }
    let mut states: Vec<String> = Vec::new();
    for state in countries.iter().filter_map(|country| resolver.state_of_country(country)) {
        if !states.iter().any(|known| known == state) {
            states.push(state.to_owned());
        }
    }
    states.truncate(MAX_NAMED_ACTORS);
    states
}

/// Those who act as a clause names them: bodies and people if there is one of each state, else the states.
fn align_agents(
    context: &ArticleContext<'_>,
    candidate: &EventCandidate,
    who: Vec<String>,
    states: &[String],
    named_together: bool,
) -> Vec<String> {
    let is_state = |id: &String| !context.actor_resolver.is_particular(id);
    let class = |id: &String| context.actor_resolver.actor(id).map(|actor| (actor.is_state, actor.is_person));
    let mixed = who.iter().any(|id| class(id) != who.first().and_then(class));
    if candidate.kind == Kind::Attribution && !named_together {
        // The other states of the sentence are those that were attacked.
        return who.into_iter().take(1).collect();
    }
    let fewer = who.len() < states.len() && (needs_partner(candidate.kind) || who.iter().all(is_state));
    if states.len() < 2 || !mixed && !fewer {
        return who;
    }
    // A body whose state is not known keeps its own name.
    let unknown = who.iter().filter(|id| {
        let country = context.actor_resolver.actor(id).and_then(|actor| actor.country.as_deref());
        country.is_none_or(|country| context.actor_resolver.state_of_country(country).is_none())
    });
    let mut named: Vec<String> = states.to_vec();
    named.extend(unknown.cloned());
    named.truncate(MAX_NAMED_ACTORS);
    named
}

/// Whether an event of this type takes two sides.
fn needs_partner(kind: Kind) -> bool {
    matches!(kind, Kind::Mou | Kind::Agreement | Kind::Summit | Kind::Dialogue | Kind::WorkingGroup)
}

/// The type of event that the clause reports: a headline that names one says more than "the ministry said", and a body
/// without a country imposes no sanctions, but reports on them.
fn clause_kind(
    context: &ArticleContext<'_>,
    candidate: &EventCandidate,
    headline: Option<&str>,
    who: &[String],
) -> Kind {
    let has_country =
        |id: &String| context.actor_resolver.actor(id).is_some_and(|actor| actor.country.is_some());
    match candidate.kind {
        Kind::Statement => headline.and_then(classify_kind).unwrap_or(Kind::Statement),
        Kind::Sanction if !who.is_empty() && !who.iter().any(has_country) => Kind::Research,
        kind => kind,
    }
}

/// The texts that describe an event, folded. Headline and lead are those of a main event.
struct EventTexts {
    headline: Option<String>,
    clause: String,
    sentence: Option<String>,
    lead: Vec<String>,
}

impl EventTexts {
    fn collect(context: &ArticleContext<'_>, candidate: &EventCandidate, headline: Option<&str>) -> Self {
        let sentence = candidate.sentence.text.as_str();
        let is_prose = |paragraph: &&str| paragraph.chars().count() > MIN_LEAD_CHARS;
        let lead = context.text.split("\n\n").filter(is_prose).take(MAX_LEAD_PARAGRAPHS);
        Self {
            headline: headline.map(fold),
            clause: fold(&sentence[candidate.clause.clone()]),
            sentence: candidate.main.then(|| fold(sentence)),
            lead: if candidate.main { lead.map(fold).collect() } else { Vec::new() },
        }
    }

    /// All texts, the headline first.
    fn all(&self) -> impl Iterator<Item = &str> {
        let first = self.headline.iter().chain([&self.clause]).chain(&self.sentence);
        first.chain(&self.lead).map(String::as_str)
    }

    /// The texts that may name the event, its clause first, as headlines have no numbers.
    fn naming(&self) -> impl Iterator<Item = &str> {
        let first = [&self.clause].into_iter().chain(&self.headline).chain(&self.sentence);
        first.chain(&self.lead).map(String::as_str)
    }

    /// The states that are named together first: 한미일, "trilateral".
    fn find_state_group(&self) -> Option<&'static StateGroup> {
        self.all().find_map(|text| {
            let named = title_table().state_group.iter().filter_map(|group| {
                let at = group.phrases.iter().filter_map(|phrase| find_phrase(text, phrase)).min()?;
                Some((at, group))
            });
            named.min_by_key(|(at, _)| *at).map(|(_, group)| group)
        })
    }

    /// Headline and sentence, and the lead if the sentence depends on it: "It was signed by …".
    fn report(&self) -> String {
        let first = self.clause.split(' ').next().unwrap_or_default();
        let lead = if title_table().dependent_start.contains(first) { self.lead.as_slice() } else { &[] };
        let texts: Vec<&str> =
            self.headline.iter().chain([&self.clause]).chain(lead).map(String::as_str).collect();
        texts.join("\n")
    }
}

/// Whether a title has a long word twice: "cooperate on cyber cooperation", 사이버 협력 협력.
fn repeats_word(text: &str) -> bool {
    let folded = fold(text);
    let stem = |word: &str| word.chars().take(if has_hangul(word) { 3 } else { 6 }).collect::<String>();
    let min_chars = |word: &str| if has_hangul(word) { 2 } else { 6 };
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).collect();
    let long = || words.iter().filter(|word| word.chars().count() >= min_chars(word));
    long()
        .enumerate()
        .any(|(n, word)| *word != "사이버" && long().skip(n + 1).any(|other| stem(other) == stem(word)))
}

/// The name of the meeting, exercise or paper, with its number. A name in the lead wins over a word for many such events.
fn find_event_name(kind: Kind, texts: &EventTexts) -> Option<(&'static BilingualName, Option<u32>)> {
    let rows = |generic| {
        let rows = title_table().event_name.iter();
        rows.filter(move |row| row.kinds.contains(&kind) && row.generic == generic)
    };
    let named = texts.naming().find_map(|text| Some((text, find_row(text, rows(false))?)));
    let (text, (row, at)) =
        named.or_else(|| texts.naming().find_map(|text| Some((text, find_row(text, rows(true))?))))?;
    Some((row, find_ordinal(text, at)))
}

/// The subject that a folded text names first; of several that begin there, the most specific.
fn find_first_topic(folded: &str, is_fit: fn(&BilingualName) -> bool) -> Option<&'static BilingualName> {
    let rows = |generic| title_table().topic.iter().filter(move |row| row.generic == generic && is_fit(row));
    let named = rows(false).filter_map(|row| Some((find_name(folded, row)?, row)));
    let named = named.min_by_key(|(at, _)| *at).map(|(_, row)| row);
    named.or_else(|| find_row(folded, rows(true)).map(|(row, _)| row))
}

/// The first row of which a folded text has a phrase, and where.
fn find_row(
    folded: &str,
    mut rows: impl Iterator<Item = &'static BilingualName>,
) -> Option<(&'static BilingualName, usize)> {
    rows.find_map(|row| Some((row, find_name(folded, row)?)))
}

/// A sum of money in a folded text, as written: `$40 million`, `44.5 billion won`, `300억원`.
fn find_amount(folded: &str) -> Option<String> {
    let words: Vec<&str> = folded.split_whitespace().collect();
    words.iter().enumerate().find_map(|(n, word)| {
        let word = word.trim_matches(['(', ')', ',', '~', '"']);
        let digits = word.trim_start_matches('$');
        let number = digits.trim_end_matches(|c: char| !c.is_ascii_digit());
        let is_number = digits.starts_with(|c: char| c.is_ascii_digit())
            && number.chars().all(|c| c.is_ascii_digit() || ".,".contains(c));
        if !is_number {
            return None;
        }
        if has_hangul(word) {
            let unit = &digits[number.len()..];
            let currency =
                ["원", "달러", "불"].iter().find_map(|name| Some(&unit[..unit.find(name)? + name.len()]));
            return currency
                .map(|unit| format!("{number}{unit}"))
                .filter(|_| unit.starts_with(['억', '만', '조']));
        }
        let scale = words.get(n + 1).map(|next| next.trim_matches([',', '.', ')']));
        let scale = scale.filter(|next| matches!(*next, "million" | "billion"))?;
        let currency = words.get(n + 2).map(|next| next.trim_matches([',', '.', ')', '(']));
        match currency.filter(|next| matches!(*next, "won" | "dollars" | "yen")) {
            Some(currency) => Some(format!("{word} {scale} {currency}")),
            None => word.starts_with('$').then(|| format!("{word} {scale}")),
        }
    })
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
        context
            .actor_resolver
            .actor(id)
            .is_some_and(|actor| actor.kind == ActorKind::Company && actor.country.as_deref() != Some("KP"))
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
    let before = folded[start..at].replace("u.s. ", "u.s ");
    let before =
        before.rsplit(['\n', ';', '"']).next().unwrap_or_default().rsplit(". ").next().unwrap_or_default();
    let words: Vec<&str> =
        before.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
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
            ("{threat}", "hacking"),
        ];
        for row in &title_table().clause {
            for example in &row.examples {
                let built = row.english.iter().any(|template| {
                    let filled =
                        slots.iter().fold(template.clone(), |text, (slot, name)| text.replace(slot, name));
                    let several = template.starts_with("{who}") && !template.starts_with("{who} court");
                    let words = filled.split(' ').map(|word| match word.split_once(['|', '/']) {
                        Some((plural, singular)) => {
                            if several {
                                plural
                            } else {
                                singular
                            }
                        }
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
