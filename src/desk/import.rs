//! Articles into a store: read them, recognise what we have, propose the rest as drafts.
//! Does all it can and names what failed. With `write` off it changes nothing.

use super::accounts;
use super::copies::{Copy, Known};
use super::earlier::{self, Named};
use super::matching::Events;
use super::parts::Error;
use super::reading::{self, Failure, Reading, Watch};
use crate::loader::{Article, Earlier, Options, Proposal};
use crate::model::timeline::AddedAccount;
use crate::model::{Account, Edtf, Event, EventSource, Gazetteer, Link, Source, Status, Timeline};
use crate::store::{self, Change, Store};
use crate::text::slug;
use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

/// How often a plan is made where somebody else writes to the store meanwhile.
const TRIES: usize = 10;

/// What an import did, or would do.
#[derive(Debug, Default)]
pub struct Imported {
    /// The articles in the order they were named.
    pub articles: Vec<ReadArticle>,
    /// What could not be read.
    pub failed: Vec<Failure>,
    /// How many were not read, because somebody stopped it.
    pub left: usize,
}

/// One article, and how it meets the store.
#[derive(Debug)]
pub struct ReadArticle {
    /// What the loader read.
    pub article: Article,
    /// Id of its source in the store.
    pub source: String,
    /// Id of the source it repeats, when that one is in the store already.
    pub duplicate_of: Option<String>,
    /// Path of the other article of this import that it repeats.
    pub duplicate_path: Option<String>,
    /// Share of words in common with what it repeats, 0 to 1.
    pub similarity: Option<f64>,
    /// For each proposal the event of the store that it tells of.
    pub matches: Vec<Option<String>>,
    /// For each proposal the id of the draft made of it.
    pub drafts: Vec<Option<String>>,
    /// For each proposal what it says otherwise of the event it tells of.
    pub accounts: Vec<Vec<Account>>,
    /// For each proposal the earlier events that its draft is linked to.
    pub links: Vec<Vec<Link>>,
}

/// Imports `sources` (paths, folders, `-`). The result does not depend on their order. What somebody stops before all are
/// read is an import of those that are.
pub fn import(
    store: &mut Store,
    sources: &[String],
    options: &Options,
    write: bool,
    watch: Watch<'_>,
) -> Result<Imported, store::Error> {
    let gazetteer = Gazetteer::new(store.timeline().actors());
    let reading = reading::read(sources, options, &gazetteer, watch);
    // Reading may take minutes, and the store is used meanwhile.
    if store.changed() {
        store.reload()?;
    }
    let mut tries = 1;
    loop {
        let plan = Plan::new(store.timeline(), &reading.articles);
        if !write || plan.changes.is_empty() {
            return Ok(plan.into_imported(reading));
        }
        // Where others never stop writing, better a plan a moment old than none.
        let last = tries == TRIES;
        let applied = if last { store.apply(&plan.changes) } else { store.apply_as_read(&plan.changes) };
        match applied {
            Ok(()) => return Ok(plan.into_imported(reading)),
            Err(store::Error::Taken { .. } | store::Error::Changed(_)) if !last => store.reload()?,
            Err(error) => return Err(error),
        }
        tries += 1;
    }
}

/// Imports one source into the store at `place`, as it stands there now. For somebody who goes on with a store of their
/// own meanwhile and reads it again afterwards.
pub fn import_into(place: store::Place, source: &str, watch: Watch<'_>) -> Result<Imported, Error> {
    let mut store = Store::open_or_new(place)?;
    Ok(import(&mut store, &[source.to_owned()], &Options::default(), true, watch)?)
}

/// What is to be written, worked out before anything is.
struct Plan {
    changes: Vec<Change>,
    /// One a article, in the order given.
    meetings: Vec<Meeting>,
}

/// How one article meets the store.
#[derive(Default)]
struct Meeting {
    source: String,
    duplicate_of: Option<String>,
    duplicate_path: Option<String>,
    similarity: Option<f64>,
    matches: Vec<Option<String>>,
    drafts: Vec<Option<String>>,
    accounts: Vec<Vec<Account>>,
    links: Vec<Vec<Link>>,
}

impl Plan {
    fn new(timeline: &Timeline, articles: &[Article]) -> Self {
        let mut desk = Planner {
            timeline,
            events: Events::new(timeline),
            named: OnceCell::new(),
            known: Known::new(timeline),
            added: Added::default(),
            changes: Vec::new(),
            paths: Vec::new(),
        };
        let mut meetings: Vec<(usize, Meeting)> =
            originals_first(articles).into_iter().map(|at| (at, desk.meet(&articles[at]))).collect();
        meetings.sort_by_key(|(at, _)| *at);
        // Last, when nothing more is learnt of them.
        desk.changes.extend(std::mem::take(&mut desk.added.events).into_iter().map(Change::AddEvent));
        Self { changes: desk.changes, meetings: meetings.into_iter().map(|(_, meeting)| meeting).collect() }
    }

