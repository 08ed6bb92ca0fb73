//! Numbers in the output of a program: a line of one or more of them is a point of as many curves.

/// Most curves at once.
pub const CURVES: usize = 8;

/// A line that is complete may be a point: `1, 2.5`, `(3, 4)`, `x: 1 y: 2`, `temp=21.5`.
pub fn read(line: &str) -> Option<Vec<(Option<String>, f64)>> {
    let line = line.trim();
    if line.is_empty() || line.len() > 400 || line.starts_with(">>>") {
        return None;
    }
    let line = line.trim_matches(['(', ')', '[', ']']);
    let mut values = Vec::new();
    let mut name: Option<&str> = None;
    for part in line
        .split([',', ' ', '\t', ';', '='])
        .filter(|part| !part.is_empty())
    {
        let (label, number) = match part.rsplit_once(':') {
            Some((label, number)) => (Some(label), number),
            None => (None, part),
        };
        let label = label.filter(|label| !label.is_empty());
        if number.is_empty() {
            name = label;
        } else if let Some(value) = parse(number) {
            values.push((label.or(name).map(str::to_owned), value));
            name = None;
        } else if name.is_none() && label.is_none() && number.starts_with(char::is_alphabetic) {
            name = Some(number);
        } else {
            return None;
        }
    }
    (!values.is_empty() && name.is_none() && values.len() <= CURVES).then_some(values)
}

fn parse(text: &str) -> Option<f64> {
    let first = text.trim_start_matches(['-', '+']).chars().next()?;
    if !(first.is_ascii_digit() || first == '.') {
        return None;
    }
    crate::number::parse(text)
}

/// The lines of an output that comes in pieces.
#[derive(Default)]
pub struct Lines {
    open: Vec<u8>,
}

impl Lines {
    pub fn feed(&mut self, bytes: &[u8], mut line: impl FnMut(&str)) {
        for byte in bytes {
            if *byte == b'\n' {
                line(&String::from_utf8_lossy(&self.open));
                self.open.clear();
            } else if self.open.len() < 500 {
                self.open.push(*byte);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points() {
        let values = |line: &str| {
            read(line).map(|all| all.into_iter().map(|(_, value)| value).collect::<Vec<_>>())
        };
        assert_eq!(values("1"), Some(vec![1.0]));
        assert_eq!(values("(1, -2.5, 3e2)"), Some(vec![1.0, -2.5, 300.0]));
        assert_eq!(values("1 2\t3"), Some(vec![1.0, 2.0, 3.0]));
        assert_eq!(values("hello"), None);
        assert_eq!(values("it is 5 now"), None);
        assert_eq!(values("nan"), None);
        assert_eq!(values(">>> 5"), None);
    }

    #[test]
    fn names() {
        let named = |name: &str, value| (Some(name.to_owned()), value);
        assert_eq!(
            read("x: 1 y:2"),
            Some(vec![named("x", 1.0), named("y", 2.0)])
        );
        assert_eq!(read("temp=21.5"), Some(vec![named("temp", 21.5)]));
    }

    #[test]
    fn pieces() {
        let mut lines = Lines::default();
        let mut seen = Vec::new();
        lines.feed(b"ab", |line| seen.push(line.to_owned()));
        lines.feed(b"c\r\nd\n", |line| seen.push(line.trim().to_owned()));
        assert_eq!(seen, ["abc", "d"]);
    }
}
