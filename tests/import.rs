//! Importing articles into a store: copies, known events and drafts, in any order of the sources.

#![expect(clippy::unwrap_used, reason = "a panic fails the test")]

use koreacyber_tui::curation::{EditSession, ImportMonitor, ImportReport, ImportedArticle, import};
use koreacyber_tui::loader::LoadOptions;
use koreacyber_tui::model::{AddedRow, TimelineEntry};
use koreacyber_tui::store::{Store, StoreLocation};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// An invented report on the signing of August 2022.
const STORY: &str = "Cyber commands of two allies sign memorandum in Seoul\n\nThe US Cyber Command and South Korea's Cyber Operations \
                Command signed a memorandum of understanding on Thursday to share cyber threat information and to train together, \
                the Defense Ministry said.\n\nThe minister received Gen. Paul Nakasone on the same day. North Korea was not named.\n";

fn article(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join(format!("tests/articles/{name}.txt"))
        .to_str()
        .unwrap()
        .to_owned()
}

fn options(published: &str) -> LoadOptions {
    LoadOptions { published: published.parse().ok(), ..LoadOptions::default() }
}

fn run(store: &mut Store, names: &[&str]) -> ImportReport {
    let sources: Vec<String> = names.iter().map(|name| article(name)).collect();
    import(store, &sources, &options("2022-06-14"), true, ImportMonitor::unmonitored()).unwrap()
}

/// The files of a store with their text.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else if !name.starts_with('.') {
            files.insert(name, fs::read_to_string(&path).unwrap());
        }
    }
    files
}

#[test]
fn the_order_of_the_sources_does_not_matter() {
    let orders = [
        ["agency", "blog-copy", "korean-agency", "machine"],
        ["machine", "korean-agency", "blog-copy", "agency"],
        ["blog-copy", "machine", "agency", "korean-agency"],
    ];
    let stores: Vec<_> = orders
        .iter()
        .map(|order| {
            let folder = tempfile::tempdir().unwrap();
            let mut store = Store::open_or_new(StoreLocation::Folder(folder.path().to_owned())).unwrap();
            run(&mut store, order);
            files(folder.path())
        })
        .collect();
    assert!(stores[0].len() >= 4, "{:?}", stores[0].keys());
    assert_eq!(stores[0], stores[1]);
    assert_eq!(stores[0], stores[2]);
}

#[test]
fn of_two_copies_only_the_original_has_drafts() {
    for order in [["agency", "blog-copy"], ["blog-copy", "agency"]] {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open_or_new(StoreLocation::Folder(folder.path().to_owned())).unwrap();
        let imported = run(&mut store, &order);
        let copies: Vec<bool> = imported.articles.iter().map(|read| read.duplicate_path.is_some()).collect();
        assert_eq!(copies.iter().filter(|copy| **copy).count(), 1, "{order:?}");
        let events: Vec<_> = store.timeline().entries().iter().collect();
        let mou = events
            .iter()
            .find(|entry| entry.event.id.contains("memorandum") || entry.event.title.contains("memorandum"));
        let mou = mou.unwrap();
        assert_eq!((mou.event.sources.len(), mou.proposals.len()), (1, 1), "the copy is proposed");
        let (id, row) = (mou.event.id.clone(), mou.proposals[0].id());
        let mut session = EditSession::new(store);
        session.accept(&row).unwrap();
        let mou = &session.timeline().get(&id).unwrap().event;
        assert_eq!(mou.sources.len(), 2, "the copy is attached where its original is");
        assert_eq!(session.timeline().count_sources(mou), (1, 1), "and does not count as a second source");
    }
}

/// The rows of an event, and those that wait for review, by their ids.
fn row_ids(entry: &TimelineEntry) -> (Vec<String>, Vec<String>) {
    let ids = |rows: &[AddedRow]| rows.iter().map(AddedRow::id).collect();
    (ids(&entry.added), ids(&entry.proposals))
}

#[test]
fn drafts_have_titles_in_two_languages_and_readable_ids() {
    let folder = tempfile::tempdir().unwrap();
    let korean = folder.path().join("korean.txt");
    let text = "17.png\n[단독] 한미, 항만 사이버 훈련 양해각서 체결(종합)\n\n국가정보원과 미국 CISA는 14일 항만 사이버 훈련을 \
                위한 양해각서를 체결했다고 밝혔다. 양측은 다시 만나기로 했다.\n";
    fs::write(&korean, text).unwrap();
    let location = StoreLocation::Folder(folder.path().join("store"));
    let mut store = Store::open_or_new(location).unwrap();
    let sources = [korean.to_str().unwrap().to_owned()];
    import(&mut store, &sources, &options("2022-06-14"), true, ImportMonitor::unmonitored()).unwrap();
    let draft = &store.timeline().get("nis-cisa-mou-2022").unwrap().event;
    assert_eq!(draft.title, "NIS and CISA sign memorandum on cyber exercises");
    assert_eq!(draft.title_ko.as_deref(), Some("한미, 항만 사이버 훈련 양해각서 체결"));
    run(&mut store, &["agency"]);
    let mut mous = store.timeline().entries().iter().map(|entry| &entry.event);
    let english = mous.find(|event| event.title.starts_with("Allies sign memorandum")).unwrap();
    assert_eq!(english.id, "mnd-us-mou-2022");
    assert_eq!(english.title_ko.as_deref(), Some("한미, 양해각서 체결"));
}

