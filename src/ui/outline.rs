//! The outline pane: the sections, the current one marked, each with its length, its hits and who mostly talks there.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::field::{field_cursor, paint_field};
use super::initials::initials;
use super::outline_details::paint_details;
use super::paint::{put, put_right, rect, row};
use super::picking::put_name;
use super::theme::Theme;
use crate::app::{App, Focus, Fold, OutlineLine, Panes, Reader, Walk, lines_area};
use crate::model::{Origin, Section, SpeakerId};
use crate::search::names::Finder;
use crate::text::width;

/// From this width on a bar lies beside the time, and who mostly talks stands there; below it the bar is a column high.
const WIDE: u16 = 32;
/// Columns of a bar that lies, and of the letters for a speaker with a blank.
const BAR: usize = 5;
const INITIALS: usize = 3;

/// What the lines are drawn with.
struct Pane<'a> {
    app: &'a App,
    reader: &'a Reader,
    theme: Theme,
    finder: Finder,
    /// The longest section, in bytes: its bar is full.
    longest: usize,
    /// Columns of the times; where there is room they are in line. None where most sections have none, and where hits
    /// leave no room for them.
    times: Option<usize>,
    /// Some section can be opened or closed; some was not written by the author.
    folds: bool,
    signs: bool,
    speakers: bool,
}

/// Paints the outline pane.
pub fn paint(app: &App, theme: Theme, area: Rect, buffer: &mut Buffer) {
    paint_header(app, theme, row(area, 0), buffer);
    let Some(reader) = &app.reader else { return };
    let lines =
        rect(lines_area(crate::app::Area { x: area.x, y: area.y, width: area.width, height: area.height }));
    let mut pane = Pane::of(app, reader, theme, area.width >= WIDE);
    // Without room to tell whose they are, letters tell nothing.
    pane.speakers &= area.width >= WIDE && lines.bottom() < area.bottom();
    let (top, chosen) = (app.outline.choice.top, app.outline.choice.at);
    for (i, line) in app.outline.lines().iter().enumerate().skip(top).take(usize::from(lines.height)) {
        let place = row(lines, u16::try_from(i - top).unwrap_or(u16::MAX));
        pane.paint_line(*line, i == chosen, place, buffer);
    }
    if app.outline.lines().is_empty() {
        put(
            buffer,
            Rect { x: lines.x + 2, width: lines.width.saturating_sub(2), ..row(lines, 0) },
            "no title fits",
            theme.quiet(),
        );
    }
    let foot = Rect { y: lines.bottom(), height: area.bottom().saturating_sub(lines.bottom()), ..area };
    if let Some(section) = app.outline.chosen().filter(|_| foot.height > 0) {
        paint_details(reader, section, pane.times.is_none(), theme, foot, buffer);
        let seen = app.outline.lines().iter().skip(top).take(usize::from(lines.height));
        pane.paint_legend(seen, row(foot, 0), buffer);
    }
}

/// Where the cursor stands while the filter is typed.
pub fn cursor(app: &App, panes: &Panes) -> Option<Position> {
    let area = rect(panes.outline.filter(|_| app.outline.typing)?);
    Some(field_cursor("› ", &app.outline.filter, row(area, 0)))
}

fn paint_header(app: &App, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let style = theme.header(app.focus == Focus::Outline);
    let shown = app.outline.lines().len();
    if app.outline.typing {
        let x = put_right(buffer, area, &format!(" {shown} "), theme.quiet());
        paint_field(
            theme,
            "› ",
            &app.outline.filter,
            Rect { width: x.saturating_sub(area.x), ..area },
            buffer,
        );
        return;
    }
    buffer.set_style(area, style);
    let count = app.reader.as_ref().map_or(0, |r| r.talk.sections.len());
    let x = put_right(buffer, area, &format!("{count} "), style);
    put(buffer, Rect { width: x.saturating_sub(area.x), ..area }, " Outline", style);
}

