//! The sections as the reader set them right: named, added, left out.

use super::found::part_blocks;
use super::put_in_order;
use crate::model::{Origin, Section, SectionEdit, Span, Talk};
use crate::text::clean_line;

/// How far from where it was kept a section of the same title is still the same, in bytes: about a minute of talk.
const NEAR: usize = 1000;

/// A section from this many bytes on, about 1,500 words, may have shorter ones within.
const LONG: usize = 8_000;

/// Whether it is worth a try to find shorter sections in one.
pub fn is_long(section: &Section) -> bool {
    section.span.len() >= LONG
}

/// Sets the sections of a talk right, from what the file or dictum has; `found`: with those that dictum found. What the
/// reader named or added is the reader's own, and stays either way.
pub fn set_right(talk: &mut Talk, edits: &[SectionEdit], found: bool) {
    let originals = talk.unedited.take().unwrap_or_else(|| std::mem::take(&mut talk.sections));
    let hides = !found && originals.iter().any(|s| s.origin == Origin::Found);
    if edits.is_empty() && !hides {
        talk.sections = originals;
        return;
    }
    let mut sections: Vec<Option<Section>> = originals.iter().cloned().map(Some).collect();
    for edit in edits.iter().filter(|edit| !edit.changes_nothing()) {
        let target = target(&originals, edit);
        match (target.and_then(|at| sections.get_mut(at)), &edit.now) {
            (Some(section), None) => *section = None,
            (Some(section), Some(title)) => {
                let named =
                    |s: &Section| Section { title: title.clone(), origin: Origin::Reader, ..s.clone() };
                *section = target.and_then(|at| originals.get(at)).map(named);
            }
            (None, Some(title)) => sections.push(Some(own(talk, edit, title))),
            (None, None) => {}
        }
    }
    talk.sections = sections.into_iter().flatten().filter(|s| found || s.origin != Origin::Found).collect();
    put_in_order(talk);
    talk.unedited = Some(originals);
}

/// Puts sections of a second level among the others, below those that they are parts of. [`set_right`] has to be called
/// again. Answers how many there are that were not there before, as those that the reader left out were.
pub fn add_inner(talk: &mut Talk, inner: Vec<Section>) -> usize {
    if let Some(originals) = talk.unedited.take() {
        talk.sections = originals;
    }
    let known = |s: &Section, of: &Section| (s.span.from(), s.level) == (of.span.from(), of.level);
    let count = talk.sections.len();
    let new: Vec<_> = inner.into_iter().filter(|s| !talk.sections.iter().any(|of| known(s, of))).collect();
    // The sort is stable: where one begins with the section that it is in, it comes after that.
    talk.sections.extend(new);
    put_in_order(talk);
    part_blocks(talk);
    talk.sections.len() - count
}

/// An edit as it was kept, which anyone may have written, made clean. A title of which nothing is left was not given.
pub fn clean_edit(edit: SectionEdit) -> SectionEdit {
    let title = edit.now.as_deref().map(clean_line);
    let now = if title.as_deref() == Some("") { Some(edit.was.clone()) } else { title };
    SectionEdit { now, ..edit }
}

/// What the reader has done to a section so far; where that is nothing, an edit that changes nothing.
pub fn edit_of(talk: &Talk, section: &Section, edits: &[SectionEdit]) -> SectionEdit {
    let originals = talk.unedited.as_deref().unwrap_or(&talk.sections);
    let begins = |edit: &SectionEdit| {
        let target = target(originals, edit).and_then(|at| originals.get(at));
        target.map_or(edit.at, |s| s.span.from())
    };
    let is_it = |edit: &&SectionEdit| {
        edit.now.as_deref() == Some(section.title.as_str()) && begins(edit) == section.span.from()
    };
    let made = edits.iter().find(is_it).filter(|_| section.origin == Origin::Reader);
    made.cloned().unwrap_or_else(|| SectionEdit {
        at: section.span.from(),
        was: section.title.clone(),
        now: Some(section.title.clone()),
        level: section.level,
    })
}