#[test]
fn importing_again_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open_or_new(StoreLocation::Folder(folder.path().to_owned())).unwrap();
    run(&mut store, &["agency", "korean-agency"]);
    let before = files(folder.path());
    let again = run(&mut store, &["korean-agency", "agency"]);
    assert!(
        again
            .articles
            .iter()
            .all(|read| read.duplicate_of.is_some() && read.drafts.iter().all(Option::is_none))
    );
    assert_eq!(files(folder.path()), before);
}

#[test]
fn an_article_is_proposed_as_a_source_of_a_known_event() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open(StoreLocation::UserData(folder.path().to_owned())).unwrap();
    let path = folder.path().join("story.txt");
    fs::write(&path, STORY).unwrap();
    let sources = [path.to_str().unwrap().to_owned()];
    let imported =
        import(&mut store, &sources, &options("2022-08-18"), true, ImportMonitor::unmonitored()).unwrap();
    let read = &imported.articles[0];
    assert!(read.matches.iter().flatten().any(|id| id == "cybercom-mou-2022"), "{:?}", read.matches);
    let mou = store.timeline().get("cybercom-mou-2022").unwrap();
    let known = mou.event.clone();
    let row = format!("cybercom-mou-2022@{}", read.source);
    assert_eq!(row_ids(mou), (vec![], vec![row.clone()]), "nothing is attached before it is accepted");
    assert!(mou.proposals[0].quote().unwrap().contains("signed a memorandum"));
    let mut session = EditSession::new(store);
    session.accept(&row).unwrap();
    let mou = session.timeline().get("cybercom-mou-2022").unwrap();
    assert_eq!(row_ids(mou), (vec![row.clone()], vec![]));
    assert_eq!(mou.event.sources.last().map(|row| &row.source), Some(&read.source));
    assert!(!mou.event.is_draft());
    session.undo().unwrap();
    let mou = session.timeline().get("cybercom-mou-2022").unwrap();
    assert_eq!((row_ids(mou), &mou.event), ((vec![], vec![row]), &known));
}

#[test]
fn rejecting_what_an_import_wrote_leaves_the_store_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let location = StoreLocation::UserData(folder.path().to_owned());
    let mut store = Store::open(location.clone()).unwrap();
    let article = folder.path().join("article");
    fs::create_dir(&article).unwrap();
    let path = article.join("story.txt");
    let story = STORY.replace("on Thursday to share", "on Friday to share");
    let more = "The Treasury sanctioned a mixer used by North Korean hackers on Wednesday, officials told reporters.\n";
    let copy = article.join("copy.txt");
    fs::write(&path, format!("{story}\n{more}")).unwrap();
    fs::write(
        &copy,
        format!("Allied cyber commands agree\n\nBy Jane Roe\n\n{story}\n{more}Nobody commented.\n"),
    )
    .unwrap();
    let sources = [&path, &copy].map(|path| path.to_str().unwrap().to_owned());
    let empty = (files(folder.path()), store.timeline().entries().to_vec());
    let known = store.timeline().sources().to_vec();
    let imported =
        import(&mut store, &sources, &options("2022-08-19"), true, ImportMonitor::unmonitored()).unwrap();
    let counts = imported.draft_counts();
    assert!(counts.events > 0 && counts.sources > 0 && counts.conflicts > 0, "{counts}");
    let all: Vec<String> = imported.articles.iter().flat_map(ImportedArticle::draft_ids).collect();
    let by_article = imported.articles.iter().map(|read| read.source.clone()).collect();
    for ids in [all.clone(), all.into_iter().rev().collect(), by_article] {
        let before = files(folder.path());
        let mut session = EditSession::new(Store::open(location.clone()).unwrap());
        let mut steps = 0;
        for id in ids {
            // A conflict goes with its source, and a row with its event.
            steps += usize::from(session.reject(&id).is_ok());
            assert!(koreacyber_tui::store::check_store(&location).unwrap().is_empty());
        }
        let mut now = files(folder.path());
        now.remove("timeline.toml");
        assert_eq!((&now, session.timeline().entries()), (&empty.0, empty.1.as_slice()));
        assert_eq!(session.timeline().sources(), known);
        for _ in 0..steps {
            assert!(session.undo().unwrap().is_some());
        }
        let timeline = session.timeline();
        assert_eq!(timeline.entries(), Store::open(location.clone()).unwrap().timeline().entries());
        assert_eq!(files(folder.path()).len(), before.len(), "the texts are back");
        assert_eq!(timeline.draft_count(), counts.total());
    }
}

