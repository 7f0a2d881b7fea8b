//! Is this article one we have, or a copy of one? By address, by text, by the sketch of its words, by its title.
//! Never decides what becomes of a copy.

use crate::loader::{Article, Sketch, is_copy};
use crate::model::{Address, Source, Timeline};
use crate::text::fold;

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
/// Words a title needs before it can stand for an article.
const TELLING_TITLE: usize = 6;

/// What we know of the sources of a store, made once for many articles.
pub(super) struct Known {
    rows: Vec<Row>,
}

struct Row {
    id: String,
    /// The source it repeats itself, so that a copy of a copy names the original.
    copy_of: Option<String>,
    address: Option<String>,
    title: Option<String>,
    sketch: Option<Sketch>,
    source: Source,
}

impl Known {
    pub(super) fn new(timeline: &Timeline) -> Self {
        Self { rows: timeline.sources().iter().map(Row::new).collect() }
    }

    /// Adds a source that has just been imported.
    pub(super) fn add(&mut self, source: &Source) {
        self.rows.push(Row::new(source));
    }

    /// The source that `article` repeats, the likest one.
    pub(super) fn find(&self, article: &Article) -> Option<Copy> {
        let address = article.url.as_ref().map(Address::key);
        let title = article.title.as_deref().map(fold);
        let mut best: Option<Copy> = None;
        for row in &self.rows {
            let same_address = address.is_some() && address == row.address;
            let same_words = row.sketch.as_ref() == Some(&article.sketch) && row.title == title;
            let found = if same_address || same_words {
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
}

impl Row {
    fn new(source: &Source) -> Self {
        Self {
            id: source.id.clone(),
            copy_of: source.copy_of.clone(),
            address: source.url.as_deref().and_then(|url| Address::parse(url).ok()).map(|url| url.key()),
            title: source.title.as_deref().map(fold),
            sketch: source.fingerprint.as_deref().and_then(|text| text.parse().ok()),
            source: source.clone(),
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
        let dates = match (&self.source.published, &article.published.date) {
            (Some(ours), Some(theirs)) => ours.overlaps(theirs),
            _ => true,
        };
        self.sketch.is_none()
            && title.is_some_and(|title| title.split(' ').count() >= TELLING_TITLE)
            && self.title.as_deref() == title
            && dates
            && agree(self.source.publisher.as_deref(), article.publisher.as_deref())
    }
}
