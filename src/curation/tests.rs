use super::*;
use crate::loader::LoadOptions;
use crate::model::fields::EventField;
use crate::model::{AddedConflict, AddedRow, Attachment, Conflict, Kind, Link, Relation, Status};
use std::fs;
use std::path::Path;

/// A session with one draft that has an attached source and an added conflict.
fn open_session(folder: &Path) -> EditSession {
    let mut store = Store::open_or_new(store::StoreLocation::Folder(folder.to_owned())).unwrap();
    let draft =
        Event { status: Status::Draft, confidence: Some(0.5), ..Event::new("draft", Kind::Mou, "A draft") };
    let reviewed = Event::new("event", Kind::Mou, "An event");
    let attach = Change::AddRow(AddedRow::Source(Attachment::new("draft", "s")));
    let account =
        Conflict { field: "date".into(), value: "2022".into(), source: Some("s".into()), note: None };
    let account = Change::AddRow(AddedRow::Conflict(AddedConflict::new("draft", account)));
    store.apply(&[Change::AddEvent(draft), Change::AddEvent(reviewed), attach, account]).unwrap();
    EditSession::new(store)
}

#[test]
fn a_decision_is_undone_and_redone() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = open_session(folder.path());
    let before = session.timeline().get("draft").cloned();
    let is_draft =
        |session: &EditSession| session.timeline().get("draft").map(|entry| entry.event.is_draft());
    assert_eq!(session.accept("draft").unwrap(), changed("accepted “A draft”"));
    assert_eq!(is_draft(&session), Some(false));
    assert_eq!(session.undo().unwrap().as_deref(), Some("undone: accepted “A draft”"));
    assert_eq!(session.timeline().get("draft").cloned(), before);
    assert!(session.redo().unwrap().is_some() && session.undo().unwrap().is_some());
    session.reject("draft").unwrap();
    assert_eq!(is_draft(&session), None);
    assert!(session.undo().unwrap().is_some());
    assert_eq!(session.timeline().get("draft").cloned(), before, "with the attached source");
    assert_eq!(session.undo().unwrap(), None);
}

#[test]
fn only_drafts_can_be_accepted_or_rejected() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = open_session(folder.path());
    assert!(matches!(session.accept("event"), Err(EditError::NotADraft(_))));
    assert!(matches!(session.reject("gone"), Err(EditError::NoSuchEvent(_))));
}

#[test]
fn changes_of_another_program_are_not_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = open_session(folder.path());
    let path = folder.path().join("timeline.toml");
    let edited = fs::read_to_string(&path).unwrap().replace("A draft", "A draft, edited by hand");
    fs::write(&path, edited).unwrap();
    session.accept("draft").unwrap();
    assert_eq!(session.timeline().get("draft").unwrap().event.title, "A draft, edited by hand");
}

fn changed(description: &str) -> EditOutcome {
    EditOutcome::Changed(description.to_owned())
}

fn description(outcome: EditOutcome) -> String {
    match outcome {
        EditOutcome::Unchanged => String::new(),
        EditOutcome::Changed(description) => description,
    }
}

/// Everything in the store that a user would miss.
fn snapshot(session: &EditSession) -> (Vec<TimelineEntry>, Vec<crate::model::Source>) {
    (session.timeline().entries().to_vec(), session.timeline().sources().to_vec())
}

fn event<'a>(session: &'a EditSession, id: &str) -> &'a Event {
    &session.timeline().get(id).unwrap().event
}

