//! Knows files that hold no text by their first bytes.

/// What a file is, and what to do with it.
pub(super) type Known = (&'static str, &'static str);

const TO_TEXT: &str = "transcribe it first, for example with whisper, and open what that writes";
const UNPACK: &str = "unpack it and open the files in it";
const CONVERT: &str = "make SubRip of it: ffmpeg -i FILE captions.srt";
const SAVE_PAGE: &str = "open it in a browser, save it as HTML or as text, and open that";
const NO_TALK: &str = "name a text file";

/// | first bytes | at | what it is | what to do |
const MAGIC: &[(&[u8], usize, &str, &str)] = &[
    (b"\x89PNG", 0, "is a PNG picture", NO_TALK),
    (b"\xFF\xD8\xFF", 0, "is a JPEG picture", NO_TALK),
    (b"GIF8", 0, "is a GIF picture", NO_TALK),
    (b"II*\0", 0, "is a TIFF picture", NO_TALK),
    (b"MM\0*", 0, "is a TIFF picture", NO_TALK),
    (b"8BPS", 0, "is a Photoshop picture", NO_TALK),
    (b"ftyphe", 4, "is a HEIC picture", NO_TALK),
    (b"ftypmif1", 4, "is a HEIC picture", NO_TALK),
    (b"ftypmsf1", 4, "is a HEIC picture", NO_TALK),
    (b"ftypavif", 4, "is an AVIF picture", NO_TALK),
    (b"BZh", 0, "is packed with bzip2", UNPACK),
    (b"ustar", 257, "is a tar archive", UNPACK),
    (b"7z\xBC\xAF\x27\x1C", 0, "is a 7-Zip archive", UNPACK),
    (b"Rar!\x1A\x07", 0, "is a RAR archive", UNPACK),
    (b"\x7FELF", 0, "is a program", NO_TALK),
    (b"MZ", 0, "is a program for Windows", NO_TALK),
    (b"SQLite format 3\0", 0, "is a SQLite database", NO_TALK),
    (b"ID3", 0, "is an MP3 recording", TO_TEXT),
    (b"\xFF\xFB", 0, "is an MP3 recording", TO_TEXT),
    (b"\xFF\xFA", 0, "is an MP3 recording", TO_TEXT),
    (b"\xFF\xF3", 0, "is an MP3 recording", TO_TEXT),
    (b"\xFF\xF2", 0, "is an MP3 recording", TO_TEXT),
    (b"\xFF\xF1", 0, "is an AAC recording", TO_TEXT),
    (b"\xFF\xF9", 0, "is an AAC recording", TO_TEXT),
    (b"OggS", 0, "is an Ogg recording", TO_TEXT),
    (b"fLaC", 0, "is a FLAC recording", TO_TEXT),
    (b"#!AMR", 0, "is an AMR recording", TO_TEXT),
    (b"ftypM4A", 4, "is an M4A recording", TO_TEXT),
    (b"ftyp", 4, "is an MP4 recording", TO_TEXT),
    (b"\x1A\x45\xDF\xA3", 0, "is a Matroska or WebM video", TO_TEXT),
    (b"\x30\x26\xB2\x75\x8E\x66", 0, "is a Windows Media recording", TO_TEXT),
    (b"FLV\x01", 0, "is a Flash video", TO_TEXT),
    (b"\0\0\x01\xBA", 0, "is an MPEG video", TO_TEXT),
    (b"\xD0\xCF\x11\xE0", 0, "is an old Office document", "save it as plain text and open that"),
];

/// These hold letters alone at their start, so that their signs have to be enough.
const IN_LETTERS: &[(&[u8], usize, &str, &str)] = &[
    (b"%PDF-", 0, "is a PDF", "make text of it with pdftotext -layout and open that"),
    (b"STL25.01", 3, "is captions in EBU STL", CONVERT),
    (b"STL30.01", 3, "is captions in EBU STL", CONVERT),
    (b"Scenarist_SCC", 0, "is captions in SCC", CONVERT),
    (b"From: <Saved by ", 0, "is a page in an archive of the web (MHTML)", SAVE_PAGE),
    (b"MIME-Version: 1.0", 0, "is a mail or an archive of the web (MHTML)", SAVE_PAGE),
];

