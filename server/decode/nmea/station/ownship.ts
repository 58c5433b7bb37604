/** Where own ship is, how it moves and where its bow points, at any time of the last seconds. */
import { turnBetween, wrapDirection, wrapLongitude } from '../../../../proto/domain/geo.ts';
import { deadReckon } from '../../../../proto/domain/motion.ts';
import { degrees } from '../../../../proto/domain/units.ts';
import type { Mode, MotionReference, NmeaSentence, Rmc, Vtg } from '../sentences/messages.ts';
import { trueHeading } from '../sentences/navigation.ts';
import { Samples } from './samples.ts';

/** Older than this a position says nothing of now: a ship at 20 kn is 300 m away. */
const MAX_POSITION_AGE_MS = 30_000;
/** Older than this a heading says nothing of now. */
const MAX_HEADING_AGE_MS = 10_000;
const MAX_MOTION_AGE_MS = 30_000;
/** After this another source takes over. */
const SILENT_MS = 5_000;
/** A gyro or GNSS compass, one standard deviation; a magnetic sensor with its variation. */
const SIGMA_TRUE_DEG = 0.5;
const SIGMA_MAGNETIC_DEG = 2;
/** How fast a heading grows old, degrees a second. */
const SIGMA_GROWTH_DEG_PER_S = 1;
/** The course stands for the heading from this speed on; wind and current set a small ship off by this much. */
const COURSE_FROM_KN = 3;
const SIGMA_COURSE_DEG = 10;

const HEADING_RANKS = { HDT: 3, THS: 3, OSD: 2, VHW: 1, HDG: 1 } as const;

export interface OwnShip {
  readonly lat: number;
  readonly lon: number;
  readonly sogKn?: number;
  readonly cogDeg?: number;
  readonly headingDeg?: number;
  /** One standard deviation of the heading. */
  readonly sigmaHeadingDeg?: number;
}

/** Positions that a receiver does not stand for: none, dead reckoning, simulated. */
const UNFIT: ReadonlySet<Mode | undefined> = new Set<Mode>(['invalid', 'estimated', 'simulator']);
const OVER_GROUND: ReadonlySet<MotionReference | undefined> = new Set<MotionReference>([
  'bottom',
  'radar',
  'positioning',
]);
const UNFIT_QUALITIES: ReadonlySet<number | undefined> = new Set([0, 6, 8]);

/** Bounded by `Samples`: three times 64 values. */
export class OwnShipState {
  readonly #positions = new Samples<{ lat: number; lon: number }>(SILENT_MS);
  readonly #motions = new Samples<{ sogKn: number; cogDeg: number }>(SILENT_MS);
  readonly #headings = new Samples<{ deg: number; sigmaDeg: number }>(SILENT_MS);
  #variationDeg: number | undefined;

  /** What a sentence says of own ship at a time; sentences of other things are passed over. */
  take(said: NmeaSentence, atMs: number): void {
    switch (said.sentence) {
      case 'RMC':
        if (said.variationDeg !== undefined) this.#variationDeg = said.variationDeg;
        if (said.valid === false || UNFIT.has(said.mode)) return;
        this.#position(said, atMs);
        this.#motion(said, atMs);
        return;
      case 'GLL':
        if (said.valid !== false && !UNFIT.has(said.mode)) this.#position(said, atMs);
        return;
      case 'GGA':
        if (!UNFIT_QUALITIES.has(said.quality)) this.#position(said, atMs);
        return;
      case 'VTG':
        if (!UNFIT.has(said.mode)) this.#motion(said, atMs);
        return;
      case 'HDT':
        this.#heading(said.headingDeg, SIGMA_TRUE_DEG, said, atMs);
        return;
      case 'VHW':
        // most instruments make it from a magnetic sensor
        this.#heading(said.headingDeg, SIGMA_MAGNETIC_DEG, said, atMs);
        return;
      case 'THS':
        if (said.mode !== 'invalid' && said.mode !== 'simulator')
          this.#heading(said.headingDeg, SIGMA_TRUE_DEG, said, atMs);
        return;
      case 'OSD':
        if (said.headingValid !== false) this.#heading(said.headingDeg, SIGMA_TRUE_DEG, said, atMs);
        // through the water or by hand is not over ground
        if (OVER_GROUND.has(said.courseReference) && OVER_GROUND.has(said.speedReference))
          this.#motion({ talker: said.talker, sogKn: said.speedKn, cogDeg: said.courseDeg }, atMs, 0);
        return;
      case 'HDG':
        this.#heading(trueHeading(said, this.#variationDeg), SIGMA_MAGNETIC_DEG, said, atMs);
        return;
    }
  }

  #position(
    { talker, lat, lon }: { talker: string; lat?: number | undefined; lon?: number | undefined },
    atMs: number,
  ) {
    if (lat !== undefined && lon !== undefined) this.#positions.add(atMs, { lat, lon }, talker);
  }

  #motion(
    { talker, sogKn, cogDeg }: Pick<Rmc | Vtg, 'talker' | 'sogKn' | 'cogDeg'>,
    atMs: number,
    rank = 1,
  ): void {
    // who stands still has no course
    if (sogKn !== undefined && (cogDeg !== undefined || sogKn === 0))
      this.#motions.add(atMs, { sogKn, cogDeg: cogDeg ?? 0 }, talker, rank);
  }

  #heading(
    deg: number | undefined,
    sigmaDeg: number,
    { sentence, talker }: { sentence: keyof typeof HEADING_RANKS; talker: string },
    atMs: number,
  ): void {
    if (deg !== undefined)
      this.#headings.add(atMs, { deg, sigmaDeg }, sentence + talker, HEADING_RANKS[sentence]);
  }

  /**
   * Own ship at a time: between two reports in proportion, after the last by course and speed. Undefined without a
   * position of the last 30 s. Without a heading of the last 10 s the course stands for it from 3 kn on, 10° uncertain.
   */
  at(atMs: number): OwnShip | undefined {
    const around = this.#positions.at(atMs, MAX_POSITION_AGE_MS);
    if (around === undefined) return undefined;
    const { before, after, part, pastMs } = around;
    const motion = this.#motions.at(atMs, MAX_MOTION_AGE_MS);
    // the nearer of two: directions are not worth blending at speeds near nothing
    const moves = motion === undefined ? undefined : motion.part < 0.5 ? motion.before : motion.after;
    const between = {
      lat: degrees(before.lat + (after.lat - before.lat) * part),
      lon: wrapLongitude(before.lon + wrapLongitude(after.lon - before.lon) * part),
    };
    return {
      ...deadReckon(between, moves?.sogKn, moves?.cogDeg, pastMs / 1000),
      ...moves,
      ...this.#bow(atMs, moves),
    };
  }

  #bow(
    atMs: number,
    moves: { sogKn: number; cogDeg: number } | undefined,
  ): { headingDeg: number; sigmaHeadingDeg: number } | undefined {
    const around = this.#headings.at(atMs, MAX_HEADING_AGE_MS);
    if (around !== undefined) {
      const { before, after, part, ageMs } = around;
      const aged = (SIGMA_GROWTH_DEG_PER_S * ageMs) / 1000;
      return {
        headingDeg: wrapDirection(before.deg + turnBetween(before.deg, after.deg) * part),
        sigmaHeadingDeg: Math.hypot(before.sigmaDeg, aged),
      };
    }
    if (moves === undefined || moves.sogKn < COURSE_FROM_KN) return undefined;
    return { headingDeg: moves.cogDeg, sigmaHeadingDeg: SIGMA_COURSE_DEG };
  }
}