#[test]
fn an_edited_field_is_validated_and_can_be_undone() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = open_session(folder.path());
    let before = snapshot(&session);
    for (part, typed) in [
        (DraftField::Field(EventField::Date), "2022-02-31"),
        (DraftField::Field(EventField::Actors), "nobody-at-all"),
        (DraftField::Field(EventField::Title), ""),
    ] {
        assert!(matches!(session.edit_field("draft", part, typed), Err(EditError::Refused(_))), "{typed}");
    }
    assert_eq!(snapshot(&session), before);
    assert_eq!(
        session.edit_field("draft", DraftField::Field(EventField::Title), "A draft").unwrap(),
        EditOutcome::Unchanged
    );
    assert_eq!(session.undo().unwrap(), None, "no step of undo");
    assert_eq!(
        session.edit_field("draft", DraftField::Field(EventField::Date), "2022-08~").unwrap(),
        changed("edited the date of “A draft”")
    );
    assert_eq!(event(&session, "draft").dated_by.as_ref().unwrap().rule, "set by you");
    assert_eq!(event(&session, "draft").sources.len(), 1, "attached sources stay rows of their own");
    session.edit_field("draft", DraftField::Field(EventField::TitleKo), "초안").unwrap();
    session.undo().unwrap();
    session.undo().unwrap();
    assert_eq!(snapshot(&session), before);
}

#[test]
fn an_edited_text_is_taken_only_if_it_is_valid() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = open_session(folder.path());
    let before = snapshot(&session);
    let text = format!("# a line of ours\n{}", session.draft_as_toml("draft").unwrap());
    assert_eq!(session.replace_draft("draft", &text).unwrap(), EditOutcome::Unchanged);
    let line = |text: &str, line: &str| text.lines().position(|one| one.starts_with(line)).unwrap() + 1;
    let wrong = [
        ("title = \"A draft\"", "title = \"A draft", "title"),
        ("kind = \"mou\"", "kind = \"party\"", "kind"),
        ("id = \"draft\"", "id = \"other\"", "id"),
        ("status = \"draft\"\nconfidence = 0.5\n", "status = \"reviewed\"\n", "status"),
        ("kind = \"mou\"", "kind = \"mou\"\nactors = [\"nobody-at-all\"]", "actors"),
        ("kind = \"mou\"", "kind = \"mou\"\ntittle = \"x\"", "tittle"),
    ];
    for (from, to, key) in wrong {
        assert!(text.contains(from), "{text}");
        let edited = text.replace(from, to);
        let error = session.replace_draft("draft", &edited).unwrap_err();
        let EditError::Unreadable { line: at, what } = &error else { panic!("{error}") };
        assert_eq!(*at, line(&edited, key), "{what}");
    }
    assert!(matches!(session.replace_draft("draft", "schema = 1"), Err(EditError::Unreadable { .. })));
    assert_eq!(snapshot(&session), before);
    let good = text.replace("A draft", "A better draft").replace("kind", "date = \"2022\"\nkind");
    assert_eq!(session.replace_draft("draft", &good).unwrap(), changed("edited “A draft”"));
    let draft = event(&session, "draft");
    assert_eq!((draft.title.as_str(), draft.dated_by.is_some()), ("A better draft", true));
    session.undo().unwrap();
    assert_eq!(snapshot(&session), before);
}

