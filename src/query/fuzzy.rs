//! One text, one needle, a score. The one door to `fuzzy-matcher`, and what keeps it honest: as a bare subsequence
//! "mou" fits most lines of English, so a match has to keep together. Never knows which field a text is.
//!
//! What the crate does, as measured: `fuzzy_match` and `fuzzy_indices` disagree where gaps are wide, so only the
//! latter is asked; a capital costs points, so both sides are folded before; it does not normalise; positions are
//! numbers of characters. It is slow where it is asked of everything, so a mask of letters and a search for the
//! unbroken word come first, and it sees only the few stretches that are left.

use super::parts::MatchMode;
use crate::text::{fold, hangul, has_hangul, is_hangul};
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use memchr::memmem::Finder;
use std::ops::Range;

/// Points of a match before the crate's own are added, by how well it keeps together.
const WHOLE_WORD_POINTS: i64 = 4000;
const WORD_START_POINTS: i64 = 3000;
const INSIDE_POINTS: i64 = 2000;
const TYPO_POINTS: i64 = 1000;
/// Points of Hangul that is still being typed and of initials; and what a place where a word begins adds.
const UNFINISHED_SYLLABLE_POINTS: i64 = 1400;
const INITIALS_POINTS: i64 = 500;
const WORD_START_BONUS: i64 = 300;

/// The shortest needle that may be found in the middle of a Latin word.
const MIN_INSIDE_CHARS: usize = 4;
/// The shortest needle that may contain a slip of the finger.
const MIN_TYPO_CHARS: usize = 5;
/// The longest needle that the crate sees: its memory is needle times text, and nobody types a longer word by slip.
const MAX_MATCHER_CHARS: usize = 64;
/// How much has to be typed before initials and unfinished syllables are found inside a word: a syllable counts two, a
/// consonant one.
const MIN_INSIDE_WEIGHT: usize = 3;

/// A text to be searched: folded, with a mask of its letters.
#[derive(Debug)]
pub(super) struct FoldedText {
    folded: String,
    mask: u64,
    has_hangul: bool,
}

/// A word to be looked for.
pub(super) struct Needle {
    text: String,
    letters: Vec<char>,
    mask: u64,
    finder: Finder<'static>,
    matcher: SkimMatcherV2,
    /// What the crate gives for the needle found unbroken: the same wherever that is.
    exact_points: i64,
    partial_hangul: Option<PartialHangul>,
}

/// What a needle in Hangul may stand for: initials, or a last syllable that is still being typed.
struct PartialHangul {
    /// The letters that have to be there as they are.
    mask: u64,
    /// All but the last syllable, where there are such and no initials among them.
    stem: Option<Finder<'static>>,
    has_initials: bool,
    /// Whether it is looked for inside words, too.
    matches_inside: bool,
}

/// Where a needle was found, and how well it fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FuzzyMatch {
    pub(super) score: i64,
    /// Numbers of characters, ascending.
    pub(super) positions: Vec<usize>,
}

impl Needle {
    /// A folded word, not empty.
    pub(super) fn new(word: &str) -> Self {
        let matcher = SkimMatcherV2::default().ignore_case();
        let letters: Vec<char> = word.chars().collect();
        let seen = letters.len() <= MAX_MATCHER_CHARS;
        Self {
            exact_points: seen
                .then(|| matcher.fuzzy_indices(word, word))
                .flatten()
                .map_or(0, |(points, _)| points),
            mask: compute_letter_mask(word),
            finder: Finder::new(word).into_owned(),
            text: word.to_owned(),
            partial_hangul: PartialHangul::new(&letters),
            letters,
            matcher,
        }
    }

    /// The letters that a text has to have, as a mask, so that it can be found there.
    pub(super) fn required_mask(&self, manner: MatchMode) -> u64 {
        match &self.partial_hangul {
            Some(kin) if manner == MatchMode::Fuzzy => kin.mask,
            _ => self.mask,
        }
    }

    /// Whether an unbroken run of it counts wherever it stands.
    fn matches_inside_words(&self, inside: bool) -> bool {
        self.letters.first().is_some_and(|&c| is_hangul(c))
            || inside && self.letters.len() >= MIN_INSIDE_CHARS
    }
}

