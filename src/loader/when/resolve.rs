//! What an expression says, read against the publication date and the dates that the text named before: a TIMEX3 value
//! (ISO-TimeML), and the EDTF date that it is. Never finer than both of them support.

use super::anchor::Anchor;
use super::moment::Moment;
use super::sense::{Field, From, Reading, Sense, Side, Unit};
use super::timex;
use super::tokens::Line;
use crate::loader::parts::{Mention, Tag, TagKind};
use crate::model::Edtf;
use crate::model::edtf::Certainty;
use chrono::{Datelike, Days, NaiveDate, Weekday};

/// What the expressions of a text are read against, as far as the text has been read.
#[derive(Clone, Debug, Default)]
pub(super) struct Thread {
    pub(super) anchor: Option<Anchor>,
    /// The last date that the text named.
    pub(super) named: Option<Edtf>,
    /// The day that the text named last.
    pub(super) named_day: Option<Edtf>,
    /// The day of the story: the last named one of the days before publication.
    pub(super) story_day: Option<Edtf>,
    /// Whether this sentence has named a day.
    pub(super) named_here: bool,
    /// The date with its year that this paragraph named last: the year carries on to what comes after it.
    pub(super) year: Option<Edtf>,
    /// The quarter that figures of the text are of, as year and number in ISO 8601-2.
    pub(super) quarter: Option<(i32, u8)>,
}

/// Days before publication of which a story is news.
const STORY: i64 = 2;

/// Where an expression lies in time, and what is known of it.
#[derive(Clone, Debug, Default)]
struct Place {
    moment: Option<Moment>,
    about: bool,
    /// Whether it rests on less than it should: its TIMEX3 value is a guess, and it is no date.
    guess: bool,
}

impl Place {
    fn at(moment: Option<Moment>) -> Self {
        Self { moment, ..Self::default() }
    }
}

impl Thread {
    /// A sentence begins, after one that named `date`.
    pub(super) fn begin(&mut self, date: Option<Edtf>) {
        self.name(date);
        self.named_here = false;
    }

    /// The text has named a date.
    fn name(&mut self, date: Option<Edtf>) {
        if let Some(day) = date.as_ref().filter(|date| date.is_exact()) {
            self.named_day = Some(day.clone());
            self.named_here = true;
            let ago = self.anchor.map(|anchor| (anchor.last() - day.earliest()).num_days());
            if ago.is_some_and(|days| (0..=STORY).contains(&days)) {
                self.story_day = Some(day.clone());
            }
        }
        self.named = date;
    }

    /// What "이날" and "전날" are reckoned from: a day of the same sentence, else the day of the story, else what the
    /// text named last.
    fn day_of_story(&self) -> Option<&Edtf> {
        let here = self.named_day.as_ref().filter(|_| self.named_here);
        here.or(self.story_day.as_ref()).or(self.named_day.as_ref()).or(self.named.as_ref())
    }

    /// Reads an expression, and remembers the date it names.
    pub(super) fn resolve(&mut self, line: &Line, reading: &Reading) -> Mention {
        let bytes = line.bytes(&reading.tokens);
        if let Sense::Between(first, last) = &reading.sense {
            return self.between(line, reading, first, last);
        }
        let mut place = self.place(&reading.sense);
        place.about |= reading.about;
        let date = self.date(&reading.sense, &place);
        let tag = Tag {
            range: bytes.clone(),
            rule: reading.rule,
            kind: timex::kind(&reading.sense),
            value: timex::value(&reading.sense, place.moment),
        };
        let future = ahead(&reading.sense)
            || self.looks_ahead(line, reading, date.as_ref())
            || self.is_ahead(date.as_ref());
        self.remember(reading, &place, date.as_ref());
        Mention { range: bytes, date, rule: reading.rule, future, aside: reading.aside, tags: vec![tag] }
    }

