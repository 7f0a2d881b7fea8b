//! Resolves expressions against the publication date and the dates that the text mentioned before, to a TIMEX3 value
//! (ISO-TimeML) and an EDTF date. A date is never more precise than both of them support.

use super::anchor::Anchor;
use super::calendar_period::CalendarPeriod;
use super::context::DiscourseContext;
use super::date_math::{add_days, shift_months};
use super::period_resolver::ResolvedTime;
use super::tense::infer_direction;
use super::time_expr::{AnchorKind, DateField, Quantity, TimeExpr, TimeExprMatch, TimeUnit};
use super::timex;
use super::tokens::TokenLine;
use crate::loader::types::{TemporalMention, TimexTag, TimexType};
use crate::model::Edtf;
use crate::model::edtf::Certainty;
use chrono::{Datelike, NaiveDate};
use std::ops::Range;

impl DiscourseContext {
    /// Resolves an expression and records its date.
    pub(super) fn resolve(&mut self, line: &TokenLine, matched: &TimeExprMatch) -> TemporalMention {
        let bytes = line.byte_range(&matched.tokens);
        if let TimeExpr::Range(first, last) = &matched.expr {
            return self.resolve_range(line, matched, first, last);
        }
        if let TimeExpr::Shifted { by, unit, length, base } = &matched.expr {
            return self.resolve_shift(line, matched, base, (*by, *unit, length.clone()));
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
        let future = points_ahead(&matched.expr) && !self.is_before_publication(date.as_ref())
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

    /// Resolves an offset from a date beside it, which is two expressions in TIMEX3: a length of time and a date.
    fn resolve_shift(
        &mut self,
        line: &TokenLine,
        matched: &TimeExprMatch,
        base: &TimeExprMatch,
        (by, unit, length): (i64, TimeUnit, Range<usize>),
    ) -> TemporalMention {
        let named = self.resolve(line, base);
        let shifted =
            named.date.as_ref().map(|_| self.offset_from_mention(named.date.as_ref(), by, unit, true));
        let date = shifted.and_then(|shifted| {
            let date = shifted.period?.to_edtf()?;
            Some(if shifted.approximate { date.with_certainty(Certainty::Approximate) } else { date })
        });
        self.record_date(date.clone().or(named.date));
        let count = Quantity::exactly(u32::try_from(by.abs()).unwrap_or_default());
        let tag = TimexTag {
            range: line.byte_range(&length),
            rule: matched.rule,
            timex_type: TimexType::Duration,
            value: timex::timex_duration(count, unit),
        };
        let mut timex_tags = vec![tag];
        timex_tags.extend(named.timex_tags);
        timex_tags.sort_by_key(|tag| tag.range.start);
        TemporalMention {
            range: line.byte_range(&matched.tokens),
            future: self.is_after_publication(date.as_ref()),
            date,
            rule: matched.rule,
            incidental: false,
            timex_tags,
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
        // "April 28 to 31" ends on no day; it is still in April.
        let month = |day: NaiveDate| Edtf::month(day.year(), day.month());
        let date = date.or_else(|| match start {
            Some(CalendarPeriod::Day(day)) if end.is_none() => month(day),
            _ => None,
        });
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
        let future = points_ahead(&first.expr) && !self.is_before_publication(date.as_ref())
            || self.is_after_publication(date.as_ref());
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

    /// Whether a date lies before publication, whatever the words say.
    fn is_before_publication(&self, date: Option<&Edtf>) -> bool {
        let before = |anchor: Anchor| date.is_some_and(|date| date.latest() < anchor.first_day());
        self.anchor.is_some_and(before)
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
