//! Hangul composition and matching: initial consonants, syllables that are still being typed, and the two-set keyboard
//! layout. Pure functions over characters that never drop one.

/// The consonants that a syllable can begin with, in code-point order.
const INITIALS: [char; 19] = [
    'ㄱ', 'ㄲ', 'ㄴ', 'ㄷ', 'ㄸ', 'ㄹ', 'ㅁ', 'ㅂ', 'ㅃ', 'ㅅ', 'ㅆ', 'ㅇ', 'ㅈ', 'ㅉ', 'ㅊ', 'ㅋ', 'ㅌ',
    'ㅍ', 'ㅎ',
];

/// The consonants that a syllable can end with, in code-point order. In a decomposed syllable, 0 means no final consonant.
const FINALS: [char; 27] = [
    'ㄱ', 'ㄲ', 'ㄳ', 'ㄴ', 'ㄵ', 'ㄶ', 'ㄷ', 'ㄹ', 'ㄺ', 'ㄻ', 'ㄼ', 'ㄽ', 'ㄾ', 'ㄿ', 'ㅀ', 'ㅁ', 'ㅂ',
    'ㅄ', 'ㅅ', 'ㅆ', 'ㅇ', 'ㅈ', 'ㅊ', 'ㅋ', 'ㅌ', 'ㅍ', 'ㅎ',
];

/// Letters that take two keys: the first letter, the second letter, and the compound.
const COMPOUND_LETTERS: [(char, char, char); 18] = [
    ('ㅗ', 'ㅏ', 'ㅘ'),
    ('ㅗ', 'ㅐ', 'ㅙ'),
    ('ㅗ', 'ㅣ', 'ㅚ'),
    ('ㅜ', 'ㅓ', 'ㅝ'),
    ('ㅜ', 'ㅔ', 'ㅞ'),
    ('ㅜ', 'ㅣ', 'ㅟ'),
    ('ㅡ', 'ㅣ', 'ㅢ'),
    ('ㄱ', 'ㅅ', 'ㄳ'),
    ('ㄴ', 'ㅈ', 'ㄵ'),
    ('ㄴ', 'ㅎ', 'ㄶ'),
    ('ㄹ', 'ㄱ', 'ㄺ'),
    ('ㄹ', 'ㅁ', 'ㄻ'),
    ('ㄹ', 'ㅂ', 'ㄼ'),
    ('ㄹ', 'ㅅ', 'ㄽ'),
    ('ㄹ', 'ㅌ', 'ㄾ'),
    ('ㄹ', 'ㅍ', 'ㄿ'),
    ('ㄹ', 'ㅎ', 'ㅀ'),
    ('ㅂ', 'ㅅ', 'ㅄ'),
];

/// The two-set layout: a Latin key and the letter on it. A capital that is not listed types the same as its lower-case key.
const KEYBOARD_LAYOUT: [(&str, char); 33] = [
    ("q", 'ㅂ'),
    ("w", 'ㅈ'),
    ("e", 'ㄷ'),
    ("r", 'ㄱ'),
    ("t", 'ㅅ'),
    ("y", 'ㅛ'),
    ("u", 'ㅕ'),
    ("i", 'ㅑ'),
    ("o", 'ㅐ'),
    ("p", 'ㅔ'),
    ("a", 'ㅁ'),
    ("s", 'ㄴ'),
    ("d", 'ㅇ'),
    ("f", 'ㄹ'),
    ("g", 'ㅎ'),
    ("h", 'ㅗ'),
    ("j", 'ㅓ'),
    ("k", 'ㅏ'),
    ("l", 'ㅣ'),
    ("z", 'ㅋ'),
    ("x", 'ㅌ'),
    ("c", 'ㅊ'),
    ("v", 'ㅍ'),
    ("b", 'ㅠ'),
    ("n", 'ㅜ'),
    ("m", 'ㅡ'),
    ("Q", 'ㅃ'),
    ("W", 'ㅉ'),
    ("E", 'ㄸ'),
    ("R", 'ㄲ'),
    ("T", 'ㅆ'),
    ("O", 'ㅒ'),
    ("P", 'ㅖ'),
];

const FIRST_SYLLABLE: u32 = 0xAC00;
const FIRST_VOWEL: u32 = 0x314F;
const VOWEL_COUNT: u32 = 21;

/// How a search text matches the beginning of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrefixMatch {
    /// The character positions in the text that it matches, from 0, ascending.
    pub positions: Vec<usize>,
    /// Whether a single consonant matched a syllable that begins with it.
    pub by_initials: bool,
}

