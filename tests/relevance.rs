//! Relevance of the filter on the bundled timeline: which events a query must find, must rank first and must not match.

#![expect(clippy::unwrap_used, reason = "a panic fails the test")]

use chrono::NaiveDate;
use koreacyber_tui::model::fields::EventField;
use koreacyber_tui::model::{Actor, Kind, Origin, StoreLayer, Timeline};
use koreacyber_tui::query::{Index, Query, SearchField};
use koreacyber_tui::store::bundled_layer;
use koreacyber_tui::text::clean_line;
use std::collections::BTreeSet;

#[derive(Clone, Copy)]
struct Row {
    query: &'static str,
    /// Ids that must match.
    finds: &'static [&'static str],
    /// Whether the first of them must rank first.
    first: bool,
    /// Most events that may match.
    most: usize,
    /// Ids that must not match.
    not: &'static [&'static str],
}

const fn row(query: &'static str, finds: &'static [&'static str], first: bool, most: usize) -> Row {
    Row { query, finds, first, most, not: &[] }
}

/// A row with ids that must not match.
const fn strict(
    query: &'static str,
    finds: &'static [&'static str],
    first: bool,
    most: usize,
    not: &'static [&'static str],
) -> Row {
    Row { query, finds, first, most, not }
}

/// A row of a query without matches.
const fn none(query: &'static str) -> Row {
    row(query, &[], false, 0)
}

const MOU: &str = "cybercom-mou-2022";
const LEE: &str = "lee-nakasone-meeting-2022";
const DHS_2016: &str = "dhs-msip-agreement-2016";
const SUMMIT_2022: &str = "biden-yoon-summit-2022";
const CAMP_DAVID: &str = "camp-david-summit-2023";
const RONIN: &str = "ronin-bridge-theft-2022";
const LAZARUS_2019: &str = "ofac-lazarus-sanctions-2019";

const ROWS: &[Row] = &[
    row("kind:양해각서", &["cybercom-mou-2022"], false, 5),
    row("april 2023 framework", &["strategic-cyber-framework-2023"], false, 4),
    row("2023년 4월", &["strategic-cyber-framework-2023"], false, 14),
    row("nakasone", &["lee-nakasone-meeting-2022", "cybercom-mou-2022"], true, 6),
    row("naka", &["lee-nakasone-meeting-2022"], true, 6),
    row("nakasne", &["lee-nakasone-meeting-2022"], true, 6),
    row("나카소네", &["lee-nakasone-meeting-2022"], true, 6),
    row(
        "mou",
        &["cybercom-mou-2022", "dhs-msit-mou-2019", "dhs-dapa-mou-2023", "nis-cisa-mou-2023"],
        false,
        10,
    ),
    row("camp david", &["camp-david-summit-2023", "trilateral-nsa-seoul-2023"], true, 8),
    row("캠프 데이비드", &["camp-david-summit-2023"], true, 8),
    row("dhs msip", &["dhs-msip-agreement-2016", "msip-dhs-vice-ministers-2016"], false, 6),
    row("dhs", &["dhs-msip-agreement-2016", "dhs-dapa-mou-2023"], false, 20),
    row("2016", &["dhs-msip-agreement-2016"], false, 20),
    row("2022-08", &["cybercom-mou-2022", "lee-nakasone-meeting-2022"], false, 8),
    row("2022-08-18", &["cybercom-mou-2022", "lee-nakasone-meeting-2022"], false, 4),
    row("biden yoon", &["biden-yoon-summit-2022"], true, 10),
    row("윤석열", &["biden-yoon-summit-2022"], false, 10),
    row("Yoon Suk-yeol", &["biden-yoon-summit-2022"], false, 10),
    row("국정원", &["nis-cisa-mou-2023"], false, 20),
    row("사이버작전사령부", &["cybercom-mou-2022"], false, 10),
    row("cybercom", &["cybercom-mou-2022"], false, 20),
    row("lazarus", &["ofac-lazarus-sanctions-2019", "fbi-ronin-attribution-2022"], false, 34),
    row("lazrus", &["ofac-lazarus-sanctions-2019"], false, 28),
    row("ronin", &["ronin-bridge-theft-2022", "fbi-ronin-attribution-2022"], true, 8),
    row("kimsuky", &["kimsuky-joint-advisory-2023"], false, 12),
    row("cyber flag", &["cyber-flag-23-1-2022", "cyber-flag-2023"], false, 10),
    row("bybit", &["bybit-theft-2025", "fbi-bybit-attribution-2025"], true, 5),
    row("upbit", &["upbit-theft-2019", "upbit-theft-2025"], false, 8),
    row("ransomware 2023", &["ransomware-joint-advisory-2023"], false, 10),
    row("yonhap", &["cybercom-mou-2022"], false, 60),
    row("sanction", &["ofac-lazarus-sanctions-2019"], false, 52),
    row("working-group", &["us-rok-dprk-cyber-wg-1-2022"], false, 40),
    row("wannacry", &["wannacry-2017", "wannacry-attribution-2017"], true, 6),
    row("소니", &["sony-pictures-hack-2014"], false, 6),
    row("sony", &["sony-pictures-hack-2014", "fbi-sony-attribution-2014"], false, 8),
    Row {
        query: "mou 2022",
        finds: &["cybercom-mou-2022"],
        first: true,
        most: 4,
        not: &["dhs-msit-mou-2019"],
    },
    Row {
        query: "japan sanction",
        finds: &["kimsuky-four-way-sanctions-2023"],
        first: false,
        most: 15,
        not: &["sony-sanctions-order-2015"],
    },
    row("zzzzqq", &[], false, 0),
    row("qwertyuiop", &[], false, 0),
];

