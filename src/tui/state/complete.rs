//! What a person may mean who has typed part of a field: kinds, actors by any of their names, relations and events,
//! dates to choose from. Each Tab gives the next. Never decides whether a value can be taken.

use super::line::Line;
use super::offers::{Offer, Offers};
use crate::model::review::{Part, Sheet};
use crate::model::{Kind, Relation, Timeline};
use crate::text::fold;

/// The field being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// Which.
    pub part: Part,
    /// The text and its caret.
    pub line: Line,
    offers: Offers,
}

/// The most that Tab offers for one word.
const MOST: usize = 30;

impl Typed {
    /// The field with what it holds now.
    pub fn new(part: Part, typed: &str) -> Self {
        Self { part, line: Line::new(typed), offers: Offers::default() }
    }

    /// Puts the next completion in the place of what was typed. `false` where nothing begins like it.
    pub fn complete(&mut self, timeline: &Timeline, sheet: &Sheet) -> bool {
        let now = self.line.text().to_owned();
        let again = self.offers.again(&now);
        let list = || offers(self.part, &now, timeline, sheet).into_iter().map(Offer::whole).collect();
        let offer = again.or_else(|| self.offers.first(&now, list()));
        offer.is_some_and(|offer| {
            self.line.put(&offer.line, offer.behind);
            true
        })
    }
}

/// Every line that `text` may become.
fn offers(part: Part, text: &str, timeline: &Timeline, sheet: &Sheet) -> Vec<String> {
    match part {
        Part::Kind => kinds(text),
        Part::Planned => if text == "yes" { ["no", "yes"] } else { ["yes", "no"] }.map(str::to_owned).into(),
        Part::When => {
            let dates = sheet.choices.iter().map(ToString::to_string);
            dates.filter(|date| date != text).collect()
        }
        Part::Who => actors(text, timeline),
        Part::Link(_) => links(text, timeline, sheet),
        _ => Vec::new(),
    }
}

/// The kinds that begin so; of a whole kind, those behind it.
fn kinds(text: &str) -> Vec<String> {
    let names = Kind::ALL.map(Kind::name);
    match names.iter().position(|name| *name == text) {
        Some(at) => (1..=names.len()).map(|n| names[(at + n) % names.len()].to_owned()).collect(),
        None => names.iter().filter(|name| name.starts_with(text)).map(|name| (*name).to_owned()).collect(),
    }
}

/// The last name of a list as the ids of those who may be meant: those whose names begin so first.
fn actors(text: &str, timeline: &Timeline) -> Vec<String> {
    let (before, word) = text.rsplit_once(',').map_or(("", text), |(before, word)| (before, word));
    let needle = fold(word.trim());
    if needle.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(bool, &str)> = Vec::new();
    for actor in timeline.actors().iter().filter(|actor| fold(&actor.id) != needle) {
        let names = || std::iter::once(actor.id.as_str()).chain(actor.names()).map(fold);
        if names().any(|name| name.contains(&needle)) {
            found.push((!names().any(|name| name.starts_with(&needle)), &actor.id));
        }
    }
    found.sort_unstable();
    let lead = if before.is_empty() { String::new() } else { format!("{}, ", before.trim_end()) };
    found.into_iter().take(MOST).map(|(_, id)| format!("{lead}{id}")).collect()
}

/// A relation, then the events that are near and those whose id holds what is typed.
fn links(text: &str, timeline: &Timeline, sheet: &Sheet) -> Vec<String> {
    let names = Relation::ALL.map(Relation::name);
    let Some((relation, word)) = text.split_once(' ') else {
        let begun = names.iter().filter(|name| name.starts_with(text));
        return begun.map(|name| format!("{name} ")).collect();
    };
    let near = sheet.near.iter().filter(|id| id.contains(word.trim()));
    let all = timeline.entries().iter().map(|entry| &entry.event.id).filter(|id| id.contains(word.trim()));
    let mut ids: Vec<&String> = Vec::new();
    for id in near.chain(all) {
        if *id != sheet.id && !ids.contains(&id) && ids.len() < MOST {
            ids.push(id);
        }
    }
    ids.into_iter().map(|id| format!("{relation} {id}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Actor, ActorKind, Event, Layer, Origin};

    fn timeline() -> Timeline {
        let actor = |id: &str, name: &str, ko: &str| Actor {
            id: id.into(),
            name: name.into(),
            name_ko: Some(ko.into()),
            kind: ActorKind::Agency,
            country: None,
            aliases: Vec::new(),
            ambiguous: Vec::new(),
            successor: None,
        };
        let actors = vec![actor("tide", "Tide Office", "조류국"), actor("river", "River Tide", "강센터")];
        let events = ["talks", "pact"].map(|id| Event::new(id, Kind::Mou, id)).into();
        Timeline::new([(Origin::Own, Layer { events, actors, ..Layer::default() })])
    }

    /// What the line is after each of so many Tabs.
    fn tabs(part: Part, text: &str, count: usize) -> Vec<String> {
        let sheet = Sheet { id: "me".into(), near: vec!["talks".into()], ..Sheet::default() };
        let mut typed = Typed::new(part, text);
        let mut press = || {
            typed.complete(&timeline(), &sheet);
            typed.line.text().to_owned()
        };
        (0..count).map(|_| press()).collect()
    }

    #[test]
    fn tab_goes_through_what_may_be_meant() {
        assert_eq!(tabs(Part::Kind, "s", 4), ["summit", "statement", "sanction", "summit"]);
        assert_eq!(tabs(Part::Kind, "policy", 2), ["research", "agreement"]);
        assert_eq!(tabs(Part::Who, "x, tide", 1), ["x, river"], "the id itself is there already");
        assert_eq!(tabs(Part::Who, "tide o", 1), ["tide"]);
        assert_eq!(tabs(Part::Who, "조류", 1), ["tide"]);
        assert_eq!(tabs(Part::Planned, "no", 2), ["yes", "no"]);
        assert_eq!(tabs(Part::Link(0), "fo", 1), ["follows-up "]);
        assert_eq!(tabs(Part::Link(0), "im", 3), ["implements ", "implements talks", "implements pact"]);
        assert_eq!(tabs(Part::Title, "x", 1), ["x"]);
    }
}
