//! What a person looks at who reviews a draft: its fields, how sure each is and why, the words they rest on, and the
//! events it may be the same as. Only nouns: the desk makes them, the screen shows them.

use super::edtf::Edtf;
use super::fields::EventField;

/// How sure a field of a draft is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Grade {
    /// Nothing speaks against it.
    Confident,
    /// It rests on something that could be otherwise.
    Likely,
    /// A person has to look: something is missing, or something else is said as well.
    Check,
}

impl Grade {
    /// The word for it on the screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Confident => "sure",
            Self::Likely => "likely",
            Self::Check => "look",
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
        }
    }

    /// How its value is typed; empty where it cannot be.
    pub fn input_hint(self) -> &'static str {
        match self {
            Self::Field(field) => field.spec().edit.map_or("", |edit| edit.hint),
            Self::Commitment(_) => "what was promised, due 2022-10; empty: none",
            Self::Link(_) => {
                "implements, follows-up or responds-to, then an event's id; Tab completes; empty: none"
            }
            Self::Source => {
                "the day of publication, as 2022-08-18, or a month: every draft of the source follows"
            }
            Self::SimilarEvents => "",
        }
    }
}

/// One field of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldReview {
    /// Which.
    pub field: DraftField,
    /// Its value as shown; empty where there is none.
    pub text: String,
    /// Its value as a person types it.
    pub input: String,
    /// How sure it is; `None` where there is nothing to be sure of.
    pub grade: Option<Grade>,
    /// How it was reached, why it has that grade, what would settle it. One sentence each.
    pub reasons: Vec<String>,
}

/// Words of an article that fields rest on, with a sentence before and behind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    /// The sentence before.
    pub before: String,
    /// The words themselves.
    pub words: String,
    /// The sentence behind.
    pub after: String,
    /// Numbers of the characters of `words` that name the date or an actor, in order.
    pub highlighted: Vec<usize>,
    /// What rests on them, as `when, who, kind`.
    pub supports: String,
    /// Whether it says otherwise than the draft.
    pub is_conflicting: bool,
}

/// A draft, laid out for review.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DraftReview {
    /// The draft's id.
    pub id: String,
    /// Id of the source that brought it.
    pub source: Option<String>,
    /// Its fields, from top to bottom.
    pub fields: Vec<FieldReview>,
    /// Dates to choose from with a number key, the present one first.
    pub date_choices: Vec<Edtf>,
    /// Ids of the events it may be the same as, the nearest first.
    pub similar: Vec<String>,
    /// The words it rests on.
    pub evidence: Vec<Passage>,
}

impl DraftReview {
    /// How many fields have this grade.
    pub fn count_graded(&self, grade: Grade) -> usize {
        self.fields.iter().filter(|row| row.grade == Some(grade)).count()
    }

    /// The first field to look at; where there is none, the first.
    pub fn first_to_check(&self) -> usize {
        self.fields.iter().position(|row| row.grade == Some(Grade::Check)).unwrap_or(0)
    }
}

/// What a merge does with one field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MergeChoice {
    /// The event keeps what it has.
    Keep,
    /// What the draft says stands beside it, as what another source says.
    RecordConflict,
    /// The event takes what the draft says; lists take what they do not have yet.
    Replace,
}

impl MergeChoice {
    /// The word for it on the screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::RecordConflict => "second account",
            Self::Replace => "replace",
        }
    }
}

/// One field of a draft beside that of the event it is merged into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergeField {
    /// Which field.
    pub field: EventField,
    /// What the event has.
    pub current: String,
    /// What the draft says.
    pub proposed: String,
    /// Whether it can stand beside what the event has.
    pub can_conflict: bool,
    /// Whether the draft's values are added to those of the event.
    pub appends: bool,
    /// What is done with it unless the person says otherwise.
    pub choice: MergeChoice,
}

/// A draft beside the event it is merged into.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MergePreview {
    /// The draft's id.
    pub draft: String,
    /// The event's id.
    pub event: String,
    /// Whether the event is a built-in one, of which a replaced field makes a copy.
    pub bundled: bool,
    /// The fields in which they differ.
    pub fields: Vec<MergeField>,
}
