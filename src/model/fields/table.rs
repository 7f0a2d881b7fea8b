//! The table of event fields, and the orders in which pages and the review show them.

use super::spec::{
    EventField, FieldColumn, FieldEdit, FieldLayout, FieldMerge, FieldSearch, FieldSection, FieldSpec,
    FieldValue, TextPolicy,
};
use super::typed_values::{non_empty, parse_date, parse_yes_no, set_actors};
use crate::model::edtf::Edtf;
use crate::model::event::{Conflict, Event, Kind, Scope};
use crate::text::has_hangul;

/// How an optional text of an event is read, set, and taken over from a draft.
struct TextAccess {
    value: fn(&Event) -> FieldValue,
    edit: FieldEdit,
    merge: FieldMerge,
}

/// The [`TextAccess`] of the field `$name` of `Event`, with the hint for typing it.
macro_rules! optional_text {
    ($name:ident, $hint:literal) => {
        TextAccess {
            value: |event| FieldValue::optional(event.$name.as_deref()),
            edit: FieldEdit {
                hint: $hint,
                set: |_, event, text| {
                    event.$name = non_empty(text);
                    Ok(())
                },
            },
            merge: FieldMerge::Value {
                proposed: |event| FieldValue::optional(event.$name.as_deref()),
                can_conflict: true,
                is_conflict: |_, _| false,
                take: |draft, event| event.$name.clone_from(&draft.$name),
            },
        }
    };
}

/// A row that pages do not show by itself and that nothing changes by hand.
const fn plain_row(field: EventField, key: &'static str, value: fn(&Event) -> FieldValue) -> FieldSpec {
    FieldSpec {
        field,
        key,
        label: "",
        noun: key,
        layout: FieldLayout::Hidden,
        column: None,
        unset: None,
        is_table: false,
        is_required: false,
        search: None,
        value,
        edit: None,
        merge: FieldMerge::Never,
    }
}

/// A column with the key for its name and the value of the field in its cells.
const fn column(name: &'static str, is_prose: bool, cell: fn(&Event) -> FieldValue) -> FieldColumn {
    FieldColumn { name, cell, is_prose }
}

const PLACE: TextAccess = optional_text!(place, "a town, or as the text says; empty: none");
const PLACE_KO: TextAccess = optional_text!(place_ko, "서울; empty: none");

fn date_value(event: &Event) -> FieldValue {
    FieldValue::Text(event.date.as_ref().map(Edtf::to_string).unwrap_or_default())
}

fn kind_value(event: &Event) -> FieldValue {
    FieldValue::Text(event.kind.name().to_owned())
}

fn title_value(event: &Event) -> FieldValue {
    FieldValue::Text(event.title.clone())
}

fn title_ko_value(event: &Event) -> FieldValue {
    FieldValue::optional(event.title_ko.as_deref())
}

fn summary_value(event: &Event) -> FieldValue {
    FieldValue::optional(event.summary.as_deref())
}

fn actors_value(event: &Event) -> FieldValue {
    FieldValue::List(event.actors.clone())
}

fn countries_value(event: &Event) -> FieldValue {
    FieldValue::List(event.countries.clone())
}

fn topics_value(event: &Event) -> FieldValue {
    FieldValue::List(event.topics.clone())
}

fn scope_value(event: &Event) -> FieldValue {
    FieldValue::Text(if event.scope == Scope::Core { "core" } else { "context" }.to_owned())
}

fn status_value(event: &Event) -> FieldValue {
    FieldValue::Text(if event.is_draft() { "draft" } else { "reviewed" }.to_owned())
}

fn planned_value(event: &Event) -> FieldValue {
    FieldValue::Text(if event.planned { "yes" } else { "no" }.to_owned())
}

fn sources_value(event: &Event) -> FieldValue {
    FieldValue::List(event.sources.iter().map(|row| row.source.clone()).collect())
}

/// The English title; a draft of a Korean article may have its Korean title in the place of it.
fn english_title(event: &Event) -> Option<&str> {
    Some(event.title.as_str()).filter(|title| !has_hangul(title))
}

