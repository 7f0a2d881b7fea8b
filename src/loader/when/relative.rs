//! Dates reckoned from the publication date, in English: weekdays, yesterday, last week, two years ago, the weekend;
//! and those reckoned from the day named before, as `the next day`.

use super::absolute::with_date;
use super::anchor::Anchor;
use super::tokens::{Line, is_saying};
use crate::loader::parts::Mention;
use crate::model::Edtf;
use chrono::{Days, NaiveDate, Weekday};

/// `on Thursday`, `Monday's agreement`, `next Friday`, `last Tuesday`. A bare weekday is the latest one up to and
/// including the day of publication, unless the sentence looks ahead.
pub(super) fn weekdays(line: &Line<'_>, found: &mut Vec<Mention>) {
    for n in 0..line.tokens.len() {
        let Some(weekday) = weekday(line.word(n)).filter(|_| line.is_capital(n)) else { continue };
        if with_date(line, n + 1).is_some() {
            continue;
        }
        let before = line.word_before(n);
        let future = match before {
            "next" | "coming" => true,
            "last" | "past" => false,
            _ => line.is_future(n),
        };
        let day = line.anchor.and_then(|anchor| anchor.weekday(weekday, future));
        // "last Thursday" on a Thursday is a week ago, "next Thursday" a week ahead.
        let today = line.anchor.and_then(|anchor| anchor.day());
        let day = match before {
            "last" | "past" if day == today => day.and_then(|day| day.checked_sub_days(Days::new(7))),
            "next" | "coming" if day == today => day.and_then(|day| day.checked_add_days(Days::new(7))),
            _ => day,
        };
        let rule = if future { "weekday after publication" } else { "weekday before publication" };
        let start = n - usize::from(matches!(before, "next" | "coming" | "last" | "past" | "on" | "this"));
        found.push(line.mention(start..n + 1, day.and_then(Edtf::day), rule, future));
    }
}

fn weekday(word: &str) -> Option<Weekday> {
    Some(match word {
        "monday" | "mon" => Weekday::Mon,
        "tuesday" | "tue" | "tues" => Weekday::Tue,
        "wednesday" | "wed" => Weekday::Wed,
        "thursday" | "thu" | "thurs" => Weekday::Thu,
        "friday" | "fri" => Weekday::Fri,
        "saturday" => Weekday::Sat,
        "sunday" => Weekday::Sun,
        _ => return None,
    })
}

/// `yesterday`, `tomorrow`, `the day before yesterday`, and `today` where it means the day and not the age.
pub(super) fn days(line: &Line<'_>, found: &mut Vec<Mention>) {
    for n in 0..line.tokens.len() {
        let (start, days, rule) = match line.word(n) {
            "yesterday" if line.word_before(n) == "before" && n >= 3 => {
                (n - 3, -2, "days before publication")
            }
            "yesterday" => (n, -1, "day before publication"),
            "tomorrow" => (n, 1, "day after publication"),
            "today" if is_day(line, n) => (n, 0, "day of publication"),
            "tonight" => (n, 0, "day of publication"),
            _ => continue,
        };
        let date = line.anchor.and_then(|anchor| anchor.plus_days(days));
        found.push(line.mention(start..n + 1, date, rule, days > 0));
    }
}

/// "today announced", "said today", "Today, the two ministries": a day. "the threats of today", "South Korea today":
/// not surely one.
fn is_day(line: &Line<'_>, n: usize) -> bool {
    let verb = |word: &str| {
        is_saying(word) || matches!(word, "met" | "signed" | "agreed" | "held" | "launched" | "sanctioned")
    };
    (n == 0 && line.mark(1) == Some(',')) || verb(line.word_before(n)) || verb(line.word(n + 1))
}

/// `last week`, `this month`, `next year`, `late last month`, `earlier this year`. Never finer than the unit.
pub(super) fn units(line: &Line<'_>, found: &mut Vec<Mention>) {
    for n in 1..line.tokens.len() {
        let step = match line.word(n - 1) {
            "last" | "previous" => -1,
            "this" | "current" => 0,
            "next" | "coming" => 1,
            _ => continue,
        };
        // "the previous month" of a text is reckoned from that text's own time, not from ours.
        if line.word(n - 1) == "previous" {
            continue;
        }
        let (date, rule): (fn(Anchor, i32) -> Option<Edtf>, _) = match line.word(n) {
            "week" => (|anchor, step| anchor.week(i64::from(step)), "week of publication"),
            "month" => (|anchor, step| anchor.plus_months(step), "month of publication"),
            "year" => (|anchor, step| anchor.plus_years(step), "year of publication"),
            _ => continue,
        };
        let start = match line.word_before(n - 1) {
            "early" | "late" | "earlier" | "later" | "mid" => n - 2,
            _ => n - 1,
        };
        let later = line.word(start) == "later";
        let value = line.anchor.and_then(|anchor| date(anchor, step));
        found.push(line.mention(
            start..n + 1,
            value,
            name(rule, step),
            step > 0 || later || step == 0 && line.is_future(start),
        ));
    }
}

