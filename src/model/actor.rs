//! Actors: people, agencies, groups, companies, states, organisations.

use serde::{Deserialize, Serialize};

/// Somebody who acts in an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// Short name, unique: lower-case ASCII letters, digits and hyphens.
    pub id: String,
    /// The name in English.
    pub name: String,
    /// The name in Korean.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_ko: Option<String>,
    /// What sort of actor.
    pub kind: ActorKind,
    /// ISO 3166 two-letter code; North Korea is `KP`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Other names: acronyms, former names, romanizations, Korean forms.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Those of its names that name somebody else, too, so that only the context tells.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ambiguous: Vec<String>,
    /// Id of the actor that took its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub successor: Option<String>,
}

impl Actor {
    /// Every name it goes by: the English one, the Korean one, then the aliases.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str())
            .chain(self.name_ko.as_deref())
            .chain(self.aliases.iter().map(String::as_str))
    }
}

/// What sort of actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the words are the store's own")]
pub enum ActorKind {
    Person,
    Agency,
    Group,
    Company,
    State,
    Organisation,
}
