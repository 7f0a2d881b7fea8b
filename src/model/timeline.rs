//! The timeline: the layers of a store combined, events in order, and links in both directions. Accepts any layer; errors
//! in one are for the store's `check` to find.

use super::actor::Actor;
use super::added_row::{AddedConflict, AddedRow, Attachment};
use super::commitment::{Commitment, CommitmentNature, CommitmentStatus, StatusRule};
use super::edtf::Edtf;
use super::event::{Event, Relation, Source};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};

/// The rows of one or more store files, as they are written.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "one field per table of the store, named by its rows")]
pub struct StoreLayer {
    pub schema: Option<u64>,
    #[serde(default, rename = "event")]
    pub events: Vec<Event>,
    #[serde(default, rename = "source")]
    pub sources: Vec<Source>,
    #[serde(default, rename = "actor")]
    pub actors: Vec<Actor>,
    #[serde(default, rename = "attach")]
    pub attachments: Vec<Attachment>,
    #[serde(default, rename = "conflict")]
    pub conflicts: Vec<AddedConflict>,
    #[serde(default, rename = "note")]
    pub notes: Vec<Note>,
    #[serde(default, rename = "mark")]
    pub marks: Vec<EventRef>,
    #[serde(default, rename = "hide")]
    pub hides: Vec<EventRef>,
}

/// A note of the user on an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "named by the documentation above")]
pub struct Note {
    pub event: String,
    pub text: String,
}

/// A row that only names an event: a `[[mark]]` or a `[[hide]]`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "named by the documentation above")]
pub struct EventRef {
    pub event: String,
}

/// The layer that an event comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// The bundled timeline.
    Bundled,
    /// The user's own store.
    Own,
}

/// An event with what other rows of the store add to it.
#[derive(Clone, Debug, PartialEq)]
pub struct TimelineEntry {
    /// The event, with attached sources and added conflicts in its lists.
    pub event: Event,
    /// The accepted `[[attach]]` and `[[conflict]]` rows on it.
    pub added: Vec<AddedRow>,
    /// The draft rows on it, which wait for review and are not in the event's lists.
    pub proposals: Vec<AddedRow>,
    /// How many sources at the end of the event's list come from rows.
    attached_sources: usize,
    /// How many conflicts at the end of the event's list come from rows.
    added_conflicts: usize,
    /// The layer of the event itself.
    pub origin: Origin,
    /// Whether the user marked it.
    pub marked: bool,
    /// The user's notes on it.
    pub notes: Vec<String>,
}

impl TimelineEntry {
    /// Adds a row: to the event's lists if it is accepted, else to the proposals.
    fn add_row(&mut self, row: AddedRow) {
        if row.is_draft() {
            if !self.proposals.iter().any(|have| have.says_same(&row)) {
                self.proposals.push(row);
            }
            return;
        }
        if row.add_to(&mut self.event) {
            match row {
                AddedRow::Source(_) => self.attached_sources += 1,
                AddedRow::Conflict(_) => self.added_conflicts += 1,
            }
        }
        self.added.push(row);
    }

    /// Whether it is a draft, or a row is proposed for it.
    pub fn awaits_review(&self) -> bool {
        self.event.is_draft() || !self.proposals.is_empty()
    }

    /// The event as it would be if every proposal were accepted.
    pub fn event_with_proposals(&self) -> Event {
        let mut event = self.event.clone();
        for row in &self.proposals {
            row.add_to(&mut event);
        }
        event
    }

    /// The event of its own row, without what other rows add.
    pub fn own_event(&self) -> Event {
        let mut event = self.event.clone();
        event.conflicts.truncate(event.conflicts.len() - self.added_conflicts);
        event.sources.truncate(event.sources.len() - self.attached_sources);
        event
    }
}

/// All events in order, with their sources and actors.
#[derive(Clone, Debug, Default)]
pub struct Timeline {
    entries: Vec<TimelineEntry>,
    by_id: HashMap<String, usize>,
    /// The events that a `[[hide]]` row hides. Their rows are in the store all the same.
    hidden: Vec<TimelineEntry>,
    sources: Vec<Source>,
    source_by_id: HashMap<String, usize>,
    /// Ids of the sources in the user's own store.
    own_sources: HashSet<String>,
    actors: Vec<Actor>,
    actor_by_id: HashMap<String, usize>,
    /// For each event, the later events that link to it.
    backlinks: HashMap<String, Vec<(Relation, String)>>,
    /// Counted once, since the screen shows it in every frame.
    draft_count: usize,
    year_range: Option<(i32, i32)>,
}