/// The initial consonant of a Hangul syllable: `ㅎ` for `한`. `None` for anything else.
pub fn initial_consonant(c: char) -> Option<char> {
    decompose(c).map(|(first, ..)| INITIALS[first])
}

/// Whether `c` is a single consonant in any of its Unicode forms (compatibility `ㄱ`, conjoining, half width).
pub fn is_consonant(c: char) -> bool {
    compatibility_letter(c).is_some_and(|c| !is_vowel(c))
}

/// Whether `c` is a single vowel in any of its Unicode forms.
pub fn is_lone_vowel(c: char) -> bool {
    compatibility_letter(c).is_some_and(is_vowel)
}

/// Whether `c` is a composed syllable.
pub fn is_syllable(c: char) -> bool {
    decompose(c).is_some()
}

/// Matches `needle` against the beginning of `text`. A character matches itself; a single consonant matches a syllable that
/// begins with it, also after a space; the last syllable of the needle matches what it can become while it is typed: `하`
/// matches `한`, `고` matches `과`, and `간` matches `가나`, because the final consonant may move to the next syllable.
///
/// Both must be composed (NFC), with single letters as [`normalize_needle`] gives them. `None` if the needle does not match
/// or is empty.
pub fn match_prefix(needle: &[char], text: &str) -> Option<PrefixMatch> {
    let mut matched = PrefixMatch { positions: Vec::new(), by_initials: false };
    let mut rest = text.chars().enumerate().peekable();
    let (last, before) = needle.split_last()?;
    for &wanted in before {
        let position = match_letter(wanted, &mut rest, &mut matched)?;
        matched.positions.push(position);
    }
    let mut ahead = rest.clone();
    if let Some(position) = match_letter(*last, &mut rest, &mut matched) {
        matched.positions.push(position);
        return Some(matched);
    }
    let (position, c) = ahead.next()?;
    let taken = match_unfinished(*last, c, ahead.next().map(|(_, c)| c))?;
    matched.positions.extend(position..position + taken);
    Some(matched)
}

/// Consumes the next character of the text if `wanted` matches it, and returns its position.
fn match_letter(
    wanted: char,
    rest: &mut std::iter::Peekable<std::iter::Enumerate<std::str::Chars<'_>>>,
    matched: &mut PrefixMatch,
) -> Option<usize> {
    let consonant = compatibility_letter(wanted).filter(|&c| !is_vowel(c));
    if consonant.is_some() && !matched.positions.is_empty() {
        // Korean names are written with and without spaces.
        rest.next_if(|&(_, c)| c == ' ');
    }
    let (position, c) = rest.next()?;
    if c == wanted {
        return Some(position);
    }
    consonant.filter(|&consonant| initial_consonant(c) == Some(consonant)).map(|_| {
        matched.by_initials = true;
        position
    })
}

/// How many characters of the text (one or two, `c` and `next`) the unfinished syllable `typed` can become.
fn match_unfinished(typed: char, c: char, next: Option<char>) -> Option<usize> {
    // Most syllables already differ in their initial consonant.
    if decompose(typed)?.0 != decompose(c)?.0 {
        return None;
    }
    let (typed, here) = (keystrokes(typed)?, keystrokes(c)?);
    if here.starts_with(&typed) {
        return Some(1);
    }
    let moved = typed.strip_prefix(here.as_slice())?;
    (moved == [next.and_then(initial_consonant)?]).then_some(2)
}

/// Normalizes a search text: single letters become compatibility letters (`ㄱ`) and are composed into syllables, and
/// clusters that an input method output of two initials are split (`ㄳ` becomes `ㄱㅅ`). Other text stays as it is.
pub fn normalize_needle(text: &str) -> String {
    if !text.chars().any(|c| compatibility_letter(c).is_some()) {
        return text.to_owned();
    }
    let mut output = String::with_capacity(text.len());
    let mut run: Vec<char> = Vec::new();
    for c in text.chars().chain(['\0']) {
        if let Some(letter) = compatibility_letter(c) {
            run.extend(split_compound(letter));
            continue;
        }
        if run.iter().any(|&c| is_vowel(c)) {
            output.push_str(&compose(run.drain(..)));
        } else {
            output.extend(run.drain(..));
        }
        output.push(c);
    }
    output.pop();
    output
}

/// Converts text typed with the Korean layout to the Latin keys that were pressed: `ㅡㅐㅕ` becomes `mou`. Characters that
/// are not on the layout stay as they are.
pub fn to_latin_keys(text: &str) -> String {
    let mut output = String::with_capacity(text.len());
    for c in text.chars() {
        match latin_keys(c) {
            Some(keys) => output.push_str(&keys),
            None => output.push(c),
        }
    }
    output
}

