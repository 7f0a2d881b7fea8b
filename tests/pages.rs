//! Invented web pages in the form of real ones (`tests/pages/*.html`), each with its expected result (`*.toml`), which was
//! written before the loader read the page; and limits on hostile pages and files.

#![expect(clippy::unwrap_used, reason = "a panic fails the test")]

use koreacyber_tui::loader::{
    Article, LoadOptions, LoaderError, PublicationBasis, analyze_article, read_article, read_bytes,
    read_plain_text,
};
use koreacyber_tui::model::{Edtf, Gazetteer};
use koreacyber_tui::store::bundled_layer;
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
    /// Publication date; absent if the page does not state it.
    published: Option<Edtf>,
    /// Basis of the date, if it matters.
    basis: Option<String>,
    /// Part of the evidence.
    evidence: Option<String>,
    url: Option<String>,
    language: String,
    /// Beginning and end of the text without the title.
    #[serde(default)]
    first: String,
    #[serde(default)]
    last: String,
    /// Parts that the text must have.
    #[serde(default)]
    has: Vec<String>,
    /// Parts that it must not have.
    #[serde(default)]
    never: Vec<String>,
    /// Part of the error, if the page is refused.
    refused: Option<String>,
}

fn pages() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut pages: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|ending| ending == "html")).collect();
    pages.sort();
    assert!(pages.len() >= 17, "pages are missing");
    pages
}

fn article(path: &Path) -> Result<Article, LoaderError> {
    let gazetteer = Gazetteer::new(&bundled_layer().actors);
    Ok(analyze_article(&read_article(path.to_str().unwrap())?, &LoadOptions::default(), &gazetteer))
}

fn faults(article: &Article, truth: &Truth) -> Vec<String> {
    let mut faults = Vec::new();
    let mut differ = |what: &str, got: Option<String>, want: Option<String>| {
        if got != want {
            faults.push(format!("{what}: got {got:?}, expected {want:?}"));
        }
    };
    let published = &article.published;
    let stated = published
        .date
        .as_ref()
        .filter(|_| matches!(published.basis, PublicationBasis::Metadata | PublicationBasis::Text));
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
fn every_page_is_read_as_expected() {
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

/// Longest time for a hostile page: 2 s in a release build.
const MAX_PAGE_TIME: Duration = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 2 });

const SENTENCE: &str =
    "<p>The two sides agreed to hold talks on Tuesday, the ministry said in a long sentence.</p>";

fn numbered(times: usize, before: &str, after: &str) -> String {
    (0..times).fold(String::new(), |mut text, n| {
        let _ = write!(text, "{before}{n}{after}");
        text
    })
}

#[test]
fn hostile_pages_are_read_or_refused_in_time() {
    let many = |piece: &str, times: usize| piece.repeat(times);
    let mib = 1 << 20;
    let fonts = numbered(200, "<font color=", ">");
    let attributes = numbered(1_000_000, "a", "=1 ");
    let table: Vec<(&str, String)> = vec![
        ("nested", many("<div>", 100_000)),
        ("nested, then an article", many("<div>", 25_000) + &many(SENTENCE, 20)),
        ("nested text elements", many("<b>x", 29_000)),
        ("nested tables", many("<table><tr><td>", 19_000)),
        ("nested lists", many("<ul><li>word ", 29_000)),
        ("text elements never closed", fonts + &many(SENTENCE, 10_000)),
        ("nothing but <", many("<", 16 * mib - 20)),
        ("one line of 15 MiB", many("word ", 3 * mib)),
        ("a word of 1.9 MiB", many("a", 19 * mib / 10)),
        ("a tag of a million attributes", format!("<p {attributes}>")),
        ("an attribute of 14 MiB", format!("<div class=\"{}\">", many("x ", 7 * mib))),
        ("entities", format!("<!DOCTYPE html [<!ENTITY a \"b\">]>{}", many("&a;", 500_000))),
        ("ampersands", many("&", 19 * mib / 10)),
        ("references", many("&amp;", 300_000)),
        ("a comment never closed", many(SENTENCE, 20) + &many("<!--", 3 * mib)),
        ("a script never closed", many(SENTENCE, 20) + &many("<script>", mib)),
        ("a quotation mark never closed", format!("<a {}", many("\"", 15 * mib))),
        ("deep JSON", format!("<script type=application/ld+json>{}</script>", many("[", 500_000))),
        ("many dates", many("<time datetime=2020-01-01>x</time>", 20_000)),
        ("ends without a beginning", many("</div>", 59_000) + &many(SENTENCE, 20)),
    ];
    for (name, page) in table {
        let start = Instant::now();
        let raw = read_bytes("page.html", format!("<html>{page}").into_bytes(), None);
        let took = start.elapsed();
        assert!(took < MAX_PAGE_TIME, "{name}: {took:?}");
        if let Err(error) = raw {
            assert_eq!(error.to_string().lines().count(), 1, "{name}: {error}");
        }
    }
}

