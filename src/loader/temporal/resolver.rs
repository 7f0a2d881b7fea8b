//! What an expression says, read against the publication date and the dates that the text named before: a TIMEX3 value
//! (ISO-TimeML), and the EDTF date that it is. Never finer than both of them support.

use super::anchor::Anchor;
use super::calendar_period::CalendarPeriod;
use super::time_expr::{AnchorKind, DateField, Direction, TimeExpr, TimeExprMatch, TimeUnit};
use super::timex;
use super::tokens::TokenLine;
use crate::loader::types::{TemporalMention, TimexTag, TimexType};
use crate::model::Edtf;
use crate::model::edtf::Certainty;
use chrono::{Datelike, Days, NaiveDate, Weekday};

/// What the expressions of a text are read against, as far as the text has been read.
#[derive(Clone, Debug, Default)]
pub(super) struct DiscourseContext {
    pub(super) anchor: Option<Anchor>,
    /// The last date that the text named.
    pub(super) last_date: Option<Edtf>,
    /// The day that the text named last.
    pub(super) last_day: Option<Edtf>,
    /// The day of the story: the last named one of the days before publication.
    pub(super) story_day: Option<Edtf>,
    /// Whether this sentence has named a day.
    pub(super) day_in_sentence: bool,
    /// The date with its year that this paragraph named last: the year carries on to what comes after it.
    pub(super) carried_year: Option<Edtf>,
    /// The quarter that figures of the text are of, as year and number in ISO 8601-2.
    pub(super) reported_quarter: Option<(i32, u8)>,
}

/// Days before publication of which a story is news.
const MAX_NEWS_AGE_DAYS: i64 = 2;

/// Where an expression lies in time, and what is known of it.
#[derive(Clone, Debug, Default)]
struct ResolvedTime {
    period: Option<CalendarPeriod>,
    approximate: bool,
    /// Whether it rests on less than it should: its TIMEX3 value is a guess, and it is no date.
    is_guess: bool,
}

impl ResolvedTime {
    fn from_period(period: Option<CalendarPeriod>) -> Self {
        Self { period, ..Self::default() }
    }
}

impl DiscourseContext {
    /// A sentence begins, after one that named `date`.
    pub(super) fn begin_sentence(&mut self, date: Option<Edtf>) {
        self.record_date(date);
        self.day_in_sentence = false;
    }

    /// The text has named a date.
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

    /// What "이날" and "전날" are reckoned from: a day of the same sentence, else the day of the story, else what the
    /// text named last.
    fn reference_day(&self) -> Option<&Edtf> {
        let here = self.last_day.as_ref().filter(|_| self.day_in_sentence);
        here.or(self.story_day.as_ref()).or(self.last_day.as_ref()).or(self.last_date.as_ref())
    }

    /// Reads an expression, and remembers the date it names.
    pub(super) fn resolve(&mut self, line: &TokenLine, reading: &TimeExprMatch) -> TemporalMention {
        let bytes = line.byte_range(&reading.tokens);
        if let TimeExpr::Range(first, last) = &reading.expr {
            return self.resolve_range(line, reading, first, last);
        }
        let mut place = self.resolve_expr(&reading.expr);
        place.approximate |= reading.approximate;
        let date = self.resolve_date(&reading.expr, &place);
        let tag = TimexTag {
            range: bytes.clone(),
            rule: reading.rule,
            timex_type: timex::timex_kind(&reading.expr),
            value: timex::timex_value(&reading.expr, place.period),
        };
        let future = points_ahead(&reading.expr)
            || self.extends_past_publication(line, reading, date.as_ref())
            || self.is_after_publication(date.as_ref());
        self.update_context(reading, &place, date.as_ref());
        TemporalMention {
            range: bytes,
            date,
            rule: reading.rule,
            future,
            undated_reference: reading.incidental,
            timex_tags: vec![tag],
        }
    }

