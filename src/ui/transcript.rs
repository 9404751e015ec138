//! The transcript pane: the text in the middle, times in a quiet margin, the section's title held at the top.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::outline::origin_sign;
use super::paint::{put, put_right, restyle, row};
use super::skim;
use super::theme::Theme;
use crate::app::{App, Focus, Reader, Row, Sheet, Walk, indent};
use crate::model::{BlockKind, Origin, Segment, SegmentKind, Span, SpeakerId, Talk, Timestamp};

/// Paints the pane.
pub fn paint(app: &App, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let Some(reader) = app.shown_reader() else {
        return paint_nothing(app, theme, area, buffer);
    };
    let body = if app.is_zen() {
        area
    } else {
        paint_header(app, theme, reader, row(area, 0), buffer);
        let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        paint_scroll_bar(theme, reader, body, buffer);
        body
    };
    let page = Page::of(app, reader, body);
    let styles = styles(app, theme, reader);
    let rows = reader.visible();
    // The paragraph that goes on from above the screen has its time, too.
    if let Some((y, Row::Text { span, first: false, .. })) = rows
        .iter()
        .enumerate()
        .find(|(_, r)| matches!(r, Row::Text { .. } | Row::Cue { .. } | Row::Moment { .. }))
        .filter(|_| !app.is_zen())
    {
        page.paint_margin(theme, reader, *span, u16::try_from(y).unwrap_or(0), buffer);
    }
    for (i, line) in rows.into_iter().enumerate() {
        let y = u16::try_from(i).unwrap_or(u16::MAX);
        page.paint(app, theme, reader, line, y, &styles, buffer);
    }
}

fn paint_nothing(app: &App, theme: Theme, area: Rect, buffer: &mut Buffer) {
    let inside = Rect { x: area.x + 2, width: area.width.saturating_sub(4), ..area };
    if let Some(entry) = app.opening().and_then(|talk| app.list.entries.get(talk)) {
        put(buffer, row(inside, 1), &format!("opening {} …", entry.path), theme.quiet());
    }
    let Some((talk, why)) = app.unreadable.as_ref().filter(|_| app.opening().is_none()) else { return };
    if let Some(entry) = app.list.entries.get(*talk) {
        put(buffer, row(inside, 1), &entry.path, theme.title());
    }
    let columns = usize::from(inside.width).max(1);
    let rows = crate::text::wrap(why, Span::new(0, why.len()), columns);
    for (i, part) in rows.into_iter().enumerate().take(usize::from(area.height.saturating_sub(2))) {
        put(buffer, row(inside, u16::try_from(i).unwrap_or(0) + 2), part.of(why), theme.fault());
    }
}

/// What holds the text below: the title of the section, or of the talk. What stands right below the header anyway is
/// not said twice.
fn paint_header(app: &App, theme: Theme, reader: &Reader, area: Rect, buffer: &mut Buffer) {
    let style = theme.header(app.focus == Focus::Transcript);
    buffer.set_style(area, style);
    let section = reader.section();
    let count = reader.counted().map(|(at, of)| format!(" {at} of {of} ")).unwrap_or_default();
    let below = reader.visible().into_iter().next();
    let path = || app.list.entries.get(reader.id).map_or("", |e| e.path.as_str());
    let (sign, title) = match (section, below) {
        (_, Some(Row::Title(_))) => ("", path()),
        (Some(at), Some(Row::Heading { section, .. })) if at == section => ("", reader.talk.title.as_str()),
        (Some(at), _) => ("§ ", reader.talk.sections.get(at).map_or("", |s| s.title.as_str())),
        (None, _) => ("", reader.talk.title.as_str()),
    };
    let x = put_right(buffer, area, &count, style);
    let inside = Rect { x: area.x + 1, width: x.saturating_sub(area.x + 1), ..area };
    let x = put(buffer, inside, sign, style);
    put(buffer, Rect { x, width: inside.right().saturating_sub(x), ..inside }, title, style);
}

fn paint_scroll_bar(theme: Theme, reader: &Reader, area: Rect, buffer: &mut Buffer) {
    let (len, height) = (reader.talk.text.len().max(1), usize::from(area.height));
    let window = reader.window();
    let from = window.from() * height / len;
    let to = (window.to() * height).div_ceil(len).clamp(from + 1, height.max(from + 1));
    if from == 0 && to >= height {
        return;
    }
    for y in (0..area.height).filter(|&y| (from..to).contains(&usize::from(y))) {
        let place = Rect { x: area.right().saturating_sub(1), width: 1, ..row(area, y) };
        put(buffer, place, "▐", theme.quiet());
    }
}

/// Where the columns of the page are on the screen.
struct Page {
    body: Rect,
    /// The first column of the margin.
    margin: u16,
    margin_width: u16,
    text: u16,
    columns: u16,
    /// Columns by which key sentences begin before the text.
    hang: u16,
    code_columns: u16,
}

