//! Resolves expressions against the publication date and the dates that the text mentioned before, to a TIMEX3 value
//! (ISO-TimeML) and an EDTF date. A date is never more precise than both of them support.

use super::anchor::Anchor;
use super::calendar_period::CalendarPeriod;
use super::date_math::{add_days, shift_months};
use super::holiday::HolidayRule;
use super::tense::infer_direction;
use super::time_expr::{AnchorKind, DateField, Direction, TimeExpr, TimeExprMatch, TimeUnit};
use super::timex;
use super::tokens::TokenLine;
use crate::loader::types::{TemporalMention, TimexTag, TimexType};
use crate::model::Edtf;
use crate::model::edtf::Certainty;
use chrono::{Datelike, NaiveDate, Weekday};

/// What later expressions of a text are resolved against.
#[derive(Clone, Debug, Default)]
pub(super) struct DiscourseContext {
    /// The publication date.
    pub(super) anchor: Option<Anchor>,
    /// The date mentioned last.
    pub(super) last_date: Option<Edtf>,
    /// The day mentioned last.
    pub(super) last_day: Option<Edtf>,
    /// The day that the text is about: the last one mentioned of the days shortly before publication.
    pub(super) story_day: Option<Edtf>,
    /// Whether this sentence has mentioned a day.
    pub(super) day_in_sentence: bool,
    /// The date with a year that this paragraph mentioned last; the year carries over to dates after it.
    pub(super) carried_year: Option<Edtf>,
    /// The quarter that the text reports on, as a year and an ISO 8601-2 code.
    pub(super) reported_quarter: Option<(i32, u8)>,
}

/// The largest age in days of the day that a news story is about.
const MAX_NEWS_AGE_DAYS: i64 = 2;

/// The period that an expression resolves to.
#[derive(Clone, Debug, Default)]
struct ResolvedTime {
    period: Option<CalendarPeriod>,
    approximate: bool,
    /// Whether there is too little evidence for a date; the TIMEX3 value is given nevertheless.
    is_guess: bool,
}

impl ResolvedTime {
    fn from_period(period: Option<CalendarPeriod>) -> Self {
        Self { period, ..Self::default() }
    }
}

impl DiscourseContext {
    /// The context of a text with that publication date, as far as it is known.
    pub(super) fn new(published: Option<&Edtf>) -> Self {
        Self { anchor: published.map(Anchor::new), ..Self::default() }
    }

    /// Begins a sentence after one whose last date was `date`.
    pub(super) fn begin_sentence(&mut self, date: Option<Edtf>) {
        self.record_date(date);
        self.day_in_sentence = false;
    }

    /// Records a date as the one mentioned last.
    fn record_date(&mut self, date: Option<Edtf>) {
        if let Some(day) = date.as_ref().filter(|date| date.is_exact()) {
            self.last_day = Some(day.clone());
            self.day_in_sentence = true;
            let ago = self.anchor.map(|anchor| (anchor.last_day() - day.earliest()).num_days());
            if ago.is_some_and(|days| (0..=MAX_NEWS_AGE_DAYS).contains(&days)) {
                self.story_day = Some(day.clone());
            }
        }
        self.last_date = date;
    }

    /// The anchor of "이날" and "전날": a day of the same sentence, or else the day that the text is about, or else the date
    /// mentioned last.
    fn reference_day(&self) -> Option<&Edtf> {
        let here = self.last_day.as_ref().filter(|_| self.day_in_sentence);
        here.or(self.story_day.as_ref()).or(self.last_day.as_ref()).or(self.last_date.as_ref())
    }