/// Rows in which the events that must not match are the point.
#[rustfmt::skip]
const STRICT_ROWS: &[Row] = &[
    // People, by any of their names and in any script.
    strict("nakasone", &[LEE, MOU], true, 4, &[SUMMIT_2022, "cyber-flag-2023"]),
    strict("Nakasone Seoul", &[LEE], true, 3, &[CAMP_DAVID]),
    strict("ＮＡＫＡＳＯＮＥ", &[LEE, MOU], true, 4, &[SUMMIT_2022]),
    strict("biden yoon", &[SUMMIT_2022, "yoon-biden-state-visit-2023", CAMP_DAVID], true, 6, &["biden-moon-summit-2021"]),
    strict("바이든 윤석열", &[SUMMIT_2022, "yoon-biden-state-visit-2023", CAMP_DAVID], true, 6, &["biden-moon-summit-2021"]),
    strict("victor cha", &["cha-senate-hearing-2015"], true, 3, &[CAMP_DAVID]),
    strict("심현섭", &["sim-hyon-sop-sanctions-2023"], true, 3, &[LAZARUS_2019]),

    // Types: all events of the type, and few that only mention it.
    strict("mou", &[MOU], false, 8, &[CAMP_DAVID, RONIN, SUMMIT_2022]),
    strict("working-group 2024", &["us-rok-dprk-cyber-wg-7-2024", "ssg-3-2024"], false, 12, &["ccwg-seoul-2023"]),
    strict("양해각서", &[MOU, "nis-cisa-mou-2023"], false, 6, &[SUMMIT_2022]),

    // Dates as stored; events of the date rank before events that mention it.
    strict("2016", &["dprk-nuclear-test-jan-2016", DHS_2016, "bangladesh-bank-heist-2016"], true, 20, &[MOU, "dhs-msit-mou-2019"]),
    strict("2022-08", &[MOU, LEE, "us-rok-dprk-cyber-wg-1-2022"], false, 6, &[CAMP_DAVID, "maui-advisory-2022"]),
    strict("2022-08-18", &[MOU, LEE], false, 3, &["us-rok-dprk-cyber-wg-1-2022", CAMP_DAVID]),
    strict("2017-12-19", &["wannacry-attribution-2017"], true, 2, &[]),

    // Agencies and commands, by abbreviation, alias and Korean name.
    strict("dhs msip agree", &[DHS_2016, "msip-dhs-vice-ministers-2016"], false, 6, &[MOU, "dhs-msit-mou-2019"]),
    strict("cybercom", &[MOU, LEE, "cyber-alliance-1-2024", "cyber-flag-23-1-2022"], false, 16, &[SUMMIT_2022, DHS_2016]),
    strict("사이버사령부", &["cyber-alliance-1-2024", MOU, LEE], false, 18, &[DHS_2016, RONIN]),
    strict("국정원", &["nis-cisa-mou-2023", "nis-smartphone-accusation-2016"], false, 20, &[MOU, RONIN]),
    strict("nis", &["nis-cisa-mou-2023", "nis-smartphone-accusation-2016"], true, 22, &[LEE, "scm-54-cyber-exercise-2022"]),
    strict("dapa", &["dhs-dapa-mou-2023"], true, 3, &[DHS_2016]),
    strict("yonhap", &[MOU, LEE], false, 40, &["upbit-theft-2025"]),

    // Groups and cases.
    strict("lazarus", &[LAZARUS_2019, "upbit-theft-2025"], false, 34, &[MOU, CAMP_DAVID]),
    strict("라자루스", &[LAZARUS_2019, "fbi-ronin-attribution-2022"], false, 32, &[MOU]),
    strict("ronin", &[RONIN, "fbi-ronin-attribution-2022"], true, 5, &["harmony-horizon-theft-2022"]),
    strict("kimsuky", &["rok-kimsuky-sanction-2023", "kimsuky-email-advisory-2024"], false, 13, &[LAZARUS_2019, MOU]),
    strict("camp david", &[CAMP_DAVID], true, 9, &[SUMMIT_2022, MOU]),
    strict("cyber flag", &["cyber-flag-23-1-2022", "mnd-cyber-exercise-statement-2022"], true, 8, &["freedom-edge-1-2024", MOU]),
    strict("freedom edge", &["freedom-edge-1-2024"], true, 6, &["cyber-flag-2023"]),

    // Hangul matches inside a word, whole or decomposed.
    strict("사이버", &[MOU, CAMP_DAVID, "strategic-cyber-framework-2023"], false, 110, &[LAZARUS_2019]),
    strict("\u{1109}\u{1161}\u{110b}\u{1175}\u{1107}\u{1165}사령부", &["cyber-alliance-1-2024", MOU], false, 18, &[RONIN]),
    strict("안보실장", &["trilateral-nsa-seoul-2023"], true, 3, &[MOU]),

    // One or two missing letters are tolerated in a title or name.
    strict("lazrus", &[LAZARUS_2019, "fbi-ronin-attribution-2022"], false, 32, &[MOU, CAMP_DAVID]),
    strict("kimsky", &["rok-kimsuky-sanction-2023", "kimsuky-joint-advisory-2023"], false, 10, &[MOU]),
    strict("wanacry", &["wannacry-2017", "wannacry-attribution-2017"], false, 5, &[MOU]),

    // Letters scattered over a line do not match, nor do two words of which only one matches.
    none("ncsec"),
    none("mmrndm"),
    none("nakasone ronin"),
    none("뷁"),
];

