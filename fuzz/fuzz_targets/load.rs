//! Any bytes make a sound talk or an error; what that means stands with the property tests.
#![no_main]

#[path = "../../tests/load/sound.rs"]
mod sound;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Err(what) = sound::hold("any", bytes) {
        panic!("{what}");
    }
});