    /// Resolves an expression and records its date.
    pub(super) fn resolve(&mut self, line: &TokenLine, matched: &TimeExprMatch) -> TemporalMention {
        let bytes = line.byte_range(&matched.tokens);
        if let TimeExpr::Range(first, last) = &matched.expr {
            return self.resolve_range(line, matched, first, last);
        }
        let mut resolved = self.resolve_expr(&matched.expr);
        resolved.approximate |= matched.approximate;
        let date = self.resolve_date(&matched.expr, &resolved);
        let tag = TimexTag {
            range: bytes.clone(),
            rule: matched.rule,
            timex_type: timex::timex_kind(&matched.expr),
            value: timex::timex_value(&matched.expr, resolved.period),
        };
        let future = points_ahead(&matched.expr)
            || self.extends_past_publication(line, matched, date.as_ref())
            || self.is_after_publication(date.as_ref());
        self.update_context(matched, &resolved, date.as_ref());
        TemporalMention {
            range: bytes,
            date,
            rule: matched.rule,
            future,
            incidental: matched.incidental,
            timex_tags: vec![tag],
        }
    }

    /// Resolves a range, which is two expressions in TIMEX3 and one date in EDTF.
    fn resolve_range(
        &mut self,
        line: &TokenLine,
        matched: &TimeExprMatch,
        first: &TimeExprMatch,
        last: &TimeExprMatch,
    ) -> TemporalMention {
        let year = |matched: &TimeExprMatch| match &matched.expr {
            TimeExpr::Date { year: Some(DateField::Explicit(year)), .. } => Some(*year),
            _ => None,
        };
        let mut first = first.clone();
        let borrowed = matches!(first.expr, TimeExpr::Date { year: None, .. });
        if let (TimeExpr::Date { year: at @ None, .. }, Some(named)) = (&mut first.expr, year(last)) {
            *at = Some(DateField::Explicit(named));
        }
        let start = self.resolve_expr(&first.expr).period;
        let start_date = start.and_then(CalendarPeriod::to_edtf);
        let named = start_date.clone().or_else(|| self.last_date.take());
        self.record_date(named);
        let end = start.and_then(|start| self.resolve_range_end(start, &last.expr));
        let start = match (start, end) {
            (Some(CalendarPeriod::Day(day)), Some(CalendarPeriod::Day(end))) if borrowed && day > end => {
                same_day_last_year(day, end).map(CalendarPeriod::Day)
            }
            _ => start,
        };
        let date = start
            .and_then(CalendarPeriod::to_edtf)
            .zip(end.and_then(CalendarPeriod::to_edtf))
            .and_then(|(a, b)| Edtf::between(&a, &b));
        let tag = |part: &TimeExprMatch, period: Option<CalendarPeriod>| {
            let value = timex::timex_value(&part.expr, period);
            TimexTag {
                range: line.byte_range(&part.tokens),
                rule: matched.rule,
                timex_type: TimexType::Date,
                value,
            }
        };
        let tags = vec![tag(&first, start), tag(last, end)];
        let named = end.and_then(CalendarPeriod::to_edtf).or_else(|| self.last_date.take());
        self.record_date(named);
        let future = points_ahead(&first.expr) || self.is_after_publication(date.as_ref());
        TemporalMention {
            range: line.byte_range(&matched.tokens),
            date,
            rule: matched.rule,
            future,
            incidental: false,
            timex_tags: tags,
        }
    }

    /// The end of a range. If it has no year or month, it is the first such date from the start of the range on.
    fn resolve_range_end(&self, start: CalendarPeriod, expr: &TimeExpr) -> Option<CalendarPeriod> {
        match (start, expr) {
            (
                CalendarPeriod::Day(start),
                TimeExpr::Date {
                    year: None, month: Some(DateField::Explicit(month)), day: Some(day), ..
                },
            ) => {
                let of = |year| NaiveDate::from_ymd_opt(year, *month as u32, *day);
                let wraps = *month < 12 || start.month() == 12;
                let next = || of(start.year() + 1).filter(|_| wraps);
                of(start.year()).filter(|end| *end >= start).or_else(next).map(CalendarPeriod::Day)
            }
            (CalendarPeriod::Day(start), TimeExpr::Date { year: None, month: None, day: Some(day), .. }) => {
                let same = start.with_day(*day).filter(|end| *end >= start);
                same.or_else(|| shift_months(start.with_day(1)?, 1)?.with_day(*day)).map(CalendarPeriod::Day)
            }
            (
                CalendarPeriod::Month(year, first),
                TimeExpr::Date { year: None, month: Some(DateField::Explicit(month)), day: None, .. },
            ) => CalendarPeriod::from_month(year + i32::from((*month as u32) < first), *month),
            (CalendarPeriod::Day(start), TimeExpr::Weekday { day, weeks: None, .. }) => {
                let days = i64::from(day.days_since(start.weekday()));
                add_days(start, days).map(CalendarPeriod::Day)
            }
            _ => self.resolve_expr(expr).period,
        }
    }

