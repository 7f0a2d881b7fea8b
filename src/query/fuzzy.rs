//! One text, one needle, a score. The one door to `fuzzy-matcher`, and what keeps it honest: as a bare subsequence
//! "mou" fits most lines of English, so a match has to keep together. Never knows which field a text is.
//!
//! What the crate does, as measured: `fuzzy_match` and `fuzzy_indices` disagree where gaps are wide, so only the
//! latter is asked; a capital costs points, so both sides are folded before; it does not normalise; positions are
//! numbers of characters.

use crate::text::{fold, is_hangul};
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

/// Points of a match before the crate's own are added, by how well it keeps together.
const WHOLE_WORD: i64 = 4000;
const WORD_START: i64 = 3000;
const INSIDE: i64 = 2000;
const SLIP: i64 = 1000;

/// The shortest needle that may be found in the middle of a Latin word.
const INSIDE_FROM: usize = 4;
/// The shortest needle that may contain a slip of the finger.
const SLIP_FROM: usize = 5;

/// A text to be searched: folded, its letters, and a mask of them.
#[derive(Debug)]
pub(super) struct Text {
    letters: Vec<char>,
    mask: u64,
}

/// A word to be looked for.
pub(super) struct Needle {
    text: String,
    letters: Vec<char>,
    mask: u64,
    matcher: SkimMatcherV2,
}

/// Where a needle was found, and how well it fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) score: i64,
    /// Numbers of characters, ascending.
    pub(super) at: Vec<usize>,
}

impl Needle {
    /// A folded word.
    pub(super) fn new(word: &str) -> Self {
        let letters: Vec<char> = word.chars().collect();
        Self {
            text: word.to_owned(),
            mask: mask(&letters),
            letters,
            matcher: SkimMatcherV2::default().ignore_case(),
        }
    }
}

impl Text {
    pub(super) fn new(text: &str) -> Self {
        let letters: Vec<char> = fold(text).chars().collect();
        Self { mask: mask(&letters), letters }
    }

    /// As a word, a part of one, or a word with a letter or two left out.
    pub(super) fn find(&self, needle: &Needle) -> Option<Found> {
        if needle.mask & !self.mask != 0 {
            return None;
        }
        self.run(needle, true).or_else(|| self.slip(needle))
    }

    /// As a word or the beginning of one; Hangul also inside.
    pub(super) fn find_word(&self, needle: &Needle) -> Option<Found> {
        if needle.mask & !self.mask != 0 { None } else { self.run(needle, false) }
    }

    /// As the whole text.
    pub(super) fn find_whole(&self, needle: &Needle) -> Option<Found> {
        (self.letters == needle.letters).then(|| self.score(WHOLE_WORD, 0..self.letters.len(), needle))
    }

    /// The best unbroken run of the needle's letters.
    fn run(&self, needle: &Needle, inside: bool) -> Option<Found> {
        let length = needle.letters.len();
        let mut best: Option<(i64, usize)> = None;
        for (at, window) in self.letters.windows(length.max(1)).enumerate() {
            if window != needle.letters {
                continue;
            }
            let tier = match (self.starts_word(at), self.ends_word(at + length)) {
                (true, true) => WHOLE_WORD,
                (true, false) => WORD_START,
                _ if is_hangul(window[0]) => INSIDE,
                _ if inside && length >= INSIDE_FROM => INSIDE,
                _ => continue,
            };
            if best.is_none_or(|(have, _)| tier > have) {
                best = Some((tier, at));
            }
        }
        best.map(|(tier, at)| self.score(tier, at..at + length, needle))
    }

    /// The needle with letters left out, within one stretch that begins with a word and is little longer.
    fn slip(&self, needle: &Needle) -> Option<Found> {
        let length = needle.letters.len();
        if length < SLIP_FROM || !is_subsequence(&needle.letters, &self.letters) {
            return None;
        }
        let reach = length + length / 4;
        let mut best: Option<Found> = None;
        for at in (0..self.letters.len())
            .filter(|&at| self.starts_word(at) && self.letters[at] == needle.letters[0])
        {
            let end = (at..self.letters.len()).take(reach).find(|&n| self.letters[n] == ' ');
            let end = end.unwrap_or(self.letters.len().min(at + reach));
            if !is_subsequence(&needle.letters, &self.letters[at..end]) {
                continue;
            }
            let stretch: String = self.letters[at..end].iter().collect();
            let Some((points, places)) = needle.matcher.fuzzy_indices(&stretch, &needle.text) else {
                continue;
            };
            if best.as_ref().is_none_or(|best| SLIP + points > best.score) {
                best = Some(Found {
                    score: SLIP + points,
                    at: places.into_iter().map(|place| at + place).collect(),
                });
            }
        }
        best
    }

    fn score(&self, tier: i64, range: std::ops::Range<usize>, needle: &Needle) -> Found {
        let stretch: String = self.letters[range.clone()].iter().collect();
        let points = needle.matcher.fuzzy_indices(&stretch, &needle.text).map_or(0, |(points, _)| points);
        // Of two equal runs the one nearer the beginning of its text is worth a little more.
        let early = 50 - (range.start as i64).min(50);
        Found { score: tier + points + early, at: range.collect() }
    }

    fn starts_word(&self, at: usize) -> bool {
        at == 0 || !self.letters[at - 1].is_alphanumeric()
    }

    fn ends_word(&self, at: usize) -> bool {
        self.letters.get(at).is_none_or(|c| !c.is_alphanumeric())
    }
}

fn is_subsequence(needle: &[char], text: &[char]) -> bool {
    let mut letters = text.iter();
    needle.iter().all(|wanted| letters.any(|c| c == wanted))
}

/// A bit for each letter, so that most texts are ruled out by one comparison.
fn mask(letters: &[char]) -> u64 {
    letters.iter().fold(0, |mask, &c| mask | 1 << (c as u32 % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(text: &str, word: &str) -> Option<i64> {
        Text::new(text).find(&Needle::new(&fold(word))).map(|found| found.score / 1000)
    }

    #[test]
    fn the_better_it_keeps_together_the_more_it_is_worth() {
        let table = [
            ("signing of the MOU", "mou", Some(4)),
            ("mountains", "mou", Some(3)),
            ("a famous one", "mou", None),
            ("moving on upward", "mou", None),
            ("Nakasone", "kason", Some(2)),
            ("Nakasone", "nakasne", Some(1)),
            ("Lazarus Group", "lazrus", Some(1)),
            ("national cyber security", "ncsec", None),
            ("국가사이버안보센터", "사이버", Some(2)),
            ("", "x", None),
        ];
        for (text, word, want) in table {
            assert_eq!(score(text, word), want, "{word:?} in {text:?}");
        }
    }

    #[test]
    fn places_are_numbers_of_characters() {
        let found = Text::new("한미 nakasone").find(&Needle::new("nakasne")).unwrap();
        assert_eq!(found.at.first(), Some(&3));
        assert_eq!(found.at.len(), 7);
    }
}
