//! Dates in running text. Rules read what an expression says; the longest expression wins, then the earlier rule in
//! the list; then each is read against the publication date and the dates named before it. Rules see the sentence and
//! never each other. A value is as fine as the text and the publication date support, and never finer.

mod anchor;
mod calendar_dates;
mod calendar_period;
mod clock;
mod durations;
mod korean;
mod lexicon;
mod ordinal_days;
mod relative;
mod resolver;
mod tense;
mod time_expr;
mod timex;
mod tokens;
mod vague_references;
mod year_parts;

pub use anchor::Anchor;

use super::segment;
use super::types::{TemporalMention, TimexTag};
use crate::model::Edtf;
use resolver::DiscourseContext;
use time_expr::{AnchorKind, DayPart, TimeExpr, TimeExprMatch, TimeUnit};
use tokens::TokenLine;

/// Reads a sentence and pushes what it finds.
type DateRule = fn(&TokenLine, &mut Vec<TimeExprMatch>);

/// The shelf. Of two expressions of one length, the earlier rule's counts.
const DATE_RULES: &[DateRule] = &[
    calendar_dates::find_date_ranges,
    calendar_dates::find_dates,
    calendar_dates::find_month_ranges,
    calendar_dates::find_months,
    calendar_dates::find_decades_and_centuries,
    ordinal_days::find_ordinal_days,
    calendar_dates::find_years,
    relative::find_weekdays,
    relative::find_relative_days,
    year_parts::find_year_parts,
    relative::find_offsets,
    relative::find_relative_units,
    year_parts::find_reported_quarters,
    relative::find_adjacent_periods,
    relative::find_weekends,
    relative::find_holidays,
    clock::find_clock_times,
    clock::find_day_parts,
    durations::find_recurrences,
    durations::find_durations,
    vague_references::find_vague_references,
    korean::find_dates,
    korean::find_dotted_dates,
    korean::find_year_parts,
    korean::find_decades_and_centuries,
    korean::find_day_parts,
    korean::find_relative_days,
    korean::find_offsets,
    korean::find_relative_units,
    korean::find_holidays,
    korean::find_clock_times,
    korean::find_recurrences,
    korean::find_durations,
    korean::find_vague_references,
];

/// The temporal expressions of a sentence that date something, in order, none overlapping. `published` is the
/// publication date, as far as it is known; `before` is the last date that the text named before this sentence, for
/// "the next day".
pub fn find_mentions(
    sentence: &str,
    published: Option<&Edtf>,
    before: Option<&Edtf>,
) -> Vec<TemporalMention> {
    TemporalReader::new(published).read_sentence(sentence, before)
}

/// Reads a text sentence by sentence and remembers what it named.
#[derive(Debug)]
pub struct TemporalReader {
    context: DiscourseContext,
}

impl TemporalReader {
    /// A text of that publication date, as far as it is known.
    pub fn new(published: Option<&Edtf>) -> Self {
        Self {
            context: DiscourseContext { anchor: published.map(Anchor::new), ..DiscourseContext::default() },
        }
    }

    /// A new paragraph begins: a year named before it does not carry over.
    pub fn start_paragraph(&mut self) {
        self.context.carried_year = None;
    }

    /// A heading has named a date: the year of what stands under it.
    pub fn apply_heading_date(&mut self, date: Option<&Edtf>) {
        self.context.carried_year = date.filter(|date| date.first_year() == date.last_year()).cloned();
    }

    /// What dates something in the next sentence; see [`mentions`].
    pub fn read_sentence(&mut self, sentence: &str, before: Option<&Edtf>) -> Vec<TemporalMention> {
        self.context.begin_sentence(before.cloned());
        let mut found = resolve_all(sentence, &mut self.context);
        found.retain(|mention| !mention.undated_reference);
        found
    }
}

/// Every temporal expression of a text as TIMEX3, in order, none overlapping; bytes of `text`.
pub fn find_timex_tags(text: &str, published: Option<&Edtf>) -> Vec<TimexTag> {
    let mut thread = DiscourseContext { anchor: published.map(Anchor::new), ..DiscourseContext::default() };
    let mut tags = Vec::new();
    let mut end = 0;
    for sentence in segment::split_sentences(text, 0, 0) {
        if text[end..sentence.range.start].matches('\n').count() > 1 {
            thread.carried_year = None;
        }
        end = sentence.range.end;
        let named = thread.last_date.take();
        thread.begin_sentence(named);
        for tag in resolve_all(&sentence.text, &mut thread).into_iter().flat_map(|mention| mention.timex_tags)
        {
            let range = tag.range.start + sentence.range.start..tag.range.end + sentence.range.start;
            tags.push(TimexTag { range, ..tag });
        }
    }
    tags
}

/// The first full date that a line names, with the bytes it stands at: for stamps, which need no publication date.
pub fn find_full_date(line: &str) -> Option<(Edtf, std::ops::Range<usize>)> {
    let line = TokenLine::new(line);
    let mut found = Vec::new();
    calendar_dates::find_dates(&line, &mut found);
    korean::find_dates(&line, &mut found);
    let mut thread = DiscourseContext::default();
    select_longest(&found).iter().find_map(|reading| {
        let mention = thread.resolve(&line, reading);
        Some((mention.date.filter(Edtf::is_exact)?, mention.range))
    })
}

/// Whether a sentence tells of what has been and of nothing to come.
pub fn looks_back(sentence: &str) -> bool {
    tense::looks_back(&TokenLine::new(sentence))
}

/// Whether a sentence tells of what is to come.
pub fn looks_ahead(sentence: &str) -> bool {
    tense::looks_ahead(&TokenLine::new(sentence))
}

