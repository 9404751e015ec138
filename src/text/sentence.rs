//! Where sentences begin and end.

use super::wrap::snap;
use crate::model::Span;

/// Titles that stand before a name, and short words that stand before what they speak of; a full stop after them
/// ends nothing.
const SHORT: [&str; 22] = [
    "mr", "mrs", "ms", "dr", "prof", "st", "mt", "vs", "fig", "vol", "cf", "al", "gen", "sen", "rep", "gov",
    "sr", "jr", "approx", "dept", "eg", "ie",
];

/// The sentence around a range, or the sentences where it touches several; never past a blank line. Where that is
/// longer than `most` bytes, as in captions without punctuation, about `most` bytes of words around the range.
pub fn sentence_around(text: &str, span: Span, most: usize) -> Span {
    let span = snap(text, span);
    let reach = most.saturating_add(1);
    let near = snap(text, Span::new(span.from().saturating_sub(reach), span.to().saturating_add(reach)));
    let block = block_around(text, near, span);
    let (mut start, mut end) = (block.from(), block.to());
    for border in sentence_ends(text, block) {
        if border <= span.from() {
            start = border;
        } else if border >= span.to() {
            end = border;
            break;
        }
    }
    let sentence = trim(text, Span::new(start, end), span);
    if sentence.len() <= most { sentence } else { trim(text, window(text, sentence, span, most), span) }
}

/// The sentences of a range, in order, without the blanks around them. A blank line ends a sentence, too.
pub fn sentences(text: &str, span: Span) -> impl Iterator<Item = Span> + '_ {
    let mut from = span.from();
    let lines = span.of(text).split("\n\n").map(move |part| {
        let part = Span::new(from, from + part.len());
        from = part.to() + "\n\n".len();
        part
    });
    lines.flat_map(move |part| {
        let mut start = part.from();
        let ends = sentence_ends(text, part).filter(move |&end| end < part.to()).chain([part.to()]);
        ends.filter_map(move |end| {
            let whole = Span::new(start, end);
            start = end;
            let said = whole.of(text);
            let from = whole.from() + (said.len() - said.trim_start().len());
            (!said.trim().is_empty()).then(|| Span::new(from, from + said.trim().len()))
        })
    })
}

/// The part of `near` that no blank line parts from `span`.
fn block_around(text: &str, near: Span, span: Span) -> Span {
    let before = text.get(near.from()..span.from()).unwrap_or("");
    let after = text.get(span.to()..near.to()).unwrap_or("");
    let start = before.rfind("\n\n").map_or(near.from(), |at| near.from() + at + 2);
    let end = after.find("\n\n").map_or(near.to(), |at| span.to() + at);
    Span::new(start, end)
}

/// The places after the ends of sentences, closing quotes included.
pub fn sentence_ends(text: &str, block: Span) -> impl Iterator<Item = usize> + '_ {
    let part = block.of(text);
    let ends = part.char_indices().filter(move |&(at, c)| match c {
        '。' | '！' | '？' | '।' | '؟' => true,
        '.' | '!' | '?' | '…' => ends_sentence(part, at, c),
        _ => false,
    });
    ends.map(move |(at, c)| {
        let after = at + c.len_utf8();
        block.from() + after + closing(part.get(after..).unwrap_or("")).0
    })
}

/// Whether the mark `c` at `at` ends a sentence:
///
/// | it does | it does not |
/// |---|---|
/// | `end. Then`, `“end.” Then` | `3.5`, `example.org` (no blank) |
/// | `Really? yes` | `“Really?” she said` (goes on in lower case after a quote) |
/// | `well... So` | `well... so` |
/// | `so do I. Then` | `J. Smith`, `e.g. this`, `Dr. Who` |
fn ends_sentence(part: &str, at: usize, c: char) -> bool {
    let (before, rest) = part.split_at(at);
    let rest = rest.get(c.len_utf8()..).unwrap_or("");
    let (close, quoted) = closing(rest);
    let rest = rest.get(close..).unwrap_or("");
    if !rest.is_empty() && !rest.starts_with(char::is_whitespace) {
        return false;
    }
    let goes_on = rest.trim_start().starts_with(char::is_lowercase);
    let trails_off = c == '…' || (c == '.' && before.ends_with('.'));
    if goes_on && (quoted || trails_off) {
        return false;
    }
    c != '.' || trails_off || !is_short(before)
}

/// The bytes of closing quotes and brackets at the start, and whether a quote is among them.
fn closing(rest: &str) -> (usize, bool) {
    let quotes = ['"', '\'', '”', '’', '»', '」', '』'];
    let end = rest.find(|c| !quotes.contains(&c) && !matches!(c, ')' | ']' | '）')).unwrap_or(rest.len());
    (end, rest.get(..end).is_some_and(|run| run.contains(quotes)))
}

/// Whether what stands before a full stop is an initial or another shortened word.
fn is_short(before: &str) -> bool {
    let start = before.char_indices().rev().take(8).take_while(|(_, c)| c.is_alphanumeric()).last();
    let Some(word) = start.and_then(|(at, _)| before.get(at..)) else { return false };
    let mut letters = word.chars();
    match (letters.next(), letters.next()) {
        (Some(one), None) => one.is_alphabetic() && one != 'I',
        _ => SHORT.iter().any(|short| word.eq_ignore_ascii_case(short)),
    }
}

