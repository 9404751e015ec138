//! What the index knows of files that seem to be one talk by their names: by what they are known to be unchanged, and
//! which talks they turned out to be.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::fields::{Fields, put_bytes, put_number, put_option, put_path};
use super::stamp::Stamp;
use crate::library::{Family, Format, Kinship, Relative, SidecarKind};
use crate::model::{Card, Date, Fingerprint, Timestamp, TitleFrom};

/// What is known of some files, as it lies in the manifest. Paths are below the library's folder.
///
/// ```text
/// names     the family as the scan gave it, after its length
/// stamps    of its files, in the names' order; none where a time proves nothing
/// talks     how many; of each its key and what its words are known by; then each with its family and card
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Household<'a>(pub &'a [u8]);

/// A talk of an index.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    /// By this its words are found in a shard; none where it could not be read.
    pub key: Option<u64>,
    /// A hash of its words and of what is told of all of it.
    pub known_by: u64,
    pub family: Arc<Family>,
    /// Why it cannot be read, where it cannot.
    pub card: Result<Card, String>,
}

const NO_KEY: u64 = u64::MAX;

impl<'a> Household<'a> {
    /// Writes what is known of files.
    pub fn write(root: &Path, names: &[u8], stamps: &[Option<Stamp>], talks: &[Kept]) -> Vec<u8> {
        let mut out = Vec::new();
        put_bytes(&mut out, names);
        put_number(&mut out, stamps.len() as u64);
        for stamp in stamps {
            put_option(&mut out, *stamp, |out, stamp| stamp.put(out));
        }
        put_number(&mut out, talks.len() as u64);
        for talk in talks {
            out.extend(talk.key.unwrap_or(NO_KEY).to_le_bytes());
            out.extend(talk.known_by.to_le_bytes());
        }
        for talk in talks {
            put_bytes(&mut out, &names_of(&talk.family, root));
            match &talk.card {
                Ok(card) => put_card(&mut out, card),
                Err(why) => put_bytes(&mut out, format!("\0{why}").as_bytes()),
            }
        }
        out
    }

    /// The names as [`names_of`] wrote them.
    pub fn names(self) -> Option<&'a [u8]> {
        Fields(self.0).bytes()
    }

    /// The family as the scan gave it.
    pub fn family(self, root: &Path) -> Option<Family> {
        family(self.names()?, root)
    }

    /// The stamps of its files.
    pub fn stamps(self) -> Option<impl Iterator<Item = Option<Stamp>> + 'a> {
        let mut fields = Fields(self.0);
        fields.bytes()?;
        let count = fields.count()?;
        Some((0..count).map_while(move |_| fields.option(Stamp::take)))
    }

    /// Whether only one file is read.
    pub fn has_one_file(self) -> bool {
        let mut fields = Fields(self.0);
        fields.bytes().is_some() && fields.count() == Some(1)
    }

    /// Of each of its talks the key and what its words are known by.
    pub fn keys(self) -> Option<impl Iterator<Item = (Option<u64>, u64)> + 'a> {
        let (mut fields, count) = self.talks_part()?;
        Some((0..count).map_while(move |_| {
            let key = fields.long()?;
            Some(((key != NO_KEY).then_some(key), fields.long()?))
        }))
    }

    fn talks_part(self) -> Option<(Fields<'a>, usize)> {
        let mut fields = Fields(self.0);
        fields.bytes()?;
        for _ in 0..fields.count()? {
            fields.option(Stamp::take)?;
        }
        let count = fields.count()?;
        Some((fields, count))
    }

    /// Its talks.
    pub fn talks(self, root: &Path) -> Option<Vec<Kept>> {
        let keys: Vec<_> = self.keys()?.collect();
        let (mut fields, count) = self.talks_part()?;
        for _ in 0..count {
            fields.array::<16>()?;
        }
        keys.into_iter()
            .map(|(key, known_by)| {
                let family = Arc::new(family(fields.bytes()?, root)?);
                Some(Kept { key, known_by, family, card: card(fields.bytes()?)? })
            })
            .collect()
    }
}

/// The files of a family that are read, in the order of [`names_of`].
pub fn files(family: &Family) -> impl Iterator<Item = &Path> {
    let others = family.others.iter().map(|other| other.path.as_path());
    let sidecars = family.sidecars.iter().map(|(_, path)| path.as_path());
    std::iter::once(family.file.as_path()).chain(others).chain(sidecars)
}

