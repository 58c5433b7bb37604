/** Sensors over REST: what they are, what an operator lets be corrected, and what they are told to look at. */
import { type Request, type Response, Router } from 'express';
import type { FeedId, SensorId } from '../../proto/domain/ids.ts';
import { deadReckon } from '../../proto/domain/motion.ts';
import { degrees } from '../../proto/domain/units.ts';
import type { watchfloor } from '../../proto/generated/watchfloor.js';
import type { Action } from '../access/decision.ts';
import type { Asking } from './asking.ts';
import { checkedBody, refuseOperation } from './changes.ts';
import { refuse } from './errors.ts';
import { registrationBody, taskBody } from './queries.ts';
import type { RouteOptions } from './routeoptions.ts';
import { sensorFeature, sensorJson } from './sensorjson.ts';
import { seenSensors } from './sensorlist.ts';
import type { PictureSource } from './source.ts';
import { wholeSlot } from './trackroutes.ts';
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

export function sensorRoutes({ source, clock, operations }: RouteOptions, asking: Asking): Router {
  const router = Router();

  /** Those whose feed the asker sees, with tasks of tracks that they see. */
  const sensorsFor = (request: Request): watchfloor.v1.ISensorState[] => {
    const audience = asking.audience(request);
    return seenSensors(
      source.sensors.list(),
      audience,
      (id) => visibleSlot(source, id, audience) !== undefined,
    );
  };

  /** The sensor, or undefined after the caller was told that there is none. */
  const sensorOf = (
    request: Request<{ id: string }>,
    response: Response,
  ): watchfloor.v1.ISensorState | undefined => {
    const { id } = request.params;
    const sensor = sensorsFor(request).find((one) => one.id === id);
    if (!sensor) {
      const remedy = "see /api/sensors for all; a '/' in an id is written %2F";
      refuse(response, 404, { what: 'no such sensor', where: id, remedy });
    }
    return sensor;
  };

  const mayChange = (
    request: Request,
    response: Response,
    action: Action,
    { feedId }: watchfloor.v1.ISensorState,
  ): boolean => asking.may(request, response, action, { kind: 'feed', feedId: (feedId ?? '') as FeedId });

  router.get('/api/sensors', (request, response) => {
    response.json({ nowMs: clock.nowMs(), sensors: sensorsFor(request).map(sensorJson) });
  });

  router.get('/api/sensors.geojson', (request, response) => {
    const features = sensorsFor(request)
      .map(sensorFeature)
      .filter((one) => one !== undefined);
    response.type('application/geo+json').json({ type: 'FeatureCollection', features });
  });

  if (!operations) return router;
  const { tasks, registrations } = operations;

  router.post('/api/sensors/:id/tasks', (request, response) => {
    const body = checkedBody(taskBody, request, response);
    const sensor = body && sensorOf(request, response);
    if (!sensor || !mayChange(request, response, 'taskSensor', sensor)) return;
    const slot = wholeSlot(source, asking.audience(request), body.trackId, response);
    if (slot === undefined) return;
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
    const sensor = body && sensorOf(request, response);
    if (!sensor || !mayChange(request, response, 'correctSensor', sensor)) return;
    const outcome = await registrations.allow((sensor.id ?? '') as SensorId, body.allowed);
    if (!outcome.ok) return void refuseOperation(response, outcome.fault);
    const { sensorId, allowed } = outcome.value;
    response.json({ sensorId, allowed });
  });

  return router;
}
