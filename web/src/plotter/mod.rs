//! The plotter: numbers that the program prints, as curves that move.

mod curves;
mod numbers;

pub use curves::Plotter;

use numbers::Lines;
use std::fmt::Write;

/// Points that are kept of each curve.
const KEPT: usize = 2000;

/// The numbers so far.
#[derive(Default)]
pub struct Plot {
    lines: Lines,
    pub curves: Vec<Curve>,
    count: usize,
}

#[derive(Clone, Debug, PartialEq, Default)]
pub struct Curve {
    pub name: String,
    /// Which point of the plot the first value belongs to.
    pub from: usize,
    pub values: Vec<f64>,
}

impl Plot {
    /// Points so far, also those that are forgotten.
    pub fn count(&self) -> usize {
        self.count
    }

    pub fn feed(&mut self, bytes: &[u8]) {
        let Plot {
            lines,
            curves,
            count,
        } = self;
        lines.feed(bytes, |line| {
            if let Some(point) = numbers::read(line) {
                for (index, (name, value)) in point.into_iter().enumerate() {
                    add(curves, index, name, value, *count);
                }
                *count += 1;
            }
        });
    }

    /// A table: one line a point, one column a curve.
    pub fn csv(&self) -> String {
        let names: Vec<&str> = self
            .curves
            .iter()
            .map(|curve| curve.name.as_str())
            .collect();
        let mut csv = format!("point,{}\n", names.join(","));
        for point in self.count.saturating_sub(KEPT)..self.count {
            let _ = write!(csv, "{point}");
            for curve in &self.curves {
                let value = point
                    .checked_sub(curve.from)
                    .and_then(|at| curve.values.get(at));
                csv.push(',');
                if let Some(value) = value.filter(|value| value.is_finite()) {
                    let _ = write!(csv, "{value}");
                }
            }
            csv.push('\n');
        }
        csv
    }
}

fn add(curves: &mut Vec<Curve>, index: usize, name: Option<String>, value: f64, point: usize) {
    let name = name.unwrap_or_else(|| (index + 1).to_string());
    let at = curves
        .iter()
        .position(|curve| curve.name == name)
        .unwrap_or_else(|| {
            curves.push(Curve {
                name,
                from: point,
                values: Vec::new(),
            });
            curves.len() - 1
        });
    if at >= numbers::CURVES {
        curves.truncate(numbers::CURVES);
        return;
    }
    let curve = &mut curves[at];
    // A point without this curve leaves a gap.
    while curve.from + curve.values.len() < point {
        curve.values.push(f64::NAN);
    }
    curve.values.push(value);
    if curve.values.len() > KEPT {
        let drop = curve.values.len() - KEPT;
        curve.values.drain(..drop);
        curve.from += drop;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn curves_by_name_and_place() {
        let mut plot = Plot::default();
        plot.feed(b"x: 1 y: 2\nhello\n3\n");
        plot.feed(b"x: 4\n");
        assert_eq!(plot.count(), 3);
        assert_eq!(plot.csv(), "point,x,y,1\n0,1,2,\n1,,,3\n2,4,,\n");
    }

    #[test]
    fn old_points_go() {
        let mut plot = Plot::default();
        for value in 0..3000 {
            plot.feed(format!("{value}\n").as_bytes());
        }
        assert_eq!(plot.curves[0].values.len(), KEPT);
        assert_eq!(plot.curves[0].from, 1000);
    }
}
