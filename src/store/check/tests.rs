use super::*;

const GOOD: &str =
    "id = \"a\"\ndate = \"2022\"\nkind = \"mou\"\ntitle = \"t\"\n[[event.source]]\nsource = \"s\"\n";
const SOURCE: &str = "[[source]]\nid = \"s\"\nurl = \"https://x.org/\"\n";

fn findings(text: &str) -> Vec<String> {
    let files = [(PathBuf::from("f.toml"), text.to_owned())];
    let below = StoreLayer { actors: crate::store::bundled_layer().actors.clone(), ..StoreLayer::default() };
    check_files(&files, below, false).unwrap().iter().map(ToString::to_string).collect()
}

#[test]
fn the_bundled_data_have_no_findings() {
    let findings: Vec<String> = check_bundled().unwrap().iter().map(ToString::to_string).collect();
    assert!(findings.is_empty(), "{}", findings.join("\n"));
}

#[test]
fn a_valid_store_has_no_findings() {
    assert_eq!(findings(&format!("schema = 1\n[[event]]\n{GOOD}{SOURCE}")), Vec::<String>::new());
}

/// A store of one event with more keys.
fn event(more: &str) -> String {
    format!("[[event]]\n{}{SOURCE}", GOOD.replacen("kind", &format!("{more}\nkind"), 1))
}

/// A store of two events, `a` and a year later `b`, the last one with more rows.
fn two_events(more: &str) -> String {
    let second = GOOD.replace("\"a\"", "\"b\"").replace("2022", "2023");
    format!("[[event]]\n{GOOD}[[event]]\n{second}{more}\n{SOURCE}")
}

/// A store of two events, the last one with a commitment that has more keys.
fn commitment(more: &str) -> String {
    two_events(&format!("[[event.commitment]]\ntext = \"x\"\n{more}"))
}

fn expect_findings(table: &[(String, &str)]) {
    for (text, want) in table {
        let found = findings(text);
        assert!(found.iter().any(|finding| finding.contains(want)), "{want}: {found:?}\n{text}");
    }
}

#[test]
fn errors_within_a_row_are_found() {
    expect_findings(&[
        ("x = [".to_owned(), "f.toml:1:"),
        ("schema = 2".to_owned(), "f.toml:1:10: schema 2 is from a later version"),
        (event("tittle = 1"), "f.toml:4:10: unknown key \"tittle\""),
        (event("x = 1").replace("\"a\"", "\"A b\""), "f.toml:2:6: invalid id \"A b\""),
        (format!("{SOURCE}{SOURCE}"), "f.toml:5:6: the id \"s\" is in use"),
        (event("x = 1").replace("\"t\"", "\" \""), "the title is empty"),
        (event("x = 1").replace("\"t\"", &format!("\"{}\"", "t".repeat(81))), "the title has 81 characters"),
        (event("x = 1").replace("2022", "2022-02-31"), "f.toml:3:8: \"2022-02-31\": there is no such day"),
        (event("x = 1").replace("mou", "party"), "unknown variant `party`"),
        (event("countries = [\"KOR\"]"), "f.toml:4:14: invalid country code \"KOR\""),
        (event("confidence = 0.5"), "only drafts have confidence"),
        (event("status = \"draft\"\nconfidence = 1.5"), "must be between 0 and 1"),
        (event("x = 1").replace("[[event.source]]\nsource = \"s\"\n", ""), "has no source"),
        (SOURCE.replace("https", "ftp"), "f.toml:3:7: the URL is neither http nor https"),
        (SOURCE.replace("\"s\"", "\"../s\""), "f.toml:2:6: invalid id \"../s\""),
        (event("place = \"\\u202Ehere\""), "f.toml:4:9: contains the character U+202E"),
        (event("place = \"\\u001b[2J\""), "contains the character U+001B"),
    ]);
}

#[test]
fn errors_in_references_are_found() {
    let link = |id: &str| format!("[[event.link]]\nrelation = \"implements\"\nevent = \"{id}\"");
    let link_from_a =
        two_events("").replacen("[[event.source]]", &format!("{}\n[[event.source]]", link("b")), 1);
    expect_findings(&[
        (event("actors = [\"nobody-we-know\"]"), "f.toml:4:11: unknown actor \"nobody-we-know\""),
        (format!("[[event]]\n{GOOD}"), "f.toml:7:10: unknown source \"s\""),
        (SOURCE.replace("url", "copy_of = \"gone\"\nurl"), "f.toml:3:11: unknown source \"gone\""),
        (two_events(&link("gone")), "unknown event \"gone\""),
        (two_events(&link("b")), "links to itself"),
        (link_from_a, "b is later than a"),
        ("[[note]]\nevent = \"gone\"\ntext = \"x\"\n".to_owned(), "f.toml:2:9: unknown event \"gone\""),
        ("[[mark]]\nevent = \"gone\"\n".to_owned(), "unknown event \"gone\""),
    ]);
}

#[test]
fn errors_in_commitments_and_conflicts_are_found() {
    let fulfilled_by = |more: &str| commitment(&format!("[[event.commitment.fulfilled_by]]\n{more}"));
    let conflict = |field: &str, value: &str| {
        two_events(&format!("[[event.conflict]]\nfield = \"{field}\"\nvalue = \"{value}\""))
    };
    expect_findings(&[
        (fulfilled_by("event = \"a\""), "f.toml:18:9: a is earlier than the commitment"),
        (fulfilled_by("event = \"b\"\nsource = \"gone\""), "unknown source \"gone\""),
        (commitment("kept_by = [\"a\"]"), "f.toml:17:11: unknown key `kept_by`; use `fulfilled_by`"),
        (conflict("date", "2022").replace("conflict", "account"), "unknown key `account`; use `conflict`"),
        (commitment("nature = \"eternal\""), "f.toml:17:10: unknown variant `eternal`"),
        (commitment("nature = \"recurring\"\nevery = \"weekly\""), "\"weekly\" is not an interval"),
        (commitment("nature = \"standing\"\ndue = \"2024\""), "only a deliverable has a due date"),
        (commitment("partly = true"), "nothing fulfills it"),
        (conflict("day", "2022"), "f.toml:16:9: an event has no field \"day\""),
        (conflict("date", "soon"), "\"soon\" is not a date"),
    ]);
}

#[test]
fn a_finding_contains_no_control_characters() {
    let found = findings("[[source]]\nid = \"\\u001b[2J\"\n");
    assert!(!found.is_empty() && found.iter().all(|line| !line.contains('\u{1b}')), "{found:?}");
}
