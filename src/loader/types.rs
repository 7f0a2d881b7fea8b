//! The types of the loader: articles, their headers, proposed events and temporal expressions.

use super::fingerprint::Fingerprint;
use crate::model::{Commitment, DatedBy, Edtf, Kind, Relation, WebUrl};
use serde::Serialize;
use std::ops::Range;

/// What the user states about the articles; it wins over what they say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LoadOptions {
    /// Publication date.
    pub published: Option<Edtf>,
    /// Publisher.
    pub publisher: Option<String>,
    /// URL.
    pub url: Option<WebUrl>,
    /// Title.
    pub title: Option<String>,
    /// Whether to propose events of an article that is off topic, too.
    pub keep_irrelevant: bool,
}

/// An article as read, before analysis.
#[derive(Clone, Debug, PartialEq)]
pub struct RawArticle {
    /// The source as the user named it; `-` for standard input.
    pub path: String,
    /// The text before cleaning; of a web page, its main text.
    pub text: String,
    /// The header around the main text of a web page; `None` for plain text.
    pub page_header: Option<PageHeader>,
    /// The URL it was downloaded from; `None` for a file.
    pub url: Option<WebUrl>,
}

/// The header of a web page: what it states around its main text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PageHeader {
    /// What its metadata, elements and URL state, in the order in which they were found.
    pub candidates: Vec<HeaderCandidate>,
    /// The URL that the page states.
    pub url: Option<WebUrl>,
    /// Date lines above the headline, where the page may show the current day.
    pub masthead_lines: Vec<String>,
    /// Lines below the headline outside the main text, such as stamps and bylines.
    pub header_lines: Vec<String>,
    /// Copyright lines.
    pub footer_lines: Vec<String>,
}

/// A value that an article may have in a field of its header, and what says so.
#[derive(Clone, Debug, PartialEq)]
pub struct HeaderCandidate {
    /// The field and its value.
    pub field: HeaderField,
    /// Where the value stands.
    pub basis: CandidateBasis,
    /// The words that state it.
    pub evidence: String,
}

/// A field of the header of an article with a value, cleaned.
#[derive(Clone, Debug, PartialEq)]
pub enum HeaderField {
    /// Title.
    Title(String),
    /// Publisher.
    Publisher(String),
    /// Author.
    Author(String),
    /// Publication date: the day as written.
    Published(Edtf),
}

impl HeaderField {
    /// The value as text; of a date, nothing.
    pub fn text(&self) -> &str {
        match self {
            Self::Title(text) | Self::Publisher(text) | Self::Author(text) => text,
            Self::Published(_) => "",
        }
    }
}

/// Where the value of a header field stands; of two values the one with the earlier basis is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CandidateBasis {
    /// A headline on the page that agrees with its metadata.
    Headline,
    /// JSON-LD that describes this article.
    JsonLd,
    /// A metadata field that can only mean this article.
    Metadata,
    /// An element that is labeled as the publication date, or as the author.
    LabeledElement,
    /// A metadata field that means this article on most pages.
    LikelyMetadata,
    /// JSON-LD that describes the page.
    PageJsonLd,
    /// An element with a date and no label.
    DateElement,
    /// A line near the headline whose label says what it is.
    LabeledLine,
    /// A line near the headline without a label.
    Line,
    /// The dateline of the first paragraph.
    Dateline,
    /// A stamp or byline below the text.
    Footer,
    /// The first line, written by the program that collected the page.
    CrawlerLine,
    /// The URL.
    Url,
    /// An update beside the byline: the day of publication, or a few days after it.
    BylineUpdate,
    /// Another update, which is not before the publication.
    Update,
    /// The current day in the masthead, which is not before the publication.
    PageClock,
}

/// The evidence of a publication date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PublicationBasis {
    /// The user stated it.
    Flag,
    /// Metadata of the page, or its URL.
    Metadata,
    /// A stamp or dateline in the text.
    Text,
    /// An interval that follows from the text.
    Inferred,
    /// A bound: the page states only when it was last updated.
    #[serde(rename = "inferred")]
    Updated,
    /// No evidence.
    Unknown,
}

