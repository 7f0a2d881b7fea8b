//! An inverted index of the events of a timeline with BM25 weights (Robertson and Zaragoza, 2009). Words of Latin script are
//! terms; of Hangul the pairs of neighboring syllables are, since particles and compounds leave few whole words in common.

use crate::model::{Actor, Event, Timeline};
use crate::text::fold;
use std::collections::HashMap;

/// How soon further occurrences of a term in a document count for less.
const TERM_SATURATION: f64 = 1.2;
/// How much long documents are held back, 0 to 1.
const LENGTH_NORMALIZATION: f64 = 0.6;
/// Occurrences of a term in the query that count.
const MAX_QUERY_COUNT: u32 = 3;
/// How often a title counts among the fields of an event.
const TITLE_WEIGHT: usize = 3;
/// Words that name nothing.
const STOP_WORDS: [&str; 29] = [
    "the", "and", "that", "this", "their", "with", "from", "for", "was", "were", "are", "has", "have", "had",
    "been", "will", "its", "into", "over", "said", "says", "also", "not", "but", "his", "her", "they", "who",
    "which",
];

/// The terms of a text that the index has, with how often each occurs.
pub(super) struct TermCounts(HashMap<u32, u32>);

/// The events of a timeline by the terms of their texts.
pub(super) struct EventIndex {
    terms: HashMap<String, u32>,
    /// For each term, the documents that have it with its count there.
    postings: Vec<Vec<(u32, u32)>>,
    /// For each document, the number of its terms.
    lengths: Vec<f64>,
    mean_length: f64,
    /// For each document, the terms of its English and of its Korean title.
    titles: Vec<[Vec<u32>; 2]>,
}

impl EventIndex {
    /// Indexes the events of `timeline`; a document has the position of its event.
    pub(super) fn new(timeline: &Timeline) -> Self {
        let mut index = Self {
            terms: HashMap::new(),
            postings: Vec::new(),
            lengths: Vec::new(),
            mean_length: 1.0,
            titles: Vec::new(),
        };
        for entry in timeline.entries() {
            index.add_document(timeline, &entry.event);
        }
        if !index.lengths.is_empty() {
            index.mean_length = index.lengths.iter().sum::<f64>() / index.lengths.len() as f64;
        }
        index
    }

    fn add_document(&mut self, timeline: &Timeline, event: &Event) {
        let document = self.lengths.len() as u32;
        let title_ko = event.title_ko.as_deref().unwrap_or_default();
        let mut counts: HashMap<u32, u32> = HashMap::new();
        for text in document_texts(timeline, event) {
            for_each_term(text, |term| *counts.entry(self.intern(term)).or_default() += 1);
        }
        self.lengths.push(f64::from(counts.values().sum::<u32>()));
        for (term, count) in counts {
            self.postings[term as usize].push((document, count));
        }
        let titles = [event.title.as_str(), title_ko].map(|title| {
            let mut terms = Vec::new();
            for_each_term(title, |term| terms.push(self.intern(term)));
            terms.sort_unstable();
            terms.dedup();
            terms
        });
        self.titles.push(titles);
    }

    fn intern(&mut self, term: &str) -> u32 {
        if let Some(&id) = self.terms.get(term) {
            return id;
        }
        let id = self.postings.len() as u32;
        self.terms.insert(term.to_owned(), id);
        self.postings.push(Vec::new());
        id
    }

    /// The terms of `texts` that some event has.
    pub(super) fn query(&self, texts: &[&str]) -> TermCounts {
        let mut counts = HashMap::new();
        for text in texts {
            for_each_term(text, |term| {
                if let Some(&id) = self.terms.get(term) {
                    *counts.entry(id).or_default() += 1;
                }
            });
        }
        TermCounts(counts)
    }

    /// The `count` documents that fit `query` best, with their scores, the best first.
    pub(super) fn best_documents(&self, query: &TermCounts, count: usize) -> Vec<(usize, f64)> {
        let mut scores = vec![0.0; self.lengths.len()];
        for (&term, &in_query) in &query.0 {
            let weight = self.rarity(term) * f64::from(in_query.min(MAX_QUERY_COUNT)).sqrt();
            for &(document, in_document) in &self.postings[term as usize] {
                let document = document as usize;
                let length = self.lengths[document] / self.mean_length;
                let norm = TERM_SATURATION * (1.0 - LENGTH_NORMALIZATION + LENGTH_NORMALIZATION * length);
                let in_document = f64::from(in_document);
                scores[document] += weight * in_document * (TERM_SATURATION + 1.0) / (in_document + norm);
            }
        }
        let mut ranked: Vec<(usize, f64)> =
            scores.into_iter().enumerate().filter(|(_, score)| *score > 0.0).collect();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        ranked.truncate(count);
        ranked
    }

