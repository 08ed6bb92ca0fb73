//! Sounds that are made by rule: a waveform whose frequency and loudness move from one value to another, with an effect.

/// Samples in a second.
pub const RATE: u32 = 11_025;

pub const SINE: u8 = 0;
pub const SAWTOOTH: u8 = 1;
pub const TRIANGLE: u8 = 2;
pub const SQUARE: u8 = 3;
pub const NOISE: u8 = 4;

pub const NO_EFFECT: u8 = 0;
pub const VIBRATO: u8 = 1;
pub const TREMOLO: u8 = 2;
pub const WARBLE: u8 = 3;

pub const LINEAR: u8 = 1;
pub const CURVE: u8 = 2;
pub const LOG: u8 = 18;

/// A sound: frequencies in hertz, duration in milliseconds, loudness 0 to 255.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Effect {
    pub from: u16,
    pub to: u16,
    pub duration: u16,
    pub loud_from: u8,
    pub loud_to: u8,
    pub wave: u8,
    pub effect: u8,
    pub shape: u8,
}

/// Where a sound is: the sample that comes next, the wave's phase, and the state of the noise.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Progress {
    pub sample: u32,
    pub phase: u32,
    pub noise: u32,
}

impl Effect {
    /// Samples of the whole sound.
    pub fn samples(&self) -> u32 {
        u32::from(self.duration) * RATE / 1000
    }

    /// Makes the next samples: how many; fewer than asked for at the end.
    pub fn fill(&self, at: &mut Progress, into: &mut [u8]) -> usize {
        let total = self.samples();
        let mut count = 0;
        for sample in into.iter_mut() {
            if at.sample >= total {
                break;
            }
            *sample = self.sample(at, total);
            at.sample += 1;
            count += 1;
        }
        count
    }

    fn sample(&self, at: &mut Progress, total: u32) -> u8 {
        let along = at.sample as f32 / total as f32;
        let between = |a: f32, b: f32, t: f32| a + (b - a) * t;
        let bend = match self.shape {
            CURVE => sine(along / 4.0),
            LOG => libm::log10f(1.0 + 9.0 * along),
            _ => along,
        };
        let mut frequency = between(f32::from(self.from), f32::from(self.to), bend);
        let mut loudness =
            between(f32::from(self.loud_from), f32::from(self.loud_to), along) / 255.0;
        let seconds = at.sample as f32 / RATE as f32;
        let swing = |hertz: f32| sine(seconds * hertz);
        match self.effect {
            VIBRATO => frequency *= 1.0 + 0.03 * swing(8.0),
            TREMOLO => loudness *= 0.65 + 0.35 * swing(12.0),
            WARBLE => frequency *= 1.0 + 0.25 * swing(16.0),
            _ => {}
        }
        let step = frequency.max(0.0) / RATE as f32 * 4_294_967_296.0;
        let before = at.phase;
        at.phase = at.phase.wrapping_add(step as u32);
        let phase = before as f32 / 4_294_967_296.0;
        let level = match self.wave {
            SINE => sine(phase),
            SAWTOOTH => 2.0 * phase - 1.0,
            TRIANGLE => 1.0 - libm::fabsf(4.0 * phase - 2.0),
            SQUARE => {
                if phase < 0.5 {
                    1.0
                } else {
                    -1.0
                }
            }
            _ => {
                at.noise = at.noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (at.noise >> 16) as f32 / 32_768.0 - 1.0
            }
        };
        (128.0 + 127.0 * level * loudness).clamp(0.0, 255.0) as u8
    }
}

/// The sine of so many turns, as exact as samples of eight bits need it: without the doubles that the sine for programs is
/// made of, which no board has in its processor.
pub fn sine(turns: f32) -> f32 {
    let mut at = turns - turns as i32 as f32;
    // The same height in the quarters next to zero.
    if at > 0.5 {
        at -= 1.0;
    } else if at < -0.5 {
        at += 1.0;
    }
    if at > 0.25 {
        at = 0.5 - at;
    } else if at < -0.25 {
        at = -0.5 - at;
    }
    let x = at * 2.0 * core::f32::consts::PI;
    let square = x * x;
    x * (1.0 - square / 6.0 * (1.0 - square / 20.0 * (1.0 - square / 42.0)))
}

const fn part(
    from: u16,
    to: u16,
    duration: u16,
    loud_from: u8,
    loud_to: u8,
    wave: u8,
    effect: u8,
    shape: u8,
) -> Effect {
    Effect {
        from,
        to,
        duration,
        loud_from,
        loud_to,
        wave,
        effect,
        shape,
    }
}

