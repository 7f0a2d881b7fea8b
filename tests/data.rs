//! The bundled data against their codebook, and the figures in the READMEs, which are generated here.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use chrono::NaiveDate;
use koreacyber_tui::model::{
    CommitmentStatus, Event, Kind, Origin, Relation, Scope, Source, StoreLayer, Timeline, track_commitments,
};
use koreacyber_tui::store::bundled_layer;
use std::collections::HashSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// The day of the last review of the data. The status of commitments in the figures depends on it.
const EDITED: &str = "2026-11-28";

/// The number of commitments with each status, as `36 fulfilled, 43 open`, without the statuses that none has.
fn commitments_by_status(data: &StoreLayer) -> String {
    let today: NaiveDate = EDITED.parse().unwrap();
    let timeline = Timeline::new([(Origin::Bundled, data.clone())]);
    let all = track_commitments(&timeline, today, |_| true);
    let count = |status| all.iter().filter(|row| row.status == status).count();
    let counts = CommitmentStatus::ALL.map(|status| (count(status), status.label()));
    let counts = counts.iter().filter(|(count, _)| *count > 0);
    counts.map(|(count, label)| format!("{count} {label}")).collect::<Vec<_>>().join(", ")
}

/// Whether an event has a source with a URL.
fn has_url(data: &StoreLayer, event: &Event) -> bool {
    let urls: HashSet<&str> =
        data.sources.iter().filter(|source| source.url.is_some()).map(|source| source.id.as_str()).collect();
    event.sources.iter().any(|row| urls.contains(row.source.as_str()))
}

/// Events of 2015 or later without links in either direction.
fn unlinked(data: &StoreLayer) -> Vec<&Event> {
    let targets: HashSet<&str> =
        data.events.iter().flat_map(|event| &event.links).map(|link| link.event.as_str()).collect();
    let late = |event: &&Event| event.date.as_ref().is_some_and(|date| date.to_string().as_str() >= "2015");
    let alone = |event: &&Event| event.links.is_empty() && !targets.contains(event.id.as_str());
    data.events.iter().filter(late).filter(alone).collect()
}

fn figures(data: &StoreLayer) -> String {
    let events = data.events.len();
    let core = data.events.iter().filter(|event| event.scope == Scope::Core).count();
    let (first, last) = (data.events.first().unwrap(), data.events.last().unwrap());
    let (first, last) = (first.date.as_ref().unwrap(), last.date.as_ref().unwrap());
    let (first, last) = (first.first_year().unwrap(), last.last_year().unwrap());
    let untitled = data.events.iter().filter(|event| event.title_ko.is_none()).count();
    let homeless = data.events.iter().filter(|event| !has_url(data, event)).count();
    let copies = data.sources.iter().filter(|source| source.copy_of.is_some()).count();
    let digests = data.sources.iter().filter(|source| source.digest.is_some()).count();
    let links: usize = data.events.iter().map(|event| event.links.len()).sum();
    let conflicts: usize = data.events.iter().map(|event| event.conflicts.len()).sum();
    let all: usize = data.events.iter().map(|event| event.commitments.len()).sum();
    let statuses = commitments_by_status(data);
    format!(
        "| the built-in timeline on {EDITED} | |\n|---|---|\n\
         | events | {events}, {first} to {last}: {core} core, {} context |\n\
         | of them without a Korean title; without a source URL | {untitled}; {homeless} |\n\
         | commitments | {all}: {statuses} |\n\
         | links; conflicting reports | {links}; {conflicts} |\n\
         | sources | {}: {copies} copies of another, {digests} with a digest |\n\
         | actors | {} |\n",
        events - core,
        data.sources.len(),
        data.actors.len()
    )
}

/// The figures, and a list of the events without links.
fn long_figures(data: &StoreLayer) -> String {
    let mut text = figures(data);
    text += "\nEvents of 2015 or later without links, because no source states one:\n";
    for event in unlinked(data) {
        let _ = writeln!(text, "- `{}`: {}", event.id, event.title);
    }
    text
}

#[test]
fn the_figures_in_the_readmes_are_current() {
    let data = bundled_layer();
    for (name, made) in [("README.md", figures(data)), ("data/README.md", long_figures(data))] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
        let text = fs::read_to_string(&path).unwrap();
        let (before, rest) = text.split_once("<!-- figures -->\n").unwrap();
        let (_, after) = rest.split_once("<!-- /figures -->").unwrap();
        let fresh = format!("{before}<!-- figures -->\n{made}<!-- /figures -->{after}");
        if std::env::var_os("UPDATE_README").is_some() {
            fs::write(&path, fresh).unwrap();
        } else {
            assert!(text == fresh, "{name} is stale: UPDATE_README=1 cargo test --test data\n{made}");
        }
    }
}