/// Converts text typed with the Latin layout to the Hangul that the same keys compose: `tkdlqj` becomes `사이버`. Other
/// characters stay as they are.
pub fn to_hangul(text: &str) -> String {
    compose(text.chars().map(|c| key_letter(c).unwrap_or(c)))
}

/// The Latin keys that type a letter or a syllable on the two-set layout, in typing order: `j` for `ㅓ`, `gk` for `하`, `hk`
/// for `ㅘ`; capitals need Shift. `None` if `c` is not Hangul.
pub fn latin_keys(c: char) -> Option<String> {
    let key = |letter: &char| KEYBOARD_LAYOUT.iter().find(|(_, have)| have == letter).map(|(key, _)| *key);
    keystrokes(c)?.iter().map(key).collect()
}

fn key_letter(c: char) -> Option<char> {
    let find =
        |c: char| KEYBOARD_LAYOUT.iter().find(|(key, _)| key.starts_with(c)).map(|(_, letter)| *letter);
    find(c).or_else(|| find(c.to_ascii_lowercase()))
}

/// The single letters of a syllable or a compound letter, in typing order: `ㄱㅗㅏ` for `과`.
fn keystrokes(c: char) -> Option<Vec<char>> {
    let Some((first, vowel, last)) = decompose(c) else { return compatibility_letter(c).map(split_compound) };
    let mut strokes = vec![INITIALS[first]];
    strokes.extend(split_compound(vowel_letter(vowel)));
    strokes.extend(last.checked_sub(1).map(|last| split_compound(FINALS[last])).into_iter().flatten());
    Some(strokes)
}

/// The one or two letters that a letter is typed as.
fn split_compound(letter: char) -> Vec<char> {
    match COMPOUND_LETTERS.iter().find(|(.., whole)| *whole == letter) {
        Some(&(first, second, _)) => vec![first, second],
        None => vec![letter],
    }
}

/// Initial, vowel and final of a syllable: the index in [`INITIALS`], the index of the vowel, and the index in [`FINALS`]
/// plus one, or 0 if there is no final.
fn decompose(c: char) -> Option<(usize, usize, usize)> {
    let n = (c as u32).checked_sub(FIRST_SYLLABLE).filter(|n| *n < 19 * 588)?;
    Some(((n / 588) as usize, (n / 28 % 21) as usize, (n % 28) as usize))
}

fn vowel_letter(n: usize) -> char {
    char::from_u32(FIRST_VOWEL + n as u32).unwrap_or('ㅏ')
}

fn is_vowel(letter: char) -> bool {
    (FIRST_VOWEL..FIRST_VOWEL + VOWEL_COUNT).contains(&(letter as u32))
}

/// The compatibility form (`ㄱ`) of a single letter in any of its Unicode forms.
fn compatibility_letter(c: char) -> Option<char> {
    let n = c as u32;
    let compatible = |n| char::from_u32(n);
    match n {
        0x3131..=0x3163 => Some(c),
        0x1100..=0x1112 => Some(INITIALS[(n - 0x1100) as usize]),
        0x1161..=0x1175 => Some(vowel_letter((n - 0x1161) as usize)),
        0x11A8..=0x11C2 => Some(FINALS[(n - 0x11A8) as usize]),
        // Half width: consonants are contiguous, vowels come in groups of six.
        0xFFA1..=0xFFBE => compatible(0x3131 + n - 0xFFA1),
        0xFFC2..=0xFFC7 => compatible(0x314F + n - 0xFFC2),
        0xFFCA..=0xFFCF => compatible(0x3155 + n - 0xFFCA),
        0xFFD2..=0xFFD7 => compatible(0x315B + n - 0xFFD2),
        0xFFDA..=0xFFDC => compatible(0x3161 + n - 0xFFDA),
        _ => None,
    }
}

/// The syllable that is being typed.
#[derive(Default)]
struct SyllableComposer {
    first: Option<char>,
    vowel: Option<char>,
    last: Option<char>,
}

/// Composes letters into syllables as a two-set keyboard does. Any other character ends a syllable.
fn compose(letters: impl IntoIterator<Item = char>) -> String {
    let (mut output, mut typing) = (String::new(), SyllableComposer::default());
    for c in letters {
        match compatibility_letter(c) {
            Some(vowel) if is_vowel(vowel) => typing.push_vowel(vowel, &mut output),
            Some(consonant) => typing.push_consonant(consonant, &mut output),
            None => {
                typing.flush(&mut output);
                output.push(c);
            }
        }
    }
    typing.flush(&mut output);
    output
}

