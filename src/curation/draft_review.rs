//! Prepares a draft event for review: each field with its value, its grade and the reason, and the evidence from the article.
//! `grading` makes the grades. Never changes anything.

use super::commitment_input;
use super::event_matching;
use super::grading::{self, ActorEvidence, GradeWithReason, GradingContext};
use super::provenance;
use crate::loader;
use crate::model::fields::{EventField, REVIEW_ORDER};
use crate::model::review::{DraftField, DraftReview, DraftSubject, FieldReview, Grade, Passage};
use crate::model::{Actor, Edtf, Event, Source, Timeline};
use crate::text::{clean_line, fold, has_hangul};

/// Prepares the event `id`. `text_of` returns the saved text of a source by its id.
pub(super) fn build_review(
    timeline: &Timeline,
    id: &str,
    text_of: impl Fn(&str) -> Option<String>,
) -> Option<DraftReview> {
    // What waits for review on a draft is shown with it: it may decide its date.
    let event = &timeline.get(id)?.event_with_proposals();
    let similar = event_matching::similar_events(timeline, event);
    let source = event.sources.first().map(|row| row.source.clone());
    Some(DraftReview {
        id: id.to_owned(),
        subject: DraftSubject::Event,
        fields: review_fields(timeline, event, &similar),
        date_choices: grading::date_choices(event),
        evidence: collect_evidence(timeline, event, source.as_deref().and_then(text_of).as_deref()),
        source,
        similar,
    })
}

/// The fields with their grades, without their evidence.
pub(super) fn review_fields(timeline: &Timeline, event: &Event, similar: &[String]) -> Vec<FieldReview> {
    let context = grading_context(timeline, event, similar.len());
    let mut rows: Vec<FieldReview> =
        REVIEW_ORDER.iter().map(|field| review_field(timeline, event, *field, &context)).collect();
    rows.extend(review_commitments(event));
    rows.extend(review_links(timeline, event));
    rows.push(review_source(&context));
    rows.push(review_similar(timeline, similar, &context));
    rows
}

fn review_field(
    timeline: &Timeline,
    event: &Event,
    field: EventField,
    context: &GradingContext<'_>,
) -> FieldReview {
    let input = (field.spec().value)(event).join(", ");
    let text = match field {
        EventField::Date => describe_date(event, &input),
        EventField::Actors => actor_names(timeline, event),
        _ => input.clone(),
    };
    let grade = grading::grade_field(field, event, context);
    let mut row = field_review(DraftField::Field(field), &text, &input, grade);
    match field {
        EventField::Date => add_date_reasons(event, &mut row),
        // Where the title itself is Korean, it is what the user would type here.
        EventField::TitleKo if row.input.is_empty() && has_hangul(&event.title) => {
            row.input = clean_line(&event.title);
            row.reasons.push("e begins with the title, which is Korean".to_owned());
        }
        _ => {}
    }
    row
}

pub(super) fn field_review(
    field: DraftField,
    text: &str,
    input: &str,
    grade: Option<GradeWithReason>,
) -> FieldReview {
    let (grade, reasons) = grade.map_or((None, Vec::new()), |(grade, reason)| (Some(grade), vec![reason]));
    FieldReview { field, text: clean_line(text), input: clean_line(input), grade, reasons }
}

fn grading_context<'a>(timeline: &'a Timeline, event: &Event, near: usize) -> GradingContext<'a> {
    let row = event.sources.first();
    let quote = fold(row.and_then(|row| row.quote.as_deref()).unwrap_or_default());
    let actors = event.actors.iter().filter_map(|id| timeline.actor(id));
    let named = |actor: &Actor| actor.names().any(|name| quote.contains(&fold(name)));
    GradingContext {
        actors: actors
            .map(|actor| ActorEvidence {
                kind: actor.kind,
                country: actor.country.as_deref(),
                is_named: named(actor),
            })
            .collect(),
        source: row.and_then(|row| timeline.source(&row.source)),
        quote,
        similar_count: near,
    }
}

/// What grading a source needs.
pub(super) fn source_context<'a>(timeline: &'a Timeline, source: Option<&str>) -> GradingContext<'a> {
    GradingContext {
        actors: Vec::new(),
        source: source.and_then(|id| timeline.source(id)),
        quote: String::new(),
        similar_count: 0,
    }
}

/// The date as stored, with the same in words where that says more.
fn describe_date(event: &Event, stored: &str) -> String {
    match &event.date {
        Some(date) if date.describe() != stored => format!("{stored} ({})", date.describe()),
        Some(_) => stored.to_owned(),
        None => "no date".to_owned(),
    }
}

/// Adds how the date was reached, and what other sources report.
fn add_date_reasons(event: &Event, row: &mut FieldReview) {
    if let Some(by) = event.dated_by.as_ref().filter(|by| !by.is_by_hand()) {
        row.reasons.insert(0, clean_line(&by.to_string()));
    }
    let conflicts = event.conflicts.iter().filter(|conflict| conflict.is_about(EventField::Date));
    row.reasons.extend(conflicts.map(|conflict| clean_line(&format!("another source: {}", conflict.value))));
}