fn korean_title(event: &Event) -> Option<&str> {
    event.title_ko.as_deref().or_else(|| english_title(event).is_none().then_some(&event.title))
}

/// The actors of a draft that an event does not have.
fn added_actors(draft: &Event, event: &Event) -> Vec<String> {
    draft.actors.iter().filter(|id| !event.actors.contains(id)).cloned().collect()
}

fn take_actors(draft: &Event, event: &mut Event) {
    let added = added_actors(draft, event);
    event.actors.extend(added);
    for code in &draft.countries {
        if !event.countries.contains(code) {
            event.countries.push(code.clone());
        }
    }
}

/// Whether the event has a commitment with this text.
fn has_commitment(event: &Event, text: &str) -> bool {
    event.commitments.iter().any(|have| have.text == text)
}

/// Whether the event is `id` or links to it.
fn has_link(event: &Event, id: &str) -> bool {
    id == event.id || event.links.iter().any(|have| have.event == id)
}

/// Every field of an event, in the order of the store.
pub const EVENT_FIELDS: &[FieldSpec] = &[
    FieldSpec {
        label: "Id",
        layout: FieldLayout::Section(FieldSection::Id),
        column: Some(column("id", false, |event| FieldValue::Text(event.id.clone()))),
        ..plain_row(EventField::Id, "id", |event| FieldValue::Text(event.id.clone()))
    },
    FieldSpec {
        label: "Date",
        layout: FieldLayout::Section(FieldSection::Date),
        column: Some(column("date", false, date_value)),
        is_required: true,
        edit: Some(FieldEdit {
            hint: "2022-08-18, 2022-08, 2022-08~ (about), 2022? (not sure), ../2022-08 (by then); empty: no date",
            set: |_, event, text| {
                event.set_date_by_hand(parse_date(text)?);
                Ok(())
            },
        }),
        merge: FieldMerge::Value {
            proposed: date_value,
            can_conflict: true,
            is_conflict: |draft, event| match (&draft.date, &event.date) {
                (Some(proposed), Some(stored)) => !proposed.overlaps(stored) || !stored.is_within(proposed),
                _ => true,
            },
            take: |draft, event| (event.date, event.date_note) = (draft.date.clone(), None),
        },
        ..plain_row(EventField::Date, "date", date_value)
    },
    FieldSpec {
        layout: FieldLayout::Continuation,
        ..plain_row(EventField::DateNote, "date_note", |event| {
            FieldValue::optional(event.date_note.as_deref())
        })
    },
    FieldSpec {
        label: "Type",
        noun: "type",
        layout: FieldLayout::Section(FieldSection::Kind),
        column: Some(column("kind", false, kind_value)),
        edit: Some(FieldEdit {
            hint: "Tab cycles through the types",
            set: |_, event, text| {
                event.kind = text.parse::<Kind>()?;
                Ok(())
            },
        }),
        merge: FieldMerge::Value {
            proposed: kind_value,
            can_conflict: true,
            is_conflict: |_, _| false,
            take: |draft, event| event.kind = draft.kind,
        },
        ..plain_row(EventField::Kind, "kind", kind_value)
    },
    FieldSpec {
        label: "Title",
        layout: FieldLayout::Heading,
        column: Some(column("title", true, title_value)),
        search: Some(FieldSearch { weight: 100, policy: TextPolicy::Fuzzy, filter: EventField::Title }),
        edit: Some(FieldEdit {
            hint: "who did what, in English, at most 80 characters",
            set: |_, event, text| {
                event.title = non_empty(text).ok_or("the title cannot be empty; say who did what")?;
                Ok(())
            },
        }),
        merge: FieldMerge::Value {
            proposed: |event| FieldValue::optional(english_title(event)),
            can_conflict: false,
            is_conflict: |_, _| false,
            take: |draft, event| event.title.clone_from(&draft.title),
        },
        ..plain_row(EventField::Title, "title", title_value)
    },
    FieldSpec {
        label: "한국어",
        noun: "Korean title",
        layout: FieldLayout::Heading,
        column: Some(column("title_ko", true, title_ko_value)),
        is_required: true,
        search: Some(FieldSearch { weight: 100, policy: TextPolicy::Fuzzy, filter: EventField::TitleKo }),
        edit: Some(FieldEdit {
            hint: "누가 무엇을; empty: none",
            set: |_, event, text| {
                event.title_ko = non_empty(text);
                Ok(())
            },
        }),
        merge: FieldMerge::Value {
            proposed: |event| FieldValue::optional(korean_title(event)),
            can_conflict: false,
            is_conflict: |_, _| false,
            take: |draft, event| event.title_ko = korean_title(draft).map(str::to_owned),
        },
        ..plain_row(EventField::TitleKo, "title_ko", title_ko_value)
    },
    FieldSpec {
        label: "Place",
        layout: FieldLayout::Fact,
        column: Some(column("place", true, PLACE.value)),
        search: Some(FieldSearch { weight: 60, policy: TextPolicy::Fuzzy, filter: EventField::Place }),
        edit: Some(PLACE.edit),
        merge: PLACE.merge,
        ..plain_row(EventField::Place, "place", PLACE.value)
    },
    FieldSpec {
        label: "장소",
        noun: "Korean place",
        layout: FieldLayout::Continuation,
        column: Some(column("place_ko", true, PLACE_KO.value)),
        search: Some(FieldSearch { weight: 60, policy: TextPolicy::Fuzzy, filter: EventField::Place }),
        edit: Some(PLACE_KO.edit),
        merge: PLACE_KO.merge,
        ..plain_row(EventField::PlaceKo, "place_ko", PLACE_KO.value)
    },
    FieldSpec {
        label: "Summary",
        layout: FieldLayout::Paragraph,
        column: Some(column("summary", true, summary_value)),
        is_required: true,
        search: Some(FieldSearch { weight: 50, policy: TextPolicy::Words, filter: EventField::Summary }),
        ..plain_row(EventField::Summary, "summary", summary_value)
    },
    FieldSpec {
        label: "Actors",
        layout: FieldLayout::Section(FieldSection::Actors),
        column: Some(column("actors", true, actors_value)),
        is_required: true,
        edit: Some(FieldEdit { hint: "ids or names, with commas between; Tab completes", set: set_actors }),
        merge: FieldMerge::List { added: added_actors, take: take_actors },
        ..plain_row(EventField::Actors, "actors", actors_value)
    },
    FieldSpec {
        label: "Country",
        layout: FieldLayout::Section(FieldSection::Countries),
        column: Some(column("countries", true, countries_value)),
        is_required: true,
        ..plain_row(EventField::Countries, "countries", countries_value)
    },
    FieldSpec {
        label: "Topic",
        layout: FieldLayout::Section(FieldSection::Topics),
        column: Some(column("topics", true, topics_value)),
        is_required: true,
        ..plain_row(EventField::Topics, "topics", topics_value)
    },
    FieldSpec {
        column: Some(column("scope", false, scope_value)),
        unset: Some("core"),
        ..plain_row(EventField::Scope, "scope", scope_value)
    },
    FieldSpec {
        label: "Planned",
        noun: "plan",
        column: Some(column("planned", false, |event| {
            FieldValue::Text(if event.planned { "planned" } else { "" }.to_owned())
        })),
        unset: Some("false"),
        edit: Some(FieldEdit {
            hint: "yes or no",
            set: |_, event, text| {
                event.planned = parse_yes_no(text)?;
                Ok(())
            },
        }),
        merge: FieldMerge::Value {
            proposed: planned_value,
            can_conflict: true,
            is_conflict: |_, event| event.planned,
            take: |draft, event| event.planned = draft.planned,
        },
        ..plain_row(EventField::Planned, "planned", planned_value)
    },
    FieldSpec {
        column: Some(column("status", false, status_value)),
        unset: Some("reviewed"),
        ..plain_row(EventField::Status, "status", status_value)
    },
    plain_row(EventField::Confidence, "confidence", |event| {
        FieldValue::Text(event.confidence.map(|share| share.to_string()).unwrap_or_default())
    }),
    plain_row(EventField::DatedBy, "dated_by", |event| {
        FieldValue::Text(event.dated_by.as_ref().map(ToString::to_string).unwrap_or_default())
    }),
    plain_row(EventField::Typed, "typed", |event| FieldValue::List(event.typed.clone())),
    FieldSpec {
        layout: FieldLayout::Section(FieldSection::Conflicts),
        is_table: true,
        ..plain_row(EventField::Conflicts, "conflict", |event| {
            let rows = event.conflicts.iter();
            FieldValue::List(rows.map(|row| format!("{}: {}", row.field, row.value)).collect())
        })
    },
    FieldSpec {
        layout: FieldLayout::Section(FieldSection::Commitments),
        is_table: true,
        merge: FieldMerge::List {
            added: |draft, event| {
                let texts = draft.commitments.iter().map(|row| &row.text);
                texts.filter(|text| !has_commitment(event, text)).cloned().collect()
            },
            take: |draft, event| {
                for row in &draft.commitments {
                    if !has_commitment(event, &row.text) {
                        event.commitments.push(row.clone());
                    }
                }
            },
        },
        ..plain_row(EventField::Commitments, "commitment", |event| {
            FieldValue::List(event.commitments.iter().map(|row| row.text.clone()).collect())
        })
    },
    FieldSpec {
        layout: FieldLayout::Section(FieldSection::Links),
        is_table: true,
        merge: FieldMerge::List {
            added: |draft, event| {
                let new = draft.links.iter().filter(|link| !has_link(event, &link.event));
                new.map(|link| format!("{} {}", link.relation.forward_label(), link.event)).collect()
            },
            take: |draft, event| {
                for link in &draft.links {
                    if !has_link(event, &link.event) {
                        event.links.push(link.clone());
                    }
                }
            },
        },
        ..plain_row(EventField::Links, "link", |event| {
            let rows = event.links.iter();
            FieldValue::List(rows.map(|link| format!("{} {}", link.relation.name(), link.event)).collect())
        })
    },
    FieldSpec {
        layout: FieldLayout::Section(FieldSection::Sources),
        column: Some(column("sources", true, sources_value)),
        is_table: true,
        ..plain_row(EventField::Sources, "source", sources_value)
    },
];

