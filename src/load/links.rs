//! Addresses of the web and ids of videos.

use crate::text::clean;

/// An http or https address, if that is what it is: nothing else may ever be opened.
pub(super) fn web_address(text: &str) -> Option<String> {
    let text = text.trim().trim_matches(['"', '\'', '<', '>']);
    let lower = text.get(..8.min(text.len())).unwrap_or_default().to_ascii_lowercase();
    let rest = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"))?;
    let odd = |c: char| c.is_whitespace() || c.is_control() || "\"'<>\\^`{|}".contains(c);
    let host = text.get(lower.len() - rest.len()..)?;
    (host.starts_with(|c: char| c.is_alphanumeric() || c == '[')
        && !text.contains(odd)
        && clean(text) == text)
        .then(|| text.to_owned())
}

/// The eleven letters of a video in its address.
pub(super) fn video_id(url: &str) -> Option<String> {
    if !url.contains("youtu") {
        return None;
    }
    ["v=", "youtu.be/", "/embed/", "/shorts/", "/live/", "/watch/"]
        .iter()
        .filter_map(|mark| url.split_once(mark)?.1.get(..11))
        .find(|id| is_video_id(id))
        .map(str::to_owned)
}

/// Whether these could be the eleven letters of a video.
pub(super) fn is_video_id(text: &str) -> bool {
    text.len() == 11 && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
}

/// Where the video can be seen.
pub(super) fn video_address(id: &str) -> String {
    format!("https://www.youtube.com/watch?v={id}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_are_taken() {
        for (typed, taken) in [
            (" https://example.org/a?b=c#d ", Some("https://example.org/a?b=c#d")),
            ("HTTP://example.org", Some("HTTP://example.org")),
            ("file:///etc/passwd", None),
            ("javascript:alert(1)", None),
            ("https://", None),
            ("https://exa mple.org", None),
            ("https://example.org/\u{9b}31m", None),
            ("ftp://example.org", None),
        ] {
            assert_eq!(web_address(typed).as_deref(), taken, "{typed}");
        }
    }

    #[test]
    fn videos_are_known_by_their_addresses() {
        for (url, id) in [
            ("https://www.youtube.com/watch?app=1&v=abcdefghij_", Some("abcdefghij_")),
            ("https://youtu.be/abcdefghij-?t=5", Some("abcdefghij-")),
            ("https://example.org/?v=abcdefghij_", None),
            ("https://youtu.be/short", None),
        ] {
            assert_eq!(video_id(url).as_deref(), id, "{url}");
        }
    }
}
