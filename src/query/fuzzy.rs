//! One text, one needle, a score. The one door to `fuzzy-matcher`, and what keeps it honest: as a bare subsequence
//! "mou" fits most lines of English, so a match has to keep together. Never knows which field a text is.
//!
//! What the crate does, as measured: `fuzzy_match` and `fuzzy_indices` disagree where gaps are wide, so only the
//! latter is asked; a capital costs points, so both sides are folded before; it does not normalise; positions are
//! numbers of characters. It is slow where it is asked of everything, so a mask of letters and a search for the
//! unbroken word come first, and it sees only the few stretches that are left.

use crate::text::{fold, is_hangul};
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use memchr::memmem::Finder;
use std::ops::Range;

/// Points of a match before the crate's own are added, by how well it keeps together.
const WHOLE_WORD: i64 = 4000;
const WORD_START: i64 = 3000;
const INSIDE: i64 = 2000;
const SLIP: i64 = 1000;

/// The shortest needle that may be found in the middle of a Latin word.
const INSIDE_FROM: usize = 4;
/// The shortest needle that may contain a slip of the finger.
const SLIP_FROM: usize = 5;

/// A text to be searched: folded, with a mask of its letters.
#[derive(Debug)]
pub(super) struct Text {
    folded: String,
    mask: u64,
}

/// A word to be looked for.
pub(super) struct Needle {
    text: String,
    letters: Vec<char>,
    mask: u64,
    finder: Finder<'static>,
    matcher: SkimMatcherV2,
    /// What the crate gives for the needle found unbroken: the same wherever that is.
    points: i64,
}

/// Where a needle was found, and how well it fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) score: i64,
    /// Numbers of characters, ascending.
    pub(super) at: Vec<usize>,
}

impl Needle {
    /// A folded word, not empty.
    pub(super) fn new(word: &str) -> Self {
        let matcher = SkimMatcherV2::default().ignore_case();
        let letters: Vec<char> = word.chars().collect();
        Self {
            points: matcher.fuzzy_indices(word, word).map_or(0, |(points, _)| points),
            mask: mask(word),
            finder: Finder::new(word).into_owned(),
            text: word.to_owned(),
            letters,
            matcher,
        }
    }
}

impl Text {
    pub(super) fn new(text: &str) -> Self {
        let folded = fold(text);
        Self { mask: mask(&folded), folded }
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
        (self.folded == needle.text).then(|| self.found(WHOLE_WORD, 0, needle))
    }

    /// The best unbroken run of the needle's letters; of equals the first.
    fn run(&self, needle: &Needle, inside: bool) -> Option<Found> {
        let anywhere = needle.letters.first().is_some_and(|&c| is_hangul(c))
            || inside && needle.letters.len() >= INSIDE_FROM;
        let mut best: Option<(i64, usize)> = None;
        let mut from = 0;
        while let Some(at) = self.folded.as_bytes().get(from..).and_then(|rest| needle.finder.find(rest)) {
            let at = from + at;
            let tier = match (self.starts_word(at), self.ends_word(at + needle.text.len())) {
                (true, true) => Some(WHOLE_WORD),
                (true, false) => Some(WORD_START),
                _ => anywhere.then_some(INSIDE),
            };
            best = tier.map(|tier| (tier, at)).filter(|new| best.is_none_or(|old| new.0 > old.0)).or(best);
            if tier == Some(WHOLE_WORD) {
                break;
            }
            // Not behind the run: in "ba-a-a" the better "a-a" begins inside the first one.
            from = at + 1;
        }
        best.map(|(tier, at)| self.found(tier, at, needle))
    }

    /// The needle with letters left out, within one stretch that begins with a word and is little longer.
    fn slip(&self, needle: &Needle) -> Option<Found> {
        if needle.letters.len() < SLIP_FROM || !is_subsequence(&needle.letters, self.folded.chars()) {
            return None;
        }
        let mut best: Option<Found> = None;
        for (at, (byte, c)) in self.folded.char_indices().enumerate() {
            if c != needle.letters[0] || !self.starts_word(byte) {
                continue;
            }
            let stretch = stretch(&self.folded[byte..], needle.letters.len());
            if !is_subsequence(&needle.letters, stretch.chars()) {
                continue;
            }
            let Some((points, places)) = needle.matcher.fuzzy_indices(stretch, &needle.text) else {
                continue;
            };
            if best.as_ref().is_none_or(|best| SLIP + points > best.score) {
                let at = places.into_iter().map(|place| at + place).collect();
                best = Some(Found { score: SLIP + points, at });
            }
        }
        best
    }

