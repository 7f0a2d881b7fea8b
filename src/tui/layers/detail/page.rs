//! Lays an event out: its fields in a fixed order, empty ones left out, then its commitments, links and sources.

use crate::model::fields::EventField;
use crate::model::{Edtf, Event, Scope, Source, Timeline, TimelineEntry};
use crate::query::{Hit, SearchField};
use crate::tui::styled_text::{PageTarget, StyledPage, StyledText};
use crate::tui::theme::Role;
use chrono::NaiveDate;

/// Columns of the labels.
const LABEL_COLUMNS: usize = 9;

/// What the layout of an event depends on.
pub(super) struct DetailPage<'a> {
    /// The timeline.
    pub(super) timeline: &'a Timeline,
    /// The event.
    pub(super) entry: &'a TimelineEntry,
    /// What the filter matched in it.
    pub(super) hit: &'a Hit,
    /// The day that counts as today.
    pub(super) today: NaiveDate,
    /// The width in columns.
    pub(super) width: usize,
    /// Whether rows are few: then actors share lines, and no line is empty.
    pub(super) compact: bool,
}

impl DetailPage<'_> {
    /// Lays the event out.
    pub(super) fn lay_out(&self) -> StyledPage {
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

    fn add_indented(&self, page: &mut StyledPage, indent: usize, text: &str) {
        let indent = StyledText::new(&" ".repeat(indent), Role::Plain);
        page.add_paragraph(&[indent], text, &[], Role::Plain, self.width);
    }

    fn matched_chars(&self, field: SearchField) -> &[usize] {
        self.hit.matched_positions(field)
    }

    fn add_date(&self, page: &mut StyledPage, event: &Event) {
        let Some(date) = &event.date else {
            page.add_paragraph(&[label_text("When")], "no date", &[], Role::Plain, self.width);
            return;
        };
        let written = date.to_string();
        let lead = [label_text("When"), StyledText::new(&format!("{}   ", date.describe()), Role::Plain)];
        // In words and as stored, on one line if both fit.
        let columns: usize = lead.iter().map(|piece| crate::text::width::display_width(&piece.text)).sum();
        if columns + written.len() <= self.width {
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

    /// Adds the conflicts in the fields that `which` selects, each with the publisher that reports it.
    fn add_conflicts(&self, page: &mut StyledPage, event: &Event, is_shown: impl Fn(&str) -> bool) {
        for conflict in event.conflicts.iter().filter(|conflict| is_shown(&conflict.field)) {
            let source = conflict.source.as_deref().and_then(|id| self.timeline.source(id));
            let publisher = source.and_then(|source| source.publisher.as_deref()).unwrap_or("Another source");
            let note = conflict.note.as_deref().map(|note| format!(". {note}")).unwrap_or_default();
            let text = format!("{publisher}, {}: {}{note}", conflict.field, conflict.value);
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
            let confidence = event
                .confidence
                .map(|share| format!(", {:.0} % confidence", share * 100.0))
                .unwrap_or_default();
            let text = format!("draft{confidence} (v reviews it, a accepts, x rejects)");
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
        for commitment in &event.commitments {
            let status = self.timeline.describe_commitment(event, commitment, self.today);
            let missed = self.timeline.commitment_status(event, commitment, self.today).is_missed();
            let lead = [StyledText::new(" ⚑ ", if missed { Role::Overdue } else { Role::Commitment })];
            page.add_paragraph(
                &lead,
                &format!("{}: {status}", commitment.text),
                &[],
                Role::Plain,
                self.width,
            );
            for row in &commitment.fulfilled_by {
                self.add_link(page, "   ▸ ", &row.event);
                if let Some(note) = &row.note {
                    self.add_indented(page, 5, note);
                }
            }
            if let Some(note) = &commitment.note {
                self.add_indented(page, 3, note);
            }
        }
    }

    /// Adds an event that can be selected, with `lead` before its date and title.
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
        let backlinks = self.timeline.backlinks(&event.id);
        if event.links.is_empty() && backlinks.is_empty() {
            return;
        }
        self.add_gap(page);
        page.add_paragraph(&[], "Links", &[], Role::Label, self.width);
        for link in &event.links {
            self.add_link(page, &format!(" ◂ {}  ", link.relation.forward_label()), &link.event);
            if let Some(note) = &link.note {
                self.add_indented(page, 3, note);
            }
        }
        for (relation, id) in backlinks {
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
                self.add_indented(page, 3, &format!("“{quote}”"));
            }
            page.add_target(start, PageTarget::Source(n));
        }
    }
}

/// The publisher of a source, and the rest of its first line.
fn source_summary(source: &Source) -> (String, String) {
    let publisher = source.publisher.clone().unwrap_or_else(|| "unknown publisher".to_owned());
    let published = source.published.as_ref().map_or_else(|| "undated".to_owned(), Edtf::to_short_string);
    let copy = source.copy_of.as_ref().map(|id| format!(", copy of {id}")).unwrap_or_default();
    let machine = if source.machine_written { ", machine-written" } else { "" };
    (publisher, format!(", {published}{copy}{machine}"))
}

fn label_text(name: &str) -> StyledText {
    StyledText::new(&crate::text::width::pad(name, LABEL_COLUMNS), Role::Label)
}