/// The number that an English word names: `one` to `nineteen`, `twenty` to `ninety` by tens.
pub fn parse_small_number(word: &str) -> Option<u32> {
    lexicon::parse_below_hundred(word)
}

/// The English name of a month (1 to 12), in small letters; empty for any other number.
pub fn month_name(month: u32) -> &'static str {
    let at = month.checked_sub(1).map(|at| at as usize);
    at.and_then(|at| lexicon::MONTH_NAMES.get(at)).map_or("", |(name, _)| name)
}

/// The month and year that a line names, as a magazine does.
pub fn find_month(line: &str) -> Option<Edtf> {
    let line = TokenLine::new(&line.replace("월호", "월 호"));
    let mut found = Vec::new();
    calendar_dates::find_months(&line, &mut found);
    korean::find_dates(&line, &mut found);
    let mut thread = DiscourseContext::default();
    select_longest(&found).iter().find_map(|reading| thread.resolve(&line, reading).date)
}

fn resolve_all(sentence: &str, thread: &mut DiscourseContext) -> Vec<TemporalMention> {
    let line = TokenLine::new(sentence);
    let mut found = Vec::new();
    for rule in DATE_RULES {
        rule(&line, &mut found);
    }
    let mut kept = attach_hours_to_day(select_longest(&found));
    let mut floor = 0;
    for reading in &mut kept {
        absorb_modifiers(&line, reading, floor);
        floor = reading.tokens.end;
    }
    kept.iter().map(|reading| thread.resolve(&line, reading)).collect()
}

/// The one place where overlaps are settled: the longest wins, then the rule that was asked first.
fn select_longest(found: &[TimeExprMatch]) -> Vec<TimeExprMatch> {
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|&n| (std::cmp::Reverse(found[n].tokens.len()), n));
    let mut kept: Vec<&TimeExprMatch> = Vec::new();
    for n in order {
        let range = &found[n].tokens;
        if kept.iter().all(|have| have.tokens.end <= range.start || range.end <= have.tokens.start) {
            kept.push(&found[n]);
        }
    }
    kept.sort_by_key(|reading| reading.tokens.start);
    kept.into_iter().cloned().collect()
}

/// Joins hours with the day that stands right before them: `24일` and `오전 10시`.
fn attach_hours_to_day(readings: Vec<TimeExprMatch>) -> Vec<TimeExprMatch> {
    let mut joined: Vec<TimeExprMatch> = Vec::new();
    for mut reading in readings {
        let day = |last: &TimeExprMatch| {
            last.tokens.end == reading.tokens.start
                && matches!(
                    last.expr,
                    TimeExpr::Date { day: Some(_), .. }
                        | TimeExpr::Weekday { .. }
                        | TimeExpr::Offset { unit: TimeUnit::Day, .. }
                        | TimeExpr::DayPart { .. }
                )
        };
        if let (TimeExpr::DayPart { day: some, .. } | TimeExpr::ClockTime { day: some, .. }, Some(last)) =
            (&mut reading.expr, joined.last())
            && **some == TimeExpr::ImpliedDay
            && day(last)
            && let Some(last) = joined.pop()
        {
            let evening = matches!(
                last.expr,
                TimeExpr::DayPart { part: DayPart::Afternoon | DayPart::Evening | DayPart::Night, .. }
            );
            **some = match last.expr {
                TimeExpr::DayPart { day, .. } => *day,
                sense => sense,
            };
            if let TimeExpr::ClockTime { hour, .. } = &mut reading.expr
                && evening
                && *hour < 12
            {
                *hour += 12;
            }
            reading.tokens.start = last.tokens.start;
            (reading.incidental, reading.rule) = (last.incidental, last.rule);
        }
        joined.push(reading);
    }
    joined
}

/// Takes in the words before an expression that say which part of it: `early`, `mid-`, `the end of`, `nearly`. They
/// change no value: which days are late in a month nobody has said. Never goes back over token `floor`.
fn absorb_modifiers(line: &TokenLine, reading: &mut TimeExprMatch, floor: usize) {
    let coarse = match &reading.expr {
        TimeExpr::Date { day, .. } => day.is_none(),
        TimeExpr::YearPart { .. } | TimeExpr::Decade(_) => true,
        TimeExpr::Offset { unit, .. } => *unit > TimeUnit::Day,
        _ => false,
    };
    let start = reading.tokens.start;
    let counted =
        matches!(&reading.expr, TimeExpr::Offset { anchor: AnchorKind::Publication, approximate: true, .. });
    let back = |words: usize| start.checked_sub(words).filter(|at| *at >= floor);
    let word = |words: usize| back(words).map_or("", |at| line.word(at));
    let ended = |word: &str| matches!(word, "end" | "beginning" | "start" | "middle");
    let taken = match (word(1), word(2)) {
        ("early" | "late" | "mid", _) if coarse => 1,
        ("earlier" | "later", _)
            if coarse
                || matches!(
                    reading.expr,
                    TimeExpr::Weekday { .. } | TimeExpr::Offset { .. } | TimeExpr::DayPart { .. }
                ) =>
        {
            1
        }
        ("early", _) if matches!(reading.expr, TimeExpr::Weekday { .. }) => 1,
        ("", "mid") if coarse && line.symbol(start - 1) == Some('-') => 2,
        ("of", part) if coarse && ended(part) => 2 + usize::from(word(3) == "the"),
        ("nearly" | "almost" | "about" | "over" | "around", _) if counted => 1,
        ("than", "more" | "less") if counted => 2,
        _ => 0,
    };
    reading.tokens.start -= taken;
}
