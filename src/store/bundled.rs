//! The bundled timeline, compiled in and read once. Never written.

use super::reader;
use crate::model::StoreLayer;
use std::path::Path;
use std::sync::OnceLock;

/// The bundled files, compiled in.
pub(super) const BUNDLED_FILES: [(&str, &str); 3] = [
    ("data/events.toml", include_str!("../../data/events.toml")),
    ("data/sources.toml", include_str!("../../data/sources.toml")),
    ("data/actors.toml", include_str!("../../data/actors.toml")),
];

/// The bundled timeline, read once.
pub fn bundled_layer() -> &'static StoreLayer {
    static LAYER: OnceLock<StoreLayer> = OnceLock::new();
    LAYER.get_or_init(|| {
        let rows = BUNDLED_FILES.iter().map(|(name, text)| reader::parse_raw(Path::new(name), text));
        // Compiled in, and a test reads them; were one broken after all, the person's own store would still open.
        concat_layers(rows.filter_map(Result::ok))
    })
}

/// The rows of several files as one.
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
    fn the_bundled_data_are_whole() {
        let layer = bundled_layer();
        assert!(layer.events.len() >= 126 && layer.sources.len() >= 180 && layer.actors.len() >= 126);
    }
}