/// The fields that the page of an event shows, from top to bottom.
pub const PAGE_ORDER: &[EventField] = &[
    EventField::Title,
    EventField::TitleKo,
    EventField::Date,
    EventField::DateNote,
    EventField::Place,
    EventField::PlaceKo,
    EventField::Actors,
    EventField::Kind,
    EventField::Countries,
    EventField::Topics,
    EventField::Summary,
    EventField::Conflicts,
    EventField::Commitments,
    EventField::Links,
    EventField::Sources,
    EventField::Id,
];

/// The fields that are edited one by one in review, from top to bottom.
pub const REVIEW_ORDER: &[EventField] = &[
    EventField::Title,
    EventField::TitleKo,
    EventField::Date,
    EventField::Kind,
    EventField::Actors,
    EventField::Place,
    EventField::PlaceKo,
    EventField::Planned,
];

impl EventField {
    /// The row of this field.
    pub fn spec(self) -> &'static FieldSpec {
        // A test holds the table to the order of the variants.
        &EVENT_FIELDS[self as usize]
    }

    /// The key of this field in TOML and JSON.
    pub fn key(self) -> &'static str {
        self.spec().key
    }

    /// The field with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        EVENT_FIELDS.iter().find(|spec| spec.key == key).map(|spec| spec.field)
    }
}