#[test]
fn every_event_has_korean_names_and_a_source_url() {
    let data = bundled_layer();
    let hangul = |text: &str| text.chars().any(|c| ('가'..='힣').contains(&c));
    for event in &data.events {
        assert!(event.title_ko.as_deref().is_some_and(hangul), "{}", event.id);
        assert!(has_url(data, event), "{}", event.id);
        assert_eq!(event.place.is_some(), event.place_ko.as_deref().is_some_and(hangul), "{}", event.id);
    }
}

#[test]
fn key_events_from_2016_to_2023_have_their_dates() {
    let table = [
        ("dhs-msip-agreement-2016", "2016-05-02", Kind::Agreement),
        ("biden-yoon-summit-2022", "2022-05-21", Kind::Summit),
        ("cybercom-mou-2022", "2022-08-18", Kind::Mou),
        ("camp-david-summit-2023", "2023-08-18", Kind::Summit),
        ("trilateral-nsa-seoul-2023", "2023-12-09", Kind::Dialogue),
        ("nis-cisa-mou-2023", "2023-11-09", Kind::Mou),
        ("cyber-cooperation-wg-2014", "2014-02-07", Kind::WorkingGroup),
        ("ssg-2-2023", "2023-12", Kind::WorkingGroup),
    ];
    for (id, date, kind) in table {
        let event = bundled_layer().events.iter().find(|event| event.id == id).unwrap();
        assert_eq!((event.date.as_ref().unwrap().to_string().as_str(), event.kind), (date, kind), "{id}");
    }
}

#[test]
fn five_known_articles_have_a_fingerprint_and_sixty_others_a_digest() {
    let known: Vec<&Source> =
        bundled_layer().sources.iter().filter(|source| source.fingerprint.is_some()).collect();
    assert_eq!(known.len(), 5, "{:?}", known.iter().map(|source| &source.id).collect::<Vec<_>>());
    let others = bundled_layer().sources.iter().filter(|source| source.fingerprint.is_none());
    let digests: Vec<&Source> = others.filter(|source| source.digest.is_some()).collect();
    assert!(digests.len() >= 60, "{}", digests.len());
}

#[test]
fn copies_are_listed_after_independent_sources() {
    let copies: HashSet<&str> = bundled_layer()
        .sources
        .iter()
        .filter(|source| source.copy_of.is_some())
        .map(|source| source.id.as_str())
        .collect();
    for event in &bundled_layer().events {
        let rows: Vec<bool> = event.sources.iter().map(|row| copies.contains(row.source.as_str())).collect();
        assert!(rows.is_sorted(), "{}", event.id);
    }
}

/// An event that fulfills a commitment links back to the event that made it, directly or by way of others.
#[test]
fn a_fulfilling_event_links_back_to_the_commitment() {
    let data = bundled_layer();
    let links = |id: &str| {
        let event = data.events.iter().find(|event| event.id == id).unwrap();
        event.links.iter().map(|link| link.event.as_str()).collect::<Vec<_>>()
    };
    for event in &data.events {
        for row in event.commitments.iter().flat_map(|commitment| &commitment.fulfilled_by) {
            let (mut seen, mut next) = (HashSet::new(), vec![row.event.as_str()]);
            while let Some(id) = next.pop() {
                if seen.insert(id) {
                    next.extend(links(id));
                }
            }
            assert!(seen.contains(event.id.as_str()), "{} does not lead back to {}", row.event, event.id);
        }
    }
}

#[test]
fn the_codebook_lists_every_type_topic_and_relation() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/README.md");
    let book = fs::read_to_string(path).unwrap();
    let data = bundled_layer();
    for kind in Kind::ALL {
        let row = book.lines().find(|line| line.starts_with(&format!("| `{kind}` |"))).unwrap();
        let example = row.rsplit('`').nth(1).unwrap();
        let event = data.events.iter().find(|event| event.id == example).unwrap();
        assert_eq!(event.kind, kind, "{example}");
    }
    let topics = book.split("## Topics").nth(1).unwrap().split("##").next().unwrap();
    for topic in data.events.iter().flat_map(|event| &event.topics) {
        assert!(topics.contains(topic.as_str()), "{topic}");
    }
    for relation in [Relation::Implements, Relation::FollowsUp, Relation::RespondsTo] {
        assert!(book.contains(&format!("`{}`", relation.forward_label().replace(' ', "-"))));
    }
}

/// The loader has the dates of some events by name; they must agree with the timeline.
#[test]
fn landmarks_have_the_dates_of_their_events() {
    #[derive(serde::Deserialize)]
    struct Table {
        landmark: Vec<Row>,
    }
    #[derive(serde::Deserialize)]
    struct Row {
        event: String,
        date: koreacyber_tui::model::Edtf,
    }
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data/loader/landmarks.toml");
    let table: Table = toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    for row in table.landmark {
        let event = bundled_layer().events.iter().find(|event| event.id == row.event);
        let date = event.unwrap_or_else(|| panic!("no event {}", row.event)).date.as_ref().unwrap();
        assert_eq!(date.earliest(), row.date.earliest(), "{}", row.event);
    }
}
