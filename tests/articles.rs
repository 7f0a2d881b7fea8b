//! Articles of our own invention in the shapes of real pages (`tests/articles/*.txt`), each with what is true of it
//! (`*.toml`). The truth was written before the rules saw the text.

#![expect(clippy::struct_excessive_bools, reason = "the fields of a table of truths")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use koreacyber_tui::loader::{Article, Basis, Options, Proposal, is_copy, load, read};
use koreacyber_tui::model::{Edtf, Gazetteer, Kind};
use koreacyber_tui::store::bundled;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Truth {
    /// Given to the loader, as `--published`.
    published: Option<Edtf>,
    /// The date that the text itself states.
    stamped: Option<Edtf>,
    /// The day on which it was written, whether the text says so or not: what the loader infers has to hold it.
    written: Option<Edtf>,
    title: Option<String>,
    publisher: Option<String>,
    author: Option<String>,
    language: String,
    relevant: bool,
    #[serde(default)]
    machine_written: bool,
    /// The kind of the main event.
    main: Option<Kind>,
    /// Whether no date at all may be proposed.
    #[serde(default)]
    undated: bool,
    /// Whether no event at all may be proposed.
    #[serde(default)]
    none: bool,
    /// The fixture it copies.
    copy_of: Option<String>,
    /// Events that have to be found.
    #[serde(default)]
    event: Vec<Wanted>,
    /// What must not become an event.
    #[serde(default)]
    never: Vec<Never>,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
struct Wanted {
    date: Edtf,
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
    let gazetteer = Gazetteer::new(&bundled().actors);
    let mut fixtures = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "txt") {
            let truth: Truth =
                toml::from_str(&fs::read_to_string(path.with_extension("toml")).unwrap()).unwrap();
            let options = Options { published: truth.published.clone(), ..Options::default() };
            let article = load(&read(path.to_str().unwrap()).unwrap(), &options, &gazetteer);
            fixtures.insert(path.file_stem().unwrap().to_str().unwrap().to_owned(), (article, truth));
        }
    }
    assert!(fixtures.len() >= 14, "the corpus has shrunk");
    fixtures
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
            faults.push(format!("{what}: got {got}, wants {want}"));
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
            p.date.as_ref() == Some(&wanted.date)
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
        faults.push("no event at all was wanted".to_owned());
    }
    if truth.undated && article.proposals.iter().any(|p| p.date.is_some()) {
        faults.push("a date was made up".to_owned());
    }
    if !faults.is_empty() {
        faults.push(format!("proposed:\n{}", shown(&article.proposals)));
    }
    faults
}

#[test]
fn every_article_is_read_for_what_it_is() {
    let mut wrong = String::new();
    for (name, (article, truth)) in &fixtures() {
        let faults = faults(article, truth);
        if !faults.is_empty() {
            let _ = writeln!(wrong, "{name}\n  {}", faults.join("\n  "));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn copies_are_recognised_and_nothing_else_is() {
    let fixtures = fixtures();
    for (name, (article, truth)) in &fixtures {
        for (other, (second, second_truth)) in &fixtures {
            // One fixture stands twice, with and without its date.
            if name >= other || (name.as_str(), other.as_str()) == ("undated", "undated-told") {
                continue;
            }
            let want = truth.copy_of.as_ref() == Some(other) || second_truth.copy_of.as_ref() == Some(name);
            let similarity = article.sketch.similarity(&second.sketch);
            assert_eq!(is_copy(&article.sketch, &second.sketch), want, "{name} and {other}: {similarity:.2}");
        }
    }
}

#[test]
fn evidence_stands_where_the_span_says() {
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
fn an_unknown_date_of_publication_stays_unknown() {
    for (name, (article, truth)) in &fixtures() {
        if truth.published.is_none() && truth.stamped.is_none() {
            assert_eq!((article.published.basis, &article.published.date), (Basis::Unknown, &None), "{name}");
        }
    }
}
