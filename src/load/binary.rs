//! Knows files that hold no text by their first bytes.

/// What a file is, and what to do with it.
pub(super) type Known = (&'static str, &'static str);

const TO_TEXT: &str = "transcribe it first, for example with whisper, and open what that writes";
const UNPACK: &str = "unpack it and open the files in it";
const CONVERT: &str = "make SubRip of it: ffmpeg -i FILE captions.srt";
const NO_TALK: &str = "name a text file";

/// | first bytes | at | what it is | what to do |
const MAGIC: &[(&[u8], usize, &str, &str)] = &[
    (b"%PDF-", 0, "is a PDF", "make text of it with pdftotext -layout and open that"),
    (b"\x89PNG", 0, "is a PNG picture", NO_TALK),
    (b"\xFF\xD8\xFF", 0, "is a JPEG picture", NO_TALK),
    (b"GIF8", 0, "is a GIF picture", NO_TALK),
    (b"STL25.01", 3, "is captions in EBU STL", CONVERT),
    (b"STL30.01", 3, "is captions in EBU STL", CONVERT),
    (b"Scenarist_SCC", 0, "is captions in SCC", CONVERT),
    (b"BZh", 0, "is packed with bzip2", UNPACK),
    (b"ustar", 257, "is a tar archive", UNPACK),
    (b"7z\xBC\xAF\x27\x1C", 0, "is a 7-Zip archive", UNPACK),
    (b"\x7FELF", 0, "is a program", NO_TALK),
    (b"SQLite format 3\0", 0, "is a SQLite database", NO_TALK),
    (b"ID3", 0, "is an MP3 recording", TO_TEXT),
    (b"\xFF\xFB", 0, "is an MP3 recording", TO_TEXT),
    (b"OggS", 0, "is an Ogg recording", TO_TEXT),
    (b"fLaC", 0, "is a FLAC recording", TO_TEXT),
    (b"WAVE", 8, "is a WAV recording", TO_TEXT),
    (b"AVI ", 8, "is an AVI video", TO_TEXT),
    (b"ftyp", 4, "is an MP4 recording", TO_TEXT),
    (b"\x1A\x45\xDF\xA3", 0, "is a Matroska or WebM video", TO_TEXT),
    (b"\xD0\xCF\x11\xE0", 0, "is an old Office document", "save it as plain text and open that"),
];

/// What holds no text, by its first bytes.
pub(super) fn known(bytes: &[u8]) -> Option<Known> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Some(kind_of_zip(bytes));
    }
    MAGIC
        .iter()
        .find(|(magic, at, ..)| bytes.get(*at..).is_some_and(|rest| rest.starts_with(magic)))
        .map(|&(_, _, what, next)| (what, next))
}

/// Office documents and books are ZIP archives; the names of their parts stand near the start.
fn kind_of_zip(bytes: &[u8]) -> Known {
    let head = bytes.get(..bytes.len().min(16 << 10)).unwrap_or(bytes);
    let holds = |name: &[u8]| head.windows(name.len()).any(|w| w == name);
    if holds(b"word/") {
        ("is a Word document", "save it as plain text and open that")
    } else if holds(b"opendocument.text") {
        ("is an OpenDocument text", "save it as plain text and open that")
    } else if holds(b"application/epub") {
        ("is an EPUB book", "convert it to text and open that")
    } else {
        ("is a ZIP archive", UNPACK)
    }
}

#[cfg(test)]
mod tests {
    use super::known;

    #[test]
    fn pictures_packs_and_recordings_are_named() {
        let tar = [vec![0; 257], b"ustar\x0000".to_vec()].concat();
        for (bytes, what) in [
            (&tar[..], Some("is a tar archive")),
            (b"%PDF-1.7 ...", Some("is a PDF")),
            (b"PK\x03\x04......word/document.xml", Some("is a Word document")),
            (b"PK\x03\x04......notes.txt", Some("is a ZIP archive")),
            (b"850STL25.01", Some("is captions in EBU STL")),
            (b"RIFF\0\0\0\0WAVEfmt ", Some("is a WAV recording")),
            (b"\0\0\0\x20ftypisom", Some("is an MP4 recording")),
            (b"PKs are what we call them", None),
            (b"", None),
        ] {
            assert_eq!(known(bytes).map(|k| k.0), what);
        }
    }
}
