//! What a sentence says did not happen: "did not sign", "called off the drill", 체결하지 않았다, 회의가 무산됐다. What was moved
//! to another day is still planned, for the new one. The words are in `data/loader/lexicon.toml`.

use crate::loader::phrase_tables::{PhraseRow, lexicon};
use crate::loader::types::TemporalMention;
use crate::model::Edtf;
use crate::text::{fold, has_hangul};
use std::ops::Range;

/// How many words can stand between a verb and what it is done to.
const MAX_GAP_WORDS: usize = 9;

/// What did not happen, in bytes of the sentence.
#[derive(Debug, Default)]
pub(super) struct NotHappened {
    pub(super) ranges: Vec<Range<usize>>,
    /// The clause whose event was moved to another day.
    pub(super) moved: Option<Range<usize>>,
}

/// A word of the folded sentence.
#[derive(Clone, Copy)]
struct Word<'a> {
    text: &'a str,
    start: usize,
    /// The number of its clause.
    clause: usize,
}

/// Finds what a sentence denies, calls off or moves.
pub(super) fn find_not_happened(sentence: &str) -> NotHappened {
    let folded = fold(sentence);
    // Places are those of the sentence only where folding has kept its bytes.
    if folded.len() != sentence.len() {
        return NotHappened::default();
    }
    let words = split_words(&folded);
    if has_hangul(sentence) { find_korean(&words, &folded) } else { find_english(&words, &folded) }
}

/// The sentence with spaces for what did not happen; byte places stay the same.
pub(super) fn blank_out(sentence: &str, ranges: &[Range<usize>]) -> String {
    let hidden = |at: usize| ranges.iter().any(|range| range.contains(&at));
    sentence
        .char_indices()
        .flat_map(|(at, c)| {
            let (c, count) = if hidden(at) { (' ', c.len_utf8()) } else { (c, 1) };
            std::iter::repeat_n(c, count)
        })
        .collect()
}

/// The mentions of a sentence that date something that happened or is planned: without those of what did not happen, and of
/// what was moved the new day alone.
pub(super) fn drop_mentions(
    not_happened: &NotHappened,
    mentions: Vec<TemporalMention>,
) -> Vec<TemporalMention> {
    let inside = |range: &Range<usize>, mention: &TemporalMention| range.contains(&mention.range.start);
    let mut kept: Vec<TemporalMention> = mentions
        .into_iter()
        .filter(|mention| !not_happened.ranges.iter().any(|range| inside(range, mention)))
        .collect();
    let Some(moved) = &not_happened.moved else { return kept };
    let Some(last) = kept.iter().rposition(|mention| inside(moved, mention) && mention.date.is_some()) else {
        return kept;
    };
    let mention = &mut kept[last];
    // "From May 20 to June 10" was read as a range.
    if mention.rule == "range of days" || matches!(mention.date, Some(Edtf::Interval(..))) {
        mention.date = mention.date.take().and_then(|date| Edtf::day(date.latest()));
    }
    mention.future = true;
    let start = kept[last].range.start;
    kept.retain(|mention| !inside(moved, mention) || mention.range.start == start);
    kept
}

