//! One libFuzzer program for a target of `pyrite-fuzz`: its function and its mutator.

pub use libfuzzer_sys;
pub use pyrite_fuzz;

/// Defines a fuzz target by the name it has in `pyrite_fuzz::TARGETS`.
#[macro_export]
macro_rules! fuzz {
    ($name:literal) => {
        use $crate::libfuzzer_sys;

        fn target() -> &'static $crate::pyrite_fuzz::Target {
            $crate::pyrite_fuzz::target($name).expect("a target of that name")
        }

        $crate::libfuzzer_sys::fuzz_target!(|data: &[u8]| (target().run)(data));

        $crate::libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, limit: usize, seed: u32| {
            $crate::change(target(), data, size, limit, seed)
        });
    };
}

/// Half the changes are libFuzzer's own, half follow the language. Returns the new size.
pub fn change(target: &pyrite_fuzz::Target, data: &mut [u8], size: usize, limit: usize, seed: u32) -> usize {
    if seed & 1 == 0 {
        return libfuzzer_sys::fuzzer_mutate(data, size, limit);
    }
    let mut random = pyrite_fuzz::random::Random::new(u64::from(seed));
    let mut changed = data[..size].to_vec();
    pyrite_fuzz::mutate::mutate(&mut changed, &[], target.words, &mut random);
    changed.truncate(limit);
    data[..changed.len()].copy_from_slice(&changed);
    changed.len()
}
