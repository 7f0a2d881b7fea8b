//! Finds the source that an article is a copy of: by URL, by text, by the sketch of its words, or by title. Does not decide
//! what happens to a copy.

use crate::loader::{Article, Fingerprint, is_copy};
use crate::model::{Edtf, Source, Timeline, WebUrl};
use crate::text::fold;
use std::collections::HashMap;

/// The source that an article is a copy of.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct CopyMatch {
    /// Id of the source.
    pub(super) original: String,
    /// The share of common words in the shorter text, 0 to 1.
    pub(super) similarity: f64,
    /// Whether it is the same article and not a reworded copy.
    pub(super) is_same_article: bool,
}

/// The least similarity at which two texts are the same article with different boilerplate.
const SAME_TEXT_SIMILARITY: f64 = 0.95;
/// The least number of common shingles at which two texts are compared.
const MIN_SHARED_SHINGLES: usize = 7;
/// The least number of words in a title that identifies an article.
const MIN_TITLE_WORDS: usize = 6;

/// The sources of a store, indexed for many articles.
#[derive(Default)]
pub(super) struct SourceIndex {
    rows: Vec<IndexedSource>,
    /// Indices of the rows with a word shingle, a URL or a title.
    by_hash: HashMap<u32, Vec<usize>>,
    by_url: HashMap<String, Vec<usize>>,
    by_title: HashMap<String, Vec<usize>>,
}

struct IndexedSource {
    id: String,
    /// The source that it copies itself, so that a copy of a copy names the original.
    copy_of: Option<String>,
    title: Option<String>,
    sketch: Option<Fingerprint>,
    publisher: Option<String>,
    published: Option<Edtf>,
}

impl SourceIndex {
    pub(super) fn new(timeline: &Timeline) -> Self {
        let mut known = Self::default();
        timeline.sources().iter().for_each(|source| known.add(source));
        known
    }

    /// Adds a source, as one that is being imported.
    pub(super) fn add(&mut self, source: &Source) {
        let (row, n) = (IndexedSource::new(source), self.rows.len());
        for hash in row.sketch.iter().flat_map(Fingerprint::hashes) {
            self.by_hash.entry(*hash).or_default().push(n);
        }
        let url_key =
            source.url.as_deref().and_then(|url| WebUrl::parse(url).ok()).map(|url| url.dedup_key());
        if let Some(key) = url_key {
            self.by_url.entry(key).or_default().push(n);
        }
        if let Some(title) = &row.title {
            self.by_title.entry(title.clone()).or_default().push(n);
        }
        self.rows.push(row);
    }

    /// Finds the source that `article` is a copy of, the most similar one.
    pub(super) fn find_original(&self, article: &Article) -> Option<CopyMatch> {
        let url_key = article.url.as_ref().map(WebUrl::dedup_key);
        let title = article.title.as_deref().map(fold);
        let same_url = rows_of(&self.by_url, url_key.as_ref());
        let same_title = rows_of(&self.by_title, title.as_ref());
        let mut rows = self.rows_sharing_shingles(&article.fingerprint);
        rows.extend(same_url.iter().chain(same_title));
        rows.sort_unstable();
        rows.dedup();
        let mut best: Option<CopyMatch> = None;
        for n in rows {
            let row = &self.rows[n];
            let same_words = row.sketch.as_ref() == Some(&article.fingerprint) && row.title == title;
            let found = if same_url.contains(&n) || same_words {
                Some((1.0, true))
            } else if let Some(sketch) =
                row.sketch.as_ref().filter(|sketch| is_copy(sketch, &article.fingerprint))
            {
                let similarity = sketch.similarity(&article.fingerprint);
                Some((similarity, similarity >= SAME_TEXT_SIMILARITY))
            } else {
                row.matches_title(article, title.as_deref()).then_some((1.0, true))
            };
            if let Some((similarity, same)) = found
                && best
                    .as_ref()
                    .is_none_or(|best| (same, similarity) > (best.is_same_article, best.similarity))
            {
                let of = row.copy_of.clone().filter(|_| !same).unwrap_or_else(|| row.id.clone());
                best = Some(CopyMatch { original: of, similarity, is_same_article: same });
            }
        }
        best
    }

    /// The rows that share enough shingles with a text to be compared.
    fn rows_sharing_shingles(&self, sketch: &Fingerprint) -> Vec<usize> {
        let mut count = vec![0_usize; self.rows.len()];
        for n in sketch.hashes().iter().filter_map(|hash| self.by_hash.get(hash)).flatten() {
            count[*n] += 1;
        }
        let few = sketch.hashes().len().clamp(1, MIN_SHARED_SHINGLES);
        (0..count.len()).filter(|&n| count[n] >= few).collect()
    }
}

fn rows_of<'a>(map: &'a HashMap<String, Vec<usize>>, key: Option<&String>) -> &'a [usize] {
    key.and_then(|key| map.get(key)).map_or(&[], Vec::as_slice)
}

impl IndexedSource {
    fn new(source: &Source) -> Self {
        Self {
            id: source.id.clone(),
            copy_of: source.copy_of.clone(),
            title: source.title.as_deref().map(fold),
            sketch: source.fingerprint.as_deref().and_then(|text| text.parse().ok()),
            publisher: source.publisher.clone(),
            published: source.published.clone(),
        }
    }

    /// Whether source and article have the same long title, and neither publisher nor date contradicts it. Only for sources
    /// without a sketch: where there are words to compare, they decide.
    fn matches_title(&self, article: &Article, title: Option<&str>) -> bool {
        let agree = |ours: Option<&str>, theirs: Option<&str>| match (ours, theirs) {
            (Some(ours), Some(theirs)) => {
                fold(ours).contains(&fold(theirs)) || fold(theirs).contains(&fold(ours))
            }
            _ => true,
        };
        let dates = match (&self.published, &article.published.date) {
            (Some(ours), Some(theirs)) => ours.overlaps(theirs),
            _ => true,
        };
        self.sketch.is_none()
            && title.is_some_and(|title| title.split(' ').count() >= MIN_TITLE_WORDS)
            && self.title.as_deref() == title
            && dates
            && agree(self.publisher.as_deref(), article.publisher.as_deref())
    }
}
