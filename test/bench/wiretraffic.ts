/**
 * Bytes of what is served of our simulator's traffic, for each update heard, against a JSON object for each: names once
 * apart, places within 150 m as a z7 tile is served, and within 25 m. The demonstration's sea, and ten thousand vessels.
 */
import { tileAt, tilesCovering } from '../../proto/domain/tiles.ts';
import { localAudience } from '../../server/access/audience.ts';
import { Publication } from '../../server/publish/publication.ts';
import { visitChanged } from '../../server/publish/source.ts';
import type { SuppressionBounds } from '../../server/publish/suppress.ts';
import { compare, type Figures, ranAsSide, report, type Side } from './harness.ts';
import { demonstration, Traffic, vessels } from './traffic.side.ts';

/** By then everybody has said who it is, which the standard wants every six minutes. */
const WARM_S = 600;
const MEASURED_S = 300;
const ADRIATIC = { west: 16, south: 38.9, east: 21, north: 42.7 };
const VESSELS = 10_000;
const SEA = { west: 5, south: 34, east: 25, north: 44 };
const WITHIN_25_M: SuppressionBounds = { positionM: 25, directionDeg: 5, speedKn: 1 };

const TRAFFICS = {
  'the demonstration': { open: demonstration, area: ADRIATIC },
  'ten thousand vessels': { open: () => vessels(VESSELS, SEA), area: SEA },
} as const;
type TrafficName = keyof typeof TRAFFICS;

function served(name: TrafficName, suppressing: boolean | SuppressionBounds): Figures {
  const { open, area } = TRAFFICS[name];
  const traffic = new Traffic(open());
  const { picture } = traffic;
  const publication = new Publication(picture, localAudience(), suppressing);
  const tiles = tilesCovering(area, 1, 512);
  const held = new Map<number, number>();
  let [bytes, heard, since] = [0, 0, 0];
  for (let seq = 1; seq <= WARM_S + MEASURED_S; seq += 1) {
    if (seq === WARM_S + 1) [bytes, heard] = [0, 0];
    const tick = traffic.second();
    publication.begin({ seq, baseMs: traffic.nowMs });
    visitChanged(picture, since, (slot) => {
      publication.update(slot);
      heard += 1;
    });
    publication.settle();
    since = tick;
    for (const tile of tiles) {
      const encoded = publication.tile(tile, held.get(tile) ?? 0);
      if (!encoded) continue;
      bytes += encoded.bytes.length;
      held.set(tile, encoded.version);
    }
  }
  return { bytesAnUpdate: bytes / heard, updatesASecond: heard / MEASURED_S, ships: shownIn(traffic, tiles) };
}

function json(name: TrafficName): Figures {
  const { open, area } = TRAFFICS[name];
  const traffic = new Traffic(open());
  const { picture } = traffic;
  let [bytes, heard, since] = [0, 0, 0];
  for (let second = 1; second <= WARM_S + MEASURED_S; second += 1) {
    if (second === WARM_S + 1) [bytes, heard] = [0, 0];
    const tick = traffic.second();
    const batch: object[] = [];
    visitChanged(picture, since, (slot) => void batch.push(traffic.json(slot)));
    since = tick;
    heard += batch.length;
    bytes += Buffer.byteLength(JSON.stringify(batch));
  }
  const tiles = tilesCovering(area, 1, 512);
  return { bytesAnUpdate: bytes / heard, updatesASecond: heard / MEASURED_S, ships: shownIn(traffic, tiles) };
}

function shownIn({ picture }: Traffic, tiles: readonly number[]): number {
  const { lat, lon } = picture.columns;
  let ships = 0;
  for (let slot = 0; slot < picture.slotCount; slot += 1)
    if (picture.alive(slot) && tiles.includes(tileAt(1, lat[slot]!, lon[slot]!))) ships += 1;
  return ships;
}

/** Nothing suppressed, suppressing. A few ships in many tiles: what each tile's frame costs outweighs its rows. */
const FLOORS = { 'the demonstration': [5, 10], 'ten thousand vessels': [6, 25] } as const;
const WAYS = { 'as served': true, 'within 25 m': WITHIN_25_M, 'nothing suppressed': false } as const;
const names = Object.keys(TRAFFICS) as TrafficName[];
const sides: readonly Side[] = names.flatMap((name) => [
  ...Object.entries(WAYS).map(([way, suppressing]) => ({
    name: `${name}, ${way}`,
    run: async () => served(name, suppressing),
  })),
  { name: `${name}, JSON objects`, run: async () => json(name) },
]);

if (!(await ranAsSide(sides))) {
  const figures = await compare({ benchUrl: import.meta.url, sides, rounds: 1 });
  const of = (side: string): number => figures.get(side)?.bytesAnUpdate ?? Number.NaN;
  report(
    'wire: simulated traffic, bytes for each update heard',
    figures,
    names.flatMap((name) =>
      Object.keys(WAYS).map((way) => ({
        what: `${name}, ${way}`,
        ratio: of(`${name}, JSON objects`) / of(`${name}, ${way}`),
        floor: FLOORS[name][way === 'nothing suppressed' ? 0 : 1],
      })),
    ),
  );
}