impl SyllableComposer {
    fn push_consonant(&mut self, c: char, output: &mut String) {
        let last = match (self.first, self.vowel, self.last) {
            (Some(_), Some(_), None) => Some(c).filter(|c| FINALS.contains(c)),
            (Some(_), Some(_), Some(last)) => combine_letters(last, c),
            _ => None,
        };
        if last.is_some() {
            self.last = last;
        } else {
            self.flush(output);
            self.first = Some(c);
        }
    }

    fn push_vowel(&mut self, c: char, output: &mut String) {
        match (self.vowel, self.last) {
            (None, _) => self.vowel = Some(c),
            (Some(vowel), None) => {
                if let Some(both) = combine_letters(vowel, c) {
                    self.vowel = Some(both);
                } else {
                    self.flush(output);
                    self.vowel = Some(c);
                }
            }
            // The final consonant becomes the initial of the next syllable; of a compound, only its second letter does.
            (Some(_), Some(last)) => {
                let apart = COMPOUND_LETTERS.iter().find(|(.., whole)| *whole == last);
                let moves = apart.map_or(last, |(_, second, _)| *second);
                self.last = apart.map(|(first, ..)| *first);
                self.flush(output);
                (self.first, self.vowel) = (Some(moves), Some(c));
            }
        }
    }

    /// Appends the current syllable or letters and resets the composer.
    fn flush(&mut self, output: &mut String) {
        let Self { first, vowel, last } = std::mem::take(self);
        match first.zip(vowel).and_then(|(first, vowel)| compose_syllable(first, vowel, last)) {
            Some(syllable) => output.push(syllable),
            None => output.extend([first, vowel, last].into_iter().flatten()),
        }
    }
}

fn combine_letters(first: char, second: char) -> Option<char> {
    COMPOUND_LETTERS.iter().find(|(a, b, _)| (*a, *b) == (first, second)).map(|(.., whole)| *whole)
}

