//! Imports articles into a store: reads them, recognizes what the store has, and writes drafts: new events, and rows that
//! propose a source or a conflict for a stored event. Imports all that it can and reports what failed. Without `write` it
//! changes nothing.

use super::article_linking::ArticleLinker;
use super::batch_reader::{self, ImportFailure, ImportMonitor, ReadBatch};
use super::conflicts;
use super::dedup::{CopyMatch, SourceIndex};
use super::error::EditError;
use super::event_ids::make_event_id;
use super::event_linking::{self, EventNames};
use super::event_matching::EventMatcher;
use super::import_undo;
use super::provenance;
use super::types::UndoStep;
use crate::loader::{AntecedentReference, Article, LoadOptions, Proposal};
use crate::model::{AddedConflict, AddedRow, Attachment, Conflict, Edtf, Event, EventSource};
use crate::model::{Gazetteer, Link, Source, Status, Timeline};
use crate::store::{self, Change, Store};
use crate::text::slug;
use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

/// The largest number of plans for one import, if other programs write to the store meanwhile.
const MAX_PLAN_ATTEMPTS: usize = 10;

/// The result of an import, or of a dry run.
#[derive(Debug, Default)]
pub struct ImportReport {
    /// The articles, in the order in which they were named.
    pub articles: Vec<ImportedArticle>,
    /// The sources that could not be read.
    pub failed: Vec<ImportFailure>,
    /// The number of articles that were not read because the import was stopped.
    pub unread_count: usize,
    /// What undoes it; `None` if nothing was written.
    pub(super) undo: Option<UndoStep>,
}

/// An article with its result.
#[derive(Debug)]
pub struct ImportedArticle {
    /// The article as the loader read it.
    pub article: Article,
    /// Id of its source in the store.
    pub source: String,
    /// Id of the source it is a copy of, if that one was in the store before.
    pub duplicate_of: Option<String>,
    /// Path of the article of this import that it is a copy of.
    pub duplicate_path: Option<String>,
    /// The share of words in common with what it is a copy of, 0 to 1.
    pub similarity: Option<f64>,
    /// Id of the stored event that the article is about.
    pub about: Option<String>,
    /// For each proposal the id of the stored event that it matches.
    pub matches: Vec<Option<String>>,
    /// For each proposal the id of the draft that was made from it.
    pub drafts: Vec<Option<String>>,
    /// For each proposal its conflicts with the event that it matches.
    pub conflicts: Vec<Vec<Conflict>>,
    /// For each proposal the links of its draft to earlier events.
    pub links: Vec<Vec<Link>>,
    /// The draft rows that it proposes for stored events and for drafts of other articles.
    pub proposed: Vec<AddedRow>,
}

/// Imports `sources` (paths, folders, URLs, `-`). The result does not depend on their order. If the import is stopped, the
/// articles that have been read are imported.
pub fn import(
    store: &mut Store,
    sources: &[String],
    options: &LoadOptions,
    write: bool,
    watch: ImportMonitor<'_>,
) -> Result<ImportReport, store::StoreError> {
    let gazetteer = Gazetteer::new(store.timeline().actors());
    let reading = batch_reader::read_articles(sources, options, &gazetteer, watch);
    // Reading may take minutes, and the store may have changed meanwhile.
    if store.has_changed() {
        store.reload()?;
    }
    let mut tries = 1;
    loop {
        let plan = ImportPlan::new(store.timeline(), &reading.articles);
        if !write || plan.changes.is_empty() {
            return Ok(plan.into_imported(reading));
        }
        // If other programs never stop writing, the last plan is applied although the store has changed since.
        let last = tries == MAX_PLAN_ATTEMPTS;
        let undo = import_undo::import_step(store, &plan.changes);
        let applied = if last { store.apply(&plan.changes) } else { store.apply_if_unchanged(&plan.changes) };
        match applied {
            Ok(()) => return Ok(ImportReport { undo: Some(undo), ..plan.into_imported(reading) }),
            Err(store::StoreError::IdTaken { .. } | store::StoreError::Changed(_)) if !last => {
                store.reload()?;
            }
            Err(error) => return Err(error),
        }
        tries += 1;
    }
}

/// Imports one source into the store at `location`. For a caller with an open store of its own, to be reloaded afterwards.
pub fn import_into(
    location: store::StoreLocation,
    source: &str,
    watch: ImportMonitor<'_>,
) -> Result<ImportReport, EditError> {
    let mut store = Store::open_or_new(location)?;
    Ok(import(&mut store, &[source.to_owned()], &LoadOptions::default(), true, watch)?)
}