impl Timeline {
    /// Combines layers, lowest first. A row replaces the row with the same id of a lower layer; within one layer the first
    /// row with an id counts.
    pub fn new(layers: impl IntoIterator<Item = (Origin, StoreLayer)>) -> Self {
        let mut timeline = Self::default();
        let mut added = StoreLayer::default();
        for (origin, layer) in layers {
            timeline.add_layer(origin, layer, &mut added);
        }
        timeline.apply_additions(added);
        timeline.sort_and_index();
        timeline
    }

    fn add_layer(&mut self, origin: Origin, layer: StoreLayer, added: &mut StoreLayer) {
        if origin == Origin::Own {
            self.own_sources.extend(layer.sources.iter().map(|source| source.id.clone()));
        }
        overlay_rows(&mut self.sources, &mut self.source_by_id, layer.sources, |source| &source.id);
        overlay_rows(&mut self.actors, &mut self.actor_by_id, layer.actors, |actor| &actor.id);
        let entries = layer.events.into_iter().map(|event| TimelineEntry {
            event,
            added: Vec::new(),
            proposals: Vec::new(),
            attached_sources: 0,
            added_conflicts: 0,
            origin,
            marked: false,
            notes: Vec::new(),
        });
        overlay_rows(&mut self.entries, &mut self.by_id, entries, |entry| &entry.event.id);
        added.attachments.extend(layer.attachments);
        added.conflicts.extend(layer.conflicts);
        added.notes.extend(layer.notes);
        added.marks.extend(layer.marks);
        added.hides.extend(layer.hides);
    }

    fn apply_additions(&mut self, added: StoreLayer) {
        let sources = added.attachments.into_iter().map(AddedRow::Source);
        for row in sources.chain(added.conflicts.into_iter().map(AddedRow::Conflict)) {
            if let Some(entry) = self.entry_mut(row.event()) {
                entry.add_row(row);
            }
        }
        for Note { event, text } in added.notes {
            if let Some(entry) = self.entry_mut(&event) {
                entry.notes.push(text);
            }
        }
        for EventRef { event } in added.marks {
            if let Some(entry) = self.entry_mut(&event) {
                entry.marked = true;
            }
        }
        let hidden: HashSet<String> = added.hides.into_iter().map(|row| row.event).collect();
        (self.hidden, self.entries) =
            std::mem::take(&mut self.entries).into_iter().partition(|entry| hidden.contains(&entry.event.id));
    }

    /// Sorts the events by date as [`Edtf`] orders it, then by id, undated events last, and indexes ids and links.
    fn sort_and_index(&mut self) {
        self.entries.sort_by(|a, b| {
            let (a, b) = (&a.event, &b.event);
            (a.date.is_none(), &a.date, &a.id).cmp(&(b.date.is_none(), &b.date, &b.id))
        });
        // The same order whatever was undone and redone: a source, then what it says otherwise.
        self.entries.iter_mut().for_each(|entry| entry.proposals.sort_by_cached_key(AddedRow::id));
        let count = |entry: &TimelineEntry| usize::from(entry.event.is_draft()) + entry.proposals.len();
        self.draft_count = self.entries.iter().map(count).sum();
        let dates = || self.entries.iter().filter_map(|entry| entry.event.date.as_ref());
        let ends = (dates().filter_map(Edtf::first_year).min(), dates().filter_map(Edtf::last_year).max());
        self.year_range = ends.0.zip(ends.1);
        self.by_id =
            self.entries.iter().enumerate().map(|(at, entry)| (entry.event.id.clone(), at)).collect();
        for entry in &self.entries {
            for link in &entry.event.links {
                let row = (link.relation, entry.event.id.clone());
                self.backlinks.entry(link.event.clone()).or_default().push(row);
            }
        }
    }

    fn entry_mut(&mut self, id: &str) -> Option<&mut TimelineEntry> {
        self.by_id.get(id).and_then(|&at| self.entries.get_mut(at))
    }

    /// Every event, in order.
    pub fn entries(&self) -> &[TimelineEntry] {
        &self.entries
    }

    /// Index of the event `id` in [`Self::entries`].
    pub fn position(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The event `id`.
    pub fn get(&self, id: &str) -> Option<&TimelineEntry> {
        self.position(id).map(|at| &self.entries[at])
    }

    /// Every source, the bundled ones first.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// The source `id`.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.source_by_id.get(id).map(|&at| &self.sources[at])
    }

