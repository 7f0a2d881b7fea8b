//! Finds a word in a text and scores the match. The only module that uses `fuzzy-matcher`. Independent of which field
//! the text belongs to.
//!
//! A match must be compact: as a bare subsequence, "mou" occurs in most lines of English. Measured properties of the
//! crate: `fuzzy_match` and `fuzzy_indices` disagree across wide gaps, so only the latter is used; capitals cost
//! points, so text and word are folded first; it does not normalize Unicode; positions count characters. It is slow on
//! large inputs, so a letter mask and a search for the contiguous word run first and leave it only a few short windows.

use super::types::MatchMode;
use crate::text::{fold, hangul, has_hangul, is_hangul};
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use memchr::memmem::Finder;

/// Base points of a match by its quality; the points of `fuzzy-matcher` are added to them.
const WHOLE_WORD_POINTS: i64 = 4000;
const WORD_START_POINTS: i64 = 3000;
const INSIDE_POINTS: i64 = 2000;
const TYPO_POINTS: i64 = 1000;
/// Base points of a match of an unfinished Hangul syllable and of initials, and the bonus for a match that starts a word.
const UNFINISHED_SYLLABLE_POINTS: i64 = 1400;
const INITIALS_POINTS: i64 = 500;
const WORD_START_BONUS: i64 = 300;

/// Minimum length of a needle that may match inside a Latin word.
const MIN_INSIDE_CHARS: usize = 4;
/// Minimum length of a needle that may match with letters left out.
const MIN_TYPO_CHARS: usize = 5;
/// Maximum length of a needle that is passed to `fuzzy-matcher`, whose memory use is needle times text.
const MAX_MATCHER_CHARS: usize = 64;
/// Minimum weight of a Hangul needle that may match inside a word by initials or with an unfinished syllable. A syllable
/// weighs two, a consonant one.
const MIN_INSIDE_WEIGHT: usize = 3;

/// A text to search, folded, with its letter mask.
#[derive(Debug)]
pub(super) struct FoldedText {
    folded: String,
    mask: u64,
    has_hangul: bool,
}

/// A word to search for.
pub(super) struct Needle {
    text: String,
    letters: Vec<char>,
    mask: u64,
    finder: Finder<'static>,
    matcher: SkimMatcherV2,
    /// The points of `fuzzy-matcher` for a contiguous match, which do not depend on its position.
    exact_points: i64,
    partial_hangul: Option<PartialHangul>,
}

/// How a Hangul needle matches by initials, or with a last syllable that is still being typed.
struct PartialHangul {
    /// The mask of the letters that must occur as typed.
    mask: u64,
    /// The syllables before the last one, if there are any and none is an initial.
    stem: Option<Finder<'static>>,
    has_initials: bool,
    /// Whether it also matches inside words.
    matches_inside: bool,
}

/// The score and position of a match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FuzzyMatch {
    pub(super) score: i64,
    /// Character positions in the text, ascending.
    pub(super) positions: Vec<usize>,
}

impl Needle {
    /// Prepares `word`, which must be folded and not empty.
    pub(super) fn new(word: &str) -> Self {
        let matcher = SkimMatcherV2::default().ignore_case();
        let letters: Vec<char> = word.chars().collect();
        let is_short = letters.len() <= MAX_MATCHER_CHARS;
        let own_match = is_short.then(|| matcher.fuzzy_indices(word, word)).flatten();
        Self {
            exact_points: own_match.map_or(0, |(points, _)| points),
            mask: compute_letter_mask(word),
            finder: Finder::new(word).into_owned(),
            text: word.to_owned(),
            partial_hangul: PartialHangul::new(&letters),
            letters,
            matcher,
        }
    }

    /// The mask of the letters that a text must contain to match in `mode`.
    pub(super) fn required_mask(&self, mode: MatchMode) -> u64 {
        match &self.partial_hangul {
            Some(partial) if mode == MatchMode::Fuzzy => partial.mask,
            _ => self.mask,
        }
    }

    /// Whether a contiguous match counts inside words, too: always for Hangul, for other scripts if `latin_inside` and
    /// the needle is long enough.
    fn matches_inside_words(&self, latin_inside: bool) -> bool {
        self.letters.first().is_some_and(|&c| is_hangul(c))
            || latin_inside && self.letters.len() >= MIN_INSIDE_CHARS
    }
}

