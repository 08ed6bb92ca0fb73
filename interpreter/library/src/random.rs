//! `random`: pseudo-random numbers, and the generators of one's own that `Random` makes. Not for secrets.

use pyrite_core::machine::{Machine, Piece, Root};
use pyrite_core::native::rare;
use pyrite_core::number::math;
use pyrite_core::number::random::Generator;
use pyrite_core::ops::BinaryOp;
use pyrite_core::types::int::{self, Operand};
use pyrite_core::{Args, Item, Member, Native, R, Space, Value, n, types};

/// A function of the module and a method of `Random`: the same, over one generator or another.
macro_rules! members {
    ($($name:ident($min:literal, $max:literal) $($rare:ident)? $([$($param:ident),*; $positional:literal])? $doc:literal;)*) => {
        pub static RANDOM: Space = Space::module(n::random, &[
            $((n::$name, Item::Function(
                Native::new($($rare)?(|m, args| { let own = shared(m)?; $name(m, own, args) }), $min, $max)
                    $(.named(&[$(n::$param),*], $positional))?
                    .doc($doc)
            )),)*
            (n::Random, Item::Type(crate::RANDOM_GENERATOR)),
        ]);

        static METHODS: &[Member] = &[
            $((n::$name, Item::Method(
                Native::new($($rare)?(|m, args| { let own = args.at(m, 0); $name(m, own, args.rest(1)) }), $min + 1, $max + 1)
                    $(.named(&[n::__, $(n::$param),*], $positional + 1))?
                    .doc($doc)
            )),)*
        ];
    };
}

members! {
    seed(0, 1) "seed(a=None) -- starts the sequence that belongs to a";
    random(0, 0) "random() -- a float from 0 to 1, 1 not included";
    getrandbits(1, 1) "getrandbits(k) -- an int of k random bits";
    randrange(1, 3) "randrange(start, stop=None, step=1) -- an item of that range";
    randint(2, 2) [a, b; 2] "randint(a, b) -- an int from a to b, both included";
    choice(1, 1) "choice(sequence) -- one of its items";
    choices(1, 4) rare [population, weights, cum_weights, k; 2] "choices(population, weights=None, *, cum_weights=None, k=1) -- k items, each of all";
    shuffle(1, 1) "shuffle(list) -- puts its items in a random order";
    sample(2, 2) rare [population, k; 2] "sample(population, k) -- k different items";
    uniform(2, 2) [a, b; 2] "uniform(a, b) -- a float between a and b";
    triangular(0, 3) rare [low, high, mode; 3] "triangular(low=0.0, high=1.0, mode=None) -- most often near mode";
    gauss(0, 2) rare [mu, sigma; 2] "gauss(mu=0.0, sigma=1.0) -- normally distributed";
    normalvariate(0, 2) rare [mu, sigma; 2] "normalvariate(mu=0.0, sigma=1.0) -- normally distributed";
    expovariate(1, 1) rare [lambd; 1] "expovariate(lambd) -- times between events, lambd of them per unit";
    randbytes(1, 1) rare "randbytes(n) -- n random bytes";
}

pub static RANDOM_GENERATOR: Space = Space::class(n::Random, types::OBJECT, METHODS)
    .new(Native::new(new, 1, 2).doc("Random(seed=None) -- a generator of one's own"))
    .of_module(n::random);

/// Words of a generator's state; each is kept as two ints of 16 bits, small in every object model.
const WORDS: usize = 4;

fn new(m: &mut Machine, args: Args) -> R {
    let own = m.new_record(
        crate::RANDOM_GENERATOR,
        &[Value::small_wrapping(0); 2 * WORDS],
    )?;
    let from = args.get(m, 1).unwrap_or(Value::NONE);
    start(m, own, from)?;
    Ok(own)
}

/// The generator of the module's functions.
fn shared(m: &mut Machine) -> R {
    let Some(state) = m.root(Root::State).as_ref() else {
        return Err(m.out_of_memory());
    };
    let name = Value::name(n::random);
    if let Some(own) = m.name_get(state, name) {
        return Ok(own);
    }
    let own = m.new_record(
        crate::RANDOM_GENERATOR,
        &[Value::small_wrapping(0); 2 * WORDS],
    )?;
    start(m, own, Value::NONE)?;
    m.name_set(state, name, own)?;
    Ok(own)
}

fn load(m: &Machine, own: Value) -> Generator {
    let mut state = [0; WORDS];
    if let Some(r) = m.as_record(own, crate::RANDOM_GENERATOR) {
        for (i, word) in state.iter_mut().enumerate() {
            let half = |at: usize| m.heap.value(r, 1 + at).as_small().unwrap_or(0) as u32;
            *word = half(2 * i) | half(2 * i + 1) << 16;
        }
    }
    Generator::resume(state)
}

