#![no_main]
pyrite_libfuzzer::fuzz!("image");
