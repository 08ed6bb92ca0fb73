// The boards' loudspeaker through WebAudio. Silent until a person has touched the page.
let context = null, gain = null, tone = null, offset = null, queued = [];

// Seconds that sounds come later, so that short tones keep their lengths; further off than FAR, the clocks are set anew.
const LATE = 0.04, FAR = 0.4;

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

// The board's time, in seconds, as the loudspeaker's.
function moment(time) {
  const now = context.currentTime;
  let at = offset === null ? NaN : time + offset;
  if (!(at >= now && at < now + FAR)) {
    offset = now + LATE - time;
    at = now + LATE;
  }
  return at;
}

// A square wave of `frequency` Hz, 0 for silence; `volume` from 0 to 1.
function play(at, frequency, volume) {
  const sounds = frequency >= 20 && volume > 0;
  if (!tone) {
    if (!sounds) return;
    const level = context.createGain();
    const wave = context.createOscillator();
    level.gain.value = 0;
    wave.type = "square";
    wave.connect(level).connect(gain);
    wave.start();
    tone = { wave, level };
  }
  if (sounds) tone.wave.frequency.setValueAtTime(Math.min(frequency, 20000), at);
  tone.level.gain.setTargetAtTime(sounds ? volume : 0, at, 0.002);
}

// Samples from 0 to 255.
function sample(at, bytes, rate, volume) {
  const buffer = context.createBuffer(1, bytes.length, Math.min(Math.max(rate, 3000), 192000));
  buffer.copyToChannel(Float32Array.from(bytes, (byte) => ((byte - 128) / 128) * volume), 0);
  const source = context.createBufferSource();
  source.buffer = buffer;
  source.connect(gain);
  source.start(at);
  queued.push(source);
  source.onended = () => { queued = queued.filter((other) => other !== source); };
}

// `change`: {time, frequency, volume}, {time, samples, rate, volume}, or {time, stop}; volumes from 0 to 255.
export function hear(change) {
  // Silence needs no loudspeaker.
  if (!context && !(change.frequency > 0) && !change.samples?.length) return;
  ready();
  if (change.stop) silence();
  else if (change.samples?.length) {
    const ahead = offset === null ? NaN : change.time + offset - context.currentTime;
    // Samples may wait long behind others; only those that come too late set the clocks.
    const at = ahead >= 0 && ahead < 30 ? change.time + offset : moment(change.time);
    sample(at, change.samples, change.rate, change.volume / 255);
  } else play(moment(change.time), change.frequency, change.volume / 255);
}
export function silence() {
  for (const source of queued) source.stop();
  queued = [];
  offset = null;
  if (!tone) return;
  const { wave, level } = tone;
  tone = null;
  level.gain.cancelScheduledValues(context.currentTime);
  level.gain.setTargetAtTime(0, context.currentTime, 0.005);
  wave.stop(context.currentTime + 0.05);
}
export function mute(on) {
  if (on) silence();
  if (gain) gain.gain.value = on ? 0 : 0.2;
}
