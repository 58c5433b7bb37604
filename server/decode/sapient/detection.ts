/** Detection reports as plots. */
import { wrapDirection } from '../../../proto/domain/geo.ts';
import type { PlotObservation, PlotPlace } from '../../../proto/domain/sensing.ts';
import { SensorKind } from '../../../proto/domain/sensor.ts';
import { type Knots, knots, metres, metresPerSecondToKnots, toDegrees } from '../../../proto/domain/units.ts';
import type { sapient } from '../../../proto/generated/sapient.js';
import { visibleText } from '../visibletext.ts';
import { COASTED_STATES, ENDED_STATES } from './classes.table.ts';
import { classOf, confidenceOf, countOf, plain } from './classify.ts';
import type { Node, Stamp, Tell } from './node.ts';
import { directionOf, positionOf } from './place.ts';

type Report = sapient.v2.DetectionReport.$Properties;

/** Sensors that may say no more than that there is something; of what they hear far off they must say how far they hear. */
const FEELING: ReadonlySet<SensorKind> = new Set([
  SensorKind.proximity,
  SensorKind.seismic,
  SensorKind.acoustic,
]);
/** How far a thing is from such a sensor, metres: half its range, else this. */
const NEAR_M = 25;
/** Faster is nothing that these sensors see, metres a second. */
const MAX_SPEED_MPS = 1000;
/** Object ids that are longer are shortened. */
const MAX_TRACK_ID = 26;
/** Without a direction of movement below this, metres a second. */
const LEAST_SPEED_MPS = 0.05;

/** What was seen; undefined, and told, when nobody can say where. */
export function plotOf(report: Report, node: Node, stamp: Stamp, tell: Tell): PlotObservation | undefined {
  checkClasses(report, node, tell);
  const where = placeOf(report, node, tell);
  if (where === undefined) return undefined;
  const { contactClass, confidence } = classOf(report);
  const count = countOf(report);
  const isGroup = contactClass === 'person' && count !== undefined && count > 1;
  const sure = confidence ?? confidenceOf(report.detection_confidence);
  const state = plain(report.state ?? '');
  const followed = node.declared.tracks && report.object_id ? trackIdOf(report.object_id) : undefined;
  return {
    type: 'plot',
    ...stamp,
    sensorId: node.sensorId,
    ...where,
    ...(followed === undefined
      ? {}
      : {
          sensorTrack: followed,
          ...(ENDED_STATES.has(state) ? { ended: true as const } : {}),
          ...(COASTED_STATES.has(state) ? { coasted: true as const } : {}),
        }),
    ...motionOf(report, node, tell),
    ...(contactClass === undefined ? {} : { contactClass: isGroup ? 'group' : contactClass }),
    ...(sure === undefined ? {} : { confidence: sure }),
    ...(count === undefined ? {} : { count }),
  };
}

type Where = { readonly place: PlotPlace; readonly altM?: NonNullable<PlotObservation['altM']> };

function placeOf(report: Report, node: Node, tell: Tell): Where | undefined {
  if (report.location) {
    const said = positionOf(report.location);
    if (typeof said === 'string') return nowhere(said, tell);
    const { altM, ...position } = said;
    return { place: { kind: 'position', ...position }, ...(altM === undefined ? {} : { altM }) };
  }
  if (report.range_bearing) return directed(report.range_bearing, node, tell);
  const { kind } = node.declared;
  const farthestM = node.coverage?.rangeM ?? (kind === SensorKind.acoustic ? undefined : 2 * NEAR_M);
  if (node.place !== undefined && FEELING.has(kind) && farthestM !== undefined)
    return around(node, farthestM / 2);
  return nowhere('neither location nor range and bearing', tell);
}

function directed(said: sapient.v2.RangeBearing.$Properties, node: Node, tell: Tell): Where | undefined {
  const direction = directionOf(said, node.place);
  if (typeof direction === 'string') return nowhere(direction, tell);
  const { azimuthDeg, rangeM, sigmaRangeM, from: measuredFrom, ...angles } = direction;
  if (measuredFrom !== undefined)
    tell('schema', `azimuths from ${measuredFrom}: only the sensor's set orientation is added`);
  if (azimuthDeg === undefined)
    return node.place === undefined || rangeM === undefined
      ? nowhere('a range without a direction, of a node that has not said where it is', tell)
      : around(node, rangeM);
  const from = node.place === undefined ? {} : { from: fromOf(node.place) };
  if (rangeM === undefined) return { place: { kind: 'bearing', azimuthDeg, ...angles, ...from } };
  return {
    place: {
      kind: 'polar',
      rangeM,
      azimuthDeg,
      ...angles,
      ...(sigmaRangeM === undefined ? {} : { sigmaRangeM }),
      ...from,
    },
  };
}

type From = NonNullable<Extract<PlotPlace, { kind: 'polar' }>['from']>;
const fromOf = (place: { readonly lat: number; readonly lon: number }): From => place as From;

const around = (node: Node, sigmaM: number): Where => ({
  place: { kind: 'position', ...fromOf(node.place!), sigmaM: metres(Math.max(sigmaM, 1)) },
});

function nowhere(why: string, tell: Tell): undefined {
  tell('schema', `a detection with no place that can be used: ${why}`);
  return undefined;
}

function motionOf(
  { enu_velocity: said }: Report,
  node: Node,
  tell: Tell,
): { readonly sogKn?: Knots; readonly cogDeg?: NonNullable<PlotObservation['cogDeg']> } {
  if (!said) return {};
  const east = (said.east_rate ?? Number.NaN) * node.declared.speedMps;
  const north = (said.north_rate ?? Number.NaN) * node.declared.speedMps;
  const speed = Math.hypot(east, north);
  if (!(speed <= MAX_SPEED_MPS)) {
    tell('schema', 'a velocity that cannot be');
    return {};
  }
  if (speed < LEAST_SPEED_MPS) return { sogKn: knots(0) };
  return {
    sogKn: metresPerSecondToKnots(speed),
    cogDeg: wrapDirection(toDegrees(Math.atan2(east, north))),
  };
}

function checkClasses(report: Report, node: Node, tell: Tell): void {
  const { classes } = node.declared;
  if (classes.size === 0) return;
  for (const { type } of report.classification ?? [])
    if (!classes.has(plain(type ?? '')))
      tell('schema', `class "${visibleText(type ?? '', 40)}" was not declared`);
}

/** The node's number for a thing: a ULID as it is, anything longer as its first part and a sum of the rest. */
function trackIdOf(objectId: string): string {
  if (objectId.length <= MAX_TRACK_ID) return visibleText(objectId);
  let sum = 0;
  for (let i = 0; i < objectId.length; i++) sum = (Math.imul(sum, 31) + objectId.charCodeAt(i)) >>> 0;
  return `${visibleText(objectId, MAX_TRACK_ID - 9)}~${sum.toString(16).padStart(8, '0')}`;
}
