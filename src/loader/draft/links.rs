//! Earlier events that a sentence says something goes back to: "as agreed at the summit in May", "후속 조치로". The
//! phrases are in `data/loader/lexicon.toml`. Never decides which event of a store is meant; the desk does.

use crate::loader::find::find_phrase;
use crate::loader::parts::{Earlier, Mention};
use crate::loader::phrases::{LinkWords, Side, lexicon};
use crate::loader::who::Who;
use crate::text::{clean_line, fold};
use std::ops::Range;

/// The most bytes of the words that name an earlier event.
const LONGEST: usize = 240;

/// A phrase that begins within so many bytes of a sentence stands in front of it.
const FRONT: usize = 4;

/// The earlier events that `sentence` names, one a phrase that says so.
pub(super) fn of(sentence: &str, mentions: &[Mention], who: &Who<'_>) -> Vec<Earlier> {
    let folded = fold(sentence);
    // Folding keeps the bytes of nearly every sentence; where it does not, places cannot be told.
    if folded.len() != sentence.len() {
        return Vec::new();
    }
    let seen = lexicon().see(&folded);
    let mut found: Vec<(Range<usize>, Earlier)> = Vec::new();
    for row in lexicon().link.iter().filter(|row| row.phrases.is_in(&seen)) {
        for range in row.phrases.words.iter().filter_map(|phrase| clause(&folded, phrase, row)) {
            let text = &sentence[range.clone()];
            let inside = |mention: &&Mention| {
                range.start <= mention.range.start && mention.range.end <= range.end && !mention.future
            };
            let earlier = Earlier {
                relation: row.relation,
                words: clean_line(text).trim_matches([' ', ',', '.']).to_owned(),
                actors: who.actors(text),
                date: mentions.iter().filter(inside).find_map(|mention| mention.date.clone()),
            };
            if !found.iter().any(|(have, _)| have.end == range.end || have.start == range.start) {
                found.push((range, earlier));
            }
        }
    }
    found.into_iter().map(|(_, earlier)| earlier).collect()
}

/// The bytes of the clause that `phrase` points to: behind it in English, before it in Korean.
fn clause(folded: &str, phrase: &str, row: &LinkWords) -> Option<Range<usize>> {
    let at = find_phrase(folded, phrase)?;
    let range = match row.side {
        Side::After => {
            let start = at + phrase.len();
            let rest = &folded[start..];
            let end = ["; ", ", which ", ", the ministry", ", officials", ", according", " – ", " — "]
                .iter()
                .filter_map(|mark| rest.find(mark))
                // "As agreed at the summit in May, the two …": the clause in front ends at the comma.
                .chain((at < FRONT).then(|| rest.find(", ")).flatten())
                .min()
                .unwrap_or(rest.len());
            start..start + end
        }
        Side::Before => {
            let start = folded[..at].rfind(", ").map_or(0, |comma| comma + 2);
            start..at
        }
    };
    (range.len() >= 6 && range.len() <= LONGEST).then_some(range)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Gazetteer;

    #[test]
    fn every_example_goes_back_to_something() {
        let gazetteer = Gazetteer::new(&[]);
        let who = Who::new(&gazetteer, "");
        for row in &lexicon().link {
            for example in &row.examples {
                let found = of(example, &[], &who);
                assert_eq!(found.first().map(|earlier| earlier.relation), Some(row.relation), "{example}");
            }
            for phrase in &row.phrases.words {
                assert_eq!(*phrase, fold(phrase), "phrases are written folded");
            }
        }
    }

    #[test]
    fn the_words_are_those_that_name_the_earlier_event() {
        let gazetteer = Gazetteer::new(&[]);
        let who = Who::new(&gazetteer, "");
        let table = [
            (
                "The meeting was a follow-up to the lodge summit of August, officials said.",
                "the lodge summit of August",
            ),
            ("양측은 지난 5월 정상회담의 후속 조치로 협의체를 출범했다.", "양측은 지난 5월 정상회담의"),
            ("As agreed at the summit in May, the two sides met.", "the summit in May"),
            ("They met and agreed.", ""),
        ];
        for (sentence, want) in table {
            let found = of(sentence, &[], &who);
            assert_eq!(found.first().map_or("", |earlier| earlier.words.as_str()), want, "{sentence}");
        }
    }
}
