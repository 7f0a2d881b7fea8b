//! Dates in Korean news: `2022년 8월 18일`, `지난 18일`, `지난달`, `오는 10월`, `지난해 4월`, `18~20일`, `같은 날`, `목요일`.
//! A number before 일 is a day of the month of publication; what is counted (`3일간`, `5개월`, `10년 만에`) is no date.

use super::anchor::shift;
use super::tokens::{Class, Line};
use crate::loader::parts::Mention;
use crate::model::Edtf;
use chrono::{Datelike, NaiveDate, Weekday};

/// What makes a number and its unit a length of time.
const COUNTED: [&str; 12] = ["간", "동안", "만", "째", "치", "내", "이상", "이하", "여", "차", "짜리", "씩"];

/// A date as far as the words go.
#[derive(Clone, Copy, Debug, Default)]
struct Words {
    year: Option<i32>,
    month: Option<u32>,
    day: Option<u32>,
    last_month: Option<u32>,
    last: Option<u32>,
    end: usize,
    future: bool,
    strictly: bool,
}

/// Everything with a 년, 월 or 일 behind a number, with the word that points at it.
pub(super) fn dates(line: &Line<'_>, found: &mut Vec<Mention>) {
    let mut n = 0;
    while n < line.tokens.len() {
        let Some(words) = read(line, n) else {
            n += 1;
            continue;
        };
        let date = resolve(line, words);
        let rule = match words {
            Words { last: Some(_), .. } => "range of days",
            Words { year: Some(_), day: Some(_), .. } => "written date",
            Words { year: Some(_), month: Some(_), .. } => "month and year",
            Words { year: Some(_), .. } => "year",
            Words { month: Some(_), day: Some(_), .. } => "day and month",
            Words { month: Some(_), .. } => "month before or after publication",
            _ => "day of the month of publication",
        };
        found.push(line.mention(n..words.end, date, rule, words.future));
        n = words.end;
    }
}

/// Reads pointer, year, month and day from token `n` on.
fn read(line: &Line<'_>, n: usize) -> Option<Words> {
    let mut words = Words { end: n, future: line.is_future(n), ..Words::default() };
    pointer(line, &mut words);
    let pointed = words.end > n;
    if let Some((year, end)) = unit(line, words.end, "년").filter(|&(_, end)| !counted(line, end, "년")) {
        words.year = Some(full_year(line, words.end, year)?);
        words.end = end;
    }
    if let Some((month, end)) = unit(line, words.end, "월").filter(|(month, _)| (1..=12).contains(month)) {
        (words.month, words.end) = (Some(month), end);
    }
    days_of(line, &mut words);
    let named = words.month.is_some()
        || words.day.is_some()
        || words.year.is_some() && (!pointed || words.end > n + 1);
    // "지난해" alone is for `units`.
    let number = (n..words.end).any(|at| line.number(at).is_some());
    (named && number).then_some(words)
}

/// `지난해 4월`, `내년 3월`, `지난 18일`, `오는 10월`, `지난달 30일`.
fn pointer(line: &Line<'_>, words: &mut Words) {
    let year = line.anchor.and_then(|anchor| anchor.year());
    let month = |step: i32| line.anchor.and_then(|anchor| shift(anchor.month()?, step));
    let of = |date: Option<NaiveDate>| date.map(|date| (date.year(), date.month()));
    // Where the publication date is not known, the month is not either; the day must not be read alone.
    let take = |words: &mut Words, pointed: Option<(i32, u32)>| {
        words.year = pointed.map(|(year, _)| year);
        words.month = Some(pointed.map_or(0, |(_, month)| month));
        words.end += 1;
    };
    match line.hangul(words.end) {
        "지난해" | "작년" => {
            (words.year, words.end, words.future) =
                (Some(year.map_or(0, |year| year - 1)), words.end + 1, false);
        }
        "올해" | "올" | "금년" => (words.year, words.end) = (Some(year.unwrap_or(0)), words.end + 1),
        "내년" => {
            (words.year, words.end, words.future) =
                (Some(year.map_or(0, |year| year + 1)), words.end + 1, true);
        }
        "지난달" => take(words, of(month(-1))),
        "이달" => take(words, of(month(0))),
        "내달" => take(words, of(month(1))),
        "지난" => (words.future, words.end) = (false, words.end + 1),
        "오는" => (words.future, words.strictly, words.end) = (true, false, words.end + 1),
        _ => {}
    }
}

