//! What a text has mentioned so far, which later expressions are resolved against.

use super::anchor::Anchor;
use crate::model::Edtf;

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
    pub(super) fn record_date(&mut self, date: Option<Edtf>) {
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
    pub(super) fn reference_day(&self) -> Option<&Edtf> {
        let here = self.last_day.as_ref().filter(|_| self.day_in_sentence);
        here.or(self.story_day.as_ref()).or(self.last_day.as_ref()).or(self.last_date.as_ref())
    }
}