impl PartialHangul {
    /// `None` for a needle that only stands for itself.
    fn new(letters: &[char]) -> Option<Self> {
        let (last, before) = letters.split_last()?;
        let initials = letters.iter().any(|&c| hangul::is_consonant(c));
        if !initials && !hangul::is_syllable(*last) || letters.iter().any(|&c| hangul::is_lone_vowel(c)) {
            return None;
        }
        let weight: usize = letters.iter().map(|&c| if hangul::is_consonant(c) { 1 } else { 2 }).sum();
        let as_it_is: String = before.iter().filter(|&&c| !hangul::is_consonant(c)).collect();
        let stem = (!initials && !as_it_is.is_empty()).then(|| Finder::new(&as_it_is).into_owned());
        Some(Self {
            mask: compute_letter_mask(&as_it_is),
            stem,
            has_initials: initials,
            matches_inside: weight >= MIN_INSIDE_WEIGHT,
        })
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

    /// Its letters, a bit each.
    pub(super) fn letter_mask(&self) -> u64 {
        self.mask
    }

    /// In a name or a title: as `manner` asks, at the most as a word, a part of one, initials, or a word with a letter
    /// or two left out.
    pub(super) fn find(&self, needle: &Needle, manner: MatchMode) -> Option<FuzzyMatch> {
        match manner {
            MatchMode::Fuzzy => self
                .find_contiguous(needle, needle.matches_inside_words(true))
                .or_else(|| self.find_partial_hangul(needle, true))
                .or_else(|| self.find_with_typo(needle)),
            MatchMode::Sure => self.find_contiguous(needle, needle.matches_inside_words(true)),
            _ => self.find_anchored(needle, manner),
        }
    }

    /// In prose: as `manner` asks, at the most as a word or the beginning of one; Hangul also inside.
    pub(super) fn find_word(&self, needle: &Needle, manner: MatchMode) -> Option<FuzzyMatch> {
        match manner {
            MatchMode::Fuzzy => self
                .find_contiguous(needle, needle.matches_inside_words(false))
                .or_else(|| self.find_partial_hangul(needle, false)),
            MatchMode::Sure => self.find_contiguous(needle, needle.matches_inside_words(false)),
            _ => self.find_anchored(needle, manner),
        }
    }

    /// Unbroken, where the manner says.
    fn find_anchored(&self, needle: &Needle, manner: MatchMode) -> Option<FuzzyMatch> {
        let (text, word) = (&self.folded, needle.text.as_str());
        let at = match manner {
            MatchMode::Start => text.starts_with(word).then_some(0),
            MatchMode::End => text.ends_with(word).then(|| text.len() - word.len()),
            MatchMode::Whole => (text == word).then_some(0),
            _ => return self.find_contiguous(needle, true),
        }?;
        let tier = if self.ends_word(at + word.len()) { WHOLE_WORD_POINTS } else { WORD_START_POINTS };
        Some(self.contiguous_match(tier, at, needle))
    }

    fn find_contiguous(&self, needle: &Needle, anywhere: bool) -> Option<FuzzyMatch> {
        if needle.mask & !self.mask != 0 { None } else { self.find_best_run(needle, anywhere) }
    }

    /// As the whole text.
    pub(super) fn find_whole(&self, needle: &Needle) -> Option<FuzzyMatch> {
        (self.folded == needle.text).then(|| self.contiguous_match(WHOLE_WORD_POINTS, 0, needle))
    }

    /// The best unbroken run of the needle's letters; of equals the first.
    fn find_best_run(&self, needle: &Needle, anywhere: bool) -> Option<FuzzyMatch> {
        let mut best: Option<(i64, usize)> = None;
        let mut from = 0;
        while let Some(at) = self.folded.as_bytes().get(from..).and_then(|rest| needle.finder.find(rest)) {
            let at = from + at;
            let tier = match (self.starts_word(at), self.ends_word(at + needle.text.len())) {
                (true, true) => Some(WHOLE_WORD_POINTS),
                (true, false) => Some(WORD_START_POINTS),
                _ => anywhere.then_some(INSIDE_POINTS),
            };
            best = tier.map(|tier| (tier, at)).filter(|new| best.is_none_or(|old| new.0 > old.0)).or(best);
            if tier == Some(WHOLE_WORD_POINTS) {
                break;
            }
            // Not behind the run: in "ba-a-a" the better "a-a" begins inside the first one.
            from = at + 1;
        }
        best.map(|(tier, at)| self.contiguous_match(tier, at, needle))
    }

    /// Hangul that stands for more than itself: initials where they are allowed, or a last syllable still being typed.
    /// Where a word begins before the inside of one; of equals the first.
    fn find_partial_hangul(&self, needle: &Needle, initials: bool) -> Option<FuzzyMatch> {
        let kin = needle.partial_hangul.as_ref().filter(|kin| initials || !kin.has_initials)?;
        let bytes = self.folded.as_bytes();
        let stem = |stem: &Finder<'_>| stem.find(bytes).is_some();
        if !self.has_hangul || kin.mask & !self.mask != 0 || !kin.stem.as_ref().is_none_or(stem) {
            return None;
        }
        let mut inside = None;
        for (start, (byte, _)) in self.folded.char_indices().enumerate() {
            let Some(fit) = hangul::match_prefix(&needle.letters, &self.folded[byte..]) else { continue };
            let begins = self.starts_word(byte);
            if !begins && (!kin.matches_inside || inside.is_some()) {
                continue;
            }
            let early = 50 - (start as i64).min(50);
            let tier = if fit.by_initials { INITIALS_POINTS } else { UNFINISHED_SYLLABLE_POINTS };
            let at = fit.positions.into_iter().map(|place| start + place).collect();
            if begins {
                return Some(FuzzyMatch { score: tier + WORD_START_BONUS + early, positions: at });
            }
            inside = Some(FuzzyMatch { score: tier + early, positions: at });
        }
        inside
    }

    /// The needle with letters left out, within one stretch that begins with a word and is little longer.
    fn find_with_typo(&self, needle: &Needle) -> Option<FuzzyMatch> {
        let length = MIN_TYPO_CHARS..=MAX_MATCHER_CHARS;
        let hopeless = !length.contains(&needle.letters.len()) || needle.mask & !self.mask != 0;
        if hopeless || !is_subsequence(&needle.letters, self.folded.chars()) {
            return None;
        }
        let mut best: Option<FuzzyMatch> = None;
        for (at, (byte, c)) in self.folded.char_indices().enumerate() {
            if c != needle.letters[0] || !self.starts_word(byte) {
                continue;
            }
            let stretch = typo_window(&self.folded[byte..], needle.letters.len());
            if !is_subsequence(&needle.letters, stretch.chars()) {
                continue;
            }
            let Some((points, places)) = needle.matcher.fuzzy_indices(stretch, &needle.text) else {
                continue;
            };
            if best.as_ref().is_none_or(|best| TYPO_POINTS + points > best.score) {
                let at = places.into_iter().map(|place| at + place).collect();
                best = Some(FuzzyMatch { score: TYPO_POINTS + points, positions: at });
            }
        }
        best
    }

    /// The needle unbroken at byte `at`.
    fn contiguous_match(&self, tier: i64, at: usize, needle: &Needle) -> FuzzyMatch {
        let start = self.folded[..at].chars().count();
        // Of two equal runs the one nearer the beginning of its text is worth a little more.
        let early = 50 - (start as i64).min(50);
        let at: Range<usize> = start..start + needle.letters.len();
        FuzzyMatch { score: tier + needle.exact_points + early, positions: at.collect() }
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
fn typo_window(text: &str, length: usize) -> &str {
    let reach = length + length / 4;
    let end = text.char_indices().enumerate().find(|&(n, (_, c))| n == reach || c == ' ');
    end.map_or(text, |(_, (byte, _))| &text[..byte])
}

fn is_subsequence(needle: &[char], mut text: impl Iterator<Item = char>) -> bool {
    needle.iter().all(|wanted| text.any(|c| c == *wanted))
}

/// A bit for each letter, so that most texts are ruled out by one comparison.
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
    fn a_word_without_end_costs_nothing() {
        let word = "ab".repeat(200_000);
        assert_eq!(FoldedText::new("abab").find(&needle(&word), MatchMode::Fuzzy), None);
        assert!(
            FoldedText::new(&word)
                .find(&needle(&word), MatchMode::Fuzzy)
                .is_some_and(|found| found.score >= WHOLE_WORD_POINTS)
        );
    }

    #[test]
    fn places_are_numbers_of_characters() {
        let found = FoldedText::new("한미 nakasone").find(&needle("nakasne"), MatchMode::Fuzzy).unwrap();
        assert_eq!(found.positions.first(), Some(&3));
        assert_eq!(found.positions.len(), 7);
    }

    /// Below every exact match, and initials below what is being typed.
    #[test]
    fn hangul_stands_for_what_it_may_become() {
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
            // One consonant or syllable is found where a word begins, or everything would be.
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
            )
        }
    }