    /// A range has two expressions in TIMEX3 and one date in EDTF.
    fn resolve_range(
        &mut self,
        line: &TokenLine,
        reading: &TimeExprMatch,
        first: &TimeExprMatch,
        last: &TimeExprMatch,
    ) -> TemporalMention {
        let year = |reading: &TimeExprMatch| match &reading.expr {
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
        let tag = |part: &TimeExprMatch, moment: Option<CalendarPeriod>| {
            let value = timex::timex_value(&part.expr, moment);
            TimexTag {
                range: line.byte_range(&part.tokens),
                rule: reading.rule,
                timex_type: TimexType::Date,
                value,
            }
        };
        let tags = vec![tag(&first, start), tag(last, end)];
        let named = end.and_then(CalendarPeriod::to_edtf).or_else(|| self.last_date.take());
        self.record_date(named);
        let future = points_ahead(&first.expr) || self.is_after_publication(date.as_ref());
        TemporalMention {
            range: line.byte_range(&reading.tokens),
            date,
            rule: reading.rule,
            future,
            undated_reference: false,
            timex_tags: tags,
        }
    }

    /// The end of a range: where it leaves the year or the month out, the first such from its start on.
    fn resolve_range_end(&self, start: CalendarPeriod, sense: &TimeExpr) -> Option<CalendarPeriod> {
        match (start, sense) {
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
                same.or_else(|| super::anchor::shift_months(start.with_day(1)?, 1)?.with_day(*day))
                    .map(CalendarPeriod::Day)
            }
            (
                CalendarPeriod::Month(year, first),
                TimeExpr::Date { year: None, month: Some(DateField::Explicit(month)), day: None, .. },
            ) => CalendarPeriod::from_month(year + i32::from((*month as u32) < first), *month),
            (CalendarPeriod::Day(start), TimeExpr::Weekday { day, weeks: None, .. }) => {
                let ahead = u64::from(day.days_since(start.weekday()));
                start.checked_add_days(Days::new(ahead)).map(CalendarPeriod::Day)
            }
            _ => self.resolve_expr(sense).period,
        }
    }

