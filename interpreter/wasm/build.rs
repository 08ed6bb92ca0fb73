//! Tells the linker how large the native stack is: recursion in builtins has to fit, see `memory::DEPTH`.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_ARCH").as_deref() == Ok("wasm32") {
        println!("cargo:rustc-cdylib-link-arg=-zstack-size={}", 4 << 20);
    }
}
