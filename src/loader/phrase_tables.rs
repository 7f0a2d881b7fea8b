//! The loader's phrases, read once from the tables compiled in from `data/loader/`. The one reader of TOML here.
//! Never matches anything; whoever asks for a table does.

use super::phrase_matcher::{PhraseMatcher, PhraseMatches};
use crate::model::{Edtf, Kind, Relation};
use serde::Deserialize;
use std::sync::OnceLock;

/// What to do with a line of page furniture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum BoilerplateAction {
    Line,
    Rest,
    Caption,
    Machine,
}

/// How a phrase has to stand in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum LinePosition {
    Exact,
    Starts,
    Ends,
    Contains,
}

/// A row of phrases of page furniture.
#[derive(Debug, Deserialize)]
pub(super) struct BoilerplateRow {
    pub(super) does: BoilerplateAction,
    pub(super) how: LinePosition,
    /// Lower case.
    pub(super) phrases: Vec<String>,
    /// Characters that a line may have at most, for `contains`.
    #[serde(default = "within")]
    pub(super) within: usize,
    #[cfg_attr(not(test), expect(dead_code, reason = "the row's own test"))]
    pub(super) examples: Vec<String>,
}

fn within() -> usize {
    160
}

/// Words by which a publisher's name is known.
#[derive(Debug, Deserialize)]
pub(super) struct PublisherRow {
    pub(super) words: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "the row's own test"))]
    pub(super) examples: Vec<String>,
}

/// The clutter table.
#[derive(Debug, Deserialize)]
pub(super) struct BoilerplateTable {
    pub(super) furniture: Vec<BoilerplateRow>,
    pub(super) publisher: Vec<PublisherRow>,
    pub(super) wall: Vec<AccessWallRow>,
}

/// Words of a page that lets only those in who pay or log in.
#[derive(Debug, Deserialize)]
pub(super) struct AccessWallRow {
    /// Lower case.
    pub(super) phrases: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "the row's own test"))]
    pub(super) examples: Vec<String>,
}

/// Phrases, with their numbers in the lexicon's [`Finder`].
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub(super) struct PhraseList {
    /// Lower case; a phrase ends where a word ends, `*` at its end takes any ending.
    pub(super) words: Vec<String>,
    phrase_ids: Vec<usize>,
}

impl From<Vec<String>> for PhraseList {
    fn from(words: Vec<String>) -> Self {
        Self { words, phrase_ids: Vec::new() }
    }
}

impl PhraseList {
    /// Whether one of them was seen.
    pub(super) fn matches_any(&self, seen: &PhraseMatches) -> bool {
        seen.contains_any(&self.phrase_ids)
    }
}

/// Words by which a kind of event is known.
#[derive(Debug, Deserialize)]
pub(super) struct KindRow {
    pub(super) kind: Kind,
    pub(super) phrases: PhraseList,
    /// One of these has to stand in the sentence, too; none where it is empty.
    #[serde(default)]
    pub(super) with: PhraseList,
    #[cfg_attr(not(test), expect(dead_code, reason = "the row's own test"))]
    pub(super) examples: Vec<String>,
}

/// On which side of a phrase the words stand that name an earlier event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum AntecedentSide {
    After,
    Before,
}

/// Words by which something goes back to an earlier event.
#[derive(Debug, Deserialize)]
pub(super) struct AntecedentRow {
    pub(super) relation: Relation,
    pub(super) side: AntecedentSide,
    pub(super) phrases: PhraseList,
    #[cfg_attr(not(test), expect(dead_code, reason = "the row's own test"))]
    pub(super) examples: Vec<String>,
}

/// The lexicon.
#[derive(Deserialize)]
pub(super) struct Lexicon {
    /// Finds the phrases of every [`List`].
    #[serde(skip)]
    matcher: Option<PhraseMatcher>,
    /// In the order in which they win where a sentence has several.
    pub(super) kind: Vec<KindRow>,
    /// In the order in which they win where several point at the same words.
    pub(super) link: Vec<AntecedentRow>,
    /// Verbs with which something is done; rows of kinds have them for `@done`.
    pub(super) done: PhraseSection,
    /// Words with which somebody agrees to do what comes after them.
    pub(super) agreed: PhraseSection,
    /// Words of a clause that repeats for somebody else what the one before it tells.
    pub(super) again: PhraseSection,
    /// Countries and capitals that the subject has nothing to do with.
    pub(super) elsewhere: PhraseSection,
    /// Words of the subject.
    pub(super) subject: SubjectTerms,
    /// Words that make a sentence no event: opinion, habit, supposition.
    pub(super) opinion: PhraseSection,
    /// Words that a happening is told with.
    pub(super) happening: PhraseSection,
}