impl Conflict {
    /// Whether it is about this field.
    pub fn is_about(&self, field: EventField) -> bool {
        self.field == field.key()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Commitment, Conflict, DatedBy, EventSource, Fulfillment, Link, Relation, Status};

    /// An event with a value in every field. It names each of them, so a new field of `Event` is a compile error here.
    fn full_event() -> Event {
        Event {
            id: "a".into(),
            date: "2022".parse().ok(),
            date_note: Some("about".into()),
            kind: Kind::Mou,
            title: "A".into(),
            title_ko: Some("가".into()),
            place: Some("Seoul".into()),
            place_ko: Some("서울".into()),
            summary: Some("Text.".into()),
            actors: vec!["nis".into()],
            countries: vec!["KR".into()],
            topics: vec!["space".into()],
            scope: Scope::Context,
            planned: true,
            status: Status::Draft,
            confidence: Some(0.5),
            dated_by: Some(DatedBy::by_hand()),
            typed: vec!["title".into()],
            conflicts: vec![Conflict {
                field: "date".into(),
                value: "2023".into(),
                source: None,
                note: None,
            }],
            commitments: vec![Commitment {
                fulfilled_by: vec![Fulfillment::new("b")],
                ..Commitment::default()
            }],
            links: vec![Link::new(Relation::FollowsUp, "b")],
            sources: vec![EventSource { source: "s".into(), quote: None }],
        }
    }

