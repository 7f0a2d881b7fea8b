//! Events and the sources they rest on, with the store's field names. Never knows which file they came from.

use super::commitment::Commitment;
use super::edtf::Edtf;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Something that happened or is set to happen, with what it rests on. The fields are those of the store.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Short name, unique in a timeline: lower-case ASCII letters, digits and hyphens.
    pub id: String,
    /// When it happened, at the precision known. `None` only where nothing at all is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Edtf>,
    /// What the date counts from, or why it is no finer, in our words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_note: Option<String>,
    /// What sort of event.
    pub kind: Kind,
    /// Who did what, at most 80 characters.
    pub title: String,
    /// The title in Korean.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title_ko: Option<String>,
    /// Where it happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The name of the place in Korean.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place_ko: Option<String>,
    /// What was new, in our own words; `[n]` refers to the n-th source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// Ids of the actors.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actors: Vec<String>,
    /// ISO 3166 two-letter codes; North Korea is `KP`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub countries: Vec<String>,
    /// Words from a small vocabulary, as `cryptocurrency`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<String>,
    /// Whether it belongs on the timeline or helps to explain it.
    #[serde(default, skip_serializing_if = "Scope::is_core")]
    pub scope: Scope,
    /// Announced, not yet known to have happened.
    #[serde(default, skip_serializing_if = "is_false")]
    pub planned: bool,
    /// Draft or reviewed.
    #[serde(default, skip_serializing_if = "Status::is_reviewed")]
    pub status: Status,
    /// How sure the loader is, 0 to 1. Drafts only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f64>,
    /// How the loader reached the date. Drafts only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dated_by: Option<DatedBy>,
    /// What other sources say otherwise.
    #[serde(default, rename = "conflict", skip_serializing_if = "Vec::is_empty")]
    pub conflicts: Vec<Conflict>,
    /// What was promised.
    #[serde(default, rename = "commitment", skip_serializing_if = "Vec::is_empty")]
    pub commitments: Vec<Commitment>,
    /// What it goes back to.
    #[serde(default, rename = "link", skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// What it rests on.
    #[serde(default, rename = "source", skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<EventSource>,
}

impl Event {
    /// An event with a name, a kind and a title, and nothing else known.
    pub fn new(id: impl Into<String>, kind: Kind, title: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            date: None,
            date_note: None,
            kind,
            title: title.into(),
            title_ko: None,
            place: None,
            place_ko: None,
            summary: None,
            actors: Vec::new(),
            countries: Vec::new(),
            topics: Vec::new(),
            scope: Scope::Core,
            planned: false,
            status: Status::Reviewed,
            confidence: None,
            dated_by: None,
            conflicts: Vec::new(),
            commitments: Vec::new(),
            links: Vec::new(),
            sources: Vec::new(),
        }
    }

    /// Its title, in Korean where that is asked for and there is one.
    pub fn display_title(&self, korean: bool) -> &str {
        self.title_ko.as_deref().filter(|_| korean).unwrap_or(&self.title)
    }

    /// Whether it waits for a person's decision.
    pub fn is_draft(&self) -> bool {
        self.status == Status::Draft
    }
}

pub(super) fn is_false(flag: &bool) -> bool {
    !*flag
}

/// What sort of event. The order is that of the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the words are the field's own; data/README.md is the codebook")]
pub enum Kind {
    Agreement,
    Summit,
    Mou,
    Statement,
    Dialogue,
    WorkingGroup,
    Exercise,
    Advisory,
    Sanction,
    Indictment,
    Attribution,
    Incident,
    Policy,
    Research,
}

impl Kind {
    /// Every kind, in order.
    pub const ALL: [Self; 14] = [
        Self::Agreement,
        Self::Summit,
        Self::Mou,
        Self::Statement,
        Self::Dialogue,
        Self::WorkingGroup,
        Self::Exercise,
        Self::Advisory,
        Self::Sanction,
        Self::Indictment,
        Self::Attribution,
        Self::Incident,
        Self::Policy,
        Self::Research,
    ];

    /// The word for it in the store and on the screen, as `working-group`. ASCII, at most 13 characters.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Agreement => "agreement",
            Self::Summit => "summit",
            Self::Mou => "mou",
            Self::Statement => "statement",
            Self::Dialogue => "dialogue",
            Self::WorkingGroup => "working-group",
            Self::Exercise => "exercise",
            Self::Advisory => "advisory",
            Self::Sanction => "sanction",
            Self::Indictment => "indictment",
            Self::Attribution => "attribution",
            Self::Incident => "incident",
            Self::Policy => "policy",
            Self::Research => "research",
        }
    }
}

impl Kind {
    /// The word for it in Korean, by which it can be asked for.
    pub const fn name_ko(self) -> &'static str {
        match self {
            Self::Agreement => "협정",
            Self::Summit => "정상회담",
            Self::Mou => "양해각서",
            Self::Statement => "성명",
            Self::Dialogue => "협의",
            Self::WorkingGroup => "실무그룹",
            Self::Exercise => "훈련",
            Self::Advisory => "권고",
            Self::Sanction => "제재",
            Self::Indictment => "기소",
            Self::Attribution => "배후",
            Self::Incident => "사건",
            Self::Policy => "정책",
            Self::Research => "연구",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Kind {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|kind| kind.name() == text).ok_or_else(|| {
            let names: Vec<_> = Self::ALL.iter().map(|kind| kind.name()).collect();
            format!("no kind {text:?}; one of {}", names.join(", "))
        })
    }
}