fn compose_syllable(first: char, vowel: char, last: Option<char>) -> Option<char> {
    let first = INITIALS.iter().position(|c| *c == first)? as u32;
    let last = match last {
        Some(last) => FINALS.iter().position(|c| *c == last)? as u32 + 1,
        None => 0,
    };
    char::from_u32(FIRST_SYLLABLE + first * 588 + (vowel as u32 - FIRST_VOWEL) * 28 + last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::UnicodeNormalization;

    fn match_positions(word: &str, text: &str) -> Option<Vec<usize>> {
        let letters: Vec<char> = normalize_needle(word).chars().collect();
        match_prefix(&letters, text).map(|matched| matched.positions)
    }

    #[test]
    fn initials_match_syllables_that_begin_with_them() {
        let table: [(&str, &str, Option<&[usize]>); 14] = [
            ("ㅅㅇㅂㅅ", "사이버사령부", Some(&[0, 1, 2, 3])),
            ("ㅅㅇㅂㅅ", "사이버 사령부", Some(&[0, 1, 2, 4])),
            ("ㅅㅇㅂㅅ", "사이버안보", None),
            ("ㅅㅇ버", "사이버", Some(&[0, 1, 2])),
            ("사ㅇ버", "사이버", Some(&[0, 1, 2])),
            ("ㅅㅇ보", "사이버", None),
            ("ㅃ", "빠른", Some(&[0])),
            ("ㅂ", "빠른", None),
            ("ㅌ", "터미널", Some(&[0])),
            // Some input methods combine two initials in a row.
            ("ㄳ", "검사", Some(&[0, 1])),
            ("ㅎㅁ", "한미", Some(&[0, 1])),
            ("ﾾﾱ", "한미", Some(&[0, 1])),
            ("\u{1112}\u{1106}", "한미", Some(&[0, 1])),
            ("ㅎㅁ", "한", None),
        ];
        for (word, text, want) in table {
            assert_eq!(match_positions(word, text).as_deref(), want, "{word} in {text}");
        }
    }

    #[test]
    fn the_last_syllable_matches_what_it_can_become() {
        let table: [(&str, &str, Option<&[usize]>); 18] = [
            ("터", "터미널", Some(&[0])),
            ("터미너", "터미널", Some(&[0, 1, 2])),
            ("터밀", "터미널", None),
            ("터민", "터미널", Some(&[0, 1, 2])),
            ("하", "한국", Some(&[0])),
            ("하", "흔적", None),
            ("간", "가나", Some(&[0, 1])),
            ("간", "가다", None),
            ("고", "과학", Some(&[0])),
            ("고", "광주", Some(&[0])),
            ("거", "게임", None),
            ("그", "긔", Some(&[0])),
            ("갑", "값", Some(&[0])),
            ("값", "갑시다", Some(&[0, 1])),
            ("닥", "닭", None),
            ("달", "닭", Some(&[0])),
            // Only the last one is still being typed.
            ("하국", "한국", None),
            ("가", "가", Some(&[0])),
        ];
        for (word, text, want) in table {
            assert_eq!(match_positions(word, text).as_deref(), want, "{word} in {text}");
        }
        assert_eq!(match_prefix(&[], "한"), None);
    }

    #[test]
    fn all_forms_of_letters_give_the_same_needle() {
        for text in ["ㅅㅏㅇㅣㅂㅓ", "ﾵￂﾷￜﾲￆ", "사이버"] {
            assert_eq!(normalize_needle(text), "사이버", "{text}");
        }
        let table = [
            ("ㅎㅏㄴㄱㅜㄱ", "한국"),
            ("ㅅㅇ버", "ㅅㅇ버"),
            ("사ㅇ버", "사ㅇ버"),
            ("ㄺ", "ㄹㄱ"),
            ("mou ㅅ", "mou ㅅ"),
            ("", ""),
        ];
        for (text, want) in table {
            assert_eq!(normalize_needle(text), want, "{text}");
        }
    }

    #[test]
    fn the_layouts_convert_into_one_another() {
        let table = [
            ("tkdlqj", "사이버"),
            ("tkdlqjtkfudqn", "사이버사령부"),
            ("gksal", "한미"),
            ("rhkgkr", "과학"),
            ("rkqtdl", "값이"),
            ("rkqtl", "갑시"),
            ("ekfr", "닭"),
            ("ekfrl", "달기"),
            ("dkssud", "안녕"),
            ("dlTek", "있다"),
            ("Rkak", "까마"),
            ("qkRo", "바깨"),
            ("dmlanr", "의묵"),
            ("dnjs", "원"),
            ("rhoscksg", "괜찮"),
            ("Ekqh", "따보"),
            ("dOP", "얘ㅖ"),
        ];
        for (latin, hangul) in table {
            assert_eq!(to_hangul(latin), hangul, "{latin}");
            assert_eq!(to_latin_keys(hangul), latin, "{hangul}");
            assert_eq!(to_latin_keys(&hangul.nfd().collect::<String>()), latin, "{hangul} decomposed");
        }
        assert_eq!(to_latin_keys("ㅡㅐㅕ"), "mou");
        assert_eq!(to_latin_keys("ㅣㅁㅋㅁ견 2022"), "lazarus 2022");
        assert_eq!(to_hangul("TKDLQJ 8"), "싸이뻐 8");
        assert_eq!(to_hangul("mou"), "ㅡㅐㅕ");
    }

    #[test]
    fn every_key_has_one_letter_and_converts_back() {
        for key in ('a'..='z').chain("QWERTOP".chars()) {
            let letter = key_letter(key).unwrap();
            assert_eq!(latin_keys(letter), Some(key.to_string()), "{key}");
        }
        let table = [('ㅓ', "j"), ('하', "gk"), ('ㅘ', "hk"), ('ㅄ', "qt"), ('쫡', "Whkfr")];
        for (c, keys) in table {
            assert_eq!(latin_keys(c).as_deref(), Some(keys), "{c}");
        }
        assert_eq!(latin_keys('j'), None);
    }

    #[test]
    fn the_initial_consonant_is_that_of_the_syllable() {
        let table =
            [('한', Some('ㅎ')), ('까', Some('ㄲ')), ('힣', Some('ㅎ')), ('가', Some('ㄱ')), ('ㅎ', None)];
        for (c, want) in table {
            assert_eq!(initial_consonant(c), want, "{c}");
        }
    }

    proptest::proptest! {
        #[test]
        fn typing_the_keys_of_a_text_gives_the_text(text in "[가-힣]{0,8}") {
            proptest::prop_assert_eq!(to_hangul(&to_latin_keys(&text)), text);
        }

        #[test]
        fn a_text_matches_itself_and_all_its_typed_prefixes(text in "[가-힣]{1,6}", cut in 1usize..30) {
            let keys: String = to_latin_keys(&text).chars().take(cut).collect();
            let typed: Vec<char> = to_hangul(&keys).chars().collect();
            proptest::prop_assert!(match_prefix(&typed, &text).is_some(), "{:?} in {}", typed, text);
        }
    }
}
