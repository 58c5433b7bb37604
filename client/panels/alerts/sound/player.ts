/**
 * Makes the sounds by Web Audio. A browser starts none before somebody has pressed something: until then it says that
 * it is locked, and any press or key of the page unlocks it.
 */
import { create } from 'zustand';
import { PATTERNS, type Pattern } from './soundplan.ts';

export interface SoundState {
  /** `locked`: the browser waits for a press. `none`: it has no Web Audio. */
  readonly status: 'locked' | 'on' | 'none';
  /** 0.05…1; never off: silence is for 30 s. */
  readonly volume: number;
  /** What began last, and how many began: for those who look whether it sounds. */
  readonly last: Pattern | undefined;
  readonly begun: number;
}

export const LEAST_VOLUME = 0.05;
const USUAL_VOLUME = 0.6;
const VOLUME_KEY = 'watchfloor.volume';
/** Without it every note would begin and end with a click. */
const RAMP_S = 0.01;

export const useSoundState = create<SoundState>()(() => ({
  status: typeof AudioContext === 'undefined' ? 'none' : 'locked',
  volume: rememberedVolume(),
  last: undefined,
  begun: 0,
}));

function rememberedVolume(): number {
  try {
    const kept = Number(localStorage.getItem(VOLUME_KEY) ?? '');
    return kept >= LEAST_VOLUME && kept <= 1 ? kept : USUAL_VOLUME;
  } catch {
    return USUAL_VOLUME;
  }
}

export function setVolume(volume: number): void {
  useSoundState.setState({ volume: Math.min(1, Math.max(LEAST_VOLUME, volume)) });
  try {
    localStorage.setItem(VOLUME_KEY, String(useSoundState.getState().volume));
  } catch {
    // A browser that keeps nothing still sounds as loud now.
  }
}

let context: AudioContext | undefined;
/** What sounds now: cut when something more urgent begins, or everything is silenced. */
let sounding: GainNode | undefined;

/** Called from a press or a key of a person: only then does a browser let it sound. */
export async function unlock(): Promise<void> {
  if (useSoundState.getState().status === 'none') return;
  context ??= new AudioContext();
  try {
    await context.resume();
  } catch {
    // It stays locked, and says so.
  }
  useSoundState.setState({ status: context.state === 'running' ? 'on' : 'locked' });
}

/** Some browsers stop the sound of a page that was long away: it says so again. */
export function lookAgain(): void {
  if (context !== undefined && context.state !== 'running') useSoundState.setState({ status: 'locked' });
}

export function play(pattern: Pattern): void {
  const { status, volume, begun } = useSoundState.getState();
  useSoundState.setState({ last: pattern, begun: begun + 1 });
  if (status !== 'on' || context === undefined) return;
  hush();
  const gain = context.createGain();
  gain.connect(context.destination);
  sounding = gain;
  const start = context.currentTime + 0.02;
  gain.gain.setValueAtTime(0, start);
  for (const { hz, atS, forS } of PATTERNS[pattern]) {
    const from = start + atS;
    const tone = context.createOscillator();
    tone.type = 'triangle';
    tone.frequency.value = hz;
    tone.connect(gain);
    gain.gain.setValueAtTime(0, from);
    gain.gain.linearRampToValueAtTime(volume, from + RAMP_S);
    gain.gain.setValueAtTime(volume, from + forS - RAMP_S);
    gain.gain.linearRampToValueAtTime(0, from + forS);
    tone.start(from);
    tone.stop(from + forS);
  }
}

/** Cuts what sounds. */
export function hush(): void {
  sounding?.disconnect();
  sounding = undefined;
}
