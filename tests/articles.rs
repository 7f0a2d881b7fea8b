//! Invented articles in the form of real ones (`tests/articles/*.txt`), each with its expected result (`*.toml`), which was
//! written before the rules were applied to the text.

#![expect(clippy::struct_excessive_bools, reason = "fields of the expected results")]
#![expect(clippy::unwrap_used, reason = "a panic fails the test")]

use koreacyber_tui::loader::{
    Article, LoadOptions, Proposal, PublicationBasis, analyze_article, is_copy, read_article,
};
use koreacyber_tui::model::{Edtf, Gazetteer, Kind};
use koreacyber_tui::store::bundled_layer;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Truth {
    /// Passed to the loader as `--published`.
    published: Option<Edtf>,
    /// Publication date that the text states.
    stamped: Option<Edtf>,
    /// The true publication date. An inferred interval must contain it.
    written: Option<Edtf>,
    title: Option<String>,
    publisher: Option<String>,
    author: Option<String>,
    language: String,
    relevant: bool,
    #[serde(default)]
    machine_written: bool,
    /// Type of the main event.
    main: Option<Kind>,
    /// Whether no event may have a date.
    #[serde(default)]
    undated: bool,
    /// Whether no event may be proposed.
    #[serde(default)]
    none: bool,
    /// The fixture that it is a copy of.
    copy_of: Option<String>,
    /// Events that must be found.
    #[serde(default)]
    event: Vec<Wanted>,
    /// Events that must not be proposed.
    #[serde(default)]
    never: Vec<Never>,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
struct Wanted {
    /// Absent if the text gives none.
    date: Option<Edtf>,
    /// Part of its evidence.
    says: Option<String>,
    kind: Kind,
    #[serde(default)]
    actors: Vec<String>,
    #[serde(default)]
    planned: bool,
    #[serde(default)]
    main: bool,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
struct Never {
    says: Option<String>,
    date: Option<Edtf>,
    kind: Option<Kind>,
}

fn fixtures() -> BTreeMap<String, (Article, Truth)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles");
    let gazetteer = Gazetteer::new(&bundled_layer().actors);
    let mut fixtures = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "txt") {
            let truth: Truth =
                toml::from_str(&fs::read_to_string(path.with_extension("toml")).unwrap()).unwrap();
            let options = LoadOptions { published: truth.published.clone(), ..LoadOptions::default() };
            let article =
                analyze_article(&read_article(path.to_str().unwrap()).unwrap(), &options, &gazetteer);
            fixtures.insert(path.file_stem().unwrap().to_str().unwrap().to_owned(), (article, truth));
        }
    }
    assert!(fixtures.len() >= 110, "articles are missing");
    fixtures
}

/// Articles that were labeled before any rule was applied to them. They are scored; all others must be read without a
/// fault. Rules were later improved on the first group. No rule was changed because of the second, except for one stamp
/// that was read wrong.
const GROUPS: [(&str, &[&str]); 2] = [
    ("improved on", &["en-", "ko-", "en3-", "ko3-", "en5-", "ko5-"]),
    ("not improved on", &["en2-", "ko2-", "en4-", "ko4-"]),
];

fn is_scored(name: &str) -> bool {
    GROUPS.iter().any(|(_, prefixes)| prefixes.iter().any(|prefix| name.starts_with(prefix)))
}

fn shown(proposals: &[Proposal]) -> String {
    let line = |p: &Proposal| {
        let date = p.date.as_ref().map(ToString::to_string);
        format!(
            "    {:?} {} {:?}{}{}: {}\n",
            date,
            p.kind,
            p.actors,
            if p.main { " main" } else { "" },
            if p.planned { " planned" } else { "" },
            p.evidence
        )
    };
    proposals.iter().map(line).collect::<Vec<_>>().concat()
}

