//! The review of a draft as data: its fields with their grades and reasons, the evidence, and the events it may be the same
//! as. Made by `curation`, shown by the screen.

use super::added_row::{AddedConflict, AddedRow};
use super::edtf::Edtf;
use super::event::Event;
use super::fields::EventField;
use crate::text::clean_line;

/// The grade of a field of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Grade {
    /// Nothing contradicts it.
    Confident,
    /// It depends on something that could be otherwise.
    Likely,
    /// The user has to check it: something is missing, or a source says otherwise.
    Check,
}

impl Grade {
    /// Its label on the screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Confident => "confident",
            Self::Likely => "likely",
            Self::Check => "check",
        }
    }
}

/// A row of the review of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DraftField {
    /// A field of the event that is edited as one line.
    Field(EventField),
    /// The n-th commitment; one past the last adds a new one.
    Commitment(usize),
    /// The n-th link; one past the last adds a new one.
    Link(usize),
    /// The source, whose publication date can be set.
    Source,
    /// The stored events that it may be the same as.
    SimilarEvents,
    /// What a row says about an event.
    Statement,
    /// The event that a row is about.
    Event,
}

impl DraftField {
    /// The label before it, at most ten columns.
    pub fn label(self) -> &'static str {
        match self {
            Self::Field(field) => field.spec().label,
            Self::Commitment(_) => "Commitment",
            Self::Link(_) => "Link",
            Self::Source => "Source",
            Self::SimilarEvents => "Same as",
            Self::Statement => "Draft",
            Self::Event => "Event",
        }
    }

    /// What it is called within a sentence.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Field(field) => field.spec().noun,
            Self::Commitment(_) => "commitment",
            Self::Link(_) => "link",
            Self::Source => "publication date",
            Self::SimilarEvents => "similar events",
            Self::Statement => "draft",
            Self::Event => "event",
        }
    }

    /// How its value is typed; empty where it cannot be.
    pub fn input_hint(self) -> &'static str {
        match self {
            Self::Field(field) => field.spec().edit.map_or("", |edit| edit.hint),
            Self::Commitment(_) => "what was promised, due 2022-10 (or every 1y); empty: none",
            Self::Link(_) => {
                "implements, follows-up or responds-to, then an event's id; Tab completes; empty: none"
            }
            Self::Source => {
                "the day of publication, as 2022-08-18, or a month: every draft of the source follows"
            }
            Self::SimilarEvents | Self::Statement | Self::Event => "",
        }
    }
}

/// A row of a review: a field with its grade.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldReview {
    /// The field.
    pub field: DraftField,
    /// Its value as shown; empty if there is none.
    pub text: String,
    /// Its value as typed.
    pub input: String,
    /// Its grade; `None` if there is nothing to grade.
    pub grade: Option<Grade>,
    /// How it was derived, why it has that grade, and what would settle it; one sentence each.
    pub reasons: Vec<String>,
}

/// Words of an article that are evidence for fields, with the sentences around them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    /// The sentence before.
    pub before: String,
    /// The words themselves.
    pub words: String,
    /// The sentence after.
    pub after: String,
    /// Indices of the characters of `words` that name the date or an actor, ascending.
    pub highlighted: Vec<usize>,
    /// The fields they support, as `type, date, actors`.
    pub supports: String,
    /// Whether they conflict with the draft.
    pub is_conflicting: bool,
}

/// What a draft proposes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DraftSubject {
    /// A new event.
    #[default]
    Event,
    /// A source for an event.
    Source,
    /// A conflict of a source with an event.
    Conflict,
}

impl DraftSubject {
    /// The heading over its fields.
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Event => "Proposed event",
            Self::Source => "Proposed source",
            Self::Conflict => "Proposed conflict",
        }
    }
}

/// A draft prepared for review.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DraftReview {
    /// Id of the draft: an event, or a row that is proposed for one.
    pub id: String,
    /// What it proposes.
    pub subject: DraftSubject,
    /// Id of the source it was imported from.
    pub source: Option<String>,
    /// Its rows, from top to bottom.
    pub fields: Vec<FieldReview>,
    /// Dates to choose from with a number key, the current one first.
    pub date_choices: Vec<Edtf>,
    /// Ids of the events it may be the same as, the most similar first.
    pub similar: Vec<String>,
    /// The evidence.
    pub evidence: Vec<Passage>,
}