    #[test]
    fn a_manner_asks_for_its_place_and_guesses_nothing() {
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
            ("US Cyber Command", "comand", MatchMode::Sure, false),
            ("US Cyber Command", "omman", MatchMode::Sure, true),
            ("사이버", "사이ㅂ", MatchMode::Fuzzy, true),
            ("사이버", "사이ㅂ", MatchMode::Sure, false),
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

    /// What `run` promises, without mask, bytes and haste: every window of letters looked at.
    fn plainly(text: &str, word: &str, inside: bool) -> Option<(i64, usize)> {
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
        fn haste_changes_no_result(text in "[abA한미é \\-]{0,14}", word in "[ab한미e-]{1,5}", inside: bool) {
            let (haystack, needle) = (FoldedText::new(&text), Needle::new(&word));
            let found = if needle.mask & !haystack.mask == 0 { haystack.find_best_run(&needle, needle.matches_inside_words(inside)) } else { None };
            let tier_and_place = found.map(|found| (found.score / 1000 * 1000, found.positions[0]));
            proptest::prop_assert_eq!(tier_and_place, plainly(&text, &word, inside));
        }

        #[test]
        fn any_word_in_any_text_gives_places_of_that_text(text in "\\PC{0,40}", word in "\\S{1,8}") {
            if let Some(found) = FoldedText::new(&text).find(&needle(&word), MatchMode::Fuzzy) {
                proptest::prop_assert!(found.positions.is_sorted_by(|a, b| a < b));
                proptest::prop_assert!(found.positions.last().is_some_and(|&last| last < text.chars().count()));
            }
        }
    }
}