fn store(m: &mut Machine, own: Value, generator: Generator) {
    if let Some(r) = m.as_record(own, crate::RANDOM_GENERATOR) {
        for (i, word) in generator.state().into_iter().enumerate() {
            m.heap
                .set_value(r, 1 + 2 * i, Value::small_wrapping((word & 0xffff) as i64));
            m.heap
                .set_value(r, 2 + 2 * i, Value::small_wrapping((word >> 16) as i64));
        }
    }
}

/// Draws from a generator and keeps where it is then.
fn draw<T>(m: &mut Machine, own: Value, f: impl FnOnce(&mut Generator) -> T) -> T {
    let mut generator = load(m, own);
    let result = f(&mut generator);
    store(m, own, generator);
    result
}

fn start(m: &mut Machine, own: Value, from: Value) -> R<()> {
    let generator = if from.is_none() {
        let bits = m.host.seed() ^ m.host.micros().rotate_left(32);
        Generator::new(bits)
    } else if let Some(operand) = m
        .is_a(from, types::INT)
        .then(|| Operand::new(m, from))
        .flatten()
    {
        Generator::from_limbs(operand.limbs(m))
    } else if let Some(bytes) = m.str_bytes(from).or_else(|| m.buffer_bytes(from)) {
        let fold = |seed: u64, &byte: &u8| (seed ^ byte as u64).wrapping_mul(0x0000_0100_0000_01b3);
        Generator::new(bytes.iter().fold(0xcbf2_9ce4_8422_2325, fold))
    } else {
        let hash = m.hash(from)?;
        Generator::new(hash as u64)
    };
    store(m, own, generator);
    Ok(())
}

fn seed(m: &mut Machine, own: Value, args: Args) -> R {
    let from = args.get(m, 0).unwrap_or(Value::NONE);
    start(m, own, from)?;
    Ok(Value::NONE)
}

fn unit(m: &mut Machine, own: Value) -> f64 {
    draw(m, own, Generator::unit)
}

fn random(m: &mut Machine, own: Value, _: Args) -> R {
    let f = unit(m, own);
    m.new_float(f)
}

fn getrandbits(m: &mut Machine, own: Value, args: Args) -> R {
    let k = args.at(m, 0);
    let k = m.to_i64(k)?;
    let Ok(k) = usize::try_from(k) else {
        return Err(m.value_error(&[Piece::S("number of bits must be non-negative")]));
    };
    random_bits(m, own, k)
}

fn random_bits(m: &mut Machine, own: Value, k: usize) -> R {
    let mut generator = load(m, own);
    let v = int::compute(m, [], k.div_ceil(32), 0, |[], out, _| {
        generator.bits(k, out);
        false
    })?;
    store(m, own, generator);
    Ok(v)
}

/// An int from 0 up to `limit` (above 0), which is not included.
fn below(m: &mut Machine, own: Value, limit: Value) -> R {
    if let Some(limit) = int::to_i64(m, limit) {
        let i = draw(m, own, |generator| generator.below(limit as u64));
        return m.new_int(i as i64);
    }
    let bits = Operand::new(m, limit).map_or(0, |operand| operand.bit_length(m));
    let mark = m.mark();
    loop {
        let v = random_bits(m, own, bits)?;
        if int::order(m, v, limit).is_lt() {
            return Ok(v);
        }
        m.release(mark);
    }
}

fn index_below(m: &mut Machine, own: Value, limit: usize) -> usize {
    draw(m, own, |generator| generator.below(limit.max(1) as u64)) as usize
}

fn randrange(m: &mut Machine, own: Value, args: Args) -> R {
    let zero = Value::small_wrapping(0);
    let first = args.at(m, 0);
    let first = m.index(first)?;
    let Some(stop) = args.get(m, 1).filter(|v| !v.is_none()) else {
        if int::order(m, first, zero).is_le() {
            return Err(m.value_error(&[Piece::S("empty range for randrange()")]));
        }
        return below(m, own, first);
    };
    let stop = m.index(stop)?;
    let step = match args.get(m, 2) {
        Some(step) => m.index(step)?,
        None => Value::small_wrapping(1),
    };
    if step == zero {
        return Err(m.value_error(&[Piece::S("zero step for randrange()")]));
    }
    // Steps from the first to the last, rounded up: -((first - stop) // step).
    let span = m.binary(BinaryOp::Sub, first, stop)?;
    let steps = m.binary(BinaryOp::FloorDiv, span, step)?;
    let count = m.unary(n::__neg__, steps)?;
    if int::order(m, count, zero).is_le() {
        return Err(m.value_error(&[
            Piece::S("empty range for randrange() ("),
            Piece::V(first),
            Piece::S(", "),
            Piece::V(stop),
            Piece::S(", "),
            Piece::V(step),
            Piece::S(")"),
        ]));
    }
    let i = below(m, own, count)?;
    let way = m.binary(BinaryOp::Mul, i, step)?;
    m.binary(BinaryOp::Add, first, way)
}