#[test]
fn a_merged_draft_leaves_its_source_and_its_conflict() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = open_session(folder.path());
    let date = |text: &str| text.parse().ok();
    let event_now = Event { date: date("2022-08-18"), ..Event::new("event", Kind::Mou, "An event") };
    let later = Event {
        date: date("2023"),
        links: vec![Link::new(Relation::Implements, "draft")],
        ..Event::new("later", Kind::Mou, "Later")
    };
    session.store.apply(&[Change::ReplaceEvent(event_now), Change::AddEvent(later)]).unwrap();
    session.edit_field("draft", DraftField::Field(EventField::Date), "2022-08-19").unwrap();
    session.edit_field("draft", DraftField::Field(EventField::Place), "Seoul").unwrap();
    let before = snapshot(&session);
    let sides = merge_preview(session.timeline(), "draft", "event").unwrap();
    let fields: Vec<_> = sides.fields.iter().map(|side| (side.field, side.choice)).collect();
    assert_eq!(
        fields,
        [
            (EventField::Date, MergeChoice::RecordConflict),
            (EventField::Title, MergeChoice::Keep),
            (EventField::Place, MergeChoice::Keep)
        ]
    );
    let done = session
        .merge("draft", "event", &[MergeChoice::RecordConflict, MergeChoice::Keep, MergeChoice::Replace])
        .unwrap();
    assert_eq!(done, changed("merged “A draft” into “An event”"));
    assert!(session.timeline().get("draft").is_none());
    let merged = event(&session, "event");
    assert_eq!(merged.place.as_deref(), Some("Seoul"));
    assert_eq!(merged.date, date("2022-08-18"), "the date is kept");
    assert_eq!(
        (merged.conflicts[0].field.as_str(), merged.conflicts[0].value.as_str()),
        ("date", "2022-08-19")
    );
    assert_eq!(merged.sources[0].source, "s");
    assert_eq!(event(&session, "later").links[0].event, "event", "links to the draft now lead to the event");
    assert!(session.merge("draft", "event", &[]).is_err() && session.merge("event", "event", &[]).is_err());
    assert!(session.undo().unwrap().unwrap().starts_with("undone: merged"));
    assert_eq!(snapshot(&session), before);
    session.redo().unwrap();
    session.undo().unwrap();
    assert_eq!(snapshot(&session), before);
}

#[test]
fn a_built_in_event_is_copied_only_if_a_field_is_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open(store::StoreLocation::UserData(folder.path().to_owned())).unwrap();
    let draft = Event {
        date: "2022-08-19".parse().ok(),
        status: Status::Draft,
        ..Event::new("draft", Kind::Mou, "Cyber commands sign memorandum")
    };
    store.apply(&[Change::AddEvent(draft)]).unwrap();
    let mut session = EditSession::new(store);
    let origin = |session: &EditSession| session.timeline().get("cybercom-mou-2022").unwrap().origin;
    let before = snapshot(&session);
    let sides = merge_preview(session.timeline(), "draft", "cybercom-mou-2022").unwrap();
    assert!(sides.bundled);
    let mut choices: Vec<MergeChoice> = sides.fields.iter().map(|side| side.choice).collect();
    session.merge("draft", "cybercom-mou-2022", &choices).unwrap();
    assert_eq!(origin(&session), crate::model::Origin::Bundled);
    assert!(
        event(&session, "cybercom-mou-2022").conflicts.iter().any(|account| account.value == "2022-08-19")
    );
    session.undo().unwrap();
    assert_eq!(snapshot(&session), before);
    choices[1] = MergeChoice::Replace;
    session.merge("draft", "cybercom-mou-2022", &choices).unwrap();
    assert_eq!(origin(&session), crate::model::Origin::Own);
    assert_eq!(event(&session, "cybercom-mou-2022").title, "Cyber commands sign memorandum");
    session.undo().unwrap();
    assert_eq!(snapshot(&session), before);
}

/// A session with the drafts of an article without a publication date.
fn imported(folder: &Path) -> (EditSession, String) {
    let path = folder.join("story.txt");
    let text = "Commands sign a memorandum on cyber defence\n\nThe US Cyber Command and the ROK Cyber Operations \
                Command signed a memorandum of understanding in Seoul on Thursday.\n\nThe Korea Internet & Security \
                Agency and CISA held a cyber exercise on Tuesday, officials told reporters.\n\nThe two countries \
                agreed on a cyber framework at their summit on 26 April 2023 in Washington.";
    fs::write(&path, text).unwrap();
    let mut store = Store::open_or_new(store::StoreLocation::Folder(folder.join("store"))).unwrap();
    let options = LoadOptions { keep_irrelevant: true, ..LoadOptions::default() };
    let done =
        import(&mut store, &[path.display().to_string()], &options, true, ImportMonitor::unmonitored())
            .unwrap();
    let source = done.articles[0].source.clone();
    (EditSession::new(store), source)
}

