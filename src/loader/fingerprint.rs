//! Fingerprints of texts, by which copies of an article are recognized: a sample of the hashes of word shingles. The text
//! itself is not kept.

use crate::text::fold;
use std::fmt;
use std::str::FromStr;

/// Words per shingle.
const SHINGLE_WORDS: usize = 3;
/// One shingle in this many is kept. Its hash decides, so that two texts keep the same ones.
const SAMPLING_INTERVAL: u64 = 4;
/// Share of the shingles of the smaller text from which on one text is a copy of the other. Reworded copies reach 0.6,
/// different articles with the same boilerplate stay under 0.31.
const COPY_THRESHOLD: f64 = 0.40;
/// Fewest shingles that copies have in common; short texts share some by chance.
const MIN_COMMON_SHINGLES: f64 = 30.0;
/// Most shingles that are kept.
const MAX_HASHES: usize = 2000;

/// The fingerprint of a text: hashes of some of its three-word shingles. Its hexadecimal form is the key `fingerprint` of a
/// source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fingerprint {
    /// Ascending, distinct.
    hashes: Vec<u32>,
}

impl Fingerprint {
    /// Computes the fingerprint of a text. Case, punctuation and white space do not matter.
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

    /// Share of the shingles of the smaller text that the other text has too, 0 to 1.
    pub fn similarity(&self, other: &Self) -> f64 {
        let smaller = self.hashes.len().min(other.hashes.len());
        if smaller == 0 { 0.0 } else { self.count_common(other) as f64 / smaller as f64 }
    }

    /// The hashes, ascending.
    pub fn hashes(&self) -> &[u32] {
        &self.hashes
    }

    /// Number of hashes that both have.
    fn count_common(&self, other: &Self) -> usize {
        self.hashes.iter().filter(|hash| other.hashes.binary_search(hash).is_ok()).count()
    }
}

/// Whether one of two texts is a copy of the other, possibly reworded.
pub fn is_copy(a: &Fingerprint, b: &Fingerprint) -> bool {
    a.similarity(b) >= COPY_THRESHOLD
        && a.count_common(b) as f64 * SAMPLING_INTERVAL as f64 >= MIN_COMMON_SHINGLES
}

/// FNV-1a with 64 bits. It must never change, because stores keep fingerprints.
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
        let invalid = || "a fingerprint consists of groups of eight hexadecimal digits".to_owned();
        if !text.is_ascii() || !text.len().is_multiple_of(8) {
            return Err(invalid());
        }
        let mut hashes = Vec::with_capacity(text.len() / 8);
        for at in (0..text.len()).step_by(8) {
            hashes.push(u32::from_str_radix(&text[at..at + 8], 16).map_err(|_| invalid())?);
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
    fn reworded_copies_are_recognized() {
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
    fn fingerprints_round_trip_and_never_change() {
        let fingerprint = Fingerprint::from_text(&prose(3, 200));
        assert_eq!(fingerprint.to_string().parse::<Fingerprint>(), Ok(fingerprint));
        assert!("xyz".parse::<Fingerprint>().is_err());
        assert_eq!(hash_shingle(&["the", "two", "sides"]), hash_shingle(&["the", "two", "sides"]));
        assert_eq!(
            Fingerprint::from_text("the two sides agreed to share what they know of it").to_string(),
            FIXED
        );
    }

    /// As first computed. A change would invalidate the fingerprints of all stores.
    const FIXED: &str = "4052c98b47c4b5a4";
}
