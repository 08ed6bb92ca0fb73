//! The documented names of all modules, as completion and explanations in the page want them: one name a line, the
//! dotted path, a tab, and its documentation. The interpreter tells them itself, so they are what there is.

use pyrite_core::compile::{Mode, Source};
use pyrite_core::machine::{Machine, Root};
use pyrite_core::{R, Raised, Value, n};

/// Asks every module for its names; of objects and classes those of their class, too.
const PROGRAM: &str = r#"
def _table():
    import sys
    lines = []

    def words(name, value):
        text = getattr(value, '__doc__', None) if callable(value) else None
        if not isinstance(text, str) or '\n' in text:
            text = ''
        if not text and callable(value) and not isinstance(value, type):
            text = name + '()'
        return text

    def members(path, holder):
        for name in dir(holder):
            if not name.startswith('_'):
                try:
                    lines.append(path + '.' + name + '\t' + words(name, getattr(holder, name)))
                except Exception:
                    pass

    simple = (int, float, str, bytes, tuple, list, dict, bool, type(None), type(sys), type(len))
    for module_name in sys.builtin_module_names:
        if module_name.startswith('_') or module_name in ('this', 'antigravity'):
            continue
        try:
            module = __import__(module_name)
            for part in module_name.split('.')[1:]:
                module = getattr(module, part)
        except Exception:
            continue
        for name in dir(module):
            if name.startswith('_'):
                continue
            value = getattr(module, name)
            path = module_name + '.' + name
            if isinstance(value, type):
                lines.append(path + '\t' + words(name, value))
                if module_name != 'builtins' or not issubclass(value, BaseException):
                    members(path, value)
            elif type(value) in simple:
                lines.append(path + '\t' + words(name, value))
            else:
                lines.append(path + '\t' + words(name, value))
                if not callable(value):
                    members(path, type(value))
    return '\n'.join(lines)

__name__ = _table()
"#;

/// The table of this machine; it has imported every module then.
pub fn table(m: &mut Machine) -> R<String> {
    let mark = m.mark();
    let result = ask(m);
    m.release(mark);
    result
}

fn ask(m: &mut Machine) -> R<String> {
    let file = m.intern(b"<table>")?;
    let code = m.compile(Source::Text(PROGRAM.as_bytes()), file, Mode::File)?;
    let globals = m.root(Root::Main).as_ref().ok_or(Raised)?;
    m.run_code(code, globals, Value::UNBOUND)?;
    let table = m
        .name_get(globals, Value::name(n::__name__))
        .ok_or(Raised)?;
    let bytes = m.str_bytes(table).ok_or(Raised)?;
    Ok(String::from_utf8_lossy(bytes).into_owned())
}
