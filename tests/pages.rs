//! Saved web pages of our own invention in the shapes of real ones (`tests/pages/*.html`), each with what is true of it
//! (`*.toml`). The truth was written before the loader saw the page. Then what hostile pages and files must not do.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use koreacyber_tui::loader::{Article, Basis, Error, Options, load, read, read_bytes, read_text};
use koreacyber_tui::model::{Edtf, Gazetteer};
use koreacyber_tui::store::bundled;
use serde::Deserialize;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Truth {
    title: Option<String>,
    publisher: Option<String>,
    author: Option<String>,
    /// The day it was published; absent where the page does not say.
    published: Option<Edtf>,
    /// What the date rests on, where that matters.
    basis: Option<String>,
    /// Words of the evidence.
    evidence: Option<String>,
    url: Option<String>,
    language: String,
    /// How the text begins and ends, title left out.
    #[serde(default)]
    first: String,
    #[serde(default)]
    last: String,
    /// Words that have to stand in it.
    #[serde(default)]
    has: Vec<String>,
    /// Words that must not.
    #[serde(default)]
    never: Vec<String>,
    /// Words of the refusal, where there is no article.
    refused: Option<String>,
}

fn pages() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut pages: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|ending| ending == "html")).collect();
    pages.sort();
    assert!(pages.len() >= 17, "the pages have become fewer");
    pages
}

fn article(path: &Path) -> Result<Article, Error> {
    let gazetteer = Gazetteer::new(&bundled().actors);
    Ok(load(&read(path.to_str().unwrap())?, &Options::default(), &gazetteer))
}

fn faults(article: &Article, truth: &Truth) -> Vec<String> {
    let mut faults = Vec::new();
    let mut differ = |what: &str, got: Option<String>, want: Option<String>| {
        if got != want {
            faults.push(format!("{what}: got {got:?}, wants {want:?}"));
        }
    };
    let published = &article.published;
    let stated = published.date.as_ref().filter(|_| matches!(published.basis, Basis::Metadata | Basis::Text));
    differ("title", article.title.clone(), truth.title.clone());
    differ("publisher", article.publisher.clone(), truth.publisher.clone());
    differ("author", article.author.clone(), truth.author.clone());
    differ("published", stated.map(ToString::to_string), truth.published.as_ref().map(ToString::to_string));
    differ("url", article.url.as_ref().map(ToString::to_string), truth.url.clone());
    differ("language", Some(article.language.clone()), Some(truth.language.clone()));
    if truth.basis.is_some() {
        differ("basis", Some(format!("{:?}", published.basis).to_lowercase()), truth.basis.clone());
    }
    let evidence = published.evidence.clone().unwrap_or_default();
    if truth.evidence.as_ref().is_some_and(|words| !evidence.contains(words.as_str())) {
        faults.push(format!("evidence: {evidence}"));
    }
    let title = article.title.clone().unwrap_or_default();
    let body = article.text.strip_prefix(title.as_str()).unwrap_or(&article.text).trim();
    if !body.starts_with(truth.first.as_str()) {
        faults.push(format!("begins {:?}", body.chars().take(90).collect::<String>()));
    }
    if !body.ends_with(truth.last.as_str()) {
        let end: Vec<char> = body.chars().rev().take(90).collect();
        faults.push(format!("ends {:?}", end.into_iter().rev().collect::<String>()));
    }
    faults.extend(
        truth
            .has
            .iter()
            .filter(|words| !body.contains(words.as_str()))
            .map(|words| format!("lacks {words:?}")),
    );
    faults.extend(
        truth
            .never
            .iter()
            .filter(|words| body.contains(words.as_str()))
            .map(|words| format!("has {words:?}")),
    );
    faults
}

#[test]
fn every_page_is_read_for_what_it_says() {
    let mut wrong = String::new();
    for path in pages() {
        let truth: Truth = toml::from_str(&fs::read_to_string(path.with_extension("toml")).unwrap()).unwrap();
        let faults = match (article(&path), &truth.refused) {
            (Ok(article), None) => faults(&article, &truth),
            (Err(error), Some(words)) if error.to_string().contains(words.as_str()) => Vec::new(),
            (result, _) => vec![format!("{:?}", result.map(|article| article.text))],
        };
        if !faults.is_empty() {
            let _ = writeln!(wrong, "{}\n  {}", path.file_stem().unwrap().display(), faults.join("\n  "));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