    fn resolve_expr(&self, expr: &TimeExpr) -> ResolvedTime {
        match expr {
            TimeExpr::Date { year, month, day, direction } => {
                self.resolve_calendar_date(*year, *month, *day, *direction)
            }
            TimeExpr::YearPart { part, year, direction } => self.resolve_year_part(*part, *year, *direction),
            TimeExpr::Weekday { day, direction, weeks } => ResolvedTime::from_period(
                self.resolve_weekday(*day, *direction, *weeks).map(CalendarPeriod::Day),
            ),
            TimeExpr::Weekend { direction } => {
                ResolvedTime::from_period(self.resolve_weekend(*direction).map(CalendarPeriod::Weekend))
            }
            TimeExpr::Offset {
                by: by @ (-1 | -4),
                unit: unit @ (TimeUnit::Year | TimeUnit::Quarter),
                approximate: true,
                ..
            }
            | TimeExpr::Offset { by: by @ -4, unit: unit @ TimeUnit::Quarter, approximate: _, .. }
                if self.reported_quarter.is_some() && (*unit == TimeUnit::Quarter || *by == -1) =>
            {
                ResolvedTime::from_period(
                    self.reported_quarter.map(|(year, part)| CalendarPeriod::YearPart(year - 1, part)),
                )
            }
            TimeExpr::Offset { by: 0, unit: TimeUnit::Quarter, .. } => {
                let this = || CalendarPeriod::quarter_of(self.anchor?.exact_month()?).into();
                ResolvedTime::from_period(
                    self.reported_quarter
                        .map(|(year, part)| CalendarPeriod::YearPart(year, part))
                        .or_else(this),
                )
            }
            TimeExpr::Offset { by, unit, anchor: AnchorKind::Publication, approximate } => ResolvedTime {
                approximate: *approximate,
                ..ResolvedTime::from_period(self.offset_from_publication(*by, *unit))
            },
            TimeExpr::Offset { by, unit, anchor: AnchorKind::LastMention, approximate } => {
                self.offset_from_mention(self.last_date.as_ref(), *by, *unit, *approximate)
            }
            TimeExpr::Offset { by, unit, anchor: AnchorKind::StoryDay, approximate } => {
                self.offset_from_mention(self.reference_day(), *by, *unit, *approximate)
            }
            TimeExpr::Decade(decade) => ResolvedTime::from_period(Some(CalendarPeriod::Decade(*decade))),
            TimeExpr::Century(century) => ResolvedTime::from_period(Some(CalendarPeriod::Century(*century))),
            TimeExpr::Holiday { rule, year, direction } => ResolvedTime::from_period(
                self.resolve_holiday(*rule, *year, *direction).map(CalendarPeriod::Day),
            ),
            TimeExpr::DayPart { day, .. } | TimeExpr::ClockTime { day, .. } => self.resolve_expr(day),
            TimeExpr::ImpliedDay => {
                let named = self
                    .last_date
                    .as_ref()
                    .and_then(CalendarPeriod::from_edtf)
                    .filter(|period| matches!(period, CalendarPeriod::Day(_)));
                let day = named.or_else(|| self.anchor?.exact_day().map(CalendarPeriod::Day));
                ResolvedTime { is_guess: true, ..ResolvedTime::from_period(day) }
            }
            TimeExpr::Range(..)
            | TimeExpr::Vague(_)
            | TimeExpr::Duration { .. }
            | TimeExpr::Recurrence(_) => ResolvedTime::default(),
        }
    }