const BYBIT: &str = "bybit-theft-2025";
const NIS_CISA: &str = "nis-cisa-mou-2023";
const DHS_MSIT: &str = "dhs-msit-mou-2019";
const ALLIANCE: &str = "cyber-alliance-1-2024";

/// The filter language: fields, operators, alternatives.
#[rustfmt::skip]
const LANGUAGE_ROWS: &[Row] = &[
    // Fields alone: exactly the matching events, in order of time.
    strict("kind:mou", &["military-cyber-mou-2009", DHS_MSIT, MOU, "dhs-dapa-mou-2023", NIS_CISA], true, 6, &[CAMP_DAVID, LEE]),
    strict("kind:mou year:2022", &[MOU], true, 1, &[]),
    strict("kind:mou|summit year:2022..2023", &[SUMMIT_2022, MOU, CAMP_DAVID, NIS_CISA], true, 8, &[DHS_MSIT, "biden-moon-summit-2021"]),
    strict("kind:mou,summit year:2022..2023", &[SUMMIT_2022, MOU], true, 8, &[DHS_MSIT]),
    strict("kind:work country:jp", &["trilateral-dprk-cyber-wg-1-2023"], false, 12, &[CAMP_DAVID]),
    strict("actor:us-cyber-command", &[MOU, LEE, ALLIANCE], false, 14, &["rok-military-intranet-hack-2016"]),
    strict("actor:\"cyber command\"", &[MOU, LEE, ALLIANCE], false, 18, &[SUMMIT_2022]),
    strict("actor:나카소네", &[MOU, LEE], false, 3, &[SUMMIT_2022]),
    strict("actor:lazarus kind:sanction", &[LAZARUS_2019], true, 11, &["fbi-ronin-attribution-2022", RONIN]),
    strict("topic:ransomware year:2021", &["ransomware-wg-1-2021", "clop-raids-2021"], false, 9, &["ransomware-joint-advisory-2023"]),
    strict("country:jp kind:exercise", &["cyber-flag-23-1-2022", "freedom-edge-1-2024"], true, 8, &["cyber-flag-2024"]),
    strict("country:japan kind:exercise", &["cyber-flag-23-1-2022", "freedom-edge-1-2024"], true, 8, &["cyber-flag-2024"]),
    strict("source:yonhap kind:mou", &[MOU, NIS_CISA], true, 3, &[DHS_MSIT]),
    strict("place:seoul kind:working-group", &["cyber-cooperation-wg-2014", "us-rok-dprk-cyber-wg-7-2024"], true, 12, &["us-rok-dprk-cyber-wg-1-2022"]),
    strict("place:\"camp david\"", &[CAMP_DAVID], true, 1, &["camp-david-anniversary-2024"]),

    // Time: events that may lie in the range.
    strict("date:2022-08", &[MOU, LEE, "us-rok-dprk-cyber-wg-1-2022"], false, 5, &[RONIN, "maui-advisory-2022"]),
    strict("before:2015", &["military-cyber-mou-2009", "july-2009-ddos", "sony-pictures-hack-2014"], true, 32, &[DHS_2016, "obama-park-fact-sheet-2015"]),
    strict("before:2009-07-05", &["military-cyber-mou-2009", "july-2009-ddos"], true, 2, &["march-2011-ddos"]),
    strict("after:2025-06", &["upbit-theft-2025", "cyber-flag-2025"], false, 20, &[BYBIT]),
    strict("year:2016 kind:agreement", &[DHS_2016], true, 2, &[]),
    strict("date:2022-05-05 !is:exact", &["dhs-msit-project-arrangement-2022"], true, 1, &[]),

    // Properties of events.
    strict("is:open kind:summit year:..2015", &["obama-park-fact-sheet-2015"], true, 2, &[SUMMIT_2022]),
    strict("is:overdue", &["military-cyber-mou-2009", "park-obama-summit-2013", "msip-dhs-policy-council-1-2016"], true, 10, &[MOU, SUMMIT_2022]),
    strict("is:fulfilled year:2013", &["park-obama-summit-2013", "ccwg-arrangement-2013"], false, 6, &[MOU]),
    strict("has:conflict kind:summit", &["moon-trump-summit-2017"], false, 5, &["biden-moon-summit-2021"]),
    strict("is:context kind:incident", &["dprk-nuclear-test-jan-2016", RONIN], true, 12, &["sony-pictures-hack-2014"]),
    strict("has:commitment kind:mou is:exact", &[MOU], false, 5, &[CAMP_DAVID]),

    // With words and fields together, the words determine the rank.
    strict("cyber flag kind:exercise", &["cyber-flag-23-1-2022", "cyber-flag-2025"], true, 6, &["mnd-cyber-exercise-statement-2022"]),
    strict("lazarus !kind:sanction year:2022", &["fbi-ronin-attribution-2022", RONIN], true, 7, &["ofac-blender-2022"]),

    // Operators.
    strict("lazarus !sanction", &["upbit-theft-2025", "wannacry-2017"], false, 18, &[LAZARUS_2019, "ofac-blender-2022"]),
    strict("mou !kind:mou", &[], false, 3, &[MOU, NIS_CISA, DHS_MSIT]),
    strict("!actor:lazarus kind:sanction year:2022", &[], false, 2, &["ofac-blender-2022"]),
    strict("ronin | bybit", &[RONIN, BYBIT, "fbi-ronin-attribution-2022", "fbi-bybit-attribution-2025"], true, 8, &["upbit-theft-2025"]),
    strict("ronin|bybit attribution", &["fbi-ronin-attribution-2022", "fbi-bybit-attribution-2025"], false, 4, &[MOU]),
    strict("kind:mou | camp 'david year:2023", &[CAMP_DAVID], false, 5, &[MOU, "dhs-dapa-mou-2023"]),
    strict("'nakason", &[LEE, MOU], true, 3, &[SUMMIT_2022]),
    strict("^nakasone kind:mou", &[MOU], true, 1, &[LEE]),
    strict("^biden kind:summit", &[SUMMIT_2022, "biden-moon-summit-2021"], false, 7, &["park-obama-summit-2013"]),
    strict("seoul$ year:2018", &["cyber-policy-consultation-5-2018"], false, 4, &[]),
    strict("\"camp david\"", &[CAMP_DAVID], true, 9, &[SUMMIT_2022, MOU]),
    strict("\"david camp\"", &[], false, 0, &[CAMP_DAVID]),
    strict("'lazrus", &[], false, 0, &[LAZARUS_2019]),
];

