//! Title, publisher, author and publication date of an article. Rules collect candidates from its lines, its metadata, its
//! JSON-LD and its URL; `resolver`, and nothing else, chooses among them.

mod byline;
pub(super) mod headline;
pub(super) mod json_ld;
mod lines;
pub(super) mod metadata;
mod metadata_dates;
mod page_clock;
pub(super) mod page_dates;
pub(super) mod page_fields;
pub(super) mod page_lines;
pub(super) mod resolver;
mod sections;
mod site_name;
pub(super) mod stamps;