fn actor_names(timeline: &Timeline, event: &Event) -> String {
    let name = |id: &String| timeline.actor(id).map_or_else(|| id.clone(), |actor| actor.name.clone());
    event.actors.iter().map(name).collect::<Vec<String>>().join(", ")
}

fn review_commitments(event: &Event) -> Vec<FieldReview> {
    let mut rows = Vec::new();
    for (n, commitment) in event.commitments.iter().enumerate() {
        let text = commitment_input::commitment_text(commitment);
        let grade = if provenance::is_typed(event, DraftField::Commitment(n)) {
            grading::grade_typed()
        } else {
            (Grade::Likely, "found in the article".to_owned())
        };
        rows.push(field_review(DraftField::Commitment(n), &text, &text, Some(grade)));
    }
    if rows.is_empty() {
        rows.push(field_review(DraftField::Commitment(0), "", "", None));
    }
    rows
}

fn review_links(timeline: &Timeline, event: &Event) -> Vec<FieldReview> {
    let mut rows = Vec::new();
    for (n, link) in event.links.iter().enumerate() {
        let typed = format!("{} {}", link.relation.name(), link.event);
        let other = timeline.get(&link.event).map(|entry| &entry.event);
        let date = other.and_then(|other| other.date.as_ref()).map(Edtf::to_short_string).unwrap_or_default();
        let title = other.map_or("(not in this store)", |other| other.title.as_str());
        let text = format!("{} {date} {title}", link.relation.forward_label());
        let reason =
            link.note.clone().unwrap_or_else(|| "the words that mention it were not saved".to_owned());
        let grade = if provenance::is_typed(event, DraftField::Link(n)) {
            grading::grade_typed()
        } else {
            (Grade::Likely, reason)
        };
        rows.push(field_review(DraftField::Link(n), &text, &typed, Some(grade)));
    }
    if rows.is_empty() {
        rows.push(field_review(DraftField::Link(0), "", "", None));
    }
    rows
}

pub(super) fn review_source(context: &GradingContext<'_>) -> FieldReview {
    let published = context.source.and_then(|source| source.published.as_ref());
    let name = context.source.map(source_name).unwrap_or_default();
    let (text, typed) = match published {
        Some(day @ Edtf::Date(_)) => (format!("{name}, {day}"), day.to_string()),
        Some(bounds) => (format!("{name}, undated: {}", bounds.describe()), String::new()),
        None => (format!("{name}, undated"), String::new()),
    };
    field_review(DraftField::Source, &text, &typed, Some(grading::grade_source(context)))
}

/// The name of a source: the publisher, else the title, else the id.
fn source_name(source: &Source) -> String {
    source.publisher.clone().unwrap_or_else(|| source.label())
}

fn review_similar(timeline: &Timeline, near: &[String], context: &GradingContext<'_>) -> FieldReview {
    let shown = |id: &String| {
        let event = &timeline.get(id)?.event;
        let draft = if event.is_draft() { "draft " } else { "" };
        let date = event.date.as_ref().map(Edtf::to_short_string).unwrap_or_default();
        Some(format!("{draft}{date} {}", event.title))
    };
    let names: Vec<String> = near.iter().filter_map(shown).take(2).collect();
    let more = near.len().saturating_sub(2);
    let text = match (names.is_empty(), more) {
        (true, _) => "no similar event in the store".to_owned(),
        (_, 0) => names.join("; "),
        _ => format!("{}; and {more} more", names.join("; ")),
    };
    field_review(DraftField::SimilarEvents, &text, "", grading::grade_similar(context))
}

/// The evidence of a draft: the sentence it is based on with its context, commitments stated elsewhere, conflicting reports,
/// and the words of links.
fn collect_evidence(timeline: &Timeline, event: &Event, text: Option<&str>) -> Vec<Passage> {
    let mut passages = Vec::new();
    for row in &event.sources {
        let Some(quote) = &row.quote else { continue };
        let mut passage = text.and_then(|text| passage_around(text, quote)).unwrap_or_default();
        passage.words = clean_line(quote);
        let supported = highlight_words(timeline, event, &mut passage);
        passage.supports = supported.join(", ");
        passages.push(passage);
    }
    let is_quoted =
        |words: &str| event.sources.iter().any(|row| row.quote.as_deref().is_some_and(|q| q.contains(words)));
    for (n, commitment) in event.commitments.iter().enumerate().filter(|(_, row)| !is_quoted(&row.text)) {
        if let Some((before, after)) = text.and_then(|text| surrounding_sentences(text, &commitment.text)) {
            let supports = format!("commitment {}", n + 1);
            passages.push(Passage {
                before,
                words: commitment.text.clone(),
                after,
                supports,
                ..Passage::default()
            });
        }
    }
    for conflict in &event.conflicts {
        let source = conflict.source.as_deref().and_then(|id| timeline.source(id)).map(source_name);
        let who = source.unwrap_or_else(|| "another source".to_owned());
        let note = conflict.note.as_deref().map(|note| format!(" ({note})")).unwrap_or_default();
        let words = clean_line(&format!("{who}: {}{note}", conflict.value));
        passages.push(Passage {
            words,
            supports: conflict.field.clone(),
            is_conflicting: true,
            ..Passage::default()
        });
    }
    for link in event.links.iter().filter_map(|link| link.note.as_deref()) {
        passages.push(Passage { words: clean_line(link), supports: "link".to_owned(), ..Passage::default() });
    }
    passages
}

