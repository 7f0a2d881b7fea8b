//! An address to bytes: only one that a person has named, http or https, within limits of time, size and redirects. Never
//! follows what it reads.

use super::error::LoaderError;
use crate::model::WebUrl;
use crate::text::escape_controls;
use std::io::Read;
use std::time::Duration;
use ureq::{Agent, Body, ResponseExt, http};

/// How long, how much and how far a fetch may go.
#[derive(Clone, Copy, Debug)]
pub struct FetchLimits {
    /// From the first look-up of the name to the last byte.
    pub timeout: Duration,
    /// Bytes, unpacked.
    pub max_bytes: u64,
    /// Redirects, from one address to the next.
    pub max_redirects: u32,
    /// Whether to go past the proxies that the environment names.
    pub bypass_proxy: bool,
}

impl Default for FetchLimits {
    fn default() -> Self {
        Self { timeout: Duration::from_secs(20), max_bytes: 10 << 20, max_redirects: 5, bypass_proxy: false }
    }
}

/// What an address has answered.
#[derive(Debug)]
pub(super) struct FetchedPage {
    pub(super) bytes: Vec<u8>,
    /// Where it came from in the end.
    pub(super) url: WebUrl,
    /// The character set that its header names.
    pub(super) charset: Option<String>,
}

/// What a site is told: who asks.
const USER_AGENT: &str = concat!("koreacyber-tui/", env!("CARGO_PKG_VERSION"));
const ACCEPT_HEADER: &str = "text/html, application/xhtml+xml, text/plain;q=0.8";

/// Fetches one address.
pub(super) fn fetch_url(address: &WebUrl, limits: FetchLimits) -> Result<FetchedPage, LoaderError> {
    let answer =
        build_agent(limits).get(address.as_str()).call().map_err(|error| describe_failure(&error, limits))?;
    let address = WebUrl::parse(&answer.get_uri().to_string())
        .map_err(|_| LoaderError::FetchFailed(NOT_A_URL.to_owned()))?;
    if address.site().starts_with("consent.") {
        return Err(LoaderError::AccessWall);
    }
    let charset = header_charset(&answer);
    // One byte more than allowed tells a page that is too large from one that just fits.
    let mut bytes = Vec::new();
    let read = answer.into_body().into_reader().take(limits.max_bytes + 1).read_to_end(&mut bytes);
    read.map_err(|error| describe_failure(&ureq::Error::from(error), limits))?;
    if bytes.len() as u64 > limits.max_bytes {
        return Err(LoaderError::FetchFailed(format!(
            "is larger than {} MiB, the most that is fetched",
            limits.max_bytes >> 20
        )));
    }
    Ok(FetchedPage { bytes, url: address, charset })
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

/// `text/html; charset=EUC-KR`: what stands behind the sign.
fn header_charset(answer: &http::Response<Body>) -> Option<String> {
    let kind = answer.headers().get("content-type")?.to_str().ok()?;
    let named = kind.split(';').skip(1).find_map(|part| {
        let (name, value) = part.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches(['"', '\'']).to_owned())
    });
    named.filter(|name| !name.is_empty())
}

const NOT_A_URL: &str = "leads to something that is no web address";
const SAVE_PAGE_HINT: &str = "save the page from your browser and import the file";

/// Why nothing came, and what to do instead, in one line.
fn describe_failure(error: &ureq::Error, limits: FetchLimits) -> LoaderError {
    use ureq::Error as E;
    let io = |kind: std::io::ErrorKind| match kind {
        std::io::ErrorKind::ConnectionRefused => "is not there: the connection was refused".to_owned(),
        std::io::ErrorKind::TimedOut => describe_timeout(limits),
        kind => format!("could not be fetched: {kind}"),
    };
    LoaderError::FetchFailed(match error {
        E::StatusCode(code @ (401 | 402 | 403 | 406 | 451)) => {
            format!("answers {code}: it does not let programs in; {SAVE_PAGE_HINT}")
        }
        E::StatusCode(code @ (404 | 410)) => format!("is not there (it answers {code})"),
        E::StatusCode(code @ 429) => format!("answers {code}: it has been asked too often; try again later"),
        E::StatusCode(code) => {
            format!("answers {code}: something is wrong there; try again later, or {SAVE_PAGE_HINT}")
        }
        E::Timeout(_) => describe_timeout(limits),
        E::HostNotFound => "names a site that cannot be found".to_owned(),
        E::TooManyRedirects => {
            format!("leads from one address to the next more than {} times", limits.max_redirects)
        }
        E::BadUri(_) | E::RedirectFailed => NOT_A_URL.to_owned(),
        E::Io(error) => match error.get_ref().and_then(|inner| inner.downcast_ref::<ureq::Error>()) {
            Some(inner) if !matches!(inner, E::Io(_)) => return describe_failure(inner, limits),
            _ => io(error.kind()),
        },
        error => format!("could not be fetched: {}", escape_controls(&error.to_string())),
    })
}

fn describe_timeout(limits: FetchLimits) -> String {
    format!("takes longer than {} seconds; try again, or {SAVE_PAGE_HINT}", limits.timeout.as_secs_f32())
}
