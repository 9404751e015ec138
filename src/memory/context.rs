//! Finds a place again in a text that was edited, by the words around it.

use std::ops::Range;

/// The words around a place, by which it is found again. About a line: fewer bytes stand in many places, more
/// are too often touched by an edit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Context {
    /// What stands before the place, up to it.
    pub before: String,
    /// What stands from the place on.
    pub after: String,
}

/// How many bytes are kept on either side.
const REACH: usize = 48;

/// Fewer bytes than these stand in any talk: `and so you can `.
const ENOUGH: usize = 20;

/// How far from where it should be a place is looked for, in bytes. Talks are shorter; in what is longer the
/// search must end.
const WINDOW: usize = 2 << 20;

impl Context {
    /// Of the byte at `at` of a talk's text.
    pub fn around(text: &str, at: usize) -> Self {
        let at = letter_at(text, at);
        let from = letter_at(text, at.saturating_sub(REACH));
        let to = letter_at(text, at + REACH);
        Self { before: slice(text, from..at).into(), after: slice(text, at..to).into() }
    }
}

/// Where a place is now, that was at `old_at` of a text of `old_len` bytes: where its context stands nearest to
/// where it should be, or else as far into the text as it was. Always on a letter's border.
pub fn reanchor(text: &str, context: &Context, old_at: usize, old_len: usize) -> usize {
    find_again(text, context, old_at, old_len).unwrap_or_else(|| in_proportion(text, old_at, old_len))
}

/// The same, but none where the context is gone.
///
/// ```text
/// tried in turn             so that it is found although
/// before and after          text was put in or cut elsewhere
/// after, before             the words on one side were edited
/// its longest line          paragraphs were parted or joined
/// ```
pub fn find_again(text: &str, context: &Context, old_at: usize, old_len: usize) -> Option<usize> {
    let expected = in_proportion(text, old_at, old_len);
    let window =
        letter_at(text, expected.saturating_sub(WINDOW))..letter_at(text, expected.saturating_add(WINDOW));
    let nearby = slice(text, window.clone());
    let words = format!("{}{}", context.before, context.after);
    let joint = context.before.len();
    [0..words.len(), joint..words.len(), 0..joint, longest_line(&words)]
        .into_iter()
        .filter(|piece| slice(&words, piece.clone()).trim().len() >= ENOUGH)
        .find_map(|piece| {
            // Where the piece must stand for the place to be where it is expected.
            let ideal = (expected + piece.start).saturating_sub(window.start + joint);
            let found = nearest(nearby, slice(&words, piece.clone()), ideal)?;
            Some(letter_at(text, (window.start + found + joint).saturating_sub(piece.start)))
        })
}

/// As far into the text as `old_at` was into the old one, on a letter's border.
pub fn in_proportion(text: &str, old_at: usize, old_len: usize) -> usize {
    let at = (old_at.min(old_len) as u128 * text.len() as u128).checked_div(old_len as u128).unwrap_or(0);
    letter_at(text, usize::try_from(at).unwrap_or(text.len()))
}