    fn into_imported(self, reading: Reading) -> Imported {
        let articles = reading
            .articles
            .into_iter()
            .zip(self.meetings)
            .map(|(article, m)| ReadArticle {
                article,
                source: m.source,
                duplicate_of: m.duplicate_of,
                duplicate_path: m.duplicate_path,
                similarity: m.similarity,
                matches: m.matches,
                drafts: m.drafts,
                accounts: m.accounts,
                links: m.links,
            })
            .collect();
        Imported { articles, failed: reading.failed, left: reading.left }
    }
}

/// The order in which articles are taken: of copies given together, the one with an address and publisher, else the
/// longer one, comes first and is the original. Only what the articles say decides, never the order given.
fn originals_first(articles: &[Article]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..articles.len()).collect();
    order.sort_by(|&a, &b| {
        let key =
            |article: &Article| (article.url.is_some() && article.publisher.is_some(), article.text.len());
        let (a, b) = (&articles[a], &articles[b]);
        key(b).cmp(&key(a)).then_with(|| a.text.cmp(&b.text)).then_with(|| a.path.cmp(&b.path))
    });
    order
}

/// What an import adds so far.
#[derive(Default)]
struct Added {
    events: Vec<Event>,
    /// Where each event stands, by its id.
    place: HashMap<String, usize>,
    sources: HashSet<String>,
    /// The events that each source is attached to by rows of their own.
    attached: HashMap<String, Vec<String>>,
    /// The last number put behind an id that was taken.
    numbers: HashMap<String, u64>,
}

impl Added {
    fn event(&self, id: &str) -> Option<&Event> {
        self.place.get(id).map(|&at| &self.events[at])
    }

    fn event_mut(&mut self, id: &str) -> Option<&mut Event> {
        self.place.get(id).map(|&at| &mut self.events[at])
    }

    fn add(&mut self, event: Event) {
        self.place.insert(event.id.clone(), self.events.len());
        self.events.push(event);
    }

    /// `wanted`, or with the first free number behind it.
    fn free_id(&mut self, wanted: String, taken: impl Fn(&Self, &str) -> bool) -> String {
        if !taken(self, &wanted) {
            return wanted;
        }
        loop {
            let number = self.numbers.entry(wanted.clone()).or_insert(1);
            *number += 1;
            let id = format!("{wanted}-{number}");
            if !taken(self, &id) {
                return id;
            }
        }
    }
}

struct Planner<'a> {
    timeline: &'a Timeline,
    events: Events<'a>,
    /// The stored events by their names; few articles go back to any.
    named: OnceCell<Vec<Named<'a>>>,
    known: Known,
    added: Added,
    changes: Vec<Change>,
    /// Source id and path of each article taken so far.
    paths: Vec<(String, String)>,
}