impl DraftReview {
    /// The number of fields with this grade.
    pub fn count_graded(&self, grade: Grade) -> usize {
        self.fields.iter().filter(|row| row.grade == Some(grade)).count()
    }

    /// Index of the first field to check, or of the first field if there is none.
    pub fn first_to_check(&self) -> usize {
        self.fields.iter().position(|row| row.grade == Some(Grade::Check)).unwrap_or(0)
    }
}

/// What a merge does with one field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MergeChoice {
    /// The event keeps its value.
    Keep,
    /// The draft's value is recorded as a conflicting report.
    RecordConflict,
    /// The event takes the draft's value; lists take the items that they do not have.
    Replace,
}

impl MergeChoice {
    /// Its label on the screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::RecordConflict => "record conflict",
            Self::Replace => "replace",
        }
    }
}

/// One field of a draft beside that of the event it is merged into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergeField {
    /// The field.
    pub field: EventField,
    /// The value of the event.
    pub current: String,
    /// The value of the draft.
    pub proposed: String,
    /// Whether the draft's value can be recorded as a conflicting report.
    pub can_conflict: bool,
    /// Whether replacing adds the draft's items to those of the event.
    pub appends: bool,
    /// The choice unless the user makes another.
    pub choice: MergeChoice,
}

/// A draft compared with the event that it is merged into.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MergePreview {
    /// Id of the draft.
    pub draft: String,
    /// Id of the event.
    pub event: String,
    /// Whether the event is built in; replacing a field then makes a copy of it in the user's own store.
    pub bundled: bool,
    /// The fields in which they differ.
    pub fields: Vec<MergeField>,
}

impl AddedRow {
    /// What the row says, as a sentence without a full stop: `it says 2022-08-19 where we have 2022-08-18`.
    pub fn statement(&self, event: &Event) -> String {
        let title = clean_line(&event.title);
        let Self::Conflict(AddedConflict { field, value, .. }) = self else {
            return format!("this article is a source for “{title}”");
        };
        let value = clean_line(value);
        let field = EventField::from_key(field);
        if field == Some(EventField::Planned) && value == "false" {
            return "it says that this has happened where we have it as planned".to_owned();
        }
        let current = field.map(|field| (field.spec().value)(event).join(", ")).unwrap_or_default();
        match (field, current.is_empty()) {
            (_, true) => format!("it says {value} where we have none"),
            (Some(EventField::Date) | None, _) => format!("it says {value} where we have {current}"),
            (Some(_), _) => format!("it says “{value}” where we have “{}”", clean_line(&current)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Attachment, Conflict, Kind, Status};

    fn conflict(field: &str, value: &str) -> AddedRow {
        let conflict = Conflict {
            field: field.into(),
            value: value.into(),
            source: Some("daily-2022".into()),
            note: None,
        };
        AddedRow::Conflict(AddedConflict::new("mou", conflict))
    }

    #[test]
    fn a_row_says_what_it_adds_and_has_an_id_of_its_own() {
        let event = Event {
            date: "2022-08-18".parse().ok(),
            planned: true,
            ..Event::new("mou", Kind::Mou, "Commands sign")
        };
        let source = AddedRow::Source(Attachment::new("mou", "daily-2022"));
        let table = [
            (source, "mou@daily-2022", "this article is a source for “Commands sign”"),
            (
                conflict("date", "2022-08-19"),
                "mou@daily-2022:date=2022-08-19",
                "it says 2022-08-19 where we have 2022-08-18",
            ),
            (
                conflict("planned", "false"),
                "mou@daily-2022:planned=false",
                "it says that this has happened where we have it as planned",
            ),
            (conflict("place", "Seoul"), "mou@daily-2022:place=Seoul", "it says Seoul where we have none"),
        ];
        for (row, id, statement) in table {
            assert_eq!((row.id().as_str(), row.statement(&event).as_str()), (id, statement));
            assert!(row.says_same(&row.with_status(Status::Draft)));
        }
    }
}