    fn resolve_year(&self, field: DateField) -> Option<i32> {
        match field {
            DateField::Explicit(year) => Some(year),
            DateField::PublicationOffset(by) => Some(self.anchor?.exact_year()? + by),
            DateField::MentionOffset(by) => Some(self.last_date.as_ref()?.first_year()? + by),
        }
    }

    fn resolve_calendar_date(
        &self,
        year: Option<DateField>,
        month: Option<DateField>,
        day: Option<u32>,
        direction: Direction,
    ) -> ResolvedTime {
        let year = match year {
            Some(field) => match self.resolve_year(field) {
                Some(year) => Some(year),
                None => return ResolvedTime::default(),
            },
            None => None,
        };
        if let (None, Some(DateField::Explicit(month))) = (year, month)
            && let Some(period) = self.apply_carried_year(month, day, direction)
        {
            return ResolvedTime::from_period(Some(period));
        }
        let anchor = self.anchor;
        let ahead = direction.is_future();
        let period = match (year, month, day) {
            (Some(year), Some(DateField::Explicit(month)), Some(day)) => day_period(year, month, day),
            (Some(year), Some(DateField::Explicit(month)), None) => CalendarPeriod::from_month(year, month),
            (Some(year), None, _) => Some(CalendarPeriod::Year(year)),
            (None, Some(DateField::Explicit(month)), Some(day)) => {
                return self.resolve_day_and_month(month, day, direction);
            }
            (None, Some(DateField::Explicit(month)), None) => {
                return self.resolve_bare_month(month, direction);
            }
            // "This time last year": the month of publication in another year.
            (Some(year), Some(DateField::PublicationOffset(0)), None) => {
                anchor.and_then(|anchor| Some(CalendarPeriod::Month(year, anchor.exact_month()?.month())))
            }
            (_, Some(field), day) => self.resolve_month(field).and_then(|first| match day {
                Some(day) => Some(CalendarPeriod::Day(first.with_day(day)?)),
                None => CalendarPeriod::from_month(first.year(), first.month() as i32),
            }),
            (None, None, Some(day)) => {
                anchor.and_then(|anchor| Some(CalendarPeriod::Day(anchor.resolve_day_of_month(day, ahead)?)))
            }
            (None, None, None) => None,
        };
        ResolvedTime::from_period(period)
    }

    /// A date without a year in the year of the date before it: "On November 24, 2014, … On December 19, …". `None` if it would
    /// be before that date.
    fn apply_carried_year(
        &self,
        month: i32,
        day: Option<u32>,
        direction: Direction,
    ) -> Option<CalendarPeriod> {
        let last = self.carried_year.as_ref().filter(|_| {
            !matches!(direction, Direction::StrictlyBefore | Direction::StrictlyAfter | Direction::SamePeriod)
        })?;
        let year = last.last_year()?;
        let period = match day {
            Some(day) => day_period(year, month, day)?,
            None => CalendarPeriod::from_month(year, month)?,
        };
        (period.to_edtf()?.latest() >= last.earliest()).then_some(period)
    }

    /// A day and a month without a year. If the tense and the calendar disagree by months, the calendar is right more often,
    /// but the result is only a guess.
    fn resolve_day_and_month(&self, month: i32, day: u32, direction: Direction) -> ResolvedTime {
        let Some(anchor) = self.anchor else { return ResolvedTime::default() };
        let (soon, just) =
            (anchor.is_soon_after(month as u32, day), anchor.is_just_before(month as u32, day));
        let (ahead, is_guess) = direction.lean_near_publication(soon, just);
        let period =
            anchor.year_of_day(month as u32, day, ahead).and_then(|year| day_period(year, month, day));
        ResolvedTime { is_guess, ..ResolvedTime::from_period(period) }
    }

