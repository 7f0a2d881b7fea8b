//! Lays an event out: its fields in a fixed order, empty ones left out, then its commitments, links and sources.

use crate::model::fields::{EventField, FieldLayout, FieldSection, FieldSpec, PAGE_ORDER};
use crate::model::{Conflict, Edtf, Event, Scope, Source, Timeline, TimelineEntry};
use crate::query::{Hit, SearchField};
use crate::text::format_count;
use crate::tui::row_cells::short_date;
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
    /// Lays the event out in the order of the table of fields.
    pub(super) fn lay_out(&self) -> StyledPage {
        let mut page = StyledPage::default();
        // A field together with the continuations below it.
        for fields in PAGE_ORDER.chunk_by(|_, next| next.spec().layout == FieldLayout::Continuation) {
            for field in fields {
                self.add_field(&mut page, *field);
            }
            if fields.first() == Some(&EventField::Date) {
                self.add_conflicts(&mut page, |conflict| conflict.is_about(EventField::Date));
            }
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

    /// Adds a field where and how the table of fields says. A missing value adds nothing.
    fn add_field(&self, page: &mut StyledPage, field: EventField) {
        let FieldSpec { label, layout, value, .. } = field.spec();
        let event = &self.entry.event;
        match layout {
            FieldLayout::Hidden => {}
            FieldLayout::Heading => self.add_text(page, None, field, Role::Title),
            FieldLayout::Fact => self.add_text(page, Some(label), field, Role::Plain),
            FieldLayout::Continuation => self.add_text(page, Some(""), field, Role::Plain),
            FieldLayout::Paragraph if value(event).is_empty() => {}
            FieldLayout::Paragraph => {
                self.add_gap(page);
                self.add_text(page, None, field, Role::Plain);
            }
            FieldLayout::Section(section) => match section {
                FieldSection::Date => self.add_date(page, label),
                FieldSection::Actors => self.add_actors(page, label),
                FieldSection::Kind => self.add_kind(page, label),
                // Countries are searched and exported, but not shown here.
                FieldSection::Countries => {}
                FieldSection::Topics => self.add_topics(page, label),
                FieldSection::Conflicts => {
                    self.add_conflicts(page, |conflict| !conflict.is_about(EventField::Date));
                }
                FieldSection::Commitments => self.add_commitments(page, event),
                FieldSection::Links => self.add_links(page, event),
                FieldSection::Sources => self.add_sources(page, event),
                FieldSection::Id if self.compact => {}
                FieldSection::Id => {
                    page.add_gap();
                    page.add_paragraph(&[label_text(label)], &event.id, &[], Role::Plain, self.width);
                }
            },
        }
    }

    /// Adds the text of a field with its matches, after its label if it has one.
    fn add_text(&self, page: &mut StyledPage, label: Option<&str>, field: EventField, role: Role) {
        let text = (field.spec().value)(&self.entry.event).join(", ");
        if !text.is_empty() {
            let lead: Vec<StyledText> = label.map(label_text).into_iter().collect();
            let matched = self.matched_chars(SearchField::Text(field));
            page.add_paragraph(&lead, &text, matched, role, self.width);
        }
    }

    fn add_gap(&self, page: &mut StyledPage) {
        if !self.compact {
            page.add_gap();
        }
    }

    fn add_indented(&self, page: &mut StyledPage, indent: usize, text: &str) {
        let indent = StyledText::new(&" ".repeat(indent), Role::Plain);
        page.add_paragraph(&[indent], text, &[], Role::Plain, self.width);
    }

    fn matched_chars(&self, field: SearchField) -> &[usize] {
        self.hit.matched_positions(field)
    }

    fn add_date(&self, page: &mut StyledPage, label: &str) {
        self.add_gap(page);
        let event = &self.entry.event;
        let Some(date) = &event.date else {
            page.add_paragraph(&[label_text(label)], "no date", &[], Role::Plain, self.width);
            return;
        };
        let stored = date.to_string();
        let matched = self.matched_chars(SearchField::Date);
        let lead = [label_text(label), StyledText::new(&format!("{}   ", date.describe()), Role::Plain)];
        // In words and as stored, on one line if both fit.
        let columns: usize = lead.iter().map(|piece| crate::text::width::display_width(&piece.text)).sum();
        if columns + stored.len() <= self.width {
            page.add_paragraph(&lead, &stored, matched, Role::Date, self.width);
        } else {
            page.add_paragraph(&[label_text(label)], &date.describe(), &[], Role::Plain, self.width);
            page.add_paragraph(&[label_text("")], &stored, matched, Role::Date, self.width);
        }
        if let Some(by) = &event.dated_by {
            page.add_paragraph(&[label_text("")], &by.to_string(), &[], Role::Plain, self.width);
        }
    }

    /// Adds the conflicts for which `is_shown` is true, each with the publisher that reports it.
    fn add_conflicts(&self, page: &mut StyledPage, is_shown: impl Fn(&Conflict) -> bool) {
        for conflict in self.entry.event.conflicts.iter().filter(|conflict| is_shown(conflict)) {
            let source = conflict.source.as_deref().and_then(|id| self.timeline.source(id));
            let publisher = source.and_then(|source| source.publisher.as_deref()).unwrap_or("Another source");
            let note = conflict.note.as_deref().map(|note| format!(". {note}")).unwrap_or_default();
            let text = format!("{publisher}, {}: {}{note}", conflict.field, conflict.value);
            let lead = [label_text(""), StyledText::new("! ", Role::Warning)];
            page.add_paragraph(&lead, &text, &[], Role::Plain, self.width);
        }
    }

    fn add_actors(&self, page: &mut StyledPage, label: &str) {
        if self.compact {
            return self.add_actors_inline(page, label);
        }
        for (n, id) in self.entry.event.actors.iter().enumerate() {
            let name = self.timeline.actor(id).map_or_else(|| id.clone(), |actor| actor.name.clone());
            let korean = self.timeline.actor(id).and_then(|actor| actor.name_ko.as_deref());
            let text = korean.map_or_else(|| name.clone(), |korean| format!("{name}  {korean}"));
            let lead = label_text(if n == 0 { label } else { "" });
            let matched = self.matched_chars(SearchField::Actor(n));
            page.add_paragraph(&[lead], &text, matched, Role::Plain, self.width);
        }
    }

    fn add_actors_inline(&self, page: &mut StyledPage, label: &str) {
        let (mut text, mut at) = (String::new(), Vec::new());
        for (n, id) in self.entry.event.actors.iter().enumerate() {
            if n > 0 {
                text.push_str(", ");
            }
            let start = text.chars().count();
            at.extend(self.matched_chars(SearchField::Actor(n)).iter().map(|place| start + place));
            text.push_str(self.timeline.actor(id).map_or(id.as_str(), |actor| actor.name.as_str()));
        }
        if !text.is_empty() {
            page.add_paragraph(&[label_text(label)], &text, &at, Role::Plain, self.width);
        }
    }

    /// Adds the type with scope and plan, and the review status of a draft.
    fn add_kind(&self, page: &mut StyledPage, label: &str) {
        let event = &self.entry.event;
        let flags = [
            (event.scope == Scope::Context, "context"),
            (event.planned, "planned, not yet known to have happened"),
        ];
        let flags = flags.iter().filter(|(is_set, _)| *is_set).map(|(_, flag)| *flag);
        let text = std::iter::once(event.kind.name()).chain(flags).collect::<Vec<_>>().join(", ");
        let matched = self.matched_chars(SearchField::Kind);
        page.add_paragraph(&[label_text(label)], &text, matched, Role::Plain, self.width);
        if event.is_draft() {
            let confidence = event
                .confidence
                .map(|share| format!(", {:.0} % confidence", share * 100.0))
                .unwrap_or_default();
            let text = format!("draft{confidence} (v reviews it, a accepts, x rejects)");
            page.add_paragraph(&[label_text("Status")], &text, &[], Role::Draft, self.width);
        }
        if !self.entry.proposals.is_empty() {
            let text =
                format!("{} for this event (v reviews)", format_count(self.entry.proposals.len(), "draft"));
            page.add_paragraph(&[label_text("Waiting")], &text, &[], Role::Draft, self.width);
        }
    }

    /// Adds the topics that the filter matched.
    fn add_topics(&self, page: &mut StyledPage, label: &str) {
        for (n, topic) in self.entry.event.topics.iter().enumerate() {
            let matched = self.matched_chars(SearchField::Topic(n));
            if !matched.is_empty() {
                page.add_paragraph(&[label_text(label)], topic, matched, Role::Plain, self.width);
            }
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
            self.add_reporter(page, 3, commitment.source.as_deref());
            for row in &commitment.fulfilled_by {
                self.add_link(page, "   ▸ ", &row.event);
                self.add_reporter(page, 5, row.source.as_deref());
                if let Some(note) = &row.note {
                    self.add_indented(page, 5, note);
                }
            }
            if let Some(note) = &commitment.note {
                self.add_indented(page, 3, note);
            }
        }
    }

    /// Adds the source that reports a statement, where one is named.
    fn add_reporter(&self, page: &mut StyledPage, indent: usize, source: Option<&str>) {
        if let Some(id) = source {
            let label = self.timeline.source(id).map_or_else(|| id.to_owned(), Source::label);
            self.add_indented(page, indent, &format!("according to {label}"));
        }
    }

    /// Adds an event that can be selected, with `lead` before its date and title.
    fn add_link(&self, page: &mut StyledPage, lead: &str, id: &str) {
        let lead = [StyledText::new(lead, Role::Plain)];
        let Some(other) = self.timeline.get(id) else {
            page.add_paragraph(&lead, &format!("{id} (not in this store)"), &[], Role::Plain, self.width);
            return;
        };
        let text = format!("{}  {}", short_date(&other.event), other.event.title);
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
