//! The field being edited, and its completions: types, actors by any of their names, relations and events, dates. Whether
//! a value is accepted is decided elsewhere.

use crate::model::fields::EventField;
use crate::model::review::{DraftField, DraftReview};
use crate::model::{Kind, Relation, Timeline};
use crate::text::fold;
use crate::tui::completion::{CompletionMenu, LineCompletion};
use crate::tui::line_editor::LineEditor;

/// A field of a draft, being edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldInput {
    /// The field.
    pub field: DraftField,
    /// The value as typed.
    pub line: LineEditor,
    menu: CompletionMenu,
}

/// The most completions of a word.
const MAX_COMPLETIONS: usize = 30;

impl FieldInput {
    /// A field with its current value.
    pub(in crate::tui) fn new(field: DraftField, value: &str) -> Self {
        Self { field, line: LineEditor::new(value), menu: CompletionMenu::default() }
    }

    /// Replaces the typed value by its next completion. Returns `false` if there is none.
    pub(in crate::tui) fn complete_next(&mut self, timeline: &Timeline, draft: &DraftReview) -> bool {
        let typed = self.line.text().to_owned();
        let next = self.menu.cycle_next(&typed);
        let candidates = || {
            let lines = complete_field(self.field, &typed, timeline, draft);
            lines.into_iter().map(LineCompletion::full_line).collect()
        };
        let completion = next.or_else(|| self.menu.start(&typed, candidates()));
        completion.is_some_and(|completion| {
            self.line.replace_text(&completion.line, completion.chars_after_caret);
            true
        })
    }
}

/// Every value to which `text` can be completed.
fn complete_field(field: DraftField, text: &str, timeline: &Timeline, draft: &DraftReview) -> Vec<String> {
    match field {
        DraftField::Field(EventField::Kind) => complete_kinds(text),
        DraftField::Field(EventField::Planned) => {
            if text == "yes" { ["no", "yes"] } else { ["yes", "no"] }.map(str::to_owned).into()
        }
        DraftField::Field(EventField::Date) => {
            let dates = draft.date_choices.iter().map(ToString::to_string);
            dates.filter(|date| date != text).collect()
        }
        DraftField::Field(EventField::Actors) => complete_actors(text, timeline),
        DraftField::Link(_) => complete_links(text, timeline, draft),
        _ => Vec::new(),
    }
}

/// The types that start with the text; after a complete type, those that follow it.
fn complete_kinds(text: &str) -> Vec<String> {
    let names = Kind::ALL.map(Kind::name);
    match names.iter().position(|name| *name == text) {
        Some(index) => (1..=names.len()).map(|n| names[(index + n) % names.len()].to_owned()).collect(),
        None => names.iter().filter(|name| name.starts_with(text)).map(|name| (*name).to_owned()).collect(),
    }
}

/// The list with its last name replaced by the ids of actors with such a name, those whose name starts with it first.
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

/// A relation; after it, the ids that contain the text, those of similar events first.
fn complete_links(text: &str, timeline: &Timeline, draft: &DraftReview) -> Vec<String> {
    let names = Relation::ALL.map(Relation::name);
    let Some((relation, word)) = text.split_once(' ') else {
        let matches = names.iter().filter(|name| name.starts_with(text));
        return matches.map(|name| format!("{name} ")).collect();
    };
    let word = word.trim();
    let similar = draft.similar.iter().filter(|id| id.contains(word));
    let all = timeline.entries().iter().map(|entry| &entry.event.id).filter(|id| id.contains(word));
    let mut ids: Vec<&String> = Vec::new();
    for id in similar.chain(all) {
        if *id != draft.id && !ids.contains(&id) && ids.len() < MAX_COMPLETIONS {
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

    /// The line after each of `count` completions.
    fn complete(field: DraftField, text: &str, count: usize) -> Vec<String> {
        let draft = DraftReview { id: "me".into(), similar: vec!["talks".into()], ..DraftReview::default() };
        let mut input = FieldInput::new(field, text);
        let mut press = || {
            input.complete_next(&timeline(), &draft);
            input.line.text().to_owned()
        };
        (0..count).map(|_| press()).collect()
    }

    #[test]
    fn completion_cycles_through_the_candidates() {
        assert_eq!(
            complete(DraftField::Field(EventField::Kind), "s", 4),
            ["summit", "statement", "sanction", "summit"]
        );
        assert_eq!(complete(DraftField::Field(EventField::Kind), "policy", 2), ["research", "agreement"]);
        assert_eq!(
            complete(DraftField::Field(EventField::Actors), "x, tide", 1),
            ["x, river"],
            "an id is not completed to itself"
        );
        assert_eq!(complete(DraftField::Field(EventField::Actors), "tide o", 1), ["tide"]);
        assert_eq!(complete(DraftField::Field(EventField::Actors), "조류", 1), ["tide"]);
        assert_eq!(complete(DraftField::Field(EventField::Planned), "no", 2), ["yes", "no"]);
        assert_eq!(complete(DraftField::Link(0), "fo", 1), ["follows-up "]);
        assert_eq!(
            complete(DraftField::Link(0), "im", 3),
            ["implements ", "implements talks", "implements pact"]
        );
        assert_eq!(complete(DraftField::Field(EventField::Title), "x", 1), ["x"]);
    }
}