    /// A month without a year, as in [`Self::resolve_day_and_month`].
    fn resolve_bare_month(&self, month: i32, direction: Direction) -> ResolvedTime {
        let Some(anchor) = self.anchor else { return ResolvedTime::default() };
        let (soon, just) = (anchor.is_month_after(1, month as u32), anchor.is_month_after(11, month as u32));
        let strictly = matches!(direction, Direction::StrictlyBefore | Direction::StrictlyAfter);
        let (ahead, is_guess) = direction.lean_near_publication(soon, just);
        let year = match direction {
            Direction::SamePeriod => anchor.exact_year(),
            _ => anchor.year_of_month(month as u32, ahead, strictly),
        };
        ResolvedTime {
            is_guess,
            ..ResolvedTime::from_period(year.and_then(|year| CalendarPeriod::from_month(year, month)))
        }
    }

    /// The first day of a month given by its distance from another.
    fn resolve_month(&self, field: DateField) -> Option<NaiveDate> {
        match field {
            DateField::Explicit(_) => None,
            DateField::PublicationOffset(by) => shift_months(self.anchor?.exact_month()?, by),
            DateField::MentionOffset(by) => match CalendarPeriod::from_edtf(self.last_date.as_ref()?)? {
                CalendarPeriod::Day(day) => shift_months(day.with_day(1)?, by),
                CalendarPeriod::Month(year, month) => {
                    shift_months(NaiveDate::from_ymd_opt(year, month, 1)?, by)
                }
                _ => None,
            },
        }
    }

    /// A part of a year. Without a year it is the last one that has begun, or the next one to begin.
    fn resolve_year_part(&self, part: u8, year: Option<DateField>, direction: Direction) -> ResolvedTime {
        if let Some(field) = year {
            return ResolvedTime::from_period(
                self.resolve_year(field).map(|year| CalendarPeriod::YearPart(year, part)),
            );
        }
        let year = self.anchor.and_then(|anchor| match direction {
            Direction::SamePeriod => anchor.exact_year(),
            // A quarter is reported after its end: "will report third-quarter earnings" in October is about this year.
            Direction::Future if part > 24 => {
                let past = anchor.year_of_month(CalendarPeriod::first_month(part), false, false)?;
                let over = anchor.is_long_over(past, CalendarPeriod::first_month(part) + 2)?;
                Some(past + i32::from(over))
            }
            _ => anchor.year_of_month(
                CalendarPeriod::first_month(part),
                direction.is_future(),
                matches!(direction, Direction::StrictlyBefore | Direction::StrictlyAfter),
            ),
        });
        let period = year.map(|year| CalendarPeriod::YearPart(year, part));
        // The calendar alone does not decide which summer "last summer" is; "this summer" is clear.
        let current = self
            .anchor
            .and_then(|anchor| anchor.exact_month())
            .is_some_and(|month| (month.month() + 12 - CalendarPeriod::first_month(part)) % 12 < 3);
        let is_guess = part < 33
            && match direction {
                Direction::SamePeriod => false,
                Direction::PastByVerb | Direction::StrictlyAfter => current,
                _ => true,
            };
        ResolvedTime { is_guess, ..ResolvedTime::from_period(period) }
    }

    fn resolve_weekday(
        &self,
        weekday: Weekday,
        direction: Direction,
        weeks: Option<i64>,
    ) -> Option<NaiveDate> {
        let anchor = self.anchor?;
        if weeks.is_some() || direction == Direction::SamePeriod {
            let monday = anchor.monday_of_week(weeks.unwrap_or(0))?;
            return add_days(monday, i64::from(weekday.num_days_from_monday()));
        }
        let day = anchor.nearest_weekday(weekday, direction.is_future())?;
        // "Last Thursday" on a Thursday is a week ago, "next Thursday" a week later.
        match direction {
            Direction::StrictlyBefore if Some(day) == anchor.exact_day() => add_days(day, -7),
            Direction::StrictlyAfter if Some(day) == anchor.exact_day() => add_days(day, 7),
            _ => Some(day),
        }
    }

