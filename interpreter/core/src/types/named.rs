//! Tuples whose items have names: `sys.version_info`, times, what is known of a file. Their classes are made when they are
//! first needed, and kept.

use super::sys::once;
use crate::compile::{Mode, Source};
use crate::machine::Machine;
use crate::native::R;
use crate::value::Value;

/// One class of such tuples.
pub struct NamedTuple {
    /// The full name, with the module.
    pub name: &'static str,
    /// Names of the items, separated by blanks.
    pub items: &'static str,
    /// Names of what more a tuple is made of: attributes that are no items.
    pub more: &'static str,
}

/// Makes a class. An item whose name is also among what more there is gives way to that.
const SOURCE: &[u8] = b"
def named(name, items, more):
    module, _, short = name.rpartition('.')
    items = items.split()
    more = more.split()
    count = len(items)
    def new(cls, sequence, attributes=None):
        given = tuple(sequence)
        if not count <= len(given) <= count + len(more):
            least = 'at least %d' % count if more else '%d' % count
            raise TypeError('%s() takes an %s-sequence (%d-sequence given)' % (name, least, len(given)))
        self = tuple.__new__(cls, given[:count])
        if more:
            self.__dict__.update(zip(more, given[count:]))
        return self
    def text(self):
        from sys import _raw
        if _raw:
            return tuple.__repr__(self)
        return name + '(' + ', '.join([n + '=' + repr(i) for n, i in zip(items, self)]) + ')'
    def missing(self, name):
        if name in more:
            return self[items.index(name)] if name in items else None
        raise AttributeError('%r object has no attribute %r' % (module + '.' + short, name))
    body = {'__module__': module, '__new__': new, '__repr__': text, 'n_fields': count + len(more),
            'n_sequence_fields': count, '__match_args__': tuple(items),
            '__reduce__': lambda self: (type(self), (tuple(self),))}
    if more:
        body['__getattr__'] = missing
    else:
        body['__slots__'] = ()
    for i, n in enumerate(items):
        if n not in more:
            body[n] = property(lambda self, i=i: self[i])
    return type(short, (tuple,), body)
";

impl NamedTuple {
    pub fn class(&self, m: &mut Machine) -> R {
        let key = m.intern(self.name.as_bytes())?;
        once(m, key, |m| {
            let make = once(m, Value::character(b't'), |m| {
                let file = m.intern(b"<named>")?;
                let code = m.compile(Source::Text(SOURCE), file, Mode::File)?;
                m.keep(code);
                let dict = m.new_dict()?;
                let Some(globals) = dict.as_ref() else {
                    return Err(m.out_of_memory());
                };
                m.run_code(code, globals, Value::UNBOUND)?;
                let function = m.intern(b"named")?;
                Ok(m.name_get(globals, function).unwrap_or(Value::NONE))
            })?;
            let items = m.new_str(self.items.as_bytes())?;
            let more = m.new_str(self.more.as_bytes())?;
            m.call(make, &[key, items, more])
        })
    }

    /// A tuple of these items and what more there is.
    pub fn make(&self, m: &mut Machine, items: &[Value]) -> R {
        let items = m.new_tuple(items)?;
        let class = self.class(m)?;
        m.call(class, &[items])
    }
}
