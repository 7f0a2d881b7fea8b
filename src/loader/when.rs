//! Dates in running text. Rules read what an expression says; the longest expression wins, then the earlier rule in
//! the list; then each is read against the publication date and the dates named before it. Rules see the sentence and
//! never each other. A value is as fine as the text and the publication date support, and never finer.

mod anchor;
mod calendar;
mod clock;
mod korean;
mod lengths;
mod moment;
mod ordinals;
mod quarters;
mod relative;
mod resolve;
mod sense;
mod tense;
mod timex;
mod tokens;
mod vague;
mod words;

pub use anchor::Anchor;

use super::page;
use super::parts::{Mention, Tag};
use crate::model::Edtf;
use resolve::Thread;
use sense::{From, Hours, Reading, Sense, Unit};
use tokens::Line;

/// Reads a sentence and pushes what it finds.
type Rule = fn(&Line, &mut Vec<Reading>);

/// The shelf. Of two expressions of one length, the earlier rule's counts.
const RULES: &[Rule] = &[
    calendar::ranges,
    calendar::dates,
    calendar::month_ranges,
    calendar::months,
    calendar::ages,
    ordinals::ordinals,
    calendar::years,
    relative::weekdays,
    relative::days,
    quarters::parts,
    relative::ago,
    relative::units,
    quarters::quarters,
    relative::beside,
    relative::weekends,
    relative::feasts,
    clock::clock,
    clock::parts_of_day,
    lengths::sets,
    lengths::lengths,
    vague::refs,
    korean::dates,
    korean::dotted,
    korean::parts,
    korean::ages,
    korean::hours,
    korean::days,
    korean::ago,
    korean::units,
    korean::feasts,
    korean::clock,
    korean::sets,
    korean::lengths,
    korean::refs,
];

/// The temporal expressions of a sentence that date something, in order, none overlapping. `published` is the
/// publication date, as far as it is known; `before` is the last date that the text named before this sentence, for
/// "the next day".
pub fn mentions(sentence: &str, published: Option<&Edtf>, before: Option<&Edtf>) -> Vec<Mention> {
    Reader::new(published).sentence(sentence, before)
}

/// Reads a text sentence by sentence and remembers what it named.
#[derive(Debug)]
pub struct Reader {
    thread: Thread,
}

impl Reader {
    /// A text of that publication date, as far as it is known.
    pub fn new(published: Option<&Edtf>) -> Self {
        Self { thread: Thread { anchor: published.map(Anchor::new), ..Thread::default() } }
    }

    /// A new paragraph begins: a year named before it does not carry over.
    pub fn paragraph(&mut self) {
        self.thread.year = None;
    }

    /// A heading has named a date: the year of what stands under it.
    pub fn heading(&mut self, date: Option<&Edtf>) {
        self.thread.year = date.filter(|date| date.first_year() == date.last_year()).cloned();
    }

    /// What dates something in the next sentence; see [`mentions`].
    pub fn sentence(&mut self, sentence: &str, before: Option<&Edtf>) -> Vec<Mention> {
        self.thread.begin(before.cloned());
        let mut found = all(sentence, &mut self.thread);
        found.retain(|mention| !mention.aside);
        found
    }
}

/// Every temporal expression of a text as TIMEX3, in order, none overlapping; bytes of `text`.
pub fn tags(text: &str, published: Option<&Edtf>) -> Vec<Tag> {
    let mut thread = Thread { anchor: published.map(Anchor::new), ..Thread::default() };
    let mut tags = Vec::new();
    let mut end = 0;
    for sentence in page::sentences(text, 0, 0) {
        if text[end..sentence.range.start].matches('\n').count() > 1 {
            thread.year = None;
        }
        end = sentence.range.end;
        let named = thread.named.take();
        thread.begin(named);
        for tag in all(&sentence.text, &mut thread).into_iter().flat_map(|mention| mention.tags) {
            let range = tag.range.start + sentence.range.start..tag.range.end + sentence.range.start;
            tags.push(Tag { range, ..tag });
        }
    }
    tags
}

/// The first full date that a line names, with the bytes it stands at: for stamps, which need no publication date.
pub fn stamp(line: &str) -> Option<(Edtf, std::ops::Range<usize>)> {
    let line = Line::new(line);
    let mut found = Vec::new();
    calendar::dates(&line, &mut found);
    korean::dates(&line, &mut found);
    let mut thread = Thread::default();
    settle(&found).iter().find_map(|reading| {
        let mention = thread.resolve(&line, reading);
        Some((mention.date.filter(Edtf::is_exact)?, mention.range))
    })
}

/// Whether a sentence tells of what has been and of nothing to come.
pub fn looks_back(sentence: &str) -> bool {
    tense::looks_back(&Line::new(sentence))
}

