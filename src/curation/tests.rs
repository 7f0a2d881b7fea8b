use super::*;
use crate::loader::LoadOptions;
use crate::model::fields::EventField;
use crate::model::timeline::AddedConflict;
use crate::model::{Conflict, Kind, Link, Relation};
use std::fs;
use std::path::Path;

/// A desk with one draft, which rows of their own give a second source and a second account.
fn desk(folder: &Path) -> EditSession {
    let mut store = Store::open_or_new(store::StoreLocation::Folder(folder.to_owned())).unwrap();
    let draft =
        Event { status: Status::Draft, confidence: Some(0.5), ..Event::new("draft", Kind::Mou, "A draft") };
    let reviewed = Event::new("event", Kind::Mou, "An event");
    let attach = Change::Attach { event: "draft".into(), source: "s".into() };
    let account =
        Conflict { field: "date".into(), value: "2022".into(), source: Some("s".into()), note: None };
    let account = Change::AddConflict(AddedConflict::new("draft", account));
    store.apply(&[Change::AddEvent(draft), Change::AddEvent(reviewed), attach, account]).unwrap();
    EditSession::new(store)
}

#[test]
fn a_decision_is_taken_back_and_done_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk(folder.path());
    let before = desk.timeline().get("draft").cloned();
    let is_draft = |desk: &EditSession| desk.timeline().get("draft").map(|entry| entry.event.is_draft());
    assert_eq!(desk.accept("draft").unwrap(), "accepted “A draft”");
    assert_eq!(is_draft(&desk), Some(false));
    assert_eq!(desk.undo().unwrap().as_deref(), Some("undone: accepted “A draft”"));
    assert_eq!(desk.timeline().get("draft").cloned(), before);
    assert!(desk.redo().unwrap().is_some() && desk.undo().unwrap().is_some());
    desk.reject("draft").unwrap();
    assert_eq!(is_draft(&desk), None);
    assert!(desk.undo().unwrap().is_some());
    assert_eq!(desk.timeline().get("draft").cloned(), before, "with the source that was attached to it");
    assert_eq!(desk.undo().unwrap(), None);
}

#[test]
fn only_drafts_are_decided_on() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk(folder.path());
    assert!(matches!(desk.accept("event"), Err(EditError::NotADraft(_))));
    assert!(matches!(desk.reject("gone"), Err(EditError::NoSuchEvent(_))));
}

#[test]
fn what_another_program_wrote_meanwhile_is_not_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk(folder.path());
    let path = folder.path().join("timeline.toml");
    let edited = fs::read_to_string(&path).unwrap().replace("A draft", "A draft, edited by hand");
    fs::write(&path, edited).unwrap();
    desk.accept("draft").unwrap();
    assert_eq!(desk.timeline().get("draft").unwrap().event.title, "A draft, edited by hand");
}

/// Everything in the store that a person would miss.
fn whole(desk: &EditSession) -> (Vec<TimelineEntry>, Vec<crate::model::Source>) {
    (desk.timeline().entries().to_vec(), desk.timeline().sources().to_vec())
}

fn event<'a>(desk: &'a EditSession, id: &str) -> &'a Event {
    &desk.timeline().get(id).unwrap().event
}

#[test]
fn an_edited_field_is_checked_first_and_can_be_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk(folder.path());
    let before = whole(&desk);
    for (part, typed) in [
        (DraftField::Field(EventField::Date), "2022-02-31"),
        (DraftField::Field(EventField::Actors), "nobody-at-all"),
        (DraftField::Field(EventField::Title), ""),
    ] {
        assert!(matches!(desk.edit_field("draft", part, typed), Err(EditError::Refused(_))), "{typed}");
    }
    assert_eq!(whole(&desk), before);
    assert_eq!(
        desk.edit_field("draft", DraftField::Field(EventField::Title), "A draft").unwrap(),
        "nothing was changed"
    );
    assert_eq!(desk.undo().unwrap(), None, "what changed nothing is no step");
    assert_eq!(
        desk.edit_field("draft", DraftField::Field(EventField::Date), "2022-08~").unwrap(),
        "edited the date of “A draft”"
    );
    assert_eq!(event(&desk, "draft").dated_by.as_ref().unwrap().rule, "set by you");
    assert_eq!(event(&desk, "draft").sources.len(), 1, "attached rows stay beside it");
    desk.edit_field("draft", DraftField::Field(EventField::TitleKo), "초안").unwrap();
    desk.undo().unwrap();
    desk.undo().unwrap();
    assert_eq!(whole(&desk), before);
}

