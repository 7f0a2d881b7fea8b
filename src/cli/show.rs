//! `show`: prints one event in full. Never opens a store.

use crate::model::fields::{EventField, FieldLayout, FieldSection, FieldSpec, PAGE_ORDER};
use crate::model::{Event, Kind, Origin, Scope, Source, StoreLayer, Timeline, TimelineEntry};
use crate::query::{Index, Query};
use crate::text::width::{pad, wrap_lines};
use crate::text::{clean, clean_line, escape_controls};
use chrono::NaiveDate;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::iter;

/// Width of the labels, in columns.
const LABEL_COLUMNS: usize = 13;
/// Maximum width of a line on a terminal, in columns.
const MAX_PROSE_COLUMNS: usize = 100;

/// No event has the id.
#[derive(Debug, thiserror::Error)]
#[error("{}: event not found; {}", escape_controls(.id), suggest_ids(.similar))]
pub(super) struct EventNotFound {
    id: String,
    similar: Vec<String>,
}

fn suggest_ids(similar: &[String]) -> String {
    if similar.is_empty() {
        return "run `list` to see all ids".to_owned();
    }
    let ids: Vec<String> = similar.iter().map(|id| escape_controls(id)).collect();
    format!("did you mean {}?", ids.join(", "))
}

/// Finds the event `id`; the error suggests similar ids.
pub(super) fn find_event<'a>(timeline: &'a Timeline, id: &str) -> Result<&'a TimelineEntry, EventNotFound> {
    timeline.get(id).ok_or_else(|| EventNotFound { id: id.to_owned(), similar: similar_ids(timeline, id) })
}

/// Up to three ids that share words with `id`, the most similar first.
fn similar_ids(timeline: &Timeline, id: &str) -> Vec<String> {
    // The ids become the titles of a timeline of their own, which is then searched.
    let named = timeline.entries().iter().map(|entry| {
        let name = entry.event.id.replace('-', " ");
        Event { date: entry.event.date.clone(), ..Event::new(entry.event.id.clone(), Kind::Policy, name) }
    });
    let layer = StoreLayer { events: named.collect(), ..StoreLayer::default() };
    let ids = Timeline::new([(Origin::Own, layer)]);
    let index = Index::new(&ids);
    let words = id.split(['-', ' ', '_']).filter(|word| !word.is_empty());
    let mut scores: BTreeMap<usize, i64> = BTreeMap::new();
    // Plain words do not depend on the current day.
    for hit in words.flat_map(|word| index.find_hits(&Query::from_words(word), NaiveDate::MIN)) {
        *scores.entry(hit.entry).or_default() += hit.score;
    }
    let mut hits: Vec<(usize, i64)> = scores.into_iter().collect();
    hits.sort_by_key(|&(entry, score)| (Reverse(score), entry));
    hits.iter().take(3).map(|&(entry, _)| ids.entries()[entry].event.id.clone()).collect()
}

/// Prints `entry` in full. `width` is the width of the terminal in columns, or `None` if the output is not a terminal;
/// lines are then not wrapped.
pub(super) fn print_event(
    timeline: &Timeline,
    entry: &TimelineEntry,
    today: NaiveDate,
    width: Option<usize>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut page = EventPrinter {
        timeline,
        event: &entry.event,
        today,
        out,
        width: width.map(|width| width.min(MAX_PROSE_COLUMNS)),
    };
    for field in PAGE_ORDER {
        page.write_field(*field)?;
    }
    for note in &entry.notes {
        page.write_gap()?;
        page.write_labeled("Note", note)?;
    }
    Ok(())
}

/// Prints the fields of an event as labeled lines and paragraphs.
struct EventPrinter<'a> {
    timeline: &'a Timeline,
    event: &'a Event,
    today: NaiveDate,
    out: &'a mut dyn Write,
    width: Option<usize>,
}