/// The border of the letter that the byte at `at` is part of; the end, if it is past it.
pub fn letter_at(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

fn slice(text: &str, range: Range<usize>) -> &str {
    text.get(range).unwrap_or("")
}

/// Of all places where `words` stand in `text`, the one nearest to `ideal`: the last up to it or the first from it.
/// To go through them all would pass over those that overlap, as loops in a transcript do.
fn nearest(text: &str, words: &str, ideal: usize) -> Option<usize> {
    let ideal = letter_at(text, ideal);
    let up_to = slice(text, 0..letter_at(text, ideal + words.len())).rfind(words);
    let from = slice(text, ideal..text.len()).find(words).map(|at| ideal + at);
    [up_to, from].into_iter().flatten().min_by_key(|at| at.abs_diff(ideal))
}

fn longest_line(words: &str) -> Range<usize> {
    let mut from = 0;
    let lines = words.split('\n').map(|line| {
        let range = from..from + line.len();
        from = range.end + 1;
        range
    });
    lines.max_by_key(ExactSizeIterator::len).unwrap_or(0..0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// `text` and where `|` stands in it.
    fn parse(text: &str) -> (String, usize) {
        (text.replace('|', ""), text.find('|').unwrap())
    }

    /// The place in `was` must be found again at the place in `is`.
    fn check(was: &str, is: &str) {
        let ((old, at), (new, expected)) = (parse(was), parse(is));
        let found = reanchor(&new, &Context::around(&old, at), at, old.len());
        let shown = format!("{}|{}", slice(&new, 0..found), slice(&new, found..new.len()));
        assert_eq!(shown, is, "{found} for {expected}");
    }

    #[test]
    fn a_place_is_found_again_after_an_edit() {
        let was = "The lamp was lit at dusk. The keeper |climbed the stairs and counted every one of them. Then rain.";
        // Something was put in before it, and after it.
        check(
            was,
            "A preface of some length, by another hand. The lamp was lit at dusk. The keeper |climbed the stairs and counted every one of them. Then rain.",
        );
        // The words before it were edited.
        check(
            was,
            "The lamp had gone out. Old Tom |climbed the stairs and counted every one of them. Then rain.",
        );
        // The words after it were edited.
        check(was, "The lamp was lit at dusk. The keeper |ran up. Then rain.");
        // Lines were parted elsewhere, and at the place itself.
        check(
            "Nobody\ncame that winter, and |the\nbooks stayed where the gulls had left them, open.",
            "Nobody came that winter, and |the books stayed where the gulls had left them, open.",
        );
    }

    #[test]
    fn of_many_the_nearest_is_taken() {
        let loops = "and the tide came in again; ".repeat(40);
        let context = Context::around(&loops, 28 * 20);
        assert_eq!(reanchor(&loops, &context, 28 * 20, loops.len()), 28 * 20);
    }

    #[test]
    fn a_place_that_is_gone_is_kept_in_proportion() {
        let context = Context {
            before: "of which nothing at all is left".into(),
            after: "in the text that is new".into(),
        };
        assert_eq!(find_again("äöü äöü", &context, 50, 100), None);
        assert_eq!(reanchor("äöü äöü", &context, 50, 100), 6);
        assert_eq!(reanchor("äöü", &context, 25, 100), 0, "never within a letter");
        assert_eq!(reanchor("", &context, 25, 100), 0);
        assert_eq!(reanchor("text", &context, 25, 0), 0);
    }

    #[test]
    fn words_that_stand_in_every_talk_are_no_sign() {
        let (text, context) =
            ("and so we can see", Context { before: String::new(), after: "and so we".into() });
        assert_eq!(find_again(text, &context, 0, 9), None);
    }

    #[test]
    fn a_long_text_is_searched_in_one_go() {
        let text = "na ".repeat(2_000_000);
        let context = Context::around(&format!("{}x", "na ".repeat(40)), 60);
        let begun = std::time::Instant::now();
        reanchor(&text, &context, 3_000_000, text.len());
        reanchor(
            &"a".repeat(6_000_000),
            &Context { before: "a".repeat(47) + "b", after: "a".repeat(48) },
            5,
            10,
        );
        assert!(begun.elapsed().as_secs() < 5, "{:?}", begun.elapsed());
    }

    proptest! {
        #[test]
        fn always_a_border_within_the_text(text in any::<String>(), old in any::<String>(), at: usize, len: usize) {
            let found = reanchor(&text, &Context::around(&old, at), at, len);
            prop_assert!(text.is_char_boundary(found));
        }

        #[test]
        fn what_is_put_in_before_moves_the_place(
            words in prop::collection::vec("[a-zé]{3,9}", 30..60), more in "[A-Z ]{0,300}", at: prop::sample::Index,
        ) {
            // Numbered, so that no two places look alike.
            let text: String = words.iter().enumerate().flat_map(|(n, word)| [n.to_string(), word.clone(), " ".into()]).collect();
            let at = letter_at(&text, at.index(text.len()));
            let longer = format!("{more}{text}");
            let found = reanchor(&longer, &Context::around(&text, at), at, text.len());
            prop_assert_eq!(found, more.len() + at);
        }
    }
}