#[test]
fn an_edited_text_is_taken_only_whole_and_right() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk(folder.path());
    let before = whole(&desk);
    let text = format!("# a line of ours\n{}", desk.draft_as_toml("draft").unwrap());
    assert_eq!(desk.replace_draft("draft", &text).unwrap(), "nothing was changed");
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
        let error = desk.replace_draft("draft", &edited).unwrap_err();
        let EditError::Unreadable { line: at, what } = &error else { panic!("{error}") };
        assert_eq!(*at, line(&edited, key), "{what}");
    }
    assert!(matches!(desk.replace_draft("draft", "schema = 1"), Err(EditError::Unreadable { .. })));
    assert_eq!(whole(&desk), before);
    let good = text.replace("A draft", "A better draft").replace("kind", "date = \"2022\"\nkind");
    assert_eq!(desk.replace_draft("draft", &good).unwrap(), "edited “A draft”");
    let draft = event(&desk, "draft");
    assert_eq!((draft.title.as_str(), draft.dated_by.is_some()), ("A better draft", true));
    desk.undo().unwrap();
    assert_eq!(whole(&desk), before);
}

#[test]
fn a_merged_draft_leaves_its_source_and_what_it_says_otherwise() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk(folder.path());
    let date = |text: &str| text.parse().ok();
    let event_now = Event { date: date("2022-08-18"), ..Event::new("event", Kind::Mou, "An event") };
    let later = Event {
        date: date("2023"),
        links: vec![Link::new(Relation::Implements, "draft")],
        ..Event::new("later", Kind::Mou, "Later")
    };
    desk.store.apply(&[Change::ReplaceEvent(event_now), Change::AddEvent(later)]).unwrap();
    desk.edit_field("draft", DraftField::Field(EventField::Date), "2022-08-19").unwrap();
    desk.edit_field("draft", DraftField::Field(EventField::Place), "Seoul").unwrap();
    let before = whole(&desk);
    let sides = merge_preview(desk.timeline(), "draft", "event").unwrap();
    let fields: Vec<_> = sides.fields.iter().map(|side| (side.field, side.choice)).collect();
    assert_eq!(
        fields,
        [
            (EventField::Date, MergeChoice::RecordConflict),
            (EventField::Title, MergeChoice::Keep),
            (EventField::Place, MergeChoice::Keep)
        ]
    );
    let done = desk
        .merge("draft", "event", &[MergeChoice::RecordConflict, MergeChoice::Keep, MergeChoice::Replace])
        .unwrap();
    assert_eq!(done, "merged “A draft” into “An event”");
    assert!(desk.timeline().get("draft").is_none());
    let merged = event(&desk, "event");
    assert_eq!(merged.place.as_deref(), Some("Seoul"));
    assert_eq!(merged.date, date("2022-08-18"), "nothing is overwritten in silence");
    assert_eq!(
        (merged.conflicts[0].field.as_str(), merged.conflicts[0].value.as_str()),
        ("date", "2022-08-19")
    );
    assert_eq!(merged.sources[0].source, "s");
    assert_eq!(
        event(&desk, "later").links[0].event,
        "event",
        "what went back to the draft goes back to the event"
    );
    assert!(desk.merge("draft", "event", &[]).is_err() && desk.merge("event", "event", &[]).is_err());
    assert!(desk.undo().unwrap().unwrap().starts_with("undone: merged"));
    assert_eq!(whole(&desk), before);
    desk.redo().unwrap();
    desk.undo().unwrap();
    assert_eq!(whole(&desk), before);
}

