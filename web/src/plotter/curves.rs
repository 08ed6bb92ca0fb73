//! The curves, drawn: the last points over the width, a scale that fits them all.

use super::{Curve, Plot};
use crate::texts::Texts;
use std::{cell::RefCell, rc::Rc};
use yew::prelude::*;

#[derive(Properties)]
pub struct Props {
    pub plot: Rc<RefCell<Plot>>,
    /// Counts up with every new point.
    pub version: u32,
    pub texts: &'static Texts,
}

impl PartialEq for Props {
    fn eq(&self, other: &Props) -> bool {
        self.version == other.version
            && self.texts == other.texts
            && Rc::ptr_eq(&self.plot, &other.plot)
    }
}

/// Points that are shown at once.
const SHOWN: usize = 240;
const WIDTH: f64 = 600.0;
const HEIGHT: f64 = 220.0;

#[function_component(Plotter)]
pub fn plotter(props: &Props) -> Html {
    let plot = props.plot.borrow();
    if plot.curves.is_empty() {
        return html! { <p class="empty">{ props.texts.plot_empty }</p> };
    }
    let first = plot.count().saturating_sub(SHOWN);
    let shown = |curve: &Curve| -> Vec<(usize, f64)> {
        let values = curve
            .values
            .iter()
            .enumerate()
            .map(|(at, value)| (curve.from + at, *value));
        values
            .filter(|(point, value)| *point >= first && value.is_finite())
            .collect()
    };
    let all: Vec<Vec<(usize, f64)>> = plot.curves.iter().map(shown).collect();
    let values = || all.iter().flatten().map(|(_, value)| *value);
    let (low, high) = range(
        values().fold(f64::INFINITY, f64::min),
        values().fold(f64::NEG_INFINITY, f64::max),
    );
    // A young plot fills the width too, but does not jump.
    let wide = (plot.count() - first).clamp(60, SHOWN);
    let x = |point: usize| (point - first) as f64 * WIDTH / (wide - 1) as f64;
    let y = |value: f64| HEIGHT - (value - low) / (high - low) * HEIGHT;
    let line = |(index, points): (usize, &Vec<(usize, f64)>)| {
        let path: String = points
            .iter()
            .map(|(point, value)| format!("{:.1},{:.1} ", x(*point), y(*value)))
            .collect();
        html! { <polyline class={format!("curve curve-{index}")} points={path} /> }
    };
    let rule = |share: f64| {
        let at = HEIGHT * share;
        html! { <path class="rule" d={format!("M0 {at} H{WIDTH}")} /> }
    };
    let scale = |share: f64| html! { <span>{ short(high - (high - low) * share) }</span> };
    html! {
        <div class="plot">
            <div class="scale" aria-hidden="true">{ for [0.0, 0.25, 0.5, 0.75, 1.0].map(scale) }</div>
            <svg viewBox={format!("0 0 {WIDTH} {HEIGHT}")} preserveAspectRatio="none" role="img" aria-label={props.texts.plotter}>
                { for [0.0, 0.25, 0.5, 0.75, 1.0].map(rule) }
                { for all.iter().enumerate().map(line) }
            </svg>
            <ul class="legend">
                { for plot.curves.iter().enumerate().map(|(index, curve)| html! {
                    <li><i class={format!("key curve-{index}")}></i>{ &curve.name }{ " " }<b>{ short(curve.values.last().copied().unwrap_or_default()) }</b></li>
                }) }
            </ul>
        </div>
    }
}

/// A range with round ends around the values.
fn range(low: f64, high: f64) -> (f64, f64) {
    if !(low.is_finite() && high.is_finite()) {
        return (0.0, 1.0);
    }
    if low == high {
        let around = if low == 0.0 { 1.0 } else { low.abs() * 0.5 };
        return (low - around, high + around);
    }
    let step = crate::number::magnitude((high - low) / 4.0);
    let step = [1.0, 2.0, 2.5, 5.0, 10.0]
        .map(|by| by * step)
        .into_iter()
        .find(|step| (high / step).ceil() - (low / step).floor() <= 4.0);
    let step = step.unwrap_or(high - low);
    let bottom = (low / step).floor() * step;
    (bottom, (bottom + 4.0 * step).max(high))
}

fn short(value: f64) -> String {
    let size = value.abs();
    if size != 0.0 && !(0.001..1e7).contains(&size) {
        return format!("{value:.1e}");
    }
    let text = format!("{value:.3}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_round() {
        assert_eq!(range(0.0, 100.0), (0.0, 100.0));
        assert_eq!(range(3.0, 97.0), (0.0, 100.0));
        assert_eq!(range(5.0, 5.0), (2.5, 7.5));
        let (low, high) = range(-1.0, 1.0);
        assert!(low <= -1.0 && high >= 1.0);
    }

    #[test]
    fn numbers_are_short() {
        assert_eq!(short(2.5), "2.5");
        assert_eq!(short(100.0), "100");
        assert_eq!(short(1e9), "1.0e9");
    }
}
