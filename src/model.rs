//! The model's face: what the rest of the house calls things. Events, dates, actors, addresses, the timeline.
//! Never reads or writes a file, never asks the clock.

pub mod actor;
pub mod address;
pub mod days;
pub mod edtf;
pub mod event;
pub mod gazetteer;
pub mod promises;
pub mod responses;
pub mod review;
pub mod threads;
pub mod timeline;

pub use actor::{Actor, ActorKind};
pub use address::Address;
pub use days::Days;
pub use edtf::Edtf;
pub use event::{
    Account, Commitment, DatedBy, Event, EventSource, Kind, Link, PromiseState, Relation, Scope, Source,
    Status,
};
pub use gazetteer::Gazetteer;
pub use promises::{Promise, promises};
pub use responses::{Response, Responses, Side, responses, side};
pub use threads::{Knot, Way, thread};
pub use timeline::{Entry, Layer, Origin, Timeline};
