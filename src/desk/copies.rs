//! Is this article one we have, or a copy of one? By address, by text, by the sketch of its words, by its title.
//! Never decides what becomes of a copy.

use crate::loader::{Article, Sketch, is_copy};
use crate::model::{Address, Edtf, Source, Timeline};
use crate::text::fold;
use std::collections::HashMap;

/// How an article goes back to another.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Copy {
    /// Id of the source it repeats.
    pub(super) of: String,
    /// Share of the shorter one's words, 0 to 1.
    pub(super) similarity: f64,
    /// Whether it is that very article and not a reworded copy.
    pub(super) same: bool,
}

/// From this likeness on, two texts are the same article with another frame around it.
const SAME_TEXT: f64 = 0.95;
/// So many shingles in common are worth a look.
const FEW: usize = 7;
/// Words a title needs before it can stand for an article.
const TELLING_TITLE: usize = 6;

/// What we know of the sources of a store, made once for many articles.
#[derive(Default)]
pub(super) struct Known {
    rows: Vec<Row>,
    /// Which rows have a word shingle, an address, a title.
    by_hash: HashMap<u32, Vec<usize>>,
    by_address: HashMap<String, Vec<usize>>,
    by_title: HashMap<String, Vec<usize>>,
}

struct Row {
    id: String,
    /// The source it repeats itself, so that a copy of a copy names the original.
    copy_of: Option<String>,
    title: Option<String>,
    sketch: Option<Sketch>,
    publisher: Option<String>,
    published: Option<Edtf>,
}

impl Known {
    pub(super) fn new(timeline: &Timeline) -> Self {
        let mut known = Self::default();
        timeline.sources().iter().for_each(|source| known.add(source));
        known
    }

    /// Adds a source, as one that has just been imported.
    pub(super) fn add(&mut self, source: &Source) {
        let (row, n) = (Row::new(source), self.rows.len());
        for hash in row.sketch.iter().flat_map(Sketch::hashes) {
            self.by_hash.entry(*hash).or_default().push(n);
        }
        let address = source.url.as_deref().and_then(|url| Address::parse(url).ok()).map(|url| url.key());
        if let Some(address) = address {
            self.by_address.entry(address).or_default().push(n);
        }
        if let Some(title) = &row.title {
            self.by_title.entry(title.clone()).or_default().push(n);
        }
        self.rows.push(row);
    }

    /// The source that `article` repeats, the likest one.
    pub(super) fn find(&self, article: &Article) -> Option<Copy> {
        let address = article.url.as_ref().map(Address::key);
        let title = article.title.as_deref().map(fold);
        let addressed = rows_of(&self.by_address, address.as_ref());
        let titled = rows_of(&self.by_title, title.as_ref());
        let mut rows = self.sharing(&article.sketch);
        rows.extend(addressed.iter().chain(titled));
        rows.sort_unstable();
        rows.dedup();
        let mut best: Option<Copy> = None;
        for n in rows {
            let row = &self.rows[n];
            let same_words = row.sketch.as_ref() == Some(&article.sketch) && row.title == title;
            let found = if addressed.contains(&n) || same_words {
                Some((1.0, true))
            } else if let Some(sketch) = row.sketch.as_ref().filter(|sketch| is_copy(sketch, &article.sketch))
            {
                let similarity = sketch.similarity(&article.sketch);
                Some((similarity, similarity >= SAME_TEXT))
            } else {
                row.has_title_of(article, title.as_deref()).then_some((1.0, true))
            };
            if let Some((similarity, same)) = found
                && best.as_ref().is_none_or(|best| (same, similarity) > (best.same, best.similarity))
            {
                let of = row.copy_of.clone().filter(|_| !same).unwrap_or_else(|| row.id.clone());
                best = Some(Copy { of, similarity, same });
            }
        }
        best
    }

    /// The rows that share enough shingles with a text to be worth a look.
    fn sharing(&self, sketch: &Sketch) -> Vec<usize> {
        let mut count = vec![0_usize; self.rows.len()];
        for n in sketch.hashes().iter().filter_map(|hash| self.by_hash.get(hash)).flatten() {
            count[*n] += 1;
        }
        let few = sketch.hashes().len().clamp(1, FEW);
        (0..count.len()).filter(|&n| count[n] >= few).collect()
    }
}

fn rows_of<'a>(map: &'a HashMap<String, Vec<usize>>, key: Option<&String>) -> &'a [usize] {
    key.and_then(|key| map.get(key)).map_or(&[], Vec::as_slice)
}

impl Row {
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
    fn has_title_of(&self, article: &Article, title: Option<&str>) -> bool {
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
            && title.is_some_and(|title| title.split(' ').count() >= TELLING_TITLE)
            && self.title.as_deref() == title
            && dates
            && agree(self.publisher.as_deref(), article.publisher.as_deref())
    }
}