    /// Whether the source `id` is in the user's own store.
    pub fn is_own_source(&self, id: &str) -> bool {
        self.own_sources.contains(id)
    }

    /// The events that are not shown.
    pub fn hidden_entries(&self) -> &[TimelineEntry] {
        &self.hidden
    }

    /// Every draft row, in the order of the events, with the entry of its event.
    pub fn proposals(&self) -> impl Iterator<Item = (&TimelineEntry, &AddedRow)> {
        self.entries.iter().flat_map(|entry| entry.proposals.iter().map(move |row| (entry, row)))
    }

    /// The draft row with this id, and the entry of its event.
    pub fn proposal(&self, id: &str) -> Option<(&TimelineEntry, &AddedRow)> {
        let entry = self.get(id.split_once(AddedRow::ID_SEPARATOR)?.0)?;
        entry.proposals.iter().find(|row| row.id() == id).map(|row| (entry, row))
    }

    /// Every actor, the bundled ones first.
    pub fn actors(&self) -> &[Actor] {
        &self.actors
    }

    /// The actor `id`.
    pub fn actor(&self, id: &str) -> Option<&Actor> {
        self.actor_by_id.get(id).map(|&at| &self.actors[at])
    }

    /// The events that link to `id`, in order, each with the relation that it states.
    pub fn backlinks(&self, id: &str) -> &[(Relation, String)] {
        self.backlinks.get(id).map_or(&[], Vec::as_slice)
    }

    /// The number of sources of an event that are independent, and of those that copy another.
    pub fn count_sources(&self, event: &Event) -> (usize, usize) {
        let copies = event
            .sources
            .iter()
            .filter(|row| self.source(&row.source).is_some_and(|source| source.copy_of.is_some()))
            .count();
        (event.sources.len() - copies, copies)
    }

    /// What decides the status of a commitment of `event`.
    pub fn status_rule(&self, event: &Event, commitment: &Commitment) -> StatusRule {
        let dates = commitment.fulfilled_by.iter().filter_map(|row| self.date_of(&row.event));
        StatusRule::new(commitment, event.date.as_ref(), dates)
    }

    /// The status of a commitment of `event` on the day `today`.
    pub fn commitment_status(
        &self,
        event: &Event,
        commitment: &Commitment,
        today: NaiveDate,
    ) -> CommitmentStatus {
        self.status_rule(event, commitment).status_on(today)
    }

    /// The status of a commitment of `event` on the day `today`, with its due date or interval, as
    /// `fulfilled late, due 2015` or `ongoing, every year`.
    pub fn describe_commitment(&self, event: &Event, commitment: &Commitment, today: NaiveDate) -> String {
        let status = self.commitment_status(event, commitment, today).label();
        let late = if self.is_fulfilled_late(commitment) { " late" } else { "" };
        let due = commitment.due.as_ref().map(|due| format!(", due {due}")).unwrap_or_default();
        let every = commitment.every.map(|every| format!(", {}", every.in_words())).unwrap_or_default();
        format!("{status}{late}{due}{every}")
    }

    /// Whether a deliverable is fulfilled and each event that fulfills it certainly came after the last day it was due.
    pub fn is_fulfilled_late(&self, commitment: &Commitment) -> bool {
        let Some(due) = commitment.due.as_ref().filter(|due| due.is_certain()) else { return false };
        // An event whose day is not certain may have come in time.
        let is_late = |date: &Edtf| date.is_certain() && date.earliest() > due.latest();
        commitment.nature == CommitmentNature::Deliverable
            && !commitment.partly
            && !commitment.fulfilled_by.is_empty()
            && commitment.fulfilled_by.iter().all(|row| self.date_of(&row.event).is_some_and(is_late))
    }

    /// The date of the event `id`, if the timeline has it and it is dated.
    fn date_of(&self, id: &str) -> Option<&Edtf> {
        self.get(id)?.event.date.as_ref()
    }

    /// The number of drafts: events, and rows that are proposed for an event.
    pub const fn draft_count(&self) -> usize {
        self.draft_count
    }

    /// The first and the last year of all dated events; `None` if no event has a bounded date.
    pub const fn year_range(&self) -> Option<(i32, i32)> {
        self.year_range
    }
}

