//! Korean words of the calendar and the particles behind them. One look-up each; never a whole expression.

use crate::loader::temporal::time_expr::{DateField, Direction, Quantity, TimeUnit};
use crate::loader::temporal::tokens::TokenLine;
use chrono::Weekday;

/// What may stand behind a date in its word: particles, and words that say which part of it.
const PARTICLES: &[&str] = &[
    "",
    "에",
    "에야",
    "에서야",
    "에는",
    "에도",
    "에만",
    "에서",
    "은",
    "는",
    "이",
    "가",
    "의",
    "부터",
    "까지",
    "까지는",
    "까지의",
    "과",
    "와",
    "엔",
    "로",
    "으로",
    "도",
    "만",
    "자",
    "자로",
    "초",
    "초에",
    "초부터",
    "초까지",
    "말",
    "말에",
    "말부터",
    "말까지",
    "말쯤",
    "중순",
    "중순에",
    "중순부터",
    "초순",
    "하순",
    "하순에",
    "상순",
    "쯤",
    "께",
    "경",
    "께는",
    "께부터",
    "오전",
    "오후",
    "이후",
    "이래",
    "이전",
    "현재",
    "기준",
    "밤",
    "새벽",
    "저녁",
    "아침",
    "중",
    "중에",
    "내",
    "들어",
    "이다",
    "인",
    "이었다",
    "였다",
    "을",
    "를",
    "이나",
    "나",
    "당시",
    "대비",
    "보다",
    "처럼",
    "마다의",
    "여름",
    "개최",
    "예정",
];

/// What makes a number and its unit a length of time.
const DURATION_SUFFIXES: &[&str] = &[
    "간",
    "동안",
    "만",
    "째",
    "치",
    "내",
    "이상",
    "이하",
    "여",
    "차",
    "짜리",
    "씩",
    "간의",
    "간은",
    "동안의",
    "여간",
    "만에",
    "째인",
    "째다",
    "가량",
    "안에",
];

pub(super) fn is_particle(rest: &str) -> bool {
    PARTICLES.contains(&rest)
}

/// Whether the Hangul at `n` is one of `names`, a particle behind it or none.
pub(super) fn matches_word(line: &TokenLine, n: usize, names: &[&str]) -> bool {
    let word = line.hangul(n);
    names.iter().any(|name| word.strip_prefix(name).is_some_and(is_particle))
}

/// A number and its unit, as `18` and `일`; the token behind both. The unit may carry a particle (`일에`) and may be a
/// Chinese letter. Not where they count (`3일간`, `3일 전`).
pub(super) fn parse_number_with_unit(line: &TokenLine, n: usize, unit: &str) -> Option<(u32, usize)> {
    let (number, _) = line.number(n)?;
    let chinese = matches!((unit, line.word(n + 1)), ("년", "年") | ("월", "月") | ("일", "日"));
    if chinese {
        return Some((number, n + 2));
    }
    let named = line.hangul(n + 1).strip_prefix(unit)?;
    // "1일1식" and the like are names.
    if unit == "일" && line.is_joined(n + 2) && line.number(n + 2).is_some() {
        return None;
    }
    let rest = named;
    let next = line.hangul(n + 2);
    let counts = DURATION_SUFFIXES.contains(&rest)
        || rest.is_empty()
            && (DURATION_SUFFIXES.contains(&next) || is_offset_word(next) || next.starts_with("연속"))
        || is_offset_word(rest);
    (is_particle(rest) && !counts).then_some((number, n + 2))
}

/// `전`, `뒤`, `후`: so long before or after.
pub(super) fn is_offset_word(word: &str) -> bool {
    parse_offset_sign(word).is_some()
}

/// Before is -1, after 1.
pub(super) fn parse_offset_sign(word: &str) -> Option<i64> {
    let is = |names: &[&str]| {
        names.iter().any(|name| {
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
        })
    };
    if is(&["전"]) {
        Some(-1)
    } else if is(&["뒤", "후"]) {
        Some(1)
    } else {
        None
    }
}