/// The section that an edit is about: the nearest of its title, unless that is far away and one of many; and else the one
/// that begins right there, for found titles may change, and authors' too.
fn target(sections: &[Section], edit: &SectionEdit) -> Option<usize> {
    if edit.was.is_empty() {
        return None;
    }
    let far = |at: &usize| sections.get(*at).map_or(usize::MAX, |s| s.span.from().abs_diff(edit.at));
    let mut named = (0..sections.len()).filter(|&at| sections.get(at).is_some_and(|s| s.title == edit.was));
    let nearest = named.clone().min_by_key(far);
    let is_alone = named.nth(1).is_none();
    let begins = |s: &Section| s.span.from() == edit.at;
    nearest
        .filter(|at| is_alone || far(at) <= NEAR)
        .or_else(|| sections.iter().position(|s| begins(s) && s.level == edit.level))
        .or_else(|| sections.iter().position(begins))
}

fn own(talk: &Talk, edit: &SectionEdit, title: &str) -> Section {
    let at = edit.at.min(talk.text.len());
    let (start, line) = (talk.time_at(at), talk.segment_at(at).map_or(0, |s| s.line));
    Section {
        title: title.to_owned(),
        level: edit.level.max(1),
        origin: Origin::Reader,
        span: Span::empty(at),
        start,
        line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Segment, SegmentKind, Timestamp};

    /// A talk of the sections `title@place`, found ones with `~` before them, deeper ones with blanks.
    fn talk(sections: &str) -> Talk {
        let section = |written: &str| {
            let (title, at) = written.trim().split_once('@').unwrap();
            let level = 1 + u8::try_from(written.len() - written.trim_start().len()).unwrap();
            let origin = if title.starts_with('~') { Origin::Found } else { Origin::Written };
            let (title, span) = (title.trim_start_matches('~').to_owned(), Span::empty(at.parse().unwrap()));
            Section { title, level, origin, span, start: None, line: 0 }
        };
        let sections = sections.split(',').filter(|s| !s.is_empty()).map(section).collect();
        let mut talk = Talk { text: "x".repeat(9_000), sections, ..Talk::default() };
        put_in_order(&mut talk);
        talk
    }

    fn shown(talk: &Talk) -> String {
        let one = |s: &Section| {
            let sign = match s.origin {
                Origin::Found => "~",
                Origin::Reader => "*",
                Origin::Written => "",
            };
            format!("{}{sign}{}@{}", " ".repeat(usize::from(s.level) - 1), s.title, s.span.from())
        };
        talk.sections.iter().map(one).collect::<Vec<_>>().join(",")
    }

    /// `Rain@10=Storm`, `Rain@10=` (left out), `@10=Storm` (added).
    fn edits(written: &str) -> Vec<SectionEdit> {
        let edit = |written: &str| {
            let (was, rest) = written.split_once('@').unwrap();
            let (at, now) = rest.split_once('=').unwrap();
            let now = Some(now.to_owned()).filter(|now| !now.is_empty());
            SectionEdit { at: at.parse().unwrap(), was: was.into(), now, level: 1 }
        };
        written.split(',').filter(|e| !e.is_empty()).map(edit).collect()
    }

    #[track_caller]
    fn check(sections: &str, written: &str, found: bool, expected: &str) {
        let (mut talk, before) = (talk(sections), talk(sections));
        set_right(&mut talk, &edits(written), found);
        assert_eq!(shown(&talk), expected);
        set_right(&mut talk, &edits(written), found);
        assert_eq!(shown(&talk), expected, "it can be done twice");
        set_right(&mut talk, &[], true);
        assert_eq!(talk, before, "and undone");
    }

    #[test]
    fn sections_are_named_added_and_left_out() {
        check("Rain@0,Wind@10", "", true, "Rain@0,Wind@10");
        check("Rain@0,Wind@10", "Wind@10=Storm", true, "Rain@0,*Storm@10");
        check("Rain@0,Wind@10", "Rain@0=", true, "Wind@10");
        check("Rain@0,Wind@10", "@5=Drizzle", true, "Rain@0,*Drizzle@5,Wind@10");
        check("", "@5=Drizzle", true, "*Drizzle@5");
        check("Rain@0, Drops@3,Wind@10", "Drops@3=Drips", true, "Rain@0, *Drips@3,Wind@10");
    }

    #[test]
    fn a_section_is_known_again_where_the_text_or_its_title_changed() {
        check("Rain@40,Wind@50", "Rain@0=Storm", true, "*Storm@40,Wind@50");
        check("Rain@8000,Wind@8500", "Rain@0=", true, "Wind@8500");
        // Of many far away none is meant.
        check("Rain@7000,Rain@8000", "Rain@0=", true, "Rain@7000,Rain@8000");
        check("Rain@0,Rain@8000", "Rain@5=", true, "Rain@8000");
        // A newer dictum calls it otherwise.
        check("~Showers@10,~Wind@20", "Rain@10=Storm", true, "*Storm@10,~Wind@20");
        check("~Showers@10,~Wind@20", "Rain@10=", true, "~Wind@20");
        // It is gone: what the reader called it stays.
        check("~Wind@20", "Rain@10=Storm", true, "*Storm@10,~Wind@20");
    }

    #[test]
    fn a_section_without_a_time_gets_none_when_another_is_named() {
        let mut talk = talk("~Rain@0,~Snow@50");
        let segment = |from, to, start: Option<i64>| Segment {
            kind: SegmentKind::Speech,
            span: Span::new(from, to),
            start: start.map(Timestamp::from_ms),
            end: None,
            speaker: None,
            line: 0,
            end_line: 0,
        };
        talk.segments = vec![segment(0, 20, None), segment(20, 100, Some(9_000))];
        set_right(&mut talk, &edits("Snow@50=Ice"), true);
        assert_eq!((talk.sections[0].start, talk.sections[1].title.as_str()), (None, "Ice"));
    }

    #[test]
    fn found_sections_can_be_hidden_and_those_of_the_reader_stay() {
        check("~Rain@0,~Wind@10,Sun@20", "", false, "Sun@20");
        check("~Rain@0,~Wind@10", "Wind@10=Storm,@5=Drizzle", false, "*Drizzle@5,*Storm@10");
    }

    #[test]
    fn what_was_done_to_a_section_is_found_by_it() {
        let made = edits("Rain@3=Storm,@7=Drizzle");
        let mut talk = talk("Rain@5,Wind@10");
        set_right(&mut talk, &made, true);
        let of = |at: usize| edit_of(&talk, &talk.sections[at], &made);
        assert_eq!((of(0), of(1)), (made[0].clone(), made[1].clone()));
        assert!(of(2).changes_nothing());
    }

    #[test]
    fn parts_of_a_section_come_after_it_and_can_be_set_right() {
        let mut talk = talk("~Rain@0,~Wind@100");
        let made = edits("~Wind@100=Storm");
        set_right(&mut talk, &made, true);
        let inner = |title: &str, at| Section {
            title: title.into(),
            level: 2,
            origin: Origin::Found,
            span: Span::empty(at),
            start: None,
            line: 0,
        };
        assert_eq!(add_inner(&mut talk, vec![inner("Drops", 0), inner("Puddles", 50)]), 2);
        assert_eq!(
            add_inner(&mut talk, vec![inner("Drops", 0), inner("Puddles", 50)]),
            0,
            "they are there once"
        );
        assert_eq!(shown(&talk), "~Rain@0, ~Drops@0, ~Puddles@50,~Wind@100");
        set_right(&mut talk, &edits("Puddles@50="), true);
        assert_eq!(shown(&talk), "~Rain@0, ~Drops@0,~Wind@100");
        assert_eq!(talk.sections[0].span, Span::new(0, 100));
    }
}
