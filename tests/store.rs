//! The store on disk: what is written is read back, files edited by hand keep their comments, concurrent writers lose
//! nothing, and a killed writer leaves a whole file.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use koreacyber_tui::model::{AddedRow, Attachment};
use koreacyber_tui::model::{
    Commitment, CommitmentNature, Conflict, DatedBy, Event, EventSource, Fulfillment, Kind, Link, Relation,
    Source, Status,
};
use koreacyber_tui::store::{Change, Store, StoreError, StoreLocation};
use proptest::prelude::*;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

fn open(path: &Path) -> Store {
    Store::open_or_new(StoreLocation::from_path(path)).unwrap()
}

fn event(id: &str) -> Event {
    Event { date: "2024-03-14".parse().ok(), ..Event::new(id, Kind::Mou, format!("Title of {id}")) }
}

fn ids(store: &Store) -> Vec<String> {
    store.timeline().entries().iter().map(|entry| entry.event.id.clone()).collect()
}

const HAND_EDITED: &str = "\
# My notes on the harbour.
schema = 1

# The pact first.
[[event]]
id = \"pact\"            # keep this id
date = '2021-06-03'
kind = \"mou\"
title = \"Commands sign\"
actors = [
  \"us-cyber-command\",   # theirs
]
scope = \"core\"
status = \"draft\"      # from the import
confidence = 0.8
dated_by = { phrase = \"on Thursday\", rule = \"weekday before publication\" }
x-mine = \"a field of my own\"
  [[event.source]]
  source = \"daily\"

# And the source.
[[source]]
id = \"daily\"
url = \"https://example.org/\"
";

#[test]
fn a_hand_edited_file_keeps_comments_order_and_spelling() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.toml");
    fs::write(&path, HAND_EDITED).unwrap();
    let mut store = open(&path);
    let draft = store.timeline().get("pact").unwrap().own_event();
    let accepted = Event { status: Status::Reviewed, confidence: None, dated_by: None, ..draft };
    store
        .apply(&[
            Change::ReplaceEvent(accepted),
            Change::AddRow(AddedRow::Source(Attachment::new("pact", "daily"))),
        ])
        .unwrap();
    let gone = ["status = \"draft\"      # from the import\n", "confidence = 0.8\n"];
    let mut want = gone.iter().fold(HAND_EDITED.to_owned(), |text, line| text.replace(line, ""));
    want =
        want.replace("dated_by = { phrase = \"on Thursday\", rule = \"weekday before publication\" }\n", "");
    want.push_str("\n[[attach]]\nevent = \"pact\"\nsource = \"daily\"\n");
    assert_eq!(fs::read_to_string(&path).unwrap(), want);
}

#[test]
fn a_draft_row_is_accepted_in_place() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.toml");
    let rows = "
# A row of my own.
[[attach]]
event = \"pact\" # the pact
source = \"weekly\"
status = \"draft\"
quote = \"They signed.\"

[[attach]]
event = \"pact\"
source = \"monthly\"
status = \"draft\"

[[conflict]]
event = \"pact\"
field = \"date\"
value = \"2021-06-04\"
source = \"weekly\"
status = \"draft\"
";
    fs::write(&path, format!("{HAND_EDITED}{rows}")).unwrap();
    let mut store = open(&path);
    let pact = store.timeline().get("pact").unwrap();
    assert_eq!((pact.event.sources.len(), pact.event.conflicts.len(), pact.proposals.len()), (1, 0, 3));
    let wanted: Vec<AddedRow> =
        pact.proposals.iter().filter(|row| row.source() == Some("weekly")).cloned().collect();
    let accept = |row: &AddedRow| Change::SetRowStatus(row.with_status(Status::Reviewed));
    store.apply(&wanted.iter().map(accept).collect::<Vec<_>>()).unwrap();
    let accepted = rows.replacen("status = \"draft\"\n", "", 1);
    let accepted = accepted.strip_suffix("status = \"draft\"\n").unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), format!("{HAND_EDITED}{accepted}"));
    let pact = store.timeline().get("pact").unwrap();
    assert_eq!((pact.event.sources.len(), pact.event.conflicts.len(), pact.proposals.len()), (2, 1, 1));
    assert_eq!(pact.event.sources[1].quote.as_deref(), Some("They signed."));
    store.apply(&wanted.iter().cloned().map(Change::SetRowStatus).collect::<Vec<_>>()).unwrap();
    assert_eq!(open(&path).timeline().get("pact").unwrap().proposals.len(), 3);
    let unknown = Change::SetRowStatus(AddedRow::Source(Attachment::new("pact", "yearly")));
    assert!(matches!(store.apply(&[unknown]).unwrap_err(), StoreError::NoSuchRow { .. }));
}

