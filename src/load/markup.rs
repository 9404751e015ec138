//! Takes tags and entities out of captions and of the little HTML that Markdown holds.

use html5ever::data::NAMED_ENTITIES;

/// Text without `<tags>` and with entities decoded, once: what was escaped twice was meant to be seen.
pub(super) fn plain(text: &str) -> String {
    decode_entities(&strip_tags(text))
}

/// Text without `<tags>`; `<br>` becomes a line end. A `<` that opens no tag stays: `a < b`, `<3`.
pub(super) fn strip_tags(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        plain.push_str(before);
        let Some((name, behind)) = tag_end(after) else {
            plain.push('<');
            rest = after;
            continue;
        };
        if name.eq_ignore_ascii_case("br") || name.eq_ignore_ascii_case("p") {
            plain.push('\n');
        }
        rest = behind;
    }
    plain.push_str(rest);
    plain
}

/// No tag is longer; without a limit a file of `<` would be read over and over.
const LONGEST_TAG: usize = 2 << 10;

/// What follows a tag that opened just before `text`, and the tag's name.
fn tag_end(text: &str) -> Option<(&str, &str)> {
    let opens = |c: char| c.is_ascii_alphabetic() || c == '/' || c == '!' || c.is_ascii_digit();
    // `<00:00:05.810>` is a time within a caption; `<3` is a heart.
    if !text.starts_with(opens)
        || text.starts_with(|c: char| c.is_ascii_digit()) && super::times::take_clock(text).is_none()
    {
        return None;
    }
    let close = text.bytes().take(LONGEST_TAG).position(|b| b == b'>' || b == b'<')?;
    let (tag, behind) = text.split_at_checked(close)?;
    let behind = behind.strip_prefix('>')?;
    let name =
        tag.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    Some((name, behind))
}

/// Text with its entities decoded, once.
pub(super) fn decode_entities(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        decoded.push_str(before);
        let Some((letters, behind)) = entity(after) else {
            decoded.push('&');
            rest = after;
            continue;
        };
        decoded.push_str(&letters);
        rest = behind;
    }
    decoded.push_str(rest);
    decoded
}

/// No entity's name is longer: `CounterClockwiseContourIntegral;`
const LONGEST_ENTITY: usize = 32;

fn entity(text: &str) -> Option<(String, &str)> {
    let end = text.bytes().take(LONGEST_ENTITY).position(|b| b == b';')?;
    let (name, behind) = text.split_at_checked(end)?;
    let behind = behind.strip_prefix(';')?;
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return Some((char::from_u32(code)?.to_string(), behind));
    }
    Some((named(name)?, behind))
}

/// What a name of HTML's stands for.
fn named(name: &str) -> Option<String> {
    match name {
        "nbsp" => return Some(" ".to_owned()),
        // Marks that only steer the direction of captions, and that nobody sees.
        "lrm" | "rlm" => return Some(String::new()),
        _ => (),
    }
    let &(first, second) = NAMED_ENTITIES.get(&format!("{name};"))?;
    let letters: String =
        [first, second].into_iter().filter(|&code| code > 0).filter_map(char::from_u32).collect();
    // Beginnings of names are in the table too, and stand for nothing.
    Some(letters).filter(|letters| !letters.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn tags_go_and_other_signs_stay() {
        for (text, wanted) in [
            ("<i>so</i> it is", "so it is"),
            ("<c.loud>one<00:00:01.500> two</c>", "one two"),
            ("a < b and <3 you", "a < b and <3 you"),
            ("x<br/>y", "x\ny"),
            ("half a <b", "half a <b"),
            ("Tom &amp; Jerry &#39;&#x41;&apos; &unknown; & co", "Tom & Jerry 'A' &unknown; & co"),
            ("&notin;&AMP;&eacute;&nbsp;&lrm;x &not &ClockwiseContourIntegral;", "∉&é x &not ∲"),
            ("&amp;lt;b&amp;gt;", "&lt;b&gt;"),
            ("&#x110000; &#; &", "&#x110000; &#; &"),
        ] {
            assert_eq!(plain(text), wanted, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_is_too_odd(text in "[<>&;#/a-c0-9:.]*|\\PC*") {
            let _ = plain(&text);
        }
    }
}
