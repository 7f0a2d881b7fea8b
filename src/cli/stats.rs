//! `stats`: counts, days between deed and answer, what became of promises; as text with bars, or as JSON. Never opens
//! a store, never asks the clock.

mod json;
mod statistics;
mod text;

use super::list::{self, InvalidQuery, ListOutcome};
use crate::model::Timeline;
use crate::query::Query;
use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use statistics::Statistics;
use std::io::{self, Write};
use text::StatsPrinter;

/// What `stats` can be asked for.
#[derive(Args, Clone, Debug)]
pub(super) struct StatsArgs {
    /// A filter, as `list` takes it; none counts everything
    query: Vec<String>,
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: StatsFormat,
}

impl StatsArgs {
    /// The filter.
    pub(super) fn parse_query(&self) -> Result<Query, InvalidQuery> {
        list::parse_filter_argument(&self.query.join(" "))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum StatsFormat {
    Text,
    Json,
}

/// Prints the figures of the events that fit. `width` is the terminal's, in columns; `None` is a pipe, where nothing
/// is cut.
pub(super) fn print_stats(
    timeline: &Timeline,
    query: &Query,
    arguments: &StatsArgs,
    today: NaiveDate,
    width: Option<usize>,
    out: &mut dyn Write,
) -> io::Result<ListOutcome> {
    let (found, read_as) = list::find_entries(timeline, query, today);
    let figures = Statistics::from_entries(timeline, &found, today);
    match arguments.format {
        StatsFormat::Json => {
            serde_json::to_writer_pretty(&mut *out, &figures.to_json(&arguments.query.join(" "), today))?;
            writeln!(out)?;
        }
        StatsFormat::Text if figures.entries.is_empty() => {}
        StatsFormat::Text => StatsPrinter { figures: &figures, width, out }.write()?,
    }
    Ok(ListOutcome { count: figures.entries.len(), read_as })
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
        let promise = |due: &str, fulfilled_by: &[&str]| Commitment {
            text: "hold a drill".into(),
            due: due.parse().ok(),
            fulfilled_by: fulfilled_by.iter().map(|id| Fulfillment::new(*id)).collect(),
            ..Commitment::default()
        };
        let links = vec![Link::new(Relation::RespondsTo, "theft")];
        let pact = Event {
            commitments: vec![promise("2022-10", &["drill"]), promise("2022-10", &[]), promise("2030", &[])],
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
        let arguments = StatsArgs { query: vec![query.to_owned()], format };
        let query = arguments.parse_query().unwrap();
        print_stats(&timeline(), &query, &arguments, "2025-01-01".parse().unwrap(), width, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_date_that_may_lie_in_two_years_counts_in_neither() {
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
    fn bars_shrink_to_the_terminal_and_none_to_nothing() {
        let timeline = timeline();
        let figures = Statistics::from_entries(&timeline, &[], "2025-01-01".parse().unwrap());
        let lines = |width| {
            let mut out = Vec::new();
            let rows = [("많은 것".to_owned(), 900), ("few".to_owned(), 1)];
            StatsPrinter { figures: &figures, width, out: &mut out }.write_rows(&rows).unwrap();
            String::from_utf8(out).unwrap()
        };
        assert_eq!(lines(Some(26)), format!("  많은 것  900  {}\n  few        1  #\n", "#".repeat(10)));
        assert_eq!(lines(None), format!("  많은 것  900  {}\n  few        1  #\n", "#".repeat(40)));
        for width in [1, 8, 20, 40, 60] {
            let text = printed("", StatsFormat::Text, Some(width));
            assert!(text.contains("1 measure") || width < 40, "no figure is cut: {text}");
            let bars = text.lines().filter(|line| line.ends_with('#'));
            assert!(width < 20 || bars.clone().all(|line| display_width(line) <= width), "{width}: {text}");
            assert!(width < 40 || text.lines().all(|line| display_width(line) <= width), "{width}: {text}");
        }
    }

    #[test]
    fn what_fits_the_query_is_counted_and_nothing_else() {
        let of = |query: &str| -> Value {
            serde_json::from_str(&printed(query, StatsFormat::Json, None)).unwrap()
        };
        let theft = of("theft");
        assert_eq!(theft["events"]["total"], 1);
        assert_eq!(theft["responses"]["direct"], 2, "its answers are told with it: {theft}");
        assert_eq!(theft["responses"]["unanswered"], json!([]));
        assert_eq!(theft["commitments"]["total"], 0);
        assert_eq!(of("nothing-like-it")["responses"]["days"]["median"], Value::Null);
        assert_eq!(printed("nothing-like-it", StatsFormat::Text, Some(80)), "");
    }
}
