//! Draws real screens of the reader over the sample talks as SVG pictures, for the README and the docs:
//! `cargo run --example picture`. With `-- SIZE KEYS FILE [PATH…]` any other screen: `-- 80x24 'jj<enter>' out.svg`.
#![allow(clippy::unwrap_used)]

#[path = "../tests/common/mod.rs"]
mod common;

use std::fmt::Write as _;
use std::fs;

use common::Desk;
use dictum::worker::Places;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

/// Pixels of a cell.
const WIDTH: f32 = 8.4;
const HEIGHT: f32 = 18.0;
const PAPER: &str = "#1d1f27";
const INK: &str = "#d7dae0";

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if let [size, keys, file, paths @ ..] = args.as_slice() {
        let places = if paths.is_empty() {
            Places::Samples
        } else {
            Places::Paths(paths.iter().map(Into::into).collect())
        };
        draw(places, size, keys, file);
        return;
    }
    draw(Places::Samples, "132x34", "jj<enter>]]", "docs/pictures/reading.svg");
    draw(Places::Samples, "112x30", "/nine seconds", "docs/pictures/finding.svg");
}

fn draw(places: Places, size: &str, keys: &str, file: &str) {
    let (width, height) = size.split_once('x').unwrap();
    let mut desk = Desk::over(places, width.parse().unwrap(), height.parse().unwrap());
    desk.keys(keys);
    fs::write(file, svg(&desk.buffer())).unwrap();
}

fn svg(buffer: &Buffer) -> String {
    let (columns, rows) = (f32::from(buffer.area.width), f32::from(buffer.area.height));
    let (width, height) = (columns * WIDTH + 24.0, rows * HEIGHT + 24.0);
    let mut out = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width} {height}' width='{width}' height='{height}'>\n\
         <rect width='100%' height='100%' rx='8' fill='{PAPER}'/>\n\
         <g font-family='ui-monospace,DejaVu Sans Mono,Menlo,Consolas,monospace' font-size='14' \
         transform='translate(12 12)' xml:space='preserve'>\n"
    );
    for y in 0..buffer.area.height {
        let mut x = 0;
        while x < buffer.area.width {
            let cell = &buffer[(x, y)];
            let mut run = String::new();
            let from = x;
            // Cells that look alike are one run; wide letters stand alone, so that columns stay true.
            while x < buffer.area.width && looks(&buffer[(x, y)]) == looks(cell) {
                let symbol = buffer[(x, y)].symbol();
                let columns = u16::try_from(dictum::text::width(symbol)).unwrap().max(1);
                if columns > 1 && !run.is_empty() {
                    break;
                }
                run.push_str(symbol);
                x += columns;
                if columns > 1 {
                    break;
                }
            }
            piece(&mut out, cell, &run, from, y, x - from);
        }
    }
    out.push_str("</g></svg>\n");
    out
}

fn looks(cell: &Cell) -> (Color, Color, Modifier) {
    (cell.fg, cell.bg, cell.modifier)
}

fn piece(out: &mut String, cell: &Cell, text: &str, x: u16, y: u16, columns: u16) {
    let (mut fg, mut bg) = (colour(cell.fg, INK), colour(cell.bg, PAPER));
    if cell.modifier.contains(Modifier::REVERSED) {
        std::mem::swap(&mut fg, &mut bg);
    }
    let (left, top) = (f32::from(x) * WIDTH, f32::from(y) * HEIGHT);
    let width = f32::from(columns) * WIDTH;
    if bg != PAPER {
        writeln!(out, "<rect x='{left:.1}' y='{top}' width='{width:.1}' height='{HEIGHT}' fill='{bg}'/>")
            .unwrap();
    }
    if cell.modifier.contains(Modifier::UNDERLINED) {
        let under = top + HEIGHT - 2.0;
        writeln!(
            out,
            "<rect x='{left:.1}' y='{under}' width='{width:.1}' height='1' fill='{fg}' opacity='.6'/>"
        )
        .unwrap();
    }
    if text.trim().is_empty() {
        return;
    }
    let bold = if cell.modifier.contains(Modifier::BOLD) { " font-weight='bold'" } else { "" };
    let italic = if cell.modifier.contains(Modifier::ITALIC) { " font-style='italic'" } else { "" };
    let dim = if cell.modifier.contains(Modifier::DIM) { " opacity='.55'" } else { "" };
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    let base = top + 13.5;
    writeln!(
        out,
        "<text x='{left:.1}' y='{base}' textLength='{width:.1}' lengthAdjust='spacingAndGlyphs' fill='{fg}'{bold}{italic}{dim}>{text}</text>"
    )
    .unwrap();
}

fn colour(colour: Color, otherwise: &'static str) -> &'static str {
    match colour {
        Color::Black => "#1d1f27",
        Color::Red => "#e06c75",
        Color::Green => "#98c379",
        Color::Yellow => "#e5c07b",
        Color::Blue => "#61afef",
        Color::Magenta => "#c678dd",
        Color::Cyan => "#56b6c2",
        _ => otherwise,
    }
}