impl PartialHangul {
    /// `None` for a needle that matches only as typed.
    fn new(letters: &[char]) -> Option<Self> {
        let (last, before) = letters.split_last()?;
        let has_initials = letters.iter().any(|&c| hangul::is_consonant(c));
        if !has_initials && !hangul::is_syllable(*last) || letters.iter().any(|&c| hangul::is_lone_vowel(c)) {
            return None;
        }
        let weight: usize = letters.iter().map(|&c| if hangul::is_consonant(c) { 1 } else { 2 }).sum();
        let fixed: String = before.iter().filter(|&&c| !hangul::is_consonant(c)).collect();
        let stem = (!has_initials && !fixed.is_empty()).then(|| Finder::new(&fixed).into_owned());
        let matches_inside = weight >= MIN_INSIDE_WEIGHT;
        Some(Self { mask: compute_letter_mask(&fixed), stem, has_initials, matches_inside })
    }
}

impl FoldedText {
    pub(super) fn new(text: &str) -> Self {
        let folded = fold(text);
        Self {
            mask: compute_letter_mask(&folded),
            has_hangul: !folded.is_ascii() && has_hangul(&folded),
            folded,
        }
    }

    /// The letters of the text, see [`compute_letter_mask`].
    pub(super) fn letter_mask(&self) -> u64 {
        self.mask
    }

    /// Finds the needle in a name or a title. Fuzzy mode finds words, parts of words, initials, and words with letters
    /// left out.
    pub(super) fn find(&self, needle: &Needle, mode: MatchMode) -> Option<FuzzyMatch> {
        match mode {
            MatchMode::Fuzzy => self
                .find_contiguous(needle, needle.matches_inside_words(true))
                .or_else(|| self.find_partial_hangul(needle, true))
                .or_else(|| self.find_with_typo(needle)),
            MatchMode::Strict => self.find_contiguous(needle, needle.matches_inside_words(true)),
            _ => self.find_anchored(needle, mode),
        }
    }

    /// Finds the needle in prose. Fuzzy mode finds words and their beginnings and, in Hangul, parts of words.
    pub(super) fn find_word(&self, needle: &Needle, mode: MatchMode) -> Option<FuzzyMatch> {
        match mode {
            MatchMode::Fuzzy => self
                .find_contiguous(needle, needle.matches_inside_words(false))
                .or_else(|| self.find_partial_hangul(needle, false)),
            MatchMode::Strict => self.find_contiguous(needle, needle.matches_inside_words(false)),
            _ => self.find_anchored(needle, mode),
        }
    }

    /// Finds the contiguous needle where the mode requires it.
    fn find_anchored(&self, needle: &Needle, mode: MatchMode) -> Option<FuzzyMatch> {
        let (text, word) = (&self.folded, needle.text.as_str());
        let at = match mode {
            MatchMode::Start => text.starts_with(word).then_some(0),
            MatchMode::End => text.ends_with(word).then(|| text.len() - word.len()),
            MatchMode::Whole => (text == word).then_some(0),
            _ => return self.find_contiguous(needle, true),
        }?;
        let tier = if self.ends_word(at + word.len()) { WHOLE_WORD_POINTS } else { WORD_START_POINTS };
        Some(self.contiguous_match(tier, at, needle))
    }

    /// Finds the contiguous needle at the start of a word or, if `inside_words`, anywhere.
    fn find_contiguous(&self, needle: &Needle, inside_words: bool) -> Option<FuzzyMatch> {
        if needle.mask & !self.mask != 0 { None } else { self.find_best_run(needle, inside_words) }
    }

    /// Matches the needle against the whole text.
    pub(super) fn find_whole(&self, needle: &Needle) -> Option<FuzzyMatch> {
        (self.folded == needle.text).then(|| self.contiguous_match(WHOLE_WORD_POINTS, 0, needle))
    }

