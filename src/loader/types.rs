//! The loader's nouns, each with where it came from. Never does anything.

use super::fingerprint::Fingerprint;
use crate::model::{Commitment, DatedBy, Edtf, Kind, Relation, WebUrl};
use serde::Serialize;
use std::ops::Range;

/// What a person says of the articles, which wins over what the articles say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LoadOptions {
    /// Publication date.
    pub published: Option<Edtf>,
    /// Publisher.
    pub publisher: Option<String>,
    /// Address.
    pub url: Option<WebUrl>,
    /// Title.
    pub title: Option<String>,
    /// Also propose events of an article that is off the subject.
    pub keep_irrelevant: bool,
}

/// An article as it was found.
#[derive(Clone, Debug, PartialEq)]
pub struct RawArticle {
    /// The path as the person named it; `-` for standard input.
    pub path: String,
    /// The text, not yet cleaned; of a web page its main text.
    pub text: String,
    /// What a web page says around its main text; `None` for a text.
    pub page_header: Option<PageHeader>,
    /// The address from which it was fetched; `None` for a file.
    pub url: Option<WebUrl>,
}

/// What a web page says around its main text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PageHeader {
    /// Title, cleaned.
    pub title: Option<String>,
    /// Publisher, cleaned.
    pub publisher: Option<String>,
    /// Author, cleaned.
    pub author: Option<String>,
    /// Where the page says it is.
    pub url: Option<WebUrl>,
    /// When its metadata say that it was published.
    pub stated_date: Option<MetadataDate>,
    /// Lines that stand near the headline and are not the main text: stamps, bylines.
    pub header_lines: Vec<String>,
    /// Lines of its foot that say who owns it.
    pub footer_lines: Vec<String>,
}

/// A date of publication that a page's metadata state.
#[derive(Clone, Debug, PartialEq)]
pub struct MetadataDate {
    /// The day as it is written there.
    pub date: Edtf,
    /// Whether the stamp is in UTC, so that the day may be another where the page was made.
    pub is_utc: bool,
    /// Whether the field is one that means the publication of this article and nothing else.
    pub is_explicit: bool,
    /// The field and its value.
    pub evidence: String,
}

/// What a publication date rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PublicationBasis {
    /// The person said so.
    Flag,
    /// The page's metadata.
    Metadata,
    /// A stamp or dateline in the text.
    Text,
    /// A bound that follows from the text.
    Inferred,
    /// A bound: the page states only when it was last updated.
    #[serde(rename = "inferred")]
    Updated,
    /// Nothing.
    Unknown,
}

impl PublicationBasis {
    /// Whether the date is only a bound for the day of publication.
    pub fn is_bound(self) -> bool {
        matches!(self, Self::Inferred | Self::Updated)
    }
}

/// When an article was published, and who says so.
#[derive(Clone, Debug, PartialEq)]
pub struct PublicationDate {
    /// The date; `None` where nothing says.
    pub date: Option<Edtf>,
    /// What it rests on.
    pub basis: PublicationBasis,
    /// The words it rests on.
    pub evidence: Option<String>,
}

/// An article, read.
#[derive(Clone, Debug)]
pub struct Article {
    /// The path as the person named it.
    pub path: String,
    /// Title.
    pub title: Option<String>,
    /// Publisher.
    pub publisher: Option<String>,
    /// Author.
    pub author: Option<String>,
    /// `en` or `ko`.
    pub language: String,
    /// Publication date.
    pub published: PublicationDate,
    /// Address.
    pub url: Option<WebUrl>,
    /// Whether it is about cyber matters of these countries.
    pub relevant: bool,
    /// Whether the text itself says that a machine wrote it.
    pub machine_written: bool,
    /// The article's own words, cleaned, page furniture left out; paragraphs are separated by an empty line.
    pub text: String,
    /// The events it tells of.
    pub proposals: Vec<Proposal>,
    /// Sketch of its words, to recognise a copy by.
    pub fingerprint: Fingerprint,
}

/// An event that an article tells of.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// When it happened, as fine as the text supports.
    pub date: Option<Edtf>,
    /// A title of at most 80 characters.
    pub title: String,
    /// What sort of event.
    pub kind: Kind,
    /// Ids of the actors.
    pub actors: Vec<String>,
    /// Codes of their countries.
    pub countries: Vec<String>,
    /// Whether it is what the article is about; at most one is.
    pub main: bool,
    /// Announced, not yet happened.
    pub planned: bool,
    /// How sure the loader is, 0 to 1, in hundredths.
    pub confidence: f64,
    /// The sentence it rests on, to the letter.
    pub evidence: String,
    /// Where that sentence stands in the article's text, in characters, end exclusive.
    pub span: (usize, usize),
    /// How the date was reached; `None` where the text does not date it.
    pub dated_by: Option<DatedBy>,
    /// What was promised there, and by when.
    pub commitments: Vec<Commitment>,
    /// What it goes back to, as the text names it.
    pub antecedents: Vec<AntecedentReference>,
}

/// An earlier event, as a text names it that goes back to it.
#[derive(Clone, Debug, PartialEq)]
pub struct AntecedentReference {
    /// In what way.
    pub relation: Relation,
    /// The words that name it.
    pub phrase: String,
    /// Ids of the actors among them.
    pub actors: Vec<String>,
    /// The date among them.
    pub date: Option<Edtf>,
}

/// A sentence of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sentence {
    /// Its words.
    pub(super) text: String,
    /// Bytes of the article's text.
    pub(super) range: Range<usize>,
    /// Number of its paragraph, the title's being 0.
    pub(super) paragraph: usize,
}

/// A temporal expression in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemporalMention {
    /// Bytes of the sentence.
    pub range: Range<usize>,
    /// What it resolves to; `None` where the text does not say enough.
    pub date: Option<Edtf>,
    /// The name of the rule that read it.
    pub rule: &'static str,
    /// Whether it lies ahead of the text.
    pub future: bool,
    /// Whether it names a time without saying when something happened: a length, an age, "a 2014 film".
    pub incidental: bool,
    /// The same in TIMEX3: one expression, or the two ends of a range.
    pub timex_tags: Vec<TimexTag>,
}

/// A temporal expression as TIMEX3 (ISO-TimeML) has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimexTag {
    /// Bytes of the sentence or text.
    pub range: Range<usize>,
    /// The name of the rule that read it.
    pub rule: &'static str,
    /// Its type.
    pub timex_type: TimexType,
    /// Its value, as `2022-08-18`, `2022-W33`, `2022-Q3`, `P3D`, `PRESENT_REF`; `X` for what is not known.
    pub value: String,
}

/// The type of a temporal expression in TIMEX3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimexType {
    /// A date.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A set of times.
    Set,
}
