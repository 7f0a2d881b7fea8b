//! The model's face: what the rest of the house calls things. Events, dates, actors, addresses, the timeline.
//! Never reads or writes a file, never asks the clock.

pub mod actor;
pub mod address;
pub mod edtf;
pub mod event;
pub mod gazetteer;
pub mod review;
pub mod timeline;

pub use actor::{Actor, ActorKind};
pub use address::Address;
pub use edtf::Edtf;
pub use event::{
    Account, Commitment, DatedBy, Event, EventSource, Kind, Link, PromiseState, Relation, Scope, Source,
    Status,
};
pub use gazetteer::Gazetteer;
pub use timeline::{Entry, Layer, Origin, Timeline};
