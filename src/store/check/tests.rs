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

#[test]
fn each_check_finds_an_error() {
    let event =
        |more: &str| format!("[[event]]\n{}{SOURCE}", GOOD.replacen("kind", &format!("{more}\nkind"), 1));
    let two = "[[event]]\nid = \"a\"\ndate = \"2022\"\nkind = \"mou\"\ntitle = \"t\"\n[[event.source]]\nsource = \"s\"\n\
               [[event]]\nid = \"b\"\ndate = \"2023\"\nkind = \"mou\"\ntitle = \"t\"\n[[event.source]]\nsource = \"s\"\n";
    let table = [
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
        (event("actors = [\"nobody-we-know\"]"), "f.toml:4:11: unknown actor \"nobody-we-know\""),
        (format!("[[event]]\n{GOOD}"), "f.toml:7:10: unknown source \"s\""),
        (event("x = 1").replace("[[event.source]]\nsource = \"s\"\n", ""), "has no source"),
        (SOURCE.replace("https", "ftp"), "f.toml:3:7: the URL is neither http nor https"),
        (SOURCE.replace("\"s\"", "\"../s\""), "f.toml:2:6: invalid id \"../s\""),
        (SOURCE.replace("url", "copy_of = \"gone\"\nurl"), "f.toml:3:11: unknown source \"gone\""),
        (
            format!("{two}[[event.link]]\nrelation = \"implements\"\nevent = \"gone\"\n{SOURCE}"),
            "unknown event \"gone\"",
        ),
        (
            format!("{two}[[event.link]]\nrelation = \"implements\"\nevent = \"b\"\n{SOURCE}"),
            "links to itself",
        ),
        (
            format!(
                "{}{SOURCE}",
                two.replacen(
                    "[[event.source]]",
                    "[[event.link]]\nrelation = \"implements\"\nevent = \"b\"\n[[event.source]]",
                    1
                )
            ),
            "b is later than a",
        ),
        (
            format!(
                "{two}[[event.commitment]]\ntext = \"x\"\n[[event.commitment.fulfilled_by]]\nevent = \"a\"\n{SOURCE}"
            ),
            "f.toml:18:9: a is earlier than the commitment",
        ),
        (
            format!(
                "{two}[[event.commitment]]\ntext = \"x\"\n[[event.commitment.fulfilled_by]]\nevent = \"b\"\nsource = \"gone\"\n{SOURCE}"
            ),
            "unknown source \"gone\"",
        ),
        (
            format!("{two}[[event.commitment]]\ntext = \"x\"\nkept_by = [\"a\"]\n{SOURCE}"),
            "f.toml:17:11: unknown key `kept_by`; use `fulfilled_by`",
        ),
        (
            format!("{two}[[event.account]]\nfield = \"date\"\nvalue = \"2022\"\n{SOURCE}"),
            "unknown key `account`; use `conflict`",
        ),
        (
            format!("{two}[[event.commitment]]\ntext = \"x\"\nnature = \"eternal\"\n{SOURCE}"),
            "f.toml:17:10: unknown variant `eternal`",
        ),
        (
            format!(
                "{two}[[event.commitment]]\ntext = \"x\"\nnature = \"recurring\"\nevery = \"weekly\"\n{SOURCE}"
            ),
            "\"weekly\" is not an interval",
        ),
        (
            format!("{two}[[event.commitment]]\ntext = \"x\"\nnature = \"recurring\"\n{SOURCE}"),
            "a recurring commitment needs an interval",
        ),
        (
            format!(
                "{two}[[event.commitment]]\ntext = \"x\"\nnature = \"standing\"\ndue = \"2024\"\n{SOURCE}"
            ),
            "only a deliverable has a due date",
        ),
        (format!("{two}[[event.commitment]]\ntext = \"x\"\npartly = true\n{SOURCE}"), "nothing fulfills it"),
        (
            format!("{two}[[event.conflict]]\nfield = \"day\"\nvalue = \"2022\"\n{SOURCE}"),
            "f.toml:16:9: an event has no field \"day\"",
        ),
        (
            format!("{two}[[event.conflict]]\nfield = \"date\"\nvalue = \"soon\"\n{SOURCE}"),
            "\"soon\" is not a date",
        ),
        ("[[note]]\nevent = \"gone\"\ntext = \"x\"\n".to_owned(), "f.toml:2:9: unknown event \"gone\""),
        ("[[mark]]\nevent = \"gone\"\n".to_owned(), "unknown event \"gone\""),
        (event("place = \"\\u202Ehere\""), "f.toml:4:9: contains the character U+202E"),
        (event("place = \"\\u001b[2J\""), "contains the character U+001B"),
    ];
    for (text, want) in table {
        let found = findings(&text);
        assert!(found.iter().any(|finding| finding.contains(want)), "{want}: {found:?}\n{text}");
    }
}

#[test]
fn a_finding_contains_no_control_characters() {
    let found = findings("[[source]]\nid = \"\\u001b[2J\"\n");
    assert!(!found.is_empty() && found.iter().all(|line| !line.contains('\u{1b}')), "{found:?}");
}