    /// A range has two expressions in TIMEX3 and one date in EDTF.
    fn between(&mut self, line: &Line, reading: &Reading, first: &Reading, last: &Reading) -> Mention {
        let year = |reading: &Reading| match &reading.sense {
            Sense::Date { year: Some(Field::Named(year)), .. } => Some(*year),
            _ => None,
        };
        let mut first = first.clone();
        let borrowed = matches!(first.sense, Sense::Date { year: None, .. });
        if let (Sense::Date { year: at @ None, .. }, Some(named)) = (&mut first.sense, year(last)) {
            *at = Some(Field::Named(named));
        }
        let start = self.place(&first.sense).moment;
        let start_date = start.and_then(Moment::edtf);
        let named = start_date.clone().or_else(|| self.named.take());
        self.name(named);
        let end = start.and_then(|start| self.end_of_range(start, &last.sense));
        let start = match (start, end) {
            (Some(Moment::Day(day)), Some(Moment::Day(end))) if borrowed && day > end => {
                before(day, end).map(Moment::Day)
            }
            _ => start,
        };
        let date = start
            .and_then(Moment::edtf)
            .zip(end.and_then(Moment::edtf))
            .and_then(|(a, b)| Edtf::between(&a, &b));
        let tag = |part: &Reading, moment: Option<Moment>| {
            let value = timex::value(&part.sense, moment);
            Tag { range: line.bytes(&part.tokens), rule: reading.rule, kind: TagKind::Date, value }
        };
        let tags = vec![tag(&first, start), tag(last, end)];
        let named = end.and_then(Moment::edtf).or_else(|| self.named.take());
        self.name(named);
        let future = ahead(&first.sense) || self.is_ahead(date.as_ref());
        Mention { range: line.bytes(&reading.tokens), date, rule: reading.rule, future, aside: false, tags }
    }

    /// The end of a range: where it leaves the year or the month out, the first such from its start on.
    fn end_of_range(&self, start: Moment, sense: &Sense) -> Option<Moment> {
        match (start, sense) {
            (
                Moment::Day(start),
                Sense::Date { year: None, month: Some(Field::Named(month)), day: Some(day), .. },
            ) => {
                let of = |year| NaiveDate::from_ymd_opt(year, *month as u32, *day);
                let wraps = *month < 12 || start.month() == 12;
                let next = || of(start.year() + 1).filter(|_| wraps);
                of(start.year()).filter(|end| *end >= start).or_else(next).map(Moment::Day)
            }
            (Moment::Day(start), Sense::Date { year: None, month: None, day: Some(day), .. }) => {
                let same = start.with_day(*day).filter(|end| *end >= start);
                same.or_else(|| super::anchor::shift(start.with_day(1)?, 1)?.with_day(*day)).map(Moment::Day)
            }
            (
                Moment::Month(year, first),
                Sense::Date { year: None, month: Some(Field::Named(month)), day: None, .. },
            ) => Moment::month(year + i32::from((*month as u32) < first), *month),
            (Moment::Day(start), Sense::Weekday { day, weeks: None, .. }) => {
                let ahead = u64::from(day.days_since(start.weekday()));
                start.checked_add_days(Days::new(ahead)).map(Moment::Day)
            }
            _ => self.place(sense).moment,
        }
    }

    fn place(&self, sense: &Sense) -> Place {
        match sense {
            Sense::Date { year, month, day, side } => self.calendar(*year, *month, *day, *side),
            Sense::Part { part, year, side } => self.part(*part, *year, *side),
            Sense::Weekday { day, side, weeks } => {
                Place::at(self.weekday(*day, *side, *weeks).map(Moment::Day))
            }
            Sense::Weekend { side } => Place::at(self.weekend(*side).map(Moment::Weekend)),
            Sense::Shift {
                by: by @ (-1 | -4),
                unit: unit @ (Unit::Year | Unit::Quarter),
                about: true,
                ..
            }
            | Sense::Shift { by: by @ -4, unit: unit @ Unit::Quarter, about: _, .. }
                if self.quarter.is_some() && (*unit == Unit::Quarter || *by == -1) =>
            {
                Place::at(self.quarter.map(|(year, part)| Moment::Part(year - 1, part)))
            }
            Sense::Shift { by: 0, unit: Unit::Quarter, .. } => {
                let this = || Moment::quarter_of(self.anchor?.month()?).into();
                Place::at(self.quarter.map(|(year, part)| Moment::Part(year, part)).or_else(this))
            }
            Sense::Shift { by, unit, from: From::Published, about } => {
                Place { about: *about, ..Place::at(self.by_publication(*by, *unit)) }
            }
            Sense::Shift { by, unit, from: From::Named, about } => {
                self.by_named(self.named.as_ref(), *by, *unit, *about)
            }
            Sense::Shift { by, unit, from: From::NamedDay, about } => {
                self.by_named(self.day_of_story(), *by, *unit, *about)
            }
            Sense::Decade(decade) => Place::at(Some(Moment::Decade(*decade))),
            Sense::Century(century) => Place::at(Some(Moment::Century(*century))),
            Sense::Feast { name, year, side } => Place::at(self.feast(name, *year, *side).map(Moment::Day)),
            Sense::Hours { day, .. } | Sense::Clock { day, .. } => self.place(day),
            Sense::SomeDay => {
                let named = self
                    .named
                    .as_ref()
                    .and_then(Moment::of)
                    .filter(|moment| matches!(moment, Moment::Day(_)));
                let day = named.or_else(|| self.anchor?.day().map(Moment::Day));
                Place { guess: true, ..Place::at(day) }
            }
            Sense::Between(..) | Sense::Vague(_) | Sense::Length { .. } | Sense::Each(_) => Place::default(),
        }
    }