/// Which year, month or side a word points at, and the token behind it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum TimePointer {
    Year(DateField),
    Month(DateField),
    Direction(Direction),
}

/// `지난해`, `올`, `내년`, `지난달`, `이번 달`, `지난`, `오는`, `같은 해`, `이듬해` at `n`.
pub(super) fn parse_pointer(line: &TokenLine, n: usize) -> Option<(TimePointer, usize)> {
    let (word, next) = (line.hangul(n), line.hangul(n + 1));
    let year = |by| Some((TimePointer::Year(DateField::PublicationOffset(by)), n + 1));
    let month = |by, length| Some((TimePointer::Month(DateField::PublicationOffset(by)), n + length));
    match (word, next) {
        ("다음", "해") => Some((TimePointer::Year(DateField::MentionOffset(1)), n + 2)),
        ("다음해" | "그다음해" | "이듬해", _) => {
            Some((TimePointer::Year(DateField::MentionOffset(1)), n + 1))
        }
        ("그달", _) => Some((TimePointer::Month(DateField::MentionOffset(0)), n + 1)),
        ("다다음", "달") => month(2, 2),
        ("지난", "해") => Some((TimePointer::Year(DateField::PublicationOffset(-1)), n + 2)),
        ("같은" | "그", "해") => Some((TimePointer::Year(DateField::MentionOffset(0)), n + 2)),
        ("같은" | "그", "달") => Some((TimePointer::Month(DateField::MentionOffset(0)), n + 2)),
        ("지난" | "전", "달") => month(-1, 2),
        ("이번", "달") => month(0, 2),
        ("다음", "달") => month(1, 2),
        ("그해" | "같은해", _) => Some((TimePointer::Year(DateField::MentionOffset(0)), n + 1)),
        ("지난해" | "작년" | "지난해의" | "전년", _) => year(-1),
        ("재작년" | "지지난해" | "재작년의", _) => year(-2),
        ("올해" | "올" | "금년" | "올해의", _) => year(0),
        ("내년" | "명년" | "내년도", _) => year(1),
        ("후년" | "내후년", _) => year(2),
        ("지난달" | "전달" | "전월", _) => month(-1, 1),
        ("지지난달", _) => month(-2, 1),
        ("이달" | "이번달" | "금월", _) => month(0, 1),
        ("다음달" | "내달" | "익월", _) => month(1, 1),
        ("지난", _) => Some((TimePointer::Direction(Direction::StrictlyBefore), n + 1)),
        ("오는" | "돌아오는", _) => Some((TimePointer::Direction(Direction::StrictlyAfter), n + 1)),
        _ => None,
    }
}

/// A weekday written out, particles behind it or none.
pub(super) fn parse_weekday(word: &str) -> Option<Weekday> {
    let (day, rest) = word.split_once("요일")?;
    is_particle(rest).then(|| parse_weekday_letter(day)).flatten()
}

/// The first letter of a weekday, as in `(목)`.
pub(super) fn parse_weekday_letter(letter: &str) -> Option<Weekday> {
    Some(match letter {
        "월" => Weekday::Mon,
        "화" => Weekday::Tue,
        "수" => Weekday::Wed,
        "목" => Weekday::Thu,
        "금" => Weekday::Fri,
        "토" => Weekday::Sat,
        "일" => Weekday::Sun,
        _ => return None,
    })
}