#[test]
fn a_source_is_replaced_in_place() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.toml");
    let text =
        HAND_EDITED.replace("id = \"daily\"", "id = \"daily\"  # by post\nx-mine = 1\ncopy_of = \"gone\"");
    fs::write(&path, &text).unwrap();
    let mut store = open(&path);
    let old = store.timeline().source("daily").unwrap().clone();
    let new = Source { published: "2021-06-04".parse().ok(), copy_of: None, ..old.clone() };
    store.apply(&[Change::ReplaceSource(new)]).unwrap();
    let want = text.replace("copy_of = \"gone\"\n", "") + "published = \"2021-06-04\"\n";
    assert_eq!(fs::read_to_string(&path).unwrap(), want);
    let twice = [old.clone(), old.clone()].map(Change::ReplaceSource);
    store.apply(&twice).unwrap();
    assert_eq!(store.timeline().source("daily"), Some(&old));
    let error = store.apply(&[Change::ReplaceSource(Source { id: "none".into(), ..old })]).unwrap_err();
    assert!(matches!(error, StoreError::NoSuchSource { .. }), "{error}");
}

#[test]
fn a_fulfillment_is_a_table_of_its_own_and_keeps_its_comments() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.toml");
    let text = "schema = 1
[[event]]
id = \"pact\"
kind = \"mou\"
title = \"A pact\"
[[event.commitment]]
text = \"hold a drill\" # in the harbor
nature = \"deliverable\"
[[event.commitment.fulfilled_by]]
event = \"drill\" # the first one
source = \"daily\"
";
    fs::write(&path, text).unwrap();
    let mut store = open(&path);
    let mut pact = store.timeline().get("pact").unwrap().own_event();
    pact.commitments[0].partly = true;
    pact.commitments[0].fulfilled_by.push(Fulfillment::new("second-drill"));
    pact.commitments.push(Commitment {
        text: "meet".into(),
        nature: CommitmentNature::Recurring,
        every: "6m".parse().ok(),
        ..Commitment::default()
    });
    store.apply(&[Change::ReplaceEvent(pact.clone())]).unwrap();
    let saved = fs::read_to_string(&path).unwrap();
    for part in [
        "text = \"hold a drill\" # in the harbor\nnature = \"deliverable\"\npartly = true\n",
        "[[event.commitment.fulfilled_by]]\nevent = \"drill\" # the first one\nsource = \"daily\"\n",
        "[[event.commitment.fulfilled_by]]\nevent = \"second-drill\"\n",
        "text = \"meet\"\nnature = \"recurring\"\nevery = \"6m\"\n",
    ] {
        assert!(saved.contains(part), "{part}\n{saved}");
    }
    assert_eq!(open(&path).timeline().get("pact").unwrap().own_event(), pact);
}

