//! Passages of talks with several speakers: nobody's words are put into another's mouth.

use super::hit::Hit;
use crate::model::{Span, Talk};
use crate::text::sentence_around;

/// The sentence that holds a passage, about `most` bytes around it, no further than the turns that it lies in.
pub fn sentence_of(talk: &Talk, passage: Span, most: usize) -> Span {
    let first = turn_at(talk, passage.from());
    let last = turn_at(talk, passage.to().saturating_sub(1).max(passage.from()));
    let sentence = sentence_around(&talk.text, passage, most).join(passage);
    sentence.intersect(first.join(last)).join(passage)
}

/// Of a hit what certain speakers say, if they say half of what was found or more; `says` tells of a byte whether they say
/// it.
pub fn said_by(mut hit: Hit, says: impl Fn(usize) -> bool) -> Option<Hit> {
    let found = hit.marks.len();
    hit.marks.retain(|mark| says(mark.from()));
    let (first, last) = (hit.marks.first()?, hit.marks.last()?);
    hit.span = if hit.marks.len() == found { hit.span } else { first.join(*last) };
    (hit.marks.len() * 2 >= found).then_some(hit)
}

/// The bytes within a range at which others begin to speak.
pub fn turns_within(talk: &Talk, span: Span) -> impl Iterator<Item = usize> + '_ {
    let from = talk.blocks.partition_point(|block| block.span.from() <= span.from());
    let within = talk.blocks.iter().skip(from).take_while(move |block| block.span.from() < span.to());
    within.filter(|block| block.opens_turn).map(|block| block.span.from())
}

/// The blocks around a byte that one speaker says in one go.
fn turn_at(talk: &Talk, at: usize) -> Span {
    let own = talk.block_at(at);
    let first = (0..=own).rev().find(|&block| talk.blocks.get(block).is_some_and(|block| block.opens_turn));
    let next = talk.blocks.iter().skip(own + 1).position(|block| block.opens_turn);
    let start = first.and_then(|first| talk.blocks.get(first)).map_or(0, |block| block.span.from());
    let end = match next.and_then(|next| talk.blocks.get(own + next)) {
        Some(last) => last.span.to(),
        None => talk.text.len(),
    };
    Span::new(start, end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, BlockKind};
    use crate::search::Why;

    fn talk() -> Talk {
        let block = |from, to, opens_turn| Block {
            kind: BlockKind::Prose,
            span: Span::new(from, to),
            speaker: None,
            opens_turn,
            repeat: None,
        };
        Talk {
            text: "we saw\n\nthe swans\n\nand then left".to_owned(),
            blocks: vec![block(0, 6, true), block(8, 17, false), block(19, 32, true)],
            ..Talk::default()
        }
    }

    #[test]
    fn a_sentence_ends_with_the_turn() {
        let talk = talk();
        assert_eq!(sentence_of(&talk, Span::new(8, 11), 100).of(&talk.text), "the swans");
        assert_eq!(sentence_of(&talk, Span::new(23, 27), 100).of(&talk.text), "and then left");
        assert_eq!(sentence_of(&talk, Span::new(12, 22), 100).to(), 32);
        assert_eq!(turns_within(&talk, Span::new(0, 32)).collect::<Vec<_>>(), [19]);
    }

    #[test]
    fn only_what_they_say_is_left_of_a_hit() {
        let marks = vec![Span::new(8, 11), Span::new(12, 17), Span::new(19, 22)];
        let hit = Hit {
            span: Span::new(8, 22),
            marks,
            score: 1.0,
            why: Why::Exact,
            instead: Vec::new(),
            closest: false,
        };
        assert_eq!(said_by(hit.clone(), |at| at < 19).map(|hit| hit.span), Some(Span::new(8, 17)));
        assert_eq!(said_by(hit.clone(), |at| at >= 19), None);
        assert_eq!(said_by(hit.clone(), |_| true), Some(hit));
    }
}
