//! Temporal expressions: sentences grouped by the expected date (`tests/dates/*.toml`), where square brackets mark the
//! expression and a group without `expect` has sentences without a date, and the examples of the loader's tables.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use koreacyber_tui::loader::TimexTag;
use koreacyber_tui::loader::temporal::{find_mentions, find_timex_tags};
use koreacyber_tui::model::Edtf;
use koreacyber_tui::text::clean;
use serde::Deserialize;
use std::collections::HashSet;
use std::fs;
use std::path::Path;

#[derive(Deserialize)]
struct PhrasingFile {
    group: Vec<PhrasingGroup>,
}

#[derive(Deserialize)]
struct PhrasingGroup {
    /// The publication date, if known.
    published: Option<Edtf>,
    /// The date mentioned before the sentence.
    before: Option<Edtf>,
    /// The expected date; absent if nothing in the sentence may have a date.
    expect: Option<String>,
    /// The expected TIMEX3 value and type; then nothing else is compared.
    timex: Option<String>,
    r#type: Option<String>,
    /// Whether the expression lies in the future.
    #[serde(default)]
    future: bool,
    sentences: Vec<String>,
}

/// Compares what is found in a sentence with what the group expects.
fn check_sentence(group: &PhrasingGroup, marked: &str) -> Result<(), String> {
    // The loader cleans texts before it looks for dates.
    let marked = &*clean(marked);
    let open = marked.find('[');
    let sentence = marked.replace(['[', ']'], "");
    let found = find_mentions(&sentence, group.published.as_ref(), group.before.as_ref());
    let failure = || {
        let all: Vec<String> = found
            .iter()
            .map(|m| {
                format!(
                    "{:?} = {:?} ({}{})",
                    &sentence[m.range.clone()],
                    m.date.as_ref().map(ToString::to_string),
                    m.rule,
                    if m.future { ", future" } else { "" }
                )
            })
            .collect();
        format!("{marked}\n    expected {:?}, got {}", group.expect, all.join("; "))
    };
    if let (Some(timex), Some(kind)) = (&group.timex, &group.r#type) {
        return check_timex(group, marked, timex, kind);
    }
    let Some(expect) = &group.expect else {
        return if found.iter().any(|m| m.date.is_some()) { Err(failure()) } else { Ok(()) };
    };
    let start = open.unwrap();
    let end = marked.find(']').unwrap() - 1;
    let hit = found.iter().find(|m| m.range.start < end && start < m.range.end);
    let dated = hit.and_then(|m| m.date.as_ref()).map(ToString::to_string);
    let matches = dated.as_deref() == Some(expect.as_str()) && hit.is_some_and(|m| m.future == group.future);
    if matches { Ok(()) } else { Err(failure()) }
}

/// Compares the TIMEX3 value and type of the expression in brackets.
fn check_timex(group: &PhrasingGroup, marked: &str, timex: &str, kind: &str) -> Result<(), String> {
    let start = marked.find('[').unwrap();
    let sentence = marked.replace(['[', ']'], "");
    let end = marked.find(']').unwrap() - 1;
    let found = find_timex_tags(&sentence, group.published.as_ref());
    let hit = found.iter().find(|tag| tag.range.start < end && start < tag.range.end);
    let matches =
        hit.is_some_and(|tag| tag.value == timex && format!("{:?}", tag.timex_type).to_uppercase() == kind);
    if matches { Ok(()) } else { Err(format!("{marked}\n    expected {kind} {timex}, got {found:?}")) }
}

/// The groups of all files in `tests/dates`.
fn all_groups() -> Vec<PhrasingGroup> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/dates");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let read = |path: &std::path::PathBuf| {
        toml::from_str::<PhrasingFile>(&fs::read_to_string(path).unwrap()).unwrap()
    };
    files.iter().flat_map(|path| read(path).group).collect()
}

#[test]
fn every_phrasing_has_the_expected_date() {
    let (mut all, mut failures) = (0, Vec::new());
    for group in &all_groups() {
        for sentence in &group.sentences {
            all += 1;
            failures.extend(check_sentence(group, sentence).err());
        }
    }
    println!("{} of {all} phrasings", all - failures.len());
    assert!(failures.is_empty(), "{} of {all} phrasings fail:\n{}", failures.len(), failures.join("\n"));
    assert!(all >= 1100, "only {all} phrasings are left");
}

#[derive(Deserialize)]
struct RuleFile {
    rule: Vec<RuleRow>,
}

#[derive(Deserialize)]
struct RuleRow {
    name: String,
    published: Edtf,
    examples: Vec<Example>,
}

#[derive(Deserialize)]
struct Example {
    text: String,
    value: String,
}

/// Reads a table of `data/loader`.
fn load_table<T: for<'de> Deserialize<'de>>(name: &str) -> T {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/loader").join(name);
    toml::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// The tag that starts where the brackets of an example start, without the brackets.
fn find_tag_of_example(example: &Example, published: &Edtf) -> Result<TimexTag, String> {
    let start = example.text.find('[').unwrap();
    let text = example.text.replace(['[', ']'], "");
    let found = find_timex_tags(&text, Some(published));
    let tag = found.iter().find(|tag| tag.range.start <= start && start < tag.range.end);
    match tag {
        Some(tag) if tag.value == example.value => Ok(tag.clone()),
        _ => Err(format!("{}\n    expected {}, got {found:?}", example.text, example.value)),
    }
}

/// `data/loader/dates.toml`: each rule finds its examples, and each rule has a row.
#[test]
fn every_rule_has_examples_and_finds_them() {
    let rules: RuleFile = load_table("dates.toml");
    let mut failures = Vec::new();
    for rule in &rules.rule {
        for example in &rule.examples {
            match find_tag_of_example(example, &rule.published) {
                Ok(tag) if tag.rule == rule.name => {}
                Ok(tag) => failures.push(format!("{}: found by {}", example.text, tag.rule)),
                Err(failure) => failures.push(format!("{}: {failure}", rule.name)),
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    let known: HashSet<&str> = rules.rule.iter().map(|rule| rule.name.as_str()).collect();
    for group in all_groups() {
        for sentence in &group.sentences {
            for tag in find_timex_tags(&sentence.replace(['[', ']'], ""), group.published.as_ref()) {
                assert!(known.contains(tag.rule), "{:?} has no row in data/loader/dates.toml", tag.rule);
            }
        }
    }
}

/// `data/loader/temporal.toml`: each row of words has examples with the expected value.
#[test]
fn every_row_of_the_vocabulary_has_examples_that_hold() {
    let published: Edtf = "2022-08-18".parse().unwrap();
    let mut failures = Vec::new();
    let vocabulary: toml::Table = load_table("temporal.toml");
    for (language, sections) in vocabulary {
        for (section, rows) in sections.as_table().unwrap() {
            for row in rows.as_array().unwrap() {
                let examples: Vec<Example> = row["examples"].clone().try_into().unwrap();
                assert!(!examples.is_empty(), "{language}.{section}: {row} has no example");
                for example in examples {
                    let failure = find_tag_of_example(&example, &published).err();
                    failures.extend(failure.map(|failure| format!("{language}.{section}: {failure}")));
                }
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

proptest::proptest! {
    /// For any combination of words, nothing panics, and the ranges found lie in the text, in order and without overlaps.
    #[test]
    fn any_words_give_ranges_of_their_text(
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
        separator in proptest::sample::select(&["", " "][..]),
        published in proptest::sample::select(&["2022-08-18", "2022-08", "2022", "2022-08-18~", "2024-01/..", "../2022", "9999-12-31", "0001-01-01"][..]),
    ) {
        let text = words.join(separator);
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
