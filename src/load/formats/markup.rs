//! Takes web pages and XML as plain text, markup and all: better seen than lost.

use super::{Guess, prose};
use crate::error::Result;
use crate::load::draft::Draft;
use crate::load::source::Source;

const TAGS: &[&str] = &["<!doctype", "<html", "<?xml", "<sami", "<cite", "<head", "<body", "<article"];

pub(super) fn sniff(source: &Source) -> Option<Guess> {
    let start: String = source.text.trim_start().chars().take(40).collect::<String>().to_lowercase();
    let tag = TAGS.iter().find(|tag| start.starts_with(**tag));
    let named =
        || start.starts_with('<') && source.is_named(&["html", "htm", "xhtml", "xml", "ttml", "dfxp", "smi"]);
    match tag {
        Some(tag) => Some(Guess::new(90, format!("it begins with {tag}"))),
        None => named().then(|| Guess::new(90, "its name, and it begins with a tag")),
    }
}

pub(super) fn parse(source: &Source, draft: &mut Draft) -> Result<()> {
    draft.note(None, "a page or XML, shown with its markup; save it as plain text to read it better");
    prose::parse(source, draft)
}
