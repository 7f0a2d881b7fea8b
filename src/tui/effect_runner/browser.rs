//! Opens URLs in the user's browser.

use crate::model::WebUrl;
use std::process::{Command, Stdio};

/// Opens a URL in the browser and says what was done. Only http and https, parsed again here, as one argument of one
/// program without a shell. In an SSH session the browser would open on the other machine, so the URL is shown instead.
pub(super) fn open_url(url: &str) -> String {
    let url = match WebUrl::parse(url) {
        Ok(url) => url,
        Err(error) => return format!("Not opened: the URL {error}"),
    };
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if is_set("SSH_CONNECTION") || is_set("SSH_TTY") {
        return url.to_string();
    }
    let browsers = std::env::var("BROWSER").unwrap_or_default();
    for browser in browsers.split(':').filter(|browser| !browser.trim().is_empty()) {
        if let Some(mut command) = browser_command(browser, url.as_str())
            && command
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .is_ok_and(reap_in_background)
        {
            return format!("Opened {url}");
        }
    }
    match open::that_detached(url.as_str()) {
        Ok(()) => format!("Opened {url}"),
        Err(_) => format!("No browser found for {url} (set BROWSER)"),
    }
}

/// Waits for the browser on a thread, so that it does not become a zombie process.
fn reap_in_background(mut child: std::process::Child) -> bool {
    std::thread::Builder::new().name("browser".to_owned()).spawn(move || child.wait()).is_ok()
}

/// A command of `BROWSER`: words split at spaces, the URL in place of `%s` or as the last argument.
fn browser_command(browser: &str, url: &str) -> Option<Command> {
    let mut words = browser.split_whitespace();
    let mut command = Command::new(words.next()?);
    let mut has_placeholder = false;
    for word in words {
        has_placeholder |= word == "%s";
        command.arg(if word == "%s" { url } else { word });
    }
    if !has_placeholder {
        command.arg(url);
    }
    Some(command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_url_is_one_argument() {
        let words = |browser: &str| {
            let command = browser_command(browser, "https://x.org/a?b=1&c=2;rm").unwrap();
            let mut words = vec![command.get_program().to_owned()];
            words.extend(command.get_args().map(ToOwned::to_owned));
            words.into_iter().map(|word| word.into_string().unwrap()).collect::<Vec<_>>()
        };
        assert_eq!(words("lynx"), ["lynx", "https://x.org/a?b=1&c=2;rm"]);
        assert_eq!(words("open -a %s --new"), ["open", "-a", "https://x.org/a?b=1&c=2;rm", "--new"]);
    }

    #[test]
    fn no_other_scheme_is_opened() {
        for url in ["javascript:alert(1)", "file:///etc/passwd", "--help", "https://a@b.org/"] {
            assert!(open_url(url).starts_with("Not opened"), "{url}");
        }
    }
}