/// Highlights the words of a passage that name the date and the actors. Returns the fields that the passage supports.
fn highlight_words(timeline: &Timeline, event: &Event, passage: &mut Passage) -> Vec<&'static str> {
    let mut supported = vec![EventField::Kind.spec().noun];
    let phrase = event.dated_by.as_ref().map(|by| by.phrase.as_str()).filter(|phrase| !phrase.is_empty());
    let mut ranges = Vec::new();
    if let Some(range) = phrase.and_then(|phrase| find_word(&passage.words, phrase)) {
        supported.push(EventField::Date.spec().noun);
        ranges.push(range);
    }
    let names = event.actors.iter().filter_map(|id| timeline.actor(id)).flat_map(Actor::names);
    let found: Vec<_> = names.filter_map(|name| find_word(&passage.words, name)).collect();
    if !found.is_empty() {
        supported.push(EventField::Actors.spec().noun);
        ranges.extend(found);
    }
    let mut marked: Vec<usize> = ranges.into_iter().flatten().collect();
    marked.sort_unstable();
    marked.dedup();
    passage.highlighted = marked;
    supported
}

/// The range of characters of `text` that is `needle` as a whole word, ignoring case.
pub(super) fn find_word(text: &str, needle: &str) -> Option<std::ops::Range<usize>> {
    let lower = |text: &str| text.chars().map(|c| c.to_lowercase().next().unwrap_or(c)).collect::<Vec<_>>();
    let (text, needle) = (lower(text), lower(&clean_line(needle)));
    if needle.is_empty() {
        return None;
    }
    let whole = |at: &usize| {
        let edge = |c: Option<&char>| c.is_none_or(|c| !c.is_ascii_alphanumeric());
        edge(at.checked_sub(1).and_then(|before| text.get(before))) && edge(text.get(at + needle.len()))
    };
    let starts = (0..text.len()).filter(|&at| text[at..].starts_with(&needle));
    let start = starts.into_iter().find(whole)?;
    Some(start..start + needle.len())
}

/// A quotation with its context in the text.
pub(super) fn passage_around(text: &str, quote: &str) -> Option<Passage> {
    let (before, after) = surrounding_sentences(text, quote)?;
    Some(Passage { before, after, ..Passage::default() })
}

/// The context of `words` within their paragraph: the rest of their sentence, or the whole sentence, before and after.
fn surrounding_sentences(text: &str, words: &str) -> Option<(String, String)> {
    let start = text.find(words)?;
    let end = start + words.len();
    let paragraph = text[..start].rfind("\n\n").map_or(0, |at| at + 2);
    let close = text[end..].find("\n\n").map_or(text.len(), |at| end + at);
    let sentences = loader::sentence_ranges(&text[paragraph..close]);
    let at = |place: usize| place - paragraph;
    let first =
        sentences.iter().rfind(|one| one.start < at(start)).map_or(start, |one| paragraph + one.start);
    let last = sentences.iter().find(|one| one.end > at(end)).map_or(end, |one| paragraph + one.end);
    Some((clean_line(&text[first..start]), clean_line(&text[end..last])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_has_a_sentence_of_context() {
        let text = "Title\n\nIt rained. They met on Thursday. They ate! Then they left.\n\nAnother day.";
        let want = |before: &str, after: &str| Some((before.to_owned(), after.to_owned()));
        assert_eq!(surrounding_sentences(text, "They met on Thursday."), want("It rained.", "They ate!"));
        assert_eq!(
            surrounding_sentences(text, "They ate!"),
            want("They met on Thursday.", "Then they left.")
        );
        assert_eq!(surrounding_sentences(text, "Then they left."), want("They ate!", ""));
        assert_eq!(surrounding_sentences(text, "Another day."), want("", ""));
        assert_eq!(surrounding_sentences(text, "on Thursday"), want("They met", "."));
        assert_eq!(surrounding_sentences(text, "Nobody said this."), None);
        let short = "It came on Dec. 8 of that year. Gen. Kim of the U.S. side met them. They ate.";
        let context = want("It came on Dec. 8 of that year.", "They ate.");
        assert_eq!(surrounding_sentences(short, "Gen. Kim of the U.S. side met them."), context);
        let korean = "비가 왔다. 양국은 18일 만났다. 식사도 했다.";
        assert_eq!(surrounding_sentences(korean, "양국은 18일 만났다."), want("비가 왔다.", "식사도 했다."));
    }

    #[test]
    fn a_name_is_found_as_a_whole_word() {
        assert_eq!(find_word("The NSA and the nsai", "nsa"), Some(4..7));
        assert_eq!(find_word("unsafe", "nsa"), None);
        assert_eq!(find_word("국방부는 18일", "국방부"), Some(0..3));
    }
}
