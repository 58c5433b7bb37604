/** Sensors over REST: what they are, what an operator lets be corrected, and what they are told to look at. */
import { type Response, Router } from 'express';
import type { SensorId } from '../../proto/domain/ids.ts';
import { deadReckon } from '../../proto/domain/motion.ts';
import { degrees } from '../../proto/domain/units.ts';
import type { watchfloor } from '../../proto/generated/watchfloor.js';
import { localAudience } from '../access/audience.ts';
import { checkedBody, refuseOperation } from './changes.ts';
import { refuse } from './errors.ts';
import { registrationBody, taskBody } from './queries.ts';
import type { RouteOptions } from './routeoptions.ts';
import { sensorFeature, sensorJson } from './sensorjson.ts';
import type { PictureSource } from './source.ts';
import { visibleSlot } from './visible.ts';

const known = (value: number): number | undefined => (Number.isNaN(value) ? undefined : value);

/** Where a track should be now, by its course and speed. */
function placeNow(source: PictureSource, slot: number, nowMs: number) {
  const { lat, lon, sogKn, cogDeg, observedMs } = source.columns;
  const from = { lat: degrees(lat[slot]!), lon: degrees(lon[slot]!) };
  const ageS = Math.max(0, nowMs - observedMs[slot]!) / 1000;
  const { altM } = source.detail(slot);
  const place = deadReckon(from, known(sogKn[slot]!), known(cogDeg[slot]!), ageS);
  return { lat: place.lat, lon: place.lon, ...(altM !== undefined && { altM }) };
}

export function sensorRoutes({ source, clock, operations }: RouteOptions): Router {
  const router = Router();

  /** The sensor, or undefined after the caller was told that there is none. */
  const sensorOf = (id: string, response: Response): watchfloor.v1.ISensorState | undefined => {
    const sensor = source.sensors.list().find((one) => one.id === id);
    if (!sensor) {
      const remedy = "see /api/sensors for all; a '/' in an id is written %2F";
      refuse(response, 404, { what: 'no such sensor', where: id, remedy });
    }
    return sensor;
  };

  router.get('/api/sensors', (_request, response) => {
    response.json({ nowMs: clock.nowMs(), sensors: source.sensors.list().map(sensorJson) });
  });

  router.get('/api/sensors.geojson', (_request, response) => {
    const features = source.sensors
      .list()
      .map(sensorFeature)
      .filter((one) => one !== undefined);
    response.type('application/geo+json').json({ type: 'FeatureCollection', features });
  });

  if (!operations) return router;
  const { tasks, registrations } = operations;

  router.post('/api/sensors/:id/tasks', (request, response) => {
    const body = checkedBody(taskBody, request, response);
    const sensor = body && sensorOf(request.params.id, response);
    if (!sensor) return;
    const slot = visibleSlot(source, body.trackId, localAudience());
    if (slot === undefined) {
      const remedy = 'find the track again with /api/search';
      refuse(response, 404, { what: 'no such track now', where: body.trackId, remedy });
      return;
    }
    const sensorId = (sensor.id ?? '') as SensorId;
    if (!sensor.canLookAt) {
      const remedy = 'choose a sensor whose canLookAt is true';
      refuse(response, 409, { what: 'the sensor takes no such tasks', where: sensorId, remedy });
      return;
    }
    const outcome = tasks.lookAt(sensorId, source.id(slot), placeNow(source, slot, clock.nowMs()));
    if (outcome.ok) response.status(202).json({ ...outcome.value, life: 'sent' });
    else refuseOperation(response, outcome.fault);
  });

  router.put('/api/sensors/:id/registration', async (request, response) => {
    const body = checkedBody(registrationBody, request, response);
    const sensor = body && sensorOf(request.params.id, response);
    if (!sensor) return;
    const outcome = await registrations.allow((sensor.id ?? '') as SensorId, body.allowed);
    if (!outcome.ok) return void refuseOperation(response, outcome.fault);
    const { sensorId, allowed } = outcome.value;
    response.json({ sensorId, allowed });
  });

  return router;
}
