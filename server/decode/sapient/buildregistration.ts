/** What a node says of itself first, from plain values: for the simulator and for tests. */
import { sapient } from '../../../proto/generated/sapient.js';
import type { SapientMessage } from './message.ts';
import { POLAR, said } from './parts.ts';

const v2 = sapient.v2;

export type NodeType = keyof typeof v2.Registration.NodeType;

export interface NodeDescription {
  /** A UUID. */
  readonly nodeId: string;
  readonly type: NodeType;
  readonly name: string;
  readonly statusIntervalS: number;
  /** The classes that it may report: "Human", "Vehicle"… */
  readonly classes: readonly string[];
  readonly canLookAt?: boolean;
  /** Nodes that speak through it. */
  readonly dependentNodes?: readonly string[];
  /** It measures range and bearing, not positions. */
  readonly polar?: boolean;
}

const seconds = (value: number) => ({ units: v2.Registration.TimeUnits.TIME_UNITS_SECONDS, value });

export function registration(node: NodeDescription, timeMs: number): SapientMessage {
  const located = {
    location_units: v2.LocationCoordinateSystem.LOCATION_COORDINATE_SYSTEM_LAT_LNG_DEG_M,
    location_datum: v2.LocationDatum.LOCATION_DATUM_WGS84_E,
  };
  const polar = { range_bearing_units: POLAR.coordinate_system, range_bearing_datum: POLAR.datum };
  return said(node, timeMs, {
    registration: {
      node_definition: [{ node_type: v2.Registration.NodeType[node.type] }],
      icd_version: 'BSI Flex 335 v2.0',
      name: node.name,
      capabilities: [{ category: 'sensor', type: node.type.replace('NODE_TYPE_', '').toLowerCase() }],
      status_definition: { status_interval: seconds(node.statusIntervalS), location_definition: located },
      mode_definition: [
        {
          mode_name: 'default',
          mode_type: v2.Registration.ModeType.MODE_TYPE_PERMANENT,
          settle_time: seconds(1),
          tracking_type: v2.Registration.TrackingType.TRACKING_TYPE_TRACK,
          detection_definition: [
            {
              location_type: node.polar === true ? polar : located,
              detection_class_definition: [
                {
                  confidence_definition:
                    v2.Registration.ConfidenceDefinition.CONFIDENCE_DEFINITION_MULTI_CLASS,
                  class_definition: node.classes.map((type) => ({ type })),
                },
              ],
              velocity_type: {
                enu_velocity_units: {
                  east_north_rate_units: v2.SpeedUnits.SPEED_UNITS_MS,
                  up_rate_units: v2.SpeedUnits.SPEED_UNITS_MS,
                },
                location_datum: located.location_datum,
              },
            },
          ],
          task: {
            concurrent_tasks: 1,
            region_definition: {
              region_type: [v2.Registration.RegionType.REGION_TYPE_AREA_OF_INTEREST],
              region_area: [located],
            },
            ...(node.canLookAt === true
              ? {
                  command: [
                    {
                      units: 'Location',
                      completion_time: seconds(30),
                      type: v2.Registration.CommandType.COMMAND_TYPE_LOOK_AT,
                    },
                  ],
                }
              : {}),
          },
        },
      ],
      dependent_nodes: [...(node.dependentNodes ?? [])],
      config_data: [{ manufacturer: 'Watchfloor', model: 'synthetic' }],
    },
  });
}