    fn year_of(&self, field: Field) -> Option<i32> {
        match field {
            Field::Named(year) => Some(year),
            Field::FromPublished(by) => Some(self.anchor?.year()? + by),
            Field::FromNamed(by) => Some(self.named.as_ref()?.first_year()? + by),
        }
    }

    fn calendar(&self, year: Option<Field>, month: Option<Field>, day: Option<u32>, side: Side) -> Place {
        let named = match year {
            Some(field) => match self.year_of(field) {
                Some(year) => Some(year),
                None => return Place::default(),
            },
            None => None,
        };
        if let (None, Some(Field::Named(month))) = (named, month)
            && let Some(moment) = self.carried(month, day, side)
        {
            return Place::at(Some(moment));
        }
        let anchor = self.anchor;
        let ahead = side.is_ahead();
        let moment = match (named, month, day) {
            (Some(year), Some(Field::Named(month)), Some(day)) => ymd(year, month, day),
            (Some(year), Some(Field::Named(month)), None) => Moment::month(year, month),
            (Some(year), None, _) => Some(Moment::Year(year)),
            (None, Some(Field::Named(month)), Some(day)) => return self.day_and_month(month, day, side),
            (None, Some(Field::Named(month)), None) => return self.bare_month(month, side),
            // The year is named by its distance, and the month from it.
            (Some(year), Some(Field::FromPublished(0)), None) => {
                anchor.and_then(|anchor| Some(Moment::Month(year, anchor.month()?.month())))
            }
            (_, Some(field), day) => self.month_from(field).and_then(|first| match day {
                Some(day) => Some(Moment::Day(first.with_day(day)?)),
                None => Moment::month(first.year(), first.month() as i32),
            }),
            (None, None, Some(day)) => {
                anchor.and_then(|anchor| Some(Moment::Day(anchor.day_of_month(day, ahead)?)))
            }
            (None, None, None) => None,
        };
        Place::at(moment)
    }

    /// "On November 24, 2014, … On December 19, …": the year once named carries forward, as long as time goes forward
    /// and does not run past publication by it.
    fn carried(&self, month: i32, day: Option<u32>, side: Side) -> Option<Moment> {
        let last = self.year.as_ref().filter(|_| !matches!(side, Side::Before | Side::After | Side::Same))?;
        let year = last.last_year()?;
        let moment = match day {
            Some(day) => ymd(year, month, day)?,
            None => Moment::month(year, month)?,
        };
        (moment.edtf()?.latest() >= last.earliest()).then_some(moment)
    }

    /// A day and a month without a year. Where the verb says one year and the calendar the other, by months, the
    /// calendar is right more often, and it is no date that one could rest on.
    fn day_and_month(&self, month: i32, day: u32, side: Side) -> Place {
        let Some(anchor) = self.anchor else { return Place::default() };
        let (soon, just) = (anchor.comes_soon(month as u32, day), anchor.was_just(month as u32, day));
        let (ahead, guess) = side.leaning(soon, just);
        let moment = anchor.year_of_day(month as u32, day, ahead).and_then(|year| ymd(year, month, day));
        Place { guess, ..Place::at(moment) }
    }

    /// The same for a month.
    fn bare_month(&self, month: i32, side: Side) -> Place {
        let Some(anchor) = self.anchor else { return Place::default() };
        let (soon, just) = (anchor.is_month_after(1, month as u32), anchor.is_month_after(11, month as u32));
        let strictly = matches!(side, Side::Before | Side::After);
        let (ahead, guess) = side.leaning(soon, just);
        let year = match side {
            Side::Same => anchor.year(),
            _ => anchor.year_of_month(month as u32, ahead, strictly),
        };
        Place { guess, ..Place::at(year.and_then(|year| Moment::month(year, month))) }
    }