/// About `most` bytes of `sentence` around `span`, as much before as after where there is as much, and whole words.
fn window(text: &str, sentence: Span, span: Span, most: usize) -> Span {
    let room = most.saturating_sub(span.len());
    let (before, after) = (span.from() - sentence.from(), sentence.to() - span.to());
    let ahead = before.min((room / 2).max(room.saturating_sub(after)));
    let wide = snap(text, Span::new(span.from() - ahead, span.to() + after.min(room - ahead)));
    let head = text.get(wide.from()..span.from()).unwrap_or("");
    let tail = text.get(span.to()..wide.to()).unwrap_or("");
    let cuts_a_word = |at: usize| {
        !text.split_at(at).0.ends_with(char::is_whitespace)
            && !text.split_at(at).1.starts_with(char::is_whitespace)
    };
    let start = match head.find(char::is_whitespace) {
        Some(blank) if wide.from() > sentence.from() && cuts_a_word(wide.from()) => wide.from() + blank,
        _ => wide.from(),
    };
    let end = match tail.rfind(char::is_whitespace) {
        Some(blank) if wide.to() < sentence.to() && cuts_a_word(wide.to()) => span.to() + blank,
        _ => wide.to(),
    };
    Span::new(start, end)
}

/// Without blanks at the ends, but with all of `keep`.
fn trim(text: &str, range: Span, keep: Span) -> Span {
    let head = text.get(range.from()..keep.from()).unwrap_or("");
    let tail = text.get(keep.to()..range.to()).unwrap_or("");
    Span::new(keep.from() - head.trim_start().len(), keep.to() + tail.trim_end().len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// `«` and `»` stand around what was found, `[` and `]` around what is expected.
    fn check_most(most: usize, drawn: &str) {
        let bare: String = drawn.chars().filter(|c| !"[]⟨⟩".contains(*c)).collect();
        let place = |mark: char| {
            drawn
                .split(mark)
                .next()
                .unwrap()
                .chars()
                .filter(|c| !"[]⟨⟩".contains(*c))
                .map(char::len_utf8)
                .sum()
        };
        let found = sentence_around(&bare, Span::new(place('⟨'), place('⟩')), most);
        assert_eq!(found.of(&bare), Span::new(place('['), place(']')).of(&bare), "{drawn}");
    }

    fn check(drawn: &str) {
        check_most(300, drawn);
    }

    #[test]
    fn a_sentence_ends_at_its_full_stop() {
        check("One here. [Two ⟨is⟩ here.] Three.");
        check("[⟨One⟩ here.] Two.");
        check("One. [And then ⟨the end⟩]");
        check("One. [Two ⟨is here. Three⟩ is too!] Four.");
        check("Why? [“Because ⟨so⟩.”] Then on.");
        check("一つ。[二⟨つ⟩目。]三つ目。");
        check("  [⟨blanks⟩ around]  ");
    }

    #[test]
    fn not_every_full_stop_ends_a_sentence() {
        check("So. [It cost 3.5 ⟨million⟩ at example.org today.] Then.");
        check("So. [Dr. J. R. Smith ⟨said⟩ e.g. this.] Then.");
        check("So. [“Really?” ⟨she⟩ said.] Then.");
        check("So. [I thought... ⟨well⟩ no.] Then.");
        check("[So do ⟨I⟩.] Then.");
    }

    #[test]
    fn a_text_is_parted_at_the_ends_of_its_sentences() {
        let text = " One here. “Two?” she asked! Dr. Three\n\nfour 4.5 ";
        let found: Vec<_> = sentences(text, Span::new(0, text.len())).map(|span| span.of(text)).collect();
        assert_eq!(found, ["One here.", "“Two?” she asked!", "Dr. Three", "four 4.5"]);
    }

    #[test]
    fn blank_lines_part() {
        check("a heading\n\n[the ⟨text⟩ of it\ngoes on]\n\nnext");
        check("a\n\n[two ⟨blocks\n\ntouched⟩ here]\n\nd");
    }

    #[test]
    fn a_long_sentence_is_seen_through_a_window() {
        check_most(20, "one two three four [five ⟨six⟩ seven] eight nine ten eleven");
        check_most(20, "[one ⟨two⟩ three four] five six seven eight");
        check_most(20, "one two three four [five six seven ⟨eight⟩]");
        check_most(3, "one two [⟨three four⟩] five");
        check_most(0, "one two [⟨three⟩] five");
    }

    proptest! {
        #[test]
        fn the_range_is_always_within(text in "([a-c]{1,5}|[ .!?…\n”。字é]){0,30}", a in 0..60_usize, b in 0..60_usize, most in 0..50_usize) {
            let span = snap(&text, Span::new(a.min(b), a.max(b)));
            let found = sentence_around(&text, span, most);
            prop_assert!(found.start <= span.start && found.end >= span.end);
            prop_assert!(text.is_char_boundary(found.from()) && text.is_char_boundary(found.to()));
            // Three bytes more where the window would have begun within a letter.
            prop_assert!(found.len() <= most.max(span.len()) + 3);
        }
    }
}
