//! Why a source cannot be read as an article, and what the user can do instead.

use crate::text::escape_controls;
use std::io;

/// Why an article could not be read.
#[derive(Debug, thiserror::Error)]
pub enum LoaderError {
    /// Could not be opened or read.
    #[error("cannot be read: {0}")]
    Read(#[from] io::Error),
    /// A device, a pipe.
    #[error("is not a plain file")]
    NotAFile,
    /// A folder without articles.
    #[error("holds no articles; articles are files that end in .txt, .text, .html or .htm")]
    EmptyFolder,
    /// Over the limit.
    #[error("is larger than 16 MiB, the most an article may have")]
    TooLarge,
    /// Nothing in it.
    #[error("is empty")]
    Empty,
    /// Bytes that no known character set explains.
    #[error("is in an unknown character set (byte {0}); save it as UTF-8 first")]
    UnknownEncoding(usize),
    /// A character set that is not known, or that the bytes are not in.
    #[error("says that its character set is {}, and cannot be read so; save it as UTF-8 first", escape_controls(.0))]
    UnsupportedCharset(String),
    /// Text that was decoded wrongly before it was saved.
    #[error("was saved with broken letters; save it again from its page, as UTF-8")]
    Garbled,
    /// A format that is not text, and what to do instead.
    #[error("is {0}, which is not read; {1}")]
    UnsupportedFormat(&'static str, &'static str),
    /// A page where only text is read.
    #[error(
        "is an HTML page, and dates are read from text only; import it, or save its words as a text file"
    )]
    HtmlNotAccepted,
    /// A text or a page with more in it than any article.
    #[error(
        "holds more text or tags than any article (2 MiB of text are the most); save one article's words as a file"
    )]
    ExceedsLimits,
    /// A page without an article, as a cookie notice is.
    #[error("is a page without an article that could be found; save the article's words as a text file")]
    NoArticle,
    /// A page that lets only those in who agree, log in or pay.
    #[error(
        "shows a notice or the beginning of its article to those who have not agreed, logged in or paid; save the whole \
         page from your browser and import the file"
    )]
    AccessWall,
    /// An address that is none.
    #[error("is no address that can be fetched: it {0}")]
    InvalidUrl(String),
    /// An address where only files are read.
    #[error("is an address, and dates are read from text only; import it, or save its words as a text file")]
    UrlNotAccepted,
    /// An address that could not be fetched, and why.
    #[error("{0}")]
    FetchFailed(String),
}
