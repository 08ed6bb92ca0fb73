// The boards' loudspeaker and the room's sounds, through WebAudio. Silent until a person has touched the page.
let context = null, gain = null, tone = null, next = 0;

function ready() {
  if (!context) {
    context = new AudioContext();
    gain = context.createGain();
    gain.gain.value = 0.2;
    gain.connect(context.destination);
  }
  if (context.state === "suspended") context.resume().catch(() => {});
  return context;
}

// A square wave of `frequency` Hz; 0 ends it. `volume` from 0 to 1.
export function play(frequency, volume) {
  if (!frequency || frequency < 20 || volume <= 0) { silence(); return; }
  const at = ready();
  if (!tone) {
    const level = at.createGain();
    const wave = at.createOscillator();
    wave.type = "square";
    wave.connect(level).connect(gain);
    wave.start();
    tone = { wave, level };
  }
  tone.wave.frequency.setValueAtTime(Math.min(frequency, 20000), at.currentTime);
  tone.level.gain.setTargetAtTime(volume, at.currentTime, 0.003);
}
// Samples from -1 to 1, joined to those before.
export function samples(values, rate, volume) {
  const at = ready();
  const buffer = at.createBuffer(1, values.length, rate);
  buffer.copyToChannel(Float32Array.from(values, (value) => value * volume), 0);
  const source = at.createBufferSource();
  source.buffer = buffer;
  source.connect(gain);
  next = Math.max(next, at.currentTime + 0.02);
  source.start(next);
  next += buffer.duration;
}
export function silence() {
  if (!tone) return;
  const { wave, level } = tone;
  tone = null;
  level.gain.setTargetAtTime(0, context.currentTime, 0.005);
  wave.stop(context.currentTime + 0.05);
}
export function mute(on) {
  if (on) silence();
  if (gain) gain.gain.value = on ? 0 : 0.2;
}
