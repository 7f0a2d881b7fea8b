//! Temporal expressions in running text. Rules find expressions in a sentence, independently of each other; of overlapping
//! ones the longest is kept, or of the same length that of the earlier rule; the rest are resolved against the publication
//! date and the dates mentioned before. A value is never more precise than the text and the publication date support.

mod anchor;
mod calendar_dates;
mod calendar_period;
mod clock;
mod context;
mod date_math;
mod durations;
mod holiday;
mod korean;
mod lexicon;
mod ordinal_days;
mod period_resolver;
mod relative;
mod resolver;
mod tense;
mod time_expr;
mod timex;
mod tokens;
mod vague_references;
mod vocabulary;
mod written_offsets;
mod year_parts;

pub use anchor::Anchor;
pub(super) use time_expr::{RELATIVE_DAY_RULE, UNREADABLE_DATE_RULE};

use super::segment;
use super::types::{TemporalMention, TimexTag};
use crate::model::Edtf;
use context::DiscourseContext;
use time_expr::{AnchorKind, DayPart, TimeExpr, TimeExprMatch, TimeUnit};
use tokens::TokenLine;

/// Finds expressions in a sentence and pushes them.
type DateRule = fn(&TokenLine, &mut Vec<TimeExprMatch>);

/// All date rules, in order of precedence.
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
    written_offsets::find_offsets_from_dates,
    written_offsets::find_korean_offsets_from_dates,
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

/// Finds the expressions of a text sentence by sentence and keeps the dates it has mentioned.
#[derive(Debug)]
pub struct TemporalReader {
    context: DiscourseContext,
}

impl TemporalReader {
    /// A reader of a text with that publication date, as far as it is known.
    pub fn new(published: Option<&Edtf>) -> Self {
        Self { context: DiscourseContext::new(published) }
    }

    /// Begins a new paragraph. A year mentioned before does not carry over to it.
    pub fn start_paragraph(&mut self) {
        self.context.carried_year = None;
    }

    /// Carries the year of the date of a heading over to the text under it.
    pub fn apply_heading_date(&mut self, date: Option<&Edtf>) {
        self.context.carried_year = date.filter(|date| date.first_year() == date.last_year()).cloned();
    }

    /// The dated expressions of the next sentence; see [`find_mentions`].
    pub fn read_sentence(&mut self, sentence: &str, before: Option<&Edtf>) -> Vec<TemporalMention> {
        self.context.begin_sentence(before.cloned());
        let mut found = resolve_all(sentence, &mut self.context);
        found.retain(|mention| !mention.incidental);
        found
    }
}

/// All temporal expressions of a text as TIMEX3 tags, in order and without overlaps. Ranges are bytes of `text`.
pub fn find_timex_tags(text: &str, published: Option<&Edtf>) -> Vec<TimexTag> {
    let mut context = DiscourseContext::new(published);
    let mut tags = Vec::new();
    let mut end = 0;
    for sentence in segment::split_sentences(text, 0, 0) {
        if text[end..sentence.range.start].matches('\n').count() > 1 {
            context.carried_year = None;
        }
        end = sentence.range.end;
        let last_date = context.last_date.take();
        context.begin_sentence(last_date);
        let mentions = resolve_all(&sentence.text, &mut context);
        for tag in mentions.into_iter().flat_map(|mention| mention.timex_tags) {
            let range = tag.range.start + sentence.range.start..tag.range.end + sentence.range.start;
            tags.push(TimexTag { range, ..tag });
        }
    }
    tags
}

/// The first full date of a line and its byte range, as in a dateline or time stamp. Needs no publication date.
pub fn find_full_date(line: &str) -> Option<(Edtf, std::ops::Range<usize>)> {
    let line = TokenLine::new(line);
    let mut found = Vec::new();
    calendar_dates::find_dates(&line, &mut found);
    korean::find_dates(&line, &mut found);
    let mut context = DiscourseContext::default();
    select_longest(&found).iter().find_map(|matched| {
        let mention = context.resolve(&line, matched);
        Some((mention.date.filter(Edtf::is_exact)?, mention.range))
    })
}

/// Whether a sentence is about the past and nothing in it is about the future.
pub fn looks_back(sentence: &str) -> bool {
    tense::looks_back(&TokenLine::new(sentence))
}

/// Whether a sentence is about the future.
pub fn looks_ahead(sentence: &str) -> bool {
    tense::looks_ahead(&TokenLine::new(sentence))
}

/// The number of an English word: `one` to `nineteen`, or `twenty` to `ninety` in tens.
pub fn parse_small_number(word: &str) -> Option<u32> {
    lexicon::parse_below_hundred(word)
}

