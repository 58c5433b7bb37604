/** From the wire's list of sensors to what the store shows. */
import type { SensorId, TrackId } from '../../proto/domain/ids.ts';
import { type Coverage, type Sector, SensorHealth, SensorKind } from '../../proto/domain/sensor.ts';
import { degrees, metres } from '../../proto/domain/units.ts';
import type { watchfloor } from '../../proto/generated/watchfloor.js';
import type { RegistrationInfo, SensorInfo, SensorTaskInfo, TaskLifeName } from '../store/sensors.ts';
import { NATURES, present, type Wire } from './views.ts';

const TASK_LIVES: readonly TaskLifeName[] = ['sent', 'accepted', 'rejected', 'completed', 'failed'];
const KINDS: ReadonlySet<number> = new Set(Object.values(SensorKind));
const HEALTHS: ReadonlySet<number> = new Set(Object.values(SensorHealth));

const sector = ({ fromDeg, toDeg }: watchfloor.v1.ISector): Sector => ({
  fromDeg: degrees(fromDeg ?? 0),
  toDeg: degrees(toDeg ?? 0),
});

function coverageOf(coverage: watchfloor.v1.ICoverage): Coverage {
  const { minRangeM, sectors = [], blindSectors = [], detectionProbability, minSizeM } = coverage;
  return {
    rangeM: metres(coverage.rangeM ?? 0),
    ...(minRangeM != null && { minRangeM: metres(minRangeM) }),
    ...(sectors?.length && { sectors: sectors.map(sector) }),
    ...(blindSectors?.length && { blindSectors: blindSectors.map(sector) }),
    ...present('detectionProbability', detectionProbability),
    ...(minSizeM != null && { minSizeM: metres(minSizeM) }),
  };
}

const registrationOf = (one: watchfloor.v1.IRegistration): RegistrationInfo => ({
  rangeM: one.rangeM ?? 0,
  azimuthDeg: one.azimuthDeg ?? 0,
  sigmaRangeM: one.sigmaRangeM ?? 0,
  sigmaAzimuthDeg: one.sigmaAzimuthDeg ?? 0,
  samples: one.samples ?? 0,
  applied: one.applied ?? false,
  allowed: one.allowed ?? false,
  alarmed: one.alarmed ?? false,
});

const taskOf = (task: watchfloor.v1.ISensorTask): SensorTaskInfo => ({
  id: task.id ?? '',
  trackId: (task.trackId ?? '') as TrackId,
  life: TASK_LIVES[task.life ?? 0] ?? 'sent',
  reason: task.reason ?? '',
  sinceMs: task.sinceMs ?? 0,
});

/** A kind or health of a later version reads as unknown. */
const oneOf = <T extends number>(known: ReadonlySet<number>, value: Wire<number>): T =>
  (value != null && known.has(value) ? value : 0) as T;

export const sensorInfo = (sensor: watchfloor.v1.ISensorState): SensorInfo => ({
  id: (sensor.id ?? '') as SensorId,
  name: sensor.name ?? '',
  feedId: sensor.feedId ?? '',
  kind: oneOf(KINDS, sensor.kind),
  nature: NATURES[sensor.nature ?? 0] ?? 'real',
  health: oneOf(HEALTHS, sensor.health),
  reason: sensor.reason ?? '',
  ...present('lat', sensor.lat),
  ...present('lon', sensor.lon),
  ...present('heightM', sensor.heightM),
  ...(sensor.coverage && { coverage: coverageOf(sensor.coverage) }),
  ...(sensor.view && {
    view: {
      azimuthDeg: degrees(sensor.view.azimuthDeg ?? 0),
      widthDeg: degrees(sensor.view.widthDeg ?? 0),
      rangeM: metres(sensor.view.rangeM ?? 0),
    },
  }),
  canLookAt: sensor.canLookAt ?? false,
  ...present('periodMs', sensor.periodMs),
  ...present('lastMs', sensor.lastMs),
  plotsPerScan: sensor.plotsPerScan ?? 0,
  ...(sensor.registration && { registration: registrationOf(sensor.registration) }),
  tasks: (sensor.tasks ?? []).map(taskOf),
  ...present('trust', sensor.trust),
});
