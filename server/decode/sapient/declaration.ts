/** What a node states in its registration, as far as we hold it to it or use it. */
import { SensorKind } from '../../../proto/domain/sensor.ts';
import { sapient } from '../../../proto/generated/sapient.js';
import { visibleText } from '../visibletext.ts';
import { plain } from './classify.ts';

type Registration = sapient.v2.Registration.$Properties;
type Duration = sapient.v2.Registration.Duration.$Properties;

const { NodeType, TimeUnits, CommandType, TrackingType } = sapient.v2.Registration;

export interface Declaration {
  readonly name: string | undefined;
  readonly kind: SensorKind;
  /** It may speak for other nodes over its connection. */
  readonly fusion: boolean;
  readonly dependents: ReadonlySet<string>;
  readonly statusIntervalMs: number;
  /** Plain names of the classes that it may report, at any level; empty: it declared none. */
  readonly classes: ReadonlySet<string>;
  /** What one unit of its velocities is, metres a second. */
  readonly speedMps: number;
  /** Its object ids name things over time. */
  readonly tracks: boolean;
  /** How it wants to be told where to look; undefined: it takes no such task. */
  readonly lookAt:
    | {
        readonly form: 'location' | 'bearing';
        readonly completionMs: number;
        /** Tasks that it does at once. */
        readonly atOnce: number;
      }
    | undefined;
  readonly reportingRegions: readonly sapient.v2.LocationOrRangeBearing.$Properties[];
}

/** "BSI Flex 335 v2.0"; nodes also write underscores. */
const VERSION = /^BSI[ _]Flex[ _]335[ _]v2(\.\d+)*$/i;
export const isSupportedVersion = (version: string): boolean => VERSION.test(version.trim());

const SECOND_MS = 1000;
/** Of a node that states no status interval (one that speaks through a fusion node). */
const DEFAULT_INTERVAL_MS = 30 * SECOND_MS;
const LEAST_INTERVAL_MS = SECOND_MS;
const LONGEST_INTERVAL_MS = 3600 * SECOND_MS;
const DEFAULT_COMPLETION_MS = 60 * SECOND_MS;
const LONGEST_COMPLETION_MS = 3600 * SECOND_MS;
/** Kept of one registration. */
const MAX_CLASSES = 1024;
const MAX_DEPENDENTS = 256;
const MAX_REGIONS = 64;
const MAX_NAME = 80;

const KIND_BY_TYPE: ReadonlyMap<number, SensorKind> = new Map([
  [NodeType.NODE_TYPE_RADAR, SensorKind.groundRadar],
  [NodeType.NODE_TYPE_LIDAR, SensorKind.groundRadar],
  [NodeType.NODE_TYPE_CAMERA, SensorKind.camera],
  [NodeType.NODE_TYPE_SEISMIC, SensorKind.seismic],
  [NodeType.NODE_TYPE_ACOUSTIC, SensorKind.acoustic],
  [NodeType.NODE_TYPE_PROXIMITY_SENSOR, SensorKind.proximity],
  [NodeType.NODE_TYPE_PASSIVE_RF, SensorKind.passiveRf],
  [NodeType.NODE_TYPE_FUSION_NODE, SensorKind.neighbour],
]);

const AT_SEA = /marine|maritime|coast|sea|vessel/i;

const MS_BY_UNIT: ReadonlyMap<number, number> = new Map([
  [TimeUnits.TIME_UNITS_NANOSECONDS, 1e-6],
  [TimeUnits.TIME_UNITS_MICROSECONDS, 1e-3],
  [TimeUnits.TIME_UNITS_MILLISECONDS, 1],
  [TimeUnits.TIME_UNITS_SECONDS, SECOND_MS],
  [TimeUnits.TIME_UNITS_MINUTES, 60 * SECOND_MS],
  [TimeUnits.TIME_UNITS_HOURS, 3600 * SECOND_MS],
  [TimeUnits.TIME_UNITS_DAYS, 86_400 * SECOND_MS],
]);

