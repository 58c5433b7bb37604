/** Sensors as JSON, with words in place of the wire's numbers; what is not known is left out. */
import { SensorHealth, SensorKind } from '../../proto/domain/sensor.ts';
import type { watchfloor } from '../../proto/generated/watchfloor.js';
import { NATURE_NAMES } from './geojson.ts';

const KIND_NAMES = Object.keys(SensorKind);
const HEALTH_NAMES = Object.keys(SensorHealth);
const TASK_NAMES = ['sent', 'accepted', 'rejected', 'completed', 'failed'] as const;

/** `SensorState` of the wire; `kind`, `health`, `nature` and each task's `life` are words. */
export const sensorJson = (sensor: watchfloor.v1.ISensorState) => ({
  ...sensor,
  kind: KIND_NAMES[sensor.kind ?? 0],
  health: HEALTH_NAMES[sensor.health ?? 0],
  nature: NATURE_NAMES[sensor.nature ?? 0],
  reason: sensor.reason || undefined,
  tasks: (sensor.tasks ?? []).map((task) => ({ ...task, life: TASK_NAMES[task.life ?? 0] })),
});

/** A GeoJSON (RFC 7946) point, or undefined where nobody knows the place. */
export function sensorFeature(sensor: watchfloor.v1.ISensorState) {
  const { id, lat, lon, ...properties } = sensorJson(sensor);
  if (typeof lat !== 'number' || typeof lon !== 'number') return undefined;
  return { type: 'Feature', id, geometry: { type: 'Point', coordinates: [lon, lat] }, properties };
}
