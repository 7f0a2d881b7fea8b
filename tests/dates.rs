//! Phrasings grouped under the date expected (`tests/dates/*.toml`). Square brackets mark the expression; a group
//! without `expect` holds sentences in which nothing is dated.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use koreacyber_tui::loader::when::{mentions, tags};
use koreacyber_tui::model::Edtf;
use koreacyber_tui::text::clean;
use serde::Deserialize;
use std::fs;
use std::path::Path;

#[derive(Deserialize)]
struct Corpus {
    group: Vec<Group>,
}

#[derive(Deserialize)]
struct Group {
    /// Publication date; absent where it is not known.
    published: Option<Edtf>,
    /// The last exact day the text named before.
    before: Option<Edtf>,
    /// The date; absent where nothing may be dated.
    expect: Option<String>,
    /// The TIMEX3 value and type, where the group is about them.
    timex: Option<String>,
    r#type: Option<String>,
    /// Whether it lies ahead.
    #[serde(default)]
    future: bool,
    sentences: Vec<String>,
}

fn check(group: &Group, marked: &str) -> Result<(), String> {
    // As the loader hands it on: composed, without marks.
    let marked = &*clean(marked);
    let open = marked.find('[');
    let sentence = marked.replace(['[', ']'], "");
    let found = mentions(&sentence, group.published.as_ref(), group.before.as_ref());
    let shown = || {
        let all: Vec<String> = found
            .iter()
            .map(|m| {
                format!(
                    "{:?} = {:?} ({}{})",
                    &sentence[m.range.clone()],
                    m.date.as_ref().map(ToString::to_string),
                    m.rule,
                    if m.future { ", ahead" } else { "" }
                )
            })
            .collect();
        format!("{marked}\n    wants {:?}, got {}", group.expect, all.join("; "))
    };
    if let (Some(timex), Some(kind)) = (&group.timex, &group.r#type) {
        return check_timex(group, marked, timex, kind);
    }
    let Some(expect) = &group.expect else {
        return if found.iter().any(|m| m.date.is_some()) { Err(shown()) } else { Ok(()) };
    };
    let start = open.unwrap();
    let end = marked.find(']').unwrap() - 1;
    let hit = found.iter().find(|m| m.range.start < end && start < m.range.end);
    let dated = hit.and_then(|m| m.date.as_ref()).map(ToString::to_string);
    let right = dated.as_deref() == Some(expect.as_str()) && hit.is_some_and(|m| m.future == group.future);
    if right { Ok(()) } else { Err(shown()) }
}

/// The expression in brackets has this TIMEX3 value and type.
fn check_timex(group: &Group, marked: &str, timex: &str, kind: &str) -> Result<(), String> {
    let start = marked.find('[').unwrap();
    let sentence = marked.replace(['[', ']'], "");
    let end = marked.find(']').unwrap() - 1;
    let found = tags(&sentence, group.published.as_ref());
    let hit = found.iter().find(|tag| tag.range.start < end && start < tag.range.end);
    let right = hit.is_some_and(|tag| tag.value == timex && format!("{:?}", tag.kind).to_uppercase() == kind);
    if right { Ok(()) } else { Err(format!("{marked}\n    wants {kind} {timex}, got {found:?}")) }
}

#[test]
fn every_phrasing_means_its_date() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/dates");
    let (mut all, mut wrong) = (0, Vec::new());
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for path in files {
        let corpus: Corpus = toml::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        for group in &corpus.group {
            for sentence in &group.sentences {
                all += 1;
                wrong.extend(check(group, sentence).err());
            }
        }
    }
    println!("{} of {all} phrasings", all - wrong.len());
    assert!(wrong.is_empty(), "{} of {all} phrasings are wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(all >= 200, "the corpus has shrunk to {all}");
}