impl Planner<'_> {
    fn meet(&mut self, article: &Article) -> Meeting {
        let copy = self.known.find(article);
        let mut meeting = match copy {
            Some(copy) if copy.same => self.same_again(article, &copy),
            Some(copy) => self.copy(article, &copy),
            None => self.new_article(article),
        };
        meeting.matches.resize(article.proposals.len(), None);
        meeting.drafts.resize(article.proposals.len(), None);
        meeting.accounts.resize(article.proposals.len(), Vec::new());
        meeting.links.resize(article.proposals.len(), Vec::new());
        meeting
    }

    /// The very article that the store has: at most its text is new.
    fn same_again(&mut self, article: &Article, copy: &Copy) -> Meeting {
        let has_text = self.timeline.source(&copy.of).is_none_or(|source| source.fingerprint.is_some());
        if !has_text {
            self.changes.push(Change::KeepText { source: copy.of.clone(), text: article.text.clone() });
        }
        self.repeat(copy.of.clone(), copy, self.matches_of(article))
    }

    /// A reworded copy: it is attached wherever its original is, and proposes nothing of its own.
    fn copy(&mut self, article: &Article, copy: &Copy) -> Meeting {
        let source = self.add_source(article, Some(&copy.of));
        let has = |event: &Event| event.sources.iter().any(|row| row.source == copy.of);
        let stored = self.timeline.entries().iter().map(|entry| &entry.event).filter(|event| has(event));
        let drafts = self.added.events.iter().filter(|event| has(event));
        let attached = self.added.attached.get(&copy.of).cloned().unwrap_or_default();
        let with_original: Vec<String> =
            stored.chain(drafts).map(|event| event.id.clone()).chain(attached).collect();
        for event in with_original {
            self.attach(&event, &source);
        }
        self.repeat(source, copy, self.matches_of(article))
    }

    fn repeat(&self, source: String, copy: &Copy, matches: Vec<Option<String>>) -> Meeting {
        let together = self.paths.iter().find(|(source, _)| *source == copy.of);
        Meeting {
            source,
            duplicate_of: together.is_none().then(|| copy.of.clone()),
            duplicate_path: together.map(|(_, path)| path.clone()),
            similarity: Some(copy.similarity),
            matches,
            ..Meeting::default()
        }
    }

    fn new_article(&mut self, article: &Article) -> Meeting {
        if article.proposals.is_empty() && !article.relevant {
            return Meeting { source: self.free_source_id(article), ..Meeting::default() };
        }
        let source = self.add_source(article, None);
        let matches = self.matches_of(article);
        // One article's own proposals are different events already; only another article's may be the same.
        let others = self.events.drafts();
        let mut meeting = Meeting { source, matches, ..Meeting::default() };
        for (proposal, found) in article.proposals.iter().zip(&meeting.matches) {
            let other = if found.is_none() { self.events.find_draft(proposal, others) } else { None };
            let other = other.map(str::to_owned);
            let told = found.as_deref().or(other.as_deref());
            meeting
                .accounts
                .push(told.map_or_else(Vec::new, |event| self.witness(event, proposal, &meeting.source)));
            meeting.drafts.push(match (found, other) {
                (Some(_), _) => None,
                (None, Some(other)) => Some(other),
                (None, None) => Some(self.propose(proposal, &meeting.source)),
            });
        }
        meeting.links = self.go_back(article, &meeting);
        meeting
    }

    /// Links the drafts of an article to the earlier events that it names; the links of each proposal.
    fn go_back(&mut self, article: &Article, meeting: &Meeting) -> Vec<Vec<Link>> {
        let own = |n: usize| meeting.matches[n].as_deref().or(meeting.drafts[n].as_deref());
        let main = article.proposals.iter().position(|proposal| proposal.main);
        let mut links = vec![Vec::new(); article.proposals.len()];
        for (n, proposal) in article.proposals.iter().enumerate() {
            for earlier in &proposal.earlier {
                let Some(event) = self.meant(earlier, proposal, meeting) else { continue };
                // The sentence may be of the earlier event itself: then what the article is about goes back to it.
                let Some(from) = (if own(n) == Some(&event) { main } else { Some(n) }) else { continue };
                let note = Some(format!("“{}”", earlier.words));
                let link = Link { relation: earlier.relation, event, note };
                if meeting.drafts[from].as_deref().is_some_and(|draft| self.link(draft, &link)) {
                    links[from].push(link);
                }
            }
        }
        links
    }

    /// Links a draft of this import to an event that is not later; whether that was new.
    fn link(&mut self, draft: &str, link: &Link) -> bool {
        let date = |id: &str| self.event(id).and_then(|event| event.date.clone());
        let (from, to) = (date(draft), date(&link.event));
        let in_order = from.zip(to).is_none_or(|(from, to)| to.earliest() <= from.latest());
        let draft = self.added.event_mut(draft);
        let draft = draft.filter(|draft| in_order && draft.id != link.event);
        let new = draft.filter(|draft| !draft.links.iter().any(|have| have.event == link.event));
        new.map(|draft| draft.links.push(link.clone())).is_some()
    }

    /// The event `id` of the store or of this import.
    fn event(&self, id: &str) -> Option<&Event> {
        let stored = self.timeline.get(id).map(|entry| &entry.event);
        stored.or_else(|| self.added.event(id))
    }

    /// The event of the store, else the draft of the same article, that `earlier` names.
    fn meant(&self, earlier: &Earlier, proposal: &Proposal, meeting: &Meeting) -> Option<String> {
        let (now, weights) = (proposal.date.as_ref(), self.events.weights());
        let named = self.named.get_or_init(|| earlier::named(self.timeline));
        let stored = earlier::find(earlier, now, named.iter(), weights);
        stored.map(str::to_owned).or_else(|| {
            let own = |event: &&Event| meeting.drafts.iter().flatten().any(|id| *id == event.id);
            let drafts: Vec<Named<'_>> =
                self.added.events.iter().filter(own).map(|event| Named::new(event, self.timeline)).collect();
            earlier::find(earlier, now, drafts.iter(), weights).map(str::to_owned)
        })
    }

    /// For each proposal the event of the store that it tells of. What is told without a day may be one that another
    /// sentence of the article has already been recognised for.
    fn matches_of(&self, article: &Article) -> Vec<Option<String>> {
        let sure: Vec<Option<String>> =
            article.proposals.iter().map(|proposal| self.events.find(proposal).map(str::to_owned)).collect();
        let told: Vec<String> = sure.iter().flatten().cloned().collect();
        let vague = |proposal: &Proposal| !proposal.date.as_ref().is_some_and(Edtf::is_exact);
        let pairs = article.proposals.iter().zip(sure);
        pairs
            .map(|(proposal, found)| match found {
                None if vague(proposal) => self.events.find_among(proposal, &told).map(str::to_owned),
                found => found,
            })
            .collect()
    }

    /// Makes a draft of a proposal and gives back its id.
    fn propose(&mut self, proposal: &Proposal, source: &str) -> String {
        let event = self.draft(proposal, source);
        let id = event.id.clone();
        self.events.add(&event);
        self.added.add(event);
        id
    }

    fn draft(&mut self, proposal: &Proposal, source: &str) -> Event {
        let stored = self.timeline;
        let taken = |added: &Added, id: &str| stored.get(id).is_some() || added.place.contains_key(id);
        let id = self.added.free_id(event_id(proposal), taken);
        Event {
            date: proposal.date.clone(),
            actors: proposal.actors.clone(),
            countries: proposal.countries.clone(),
            planned: proposal.planned,
            status: Status::Draft,
            confidence: Some(proposal.confidence),
            dated_by: proposal.dated_by.clone(),
            commitments: proposal.commitments.clone(),
            sources: vec![EventSource { source: source.to_owned(), quote: Some(proposal.evidence.clone()) }],
            ..Event::new(id, proposal.kind, proposal.title.clone())
        }
    }

    /// A further source for `event`, and what it says otherwise.
    fn witness(&mut self, id: &str, proposal: &Proposal, source: &str) -> Vec<Account> {
        self.attach(id, source);
        let Some(event) = self.event(id) else { return Vec::new() };
        let accounts = accounts::of(proposal, event, source);
        let rows = accounts.iter().map(|account| AddedAccount::new(id, account.clone()));
        self.changes.extend(rows.map(Change::AddAccount));
        accounts
    }

    fn attach(&mut self, event: &str, source: &str) {
        let has = |event: &Event| event.sources.iter().any(|row| row.source == source);
        let attached =
            self.added.attached.get(source).is_some_and(|events| events.iter().any(|id| id == event));
        if !attached && !self.event(event).is_some_and(has) {
            let (event, source) = (event.to_owned(), source.to_owned());
            self.added.attached.entry(source.clone()).or_default().push(event.clone());
            self.changes.push(Change::Attach { event, source });
        }
    }

    fn add_source(&mut self, article: &Article, copy_of: Option<&String>) -> String {
        let source = Source {
            id: self.free_source_id(article),
            title: article.title.clone(),
            publisher: article.publisher.clone(),
            author: article.author.clone(),
            published: article.published.date.clone(),
            url: article.url.as_ref().map(ToString::to_string),
            language: Some(article.language.clone()),
            copy_of: copy_of.cloned(),
            machine_written: article.machine_written,
            fingerprint: Some(article.sketch.to_string()),
            ..Source::default()
        };
        let id = source.id.clone();
        self.added.sources.insert(id.clone());
        self.known.add(&source);
        self.paths.push((id.clone(), article.path.clone()));
        self.changes.push(Change::AddSource(source));
        self.changes.push(Change::KeepText { source: id.clone(), text: article.text.clone() });
        id
    }

    fn free_source_id(&mut self, article: &Article) -> String {
        let stored = self.timeline;
        let taken = |added: &Added, id: &str| stored.source(id).is_some() || added.sources.contains(id);
        self.added.free_id(source_id(article), taken)
    }
}

