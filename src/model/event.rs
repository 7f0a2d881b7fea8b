//! Events and sources with the fields of the store, independent of the file they came from.

use super::commitment::Commitment;
use super::edtf::Edtf;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Something that happened or is planned, with its sources. The fields are those of the store; `fields` has a table of
/// them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Id, unique in a timeline: lower-case ASCII letters, digits and hyphens.
    pub id: String,
    /// When it happened, at the precision known; `None` only if nothing is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Edtf>,
    /// What the date counts from, or why it is not more precise, in our words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_note: Option<String>,
    /// The event type.
    pub kind: Kind,
    /// Who did what, in at most 80 characters.
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
    /// What was new, in our own words; `[n]` cites the n-th source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// Ids of the actors.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actors: Vec<String>,
    /// ISO 3166 two-letter codes; North Korea is `KP`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub countries: Vec<String>,
    /// Words of a small vocabulary, as `cryptocurrency`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<String>,
    /// Whether it belongs on the timeline itself or explains it.
    #[serde(default, skip_serializing_if = "Scope::is_core")]
    pub scope: Scope,
    /// Whether it was announced and is not yet known to have happened.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub planned: bool,
    /// Draft or reviewed.
    #[serde(default, skip_serializing_if = "Status::is_reviewed")]
    pub status: Status,
    /// The confidence of the loader, 0 to 1. Drafts only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f64>,
    /// How the date was derived. Drafts only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dated_by: Option<DatedBy>,
    /// Names of the fields that the user typed, as `title` or `commitment.0`. Drafts only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub typed: Vec<String>,
    /// Conflicting reports of other sources.
    #[serde(default, rename = "conflict", skip_serializing_if = "Vec::is_empty")]
    pub conflicts: Vec<Conflict>,
    /// What the event promised.
    #[serde(default, rename = "commitment", skip_serializing_if = "Vec::is_empty")]
    pub commitments: Vec<Commitment>,
    /// Links to earlier events.
    #[serde(default, rename = "link", skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// The sources it is based on.
    #[serde(default, rename = "source", skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<EventSource>,
}

impl Event {
    /// An event of which only id, type and title are known.
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
            typed: Vec::new(),
            conflicts: Vec::new(),
            commitments: Vec::new(),
            links: Vec::new(),
            sources: Vec::new(),
        }
    }

    /// The title to display: the Korean one if `korean` is set and there is one.
    pub fn display_title(&self, korean: bool) -> &str {
        self.title_ko.as_deref().filter(|_| korean).unwrap_or(&self.title)
    }

    /// Whether it is a draft, which the user has not decided on yet.
    pub fn is_draft(&self) -> bool {
        self.status == Status::Draft
    }
}

/// The type of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "data/README.md is the codebook")]
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

    /// Its name in the store and on the screen, as `working-group`: ASCII, at most 13 characters.
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
    /// Its Korean name, which filters accept as well.
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
            format!("unknown kind {text:?}; use one of {}", names.join(", "))
        })
    }
}

/// Whether an event belongs on the timeline itself (`core`) or explains it (`context`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "named by the documentation above")]
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

/// Whether the user has reviewed an event.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "named by the documentation above")]
pub enum Status {
    #[default]
    Reviewed,
    Draft,
}

impl Status {
    pub(super) fn is_reviewed(&self) -> bool {
        *self == Self::Reviewed
    }
}

/// How a date was derived: the phrase in the text and the rule that resolved it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatedBy {
    /// The phrase, as `on Thursday`; empty where no phrase states the date.
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
    /// `“on Thursday”: weekday before publication`; the rule alone if there is no phrase.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.phrase.is_empty() {
            return f.write_str(&self.rule);
        }
        write!(f, "“{}”: {}", self.phrase, self.rule)
    }
}

/// A conflicting report: what another source says of a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    /// The key of the field in the store, as `date`.
    pub field: String,
    /// What the source says, in the form of the field.
    pub value: String,
    /// Id of the source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Why the sources differ, in our words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A link to an earlier or simultaneous event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// How it relates to that event.
    pub relation: Relation,
    /// Id of the earlier event.
    pub event: String,
    /// Why we infer the link, in our words, if no source states it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Link {
    /// A link without a note.
    pub fn new(relation: Relation, event: impl Into<String>) -> Self {
        Self { relation, event: event.into(), note: None }
    }
}

/// How an event relates to an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the words of the store")]
pub enum Relation {
    Implements,
    FollowsUp,
    RespondsTo,
}

impl Relation {
    /// Every relation, in order.
    pub const ALL: [Self; 3] = [Self::Implements, Self::FollowsUp, Self::RespondsTo];

    /// Its name in the store, as `follows-up`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Implements => "implements",
            Self::FollowsUp => "follows-up",
            Self::RespondsTo => "responds-to",
        }
    }

    /// Its label from the later event: `implements`.
    pub const fn forward_label(self) -> &'static str {
        match self {
            Self::Implements => "implements",
            Self::FollowsUp => "follows up",
            Self::RespondsTo => "responds to",
        }
    }

    /// Its label from the earlier event: `implemented by`.
    pub const fn backward_label(self) -> &'static str {
        match self {
            Self::Implements => "implemented by",
            Self::FollowsUp => "followed up by",
            Self::RespondsTo => "responded to by",
        }
    }
}

/// One source of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventSource {
    /// Id of the source.
    pub source: String,
    /// The exact words that the event is based on. Only in a user's own store.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
}

/// An article, release or report.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// Publisher and date, as `korea-herald-2022-08-18`; `-2` on collision.
    pub id: String,
    /// The title, if its exact wording is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// A description in our words, if the exact title is not known. Shown in brackets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// The publisher.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// The author, as the source prints the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// The publication date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Edtf>,
    /// How the publication date is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_by: Option<DatedBy>,
    /// Its URL as written; [`super::WebUrl::parse`] decides whether it may be opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The URL of an archived copy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub archived: Option<String>,
    /// Language code, as `en`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Id of the source that it copies; a copy is not independent corroboration.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copy_of: Option<String>,
    /// Whether it was written by a machine.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub machine_written: bool,
    /// A sketch of its word shingles, by which copies are recognized without the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fingerprint: Option<String>,
    /// What it reports, in our own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
}

impl Source {
    /// Its name on the screen: the exact title, else the description in brackets, else the id.
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
    fn every_kind_parses_its_own_name() {
        for kind in Kind::ALL {
            assert_eq!(kind.name().parse(), Ok(kind));
        }
        assert!("party".parse::<Kind>().unwrap_err().contains("working-group"));
    }

    #[test]
    fn a_date_without_a_phrase_shows_no_empty_quotation() {
        let by = |phrase: &str| DatedBy { phrase: phrase.into(), rule: "some rule".into() }.to_string();
        assert_eq!((by("on Thursday").as_str(), by("").as_str()), ("“on Thursday”: some rule", "some rule"));
    }

    #[test]
    fn every_relation_has_its_name_in_the_store() {
        for relation in Relation::ALL {
            assert_eq!(serde_json::to_string(&relation).unwrap(), format!("\"{}\"", relation.name()));
        }
    }
}
