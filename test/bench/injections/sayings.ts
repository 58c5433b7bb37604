/** What a vessel says, or no longer says: silence, another identity, distress. */
import { distanceM } from '../../../proto/domain/geo.ts';
import { between, pick, type Random } from '../../../proto/domain/random.ts';
import type { AisMessage } from '../../../server/decode/ais/message.ts';
import type { Said } from '../corpora/traffic.ts';
import { median } from '../harness.ts';
import { type Changed, changed, GRACE_MS, type Inject, MINUTE_MS, momentOf } from './injection.ts';
import { type Leg, SAME_MS, type Vessel } from './legs.ts';

/** A place is covered where so many other vessels are heard so near in the middle of the silence. */
const HEARD_NEAR_M = 4000;
const HEARD_LEAST = 2;
/** And where the vessel itself was heard a quarter as often as it should be, in so long before. */
const HEARD_SHARE = 0.25;
const BEFORE_MS = 10 * MINUTE_MS;

/** Under way and heard every minute, it says nothing for 20 to 45 minutes where others are heard meanwhile. */
export const gap: Inject = (leg, { random, others }) => {
  const forMs = between(random, 20, 45) * MINUTE_MS;
  const i = momentOf(leg, 10 * MINUTE_MS, Math.min(forMs, 15 * MINUTE_MS), random);
  if (i === undefined) return undefined;
  const { at, atMs: fromMs } = leg.reports[i]!;
  const untilMs = fromMs + forMs;
  const heard = new Set<number>();
  for (const { vessel, reports } of others) {
    // Other legs of this vessel show nothing.
    if (vessel === leg.vessel || heard.has(vessel.mmsi)) continue;
    if (
      reports.some((one) => one.atMs > fromMs && one.atMs < untilMs && distanceM(one.at, at) < HEARD_NEAR_M)
    )
      heard.add(vessel.mmsi);
  }
  if (heard.size < HEARD_LEAST || !isHeard(leg, i, others)) return undefined;
  return changed(
    { injection: 'gap', mmsis: [leg.vessel.mmsi], fromMs, untilMs: untilMs + GRACE_MS },
    leg.vessel.all.filter(({ atMs }) => atMs <= fromMs || atMs > untilMs),
  );
};

/** It is heard itself, by what it owes (ITU-R M.1371-5 annex 1, tables 1 and 2), or by what all have in a thinned recording. */
function isHeard(leg: Leg, i: number, others: readonly Leg[]): boolean {
  const { atMs, message } = leg.reports[i]!;
  const isB = message.type === 18;
  const [kn, usualMs] = [leg.kn, median(others.map(({ everyMs }) => everyMs))];
  const owedMs = isB ? 30_000 : kn > 23 ? 2_000 : kn > 14 ? 6_000 : 10_000;
  const times = leg.reports.filter((one, k) => {
    const isSame = k > 0 && one.atMs - leg.reports[k - 1]!.atMs < SAME_MS;
    return !isSame && one.atMs <= atMs && atMs - one.atMs < BEFORE_MS;
  });
  return times.length >= (HEARD_SHARE * BEFORE_MS) / Math.max(owedMs, usualMs);
}

const NAMES = ['NORDIC PEARL', 'SEA VENTURE', 'OCEAN GRACE', 'BLUE MERIDIAN', 'CAPE HOPE', 'ISLAND STAR'];

/** In the middle of what it says, another name, call sign and size; its IMO number goes with them. */
export function staticChange(vessel: Vessel, random: Random): Changed | undefined {
  const statics = vessel.all.filter(({ message }) => message.type === 5);
  if (statics.length < 3) return undefined;
  const { atMs: fromMs } = statics[Math.floor(statics.length / 2)]!;
  const name = pick(random, NAMES);
  const callSign = `V${Math.floor(between(random, 1000, 9999))}`;
  const said = vessel.all.map((one): Said => {
    const { atMs, message } = one;
    if (message.type !== 5 || atMs < fromMs) return one;
    const { imo: _imo, ...rest } = message;
    const dimensions = { toBowM: 120, toSternM: 40, toPortM: 12, toStarboardM: 12 };
    return { atMs, message: { ...rest, name, callSign, dimensions } };
  });
  const untilMs = fromMs + 20 * MINUTE_MS;
  return changed({ injection: 'static change', mmsis: [vessel.mmsi], fromMs, untilMs }, said);
}

/** A device that calls for help, or is tried, near a vessel: a position a minute with what it says beside. */
export function device(vessel: Vessel, random: Random, isTest: boolean): Changed | undefined {
  const at = vessel.reports[Math.floor(random() * vessel.reports.length)];
  if (at === undefined) return undefined;
  const kind = pick(random, [970, 972, 974] as const);
  const mmsi = kind * 1_000_000 + Math.floor(random() * 1_000_000);
  const said: Said[] = [];
  for (let n = 0; n < 8; n++) {
    const atMs = at.atMs + n * MINUTE_MS;
    const navStatus = isTest ? 15 : 14;
    const { lat, lon } = at.at;
    const position: AisMessage = {
      type: 1,
      mmsi,
      navStatus,
      sogKn: 0.4,
      lat,
      lon,
      utcSecond: Math.floor(atMs / 1000) % 60,
    };
    said.push({ atMs, message: position });
    const word = kind === 970 ? 'SART' : kind === 972 ? 'MOB' : 'EPIRB';
    said.push({ atMs, message: { type: 14, mmsi, text: `${word} ${isTest ? 'TEST' : 'ACTIVE'}` } });
  }
  const injection = isTest ? 'distress test' : 'distress';
  const fromMs = at.atMs;
  return {
    truth: { injection, mmsis: [mmsi], fromMs, untilMs: fromMs + 10 * MINUTE_MS },
    said: new Map([[mmsi, said]]),
  };
}