    /// The best contiguous match; of equal ones, the first.
    fn find_best_run(&self, needle: &Needle, inside_words: bool) -> Option<FuzzyMatch> {
        let mut best: Option<(i64, usize)> = None;
        let mut from = 0;
        while let Some(at) = self.folded.as_bytes().get(from..).and_then(|rest| needle.finder.find(rest)) {
            let at = from + at;
            let tier = match (self.starts_word(at), self.ends_word(at + needle.text.len())) {
                (true, true) => Some(WHOLE_WORD_POINTS),
                (true, false) => Some(WORD_START_POINTS),
                _ => inside_words.then_some(INSIDE_POINTS),
            };
            best = tier.map(|tier| (tier, at)).filter(|new| best.is_none_or(|old| new.0 > old.0)).or(best);
            if tier == Some(WHOLE_WORD_POINTS) {
                break;
            }
            // Matches may overlap: in "ba-a-a", the better "a-a" starts inside the first one.
            from = at + 1;
        }
        best.map(|(tier, at)| self.contiguous_match(tier, at, needle))
    }

    /// Finds a Hangul needle by initials, if `allow_initials`, or with an unfinished last syllable. A match at the start
    /// of a word wins over one inside; of equal ones, the first.
    fn find_partial_hangul(&self, needle: &Needle, allow_initials: bool) -> Option<FuzzyMatch> {
        let partial = needle.partial_hangul.as_ref();
        let partial = partial.filter(|partial| allow_initials || !partial.has_initials)?;
        let bytes = self.folded.as_bytes();
        let stem_occurs = |stem: &Finder<'_>| stem.find(bytes).is_some();
        if !self.has_hangul
            || partial.mask & !self.mask != 0
            || !partial.stem.as_ref().is_none_or(stem_occurs)
        {
            return None;
        }
        let mut inside = None;
        for (start, (byte, _)) in self.folded.char_indices().enumerate() {
            let Some(fit) = hangul::match_prefix(&needle.letters, &self.folded[byte..]) else { continue };
            let starts_word = self.starts_word(byte);
            if !starts_word && (!partial.matches_inside || inside.is_some()) {
                continue;
            }
            let tier = if fit.by_initials { INITIALS_POINTS } else { UNFINISHED_SYLLABLE_POINTS };
            let score = tier + early_bonus(start);
            let positions = fit.positions.into_iter().map(|position| start + position).collect();
            if starts_word {
                return Some(FuzzyMatch { score: score + WORD_START_BONUS, positions });
            }
            inside = Some(FuzzyMatch { score, positions });
        }
        inside
    }

    /// Finds the needle with letters left out, within a window that starts a word and is little longer than the needle.
    fn find_with_typo(&self, needle: &Needle) -> Option<FuzzyMatch> {
        let lengths = MIN_TYPO_CHARS..=MAX_MATCHER_CHARS;
        let is_impossible = !lengths.contains(&needle.letters.len()) || needle.mask & !self.mask != 0;
        if is_impossible || !is_subsequence(&needle.letters, self.folded.chars()) {
            return None;
        }
        let mut best: Option<FuzzyMatch> = None;
        for (start, (byte, c)) in self.folded.char_indices().enumerate() {
            if c != needle.letters[0] || !self.starts_word(byte) {
                continue;
            }
            let window = typo_window(&self.folded[byte..], needle.letters.len());
            if !is_subsequence(&needle.letters, window.chars()) {
                continue;
            }
            let Some((points, positions)) = needle.matcher.fuzzy_indices(window, &needle.text) else {
                continue;
            };
            let score = TYPO_POINTS + points;
            if best.as_ref().is_none_or(|best| score > best.score) {
                let positions = positions.into_iter().map(|position| start + position).collect();
                best = Some(FuzzyMatch { score, positions });
            }
        }
        best
    }

    /// The match of the contiguous needle at byte `at`.
    fn contiguous_match(&self, tier: i64, at: usize, needle: &Needle) -> FuzzyMatch {
        let start = self.folded[..at].chars().count();
        let positions = (start..start + needle.letters.len()).collect();
        FuzzyMatch { score: tier + needle.exact_points + early_bonus(start), positions }
    }

    /// Whether a word can start at byte `at`. Words also start where Hangul meets another script: "한미MOU를".
    fn starts_word(&self, at: usize) -> bool {
        is_edge(self.folded[..at].chars().next_back(), self.folded[at..].chars().next())
    }

    /// Whether a word can end before byte `at`.
    fn ends_word(&self, at: usize) -> bool {
        is_edge(self.folded[at..].chars().next(), self.folded[..at].chars().next_back())
    }
}

