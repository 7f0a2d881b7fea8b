//! Is this article a copy of another? A small sketch of the word shingles of a text, and how two of them compare.
//! Never keeps the text.

use crate::text::fold;
use std::fmt;
use std::str::FromStr;

/// Words in a shingle.
const SHINGLE_WORDS: usize = 3;
/// One shingle in so many is kept; which one its hash decides, so that two texts keep the same ones.
const SAMPLING_INTERVAL: u64 = 4;
/// From this share of the smaller text's shingles on, one text is a copy of the other: reworded copies reach 0.6,
/// different articles with the same page furniture stay under 0.31.
const COPY_THRESHOLD: f64 = 0.40;
/// Shingles that two texts need in common before they can be copies; short texts share phrases by chance.
const MIN_COMMON_SHINGLES: f64 = 30.0;
/// The most shingles a sketch keeps.
const MAX_HASHES: usize = 2000;

/// A sketch of a text: hashes of some of its three-word shingles. Printed as hexadecimal digits it is the store's
/// `fingerprint`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fingerprint {
    /// Ascending, distinct.
    hashes: Vec<u32>,
}

impl Fingerprint {
    /// The sketch of a text. Case, punctuation and white space do not count.
    pub fn from_text(text: &str) -> Self {
        let folded = fold(text);
        let words: Vec<&str> =
            folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let kept =
            words.windows(SHINGLE_WORDS).map(hash_shingle).filter(|hash| hash % SAMPLING_INTERVAL == 0);
        let mut hashes: Vec<u32> = kept.map(|hash| (hash >> 32) as u32).collect();
        hashes.sort_unstable();
        hashes.dedup();
        hashes.truncate(MAX_HASHES);
        Self { hashes }
    }

    /// Share of the smaller text's shingles that the other has too, 0 to 1.
    pub fn similarity(&self, other: &Self) -> f64 {
        let smaller = self.hashes.len().min(other.hashes.len());
        if smaller == 0 { 0.0 } else { self.count_common(other) as f64 / smaller as f64 }
    }

    /// The hashes, ascending.
    pub fn hashes(&self) -> &[u32] {
        &self.hashes
    }

    fn count_common(&self, other: &Self) -> usize {
        self.hashes.iter().filter(|hash| other.hashes.binary_search(hash).is_ok()).count()
    }
}

/// Whether one of two texts is a copy of the other, reworded perhaps.
pub fn is_copy(a: &Fingerprint, b: &Fingerprint) -> bool {
    a.similarity(b) >= COPY_THRESHOLD
        && a.count_common(b) as f64 * SAMPLING_INTERVAL as f64 >= MIN_COMMON_SHINGLES
}

/// FNV-1a, 64 bits: fixed for ever, since fingerprints are kept in stores.
fn hash_shingle(shingle: &[&str]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in shingle.iter().flat_map(|word| word.bytes().chain([b' '])) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.hashes.iter().try_for_each(|hash| write!(f, "{hash:08x}"))
    }
}

impl FromStr for Fingerprint {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || "a fingerprint is groups of eight hexadecimal digits".to_owned();
        if !text.is_ascii() || !text.len().is_multiple_of(8) {
            return Err(wrong());
        }
        let mut hashes = Vec::with_capacity(text.len() / 8);
        for at in (0..text.len()).step_by(8) {
            hashes.push(u32::from_str_radix(&text[at..at + 8], 16).map_err(|_| wrong())?);
        }
        hashes.sort_unstable();
        hashes.dedup();
        Ok(Self { hashes })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prose(seed: u32, words: u32) -> String {
        let mut state = seed;
        let word = |_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            format!("w{} ", state >> 20)
        };
        (0..words).map(word).collect()
    }

    #[test]
    fn a_reworded_copy_is_recognised_a_stranger_is_not() {
        let original = prose(7, 600);
        let reworded: String = original
            .split(' ')
            .enumerate()
            .map(|(n, word)| if n % 12 == 0 { "other ".into() } else { format!("{word} ") })
            .collect();
        let a = Fingerprint::from_text(&original);
        assert!(is_copy(&a, &Fingerprint::from_text(&reworded)));
        assert!(!is_copy(&a, &Fingerprint::from_text(&prose(8, 600))));
        assert!((a.similarity(&Fingerprint::from_text(&original.to_uppercase())) - 1.0).abs() < f64::EPSILON);
    }

    #[test]
    fn short_texts_are_never_copies_by_chance() {
        let a = Fingerprint::from_text("a b c d e f g h");
        assert!(!is_copy(&a, &a));
    }

    #[test]
    fn a_fingerprint_reads_back_and_never_changes() {
        let sketch = Fingerprint::from_text(&prose(3, 200));
        assert_eq!(sketch.to_string().parse::<Fingerprint>(), Ok(sketch));
        assert!("xyz".parse::<Fingerprint>().is_err());
        assert_eq!(hash_shingle(&["the", "two", "sides"]), hash_shingle(&["the", "two", "sides"]));
        assert_eq!(
            Fingerprint::from_text("the two sides agreed to share what they know of it").to_string(),
            FIXED
        );
    }

    /// As computed when fingerprints were first written; a change would orphan every one in a store.
    const FIXED: &str = "4052c98b47c4b5a4";
}
