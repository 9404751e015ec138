//! The binary: what was typed becomes a plan, the plan is carried out, and the exit code says how it went.

use std::io::{self, BufWriter};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

use dictum::cli::{self, Args, Exit, Plan, Surroundings};
use dictum::error::{Error, Result};
use dictum::library::Reading;
use dictum::run;
use dictum::terminal::{install_panic_hook, survive_file_limits};
use dictum::text::clean;
use dictum::worker::Places;

fn main() -> ExitCode {
    install_panic_hook();
    survive_file_limits();
    let args = match Args::try_parse_from(cli::with_query_told(std::env::args_os())) {
        Ok(args) => args,
        Err(error) => return told_by_clap(&error),
    };
    run(args).unwrap_or_else(|error| {
        cli::complain(&error);
        ExitCode::from(Exit::Failed.code())
    })
}

fn run(args: Args) -> Result<ExitCode> {
    match Plan::of(args, &Surroundings::of_this_process())? {
        Plan::Read { paths, reading } => read(paths, reading),
        Plan::Print(task, look) => {
            let exit = cli::perform(&task, look, &mut BufWriter::new(io::stdout().lock()))?;
            Ok(ExitCode::from(exit.code()))
        }
    }
}

fn read(paths: Vec<PathBuf>, reading: Reading) -> Result<ExitCode> {
    let piped = paths.iter().any(|path| path.as_os_str() == "-");
    let places = match (paths.is_empty(), piped, paths.len()) {
        (true, ..) => Places::Samples,
        (_, true, 1) => Places::One(cli::standard_input()?),
        (_, true, _) => {
            return Err(
                Error::at("-", "standard input is read by itself").do_next("name the files without it")
            );
        }
        _ => Places::Paths(paths),
    };
    run::read(places, reading)
}

/// Help and the version go where they were asked for. A mistake is told as all errors are, without what a terminal
/// would act on: the words that were typed are in it.
fn told_by_clap(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        // Somebody who closes the pipe has read enough.
        let _ = error.print();
        return ExitCode::from(Exit::Done.code());
    }
    let told = clean(&error.render().to_string());
    let (what, usage) = told.split_once('\n').unwrap_or((&told, ""));
    cli::complain(&Error::new(what.trim_start_matches("error: ")));
    let _ = io::Write::write_all(&mut io::stderr(), usage.as_bytes());
    ExitCode::from(Exit::Failed.code())
}