/// How long something is, by the words of old: what follows the number is left in the second value.
const NATIVE_DURATIONS: &[(&str, u32, TimeUnit)] = &[
    ("하루", 1, TimeUnit::Day),
    ("이틀", 2, TimeUnit::Day),
    ("사흘", 3, TimeUnit::Day),
    ("나흘", 4, TimeUnit::Day),
    ("닷새", 5, TimeUnit::Day),
    ("엿새", 6, TimeUnit::Day),
    ("이레", 7, TimeUnit::Day),
    ("여드레", 8, TimeUnit::Day),
    ("아흐레", 9, TimeUnit::Day),
    ("열흘", 10, TimeUnit::Day),
    ("보름", 15, TimeUnit::Day),
    ("일주일", 1, TimeUnit::Week),
    ("한주", 1, TimeUnit::Week),
    ("한달", 1, TimeUnit::Month),
    ("두달", 2, TimeUnit::Month),
    ("석달", 3, TimeUnit::Month),
    ("반년", 6, TimeUnit::Month),
    ("한해", 1, TimeUnit::Year),
];

/// Native numbers before a unit: `두 달`, `세 시간`.
const NATIVE_NUMBERS: &[(&str, u32)] = &[
    ("한", 1),
    ("두", 2),
    ("세", 3),
    ("석", 3),
    ("네", 4),
    ("넉", 4),
    ("다섯", 5),
    ("여섯", 6),
    ("일곱", 7),
    ("여덟", 8),
    ("아홉", 9),
    ("열", 10),
    ("십", 10),
    ("이십", 20),
    ("삼십", 30),
    ("백", 100),
    ("일", 1),
    ("이", 2),
    ("삼", 3),
];

/// The units that are counted, the longer names first.
const COUNTED_UNITS: &[(&str, TimeUnit, u32)] = &[
    ("개월", TimeUnit::Month, 1),
    ("주일", TimeUnit::Week, 1),
    ("시간", TimeUnit::Hour, 1),
    ("주년", TimeUnit::Year, 0),
    ("분기", TimeUnit::Quarter, 1),
    ("주", TimeUnit::Week, 1),
    ("달", TimeUnit::Month, 1),
    ("년", TimeUnit::Year, 1),
    ("해", TimeUnit::Year, 1),
    ("일", TimeUnit::Day, 1),
    ("분", TimeUnit::Minute, 1),
];

/// A length of time at `n`: its count, its unit, what stands behind the unit in the same word, the token behind.
pub(super) fn parse_duration(line: &TokenLine, n: usize) -> Option<(Quantity, TimeUnit, &str, usize)> {
    let word = line.hangul(n);
    if let Some((name, count, unit)) = NATIVE_DURATIONS.iter().find(|(name, ..)| word.starts_with(name)) {
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
    if let Some((_, count)) = NATIVE_NUMBERS.iter().find(|(name, _)| *name == word) {
        let (unit, rest) = split_unit(line.hangul(n + 1))
            .filter(|(unit, _)| *unit > TimeUnit::Day || *unit == TimeUnit::Hour)?;
        return Some((Quantity::exactly(*count), unit, rest, n + 2));
    }
    let (number, _) = line.number(n)?;
    let word = line.hangul(n + 1);
    let (word, many) = match word.strip_prefix("여") {
        Some(rest) => (rest, true),
        None => (word, false),
    };
    let (word, at) = if word.is_empty() && many { (line.hangul(n + 2), n + 3) } else { (word, n + 2) };
    let (unit, rest) = split_unit(word)?;
    Some((Quantity::exactly(number), unit, rest, at))
}

fn split_unit(word: &str) -> Option<(TimeUnit, &str)> {
    let (name, unit, size) = COUNTED_UNITS.iter().find(|(name, ..)| word.starts_with(name))?;
    // An anniversary (`70주년`) is no length.
    (*size > 0).then(|| (*unit, &word[name.len()..]))
}

/// Whether what stands behind a unit says that it is a length: `간`, `동안`, `만에`.
pub(super) fn marks_duration(rest: &str, next: &str) -> bool {
    let counts = |word: &str| {
        [
            "간",
            "동안",
            "만에",
            "째",
            "가까이",
            "이상",
            "이내",
            "내내",
            "넘게",
            "여간",
            "가량",
            "만의",
            "짜리",
            "안에",
            "연속",
        ]
        .iter()
        .any(|name| word.starts_with(name))
    };
    counts(rest) || rest.is_empty() && counts(next)
}
