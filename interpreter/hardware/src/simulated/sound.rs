//! The speaker: the tone that sounds, and samples on their way to be heard.

use pyrite_core::board::{Answer, Outputs, Sound};

/// A change of what sounds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Heard {
    /// From this moment (microseconds) a tone in hertz, 0 for silence, of loudness 0 to 255.
    Tone {
        time: u64,
        frequency: u32,
        loudness: u8,
        outputs: Outputs,
    },
    /// Samples to be played from this moment on.
    Samples {
        time: u64,
        rate: u32,
        loudness: u8,
        samples: Vec<u8>,
    },
    /// What waits to be played is dropped.
    Stop { time: u64 },
}

/// What has sounded and was not fetched is kept up to this many changes.
const KEPT: usize = 4096;

#[derive(Default)]
pub struct Speaker {
    pub now: u64,
    /// The tone that sounds: hertz and loudness.
    pub tone: (u32, u8),
    /// When the samples that wait are played.
    pub ends: u64,
    rate: u32,
    /// Changes since they were last fetched.
    pub heard: Vec<Heard>,
}

impl Speaker {
    fn note(&mut self, heard: Heard) {
        if self.heard.len() < KEPT {
            self.heard.push(heard);
        }
    }

    /// Changes since the last call.
    pub fn take_heard(&mut self) -> Vec<Heard> {
        std::mem::take(&mut self.heard)
    }
}

impl Sound for Speaker {
    fn tone(&mut self, frequency: u32, loudness: u8, outputs: Outputs) -> Answer {
        self.tone = (frequency, loudness);
        self.note(Heard::Tone {
            time: self.now,
            frequency,
            loudness,
            outputs,
        });
        Ok(())
    }

    fn samples(
        &mut self,
        samples: &[u8],
        rate: u32,
        loudness: u8,
        _outputs: Outputs,
    ) -> Answer<usize> {
        let time = self.ends.max(self.now);
        let rate = rate.max(1);
        self.rate = rate;
        self.ends = time + samples.len() as u64 * 1_000_000 / u64::from(rate);
        self.note(Heard::Samples {
            time,
            rate,
            loudness,
            samples: samples.to_vec(),
        });
        Ok(samples.len())
    }

    fn waiting(&mut self) -> usize {
        let micros = self.ends.saturating_sub(self.now);
        (micros * u64::from(self.rate) / 1_000_000) as usize
    }

    fn stop(&mut self) {
        self.ends = self.now;
        self.tone = (0, 0);
        self.note(Heard::Stop { time: self.now });
    }
}