    /// The Saturday of the weekend of publication or the one before it, or of the next one if `direction` is the future.
    fn resolve_weekend(&self, direction: Direction) -> Option<NaiveDate> {
        let day = self.anchor?.exact_day()?;
        let past = i64::from(day.weekday().days_since(Weekday::Sat));
        if direction.is_future() && past > 1 || direction == Direction::StrictlyAfter {
            add_days(day, 7 - past)
        } else {
            add_days(day, -past)
        }
    }

    /// The period `by` units from publication.
    fn offset_from_publication(&self, by: i64, unit: TimeUnit) -> Option<CalendarPeriod> {
        let anchor = self.anchor?;
        Some(match unit {
            TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour => return None,
            TimeUnit::Day => CalendarPeriod::Day(anchor.offset_days(by)?),
            TimeUnit::Week => CalendarPeriod::Week(anchor.monday_of_week(by)?),
            TimeUnit::Fortnight => CalendarPeriod::Week(anchor.monday_of_week(by * 2)?),
            TimeUnit::Month => {
                let month = shift_months(anchor.exact_month()?, i32::try_from(by).ok()?)?;
                CalendarPeriod::Month(month.year(), month.month())
            }
            TimeUnit::Quarter => CalendarPeriod::quarter_of(anchor.exact_month()?).offset_quarters(by)?,
            TimeUnit::Year => {
                CalendarPeriod::Year(anchor.exact_year()?.checked_add(i32::try_from(by).ok()?)?)
            }
            TimeUnit::Decade => CalendarPeriod::Decade(
                anchor.exact_year()?.div_euclid(10).checked_add(i32::try_from(by).ok()?)?,
            ),
            TimeUnit::Century => CalendarPeriod::Century(
                anchor.exact_year()?.div_euclid(100).checked_add(i32::try_from(by).ok()?)?,
            ),
        })
    }

    /// An offset from a date mentioned before; if there is none, from publication, as a guess.
    fn offset_from_mention(
        &self,
        named: Option<&Edtf>,
        by: i64,
        unit: TimeUnit,
        counted: bool,
    ) -> ResolvedTime {
        let Some(named) = named else {
            return ResolvedTime {
                is_guess: true,
                ..ResolvedTime::from_period(self.offset_from_publication(by, unit))
            };
        };
        if unit == TimeUnit::Day
            && named.first_year().is_some()
            && CalendarPeriod::from_edtf(named).is_none_or(|period| !matches!(period, CalendarPeriod::Day(_)))
        {
            // "The next day" after a month is about that month; the day after its last day would be in another.
            let month =
                CalendarPeriod::from_edtf(named).filter(|period| matches!(period, CalendarPeriod::Month(..)));
            return ResolvedTime { approximate: true, ..ResolvedTime::from_period(month) };
        }
        let period = CalendarPeriod::from_edtf(named).and_then(|period| period.offset_by(by, unit, counted));
        ResolvedTime { approximate: counted && unit > TimeUnit::Day, ..ResolvedTime::from_period(period) }
    }

    fn resolve_holiday(
        &self,
        rule: HolidayRule,
        year: Option<DateField>,
        direction: Direction,
    ) -> Option<NaiveDate> {
        if let Some(field) = year {
            return rule.date_in(self.resolve_year(field)?);
        }
        let today = self.anchor?.exact_day()?;
        let day = rule.date_in(today.year())?;
        match direction {
            Direction::Past | Direction::PastByVerb | Direction::StrictlyBefore if day > today => {
                rule.date_in(today.year() - 1)
            }
            Direction::Future | Direction::StrictlyAfter if day < today => rule.date_in(today.year() + 1),
            _ => Some(day),
        }
    }

