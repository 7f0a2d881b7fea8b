//! An address to bytes: only one that a person has named, http or https, within limits of time, size and redirects. Never
//! follows what it reads.

use super::parts::Error;
use crate::model::Address;
use crate::text::escaped;
use std::io::Read;
use std::time::Duration;
use ureq::{Agent, Body, ResponseExt, http};

/// How long, how much and how far a fetch may go.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// From the first look-up of the name to the last byte.
    pub time: Duration,
    /// Bytes, unpacked.
    pub bytes: u64,
    /// Redirects, from one address to the next.
    pub redirects: u32,
    /// Whether to go past the proxies that the environment names.
    pub direct: bool,
}

impl Default for Limits {
    fn default() -> Self {
        Self { time: Duration::from_secs(20), bytes: 10 << 20, redirects: 5, direct: false }
    }
}

/// What an address has answered.
#[derive(Debug)]
pub(super) struct Fetched {
    pub(super) bytes: Vec<u8>,
    /// Where it came from in the end.
    pub(super) address: Address,
    /// The character set that its header names.
    pub(super) charset: Option<String>,
}

/// What a site is told: who asks.
const AGENT: &str = concat!("koreacyber-tui/", env!("CARGO_PKG_VERSION"));
const ACCEPT: &str = "text/html, application/xhtml+xml, text/plain;q=0.8";

/// Fetches one address.
pub(super) fn fetch(address: &Address, limits: Limits) -> Result<Fetched, Error> {
    let answer = agent(limits).get(address.as_str()).call().map_err(|error| refused(&error, limits))?;
    let address =
        Address::parse(&answer.get_uri().to_string()).map_err(|_| Error::Fetch(ELSEWHERE.to_owned()))?;
    if address.site().starts_with("consent.") {
        return Err(Error::Wall);
    }
    let charset = charset(&answer);
    // One byte more than allowed tells a page that is too large from one that just fits.
    let mut bytes = Vec::new();
    let read = answer.into_body().into_reader().take(limits.bytes + 1).read_to_end(&mut bytes);
    read.map_err(|error| refused(&ureq::Error::from(error), limits))?;
    if bytes.len() as u64 > limits.bytes {
        return Err(Error::Fetch(format!(
            "is larger than {} MiB, the most that is fetched",
            limits.bytes >> 20
        )));
    }
    Ok(Fetched { bytes, address, charset })
}

fn agent(limits: Limits) -> Agent {
    let mut config = Agent::config_builder()
        .timeout_global(Some(limits.time))
        .max_redirects(limits.redirects)
        .max_redirects_will_error(true)
        .user_agent(AGENT)
        .accept(ACCEPT);
    if limits.direct {
        config = config.proxy(None);
    }
    config.build().new_agent()
}

/// `text/html; charset=EUC-KR`: what stands behind the sign.
fn charset(answer: &http::Response<Body>) -> Option<String> {
    let kind = answer.headers().get("content-type")?.to_str().ok()?;
    let named = kind.split(';').skip(1).find_map(|part| {
        let (name, value) = part.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches(['"', '\'']).to_owned())
    });
    named.filter(|name| !name.is_empty())
}

const ELSEWHERE: &str = "leads to something that is no web address";
const SAVE: &str = "save the page from your browser and import the file";

/// Why nothing came, and what to do instead, in one line.
fn refused(error: &ureq::Error, limits: Limits) -> Error {
    use ureq::Error as E;
    let io = |kind: std::io::ErrorKind| match kind {
        std::io::ErrorKind::ConnectionRefused => "is not there: the connection was refused".to_owned(),
        std::io::ErrorKind::TimedOut => slow(limits),
        kind => format!("could not be fetched: {kind}"),
    };
    Error::Fetch(match error {
        E::StatusCode(code @ (401 | 402 | 403 | 406 | 451)) => {
            format!("answers {code}: it does not let programs in; {SAVE}")
        }
        E::StatusCode(code @ (404 | 410)) => format!("is not there (it answers {code})"),
        E::StatusCode(code @ 429) => format!("answers {code}: it has been asked too often; try again later"),
        E::StatusCode(code) => {
            format!("answers {code}: something is wrong there; try again later, or {SAVE}")
        }
        E::Timeout(_) => slow(limits),
        E::HostNotFound => "names a site that cannot be found".to_owned(),
        E::TooManyRedirects => {
            format!("leads from one address to the next more than {} times", limits.redirects)
        }
        E::BadUri(_) | E::RedirectFailed => ELSEWHERE.to_owned(),
        E::Io(error) => match error.get_ref().and_then(|inner| inner.downcast_ref::<ureq::Error>()) {
            Some(inner) if !matches!(inner, E::Io(_)) => return refused(inner, limits),
            _ => io(error.kind()),
        },
        error => format!("could not be fetched: {}", escaped(&error.to_string())),
    })
}

fn slow(limits: Limits) -> String {
    format!("takes longer than {} seconds; try again, or {SAVE}", limits.time.as_secs_f32())
}
