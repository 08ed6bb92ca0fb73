//! Near misses: 'Did you mean' for a NameError or AttributeError that nobody caught.

use super::{entries, kept, place};
use crate::machine::{Machine, Root};
use crate::memory::Kind;
use crate::names::n;
use crate::native::R;
use crate::object::code;
use crate::types;
use crate::value::{Ref, Value};

/// Longer names are not compared.
const LONGEST: usize = 40;
/// What changing one character costs; changing only its case costs less.
const MOVE: usize = 2;

/// The name that was probably meant.
pub(super) fn of(m: &mut Machine, e: Value) -> R<Option<Value>> {
    let Some(name) = kept(m, e, n::name) else {
        return Ok(None);
    };
    if m.str_bytes(name).is_none() {
        return Ok(None);
    }
    if m.is_a(e, types::NAME_ERROR) {
        return Ok(near_variable(m, e, name));
    }
    if m.is_a(e, types::ATTRIBUTE_ERROR)
        && let Some(object) = kept(m, e, n::obj)
    {
        let names = types::object::dir(m, object)?;
        let Some(list) = m.as_native(names, Kind::List) else {
            return Ok(None);
        };
        let mut best = Best::new();
        for i in 0..m.list_len(list) {
            let candidate = m.list_item(list, i);
            best.try_one(m, name, candidate);
        }
        return Ok(best.found);
    }
    Ok(None)
}

/// Among the names that the innermost place of the traceback could see: locals, then globals, then builtins.
fn near_variable(m: &mut Machine, e: Value, name: Value) -> Option<Value> {
    let (list, count) = entries(m, e)?;
    if count == 0 {
        return None;
    }
    let function = m.heap.as_kind(place(m, list, 0).0, Kind::Function)?;
    let code = m.code_of(function);
    for names in [code::VARNAMES, code::CELLS] {
        let names = m.heap.value(code, names);
        let mut best = Best::new();
        for i in 0..m.tuple_len(names) {
            best.try_one(m, name, m.tuple_item(names, i));
        }
        if best.found.is_some() {
            return best.found;
        }
    }
    let globals = m.globals_of(Value::reference(function));
    if let Some(found) = near_key(m, globals, name) {
        return Some(found);
    }
    if let Some(d) = m.root(Root::Builtins).as_ref()
        && let Some(found) = near_key(m, d, name)
    {
        return Some(found);
    }
    let mut best = Best::new();
    for (candidate, _) in m.space(types::BUILTINS.0).members {
        best.try_one(m, name, Value::name(*candidate));
    }
    best.found
}

fn near_key(m: &Machine, dict: Ref, name: Value) -> Option<Value> {
    let mut best = Best::new();
    let mut at = 0;
    while let Some((k, _)) = m.table_next(dict, &mut at) {
        best.try_one(m, name, k);
    }
    best.found
}

struct Best {
    found: Option<Value>,
    distance: usize,
}

impl Best {
    fn new() -> Best {
        Best {
            found: None,
            distance: usize::MAX,
        }
    }

    fn try_one(&mut self, m: &Machine, name: Value, candidate: Value) {
        let (Some(a), Some(b)) = (m.str_bytes(name), m.str_bytes(candidate)) else {
            return;
        };
        if a == b {
            return;
        }
        let limit = ((a.len() + b.len() + 3) * MOVE / 6).min(self.distance.saturating_sub(1));
        if let Some(d) = distance(a, b, limit)
            && d < self.distance
        {
            self.found = Some(candidate);
            self.distance = d;
        }
    }
}

fn change(a: u8, b: u8) -> usize {
    if a == b {
        0
    } else if a.eq_ignore_ascii_case(&b) {
        1
    } else {
        MOVE
    }
}

/// Edit distance, if it is not beyond the limit.
fn distance(a: &[u8], b: &[u8], limit: usize) -> Option<usize> {
    if a.len() > LONGEST || b.len() > LONGEST {
        return None;
    }
    let mut row = [0usize; LONGEST + 1];
    for (i, cell) in row.iter_mut().enumerate().take(a.len() + 1) {
        *cell = i * MOVE;
    }
    for (j, y) in b.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = (j + 1) * MOVE;
        let mut least = row[0];
        for (i, x) in a.iter().enumerate() {
            let cost = (diagonal + change(*x, *y))
                .min(row[i] + MOVE)
                .min(row[i + 1] + MOVE);
            diagonal = row[i + 1];
            row[i + 1] = cost;
            least = least.min(cost);
        }
        if least > limit {
            return None;
        }
    }
    let result = row[a.len()];
    (result <= limit).then_some(result)
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn case_costs_less_than_another_letter() {
        assert_eq!(distance(b"print", b"Print", 10), Some(1));
        assert_eq!(distance(b"print", b"prinz", 10), Some(2));
        assert_eq!(distance(b"print", b"prin", 10), Some(2));
        assert_eq!(distance(b"print", b"frobnicate", 4), None);
    }
}
