//! What is loaded into the board to move files, and what goes to and fro: every call and every answer carries a number and a
//! checksum, so that noise on the line is seen. A call whose answer was lost is sent again, and the board, which knows its
//! number, answers again without doing it twice.

/// Uses only what every board has. `_c` is the checksum, `_p` takes a call; the other functions are what can be called.
const SOURCE: &str = "\
def _c(s,a=1,b=0):
 for x in s:
  a=(a*31+x)%65521;b=(b*37+x)%65519
 return a,b
_t=0
def _p(t,a,b,*z):
 global _t,_k,_d
 if _c(b','.join([x if type(x)==bytes else str(x).encode() for x in z]),t)!=(a,b):
  return
 if t!=_t:
  _k=0
  try:
   _d=globals()['_f'+z[0]](*z[1:]) or b'';_k=1
  except Exception as e:
   _d=repr(e).encode()
  _t=t
 print(t,_k,*_c(_d,t,_k),_d)
def _fopen(n,m):
 global _h
 _h=open(n,m)
def _fwrite(d):
 _h.write(d)
def _fread(n):
 return _h.read(n)
def _fclose():
 _h.close()
def _fcheck(n):
 f=open(n,'rb');s=0;c=1,0
 while 1:
  d=f.read(256)
  if not d:
   break
  s+=len(d);c=_c(d,*c)
 f.close()
 return ('%d %d %d'%(s,c[0],c[1])).encode()
def _flist(p):
 import os
 r=''
 if hasattr(os,'ilistdir'):
  for e in os.ilistdir(p) if p else os.ilistdir():
   n=e[0];d=e[1]==16384
   r+='%s %d %s\\n'%('d' if d else 'f',0 if d else e[3] if len(e)>3 else os.stat(p+'/'+n if p else n)[6],n)
 else:
  for n in os.listdir(p) if p else os.listdir():
   if hasattr(os,'size'):
    r+='f %d %s\\n'%(os.size(n),n)
   else:
    s=os.stat(p+'/'+n if p else n);d=s[0]&61440==16384
    r+='%s %d %s\\n'%('d' if d else 'f',0 if d else s[6],n)
 return r.encode()
def _fremove(p):
 import os
 os.remove(p)
def _frmdir(p):
 import os
 os.rmdir(p)
def _fmkdir(p):
 import os
 try:
  os.mkdir(p)
 except OSError:
  os.stat(p)
";

/// The checksum, going on from another.
pub fn checksum(bytes: &[u8], from: (u32, u32)) -> (u32, u32) {
    bytes.iter().fold(from, |(a, b), byte| {
        let byte = u32::from(*byte);
        ((a * 31 + byte) % 65521, (b * 37 + byte) % 65519)
    })
}

