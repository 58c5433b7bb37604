/** The picture's sensors as the detectors read them. */
import type { WatchedSensor } from '../proto/domain/detecting.ts';
import { feedId, sensorId } from '../proto/domain/ids.ts';
import type { Coverage, SensorHealth, SensorKind } from '../proto/domain/sensor.ts';
import type { Picture } from './tracks/picture.ts';

type Told = ReturnType<Picture['sensors']['list']>[number];

const watched = (told: Told, coverage: Coverage | undefined): WatchedSensor => ({
  id: sensorId(told.id ?? ''),
  feedId: feedId(told.feedId ?? ''),
  name: told.name ?? '',
  kind: (told.kind ?? 0) as SensorKind,
  health: (told.health ?? 0) as SensorHealth,
  reason: told.reason ?? '',
  ...(told.lat != null && told.lon != null && { lat: told.lat, lon: told.lon }),
  ...(coverage && { coverage }),
  ...(told.periodMs != null && { periodMs: told.periodMs }),
  ...(told.lastMs != null && { lastMs: told.lastMs }),
});

/** As of the picture's last tick; made anew only when it tells something else. */
export function watchedSensors(picture: Picture): () => readonly WatchedSensor[] {
  let version = -1;
  let sensors: readonly WatchedSensor[] = [];
  return () => {
    if (picture.sensors.version !== version) {
      version = picture.sensors.version;
      sensors = picture.sensors
        .list()
        .map((told) => watched(told, picture.sensors.get(sensorId(told.id ?? ''))?.coverage));
    }
    return sensors;
  };
}
