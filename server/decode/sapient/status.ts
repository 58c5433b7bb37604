/** Registration and status reports as what a sensor says of itself. */
import type { SensorObservation } from '../../../proto/domain/sensing.ts';
import { type Coverage, SensorHealth, SensorKind } from '../../../proto/domain/sensor.ts';
import { sapient } from '../../../proto/generated/sapient.js';
import { visibleText } from '../visibletext.ts';
import { blindOf, coverageOf, viewOf } from './coverage.ts';
import type { Node, Stamp, Tell } from './node.ts';
import { positionOf } from './place.ts';

type Report = sapient.v2.StatusReport.$Properties;

const { System, StatusLevel, StatusType, PowerStatus } = sapient.v2.StatusReport;

/** Batteries with less than this are a reason to look after the node, percent. */
const LOW_BATTERY_PERCENT = 15;
const MAX_REASON = 200;

/** What a registration says of the sensor; its health follows with the first status report. */
export function registered(node: Node, stamp: Stamp): SensorObservation {
  const { name, kind, lookAt, reportingRegions } = node.declared;
  node.coverage = coverageOf(reportingRegions, [], node.place) ?? node.coverage;
  return {
    type: 'sensor',
    ...stamp,
    sensorId: node.sensorId,
    ...(name === undefined ? {} : { name }),
    ...(kind === SensorKind.unknown ? {} : { kind }),
    health: node.health,
    ...(node.coverage === undefined ? {} : { coverage: node.coverage }),
    canLookAt: lookAt !== undefined,
  };
}

/** What a status report says; its place and coverage stay with the node, for what it measures from itself. */
export function reported(report: Report, node: Node, stamp: Stamp, tell: Tell): SensorObservation {
  const { health, reasons } = healthOf(report);
  node.health = health;
  const place = report.node_location ? positionOf(report.node_location) : undefined;
  if (typeof place === 'string') tell('schema', `the node's own place: ${place}`);
  else if (place !== undefined) node.place = { lat: place.lat, lon: place.lon };
  const view = report.field_of_view ? viewOf(report.field_of_view, node.place) : undefined;
  const isCamera = node.declared.kind === SensorKind.camera;
  node.coverage = coverageFrom(report, node, isCamera) ?? node.coverage;
  if ([report.field_of_view, ...(report.coverage ?? []), ...(report.obscuration ?? [])].some(isOffNorth))
    tell('schema', 'its sectors are not from true north and are taken as if they were');
  return {
    type: 'sensor',
    ...stamp,
    sensorId: node.sensorId,
    health,
    ...(reasons.length === 0 ? {} : { reason: visibleText(reasons.join('; '), MAX_REASON) }),
    ...(typeof place === 'object'
      ? { lat: place.lat, lon: place.lon, ...(place.altM === undefined ? {} : { altM: place.altM }) }
      : {}),
    ...(node.coverage === undefined ? {} : { coverage: node.coverage }),
    ...(view === undefined || !isCamera ? {} : { view }),
  };
}

/** What it sees as it says now; undefined: as before. A camera's field of view moves and is no coverage. */
function coverageFrom(report: Report, node: Node, isCamera: boolean): Coverage | undefined {
  const hidden = report.obscuration ?? [];
  const view = isCamera || !report.field_of_view ? [] : [report.field_of_view];
  const seen = report.coverage?.length ? report.coverage : view;
  if (seen.length > 0) return coverageOf(seen, hidden, node.place);
  if (node.coverage === undefined) return coverageOf(node.declared.reportingRegions, hidden, node.place);
  const blindSectors = blindOf(hidden, node.place);
  return blindSectors.length === 0 ? undefined : { ...node.coverage, blindSectors };
}

/** Sectors from magnetic north or from the platform: nobody turns them. */
const isOffNorth = (area: sapient.v2.LocationOrRangeBearing.$Properties | null | undefined): boolean => {
  const datum = area?.range_bearing?.datum;
  return (
    datum === sapient.v2.RangeBearingDatum.RANGE_BEARING_DATUM_MAGNETIC ||
    datum === sapient.v2.RangeBearingDatum.RANGE_BEARING_DATUM_PLATFORM
  );
};

/** The worst of what the report says, and why in the node's words. */
function healthOf(report: Report): { readonly health: SensorHealth; readonly reasons: readonly string[] } {
  const reasons: string[] = [];
  let health = baseHealth(report.system);
  const worse = (atLeast: SensorHealth, reason: string): void => {
    if (health < atLeast) health = atLeast;
    if (reasons.length < 8) reasons.push(reason);
  };
  if (report.power?.status === PowerStatus.POWERSTATUS_FAULT) worse(SensorHealth.degraded, 'power fault');
  const level = report.power?.level;
  if (level !== null && level !== undefined && level >= 0 && level < LOW_BATTERY_PERCENT)
    worse(SensorHealth.degraded, `power at ${level} %`);
  for (const { status_level, status_type, status_value } of report.status ?? []) {
    const words =
      status_value || (StatusType[status_type ?? 0] ?? '').replace('STATUS_TYPE_', '').toLowerCase();
    if (/tamper/i.test(status_value ?? '')) worse(SensorHealth.tampered, words);
    else if (status_type === StatusType.STATUS_TYPE_NOT_DETECTING) worse(SensorHealth.faulty, words);
    else if (status_level === StatusLevel.STATUS_LEVEL_ERROR_STATUS)
      worse(
        status_type === StatusType.STATUS_TYPE_INTERNAL_FAULT ? SensorHealth.faulty : SensorHealth.degraded,
        words,
      );
    else if (status_level === StatusLevel.STATUS_LEVEL_WARNING_STATUS) worse(SensorHealth.degraded, words);
  }
  return { health: report.system === System.SYSTEM_GOODBYE ? SensorHealth.gone : health, reasons };
}

function baseHealth(system: sapient.v2.StatusReport.System | null | undefined): SensorHealth {
  switch (system) {
    case System.SYSTEM_OK:
      return SensorHealth.working;
    case System.SYSTEM_WARNING:
      return SensorHealth.degraded;
    case System.SYSTEM_ERROR:
      return SensorHealth.faulty;
    case System.SYSTEM_GOODBYE:
      return SensorHealth.gone;
    default:
      return SensorHealth.unknown;
  }
}
