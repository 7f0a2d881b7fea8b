//! Actors: people, agencies, groups, companies, states, organizations.

use serde::{Deserialize, Serialize};

/// A person or body that takes part in an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// Unique id: lower-case ASCII letters, digits and hyphens.
    pub id: String,
    /// The name in English.
    pub name: String,
    /// The name in Korean.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_ko: Option<String>,
    /// The type of actor.
    pub kind: ActorKind,
    /// ISO 3166 two-letter code; North Korea is `KP`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Other names: acronyms, former names, romanizations, Korean forms.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// The names that other actors have as well, so that only the context tells them apart.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ambiguous: Vec<String>,
    /// Id of the actor that succeeded it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub successor: Option<String>,
}

impl Actor {
    /// Every name: the English one, the Korean one, then the aliases.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str())
            .chain(self.name_ko.as_deref())
            .chain(self.aliases.iter().map(String::as_str))
    }
}

/// The type of an actor.
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