/// What goes by a name, and since when.
#[derive(Debug, Deserialize)]
pub(super) struct LandmarkRow {
    /// Its first day.
    #[serde(alias = "since")]
    pub(super) date: Edtf,
    pub(super) names: PhraseList,
    /// One of these has to stand in the text, too; none where it is empty.
    #[serde(default)]
    pub(super) with: Vec<String>,
    /// The event of the built-in timeline.
    #[expect(dead_code, reason = "for whoever reads the table, and for tests/data.rs")]
    pub(super) event: Option<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "the row's own test"))]
    pub(super) examples: Vec<String>,
}

/// What bounds the day of a text without a date.
#[derive(Deserialize)]
pub(super) struct LandmarkTable {
    /// Finds the names of every row.
    #[serde(skip)]
    matcher: Option<PhraseMatcher>,
    /// What happened once.
    pub(super) landmark: Vec<LandmarkRow>,
    /// Who came into office.
    pub(super) office: Vec<LandmarkRow>,
    /// Words that make an office a future one.
    pub(super) future_office: OfficeWords,
    /// Words before an office that make it less than a year old.
    pub(super) new_office: OfficeWords,
}

/// Words that change what naming an office means.
#[derive(Debug, Deserialize)]
pub(super) struct OfficeWords {
    /// Folded.
    pub(super) words: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "the row's own test"))]
    pub(super) examples: Vec<String>,
}

/// Words of the subject.
#[derive(Debug, Deserialize)]
pub(super) struct SubjectTerms {
    pub(super) cyber: Vec<String>,
    pub(super) korea: Vec<String>,
    /// The DPRK.
    pub(super) dprk: Vec<String>,
    /// Words that look like those of the subject and are not.
    pub(super) other: Vec<String>,
}

/// A plain list.
#[derive(Debug, Deserialize)]
pub(super) struct PhraseSection {
    pub(super) phrases: PhraseList,
}

/// The clutter table, read once.
pub(super) fn boilerplate_table() -> &'static BoilerplateTable {
    static TABLE: OnceLock<BoilerplateTable> = OnceLock::new();
    TABLE.get_or_init(|| parse_table(include_str!("../../data/loader/clutter.toml")))
}

/// The lexicon, read once.
pub(super) fn lexicon() -> &'static Lexicon {
    static TABLE: OnceLock<Lexicon> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table: Lexicon = parse_table(include_str!("../../data/loader/lexicon.toml"));
        table.assign_phrase_ids();
        table
    })
}

impl Lexicon {
    /// The phrases of its lists that stand in a folded text.
    pub(super) fn find_phrases(&self, folded: &str) -> PhraseMatches {
        self.matcher.as_ref().map_or_else(PhraseMatches::none, |finder| finder.find_all(folded))
    }

    /// Puts the verbs in for `@done`, and gives every phrase its number.
    fn assign_phrase_ids(&mut self) {
        for row in self.kind.iter_mut().filter(|row| row.with.words.iter().any(|word| word == "@done")) {
            row.with.words.extend(self.done.phrases.words.iter().cloned());
        }
        let rest = [
            &mut self.opinion,
            &mut self.happening,
            &mut self.done,
            &mut self.agreed,
            &mut self.again,
            &mut self.elsewhere,
        ];
        let links = self.link.iter_mut().map(|row| &mut row.phrases);
        let rows = self.kind.iter_mut().flat_map(|row| [&mut row.phrases, &mut row.with]).chain(links);
        let mut lists: Vec<&mut PhraseList> =
            rows.chain(rest.into_iter().map(|words| &mut words.phrases)).collect();
        self.matcher = Some(build_matcher(&mut lists));
    }
}

/// A finder of the phrases of these lists, which are given their numbers.
fn build_matcher(lists: &mut [&mut PhraseList]) -> PhraseMatcher {
    let finder = PhraseMatcher::new(lists.iter().flat_map(|list| &list.words));
    for list in lists {
        list.phrase_ids = list.words.iter().filter_map(|word| finder.phrase_id(word)).collect();
    }
    finder
}

/// The landmarks, read once.
pub(super) fn landmark_table() -> &'static LandmarkTable {
    static TABLE: OnceLock<LandmarkTable> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table: LandmarkTable = parse_table(include_str!("../../data/loader/landmarks.toml"));
        let rows = table.landmark.iter_mut().chain(&mut table.office);
        let mut lists: Vec<&mut PhraseList> = rows.map(|row| &mut row.names).collect();
        let finder = build_matcher(&mut lists);
        table.matcher = Some(finder);
        table
    })
}

impl LandmarkTable {
    /// The names that stand in a folded text.
    pub(super) fn find_names(&self, folded: &str) -> PhraseMatches {
        self.matcher.as_ref().map_or_else(PhraseMatches::none, |finder| finder.find_all(folded))
    }
}

pub(super) fn parse_table<T: for<'de> Deserialize<'de>>(text: &str) -> T {
    #[expect(clippy::expect_used, reason = "compiled in, and the tests of its rows read it")]
    toml::from_str(text).expect("a table of data/loader is TOML")
}
