/** Parts of which SAPIENT messages are built: the envelope, places, sectors, times. Times are UTC epoch milliseconds. */
import { sapient } from '../../../proto/generated/sapient.js';
import type { SapientMessage } from './message.ts';

const v2 = sapient.v2;

export interface NodePlace {
  readonly lat: number;
  readonly lon: number;
  readonly altM?: number;
  /** One standard deviation a component, metres. */
  readonly sigmaM?: number;
}

/** Degrees true, metres. */
export interface NodeSector {
  readonly azimuthDeg: number;
  readonly widthDeg: number;
  readonly rangeM: number;
}

const METRES_A_DEGREE = 111_195;

export const timestampOf = (timeMs: number): { seconds: number; nanos: number } => {
  const seconds = Math.floor(timeMs / 1000);
  return { seconds, nanos: Math.round((timeMs - seconds * 1000) * 1e6) };
};

/** The envelope of what a node says. */
export const said = (
  node: { readonly nodeId: string },
  timeMs: number,
  content: SapientMessage,
): SapientMessage => ({
  timestamp: timestampOf(timeMs),
  node_id: node.nodeId,
  ...content,
});

/** A position on WGS-84; errors in degrees, as the coordinates are. */
export const locationOf = ({ lat, lon, altM, sigmaM }: NodePlace): sapient.v2.Location.$Properties => ({
  x: lon,
  y: lat,
  ...(altM === undefined ? {} : { z: altM }),
  ...(sigmaM === undefined
    ? {}
    : {
        x_error: sigmaM / METRES_A_DEGREE / Math.max(Math.cos((lat * Math.PI) / 180), 0.01),
        y_error: sigmaM / METRES_A_DEGREE,
      }),
  coordinate_system: v2.LocationCoordinateSystem.LOCATION_COORDINATE_SYSTEM_LAT_LNG_DEG_M,
  datum: v2.LocationDatum.LOCATION_DATUM_WGS84_E,
});

export const POLAR = {
  coordinate_system: v2.RangeBearingCoordinateSystem.RANGE_BEARING_COORDINATE_SYSTEM_DEGREES_M,
  datum: v2.RangeBearingDatum.RANGE_BEARING_DATUM_TRUE,
} as const;

/** A sector from the node, degrees true and metres. */
export const sectorOf = (sector: NodeSector): sapient.v2.LocationOrRangeBearing.$Properties => ({
  range_bearing: {
    azimuth: sector.azimuthDeg,
    range: sector.rangeM,
    horizontal_extent: sector.widthDeg,
    ...POLAR,
  },
});
