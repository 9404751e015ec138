//! Finds chapters in JSON, as podcasts and downloaders list them.

use serde_json::Value;

use super::fields::{all_at, start, text_at};
use crate::load::formats::chapters::Chapter;

/// The chapters of a file; those that are not to be shown in a table of contents are left out.
pub(in crate::load) fn of(file: &Value) -> Vec<Chapter> {
    let items = all_at(file, "chapters.*").into_iter();
    let chapters = items.filter_map(|(item, _)| {
        let title = text_at(item, &["title", "headline", "gist"])?.to_owned();
        let hidden = item.get("toc").and_then(Value::as_bool) == Some(false);
        (!hidden).then(|| Chapter { start: start(item), title, line: 0 })
    });
    let chapters: Vec<Chapter> = chapters.collect();
    if chapters.is_empty() { arguments(file) } else { chapters }
}

/// A court's hearing has a section for each advocate. Justices have roles, advocates have none.
fn arguments(file: &Value) -> Vec<Chapter> {
    let sections = all_at(file, "transcript.sections.*").into_iter().enumerate();
    let chapters = sections.map(|(number, (section, _))| {
        let turns = all_at(section, "turns.*.speaker");
        let advocate = turns.iter().find(|(speaker, _)| speaker.get("roles").is_some_and(Value::is_null));
        let name = advocate.and_then(|(speaker, _)| text_at(speaker, &["name"]));
        let title = name.map_or_else(|| format!("Part {}", number + 1), |name| format!("Argument of {name}"));
        Chapter { start: start(section), title, line: 0 }
    });
    chapters.collect()
}
