//! Keys as they are pressed, and their names in help and documentation.

use crossterm::event::{KeyCode, KeyModifiers};

/// A key as it is pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// The key. A letter is the one that would be typed, so `G` is Shift and `g`.
    pub code: KeyCode,
    /// Ctrl or Alt; never Shift.
    pub modifiers: KeyModifiers,
}

/// A key without modifiers.
pub(super) const fn key(code: KeyCode) -> Key {
    Key { code, modifiers: KeyModifiers::NONE }
}

/// A printable key.
pub(super) const fn ch(c: char) -> Key {
    key(KeyCode::Char(c))
}

/// Ctrl and a letter.
pub(super) const fn ctrl(c: char) -> Key {
    Key { code: KeyCode::Char(c), modifiers: KeyModifiers::CONTROL }
}

/// Alt and a letter.
pub(super) const fn alt(c: char) -> Key {
    Key { code: KeyCode::Char(c), modifiers: KeyModifiers::ALT }
}

impl Key {
    /// Its name: `j`, `Ctrl-d`, `PageDown`, `Space`.
    pub fn name(self) -> String {
        let name = match self.code {
            KeyCode::Char(' ') => "Space".to_owned(),
            KeyCode::Char(c) => c.to_string(),
            KeyCode::BackTab => "Shift-Tab".to_owned(),
            KeyCode::F(n) => format!("F{n}"),
            other => format!("{other:?}"),
        };
        match self.modifiers {
            KeyModifiers::CONTROL => format!("Ctrl-{name}"),
            KeyModifiers::ALT => format!("Alt-{name}"),
            _ => name,
        }
    }
}

/// The names of keys, separated by spaces.
pub fn key_names(keys: &[Key]) -> String {
    keys.iter().map(|key| key.name()).collect::<Vec<_>>().join(" ")
}