#[test]
fn the_text_of_one_event_is_parsed_and_validated() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.toml");
    fs::write(&path, HAND_EDITED).unwrap();
    let store = open(&path);
    let pact = store.timeline().get("pact").unwrap().own_event();
    let text = Store::event_to_toml(&pact);
    let (read, findings) = store.parse_event(&text, "pact").unwrap();
    assert_eq!((read, findings), (pact, Vec::new()));
    let (_, findings) = store.parse_event(&text.replace("us-cyber-command", "nobody"), "pact").unwrap();
    assert!(findings.len() == 1 && findings[0].message.contains("nobody"), "{findings:?}");
    let broken = store.parse_event(&text.replace("kind = ", "kind "), "pact").unwrap_err();
    assert_eq!(broken.position.line, 1 + text.lines().position(|line| line.starts_with("kind")).unwrap());
    for other in ["", "schema = 1", &format!("{text}{text}"), &format!("{text}\n[[source]]\nid = \"x\"\n")] {
        let error = store.parse_event(other, "pact").unwrap_err();
        assert!(error.message.contains("one [[event]]"), "{error}");
    }
}

#[test]
fn line_ends_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.toml");
    fs::write(&path, HAND_EDITED.replace('\n', "\r\n")).unwrap();
    open(&path).apply(&[Change::AddEvent(event("new"))]).unwrap();
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains("id = \"new\"\r\n"));
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
}

#[test]
fn either_all_changes_are_made_or_none() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.toml");
    fs::write(&path, HAND_EDITED).unwrap();
    let mut store = open(&path);
    let error = store
        .apply(&[Change::AddEvent(event("new")), Change::RemoveEvent { id: "gone".into() }])
        .unwrap_err();
    assert!(matches!(error, StoreError::NoSuchEvent { .. }), "{error}");
    let error = store.apply(&[Change::AddEvent(event("new")), Change::AddEvent(event("pact"))]).unwrap_err();
    assert!(matches!(error, StoreError::IdTaken { .. }), "{error}");
    assert_eq!(fs::read_to_string(&path).unwrap(), HAND_EDITED);
}

#[test]
fn a_folder_is_one_store_and_its_timeline_file_is_written() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.toml"), HAND_EDITED).unwrap();
    let mut store = open(folder.path());
    let changed = Event { title: "Other".into(), ..store.timeline().get("pact").unwrap().own_event() };
    store.apply(&[Change::AddEvent(event("new")), Change::ReplaceEvent(changed)]).unwrap();
    assert_eq!(ids(&store), ["pact", "new"]);
    assert!(fs::read_to_string(folder.path().join("a.toml")).unwrap().contains("title = \"Other\""));
    assert!(!fs::read_to_string(folder.path().join("timeline.toml")).unwrap().contains("pact"));
}

#[test]
fn errors_have_their_position() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.toml");
    let long = format!("title = \"{}\n", "x".repeat(5000));
    let table = [
        ("schema = 1\n[[event]\n", "s.toml:2:"),
        (
            "[[event]]\nid = \"a\"\nkind = \"mou\"\ntitle = \"t\"\ndate = \"2022-02-31\"\n",
            "s.toml:5:8: \"2022-02-31\": there is no such day",
        ),
        ("[[event]]\nid = \"a\"\nkind = \"party\"\n", "s.toml:3:8: unknown variant `party`"),
        ("schema = 9\n", "s.toml:1:10: schema 9 is from a later version"),
        ("[[event]]\nid = 3\n", "s.toml:2:6: "),
        (&long, "s.toml:1:"),
    ];
    for (text, want) in table {
        fs::write(&path, text).unwrap();
        let message = Store::open(StoreLocation::from_path(&path)).unwrap_err().to_string();
        assert!(message.contains(want), "{message:?} has no {want:?}");
        assert!(message.len() < 600 && message.lines().count() <= 2, "{message}");
    }
    fs::write(&path, [b'a', 0xff]).unwrap();
    assert!(Store::open(StoreLocation::from_path(&path)).unwrap_err().to_string().contains("is not UTF-8"));
}