impl<'a> Pane<'a> {
    fn of(app: &'a App, reader: &'a Reader, theme: Theme, wide: bool) -> Self {
        let sections = &reader.talk.sections;
        let lines = app.outline.lines();
        let length = |line: &OutlineLine| sections.get(line.section).map_or(0, |s| s.span.len());
        let starts = sections.iter().filter_map(|s| s.start);
        let times = if wide { starts.clone().map(|time| time.to_string().len()).max() } else { Some(0) };
        let ends = lines.iter().filter(|line| line.fold != Fold::Open);
        Self {
            app,
            reader,
            theme,
            finder: Finder::new(app.outline.filter.value()),
            longest: ends.map(length).max().unwrap_or(0).max(1),
            times: times
                .filter(|_| (wide || app.shown_walk().is_none()) && 2 * starts.count() > sections.len()),
            folds: lines.iter().any(|line| line.fold != Fold::Leaf),
            signs: sections.iter().any(|s| s.origin != Origin::Written),
            speakers: reader.talk.speakers.len() > 1,
        }
    }

    fn paint_line(&self, line: OutlineLine, chosen: bool, area: Rect, buffer: &mut Buffer) {
        let Some(section) = self.reader.talk.sections.get(line.section) else { return };
        let focused = self.app.focus == Focus::Outline;
        let current = self.is_current(line);
        // The skim has a cursor of its own.
        let points = !(focused || self.app.focus == Focus::Transcript && self.reader.is_skimming());
        let sign = match (focused && chosen, current, points) {
            (true, ..) | (_, true, true) => "▌",
            // While another is chosen, the one that is read has a sign of its own.
            (_, true, false) => "›",
            _ => " ",
        };
        put(buffer, area, sign, self.theme.pointer());
        let x = self.paint_facts(line, section, area, buffer);
        let mut place = Rect { x: area.x + line.indent(), ..area };
        place.width = x.saturating_sub(place.x);
        if self.folds {
            place = after(place, put(buffer, place, fold_sign(line.fold), self.theme.quiet()), 1);
        }
        if self.signs {
            place = after(place, put(buffer, place, origin_sign(section.origin), self.theme.quiet()), 1);
        }
        let style = self.title_style(section, current);
        put_name(buffer, place, &section.title, style, (&self.finder, self.theme));
        if focused && chosen {
            let rest = Rect { x: area.x + 1, width: area.width.saturating_sub(1), ..area };
            buffer.set_style(rest, self.theme.chosen(true));
        }
    }

    /// The section that is read, or the one that it is folded away in.
    fn is_current(&self, line: OutlineLine) -> bool {
        let Some(read) = self.reader.section() else { return false };
        let sections = &self.reader.talk.sections;
        let within = || {
            sections
                .get(read)
                .zip(sections.get(line.section))
                .is_some_and(|(i, o)| crate::app::is_within(i, o))
        };
        read == line.section || (line.fold == Fold::Closed && within())
    }

    fn title_style(&self, section: &Section, current: bool) -> Style {
        match (current, section.origin) {
            (true, _) => self.theme.title(),
            (false, Origin::Found) => self.theme.found(),
            (false, Origin::Written | Origin::Reader) => self.theme.text(),
        }
    }

    /// Hits, who mostly talks, the time and the length, at the right; answers where they begin.
    fn paint_facts(&self, line: OutlineLine, section: &Section, area: Rect, buffer: &mut Buffer) -> u16 {
        let mut rest = Rect { width: area.width.saturating_sub(1), ..area };
        let mut told = |text: &str, style| {
            let x = put_right(buffer, rest, text, style);
            rest.width = x.saturating_sub(rest.x);
            x
        };
        told(&bar(section.span.len(), self.longest, area.width >= WIDE), self.theme.quiet());
        let mut x = match self.times {
            Some(columns) => {
                let time = section.start.map(|start| format!(" {start}")).unwrap_or_default();
                told(&format!("{time:>0$} ", columns + usize::from(columns > 0)), self.theme.quiet())
            }
            None => told(" ", self.theme.quiet()),
        };
        if self.speakers {
            let (letters, style) =
                self.mostly(line.section).map_or((String::new(), self.theme.quiet()), |id| {
                    (initials(&self.reader.talk, id), self.style_of(id))
                });
            x = told(&format!("{letters:>INITIALS$}"), style);
        }
        let hits = self.app.shown_walk().map_or(0, |walk| hits_within(walk, self.reader, line));
        if hits > 0 {
            told(&format!("•{hits}"), self.theme.hit_sign());
            x = told(" ", self.theme.quiet());
        }
        x
    }

