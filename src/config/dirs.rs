//! The XDG places of this program. Never creates one.

use etcetera::{AppStrategy, AppStrategyArgs, app_strategy::Xdg};
use std::path::PathBuf;

/// The program's folders, the same on Linux and macOS. None of them needs to exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppDirs {
    /// The person's own store and texts: `$XDG_DATA_HOME/koreacyber-tui`.
    pub data: PathBuf,
    /// Configuration: `$XDG_CONFIG_HOME/koreacyber-tui`.
    pub config: PathBuf,
    /// What may be deleted at any time: `$XDG_CACHE_HOME/koreacyber-tui`.
    pub cache: PathBuf,
    /// History and last position: `$XDG_STATE_HOME/koreacyber-tui`.
    pub state: PathBuf,
}

/// The places for this person; `None` when no home folder is known. A relative path in an `XDG_` variable is
/// ignored, as the XDG Base Directory Specification demands.
pub fn app_dirs() -> Option<AppDirs> {
    let name = AppStrategyArgs { app_name: "koreacyber-tui".to_owned(), ..AppStrategyArgs::default() };
    let xdg = Xdg::new(name).ok()?;
    Some(AppDirs {
        data: xdg.data_dir(),
        config: xdg.config_dir(),
        cache: xdg.cache_dir(),
        state: xdg.state_dir().unwrap_or_else(|| xdg.data_dir()),
    })
}