#[test]
fn strings_are_cleaned_when_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.toml");
    fs::write(&path, "[[event]]\nid = \"a\"\nkind = \"mou\"\ntitle = \"x\\u001b[31my\\u202E\"\n").unwrap();
    assert_eq!(open(&path).timeline().get("a").unwrap().event.title, "xy");
}

#[test]
fn texts_are_only_written_to_their_folder() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = open(folder.path());
    let text = |source: &str| Change::SaveText { source: source.into(), text: "words\u{1b}[2J".into() };
    store.apply(&[text("daily-2024")]).unwrap();
    assert_eq!(store.source_text("daily-2024").unwrap().as_deref(), Some("words"));
    for id in ["../out", "a/b", "", "A", ".."] {
        assert!(matches!(store.apply(&[text(id)]), Err(StoreError::InvalidId(_))), "{id}");
        assert_eq!(store.source_text(id).unwrap(), None);
    }
    assert!(!folder.path().join("out.txt").exists());
}

#[test]
fn a_missing_store_is_an_error_and_not_created() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("none.toml");
    assert!(matches!(Store::open(StoreLocation::from_path(&missing)), Err(StoreError::Missing(_))));
    assert!(matches!(
        Store::open_or_new(StoreLocation::from_path(&folder.path().join("a/b"))),
        Err(StoreError::NoFolder(_))
    ));
    assert!(!missing.exists());
    assert!(Store::open(StoreLocation::UserData(folder.path().join("a/b/c"))).is_ok());
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_a_file_keeps_its_mode() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = tempfile::tempdir().unwrap();
    let (real, link) = (folder.path().join("real.toml"), folder.path().join("link.toml"));
    fs::write(&real, HAND_EDITED).unwrap();
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
    symlink(&real, &link).unwrap();
    open(&link).apply(&[Change::AddEvent(event("new"))]).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
    assert!(fs::read_to_string(&real).unwrap().contains("id = \"new\""));
}

#[cfg(unix)]
#[test]
fn a_pipe_is_refused_without_blocking() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe.toml");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    assert!(matches!(Store::open(StoreLocation::File(pipe)), Err(StoreError::NotAFile(_))));
}

/// The environment variable with the path of the store, set in a process of this test program that only writes.
const WRITER: &str = "KOREACYBER_TEST_WRITER";
const NAME: &str = "KOREACYBER_TEST_NAME";

/// Not a test by itself: in a writer process it adds events, one per save, and prints the number of each saved event.
#[test]
fn writer_process() {
    let Some(path) = std::env::var_os(WRITER) else { return };
    let name = std::env::var(NAME).unwrap();
    let mut store = open(Path::new(&path));
    for n in 0..25 {
        let id = format!("{name}-{n}");
        let text = Change::SaveText { source: id.clone(), text: "words ".repeat(100) };
        store.apply(&[Change::AddEvent(event(&id)), text]).unwrap();
        println!("\nsaved {id}");
    }
}

fn writer(path: &Path, name: &str) -> std::process::Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["writer_process", "--exact", "--nocapture", "--test-threads=1"])
        .env(WRITER, path)
        .env(NAME, name)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
fn concurrent_writers_lose_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.toml");
    let mut writers: Vec<_> = ["one", "two", "three"].iter().map(|name| writer(&path, name)).collect();
    for writer in &mut writers {
        assert!(writer.wait().unwrap().success());
    }
    assert_eq!(ids(&open(&path)).len(), 75);
}

