//! How well the dates of an article fit the date of an event: when it was published, and the days it names.

use crate::loader::{Article, Proposal, TimexType};
use crate::model::Edtf;
use chrono::{Datelike, Days, NaiveDate};
use std::collections::BTreeSet;

/// Bytes of the article in which a day is likely that of its own event.
const LEAD_BYTES: usize = 1_500;
/// What a day counts that is named further down.
const LATE_MENTION: f64 = 0.4;
/// What a day with its month counts if the year is not said.
const WITHOUT_YEAR: f64 = 0.8;
/// What the day before or after counts: reports on both sides of the date line differ by one.
const ADJACENT_DAY: f64 = 0.35;
/// How much a named day adds to the weight of an event on it.
const DAY_BONUS: f64 = 0.6;
/// The factor for an event on the days that the article's main event has.
const SAME_MAIN_DATE: f64 = 1.3;
/// The factor for an event so far from them that the same words must mean another one.
const OTHER_MAIN_DATE: f64 = 0.3;
/// How far that is, in days. Reports get the day wrong, or give that of an announcement, but seldom the season.
const OTHER_MAIN_DATE_DAYS: i64 = 45;
/// Days before publication in which news reports events.
const NEWS_DAYS: i64 = 31;
/// Days after publication in which announced events happen.
const PREVIEW_DAYS: i64 = 8;
/// A publication interval of at most so many days bounds the event as a day does.
const MAX_NEWS_INTERVAL_DAYS: i64 = 40;

/// What an article says about when it was published and when things happened.
pub(super) struct ArticleDates {
    published: Option<(NaiveDate, NaiveDate)>,
    /// Days named with their year, with their weight.
    days: Vec<(NaiveDate, f64)>,
    /// Days named without a year: month and day.
    month_days: BTreeSet<(u32, u32)>,
    /// The last year that the text names.
    last_year: Option<i32>,
    main: Option<Edtf>,
}

impl ArticleDates {
    pub(super) fn new(article: &Article, main: Option<&Proposal>) -> Self {
        let mut dates = Self {
            published: article.published.date.as_ref().map(|date| (date.earliest(), date.latest())),
            days: Vec::new(),
            month_days: BTreeSet::new(),
            last_year: None,
            main: main.and_then(|main| main.date.clone()).filter(Edtf::is_exact),
        };
        for tag in article.timex_tags.iter().filter(|tag| tag.timex_type == TimexType::Date) {
            let written = article.text.get(tag.range.clone()).unwrap_or_default();
            let weight = if tag.range.start < LEAD_BYTES { 1.0 } else { LATE_MENTION };
            dates.add_value(&tag.value, written, weight);
        }
        dates
    }

    fn add_value(&mut self, value: &str, written: &str, weight: f64) {
        if let Ok(day) = value.parse::<NaiveDate>() {
            self.days.push((day, weight));
        } else if let Some((month, day)) = value.strip_prefix("XXXX-").and_then(parse_month_day) {
            self.month_days.insert((month, day));
        }
        let year = value.get(..4).and_then(|year| year.parse::<i32>().ok());
        if let Some(year) = year.filter(|year| written.contains(&year.to_string())) {
            self.last_year = self.last_year.max(Some(year));
        }
    }

    /// Whether the publication is known well enough to tell a report from a mention years later.
    pub(super) fn is_news_dated(&self) -> bool {
        self.published.is_some_and(|(first, last)| (last - first).num_days() <= MAX_NEWS_INTERVAL_DAYS)
    }

    /// A factor for an event of that date: about 1 where nothing speaks for or against it.
    pub(super) fn compatibility(&self, date: Option<&Edtf>) -> f64 {
        let Some(date) = date else { return 1.0 };
        self.publication_factor(date) * (1.0 + DAY_BONUS * self.day_match(date)) * self.main_date_factor(date)
    }

    fn main_date_factor(&self, date: &Edtf) -> f64 {
        let Some(main) = &self.main else { return 1.0 };
        let apart = (main.earliest() - date.latest()).max(date.earliest() - main.latest()).num_days();
        match apart {
            OTHER_MAIN_DATE_DAYS.. => OTHER_MAIN_DATE,
            _ if main == date => SAME_MAIN_DATE,
            _ => 1.0,
        }
    }

    /// A factor for the time between the event and the publication or, if that is unknown, the last year named.
    fn publication_factor(&self, date: &Edtf) -> f64 {
        let Some((first, last)) = self.published else { return self.year_factor(date) };
        let days = |from: NaiveDate, to: NaiveDate| (to - from).num_days();
        let (since_end, since_start) = (days(date.latest(), first), days(date.earliest(), last));
        if since_start < -PREVIEW_DAYS {
            return 0.5;
        }
        match self.is_news_dated() {
            true if since_end <= NEWS_DAYS => 1.5,
            true => 0.6,
            false => 1.0,
        }
    }

    /// An article rarely reports an event of a year before the last one it names.
    fn year_factor(&self, date: &Edtf) -> f64 {
        match self.last_year.zip(date.first_year()) {
            Some((last, year)) if year < last - 1 => 0.7,
            Some((last, year)) if year < last => 0.85,
            _ => 1.0,
        }
    }

    /// How surely the article names a day of the event, 0 to 1.
    fn day_match(&self, date: &Edtf) -> f64 {
        if !date.is_exact() {
            return 0.0;
        }
        let ends = [date.earliest(), date.latest()];
        let weigh = |end: NaiveDate| {
            let with_year = self.days.iter().map(|&(day, weight)| match (day - end).num_days() {
                0 => weight,
                -1 | 1 => weight * ADJACENT_DAY,
                _ => 0.0,
            });
            let named = |day: NaiveDate| self.month_days.contains(&(day.month(), day.day()));
            let next_to = [end.checked_sub_days(Days::new(1)), end.checked_add_days(Days::new(1))];
            let without_year = if named(end) {
                WITHOUT_YEAR
            } else if next_to.into_iter().flatten().any(named) {
                WITHOUT_YEAR * ADJACENT_DAY
            } else {
                0.0
            };
            with_year.fold(without_year, f64::max)
        };
        ends.into_iter().map(weigh).fold(0.0, f64::max)
    }
}

/// `MM-DD` as numbers.
fn parse_month_day(text: &str) -> Option<(u32, u32)> {
    let (month, day) = text.split_once('-')?;
    Some((month.parse().ok()?, day.parse().ok()?))
}
