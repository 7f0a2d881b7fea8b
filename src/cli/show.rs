//! `show`: prints one event in full. Never opens a store.

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
    let mut page = LabelWriter { out, width: width.map(|width| width.min(MAX_PROSE_COLUMNS)) };
    let event = &entry.event;
    page.write_paragraph(&event.title)?;
    page.write_paragraph(event.title_ko.as_deref().unwrap_or_default())?;
    page.write_gap()?;
    print_facts(&mut page, timeline, event)?;
    if let Some(summary) = &event.summary {
        page.write_gap()?;
        page.write_paragraph(summary)?;
    }
    print_commitments(&mut page, timeline, event, today)?;
    print_links(&mut page, timeline, event)?;
    print_sources(&mut page, timeline, event)?;
    for note in &entry.notes {
        page.write_gap()?;
        page.write_field("note", note)?;
    }
    Ok(())
}

fn print_facts(page: &mut LabelWriter<'_>, timeline: &Timeline, event: &Event) -> io::Result<()> {
    let date = event.date.as_ref().map(|date| format!("{} ({date})", date.describe()));
    page.write_field("date", date.as_deref().unwrap_or("no date"))?;
    page.write_field("", event.date_note.as_deref().unwrap_or_default())?;
    if let Some(by) = &event.dated_by {
        page.write_field("dated by", &by.to_string())?;
    }
    for conflict in &event.conflicts {
        let source = conflict.source.as_deref().and_then(|id| timeline.source(id)).map(Source::label);
        let source = source.map(|label| format!(" ({label})")).unwrap_or_default();
        let note = conflict.note.as_deref().map(|note| format!(": {note}")).unwrap_or_default();
        page.write_field("conflict", &format!("{} {}{source}{note}", conflict.field, conflict.value))?;
    }
    page.write_field("place", event.place.as_deref().unwrap_or_default())?;
    for (n, id) in event.actors.iter().enumerate() {
        let name = timeline.actor(id).map_or_else(
            || id.clone(),
            |actor| match &actor.name_ko {
                Some(korean) => format!("{} ({korean})", actor.name),
                None => actor.name.clone(),
            },
        );
        page.write_field(if n == 0 { "actors" } else { "" }, &name)?;
    }
    let flags =
        [(event.scope == Scope::Context, "context"), (event.planned, "planned"), (event.is_draft(), "draft")];
    let flags = flags.into_iter().filter(|(is_set, _)| *is_set).map(|(_, flag)| flag);
    let kind: Vec<&str> = iter::once(event.kind.name()).chain(flags).collect();
    page.write_field("type", &kind.join(", "))?;
    page.write_field("countries", &event.countries.join(" "))?;
    page.write_field("topics", &event.topics.join(", "))?;
    page.write_field("id", &event.id)
}

fn print_commitments(
    page: &mut LabelWriter<'_>,
    timeline: &Timeline,
    event: &Event,
    today: NaiveDate,
) -> io::Result<()> {
    for (n, commitment) in event.commitments.iter().enumerate() {
        if n == 0 {
            page.write_gap()?;
        }
        page.write_field(
            if n == 0 { "commitments" } else { "" },
            &format!("{} ({})", commitment.text, timeline.describe_commitment(event, commitment, today)),
        )?;
        for fulfillment in &commitment.fulfilled_by {
            page.write_field("", &format!("fulfilled by {}", describe_event(timeline, &fulfillment.event)))?;
            page.write_field("", fulfillment.note.as_deref().unwrap_or_default())?;
        }
        if let Some(note) = &commitment.note {
            page.write_field("", note)?;
        }
    }
    Ok(())
}

/// Describes an event by its id, with its date and title if the timeline has it.
fn describe_event(timeline: &Timeline, id: &str) -> String {
    let Some(entry) = timeline.get(id) else { return id.to_owned() };
    let date = entry.event.date.as_ref().map(|date| format!(" ({date})")).unwrap_or_default();
    format!("{id}{date}: {}", entry.event.title)
}