impl Page {
    fn of(app: &App, reader: &Reader, body: Rect) -> Self {
        let narrow = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        let sheet = Sheet::of(reader, body.width.into(), app.view.measure, app.is_zen());
        Self {
            body,
            margin: body.x + narrow(sheet.left),
            margin_width: narrow(sheet.margin),
            text: body.x + narrow(sheet.text()),
            columns: narrow(sheet.columns),
            hang: narrow(sheet.hang()),
            code_columns: narrow(sheet.code_columns),
        }
    }

    fn line(&self, y: u16, x: u16, width: u16) -> Rect {
        let whole = row(self.body, y);
        Rect { x, width: width.min(whole.right().saturating_sub(x)), ..whole }
    }

    #[allow(clippy::too_many_arguments, reason = "what a row is drawn from, each a different thing")]
    fn paint(
        &self,
        app: &App,
        theme: Theme,
        reader: &Reader,
        line: Row,
        y: u16,
        styles: &[(Span, Style)],
        buffer: &mut Buffer,
    ) {
        let talk = &reader.talk;
        let place = self.line(y, self.text, self.columns);
        let is_chosen = reader.is_skimming() && reader.is_chosen(line);
        if is_chosen {
            // While the keys go elsewhere it is no cursor.
            let sign = if app.focus == Focus::Transcript { "▌" } else { "›" };
            put(buffer, self.line(y, self.margin, 1), sign, theme.pointer());
        }
        match line {
            Row::Blank => {}
            Row::Title(part) => {
                put(buffer, place, part.of(&talk.title), theme.title());
            }
            Row::About(part) => {
                put(buffer, place, part.of(reader.about()), theme.quiet());
            }
            Row::Heading { section: number, part, first } => {
                let section = &talk.sections[number];
                let style = match section.origin {
                    Origin::Written | Origin::Reader => theme.heading(),
                    Origin::Found => theme.found_heading(),
                };
                let end = put(buffer, place, part.of(&section.title), style);
                if reader.is_skimming() && first {
                    let rest = Rect { x: end, width: place.right().saturating_sub(end), ..place };
                    skim::paint_length(app, theme, reader, number, rest, buffer);
                    self.paint_margin(theme, reader, section.span, y, buffer);
                }
                if first && !app.is_zen() && !is_chosen {
                    let sign = match section.origin {
                        Origin::Written if reader.is_skimming() => "",
                        Origin::Written => "§",
                        origin => origin_sign(origin),
                    };
                    put(buffer, self.line(y, self.margin, 1), sign, style);
                }
            }
            Row::Speaker { block } => {
                if let Some(id) = talk.blocks[block].speaker {
                    paint_speaker(theme, talk, id, place, buffer);
                }
            }
            Row::Cue { segment } => {
                let cue = &talk.segments[segment];
                if !app.is_zen() {
                    self.paint_margin(theme, reader, cue.span, y, buffer);
                }
                paint_cue(theme, talk, cue, place, buffer);
            }
            Row::Moment { moment } => {
                put(buffer, place, &exact(talk.moments[moment].time), theme.quiet());
            }
            Row::Text { block, span, first, last } => {
                if first && !app.is_zen() {
                    self.paint_margin(theme, reader, span, y, buffer);
                }
                self.paint_text(theme, reader, block, span, (first, last), y, styles, buffer);
            }
            Row::Key { part, sentence, row, first, .. } => {
                let place = self.line(y, self.text - self.hang, self.columns + self.hang);
                skim::paint_sentence(app, theme, reader, (part, sentence), (row, first), place, buffer);
            }
            Row::NoText => {
                let told = if reader.is_skimming() {
                    "There is nothing to skim; v goes back."
                } else {
                    "This talk has no text."
                };
                put(buffer, place, told, theme.quiet());
            }
        }
    }

    /// The time at which a row is said, and a sign at the paragraph that is read.
    fn paint_margin(&self, theme: Theme, reader: &Reader, row: Span, y: u16, buffer: &mut Buffer) {
        let current = reader.is_read_at(row.from()) && !reader.is_skimming();
        if current {
            put(buffer, self.line(y, self.margin, 1), "▸", theme.pointer());
        }
        if let Some(time) = reader.talk.time_at(row.from()).filter(|_| self.margin_width > 0) {
            let style = if current { theme.text() } else { theme.quiet() };
            let x = self.margin + 1;
            put_right(buffer, self.line(y, x, self.margin_width), &time.to_string(), style);
        }
    }