/// The English name of a month (1 to 12) in lower case; empty for any other number.
pub fn month_name(month: u32) -> &'static str {
    lexicon::month_name(month)
}

/// The month and year of a line, as on the cover of a magazine.
pub fn find_month(line: &str) -> Option<Edtf> {
    let line = TokenLine::new(&line.replace("월호", "월 호"));
    let mut found = Vec::new();
    calendar_dates::find_months(&line, &mut found);
    korean::find_dates(&line, &mut found);
    let mut context = DiscourseContext::default();
    select_longest(&found).iter().find_map(|matched| context.resolve(&line, matched).date)
}

/// Finds and resolves all expressions of a sentence.
fn resolve_all(sentence: &str, context: &mut DiscourseContext) -> Vec<TemporalMention> {
    let line = TokenLine::new(sentence);
    let mut found = Vec::new();
    for rule in DATE_RULES {
        rule(&line, &mut found);
    }
    let mut kept = attach_hours_to_day(select_longest(&found));
    let mut floor = 0;
    for matched in &mut kept {
        absorb_modifiers(&line, matched, floor);
        floor = matched.tokens.end;
    }
    kept.iter().map(|matched| context.resolve(&line, matched)).collect()
}

/// Removes overlapping matches: the longest one is kept, or of the same length the one found first.
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
    kept.sort_by_key(|matched| matched.tokens.start);
    kept.into_iter().cloned().collect()
}

/// Merges a time of day with the day right before it: `24일` and `오전 10시`.
fn attach_hours_to_day(matches: Vec<TimeExprMatch>) -> Vec<TimeExprMatch> {
    let mut joined: Vec<TimeExprMatch> = Vec::new();
    for mut matched in matches {
        let day = |last: &TimeExprMatch| {
            last.tokens.end == matched.tokens.start
                && matches!(
                    last.expr,
                    TimeExpr::Date { day: Some(_), .. }
                        | TimeExpr::Weekday { .. }
                        | TimeExpr::Offset { unit: TimeUnit::Day, .. }
                        | TimeExpr::DayPart { .. }
                )
        };
        if let (TimeExpr::DayPart { day: some, .. } | TimeExpr::ClockTime { day: some, .. }, Some(last)) =
            (&mut matched.expr, joined.last())
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
                expr => expr,
            };
            if let TimeExpr::ClockTime { hour, .. } = &mut matched.expr
                && evening
                && *hour < 12
            {
                *hour += 12;
            }
            matched.tokens.start = last.tokens.start;
            (matched.incidental, matched.rule) = (last.incidental, last.rule);
        }
        joined.push(matched);
    }
    joined
}

/// Extends a match over the modifiers before it: `early`, `mid-`, `the end of`, `nearly`. They do not change its value, because
/// they do not say which days are meant. Tokens before `floor` are not included.
fn absorb_modifiers(line: &TokenLine, matched: &mut TimeExprMatch, floor: usize) {
    let coarse = match &matched.expr {
        TimeExpr::Date { day, .. } => day.is_none(),
        TimeExpr::YearPart { .. } | TimeExpr::Decade(_) => true,
        TimeExpr::Offset { unit, .. } => *unit > TimeUnit::Day,
        _ => false,
    };
    let start = matched.tokens.start;
    let counted =
        matches!(&matched.expr, TimeExpr::Offset { anchor: AnchorKind::Publication, approximate: true, .. });
    let back = |words: usize| start.checked_sub(words).filter(|at| *at >= floor);
    let word = |words: usize| back(words).map_or("", |at| line.word(at));
    let ended = |word: &str| matches!(word, "end" | "beginning" | "start" | "middle");
    let taken = match (word(1), word(2)) {
        ("early" | "late" | "mid", _) if coarse => 1,
        ("earlier" | "later", _)
            if coarse
                || matches!(
                    matched.expr,
                    TimeExpr::Weekday { .. } | TimeExpr::Offset { .. } | TimeExpr::DayPart { .. }
                ) =>
        {
            1
        }
        ("early", _) if matches!(matched.expr, TimeExpr::Weekday { .. }) => 1,
        ("", "mid") if coarse && line.symbol(start - 1) == Some('-') => 2,
        ("of", part) if coarse && ended(part) => 2 + usize::from(word(3) == "the"),
        ("nearly" | "almost" | "about" | "over" | "around", _) if counted => 1,
        ("than", "more" | "less") if counted => 2,
        _ => 0,
    };
    matched.tokens.start -= taken;
}