/// Korean as typed: initial consonants, unfinished syllables.
#[rustfmt::skip]
const KOREAN_ROWS: &[Row] = &[
    strict("ㅅㅇㅂㅅㄹㅂ", &[MOU, LEE, ALLIANCE], false, 16, &[DHS_2016, RONIN]),
    strict("ㅅㅇㅂㅅ", &[MOU, LEE, ALLIANCE], false, 20, &[DHS_2016, RONIN]),
    strict("ㄴㅋㅅㄴ", &[LEE, MOU], true, 3, &[SUMMIT_2022]),
    strict("ㄴㅋ소ㄴ", &[LEE, MOU], true, 3, &[SUMMIT_2022]),
    strict("ㄱㅈㅇ kind:mou", &[NIS_CISA], true, 2, &[MOU]),
    strict("ㄹㅈㄹㅅ", &[LAZARUS_2019, "upbit-theft-2025"], true, 28, &[MOU]),
    strict("ㅋㅍ ㄷㅇㅂㄷ", &[CAMP_DAVID], true, 4, &[SUMMIT_2022]),
    strict("ㅂㅇㄷ ㅇㅅㅇ", &[SUMMIT_2022, CAMP_DAVID], true, 7, &["biden-moon-summit-2021"]),
    strict("\u{1105}\u{110c}\u{1105}\u{1109}", &[LAZARUS_2019], true, 28, &[MOU]),
    strict("ㄻㅋㅎ", &[], false, 0, &[]),
    strict("라자루", &[LAZARUS_2019], true, 28, &[MOU]),
    strict("라잘", &[LAZARUS_2019], true, 28, &[MOU]),
    strict("나카손", &[LEE, MOU], true, 3, &[SUMMIT_2022]),
    strict("나캇", &[LEE, MOU], true, 3, &[SUMMIT_2022]),
    strict("사이버사려", &[MOU, LEE, ALLIANCE], false, 16, &[DHS_2016]),
    strict("캠프 데이빋", &[CAMP_DAVID], true, 4, &[SUMMIT_2022]),
    strict("안보실자", &["trilateral-nsa-seoul-2023"], true, 3, &[MOU]),
    strict("양해각ㅅ", &[NIS_CISA, MOU], false, 6, &[SUMMIT_2022]),
    strict("'양해각ㅅ", &[], false, 0, &[MOU]),
    strict("ㅇㅑㅇㅎㅐㄱㅏㄱㅅㅓ", &[MOU, NIS_CISA], false, 6, &[SUMMIT_2022]),
];