/// An argument of a call.
#[derive(Clone, Copy, Debug)]
pub(super) enum Argument<'a> {
    Number(usize),
    Text(&'a str),
    Bytes(&'a [u8]),
}

/// The helper, to be run on the board; it writes [`LOADED`] when it has come whole.
pub fn load() -> Vec<u8> {
    let source = SOURCE.as_bytes();
    let (a, b) = checksum(source, (1, 0));
    format!(
        "s={}\na=1;b=0\nfor x in s:\n a=(a*31+x)%65521;b=(b*37+x)%65519\nif (a,b)==({a},{b}):\n exec(s)\n print('{LOADED}')\ndel s\n",
        literal(source)
    )
    .into_bytes()
}

pub const LOADED: &str = "helper loaded";

/// A call as the board runs it. Numbers are below 65521 and not 0.
pub(super) fn call(number: u32, name: &str, arguments: &[Argument]) -> Vec<u8> {
    let mut plain = name.as_bytes().to_vec();
    let mut text = format!("'{name}'");
    for argument in arguments {
        plain.push(b',');
        text.push(',');
        match argument {
            Argument::Number(number) => {
                let number = number.to_string();
                plain.extend(number.bytes());
                text.push_str(&number);
            }
            Argument::Text(string) => {
                plain.extend(string.bytes());
                // A string's escapes are code points; those of bytes will not do.
                text.push('\'');
                for letter in string.chars() {
                    match letter {
                        '\'' | '\\' => text.extend(['\\', letter]),
                        ' '..='~' => text.push(letter),
                        _ if u32::from(letter) < 0x10000 => {
                            text.push_str(&format!("\\u{:04x}", u32::from(letter)));
                        }
                        _ => text.push_str(&format!("\\U{:08x}", u32::from(letter))),
                    }
                }
                text.push('\'');
            }
            Argument::Bytes(bytes) => {
                plain.extend(*bytes);
                text.push_str(&literal(bytes));
            }
        }
    }
    let (a, b) = checksum(&plain, (number, 0));
    format!("_p({number},{a},{b},{text})\n").into_bytes()
}

/// Bytes as Python writes them.
fn literal(bytes: &[u8]) -> String {
    let mut text = String::from("b'");
    for byte in bytes {
        match byte {
            b'\n' => text.push_str("\\n"),
            b'\r' => text.push_str("\\r"),
            b'\'' | b'\\' => text.extend(['\\', char::from(*byte)]),
            b' '..=b'~' => text.push(char::from(*byte)),
            _ => text.push_str(&format!("\\x{byte:02x}")),
        }
    }
    text.push('\'');
    text
}

/// Reads bytes as Python writes them, with either quote.
pub(super) fn parse_literal(text: &[u8]) -> Option<Vec<u8>> {
    let [b'b', quote @ (b'\'' | b'"'), inner @ .., last] = text else {
        return None;
    };
    if last != quote {
        return None;
    }
    let mut bytes = Vec::with_capacity(inner.len());
    let mut inner = inner.iter().copied();
    while let Some(byte) = inner.next() {
        if byte != b'\\' {
            bytes.push(byte);
            continue;
        }
        bytes.push(match inner.next()? {
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            byte @ (b'\\' | b'\'' | b'"') => byte,
            b'x' => {
                let mut digit = || char::from(inner.next()?).to_digit(16);
                (digit()? << 4 | digit()?) as u8
            }
            _ => return None,
        });
    }
    Some(bytes)
}

/// What a call gave: bytes, or the exception in words. Nothing where no sound answer to this number is in the output.
pub(super) fn answer(output: &[u8], number: u32) -> Option<Result<Vec<u8>, String>> {
    output
        .split(|byte| *byte == b'\n')
        .find_map(|line| answer_line(line.strip_suffix(b"\r").unwrap_or(line), number))
}

fn answer_line(line: &[u8], number: u32) -> Option<Result<Vec<u8>, String>> {
    let mut fields = line.splitn(5, |byte| *byte == b' ');
    let mut value = || -> Option<u32> { std::str::from_utf8(fields.next()?).ok()?.parse().ok() };
    let (found, good, a, b) = (value()?, value()?, value()?, value()?);
    if found != number || good > 1 {
        return None;
    }
    let bytes = parse_literal(fields.next()?)?;
    if checksum(&bytes, (number, good)) != (a, b) {
        return None;
    }
    Some(match good {
        1 => Ok(bytes),
        _ => Err(String::from_utf8_lossy(&bytes).into_owned()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_back_as_they_were() {
        let all: Vec<u8> = (0..=255).collect();
        assert_eq!(parse_literal(literal(&all).as_bytes()), Some(all));
        assert_eq!(parse_literal(b"b\"it's\\t\""), Some(b"it's\t".to_vec()));
        for wrong in [
            &b""[..],
            b"b",
            b"b'",
            b"b'a",
            b"b'\\",
            b"b'\\x1'",
            b"b'\\q'",
            b"'a'",
        ] {
            assert_eq!(parse_literal(wrong), None);
        }
    }

    #[test]
    fn an_answer_must_be_whole() {
        let (a, b) = checksum(b"ab", (7, 1));
        let output = format!("noise\r\n7 1 {a} {b} b'ab'\r\n");
        assert_eq!(answer(output.as_bytes(), 7), Some(Ok(b"ab".to_vec())));
        assert_eq!(answer(output.as_bytes(), 8), None);
        for at in 7..output.len() - 2 {
            let mut bytes = output.clone().into_bytes();
            bytes[at] ^= 1;
            assert_eq!(answer(&bytes, 7), None, "{at}");
        }
    }
}