    fn resolve_expr(&self, sense: &TimeExpr) -> ResolvedTime {
        match sense {
            TimeExpr::Date { year, month, day, direction: side } => {
                self.resolve_calendar_date(*year, *month, *day, *side)
            }
            TimeExpr::YearPart { part, year, direction: side } => self.resolve_year_part(*part, *year, *side),
            TimeExpr::Weekday { day, direction: side, weeks } => {
                ResolvedTime::from_period(self.resolve_weekday(*day, *side, *weeks).map(CalendarPeriod::Day))
            }
            TimeExpr::Weekend { direction: side } => {
                ResolvedTime::from_period(self.resolve_weekend(*side).map(CalendarPeriod::Weekend))
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
            TimeExpr::Offset { by, unit, anchor: AnchorKind::Publication, approximate: about } => {
                ResolvedTime {
                    approximate: *about,
                    ..ResolvedTime::from_period(self.offset_from_publication(*by, *unit))
                }
            }
            TimeExpr::Offset { by, unit, anchor: AnchorKind::LastMention, approximate: about } => {
                self.offset_from_mention(self.last_date.as_ref(), *by, *unit, *about)
            }
            TimeExpr::Offset { by, unit, anchor: AnchorKind::LastMentionedDay, approximate: about } => {
                self.offset_from_mention(self.reference_day(), *by, *unit, *about)
            }
            TimeExpr::Decade(decade) => ResolvedTime::from_period(Some(CalendarPeriod::Decade(*decade))),
            TimeExpr::Century(century) => ResolvedTime::from_period(Some(CalendarPeriod::Century(*century))),
            TimeExpr::Holiday { name, year, direction: side } => {
                ResolvedTime::from_period(self.resolve_holiday(name, *year, *side).map(CalendarPeriod::Day))
            }
            TimeExpr::DayPart { day, .. } | TimeExpr::ClockTime { day, .. } => self.resolve_expr(day),
            TimeExpr::ImpliedDay => {
                let named = self
                    .last_date
                    .as_ref()
                    .and_then(CalendarPeriod::from_edtf)
                    .filter(|moment| matches!(moment, CalendarPeriod::Day(_)));
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
        side: Direction,
    ) -> ResolvedTime {
        let named = match year {
            Some(field) => match self.resolve_year(field) {
                Some(year) => Some(year),
                None => return ResolvedTime::default(),
            },
            None => None,
        };
        if let (None, Some(DateField::Explicit(month))) = (named, month)
            && let Some(moment) = self.apply_carried_year(month, day, side)
        {
            return ResolvedTime::from_period(Some(moment));
        }
        let anchor = self.anchor;
        let ahead = side.is_future();
        let moment = match (named, month, day) {
            (Some(year), Some(DateField::Explicit(month)), Some(day)) => day_period(year, month, day),
            (Some(year), Some(DateField::Explicit(month)), None) => CalendarPeriod::from_month(year, month),
            (Some(year), None, _) => Some(CalendarPeriod::Year(year)),
            (None, Some(DateField::Explicit(month)), Some(day)) => {
                return self.resolve_day_and_month(month, day, side);
            }
            (None, Some(DateField::Explicit(month)), None) => return self.resolve_bare_month(month, side),
            // The year is named by its distance, and the month from it.
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
        ResolvedTime::from_period(moment)
    }

    /// "On November 24, 2014, … On December 19, …": the year once named carries forward, as long as time goes forward
    /// and does not run past publication by it.
    fn apply_carried_year(&self, month: i32, day: Option<u32>, side: Direction) -> Option<CalendarPeriod> {
        let last = self.carried_year.as_ref().filter(|_| {
            !matches!(side, Direction::StrictlyBefore | Direction::StrictlyAfter | Direction::SamePeriod)
        })?;
        let year = last.last_year()?;
        let moment = match day {
            Some(day) => day_period(year, month, day)?,
            None => CalendarPeriod::from_month(year, month)?,
        };
        (moment.to_edtf()?.latest() >= last.earliest()).then_some(moment)
    }

    /// A day and a month without a year. Where the verb says one year and the calendar the other, by months, the
    /// calendar is right more often, and it is no date that one could rest on.
    fn resolve_day_and_month(&self, month: i32, day: u32, side: Direction) -> ResolvedTime {
        let Some(anchor) = self.anchor else { return ResolvedTime::default() };
        let (soon, just) =
            (anchor.is_soon_after(month as u32, day), anchor.is_just_before(month as u32, day));
        let (ahead, guess) = side.lean_near_publication(soon, just);
        let moment =
            anchor.year_of_day(month as u32, day, ahead).and_then(|year| day_period(year, month, day));
        ResolvedTime { is_guess: guess, ..ResolvedTime::from_period(moment) }
    }

    /// The same for a month.
    fn resolve_bare_month(&self, month: i32, side: Direction) -> ResolvedTime {
        let Some(anchor) = self.anchor else { return ResolvedTime::default() };
        let (soon, just) = (anchor.is_month_after(1, month as u32), anchor.is_month_after(11, month as u32));
        let strictly = matches!(side, Direction::StrictlyBefore | Direction::StrictlyAfter);
        let (ahead, guess) = side.lean_near_publication(soon, just);
        let year = match side {
            Direction::SamePeriod => anchor.exact_year(),
            _ => anchor.year_of_month(month as u32, ahead, strictly),
        };
        ResolvedTime {
            is_guess: guess,
            ..ResolvedTime::from_period(year.and_then(|year| CalendarPeriod::from_month(year, month)))
        }
    }

    /// The first day of a month that is named by its distance.
    fn resolve_month(&self, field: DateField) -> Option<NaiveDate> {
        match field {
            DateField::Explicit(_) => None,
            DateField::PublicationOffset(by) => super::anchor::shift_months(self.anchor?.exact_month()?, by),
            DateField::MentionOffset(by) => match CalendarPeriod::from_edtf(self.last_date.as_ref()?)? {
                CalendarPeriod::Day(day) => super::anchor::shift_months(day.with_day(1)?, by),
                CalendarPeriod::Month(year, month) => {
                    super::anchor::shift_months(NaiveDate::from_ymd_opt(year, month, 1)?, by)
                }
                _ => None,
            },
        }
    }

    /// A season or quarter without a year is the last that has begun, or the first to begin.
    fn resolve_year_part(&self, part: u8, year: Option<DateField>, side: Direction) -> ResolvedTime {
        if let Some(field) = year {
            return ResolvedTime::from_period(
                self.resolve_year(field).map(|year| CalendarPeriod::YearPart(year, part)),
            );
        }
        let year = self.anchor.and_then(|anchor| match side {
            Direction::SamePeriod => anchor.exact_year(),
            // Figures of a quarter are told after it: "will report third-quarter earnings" in October is of this year.
            Direction::Future if part > 24 => {
                let past = anchor.year_of_month(CalendarPeriod::first_month(part), false, false)?;
                let over = anchor.is_long_over(past, CalendarPeriod::first_month(part) + 2)?;
                Some(past + i32::from(over))
            }
            _ => anchor.year_of_month(
                CalendarPeriod::first_month(part),
                side.is_future(),
                matches!(side, Direction::StrictlyBefore | Direction::StrictlyAfter),
            ),
        });
        let moment = year.map(|year| CalendarPeriod::YearPart(year, part));
        // Which summer "last summer" is depends on more than the calendar; "this summer" does not.
        let current = self
            .anchor
            .and_then(|anchor| anchor.exact_month())
            .is_some_and(|month| (month.month() + 12 - CalendarPeriod::first_month(part)) % 12 < 3);
        let guess = part < 33
            && match side {
                Direction::SamePeriod => false,
                Direction::PastByVerb | Direction::StrictlyAfter => current,
                _ => true,
            };
        ResolvedTime { is_guess: guess, ..ResolvedTime::from_period(moment) }
    }

    fn resolve_weekday(&self, weekday: Weekday, side: Direction, weeks: Option<i64>) -> Option<NaiveDate> {
        let anchor = self.anchor?;
        if weeks.is_some() || side == Direction::SamePeriod {
            let monday = anchor.monday_of_week(weeks.unwrap_or(0))?;
            return monday.checked_add_days(Days::new(u64::from(weekday.num_days_from_monday())));
        }
        let day = anchor.nearest_weekday(weekday, side.is_future())?;
        // "Last Thursday" on a Thursday is a week ago, "next Thursday" a week ahead.
        match side {
            Direction::StrictlyBefore if Some(day) == anchor.exact_day() => {
                day.checked_sub_days(Days::new(7))
            }
            Direction::StrictlyAfter if Some(day) == anchor.exact_day() => day.checked_add_days(Days::new(7)),
            _ => Some(day),
        }
    }

    /// The Saturday of the weekend before publication or in which it falls; of the one to come where it lies ahead.
    fn resolve_weekend(&self, side: Direction) -> Option<NaiveDate> {
        let day = self.anchor?.exact_day()?;
        let past = u64::from(day.weekday().days_since(Weekday::Sat));
        if side.is_future() && past > 1 || side == Direction::StrictlyAfter {
            day.checked_add_days(Days::new(7 - past))
        } else {
            day.checked_sub_days(Days::new(past))
        }
    }

    fn offset_from_publication(&self, by: i64, unit: TimeUnit) -> Option<CalendarPeriod> {
        let anchor = self.anchor?;
        Some(match unit {
            TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour => return None,
            TimeUnit::Day => CalendarPeriod::Day(anchor.offset_days(by)?),
            TimeUnit::Week => CalendarPeriod::Week(anchor.monday_of_week(by)?),
            TimeUnit::Month => {
                let month = super::anchor::shift_months(anchor.exact_month()?, i32::try_from(by).ok()?)?;
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

    /// Reckoned from the date that the text named before; where it named none, from publication, as a guess.
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
            && CalendarPeriod::from_edtf(named).is_none_or(|moment| !matches!(moment, CalendarPeriod::Day(_)))
        {
            // From a month, about that month, since its last day's next day is in another.
            let month =
                CalendarPeriod::from_edtf(named).filter(|moment| matches!(moment, CalendarPeriod::Month(..)));
            return ResolvedTime { approximate: true, ..ResolvedTime::from_period(month) };
        }
        let moment = CalendarPeriod::from_edtf(named).and_then(|moment| moment.offset_by(by, unit, counted));
        ResolvedTime { approximate: counted && unit > TimeUnit::Day, ..ResolvedTime::from_period(moment) }
    }

    fn resolve_holiday(&self, name: &str, year: Option<DateField>, side: Direction) -> Option<NaiveDate> {
        if let Some(field) = year {
            return super::calendar_period::holiday_date(name, self.resolve_year(field)?);
        }
        let today = self.anchor?.exact_day()?;
        let of = |year: i32| super::calendar_period::holiday_date(name, year);
        let day = of(today.year())?;
        match side {
            Direction::Past | Direction::PastByVerb | Direction::StrictlyBefore if day > today => {
                of(today.year() - 1)
            }
            Direction::Future | Direction::StrictlyAfter if day < today => of(today.year() + 1),
            _ => Some(day),
        }
    }

    fn resolve_date(&self, sense: &TimeExpr, place: &ResolvedTime) -> Option<Edtf> {
        let dates = !matches!(sense, TimeExpr::Century(_)) && !place.is_guess;
        if let (
            TimeExpr::Offset { by, unit: TimeUnit::Week, anchor: AnchorKind::Publication, approximate: true },
            false,
        ) = (sense, place.is_guess)
        {
            // "Two weeks ago" is about that day and none of the week before or after.
            let day = self.anchor?.offset_days(by * 7)?;
            return Some(Edtf::day(day)?.with_certainty(Certainty::Approximate));
        }
        let date = place.period.filter(|_| dates)?.to_edtf()?;
        Some(if place.approximate { date.with_certainty(Certainty::Approximate) } else { date })
    }

    /// What lies after publication is ahead, whatever the words.
    fn is_after_publication(&self, date: Option<&Edtf>) -> bool {
        let after = |anchor: Anchor| date.is_some_and(|date| date.earliest() > anchor.last_day());
        self.anchor.is_some_and(after)
    }

    /// Of the month, the year that publication falls in, the part still to come: "later this year", "올 하반기에 열 계획".
    fn extends_past_publication(
        &self,
        line: &TokenLine,
        reading: &TimeExprMatch,
        date: Option<&Edtf>,
    ) -> bool {
        let covers = |anchor: Anchor| {
            date.is_some_and(|date| date.earliest() <= anchor.last_day() && anchor.last_day() < date.latest())
        };
        let start = reading.tokens.start;
        self.anchor.is_some_and(covers)
            && (line.word(start) == "later" || super::tense::infer_direction(line, start).is_future())
    }

    fn update_context(&mut self, reading: &TimeExprMatch, place: &ResolvedTime, date: Option<&Edtf>) {
        if let TimeExpr::Date { year: Some(DateField::Explicit(_)), month: Some(_), .. } = reading.expr {
            self.carried_year = date.cloned();
        }
        if let (Some(CalendarPeriod::YearPart(year, part @ 33..=36)), TimeExpr::YearPart { .. }) =
            (place.period, &reading.expr)
        {
            self.reported_quarter = Some((year, part));
        }
        let compared = matches!(reading.expr, TimeExpr::Offset { by, unit: TimeUnit::Year | TimeUnit::Quarter, .. } if by != 0);
        let point = !compared
            && place.period.is_some_and(|moment| {
                !matches!(moment, CalendarPeriod::Century(_) | CalendarPeriod::Decade(_))
            });
        if point && !reading.incidental {
            let named = date.cloned().or_else(|| self.last_date.take());
            self.record_date(named);
        }
    }
}

/// The day of `start` in the year before, where a range ends before it begins.
fn same_day_last_year(start: NaiveDate, end: NaiveDate) -> Option<NaiveDate> {
    start.with_year(start.year() - 1).filter(|start| *start <= end)
}

fn day_period(year: i32, month: i32, day: u32) -> Option<CalendarPeriod> {
    Some(CalendarPeriod::Day(NaiveDate::from_ymd_opt(year, month as u32, day)?))
}

/// Whether the words themselves say that it lies ahead of the text.
fn points_ahead(sense: &TimeExpr) -> bool {
    match sense {
        TimeExpr::Date { direction: side, .. }
        | TimeExpr::YearPart { direction: side, .. }
        | TimeExpr::Weekend { direction: side }
        | TimeExpr::Holiday { direction: side, .. } => side.is_future(),
        TimeExpr::Weekday { direction: side, weeks, .. } => weeks.map_or(side.is_future(), |weeks| weeks > 0),
        TimeExpr::Offset { by, anchor: AnchorKind::Publication, .. } => *by > 0,
        TimeExpr::DayPart { day, .. } | TimeExpr::ClockTime { day, .. } => points_ahead(day),
        _ => false,
    }
}
