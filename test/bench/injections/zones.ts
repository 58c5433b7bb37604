/** Vessels that hold course and speed into a zone: when they enter is known to the second. */

import type { Shore } from '../../../proto/domain/detecting.ts';
import { destination, type Position } from '../../../proto/domain/geo.ts';
import { agencyId } from '../../../proto/domain/operations/agency.ts';
import { between, seeded } from '../../../proto/domain/random.ts';
import { knotsToMetresPerSecond } from '../../../proto/domain/units.ts';
import { GivenRecords } from '../../../server/offline/records.ts';
import { inOrder, type Said } from '../corpora/traffic.ts';
import { steady } from './conduct.ts';
import { along, GRACE_MS, MINUTE_MS, Path, type Truth, wrap } from './injection.ts';
import type { Leg } from './legs.ts';
import type { Ground } from './plan.ts';

const MINUTES = 40;
/** Within this an approach is told. */
const APPROACH_MIN = 15;

export interface ZoneRun {
  readonly traffic: readonly Said[];
  readonly records: GivenRecords;
  readonly truths: readonly { readonly entry: Truth; readonly approach: Truth; readonly entryMs: number }[];
}

/** Where a vessel's straight way begins, and the zone across it. */
function zoneAcross(leg: Leg, i: number, course: number, random: () => number) {
  const from = leg.reports[i]!.at;
  const enterS = between(random, 12, 30) * 60;
  const edge = destination(from, course, knotsToMetresPerSecond(leg.kn) * enterS);
  const radiusM = between(random, 600, 2000);
  const centre = destination(edge, course, radiusM);
  const corner = (deg: number): Position => destination(centre, wrap(course + deg), radiusM * Math.SQRT2);
  const shape =
    random() < 0.5
      ? { kind: 'circle', centre, radiusM }
      : { kind: 'polygon', rings: [[45, 135, 225, 315].map(corner)] };
  return { shape, enterS };
}

/** As many vessels as hold their course, `most` of them. */
export function zoneRun(ground: Ground, seed: number, shore: Shore, most: number): ZoneRun {
  const random = seeded(seed);
  const records = new GivenRecords(agencyId('bench'));
  const truths: ZoneRun['truths'][number][] = [];
  const replaced = new Map<number, readonly Said[]>();
  const start = Math.floor(random() * ground.legs.length);
  for (let n = 0; n < ground.legs.length && truths.length < most; n++) {
    const leg = ground.legs[(start + n) % ground.legs.length]!;
    const { mmsi } = leg.vessel;
    if (replaced.has(mmsi) || leg.kn < 5) continue;
    const found = steady(leg, random);
    if (found === undefined) continue;
    const { i, course } = found;
    const path = new Path(leg.reports[i]!.at, MINUTES * 60, () => ({ kn: leg.kn, deg: course }));
    if (path.shoreM(shore) < 300) continue;
    const { shape, enterS } = zoneAcross(leg, i, course, random);
    const zoneId = `zone-${mmsi}`;
    const rules = [{ kind: 'entry' }, { kind: 'approach', afterMin: APPROACH_MIN }];
    const faults = records.add('zone', { id: zoneId, name: zoneId, shape, rules }, 'zone');
    if (faults.length > 0) throw new Error(JSON.stringify(faults));
    const fromMs = leg.reports[i]!.atMs;
    const entryMs = fromMs + enterS * 1000;
    const about = { mmsis: [mmsi], zoneId };
    replaced.set(mmsi, along(leg, i, path, random));
    truths.push({
      entry: { injection: 'zone entry', ...about, fromMs: entryMs - 5000, untilMs: entryMs + GRACE_MS },
      approach: {
        injection: 'time to entry',
        ...about,
        fromMs: Math.max(fromMs, entryMs - APPROACH_MIN * MINUTE_MS),
        untilMs: entryMs,
      },
      entryMs,
    });
  }
  const kept = ground.traffic.filter(({ message }) => !replaced.has(message.mmsi));
  return { traffic: inOrder([...kept, ...[...replaced.values()].flat()]), records, truths };
}
