//! Downloads a URL that the user has named, within limits of time, size and redirects. Only http and https; links on the
//! page are never followed.

use super::error::LoaderError;
use crate::model::WebUrl;
use crate::text::escape_controls;
use std::io::Read;
use std::time::Duration;
use ureq::{Agent, Body, ResponseExt, http};

/// Limits of a download.
#[derive(Clone, Copy, Debug)]
pub struct FetchLimits {
    /// From the name lookup to the last byte.
    pub timeout: Duration,
    /// Largest body, in bytes, after decompression.
    pub max_bytes: u64,
    /// Longest chain of redirects.
    pub max_redirects: u32,
    /// Whether to ignore the proxies of the environment.
    pub bypass_proxy: bool,
}

impl Default for FetchLimits {
    fn default() -> Self {
        Self { timeout: Duration::from_secs(20), max_bytes: 10 << 20, max_redirects: 5, bypass_proxy: false }
    }
}

/// The response to a download.
#[derive(Debug)]
pub(super) struct FetchedPage {
    /// The body, decompressed.
    pub(super) bytes: Vec<u8>,
    /// The URL after all redirects.
    pub(super) url: WebUrl,
    /// The character set that the `Content-Type` header names.
    pub(super) charset: Option<String>,
}

/// Sent as `User-Agent`.
const USER_AGENT: &str = concat!("koreacyber-tui/", env!("CARGO_PKG_VERSION"));
/// Sent as `Accept`.
const ACCEPT_HEADER: &str = "text/html, application/xhtml+xml, text/plain;q=0.8";

/// Downloads one URL.
pub(super) fn fetch_url(url: &WebUrl, limits: FetchLimits) -> Result<FetchedPage, LoaderError> {
    let response =
        build_agent(limits).get(url.as_str()).call().map_err(|error| describe_failure(&error, limits))?;
    let url = WebUrl::parse(&response.get_uri().to_string())
        .map_err(|_| LoaderError::FetchFailed(NOT_A_URL.to_owned()))?;
    if url.site().starts_with("consent.") {
        return Err(LoaderError::AccessWall);
    }
    let charset = header_charset(&response);
    // Read one byte more than allowed to tell a page that is too large from one that just fits.
    let mut bytes = Vec::new();
    let read = response.into_body().into_reader().take(limits.max_bytes + 1).read_to_end(&mut bytes);
    read.map_err(|error| describe_failure(&ureq::Error::from(error), limits))?;
    if bytes.len() as u64 > limits.max_bytes {
        return Err(LoaderError::FetchFailed(format!(
            "larger than {} MiB, the limit for a download",
            limits.max_bytes >> 20
        )));
    }
    Ok(FetchedPage { bytes, url, charset })
}

fn build_agent(limits: FetchLimits) -> Agent {
    let mut config = Agent::config_builder()
        .timeout_global(Some(limits.timeout))
        .max_redirects(limits.max_redirects)
        .max_redirects_will_error(true)
        .user_agent(USER_AGENT)
        .accept(ACCEPT_HEADER);
    if limits.bypass_proxy {
        config = config.proxy(None);
    }
    config.build().new_agent()
}

/// The value of `charset` in a `Content-Type` header such as `text/html; charset=EUC-KR`.
fn header_charset(response: &http::Response<Body>) -> Option<String> {
    let kind = response.headers().get("content-type")?.to_str().ok()?;
    let named = kind.split(';').skip(1).find_map(|part| {
        let (name, value) = part.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches(['"', '\'']).to_owned())
    });
    named.filter(|name| !name.is_empty())
}

const NOT_A_URL: &str = "redirects to something that is not a web address";
const SAVE_PAGE_HINT: &str = "save the page from your browser and import the file";

/// Describes in one line why the download failed and what to do instead.
fn describe_failure(error: &ureq::Error, limits: FetchLimits) -> LoaderError {
    use ureq::Error as E;
    let io = |kind: std::io::ErrorKind| match kind {
        std::io::ErrorKind::ConnectionRefused => "server not reachable: connection refused".to_owned(),
        std::io::ErrorKind::TimedOut => describe_timeout(limits),
        kind => format!("cannot be fetched: {kind}"),
    };
    LoaderError::FetchFailed(match error {
        E::StatusCode(code @ (401 | 402 | 403 | 406 | 451)) => {
            format!("refused by the server (HTTP {code}); {SAVE_PAGE_HINT}")
        }
        E::StatusCode(code @ (404 | 410)) => format!("not found (HTTP {code})"),
        E::StatusCode(code @ 429) => format!("too many requests (HTTP {code}); try again later"),
        E::StatusCode(code) => {
            format!("server error (HTTP {code}); try again later, or {SAVE_PAGE_HINT}")
        }
        E::Timeout(_) => describe_timeout(limits),
        E::HostNotFound => "host not found".to_owned(),
        E::TooManyRedirects => {
            format!("redirects more than {} times", limits.max_redirects)
        }
        E::BadUri(_) | E::RedirectFailed => NOT_A_URL.to_owned(),
        E::Io(error) => match error.get_ref().and_then(|inner| inner.downcast_ref::<ureq::Error>()) {
            Some(inner) if !matches!(inner, E::Io(_)) => return describe_failure(inner, limits),
            _ => io(error.kind()),
        },
        error => format!("cannot be fetched: {}", escape_controls(&error.to_string())),
    })
}

fn describe_timeout(limits: FetchLimits) -> String {
    format!(
        "no complete response within {} seconds; try again, or {SAVE_PAGE_HINT}",
        limits.timeout.as_secs_f32()
    )
}
