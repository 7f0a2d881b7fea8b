//! The loader's phrases, read once from the tables compiled in from `data/loader/`. The one reader of TOML here.
//! Never matches anything; whoever asks for a table does.

use super::find::{Finder, Seen};
use crate::model::{Edtf, Kind, Relation};
use serde::Deserialize;
use std::sync::OnceLock;

/// What to do with a line of page furniture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Does {
    Line,
    Rest,
    Caption,
    Machine,
}

/// How a phrase has to stand in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum How {
    Exact,
    Starts,
    Ends,
    Contains,
}

/// A row of phrases of page furniture.
#[derive(Debug, Deserialize)]
pub(super) struct Furniture {
    pub(super) does: Does,
    pub(super) how: How,
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
pub(super) struct Publisher {
    pub(super) words: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "the row's own test"))]
    pub(super) examples: Vec<String>,
}

/// The clutter table.
#[derive(Debug, Deserialize)]
pub(super) struct Clutter {
    pub(super) furniture: Vec<Furniture>,
    pub(super) publisher: Vec<Publisher>,
    pub(super) wall: Vec<Wall>,
}

/// Words of a page that lets only those in who pay or log in.
#[derive(Debug, Deserialize)]
pub(super) struct Wall {
    /// Lower case.
    pub(super) phrases: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "the row's own test"))]
    pub(super) examples: Vec<String>,
}

/// Phrases, with their numbers in the lexicon's [`Finder`].
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub(super) struct List {
    /// Lower case; a phrase ends where a word ends, `*` at its end takes any ending.
    pub(super) words: Vec<String>,
    numbers: Vec<usize>,
}

impl From<Vec<String>> for List {
    fn from(words: Vec<String>) -> Self {
        Self { words, numbers: Vec::new() }
    }
}

impl List {
    /// Whether one of them was seen.
    pub(super) fn is_in(&self, seen: &Seen) -> bool {
        seen.any(&self.numbers)
    }
}

/// Words by which a kind of event is known.
#[derive(Debug, Deserialize)]
pub(super) struct KindWords {
    pub(super) kind: Kind,
    pub(super) phrases: List,
    /// One of these has to stand in the sentence, too; none where it is empty.
    #[serde(default)]
    pub(super) with: List,
    #[cfg_attr(not(test), expect(dead_code, reason = "the row's own test"))]
    pub(super) examples: Vec<String>,
}

/// On which side of a phrase the words stand that name an earlier event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Side {
    After,
    Before,
}

/// Words by which something goes back to an earlier event.
#[derive(Debug, Deserialize)]
pub(super) struct LinkWords {
    pub(super) relation: Relation,
    pub(super) side: Side,
    pub(super) phrases: List,
    #[cfg_attr(not(test), expect(dead_code, reason = "the row's own test"))]
    pub(super) examples: Vec<String>,
}

/// The lexicon.
#[derive(Deserialize)]
pub(super) struct Lexicon {
    /// Finds the phrases of every [`List`].
    #[serde(skip)]
    finder: Option<Finder>,
    /// In the order in which they win where a sentence has several.
    pub(super) kind: Vec<KindWords>,
    /// In the order in which they win where several point at the same words.
    pub(super) link: Vec<LinkWords>,
    /// Verbs with which something is done; rows of kinds have them for `@done`.
    pub(super) done: Words,
    /// Words with which somebody agrees to do what comes after them.
    pub(super) agreed: Words,
    /// Words of a clause that repeats for somebody else what the one before it tells.
    pub(super) again: Words,
    /// Countries and capitals that the subject has nothing to do with.
    pub(super) elsewhere: Words,
    /// Words of the subject.
    pub(super) subject: Subject,
    /// Words that make a sentence no event: opinion, habit, supposition.
    pub(super) opinion: Words,
    /// Words that a happening is told with.
    pub(super) happening: Words,
}

/// What goes by a name, and since when.
#[derive(Debug, Deserialize)]
pub(super) struct Named {
    /// Its first day.
    #[serde(alias = "since")]
    pub(super) date: Edtf,
    pub(super) names: List,
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
pub(super) struct Landmarks {
    /// Finds the names of every row.
    #[serde(skip)]
    finder: Option<Finder>,
    /// What happened once.
    pub(super) landmark: Vec<Named>,
    /// Who came into office.
    pub(super) office: Vec<Named>,
}

/// Words of the subject.
#[derive(Debug, Deserialize)]
pub(super) struct Subject {
    pub(super) cyber: Vec<String>,
    pub(super) korea: Vec<String>,
    /// The DPRK.
    pub(super) dprk: Vec<String>,
    /// Words that look like those of the subject and are not.
    pub(super) other: Vec<String>,
}

/// A plain list.
#[derive(Debug, Deserialize)]
pub(super) struct Words {
    pub(super) phrases: List,
}

/// The clutter table, read once.
pub(super) fn clutter() -> &'static Clutter {
    static TABLE: OnceLock<Clutter> = OnceLock::new();
    TABLE.get_or_init(|| read(include_str!("../../data/loader/clutter.toml")))
}

/// The lexicon, read once.
pub(super) fn lexicon() -> &'static Lexicon {
    static TABLE: OnceLock<Lexicon> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table: Lexicon = read(include_str!("../../data/loader/lexicon.toml"));
        table.number();
        table
    })
}

impl Lexicon {
    /// The phrases of its lists that stand in a folded text.
    pub(super) fn see(&self, folded: &str) -> Seen {
        self.finder.as_ref().map_or_else(Seen::nothing, |finder| finder.see(folded))
    }

    /// Puts the verbs in for `@done`, and gives every phrase its number.
    fn number(&mut self) {
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
        let mut lists: Vec<&mut List> =
            rows.chain(rest.into_iter().map(|words| &mut words.phrases)).collect();
        self.finder = Some(numbered(&mut lists));
    }
}

/// A finder of the phrases of these lists, which are given their numbers.
fn numbered(lists: &mut [&mut List]) -> Finder {
    let finder = Finder::new(lists.iter().flat_map(|list| &list.words));
    for list in lists {
        list.numbers = list.words.iter().filter_map(|word| finder.number(word)).collect();
    }
    finder
}

/// The landmarks, read once.
pub(super) fn landmarks() -> &'static Landmarks {
    static TABLE: OnceLock<Landmarks> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table: Landmarks = read(include_str!("../../data/loader/landmarks.toml"));
        let rows = table.landmark.iter_mut().chain(&mut table.office);
        let mut lists: Vec<&mut List> = rows.map(|row| &mut row.names).collect();
        let finder = numbered(&mut lists);
        table.finder = Some(finder);
        table
    })
}

impl Landmarks {
    /// The names that stand in a folded text.
    pub(super) fn see(&self, folded: &str) -> Seen {
        self.finder.as_ref().map_or_else(Seen::nothing, |finder| finder.see(folded))
    }
}

fn read<T: for<'de> Deserialize<'de>>(text: &str) -> T {
    #[expect(clippy::expect_used, reason = "compiled in, and the tests of its rows read it")]
    toml::from_str(text).expect("a table of data/loader is TOML")
}