    /// The first day of a month that is named by its distance.
    fn month_from(&self, field: Field) -> Option<NaiveDate> {
        match field {
            Field::Named(_) => None,
            Field::FromPublished(by) => super::anchor::shift(self.anchor?.month()?, by),
            Field::FromNamed(by) => match Moment::of(self.named.as_ref()?)? {
                Moment::Day(day) => super::anchor::shift(day.with_day(1)?, by),
                Moment::Month(year, month) => {
                    super::anchor::shift(NaiveDate::from_ymd_opt(year, month, 1)?, by)
                }
                _ => None,
            },
        }
    }

    /// A season or quarter without a year is the last that has begun, or the first to begin.
    fn part(&self, part: u8, year: Option<Field>, side: Side) -> Place {
        if let Some(field) = year {
            return Place::at(self.year_of(field).map(|year| Moment::Part(year, part)));
        }
        let year = self.anchor.and_then(|anchor| match side {
            Side::Same => anchor.year(),
            // Figures of a quarter are told after it: "will report third-quarter earnings" in October is of this year.
            Side::Ahead if part > 24 => {
                let past = anchor.year_of_month(Moment::first_month(part), false, false)?;
                let over = anchor.is_long_over(past, Moment::first_month(part) + 2)?;
                Some(past + i32::from(over))
            }
            _ => anchor.year_of_month(
                Moment::first_month(part),
                side.is_ahead(),
                matches!(side, Side::Before | Side::After),
            ),
        });
        let moment = year.map(|year| Moment::Part(year, part));
        // Which summer "last summer" is depends on more than the calendar; "this summer" does not.
        let current = self
            .anchor
            .and_then(|anchor| anchor.month())
            .is_some_and(|month| (month.month() + 12 - Moment::first_month(part)) % 12 < 3);
        let guess = part < 33
            && match side {
                Side::Same => false,
                Side::Was | Side::After => current,
                _ => true,
            };
        Place { guess, ..Place::at(moment) }
    }

    fn weekday(&self, weekday: Weekday, side: Side, weeks: Option<i64>) -> Option<NaiveDate> {
        let anchor = self.anchor?;
        if weeks.is_some() || side == Side::Same {
            let monday = anchor.monday(weeks.unwrap_or(0))?;
            return monday.checked_add_days(Days::new(u64::from(weekday.num_days_from_monday())));
        }
        let day = anchor.weekday(weekday, side.is_ahead())?;
        // "Last Thursday" on a Thursday is a week ago, "next Thursday" a week ahead.
        match side {
            Side::Before if Some(day) == anchor.day() => day.checked_sub_days(Days::new(7)),
            Side::After if Some(day) == anchor.day() => day.checked_add_days(Days::new(7)),
            _ => Some(day),
        }
    }

    /// The Saturday of the weekend before publication or in which it falls; of the one to come where it lies ahead.
    fn weekend(&self, side: Side) -> Option<NaiveDate> {
        let day = self.anchor?.day()?;
        let past = u64::from(day.weekday().days_since(Weekday::Sat));
        if side.is_ahead() && past > 1 || side == Side::After {
            day.checked_add_days(Days::new(7 - past))
        } else {
            day.checked_sub_days(Days::new(past))
        }
    }

    fn by_publication(&self, by: i64, unit: Unit) -> Option<Moment> {
        let anchor = self.anchor?;
        Some(match unit {
            Unit::Second | Unit::Minute | Unit::Hour => return None,
            Unit::Day => Moment::Day(anchor.plus_days(by)?),
            Unit::Week => Moment::Week(anchor.monday(by)?),
            Unit::Month => {
                let month = super::anchor::shift(anchor.month()?, i32::try_from(by).ok()?)?;
                Moment::Month(month.year(), month.month())
            }
            Unit::Quarter => Moment::quarter_of(anchor.month()?).plus_quarters(by)?,
            Unit::Year => Moment::Year(anchor.year()?.checked_add(i32::try_from(by).ok()?)?),
            Unit::Decade => {
                Moment::Decade(anchor.year()?.div_euclid(10).checked_add(i32::try_from(by).ok()?)?)
            }
            Unit::Century => {
                Moment::Century(anchor.year()?.div_euclid(100).checked_add(i32::try_from(by).ok()?)?)
            }
        })
    }

