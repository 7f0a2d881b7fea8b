//! What a person expects a filter to find in the bundled timeline. Relevance before speed: a filter that lets most
//! of the timeline through filters nothing.

use koreacyber_tui::model::{Layer, Origin, Timeline};
use koreacyber_tui::query::{Index, Query};
use koreacyber_tui::store::bundled;

struct Row {
    query: &'static str,
    /// Ids that have to be found; the first of them first of all, where `first` says so.
    finds: &'static [&'static str],
    first: bool,
    /// At most so many events in all.
    most: usize,
    /// Ids that must not be found.
    not: &'static [&'static str],
}

const fn row(query: &'static str, finds: &'static [&'static str], first: bool, most: usize) -> Row {
    Row { query, finds, first, most, not: &[] }
}

const ROWS: &[Row] = &[
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
    row("lazarus", &["ofac-lazarus-sanctions-2019", "fbi-ronin-attribution-2022"], false, 20),
    row("lazrus", &["ofac-lazarus-sanctions-2019"], false, 20),
    row("ronin", &["ronin-bridge-theft-2022", "fbi-ronin-attribution-2022"], true, 8),
    row("kimsuky", &["kimsuky-joint-advisory-2023"], false, 12),
    row("cyber flag", &["cyber-flag-23-1-2022", "cyber-flag-2023"], false, 10),
    row("bybit", &["bybit-theft-2025", "fbi-bybit-attribution-2025"], true, 5),
    row("upbit", &["upbit-theft-2019", "upbit-theft-2025"], false, 8),
    row("ransomware 2023", &["ransomware-joint-advisory-2023"], false, 10),
    row("yonhap", &["cybercom-mou-2022"], false, 60),
    row("sanction", &["ofac-lazarus-sanctions-2019"], false, 40),
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
    row("of the a", &[], false, 126),
];

#[test]
fn filters_find_what_a_person_expects() {
    let timeline = Timeline::new([(Origin::Bundled, Layer::clone(bundled()))]);
    let index = Index::new(&timeline);
    let mut wrong = Vec::new();
    for Row { query, finds, first, most, not } in ROWS {
        let hits = index.run(&Query::parse(query));
        let ids: Vec<&str> = hits.iter().map(|hit| timeline.entries()[hit.entry].event.id.as_str()).collect();
        for id in *finds {
            assert!(timeline.get(id).is_some(), "{id} is no event");
            if !ids.contains(id) {
                wrong.push(format!("{query:?} does not find {id}"));
            }
        }
        if *first && ids.first() != finds.first() {
            wrong.push(format!("{query:?} puts {:?} first", ids.first()));
        }
        if ids.len() > *most {
            wrong.push(format!("{query:?} finds {} events, at most {most} were wanted: {ids:?}", ids.len()));
        }
        wrong.extend(not.iter().filter(|id| ids.contains(id)).map(|id| format!("{query:?} finds {id}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
