//! The bundled timeline, compiled into the program. Parsed once, never written.

use super::reader;
use super::types::StoreLocation;
use crate::model::StoreLayer;
use std::path::Path;
use std::sync::OnceLock;

/// The names and texts of the bundled files.
pub(super) const BUNDLED_FILES: [(&str, &str); 3] = [
    ("data/events.toml", include_str!("../../data/events.toml")),
    ("data/sources.toml", include_str!("../../data/sources.toml")),
    ("data/actors.toml", include_str!("../../data/actors.toml")),
];

/// The rows of the bundled files.
pub fn bundled_layer() -> &'static StoreLayer {
    static LAYER: OnceLock<StoreLayer> = OnceLock::new();
    LAYER.get_or_init(|| {
        let rows = BUNDLED_FILES.iter().map(|(name, text)| reader::parse_raw(Path::new(name), text));
        // A test parses every bundled file; if one were broken after all, the user's own store would still open.
        concat_layers(rows.filter_map(Result::ok))
    })
}

/// The layer under the user's own rows. Bundled actors are always known, whatever the store.
pub(super) fn base_layer(location: &StoreLocation) -> StoreLayer {
    match location {
        StoreLocation::UserData(_) => bundled_layer().clone(),
        _ => StoreLayer { actors: bundled_layer().actors.clone(), ..StoreLayer::default() },
    }
}

/// The rows of several layers as one layer.
pub(super) fn concat_layers(layers: impl IntoIterator<Item = StoreLayer>) -> StoreLayer {
    let mut all = StoreLayer::default();
    for layer in layers {
        all.events.extend(layer.events);
        all.sources.extend(layer.sources);
        all.actors.extend(layer.actors);
        all.attachments.extend(layer.attachments);
        all.conflicts.extend(layer.conflicts);
        all.notes.extend(layer.notes);
        all.marks.extend(layer.marks);
        all.hides.extend(layer.hides);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_bundled_files_are_read() {
        let layer = bundled_layer();
        assert!(layer.events.len() >= 126 && layer.sources.len() >= 180 && layer.actors.len() >= 126);
    }
}
