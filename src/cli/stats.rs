//! `stats`: counts, response times, and the status of commitments, as text with bars or as JSON. Never opens a store and
//! never reads the clock.

mod json;
mod statistics;
mod text;

use super::filter::{FilterArgs, FoundEntries, InvalidQuery, PrintOutcome, language_help};
use crate::model::Timeline;
use crate::query::Query;
use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use statistics::Statistics;
use std::io::{self, Write};
use text::StatsPrinter;

/// Arguments of `stats`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = language_help())]
pub(super) struct StatsArgs {
    #[command(flatten)]
    filter: FilterArgs,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: StatsFormat,
}

impl StatsArgs {
    /// Parses the filter.
    pub(super) fn parse_query(&self) -> Result<Query, InvalidQuery> {
        self.filter.parse()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum StatsFormat {
    Text,
    Json,
}

/// Prints statistics of the matching events. `width` is the width of the terminal in columns, or `None` if the output is
/// not a terminal.
pub(super) fn print_stats(
    timeline: &Timeline,
    query: &Query,
    arguments: &StatsArgs,
    today: NaiveDate,
    width: Option<usize>,
    out: &mut dyn Write,
) -> io::Result<PrintOutcome> {
    let FoundEntries { positions, read_as } = FoundEntries::find(timeline, query, today);
    let statistics = Statistics::from_entries(timeline, &positions, today);
    match arguments.format {
        StatsFormat::Json => {
            serde_json::to_writer_pretty(&mut *out, &statistics.to_json(&arguments.filter.text(), today))?;
            writeln!(out)?;
        }
        StatsFormat::Text if statistics.entries.is_empty() => {}
        StatsFormat::Text => StatsPrinter { statistics: &statistics, width, out }.write()?,
    }
    Ok(PrintOutcome { count: statistics.entries.len(), read_as })
}

#[cfg(test)]
mod tests {
    use super::statistics::StartYear;
    use super::*;
    use crate::model::{
        Actor, ActorKind, Commitment, Event, Fulfillment, Kind, Link, Origin, Relation, Status, StoreLayer,
    };
    use crate::text::width::display_width;
    use serde_json::{Value, json};

    fn timeline() -> Timeline {
        let event = |id: &str, date: &str, kind, actors: &[&str]| Event {
            date: date.parse().ok(),
            actors: actors.iter().map(ToString::to_string).collect(),
            ..Event::new(id, kind, id)
        };
        let commitment = |due: &str, fulfilled_by: &[&str]| Commitment {
            text: "hold a drill".into(),
            due: due.parse().ok(),
            fulfilled_by: fulfilled_by.iter().map(|id| Fulfillment::new(*id)).collect(),
            ..Commitment::default()
        };
        let links = vec![Link::new(Relation::RespondsTo, "theft")];
        let pact = Event {
            commitments: vec![
                commitment("2022-10", &["drill"]),
                commitment("2022-10", &[]),
                commitment("2030", &[]),
            ],
            ..event("pact", "2022-08-18", Kind::Mou, &["navy", "navy"])
        };
        let talks = Event { status: Status::Draft, ..event("talks", "201X", Kind::Dialogue, &[]) };
        let layer = StoreLayer {
            events: vec![
                pact,
                talks,
                event("drill", "2022-12/2023-01", Kind::Exercise, &["navy"]),
                event("theft", "2022-01-10", Kind::Incident, &["thieves"]),
                event("raid", "../2022-02", Kind::Incident, &["thieves"]),
                Event { links: links.clone(), ..event("blame", "2022-03", Kind::Attribution, &[]) },
                Event { links, ..event("listing", "2022-01-31", Kind::Sanction, &["thieves"]) },
                event("warning", "", Kind::Advisory, &["thieves"]),
            ],
            actors: [("navy", "해군 Navy", "KR"), ("thieves", "Thieves", "KP")]
                .map(|(id, name, country)| Actor {
                    id: id.into(),
                    name: name.into(),
                    name_ko: None,
                    kind: ActorKind::Group,
                    country: Some(country.into()),
                    aliases: Vec::new(),
                    ambiguous: Vec::new(),
                    successor: None,
                })
                .to_vec(),
            ..StoreLayer::default()
        };
        Timeline::new([(Origin::Own, layer)])
    }

    fn printed(query: &str, format: StatsFormat, width: Option<usize>) -> String {
        let mut out = Vec::new();
        let arguments = StatsArgs { filter: FilterArgs::new(query), format };
        let query = arguments.parse_query().unwrap();
        print_stats(&timeline(), &query, &arguments, "2025-01-01".parse().unwrap(), width, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_date_of_two_possible_years_counts_in_neither() {
        let began = |date: &str| StartYear::from_date(date.parse().ok().as_ref());
        let table = [
            ("2022", StartYear::Year(2022)),
            ("2022-12/2023-01", StartYear::Year(2022)),
            ("2022?", StartYear::Year(2022)),
            ("2022/..", StartYear::Year(2022)),
            ("201X", StartYear::Uncertain),
            ("2022-24", StartYear::Uncertain),
            ("../2022", StartYear::OpenStart),
            ("/2022", StartYear::OpenStart),
            ("", StartYear::Undated),
        ];
        for (date, want) in table {
            assert_eq!(began(date), want, "{date}");
        }
    }

    #[test]
    fn bars_shrink_to_the_terminal_but_never_to_nothing() {
        let timeline = timeline();
        let statistics = Statistics::from_entries(&timeline, &[], "2025-01-01".parse().unwrap());
        let lines = |width| {
            let mut out = Vec::new();
            let rows = [("많은 것".to_owned(), 900), ("few".to_owned(), 1)];
            StatsPrinter { statistics: &statistics, width, out: &mut out }.write_rows(&rows).unwrap();
            String::from_utf8(out).unwrap()
        };
        assert_eq!(lines(Some(26)), format!("  많은 것  900  {}\n  few        1  #\n", "#".repeat(10)));
        assert_eq!(lines(None), format!("  많은 것  900  {}\n  few        1  #\n", "#".repeat(40)));
        for width in [1, 8, 20, 40, 60] {
            let text = printed("", StatsFormat::Text, Some(width));
            assert!(text.contains("1 response cites no incident") || width < 60, "truncated figure: {text}");
            let bars = text.lines().filter(|line| line.ends_with('#'));
            assert!(width < 20 || bars.clone().all(|line| display_width(line) <= width), "{width}: {text}");
            assert!(width < 40 || text.lines().all(|line| display_width(line) <= width), "{width}: {text}");
        }
    }

    #[test]
    fn only_matching_events_are_counted() {
        let stats_of = |query: &str| -> Value {
            serde_json::from_str(&printed(query, StatsFormat::Json, None)).unwrap()
        };
        let theft = stats_of("theft");
        assert_eq!(theft["events"]["total"], 1);
        assert_eq!(theft["responses"]["direct"], 2, "responses to matching incidents count: {theft}");
        assert_eq!(theft["responses"]["without_response"], json!([]));
        assert_eq!(theft["commitments"]["total"], 0);
        assert_eq!(stats_of("nothing-like-it")["responses"]["days"]["median"], Value::Null);
        assert_eq!(printed("nothing-like-it", StatsFormat::Text, Some(80)), "");
    }
}