/// The changes of an import, worked out before anything is written.
struct ImportPlan {
    changes: Vec<Change>,
    /// One per article, in input order.
    articles: Vec<ArticlePlan>,
}

/// What an import does with one article.
#[derive(Default)]
struct ArticlePlan {
    source: String,
    duplicate_of: Option<String>,
    duplicate_path: Option<String>,
    similarity: Option<f64>,
    about: Option<String>,
    matches: Vec<Option<String>>,
    drafts: Vec<Option<String>>,
    conflicts: Vec<Vec<Conflict>>,
    links: Vec<Vec<Link>>,
    proposed: Vec<AddedRow>,
}

impl ImportPlan {
    fn new(timeline: &Timeline, articles: &[Article]) -> Self {
        let mut planner = ImportPlanner {
            timeline,
            matcher: EventMatcher::new(timeline),
            linker: ArticleLinker::new(timeline),
            event_names: OnceCell::new(),
            source_index: SourceIndex::new(timeline),
            added: PlannedAdditions::default(),
            changes: Vec::new(),
            paths: Vec::new(),
        };
        let mut plans: Vec<(usize, ArticlePlan)> = originals_first(articles)
            .into_iter()
            .map(|at| (at, planner.plan_article(&articles[at])))
            .collect();
        plans.sort_by_key(|(at, _)| *at);
        // Added last, since matching adds to them.
        planner.changes.extend(std::mem::take(&mut planner.added.events).into_iter().map(Change::AddEvent));
        Self { changes: planner.changes, articles: plans.into_iter().map(|(_, plan)| plan).collect() }
    }

    fn into_imported(self, reading: ReadBatch) -> ImportReport {
        let articles = reading
            .articles
            .into_iter()
            .zip(self.articles)
            .map(|(article, m)| ImportedArticle {
                // An article about a stored event is on topic, whatever words it uses.
                article: Article { relevant: article.relevant || m.about.is_some(), ..article },
                source: m.source,
                duplicate_of: m.duplicate_of,
                duplicate_path: m.duplicate_path,
                similarity: m.similarity,
                about: m.about,
                matches: m.matches,
                drafts: m.drafts,
                conflicts: m.conflicts,
                links: m.links,
                proposed: m.proposed,
            })
            .collect();
        ImportReport { articles, failed: reading.failed, unread_count: reading.unread_count, undo: None }
    }
}

/// Whether a proposal has a date known to the day.
fn is_exactly_dated(proposal: &Proposal) -> bool {
    proposal.date.as_ref().is_some_and(Edtf::is_exact)
}

/// The order in which articles are planned. Of copies imported together the original comes first: the one with URL and
/// publisher, else the longer one. Depends only on the articles, not on the order in which they were named.
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

/// The rows that an import adds so far.
#[derive(Default)]
struct PlannedAdditions {
    events: Vec<Event>,
    /// Index of each event by its id.
    positions: HashMap<String, usize>,
    sources: HashSet<String>,
    /// The events that each source is attached to.
    attached: HashMap<String, Vec<String>>,
    /// The last suffix given to an id that was in use.
    last_suffix: HashMap<String, u64>,
}

impl PlannedAdditions {
    fn event(&self, id: &str) -> Option<&Event> {
        self.positions.get(id).map(|&at| &self.events[at])
    }

    fn event_mut(&mut self, id: &str) -> Option<&mut Event> {
        self.positions.get(id).map(|&at| &mut self.events[at])
    }

    fn add(&mut self, event: Event) {
        self.positions.insert(event.id.clone(), self.events.len());
        self.events.push(event);
    }

    /// The id `wanted`, with the first free number as a suffix if it is in use.
    fn free_id(&mut self, wanted: String, taken: impl Fn(&Self, &str) -> bool) -> String {
        if !taken(self, &wanted) {
            return wanted;
        }
        loop {
            let number = self.last_suffix.entry(wanted.clone()).or_insert(1);
            *number += 1;
            let id = format!("{wanted}-{number}");
            if !taken(self, &id) {
                return id;
            }
        }
    }
}

struct ImportPlanner<'a> {
    timeline: &'a Timeline,
    matcher: EventMatcher<'a>,
    linker: ArticleLinker<'a>,
    /// The names of the stored events; few articles mention any.
    event_names: OnceCell<Vec<EventNames<'a>>>,
    source_index: SourceIndex,
    added: PlannedAdditions,
    changes: Vec<Change>,
    /// Source id and path of each article planned so far.
    paths: Vec<(String, String)>,
}

