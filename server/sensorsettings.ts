/** What the config file says of a feed's sensors: where they stand, what they should see, how well they measure. */
import { z } from 'zod';
import { SensorKind, type SensorSettings } from '../proto/domain/sensor.ts';
import { degrees, metres } from '../proto/domain/units.ts';

const KINDS = [
  'radar',
  'groundRadar',
  'camera',
  'seismic',
  'acoustic',
  'proximity',
  'passiveRf',
  'neighbour',
] as const satisfies readonly (keyof typeof SensorKind)[];

const direction = z.number().min(0).max(360);
/** From and to, clockwise. */
const sector = z.tuple([direction, direction]);
const share = z.number().min(0).max(1);
const rangeM = z.number().positive().max(1_000_000);

const coverageFields = {
  rangeM,
  minRangeM: z.number().min(0).max(1_000_000).optional(),
  sectorsDeg: z.array(sector).max(16).optional(),
  blindSectorsDeg: z.array(sector).max(64).optional(),
  detectionProbability: share.optional(),
  minSizeM: z.number().min(0).max(500).optional(),
};

export const sensorFields = {
  name: z.string().min(1).max(80).optional(),
  kind: z.enum(KINDS).optional(),
  position: z.tuple([z.number().min(-90).max(90), z.number().min(-180).max(180)]).optional(),
  heightM: z.number().min(-500).max(10_000).optional(),
  orientationDeg: z.number().min(-360).max(360).optional(),
  coverage: z.strictObject(coverageFields).optional(),
  sigmaRangeM: z.number().positive().max(10_000).optional(),
  sigmaAzimuthDeg: z.number().positive().max(45).optional(),
  sigmaM: z.number().positive().max(100_000).optional(),
  periodS: z.number().positive().max(3600).optional(),
  trust: share.optional(),
};

export const coverageKeys = Object.keys(coverageFields);
export const sensorKeys = Object.keys(sensorFields);

export const sensorSchema = z.strictObject(sensorFields).transform((said): SensorSettings => {
  const { kind, position, coverage, periodS } = said;
  return {
    ...(said.name !== undefined && { name: said.name }),
    ...(kind !== undefined && { kind: SensorKind[kind] }),
    ...(position !== undefined && { lat: degrees(position[0]), lon: degrees(position[1]) }),
    ...(said.heightM !== undefined && { heightM: metres(said.heightM) }),
    ...(said.orientationDeg !== undefined && { orientationDeg: degrees(said.orientationDeg) }),
    ...(coverage !== undefined && { coverage: coverageOf(coverage) }),
    ...(said.sigmaRangeM !== undefined && { sigmaRangeM: metres(said.sigmaRangeM) }),
    ...(said.sigmaAzimuthDeg !== undefined && { sigmaAzimuthDeg: degrees(said.sigmaAzimuthDeg) }),
    ...(said.sigmaM !== undefined && { sigmaM: metres(said.sigmaM) }),
    ...(periodS !== undefined && { periodMs: periodS * 1000 }),
    ...(said.trust !== undefined && { trust: said.trust }),
  };
});

const sectorOf = ([from, to]: readonly [number, number]) => ({ fromDeg: degrees(from), toDeg: degrees(to) });

const coverageOf = (
  said: z.infer<z.ZodObject<typeof coverageFields>>,
): NonNullable<SensorSettings['coverage']> => ({
  rangeM: metres(said.rangeM),
  ...(said.minRangeM !== undefined && { minRangeM: metres(said.minRangeM) }),
  ...(said.sectorsDeg !== undefined && { sectors: said.sectorsDeg.map(sectorOf) }),
  ...(said.blindSectorsDeg !== undefined && { blindSectors: said.blindSectorsDeg.map(sectorOf) }),
  ...(said.detectionProbability !== undefined && { detectionProbability: said.detectionProbability }),
  ...(said.minSizeM !== undefined && { minSizeM: metres(said.minSizeM) }),
});