fn randint(m: &mut Machine, own: Value, args: Args) -> R {
    let (a, b) = (args.at(m, 0), args.at(m, 1));
    let (a, b) = (m.index(a)?, m.index(b)?);
    let span = m.binary(BinaryOp::Sub, b, a)?;
    let count = m.binary(BinaryOp::Add, span, Value::small_wrapping(1))?;
    if int::order(m, count, Value::small_wrapping(0)).is_le() {
        return Err(m.value_error(&[
            Piece::S("empty range for randrange() ("),
            Piece::V(a),
            Piece::S(", "),
            Piece::V(b),
            Piece::S(", "),
            Piece::V(count),
            Piece::S(")"),
        ]));
    }
    let i = below(m, own, count)?;
    m.binary(BinaryOp::Add, a, i)
}

fn choice(m: &mut Machine, own: Value, args: Args) -> R {
    let items = args.at(m, 0);
    let len = m.len(items)?;
    if len == 0 {
        return Err(m.error(
            types::INDEX_ERROR,
            &[Piece::S("Cannot choose from an empty sequence")],
        ));
    }
    let i = index_below(m, own, len);
    item(m, items, i)
}

fn item(m: &mut Machine, items: Value, i: usize) -> R {
    let i = m.new_int(i as i64)?;
    m.get_item(items, i)
}

fn shuffle(m: &mut Machine, own: Value, args: Args) -> R {
    let items = args.at(m, 0);
    let mark = m.mark();
    for last in (1..m.len(items)?).rev() {
        m.breathe()?;
        let other = index_below(m, own, last + 1);
        let (x, y) = (item(m, items, last)?, item(m, items, other)?);
        m.keep(x);
        m.keep(y);
        let (last, other) = (m.new_int(last as i64)?, m.new_int(other as i64)?);
        m.set_item(items, last, y)?;
        m.set_item(items, other, x)?;
        m.release(mark);
    }
    Ok(Value::NONE)
}

fn sample(m: &mut Machine, own: Value, args: Args) -> R {
    let (population, k) = (args.at(m, 0), args.at(m, 1));
    let k = m.to_i64(k)?;
    if m.is_a(population, types::SET)
        || m.is_a(population, types::FROZENSET)
        || m.is_a(population, types::DICT)
    {
        return Err(m.type_error(&[Piece::S(
            "Population must be a sequence.  For dicts or sets, use sorted(d).",
        )]));
    }
    let len = m.len(population)?;
    let Some(k) = usize::try_from(k).ok().filter(|&k| k <= len) else {
        return Err(m.value_error(&[Piece::S("Sample larger than population or is negative")]));
    };
    let result = m.new_list_sized(k)?;
    let mark = m.mark();
    if k * 4 < len {
        // Few of many: places already taken are drawn again.
        let taken = m.new_dict()?;
        let Some(taken) = taken.as_ref() else {
            return Ok(Value::reference(result));
        };
        let mark = m.mark();
        while m.list_len(result) < k {
            m.breathe()?;
            let i = index_below(m, own, len);
            let place = m.new_int(i as i64)?;
            if m.dict_get(taken, place)?.is_none() {
                m.dict_set(taken, place, Value::NONE)?;
                let v = item(m, population, i)?;
                m.list_push(result, v)?;
            }
            m.release(mark);
        }
    } else {
        // All of them, the first places shuffled.
        let pool = m.list_of(population)?;
        for at in 0..k.min(m.list_len(pool)) {
            let other = at + index_below(m, own, m.list_len(pool) - at);
            let (x, y) = (m.list_item(pool, at), m.list_item(pool, other));
            m.list_set(pool, at, y);
            m.list_set(pool, other, x);
            m.list_push(result, y)?;
        }
    }
    m.release(mark);
    Ok(Value::reference(result))
}