fn print_links(page: &mut LabelWriter<'_>, timeline: &Timeline, event: &Event) -> io::Result<()> {
    let links = event.links.iter().map(|link| (link.relation.forward_label(), &link.event, &link.note));
    let backlinks =
        timeline.backlinks(&event.id).iter().map(|(relation, id)| (relation.backward_label(), id, &None));
    for (n, (relation, id, note)) in links.chain(backlinks).enumerate() {
        if n == 0 {
            page.write_gap()?;
        }
        page.write_field(
            if n == 0 { "links" } else { "" },
            &format!("{relation} {}", describe_event(timeline, id)),
        )?;
        if let Some(note) = note {
            page.write_field("", note)?;
        }
    }
    Ok(())
}

fn print_sources(page: &mut LabelWriter<'_>, timeline: &Timeline, event: &Event) -> io::Result<()> {
    for (n, row) in event.sources.iter().enumerate() {
        page.write_gap()?;
        let label = format!("source {}", n + 1);
        let Some(source) = timeline.source(&row.source) else {
            page.write_field(&label, &row.source)?;
            continue;
        };
        page.write_field(&label, &source.label())?;
        let published = source.published.as_ref().map_or_else(|| "undated".to_owned(), ToString::to_string);
        let by: Vec<&str> =
            [&source.publisher, &source.author].into_iter().flatten().map(String::as_str).collect();
        let by = by.iter().copied().chain([published.as_str()]).collect::<Vec<_>>().join(", ");
        page.write_field("", &by)?;
        page.write_field("", source.url.as_deref().unwrap_or_default())?;
        if let Some(original) = &source.copy_of {
            page.write_field("", &format!("copy of {original}; not independent corroboration"))?;
        }
        if source.machine_written {
            page.write_field("", "machine-written")?;
        }
        if let Some(quote) = &row.quote {
            page.write_field("", &format!("“{quote}”"))?;
        }
    }
    Ok(())
}

/// Writes labeled fields and paragraphs.
struct LabelWriter<'a> {
    out: &'a mut dyn Write,
    width: Option<usize>,
}

impl LabelWriter<'_> {
    fn write_gap(&mut self) -> io::Result<()> {
        writeln!(self.out)
    }

    /// Writes a paragraph; nothing if it is empty.
    fn write_paragraph(&mut self, text: &str) -> io::Result<()> {
        self.write_wrapped("", 0, &clean(text))
    }

    /// Writes a label and a value; nothing if the value is empty.
    fn write_field(&mut self, label: &str, value: &str) -> io::Result<()> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        Actor, ActorKind, Commitment, Conflict, EventSource, Fulfillment, Link, Origin, Relation, StoreLayer,
    };

    fn pact() -> Event {
        let promise = |text: &str, due: &str, fulfilled_by: &[&str]| Commitment {
            text: text.into(),
            due: due.parse().ok(),
            fulfilled_by: fulfilled_by.iter().map(|id| Fulfillment::new(*id)).collect(),
            ..Commitment::default()
        };
        Event {
            date: "2022-08-18".parse().ok(),
            title_ko: Some("항만 전산망 보호를 위한 양해각서 체결".into()),
            place: Some("Busan".into()),
            summary: Some("The navies will share warnings.".into()),
            actors: vec!["navy".into(), "nobody".into()],
            conflicts: vec![Conflict {
                field: "date".into(),
                value: "2022-08-19".into(),
                source: Some("copy".into()),
                note: Some("counts the announcement".into()),
            }],
            commitments: vec![
                promise("share warnings", "", &[]),
                promise("hold a drill", "2023", &["harbour-drill"]),
                promise("open a cell", "2022-10", &[]),
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

date         Thursday 18 August 2022 (2022-08-18)
conflict     date 2022-08-19 ([a copy]): counts the announcement
place        Busan
actors       The Navy (해군)
             nobody
type         mou
id           harbour-pact

The navies will share warnings.

commitments  share warnings (open)
             hold a drill (fulfilled, due 2023)
             fulfilled by harbour-drill (2023): A drill
             open a cell (overdue, due 2022-10)

links        follows up talks (2020-03~): First talks
             implemented by harbour-drill (2023): A drill

source 1     Pact signed
             Example Daily, A. Writer, 2022-08-18
             https://example.com/pact
             “signed on Thursday”

source 2     [a copy]
             undated
             copy of daily; not independent corroboration
             machine-written

source 3     lost
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
            ("harbour-pac", "harbour-pac: event not found; did you mean harbour-pact?"),
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