/// Queries typed on the other keyboard layout, and how they are read.
#[rustfmt::skip]
const LAYOUT_ROWS: &[(Row, &str)] = &[
    (strict("ㅡㅐㅕ", &[MOU, NIS_CISA], false, 8, &[CAMP_DAVID]), "mou"),
    (strict("ㅜㅁㅏㅁ내ㅜㄷ", &[LEE, MOU], true, 4, &[SUMMIT_2022]), "nakasone"),
    (strict("ㅣㅁㅋㅁ견", &[LAZARUS_2019], false, 34, &[MOU]), "lazarus"),
    (strict("tkdlqjtkfudqn", &[MOU, ALLIANCE], false, 16, &[DHS_2016]), "사이버사령부"),
    (strict("rnrwjddnjs kind:mou", &[NIS_CISA], true, 1, &[]), "국정원"),
    (strict("didgorkrtj 2022", &[MOU], true, 1, &[]), "양해각서 2022"),
    (strict("fkwkfn", &[LAZARUS_2019], true, 28, &[MOU]), "라자루"),
];

fn timeline() -> Timeline {
    Timeline::new([(Origin::Bundled, StoreLayer::clone(bundled_layer()))])
}

fn today() -> NaiveDate {
    "2026-01-01".parse().unwrap()
}