/// `18일`, `18~20일`, `18일부터 20일까지`, `30일~5월 2일`.
fn days_of(line: &Line<'_>, words: &mut Words) {
    let n = words.end;
    let Some((first, _)) = line.number(n).filter(|(day, digits)| (1..=31).contains(day) && *digits <= 2)
    else {
        return;
    };
    if matches!(line.mark(n + 1), Some('~' | '-' | '∼' | '–' | '·'))
        && let Some((last, end)) = unit(line, n + 2, "일").filter(|&(_, end)| !counted(line, end, "일"))
    {
        (words.day, words.last, words.end) = (Some(first), Some(last), end);
        return;
    }
    let Some((_, end)) = unit(line, n, "일").filter(|&(_, end)| !counted(line, end, "일")) else { return };
    (words.day, words.end) = (Some(first), end);
    let from = line.hangul(end - 1).starts_with("일부터");
    let dash = matches!(line.mark(end), Some('~' | '∼' | '–'));
    if !from && !dash {
        return;
    }
    let at = end + usize::from(dash);
    let (month, at) = unit(line, at, "월").map_or((None, at), |(month, end)| (Some(month), end));
    if let Some((last, end)) = unit(line, at, "일").filter(|(last, _)| (1..=31).contains(last)) {
        (words.last_month, words.last, words.end) = (month, Some(last), end);
    }
}

/// What may follow the unit of a date in its word.
const AFTER: [&str; 32] = [
    "", "에", "에는", "에도", "은", "는", "이", "의", "부터", "까지", "과", "와", "엔", "로", "자", "자로",
    "초", "말", "중순", "쯤", "께", "경", "께는", "오전", "오후", "이후", "이전", "현재", "기준", "밤",
    "새벽", "저녁",
];

/// A number and its unit, as `18` and `일`; the token behind both. The unit may carry a particle (`일에`).
fn unit(line: &Line<'_>, n: usize, unit: &str) -> Option<(u32, usize)> {
    let (number, _) = line.number(n)?;
    let word = line.hangul(n + 1);
    let rest = word.strip_prefix(unit)?;
    (AFTER.contains(&rest) || COUNTED.contains(&rest)).then_some((number, n + 2))
}

/// Whether what ends before token `end` is a length of time: `3일간`, `5일 만에`, `10년 동안`.
fn counted(line: &Line<'_>, end: usize, unit: &str) -> bool {
    let own = line.hangul(end - 1).strip_prefix(unit).unwrap_or_default();
    let next = line.hangul(end);
    let counts = |word: &str| COUNTED.contains(&word);
    counts(own)
        || (own.is_empty()
            && (COUNTED.contains(&next)
                || next.starts_with("만에")
                || next == "전"
                || next == "뒤"
                || next == "후"))
}

/// `2022` or, behind an apostrophe, `22`.
fn full_year(line: &Line<'_>, n: usize, year: u32) -> Option<i32> {
    let (_, digits) = line.number(n)?;
    let short = n > 0 && matches!(line.mark(n - 1), Some('\'' | '’' | '‘')) && digits == 2;
    match year {
        1900..=2099 if digits == 4 => Some(year as i32),
        0..=99 if short => Some(2000 + year as i32),
        _ => None,
    }
}

fn resolve(line: &Line<'_>, words: Words) -> Option<Edtf> {
    if words.year == Some(0) || words.month == Some(0) {
        return None;
    }
    let day = |year: i32, month: u32, day: u32| Edtf::day(NaiveDate::from_ymd_opt(year, month, day)?);
    let first = match (words.year, words.month, words.day) {
        (Some(year), Some(month), Some(d)) => day(year, month, d)?,
        (Some(year), Some(month), None) => return Edtf::month(year, month),
        (Some(year), None, None) => return Edtf::year(year),
        (None, Some(month), Some(d)) => day(line.anchor?.year_of_day(month, d, words.future)?, month, d)?,
        (None, Some(month), None) => {
            return Edtf::month(line.anchor?.year_of_month(month, words.future, words.strictly)?, month);
        }
        (None, None, Some(d)) => Edtf::day(line.anchor?.day_of_month(d, words.future)?)?,
        _ => return None,
    };
    let Some(last) = words.last else { return Some(first) };
    let start = first.earliest();
    let month = words.last_month.unwrap_or(start.month());
    let year = if month < start.month() { start.year() + 1 } else { start.year() };
    Edtf::between(&first, &day(year, month, last)?)
}

