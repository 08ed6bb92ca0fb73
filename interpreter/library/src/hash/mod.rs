//! The module `hashlib`: digests that can be fed piece by piece.

/// What a block does to the state in SHA-2 (FIPS 180-4 sections 6.2.2 and 6.4.2). The two families differ in their words,
/// in the number of rounds, and in the amounts of the functions sigma0, sigma1 (rotate, rotate, shift), Sigma1 and Sigma0.
macro_rules! sha2_block {
    ($word:ty, $count:literal, [$p:literal $q:literal $r:literal], [$s:literal $t:literal $u:literal],
        [$x1:literal $x2:literal $x3:literal], [$y1:literal $y2:literal $y3:literal]) => {
        pub fn block(state: &mut [$word; 8], bytes: &[u8]) {
            let mut w: [$word; $count] = [0; $count];
            let (words, _) = bytes.as_chunks::<{ size_of::<$word>() }>();
            for (word, bytes) in w.iter_mut().zip(words) {
                *word = <$word>::from_be_bytes(*bytes);
            }
            for t in 16..$count {
                let (a, b) = (w[t - 15], w[t - 2]);
                let a = a.rotate_right($p) ^ a.rotate_right($q) ^ a >> $r;
                let b = b.rotate_right($s) ^ b.rotate_right($t) ^ b >> $u;
                w[t] = w[t - 16]
                    .wrapping_add(a)
                    .wrapping_add(w[t - 7])
                    .wrapping_add(b);
            }
            let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = *state;
            for t in 0..$count {
                let mixed = e.rotate_right($x1) ^ e.rotate_right($x2) ^ e.rotate_right($x3);
                let chosen = e & f ^ !e & g;
                let one = h
                    .wrapping_add(mixed)
                    .wrapping_add(chosen)
                    .wrapping_add(ROUNDS[t])
                    .wrapping_add(w[t]);
                let mixed = a.rotate_right($y1) ^ a.rotate_right($y2) ^ a.rotate_right($y3);
                let most = a & b ^ a & c ^ b & c;
                (h, g, f, e) = (g, f, e, d.wrapping_add(one));
                (d, c, b, a) = (c, b, a, one.wrapping_add(mixed).wrapping_add(most));
            }
            for (word, more) in state.iter_mut().zip([a, b, c, d, e, f, g, h]) {
                *word = word.wrapping_add(more);
            }
        }
    };
}

mod md5;
mod sha256;
#[cfg(feature = "large")]
mod sha512;
mod state;

use pyrite_core::machine::{Machine, Piece};
use pyrite_core::memory::Kind;
use pyrite_core::native::Native;
use pyrite_core::{Args, Item, Member, Name, R, Ref, Space, Value, n, property, told, types};
use state::{ALL, Algorithm, STATE, State};

pub static MODULE: Space = Space::module(
    n::hashlib,
    &[
        (
            n::new,
            Item::Function(
                Native::new(new, 1, 3)
                    .named(&[n::name, n::data, n::usedforsecurity], 2)
                    .doc("new(name, data=b'') -- a hash object of the algorithm with this name"),
            ),
        ),
        starter(
            n::md5,
            |m, a| start(m, a, Algorithm::Md5),
            "md5(string=b'') -- an MD5 hash object: for checksums, not for secrets",
        ),
        starter(
            n::sha1,
            |m, a| start(m, a, Algorithm::Sha1),
            "sha1(string=b'') -- a SHA-1 hash object: for checksums, not for secrets",
        ),
        starter(
            n::sha224,
            |m, a| start(m, a, Algorithm::Sha224),
            "sha224(string=b'') -- a SHA-224 hash object",
        ),
        starter(
            n::sha256,
            |m, a| start(m, a, Algorithm::Sha256),
            "sha256(string=b'') -- a SHA-256 hash object",
        ),
        #[cfg(feature = "large")]
        starter(
            n::sha384,
            |m, a| start(m, a, Algorithm::Sha384),
            "sha384(string=b'') -- a SHA-384 hash object",
        ),
        #[cfg(feature = "large")]
        starter(
            n::sha512,
            |m, a| start(m, a, Algorithm::Sha512),
            "sha512(string=b'') -- a SHA-512 hash object",
        ),
        (n::algorithms_guaranteed, Item::Getter(algorithms)),
        (n::algorithms_available, Item::Getter(algorithms)),
    ],
);

const fn starter(name: Name, call: fn(&mut Machine, Args) -> R, doc: &'static str) -> (Name, Item) {
    const PARAMS: &[Name] = &[n::string, n::usedforsecurity];
    (
        name,
        Item::Function(Native::new(call, 0, 2).named(PARAMS, 1).doc(doc)),
    )
}

/// A record of the number of the algorithm and a bytes object, the state.
pub static HASH: Space = Space::class(n::HASH, types::OBJECT, MEMBERS).of_module(n::hashlib);