/// Adds `rows` to `have`. A row replaces the one with the same id of a lower layer; of rows in this layer with the same id
/// only the first is added.
fn overlay_rows<T>(
    have: &mut Vec<T>,
    by_id: &mut HashMap<String, usize>,
    rows: impl IntoIterator<Item = T>,
    id: impl Fn(&T) -> &String,
) {
    let mut seen = HashSet::new();
    for row in rows {
        if !seen.insert(id(&row).clone()) {
            continue;
        }
        if let Some(&at) = by_id.get(id(&row)) {
            have[at] = row;
        } else {
            by_id.insert(id(&row).clone(), have.len());
            have.push(row);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Conflict, Kind, Link, Status};

    fn event(id: &str, date: &str) -> Event {
        Event { date: date.parse().ok(), ..Event::new(id, Kind::Mou, id) }
    }

    fn layer(events: Vec<Event>) -> StoreLayer {
        StoreLayer { events, ..StoreLayer::default() }
    }

    fn ids(timeline: &Timeline) -> Vec<&str> {
        timeline.entries().iter().map(|entry| entry.event.id.as_str()).collect()
    }

    #[test]
    fn events_are_sorted_by_date_precision_and_id() {
        let rows = [
            ("day", "2022-08-01"),
            ("none", ""),
            ("b", "2022-08-18"),
            ("a", "2022-08-18"),
            ("month", "2022-08"),
        ];
        let rows = rows.map(|(id, date)| event(id, date)).to_vec();
        let timeline = Timeline::new([(Origin::Bundled, layer(rows))]);
        assert_eq!(ids(&timeline), ["month", "day", "a", "b", "none"]);
    }

    #[test]
    fn an_own_event_replaces_the_bundled_one_and_rows_add_to_it() {
        let mut own = layer(vec![event("mou", "2022-08-19")]);
        let said = Conflict {
            field: "date".into(),
            value: "2022-05-22".into(),
            source: Some("herald".into()),
            note: None,
        };
        own.attachments = vec![Attachment::new("summit", "herald")];
        own.conflicts = vec![AddedConflict::new("summit", said.clone())];
        own.notes = vec![Note { event: "summit".into(), text: "look".into() }];
        own.marks = vec![EventRef { event: "mou".into() }];
        own.hides = vec![EventRef { event: "gone".into() }];
        let bundled =
            layer(vec![event("summit", "2022-05-21"), event("mou", "2022-08-18"), event("gone", "2022")]);
        let timeline = Timeline::new([(Origin::Bundled, bundled), (Origin::Own, own)]);
        assert_eq!(ids(&timeline), ["summit", "mou"]);
        let mou = timeline.get("mou").unwrap();
        assert_eq!((mou.origin, mou.marked), (Origin::Own, true));
        assert_eq!(mou.event.date.as_ref().unwrap().to_string(), "2022-08-19");
        let summit = timeline.get("summit").unwrap();
        assert_eq!((summit.origin, summit.notes.len()), (Origin::Bundled, 1));
        assert_eq!(summit.event.sources[0].source, "herald");
        assert_eq!(summit.event.conflicts, [said]);
        assert!(summit.own_event().sources.is_empty() && summit.own_event().conflicts.is_empty());
    }

    #[test]
    fn a_draft_row_adds_nothing_to_its_event() {
        let mut own = layer(vec![]);
        let draft = Attachment { status: Status::Draft, ..Attachment::new("summit", "herald") };
        own.attachments = vec![draft, Attachment::new("summit", "daily")];
        let bundled = layer(vec![event("summit", "2022-05-21")]);
        let timeline = Timeline::new([(Origin::Bundled, bundled), (Origin::Own, own)]);
        let summit = timeline.get("summit").unwrap();
        assert_eq!(summit.event.sources.len(), 1);
        assert_eq!((timeline.draft_count(), summit.proposals[0].id().as_str()), (1, "summit@herald"));
        assert_eq!(timeline.proposal("summit@herald").map(|(entry, _)| entry), Some(summit));
        assert!(timeline.proposal("summit@daily").is_none(), "accepted");
    }

    #[test]
    fn links_are_indexed_in_both_directions() {
        let mut mou = event("mou", "2022-08-18");
        mou.links = vec![Link::new(Relation::Implements, "summit")];
        let timeline = Timeline::new([(Origin::Own, layer(vec![mou, event("summit", "2022-05-21")]))]);
        assert_eq!(timeline.backlinks("summit"), [(Relation::Implements, "mou".to_owned())]);
        assert_eq!(timeline.year_range(), Some((2022, 2022)));
    }
}