fn ids<'a>(timeline: &'a Timeline, index: &Index, query: &str) -> Vec<&'a str> {
    let hits =
        index.find_hits(&Query::parse(query).unwrap_or_else(|error| panic!("{query:?}: {error}")), today());
    hits.iter().map(|hit| timeline.entries()[hit.entry].event.id.as_str()).collect()
}

/// The differences between a row and the matches of its query.
fn differences(timeline: &Timeline, row: &Row, ids: &[&str]) -> Vec<String> {
    let Row { query, finds, first, most, not } = row;
    let mut differences = Vec::new();
    for id in finds.iter().chain(*not) {
        assert!(timeline.get(id).is_some(), "{id} is no event");
    }
    for id in finds.iter().filter(|id| !ids.contains(id)) {
        differences.push(format!("{query:?} does not find {id}"));
    }
    if *first && ids.first() != finds.first() {
        differences.push(format!("{query:?} puts {:?} first", ids.first()));
    }
    if ids.len() > *most {
        differences.push(format!("{query:?} finds {} events, expected at most {most}: {ids:?}", ids.len()));
    }
    differences.extend(not.iter().filter(|id| ids.contains(id)).map(|id| format!("{query:?} finds {id}")));
    differences
}

#[test]
fn filters_find_what_users_expect() {
    let timeline = timeline();
    let index = Index::new(&timeline);
    let rows = [ROWS, STRICT_ROWS, LANGUAGE_ROWS, KOREAN_ROWS].concat();
    let wrong: Vec<String> =
        rows.iter().flat_map(|row| differences(&timeline, row, &ids(&timeline, &index, row.query))).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_other_layout_is_tried_only_without_matches() {
    let timeline = timeline();
    let index = Index::new(&timeline);
    let search = |query: &str| index.search(&Query::parse(query).unwrap(), today());
    for (row, read_as) in LAYOUT_ROWS {
        assert_eq!(ids(&timeline, &index, row.query), [""; 0], "{:?}", row.query);
        let found = search(row.query);
        let hits = found.hits.iter().map(|hit| timeline.entries()[hit.entry].event.id.as_str());
        assert_eq!(differences(&timeline, row, &hits.collect::<Vec<_>>()), [""; 0]);
        assert_eq!(found.read_as.as_deref(), Some(*read_as), "{:?}", row.query);
    }
    for row in [ROWS, STRICT_ROWS].concat() {
        assert_eq!(search(row.query).read_as, None, "{:?}", row.query);
    }
}

#[test]
fn every_event_of_a_type_is_found_by_its_name() {
    let timeline = timeline();
    let index = Index::new(&timeline);
    for kind in Kind::ALL {
        let found: BTreeSet<&str> = ids(&timeline, &index, kind.name()).into_iter().collect();
        for entry in timeline.entries().iter().filter(|entry| entry.event.kind == kind) {
            assert!(found.contains(entry.event.id.as_str()), "{kind}: {} is missing", entry.event.id);
        }
    }
}

/// A wrong mask, a wrong offset or a prefilter that is too strict would lose one of these.
#[test]
fn every_event_is_found_by_each_of_its_fields() {
    let timeline = timeline();
    let index = Index::new(&timeline);
    let mut lost = Vec::new();
    for entry in timeline.entries() {
        let event = &entry.event;
        let date = event.date.as_ref().map(ToString::to_string);
        let texts = [Some(&event.title), event.title_ko.as_ref(), event.place.as_ref(), date.as_ref()];
        let actors = event.actors.iter().filter_map(|id| timeline.actor(id)).flat_map(Actor::names);
        let says = texts.into_iter().flatten().map(String::as_str);
        for text in says.chain(actors).chain(event.countries.iter().map(String::as_str)) {
            let hits = index.find_hits(&Query::from_words(text), today());
            if !hits.iter().any(|hit| timeline.entries()[hit.entry].event.id == event.id) {
                lost.push(format!("{}: {text:?}", event.id));
            }
        }
    }
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}

#[test]
fn match_positions_spell_the_word() {
    let timeline = timeline();
    let index = Index::new(&timeline);
    let mut seen = 0;
    for query in ["nakasone", "cyber", "사이버", "lazarus", "2022"] {
        for hit in index.find_hits(&Query::from_words(query), today()) {
            let event = &timeline.entries()[hit.entry].event;
            let texts = [
                (SearchField::Text(EventField::Title), Some(&event.title)),
                (SearchField::Text(EventField::TitleKo), event.title_ko.as_ref()),
                (SearchField::Text(EventField::Summary), event.summary.as_ref()),
            ];
            for (field, text) in texts {
                let at = hit.matched_positions(field);
                if let (Some(text), false) = (text, at.is_empty()) {
                    // Positions are those in the text on one line, as it is shown.
                    let letters: Vec<char> = clean_line(text).chars().collect();
                    let word: String = at.iter().map(|&n| letters[n]).collect();
                    assert_eq!(word.to_lowercase(), query, "{field:?} of {}", event.id);
                    seen += 1;
                }
            }
        }
    }
    assert!(seen > 50, "only {seen} positions checked");
}

#[test]
fn an_empty_query_matches_everything_in_order() {
    let timeline = timeline();
    let index = Index::new(&timeline);
    for query in ["", "  ", "\t"] {
        let hits = index.find_hits(&Query::from_words(query), today());
        assert!(hits.iter().map(|hit| hit.entry).eq(0..timeline.entries().len()), "{query:?}");
        assert!(hits.iter().all(|hit| hit.score == 0 && hit.matches.is_empty()), "{query:?}");
    }
}
