//! Korean numbers, calendar words and particles in a token line. One look-up each; whole expressions are for the rules.

use crate::loader::temporal::time_expr::{AnchorKind, DateField, Direction, Quantity, TimeUnit};
use crate::loader::temporal::tokens::TokenLine;
use crate::loader::temporal::vocabulary::korean;
use chrono::Weekday;

/// Whether `rest` is empty or a particle.
pub(super) fn is_particle(rest: &str) -> bool {
    rest.is_empty() || korean().particles.contains(rest)
}

/// Whether the Hangul at `n` is one of `words`, with or without a particle.
pub(super) fn matches_word<S: AsRef<str>>(line: &TokenLine, n: usize, words: &[S]) -> bool {
    words.iter().any(|word| has_prefix(line.hangul(n), word.as_ref()))
}

/// Whether `text` is `word`, with or without a particle.
pub(super) fn has_prefix(text: &str, word: &str) -> bool {
    text.strip_prefix(word).is_some_and(is_particle)
}

/// A number at `n` with its unit, such as `18` and `일`, and the token after them. The unit may be a Chinese character and may
/// have a particle (`일에`). `None` if they are a length of time (`3일간`, `3일 전`).
pub(super) fn parse_number_with_unit(line: &TokenLine, n: usize, unit: &str) -> Option<(u32, usize)> {
    let (number, _) = line.number(n)?;
    if matches!((unit, line.word(n + 1)), ("년", "年") | ("월", "月") | ("일", "日")) {
        return Some((number, n + 2));
    }
    let rest = line.hangul(n + 1).strip_prefix(unit)?;
    // "1일1식" and the like are names.
    if unit == "일" && line.is_joined(n + 2) && line.number(n + 2).is_some() {
        return None;
    }
    let next = line.hangul(n + 2);
    let is_duration = |word: &str| korean().duration_endings.contains(word) || is_offset_word(word);
    // "21일이 걸렸다" is a length of time, "3월 21일이 지났다" is not.
    let passes = ["걸리", "걸렸", "걸린", "걸려", "소요", "흘렀", "흘러", "남았", "남은"];
    let bare = n == 0 || line.hangul(n - 1) != "월" && line.hangul(n - 1) != "지난";
    let lasting = bare && passes.iter().any(|verb| next.starts_with(verb));
    let duration =
        lasting || is_duration(rest) || rest.is_empty() && (is_duration(next) || next.starts_with("연속"));
    (is_particle(rest) && !duration).then_some((number, n + 2))
}

/// Whether a word makes a length of time an offset: `전`, `뒤` or `후`.
pub(super) fn is_offset_word(word: &str) -> bool {
    parse_offset_sign(word).is_some()
}

/// -1 for before (`전`), 1 for after (`뒤`, `후`), with or without a particle.
pub(super) fn parse_offset_sign(word: &str) -> Option<i64> {
    let is = |name: &str| {
        word.strip_prefix(name).is_some_and(|rest| {
            matches!(
                rest,
                "" | "에"
                    | "에는"
                    | "에야"
                    | "인"
                    | "의"
                    | "부터"
                    | "까지"
                    | "보다"
                    | "였다"
                    | "이었다"
                    | "다"
                    | "이다"
            )
        })
    };
    if is("전") {
        Some(-1)
    } else if is("뒤") || is("후") {
        Some(1)
    } else {
        None
    }
}

/// What a word before a date says about it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum TimePointer {
    Year(DateField),
    Month(DateField),
    Direction(Direction),
}

