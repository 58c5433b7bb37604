/**
 * A sea with vessels for the bench of the archive: they sail legs between places, lie at anchor or at a quay, report as
 * often as ITU-R M.1371-5 asks (thinned as receivers do), and are told once a tick of a second.
 */
import { between, gaussian, type Random, seeded, subSeed } from '../../../proto/domain/random.ts';

/** One row of `points`, without what is the same in all. */
export interface Report {
  readonly vessel: number;
  readonly mmsi: number;
  readonly knownMs: number;
  readonly observedMs: number;
  readonly latE6: number;
  readonly lonE6: number;
  readonly sogDkn: number;
  readonly cogDdeg: number;
  readonly headingDdeg: number | undefined;
  readonly navStatus: number | undefined;
  readonly restated: boolean;
}

/** The southern Adriatic and the Ionian, about. */
const AREA = { south: 38, north: 43, west: 15.5, east: 20.5 };
const KN_DEG_PER_MS = 1 / 60 / 3_600_000;
/** Steps of a ten-thousandth of a minute, as AIS has them. */
const MINUTE_E4 = 600_000;
const UNDER_WAY = 0;
const MOORED = 5;

class Vessel {
  readonly #random: Random;
  readonly #number: number;
  readonly #mmsi: number;
  readonly #isClassB: boolean;
  readonly #cruiseKn: number;
  #lat: number;
  #lon: number;
  #courseDeg: number;
  #isMoored: boolean;
  #untilMs: number;
  #atMs: number;

  constructor(number: number, seed: number, fromMs: number) {
    const random = seeded(subSeed(seed, number));
    this.#random = random;
    this.#number = number;
    this.#mmsi = 200_000_000 + Math.floor(random() * 575_000_000);
    this.#isClassB = random() < 0.3;
    this.#cruiseKn = this.#isClassB ? between(random, 4, 12) : between(random, 8, 20);
    this.#lat = between(random, AREA.south, AREA.north);
    this.#lon = between(random, AREA.west, AREA.east);
    this.#courseDeg = between(random, 0, 360);
    this.#isMoored = random() < 0.5;
    this.#untilMs = fromMs + between(random, 0, 12) * 3_600_000;
    this.#atMs = fromMs + between(random, 0, 180_000);
  }

  /** Its reports known before `untilMs`, one after the other. */
  reports(untilMs: number, tell: (report: Report) => void): void {
    while (this.#atMs < untilMs) {
      tell(this.#report(this.#atMs, false));
      this.#step(this.#intervalMs());
    }
  }

  restate(atMs: number): Report {
    return this.#report(atMs, true);
  }

  #intervalMs(): number {
    const random = this.#random;
    if (this.#isMoored) return 180_000 * (1 + (random() < 0.2 ? 1 : 0)) + between(random, -500, 500);
    // One in three is lost on the way.
    const times = random() < 0.33 ? 2 : 1;
    return (
      times * (this.#isClassB ? 30_000 : this.#cruiseKn > 14 ? 6_000 : 10_000) + between(random, -300, 300)
    );
  }

  #step(ms: number): void {
    this.#atMs += ms;
    const random = this.#random;
    if (this.#atMs > this.#untilMs) {
      this.#isMoored = !this.#isMoored;
      this.#untilMs = this.#atMs + between(random, 2, 14) * 3_600_000;
      this.#courseDeg = between(random, 0, 360);
    }
    if (this.#isMoored) return;
    if (this.#lat < AREA.south || this.#lat > AREA.north || this.#lon < AREA.west || this.#lon > AREA.east)
      this.#courseDeg = bearingTo(this.#lat, this.#lon);
    this.#courseDeg = (this.#courseDeg + gaussian(random) * 0.8 + 360) % 360;
    const along = this.#cruiseKn * KN_DEG_PER_MS * ms;
    const angle = (this.#courseDeg * Math.PI) / 180;
    this.#lat += along * Math.cos(angle);
    this.#lon += (along * Math.sin(angle)) / Math.cos((this.#lat * Math.PI) / 180);
  }

  #report(atMs: number, restated: boolean): Report {
    const random = this.#random;
    const isMoored = this.#isMoored;
    const swing = isMoored ? gaussian(random) * 2e-5 : gaussian(random) * 2e-6;
    const observedMs = Math.floor(atMs);
    return {
      vessel: this.#number,
      mmsi: this.#mmsi,
      knownMs: Math.ceil((observedMs + between(random, 100, 900)) / 1000) * 1000,
      observedMs,
      latE6: Math.round((Math.round((this.#lat + swing) * MINUTE_E4) / MINUTE_E4) * 1e6),
      lonE6: Math.round((Math.round((this.#lon - swing) * MINUTE_E4) / MINUTE_E4) * 1e6),
      sogDkn: isMoored
        ? Math.floor(random() * 2)
        : Math.max(0, Math.round((this.#cruiseKn + gaussian(random) * 0.2) * 10)),
      cogDdeg: isMoored
        ? Math.floor(random() * 3600)
        : Math.round((this.#courseDeg + gaussian(random) * 0.7 + 360) * 10) % 3600,
      headingDdeg: this.#isClassB
        ? undefined
        : ((Math.round(this.#courseDeg + gaussian(random)) + 360) % 360) * 10,
      navStatus: this.#isClassB ? undefined : isMoored ? MOORED : UNDER_WAY,
      restated,
    };
  }
}

/** Degrees, about, to the middle of the area. */
const bearingTo = (lat: number, lon: number): number =>
  (Math.atan2((AREA.east + AREA.west) / 2 - lon, (AREA.south + AREA.north) / 2 - lat) * 180) / Math.PI;

export class Traffic {
  readonly #vessels: Vessel[];

  constructor(vessels: number, seed: number, fromMs: number) {
    this.#vessels = Array.from({ length: vessels }, (_, i) => new Vessel(i + 1, seed, fromMs));
  }

  /** An hour, vessel by vessel; first all that is live, as the recorder restates it. */
  hour(fromMs: number, tell: (report: Report) => void): void {
    for (const vessel of this.#vessels) {
      tell({ ...vessel.restate(fromMs - 30_000), knownMs: fromMs });
      vessel.reports(fromMs + 3_600_000, tell);
    }
  }
}
