/** What is known of the sensors; written by `client/link`, read by everyone. */
import { create } from 'zustand';
import type { SensorId, TrackId } from '../../proto/domain/ids.ts';
import type { Coverage, SensorHealth, SensorKind, SensorView } from '../../proto/domain/sensor.ts';

/** What became of a task to look at a track. */
export type TaskLifeName = 'sent' | 'accepted' | 'rejected' | 'completed' | 'failed';

export interface SensorTaskInfo {
  readonly id: string;
  readonly trackId: TrackId;
  readonly life: TaskLifeName;
  /** Why it was rejected or failed, in the sensor's words; may be empty. */
  readonly reason: string;
  readonly sinceMs: number;
}

/** A sensor's systematic error as identified AIS shows it. */
export interface RegistrationInfo {
  /** What it measures too much, and one standard deviation of that. */
  readonly rangeM: number;
  readonly azimuthDeg: number;
  readonly sigmaRangeM: number;
  readonly sigmaAzimuthDeg: number;
  readonly samples: number;
  /** Corrected before tracking now. */
  readonly applied: boolean;
  /** The operator lets it be corrected. */
  readonly allowed: boolean;
  /** Beyond the site's limits. */
  readonly alarmed: boolean;
}

/** One sensor. What is not known is absent. */
export interface SensorInfo {
  readonly id: SensorId;
  readonly name: string;
  readonly feedId: string;
  readonly kind: SensorKind;
  readonly nature: 'real' | 'synthetic' | 'recorded';
  readonly health: SensorHealth;
  /** Why it is not well; may be empty. */
  readonly reason: string;
  readonly lat?: number;
  readonly lon?: number;
  readonly heightM?: number;
  readonly coverage?: Coverage;
  /** Where a camera looks now. */
  readonly view?: SensorView;
  readonly canLookAt: boolean;
  /** Turn of the antenna. */
  readonly periodMs?: number;
  readonly lastMs?: number;
  readonly plotsPerScan: number;
  readonly registration?: RegistrationInfo;
  /** Newest first. */
  readonly tasks: readonly SensorTaskInfo[];
  /** How far it is believed, 0…1. */
  readonly trust?: number;
}

/** The list is replaced when the server says that anything of it changed. */
export const useSensors = create<{ readonly sensors: readonly SensorInfo[] }>()(() => ({ sensors: [] }));