/// Whether an event belongs on the timeline (`core`) or helps to explain it (`context`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "said above")]
pub enum Scope {
    #[default]
    Core,
    Context,
}

impl Scope {
    fn is_core(&self) -> bool {
        *self == Self::Core
    }
}

/// Whether a person has looked at an event. Nothing but `status = "draft"` in the store makes a draft.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "said above")]
pub enum Status {
    #[default]
    Reviewed,
    Draft,
}

impl Status {
    fn is_reviewed(&self) -> bool {
        *self == Self::Reviewed
    }
}

/// How the loader reached a date: the words in the text and the name of the rule that read them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatedBy {
    /// The words, as `on Thursday`.
    pub phrase: String,
    /// The rule, as `weekday before publication`.
    pub rule: String,
}

impl DatedBy {
    const BY_HAND: &str = "set by you";

    /// How a date was reached that the user set.
    pub fn by_hand() -> Self {
        Self { phrase: String::new(), rule: Self::BY_HAND.to_owned() }
    }

    /// Whether the user set the date.
    pub fn is_by_hand(&self) -> bool {
        self.rule == Self::BY_HAND
    }
}

impl fmt::Display for DatedBy {
    /// `“on Thursday”: weekday before publication`; the rule alone where no words say it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.phrase.is_empty() {
            return f.write_str(&self.rule);
        }
        write!(f, "“{}”: {}", self.phrase, self.rule)
    }
}

/// What another source says of a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    /// The field's name in the store, as `date`.
    pub field: String,
    /// What the source says, in the field's own form.
    pub value: String,
    /// Id of the source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Why they differ, in our words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A link to an earlier or simultaneous event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// In what way.
    pub relation: Relation,
    /// Id of the earlier event.
    pub event: String,
    /// What the link rests on where no source states it, in our words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Link {
    /// A link that needs no note.
    pub fn new(relation: Relation, event: impl Into<String>) -> Self {
        Self { relation, event: event.into(), note: None }
    }
}

/// How an event goes back to an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the words are the store's own")]
pub enum Relation {
    Implements,
    FollowsUp,
    RespondsTo,
}

impl Relation {
    /// Every relation, in order.
    pub const ALL: [Self; 3] = [Self::Implements, Self::FollowsUp, Self::RespondsTo];

    /// The word for it in the store, as `follows-up`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Implements => "implements",
            Self::FollowsUp => "follows-up",
            Self::RespondsTo => "responds-to",
        }
    }

    /// Seen from the later event: `implements`.
    pub const fn forward_label(self) -> &'static str {
        match self {
            Self::Implements => "implements",
            Self::FollowsUp => "follows up",
            Self::RespondsTo => "responds to",
        }
    }

    /// Seen from the earlier event: `implemented by`.
    pub const fn backward_label(self) -> &'static str {
        match self {
            Self::Implements => "implemented by",
            Self::FollowsUp => "followed up by",
            Self::RespondsTo => "answered by",
        }
    }
}

/// One source of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventSource {
    /// Id of the source.
    pub source: String,
    /// The exact words the event rests on. Only in a person's own store.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
}

/// An article, release or report.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// Publisher and date, as `korea-herald-2022-08-18`; `-2` on collision.
    pub id: String,
    /// The title, only where known to be exact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What it is, in our words, where the exact title is not known. Shown in brackets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// Who published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// Who wrote it, as the source prints the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// When it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Edtf>,
    /// Where it is. Kept as written; `Address::parse` decides whether it may be opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Where an archived copy is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub archived: Option<String>,
    /// Language code, as `en`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Id of the source it repeats; a copy is no second witness.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copy_of: Option<String>,
    /// Whether a machine wrote it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub machine_written: bool,
    /// Sketch of its word shingles, so that a copy is recognised without the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fingerprint: Option<String>,
    /// What it reports, in our own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
}

impl Source {
    /// What a person calls it: the exact title, else what it is in brackets, else its id.
    pub fn label(&self) -> String {
        match (&self.title, &self.about) {
            (Some(title), _) => title.clone(),
            (None, Some(about)) => format!("[{about}]"),
            (None, None) => self.id.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_reads_back_its_own_name() {
        for kind in Kind::ALL {
            assert_eq!(kind.name().parse(), Ok(kind));
        }
        assert!("party".parse::<Kind>().unwrap_err().contains("working-group"));
    }

    #[test]
    fn how_a_date_was_reached_has_no_empty_quotation() {
        let by = |phrase: &str| DatedBy { phrase: phrase.into(), rule: "some rule".into() }.to_string();
        assert_eq!((by("on Thursday").as_str(), by("").as_str()), ("“on Thursday”: some rule", "some rule"));
    }

    #[test]
    fn every_relation_is_called_what_the_store_calls_it() {
        for relation in Relation::ALL {
            assert_eq!(serde_json::to_string(&relation).unwrap(), format!("\"{}\"", relation.name()));
        }
    }
}
