//! Says where values come from: what the user typed and what the loader read. The names of typed fields are stored with the
//! draft, so that they are known after a restart.

use crate::loader::{Article, PublicationBasis};
use crate::model::review::DraftField;
use crate::model::{DatedBy, Event};

/// The reason of the grade of a value that the user typed.
pub(super) const SET_BY_YOU: &str = "set by you";

/// How the publication date of an article is known; `None` if it is not.
pub(super) fn publication_source(article: &Article) -> Option<DatedBy> {
    let published = &article.published;
    published.date.as_ref()?;
    let rule = match published.basis {
        PublicationBasis::Flag => return Some(DatedBy::by_hand()),
        PublicationBasis::Metadata => "metadata of the page",
        PublicationBasis::Text => "stated in the text",
        PublicationBasis::Inferred => "inferred from the text",
        PublicationBasis::Updated => "inferred from its last update",
        PublicationBasis::Unknown => return None,
    };
    Some(DatedBy { phrase: published.evidence.clone().unwrap_or_default(), rule: rule.to_owned() })
}

/// The name under which a draft stores that the user typed a field; the date has `dated_by` instead.
fn typed_name(field: DraftField) -> Option<String> {
    match field {
        DraftField::Field(field) => Some(field.key().to_owned()),
        DraftField::Commitment(n) => Some(format!("commitment.{n}")),
        DraftField::Link(n) => Some(format!("link.{n}")),
        _ => None,
    }
}

/// Whether the user typed a field.
pub(super) fn is_typed(event: &Event, field: DraftField) -> bool {
    typed_name(field).is_some_and(|name| event.typed.contains(&name))
}

/// Notes that the user typed a field of a draft, which was `before` until then.
pub(super) fn note_typed(before: &Event, draft: &mut Event, field: DraftField) {
    let (table, n, removed) = match field {
        DraftField::Commitment(n) => ("commitment", n, draft.commitments.len() < before.commitments.len()),
        DraftField::Link(n) => ("link", n, draft.links.len() < before.links.len()),
        _ => ("", 0, false),
    };
    if removed {
        return forget_row(draft, table, n);
    }
    if let Some(name) = typed_name(field).filter(|name| !draft.typed.contains(name)) {
        draft.typed.push(name);
    }
}

/// Forgets the n-th row of a table, and counts the rows below it anew.
fn forget_row(draft: &mut Event, table: &str, n: usize) {
    let row = |name: &str| name.strip_prefix(table)?.strip_prefix('.')?.parse::<usize>().ok();
    draft.typed.retain(|name| row(name) != Some(n));
    for name in &mut draft.typed {
        if let Some(below) = row(name).filter(|row| *row > n) {
            *name = format!("{table}.{}", below - 1);
        }
    }
}

/// Notes every field in which an edited draft differs from what it was.
pub(super) fn note_differences(before: &Event, draft: &mut Event) {
    let fields = crate::model::fields::REVIEW_ORDER.iter();
    let changed = fields.filter(|field| (field.spec().value)(before) != (field.spec().value)(draft));
    let mut changed: Vec<DraftField> = changed.map(|field| DraftField::Field(*field)).collect();
    // Where rows were removed, it is not known which; then only those that are new are typed.
    let is_new = |n: &usize| !before.commitments.contains(&draft.commitments[*n]);
    changed.extend((0..draft.commitments.len()).filter(is_new).map(DraftField::Commitment));
    let is_new = |n: &usize| !before.links.contains(&draft.links[*n]);
    changed.extend((0..draft.links.len()).filter(is_new).map(DraftField::Link));
    for name in changed.into_iter().filter_map(typed_name) {
        if !draft.typed.contains(&name) {
            draft.typed.push(name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fields::EventField;
    use crate::model::{Commitment, Kind};

    #[test]
    fn what_was_typed_is_known_by_its_field() {
        let commitments =
            ["a", "b", "c"].map(|text| Commitment { text: text.into(), ..Commitment::default() });
        let before = Event { commitments: commitments.to_vec(), ..Event::new("draft", Kind::Mou, "A draft") };
        let mut draft = before.clone();
        note_typed(&before, &mut draft, DraftField::Commitment(2));
        note_typed(&before, &mut draft, DraftField::Field(EventField::Title));
        assert_eq!(draft.typed, ["commitment.2", "title"]);
        let full = draft.clone();
        draft.commitments.remove(0);
        note_typed(&full, &mut draft, DraftField::Commitment(0));
        assert_eq!(draft.typed, ["commitment.1", "title"], "rows below a removed one move up");
        assert!(is_typed(&draft, DraftField::Commitment(1)) && !is_typed(&draft, DraftField::Commitment(2)));
        let mut edited = Event { place: Some("Seoul".into()), ..full.clone() };
        note_differences(&full, &mut edited);
        assert_eq!(edited.typed, ["commitment.2", "title", "place"]);
    }
}