    /// The weight of the terms that a headline and the title of a document have in common.
    pub(super) fn title_relevance(&self, headline: &TermCounts, document: usize) -> f64 {
        let terms = self.titles[document].iter().flatten();
        terms.filter(|term| headline.0.contains_key(term)).map(|&term| self.rarity(term)).sum()
    }

    /// The share of a document's title that occurs in the query, 0 to 1, rare terms counting more; of the two titles the one
    /// with the larger share.
    pub(super) fn title_share(&self, query: &TermCounts, document: usize) -> f64 {
        let share = |terms: &Vec<u32>| {
            let sum =
                |terms: &mut dyn Iterator<Item = &u32>| terms.map(|&term| self.rarity(term)).sum::<f64>();
            let all = sum(&mut terms.iter());
            if all > 0.0 {
                sum(&mut terms.iter().filter(|term| query.0.contains_key(term))) / all
            } else {
                0.0
            }
        };
        self.titles[document].iter().map(share).fold(0.0, f64::max)
    }

    /// The inverse document frequency of a term.
    fn rarity(&self, term: u32) -> f64 {
        let (all, with) = (self.lengths.len() as f64, self.postings[term as usize].len() as f64);
        (1.0 + (all - with + 0.5) / (with + 0.5)).ln()
    }
}

/// The texts that make up the document of an event.
fn document_texts<'a>(timeline: &'a Timeline, event: &'a Event) -> Vec<&'a str> {
    let titles = std::iter::once(event.title.as_str()).chain(event.title_ko.as_deref());
    let mut texts: Vec<&str> =
        titles.cycle().take(TITLE_WEIGHT * (1 + usize::from(event.title_ko.is_some()))).collect();
    texts.extend([&event.summary, &event.place].into_iter().flatten().map(String::as_str));
    texts.extend(event.actors.iter().filter_map(|id| timeline.actor(id)).flat_map(Actor::names));
    texts.extend(event.commitments.iter().map(|commitment| commitment.text.as_str()));
    for source in event.sources.iter().filter_map(|row| timeline.source(&row.source)) {
        texts
            .extend([&source.title, &source.about, &source.digest].into_iter().flatten().map(String::as_str));
    }
    texts
}

/// Calls `add` with each term of `text`.
fn for_each_term(text: &str, mut add: impl FnMut(&str)) {
    let folded = fold(text)
        .replace("u.s.", "us")
        .replace("s. korea", "south korea")
        .replace("n. korea", "north korea");
    let word_char = |c: char| c.is_ascii_alphanumeric() || c == '$' || is_syllable(c);
    for run in folded.split(|c| !word_char(c)).filter(|run| !run.is_empty()) {
        for word in script_runs(run) {
            if word.chars().next().is_some_and(is_syllable) {
                add_syllable_pairs(word, &mut add);
            } else if word.len() > 1 && !STOP_WORDS.contains(&word) {
                add(word.strip_suffix('s').filter(|stem| stem.len() > 3).unwrap_or(word));
            }
        }
    }
}

/// The parts of a run of letters that are of one script: `FBI가` is two.
fn script_runs(run: &str) -> impl Iterator<Item = &str> {
    let mut rest = run;
    std::iter::from_fn(move || {
        let hangul = is_syllable(rest.chars().next()?);
        let end = rest.find(|c| is_syllable(c) != hangul).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        rest = after;
        Some(word)
    })
}

fn add_syllable_pairs(word: &str, add: &mut impl FnMut(&str)) {
    let starts: Vec<usize> = word.char_indices().map(|(at, _)| at).chain([word.len()]).collect();
    if starts.len() < 3 {
        return add(word);
    }
    for pair in starts.windows(3) {
        add(&word[pair[0]..pair[2]]);
    }
}

fn is_syllable(c: char) -> bool {
    matches!(c, '\u{AC00}'..='\u{D7A3}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_words_and_pairs_of_syllables() {
        let terms = |text: &str| {
            let mut terms = Vec::new();
            for_each_term(text, |term| terms.push(term.to_owned()));
            terms
        };
        assert_eq!(terms("The U.S. sanctions FBI가"), ["us", "sanction", "fbi", "가"]);
        assert_eq!(terms("사이버사령부"), ["사이", "이버", "버사", "사령", "령부"]);
    }
}