/// A word before a date at `n`, and the token after it: `지난해`, `올`, `내년`, `지난달`, `이번 달`, `지난`, `오는`, `같은 해`,
/// `이듬해`.
pub(super) fn parse_pointer(line: &TokenLine, n: usize) -> Option<(TimePointer, usize)> {
    let (word, next) = (line.hangul(n), line.hangul(n + 1));
    if word.is_empty() {
        return None;
    }
    let year = |field| Some((TimePointer::Year(field), n + 2));
    let month = |field| Some((TimePointer::Month(field), n + 2));
    match (word, next) {
        ("다음", "해") => return year(DateField::MentionOffset(1)),
        ("지난", "해") => return year(DateField::PublicationOffset(-1)),
        ("같은" | "그", "해") => return year(DateField::MentionOffset(0)),
        ("같은" | "그", "달") => return month(DateField::MentionOffset(0)),
        ("지난" | "전", "달") => return month(DateField::PublicationOffset(-1)),
        ("이번", "달") => return month(DateField::PublicationOffset(0)),
        ("다음", "달") => return month(DateField::PublicationOffset(1)),
        ("다다음", "달") => return month(DateField::PublicationOffset(2)),
        ("지난", _) => return Some((TimePointer::Direction(Direction::StrictlyBefore), n + 1)),
        ("오는" | "돌아오는", _) => {
            return Some((TimePointer::Direction(Direction::StrictlyAfter), n + 1));
        }
        _ => {}
    }
    let row = korean().relative_periods.iter().find(|row| row.qualifies_date(word))?;
    let field = match row.from {
        AnchorKind::Publication => DateField::PublicationOffset(row.means),
        AnchorKind::LastMention | AnchorKind::StoryDay => DateField::MentionOffset(row.means),
    };
    let pointer =
        if row.unit == TimeUnit::Year { TimePointer::Year(field) } else { TimePointer::Month(field) };
    Some((pointer, n + 1))
}

/// A day of the week, with or without a particle: `목요일`.
pub(super) fn parse_weekday(word: &str) -> Option<Weekday> {
    let (day, rest) = word.split_once("요일")?;
    is_particle(rest).then(|| parse_weekday_letter(day)).flatten()
}

/// A day of the week by its first syllable, as in `(목)`.
pub(super) fn parse_weekday_letter(letter: &str) -> Option<Weekday> {
    korean().weekdays.get(letter).copied()
}

/// A length of time at `n`: its quantity, its unit, what follows the unit in the same word, and the token after it.
pub(super) fn parse_duration(line: &TokenLine, n: usize) -> Option<(Quantity, TimeUnit, &str, usize)> {
    let word = line.hangul(n);
    let native = korean().native_durations.iter().find(|(name, ..)| word.starts_with(name.as_str()));
    if let Some((name, count, unit)) = native {
        return Some((Quantity::exactly(*count), *unit, &word[name.len()..], n + 1));
    }
    if let Some((unit, rest)) = word
        .strip_prefix("수")
        .or_else(|| word.strip_prefix("몇"))
        .and_then(|word| split_unit(word.trim_start_matches(['십', '백'])))
        && unit != TimeUnit::Minute
    {
        return Some((Quantity::SEVERAL, unit, rest, n + 1));
    }
    if let Some(rest) = word.strip_prefix("며칠") {
        return Some((Quantity::SEVERAL, TimeUnit::Day, rest, n + 1));
    }
    if matches!(word, "몇" | "수십" | "수") {
        let (unit, rest) = split_unit(line.hangul(n + 1))?;
        return Some((Quantity::SEVERAL, unit, rest, n + 2));
    }
    if let Some(count) = korean().numbers.get(word) {
        let (unit, rest) = split_unit(line.hangul(n + 1))
            .filter(|(unit, _)| *unit > TimeUnit::Day || *unit == TimeUnit::Hour)?;
        return Some((Quantity::exactly(*count), unit, rest, n + 2));
    }
    let (number, _) = line.number(n)?;
    let word = line.hangul(n + 1);
    // "10여 년" is more than 10 years.
    let (word, at) = match word.strip_prefix("여") {
        Some("") => (line.hangul(n + 2), n + 3),
        Some(rest) => (rest, n + 2),
        None => (word, n + 2),
    };
    let (unit, rest) = split_unit(word)?;
    Some((Quantity::exactly(number), unit, rest, at))
}

/// The unit of time that `word` begins with, and the rest of the word.
fn split_unit(word: &str) -> Option<(TimeUnit, &str)> {
    // An anniversary (`70주년`) is not a length of time.
    if word.starts_with("주년") {
        return None;
    }
    let (name, unit) = korean().units.iter().find(|(name, _)| word.starts_with(name.as_str()))?;
    Some((*unit, &word[name.len()..]))
}

/// Whether `rest`, which follows a unit in the same word, or else the `next` word makes it a length of time: `간`, `동안`, `만에`.
pub(super) fn marks_duration(rest: &str, next: &str) -> bool {
    let is_marker = |word: &str| korean().duration_markers.iter().any(|name| word.starts_with(name.as_str()));
    is_marker(rest) || rest.is_empty() && is_marker(next)
}