#[test]
fn one_undo_takes_back_a_whole_import() {
    let folder = tempfile::tempdir().unwrap();
    let location = StoreLocation::UserData(folder.path().to_owned());
    let mut session = EditSession::new(Store::open(location.clone()).unwrap());
    let entries = session.timeline().entries().to_vec();
    let mut store = Store::open(location.clone()).unwrap();
    let mut imported =
        import(&mut store, &sixty(), &LoadOptions::default(), true, ImportMonitor::unmonitored()).unwrap();
    session.record_import(imported.take_undo().unwrap()).unwrap();
    let (after, written) = (session.timeline().entries().to_vec(), files(folder.path()));
    assert_ne!(entries, after);
    assert_eq!(session.undo().unwrap().as_deref(), Some("undone: imported 60 articles"));
    assert_eq!(session.timeline().entries(), entries);
    let left = files(folder.path());
    assert!(left.keys().eq(["timeline.toml"]) && !left["timeline.toml"].contains("[["), "{left:?}");
    session.redo().unwrap();
    assert_eq!((session.timeline().entries(), files(folder.path())), (after.as_slice(), written));
}

#[test]
fn the_same_report_of_another_year_is_another_event() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open(StoreLocation::UserData(folder.path().to_owned())).unwrap();
    let path = folder.path().join("story.txt");
    fs::write(&path, STORY).unwrap();
    let sources = [path.to_str().unwrap().to_owned()];
    let imported =
        import(&mut store, &sources, &options("2025-08-21"), false, ImportMonitor::unmonitored()).unwrap();
    let read = &imported.articles[0];
    assert!(!read.article.proposals.is_empty());
    assert!(!read.matches.iter().flatten().any(|id| id == "cybercom-mou-2022"), "{:?}", read.matches);
    assert!(files(folder.path()).keys().all(|name| name == "story.txt"), "nothing was to be written");
}

#[test]
fn contradictions_are_proposed_as_conflicts() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open(StoreLocation::UserData(folder.path().to_owned())).unwrap();
    let path = folder.path().join("story.txt");
    fs::write(&path, STORY.replace("on Thursday to share", "on Friday to share")).unwrap();
    let sources = [path.to_str().unwrap().to_owned()];
    let imported =
        import(&mut store, &sources, &options("2022-08-19"), true, ImportMonitor::unmonitored()).unwrap();
    let read = &imported.articles[0];
    let told = read.matches.iter().zip(&read.conflicts);
    let told = told.filter(|(event, _)| event.as_deref() == Some("cybercom-mou-2022"));
    assert_eq!(told.flat_map(|(_, accounts)| accounts).count(), 1);
    let before = files(folder.path());
    import(&mut store, &sources, &options("2022-08-19"), true, ImportMonitor::unmonitored()).unwrap();
    assert_eq!(files(folder.path()), before, "once is enough");
    let mou = store.timeline().get("cybercom-mou-2022").unwrap();
    let known = mou.event.conflicts.len();
    let ids = row_ids(mou).1;
    let proposed = |row: &AddedRow| row.statement(&mou.event);
    let statements: Vec<String> = mou.proposals.iter().map(proposed).collect();
    assert_eq!(statements.last().unwrap(), "it says 2022-08-19 where we have 2022-08-18");
    let mut session = EditSession::new(store);
    for id in &ids {
        session.accept(id).unwrap();
    }
    let mou = session.timeline().get("cybercom-mou-2022").unwrap();
    assert_eq!((mou.proposals.len(), mou.event.conflicts.len()), (0, known + 1));
    assert_eq!(mou.event.date.as_ref().unwrap().to_string(), "2022-08-18", "the event stays as it is");
    assert_eq!(mou.origin, koreacyber_tui::model::Origin::Bundled, "and is not frozen");
    let account = mou.event.conflicts.last().unwrap();
    assert_eq!((account.field.as_str(), account.value.as_str()), ("date", "2022-08-19"));
    assert_eq!(account.source.as_ref(), Some(&imported.articles[0].source));
    assert!(
        koreacyber_tui::store::check_store(&StoreLocation::UserData(folder.path().to_owned()))
            .unwrap()
            .is_empty()
    );
}