fn choices(m: &mut Machine, own: Value, args: Args) -> R {
    let population = args.at(m, 0);
    let given = |v: Option<Value>| v.filter(|v| !v.is_none());
    let (weights, sums) = (given(args.get(m, 1)), given(args.get(m, 2)));
    let k = match args.get(m, 3) {
        Some(k) => m.to_i64(k)?,
        None => 1,
    };
    let k = usize::try_from(k).unwrap_or(0);
    let len = m.len(population)?;
    let sums = match (weights, sums) {
        (Some(_), Some(_)) => {
            return Err(m.type_error(&[Piece::S(
                "Cannot specify both weights and cumulative weights",
            )]));
        }
        (Some(weights), None) => Some(cumulated(m, weights)?),
        (None, Some(sums)) => Some(m.list_of(sums)?),
        (None, None) => None,
    };
    if sums.is_some_and(|sums| m.list_len(sums) != len) {
        return Err(m.value_error(&[Piece::S(
            "The number of weights does not match the population",
        )]));
    }
    if len == 0 {
        return Err(m.error(types::INDEX_ERROR, &[Piece::S("list index out of range")]));
    }
    let result = m.new_list_sized(k)?;
    let mark = m.mark();
    for _ in 0..k {
        let i = match sums {
            None => index_below(m, own, len),
            Some(sums) => {
                let last = m.list_item(sums, len - 1);
                let total = real(m, last)?;
                if total <= 0.0 {
                    return Err(
                        m.value_error(&[Piece::S("Total of weights must be greater than zero")])
                    );
                }
                let point = unit(m, own) * total;
                let mut i = 0;
                while i + 1 < len {
                    let sum = m.list_item(sums, i);
                    if real(m, sum)? > point {
                        break;
                    }
                    i += 1;
                }
                i
            }
        };
        let v = item(m, population, i)?;
        m.list_push(result, v)?;
        m.release(mark);
    }
    Ok(Value::reference(result))
}

/// The sums of the first one, two, three ... weights.
fn cumulated(m: &mut Machine, weights: Value) -> R<pyrite_core::Ref> {
    let sums = m.new_list_sized(0)?;
    m.for_each(weights, |m, weight| {
        let len = m.list_len(sums);
        let sum = if len == 0 {
            weight
        } else {
            let before = m.list_item(sums, len - 1);
            m.binary(BinaryOp::Add, before, weight)?
        };
        m.list_push(sums, sum)?;
        Ok(true)
    })?;
    Ok(sums)
}

fn real(m: &mut Machine, v: Value) -> R<f64> {
    types::float::from_value(m, v, ["must be real number, not ", ""], false)
}

fn uniform(m: &mut Machine, own: Value, args: Args) -> R {
    let (a, b) = (args.at(m, 0), args.at(m, 1));
    let span = m.binary(BinaryOp::Sub, b, a)?;
    let part = unit(m, own);
    let part = m.new_float(part)?;
    let way = m.binary(BinaryOp::Mul, span, part)?;
    m.binary(BinaryOp::Add, a, way)
}

/// Argument `i` as a double, or what it is without one.
fn parameter(m: &mut Machine, args: Args, i: usize, default: f64) -> R<f64> {
    match args.get(m, i) {
        Some(v) if !v.is_none() => real(m, v),
        _ => Ok(default),
    }
}

fn triangular(m: &mut Machine, own: Value, args: Args) -> R {
    let low = parameter(m, args, 0, 0.0)?;
    let high = parameter(m, args, 1, 1.0)?;
    let mode = parameter(m, args, 2, low + (high - low) / 2.0)?;
    let u = unit(m, own);
    if high == low {
        return m.new_float(low);
    }
    let c = (mode - low) / (high - low);
    let root = |x: f64| math::sqrt(x).unwrap_or(0.0);
    let f = if u > c {
        high - (high - low) * root((1.0 - u) * (1.0 - c))
    } else {
        low + (high - low) * root(u * c)
    };
    m.new_float(f)
}

/// By Box and Muller's method.
fn gauss(m: &mut Machine, own: Value, args: Args) -> R {
    let mean = parameter(m, args, 0, 0.0)?;
    let deviation = parameter(m, args, 1, 1.0)?;
    let (u, angle) = (1.0 - unit(m, own), unit(m, own) * core::f64::consts::TAU);
    let radius = math::sqrt(-2.0 * math::log(u).unwrap_or(0.0)).unwrap_or(0.0);
    m.new_float(mean + deviation * radius * math::cos(angle).unwrap_or(0.0))
}

fn normalvariate(m: &mut Machine, own: Value, args: Args) -> R {
    gauss(m, own, args)
}

fn expovariate(m: &mut Machine, own: Value, args: Args) -> R {
    let rate = parameter(m, args, 0, 1.0)?;
    if rate == 0.0 {
        return Err(m.error(
            types::ZERO_DIVISION_ERROR,
            &[Piece::S("float division by zero")],
        ));
    }
    let u = 1.0 - unit(m, own);
    m.new_float(-math::log(u).unwrap_or(0.0) / rate)
}

fn randbytes(m: &mut Machine, own: Value, args: Args) -> R {
    let len = args.at(m, 0);
    let len = m.to_i64(len)?;
    let Ok(len) = usize::try_from(len) else {
        return Err(m.value_error(&[Piece::S("number of bits must be non-negative")]));
    };
    if len == 0 {
        return m.new_bytes(&[]);
    }
    let r = m.new_bytes_sized(len)?;
    let mut generator = load(m, own);
    for byte in m.heap.bytes_mut(r, 1, len) {
        *byte = (generator.next_u32() >> 24) as u8;
    }
    store(m, own, generator);
    Ok(Value::reference(r))
}
