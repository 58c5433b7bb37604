/** Stretches of time: in order, apart from each other, each from its start up to but without its end. */

export interface Span {
  readonly fromMs: number;
  readonly untilMs: number;
}

/** In order, those that touch or overlap made one, empty ones left out. */
export function merged(spans: readonly Span[]): Span[] {
  const sorted = spans.filter(({ fromMs, untilMs }) => untilMs > fromMs).sort((a, b) => a.fromMs - b.fromMs);
  const out: { fromMs: number; untilMs: number }[] = [];
  for (const { fromMs, untilMs } of sorted) {
    const last = out.at(-1);
    if (last !== undefined && fromMs <= last.untilMs) last.untilMs = Math.max(last.untilMs, untilMs);
    else out.push({ fromMs, untilMs });
  }
  return out;
}

/** What is in both; each in order and without overlaps. */
export function common(a: readonly Span[], b: readonly Span[]): Span[] {
  const out: Span[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const fromMs = Math.max(a[i]!.fromMs, b[j]!.fromMs);
    const untilMs = Math.min(a[i]!.untilMs, b[j]!.untilMs);
    if (untilMs > fromMs) out.push({ fromMs, untilMs });
    if (a[i]!.untilMs < b[j]!.untilMs) i += 1;
    else j += 1;
  }
  return out;
}

/** What is left of `a` without `b`; each in order and without overlaps. */
export function without(a: readonly Span[], b: readonly Span[]): Span[] {
  const out: Span[] = [];
  let j = 0;
  for (const { fromMs, untilMs } of a) {
    let at = fromMs;
    while (j < b.length && b[j]!.untilMs <= at) j += 1;
    for (let k = j; k < b.length && b[k]!.fromMs < untilMs; k += 1) {
      if (b[k]!.fromMs > at) out.push({ fromMs: at, untilMs: b[k]!.fromMs });
      at = Math.max(at, b[k]!.untilMs);
    }
    if (at < untilMs) out.push({ fromMs: at, untilMs });
  }
  return out;
}

export const lengthMs = (spans: readonly Span[]): number =>
  spans.reduce((sum, { fromMs, untilMs }) => sum + untilMs - fromMs, 0);

/** The most that lies within any `windowMs`: the fullest window begins or ends where a stretch does. */
export function fullestWindow(
  spans: readonly Span[],
  windowMs: number,
): Span & { readonly lengthMs: number } {
  let best = { fromMs: 0, untilMs: 0, lengthMs: 0 };
  const look = (fromMs: number): void => {
    const window = { fromMs, untilMs: fromMs + windowMs };
    const length = lengthMs(common(spans, [window]));
    if (length > best.lengthMs) best = { ...window, lengthMs: length };
  };
  for (const { fromMs, untilMs } of spans) {
    look(fromMs);
    look(untilMs - windowMs);
  }
  return best;
}
