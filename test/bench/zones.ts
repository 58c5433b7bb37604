/**
 * Which of 5,000 zones each of 10,000 moving tracks is in, once a second: the index against a loop over all zones, both
 * asked for what was entered and left. The zones are prepared for the loop too, and it looks at their bounds first.
 */
import type { LatLon, Shape } from '../../proto/domain/operations/area.ts';
import { between, type Random, seeded } from '../../proto/domain/random.ts';
import { geodesicEnd } from '../../proto/domain/shapes/geodesics.ts';
import { prepare } from '../../proto/domain/shapes/prepared.ts';
import { ZoneIndex } from '../../server/detect/zones/zoneindex.ts';
import { compare, cpuMicroseconds, type Figures, ranAsSide, report, type Side } from './harness.ts';

const TRACKS = 10_000;
const ZONES = 5_000;
const WARM_TICKS = 10;
/** Seconds that the index is followed; the loop takes as long for a few. */
const TICKS = 120;
const LOOP_TICKS = 6;
/** Every so often somebody changes a zone, and the index begins anew. */
const CHANGE_EVERY = 30;
/** The Adriatic and the Ionian Sea: where one site's zones are, and its tracks. */
const SEA = { west: 13, south: 38, east: 21, north: 45 };

const somewhere = (random: Random): LatLon => ({
  lat: between(random, SEA.south, SEA.north),
  lon: between(random, SEA.west, SEA.east),
});

/** Most of a few kilometres, some as large as a sea area; half of the tracks are in one or more. */
function zonesOf(random: Random): { id: string; shape: Shape }[] {
  return Array.from({ length: ZONES }, (_, i) => {
    const centre = somewhere(random);
    const sizeM = i % 250 === 0 ? between(random, 40_000, 120_000) : between(random, 500, 8_000);
    return { id: `zone-${i}`, shape: shapeOf(random, i, centre, sizeM) };
  });
}

function shapeOf(random: Random, i: number, centre: LatLon, sizeM: number): Shape {
  if (i % 5 === 1) return { kind: 'circle', centre, radiusM: sizeM };
  if (i % 5 === 2) {
    const line = [centre];
    for (let leg = 0; leg < 4; leg += 1)
      line.push(geodesicEnd(line.at(-1)!, between(random, 0, 120), sizeM / 2));
    return { kind: 'corridor', line, widthM: sizeM / 5 };
  }
  const corners = Math.round(between(random, 4, 60));
  const ring = Array.from({ length: corners }, (_, k) =>
    geodesicEnd(centre, (-360 * k) / corners, sizeM * between(random, 0.5, 1)),
  );
  return { kind: 'polygon', rings: [ring] };
}

/** Ships and boats, 0 to 40 kn, straight on and back at the edge. */
class Fleet {
  readonly lat = new Float64Array(TRACKS);
  readonly lon = new Float64Array(TRACKS);
  readonly keys = Array.from({ length: TRACKS }, (_, i) => `track-${i}`);
  readonly #north = new Float64Array(TRACKS);
  readonly #east = new Float64Array(TRACKS);

  constructor(random: Random) {
    for (let i = 0; i < TRACKS; i += 1) {
      const { lat, lon } = somewhere(random);
      const course = between(random, 0, 2 * Math.PI);
      const degrees = between(random, 0, 20) / 111_000;
      this.lat[i] = lat;
      this.lon[i] = lon;
      this.#north[i] = degrees * Math.cos(course);
      this.#east[i] = (degrees * Math.sin(course)) / Math.cos((lat * Math.PI) / 180);
    }
  }

  sail(): void {
    for (let i = 0; i < TRACKS; i += 1) {
      this.lat[i]! += this.#north[i]!;
      this.lon[i]! += this.#east[i]!;
      if (this.lat[i]! > SEA.north || this.lat[i]! < SEA.south) this.#north[i]! *= -1;
      if (this.lon[i]! > SEA.east || this.lon[i]! < SEA.west) this.#east[i]! *= -1;
    }
  }
}

interface Watch {
  /** Whether anything changed. */
  moved(i: number, lat: number, lon: number): boolean;
  change?(): void;
}

async function measure(ticks: number, begin: (zones: { id: string; shape: Shape }[], fleet: Fleet) => Watch) {
  const random = seeded(4);
  const zones = zonesOf(random);
  const fleet = new Fleet(random);
  const watch = begin(zones, fleet);
  let changes = 0;
  const tick = (): void => {
    for (let i = 0; i < TRACKS; i += 1) if (watch.moved(i, fleet.lat[i]!, fleet.lon[i]!)) changes += 1;
  };
  const warm = Math.min(WARM_TICKS, ticks);
  for (let t = 0; t < warm; t += 1) {
    fleet.sail();
    tick();
  }
  changes = 0;
  let us = 0;
  let worst = 0;
  for (let t = 0; t < ticks; t += 1) {
    fleet.sail();
    const used = await cpuMicroseconds(() => {
      if (t % CHANGE_EVERY === CHANGE_EVERY - 1) watch.change?.();
      tick();
    });
    us += used;
    worst = Math.max(worst, used);
  }
  return {
    cpuMsPerTick: us / ticks / 1000,
    percentOfACore: us / ticks / 10_000,
    worstTickMs: worst / 1000,
    changesPerTick: changes / ticks,
  };
}

const index = (): Promise<Figures> =>
  measure(TICKS, (zones, fleet) => {
    const all = new ZoneIndex();
    all.set(zones);
    let turn = 0;
    return {
      moved: (i, lat, lon) => all.moved(fleet.keys[i]!, lat, lon) !== undefined,
      change: () => {
        turn += 1;
        zones[turn] = { ...zones[turn]!, shape: { ...zones[turn]!.shape } };
        all.set(zones);
      },
    };
  });

const loop = (): Promise<Figures> =>
  measure(LOOP_TICKS, (zones, fleet) => {
    const all = zones.map(({ id, shape }) => ({ id, area: prepare(shape) }));
    const last: string[][] = fleet.keys.map(() => []);
    return {
      moved: (i, lat, lon) => {
        const now: string[] = [];
        for (const { id, area } of all) {
          const { box } = area;
          if (lat < box.south || lat > box.north || lon < box.west || lon > box.east) continue;
          if (area.contains(lat, lon)) now.push(id);
        }
        const before = last[i]!;
        const changed = before.length !== now.length || now.some((id, k) => before[k] !== id);
        last[i] = now;
        return changed;
      },
    };
  });

const sides: readonly Side[] = [
  { name: 'index', run: index },
  { name: 'loop over all', run: loop },
];

if (!(await ranAsSide(sides))) {
  const figures = await compare({ benchUrl: import.meta.url, sides, rounds: 3 });
  const of = (side: string, figure: string): number => figures.get(side)?.[figure] ?? Number.NaN;
  report(`zones: ${TRACKS} tracks, ${ZONES} zones, 1 Hz`, figures, [
    {
      what: 'the loop against the index',
      ratio: of('loop over all', 'cpuMsPerTick') / of('index', 'cpuMsPerTick'),
      floor: 50,
    },
    { what: '10 % of a core against the index', ratio: 10 / of('index', 'percentOfACore'), floor: 1 },
  ]);
}
