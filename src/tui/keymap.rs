//! Looks keys up in the command table, and lists the table for the documentation. Declares no key itself.

use super::action::{Action, ScreenLayer, TextInput};
use super::commands::{COMMANDS, Command, KeyBinding};
use super::key::Key;
use crate::text::hangul;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use std::fmt::Write;

/// The keys of a Latin layout that produced this one. Under a Korean input method a letter arrives as a consonant, a
/// vowel or a whole syllable (`ㅓ` for `j`, `하` for `g` and `k`). In a layer that takes text, and for every other key,
/// the key itself.
pub fn latin_keys(layer: ScreenLayer, event: KeyEvent) -> Vec<KeyEvent> {
    let keys = match event.code {
        KeyCode::Char(c) if !layer.is_text_input() => hangul::latin_keys(c),
        _ => None,
    };
    match keys {
        Some(keys) => keys.chars().map(|c| KeyEvent { code: KeyCode::Char(c), ..event }).collect(),
        None => vec![event],
    }
}

/// The action of a key in a layer. In a layer that takes text, a printable key without a binding types itself.
pub fn action_for_key(layer: ScreenLayer, event: KeyEvent) -> Option<Action> {
    let printable = matches!(event.code, KeyCode::Char(_));
    // The letter already includes Shift, and only some terminals report it.
    let modifiers =
        if printable { event.modifiers - KeyModifiers::SHIFT } else { event.modifiers & KeyModifiers::ALT };
    let pressed = Key { code: event.code, modifiers };
    if let Some((command, _)) = bindings_in(layer).find(|(_, binding)| binding.keys.contains(&pressed)) {
        return (command.action)("");
    }
    match event.code {
        KeyCode::Char(c) if layer.is_text_input() && modifiers.is_empty() => {
            Some(Action::Input(TextInput::Insert(c.to_string())))
        }
        _ => None,
    }
}

/// The commands with keys in a layer and the binding that applies there, in the order of the table.
pub fn bindings_in(layer: ScreenLayer) -> impl Iterator<Item = (&'static Command, &'static KeyBinding)> {
    all_bindings().filter(move |(_, binding)| binding.layers.contains(&layer))
}

/// Every key binding with its command, in the order of the table.
pub fn all_bindings() -> impl Iterator<Item = (&'static Command, &'static KeyBinding)> {
    COMMANDS.iter().flat_map(|command| command.bindings.iter().map(move |binding| (command, binding)))
}

/// The key bindings as a Markdown table.
pub fn keys_markdown() -> String {
    let mut text = String::from("| keys | where | what they do |\n|---|---|---|\n");
    for (command, binding) in all_bindings() {
        let layers: Vec<&str> = if binding.layers.len() == ScreenLayer::ALL.len() {
            vec!["everywhere"]
        } else {
            binding.layers.iter().map(|layer| layer.name()).collect()
        };
        let keys = code_names(binding.keys);
        let _ = writeln!(text, "| {keys} | {} | {} |", layers.join(", "), command.help_for(binding));
    }
    text
}

/// The commands that can be typed, as a Markdown table.
pub fn commands_markdown() -> String {
    let mut text = String::from("| command | keys | what it does |\n|---|---|---|\n");
    for command in COMMANDS {
        let Some(usage) = command.usage() else { continue };
        let keys: Vec<Key> = command.bindings.iter().flat_map(|binding| binding.keys).copied().collect();
        let mut distinct = Vec::new();
        for key in keys {
            if !distinct.contains(&key) {
                distinct.push(key);
            }
        }
        let _ = writeln!(text, "| `{usage}` | {} | {} |", code_names(&distinct), command.help);
    }
    text
}

fn code_names(keys: &[Key]) -> String {
    keys.iter().map(|key| format!("`{}`", key.name())).collect::<Vec<_>>().join(" ")
}
