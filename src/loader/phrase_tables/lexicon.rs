//! `data/loader/lexicon.toml`: words by which the loader knows what a sentence reports.

use super::phrase_list::{PhraseList, PhraseRow, PhraseSection, build_matcher};
use super::reader::parse_table;
use crate::loader::phrase_matcher::{PhraseMatcher, PhraseMatches};
use crate::model::{Kind, Relation};
use serde::Deserialize;
use std::sync::OnceLock;

/// What stands for the verbs of `[action]` in `with` of a row of event types.
const ACTION_VERBS: &str = "@action";

/// Phrases of an event type.
#[derive(Debug, Deserialize)]
pub(in crate::loader) struct KindRow {
    pub(in crate::loader) kind: Kind,
    pub(in crate::loader) phrases: PhraseList,
    /// One of these must occur in the sentence, too, unless it is empty.
    #[serde(default)]
    pub(in crate::loader) with: PhraseList,
    #[cfg_attr(not(test), expect(dead_code, reason = "read by the test of the row"))]
    pub(in crate::loader) examples: Vec<String>,
}

/// On which side of a phrase the antecedent is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(in crate::loader) enum AntecedentSide {
    After,
    Before,
}

/// Phrases that refer to an antecedent.
#[derive(Debug, Deserialize)]
pub(in crate::loader) struct AntecedentRow {
    pub(in crate::loader) relation: Relation,
    pub(in crate::loader) side: AntecedentSide,
    pub(in crate::loader) phrases: PhraseList,
    #[cfg_attr(not(test), expect(dead_code, reason = "read by the test of the row"))]
    pub(in crate::loader) examples: Vec<String>,
}

/// Words of the topic.
#[derive(Debug, Deserialize)]
pub(in crate::loader) struct SubjectTerms {
    pub(in crate::loader) cyber: PhraseRow,
    pub(in crate::loader) korea: PhraseRow,
    pub(in crate::loader) dprk: PhraseRow,
    /// Words that look like those of cyber matters and are not.
    pub(in crate::loader) lookalike: PhraseRow,
}

/// The same words in two languages.
#[derive(Debug, Deserialize)]
pub(in crate::loader) struct BilingualPhrases {
    pub(in crate::loader) english: PhraseRow,
    pub(in crate::loader) korean: PhraseRow,
}

/// Conjunctions of a clause that only says when.
#[derive(Debug, Deserialize)]
pub(in crate::loader) struct TimeClausePhrases {
    pub(in crate::loader) start: PhraseRow,
    pub(in crate::loader) inside: PhraseRow,
}

/// Words of commitments.
#[derive(Debug, Deserialize)]
pub(in crate::loader) struct CommitmentPhrases {
    /// Verbs before a commitment.
    pub(in crate::loader) english: PhraseRow,
    /// Where an English commitment ends.
    pub(in crate::loader) end: PhraseRow,
    /// Verbs after a commitment and "기로".
    pub(in crate::loader) korean: PhraseRow,
}

/// Words of spans of days.
#[derive(Debug, Deserialize)]
pub(in crate::loader) struct DaySpanPhrases {
    /// Before the last day.
    pub(in crate::loader) end: PhraseRow,
    /// Verbs before a span whose first day is named.
    pub(in crate::loader) start: PhraseRow,
    /// Verbs before a span whose last day is named.
    pub(in crate::loader) finish: PhraseRow,
}

/// Words of what is denied, called off or moved to another day.
#[derive(Debug, Deserialize)]
pub(in crate::loader) struct NotHappenedPhrases {
    /// Before one of `denied`.
    pub(in crate::loader) negation: PhraseRow,
    pub(in crate::loader) denied: PhraseRow,
    /// Beside one of `event`.
    pub(in crate::loader) cancelled: PhraseRow,
    /// Beside one of `event` and a new day.
    pub(in crate::loader) moved: PhraseRow,
    /// May end in `*`, which takes any ending.
    pub(in crate::loader) event: PhraseRow,
    /// Beginnings of words, as all Korean ones are.
    pub(in crate::loader) korean_denied: PhraseRow,
    pub(in crate::loader) korean_cancelled: PhraseRow,
    pub(in crate::loader) korean_moved: PhraseRow,
    pub(in crate::loader) korean_event: PhraseRow,
}

/// The lexicon.
#[derive(Deserialize)]
pub(in crate::loader) struct Lexicon {
    /// Matches the phrases of every [`PhraseList`].
    #[serde(skip)]
    matcher: Option<PhraseMatcher>,
    /// In the order in which they win if a sentence has phrases of several.
    pub(in crate::loader) kind: Vec<KindRow>,
    /// In the order in which they win if several refer to the same words.
    pub(in crate::loader) link: Vec<AntecedentRow>,
    pub(in crate::loader) subject: SubjectTerms,
    /// Verbs with which something is done.
    pub(in crate::loader) action: PhraseSection,
    /// Verbs of an agreement to do what follows.
    pub(in crate::loader) agreed: PhraseSection,
    /// Words of a clause that repeats the one before it for somebody else.
    pub(in crate::loader) repetition: PhraseSection,
    /// Countries and capitals outside the topic.
    pub(in crate::loader) elsewhere: PhraseSection,
    /// Words of opinion, habit or supposition.
    pub(in crate::loader) opinion: PhraseSection,
    /// Verbs that report a happening.
    pub(in crate::loader) happening: PhraseSection,
    /// Verbs of saying.
    pub(in crate::loader) reporting: BilingualPhrases,
    pub(in crate::loader) time_clause: TimeClausePhrases,
    pub(in crate::loader) commitment: CommitmentPhrases,
    /// Korean verbs that join what was done to what follows: a date before one is the date of what was done.
    pub(in crate::loader) linking_verb: PhraseRow,
    /// Where the name of an antecedent ends.
    pub(in crate::loader) antecedent_end: PhraseRow,
    pub(in crate::loader) span: DaySpanPhrases,
    pub(in crate::loader) not_happened: NotHappenedPhrases,
}

/// The lexicon, parsed once.
pub(in crate::loader) fn lexicon() -> &'static Lexicon {
    static TABLE: OnceLock<Lexicon> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table: Lexicon = parse_table(include_str!("../../../data/loader/lexicon.toml"));
        table.build_matcher();
        table
    })
}

impl Lexicon {
    /// The phrases of the lists that occur in a folded text.
    pub(in crate::loader) fn find_phrases(&self, folded: &str) -> PhraseMatches {
        self.matcher.as_ref().map_or_else(PhraseMatches::none, |matcher| matcher.find_all(folded))
    }

    /// Inserts the verbs of `[action]` for [`ACTION_VERBS`], and builds the matcher.
    fn build_matcher(&mut self) {
        for row in self.kind.iter_mut().filter(|row| row.with.words.iter().any(|word| word == ACTION_VERBS)) {
            row.with.words.extend(self.action.phrases.words.iter().cloned());
        }
        let sections = [
            &mut self.opinion,
            &mut self.happening,
            &mut self.action,
            &mut self.agreed,
            &mut self.repetition,
            &mut self.elsewhere,
        ];
        let links = self.link.iter_mut().map(|row| &mut row.phrases);
        let rows = self.kind.iter_mut().flat_map(|row| [&mut row.phrases, &mut row.with]).chain(links);
        let mut lists: Vec<&mut PhraseList> =
            rows.chain(sections.into_iter().map(|section| &mut section.phrases)).collect();
        self.matcher = Some(build_matcher(&mut lists));
    }
}