impl EventPrinter<'_> {
    /// Prints a field where and how the table of fields says. A missing value prints nothing.
    fn write_field(&mut self, field: EventField) -> io::Result<()> {
        let FieldSpec { label, layout, value, .. } = field.spec();
        let text = value(self.event).join(", ");
        match layout {
            FieldLayout::Hidden => Ok(()),
            FieldLayout::Heading => self.write_paragraph(&text),
            FieldLayout::Fact => self.write_labeled(label, &text),
            FieldLayout::Continuation => self.write_labeled("", &text),
            FieldLayout::Paragraph if text.is_empty() => Ok(()),
            FieldLayout::Paragraph => {
                self.write_gap()?;
                self.write_paragraph(&text)
            }
            FieldLayout::Section(section) => match section {
                FieldSection::Date => self.write_date(label),
                FieldSection::Actors => self.write_actors(label),
                FieldSection::Kind => self.write_kind(label),
                FieldSection::Countries | FieldSection::Topics => self.write_labeled(label, &text),
                FieldSection::Conflicts => self.write_conflicts(),
                FieldSection::Commitments => self.write_commitments(),
                FieldSection::Links => self.write_links(),
                FieldSection::Sources => self.write_sources(),
                FieldSection::Id => {
                    self.write_gap()?;
                    self.write_labeled(label, &text)
                }
            },
        }
    }

    fn write_date(&mut self, label: &str) -> io::Result<()> {
        let date = self.event.date.as_ref().map(|date| format!("{} ({date})", date.describe()));
        self.write_gap()?;
        self.write_labeled(label, date.as_deref().unwrap_or("no date"))?;
        let rule = self.event.dated_by.as_ref().map(ToString::to_string);
        self.write_labeled("", &rule.unwrap_or_default())
    }

    fn write_actors(&mut self, label: &str) -> io::Result<()> {
        for (n, id) in self.event.actors.iter().enumerate() {
            let name = self.timeline.actor(id).map_or_else(
                || id.clone(),
                |actor| match &actor.name_ko {
                    Some(korean) => format!("{} ({korean})", actor.name),
                    None => actor.name.clone(),
                },
            );
            self.write_labeled(if n == 0 { label } else { "" }, &name)?;
        }
        Ok(())
    }

    /// Writes the type with scope, plan, and review status.
    fn write_kind(&mut self, label: &str) -> io::Result<()> {
        let event = self.event;
        let flags = [
            (event.scope == Scope::Context, "context"),
            (event.planned, "planned"),
            (event.is_draft(), "draft"),
        ];
        let flags = flags.into_iter().filter(|(is_set, _)| *is_set).map(|(_, flag)| flag);
        let kind: Vec<&str> = iter::once(event.kind.name()).chain(flags).collect();
        self.write_labeled(label, &kind.join(", "))
    }

    fn write_conflicts(&mut self) -> io::Result<()> {
        for (n, conflict) in self.event.conflicts.iter().enumerate() {
            let source = conflict.source.as_deref().and_then(|id| self.timeline.source(id));
            let source = source.map(|source| format!(" ({})", source.label())).unwrap_or_default();
            let note = conflict.note.as_deref().map(|note| format!(": {note}")).unwrap_or_default();
            let text = format!("{} {}{source}{note}", conflict.field, conflict.value);
            self.write_row("Conflicts", n, &text)?;
        }
        Ok(())
    }

    fn write_commitments(&mut self) -> io::Result<()> {
        for (n, commitment) in self.event.commitments.iter().enumerate() {
            let status = self.timeline.describe_commitment(self.event, commitment, self.today);
            let source = self.according_to(commitment.source.as_deref());
            self.write_row("Commitments", n, &format!("{} ({status}){source}", commitment.text))?;
            for fulfillment in &commitment.fulfilled_by {
                let event = describe_event(self.timeline, &fulfillment.event);
                let source = self.according_to(fulfillment.source.as_deref());
                self.write_labeled("", &format!("fulfilled by {event}{source}"))?;
                self.write_labeled("", fulfillment.note.as_deref().unwrap_or_default())?;
            }
            self.write_labeled("", commitment.note.as_deref().unwrap_or_default())?;
        }
        Ok(())
    }

    /// The source of a statement, to be put behind it; empty where none is named.
    fn according_to(&self, source: Option<&str>) -> String {
        let Some(id) = source else { return String::new() };
        let label = self.timeline.source(id).map_or_else(|| id.to_owned(), Source::label);
        format!(", according to {label}")
    }

    /// Writes the links to earlier events and the links from later ones.
    fn write_links(&mut self) -> io::Result<()> {
        let timeline = self.timeline;
        let links =
            self.event.links.iter().map(|link| (link.relation.forward_label(), &link.event, &link.note));
        let backlinks = timeline.backlinks(&self.event.id).iter();
        let backlinks = backlinks.map(|(relation, id)| (relation.backward_label(), id, &None));
        for (n, (relation, id, note)) in links.chain(backlinks).enumerate() {
            self.write_row("Links", n, &format!("{relation} {}", describe_event(timeline, id)))?;
            self.write_labeled("", note.as_deref().unwrap_or_default())?;
        }
        Ok(())
    }

    fn write_sources(&mut self) -> io::Result<()> {
        for (n, row) in self.event.sources.iter().enumerate() {
            let label = format!("Source {}", n + 1);
            self.write_gap()?;
            let Some(source) = self.timeline.source(&row.source) else {
                self.write_labeled(&label, &row.source)?;
                continue;
            };
            self.write_labeled(&label, &source.label())?;
            let published =
                source.published.as_ref().map_or_else(|| "undated".to_owned(), ToString::to_string);
            let names = [&source.publisher, &source.author].into_iter().flatten();
            let origin: Vec<&str> = names.map(String::as_str).chain([published.as_str()]).collect();
            self.write_labeled("", &origin.join(", "))?;
            self.write_labeled("", source.url.as_deref().unwrap_or_default())?;
            if let Some(original) = &source.copy_of {
                self.write_labeled("", &format!("copy of {original}; not independent corroboration"))?;
            }
            if source.machine_written {
                self.write_labeled("", "machine-written")?;
            }
            if let Some(quote) = &row.quote {
                self.write_labeled("", &format!("“{quote}”"))?;
            }
        }
        Ok(())
    }

    /// Writes the n-th row of a list. The first one follows an empty line and carries the label.
    fn write_row(&mut self, label: &str, n: usize, text: &str) -> io::Result<()> {
        if n > 0 {
            return self.write_labeled("", text);
        }
        self.write_gap()?;
        self.write_labeled(label, text)
    }

    fn write_gap(&mut self) -> io::Result<()> {
        writeln!(self.out)
    }

    /// Writes a paragraph; nothing if it is empty.
    fn write_paragraph(&mut self, text: &str) -> io::Result<()> {
        self.write_wrapped("", 0, &clean(text))
    }

    /// Writes a label and a value; nothing if the value is empty.
    fn write_labeled(&mut self, label: &str, value: &str) -> io::Result<()> {
        self.write_wrapped(label, LABEL_COLUMNS, &clean_line(value))
    }

    fn write_wrapped(&mut self, label: &str, indent: usize, text: &str) -> io::Result<()> {
        if text.is_empty() {
            return Ok(());
        }
        let limit = self.width.map_or(usize::MAX, |width| width.saturating_sub(indent).max(20));
        for (n, line) in wrap_lines(text, limit).into_iter().enumerate() {
            let label = pad(if n == 0 { label } else { "" }, indent);
            writeln!(self.out, "{}", format!("{label}{}", &text[line]).trim_end())?;
        }
        Ok(())
    }
}