impl ImportPlanner<'_> {
    fn plan_article(&mut self, article: &Article) -> ArticlePlan {
        let first_change = self.changes.len();
        let copy = self.source_index.find_original(article);
        let about = self.linker.find_event(article).map(|link| link.event);
        let mut plan = match copy {
            Some(copy) if copy.is_same_article => self.plan_same_article(article, &copy),
            Some(copy) => self.plan_copy(article, &copy),
            None => self.plan_new_article(article, about.as_deref()),
        };
        plan.about = about;
        plan.matches.resize(article.proposals.len(), None);
        plan.drafts.resize(article.proposals.len(), None);
        plan.conflicts.resize(article.proposals.len(), Vec::new());
        plan.links.resize(article.proposals.len(), Vec::new());
        for change in &self.changes[first_change..] {
            if let Change::AddRow(row) = change
                && !plan.proposed.iter().any(|have| have.says_same(row))
            {
                plan.proposed.push(row.clone());
            }
        }
        plan
    }

    /// Plans an article that the store has: at most its text is new.
    fn plan_same_article(&mut self, article: &Article, copy: &CopyMatch) -> ArticlePlan {
        let has_text = self.timeline.source(&copy.original).is_none_or(|source| source.fingerprint.is_some());
        if !has_text {
            self.changes.push(Change::SaveText { source: copy.original.clone(), text: article.text.clone() });
        }
        self.duplicate_plan(copy.original.clone(), copy, self.match_proposals(article))
    }

    /// Plans a reworded copy: it is proposed wherever its original is attached or proposed, and adds no events.
    fn plan_copy(&mut self, article: &Article, copy: &CopyMatch) -> ArticlePlan {
        let source = self.add_source(article, Some(&copy.original));
        let matches = self.match_proposals(article);
        let has = |event: &Event| event.sources.iter().any(|row| row.source == copy.original);
        let proposed = |row: &AddedRow| row.source() == Some(&copy.original);
        let stored = self.timeline.entries().iter();
        let stored = stored.filter(|entry| has(&entry.event) || entry.proposals.iter().any(proposed));
        let drafts = self.added.events.iter().filter(|event| has(event));
        let attached = self.added.attached.get(&copy.original).cloned().unwrap_or_default();
        let with_original: Vec<String> = stored
            .map(|entry| &entry.event)
            .chain(drafts)
            .map(|event| event.id.clone())
            .chain(attached)
            .collect();
        for event in with_original {
            let matching = matches.iter().position(|id| id.as_ref() == Some(&event));
            let main = || article.proposals.iter().position(|proposal| proposal.main);
            let quote = matching.or_else(main).map(|n| article.proposals[n].evidence.as_str());
            self.propose_source(&event, &source, quote);
        }
        self.duplicate_plan(source, copy, matches)
    }

    fn duplicate_plan(&self, source: String, copy: &CopyMatch, matches: Vec<Option<String>>) -> ArticlePlan {
        let together = self.paths.iter().find(|(source, _)| *source == copy.original);
        ArticlePlan {
            source,
            duplicate_of: together.is_none().then(|| copy.original.clone()),
            duplicate_path: together.map(|(_, path)| path.clone()),
            similarity: Some(copy.similarity),
            matches,
            ..ArticlePlan::default()
        }
    }

    fn plan_new_article(&mut self, article: &Article, about: Option<&str>) -> ArticlePlan {
        if article.proposals.is_empty() && !article.relevant && about.is_none() {
            return ArticlePlan { source: self.free_source_id(article), ..ArticlePlan::default() };
        }
        let source = self.add_source(article, None);
        let mut matches = self.match_proposals(article);
        let main = article.proposals.iter().position(|proposal| proposal.main);
        match (main, about) {
            (Some(main), Some(about)) => matches[main] = Some(about.to_owned()),
            // Without a day, one sentence does not tell one meeting of a series from the next.
            (Some(main), None) if !is_exactly_dated(&article.proposals[main]) => matches[main] = None,
            (None, Some(about)) if !matches.iter().flatten().any(|id| id == about) => {
                self.propose_source(about, &source, None);
            }
            _ => {}
        }
        // The proposals of one article are different events; only drafts of other articles may match.
        let others = self.matcher.draft_count();
        let mut plan = ArticlePlan { source, matches, ..ArticlePlan::default() };
        for (proposal, found) in article.proposals.iter().zip(&plan.matches) {
            let other = if found.is_none() { self.matcher.find_draft(proposal, others) } else { None };
            let other = other.map(str::to_owned);
            let matched = found.as_deref().or(other.as_deref());
            plan.conflicts.push(
                matched.map_or_else(Vec::new, |event| self.propose_report(event, proposal, &plan.source)),
            );
            plan.drafts.push(match (found, other) {
                (Some(_), _) => None,
                (None, Some(other)) => Some(other),
                (None, None) => Some(self.add_draft(proposal, &plan.source)),
            });
        }
        plan.links = self.link_drafts(article, &plan);
        plan
    }

    /// Links the drafts of an article to the earlier events that it mentions. Returns the links of each proposal.
    fn link_drafts(&mut self, article: &Article, plan: &ArticlePlan) -> Vec<Vec<Link>> {
        let own = |n: usize| plan.matches[n].as_deref().or(plan.drafts[n].as_deref());
        let main = article.proposals.iter().position(|proposal| proposal.main);
        let mut links = vec![Vec::new(); article.proposals.len()];
        for (n, proposal) in article.proposals.iter().enumerate() {
            for earlier in &proposal.antecedents {
                let Some(event) = self.resolve_mention(earlier, proposal, plan) else { continue };
                // If the sentence is about the earlier event itself, the main event of the article links to it.
                let Some(from) = (if own(n) == Some(&event) { main } else { Some(n) }) else { continue };
                let note = Some(format!("“{}”", earlier.phrase));
                let link = Link { relation: earlier.relation, event, note };
                if plan.drafts[from].as_deref().is_some_and(|draft| self.add_link(draft, &link)) {
                    links[from].push(link);
                }
            }
        }
        links
    }

    /// Adds a link to a draft of this import unless the linked event is later. Returns whether the link is new.
    fn add_link(&mut self, draft: &str, link: &Link) -> bool {
        let date = |id: &str| self.find_event(id).and_then(|event| event.date.clone());
        let (from, to) = (date(draft), date(&link.event));
        let in_order = from.zip(to).is_none_or(|(from, to)| to.earliest() <= from.latest());
        let draft = self.added.event_mut(draft);
        let draft = draft.filter(|draft| in_order && draft.id != link.event);
        let new = draft.filter(|draft| !draft.links.iter().any(|have| have.event == link.event));
        new.map(|draft| draft.links.push(link.clone())).is_some()
    }

    /// The event `id` of the store or of this import.
    fn find_event(&self, id: &str) -> Option<&Event> {
        let stored = self.timeline.get(id).map(|entry| &entry.event);
        stored.or_else(|| self.added.event(id))
    }

    /// The stored event, or else the draft of the same article, that a mention names.
    fn resolve_mention(
        &self,
        earlier: &AntecedentReference,
        proposal: &Proposal,
        plan: &ArticlePlan,
    ) -> Option<String> {
        let (now, weights) = (proposal.date.as_ref(), self.matcher.weights());
        let named = self.event_names.get_or_init(|| event_linking::index_event_names(self.timeline));
        let stored = event_linking::find_named_event(earlier, now, named.iter(), weights);
        stored.map(str::to_owned).or_else(|| {
            let own = |event: &&Event| plan.drafts.iter().flatten().any(|id| *id == event.id);
            let drafts: Vec<EventNames<'_>> = self
                .added
                .events
                .iter()
                .filter(own)
                .map(|event| EventNames::new(event, self.timeline))
                .collect();
            event_linking::find_named_event(earlier, now, drafts.iter(), weights).map(str::to_owned)
        })
    }

    /// For each proposal the id of the stored event that it matches. A proposal without a day may match an event that
    /// another sentence of the article matches.
    fn match_proposals(&self, article: &Article) -> Vec<Option<String>> {
        let matched: Vec<Option<String>> = article
            .proposals
            .iter()
            .map(|proposal| self.matcher.find_stored(proposal).map(str::to_owned))
            .collect();
        let matched_ids: Vec<String> = matched.iter().flatten().cloned().collect();
        let has_no_day = |proposal: &Proposal| !proposal.date.as_ref().is_some_and(Edtf::is_exact);
        let pairs = article.proposals.iter().zip(matched);
        pairs
            .map(|(proposal, found)| match found {
                None if has_no_day(proposal) => {
                    self.matcher.find_among(proposal, &matched_ids).map(str::to_owned)
                }
                found => found,
            })
            .collect()
    }

    /// Adds a draft made from a proposal and returns its id.
    fn add_draft(&mut self, proposal: &Proposal, source: &str) -> String {
        let event = self.new_draft(proposal, source);
        let id = event.id.clone();
        self.matcher.add_draft(&event);
        self.added.add(event);
        id
    }

    fn new_draft(&mut self, proposal: &Proposal, source: &str) -> Event {
        let stored = self.timeline;
        let taken =
            |added: &PlannedAdditions, id: &str| stored.get(id).is_some() || added.positions.contains_key(id);
        let wanted = make_event_id(proposal, |id| stored.actor(id));
        let id = self.added.free_id(wanted, taken);
        Event {
            title_ko: proposal.title_ko.clone(),
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

    /// Proposes a source for an event, with its conflicts.
    fn propose_report(&mut self, id: &str, proposal: &Proposal, source: &str) -> Vec<Conflict> {
        self.propose_source(id, source, Some(&proposal.evidence));
        let Some(event) = self.find_event(id) else { return Vec::new() };
        let conflicts = conflicts::find_conflicts(proposal, event, source);
        let rows = conflicts.iter().map(|conflict| AddedConflict {
            status: Status::Draft,
            quote: Some(proposal.evidence.clone()),
            ..AddedConflict::new(id, conflict.clone())
        });
        self.changes.extend(rows.map(AddedRow::Conflict).map(Change::AddRow));
        conflicts
    }

    /// Proposes a source for an event, with the words about it, unless the event has it.
    fn propose_source(&mut self, event: &str, source: &str, quote: Option<&str>) {
        let has = |event: &Event| event.sources.iter().any(|row| row.source == source);
        let attached =
            self.added.attached.get(source).is_some_and(|events| events.iter().any(|id| id == event));
        if !attached && !self.find_event(event).is_some_and(has) {
            self.added.attached.entry(source.to_owned()).or_default().push(event.to_owned());
            let (status, quote) = (Status::Draft, quote.map(str::to_owned));
            let row = Attachment { status, quote, ..Attachment::new(event, source) };
            self.changes.push(Change::AddRow(AddedRow::Source(row)));
        }
    }

    fn add_source(&mut self, article: &Article, copy_of: Option<&String>) -> String {
        let source = Source {
            id: self.free_source_id(article),
            title: article.title.clone(),
            publisher: article.publisher.clone(),
            author: article.author.clone(),
            published: article.published.date.clone(),
            published_by: provenance::publication_source(article),
            url: article.url.as_ref().map(ToString::to_string),
            language: Some(article.language.clone()),
            copy_of: copy_of.cloned(),
            machine_written: article.machine_written,
            fingerprint: Some(article.fingerprint.to_string()),
            ..Source::default()
        };
        let id = source.id.clone();
        self.added.sources.insert(id.clone());
        self.source_index.add(&source);
        self.paths.push((id.clone(), article.path.clone()));
        self.changes.push(Change::AddSource(source));
        self.changes.push(Change::SaveText { source: id.clone(), text: article.text.clone() });
        id
    }

    fn free_source_id(&mut self, article: &Article) -> String {
        let stored = self.timeline;
        let taken =
            |added: &PlannedAdditions, id: &str| stored.source(id).is_some() || added.sources.contains(id);
        self.added.free_id(source_id(article), taken)
    }
}

/// The id of a source: publisher and date; without a publisher the site, else the first words of the title, else `article`.
fn source_id(article: &Article) -> String {
    let site = article.url.as_ref().map(|url| slug(url.site()));
    let publisher = article.publisher.as_deref().map(|name| slug(name.trim_start_matches("The ")));
    let title = article.title.as_deref().map(|title| first_words(&slug(title), 5));
    let name = [publisher, site, title].into_iter().flatten().find(|name| !name.is_empty());
    append_date(name.unwrap_or_else(|| "article".to_owned()), article.published.date.as_ref())
}

/// Appends day, month or year of a date, without its qualifier; an interval adds nothing.
fn append_date(name: String, date: Option<&Edtf>) -> String {
    match date {
        Some(Edtf::Date(point)) => format!("{name}-{}", slug(&point.to_string())),
        _ => name,
    }
}

fn first_words(slug: &str, count: usize) -> String {
    slug.split('-').take(count).collect::<Vec<_>>().join("-")
}