#[test]
fn a_built_in_event_is_copied_only_where_a_field_is_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open(store::StoreLocation::UserData(folder.path().to_owned())).unwrap();
    let draft = Event {
        date: "2022-08-19".parse().ok(),
        status: Status::Draft,
        ..Event::new("draft", Kind::Mou, "Cyber commands sign memorandum")
    };
    store.apply(&[Change::AddEvent(draft)]).unwrap();
    let mut desk = EditSession::new(store);
    let origin = |desk: &EditSession| desk.timeline().get("cybercom-mou-2022").unwrap().origin;
    let before = whole(&desk);
    let sides = merge_preview(desk.timeline(), "draft", "cybercom-mou-2022").unwrap();
    assert!(sides.bundled);
    let mut choices: Vec<MergeChoice> = sides.fields.iter().map(|side| side.choice).collect();
    desk.merge("draft", "cybercom-mou-2022", &choices).unwrap();
    assert_eq!(origin(&desk), crate::model::Origin::Bundled);
    assert!(event(&desk, "cybercom-mou-2022").conflicts.iter().any(|account| account.value == "2022-08-19"));
    desk.undo().unwrap();
    assert_eq!(whole(&desk), before);
    choices[1] = MergeChoice::Replace;
    desk.merge("draft", "cybercom-mou-2022", &choices).unwrap();
    assert_eq!(origin(&desk), crate::model::Origin::Own);
    assert_eq!(event(&desk, "cybercom-mou-2022").title, "Cyber commands sign memorandum");
    desk.undo().unwrap();
    assert_eq!(whole(&desk), before);
}

/// A desk with the drafts of an article that does not say when it was published.
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
fn a_publication_date_dates_every_draft_of_its_source_but_those_a_person_dated() {
    let folder = tempfile::tempdir().unwrap();
    let (mut desk, source) = imported(folder.path());
    let drafts: Vec<Event> = publication_date::drafts_of_source(desk.timeline(), &source);
    let with = |words: &str| {
        let quoted = |event: &&Event| event.sources[0].quote.as_deref().unwrap().contains(words);
        drafts.iter().find(quoted).unwrap().id.clone()
    };
    let (signed, held, told) = (with("signed"), with("held"), with("agreed on"));
    let date = |desk: &EditSession, id: &str| event(desk, id).date.as_ref().map(ToString::to_string);
    let known = date(&desk, &told);
    desk.edit_field(&held, DraftField::Field(EventField::Date), "2023-05").unwrap();
    let before = whole(&desk);
    assert!(matches!(desk.set_publication_date(&source, "May"), Err(EditError::Refused(_))));
    let words = desk.set_publication_date(&source, "2023-05-19").unwrap();
    assert!(words.contains("1 kept the date you set"), "{words}");
    assert_eq!(date(&desk, &signed).as_deref(), Some("2023-05-18"));
    assert_eq!(event(&desk, &signed).dated_by.as_ref().unwrap().phrase, "Thursday");
    assert_eq!(date(&desk, &held).as_deref(), Some("2023-05"));
    assert_eq!(date(&desk, &told), known, "a date with its year does not move");
    assert_eq!(desk.timeline().source(&source).unwrap().published, "2023-05-19".parse().ok());
    desk.undo().unwrap();
    assert_eq!(whole(&desk), before, "one step takes all of it back");
    desk.redo().unwrap();
    assert_eq!(date(&desk, &signed).as_deref(), Some("2023-05-18"));
}

#[test]
fn what_has_nothing_to_look_at_is_accepted_together() {
    let folder = tempfile::tempdir().unwrap();
    let (mut desk, source) = imported(folder.path());
    let drafts = desk.timeline().draft_count();
    desk.set_publication_date(&source, "2023-05-19").unwrap();
    let looks = |desk: &EditSession| {
        let drafts = publication_date::drafts_of_source(desk.timeline(), &source);
        drafts.iter().filter(|draft| desk.review(&draft.id).unwrap().count_graded(Grade::Check) > 0).count()
    };
    let (stay, before) = (looks(&desk), whole(&desk));
    assert!(stay < drafts, "{stay} of {drafts} have something to look at");
    let words = desk.accept_confident(&source).unwrap();
    assert!(words.starts_with(&format!("accepted {} of {drafts} drafts", drafts - stay)), "{words}");
    assert_eq!(desk.timeline().draft_count(), stay);
    desk.undo().unwrap();
    assert_eq!(whole(&desk), before);
}

#[test]
fn nothing_is_taken_back_over_what_another_program_wrote() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk(folder.path());
    desk.edit_field("draft", DraftField::Field(EventField::Title), "Mine").unwrap();
    let path = folder.path().join("timeline.toml");
    fs::write(&path, fs::read_to_string(&path).unwrap().replace("Mine", "Theirs")).unwrap();
    assert!(matches!(desk.undo(), Err(EditError::ChangedSince(_))));
    assert_eq!(event(&desk, "draft").title, "Theirs");
}

#[test]
fn an_import_plans_on_the_store_as_it_is_when_all_is_read() {
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
    // Another paper tells of the same; while it is read, the draft is rejected.
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
