//! URLs of web pages: http and https only, parsed here and nowhere else. Never opens one.

use std::fmt;
use url::Url;

/// A URL that may be opened: http or https, with a host, without a user name or password.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct WebUrl(Url);

/// Why a text is not a [`WebUrl`]. The messages continue a sentence that names the URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WebUrlError {
    /// Not a URL at all.
    #[error("is not a URL; write it in full, as https://example.org/page")]
    Malformed,
    /// A scheme other than http and https, as `file:` or `javascript:`.
    #[error("is neither http nor https")]
    UnsupportedScheme,
    /// A user name or password, as in `https://user:password@host/`, which can disguise the host.
    #[error("contains a user name or password; remove them")]
    Credentials,
}

impl WebUrl {
    /// Parses a URL. Characters outside ASCII become percent-encoded (path) or Punycode (host).
    pub fn parse(text: &str) -> Result<Self, WebUrlError> {
        let text = text.trim();
        if text.chars().any(|c| c.is_control() || c.is_whitespace()) {
            return Err(WebUrlError::Malformed);
        }
        let url = Url::parse(text).map_err(|_| WebUrlError::Malformed)?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(WebUrlError::UnsupportedScheme);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(WebUrlError::Credentials);
        }
        url.host_str().is_some_and(|host| !host.is_empty()).then_some(Self(url)).ok_or(WebUrlError::Malformed)
    }

    /// The whole URL, ASCII only.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The name of the site: the host without `www.` or `m.`.
    pub fn site(&self) -> &str {
        let host = self.0.host_str().unwrap_or_default();
        ["www.", "m."].iter().find_map(|start| host.strip_prefix(start)).unwrap_or(host)
    }

    /// A key that URLs of the same page share: scheme, `www.`, a trailing slash, the fragment and tracking parameters
    /// (`utm_…`, `fbclid`, `gclid`) do not count.
    pub fn dedup_key(&self) -> String {
        let path = self.0.path().trim_end_matches('/');
        let kept: Vec<String> = self
            .0
            .query_pairs()
            .filter(|(name, _)| !name.starts_with("utm_") && name != "fbclid" && name != "gclid")
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let mark = if kept.is_empty() { "" } else { "?" };
        format!("{}{path}{mark}{}", self.site(), kept.join("&"))
    }
}

impl fmt::Display for WebUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_web_urls_are_accepted() {
        let table = [
            ("https://www.koreaherald.com/view.php?ud=20220818000752", Ok(())),
            ("http://world.kbs.co.kr/a_b.htm", Ok(())),
            ("https://example.org/한국", Ok(())),
            ("javascript:alert(1)", Err(WebUrlError::UnsupportedScheme)),
            ("file:///etc/passwd", Err(WebUrlError::UnsupportedScheme)),
            ("https://white@house.gov/", Err(WebUrlError::Credentials)),
            ("example.org/page", Err(WebUrlError::Malformed)),
            ("https://a b", Err(WebUrlError::Malformed)),
            ("https://a\u{1b}b", Err(WebUrlError::Malformed)),
            ("http://", Err(WebUrlError::Malformed)),
        ];
        for (text, want) in table {
            assert_eq!(WebUrl::parse(text).map(|_| ()), want, "{text:?}");
        }
    }

    #[test]
    fn a_url_is_never_an_option_of_a_program() {
        assert!(WebUrl::parse("--help").is_err());
        assert!(WebUrl::parse("https://x.org/--help").unwrap().as_str().starts_with("https://"));
    }

    #[test]
    fn the_same_page_has_the_same_key() {
        let key = |text: &str| WebUrl::parse(text).unwrap().dedup_key();
        assert_eq!(key("http://www.x.org/a/?utm_source=y#top"), key("https://x.org/a"));
        assert_ne!(key("https://x.org/a?id=1"), key("https://x.org/a?id=2"));
    }
}
