//! What holds for every talk, whatever it was made of.

use dictum::model::{BlockKind, Span, Talk};
use dictum::text::clean;

/// What holds for every talk.
pub fn sound(talk: &Talk) -> Result<(), String> {
    let hold = |holds: bool, what: &str| if holds { Ok(()) } else { Err(what.to_owned()) };
    let inside = |span: Span| talk.text.get(span.range()).is_some();
    hold(clean(&talk.text) == talk.text, "the text is clean")?;
    for line in [&talk.title]
        .into_iter()
        .chain(talk.speakers.iter().map(|s| &s.name))
        .chain(talk.sections.iter().map(|s| &s.title))
    {
        hold(clean(line) == *line && !line.contains('\n'), "titles and names are clean and of one line")?;
    }
    let (mut end, mut at) = (0, 0);
    for block in &talk.blocks {
        hold(inside(block.span) && !block.span.is_empty(), "blocks lie in the text and hold some")?;
        hold(block.span.len() <= 4096, "blocks are short")?;
        hold(
            talk.text
                .get(end..block.span.from())
                .is_some_and(|gap| gap == if end == 0 { "" } else { "\n\n" }),
            "blank lines part blocks",
        )?;
        hold(block.repeat.is_none_or(|r| inside(r.unit) && r.count >= 2), "repeats lie in the text")?;
        hold(
            matches!(block.kind, BlockKind::Code { .. }) || !block.span.of(&talk.text).contains('\n'),
            "prose has no line ends",
        )?;
        end = block.span.to();
    }
    hold(end == talk.text.len(), "blocks cover the text")?;
    for segment in &talk.segments {
        hold(inside(segment.span) && !segment.span.is_empty(), "segments lie in the text and hold some")?;
        hold(segment.span.from() >= at, "segments are in order and apart")?;
        hold(segment.end.is_none_or(|end| Some(end) >= segment.start), "no segment ends before it starts")?;
        hold(segment.end_line >= segment.line, "lines are in order")?;
        at = segment.span.to();
    }
    hold(talk.styles.iter().all(|s| inside(s.span) && !s.span.is_empty()), "styles lie in the text")?;
    hold(talk.sections.iter().all(|s| inside(s.span)), "sections lie in the text")?;
    hold(talk.sections.is_sorted_by_key(|s| s.span.start), "sections are in order")
}
