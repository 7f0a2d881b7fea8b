//! The XDG folders of this program. Never creates one.

use etcetera::{AppStrategy, AppStrategyArgs, app_strategy::Xdg};
use std::path::PathBuf;

/// The program's folders, the same on Linux and macOS. They need not exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppDirs {
    /// The user's own store and article texts: `$XDG_DATA_HOME/koreacyber-tui`.
    pub data: PathBuf,
    /// Configuration: `$XDG_CONFIG_HOME/koreacyber-tui`.
    pub config: PathBuf,
    /// Files that can be deleted at any time: `$XDG_CACHE_HOME/koreacyber-tui`.
    pub cache: PathBuf,
    /// The filter history: `$XDG_STATE_HOME/koreacyber-tui`.
    pub state: PathBuf,
}

/// The folders of the current user; `None` if no home folder is known. A relative path in an `XDG_` variable is ignored, as
/// the XDG Base Directory Specification requires.
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

/// Folders inside a temporary one.
#[cfg(test)]
pub(super) fn temporary_dirs() -> (tempfile::TempDir, AppDirs) {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let dirs = AppDirs { data: at("data"), config: at("config"), cache: at("cache"), state: at("state") };
    (folder, dirs)
}
