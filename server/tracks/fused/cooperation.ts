/** What transmitters say of themselves, told to the fusion of the region that they are in. */
import type { Position } from '../../../proto/domain/geo.ts';
import {
  type Dimensions,
  type PositionObservation,
  TrackKind,
  type UnitObservation,
} from '../../../proto/domain/observation.ts';
import { TrackStateBits } from '../../../proto/domain/track.ts';
import { degrees, epochMs } from '../../../proto/domain/units.ts';
import { present, type TrackColumns } from '../columns.ts';
import type { CooperativeReport, TransmitterClass } from '../fusion/contract.ts';
import { planeVelocity } from '../region/measure.ts';
import type { Regions } from '../region/regions.ts';
import type { TrackRegistry } from '../registry.ts';
import { type Motion, owedIntervalMs } from '../reporting.ts';

/** One standard deviation a component: better than 10 m by the accuracy flag, else a plain GNSS fix; message 27 is cut to 1/10 minute. */
const ACCURATE_M = 8;
const INACCURATE_M = 25;
const LONG_RANGE_M = 100;
/** Of a unit that does not say: a handset's GNSS. */
const UNIT_M = 10;
/** A unit's position is good for three of its intervals. */
const UNIT_INTERVALS = 3;

const CLASS: Partial<Record<TrackKind, TransmitterClass>> = {
  [TrackKind.unknown]: 'other',
  [TrackKind.classA]: 'A',
  [TrackKind.classB]: 'B',
  [TrackKind.atonPhysical]: 'other',
  [TrackKind.locatingDevice]: 'other',
  [TrackKind.locatingDeviceTest]: 'other',
};

/** Of a vessel that has not said its dimensions: most ships of class A, and the boats of class B. */
const UNKNOWN_OFFSET_M: Record<TransmitterClass, number> = { A: 40, B: 5, other: 0 };
const UNKNOWN_LENGTH_M: Record<TransmitterClass, number> = { A: 100, B: 12, other: 5 };

type Spoken = Omit<CooperativeReport, 'key' | 'xM' | 'yM' | 'vxMps' | 'vyMps'>;

/** What the fusion needs of a position report. */
type Heard = Position &
  Motion &
  Pick<PositionObservation, 'kind' | 'observedMs' | 'receivedMs' | 'accurate'> & {
    readonly cogDeg?: number | undefined;
  };

/** What was heard longer ago is told with the next report. */
const RECENT_MS = 20_000;

export class Cooperation {
  readonly #tracks: TrackRegistry;
  readonly #regions: Regions;
  readonly #slots = new Map<number, number>();
  #lastKey = 0;

  constructor(tracks: TrackRegistry, regions: Regions) {
    this.#tracks = tracks;
    this.#regions = regions;
    tracks.leaving.push((slot) => {
      const key = tracks.columns.coopKey[slot]!;
      if (key !== 0) this.#slots.delete(key);
    });
  }

  /** The row of a transmitter; undefined when it went. */
  slotOf(key: number): number | undefined {
    return this.#slots.get(key);
  }

  /** A transmitter speaks from another row now; what the fusion knew of that one is forgotten. */
  handOver(from: number, to: number): void {
    const { coopKey } = this.#tracks.columns;
    this.#slots.delete(coopKey[to]!);
    coopKey[to] = coopKey[from]!;
    coopKey[from] = 0;
    if (coopKey[to] !== 0) this.#slots.set(coopKey[to]!, to);
  }

