//! The words that name times, from `data/loader/temporal.toml`, read on first use. Looks up single words and phrases; whole
//! expressions are for the rules.

use super::holiday::HolidayRule;
use super::time_expr::{AnchorKind, DayPart, TimeUnit, VagueReference};
use crate::loader::phrase_tables::parse_table;
use chrono::Weekday;
use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

/// The English words.
pub(super) fn english() -> &'static EnglishVocabulary {
    &vocabulary().english
}

/// The Korean words.
pub(super) fn korean() -> &'static KoreanVocabulary {
    &vocabulary().korean
}

fn vocabulary() -> &'static Vocabulary {
    static VOCABULARY: OnceLock<Vocabulary> = OnceLock::new();
    VOCABULARY.get_or_init(|| {
        let tables: VocabularyTables = parse_table(include_str!("../../../data/loader/temporal.toml"));
        Vocabulary { english: tables.english.into(), korean: tables.korean.into() }
    })
}

struct Vocabulary {
    english: EnglishVocabulary,
    korean: KoreanVocabulary,
}

/// English words in lower case. A phrase is a list of words.
pub(super) struct EnglishVocabulary {
    /// Full names of the months, January first.
    pub(super) month_names: Vec<String>,
    /// The number of a month by its full name or a short form.
    pub(super) months: HashMap<String, u32>,
    /// A day of the week, and whether the word is a plural.
    pub(super) weekdays: HashMap<String, (Weekday, bool)>,
    /// A unit of time, and whether the word is a plural.
    pub(super) units: HashMap<String, (TimeUnit, bool)>,
    /// ISO 8601-2 codes of the seasons.
    pub(super) seasons: HashMap<String, u8>,
    /// Numbers below twenty, and tens below a hundred.
    pub(super) numbers: HashMap<String, u32>,
    pub(super) ordinals: HashMap<String, u32>,
    /// The first year of a decade.
    pub(super) decades: HashMap<String, u32>,
    pub(super) indefinite: HashSet<String>,
    pub(super) day_parts: HashMap<String, DayPart>,
    pub(super) time_zones: HashSet<String>,
    /// TIMEX3 values of adverbs of frequency.
    pub(super) frequencies: HashMap<String, String>,
    /// Longest phrase first.
    pub(super) holidays: Vec<(Vec<String>, HolidayRule)>,
    /// Longest phrase first.
    pub(super) vague: Vec<(Vec<String>, VagueReference)>,
    pub(super) counted_nouns: HashSet<String>,
    pub(super) hearing_bodies: HashSet<String>,
    pub(super) announcement_verbs: HashSet<String>,
    pub(super) announced_events: HashSet<String>,
    pub(super) future_words: HashSet<String>,
    pub(super) future_before_to: HashSet<String>,
    pub(super) future_after_be: HashSet<String>,
    pub(super) reporting_verbs: HashSet<String>,
    pub(super) irregular_past: HashSet<String>,
    pub(super) not_past: HashSet<String>,
    /// Participles after "as": "as planned".
    pub(super) as_participles: HashSet<String>,
    /// Verbs of giving something another day.
    pub(super) moving_verbs: HashSet<String>,
    pub(super) determiners: HashSet<String>,
    /// Words that are no nouns.
    pub(super) function_words: HashSet<String>,
    pub(super) adjectives: HashSet<String>,
    /// Nouns with a number for a name: "room 2019", "Windows Server 2019".
    pub(super) numbered_nouns: HashSet<String>,
}

/// Korean words.
pub(super) struct KoreanVocabulary {
    pub(super) particles: HashSet<String>,
    pub(super) duration_endings: HashSet<String>,
    pub(super) duration_markers: Vec<String>,
    pub(super) relative_days: Vec<RelativeDayRow>,
    /// Weeks from that of publication.
    pub(super) relative_weeks: Vec<MeaningRow<i64>>,
    pub(super) relative_periods: Vec<RelativePeriodRow>,
    /// Days of the week by their first syllable.
    pub(super) weekdays: HashMap<String, Weekday>,
    pub(super) native_durations: Vec<(String, u32, TimeUnit)>,
    pub(super) numbers: HashMap<String, u32>,
    /// Longest word first.
    pub(super) units: Vec<(String, TimeUnit)>,
    /// TIMEX3 values of sets of times.
    pub(super) frequencies: Vec<MeaningRow<String>>,
    pub(super) vague: Vec<MeaningRow<VagueReference>>,
    pub(super) holidays: Vec<MeaningRow<HolidayRule>>,
    pub(super) day_parts: Vec<MeaningRow<DayPart>>,
    /// ISO 8601-2 codes of halves and seasons.
    pub(super) year_parts: Vec<(String, u8)>,
    pub(super) future: Vec<String>,
    pub(super) present_endings: Vec<String>,
    pub(super) past: Vec<String>,
    pub(super) past_participles: HashSet<String>,
    /// Beginnings of verbs of giving something another day.
    pub(super) moving_verbs: Vec<String>,
}

#[derive(Deserialize)]
struct VocabularyTables {
    english: EnglishTables,
    korean: KoreanTables,
}

