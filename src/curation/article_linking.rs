//! Links an article to the stored event that it is about. The article is a query and every stored event a document, ranked by
//! BM25; the best documents are then compared with what word counts do not show: dates, ordinals, the event type, and how
//! much of the event's own title the article repeats. Returns no event rather than a doubtful one. Never changes anything.

mod dates;
mod index;
mod ordinals;

use crate::loader::{Article, Proposal};
use crate::model::{Event, Timeline};
use dates::ArticleDates;
use index::{EventIndex, TermCounts};
use ordinals::find_ordinals;
use std::collections::BTreeSet;

/// Characters of an article's text that are compared with the store: headline, lead, and the paragraphs that name the parties.
const MAX_QUERY_CHARS: usize = 1_800;
/// Documents that are compared in detail.
const MAX_CANDIDATES: usize = 24;
/// The lowest score at which an article with a known publication date is linked. Articles about events that the store does not
/// have stay below it.
const MIN_SCORE: f64 = 62.0;
/// The same for an article without a publication date, where no date speaks against the wrong events.
const MIN_SCORE_UNDATED: f64 = 80.0;
/// Without a publication date, the factor by which the best event must exceed the next one.
const MIN_MARGIN_UNDATED: f64 = 1.35;
/// The same if the headline has the ordinal of the event.
const MIN_MARGIN_WITH_ORDINAL: f64 = 1.1;
/// Events at most so many days apart count as one occasion: a meeting, and what was signed there.
const SAME_OCCASION_DAYS: i64 = 3;
/// A factor for the type of the event that the article reports. Reporters mix types up, so another type excludes nothing.
const SAME_KIND: f64 = 1.3;
/// The weight of an event whose title has no word in common with the article; the share of common words is added.
const TITLE_SHARE_BASE: f64 = 0.5;

/// A stored event that an article is about.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ArticleLink {
    /// The event's id.
    pub(super) event: String,
    /// The score; comparable only between events of one article.
    pub(super) score: f64,
}

/// Links articles to the events of one timeline. Built once per import.
pub(super) struct ArticleLinker<'a> {
    timeline: &'a Timeline,
    index: EventIndex,
}

impl<'a> ArticleLinker<'a> {
    /// Indexes every event of `timeline`.
    pub(super) fn new(timeline: &'a Timeline) -> Self {
        Self { timeline, index: EventIndex::new(timeline) }
    }

    /// The stored event that `article` is about; `None` if there is none or if two fit about equally well.
    pub(super) fn find_event(&self, article: &Article) -> Option<ArticleLink> {
        let view = ArticleView::new(article, &self.index);
        let ranked = self.rank_events(&view);
        let (best, next) = (ranked.first()?, ranked.get(1));
        if view.dates.is_news_dated() {
            return (best.score >= MIN_SCORE).then(|| best.clone());
        }
        let margin = if self.has_ordinal(&view, best) { MIN_MARGIN_WITH_ORDINAL } else { MIN_MARGIN_UNDATED };
        let clear =
            |next: &ArticleLink| best.score >= next.score * margin || self.is_same_occasion(best, next);
        (best.score >= MIN_SCORE_UNDATED && next.is_none_or(clear)).then(|| best.clone())
    }

    /// Whether the headline of an article has the ordinal in the title of a linked event.
    fn has_ordinal(&self, view: &ArticleView<'_>, link: &ArticleLink) -> bool {
        let event = self.timeline.get(&link.event).map(|entry| &entry.event);
        event.is_some_and(|event| !find_ordinals(&event.title).is_disjoint(&view.title_ordinals))
    }

    /// Whether two events are on the same days or nearly so.
    fn is_same_occasion(&self, a: &ArticleLink, b: &ArticleLink) -> bool {
        let date = |link: &ArticleLink| self.timeline.get(&link.event)?.event.date.clone();
        let (Some(a), Some(b)) = (date(a), date(b)) else { return false };
        let gap = (a.earliest() - b.latest()).max(b.earliest() - a.latest()).num_days();
        a.is_exact() && b.is_exact() && gap <= SAME_OCCASION_DAYS
    }

    /// The events that an article may be about, the best first.
    fn rank_events(&self, view: &ArticleView<'_>) -> Vec<ArticleLink> {
        let mut ranked: Vec<ArticleLink> = self
            .index
            .best_documents(&view.query, MAX_CANDIDATES)
            .into_iter()
            .filter_map(|(document, relevance)| {
                let event = &self.timeline.entries().get(document)?.event;
                let title_share = self.index.title_share(&view.query, document);
                let score = self.refine(view, document, event, relevance) * (TITLE_SHARE_BASE + title_share);
                Some(ArticleLink { event: event.id.clone(), score })
            })
            .collect();
        ranked.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.event.cmp(&b.event)));
        ranked
    }

    /// The BM25 score of a document, weighed by what the article and the event have in common otherwise.
    fn refine(&self, view: &ArticleView<'_>, document: usize, event: &Event, relevance: f64) -> f64 {
        let title = self.index.title_relevance(&view.title, document);
        let kind = if view.main.is_some_and(|main| main.kind == event.kind) { SAME_KIND } else { 1.0 };
        (relevance + title)
            * kind
            * view.dates.compatibility(event.date.as_ref())
            * ordinal_agreement(view, event)
    }
}

/// What is compared of an article.
struct ArticleView<'a> {
    query: TermCounts,
    title: TermCounts,
    main: Option<&'a Proposal>,
    dates: ArticleDates,
    title_ordinals: BTreeSet<u32>,
    lead_ordinals: BTreeSet<u32>,
}

impl<'a> ArticleView<'a> {
    fn new(article: &'a Article, index: &EventIndex) -> Self {
        let title = article.title.as_deref().unwrap_or_default();
        let lead = lead_of(&article.text);
        let main = article.proposals.iter().find(|proposal| proposal.main);
        Self {
            query: index.query(&[title, title, lead]),
            title: index.query(&[title]),
            main,
            dates: ArticleDates::new(article, main),
            title_ordinals: find_ordinals(title),
            lead_ordinals: find_ordinals(lead),
        }
    }
}

/// The first [`MAX_QUERY_CHARS`] characters of a text.
fn lead_of(text: &str) -> &str {
    text.char_indices().nth(MAX_QUERY_CHARS).map_or(text, |(end, _)| &text[..end])
}

/// A factor for "the sixth meeting" and an event that is the sixth or another of its series.
fn ordinal_agreement(view: &ArticleView<'_>, event: &Event) -> f64 {
    let own = find_ordinals(&event.title);
    if own.is_empty() {
        return 1.0;
    }
    let (named, same, other) = if view.title_ordinals.is_empty() {
        (&view.lead_ordinals, 1.2, 0.75)
    } else {
        (&view.title_ordinals, 1.35, 0.6)
    };
    match (named.is_empty(), own.is_disjoint(named)) {
        (true, _) => 1.0,
        (false, false) => same,
        (false, true) => other,
    }
}
