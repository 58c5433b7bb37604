/** How long a framed TAK message is, told from its first bytes. */
import { MAGIC, VERSION } from './tak.ts';

export const MAX_TAK_BYTES = 262_144;

/**
 * `message`: `bytes[from … to)` is one, without its header. `more`: too little is there to tell. `noise`: no TAK message
 * begins here. `huge`: one of more than {@link MAX_TAK_BYTES} would.
 */
export type TakFrame =
  | { readonly kind: 'message'; readonly from: number; readonly to: number }
  | { readonly kind: 'more' }
  | { readonly kind: 'noise' }
  | { readonly kind: 'huge' };

const MORE = { kind: 'more' } as const;
const NOISE = { kind: 'noise' } as const;

/** Tags of `TakMessage`: two messages, two varints. */
const MESSAGES = [0x0a, 0x12];
const NUMBERS = [0x18, 0x20];
/** Each of them once, and as many again. */
const MAX_FIELDS = 8;

/**
 * The message that begins at `at`, with a magic byte. A mesh message says no length: it ends where its fields do, or
 * with the bytes when these are `whole`.
 */
export function takFrame(bytes: Uint8Array, at: number, end: number, whole: boolean): TakFrame {
  if (at + 1 >= end) return MORE;
  if (bytes[at + 1] === VERSION && (at + 2 >= end || bytes[at + 2] === MAGIC)) {
    if (at + 2 >= end) return MORE;
    return meshEnd(bytes, at + 3, end, whole);
  }
  const length = varint(bytes, at + 1, end);
  if (length === undefined) return MORE;
  if (length.value > MAX_TAK_BYTES) return { kind: 'huge' };
  const from = length.next;
  const to = from + length.value;
  // before many bytes are waited for, the first field must fit
  const first = field(bytes, from, end);
  if (length.value > 0 && (first === 'noise' || (typeof first === 'number' && first > to))) return NOISE;
  return to > end ? MORE : { kind: 'message', from, to };
}

function meshEnd(bytes: Uint8Array, from: number, end: number, whole: boolean): TakFrame {
  let at = from;
  for (let fields = 0; ; fields++) {
    if (at - from > MAX_TAK_BYTES) return { kind: 'huge' };
    if (fields > MAX_FIELDS) return NOISE;
    if (at >= end) return whole && at === end && at > from ? { kind: 'message', from, to: end } : MORE;
    const next = field(bytes, at, end);
    if (next === 'noise') return at > from ? { kind: 'message', from, to: at } : NOISE;
    if (next === 'more') return MORE;
    at = next;
  }
}

/** Where the field at `at` ends: perhaps behind the bytes that are there. */
function field(bytes: Uint8Array, at: number, end: number): number | 'more' | 'noise' {
  const tag = bytes[at];
  if (at >= end || tag === undefined) return 'more';
  if (!MESSAGES.includes(tag) && !NUMBERS.includes(tag)) return 'noise';
  const value = varint(bytes, at + 1, end);
  if (value === undefined) return 'more';
  return MESSAGES.includes(tag) ? value.next + value.value : value.next;
}

/** Protobuf's varint; a value beyond 2^53 is some large number. Longer than ten bytes there is none: infinity. */
function varint(bytes: Uint8Array, at: number, end: number): { value: number; next: number } | undefined {
  let value = 0;
  let scale = 1;
  for (let i = at; i < at + 10; i++) {
    if (i >= end) return undefined;
    const byte = bytes[i]!;
    value += (byte & 127) * scale;
    if (byte < 128) return { value, next: i + 1 };
    scale *= 128;
  }
  return { value: Number.POSITIVE_INFINITY, next: at + 10 };
}