/// A report on talks with two antecedents in the built-in timeline.
const TALKS: &str = "Allies hold second round of talks on stolen coins\n\nThe Example Daily\nPublished December 12, 2023\n\n\
                     Officials of the United States, South Korea and Japan met in Sejong on Monday for talks on North Korean \
                     cyber theft, the ministry said. The meeting was a follow-up to the Camp David summit of the three leaders in August.\n\n\
                     The Treasury sanctioned a mixer on Thursday in response to the theft from the Ronin bridge. The two sides will meet again, \
                     as agreed at the dinner.\n";

#[test]
fn drafts_are_linked_to_the_antecedents_their_article_names() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open(StoreLocation::UserData(folder.path().to_owned())).unwrap();
    let path = folder.path().join("story.txt");
    fs::write(&path, TALKS).unwrap();
    let sources = [path.to_str().unwrap().to_owned()];
    import(&mut store, &sources, &LoadOptions::default(), true, ImportMonitor::unmonitored()).unwrap();
    let drafts = store.timeline().entries().iter().filter(|entry| entry.event.is_draft());
    let mut links: Vec<(String, &str, &str)> = drafts
        .flat_map(|entry| {
            let date = entry.event.date.as_ref().unwrap().to_string();
            entry
                .event
                .links
                .iter()
                .map(move |link| (date.clone(), link.relation.forward_label(), link.event.as_str()))
        })
        .collect();
    links.sort_unstable();
    assert_eq!(
        links,
        [
            ("2023-12-07".to_owned(), "responds to", "ronin-bridge-theft-2022"),
            ("2023-12-11".to_owned(), "follows up", "camp-david-summit-2023"),
        ]
    );
    assert!(
        koreacyber_tui::store::check_store(&StoreLocation::UserData(folder.path().to_owned()))
            .unwrap()
            .is_empty()
    );
}

/// Sixty articles of all sorts: copies, off topic, undated, Korean.
fn sixty() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles");
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<String> = paths
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .map(|path| path.to_str().unwrap().to_owned())
        .collect();
    paths.sort();
    paths.truncate(60);
    paths
}

#[test]
fn sixty_articles_make_the_same_store_in_any_order_and_from_a_folder() {
    let articles = sixty();
    let store_of = |sources: &[String]| {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(StoreLocation::UserData(folder.path().to_owned())).unwrap();
        let imported =
            import(&mut store, sources, &LoadOptions::default(), true, ImportMonitor::unmonitored()).unwrap();
        assert!(imported.failed.is_empty() && imported.articles.len() == 60 && imported.unread_count == 0);
        assert!(
            koreacyber_tui::store::check_store(&StoreLocation::UserData(folder.path().to_owned()))
                .unwrap()
                .is_empty()
        );
        files(folder.path())
    };
    let whole = tempfile::tempdir().unwrap();
    for path in &articles {
        fs::copy(path, whole.path().join(Path::new(path).file_name().unwrap())).unwrap();
    }
    let first = store_of(&articles);
    let backwards: Vec<String> = articles.iter().rev().cloned().collect();
    let dealt: Vec<String> = (0..7).flat_map(|n| articles.iter().skip(n).step_by(7)).cloned().collect();
    assert_eq!(first, store_of(&backwards));
    assert_eq!(first, store_of(&dealt));
    assert_eq!(first, store_of(&[whole.path().to_str().unwrap().to_owned()]));
}

#[test]
fn a_canceled_import_keeps_what_was_read() {
    let articles = sixty();
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open(StoreLocation::UserData(folder.path().to_owned())).unwrap();
    let stop = std::sync::atomic::AtomicBool::new(false);
    let tick = |done: usize, _: usize| stop.store(done >= 5, std::sync::atomic::Ordering::Relaxed);
    let watch = ImportMonitor { stop: &stop, on_progress: &tick };
    let imported = import(&mut store, &articles, &LoadOptions::default(), true, watch).unwrap();
    assert!(imported.unread_count > 0 && imported.articles.len() + imported.unread_count == 60);
    let kept = imported.articles.iter().filter(|read| read.article.relevant);
    assert!(
        kept.clone().count() > 0 && kept.clone().all(|read| store.timeline().source(&read.source).is_some())
    );
}

#[cfg(not(feature = "fetch"))]
#[test]
fn urls_are_refused_without_network_support() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open_or_new(StoreLocation::Folder(folder.path().to_owned())).unwrap();
    let sources = ["https://example.org/story".to_owned()];
    let report =
        import(&mut store, &sources, &LoadOptions::default(), true, ImportMonitor::unmonitored()).unwrap();
    let reasons: Vec<&str> = report.failed.iter().map(|failed| failed.error.as_str()).collect();
    assert_eq!(
        reasons,
        ["cannot be fetched: built without network support; save the page and import the file"]
    );
}
