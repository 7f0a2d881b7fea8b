//! Prepares a row that is proposed for an event for review: what it says, about which event, according to which source, with
//! the passage. Never changes anything.

use super::draft_review::{field_review, find_word, passage_around, review_source, source_context};
use super::grading::GradeWithReason;
use crate::loader;
use crate::model::fields::EventField;
use crate::model::review::{DraftField, DraftReview, DraftSubject, Grade, Passage};
use crate::model::{Actor, ActorKind, AddedRow, Edtf, Event, Timeline, TimelineEntry};
use crate::text::{clean_line, fold};

/// Prepares the draft row `id`. `text_of` returns the saved text of a source by its id.
pub(super) fn build_row_review(
    timeline: &Timeline,
    id: &str,
    text_of: impl Fn(&str) -> Option<String>,
) -> Option<DraftReview> {
    let (entry, row) = timeline.proposal(id)?;
    let event = &entry.event;
    let text = row.source().and_then(text_of);
    let date = event.date.as_ref().map_or_else(|| "no date".to_owned(), Edtf::to_short_string);
    let title = format!("{date} {}", event.title);
    let context = source_context(timeline, row.source());
    Some(DraftReview {
        id: id.to_owned(),
        subject: match row {
            AddedRow::Source(_) => DraftSubject::Source,
            AddedRow::Conflict(_) => DraftSubject::Conflict,
        },
        fields: vec![
            field_review(
                DraftField::Statement,
                &row.statement(event),
                "",
                Some(grade_row(timeline, entry, row)),
            ),
            field_review(DraftField::Event, &title, "", None),
            review_source(&context),
        ],
        evidence: find_passage(timeline, event, row, text.as_deref()).into_iter().collect(),
        source: row.source().map(str::to_owned),
        ..DraftReview::default()
    })
}

/// The grade of a row. Which of two values is right is for the user to say; that an article is about an event is likely if
/// the passage names those who took part.
fn grade_row(timeline: &Timeline, entry: &TimelineEntry, row: &AddedRow) -> GradeWithReason {
    if let AddedRow::Conflict(conflict) = row {
        let how = conflict.note.as_deref().map(clean_line);
        return (Grade::Check, how.unwrap_or_else(|| "the source does not say how it knows".to_owned()));
    }
    let quote = fold(row.quote().unwrap_or_default());
    let actors = entry.event.actors.iter().filter_map(|id| timeline.actor(id));
    let named: Vec<&str> = actors
        .filter(|actor| actor.kind != ActorKind::State)
        .filter(|actor| actor.names().any(|name| quote.contains(&fold(name))))
        .map(|actor| actor.name.as_str())
        .collect();
    match (named.as_slice(), row.quote()) {
        ([], None) => (Grade::Check, "matched by the article as a whole".to_owned()),
        ([], Some(_)) => (Grade::Check, "the passage names nobody who took part in the event".to_owned()),
        (names, _) => (Grade::Likely, clean_line(&format!("the passage names {}", names.join(" and ")))),
    }
}

/// The passage of a row with its context; without a quotation, the beginning of the text.
fn find_passage(timeline: &Timeline, event: &Event, row: &AddedRow, text: Option<&str>) -> Option<Passage> {
    let supports = match row {
        AddedRow::Source(_) => "source".to_owned(),
        AddedRow::Conflict(row) => EventField::from_key(&row.field)
            .map_or_else(|| row.field.clone(), |field| field.spec().noun.to_owned()),
    };
    let quote = match (row.quote(), text) {
        (Some(quote), _) => quote,
        (None, Some(text)) => first_sentence(text)?,
        (None, None) => return None,
    };
    let mut passage = text.and_then(|text| passage_around(text, quote)).unwrap_or_default();
    passage.words = clean_line(quote);
    passage.supports = supports;
    let names = event.actors.iter().filter_map(|id| timeline.actor(id)).flat_map(Actor::names);
    let mut places: Vec<usize> =
        names.chain(dated_phrase(row)).filter_map(|name| find_word(&passage.words, name)).flatten().collect();
    places.sort_unstable();
    places.dedup();
    passage.highlighted = places;
    Some(passage)
}

/// The words that name the date, which the note of a conflict quotes.
fn dated_phrase(row: &AddedRow) -> Option<&str> {
    let AddedRow::Conflict(row) = row else { return None };
    let (_, rest) = row.note.as_deref()?.split_once('“')?;
    rest.split_once('”').map(|(phrase, _)| phrase)
}

/// The first sentence below the title.
fn first_sentence(text: &str) -> Option<&str> {
    let paragraph =
        text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()).take(2).last()?;
    let range = loader::sentence_ranges(paragraph).into_iter().next()?;
    paragraph.get(range)
}