#[test]
fn a_killed_writer_leaves_a_whole_store_and_no_lock() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.toml");
    for (round, lines) in [0, 1, 2, 3, 5, 8, 13].into_iter().enumerate() {
        let mut child = writer(&path, &format!("round{round}"));
        let output = BufReader::new(child.stdout.take().unwrap());
        let saved: Vec<String> = output
            .lines()
            .map_while(Result::ok)
            .filter_map(|line| line.strip_prefix("saved ").map(str::to_owned))
            .take(lines)
            .collect();
        child.kill().unwrap();
        child.wait().unwrap();
        if !path.exists() {
            assert!(saved.is_empty());
            continue;
        }
        let mut store = open(&path);
        let there = ids(&store);
        for id in &saved {
            assert!(there.contains(id), "{id} was saved and is gone");
            assert!(store.source_text(id).unwrap().is_some());
        }
        store.apply(&[Change::AddEvent(event(&format!("after-{round}")))]).unwrap();
    }
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z \"'\\\\#=\\[\\]{},]{0,30}",
        "[가-힣 ]{0,12}",
        "\\PC{0,20}",
        Just("two\nlines\twith \"quotes\" and \\ back".to_owned()),
    ]
    .prop_map(|text| koreacyber_tui::text::clean(&text).into_owned())
}

fn any_id() -> impl Strategy<Value = String> {
    "[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}"
}

fn any_event() -> impl Strategy<Value = Event> {
    let facts = (
        any_id(),
        any_text(),
        proptest::option::of(any_text()),
        proptest::option::of(any_text()),
        0_usize..14,
    );
    let lists = (
        prop::collection::vec(any_id(), 0..3),
        prop::collection::vec(any_text(), 0..3),
        prop::collection::vec((any_text(), any_id()), 0..3),
    );
    let draft = (any::<bool>(), 0_u8..100, any_text(), any::<bool>());
    (facts, lists, draft).prop_map(
        |((id, title, title_ko, summary, kind), (actors, topics, rows), (draft, sure, phrase, planned))| {
            Event {
                date: "2022-05-21/2022-05-22".parse().ok(),
                place: title_ko.clone(),
                place_ko: summary.clone(),
                title_ko,
                summary,
                actors,
                topics,
                planned,
                status: if draft { Status::Draft } else { Status::Reviewed },
                confidence: draft.then_some(f64::from(sure) / 100.0),
                dated_by: draft.then(|| DatedBy { phrase, rule: "rule".into() }),
                conflicts: rows
                    .iter()
                    .map(|(text, id)| Conflict {
                        field: "date".into(),
                        value: text.clone(),
                        source: Some(id.clone()),
                        note: None,
                    })
                    .collect(),
                commitments: rows
                    .iter()
                    .map(|(text, id)| Commitment {
                        text: text.clone(),
                        due: "2022-10".parse().ok(),
                        note: Some(text.clone()),
                        fulfilled_by: vec![Fulfillment {
                            source: Some(id.clone()),
                            note: Some(text.clone()),
                            ..Fulfillment::new(id.clone())
                        }],
                        ..Commitment::default()
                    })
                    .collect(),
                links: rows.iter().map(|(_, id)| Link::new(Relation::FollowsUp, id.clone())).collect(),
                sources: rows
                    .iter()
                    .map(|(text, id)| EventSource { source: id.clone(), quote: Some(text.clone()) })
                    .collect(),
                ..Event::new(id, Kind::ALL[kind], title)
            }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn saved_events_are_read_back(first in any_event(), other in any_event(), title in any_text()) {
        prop_assume!(first.id != other.id);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("s.toml");
        let source = Source { id: "s".into(), title: Some(title), ..Source::default() };
        let mut store = open(&path);
        store.apply(&[Change::AddEvent(first.clone()), Change::AddSource(source.clone())]).unwrap();
        prop_assert_eq!(&store.timeline().get(&first.id).unwrap().event, &first);
        prop_assert_eq!(store.timeline().source("s"), Some(&source));
        let replaced = Event { id: first.id.clone(), ..other };
        store.apply(&[Change::ReplaceEvent(replaced.clone())]).unwrap();
        let again = open(&path);
        prop_assert_eq!(&again.timeline().get(&first.id).unwrap().event, &replaced);
        store.apply(&[Change::RemoveEvent { id: first.id.clone() }]).unwrap();
        prop_assert!(open(&path).timeline().get(&first.id).is_none());
    }
}