    /// Who says at least half of what is said in a section.
    fn mostly(&self, section: usize) -> Option<SpeakerId> {
        let first = self.reader.who_talks(section).first().copied();
        first.filter(|&(_, share)| share >= 0.5).map(|(id, _)| id)
    }

    fn style_of(&self, id: SpeakerId) -> Style {
        self.theme.speaker(usize::from(id.0), true)
    }

    /// Whose the letters are, as many of them as there is room for: `── AB Ada Brook · TR Tom Reed ──`.
    fn paint_legend<'l>(&self, seen: impl Iterator<Item = &'l OutlineLine>, area: Rect, buffer: &mut Buffer) {
        let mut told: Vec<SpeakerId> = Vec::new();
        let mut x = area.x + 2;
        for id in seen.filter(|_| self.speakers).filter_map(|line| self.mostly(line.section)) {
            let Some(speaker) = self.reader.talk.speaker(id).filter(|_| !told.contains(&id)) else {
                continue;
            };
            let legend = format!(" {} {} ", initials(&self.reader.talk, id), speaker.name);
            let room = Rect { x, width: area.right().saturating_sub(x + 1), ..area };
            if width(&legend) <= usize::from(room.width) {
                x = put(buffer, room, &legend, self.style_of(id)) + 1;
                told.push(id);
            }
        }
    }
}

fn after(place: Rect, x: u16, least: u16) -> Rect {
    let x = x.max(place.x + least).min(place.right());
    Rect { x, width: place.right().saturating_sub(x), ..place }
}

fn fold_sign(fold: Fold) -> &'static str {
    match fold {
        Fold::Leaf => " ",
        Fold::Open => "▾",
        Fold::Closed => "▸",
        Fold::Long => "▹",
    }
}

/// Beside an author's heading stands nothing.
pub fn origin_sign(origin: Origin) -> &'static str {
    match origin {
        Origin::Written => " ",
        Origin::Found => "~",
        Origin::Reader => "*",
    }
}

/// A length as a bar of half columns, or, where it is narrow, as one column of eighths.
fn bar(length: usize, longest: usize, wide: bool) -> String {
    const EIGHTHS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
    let of = |parts: usize| (length.min(longest) * parts).div_ceil(longest.max(1)).max(1);
    if !wide {
        return EIGHTHS.get(of(8) - 1).copied().unwrap_or("█").to_owned();
    }
    let halves = of(2 * BAR);
    let drawn = format!("{}{}", "━".repeat(halves / 2), if halves % 2 == 1 { "╸" } else { "" });
    format!("{drawn:BAR$}")
}

/// Hits of which the section is the innermost that is seen.
fn hits_within(walk: &Walk, reader: &Reader, line: OutlineLine) -> usize {
    let Some(section) = reader.talk.sections.get(line.section) else { return 0 };
    let here = |at: usize| match line.fold {
        Fold::Closed => section.span.from() <= at && at < section.span.to(),
        _ => reader.talk.section_at(at) == Some(line.section),
    };
    walk.within(reader.id).filter(|(span, _, _)| here(span.from())).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_as_long_as_their_sections() {
        for (length, wide, expected) in [
            (0, true, "╸    "),
            (1, true, "╸    "),
            (50, true, "━━╸  "),
            (100, true, "━━━━━"),
            (300, true, "━━━━━"),
            (0, false, "▁"),
            (50, false, "▄"),
            (100, false, "█"),
        ] {
            assert_eq!(bar(length, 100, wide), expected, "{length} {wide}");
        }
    }
}