    #[allow(clippy::too_many_arguments, reason = "what a row is drawn from, each a different thing")]
    fn paint_text(
        &self,
        theme: Theme,
        reader: &Reader,
        block: usize,
        span: Span,
        (first, last): (bool, bool),
        y: u16,
        styles: &[(Span, Style)],
        buffer: &mut Buffer,
    ) {
        let talk = &reader.talk;
        let block = &talk.blocks[block];
        let set_in = u16::try_from(indent(block, usize::from(self.columns))).unwrap_or(0);
        let before = self.line(y, self.text, set_in);
        match &block.kind {
            BlockKind::List { number, .. } if first => {
                let bullet = number.map_or("• ".to_owned(), |n| format!("{n}. "));
                put_right(buffer, before, &bullet, theme.text());
            }
            BlockKind::Quote => {
                put(buffer, before, "▎", theme.quiet());
            }
            BlockKind::Code { .. } => {
                let goes_on =
                    !first && !talk.text.get(..span.from()).is_some_and(|before| before.ends_with('\n'));
                put(buffer, before, if goes_on { "↪" } else { "│" }, theme.quiet());
            }
            _ => {}
        }
        let is_code = matches!(block.kind, BlockKind::Code { .. });
        let width = if is_code { self.code_columns } else { self.columns };
        let place = self.line(y, self.text + set_in, width.saturating_sub(set_in));
        let shown = span.of(&talk.text);
        let end = put(buffer, place, shown, base_style(theme, block.kind == BlockKind::Sound));
        dim_sounds(theme, talk, span, place, buffer);
        restyle(buffer, place, shown, span.from(), styles);
        let folded =
            block.repeat.filter(|r| !reader.is_raw() && last && span.to() <= r.unit.to() && r.count > 1);
        if let Some(repeat) = folded {
            let after = self.line(y, end, self.body.right().saturating_sub(end));
            put(buffer, after, &format!(" ×{}", repeat.count), theme.quiet());
        }
    }
}

fn base_style(theme: Theme, sound: bool) -> Style {
    if sound { theme.quiet() } else { theme.text() }
}

/// Sounds within a paragraph are heard, not said.
fn dim_sounds(theme: Theme, talk: &Talk, span: Span, place: Rect, buffer: &mut Buffer) {
    let from = talk.segments.partition_point(|s| s.span.to() <= span.from());
    let here = talk.segments.get(from..).unwrap_or_default().iter().take_while(|s| s.span.from() < span.to());
    let sounds: Vec<_> =
        here.filter(|s| s.kind == SegmentKind::Sound).map(|s| (s.span, theme.quiet())).collect();
    restyle(buffer, place, span.of(&talk.text), span.from(), &sounds);
}

/// `0:12.300 – 0:15.000  Ada Brook`
fn paint_cue(theme: Theme, talk: &Talk, cue: &Segment, place: Rect, buffer: &mut Buffer) {
    let times: Vec<String> = cue.start.into_iter().chain(cue.end).map(exact).collect();
    let mut x = put(buffer, place, &times.join(" – "), theme.quiet());
    if let Some(id) = cue.speaker {
        x += if times.is_empty() { 0 } else { 2 };
        let rest = Rect { x, width: place.right().saturating_sub(x), ..place };
        paint_speaker(theme, talk, id, rest, buffer);
    }
}

/// `0:12.300`
fn exact(time: Timestamp) -> String {
    format!("{time}.{:03}", time.ms() % 1000)
}

fn paint_speaker(theme: Theme, talk: &Talk, id: SpeakerId, place: Rect, buffer: &mut Buffer) {
    if let Some(speaker) = talk.speaker(id) {
        put(buffer, place, &speaker.name, theme.speaker(usize::from(id.0), speaker.is_unknown()));
    }
}

/// What looks different on this screen: emphasis, code, hits; the most telling last.
fn styles(app: &App, theme: Theme, reader: &Reader) -> Vec<(Span, Style)> {
    let window = reader.window();
    let from = reader.talk.styles.partition_point(|s| s.span.from() + MOST_STYLED < window.from());
    let near = reader.talk.styles.get(from..).unwrap_or_default().iter();
    let mut styles: Vec<(Span, Style)> = near
        .take_while(|s| s.span.from() < window.to())
        .filter(|s| s.span.overlaps(window))
        .map(|s| (s.span, theme.of(s.style)))
        .collect();
    styles.extend(skim::styles(theme, reader, window));
    if let Some(walk) = app.shown_walk() {
        styles.extend(hit_styles(theme, reader, walk, window));
    }
    styles
}

/// No styled range is longer: styles are sorted by where they begin, and this is how far back one may reach.
const MOST_STYLED: usize = 8192;

fn hit_styles(theme: Theme, reader: &Reader, walk: &Walk, window: Span) -> Vec<(Span, Style)> {
    let here = walk.within(reader.id).filter(|(span, _, _)| span.overlaps(window));
    here.flat_map(|(_, marks, current)| marks.iter().map(move |&mark| (mark, theme.hit(current)))).collect()
}
