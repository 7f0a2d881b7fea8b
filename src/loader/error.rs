//! Why a source cannot be read as an article, and what the user can do instead.

use crate::text::escape_controls;
use std::io;

/// Why an article cannot be read. The message follows the name of the source: `NAME: MESSAGE`.
#[derive(Debug, thiserror::Error)]
pub enum LoaderError {
    /// The file cannot be opened or read.
    #[error("cannot be read: {0}")]
    Read(#[from] io::Error),
    /// A device or a pipe.
    #[error("not a regular file")]
    NotAFile,
    /// A folder without articles.
    #[error("no articles in this folder; articles are files that end in .txt, .text, .html, .htm or .xhtml")]
    EmptyFolder,
    /// Larger than the size limit.
    #[error("larger than 16 MiB, the limit for an article")]
    TooLarge,
    /// No text at all.
    #[error("empty")]
    Empty,
    /// Bytes that no supported character set can decode; holds the offset of the first such byte.
    #[error("unknown character set (byte {0}); save the file as UTF-8")]
    UnknownEncoding(usize),
    /// An unknown declared character set, or one that the bytes contradict.
    #[error("cannot be decoded as {}, the character set it declares; save the file as UTF-8", escape_controls(.0))]
    UnsupportedCharset(String),
    /// Text that was decoded with the wrong character set before it was saved.
    #[error("contains broken characters; save the page again as UTF-8")]
    Garbled,
    /// A format other than text and HTML: what it is, and what to do instead.
    #[error("{0}, an unsupported format; {1}")]
    UnsupportedFormat(&'static str, &'static str),
    /// A web page where only plain text is accepted.
    #[error(
        "an HTML page, but dates are read from plain text only; import it, or save its text as a text file"
    )]
    HtmlNotAccepted,
    /// More text or tags than any article has.
    #[error(
        "more text or tags than an article may have (2 MiB of text, 50,000 lines); save one article as a text file"
    )]
    ExceedsLimits,
    /// A page without an article, such as a cookie notice.
    #[error("a page without an article; save the article's text as a text file")]
    NoArticle,
    /// A page that shows its article only after consent, login or payment.
    #[error(
        "the article is shown only after consent, login or payment; save the whole page from your browser and import \
         the file"
    )]
    AccessWall,
    /// A malformed URL, or one of another scheme than http and https.
    #[error("{0}")]
    InvalidUrl(String),
    /// A URL where only files are accepted.
    #[error("a URL, but dates are read from text files only; import it, or save its text as a text file")]
    UrlNotAccepted,
    /// A URL that could not be fetched, and why.
    #[error("{0}")]
    FetchFailed(String),
    /// A URL in a program that was built without the feature `fetch`.
    #[error("cannot be fetched: built without network support; save the page and import the file")]
    NoNetworkSupport,
}
