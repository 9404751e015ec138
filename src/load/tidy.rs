//! Finds out where text has no white space but single blanks between words, and makes titles and names so.

use crate::text::clean_line;

/// A title or a name: clean, on one line, without blanks at its ends or runs of them.
pub(super) fn one_line(text: &str) -> String {
    let line = clean_line(text);
    if is_one_line(&line) {
        return line;
    }
    let mut spaced = String::with_capacity(line.len());
    for word in line.split_whitespace() {
        spaced.push_str(if spaced.is_empty() { "" } else { " " });
        spaced.push_str(word);
    }
    spaced
}

/// Whether clean text has no white space but single blanks between words.
pub(super) fn is_one_line(text: &str) -> bool {
    text.is_empty() || !text.starts_with(char::is_whitespace) && tidy_run(text) == text.len()
}

/// How many bytes a text that begins with a letter goes on with no white space but single blanks between words.
pub(super) fn tidy_run(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    // Most chunks are passed over whole, many bytes in a step; the one more shows whether a blank at the end is doubled.
    let end = loop {
        let rest = bytes.get(at..).unwrap_or_default();
        let Some((now, next)) = rest.first_chunk::<CHUNK>().zip(rest.get(1..).and_then(<[u8]>::first_chunk))
        else {
            break odd_in(text, at, bytes.len());
        };
        if seems_odd(now, next)
            && let Some(end) = odd_in(text, at, at + CHUNK)
        {
            break Some(end);
        }
        at += CHUNK;
    };
    let end = end.unwrap_or(bytes.len());
    let behind_blank = bytes.get(..end).is_some_and(|run| run.ends_with(b" "));
    end - usize::from(behind_blank)
}

const CHUNK: usize = 32;

/// Whether any of these bytes may be where a run ends, beside the bytes that follow each.
#[allow(clippy::needless_bitwise_bool, reason = "without branches all bytes are compared in a few steps")]
fn seems_odd(bytes: &[u8; CHUNK], next: &[u8; CHUNK]) -> bool {
    let pairs = bytes.iter().zip(next);
    pairs.fold(false, |odd, (now, next)| odd | may_be_odd(*now) | (*now == b' ') & (*next == b' '))
}

/// The first of these bytes at which stands a blank before another, or other white space.
fn odd_in(text: &str, from: usize, to: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let is_odd = |at: &usize| match bytes.get(*at) {
        Some(b' ') => bytes.get(at + 1) == Some(&b' '),
        Some(b) => {
            may_be_odd(*b) && text.get(*at..).is_some_and(|rest| rest.starts_with(char::is_whitespace))
        }
        None => false,
    };
    (from..to).find(is_odd)
}

/// Whether white space other than a blank may begin with this byte.
#[allow(clippy::needless_bitwise_bool, reason = "without branches all bytes are compared in a few steps")]
fn may_be_odd(byte: u8) -> bool {
    (byte < b' ') | (byte == 0xC2) | (byte & 0xFC == 0xE0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_are_on_one_line() {
        for (text, name) in
            [("  Ida \t Lund\n", "Ida Lund"), ("Ida Lund", "Ida Lund"), ("a\u{a0}b", "a b"), (" ", "")]
        {
            assert_eq!(one_line(text), name, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn runs_end_where_white_space_is_odd(words in "([a-z’é]{1,9}[ \t\n\u{a0}\u{3000}]{0,2}|[a-z]{1,9} ){0,30}") {
            let text = words.trim_start();
            let run = text.get(..tidy_run(text)).unwrap();
            prop_assert!(!run.ends_with(' ') && !run.contains("  "));
            prop_assert!(run.chars().all(|c| c == ' ' || !c.is_whitespace()));
            let mut after = text.chars().skip(run.chars().count());
            let (first, second) = (after.next(), after.next());
            let odd = |c: Option<char>| c.is_some_and(char::is_whitespace);
            prop_assert!(first.is_none() || odd(first), "{first:?}");
            prop_assert!(first != Some(' ') || second.is_none() || odd(second), "{second:?}");
            let single = |word: &str| !word.is_empty() && !word.contains(char::is_whitespace);
            prop_assert_eq!(is_one_line(text), text.is_empty() || text.split(' ').all(single));
        }
    }
}
