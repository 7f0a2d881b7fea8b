//! The phrase tables of `data/loader/`, compiled in and parsed on first use. They hold vocabulary and match nothing.

mod actors;
mod boilerplate;
mod header;
mod landmarks;
mod lexicon;
mod phrase_list;
mod phrasing;
mod reader;
mod titles;

pub(super) use actors::actor_table;
pub(super) use boilerplate::{BoilerplateKind, BoilerplateRow, PhrasePosition, boilerplate_table};
pub(super) use header::{DateRole, MetadataField, header_table};
pub(super) use landmarks::{LandmarkRow, landmark_table};
pub(super) use lexicon::{AntecedentRow, AntecedentSide, KindRow, lexicon};
pub(super) use phrase_list::{PhraseRow, PhraseSection};
pub(super) use phrasing::phrasing_table;
pub(super) use reader::parse_table;
pub(super) use titles::{BilingualName, StateGroup, title_table};