/** Of a node that is known only because a fusion node lists it. */
export const UNDECLARED: Declaration = {
  name: undefined,
  kind: SensorKind.unknown,
  fusion: false,
  dependents: new Set(),
  statusIntervalMs: DEFAULT_INTERVAL_MS,
  classes: new Set(),
  speedMps: 1,
  tracks: true,
  lookAt: undefined,
  reportingRegions: [],
};

export function declarationOf(registration: Registration): Declaration {
  const types = (registration.node_definition ?? []).map(({ node_type }) => node_type ?? 0);
  const modes = registration.mode_definition ?? [];
  const detections = modes.flatMap(({ detection_definition }) => detection_definition ?? []);
  const commands = modes.flatMap(({ task }) => task?.command ?? []);
  const look = commands.find(({ type }) => type === CommandType.COMMAND_TYPE_LOOK_AT);
  const classes = new Set<string>();
  for (const definition of detections)
    for (const { class_definition } of definition.detection_class_definition ?? [])
      for (const one of class_definition ?? []) collect(one, classes);
  const trackings = modes.map(({ tracking_type }) => tracking_type ?? 0).filter((type) => type !== 0);
  const kilometresAnHour = detections.some(
    ({ velocity_type }) =>
      velocity_type?.enu_velocity_units?.east_north_rate_units === sapient.v2.SpeedUnits.SPEED_UNITS_KPH,
  );
  return {
    name: visibleText(registration.name || registration.short_name || '', MAX_NAME) || undefined,
    kind: kindOf(registration.node_definition ?? []),
    fusion: types.includes(NodeType.NODE_TYPE_FUSION_NODE) || (registration.dependent_nodes ?? []).length > 0,
    dependents: new Set((registration.dependent_nodes ?? []).slice(0, MAX_DEPENDENTS)),
    statusIntervalMs: clamp(
      durationMs(registration.status_definition?.status_interval) ?? DEFAULT_INTERVAL_MS,
      LEAST_INTERVAL_MS,
      LONGEST_INTERVAL_MS,
    ),
    classes,
    speedMps: kilometresAnHour ? 1 / 3.6 : 1,
    tracks: trackings.length === 0 || trackings.some((type) => type !== TrackingType.TRACKING_TYPE_NONE),
    lookAt:
      look === undefined
        ? undefined
        : {
            form:
              /bearing/i.test(look.units ?? '') && !/location/i.test(look.units ?? '')
                ? 'bearing'
                : 'location',
            completionMs: clamp(
              durationMs(look.completion_time) ?? DEFAULT_COMPLETION_MS,
              DEFAULT_COMPLETION_MS / 2,
              LONGEST_COMPLETION_MS,
            ),
            atOnce:
              Math.max(0, ...modes.map(({ task }) => task?.concurrent_tasks ?? 0)) ||
              Number.POSITIVE_INFINITY,
          },
    reportingRegions: (registration.reporting_region ?? []).slice(0, MAX_REGIONS),
  };
}

/** The first of its types that we know; a radar watches the ground unless it says that it watches the sea. */
function kindOf(definitions: readonly sapient.v2.Registration.NodeDefinition.$Properties[]): SensorKind {
  for (const { node_type, node_sub_type } of definitions) {
    const kind = KIND_BY_TYPE.get(node_type ?? 0);
    if (kind === SensorKind.groundRadar && (node_sub_type ?? []).some((type) => AT_SEA.test(type)))
      return SensorKind.radar;
    if (kind !== undefined) return kind;
  }
  return SensorKind.unknown;
}

function collect(one: sapient.v2.Registration.SubClass.$Properties, classes: Set<string>): void {
  if (classes.size >= MAX_CLASSES) return;
  classes.add(plain(one.type ?? ''));
  for (const finer of one.sub_class ?? []) collect(finer, classes);
}

function durationMs(duration: Duration | null | undefined): number | undefined {
  const unitMs = MS_BY_UNIT.get(duration?.units ?? 0);
  const value = duration?.value;
  if (unitMs === undefined || value === null || value === undefined || !(value > 0)) return undefined;
  return value * unitMs;
}

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));
