//! `drafts`: prints what waits for review, events and rows that are proposed for an event, each with its id and its evidence.
//! Never opens a store.

use crate::export;
use crate::model::fields::EventField;
use crate::model::{AddedRow, Edtf, Source, Timeline, TimelineEntry};
use crate::text::clean_line;
use crate::text::width::{pad, truncate};
use clap::{Args, ValueEnum};
use std::io::{self, Write};

/// Arguments of `drafts`.
#[derive(Args, Clone, Debug)]
pub(super) struct DraftsArgs {
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: DraftsFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum DraftsFormat {
    Text,
    Json,
}

/// Width of the labels of a draft, in columns.
const DRAFT_LABEL_COLUMNS: usize = 14;

/// Prints the drafts that wait for review, each with its evidence.
pub(super) fn print_drafts(
    timeline: &Timeline,
    arguments: &DraftsArgs,
    width: Option<usize>,
    out: &mut dyn Write,
) -> io::Result<()> {
    if arguments.format == DraftsFormat::Json {
        return export::write_drafts_json(timeline, out);
    }
    let events = timeline.entries().iter().filter(|entry| entry.event.is_draft());
    let drafts = events.map(|entry| (entry.event.id.clone(), event_lines(timeline, entry)));
    let rows = timeline.proposals().map(|(entry, row)| (row.id(), row_lines(timeline, entry, row)));
    for (n, (id, lines)) in drafts.chain(rows).enumerate() {
        if n > 0 {
            writeln!(out)?;
        }
        // The id is never truncated, so that it can be copied.
        writeln!(out, "{}", clean_line(&id))?;
        for (label, value) in lines {
            let label = pad(&format!("  {label}"), DRAFT_LABEL_COLUMNS);
            let line = format!("{label}{}", clean_line(&value));
            writeln!(out, "{}", truncate(line.trim_end(), width.unwrap_or(usize::MAX)))?;
        }
    }
    Ok(())
}

/// The lines of a draft event, each with its label.
fn event_lines(timeline: &Timeline, entry: &TimelineEntry) -> Vec<(&'static str, String)> {
    let event = &entry.event;
    let label = |field: EventField| field.spec().label;
    let date = event.date.as_ref().map_or_else(|| "no date".to_owned(), ToString::to_string);
    let planned = if event.planned { ", planned" } else { "" };
    let rule = event.dated_by.as_ref().map_or(String::new(), |dated_by| format!(" ({dated_by})"));
    let mut lines = vec![
        (label(EventField::Title), event.title.clone()),
        (label(EventField::Date), format!("{date}{planned}{rule}")),
        (label(EventField::Kind), event.kind.name().to_owned()),
        (label(EventField::Actors), event.actors.join(", ")),
    ];
    if let Some(confidence) = event.confidence {
        lines.push(("Confidence", format!("{:.0} %", confidence * 100.0)));
    }
    for row in &event.sources {
        lines.push(("Source", source_label(timeline, &row.source)));
        lines.extend(row.quote.iter().map(|quote| ("Evidence", format!("“{quote}”"))));
    }
    lines
}

/// The lines of a draft row, each with its label.
fn row_lines(timeline: &Timeline, entry: &TimelineEntry, row: &AddedRow) -> Vec<(&'static str, String)> {
    let event = &entry.event;
    let date = event.date.as_ref().map_or_else(|| "no date".to_owned(), Edtf::to_short_string);
    let mut lines =
        vec![("Draft", row.statement(event)), ("Event", format!("{date}, {}: {}", event.id, event.title))];
    if let Some(source) = row.source() {
        lines.push(("Source", format!("{source}: {}", source_label(timeline, source))));
    }
    if let AddedRow::Conflict(row) = row {
        lines.extend(row.note.iter().map(|note| ("Note", note.clone())));
    }
    lines.extend(row.quote().map(|quote| ("Evidence", format!("“{quote}”"))));
    lines
}

fn source_label(timeline: &Timeline, id: &str) -> String {
    timeline.source(id).map_or_else(|| id.to_owned(), Source::label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{AddedConflict, Attachment, Conflict, DatedBy, Event, EventSource};
    use crate::model::{Kind, Origin, Status, StoreLayer};

    fn timeline() -> Timeline {
        let pact = Event {
            date: "2022-08-18".parse().ok(),
            ..Event::new("harbour-pact", Kind::Mou, "Navies sign a pact")
        };
        let draft = Event {
            date: "2024-03~".parse().ok(),
            status: Status::Draft,
            confidence: Some(0.926),
            dated_by: Some(DatedBy {
                phrase: "on Thursday".into(),
                rule: "weekday before publication".into(),
            }),
            actors: vec!["us-cyber-command".into()],
            sources: vec![EventSource {
                source: "daily".into(),
                quote: Some("They met\non Thursday.".into()),
            }],
            ..Event::new("talks", Kind::Dialogue, "Both sides talk")
        };
        let daily = Source { id: "daily".into(), about: Some("a report".into()), ..Source::default() };
        let quote = Some("They signed on Friday.".to_owned());
        let attachment = Attachment {
            status: Status::Draft,
            quote: quote.clone(),
            ..Attachment::new("harbour-pact", "daily")
        };
        let conflict = Conflict {
            field: "date".into(),
            value: "2022-08-19".into(),
            source: Some("daily".into()),
            note: Some("“on Friday”: weekday before publication".into()),
        };
        let conflict =
            AddedConflict { status: Status::Draft, quote, ..AddedConflict::new("harbour-pact", conflict) };
        let layer = StoreLayer {
            events: vec![pact, draft],
            sources: vec![daily],
            attachments: vec![attachment],
            conflicts: vec![conflict],
            ..StoreLayer::default()
        };
        Timeline::new([(Origin::Own, layer)])
    }

    #[test]
    fn drafts_are_printed_with_their_evidence() {
        let arguments = DraftsArgs { format: DraftsFormat::Text };
        let mut out = Vec::new();
        print_drafts(&timeline(), &arguments, None, &mut out).unwrap();
        let want = "\
talks
  Title       Both sides talk
  Date        2024-03~ (“on Thursday”: weekday before publication)
  Type        dialogue
  Actors      us-cyber-command
  Confidence  93 %
  Source      [a report]
  Evidence    “They met on Thursday.”

harbour-pact@daily
  Draft       this article is a source for “Navies sign a pact”
  Event       2022-08-18, harbour-pact: Navies sign a pact
  Source      daily: [a report]
  Evidence    “They signed on Friday.”

harbour-pact@daily:date=2022-08-19
  Draft       it says 2022-08-19 where we have 2022-08-18
  Event       2022-08-18, harbour-pact: Navies sign a pact
  Source      daily: [a report]
  Note        “on Friday”: weekday before publication
  Evidence    “They signed on Friday.”
";
        assert_eq!(String::from_utf8(out).unwrap(), want);
    }

    #[test]
    fn drafts_as_json_are_separate_from_events() {
        let mut out = Vec::new();
        print_drafts(&timeline(), &DraftsArgs { format: DraftsFormat::Json }, None, &mut out).unwrap();
        let drafts: serde_json::Value = serde_json::from_slice(&out).unwrap();
        assert_eq!(drafts["events"][0]["id"], "talks");
        assert_eq!(drafts["attach"][0]["id"], "harbour-pact@daily");
        assert_eq!(drafts["conflict"][0]["source"]["about"], "a report");
        assert_eq!(drafts["conflict"][0]["says"], "it says 2022-08-19 where we have 2022-08-18");
    }
}