#[test]
fn a_publication_date_updates_the_drafts_of_its_source_except_those_dated_by_hand() {
    let folder = tempfile::tempdir().unwrap();
    let (mut session, source) = imported(folder.path());
    let drafts: Vec<Event> = publication_date::drafts_of_source(session.timeline(), &source);
    let with = |words: &str| {
        let quoted = |event: &&Event| event.sources[0].quote.as_deref().unwrap().contains(words);
        drafts.iter().find(quoted).unwrap().id.clone()
    };
    let (signed, held, agreed) = (with("signed"), with("held"), with("agreed on"));
    let date = |session: &EditSession, id: &str| event(session, id).date.as_ref().map(ToString::to_string);
    let known = date(&session, &agreed);
    session.edit_field(&held, DraftField::Field(EventField::Date), "2023-05").unwrap();
    let before = snapshot(&session);
    assert!(matches!(session.set_publication_date(&source, "May"), Err(EditError::Refused(_))));
    let words = description(session.set_publication_date(&source, "2023-05-19").unwrap());
    assert!(words.contains("1 kept the date you set"), "{words}");
    assert_eq!(date(&session, &signed).as_deref(), Some("2023-05-18"));
    assert_eq!(event(&session, &signed).dated_by.as_ref().unwrap().phrase, "Thursday");
    assert_eq!(date(&session, &held).as_deref(), Some("2023-05"));
    assert_eq!(date(&session, &agreed), known, "a date with its year does not move");
    assert_eq!(session.timeline().source(&source).unwrap().published, "2023-05-19".parse().ok());
    session.undo().unwrap();
    assert_eq!(snapshot(&session), before, "one step undoes all of it");
    session.redo().unwrap();
    assert_eq!(date(&session, &signed).as_deref(), Some("2023-05-18"));
}

#[test]
fn drafts_without_a_field_to_check_are_accepted_together() {
    let folder = tempfile::tempdir().unwrap();
    let (mut session, source) = imported(folder.path());
    let drafts = session.timeline().draft_count();
    session.set_publication_date(&source, "2023-05-19").unwrap();
    let to_check = |session: &EditSession| {
        let drafts = publication_date::drafts_of_source(session.timeline(), &source);
        drafts
            .iter()
            .filter(|draft| session.review(&draft.id).unwrap().count_graded(Grade::Check) > 0)
            .count()
    };
    let (stay, before) = (to_check(&session), snapshot(&session));
    assert!(stay < drafts, "{stay} of {drafts} have a field to check");
    let words = description(session.accept_confident(&source).unwrap());
    assert!(words.starts_with(&format!("accepted {} of {drafts} drafts", drafts - stay)), "{words}");
    assert_eq!(session.timeline().draft_count(), stay);
    session.undo().unwrap();
    assert_eq!(snapshot(&session), before);
}

#[test]
fn undo_does_not_overwrite_changes_of_another_program() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = open_session(folder.path());
    session.edit_field("draft", DraftField::Field(EventField::Title), "Mine").unwrap();
    let path = folder.path().join("timeline.toml");
    fs::write(&path, fs::read_to_string(&path).unwrap().replace("Mine", "Theirs")).unwrap();
    assert!(matches!(session.undo(), Err(EditError::ChangedSince(_))));
    assert_eq!(event(&session, "draft").title, "Theirs");
}

