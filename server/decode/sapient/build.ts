/** What a registered node says, from plain values: for the simulator and for tests. Times are UTC epoch milliseconds. */
import { sapient } from '../../../proto/generated/sapient.js';
import type { NodeDescription } from './buildregistration.ts';
import { ulidOf } from './identifiers.ts';
import type { SapientMessage } from './message.ts';
import { locationOf, type NodePlace, type NodeSector, POLAR, said, sectorOf } from './parts.ts';

const v2 = sapient.v2;

export interface NodeStatus {
  readonly system: 'SYSTEM_OK' | 'SYSTEM_WARNING' | 'SYSTEM_ERROR' | 'SYSTEM_GOODBYE';
  readonly at?: NodePlace;
  readonly fieldOfView?: NodeSector;
  readonly coverage?: readonly NodeSector[];
  readonly obscured?: readonly NodeSector[];
  /** Percent left, on batteries. */
  readonly batteryPercent?: number;
  readonly remarks?: readonly {
    readonly level: keyof typeof v2.StatusReport.StatusLevel;
    readonly type: keyof typeof v2.StatusReport.StatusType;
    readonly value: string;
  }[];
}

export const statusReport = (node: NodeDescription, timeMs: number, status: NodeStatus): SapientMessage =>
  said(node, timeMs, {
    status_report: {
      report_id: ulidOf(timeMs, `${node.nodeId} status`),
      system: v2.StatusReport.System[status.system],
      info: v2.StatusReport.Info.INFO_NEW,
      mode: 'default',
      ...(status.batteryPercent === undefined
        ? {}
        : {
            power: {
              level: status.batteryPercent,
              source: v2.StatusReport.PowerSource.POWERSOURCE_INTERNAL_BATTERY,
              status: v2.StatusReport.PowerStatus.POWERSTATUS_OK,
            },
          }),
      ...(status.at === undefined ? {} : { node_location: locationOf(status.at) }),
      ...(status.fieldOfView === undefined ? {} : { field_of_view: sectorOf(status.fieldOfView) }),
      coverage: (status.coverage ?? []).map(sectorOf),
      obscuration: (status.obscured ?? []).map(sectorOf),
      status: (status.remarks ?? []).map(({ level, type, value }) => ({
        status_level: v2.StatusReport.StatusLevel[level],
        status_type: v2.StatusReport.StatusType[type],
        status_value: value,
      })),
    },
  });

/** A class with its finer classes, outermost first: `[["Human", 0.8], ["Group", 0.6]]`. */
export type ClassPath = readonly (readonly [type: string, confidence: number])[];

export interface Detection {
  /** Names the thing as long as the node follows it. */
  readonly objectKey: string;
  readonly place:
    | ({ readonly kind: 'position' } & NodePlace)
    | {
        readonly kind: 'polar';
        readonly azimuthDeg: number;
        /** Absent: a bearing only. */
        readonly rangeM?: number;
        readonly elevationDeg?: number;
        readonly sigmaAzimuthDeg?: number;
        readonly sigmaRangeM?: number;
      };
  readonly confidence?: number;
  readonly classes?: readonly ClassPath[];
  readonly count?: number;
  readonly velocity?: { readonly eastMps: number; readonly northMps: number };
  /** The node's own word: "lost" ends its track. */
  readonly state?: string;
}

/** The identifier under which a node reports a thing: kept for the same node and key. */
export const objectIdOf = (node: NodeDescription, objectKey: string): string =>
  ulidOf(0, `${node.nodeId} ${objectKey}`);

export function detectionReport(node: NodeDescription, timeMs: number, seen: Detection): SapientMessage {
  const { place } = seen;
  return said(node, timeMs, {
    detection_report: {
      report_id: ulidOf(timeMs, `${node.nodeId} ${seen.objectKey}`),
      object_id: objectIdOf(node, seen.objectKey),
      ...(seen.state === undefined ? {} : { state: seen.state }),
      ...(place.kind === 'position'
        ? { location: locationOf(place) }
        : {
            range_bearing: {
              ...(place.elevationDeg === undefined ? {} : { elevation: place.elevationDeg }),
              azimuth: place.azimuthDeg,
              ...(place.rangeM === undefined ? {} : { range: place.rangeM }),
              ...(place.sigmaAzimuthDeg === undefined ? {} : { azimuth_error: place.sigmaAzimuthDeg }),
              ...(place.sigmaRangeM === undefined ? {} : { range_error: place.sigmaRangeM }),
              ...POLAR,
            },
          }),
      ...(seen.confidence === undefined ? {} : { detection_confidence: seen.confidence }),
      object_info: seen.count === undefined ? [] : [{ type: 'count', value: String(seen.count) }],
      classification: (seen.classes ?? []).flatMap((path) => classified(path)),
      ...(seen.velocity === undefined
        ? {}
        : { enu_velocity: { east_rate: seen.velocity.eastMps, north_rate: seen.velocity.northMps } }),
    },
  });
}

type Classification = sapient.v2.DetectionReport.DetectionReportClassification.$Properties;
type SubClass = sapient.v2.DetectionReport.SubClass.$Properties;

function classified([outer, ...finer]: ClassPath): Classification[] {
  if (outer === undefined) return [];
  let inner: SubClass[] = [];
  for (const [index, [type, confidence]] of [...finer.entries()].reverse())
    inner = [{ type, confidence, level: index + 1, sub_class: inner }];
  return [{ type: outer[0], confidence: outer[1], sub_class: inner }];
}

export interface NodeAlert {
  readonly alertKey: string;
  readonly type: keyof typeof v2.Alert.AlertType;
  readonly state: keyof typeof v2.Alert.AlertStatus;
  readonly text: string;
  readonly at?: NodePlace;
}

export const alert = (node: NodeDescription, timeMs: number, raised: NodeAlert): SapientMessage =>
  said(node, timeMs, {
    alert: {
      alert_id: ulidOf(0, `${node.nodeId} ${raised.alertKey}`),
      alert_type: v2.Alert.AlertType[raised.type],
      status: v2.Alert.AlertStatus[raised.state],
      description: raised.text,
      ...(raised.at === undefined ? {} : { location: locationOf(raised.at) }),
    },
  });

export const taskAck = (
  node: NodeDescription,
  timeMs: number,
  taskId: string,
  status: keyof typeof v2.TaskAck.TaskStatus,
  reason?: string,
): SapientMessage =>
  said(node, timeMs, {
    task_ack: {
      task_id: taskId,
      task_status: v2.TaskAck.TaskStatus[status],
      reason: reason === undefined ? [] : [reason],
    },
  });
