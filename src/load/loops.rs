//! Finds loops: the same few words again and again, as a machine writes them when it hears nothing.

/// A loop has at most so many words.
const LONGEST: usize = 8;
/// So often in a row nobody says the same words.
const OFTEN: usize = 4;

/// The first loop within a text: its words, where they stand first, and how often they come in a row.
///
/// One word counts from seven times on: "no, no, no, no" is said by people.
pub(super) fn within(text: &str) -> Option<(&str, usize)> {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() < OFTEN * 2 {
        return None;
    }
    (1..=LONGEST).find_map(|length| {
        let least = if length == 1 { 7 } else { OFTEN };
        let (at, times) = longest_run(&words, length);
        let unit = words.get(at..at + length)?;
        (times >= least).then(|| (span_of(text, unit), times))
    })
}

/// Where words repeat themselves after `length` of them the longest, and how often they do.
fn longest_run(words: &[&str], length: usize) -> (usize, usize) {
    let (mut best, mut run) = ((0, 1), 0);
    for (at, (a, b)) in words.iter().zip(words.iter().skip(length)).enumerate() {
        run = if same(a, b) { run + 1 } else { 0 };
        if run / length + 1 > best.1 {
            best = (at + 1 - run, run / length + 1);
        }
    }
    best
}

fn same(a: &str, b: &str) -> bool {
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    a == b || bare(a) == bare(b)
}

/// The part of a text from the first to the last of these words of it.
fn span_of<'a>(text: &'a str, words: &[&'a str]) -> &'a str {
    let at = |word: &str| word.as_ptr().addr() - text.as_ptr().addr();
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return "" };
    text.get(at(first)..at(last) + last.len()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loops_are_found_and_counted() {
        for (text, found) in [
            ("and so they got them, got them, got them, got them, got them", Some(("got them,", 5))),
            ("it rained and it rained and then it stopped for a while", None),
            ("no no no no and then yes and that was all of it", None),
            ("go go go go go go go go away", Some(("go", 8))),
            ("", None),
        ] {
            assert_eq!(within(text), found, "{text}");
        }
    }
}