/// Whether a sentence tells of what is to come.
pub fn looks_ahead(sentence: &str) -> bool {
    tense::looks_ahead(&Line::new(sentence))
}

/// The number that an English word names: `one` to `nineteen`, `twenty` to `ninety` by tens.
pub fn small_number(word: &str) -> Option<u32> {
    words::below_hundred(word)
}

/// The English name of a month (1 to 12), in small letters; empty for any other number.
pub fn month_name(month: u32) -> &'static str {
    let at = month.checked_sub(1).map(|at| at as usize);
    at.and_then(|at| words::MONTHS.get(at)).map_or("", |(name, _)| name)
}

/// The month and year that a line names, as a magazine does.
pub fn month_of(line: &str) -> Option<Edtf> {
    let line = Line::new(&line.replace("월호", "월 호"));
    let mut found = Vec::new();
    calendar::months(&line, &mut found);
    korean::dates(&line, &mut found);
    let mut thread = Thread::default();
    settle(&found).iter().find_map(|reading| thread.resolve(&line, reading).date)
}

fn all(sentence: &str, thread: &mut Thread) -> Vec<Mention> {
    let line = Line::new(sentence);
    let mut found = Vec::new();
    for rule in RULES {
        rule(&line, &mut found);
    }
    let mut kept = join(settle(&found));
    let mut floor = 0;
    for reading in &mut kept {
        stretch(&line, reading, floor);
        floor = reading.tokens.end;
    }
    kept.iter().map(|reading| thread.resolve(&line, reading)).collect()
}

/// The one place where overlaps are settled: the longest wins, then the rule that was asked first.
fn settle(found: &[Reading]) -> Vec<Reading> {
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|&n| (std::cmp::Reverse(found[n].tokens.len()), n));
    let mut kept: Vec<&Reading> = Vec::new();
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
fn join(readings: Vec<Reading>) -> Vec<Reading> {
    let mut joined: Vec<Reading> = Vec::new();
    for mut reading in readings {
        let day = |last: &Reading| {
            last.tokens.end == reading.tokens.start
                && matches!(
                    last.sense,
                    Sense::Date { day: Some(_), .. }
                        | Sense::Weekday { .. }
                        | Sense::Shift { unit: Unit::Day, .. }
                        | Sense::Hours { .. }
                )
        };
        if let (Sense::Hours { day: some, .. } | Sense::Clock { day: some, .. }, Some(last)) =
            (&mut reading.sense, joined.last())
            && **some == Sense::SomeDay
            && day(last)
            && let Some(last) = joined.pop()
        {
            let evening = matches!(
                last.sense,
                Sense::Hours { part: Hours::Afternoon | Hours::Evening | Hours::Night, .. }
            );
            **some = match last.sense {
                Sense::Hours { day, .. } => *day,
                sense => sense,
            };
            if let Sense::Clock { hour, .. } = &mut reading.sense
                && evening
                && *hour < 12
            {
                *hour += 12;
            }
            reading.tokens.start = last.tokens.start;
            (reading.aside, reading.rule) = (last.aside, last.rule);
        }
        joined.push(reading);
    }
    joined
}

/// Takes in the words before an expression that say which part of it: `early`, `mid-`, `the end of`, `nearly`. They
/// change no value: which days are late in a month nobody has said. Never goes back over token `floor`.
fn stretch(line: &Line, reading: &mut Reading, floor: usize) {
    let coarse = match &reading.sense {
        Sense::Date { day, .. } => day.is_none(),
        Sense::Part { .. } | Sense::Decade(_) => true,
        Sense::Shift { unit, .. } => *unit > Unit::Day,
        _ => false,
    };
    let start = reading.tokens.start;
    let counted = matches!(&reading.sense, Sense::Shift { from: From::Published, about: true, .. });
    let back = |words: usize| start.checked_sub(words).filter(|at| *at >= floor);
    let word = |words: usize| back(words).map_or("", |at| line.word(at));
    let ended = |word: &str| matches!(word, "end" | "beginning" | "start" | "middle");
    let taken = match (word(1), word(2)) {
        ("early" | "late" | "mid", _) if coarse => 1,
        ("earlier" | "later", _)
            if coarse
                || matches!(
                    reading.sense,
                    Sense::Weekday { .. } | Sense::Shift { .. } | Sense::Hours { .. }
                ) =>
        {
            1
        }
        ("early", _) if matches!(reading.sense, Sense::Weekday { .. }) => 1,
        ("", "mid") if coarse && line.mark(start - 1) == Some('-') => 2,
        ("of", part) if coarse && ended(part) => 2 + usize::from(word(3) == "the"),
        ("nearly" | "almost" | "about" | "over" | "around", _) if counted => 1,
        ("than", "more" | "less") if counted => 2,
        _ => 0,
    };
    reading.tokens.start -= taken;
}