#[test]
fn an_import_uses_the_store_as_it_is_after_reading_the_articles() {
    let folder = tempfile::tempdir().unwrap();
    let (place, article) = (folder.path().join("store"), folder.path().join("story.txt"));
    let text = "Seoul and Washington sign cyber memorandum\n\nSEOUL, March 14 -- South Korea's Cyber Operations Command and US \
                Cyber Command signed a memorandum of understanding on cyber cooperation in Seoul on Thursday.\n\nThey will \
                share what they know of North Korean hacking.\n";
    fs::write(&article, text).unwrap();
    let path = article.to_str().unwrap().to_owned();
    let options = LoadOptions { published: "2024-03-14".parse().ok(), ..LoadOptions::default() };
    let place = store::StoreLocation::Folder(place);
    let mut store = Store::open_or_new(place.clone()).unwrap();
    let first = import(&mut store, &[path], &options, true, ImportMonitor::unmonitored()).unwrap();
    let id = first.articles[0].drafts.iter().flatten().next().unwrap().clone();
    // Another paper reports the same event; while it is read, the draft is rejected.
    let other = folder.path().join("other.txt");
    fs::write(&other, text.replace("They will share what they know", "Both will tell each other early"))
        .unwrap();
    let never = std::sync::atomic::AtomicBool::new(false);
    let reject = |_: usize, _: usize| {
        let _ = EditSession::new(Store::open(place.clone()).unwrap()).reject(&id);
    };
    let watch = ImportMonitor { stop: &never, on_progress: &reject };
    import(&mut store, &[other.to_str().unwrap().to_owned()], &options, true, watch).unwrap();
    let dangling: Vec<String> = store::check_store(&place).unwrap().iter().map(ToString::to_string).collect();
    assert!(dangling.is_empty(), "{dangling:?}");
}

#[test]
fn a_publication_date_updates_the_conflicts_that_wait() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("story.txt");
    let text = "Cyber commands of two allies sign memorandum in Seoul\n\nThe US Cyber Command and South Korea's Cyber Operations \
                Command signed a memorandum of understanding on Friday to share cyber threat information, the ministry said.\n";
    fs::write(&path, text).unwrap();
    let mut store = Store::open(store::StoreLocation::UserData(folder.path().join("data"))).unwrap();
    let options = LoadOptions { published: "2022-08-19".parse().ok(), ..LoadOptions::default() };
    let sources = [path.display().to_string()];
    let imported = import(&mut store, &sources, &options, true, ImportMonitor::unmonitored()).unwrap();
    let source = imported.articles[0].source.clone();
    let mut session = EditSession::new(store);
    let ids = |session: &EditSession| {
        session.timeline().proposals().map(|(_, row)| row.id()).collect::<Vec<String>>()
    };
    let before = snapshot(&session);
    let row = format!("cybercom-mou-2022@{source}");
    assert_eq!(ids(&session), [row.clone(), format!("{row}:date=2022-08-19")]);
    let reasons = session.review(&row).unwrap().fields.pop().unwrap().reasons;
    assert_eq!(reasons, ["publication date set by you"]);
    session.set_publication_date(&source, "2022-08-26").unwrap();
    assert_eq!(ids(&session), [row.clone(), format!("{row}:date=2022-08-26")]);
    let review = session.review(&format!("{row}:date=2022-08-26")).unwrap();
    assert_eq!(review.fields[0].text, "it says 2022-08-26 where we have 2022-08-18");
    assert!(review.evidence[0].words.contains("on Friday") && !review.evidence[0].highlighted.is_empty());
    session.undo().unwrap();
    assert_eq!(snapshot(&session), before);
}

#[test]
fn what_the_user_typed_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = open_session(folder.path());
    let title = DraftField::Field(EventField::Title);
    session.edit_field("draft", title, "A better title").unwrap();
    session.edit_field("draft", DraftField::Commitment(0), "a drill, due 2026-09").unwrap();
    let review = session.review("draft").unwrap();
    for field in [title, DraftField::Commitment(0)] {
        let row = review.fields.iter().find(|row| row.field == field).unwrap();
        assert_eq!(
            (row.grade, row.reasons.as_slice()),
            (Some(Grade::Confident), &["set by you".to_owned()][..])
        );
    }
    let similar = review.fields.iter().find(|row| row.field == DraftField::SimilarEvents).unwrap();
    assert_eq!(similar.grade, None, "nothing similar is no reason to be confident");
    session.accept("draft").unwrap();
    assert!(event(&session, "draft").typed.is_empty(), "drafts only");
}