  /** A position report by AIS; what no sensor can see, or sees only as what it stands on, is not told. */
  heard(slot: number, report: Heard): void {
    const transmitter = CLASS[this.#tracks.columns.kindOf(slot)];
    if (transmitter === undefined) return;
    const { observedMs, receivedMs } = report;
    const sigmaM = report.longRange ? LONG_RANGE_M : report.accurate ? ACCURATE_M : INACCURATE_M;
    // At anchor a ship of class A owes a report in three minutes, whatever its speed.
    const intervalMs = owedIntervalMs(report.kind, report);
    const dimensions = this.#tracks.claims[slot]?.dimensions?.value;
    const spoken: Spoken = {
      ...{ observedMs, receivedMs, sigmaM, transmitter, intervalMs },
      offsetM: offsetM(dimensions) ?? UNKNOWN_OFFSET_M[transmitter],
    };
    const lengthM = dimensions ? dimensions.toBowM + dimensions.toSternM : UNKNOWN_LENGTH_M[transmitter];
    if (report.kind === TrackKind.atonPhysical) this.#tell(slot, report, spoken, lengthM, 0, 0);
    else this.#tell(slot, report, spoken, lengthM, report.sogKn, report.cogDeg);
  }

  /**
   * A sensor begins to look, or further than before: who was heard a moment ago where it may see is told too, for at
   * anchor the next report is three minutes away, and until then the ship would be a contact beside itself.
   */
  catchUp(nowMs: number): void {
    if (!this.#regions.reachGrew()) return;
    const { columns, slots } = this.#tracks;
    for (let slot = 0; slot < slots.count; slot++) {
      if (columns.used[slot] === 0 || columns.coopKey[slot] !== 0) continue;
      if (nowMs - columns.observedMs[slot]! > RECENT_MS || CLASS[columns.kindOf(slot)] === undefined)
        continue;
      this.heard(slot, reportIn(columns, slot));
    }
  }

  unit(slot: number, said: UnitObservation): void {
    if (this.#regions.all.length === 0) return;
    const { observedMs, receivedMs, sigmaM = UNIT_M, staleMs } = said;
    const intervalMs = Math.max(1000, (staleMs - observedMs) / UNIT_INTERVALS);
    const spoken: Spoken = { observedMs, receivedMs, sigmaM, transmitter: 'other', intervalMs };
    this.#tell(slot, said, spoken, UNKNOWN_LENGTH_M.other, said.sogKn, said.cogDeg);
  }

  #tell(
    slot: number,
    { lat, lon }: Position,
    spoken: Spoken,
    lengthM: number,
    sogKn: number | undefined,
    cogDeg: number | undefined,
  ): void {
    const { columns } = this.#tracks;
    const at = { lat: degrees(lat), lon: degrees(lon) };
    const found = this.#regions.at(at, columns.natureOf(slot));
    if (!found) return;
    const { region, point } = found;
    if (columns.coopKey[slot] === 0) {
      columns.coopKey[slot] = ++this.#lastKey;
      this.#slots.set(this.#lastKey, slot);
    }
    const moving = sogKn !== undefined && (cogDeg !== undefined || sogKn === 0);
    if (spoken.transmitter !== 'other') region.aisReports++;
    region.fusion.cooperative({
      ...spoken,
      key: columns.coopKey[slot]!,
      xM: point.x,
      yM: point.y,
      ...(!region.promises(point, lengthM) && { mayBeUnseen: true }),
      ...(moving && planeVelocity(sogKn, cogDeg ?? 0, region.plane.convergenceDeg(at))),
    });
  }
}

/** A radar sees the hull's middle, or its nearest side; the antenna may be at an end. */
function offsetM(dimensions: Dimensions | undefined): number | undefined {
  if (!dimensions) return undefined;
  const { toBowM, toSternM, toPortM, toStarboardM } = dimensions;
  return Math.hypot(toBowM - toSternM, toPortM - toStarboardM) / 2;
}

/** What a row says, as if its transmitter said it now. */
const reportIn = (columns: TrackColumns, slot: number): Heard => ({
  kind: columns.kindOf(slot),
  lat: degrees(columns.lat[slot]!),
  lon: degrees(columns.lon[slot]!),
  observedMs: epochMs(columns.observedMs[slot]!),
  receivedMs: epochMs(columns.receivedMs[slot]!),
  accurate: columns.has(slot, TrackStateBits.accurate),
  cogDeg: present(columns.cogDeg[slot]!),
  sogKn: present(columns.sogKn[slot]!),
  turnDegPerMin: present(columns.turnDegPerMin[slot]!),
  navStatus: columns.navStatusOf(slot),
  longRange: columns.longRange[slot] === 1,
});