#[derive(Deserialize)]
struct EnglishTables {
    month: Vec<MeaningRow<u32>>,
    weekday: Vec<MeaningRow<u8>>,
    unit: Vec<MeaningRow<TimeUnit>>,
    season: Vec<MeaningRow<u8>>,
    number: Vec<NumberRow>,
    ordinal: Vec<NumberRow>,
    decade: Vec<NumberRow>,
    indefinite: Vec<WordRow>,
    day_part: Vec<MeaningRow<DayPart>>,
    time_zone: Vec<WordRow>,
    frequency: Vec<MeaningRow<String>>,
    holiday: Vec<MeaningRow<HolidayRule>>,
    vague: Vec<MeaningRow<VagueReference>>,
    counted_noun: Vec<WordRow>,
    hearing_body: Vec<WordRow>,
    announcement_verb: Vec<WordRow>,
    announced_event: Vec<WordRow>,
    future_word: Vec<WordRow>,
    future_before_to: Vec<WordRow>,
    future_after_be: Vec<WordRow>,
    reporting_verb: Vec<WordRow>,
    irregular_past: Vec<WordRow>,
    not_past: Vec<WordRow>,
    as_participle: Vec<WordRow>,
    moving_verb: Vec<WordRow>,
    determiner: Vec<WordRow>,
    function_word: Vec<WordRow>,
    adjective: Vec<WordRow>,
    numbered_noun: Vec<WordRow>,
}

#[derive(Deserialize)]
struct KoreanTables {
    particle: Vec<WordRow>,
    duration_ending: Vec<WordRow>,
    duration_marker: Vec<WordRow>,
    relative_day: Vec<RelativeDayRow>,
    relative_week: Vec<MeaningRow<i64>>,
    relative_period: Vec<RelativePeriodRow>,
    weekday: Vec<NumberRow>,
    native_duration: Vec<NativeDurationRow>,
    number: Vec<NumberRow>,
    unit: Vec<MeaningRow<TimeUnit>>,
    frequency: Vec<MeaningRow<String>>,
    vague: Vec<MeaningRow<VagueReference>>,
    holiday: Vec<MeaningRow<HolidayRule>>,
    day_part: Vec<MeaningRow<DayPart>>,
    year_part: Vec<NumberRow>,
    future: Vec<WordRow>,
    present_ending: Vec<WordRow>,
    past: Vec<WordRow>,
    past_participle: Vec<WordRow>,
    moving_verb: Vec<WordRow>,
}

/// A row of words without a meaning of their own.
#[derive(Deserialize)]
struct WordRow {
    words: Vec<String>,
}

/// A row of words that mean the same.
#[derive(Deserialize)]
pub(super) struct MeaningRow<T> {
    pub(super) means: T,
    pub(super) words: Vec<String>,
    #[serde(default)]
    plural: Vec<String>,
}

/// A row of numbers: the first word means `means`, each further one `step` more.
#[derive(Deserialize)]
struct NumberRow {
    means: u32,
    #[serde(default)]
    step: u32,
    words: Vec<String>,
}

/// A row of lengths of time in `unit`, counted as in [`NumberRow`].
#[derive(Deserialize)]
struct NativeDurationRow {
    unit: TimeUnit,
    #[serde(flatten)]
    counts: NumberRow,
}

/// A row of words for a day `means` days from another.
#[derive(Deserialize)]
pub(super) struct RelativeDayRow {
    pub(super) means: i64,
    pub(super) from: AnchorKind,
    pub(super) words: Vec<String>,
}

/// A row of words for a month or year `means` units from another.
#[derive(Deserialize)]
pub(super) struct RelativePeriodRow {
    pub(super) unit: TimeUnit,
    pub(super) means: i32,
    pub(super) from: AnchorKind,
    #[serde(default)]
    words: Vec<String>,
    /// Words that mean so only before the rest of a date.
    #[serde(default)]
    before_date: Vec<String>,
    /// Words that mean so only by themselves.
    #[serde(default)]
    alone: Vec<String>,
}

impl RelativePeriodRow {
    /// Whether one of the words that name the period by themselves satisfies `matches`.
    pub(super) fn matches_alone(&self, matches: impl Fn(&String) -> bool) -> bool {
        self.words.iter().chain(&self.alone).any(matches)
    }

    /// Whether `word` names the period before the rest of a date.
    pub(super) fn qualifies_date(&self, word: &str) -> bool {
        self.words.iter().chain(&self.before_date).any(|known| known == word)
    }
}

impl NumberRow {
    fn into_pairs(self) -> impl Iterator<Item = (String, u32)> {
        let numbers = (0..).map(move |n| self.means + n * self.step);
        self.words.into_iter().zip(numbers)
    }
}

impl<T> MeaningRow<T> {
    fn into_pairs(self) -> impl Iterator<Item = (String, T)>
    where
        T: Clone,
    {
        self.words.into_iter().map(move |word| (word, self.means.clone()))
    }

    /// Singular and plural words with `meaning`, and whether each is a plural.
    fn into_noun_pairs<M: Copy>(self, meaning: M) -> impl Iterator<Item = (String, (M, bool))> {
        let singular = self.words.into_iter().map(move |word| (word, (meaning, false)));
        singular.chain(self.plural.into_iter().map(move |word| (word, (meaning, true))))
    }
}