/// | file | kind | what it is | what to do |
const CONTAINERS: &[(&[u8], &[u8], &str, &str)] = &[
    (b"RIFF", b"WAVE", "is a WAV recording", TO_TEXT),
    (b"RF64", b"WAVE", "is a WAV recording", TO_TEXT),
    (b"RIFF", b"AVI ", "is an AVI video", TO_TEXT),
    (b"RIFF", b"WEBP", "is a WebP picture", NO_TALK),
    (b"FORM", b"AIFF", "is an AIFF recording", TO_TEXT),
    (b"FORM", b"AIFC", "is an AIFF recording", TO_TEXT),
];

/// So much of a file shows whether there are bytes in it that no text has.
const HEAD: usize = 4 << 10;

/// What holds no text, by its first bytes. People begin a text with `ID3 tags are` and `BZh`, too: signs that are letters
/// count only among bytes that no text has.
pub(super) fn known(bytes: &[u8]) -> Option<Known> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Some(kind_of_zip(bytes));
    }
    let find = |table: &[(&[u8], usize, &'static str, &'static str)]| {
        let mut rows = table.iter();
        let row = rows.find(|(magic, at, ..)| bytes.get(*at..).is_some_and(|rest| rest.starts_with(magic)));
        row.map(|&(_, _, what, next)| (what, next))
    };
    find(IN_LETTERS)
        .or_else(|| if reads_as_text(bytes) { None } else { find(MAGIC).or_else(|| picture_or_sound(bytes)) })
}

/// Whether a file begins with a letter of English, and has no control characters near its start.
fn reads_as_text(bytes: &[u8]) -> bool {
    let mut head = bytes.iter().take(HEAD);
    bytes.first().is_some_and(u8::is_ascii)
        && !head.any(|byte| matches!(byte, 0..=8 | 0x0E..=0x1A | 0x1C..=0x1F))
}

/// What tells its kind behind its size: containers of sound and film, and bitmaps.
fn picture_or_sound(bytes: &[u8]) -> Option<Known> {
    let has = |at: usize, sign: &[u8]| bytes.get(at..).is_some_and(|rest| rest.starts_with(sign));
    if has(0, b"BM") && has(6, &[0; 4]) {
        return Some(("is a BMP picture", NO_TALK));
    }
    let row = CONTAINERS.iter().find(|(file, kind, ..)| has(0, file) && has(8, kind));
    row.map(|&(_, _, what, next)| (what, next))
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
            (b"RIFF\x08\0\0\0WEBPVP8 ", Some("is a WebP picture")),
            (b"FORM\0\0\0\0AIFFCOMM", Some("is an AIFF recording")),
            (b"\0\0\0\x20ftypisom", Some("is an MP4 recording")),
            (b"\0\0\0\x20ftypheic", Some("is a HEIC picture")),
            (b"\0\0\0\x20ftypavif", Some("is an AVIF picture")),
            (b"Rar!\x1A\x07\x01\0", Some("is a RAR archive")),
            (b"II*\0\x08\0\0\0", Some("is a TIFF picture")),
            (b"BM\x36\x0C\0\0\0\0\0\0\x36\0\0\0", Some("is a BMP picture")),
            (b"\xFF\xF3\x40\xC4", Some("is an MP3 recording")),
            (b"ID3\x04\0\0", Some("is an MP3 recording")),
            (b"GIF89a\x01\0\x01\0", Some("is a GIF picture")),
            (b"BZh91AY&SY\x02", Some("is packed with bzip2")),
            (b"", None),
        ] {
            assert_eq!(known(bytes).map(|k| k.0), what);
        }
    }

    #[test]
    fn words_that_begin_like_a_picture_are_words() {
        let long = format!("{} fLaC", "ID3 tags are é".repeat(1_000));
        for text in [
            "A SOUND WAVE is what we hear",
            "RIFF is a WAVE",
            "RIFF....WAVE",
            "ID3 tags are",
            "GIF87a was",
            "BZh is how it begins",
            "OggS and fLaC",
            "the ftyp is",
            "BMs 0000",
            "MZ said so",
            "PKs are what we call them",
            long.as_str(),
        ] {
            assert_eq!(known(text.as_bytes()), None, "{text}");
        }
        assert_eq!(known(b"ID3 tags are pass\xE9"), None);
    }
}