/// `어제`, `전날`, `이날`, `같은 날`, `목요일`.
pub(super) fn days(line: &Line<'_>, found: &mut Vec<Mention>) {
    for n in 0..line.tokens.len() {
        let word = line.hangul(n);
        let anchor = |days: i64| line.anchor.and_then(|anchor| anchor.plus_days(days));
        let before = |days: i64| {
            let day = line.before.filter(|before| before.is_exact())?;
            Edtf::day(day.latest().checked_add_signed(chrono::TimeDelta::try_days(days)?)?)
        };
        let is = |names: &[&str]| names.iter().any(|name| word.strip_prefix(name).is_some_and(is_particle));
        let bracketed = n > 0 && line.mark(n - 1) == Some('(') && line.mark(n + 1) == Some(')');
        let (start, date, rule, future) = if is(&["그제", "그저께"]) {
            (n, anchor(-2), "days before publication", false)
        } else if is(&["어제"]) {
            (n, anchor(-1), "day before publication", false)
        } else if is(&["내일"]) {
            (n, anchor(1), "day after publication", true)
        } else if is(&["이날", "같은날"]) || line.hangul_before(n) == "같은" && is(&["날"]) {
            (n - usize::from(is(&["날"])), before(0), "day by the one named before", false)
        } else if is(&["전날"]) {
            (n, before(-1), "day by the one named before", false)
        } else if is(&["이튿날", "다음날"]) || line.hangul_before(n) == "다음" && is(&["날"]) {
            (n - usize::from(is(&["날"])), before(1), "day by the one named before", false)
        } else if let Some(weekday) = weekday(word).filter(|_| !bracketed) {
            let future = line.hangul_before(n) == "오는" || line.is_future(n);
            let day = line.anchor.and_then(|anchor| anchor.weekday(weekday, future));
            let rule = if future { "weekday after publication" } else { "weekday before publication" };
            (n, day.and_then(Edtf::day), rule, future)
        } else {
            continue;
        };
        found.push(line.mention(start..n + 1, date, rule, future));
    }
}

fn weekday(word: &str) -> Option<Weekday> {
    let (day, rest) = word.split_once("요일")?;
    let weekday = match day {
        "월" => Weekday::Mon,
        "화" => Weekday::Tue,
        "수" => Weekday::Wed,
        "목" => Weekday::Thu,
        "금" => Weekday::Fri,
        "토" => Weekday::Sat,
        "일" => Weekday::Sun,
        _ => return None,
    };
    is_particle(rest).then_some(weekday)
}

fn is_particle(rest: &str) -> bool {
    ["", "에", "은", "는", "의", "에는", "부터", "까지", "도", "이", "과", "와", "엔"].contains(&rest)
}

/// `지난주`, `이번 주`, `지난달`, `다음 달`, `작년`, `올해 초`, `3년 전`.
pub(super) fn units(line: &Line<'_>, found: &mut Vec<Mention>) {
    for n in 0..line.tokens.len() {
        let (word, before) = (line.hangul(n), line.hangul_before(n));
        let is = |names: &[&str]| names.iter().any(|name| word.strip_prefix(name).is_some_and(is_loose));
        let step = match before {
            "지난" => Some(-1),
            "이번" => Some(0),
            "다음" => Some(1),
            _ => None,
        };
        let anchor = line.anchor;
        let week = |step| anchor.and_then(|anchor| anchor.week(step));
        let month = |step| anchor.and_then(|anchor| anchor.plus_months(step));
        let year = |step| anchor.and_then(|anchor| anchor.plus_years(step));
        let (start, date, rule, future) = match step {
            Some(step) if is(&["주"]) => (n - 1, week(i64::from(step)), "week by publication", step > 0),
            Some(step) if is(&["달"]) => (n - 1, month(step), "month by publication", step > 0),
            _ if is(&["지난주"]) => (n, week(-1), "week by publication", false),
            _ if is(&["이번주", "금주"]) => (n, week(0), "week by publication", line.is_future(n)),
            _ if is(&["다음주", "내주"]) => (n, week(1), "week by publication", true),
            _ if is(&["지난달"]) => (n, month(-1), "month by publication", false),
            _ if is(&["이달", "이번달"]) => (n, month(0), "month by publication", line.is_future(n)),
            _ if is(&["다음달", "내달"]) => (n, month(1), "month by publication", true),
            _ if is(&["지난해", "작년"]) => (n, year(-1), "year by publication", false),
            _ if is(&["올해", "금년", "올"]) => (n, year(0), "year by publication", line.is_future(n)),
            _ if is(&["내년"]) => (n, year(1), "year by publication", true),
            _ if matches!(word, "전") && n >= 2 => match ago(line, n) {
                Some(ago) => (n - 2, ago.date, "time before publication", false),
                None => continue,
            },
            _ => continue,
        };
        found.push(line.mention(start..n + 1, date, rule, future));
    }
}

fn is_loose(rest: &str) -> bool {
    is_particle(rest) || matches!(rest, "초" | "말" | "초에" | "말에" | "초부터" | "까지의" | "들어")
}

/// A length of time before publication; its date is known only where publication is.
struct Ago {
    date: Option<Edtf>,
}

/// The number and its unit before `전` at `n`: `3년 전`.
fn ago(line: &Line<'_>, n: usize) -> Option<Ago> {
    let Class::Number(count, _) = line.tokens[n - 2].class else { return None };
    let anchor = line.anchor;
    let date = match line.hangul(n - 1) {
        "일" => anchor.and_then(|anchor| anchor.plus_days(-i64::from(count))),
        "개월" => anchor.and_then(|anchor| anchor.plus_months(-(count.min(1200) as i32))),
        "년" => anchor.and_then(|anchor| anchor.plus_years(-(count.min(1000) as i32))),
        _ => return None,
    };
    Some(Ago { date })
}
