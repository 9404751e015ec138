//! What other parsers hold to be right, asked of dictum: their own test files, case by case. The files are not
//! part of the project; without them each test says so and passes.
#![allow(clippy::unwrap_used)]

#[path = "../common/digest.rs"]
mod digest;
mod judge;
mod pairs;
mod programs;
mod reasons;
mod same_talk;
mod webvtt;

use std::path::{Path, PathBuf};

use digest::digest;
use judge::{Case, disagreement};
use reasons::REASONS;

/// The folder of the suites, if it is there.
fn suites() -> Option<PathBuf> {
    let named = std::env::var_os("DICTUM_SHARED").map(PathBuf::from);
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = named.unwrap_or_else(beside).join("corpus/suites");
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("SKIPPED: no suites at {}; name the data folder in DICTUM_SHARED", folder.display());
    None
}

/// A suite's folder, and how its cases are read.
type Suite = (&'static str, fn(&Path) -> Vec<Case>);

const SUITES: &[Suite] = &[
    ("w3c-webvttjs", webvtt::w3c),
    ("vttjs", webvtt::vttjs),
    ("webvtt-py", programs::webvtt_py),
    ("mantas-subtitles", programs::mantas),
    ("go-astisub", programs::astisub),
    ("pysubs2", pairs::pysubs2),
    ("pysrt", pairs::pysrt),
    ("cdown-srt", pairs::cdown),
    ("whisper-timestamped", pairs::whisper_timestamped),
    ("deepgram-captions", programs::deepgram),
    ("transcriptx", programs::transcriptx),
    ("podcast-namespace", programs::podcast_namespace),
    ("youtube-transcript-api", programs::youtube),
];

/// Each disagreement has its reason in the table, and each reason still has its disagreement: so neither can
/// dictum get worse without a test that fails, nor better without a line that goes.
#[test]
fn dictum_reads_what_other_parsers_read() {
    let Some(folder) = suites() else { return };
    let mut unexplained = Vec::new();
    let mut used = vec![0; REASONS.len()];
    println!("{:24} {:>5} {:>6} {:>8}", "suite", "cases", "agree", "differ");
    for (suite, cases) in SUITES {
        let cases = cases(&folder.join(suite));
        assert!(!cases.is_empty(), "{suite} has no cases");
        let mut differ = 0;
        for case in &cases {
            let Some(what) = disagreement(case) else { continue };
            differ += 1;
            let digest = digest(&what);
            let known = (case.name.as_str(), digest.as_str());
            match REASONS.iter().position(|r| r.suite == *suite && r.cases.contains(&known)) {
                Some(at) => used[at] += 1,
                None => unexplained.push(format!("{suite} (\"{}\", \"{digest}\"): {what}", case.name)),
            }
        }
        println!("{suite:24} {:>5} {:>6} {differ:>8}", cases.len(), cases.len() - differ);
    }
    for (reason, used) in REASONS.iter().zip(&used) {
        println!("{:24} {used:>5} {}", reason.suite, reason.why);
    }
    assert!(unexplained.is_empty(), "{} without a reason:\n{}", unexplained.len(), unexplained.join("\n"));
    for (reason, used) in REASONS.iter().zip(used) {
        assert_eq!(used, reason.cases.len(), "{}: some of these agree now: {:?}", reason.suite, reason.cases);
    }
}