/// Describes an event by its id, with its date and title if the timeline has it.
fn describe_event(timeline: &Timeline, id: &str) -> String {
    let Some(entry) = timeline.get(id) else { return id.to_owned() };
    let date = entry.event.date.as_ref().map(|date| format!(" ({date})")).unwrap_or_default();
    format!("{id}{date}: {}", entry.event.title)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        Actor, ActorKind, Commitment, Conflict, EventSource, Fulfillment, Link, Origin, Relation, Source,
        StoreLayer,
    };

    fn pact() -> Event {
        let commitment = |text: &str, due: &str, fulfilled_by: &[&str]| Commitment {
            text: text.into(),
            due: due.parse().ok(),
            fulfilled_by: fulfilled_by.iter().map(|id| Fulfillment::new(*id)).collect(),
            ..Commitment::default()
        };
        Event {
            date: "2022-08-18".parse().ok(),
            title_ko: Some("항만 전산망 보호를 위한 양해각서 체결".into()),
            place: Some("Busan".into()),
            place_ko: Some("부산".into()),
            summary: Some("The navies will share warnings.".into()),
            actors: vec!["navy".into(), "nobody".into()],
            conflicts: vec![Conflict {
                field: "date".into(),
                value: "2022-08-19".into(),
                source: Some("copy".into()),
                note: Some("counts the announcement".into()),
            }],
            commitments: vec![
                commitment("share warnings", "", &[]),
                commitment("hold a drill", "2023", &["harbour-drill"]),
                Commitment { source: Some("copy".into()), ..commitment("open a cell", "2022-10", &[]) },
            ],
            links: vec![Link::new(Relation::FollowsUp, "talks")],
            sources: vec![
                EventSource { source: "daily".into(), quote: Some("signed on Thursday".into()) },
                EventSource { source: "copy".into(), quote: None },
                EventSource { source: "lost".into(), quote: None },
            ],
            ..Event::new("harbour-pact", Kind::Mou, "Navies sign a pact on harbour networks")
        }
    }

    fn timeline() -> Timeline {
        let talks =
            Event { date: "2020-03~".parse().ok(), ..Event::new("talks", Kind::Dialogue, "First talks") };
        let drill = Event {
            date: "2023".parse().ok(),
            links: vec![Link::new(Relation::Implements, "harbour-pact")],
            ..Event::new("harbour-drill", Kind::Exercise, "A drill")
        };
        let navy = Actor {
            id: "navy".into(),
            name: "The Navy".into(),
            name_ko: Some("해군".into()),
            kind: ActorKind::Agency,
            country: None,
            aliases: Vec::new(),
            ambiguous: Vec::new(),
            successor: None,
        };
        let daily = Source {
            id: "daily".into(),
            title: Some("Pact signed".into()),
            publisher: Some("Example Daily".into()),
            author: Some("A. Writer".into()),
            published: "2022-08-18".parse().ok(),
            url: Some("https://example.com/pact".into()),
            ..Source::default()
        };
        let copy = Source {
            id: "copy".into(),
            about: Some("a copy".into()),
            copy_of: Some("daily".into()),
            machine_written: true,
            ..Source::default()
        };
        let layer = StoreLayer {
            events: vec![talks, drill, pact()],
            sources: vec![daily, copy],
            actors: vec![navy],
            ..StoreLayer::default()
        };
        Timeline::new([(Origin::Own, layer)])
    }

    fn shown(width: Option<usize>) -> String {
        let timeline = timeline();
        let entry = find_event(&timeline, "harbour-pact").unwrap();
        let mut out = Vec::new();
        print_event(&timeline, entry, "2022-12-01".parse().unwrap(), width, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn an_event_is_printed_in_full() {
        let want = "\
Navies sign a pact on harbour networks
항만 전산망 보호를 위한 양해각서 체결

Date         Thursday 18 August 2022 (2022-08-18)
Place        Busan
             부산
Actors       The Navy (해군)
             nobody
Type         mou

The navies will share warnings.

Conflicts    date 2022-08-19 ([a copy]): counts the announcement

Commitments  share warnings (open)
             hold a drill (fulfilled, due 2023)
             fulfilled by harbour-drill (2023): A drill
             open a cell (overdue, due 2022-10), according to [a copy]

Links        follows up talks (2020-03~): First talks
             implemented by harbour-drill (2023): A drill

Source 1     Pact signed
             Example Daily, A. Writer, 2022-08-18
             https://example.com/pact
             “signed on Thursday”

Source 2     [a copy]
             undated
             copy of daily; not independent corroboration
             machine-written

Source 3     lost

Id           harbour-pact
";
        assert_eq!(shown(None), want);
    }

    #[test]
    fn a_narrow_terminal_loses_nothing() {
        let (whole, narrow) = (shown(None), shown(Some(34)));
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        // Only the URL is wider than its column; it is wrapped, not truncated.
        let joined = |text: &str| words(text).concat();
        assert_eq!(joined(&narrow), joined(&whole));
        for line in narrow.lines() {
            assert!(crate::text::width::display_width(line) <= 34, "{line}");
        }
    }

    #[test]
    fn an_unknown_id_suggests_similar_ones() {
        let timeline = timeline();
        let table = [
            ("harbour-pac", "harbour-pac: event not found; did you mean harbour-pact, harbour-drill?"),
            ("pact harbour", "pact harbour: event not found; did you mean harbour-pact, harbour-drill?"),
            ("zzz", "zzz: event not found; run `list` to see all ids"),
            ("z\u{1b}[2J", "z\\u{1b}[2J: event not found; run `list` to see all ids"),
        ];
        for (id, want) in table {
            let error = find_event(&timeline, id).unwrap_err().to_string();
            assert!(error.starts_with(want), "{error}");
        }
    }
}
