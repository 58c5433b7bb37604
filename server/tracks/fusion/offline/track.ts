/** A recording through the engine: one line of tracks for each scan of the first radar. */
import type { SensorId } from '../../../../proto/domain/ids.ts';
import { type FusionSensor, FusionStatus, type FusionTrack } from '../contract.ts';
import { Fusion } from '../fusion.ts';
import { type Fault, readLine, undescribed } from './recording.ts';

/** A track is shown while it is more likely there than not. */
const SHOWN = 0.5;

/** What an epoch's line holds: the form of `tools/fusion/README.md`. */
export interface EpochLine {
  readonly t: number;
  readonly tr: readonly (readonly (number | string | null)[])[];
  readonly events?: readonly { readonly kind: 'silent' | 'unverified'; readonly mmsi: number }[];
  readonly bias?: Readonly<Record<string, readonly [rangeM: number, azimuthDeg: number]>>;
}

export interface Summary {
  scans: number;
  plots: number;
  reports: number;
  refused: number;
  faults: number;
  epochs: number;
  events: Record<string, number>;
}

export class OfflineTracker {
  readonly summary: Summary = {
    scans: 0,
    plots: 0,
    reports: 0,
    refused: 0,
    faults: 0,
    epochs: 0,
    events: {},
  };
  readonly fusion = new Fusion();
  readonly #sensors = new Map<SensorId, FusionSensor>();
  /** The sensor whose scans are the epochs. */
  #first: SensorId | undefined;
  #events: { kind: 'silent' | 'unverified'; mmsi: number }[] = [];

  constructor(radars: readonly FusionSensor[]) {
    for (const radar of radars) {
      this.fusion.setSensor(radar);
      this.#sensors.set(radar.id, radar);
    }
    this.#first = radars[0]?.id;
  }

  /** Takes one line of the recording: an epoch where it ended one, a fault where it was broken. */
  take(text: string): EpochLine | Fault | undefined {
    const line = readLine(text);
    if (line.kind === 'fault') {
      this.summary.faults++;
      return line.fault;
    }
    if (line.kind === 'report') {
      this.summary.reports++;
      if (this.fusion.cooperative(line.report) === undefined) this.summary.refused++;
      return undefined;
    }
    const { scan, sensorKind } = line;
    if (!this.#sensors.has(scan.sensorId)) {
      const sensor = undescribed(scan.sensorId, sensorKind, scan.xM ?? 0, scan.yM ?? 0);
      this.#sensors.set(scan.sensorId, sensor);
      this.fusion.setSensor(sensor);
    }
    this.summary.scans++;
    this.summary.plots += scan.plots.length;
    if (this.fusion.scan(scan).refused !== undefined) this.summary.refused++;
    if (scan.sensorId !== (this.#first ?? 'radar')) return undefined;
    this.summary.epochs++;
    return this.#epoch(scan.observedMs);
  }

  #epoch(atMs: number): EpochLine {
    const tr = [];
    for (const track of this.fusion.tracks(atMs))
      if (track.existence >= SHOWN || track.unverifiedSinceMs !== undefined) tr.push(entryOf(track));
    for (const { kind, key } of this.fusion.drain()) {
      this.summary.events[kind] = (this.summary.events[kind] ?? 0) + 1;
      if ((kind === 'silent' || kind === 'unverified') && key !== undefined)
        this.#events.push({ kind, mmsi: key });
    }
    const events = this.#events;
    this.#events = [];
    const bias: Record<string, readonly [number, number]> = {};
    for (const id of this.#sensors.keys()) {
      const registration = this.fusion.registration(id);
      if (registration) bias[id] = [round(registration.rangeM, 2), round(registration.azimuthDeg, 4)];
    }
    return {
      t: round(atMs / 1000, 3),
      tr,
      ...(events.length > 0 ? { events } : {}),
      ...(Object.keys(bias).length > 0 ? { bias } : {}),
    };
  }
}

function entryOf(track: FusionTrack): readonly (number | string | null)[] {
  const claimed = track.key !== undefined && track.dark === undefined;
  const status =
    track.unverifiedSinceMs !== undefined
      ? 'unverified'
      : track.status === FusionStatus.coasting
        ? 'coasting'
        : 'confirmed';
  return [
    track.id,
    round(track.xM, 2),
    round(track.yM, 2),
    round(track.vxMps, 3),
    round(track.vyMps, 3),
    claimed ? track.key! : null,
    round(track.pxx, 3),
    round(track.pxy, 3),
    round(track.pyy, 3),
    status,
  ];
}

function round(value: number, digits: number): number {
  const scale = 10 ** digits;
  return Math.round(value * scale) / scale;
}
