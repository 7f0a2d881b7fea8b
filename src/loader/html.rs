//! HTML without a tree: tokens, balanced tags, character references, lines, page regions and the main text.

pub(super) mod entities;
pub(super) mod lines;
pub(super) mod main_text;
pub(super) mod normalize;
pub(super) mod regions;
pub(super) mod tokenizer;
