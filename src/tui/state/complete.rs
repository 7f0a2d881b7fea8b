//! What a person may mean who has typed part of a field: kinds, actors by any of their names, relations and events,
//! dates to choose from. Each Tab gives the next. Never decides whether a value can be taken.

use super::completion::{CompletionMenu, LineCompletion};
use super::line_editor::LineEditor;
use crate::model::fields::EventField;
use crate::model::review::{DraftField, DraftReview};
use crate::model::{Kind, Relation, Timeline};
use crate::text::fold;

/// The field being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldInput {
    /// Which.
    pub part: DraftField,
    /// The text and its caret.
    pub line: LineEditor,
    menu: CompletionMenu,
}

/// The most that Tab offers for one word.
const MAX_COMPLETIONS: usize = 30;

impl FieldInput {
    /// The field with what it holds now.
    pub fn new(part: DraftField, typed: &str) -> Self {
        Self { part, line: LineEditor::new(typed), menu: CompletionMenu::default() }
    }

    /// Puts the next completion in the place of what was typed. `false` where nothing begins like it.
    pub fn complete_next(&mut self, timeline: &Timeline, sheet: &DraftReview) -> bool {
        let now = self.line.text().to_owned();
        let again = self.menu.cycle_next(&now);
        let list = || {
            complete_field(self.part, &now, timeline, sheet)
                .into_iter()
                .map(LineCompletion::full_line)
                .collect()
        };
        let offer = again.or_else(|| self.menu.start(&now, list()));
        offer.is_some_and(|offer| {
            self.line.replace_text(&offer.line, offer.chars_after_caret);
            true
        })
    }
}

/// Every line that `text` may become.
fn complete_field(part: DraftField, text: &str, timeline: &Timeline, sheet: &DraftReview) -> Vec<String> {
    match part {
        DraftField::Field(EventField::Kind) => complete_kinds(text),
        DraftField::Field(EventField::Planned) => {
            if text == "yes" { ["no", "yes"] } else { ["yes", "no"] }.map(str::to_owned).into()
        }
        DraftField::Field(EventField::Date) => {
            let dates = sheet.date_choices.iter().map(ToString::to_string);
            dates.filter(|date| date != text).collect()
        }
        DraftField::Field(EventField::Actors) => complete_actors(text, timeline),
        DraftField::Link(_) => complete_links(text, timeline, sheet),
        _ => Vec::new(),
    }
}

/// The kinds that begin so; of a whole kind, those behind it.
fn complete_kinds(text: &str) -> Vec<String> {
    let names = Kind::ALL.map(Kind::name);
    match names.iter().position(|name| *name == text) {
        Some(at) => (1..=names.len()).map(|n| names[(at + n) % names.len()].to_owned()).collect(),
        None => names.iter().filter(|name| name.starts_with(text)).map(|name| (*name).to_owned()).collect(),
    }
}

/// The last name of a list as the ids of those who may be meant: those whose names begin so first.
fn complete_actors(text: &str, timeline: &Timeline) -> Vec<String> {
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
    found.into_iter().take(MAX_COMPLETIONS).map(|(_, id)| format!("{lead}{id}")).collect()
}

/// A relation, then the events that are near and those whose id holds what is typed.
fn complete_links(text: &str, timeline: &Timeline, sheet: &DraftReview) -> Vec<String> {
    let names = Relation::ALL.map(Relation::name);
    let Some((relation, word)) = text.split_once(' ') else {
        let begun = names.iter().filter(|name| name.starts_with(text));
        return begun.map(|name| format!("{name} ")).collect();
    };
    let near = sheet.similar.iter().filter(|id| id.contains(word.trim()));
    let all = timeline.entries().iter().map(|entry| &entry.event.id).filter(|id| id.contains(word.trim()));
    let mut ids: Vec<&String> = Vec::new();
    for id in near.chain(all) {
        if *id != sheet.id && !ids.contains(&id) && ids.len() < MAX_COMPLETIONS {
            ids.push(id);
        }
    }
    ids.into_iter().map(|id| format!("{relation} {id}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Actor, ActorKind, Event, Origin, StoreLayer};

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
        Timeline::new([(Origin::Own, StoreLayer { events, actors, ..StoreLayer::default() })])
    }

    /// What the line is after each of so many Tabs.
    fn tabs(part: DraftField, text: &str, count: usize) -> Vec<String> {
        let sheet = DraftReview { id: "me".into(), similar: vec!["talks".into()], ..DraftReview::default() };
        let mut typed = FieldInput::new(part, text);
        let mut press = || {
            typed.complete_next(&timeline(), &sheet);
            typed.line.text().to_owned()
        };
        (0..count).map(|_| press()).collect()
    }

    #[test]
    fn tab_goes_through_what_may_be_meant() {
        assert_eq!(
            tabs(DraftField::Field(EventField::Kind), "s", 4),
            ["summit", "statement", "sanction", "summit"]
        );
        assert_eq!(tabs(DraftField::Field(EventField::Kind), "policy", 2), ["research", "agreement"]);
        assert_eq!(
            tabs(DraftField::Field(EventField::Actors), "x, tide", 1),
            ["x, river"],
            "the id itself is there already"
        );
        assert_eq!(tabs(DraftField::Field(EventField::Actors), "tide o", 1), ["tide"]);
        assert_eq!(tabs(DraftField::Field(EventField::Actors), "조류", 1), ["tide"]);
        assert_eq!(tabs(DraftField::Field(EventField::Planned), "no", 2), ["yes", "no"]);
        assert_eq!(tabs(DraftField::Link(0), "fo", 1), ["follows-up "]);
        assert_eq!(
            tabs(DraftField::Link(0), "im", 3),
            ["implements ", "implements talks", "implements pact"]
        );
        assert_eq!(tabs(DraftField::Field(EventField::Title), "x", 1), ["x"]);
    }
}
