//! The detail pane as a page: an event in its fixed order of fields. Empty fields take no line.

use super::pieces::{PageTarget, StyledPage, StyledText};
use crate::model::fields::EventField;
use crate::model::{Edtf, Event, Scope, Source, Timeline, TimelineEntry};
use crate::query::{Hit, SearchField};
use crate::tui::theme::Role;
use chrono::NaiveDate;

/// Columns of the labels.
const LABEL_COLUMNS: usize = 9;

/// What an event is laid out with.
pub struct DetailPage<'a> {
    /// The timeline it belongs to.
    pub timeline: &'a Timeline,
    /// The event.
    pub entry: &'a TimelineEntry,
    /// What the filter matched of it.
    pub hit: Option<&'a Hit>,
    /// The day that counts as today.
    pub today: NaiveDate,
    /// Columns of the page.
    pub width: usize,
    /// Whether rows are few: then actors share lines, and no line is left empty.
    pub compact: bool,
}

impl DetailPage<'_> {
    /// Lays the event out.
    pub fn lay_out(&self) -> StyledPage {
        let mut page = StyledPage::default();
        let event = &self.entry.event;
        self.add_prose(&mut page, &event.title, SearchField::Text(EventField::Title), Role::Title);
        if let Some(title) = &event.title_ko {
            self.add_prose(&mut page, title, SearchField::Text(EventField::TitleKo), Role::Title);
        }
        self.add_gap(&mut page);
        self.add_date(&mut page, event);
        self.add_field(
            &mut page,
            "Where",
            event.place.as_deref().unwrap_or_default(),
            SearchField::Text(EventField::Place),
        );
        self.add_actors(&mut page, event);
        self.add_kind(&mut page, event);
        if let Some(summary) = &event.summary {
            self.add_gap(&mut page);
            self.add_prose(&mut page, summary, SearchField::Text(EventField::Summary), Role::Plain);
        }
        self.add_conflicts(&mut page, event, |field| field != "date");
        self.add_commitments(&mut page, event);
        self.add_links(&mut page, event);
        self.add_sources(&mut page, event);
        if !self.compact {
            page.add_gap();
            page.add_paragraph(&[label_text("Id")], &event.id, &[], Role::Plain, self.width);
        }
        for (n, note) in self.entry.notes.iter().enumerate() {
            self.add_gap(&mut page);
            page.add_paragraph(
                &[label_text("Note"), StyledText::new("✎ ", Role::Plain)],
                note,
                self.matched_chars(SearchField::Note(n)),
                Role::Plain,
                self.width,
            );
        }
        page
    }

    fn add_gap(&self, page: &mut StyledPage) {
        if !self.compact {
            page.add_gap();
        }
    }

    fn add_prose(&self, page: &mut StyledPage, text: &str, field: SearchField, role: Role) {
        page.add_paragraph(&[], text, self.matched_chars(field), role, self.width);
    }

    fn add_field(&self, page: &mut StyledPage, name: &str, text: &str, field: SearchField) {
        if !text.is_empty() {
            page.add_paragraph(&[label_text(name)], text, self.matched_chars(field), Role::Plain, self.width);
        }
    }

    fn matched_chars(&self, field: SearchField) -> &[usize] {
        self.hit.map_or(&[], |hit| hit.matched_positions(field))
    }

    fn add_date(&self, page: &mut StyledPage, event: &Event) {
        let Some(date) = &event.date else {
            page.add_paragraph(&[label_text("When")], "no date", &[], Role::Plain, self.width);
            return;
        };
        let written = date.to_string();
        let lead = [label_text("When"), StyledText::new(&format!("{}   ", date.describe()), Role::Plain)];
        // In words and as stored; where both do not fit one line, one under the other.
        let words: usize = lead.iter().map(|piece| crate::text::width::display_width(&piece.text)).sum();
        if words + written.len() <= self.width {
            page.add_paragraph(
                &lead,
                &written,
                self.matched_chars(SearchField::Date),
                Role::Date,
                self.width,
            );
        } else {
            page.add_paragraph(&[label_text("When")], &date.describe(), &[], Role::Plain, self.width);
            page.add_paragraph(
                &[label_text("")],
                &written,
                self.matched_chars(SearchField::Date),
                Role::Date,
                self.width,
            );
        }
        if let Some(by) = &event.dated_by {
            page.add_paragraph(&[label_text("")], &by.to_string(), &[], Role::Plain, self.width);
        }
        if let Some(note) = &event.date_note {
            page.add_paragraph(&[label_text("")], note, &[], Role::Plain, self.width);
        }
        self.add_conflicts(page, event, |field| field == "date");
    }

    /// What other sources say otherwise of the fields that `which` names, each beside who says so.
    fn add_conflicts(&self, page: &mut StyledPage, event: &Event, which: impl Fn(&str) -> bool) {
        for account in event.conflicts.iter().filter(|account| which(&account.field)) {
            let source = account.source.as_deref().and_then(|id| self.timeline.source(id));
            let who = source.and_then(|source| source.publisher.as_deref()).unwrap_or("Others");
            let note = account.note.as_deref().map(|note| format!(". {note}")).unwrap_or_default();
            let text = format!("{who}, {}: {}{note}", account.field, account.value);
            page.add_paragraph(
                &[label_text(""), StyledText::new("! ", Role::Warning)],
                &text,
                &[],
                Role::Plain,
                self.width,
            );
        }
    }

    fn add_actors(&self, page: &mut StyledPage, event: &Event) {
        if self.compact {
            return self.add_actors_inline(page, event);
        }
        for (n, id) in event.actors.iter().enumerate() {
            let name = self.timeline.actor(id).map_or_else(|| id.clone(), |actor| actor.name.clone());
            let korean = self.timeline.actor(id).and_then(|actor| actor.name_ko.as_deref());
            let text = korean.map_or_else(|| name.clone(), |korean| format!("{name}  {korean}"));
            let lead = label_text(if n == 0 { "Who" } else { "" });
            page.add_paragraph(
                &[lead],
                &text,
                self.matched_chars(SearchField::Actor(n)),
                Role::Plain,
                self.width,
            );
        }
    }

    fn add_actors_inline(&self, page: &mut StyledPage, event: &Event) {
        let (mut text, mut at) = (String::new(), Vec::new());
        for (n, id) in event.actors.iter().enumerate() {
            if n > 0 {
                text.push_str(", ");
            }
            let start = text.chars().count();
            at.extend(self.matched_chars(SearchField::Actor(n)).iter().map(|place| start + place));
            text.push_str(self.timeline.actor(id).map_or(id.as_str(), |actor| actor.name.as_str()));
        }
        if !text.is_empty() {
            page.add_paragraph(&[label_text("Who")], &text, &at, Role::Plain, self.width);
        }
    }

    fn add_kind(&self, page: &mut StyledPage, event: &Event) {
        let states = [
            (event.scope == Scope::Context, "context"),
            (event.planned, "planned, not yet known to have happened"),
        ];
        let signs = states.iter().filter(|(set, _)| *set).map(|(_, sign)| *sign);
        let text = std::iter::once(event.kind.name()).chain(signs).collect::<Vec<_>>().join(", ");
        page.add_paragraph(
            &[label_text("Kind")],
            &text,
            self.matched_chars(SearchField::Kind),
            Role::Plain,
            self.width,
        );
        if event.is_draft() {
            let sure =
                event.confidence.map(|share| format!(", {:.0} % sure", share * 100.0)).unwrap_or_default();
            let text = format!("draft{sure}: v reviews, a accepts, x rejects");
            page.add_paragraph(&[label_text("Status")], &text, &[], Role::Draft, self.width);
        }
        for (n, topic) in event
            .topics
            .iter()
            .enumerate()
            .filter(|(n, _)| !self.matched_chars(SearchField::Topic(*n)).is_empty())
        {
            page.add_paragraph(
                &[label_text("Topic")],
                topic,
                self.matched_chars(SearchField::Topic(n)),
                Role::Plain,
                self.width,
            );
        }
    }

    fn add_commitments(&self, page: &mut StyledPage, event: &Event) {
        if event.commitments.is_empty() {
            return;
        }
        self.add_gap(page);
        page.add_paragraph(&[], "Commitments", &[], Role::Label, self.width);
        for promise in &event.commitments {
            let state = self.timeline.describe_commitment(event, promise, self.today);
            let missed = self.timeline.commitment_status(event, promise, self.today).is_missed();
            let lead = [StyledText::new(" ⚑ ", if missed { Role::Overdue } else { Role::Commitment })];
            page.add_paragraph(&lead, &format!("{}: {state}", promise.text), &[], Role::Plain, self.width);
            for row in &promise.fulfilled_by {
                self.add_link(page, "   ▸ ", &row.event);
                if let Some(note) = &row.note {
                    page.add_paragraph(
                        &[StyledText::new("     ", Role::Plain)],
                        note,
                        &[],
                        Role::Plain,
                        self.width,
                    );
                }
            }
            if let Some(note) = &promise.note {
                page.add_paragraph(
                    &[StyledText::new("   ", Role::Plain)],
                    note,
                    &[],
                    Role::Plain,
                    self.width,
                );
            }
        }
    }

    /// An event that can be gone to, its date and title behind `lead`.
    fn add_link(&self, page: &mut StyledPage, lead: &str, id: &str) {
        let lead = [StyledText::new(lead, Role::Plain)];
        let Some(other) = self.timeline.get(id) else {
            page.add_paragraph(&lead, &format!("{id} (not in this store)"), &[], Role::Plain, self.width);
            return;
        };
        let date = other.event.date.as_ref().map_or_else(|| "no date".to_owned(), Edtf::to_short_string);
        let text = format!("{date}  {}", other.event.title);
        let start = page.add_paragraph(&lead, &text, &[], Role::Link, self.width);
        page.add_target(start, PageTarget::Event(id.to_owned()));
    }

    fn add_links(&self, page: &mut StyledPage, event: &Event) {
        let followers = self.timeline.backlinks(&event.id);
        if event.links.is_empty() && followers.is_empty() {
            return;
        }
        self.add_gap(page);
        page.add_paragraph(&[], "Links", &[], Role::Label, self.width);
        for link in &event.links {
            self.add_link(page, &format!(" ◂ {}  ", link.relation.forward_label()), &link.event);
            if let Some(note) = &link.note {
                page.add_paragraph(
                    &[StyledText::new("   ", Role::Plain)],
                    note,
                    &[],
                    Role::Plain,
                    self.width,
                );
            }
        }
        for (relation, id) in followers {
            self.add_link(page, &format!(" ▸ {}  ", relation.backward_label()), id);
        }
    }

    fn add_sources(&self, page: &mut StyledPage, event: &Event) {
        if event.sources.is_empty() {
            return;
        }
        self.add_gap(page);
        page.add_paragraph(&[], &format!("Sources  {}", event.sources.len()), &[], Role::Label, self.width);
        for (n, row) in event.sources.iter().enumerate() {
            let lead = [StyledText::new(&format!(" {} ", n + 1), Role::Plain)];
            let source = self.timeline.source(&row.source);
            let at = self.matched_chars(SearchField::Publisher(n));
            let (publisher, rest) =
                source.map_or_else(|| (row.source.clone(), String::new()), source_summary);
            let start = page.add_paragraph(&lead, &format!("{publisher}{rest}"), at, Role::Link, self.width);
            if let Some(title) = source.map(Source::label) {
                page.add_paragraph(
                    &[StyledText::new("   ", Role::Plain)],
                    &title,
                    self.matched_chars(SearchField::Source(n)),
                    Role::Plain,
                    self.width,
                );
            }
            if let Some(quote) = &row.quote {
                page.add_paragraph(
                    &[StyledText::new("   ", Role::Plain)],
                    &format!("“{quote}”"),
                    &[],
                    Role::Plain,
                    self.width,
                );
            }
            page.add_target(start, PageTarget::Source(n));
        }
    }
}

/// The publisher of a source, and what else its first line says.
fn source_summary(source: &Source) -> (String, String) {
    let publisher = source.publisher.clone().unwrap_or_else(|| "unknown publisher".to_owned());
    let published = source.published.as_ref().map_or_else(|| "undated".to_owned(), Edtf::to_short_string);
    let copy = source.copy_of.as_ref().map(|id| format!(", copy of {id}")).unwrap_or_default();
    let machine = if source.machine_written { ", written by a machine" } else { "" };
    (publisher, format!(", {published}{copy}{machine}"))
}

fn label_text(name: &str) -> StyledText {
    StyledText::new(&crate::text::width::pad(name, LABEL_COLUMNS), Role::Label)
}
