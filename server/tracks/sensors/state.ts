/** A sensor as the wire tells it. */
import type { Coverage } from '../../../proto/domain/sensor.ts';
import { SensorHealth } from '../../../proto/domain/sensor.ts';
import type { watchfloor } from '../../../proto/generated/watchfloor.js';
import type { RegistrationEstimate, Sensor } from './sensor.ts';

/**
 * A radar that is out by more than this is not set up as it should be: half the range resolution and a quarter of
 * the beam of a usual coastal radar. Our choice; the estimate must also be beyond three of its standard deviations.
 */
export const REGISTRATION_LIMIT = { rangeM: 50, azimuthDeg: 0.3 };
const SIGNIFICANT = 3;

const beyond = (value: number, sigma: number, limit: number): boolean =>
  Math.abs(value) > limit && Math.abs(value) > SIGNIFICANT * sigma;

export const isAlarmed = (registration: RegistrationEstimate): boolean =>
  beyond(registration.rangeM, registration.sigmaRangeM, REGISTRATION_LIMIT.rangeM) ||
  beyond(registration.azimuthDeg, registration.sigmaAzimuthDeg, REGISTRATION_LIMIT.azimuthDeg);

const SILENT = 'silent';
const PLACELESS = 'its place is not known: say it in the configuration';

/** What the wire says of a sensor at a time; `allowed`: its registration may be applied. */
export function sensorState(sensor: Sensor, nowMs: number, allowed: boolean): watchfloor.v1.ISensorState {
  const { settings, said, place, coverage, periodMs, registration } = sensor;
  const heightM = settings?.heightM ?? said.altM;
  const health = sensor.healthAt(nowMs);
  const silent = health === SensorHealth.gone && said.health !== SensorHealth.gone;
  return {
    id: sensor.id,
    name: sensor.name,
    feedId: sensor.feedId,
    kind: sensor.kind,
    nature: sensor.nature,
    health,
    reason: silent ? SILENT : (said.reason ?? (sensor.placeless ? PLACELESS : '')),
    ...place,
    ...(heightM !== undefined && { heightM }),
    ...(coverage && { coverage: coverageState(coverage) }),
    ...(said.view && { view: said.view }),
    canLookAt: said.canLookAt ?? false,
    ...(periodMs !== undefined && { periodMs: Math.round(periodMs) }),
    ...(sensor.lastMs !== undefined && { lastMs: sensor.lastMs }),
    plotsPerScan: Math.round(sensor.plotsPerScan * 10) / 10,
    ...(registration && {
      registration: { ...registration, allowed, alarmed: isAlarmed(registration) },
    }),
    tasks: [...sensor.tasks.all],
    ...(settings?.trust !== undefined && { trust: settings.trust }),
  };
}

const coverageState = (coverage: Coverage): watchfloor.v1.ICoverage => ({
  ...coverage,
  sectors: [...(coverage.sectors ?? [])],
  blindSectors: [...(coverage.blindSectors ?? [])],
});
