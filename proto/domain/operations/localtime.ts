/** What the clocks of a place show, and when they show it: IANA time zones as the machine's own data knows them. */

/** Offsets change at quarters of an hour alone. */
const SLOT_MS = 15 * 60_000;
const DAY_MS = 86_400_000;
/** Zones of the world are fewer; a name nobody knows is kept as unknown. */
const MAX_ZONES = 1000;

/** Offsets remembered of one place; formatting costs microseconds, and the same midnights are asked for again and again. */
const MAX_SLOTS = 2000;

interface ZoneClock {
  readonly format: Intl.DateTimeFormat | undefined;
  readonly offsets: Map<number, number>;
}

const clocks = new Map<string, ZoneClock>();

function clockOf(timeZone: string): ZoneClock {
  let clock = clocks.get(timeZone);
  if (clock === undefined) {
    if (clocks.size >= MAX_ZONES) clocks.clear();
    clock = { format: formatOf(timeZone), offsets: new Map() };
    clocks.set(timeZone, clock);
  }
  return clock;
}

function formatOf(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    return undefined;
  }
}

export const isTimeZone = (timeZone: string): boolean => clockOf(timeZone).format !== undefined;

/** What the place's clock is ahead of UTC, milliseconds; undefined where the time zone is not known. */
export function zoneOffsetMs(timeZone: string, atMs: number): number | undefined {
  const clock = clockOf(timeZone);
  if (clock.format === undefined) return undefined;
  const slot = Math.floor(atMs / SLOT_MS);
  const known = clock.offsets.get(slot);
  if (known !== undefined) return known;
  const parts: Record<string, number> = {};
  const start = slot * SLOT_MS;
  for (const { type, value } of clock.format.formatToParts(start)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  const offsetMs = Date.UTC(year, month - 1, day, hour, minute, second) - start;
  if (clock.offsets.size >= MAX_SLOTS) clock.offsets.clear();
  clock.offsets.set(slot, offsetMs);
  return offsetMs;
}

/**
 * When a place's clock shows a time; `localMs`: that time as if it were UTC. Of a time shown twice (clocks put back) the
 * first; of a time never shown (clocks put forward) as long after the change as it would have been: RFC 5545 and
 * Temporal's "compatible". Undefined where the time zone is not known.
 */
export function instantOf(timeZone: string, localMs: number): number | undefined {
  const before = zoneOffsetMs(timeZone, localMs - DAY_MS);
  const after = zoneOffsetMs(timeZone, localMs + DAY_MS);
  if (before === undefined || after === undefined) return undefined;
  const early = localMs - before;
  if (before === after) return early;
  const late = localMs - after;
  const fits = [early, late].filter((ms) => ms + zoneOffsetMs(timeZone, ms)! === localMs);
  return fits.length === 0 ? early : Math.min(...fits);
}
