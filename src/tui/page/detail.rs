//! The detail pane as a page: an event in its fixed order of fields. Empty fields take no line.

use super::pieces::{Page, Piece, Target};
use crate::model::{Edtf, Entry, Event, PromiseState, Scope, Source, Timeline};
use crate::query::{Field, Hit};
use crate::tui::theme::Role;
use chrono::NaiveDate;

/// Columns of the labels.
const LABEL: usize = 9;

/// What an event is laid out with.
pub struct Detail<'a> {
    /// The timeline it belongs to.
    pub timeline: &'a Timeline,
    /// The event.
    pub entry: &'a Entry,
    /// What the filter matched of it.
    pub hit: Option<&'a Hit>,
    /// The day that counts as today.
    pub today: NaiveDate,
    /// Columns of the page.
    pub width: usize,
    /// Whether rows are few: then actors share lines, and no line is left empty.
    pub compact: bool,
}

impl Detail<'_> {
    /// Lays the event out.
    pub fn page(&self) -> Page {
        let mut page = Page::default();
        let event = &self.entry.event;
        self.prose(&mut page, &event.title, Field::Title, Role::Title);
        if let Some(title) = &event.title_ko {
            self.prose(&mut page, title, Field::TitleKo, Role::Title);
        }
        self.gap(&mut page);
        self.when(&mut page, event);
        self.field(&mut page, "Where", event.place.as_deref().unwrap_or_default(), Field::Place);
        self.who(&mut page, event);
        self.kind(&mut page, event);
        if let Some(summary) = &event.summary {
            self.gap(&mut page);
            self.prose(&mut page, summary, Field::Summary, Role::Plain);
        }
        self.accounts(&mut page, event, |field| field != "date");
        self.promises(&mut page, event);
        self.links(&mut page, event);
        self.sources(&mut page, event);
        if !self.compact {
            page.gap();
            page.flow(&[label("Id")], &event.id, &[], Role::Plain, self.width);
        }
        for (n, note) in self.entry.notes.iter().enumerate() {
            self.gap(&mut page);
            page.flow(
                &[label("Note"), Piece::new("✎ ", Role::Plain)],
                note,
                self.at(Field::Note(n)),
                Role::Plain,
                self.width,
            );
        }
        page
    }

    fn gap(&self, page: &mut Page) {
        if !self.compact {
            page.gap();
        }
    }

    fn prose(&self, page: &mut Page, text: &str, field: Field, role: Role) {
        page.flow(&[], text, self.at(field), role, self.width);
    }

    fn field(&self, page: &mut Page, name: &str, text: &str, field: Field) {
        if !text.is_empty() {
            page.flow(&[label(name)], text, self.at(field), Role::Plain, self.width);
        }
    }

    fn at(&self, field: Field) -> &[usize] {
        self.hit.map_or(&[], |hit| hit.at(field))
    }

    fn when(&self, page: &mut Page, event: &Event) {
        let Some(date) = &event.date else {
            page.flow(&[label("When")], "no date", &[], Role::Plain, self.width);
            return;
        };
        let written = date.to_string();
        let lead = [label("When"), Piece::new(&format!("{}   ", date.in_words()), Role::Plain)];
        // In words and as stored; where both do not fit one line, one under the other.
        let words: usize = lead.iter().map(|piece| crate::text::width::columns(&piece.text)).sum();
        if words + written.len() <= self.width {
            page.flow(&lead, &written, self.at(Field::Date), Role::Date, self.width);
        } else {
            page.flow(&[label("When")], &date.in_words(), &[], Role::Plain, self.width);
            page.flow(&[label("")], &written, self.at(Field::Date), Role::Date, self.width);
        }
        if let Some(by) = &event.dated_by {
            page.flow(&[label("")], &by.to_string(), &[], Role::Plain, self.width);
        }
        if let Some(note) = &event.date_note {
            page.flow(&[label("")], note, &[], Role::Plain, self.width);
        }
        self.accounts(page, event, |field| field == "date");
    }

    /// What other sources say otherwise of the fields that `which` names, each beside who says so.
    fn accounts(&self, page: &mut Page, event: &Event, which: impl Fn(&str) -> bool) {
        for account in event.accounts.iter().filter(|account| which(&account.field)) {
            let source = account.source.as_deref().and_then(|id| self.timeline.source(id));
            let who = source.and_then(|source| source.publisher.as_deref()).unwrap_or("Others");
            let note = account.note.as_deref().map(|note| format!(". {note}")).unwrap_or_default();
            let text = format!("{who}, {}: {}{note}", account.field, account.value);
            page.flow(&[label(""), Piece::new("! ", Role::Warn)], &text, &[], Role::Plain, self.width);
        }
    }

    fn who(&self, page: &mut Page, event: &Event) {
        if self.compact {
            return self.who_in_a_row(page, event);
        }
        for (n, id) in event.actors.iter().enumerate() {
            let name = self.timeline.actor(id).map_or_else(|| id.clone(), |actor| actor.name.clone());
            let korean = self.timeline.actor(id).and_then(|actor| actor.name_ko.as_deref());
            let text = korean.map_or_else(|| name.clone(), |korean| format!("{name}  {korean}"));
            let lead = label(if n == 0 { "Who" } else { "" });
            page.flow(&[lead], &text, self.at(Field::Actor(n)), Role::Plain, self.width);
        }
    }

    fn who_in_a_row(&self, page: &mut Page, event: &Event) {
        let (mut text, mut at) = (String::new(), Vec::new());
        for (n, id) in event.actors.iter().enumerate() {
            if n > 0 {
                text.push_str(", ");
            }
            let start = text.chars().count();
            at.extend(self.at(Field::Actor(n)).iter().map(|place| start + place));
            text.push_str(self.timeline.actor(id).map_or(id.as_str(), |actor| actor.name.as_str()));
        }
        if !text.is_empty() {
            page.flow(&[label("Who")], &text, &at, Role::Plain, self.width);
        }
    }

    fn kind(&self, page: &mut Page, event: &Event) {
        let states = [
            (event.scope == Scope::Context, "context"),
            (event.planned, "planned, not yet known to have happened"),
        ];
        let signs = states.iter().filter(|(set, _)| *set).map(|(_, sign)| *sign);
        let text = std::iter::once(event.kind.name()).chain(signs).collect::<Vec<_>>().join(", ");
        page.flow(&[label("Kind")], &text, self.at(Field::Kind), Role::Plain, self.width);
        if event.is_draft() {
            let sure =
                event.confidence.map(|share| format!(", {:.0} % sure", share * 100.0)).unwrap_or_default();
            let text = format!("draft{sure}: v reviews, a accepts, x rejects");
            page.flow(&[label("Status")], &text, &[], Role::Draft, self.width);
        }
        for (n, topic) in
            event.topics.iter().enumerate().filter(|(n, _)| !self.at(Field::Topic(*n)).is_empty())
        {
            page.flow(&[label("Topic")], topic, self.at(Field::Topic(n)), Role::Plain, self.width);
        }
    }

    fn promises(&self, page: &mut Page, event: &Event) {
        if event.commitments.is_empty() {
            return;
        }
        self.gap(page);
        page.flow(&[], "Commitments", &[], Role::Label, self.width);
        for promise in &event.commitments {
            let state = self.timeline.promise_in_words(promise, self.today);
            let overdue = promise.state(self.today) == PromiseState::Overdue;
            let lead = [Piece::new(" ⚑ ", if overdue { Role::Overdue } else { Role::Promise })];
            page.flow(&lead, &format!("{}: {state}", promise.text), &[], Role::Plain, self.width);
            for id in &promise.kept_by {
                self.link(page, "   ▸ ", id);
            }
            if let Some(note) = &promise.note {
                page.flow(&[Piece::new("   ", Role::Plain)], note, &[], Role::Plain, self.width);
            }
        }
    }

    /// An event that can be gone to, its date and title behind `lead`.
    fn link(&self, page: &mut Page, lead: &str, id: &str) {
        let lead = [Piece::new(lead, Role::Plain)];
        let Some(other) = self.timeline.get(id) else {
            page.flow(&lead, &format!("{id} (not in this store)"), &[], Role::Plain, self.width);
            return;
        };
        let date = other.event.date.as_ref().map_or_else(|| "no date".to_owned(), Edtf::short);
        let text = format!("{date}  {}", other.event.title);
        let start = page.flow(&lead, &text, &[], Role::Link, self.width);
        page.target(start, Target::Event(id.to_owned()));
    }

    fn links(&self, page: &mut Page, event: &Event) {
        let followers = self.timeline.followers(&event.id);
        if event.links.is_empty() && followers.is_empty() {
            return;
        }
        self.gap(page);
        page.flow(&[], "Links", &[], Role::Label, self.width);
        for link in &event.links {
            self.link(page, &format!(" ◂ {}  ", link.relation.forward()), &link.event);
            if let Some(note) = &link.note {
                page.flow(&[Piece::new("   ", Role::Plain)], note, &[], Role::Plain, self.width);
            }
        }
        for (relation, id) in followers {
            self.link(page, &format!(" ▸ {}  ", relation.backward()), id);
        }
    }

    fn sources(&self, page: &mut Page, event: &Event) {
        if event.sources.is_empty() {
            return;
        }
        self.gap(page);
        page.flow(&[], &format!("Sources  {}", event.sources.len()), &[], Role::Label, self.width);
        for (n, row) in event.sources.iter().enumerate() {
            let lead = [Piece::new(&format!(" {} ", n + 1), Role::Plain)];
            let source = self.timeline.source(&row.source);
            let at = self.at(Field::Publisher(n));
            let (publisher, rest) = source.map_or_else(|| (row.source.clone(), String::new()), about);
            let start = page.flow(&lead, &format!("{publisher}{rest}"), at, Role::Link, self.width);
            if let Some(title) = source.map(Source::label) {
                page.flow(
                    &[Piece::new("   ", Role::Plain)],
                    &title,
                    self.at(Field::Source(n)),
                    Role::Plain,
                    self.width,
                );
            }
            if let Some(quote) = &row.quote {
                page.flow(
                    &[Piece::new("   ", Role::Plain)],
                    &format!("“{quote}”"),
                    &[],
                    Role::Plain,
                    self.width,
                );
            }
            page.target(start, Target::Source(n));
        }
    }
}

/// The publisher of a source, and what else its first line says.
fn about(source: &Source) -> (String, String) {
    let publisher = source.publisher.clone().unwrap_or_else(|| "unknown publisher".to_owned());
    let published = source.published.as_ref().map_or_else(|| "undated".to_owned(), Edtf::short);
    let copy = source.copy_of.as_ref().map(|id| format!(", copy of {id}")).unwrap_or_default();
    let machine = if source.machine_written { ", written by a machine" } else { "" };
    (publisher, format!(", {published}{copy}{machine}"))
}

fn label(name: &str) -> Piece {
    Piece::new(&crate::text::width::pad(name, LABEL), Role::Label)
}