fn faults(article: &Article, truth: &Truth) -> Vec<String> {
    let mut faults = Vec::new();
    let mut differ = |what: &str, got: String, want: String| {
        if got != want {
            faults.push(format!("{what}: got {got}, expected {want}"));
        }
    };
    if truth.title.is_some() {
        differ("title", format!("{:?}", article.title), format!("{:?}", truth.title));
    }
    differ("publisher", format!("{:?}", article.publisher), format!("{:?}", truth.publisher));
    differ("author", format!("{:?}", article.author), format!("{:?}", truth.author));
    differ("language", article.language.clone(), truth.language.clone());
    differ("relevant", article.relevant.to_string(), truth.relevant.to_string());
    differ("machine_written", article.machine_written.to_string(), truth.machine_written.to_string());
    let published = truth.published.as_ref().or(truth.stamped.as_ref());
    differ(
        "published",
        format!("{:?}", article.published.date.as_ref().map(ToString::to_string)),
        format!("{:?}", published.map(ToString::to_string)),
    );
    if let Some(main) = truth.main {
        let got = article.proposals.iter().find(|p| p.main).map(|p| p.kind);
        differ("main", format!("{got:?}"), format!("{:?}", Some(main)));
    }
    for wanted in &truth.event {
        let found = article.proposals.iter().any(|p| {
            p.date == wanted.date
                && p.kind == wanted.kind
                && p.planned == wanted.planned
                && (!wanted.main || p.main)
                && wanted.actors.iter().all(|id| p.actors.contains(id))
        });
        if !found {
            faults.push(format!("not found: {wanted:?}"));
        }
    }
    for never in &truth.never {
        let hit = article.proposals.iter().find(|p| {
            never
                .says
                .as_ref()
                .is_none_or(|says| p.evidence.contains(says.as_str()) || p.title.contains(says.as_str()))
                && never.date.as_ref().is_none_or(|date| p.date.as_ref() == Some(date))
                && never.kind.is_none_or(|kind| p.kind == kind)
        });
        faults.extend(hit.map(|p| format!("must not be: {never:?}: {}", p.evidence)));
    }
    if truth.none && !article.proposals.is_empty() || !truth.relevant && !article.proposals.is_empty() {
        faults.push("no event was expected".to_owned());
    }
    if truth.undated && article.proposals.iter().any(|p| p.date.is_some()) {
        faults.push("no date was expected".to_owned());
    }
    if !faults.is_empty() {
        faults.push(format!("proposed:\n{}", shown(&article.proposals)));
    }
    faults
}

