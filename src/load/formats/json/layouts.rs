//! The layouts of JSON that transcripts come in: by which keys each is told, and where its words stand.

use super::fields::{all_at, at, cue};
use super::services;
use super::tree::Value;
use crate::load::cues::Cue;

/// One layout.
pub(super) struct Layout {
    pub name: &'static str,
    /// Something stands at each of these paths.
    told_by: &'static [&'static str],
    words: Words,
}

/// Where the words of a layout are.
enum Words {
    /// Each item at this path is a segment.
    At(&'static str),
    /// They have to be put together.
    By(fn(&Value) -> Vec<Cue>),
}

use Words::{At, By};

const fn row(name: &'static str, told_by: &'static [&'static str], words: Words) -> Layout {
    Layout { name, told_by, words }
}

/// All layouts; the first that fits and has words is taken. A service's larger units (utterances, sentences) stand
/// before its words.
const LAYOUTS: &[Layout] = &[
    row("YouTube json3", &["events"], By(services::youtube)),
    row("Deepgram, utterances", &["results.utterances.0"], At("results.utterances.*")),
    row("Deepgram, words", &["results.channels.0"], By(services::deepgram)),
    row("AWS Transcribe, segments", &["results.audio_segments.0"], At("results.audio_segments.*")),
    row("AWS Transcribe", &["results.items"], By(services::aws)),
    row("IBM Watson", &["results.0.results.0.alternatives"], By(services::ibm)),
    row("IBM Watson", &["results.0.alternatives.0.timestamps"], By(services::ibm)),
    row("Google", &["results.0.alternatives"], By(services::google)),
    row("Google", &["response.results.0.alternatives"], By(services::google)),
    row("Speechmatics", &["results.0.alternatives.0.content"], At("results.*")),
    row("Speechmatics, first version", &["job", "words.0.name"], By(services::speechmatics)),
    row("Azure", &["recognizedPhrases.0"], At("recognizedPhrases.*")),
    row("Azure, fast", &["phrases.0"], At("phrases.*")),
    row("Oyez", &["transcript.sections.0.turns"], At("transcript.sections.*.turns.*.text_blocks.*")),
    row("Rev", &["monologues.0"], By(services::rev)),
    row("BBC Kaldi", &["retval.words.0"], At("retval.words.*")),
    row("autoEdit", &["text.0.paragraph"], At("text.*.paragraph.*.line.*")),
    row("AssemblyAI, utterances", &["utterances.0"], At("utterances.*")),
    row("Gladia", &["result.transcription.utterances.0"], At("result.transcription.utterances.*")),
    row("words and paragraphs", &["words.0", "paragraphs.0"], By(services::paragraphs)),
    row("segments", &["segments"], At("segments.*")),
    row("segments", &["transcript.segments.0"], At("transcript.segments.*")),
    row("Fireflies", &["meeting.sentences.0"], At("meeting.sentences.*")),
    row("Fireflies", &["data.transcript.sentences.0"], At("data.transcript.sentences.*")),
    row("sentences", &["sentences.0"], At("sentences.*")),
    row("Otter", &["speech_segments.0"], At("speech_segments.*")),
    row("Otter", &["speech.transcripts.0"], At("speech.transcripts.*")),
    row("transcripts", &["transcripts.0"], At("transcripts.*")),
    row("transcript", &["transcript.0"], At("transcript.*")),
    row("whisper.cpp", &["transcription.0"], At("transcription.*")),
    row("snippets", &["snippets.0"], At("snippets.*")),
    row("content", &["content.0.offset"], At("content.*")),
    row("DOTE", &["lines.0"], At("lines.*")),
    row("cues", &["cues.0"], At("cues.*")),
    row("captions", &["captions.0"], At("captions.*")),
    row("entries", &["entries.0"], At("entries.*")),
    row("chunks", &["chunks.0"], At("chunks.*")),
    row("words", &["words.0"], At("words.*")),
    row("lists of data", &["0.data.0"], At("*.data.*")),
    row("a list", &["0.0.text"], At("*.*")),
    row("a list", &["0"], At("*")),
];

/// The layout of a file, and its cues.
pub(super) fn read(file: &Value) -> Option<(&'static str, Vec<Cue>)> {
    let fitting = LAYOUTS.iter().filter(|row| row.told_by.iter().all(|path| at(file, path).is_some()));
    fitting.map(|row| (row.name, row.cues(file))).find(|(_, cues)| !cues.is_empty()).or_else(|| {
        // Silence: a list without anything in it.
        let empty = |value: &Value| value.as_array().is_some_and(<[_]>::is_empty);
        let silent =
            empty(file) || ["segments", "transcription"].iter().any(|key| at(file, key).is_some_and(empty));
        silent.then(|| ("silence", Vec::new()))
    })
}

impl Layout {
    fn cues(&self, file: &Value) -> Vec<Cue> {
        let path = match self.words {
            At(path) => path,
            By(read) => return read(file),
        };
        // A list of millions of items is not copied on the way: all paths end in a star.
        let lists = match path.rsplit_once('.') {
            Some((path, _)) => all_at(file, path),
            None => vec![(file, None)],
        };
        let mut cues = Vec::new();
        for (list, who) in lists {
            let items = list.as_array().unwrap_or_default().iter();
            cues.extend(items.filter_map(|item| {
                let cue = cue(item, 0)?;
                Some(Cue { speaker: cue.speaker.or_else(|| who.clone()), ..cue })
            }));
        }
        cues
    }
}