    fn resolve_date(&self, expr: &TimeExpr, resolved: &ResolvedTime) -> Option<Edtf> {
        let dates = !matches!(expr, TimeExpr::Century(_)) && !resolved.is_guess;
        if let (
            TimeExpr::Offset { by, unit: TimeUnit::Week, anchor: AnchorKind::Publication, approximate: true },
            false,
        ) = (expr, resolved.is_guess)
        {
            // "Two weeks ago" is about that day and not the whole week.
            let day = self.anchor?.offset_days(by * 7)?;
            return Some(Edtf::day(day)?.with_certainty(Certainty::Approximate));
        }
        let date = resolved.period.filter(|_| dates)?.to_edtf()?;
        Some(if resolved.approximate { date.with_certainty(Certainty::Approximate) } else { date })
    }

    /// Whether a date lies after publication, whatever the words say.
    fn is_after_publication(&self, date: Option<&Edtf>) -> bool {
        let after = |anchor: Anchor| date.is_some_and(|date| date.earliest() > anchor.last_day());
        self.anchor.is_some_and(after)
    }

    /// Whether an expression for a period around publication means the rest of it: "later this year", "올 하반기에 열 계획".
    fn extends_past_publication(
        &self,
        line: &TokenLine,
        matched: &TimeExprMatch,
        date: Option<&Edtf>,
    ) -> bool {
        let covers = |anchor: Anchor| {
            date.is_some_and(|date| date.earliest() <= anchor.last_day() && anchor.last_day() < date.latest())
        };
        let start = matched.tokens.start;
        self.anchor.is_some_and(covers)
            && (line.word(start) == "later" || infer_direction(line, start).is_future())
    }

    fn update_context(&mut self, matched: &TimeExprMatch, resolved: &ResolvedTime, date: Option<&Edtf>) {
        if let TimeExpr::Date { year: Some(DateField::Explicit(_)), month: Some(_), .. } = matched.expr {
            self.carried_year = date.cloned();
        }
        if let (Some(CalendarPeriod::YearPart(year, part @ 33..=36)), TimeExpr::YearPart { .. }) =
            (resolved.period, &matched.expr)
        {
            self.reported_quarter = Some((year, part));
        }
        let compared = matches!(matched.expr, TimeExpr::Offset { by, unit: TimeUnit::Year | TimeUnit::Quarter, .. } if by != 0);
        let point = !compared
            && resolved.period.is_some_and(|period| {
                !matches!(period, CalendarPeriod::Century(_) | CalendarPeriod::Decade(_))
            });
        if point && !matched.incidental {
            let named = date.cloned().or_else(|| self.last_date.take());
            self.record_date(named);
        }
    }
}

/// The day of `start` in the previous year, if the range then starts before its end.
fn same_day_last_year(start: NaiveDate, end: NaiveDate) -> Option<NaiveDate> {
    start.with_year(start.year() - 1).filter(|start| *start <= end)
}

fn day_period(year: i32, month: i32, day: u32) -> Option<CalendarPeriod> {
    Some(CalendarPeriod::Day(NaiveDate::from_ymd_opt(year, month as u32, day)?))
}

/// Whether the expression itself says that it lies in the future.
fn points_ahead(expr: &TimeExpr) -> bool {
    match expr {
        TimeExpr::Date { direction, .. }
        | TimeExpr::YearPart { direction, .. }
        | TimeExpr::Weekend { direction }
        | TimeExpr::Holiday { direction, .. } => direction.is_future(),
        TimeExpr::Weekday { direction, weeks, .. } => weeks.map_or(direction.is_future(), |weeks| weeks > 0),
        TimeExpr::Offset { by, anchor: AnchorKind::Publication, .. } => *by > 0,
        TimeExpr::DayPart { day, .. } | TimeExpr::ClockTime { day, .. } => points_ahead(day),
        _ => false,
    }
}