    /// The needle unbroken at byte `at`.
    fn found(&self, tier: i64, at: usize, needle: &Needle) -> Found {
        let start = self.folded[..at].chars().count();
        // Of two equal runs the one nearer the beginning of its text is worth a little more.
        let early = 50 - (start as i64).min(50);
        let at: Range<usize> = start..start + needle.letters.len();
        Found { score: tier + needle.points + early, at: at.collect() }
    }

    /// Whether a word can begin at byte `at`. Where Hangul meets another script, one does: "한미MOU를".
    fn starts_word(&self, at: usize) -> bool {
        is_edge(self.folded[..at].chars().next_back(), self.folded[at..].chars().next())
    }

    /// Whether a word can end before byte `at`.
    fn ends_word(&self, at: usize) -> bool {
        is_edge(self.folded[at..].chars().next(), self.folded[..at].chars().next_back())
    }
}

/// Whether a word whose last or first letter is `inside` stops where `outside` stands.
fn is_edge(outside: Option<char>, inside: Option<char>) -> bool {
    outside.is_none_or(|c| {
        !c.is_alphanumeric() || inside.is_some_and(|inside| is_hangul(inside) != is_hangul(c))
    })
}

/// The start of `text` in which a needle of `length` letters may leave some out: a quarter more, within one word.
fn stretch(text: &str, length: usize) -> &str {
    let reach = length + length / 4;
    let end = text.char_indices().enumerate().find(|&(n, (_, c))| n == reach || c == ' ');
    end.map_or(text, |(_, (byte, _))| &text[..byte])
}

fn is_subsequence(needle: &[char], mut text: impl Iterator<Item = char>) -> bool {
    needle.iter().all(|wanted| text.any(|c| c == *wanted))
}

/// A bit for each letter, so that most texts are ruled out by one comparison.
fn mask(text: &str) -> u64 {
    text.chars().fold(0, |mask, c| mask | 1 << (c as u32 % 64))
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
            ("한미MOU를 체결", "mou", Some(4)),
            ("a ba-a-a", "a-a", Some(4)),
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

    /// What `run` promises, without mask, bytes and haste: every window of letters looked at.
    fn plainly(text: &str, word: &str, inside: bool) -> Option<(i64, usize)> {
        let (text, word): (Vec<char>, Vec<char>) = (fold(text).chars().collect(), word.chars().collect());
        let edge = |outside: Option<&char>, letter: char| {
            outside.is_none_or(|&c| !c.is_alphanumeric() || is_hangul(c) != is_hangul(letter))
        };
        let anywhere = is_hangul(word[0]) || inside && word.len() >= INSIDE_FROM;
        let windows = text.windows(word.len()).enumerate().filter(|(_, window)| *window == word);
        let tiers = windows.filter_map(|(at, window)| {
            let starts = edge(at.checked_sub(1).map(|before| &text[before]), window[0]);
            let ends = edge(text.get(at + word.len()), window[word.len() - 1]);
            match (starts, ends) {
                (true, true) => Some((WHOLE_WORD, at)),
                (true, false) => Some((WORD_START, at)),
                _ => anywhere.then_some((INSIDE, at)),
            }
        });
        tiers.min_by_key(|&(tier, at)| (-tier, at))
    }

    proptest::proptest! {
        #[test]
        fn haste_changes_no_result(text in "[abA한미é \\-]{0,14}", word in "[ab한미e-]{1,5}", inside: bool) {
            let (haystack, needle) = (Text::new(&text), Needle::new(&word));
            let found = if needle.mask & !haystack.mask == 0 { haystack.run(&needle, inside) } else { None };
            let tier_and_place = found.map(|found| (found.score / 1000 * 1000, found.at[0]));
            proptest::prop_assert_eq!(tier_and_place, plainly(&text, &word, inside));
        }

        #[test]
        fn any_word_in_any_text_gives_places_of_that_text(text in "\\PC{0,40}", word in "\\S{1,8}") {
            let needle = Needle::new(&fold(&word));
            if let Some(found) = Text::new(&text).find(&needle) {
                proptest::prop_assert!(found.at.is_sorted_by(|a, b| a < b));
                proptest::prop_assert!(found.at.last().is_some_and(|&last| last < text.chars().count()));
            }
        }
    }
}
