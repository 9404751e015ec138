//! Makes plain text of documents of Word and `LibreOffice`: a paragraph a line.

use std::io::{Cursor, Read};
use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use super::markup::decode_entities;
use super::unpack;
use crate::error::{Error, Result};

/// The text of a document, and its title where it has one.
pub(super) struct Document {
    pub text: String,
    pub title: Option<String>,
}

/// | the part with the text | the part with the title | text is in |
const KINDS: &[(&str, &str, Option<&str>)] =
    &[("word/document.xml", "docProps/core.xml", Some("t")), ("content.xml", "meta.xml", None)];

/// Paragraphs of so many letters on the whole are prose, and stand apart; shorter ones are lines.
const LINE: usize = 80;

/// Reads a document; none where the archive holds none.
///
/// # Errors
/// Where it is a document, but broken or far too large.
pub(super) fn read(path: &Path, bytes: &[u8]) -> Result<Option<Document>> {
    if !bytes.starts_with(b"PK\x03\x04") {
        return Ok(None);
    }
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return Ok(None) };
    let Some((part, about, text_in)) = KINDS.iter().find(|(part, ..)| archive.index_for_name(part).is_some())
    else {
        return Ok(None);
    };
    // Books and tables have a `content.xml`, too.
    if *part == "content.xml" && !is_open_document_text(&mut archive) {
        return Ok(None);
    }
    let Some(xml) = part_of(&mut archive, part, bytes.len()) else {
        return Err(Error::at(path, "is a document that is broken, or far larger than it seems")
            .do_next("open it in its own program and save it as plain text"));
    };
    let title = part_of(&mut archive, about, bytes.len()).and_then(|xml| title_in(&xml));
    let lines = lines(&xml, *text_in);
    let text = as_text(lines.iter().map(String::as_str));
    Ok(Some(Document { text, title }))
}

/// Paragraphs as plain text has them: blank lines between those that are long, none between short ones.
pub(super) fn as_text<'a>(paragraphs: impl Iterator<Item = &'a str>) -> String {
    let lines: Vec<&str> = paragraphs.collect();
    let filled = lines.iter().filter(|line| !line.trim().is_empty());
    let (count, letters) = filled.fold((0, 0), |(n, all), line| (n + 1, all + line.chars().count()));
    lines.join(if letters > count * LINE { "\n\n" } else { "\n" })
}

fn is_open_document_text(archive: &mut ZipArchive<Cursor<&[u8]>>) -> bool {
    part_of(archive, "mimetype", 0).is_some_and(|kind| kind.contains("opendocument.text"))
}

/// A part of an archive, unless it is too large.
fn part_of(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str, packed: usize) -> Option<String> {
    let most = unpack::most(packed);
    let mut bytes = Vec::new();
    archive.by_name(name).ok()?.take(most + 1).read_to_end(&mut bytes).ok()?;
    (bytes.len() as u64 <= most).then(|| String::from_utf8_lossy(&bytes).into_owned())
}

/// The paragraphs of a document. Text counts only within `text_in`, where one is named: Word's fields hold other text.
fn lines(xml: &str, text_in: Option<&str>) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut inside = text_in.is_none();
    events(xml, |event| match event {
        Piece::Start(name) => match name {
            "tab" => line.push('\t'),
            "br" | "cr" | "line-break" => line.push('\n'),
            "s" => line.push(' '),
            "noBreakHyphen" => line.push('-'),
            name => inside |= text_in == Some(name),
        },
        Piece::End(name) => {
            inside &= text_in != Some(name);
            if name == "p" || name == "h" {
                lines.push(std::mem::take(&mut line));
            }
        }
        Piece::Text(text) if inside => line.push_str(text),
        Piece::Text(_) => (),
    });
    lines.push(line);
    lines
}

fn title_in(xml: &str) -> Option<String> {
    let (mut title, mut inside) = (String::new(), false);
    events(xml, |event| match event {
        Piece::Start("title") => inside = true,
        Piece::End("title") => inside = false,
        Piece::Text(text) if inside => title.push_str(text),
        _ => (),
    });
    Some(title).filter(|title| !title.trim().is_empty())
}

enum Piece<'a> {
    Start(&'a str),
    End(&'a str),
    Text(&'a str),
}

/// Walks through XML as far as it makes sense.
fn events(xml: &str, mut take: impl FnMut(Piece)) {
    let mut reader = Reader::from_str(xml);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    config.expand_empty_elements = true;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => take(Piece::Start(tag.local_name().as_ref())),
            Ok(Event::End(tag)) => take(Piece::End(tag.local_name().as_ref())),
            Ok(Event::Text(text)) => take(Piece::Text(&text.into_inner())),
            Ok(Event::GeneralRef(name)) => {
                take(Piece::Text(&decode_entities(&format!("&{};", name.into_inner()))));
            }
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => (),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::write::{SimpleFileOptions, ZipWriter};

    use super::*;

    fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn paragraphs_are_lines() {
        let word = archive(&[
            (
                "word/document.xml",
                "<w:document><w:p><w:r><w:t>Ida</w:t><w:tab/><w:t>0:03</w:t></w:r></w:p><w:p><w:instrText>PAGE</w:instrText><w:t>It rains &amp; rains, half</w:t><w:noBreakHyphen/><w:t>way.</w:t></w:p></w:document>",
            ),
            ("docProps/core.xml", "<cp><dc:title>On rain</dc:title></cp>"),
        ]);
        let document = read(Path::new("a.docx"), &word).unwrap().unwrap();
        assert_eq!(
            (document.text.trim(), document.title.as_deref()),
            ("Ida\t0:03\nIt rains & rains, half-way.", Some("On rain"))
        );
    }

    #[test]
    fn open_documents_too_but_no_other_archives() {
        let odt = archive(&[
            ("mimetype", "application/vnd.oasis.opendocument.text"),
            (
                "content.xml",
                "<office:text><text:h>Rain</text:h><text:p>It<text:s/>rains.</text:p></office:text>",
            ),
        ]);
        assert_eq!(read(Path::new("a"), &odt).unwrap().unwrap().text.trim(), "Rain\nIt rains.");
        let other = archive(&[("notes.txt", "so")]);
        assert!(read(Path::new("a"), &other).unwrap().is_none());
        assert!(read(Path::new("a"), b"PK\x03\x04word/document.xml").unwrap().is_none());
    }
}
