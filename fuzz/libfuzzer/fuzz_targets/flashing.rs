#![no_main]
pyrite_libfuzzer::fuzz!("flashing");