fn find_english(words: &[Word<'_>], folded: &str) -> NotHappened {
    let table = &lexicon().not_happened;
    let mut found = NotHappened::default();
    for n in 0..words.len() {
        let phrase =
            |phrases: &PhraseRow| phrases.iter().filter_map(|phrase| match_words(words, n, phrase)).max();
        if let Some(end) = phrase(&table.negation)
            && let Some(done) = (end..words.len().min(end + 4)).find(|&at| {
                words[at].clause == words[n].clause
                    && table.denied.iter().any(|done| match_words(words, at, done).is_some())
            })
        {
            let first = if is_passive(&words[done], words.get(end.wrapping_sub(1))) {
                clause_start(words, n)
            } else {
                n
            };
            found.ranges.push(words[first].start..clause_end(words, done, folded));
        }
        let event = |end: usize| has_event(words, n, end, &table.event);
        if let Some(end) = phrase(&table.moved)
            && event(end)
            && moves_to_day(words, n)
        {
            found.moved = Some(words[clause_start(words, n)].start..clause_end(words, n, folded));
        } else if let Some(end) = phrase(&table.cancelled)
            && event(end)
        {
            found.ranges.push(words[clause_start(words, n)].start..clause_end(words, n, folded));
        }
    }
    found
}

/// Whether an event stands beside a verb that ends before word `end`: within its clause, not far.
fn has_event(words: &[Word<'_>], n: usize, end: usize, events: &PhraseRow) -> bool {
    let near = n.saturating_sub(MAX_GAP_WORDS)..(end + MAX_GAP_WORDS).min(words.len());
    words[near].iter().any(|word| {
        word.clause == words[n].clause
            && events.iter().any(|event| match event.strip_suffix('*') {
                Some(stem) => word.text.starts_with(stem),
                None => word.text == event,
            })
    })
}

/// Whether the clause of word `n` names a day or month behind "to", "until" or "till".
fn moves_to_day(words: &[Word<'_>], n: usize) -> bool {
    let here = |at: usize| words.get(at).filter(|word| word.clause == words[n].clause);
    (n..words.len()).any(|at| {
        let to = here(at).is_some_and(|word| matches!(word.text, "to" | "until" | "till" | "for"));
        to && (at + 1..at + 4).filter_map(here).any(|word| is_day_word(word.text))
    })
}

fn is_day_word(word: &str) -> bool {
    const NAMES: [&str; 19] = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    const RELATIVE: [&str; 7] = ["month", "week", "year", "spring", "summer", "autumn", "fall"];
    let short = |name: &&str| word.len() >= 3 && name.starts_with(word);
    NAMES.iter().any(short) || RELATIVE.contains(&word)
}

/// Whether a denied verb is passive ("was not signed"), so that what was not done stands before it.
fn is_passive(done: &Word<'_>, before: Option<&Word<'_>>) -> bool {
    let intransitive = ["take", "taken", "happen", "happened", "occur", "materialize", "go", "proceed"];
    before.is_some_and(|word| matches!(word.text, "not" | "wasn't" | "weren't" | "never"))
        && (done.text.ends_with("ed") || matches!(done.text, "held" | "begun"))
        || intransitive.iter().any(|word| done.text.starts_with(word))
}

fn find_korean(words: &[Word<'_>], folded: &str) -> NotHappened {
    let table = &lexicon().not_happened;
    let mut found = NotHappened::default();
    let begins = |word: &Word<'_>, stems: &PhraseRow| stems.iter().any(|stem| word.text.contains(stem));
    for (n, word) in words.iter().enumerate() {
        let whole = || words[clause_start(words, n)].start..clause_end(words, n, folded);
        let denied = ["않았", "않기로", "않은", "않고", "않는다", "못했", "못하고", "못한"]
            .iter()
            .any(|stem| word.text.starts_with(stem));
        let before = n.checked_sub(1).map(|n| &words[n]);
        if denied && before.is_some_and(|before| denies_event(before.text, &table.korean_denied)) {
            found.ranges.push(whole());
            continue;
        }
        // "연기됐던 회의를 열었다" tells of the meeting.
        let over = ["던", "됐다가", "했다가", "한 뒤"].iter().any(|ending| word.text.contains(ending));
        let event = words[clause_start(words, n)..=n].iter().any(|word| begins(word, &table.korean_event));
        let cancels = table.korean_cancelled.iter().any(|stem| word.text.starts_with(stem));
        let moves = table.korean_moved.iter().any(|stem| word.text.starts_with(stem));
        if over || !event {
            continue;
        }
        if moves && moves_to_korean_day(words, n) {
            found.moved = Some(whole());
        } else if cancels {
            found.ranges.push(whole());
        }
    }
    found
}

/// Whether a verb before its negation ("체결하지 않았다") is one of holding or agreeing; "공개하지" is not, though "하지" is.
fn denies_event(verb: &str, stems: &PhraseRow) -> bool {
    let fits = |stem: &str| verb.starts_with(stem) || !stem.ends_with('지') && verb.contains(stem);
    verb.ends_with('지') && stems.iter().any(fits)
}

/// Whether one of the words before `n` is a day or month with `로` or `까지`: "6월 10일로 연기했다".
fn moves_to_korean_day(words: &[Word<'_>], n: usize) -> bool {
    (n.saturating_sub(4)..n).any(|at| {
        let word = words[at].text.trim_end_matches(')');
        let stem = word
            .strip_suffix("으로")
            .or_else(|| word.strip_suffix('로'))
            .or_else(|| word.strip_suffix("까지"));
        stem.is_some_and(|stem| {
            stem.ends_with(['일', '월', '주', '달', '해'])
                && (stem.contains(|c: char| c.is_ascii_digit()) || stem.len() <= 9)
                || stem.ends_with("상반기")
                || stem.ends_with("하반기")
        })
    })
}

/// The word behind the words of `phrase` at `n`, all of one clause.
fn match_words(words: &[Word<'_>], n: usize, phrase: &str) -> Option<usize> {
    let mut at = n;
    for part in phrase.split(' ') {
        if words.get(at).is_none_or(|word| word.text != part || word.clause != words[n].clause) {
            return None;
        }
        at += 1;
    }
    Some(at)
}

fn clause_start(words: &[Word<'_>], n: usize) -> usize {
    (0..=n).rev().take_while(|&at| words[at].clause == words[n].clause).last().unwrap_or(n)
}

/// The byte at which the clause of word `n` ends.
fn clause_end(words: &[Word<'_>], n: usize, folded: &str) -> usize {
    words[n..].iter().find(|word| word.clause != words[n].clause).map_or(folded.len(), |word| word.start)
}

/// The words of a folded sentence with the number of their clause.
fn split_words(folded: &str) -> Vec<Word<'_>> {
    const JOINTS: [&str; 9] = ["but", "while", "although", "though", "because", "after", "when", "so", "and"];
    const KOREAN_ENDINGS: [&str; 10] =
        ["했고", "했으나", "했지만", "했으며", "지만", "으나", "면서", "는데", "됐고", "열고"];
    let mut words = Vec::new();
    let (mut clause, mut at) = (0, 0);
    for piece in folded.split(' ') {
        let text = piece.trim_matches(|c: char| !c.is_alphanumeric());
        let start = at + piece.find(text).unwrap_or(0);
        if !words.is_empty() && JOINTS.contains(&text) {
            clause += 1;
        }
        if !text.is_empty() {
            words.push(Word { text, start, clause });
        }
        let number = text.chars().all(|c| c.is_ascii_digit());
        let ends = piece.ends_with([',', ';', ':', '–', '—', '-']) && !(number && piece.ends_with(','));
        clause += usize::from(ends || KOREAN_ENDINGS.iter().any(|ending| text.ends_with(ending)));
        at += piece.len() + 1;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is left of a sentence.
    fn left(sentence: &str) -> String {
        let masked = blank_out(sentence, &find_not_happened(sentence).ranges);
        assert_eq!(masked.len(), sentence.len());
        masked.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_was_called_off_is_found() {
        let examples = [
            "The two commands did not sign a memorandum on Tuesday.",
            "Seoul called off the drill planned for May 20.",
            "양국은 14일 양해각서를 체결하지 않았다.",
            "20일로 예정된 훈련이 취소됐다.",
        ];
        for example in examples {
            assert!(!find_not_happened(example).ranges.is_empty(), "{example}");
        }
    }

    #[test]
    fn only_what_did_not_happen_is_left_out() {
        let table = [
            ("The generals met on Tuesday but did not sign a pact.", "The generals met on Tuesday but"),
            (
                "The ministry did not name the firms that were hit in May.",
                "The ministry did not name the firms that were hit in May.",
            ),
            ("The pact was not signed on Monday, officials said.", "officials said."),
            ("The forum set for May 20 has been postponed, Seoul said.", "Seoul said."),
            ("The two agreed to stop delays of reports.", "The two agreed to stop delays of reports."),
            ("회의를 열었지만 합의에 이르지 못했다.", "회의를 열었지만"),
            ("연기됐던 회의를 18일 열었다.", "연기됐던 회의를 18일 열었다."),
            ("국방부는 열린 회의 내용을 공개하지 않았다.", "국방부는 열린 회의 내용을 공개하지 않았다."),
            ("공격이 발생하지 않도록 합의했다.", "공격이 발생하지 않도록 합의했다."),
        ];
        for (sentence, want) in table {
            assert_eq!(left(sentence), want, "{sentence}");
        }
    }

    #[test]
    fn what_is_moved_has_the_new_day() {
        let published = "2024-05-16".parse().unwrap();
        let table = [
            ("They moved the drill from May 20 to June 10.", "2024-06-10"),
            ("The meeting set for May 20 was postponed until June 10.", "2024-06-10"),
            ("양국은 20일 열기로 한 회의를 6월 10일로 연기했다.", "2024-06-10"),
        ];
        for (sentence, want) in table {
            let mentions = crate::loader::temporal::find_mentions(sentence, Some(&published), None);
            let got = drop_mentions(&find_not_happened(sentence), mentions);
            let dates: Vec<String> =
                got.iter().filter_map(|mention| mention.date.as_ref()).map(ToString::to_string).collect();
            assert_eq!(dates, [want], "{sentence}");
            assert!(got.iter().all(|mention| mention.future), "{sentence}");
        }
    }
}
