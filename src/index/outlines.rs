//! Found sections, kept on the disk: the same talk is not parted twice.
//!
//! A cache like the index: what is damaged, was written by another dictum, or is of another talk is as good as none. It lies
//! in slots, files of a few talks each, so that it never grows past some twenty megabytes.

use std::fs::{self, DirBuilder};
use std::hash::{Hash, Hasher};
use std::io::Write;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use twox_hash::XxHash3_64;

use super::fields::{Fields, put_bytes, put_number, put_option};
use super::folder::replace_soon;
use super::manifest::written_by;
use crate::model::{Origin, Section, Span, Talk, Timestamp};
use crate::outline;
use crate::search::sum_of;
use crate::text::clean_line;

/// What takes no time is not kept: texts of fewer bytes.
const LEAST_BYTES: usize = 20_000;
const SLOTS: u64 = 1024;
const TALKS_A_SLOT: usize = 12;
const MAGIC: &[u8; 16] = b"dictum outlines\n";
/// A checksum stands behind the magic number and who wrote it.
const SUM_AT: usize = 24;
const SUM_TO: usize = 32;

/// Where found sections are kept.
#[derive(Debug, Default)]
pub struct Outlines {
    /// None where nothing can be kept.
    folder: Option<PathBuf>,
    writing: Mutex<()>,
}

impl Outlines {
    /// In the `cache`, if there is one.
    pub fn new(cache: Option<&Path>) -> Self {
        Self { folder: cache.map(|cache| cache.join("outlines")), writing: Mutex::default() }
    }

    /// Gives a talk its found sections, as [`outline::complete`] does, and keeps them.
    pub fn complete(&self, talk: &mut Talk) {
        let Some(folder) = self.folder.as_deref().filter(|_| talk.text.len() >= LEAST_BYTES) else {
            return outline::complete(talk);
        };
        let key = key_of(talk);
        let slot = folder.join(format!("{:03x}", key % SLOTS));
        if let Some(sections) = kept(&slot, key, talk) {
            return outline::complete_with(talk, sections);
        }
        outline::complete(talk);
        let _one_at_a_time = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        // What cannot be kept is found again next time.
        let _ = keep(folder, &slot, key, &talk.sections);
    }
}

/// By what a talk's sections are known: all that they are found by.
fn key_of(talk: &Talk) -> u64 {
    let Talk { kind, language, speakers, text, blocks, segments, moments, sections, .. } = talk;
    let mut hasher = XxHash3_64::default();
    (kind, language, speakers, text, blocks, segments, moments, sections).hash(&mut hasher);
    hasher.finish()
}

/// The sections that are kept of a talk; none where there are none that make sense.
fn kept(slot: &Path, key: u64, talk: &Talk) -> Option<Vec<Section>> {
    let bytes = fs::read(slot).ok()?;
    let (_, mut sections) = entries(&bytes)?.into_iter().find(|(known, _)| *known == key)?;
    let count = sections.count()?;
    (0..count).map(|_| take_section(&mut sections, talk)).collect()
}

/// Puts the sections of a talk before the others of its slot, of which the last goes where there are many.
fn keep(folder: &Path, slot: &Path, key: u64, sections: &[Section]) -> std::io::Result<()> {
    let mut fields = Vec::new();
    put_number(&mut fields, sections.len() as u64);
    for section in sections {
        put_section(&mut fields, section);
    }
    let before = fs::read(slot).unwrap_or_default();
    let others = entries(&before).unwrap_or_default();
    let others = others.iter().filter(|(known, _)| *known != key).take(TALKS_A_SLOT - 1);
    let all: Vec<(u64, &[u8])> = [(key, fields.as_slice())]
        .into_iter()
        .chain(others.map(|(known, fields)| (*known, fields.0)))
        .collect();
    let mut out = MAGIC.to_vec();
    out.extend(written_by().to_le_bytes());
    out.extend([0; SUM_TO - SUM_AT]);
    put_number(&mut out, all.len() as u64);
    for (key, fields) in all {
        put_number(&mut out, key);
        put_bytes(&mut out, fields);
    }
    let sum = sum_of(out.get(SUM_TO..).unwrap_or_default());
    if let Some(place) = out.get_mut(SUM_AT..SUM_TO) {
        place.copy_from_slice(&sum.to_le_bytes());
    }
    DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    replace_soon(slot, &mut |file| file.write_all(&out))
}

/// The talks of a slot: their keys, and their sections as they are written. None where the slot is not as it was written.
fn entries(bytes: &[u8]) -> Option<Vec<(u64, Fields<'_>)>> {
    let mut fields = Fields(bytes);
    if fields.array::<16>()? != *MAGIC || fields.long()? != written_by() || fields.long()? != sum_of(fields.0)
    {
        return None;
    }
    (0..fields.count()?).map(|_| Some((fields.number()?, Fields(fields.bytes()?)))).collect()
}

fn put_section(out: &mut Vec<u8>, section: &Section) {
    put_bytes(out, section.title.as_bytes());
    out.push(section.level);
    out.push(u8::from(section.origin == Origin::Found));
    put_number(out, section.span.from() as u64);
    put_number(out, section.span.to() as u64);
    put_option(out, section.start, |out, start| put_number(out, start.ms().into()));
    put_number(out, section.line.into());
}