#[test]
fn every_article_is_read_as_expected() {
    let mut wrong = String::new();
    for (name, (article, truth)) in fixtures().iter().filter(|(name, _)| !is_scored(name)) {
        let faults = faults(article, truth);
        if !faults.is_empty() {
            let _ = writeln!(wrong, "{name}\n  {}", faults.join("\n  "));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn only_copies_are_recognized_as_copies() {
    let fixtures = fixtures();
    for (name, (article, truth)) in &fixtures {
        for (other, (second, second_truth)) in &fixtures {
            // One fixture exists twice, with and without its date.
            if name >= other || (name.as_str(), other.as_str()) == ("undated", "undated-told") {
                continue;
            }
            let want = truth.copy_of.as_ref() == Some(other) || second_truth.copy_of.as_ref() == Some(name);
            let similarity = article.fingerprint.similarity(&second.fingerprint);
            assert_eq!(
                is_copy(&article.fingerprint, &second.fingerprint),
                want,
                "{name} and {other}: {similarity:.2}"
            );
        }
    }
}

#[test]
fn spans_are_those_of_the_evidence() {
    for (name, (article, _)) in &fixtures() {
        let letters: Vec<char> = article.text.chars().collect();
        for proposal in &article.proposals {
            let (start, end) = proposal.span;
            let there: String = letters[start..end].iter().collect();
            assert_eq!(there, proposal.evidence, "{name}");
            assert!(proposal.title.chars().count() <= 80, "{name}: {}", proposal.title);
            assert!((0.0..=1.0).contains(&proposal.confidence), "{name}");
        }
        assert!(article.proposals.iter().filter(|p| p.main).count() <= 1, "{name}");
    }
}

#[test]
fn unknown_publication_dates_stay_unknown_or_are_bounded() {
    for (name, (article, truth)) in &fixtures() {
        if truth.published.is_none() && truth.stamped.is_none() {
            let published = &article.published;
            match &published.date {
                None => assert_eq!(published.basis, PublicationBasis::Unknown, "{name}"),
                Some(date) => {
                    assert!(published.basis.is_bound(), "{name}");
                    assert!(date.first_year() != date.last_year() || !date.is_exact(), "{name}: {date}");
                    assert!(published.evidence.is_some(), "{name}");
                }
            }
        }
    }
}

/// Counts over the scored articles.
#[derive(Default, Debug)]
struct Score {
    articles: usize,
    /// Articles with a stated date, those of them that are right, and all articles with a wrong date.
    stated: usize,
    stated_right: usize,
    wrong_day: usize,
    inferred: usize,
    inferred_wrong: usize,
    relevant: usize,
    mains: usize,
    main_found: usize,
    main_dated: usize,
    wanted: usize,
    proposed: usize,
    hits: usize,
    never: usize,
    lines: Vec<String>,
}

impl Score {
    fn add(&mut self, name: &str, article: &Article, truth: &Truth) {
        self.articles += 1;
        self.published(name, article, truth);
        self.relevant += usize::from(article.relevant == truth.relevant);
        if article.relevant != truth.relevant {
            self.lines.push(format!("{name}: relevant is {}", article.relevant));
        }
        self.main(name, article, truth);
        self.events(name, article, truth);
        for never in truth.never.iter().filter_map(|never| never.says.as_deref()) {
            if let Some(p) = article.proposals.iter().find(|p| p.evidence.contains(never)) {
                self.never += 1;
                self.lines.push(format!(
                    "{name}: must not be: {never}: {:?}",
                    p.date.as_ref().map(ToString::to_string)
                ));
            }
        }
    }

    fn published(&mut self, name: &str, article: &Article, truth: &Truth) {
        if truth.published.is_some() {
            return;
        }
        let got = article.published.date.as_ref();
        let written = truth.written.as_ref().unwrap();
        if let Some(stamped) = &truth.stamped {
            self.stated += 1;
            if got == Some(stamped) {
                self.stated_right += 1;
            } else {
                self.lines
                    .push(format!("{name}: published {stamped}, got {:?}", got.map(ToString::to_string)));
            }
        } else if let Some(got) = got {
            self.inferred += 1;
            if !written.is_within(got) {
                self.inferred_wrong += 1;
                self.lines.push(format!("{name}: written {written}, got {got}"));
            }
        }
        self.wrong_day += usize::from(got.is_some_and(|got| !got.overlaps(written)));
    }

    fn main(&mut self, name: &str, article: &Article, truth: &Truth) {
        let Some(main) = truth.event.iter().find(|event| event.main) else { return };
        self.mains += 1;
        let got = article.proposals.iter().find(|p| p.main);
        let found = got.filter(|p| p.kind == main.kind || has_evidence(p, main));
        self.main_found += usize::from(found.is_some());
        let dated = found.is_some_and(|p| p.date == main.date);
        self.main_dated += usize::from(dated);
        if !dated {
            let got = got.map(|p| (p.date.as_ref().map(ToString::to_string), p.kind, p.evidence.as_str()));
            self.lines.push(format!("{name}: main {main:?}, got {got:?}"));
        }
    }

    /// A proposal is a hit if it has the date of the event, and its sentence or its type.
    fn events(&mut self, name: &str, article: &Article, truth: &Truth) {
        self.wanted += truth.event.len();
        self.proposed += article.proposals.len();
        let mut left: Vec<&Proposal> = article.proposals.iter().collect();
        for wanted in &truth.event {
            let fits =
                |p: &&Proposal| p.date == wanted.date && (has_evidence(p, wanted) || p.kind == wanted.kind);
            let near = |p: &&Proposal| fits(p) && has_evidence(p, wanted);
            let at = left.iter().position(near).or_else(|| left.iter().position(fits));
            match at {
                Some(at) => {
                    self.hits += 1;
                    left.remove(at);
                }
                None => self.lines.push(format!(
                    "{name}: missed {:?} {} {:?}",
                    wanted.date.as_ref().map(ToString::to_string),
                    wanted.kind,
                    wanted.says
                )),
            }
        }
        for p in left {
            self.lines.push(format!(
                "{name}: extra {:?} {} {}",
                p.date.as_ref().map(ToString::to_string),
                p.kind,
                p.evidence
            ));
        }
    }

    fn f1(&self) -> f64 {
        2.0 * self.hits as f64 / (self.wanted + self.proposed).max(1) as f64
    }
}

fn has_evidence(proposal: &Proposal, wanted: &Wanted) -> bool {
    wanted.says.as_deref().is_some_and(|says| proposal.evidence.contains(says))
}

/// Prints the figures of a group, and every miss if `ARTICLES=1`.
fn scored(group: usize) -> Score {
    let (name, prefixes) = GROUPS[group];
    let mut score = Score::default();
    let wanted = |fixture: &str| prefixes.iter().any(|prefix| fixture.starts_with(prefix));
    for (fixture, (article, truth)) in fixtures().iter().filter(|(fixture, _)| wanted(fixture)) {
        score.add(fixture, article, truth);
    }
    let report = format!(
        "{name}, {} articles: published as stated {:.1} % of {}, a wrong day {}, inferred {} ({} wrong)\n\
         relevance {:.1} %; main event {:.1} % of {}, to the day {:.1} %; event dates F1 {:.3} (hits {}, wanted {}, proposed {}); boilerplate taken for events {}",
        score.articles,
        share(score.stated_right, score.stated),
        score.stated,
        score.wrong_day,
        score.inferred,
        score.inferred_wrong,
        share(score.relevant, score.articles),
        share(score.main_found, score.mains),
        score.mains,
        share(score.main_dated, score.mains),
        score.f1(),
        score.hits,
        score.wanted,
        score.proposed,
        score.never
    );
    // `println!` would be captured in a passing test.
    let mut out = std::io::stdout().lock();
    writeln!(out, "\n{report}").unwrap();
    if std::env::var_os("ARTICLES").is_some() {
        writeln!(out, "{}", score.lines.join("\n")).unwrap();
    }
    score
}

fn share(part: usize, of: usize) -> f64 {
    100.0 * part as f64 / of.max(1) as f64
}

/// Asserts that the figures are at least the floors, in percent: stated dates, relevance, main event, main event with its
/// date, F1.
fn assert_floors(score: &Score, floors: [f64; 5], never: usize) {
    assert_eq!(score.inferred_wrong, 0, "an inferred interval must contain the day");
    assert_eq!(score.wrong_day, 0, "a publication date must not contradict the day");
    let got = [
        ("published as stated", share(score.stated_right, score.stated)),
        ("relevance", share(score.relevant, score.articles)),
        ("main event", share(score.main_found, score.mains)),
        ("main event to the day", share(score.main_dated, score.mains)),
        ("event dates F1", 100.0 * score.f1()),
    ];
    for ((what, got), floor) in got.into_iter().zip(floors) {
        assert!(got >= floor, "{what}: {got:.1}, below the floor of {floor}");
    }
    assert!(score.never <= never, "{} lines of boilerplate or opinion became events", score.never);
}

#[test]
fn articles_improved_on_are_scored() {
    assert_floors(&scored(0), [98.0, 98.0, 95.0, 85.0, 78.0], 5);
}

#[test]
fn articles_not_improved_on_are_scored() {
    assert_floors(&scored(1), [95.0, 95.0, 77.0, 56.0, 73.0], 5);
}