/// All words of `rows`.
fn collect_words<C: FromIterator<String>>(rows: Vec<WordRow>) -> C {
    rows.into_iter().flat_map(|row| row.words).collect()
}

/// The meaning of each word of `rows`.
fn collect_meanings<T: Clone>(rows: Vec<MeaningRow<T>>) -> HashMap<String, T> {
    rows.into_iter().flat_map(MeaningRow::into_pairs).collect()
}

/// The number that each word of `rows` means.
fn collect_numbers(rows: Vec<NumberRow>) -> HashMap<String, u32> {
    rows.into_iter().flat_map(NumberRow::into_pairs).collect()
}

/// The phrases of `rows` as lists of words with their meanings, longest phrase first.
fn collect_phrases<T: Clone>(rows: Vec<MeaningRow<T>>) -> Vec<(Vec<String>, T)> {
    let pairs = rows.into_iter().flat_map(MeaningRow::into_pairs);
    let mut phrases: Vec<(Vec<String>, T)> =
        pairs.map(|(phrase, meaning)| (phrase.split(' ').map(str::to_owned).collect(), meaning)).collect();
    phrases.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    phrases
}

/// A day of the week by its ISO number.
fn weekday_from_iso(number: u8) -> Option<Weekday> {
    Weekday::try_from(number.checked_sub(1)?).ok()
}

impl From<EnglishTables> for EnglishVocabulary {
    fn from(tables: EnglishTables) -> Self {
        let weekdays = tables.weekday.into_iter().filter_map(|row| Some((weekday_from_iso(row.means)?, row)));
        Self {
            month_names: tables.month.iter().filter_map(|row| row.words.first().cloned()).collect(),
            months: collect_meanings(tables.month),
            weekdays: weekdays.flat_map(|(weekday, row)| row.into_noun_pairs(weekday)).collect(),
            units: tables
                .unit
                .into_iter()
                .flat_map(|row| {
                    let unit = row.means;
                    row.into_noun_pairs(unit)
                })
                .collect(),
            seasons: collect_meanings(tables.season),
            numbers: collect_numbers(tables.number),
            ordinals: collect_numbers(tables.ordinal),
            decades: collect_numbers(tables.decade),
            indefinite: collect_words(tables.indefinite),
            day_parts: collect_meanings(tables.day_part),
            time_zones: collect_words(tables.time_zone),
            frequencies: collect_meanings(tables.frequency),
            holidays: collect_phrases(tables.holiday),
            vague: collect_phrases(tables.vague),
            counted_nouns: collect_words(tables.counted_noun),
            hearing_bodies: collect_words(tables.hearing_body),
            announcement_verbs: collect_words(tables.announcement_verb),
            announced_events: collect_words(tables.announced_event),
            future_words: collect_words(tables.future_word),
            future_before_to: collect_words(tables.future_before_to),
            future_after_be: collect_words(tables.future_after_be),
            reporting_verbs: collect_words(tables.reporting_verb),
            irregular_past: collect_words(tables.irregular_past),
            not_past: collect_words(tables.not_past),
            as_participles: collect_words(tables.as_participle),
            moving_verbs: collect_words(tables.moving_verb),
            determiners: collect_words(tables.determiner),
            function_words: collect_words(tables.function_word),
            adjectives: collect_words(tables.adjective),
            numbered_nouns: collect_words(tables.numbered_noun),
        }
    }
}

impl From<KoreanTables> for KoreanVocabulary {
    fn from(tables: KoreanTables) -> Self {
        let mut units: Vec<(String, TimeUnit)> =
            tables.unit.into_iter().flat_map(MeaningRow::into_pairs).collect();
        units.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        let weekdays = tables.weekday.into_iter().flat_map(NumberRow::into_pairs);
        let year_parts = tables.year_part.into_iter().flat_map(NumberRow::into_pairs);
        Self {
            particles: collect_words(tables.particle),
            duration_endings: collect_words(tables.duration_ending),
            duration_markers: collect_words(tables.duration_marker),
            relative_days: tables.relative_day,
            relative_weeks: tables.relative_week,
            relative_periods: tables.relative_period,
            weekdays: weekdays.filter_map(|(word, n)| Some((word, weekday_from_iso(n as u8)?))).collect(),
            native_durations: tables
                .native_duration
                .into_iter()
                .flat_map(|row| row.counts.into_pairs().map(move |(word, count)| (word, count, row.unit)))
                .collect(),
            numbers: collect_numbers(tables.number),
            units,
            frequencies: tables.frequency,
            vague: tables.vague,
            holidays: tables.holiday,
            day_parts: tables.day_part,
            year_parts: year_parts.map(|(word, code)| (word, code as u8)).collect(),
            future: collect_words(tables.future),
            present_endings: collect_words(tables.present_ending),
            past: collect_words(tables.past),
            past_participles: collect_words(tables.past_participle),
            moving_verbs: collect_words(tables.moving_verb),
        }
    }
}