    /// Reckoned from the date that the text named before; where it named none, from publication, as a guess.
    fn by_named(&self, named: Option<&Edtf>, by: i64, unit: Unit, counted: bool) -> Place {
        let Some(named) = named else {
            return Place { guess: true, ..Place::at(self.by_publication(by, unit)) };
        };
        if unit == Unit::Day
            && named.first_year().is_some()
            && Moment::of(named).is_none_or(|moment| !matches!(moment, Moment::Day(_)))
        {
            // From a month, about that month, since its last day's next day is in another.
            let month = Moment::of(named).filter(|moment| matches!(moment, Moment::Month(..)));
            return Place { about: true, ..Place::at(month) };
        }
        let moment = Moment::of(named).and_then(|moment| moment.plus(by, unit, counted));
        Place { about: counted && unit > Unit::Day, ..Place::at(moment) }
    }

    fn feast(&self, name: &str, year: Option<Field>, side: Side) -> Option<NaiveDate> {
        if let Some(field) = year {
            return super::moment::feast(name, self.year_of(field)?);
        }
        let today = self.anchor?.day()?;
        let of = |year: i32| super::moment::feast(name, year);
        let day = of(today.year())?;
        match side {
            Side::Past | Side::Was | Side::Before if day > today => of(today.year() - 1),
            Side::Ahead | Side::After if day < today => of(today.year() + 1),
            _ => Some(day),
        }
    }

    fn date(&self, sense: &Sense, place: &Place) -> Option<Edtf> {
        let dates = !matches!(sense, Sense::Century(_)) && !place.guess;
        if let (Sense::Shift { by, unit: Unit::Week, from: From::Published, about: true }, false) =
            (sense, place.guess)
        {
            // "Two weeks ago" is about that day and none of the week before or after.
            let day = self.anchor?.plus_days(by * 7)?;
            return Some(Edtf::day(day)?.with(Certainty::Approximate));
        }
        let date = place.moment.filter(|_| dates)?.edtf()?;
        Some(if place.about { date.with(Certainty::Approximate) } else { date })
    }

    /// What lies after publication is ahead, whatever the words.
    fn is_ahead(&self, date: Option<&Edtf>) -> bool {
        let after = |anchor: Anchor| date.is_some_and(|date| date.earliest() > anchor.last());
        self.anchor.is_some_and(after)
    }

    /// Of the month, the year that publication falls in, the part still to come: "later this year", "올 하반기에 열 계획".
    fn looks_ahead(&self, line: &Line, reading: &Reading, date: Option<&Edtf>) -> bool {
        let covers = |anchor: Anchor| {
            date.is_some_and(|date| date.earliest() <= anchor.last() && anchor.last() < date.latest())
        };
        let start = reading.tokens.start;
        self.anchor.is_some_and(covers)
            && (line.word(start) == "later" || super::tense::side(line, start).is_ahead())
    }

    fn remember(&mut self, reading: &Reading, place: &Place, date: Option<&Edtf>) {
        if let Sense::Date { year: Some(Field::Named(_)), month: Some(_), .. } = reading.sense {
            self.year = date.cloned();
        }
        if let (Some(Moment::Part(year, part @ 33..=36)), Sense::Part { .. }) = (place.moment, &reading.sense)
        {
            self.quarter = Some((year, part));
        }
        let compared =
            matches!(reading.sense, Sense::Shift { by, unit: Unit::Year | Unit::Quarter, .. } if by != 0);
        let point = !compared
            && place.moment.is_some_and(|moment| !matches!(moment, Moment::Century(_) | Moment::Decade(_)));
        if point && !reading.aside {
            let named = date.cloned().or_else(|| self.named.take());
            self.name(named);
        }
    }
}

/// The day of `start` in the year before, where a range ends before it begins.
fn before(start: NaiveDate, end: NaiveDate) -> Option<NaiveDate> {
    start.with_year(start.year() - 1).filter(|start| *start <= end)
}

fn ymd(year: i32, month: i32, day: u32) -> Option<Moment> {
    Some(Moment::Day(NaiveDate::from_ymd_opt(year, month as u32, day)?))
}

/// Whether the words themselves say that it lies ahead of the text.
fn ahead(sense: &Sense) -> bool {
    match sense {
        Sense::Date { side, .. }
        | Sense::Part { side, .. }
        | Sense::Weekend { side }
        | Sense::Feast { side, .. } => side.is_ahead(),
        Sense::Weekday { side, weeks, .. } => weeks.map_or(side.is_ahead(), |weeks| weeks > 0),
        Sense::Shift { by, from: From::Published, .. } => *by > 0,
        Sense::Hours { day, .. } | Sense::Clock { day, .. } => ahead(day),
        _ => false,
    }
}