fn name(rule: &'static str, step: i32) -> &'static str {
    match (rule, step) {
        ("week of publication", -1) => "week before publication",
        ("week of publication", 1) => "week after publication",
        ("month of publication", -1) => "month before publication",
        ("month of publication", 1) => "month after publication",
        ("year of publication", -1) => "year before publication",
        ("year of publication", 1) => "year after publication",
        _ => rule,
    }
}

/// `three days ago`, `two weeks ago`, `a year ago`. Days are days; weeks are a week, months a month, years a year:
/// nobody who says "two months ago" means the day.
pub(super) fn ago(line: &Line<'_>, found: &mut Vec<Mention>) {
    for n in 2..line.tokens.len() {
        if line.word(n) != "ago" {
            continue;
        }
        let Some(count) = count(line, n - 2) else { continue };
        let date = line.anchor.and_then(|anchor| match line.word(n - 1) {
            "day" | "days" => anchor.plus_days(-i64::from(count)),
            "week" | "weeks" => anchor.week(-i64::from(count)),
            "month" | "months" => anchor.plus_months(-(count as i32)),
            "year" | "years" => anchor.plus_years(-(count as i32)),
            _ => None,
        });
        if matches!(
            line.word(n - 1),
            "day" | "days" | "week" | "weeks" | "month" | "months" | "year" | "years"
        ) {
            let approximate = line.word(n - 1).starts_with(['w', 'm', 'y']);
            let sign = if approximate {
                crate::model::edtf::Certainty::Approximate
            } else {
                crate::model::edtf::Certainty::Sure
            };
            found.push(line.mention(
                n - 2..n + 1,
                date.map(|date| date.with(sign)),
                "time before publication",
                false,
            ));
        }
    }
}

fn count(line: &Line<'_>, n: usize) -> Option<u32> {
    const WORDS: [&str; 13] = [
        "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    ];
    if let Some((number, _)) = line.number(n) {
        return (1..=1000).contains(&number).then_some(number);
    }
    match line.word(n) {
        "" => None,
        "a" | "an" => Some(1),
        word => WORDS.iter().position(|known| *known == word).map(|at| at as u32),
    }
}

/// `last summer`, `this spring`, `summer 2023`, `the fall of 2022`: three months, by whole months.
pub(super) fn seasons(line: &Line<'_>, found: &mut Vec<Mention>) {
    for n in 0..line.tokens.len() {
        let part = match line.word(n) {
            "spring" => 21,
            "summer" => 22,
            "autumn" | "fall" => 23,
            "winter" => 24,
            _ => continue,
        };
        let of = usize::from(line.word(n + 1) == "of");
        if let Some(year) = super::absolute::year(line, n + 1 + of) {
            let date = format!("{year:04}-{part}").parse().ok();
            found.push(line.mention(n..n + 2 + of, date, "season and year", false));
        } else if matches!(line.word_before(n), "last" | "this" | "next") {
            // Which year a bare season means depends on more than the sentence; it dates nothing.
            found.push(line.mention(n - 1..n + 1, None, "season", line.word_before(n) == "next"));
        }
    }
}

/// `over the weekend`, `last weekend`, `the weekend meeting`: Saturday and Sunday before publication, or those in
/// which it falls.
pub(super) fn weekends(line: &Line<'_>, found: &mut Vec<Mention>) {
    for n in 0..line.tokens.len() {
        if line.word(n) != "weekend" {
            continue;
        }
        let future = line.word_before(n) == "next" || line.is_future(n);
        let day = line.anchor.and_then(|anchor| anchor.day());
        let date = day.and_then(|day| weekend(day, future));
        let start = n - usize::from(matches!(line.word_before(n), "last" | "next" | "this" | "the"));
        found.push(line.mention(start..n + 1, date, "weekend by publication", future));
    }
}

fn weekend(day: NaiveDate, future: bool) -> Option<Edtf> {
    use chrono::Datelike;
    let past = u64::from(day.weekday().days_since(Weekday::Sat));
    let saturday = if future && past > 1 {
        day.checked_add_days(Days::new(7 - past))?
    } else {
        day.checked_sub_days(Days::new(past))?
    };
    Edtf::between(&Edtf::day(saturday)?, &Edtf::day(saturday.succ_opt()?)?)
}

/// `the next day`, `a day later`, `the same day`, `the day before`: reckoned from the last day that the text named.
/// Where it named none, nobody knows.
pub(super) fn from_before(line: &Line<'_>, found: &mut Vec<Mention>) {
    for n in 1..line.tokens.len() {
        let words = [line.word_before(n), line.word(n), line.word(n + 1)];
        let (days, length) = match words {
            ["next" | "following", "day", _] => (1, 2),
            ["one" | "a", "day", "later" | "after"] => (1, 3),
            ["same", "day", _] => (0, 2),
            ["previous", "day", _] | ["day", "before", _] => (-1, 2),
            ["one" | "a", "day", "earlier" | "before"] => (-1, 3),
            _ => continue,
        };
        if line.word(n + length - 1) == "yesterday" {
            continue;
        }
        let date = line.before.and_then(|before| beside(before, days));
        found.push(line.mention(n - 1..n - 1 + length, date, "day by the one named before", false));
    }
}

/// So many days from a day; from a month, about that month, since its last day's next day is in another.
fn beside(before: &Edtf, days: i64) -> Option<Edtf> {
    if before.is_exact() && before.earliest() == before.latest() {
        return Edtf::day(before.earliest().checked_add_signed(chrono::TimeDelta::try_days(days)?)?);
    }
    let length = (before.latest() - before.earliest()).num_days();
    let month = matches!(before, Edtf::Date(_)) && (27..=30).contains(&length);
    month.then(|| before.clone().with(crate::model::edtf::Certainty::Approximate))
}