/// A family by the names of its files below a folder. Two are the same if these bytes are.
pub fn names_of(family: &Family, root: &Path) -> Vec<u8> {
    let below = |path: &'_ Path| path.strip_prefix(root).unwrap_or(path).to_path_buf();
    let mut out = Vec::new();
    let language = |out: &mut Vec<u8>, code: &Option<String>| {
        put_option(out, code.as_ref(), |out, code| put_bytes(out, code.as_bytes()));
    };
    put_path(&mut out, &below(&family.file));
    language(&mut out, &family.language);
    put_number(&mut out, family.others.len() as u64);
    for other in &family.others {
        put_path(&mut out, &below(&other.path));
        language(&mut out, &other.language);
        out.push(other.is.map_or(0, |is| if is == Kinship::Format { 1 } else { 2 }));
    }
    put_number(&mut out, family.sidecars.len() as u64);
    for (kind, path) in &family.sidecars {
        out.push(match kind {
            SidecarKind::Chapters => 0,
            SidecarKind::Info => 1,
            SidecarKind::Description => 2,
        });
        put_path(&mut out, &below(path));
    }
    put_option(&mut out, family.media.as_ref(), |out, media| put_path(out, &below(media)));
    out
}

/// The file of a family that is read, below the folder.
pub fn file_of(names: &[u8]) -> Option<&Path> {
    Fields(names).path()
}

/// The family that [`names_of`] wrote.
fn family(names: &[u8], root: &Path) -> Option<Family> {
    let mut fields = Fields(names);
    let path = |fields: &mut Fields| -> Option<PathBuf> { Some(root.join(fields.path()?)) };
    let language = |fields: &mut Fields| fields.option(|fields| fields.text().map(str::to_owned));
    let (file, own) = (path(&mut fields)?, language(&mut fields)?);
    let mut others = Vec::new();
    for _ in 0..fields.count()? {
        let (path, language) = (path(&mut fields)?, language(&mut fields)?);
        let is = match fields.byte()? {
            0 => None,
            1 => Some(Kinship::Format),
            _ => Some(Kinship::Language),
        };
        others.push(Relative { path, language, is });
    }
    let mut sidecars = Vec::new();
    for _ in 0..fields.count()? {
        let kind = match fields.byte()? {
            0 => SidecarKind::Chapters,
            1 => SidecarKind::Info,
            _ => SidecarKind::Description,
        };
        sidecars.push((kind, path(&mut fields)?));
    }
    let media = fields.option(path)?;
    Some(Family { file, language: own, others, sidecars, media, named: None })
}

fn put_card(out: &mut Vec<u8>, card: &Card) {
    let mut own = vec![1];
    put_bytes(&mut own, card.title.as_bytes());
    put_bytes(&mut own, card.title_from.name().as_bytes());
    put_bytes(&mut own, card.date.map(|date| date.to_string()).unwrap_or_default().as_bytes());
    put_option(&mut own, card.duration, |out, time| put_number(out, u64::from(time.ms())));
    for number in [card.words, card.sections, card.problems, card.speakers.len()] {
        put_number(&mut own, number as u64);
    }
    for name in &card.speakers {
        put_bytes(&mut own, name.as_bytes());
    }
    put_bytes(&mut own, card.headings.as_bytes());
    put_bytes(&mut own, card.format.as_bytes());
    own.extend(card.fingerprint.0.to_le_bytes());
    put_bytes(out, &own);
}

fn card(bytes: &[u8]) -> Option<Result<Card, String>> {
    let mut fields = Fields(bytes);
    if fields.byte()? == 0 {
        return Some(Err(str::from_utf8(fields.0).ok()?.to_owned()));
    }
    let title = fields.text()?.to_owned();
    let title_from = TitleFrom::named(fields.text()?)?;
    let date = Date::parse(fields.text()?);
    let duration = fields.option(Fields::number)?;
    let mut number = || usize::try_from(fields.number()?).ok();
    let [words, sections, problems, speakers] = [number()?, number()?, number()?, number()?];
    let speakers = (0..speakers).map(|_| fields.text().map(str::to_owned)).collect::<Option<_>>()?;
    let headings = fields.text()?.into();
    Some(Ok(Card {
        title,
        title_from,
        date,
        duration: duration.map(|ms| Timestamp::from_ms(i64::try_from(ms).unwrap_or(i64::MAX))),
        words,
        speakers,
        sections,
        headings,
        format: Format::named(fields.text()?)?.name(),
        problems,
        fingerprint: Fingerprint(u128::from_le_bytes(fields.array()?)),
    }))
}