/// Bonus points of a match that starts at character `start`: of two equal matches, the earlier one ranks higher.
fn early_bonus(start: usize) -> i64 {
    50 - (start as i64).min(50)
}

/// Whether a word with the first or last letter `inside` ends at its neighbor `outside`.
fn is_edge(outside: Option<char>, inside: Option<char>) -> bool {
    outside.is_none_or(|c| {
        !c.is_alphanumeric() || inside.is_some_and(|inside| is_hangul(inside) != is_hangul(c))
    })
}

/// The beginning of `text` in which a needle of `length` letters may match with letters left out: a quarter longer than
/// the needle, and within one word.
fn typo_window(text: &str, length: usize) -> &str {
    let max_length = length + length / 4;
    let end = text.char_indices().enumerate().find(|&(n, (_, c))| n == max_length || c == ' ');
    end.map_or(text, |(_, (byte, _))| &text[..byte])
}

fn is_subsequence(needle: &[char], mut text: impl Iterator<Item = char>) -> bool {
    needle.iter().all(|wanted| text.any(|c| c == *wanted))
}

/// A bit for each letter, modulo 64. A text whose mask lacks a bit of the needle's mask cannot contain the needle.
fn compute_letter_mask(text: &str) -> u64 {
    text.chars().fold(0, |mask, c| mask | 1 << (c as u32 % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn needle(word: &str) -> Needle {
        Needle::new(&fold(&hangul::normalize_needle(word)))
    }

    fn score(text: &str, word: &str) -> Option<i64> {
        FoldedText::new(text).find(&needle(word), MatchMode::Fuzzy).map(|found| found.score / 1000)
    }

    #[test]
    fn more_compact_matches_score_higher() {
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
    fn a_huge_needle_is_cheap() {
        let word = "ab".repeat(200_000);
        assert_eq!(FoldedText::new("abab").find(&needle(&word), MatchMode::Fuzzy), None);
        assert!(
            FoldedText::new(&word)
                .find(&needle(&word), MatchMode::Fuzzy)
                .is_some_and(|found| found.score >= WHOLE_WORD_POINTS)
        );
    }

    #[test]
    fn positions_count_characters() {
        let found = FoldedText::new("한미 nakasone").find(&needle("nakasne"), MatchMode::Fuzzy).unwrap();
        assert_eq!(found.positions.first(), Some(&3));
        assert_eq!(found.positions.len(), 7);
    }

    /// Partial Hangul ranks below every contiguous match, and initials below unfinished syllables.
    #[test]
    fn partial_hangul_matches() {
        type Want = Option<(i64, &'static [usize])>;
        let table: [(&str, &str, Want); 12] = [
            (
                "한미 사이버사령부",
                "사이버사려",
                Some((UNFINISHED_SYLLABLE_POINTS + WORD_START_BONUS, &[3, 4, 5, 6, 7])),
            ),
            ("한미 사이버사령부", "이버사려", Some((UNFINISHED_SYLLABLE_POINTS, &[4, 5, 6, 7]))),
            ("한미 사이버사령부", "ㅅㅇㅂㅅ", Some((INITIALS_POINTS + WORD_START_BONUS, &[3, 4, 5, 6]))),
            ("한미 사이버사령부", "ㅂㅅㄹ", Some((INITIALS_POINTS, &[5, 6, 7]))),
            ("한미 사이버사령부", "ㅎㅁㅅ", Some((INITIALS_POINTS + WORD_START_BONUS, &[0, 1, 3]))),
            // A single consonant or syllable matches at the start of a word only, or it would match everything.
            ("한미 사이버사령부", "ㅅ", Some((INITIALS_POINTS + WORD_START_BONUS, &[3]))),
            ("한미 사이버사령부", "ㅂ", None),
            ("한미 사이버사령부", "혀", None),
            ("터미널", "터미너", Some((UNFINISHED_SYLLABLE_POINTS + WORD_START_BONUS, &[0, 1, 2]))),
            ("한국 MOU", "ㅎㄱ", Some((INITIALS_POINTS + WORD_START_BONUS, &[0, 1]))),
            ("MOU를 체결", "ㅊㄱ", Some((INITIALS_POINTS + WORD_START_BONUS, &[5, 6]))),
            ("한미", "ㅎㅏ", Some((UNFINISHED_SYLLABLE_POINTS + WORD_START_BONUS, &[0]))),
        ];
        for (text, word, want) in table {
            let found = FoldedText::new(text).find(&needle(word), MatchMode::Fuzzy);
            let got = found.as_ref().map(|found| (found.score / 100 * 100, found.positions.as_slice()));
            assert_eq!(got, want, "{word} in {text}");
        }
        const {
            assert!(
                UNFINISHED_SYLLABLE_POINTS + WORD_START_BONUS + 50 < INSIDE_POINTS
                    && INITIALS_POINTS + WORD_START_BONUS + 50 < UNFINISHED_SYLLABLE_POINTS
            );
        }
    }

    #[test]
    fn modes_anchor_the_match_without_guessing() {
        let table = [
            ("US Cyber Command", "yber", MatchMode::Exact, true),
            ("US Cyber Command", "ybr", MatchMode::Exact, false),
            ("US Cyber Command", "us", MatchMode::Start, true),
            ("US Cyber Command", "cyber", MatchMode::Start, false),
            ("US Cyber Command", "mand", MatchMode::End, true),
            ("US Cyber Command", "cyber", MatchMode::End, false),
            ("US Cyber Command", "us cyber command", MatchMode::Whole, true),
            ("US Cyber Command", "us", MatchMode::Whole, false),
            ("US Cyber Command", "comand", MatchMode::Fuzzy, true),
            ("US Cyber Command", "comand", MatchMode::Strict, false),
            ("US Cyber Command", "omman", MatchMode::Strict, true),
            ("사이버", "사이ㅂ", MatchMode::Fuzzy, true),
            ("사이버", "사이ㅂ", MatchMode::Strict, false),
            ("사이버", "사이ㅂ", MatchMode::Exact, false),
        ];
        for (text, word, manner, want) in table {
            assert_eq!(
                FoldedText::new(text).find(&needle(word), manner).is_some(),
                want,
                "{word} {manner:?}"
            );
        }
    }

    /// A reference implementation of `find_best_run` that looks at every window of characters.
    fn best_run_by_windows(text: &str, word: &str, inside: bool) -> Option<(i64, usize)> {
        let (text, word): (Vec<char>, Vec<char>) = (fold(text).chars().collect(), word.chars().collect());
        let edge = |outside: Option<&char>, letter: char| {
            outside.is_none_or(|&c| !c.is_alphanumeric() || is_hangul(c) != is_hangul(letter))
        };
        let anywhere = is_hangul(word[0]) || inside && word.len() >= MIN_INSIDE_CHARS;
        let windows = text.windows(word.len()).enumerate().filter(|(_, window)| *window == word);
        let tiers = windows.filter_map(|(at, window)| {
            let starts = edge(at.checked_sub(1).map(|before| &text[before]), window[0]);
            let ends = edge(text.get(at + word.len()), window[word.len() - 1]);
            match (starts, ends) {
                (true, true) => Some((WHOLE_WORD_POINTS, at)),
                (true, false) => Some((WORD_START_POINTS, at)),
                _ => anywhere.then_some((INSIDE_POINTS, at)),
            }
        });
        tiers.min_by_key(|&(tier, at)| (-tier, at))
    }

    proptest::proptest! {
        #[test]
        fn the_fast_search_equals_the_reference(text in "[abA한미é \\-]{0,14}", word in "[ab한미e-]{1,5}", inside: bool) {
            let (haystack, needle) = (FoldedText::new(&text), Needle::new(&word));
            let found = if needle.mask & !haystack.mask == 0 { haystack.find_best_run(&needle, needle.matches_inside_words(inside)) } else { None };
            let tier_and_place = found.map(|found| (found.score / 1000 * 1000, found.positions[0]));
            proptest::prop_assert_eq!(tier_and_place, best_run_by_windows(&text, &word, inside));
        }

        #[test]
        fn any_match_has_valid_positions(text in "\\PC{0,40}", word in "\\S{1,8}") {
            if let Some(found) = FoldedText::new(&text).find(&needle(&word), MatchMode::Fuzzy) {
                proptest::prop_assert!(found.positions.is_sorted_by(|a, b| a < b));
                proptest::prop_assert!(found.positions.last().is_some_and(|&last| last < text.chars().count()));
            }
        }
    }
}
