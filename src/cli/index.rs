//! `dictum index`: the indexes of folders, made, told of and removed.

use std::io::Write;
use std::path::Path;
use std::time::Instant;

use super::plan::{IndexTask, WithIndex};
use super::progress::Told;
use super::{Exit, Outcome, complain, json, shown};
use crate::error::Error;
use crate::index::{FolderIndex, Progress, Rules, cache_folder};

/// Does what is to be done with the index of each folder. What goes wrong with one is told; the others go on.
pub fn index(task: &IndexTask, out: &mut impl Write) -> Outcome {
    let mut exit = Exit::Done;
    let Some(cache) = cache_folder() else {
        return Err(Error::new("no home folder is known").do_next("set HOME or XDG_CACHE_HOME").into());
    };
    for path in &task.folders {
        if !path.is_dir() {
            let what = if path.exists() { "is no folder" } else { "no such folder" };
            complain(&Error::at(path, what).do_next("name a folder with talks in it; files have no index"));
            exit = Exit::Failed;
            continue;
        }
        let mut index = FolderIndex::new(path, &task.reading, Some(&cache), Rules::default());
        let done = match task.what {
            WithIndex::BringUpToDate => bring_up_to_date(task, path, &mut index, out)?,
            WithIndex::Tell => {
                index.reload();
                tell(task, path, &index, None, out)?
            }
            WithIndex::Remove => remove(path, &index, out)?,
        };
        if exit != Exit::Failed && done != Exit::Done {
            exit = done;
        }
    }
    Ok(exit)
}

/// What an update took.
struct Took {
    progress: Progress,
    ms: u64,
}

fn bring_up_to_date(task: &IndexTask, path: &Path, index: &mut FolderIndex, out: &mut impl Write) -> Outcome {
    let began = Instant::now();
    let (mut told, mut last) = (Told::default(), Progress::default());
    index.update(&mut |_, progress| {
        told.tell(progress);
        last = progress;
        true
    });
    drop(told);
    let took = Took { progress: last, ms: u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX) };
    if let Some(error) = index.trouble() {
        complain(&error);
        return Ok(Exit::Failed);
    }
    tell(task, path, index, Some(took), out)?;
    Ok(Exit::Done)
}

/// One line for people, one object for programs.
fn tell(
    task: &IndexTask,
    path: &Path,
    index: &FolderIndex,
    took: Option<Took>,
    out: &mut impl Write,
) -> Outcome {
    let (mut talks, mut words, mut unreadable) = (0, 0, 0);
    for talk in index.talks() {
        match talk.card {
            Ok(card) => (talks, words) = (talks + 1, words + card.words),
            Err(_) => unreadable += 1,
        }
    }
    let on_disk = index.on_disk();
    if task.json {
        json::write(
            out,
            &json::Indexed {
                path: json::path(path),
                index: on_disk.map(|(folder, _)| json::path(folder)),
                bytes: on_disk.map(|(_, bytes)| bytes),
                talks,
                words,
                unreadable,
                opened: took.as_ref().map(|took| took.progress.opened),
                opened_bytes: took.as_ref().map(|took| took.progress.bytes),
                took_ms: took.as_ref().map(|took| took.ms),
            },
        )?;
    } else {
        let size = match on_disk {
            Some((folder, bytes)) => format!("{} in {}", megabytes(bytes), shown(folder)),
            None if took.is_some() => "so little that no index is kept".to_owned(),
            None => "no index".to_owned(),
        };
        let opened = took.filter(|took| took.progress.opened > 0).map(|took| {
            let bytes = took.progress.bytes;
            let rate = megabytes(bytes.saturating_mul(1000) / took.ms.max(1));
            format!("; read {} files, {}, {rate} a second", took.progress.opened, megabytes(bytes))
        });
        let (path, opened) = (shown(path), opened.unwrap_or_default());
        writeln!(out, "{path}: {talks} talks, {words} words; {size}{opened}")?;
    }
    Ok(if on_disk.is_some() { Exit::Done } else { Exit::Nothing })
}

fn remove(path: &Path, index: &FolderIndex, out: &mut impl Write) -> Outcome {
    match index.remove() {
        Ok(true) => {
            writeln!(out, "{}: the index is removed", shown(path))?;
            Ok(Exit::Done)
        }
        Ok(false) => {
            writeln!(out, "{}: no index", shown(path))?;
            Ok(Exit::Nothing)
        }
        Err(error) => {
            complain(
                &Error::at(path, format!("the index cannot be removed: {error}")).do_next("try again later"),
            );
            Ok(Exit::Failed)
        }
    }
}

fn megabytes(bytes: u64) -> String {
    format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10)
}
