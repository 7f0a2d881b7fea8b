//! Title, publisher, author and publication date of an article: candidates from its lines, its metadata, its JSON-LD and
//! its URL, and the resolver that chooses among them.

mod byline;
pub(super) mod citation;
pub(super) mod headline;
pub(super) mod json_ld;
pub(super) mod lines;
pub(super) mod metadata;
pub(super) mod publication_date;
pub(super) mod resolver;
mod sections;
pub(super) mod stamps;
