//! The data model: events, dates, actors, sources, commitments, URLs, and the timeline that holds them. Never reads or
//! writes a file and never reads the clock.

pub mod actor;
pub mod added_row;
pub mod commitment;
pub mod edtf;
pub mod elapsed_days;
pub mod event;
pub mod fields;
pub mod gazetteer;
pub mod responses;
pub mod review;
pub mod threads;
pub mod timeline;
pub mod tracked_commitments;
pub mod web_url;

pub use actor::{Actor, ActorKind};
pub use added_row::{AddedConflict, AddedRow, Attachment};
pub use commitment::{Commitment, CommitmentNature, CommitmentStatus, Fulfillment, Recurrence, StatusRule};
pub use edtf::Edtf;
pub use elapsed_days::ElapsedDays;
pub use event::{Conflict, DatedBy, Event, EventSource, Kind, Link, Relation, Scope, Source, Status};
pub use gazetteer::Gazetteer;
pub use responses::{ActingSide, ResponseOverview, ResponsePair, classify_side, find_responses};
pub use threads::{LinkDirection, ThreadNode, build_thread};
pub use timeline::{Origin, StoreLayer, Timeline, TimelineEntry};
pub use tracked_commitments::{TrackedCommitment, track_commitments};
pub use web_url::WebUrl;
