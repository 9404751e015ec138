//! Takes the times between words out of text that was captions once: `so<00:00:56.840> it was`.

/// The text without them, and how many there were; none where they are too few to be anything but an example. In code
/// they stay, and lines stay lines.
pub(super) fn without(text: &str) -> Option<(String, usize)> {
    let opened = text.match_indices('<').filter_map(|(at, _)| text.as_bytes().get(at + 1));
    opened.filter(|next| next.is_ascii_digit() || !next.is_ascii_graphic()).nth(FEWEST - 1)?;
    let mut kept = String::with_capacity(text.len());
    let (mut count, mut in_code) = (0, false);
    for line in text.split_inclusive('\n') {
        in_code ^= line.trim_start().starts_with("```");
        let mut rest = line;
        while let Some(at) = rest.find('<').filter(|_| !in_code) {
            let (before, tag) = rest.split_at_checked(at).unwrap_or((rest, ""));
            kept.push_str(before);
            rest = if let Some(after) = after_time(tag) {
                count += 1;
                after
            } else {
                kept.push('<');
                tag.get(1..).unwrap_or_default()
            };
        }
        kept.push_str(rest);
    }
    (count >= FEWEST).then_some((kept, count))
}

/// One or two may be an example of how captions are written.
const FEWEST: usize = 3;

/// What follows a time in pointed brackets; a translator may have put blanks in it: `<00: 00: 56. 840>`.
fn after_time(tag: &str) -> Option<&str> {
    let inside = tag.strip_prefix('<')?;
    let end = inside.bytes().take(20).position(|b| b == b'>')?;
    let (time, after) = inside.split_at_checked(end)?;
    let parts: Vec<&str> = time.split([':', '.', ',']).map(str::trim).collect();
    let digits = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    (matches!(parts.len(), 3 | 4) && time.contains(':') && parts.iter().all(digits))
        .then(|| after.strip_prefix('>').unwrap_or(after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_between_words_go() {
        for (text, wanted) in [
            ("so<00:00:56.840> it<00: 00: 57. 840> was\n<00:58.100>so", Some("so it was\nso")),
            ("so<00:00:56.840> it<00:00:57.840> was", None),
            ("<1> <12:30> <a:b.c> < 3:2.1", None),
            ("```\n<00:01.1><00:02.1><00:03.1>\n```\n", None),
        ] {
            assert_eq!(without(text).map(|(text, _)| text).as_deref(), wanted, "{text}");
        }
    }
}