/// Publisher and date; without a publisher the site, else the first words of the title, else `article`.
fn source_id(article: &Article) -> String {
    let site = article.url.as_ref().map(|url| slug(url.site()));
    let publisher = article.publisher.as_deref().map(|name| slug(name.trim_start_matches("The ")));
    let title = article.title.as_deref().map(|title| first_words(&slug(title), 5));
    let name = [publisher, site, title].into_iter().flatten().find(|name| !name.is_empty());
    with_date(name.unwrap_or_else(|| "article".to_owned()), article.published.date.as_ref())
}

fn event_id(proposal: &Proposal) -> String {
    let title = first_words(&slug(&proposal.title), 7);
    let name = if title.is_empty() { proposal.kind.name().to_owned() } else { title };
    match proposal.date.as_ref().and_then(Edtf::last_year) {
        Some(year) if !name.ends_with(&year.to_string()) => format!("{name}-{year}"),
        _ => name,
    }
}

/// The day, month or year of a date without its sign; an interval names nothing.
fn with_date(name: String, date: Option<&Edtf>) -> String {
    match date {
        Some(Edtf::Date(point)) => format!("{name}-{}", slug(&point.to_string())),
        _ => name,
    }
}

fn first_words(slug: &str, count: usize) -> String {
    slug.split('-').take(count).collect::<Vec<_>>().join("-")
}
