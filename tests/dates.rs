//! Phrasings grouped under the date expected (`tests/dates/*.toml`). Square brackets mark the expression; a group
//! without `expect` holds sentences in which nothing is dated.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use koreacyber_tui::loader::temporal::{find_mentions, find_timex_tags};
use koreacyber_tui::model::Edtf;
use koreacyber_tui::text::clean;
use serde::Deserialize;
use std::collections::HashSet;
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
    let found = find_mentions(&sentence, group.published.as_ref(), group.before.as_ref());
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
    let found = find_timex_tags(&sentence, group.published.as_ref());
    let hit = found.iter().find(|tag| tag.range.start < end && start < tag.range.end);
    let right =
        hit.is_some_and(|tag| tag.value == timex && format!("{:?}", tag.timex_type).to_uppercase() == kind);
    if right { Ok(()) } else { Err(format!("{marked}\n    wants {kind} {timex}, got {found:?}")) }
}

/// The groups of all files of `tests/dates`.
fn corpora() -> Vec<Group> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/dates");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let read =
        |path: &std::path::PathBuf| toml::from_str::<Corpus>(&fs::read_to_string(path).unwrap()).unwrap();
    files.iter().flat_map(|path| read(path).group).collect()
}

#[test]
fn every_phrasing_means_its_date() {
    let (mut all, mut wrong) = (0, Vec::new());
    for group in &corpora() {
        for sentence in &group.sentences {
            all += 1;
            wrong.extend(check(group, sentence).err());
        }
    }
    println!("{} of {all} phrasings", all - wrong.len());
    assert!(wrong.is_empty(), "{} of {all} phrasings are wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(all >= 1100, "the corpus has shrunk to {all}");
}

#[derive(Deserialize)]
struct Rules {
    rule: Vec<Rule>,
}

#[derive(Deserialize)]
struct Rule {
    name: String,
    published: Edtf,
    examples: Vec<Example>,
}

#[derive(Deserialize)]
struct Example {
    text: String,
    value: String,
}

/// `data/loader/dates.toml`: each rule reads its examples, and no rule is without a row.
#[test]
fn every_rule_reads_its_examples_and_has_some() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let rules: Rules =
        toml::from_str(&fs::read_to_string(top.join("data/loader/dates.toml")).unwrap()).unwrap();
    let mut wrong = Vec::new();
    for rule in &rules.rule {
        for Example { text, value } in &rule.examples {
            let start = text.find('[').unwrap();
            let plain = text.replace(['[', ']'], "");
            let found = find_timex_tags(&plain, Some(&rule.published));
            let hit = found.iter().find(|tag| tag.range.start <= start && start < tag.range.end);
            if !hit.is_some_and(|tag| tag.rule == rule.name && tag.value == *value) {
                wrong.push(format!("{}: {text}\n    wants {value}, got {found:?}", rule.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let known: HashSet<&str> = rules.rule.iter().map(|rule| rule.name.as_str()).collect();
    for group in corpora() {
        for sentence in &group.sentences {
            for tag in find_timex_tags(&sentence.replace(['[', ']'], ""), group.published.as_ref()) {
                assert!(known.contains(tag.rule), "{:?} has no row in data/loader/dates.toml", tag.rule);
            }
        }
    }
}

proptest::proptest! {
    /// Whatever stands together, nothing panics, and what is found lies in the text, in order.
    #[test]
    fn any_words_give_places_of_their_text(
        words in proptest::collection::vec(
            proptest::sample::select(&[
                "last", "next", "the", "of", "in", "and", "to", "from", "between", "May", "March", "Sept.", "Friday", "Mondays",
                "5", "31", "0", "1998", "2022", "99", "9999999999", "999999999", "1/2", "-", "–", "~", ".", ",", "(", ")", ":", "'", "’", "s", "days",
                "weeks", "quarter", "half", "third", "ago", "later", "year", "century", "a.m.", "noon", "night", "every", "Christmas",
                "년", "월", "일", "주", "전", "뒤", "지난", "오는", "지난달", "이달", "올해", "이듬해", "그달", "주말", "분기", "상반기", "18일부터", "사흘간",
                "·", "목", "요일", "오전", "시", "분", "매월", "이맘때", "새해", "첫날", "십", "며칠", "２０２２", "🦀", "\u{301}", "\n", "\n\n",
            ][..]),
            0..14,
        ),
        joint in proptest::sample::select(&["", " "][..]),
        published in proptest::sample::select(&["2022-08-18", "2022-08", "2022", "2022-08-18~", "2024-01/..", "../2022", "9999-12-31", "0001-01-01"][..]),
    ) {
        let text = words.join(joint);
        let published: Edtf = published.parse().unwrap();
        for published in [None, Some(&published)] {
            let mut end = 0;
            for tag in find_timex_tags(&text, published) {
                assert!(end <= tag.range.start && tag.range.start < tag.range.end, "{text:?}: {tag:?}");
                assert!(text.get(tag.range.clone()).is_some(), "{text:?}: {tag:?}");
                end = tag.range.end;
            }
            for mention in find_mentions(&text, published, published) {
                assert!(text.get(mention.range.clone()).is_some(), "{text:?}: {mention:?}");
            }
        }
    }
}
