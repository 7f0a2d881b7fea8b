//! Is this article one we have, or a copy of one? By address, by text, by the sketch of its words, by its title.
//! Never decides what becomes of a copy.

use crate::loader::{Article, Fingerprint, is_copy};
use crate::model::{Edtf, Source, Timeline, WebUrl};
use crate::text::fold;
use std::collections::HashMap;

/// How an article goes back to another.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct CopyMatch {
    /// Id of the source it repeats.
    pub(super) original: String,
    /// Share of the shorter one's words, 0 to 1.
    pub(super) similarity: f64,
    /// Whether it is that very article and not a reworded copy.
    pub(super) is_same_article: bool,
}

/// From this likeness on, two texts are the same article with another frame around it.
const SAME_TEXT_SIMILARITY: f64 = 0.95;
/// So many shingles in common are worth a look.
const MIN_SHARED_SHINGLES: usize = 7;
/// Words a title needs before it can stand for an article.
const MIN_TITLE_WORDS: usize = 6;

/// What we know of the sources of a store, made once for many articles.
#[derive(Default)]
pub(super) struct SourceIndex {
    rows: Vec<IndexedSource>,
    /// Which rows have a word shingle, an address, a title.
    by_hash: HashMap<u32, Vec<usize>>,
    by_url: HashMap<String, Vec<usize>>,
    by_title: HashMap<String, Vec<usize>>,
}

struct IndexedSource {
    id: String,
    /// The source it repeats itself, so that a copy of a copy names the original.
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

    /// Adds a source, as one that has just been imported.
    pub(super) fn add(&mut self, source: &Source) {
        let (row, n) = (IndexedSource::new(source), self.rows.len());
        for hash in row.sketch.iter().flat_map(Fingerprint::hashes) {
            self.by_hash.entry(*hash).or_default().push(n);
        }
        let address =
            source.url.as_deref().and_then(|url| WebUrl::parse(url).ok()).map(|url| url.dedup_key());
        if let Some(address) = address {
            self.by_url.entry(address).or_default().push(n);
        }
        if let Some(title) = &row.title {
            self.by_title.entry(title.clone()).or_default().push(n);
        }
        self.rows.push(row);
    }

    /// The source that `article` repeats, the likest one.
    pub(super) fn find_original(&self, article: &Article) -> Option<CopyMatch> {
        let address = article.url.as_ref().map(WebUrl::dedup_key);
        let title = article.title.as_deref().map(fold);
        let addressed = rows_of(&self.by_url, address.as_ref());
        let titled = rows_of(&self.by_title, title.as_ref());
        let mut rows = self.rows_sharing_shingles(&article.fingerprint);
        rows.extend(addressed.iter().chain(titled));
        rows.sort_unstable();
        rows.dedup();
        let mut best: Option<CopyMatch> = None;
        for n in rows {
            let row = &self.rows[n];
            let same_words = row.sketch.as_ref() == Some(&article.fingerprint) && row.title == title;
            let found = if addressed.contains(&n) || same_words {
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

    /// The rows that share enough shingles with a text to be worth a look.
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

    /// The same long title, and neither publisher nor date speaks against it. Only for sources without a sketch:
    /// where there are words to compare, the words decide.
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