    #[test]
    fn every_field_of_an_event_has_a_row_in_the_order_of_the_store() {
        let json = serde_json::to_value(full_event()).unwrap();
        let stored: Vec<&str> = json.as_object().unwrap().keys().map(String::as_str).collect();
        let listed: Vec<&str> = EVENT_FIELDS.iter().map(|spec| spec.key).collect();
        assert_eq!(listed, stored);
        for (n, spec) in EVENT_FIELDS.iter().enumerate() {
            assert_eq!(spec.field as usize, n, "{}", spec.key);
            assert!(!(spec.value)(&full_event()).is_empty(), "{}", spec.key);
            assert_eq!(
                json[spec.key].is_array() && json[spec.key][0].is_object(),
                spec.is_table,
                "{}",
                spec.key
            );
        }
    }

    #[test]
    fn every_shown_field_has_its_place_on_the_page_and_every_edited_one_in_review() {
        for spec in EVENT_FIELDS {
            let shown = usize::from(spec.layout != FieldLayout::Hidden);
            assert_eq!(
                PAGE_ORDER.iter().filter(|field| **field == spec.field).count(),
                shown,
                "{}",
                spec.key
            );
            let edited = usize::from(spec.edit.is_some());
            assert_eq!(
                REVIEW_ORDER.iter().filter(|field| **field == spec.field).count(),
                edited,
                "{}",
                spec.key
            );
            let labeled = matches!(spec.layout, FieldLayout::Fact) || spec.edit.is_some();
            assert!(!labeled || !spec.label.is_empty(), "{}", spec.key);
        }
    }

    #[test]
    fn a_value_that_may_be_left_out_is_that_of_an_event_with_nothing_known() {
        let bare = Event::new("a", Kind::Mou, "A");
        let json = serde_json::to_value(&bare).unwrap();
        for spec in EVENT_FIELDS {
            if let Some(unset) = spec.unset {
                assert!(json.get(spec.key).is_none(), "{}", spec.key);
                let mut text: toml::Table =
                    toml::from_str("id = \"a\"\nkind = \"mou\"\ntitle = \"A\"").unwrap();
                let value =
                    unset.parse().map_or_else(|_| toml::Value::String(unset.into()), toml::Value::Boolean);
                text.insert(spec.key.into(), value);
                assert_eq!(text.try_into::<Event>().unwrap(), bare, "{}", spec.key);
            }
        }
    }

    #[test]
    fn what_is_proposed_and_taken_is_the_draft_s_value() {
        let draft = full_event();
        for spec in EVENT_FIELDS {
            let mut event = Event::new("c", Kind::Summit, "C");
            match spec.merge {
                FieldMerge::Never => {}
                FieldMerge::Value { proposed, take, .. } => {
                    take(&draft, &mut event);
                    assert_eq!((spec.value)(&event), proposed(&draft), "{}", spec.key);
                }
                FieldMerge::List { added, take } => {
                    assert!(!added(&draft, &event).is_empty(), "{}", spec.key);
                    take(&draft, &mut event);
                    assert!(added(&draft, &event).is_empty(), "{}", spec.key);
                }
            }
        }
    }
}
