use pyrite_core::{compile::*, host::Host, machine::*, value::*};
struct H;
impl Host for H {
    fn write(&mut self, b: &[u8], e: bool) {
        use std::io::Write;
        if e {
            std::io::stderr().write_all(b).ok();
        } else {
            std::io::stdout().write_all(b).ok();
        }
    }
}
fn main() {
    let path = std::env::args().nth(1).unwrap();
    let text = std::fs::read(&path).unwrap();
    let mut memory = vec![0 as Word; 1 << 22];
    let mut stack = vec![Value::NONE; 1 << 17];
    let mut host = H;
    let mut m = Machine::new(&mut memory, 1 << 18, &mut stack, &mut host, &[], &[]);
    let filename = m.intern(path.as_bytes()).unwrap();
    let r = m
        .compile(Source::Text(&text), filename, Mode::File)
        .and_then(|code| {
            m.keep(code);
            if std::env::var("LIST").is_ok() {
                let t = m.disassemble(code.as_ref().unwrap())?;
                eprintln!("{}", String::from_utf8_lossy(m.str_bytes(t).unwrap()));
            }
            let main = m.root(Root::Main).as_ref().unwrap();
            let name = m.intern(b"__main__")?;
            let key = m.intern(b"__name__")?;
            m.name_set(main, key, name)?;
            m.run_code(code, main, Value::UNBOUND)
        });
    if r.is_err() {
        let e = m.take_pending();
        let t = m.type_of(e);
        let t = m.type_name(t);
        println!("{}", String::from_utf8_lossy(m.str_bytes(t).unwrap()));
        match m.str(e) {
            Ok(t) => println!("{}", String::from_utf8_lossy(m.str_bytes(t).unwrap())),
            Err(_) => println!("??"),
        }
        let tb = m.heap.value(e.as_ref().unwrap(), 5);
        if let Ok(t) = m.repr(tb) {
            println!("{}", String::from_utf8_lossy(m.str_bytes(t).unwrap()));
        }
    }
}
