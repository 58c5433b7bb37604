/** Traffic of any size for the tracking bench, in the measurement form of the scenarios: seeded, straight or turning. */
import { between, gaussian, type Random, seeded } from '../../proto/domain/random.ts';

const PERIOD_S = 3;
const SECOND_PERIOD_S = 4;
const RANGE_M = 25_000;
const SIGMA_RANGE_M = 15;
const SIGMA_AZIMUTH_DEG = 0.2;
const DETECTION = 0.9;
const CLUTTER = 140;
const AIS_SHARE = 0.8;
const DEGREES = 180 / Math.PI;
const KNOT_MPS = 1852 / 3600;

interface Ship {
  x: number;
  y: number;
  course: number;
  readonly speed: number;
  readonly turn: number;
  readonly turnFromS: number;
  readonly mmsi: number | undefined;
  nextReportS: number;
}

/** What `meta.json` would say of the radars. */
export const RADARS = {
  radars: [
    { name: 'R1', x: 0, y: 0, period: PERIOD_S },
    { name: 'R2', x: 9000, y: -3000, period: SECOND_PERIOD_S },
  ].map((radar) => ({
    ...radar,
    rmin: 300,
    rmax: RANGE_M,
    sigma_r_m: SIGMA_RANGE_M,
    sigma_az_deg: SIGMA_AZIMUTH_DEG,
    pd: DETECTION,
    resolution_r_m: 40,
    resolution_az_deg: 0.8,
  })),
};

/** Lines of `vessels` ships over `seconds`, four out of five with AIS, seen by two radars through clutter. */
export function crossings(vessels: number, seconds: number, seed: number): string[] {
  const random = seeded(seed);
  const ships = Array.from({ length: vessels }, (_, i) => launch(random, i, seconds));
  const lines: string[] = [];
  for (let t = 1; t <= seconds; t++) {
    for (const ship of ships) {
      sail(ship, t);
      if (ship.mmsi !== undefined && t >= ship.nextReportS) lines.push(report(random, ship, t));
    }
    if (t % PERIOD_S === 0) lines.push(scan(random, ships, 'R1', 0, 0, t));
    if (t % SECOND_PERIOD_S === 1) lines.push(scan(random, ships, 'R2', 9000, -3000, t));
  }
  return lines;
}

function launch(random: Random, i: number, seconds: number): Ship {
  const range = Math.sqrt(between(random, 2500 ** 2, 19_000 ** 2));
  const bearing = between(random, 0, 2 * Math.PI);
  return {
    x: range * Math.sin(bearing),
    y: range * Math.cos(bearing),
    course: between(random, 0, 2 * Math.PI),
    speed: between(random, 2, 11),
    turn: random() < 0.5 ? between(random, -1, 1) / DEGREES : 0,
    turnFromS: between(random, 0, seconds),
    mmsi: random() < AIS_SHARE ? 219_000_000 + i : undefined,
    nextReportS: between(random, 0, 10),
  };
}

function sail(ship: Ship, t: number): void {
  if (t >= ship.turnFromS && t < ship.turnFromS + 60) ship.course += ship.turn;
  ship.x += ship.speed * Math.sin(ship.course);
  ship.y += ship.speed * Math.cos(ship.course);
}

function report(random: Random, ship: Ship, t: number): string {
  ship.nextReportS = t + between(random, 9, 11);
  const tenth = (value: number): number => Math.round(value * 10) / 10;
  return JSON.stringify({
    k: 'ais',
    rx: t + 0.001,
    t: t + 0.001,
    mmsi: ship.mmsi,
    cls: 'A',
    x: tenth(ship.x + 8 * gaussian(random)),
    y: tenth(ship.y + 8 * gaussian(random)),
    sog: tenth(Math.max(0, ship.speed / KNOT_MPS + 0.1 * gaussian(random))),
    cog: tenth((((ship.course * DEGREES + 0.5 * gaussian(random)) % 360) + 360) % 360),
    pa: 1,
  });
}

function scan(random: Random, ships: readonly Ship[], s: string, x: number, y: number, t: number): string {
  const plots: [number, number][] = [];
  const add = (range: number, azimuth: number): void => {
    const turned = (((azimuth * DEGREES) % 360) + 360) % 360;
    plots.push([Math.round(range * 10) / 10, Math.round(turned * 1000) / 1000]);
  };
  for (const ship of ships) {
    const range = Math.hypot(ship.x - x, ship.y - y);
    if (range > RANGE_M || random() > DETECTION) continue;
    add(
      range + SIGMA_RANGE_M * gaussian(random),
      Math.atan2(ship.x - x, ship.y - y) + (SIGMA_AZIMUTH_DEG / DEGREES) * gaussian(random),
    );
  }
  for (let i = 0; i < CLUTTER; i++)
    add(Math.sqrt(between(random, 300 ** 2, RANGE_M ** 2)), between(random, 0, 2 * Math.PI));
  return JSON.stringify({ k: 'scan', s, rx: t, t, plots });
}