/// A section as [`put_section`] wrote it; none where it is none of this talk.
fn take_section(fields: &mut Fields, talk: &Talk) -> Option<Section> {
    let title = clean_line(fields.text()?);
    let level = fields.byte()?;
    let origin = if fields.byte()? == 1 { Origin::Found } else { Origin::Written };
    let mut place = || usize::try_from(fields.number()?).ok();
    let (from, to) = (place()?, place()?);
    talk.text.get(from..to)?;
    let start =
        fields.option(Fields::number)?.map(|ms| Timestamp::from_ms(ms.try_into().unwrap_or(i64::MAX)));
    let line = fields.number()?.try_into().ok()?;
    Some(Section { title, level, origin, span: Span::new(from, to), start, line })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A talk that is worth keeping, in two halves.
    fn talk(subject: &str) -> Talk {
        let half = |what: &str| {
            format!("So this is about the {what}, and it is the {what} that we see. ").repeat(250)
        };
        let text = [half(subject), half("harbour wall")].join("\n\n");
        let mut talk = Talk { text, ..Talk::default() };
        let blocks = talk.text.match_indices("So this");
        let starts: Vec<usize> = blocks.map(|(at, _)| at).collect();
        let ends = starts.iter().copied().skip(1).chain([talk.text.len()]);
        let segment = |(from, to): (&usize, usize)| crate::model::Segment {
            kind: crate::model::SegmentKind::Paragraph,
            speaker: None,
            span: Span::new(*from, to),
            start: None,
            end: None,
            line: 1,
            end_line: 1,
        };
        talk.segments = starts.iter().zip(ends).map(segment).collect();
        talk
    }

    fn files(cache: &Path) -> Vec<PathBuf> {
        let entries = fs::read_dir(cache.join("outlines")).into_iter().flatten().flatten();
        entries.map(|entry| entry.path()).collect()
    }

    #[test]
    fn a_talk_is_parted_once() {
        let cache = tempfile::tempdir().expect("a folder");
        let outlines = Outlines::new(Some(cache.path()));
        let mut first = talk("walrus colony");
        outlines.complete(&mut first);
        assert!(first.sections.len() > 1, "{:?}", first.sections);
        let slots = files(cache.path());
        assert_eq!(slots.len(), 1);

        // The kept ones are taken: another title is told as it is kept.
        let bare = talk("walrus colony");
        let mut kept_before = first.sections.clone();
        kept_before[0].title = "Kept".to_owned();
        keep(&cache.path().join("outlines"), &slots[0], key_of(&bare), &kept_before).expect("it is kept");
        let mut second = bare.clone();
        outlines.complete(&mut second);
        assert_eq!(second.sections, kept_before);
        assert_eq!(second.blocks, first.blocks);

        // Another talk has its own.
        let mut other = talk("lighthouse lamp");
        outlines.complete(&mut other);
        assert_ne!(other.sections, first.sections);
        let mut renamed = Talk { language: Some("en".to_owned()), ..talk("walrus colony") };
        outlines.complete(&mut renamed);
        assert_eq!(renamed.sections, first.sections);
    }

    #[test]
    fn what_is_damaged_is_found_again() {
        let cache = tempfile::tempdir().expect("a folder");
        let outlines = Outlines::new(Some(cache.path()));
        let mut first = talk("walrus colony");
        outlines.complete(&mut first);
        let slot = files(cache.path()).remove(0);
        let whole = fs::read(&slot).expect("a slot");
        for at in (0..whole.len()).step_by(7) {
            let mut damaged = whole.clone();
            damaged[at] ^= 64;
            for bytes in [damaged.as_slice(), &whole[..at]] {
                fs::write(&slot, bytes).expect("a file");
                let mut again = talk("walrus colony");
                outlines.complete(&mut again);
                assert_eq!(again.sections, first.sections, "byte {at}");
            }
        }
        assert_eq!(fs::read(&slot).expect("a slot"), whole);
    }

    #[test]
    fn a_slot_holds_the_latest() {
        let cache = tempfile::tempdir().expect("a folder");
        let slot = cache.path().join("000");
        for key in 0..20 {
            keep(cache.path(), &slot, key, &[]).expect("it is kept");
        }
        let bytes = fs::read(&slot).expect("a slot");
        let keys: Vec<u64> = entries(&bytes).expect("entries").into_iter().map(|(key, _)| key).collect();
        assert_eq!(keys, (8..20).rev().collect::<Vec<_>>());
    }

    #[test]
    fn nothing_is_kept_of_short_talks_nor_without_a_place() {
        let cache = tempfile::tempdir().expect("a folder");
        let mut short = Talk { text: "A walrus.".to_owned(), ..Talk::default() };
        Outlines::new(Some(cache.path())).complete(&mut short);
        assert!(files(cache.path()).is_empty());
        let mut long = talk("walrus colony");
        Outlines::new(None).complete(&mut long);
        Outlines::new(Some(Path::new("/dev/null/none"))).complete(&mut long);
        assert!(long.sections.len() > 1);
    }
}
