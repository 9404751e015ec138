//! Parts captions at their voices, and takes out what only places them on the screen.

use crate::load::markup::decode_entities;

/// Parts a cue at its voices: `<v Ann>text`, with classes and with or without an end.
pub(super) fn voices(text: &str) -> Vec<(Option<String>, &str)> {
    let mut parts = Vec::new();
    let (mut speaker, mut from) = (None, 0);
    for (at, _) in text.match_indices("<v") {
        let Some((name, behind)) = text.get(at + 2..).and_then(voice_tag) else { continue };
        let before = text.get(from..at).unwrap_or_default();
        if !before.trim().is_empty() {
            parts.push((speaker, before));
        }
        speaker = Some(name).filter(|name| !name.is_empty());
        from = text.len() - behind.len();
    }
    parts.push((speaker, text.get(from..).unwrap_or_default()));
    parts
}

/// The name in what follows `<v`, and what is said behind the tag.
fn voice_tag(text: &str) -> Option<(String, &str)> {
    let end = text.bytes().take(LONGEST_NAME).position(|b| b == b'>' || b == b'<')?;
    let (tag, behind) = text.split_at_checked(end)?;
    let behind = behind.strip_prefix('>')?;
    let (classes, name) = tag.split_once([' ', '\t'])?;
    (classes.is_empty() || classes.starts_with('.'))
        .then(|| (decode_entities(name).trim().to_owned(), behind))
}

/// A tag that is longer has lost its end.
const LONGEST_NAME: usize = 200;

/// Without `{\an8}` and its like, which place a caption on the screen.
pub(super) fn without_overrides(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        kept.push_str(before);
        rest = override_end(after).unwrap_or_else(|| {
            kept.push('{');
            after
        });
    }
    kept.push_str(rest);
    kept
}

/// What follows an override that opened just before `text`.
fn override_end(text: &str) -> Option<&str> {
    let end = text.bytes().take(LONGEST_NAME).position(|b| b == b'}')?;
    let (inside, behind) = text.split_at_checked(end)?;
    let known = inside.starts_with('\\') || matches!(inside, "b" | "i" | "u" | "/b" | "/i" | "/u");
    behind.strip_prefix('}').filter(|_| known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn voices_part_a_cue() {
        let ann = Some("Ida & Mo".to_owned());
        assert_eq!(voices("so <v.loud Ida &amp; Mo>it</v>"), [(None, "so "), (ann, "it</v>")]);
        assert_eq!(voices("a <voice> b <v"), [(None, "a <voice> b <v")]);
    }

    #[test]
    fn only_what_places_captions_goes() {
        for (text, kept) in
            [("{\\an8}so {i}it{/i}", "so it"), ("{so} it {", "{so} it {"), ("a {\\b1", "a {\\b1")]
        {
            assert_eq!(without_overrides(text), kept, "{text}");
        }
    }
}