/// The built-in sounds: their parts, one after the other.
pub static SOUNDS: [(&str, &[Effect]); 10] = [
    (
        "GIGGLE",
        &[
            part(600, 900, 90, 200, 120, TRIANGLE, VIBRATO, CURVE),
            part(850, 550, 90, 220, 100, TRIANGLE, VIBRATO, CURVE),
            part(700, 1000, 90, 200, 120, TRIANGLE, VIBRATO, CURVE),
            part(950, 600, 140, 220, 0, TRIANGLE, VIBRATO, CURVE),
        ],
    ),
    (
        "HAPPY",
        &[
            part(520, 660, 120, 180, 200, SINE, NO_EFFECT, CURVE),
            part(660, 780, 120, 200, 220, SINE, NO_EFFECT, CURVE),
            part(780, 1040, 300, 230, 0, SINE, VIBRATO, LOG),
        ],
    ),
    (
        "HELLO",
        &[
            part(400, 700, 200, 160, 220, TRIANGLE, NO_EFFECT, CURVE),
            part(700, 500, 260, 220, 0, TRIANGLE, NO_EFFECT, CURVE),
        ],
    ),
    (
        "MYSTERIOUS",
        &[
            part(300, 420, 500, 60, 200, SINE, WARBLE, LINEAR),
            part(420, 260, 700, 200, 0, SINE, WARBLE, LINEAR),
        ],
    ),
    (
        "SAD",
        &[
            part(440, 390, 350, 200, 140, SAWTOOTH, VIBRATO, LINEAR),
            part(370, 220, 700, 170, 0, SAWTOOTH, VIBRATO, LINEAR),
        ],
    ),
    (
        "SLIDE",
        &[part(1600, 250, 600, 220, 0, TRIANGLE, NO_EFFECT, LOG)],
    ),
    (
        "SOARING",
        &[
            part(200, 1200, 900, 60, 220, SINE, TREMOLO, CURVE),
            part(1200, 1500, 400, 220, 0, SINE, TREMOLO, LINEAR),
        ],
    ),
    (
        "SPRING",
        &[
            part(250, 700, 120, 220, 160, SQUARE, WARBLE, LOG),
            part(300, 900, 120, 220, 140, SQUARE, WARBLE, LOG),
            part(350, 1200, 260, 200, 0, SQUARE, WARBLE, LOG),
        ],
    ),
    (
        "TWINKLE",
        &[
            part(1050, 1050, 100, 200, 80, SINE, NO_EFFECT, LINEAR),
            part(1320, 1320, 100, 200, 80, SINE, NO_EFFECT, LINEAR),
            part(1570, 1570, 100, 200, 80, SINE, NO_EFFECT, LINEAR),
            part(2100, 2100, 300, 200, 0, SINE, TREMOLO, LINEAR),
        ],
    ),
    (
        "YAWN",
        &[
            part(260, 480, 600, 40, 200, TRIANGLE, TREMOLO, CURVE),
            part(480, 160, 900, 200, 0, TRIANGLE, VIBRATO, LINEAR),
        ],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_square_wave_has_its_frequency_and_length() {
        let effect = part(441, 441, 100, 255, 255, SQUARE, NO_EFFECT, LINEAR);
        let mut samples = [0; 2000];
        let mut at = Progress::default();
        let count = effect.fill(&mut at, &mut samples);
        assert_eq!(count as u32, effect.samples());
        let rises = samples[..count]
            .windows(2)
            .filter(|w| w[0] < 128 && w[1] > 128)
            .count();
        assert!((43..=44).contains(&rises), "{rises}");
        assert_eq!(effect.fill(&mut at, &mut samples), 0);
    }

    #[test]
    fn the_sine_is_exact_enough_for_samples() {
        for step in -4000..4000 {
            let turns = step as f32 / 1000.0;
            let exact = (f64::from(turns) * 2.0 * core::f64::consts::PI).sin();
            assert!((f64::from(sine(turns)) - exact).abs() < 0.001, "{turns}");
        }
    }

    #[test]
    fn loudness_falls() {
        let effect = part(500, 500, 200, 255, 0, SINE, NO_EFFECT, LOG);
        let mut samples = [0; 2205];
        effect.fill(&mut Progress::default(), &mut samples);
        let peak = |part: &[u8]| part.iter().max().copied().unwrap_or(0);
        assert!(peak(&samples[..300]) > 230 && peak(&samples[2000..]) < 145);
    }

    #[test]
    fn all_sounds_are_to_be_heard() {
        for (name, parts) in &SOUNDS {
            assert!(
                parts.iter().map(Effect::samples).sum::<u32>() > 1000,
                "{name}"
            );
        }
    }
}