impl PublicationBasis {
    /// Whether the date is only a bound for the day of publication.
    pub fn is_bound(self) -> bool {
        matches!(self, Self::Inferred | Self::Updated)
    }
}

/// The publication date of an article, and its evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct PublicationDate {
    /// The date; `None` if unknown.
    pub date: Option<Edtf>,
    /// The kind of evidence.
    pub basis: PublicationBasis,
    /// The words of the article that state it.
    pub evidence: Option<String>,
}

/// An analyzed article.
#[derive(Clone, Debug)]
pub struct Article {
    /// The source as the user named it.
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
    /// URL.
    pub url: Option<WebUrl>,
    /// Whether it is on topic.
    pub relevant: bool,
    /// Whether the text says that a machine wrote it.
    pub machine_written: bool,
    /// The text without boilerplate, cleaned; paragraphs are separated by an empty line.
    pub text: String,
    /// The events that it reports.
    pub proposals: Vec<Proposal>,
    /// The temporal expressions of `text`, in bytes of it.
    pub timex_tags: Vec<TimexTag>,
    /// Fingerprint of the text, by which copies are recognized.
    pub fingerprint: Fingerprint,
}

/// An event that an article reports.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// Date, as precise as the text supports.
    pub date: Option<Edtf>,
    /// English title, at most 80 characters: the headline of the article, or a clause built from the event.
    pub title: String,
    /// Korean title: the headline of the article, or a clause built from the event; `None` if none can be built.
    pub title_ko: Option<String>,
    /// Type.
    pub kind: Kind,
    /// Ids of the actors.
    pub actors: Vec<String>,
    /// Country codes of the actors.
    pub countries: Vec<String>,
    /// Whether it is the main event of the article; at most one is.
    pub main: bool,
    /// Whether it is announced and has not happened yet.
    pub planned: bool,
    /// Confidence, 0 to 1, rounded to hundredths.
    pub confidence: f64,
    /// The sentence that reports it, verbatim.
    pub evidence: String,
    /// Start and end of that sentence in the text of the article, in characters, end exclusive.
    pub span: (usize, usize),
    /// The words and the rule that give the date; `None` if the text does not date it.
    pub dated_by: Option<DatedBy>,
    /// Commitments made there.
    pub commitments: Vec<Commitment>,
    /// Antecedents that the text names.
    pub antecedents: Vec<AntecedentReference>,
}

/// A reference to an earlier event.
#[derive(Clone, Debug, PartialEq)]
pub struct AntecedentReference {
    /// The relation to the earlier event.
    pub relation: Relation,
    /// The words that name the earlier event.
    pub phrase: String,
    /// Ids of the actors in these words.
    pub actors: Vec<String>,
    /// The date in these words.
    pub date: Option<Edtf>,
}

/// A sentence of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sentence {
    /// The text.
    pub(super) text: String,
    /// Byte range in the text of the article.
    pub(super) range: Range<usize>,
    /// Index of its paragraph; a title is paragraph 0.
    pub(super) paragraph: usize,
}

/// A temporal expression in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemporalMention {
    /// Byte range in the sentence.
    pub range: Range<usize>,
    /// The date it resolves to; `None` if the text does not determine it.
    pub date: Option<Edtf>,
    /// Name of the rule that read it.
    pub rule: &'static str,
    /// Whether it lies in the future of the text.
    pub future: bool,
    /// Whether it names a time but dates no event: a duration, an age, "a 2014 film".
    pub incidental: bool,
    /// The expression in TIMEX3: one tag, or one for each end of a range.
    pub timex_tags: Vec<TimexTag>,
}

/// A temporal expression in TIMEX3 (ISO-TimeML).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimexTag {
    /// Byte range in the sentence or text.
    pub range: Range<usize>,
    /// Name of the rule that read it.
    pub rule: &'static str,
    /// Type.
    pub timex_type: TimexType,
    /// Value: `2022-08-18`, `2022-W33`, `2022-Q3`, `P3D`, `PRESENT_REF`; `X` for unknown digits.
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
    /// A duration.
    Duration,
    /// A set of times.
    Set,
}
