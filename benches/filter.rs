//! Measures the time of a filter: 22 queries over 10,000 events, compared with a naive `fuzzy_indices` over every field.
//! Run with `cargo bench --bench filter`. Prints figures and enforces no limits.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]
#![expect(clippy::cast_precision_loss, reason = "counts of a few thousands")]

use chrono::NaiveDate;
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use koreacyber_tui::model::{Actor, Event, Origin, StoreLayer, Timeline, TimelineEntry};
use koreacyber_tui::query::{Index, Query};
use koreacyber_tui::store;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// The number of events searched.
const EVENTS: usize = 10_000;
/// Runs of each query; the fastest one counts, because the machine may be busy.
const ROUNDS: usize = 7;

/// The day is irrelevant for plain words.
const TODAY: NaiveDate = NaiveDate::MIN;

/// Typical input: short and long, Korean, with many hits, few or none, and with a typo.
const QUERIES: [&str; 22] = [
    "n",
    "na",
    "nak",
    "naka",
    "nakasone",
    "nakasne",
    "mou",
    "mou 2022",
    "camp david",
    "dhs msip",
    "biden yoon",
    "2016",
    "2022-08",
    "lazarus",
    "lazrus",
    "cyber flag",
    "cybercom",
    "yonhap",
    "us",
    "국정원",
    "사이버사령부",
    "zzzqqq",
];

fn main() {
    let timeline = timeline(EVENTS);
    let (prepared, index) = timed(|| Index::new(&timeline));
    println!("{} events prepared in {:.1} ms", timeline.entries().len(), milliseconds(prepared));
    let matcher = SkimMatcherV2::default().ignore_case();
    let (mut ours, mut naive) = (Vec::new(), Vec::new());
    println!("{:>9} {:>9} {:>7} {:>7}  query", "ms", "naive ms", "hits", "naive");
    for text in QUERIES {
        let query = Query::from_words(text);
        let runs = (0..ROUNDS).map(|_| timed(|| black_box(index.find_hits(&query, TODAY)).len()));
        let (time, hits) = runs.min().unwrap_or_default();
        let (slow, matched) = timed(|| {
            timeline.entries().iter().filter(|entry| fits(&timeline, entry, &query, &matcher)).count()
        });
        println!("{:>9.2} {:>9.1} {hits:>7} {matched:>7}  {text}", milliseconds(time), milliseconds(slow));
        ours.push(milliseconds(time));
        naive.push(milliseconds(slow));
    }
    let mean = |times: &[f64]| times.iter().sum::<f64>() / times.len() as f64;
    let worst = ours.iter().copied().fold(0.0, f64::max);
    println!("mean {:.2} ms, worst {worst:.2} ms, naive mean {:.1} ms", mean(&ours), mean(&naive));
    println!("ratio to naive {:.4}", mean(&ours) / mean(&naive));
}

/// The bundled events repeated, each time with other ids and texts, so that texts repeat only as in a real store.
fn timeline(events: usize) -> Timeline {
    let bundled = store::bundled_layer();
    let again = bundled.events.iter().cycle().enumerate().take(events).map(|(n, event)| Event {
        id: format!("{}-{n}", event.id),
        title: format!("{} ({n})", event.title),
        title_ko: event.title_ko.as_ref().map(|title| format!("{title} ({n})")),
        summary: event.summary.as_ref().map(|text| format!("{text} ({n})")),
        links: Vec::new(),
        ..event.clone()
    });
    let layer = StoreLayer {
        events: again.collect(),
        actors: bundled.actors.clone(),
        sources: bundled.sources.clone(),
        ..StoreLayer::default()
    };
    Timeline::new([(Origin::Own, layer)])
}

/// A filter without prefilter and limits: every word in every field, with any gaps.
fn fits(timeline: &Timeline, entry: &TimelineEntry, query: &Query, matcher: &SkimMatcherV2) -> bool {
    let event = &entry.event;
    let date = event.date.as_ref().map(ToString::to_string);
    let actors = event.actors.iter().filter_map(|id| timeline.actor(id)).flat_map(Actor::names);
    let publishers =
        event.sources.iter().filter_map(|row| timeline.source(&row.source)?.publisher.as_deref());
    let fields: Vec<&str> = [event.title.as_str(), event.kind.name()]
        .into_iter()
        .chain(
            [&event.title_ko, &event.summary, &event.place, &date].into_iter().flatten().map(String::as_str),
        )
        .chain(event.topics.iter().chain(&event.countries).map(String::as_str))
        .chain(actors)
        .chain(publishers)
        .collect();
    query.words().iter().all(|word| {
        // All fields are compared, because the best one would determine the rank.
        fields
            .iter()
            .filter_map(|field| matcher.fuzzy_indices(field, word))
            .map(|(score, _)| score)
            .max()
            .is_some()
    })
}

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let done = work();
    (start.elapsed(), done)
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
