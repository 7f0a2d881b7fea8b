//! The model's face: what the rest of the house calls things. Events, dates, actors, addresses, the timeline.
//! Never reads or writes a file, never asks the clock.

pub mod actor;
pub mod commitments;
pub mod edtf;
pub mod elapsed_days;
pub mod event;
pub mod gazetteer;
pub mod responses;
pub mod review;
pub mod threads;
pub mod timeline;
pub mod web_url;

pub use actor::{Actor, ActorKind};
pub use commitments::{TrackedCommitment, track_commitments};
pub use edtf::Edtf;
pub use elapsed_days::ElapsedDays;
pub use event::{
    Commitment, CommitmentStatus, Conflict, DatedBy, Event, EventSource, Kind, Link, Relation, Scope, Source,
    Status,
};
pub use gazetteer::Gazetteer;
pub use responses::{ActingSide, ResponseOverview, ResponsePair, classify_side, find_responses};
pub use threads::{LinkDirection, ThreadNode, build_thread};
pub use timeline::{Origin, StoreLayer, Timeline, TimelineEntry};
pub use web_url::WebUrl;