static MEMBERS: &[Member] = &[
    told(
        n::update,
        update,
        2,
        2,
        "update(data) -- goes on with these bytes",
    ),
    told(
        n::digest,
        digest,
        1,
        1,
        "digest() -- the digest of all that came so far, as bytes",
    ),
    told(
        n::hexdigest,
        hexdigest,
        1,
        1,
        "hexdigest() -- the digest as hexadecimal digits",
    ),
    told(
        n::copy,
        copy,
        1,
        1,
        "copy() -- a hash object that stands where this one does",
    ),
    property(n::name, |m, v| {
        let (_, name) = ALL[number(m, v)];
        m.intern(name.as_bytes())
    }),
    property(n::digest_size, |m, v| {
        Ok(Value::small_wrapping(
            ALL[number(m, v)].0.digest_size() as i64
        ))
    }),
    property(n::block_size, |m, v| {
        Ok(Value::small_wrapping(
            ALL[number(m, v)].0.block_size() as i64
        ))
    }),
];

/// The first words of a block, highest byte first.
fn big_endian(bytes: &[u8], words: &mut [u32]) {
    for (word, bytes) in words.iter_mut().zip(bytes.as_chunks::<4>().0) {
        *word = u32::from_be_bytes(*bytes);
    }
}

fn algorithms(m: &mut Machine) -> R {
    let names = m.new_list_sized(ALL.len())?;
    for (_, name) in ALL {
        let name = m.intern(name.as_bytes())?;
        m.list_push(names, name)?;
    }
    let set = Value::builtin_type(types::SET);
    m.call(set, &[Value::reference(names)])
}

fn new(m: &mut Machine, args: Args) -> R {
    let name = args.at(m, 0);
    let Some(text) = m.str_bytes(name) else {
        return Err(m.type_error(&[Piece::S("name must be a string")]));
    };
    let known = ALL
        .iter()
        .find(|(_, known)| known.as_bytes().eq_ignore_ascii_case(text));
    match known {
        Some((algorithm, _)) => {
            let data = args.get(m, 1);
            begin(m, *algorithm, data)
        }
        None => Err(m.value_error(&[Piece::S("unsupported hash type "), Piece::V(name)])),
    }
}

fn start(m: &mut Machine, args: Args, algorithm: Algorithm) -> R {
    let data = args.get(m, 0);
    begin(m, algorithm, data)
}

fn begin(m: &mut Machine, algorithm: Algorithm, data: Option<Value>) -> R {
    let number = ALL.iter().position(|(a, _)| *a == algorithm).unwrap_or(0);
    let bytes = m.new_bytes_sized(algorithm.state_size())?;
    let own = m.new_record(
        crate::HASH,
        &[
            Value::small_wrapping(number as i64),
            Value::reference(bytes),
        ],
    )?;
    let mut state = State::new(algorithm);
    if let Some(data) = data {
        feed(m, &mut state, data)?;
    }
    save(m, own, &state);
    Ok(own)
}

fn number(m: &Machine, v: Value) -> usize {
    m.as_record(v, crate::HASH)
        .and_then(|r| m.heap.value(r, 1).as_small())
        .map_or(0, |i| (i as usize).min(ALL.len() - 1))
}

fn bytes(m: &Machine, v: Value) -> Option<Ref> {
    let r = m.as_record(v, crate::HASH)?;
    m.heap.as_kind(m.heap.value(r, 2), Kind::Bytes)
}

fn load(m: &Machine, v: Value) -> State {
    let (algorithm, _) = ALL[number(m, v)];
    match bytes(m, v) {
        Some(r) => State::load(algorithm, m.heap.bytes(r, 1, algorithm.state_size())),
        None => State::new(algorithm),
    }
}

fn save(m: &mut Machine, v: Value, state: &State) {
    let size = ALL[number(m, v)].0.state_size();
    let mut saved = [0; STATE];
    state.save(&mut saved);
    if let Some(r) = bytes(m, v) {
        m.heap.bytes_mut(r, 1, size).copy_from_slice(&saved[..size]);
    }
}

fn feed(m: &mut Machine, state: &mut State, data: Value) -> R<()> {
    if m.buffer_bytes(data).is_some() {
        return m.feed_bytes(data, |bytes| state.feed(bytes));
    }
    let text = if m.str_bytes(data).is_some() {
        "Strings must be encoded before hashing"
    } else {
        "object supporting the buffer API required"
    };
    Err(m.type_error(&[Piece::S(text)]))
}

fn update(m: &mut Machine, args: Args) -> R {
    let (own, data) = (args.at(m, 0), args.at(m, 1));
    let mut state = load(m, own);
    feed(m, &mut state, data)?;
    save(m, own, &state);
    Ok(Value::NONE)
}

fn digest(m: &mut Machine, args: Args) -> R {
    let own = args.at(m, 0);
    let size = ALL[number(m, own)].0.digest_size();
    let result = load(m, own).finish();
    m.new_bytes(&result[..size])
}

fn hexdigest(m: &mut Machine, args: Args) -> R {
    let own = args.at(m, 0);
    let size = ALL[number(m, own)].0.digest_size();
    let result = load(m, own).finish();
    let mut digits = [0; 128];
    for (two, byte) in digits.as_chunks_mut::<2>().0.iter_mut().zip(result) {
        *two = [byte >> 4, byte & 15].map(|d| b"0123456789abcdef"[usize::from(d)]);
    }
    m.new_str(&digits[..2 * size])
}

fn copy(m: &mut Machine, args: Args) -> R {
    let own = args.at(m, 0);
    let algorithm = ALL[number(m, own)].0;
    let state = load(m, own);
    let other = begin(m, algorithm, None)?;
    save(m, other, &state);
    Ok(other)
}