#[test]
fn non_articles_are_refused_in_one_line() {
    let table: [(&str, &[u8], &str); 9] = [
        ("a.html", b"<html><p>\0\0</p>", "character set"),
        ("a.html", b"<html><body></body></html>", "without an article"),
        ("a.pdf", b"%PDF-1.7 ...", "a PDF"),
        ("a.docx", b"PK\x03\x04\x14\0[Content_Types].xml", "Office"),
        ("a.hwp", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "HWP"),
        ("a.xml", b"<?xml version='1.0'?><rss version='2.0'></rss>", "a feed"),
        ("a.mht", b"From: <Saved>\nMIME-Version: 1.0\nContent-Type: multipart/related;\n", "MHTML"),
        ("a.txt", b"caf\xe9 cr\xe8me", "character set"),
        ("a.html", b"<meta charset=utf-8><p>\xff\xfe\xfd\xfc", "utf-8"),
    ];
    for (path, bytes, words) in table {
        let error = read_bytes(path, bytes.to_vec(), None).unwrap_err().to_string();
        assert!(error.contains(words) && error.lines().count() == 1, "{path}: {error}");
    }
    let letters: String = "한국과 미국은 양해각서를 체결했다.".repeat(20).bytes().map(char::from).collect();
    assert!(matches!(read_bytes("a.txt", letters.into_bytes(), None), Err(LoaderError::Garbled)));
}

#[test]
fn undecodable_bytes_are_tolerated_only_outside_the_article() {
    let page = |inside: &[u8], outside: &[u8]| {
        let text = SENTENCE.repeat(6);
        [b"<meta charset=utf-8><nav>", outside, b"</nav><p>", inside, b" and so on.</p>", text.as_bytes()]
            .concat()
    };
    let raw = read_bytes("a.html", page(b"Agreed", b"menu \xff"), None).unwrap();
    assert!(!raw.text.contains('\u{FFFD}') && raw.text.contains("Agreed and so on."));
    assert!(matches!(read_bytes("a.html", page(b"Agr\xffeed", b"menu"), None), Err(LoaderError::Garbled)));
}

#[test]
fn pages_are_recognized_and_refused_for_dates() {
    let page = SENTENCE.repeat(6);
    for (name, start) in [
        ("-", "<!DOCTYPE html>"),
        ("a.txt", "<!-- saved --><html>"),
        ("a.HTM", ""),
        ("-", "<?xml version='1.0'?>\n<html>"),
    ] {
        let raw = read_bytes(name, format!("{start}{page}").into_bytes(), None).unwrap();
        assert!(raw.page_header.is_some(), "{name} {start}");
    }
    let plain = read_bytes("a.html", "No tag in it, 2 < 3, and yet it has the name.".into(), None).unwrap();
    assert!(plain.page_header.is_none());
    let path = pages().remove(0);
    assert!(matches!(read_plain_text(path.to_str().unwrap()), Err(LoaderError::HtmlNotAccepted)));
}

#[test]
fn options_win() {
    let options = LoadOptions {
        published: Some("2001-02-03".parse().unwrap()),
        publisher: Some("Somebody Else".to_owned()),
        title: Some("Another title".to_owned()),
        url: Some(koreacyber_tui::model::WebUrl::parse("https://else.example.org/x").unwrap()),
        ..LoadOptions::default()
    };
    let gazetteer = Gazetteer::new(&bundled_layer().actors);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages/wire-graph.html");
    let article = analyze_article(&read_article(path.to_str().unwrap()).unwrap(), &options, &gazetteer);
    assert_eq!(article.published.basis, PublicationBasis::Flag);
    assert_eq!(article.published.date, options.published);
    assert_eq!(
        (article.publisher, article.title, article.url),
        (options.publisher, options.title, options.url)
    );
}
