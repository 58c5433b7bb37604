/** What ships of each kind are like: ranges from which each ship is drawn. Types as in ITU-R M.1371-5 table 53. */

/** Class A; class B self-organising or carrier sense; a search and rescue aircraft's. */
export type Transponder = 'A' | 'B-SO' | 'B-CS' | 'SAR';

export interface KindFigures {
  readonly shipTypes: readonly number[];
  readonly lengthM: readonly [number, number];
  /** Beam as a share of length. */
  readonly beamShare: number;
  /** Loaded draught as a share of beam; small craft say none. */
  readonly draughtShare?: number;
  readonly cruiseKn: readonly [number, number];
  readonly transponder: Transponder;
  /** How far aft of the bow the antenna stands, as a share of length. */
  readonly antennaShare: number;
  readonly imo: boolean;
}

export const FIGURES = {
  container: {
    shipTypes: [70, 71, 72, 79],
    lengthM: [140, 300],
    beamShare: 0.145,
    draughtShare: 0.3,
    cruiseKn: [14, 20],
    transponder: 'A',
    antennaShare: 0.72,
    imo: true,
  },
  tanker: {
    shipTypes: [80, 81, 82, 89],
    lengthM: [110, 250],
    beamShare: 0.17,
    draughtShare: 0.32,
    cruiseKn: [11, 14.5],
    transponder: 'A',
    antennaShare: 0.84,
    imo: true,
  },
  gas: {
    shipTypes: [80, 82, 84],
    lengthM: [95, 180],
    beamShare: 0.16,
    draughtShare: 0.34,
    cruiseKn: [12, 15.5],
    transponder: 'A',
    antennaShare: 0.82,
    imo: true,
  },
  bulk: {
    shipTypes: [70, 79],
    lengthM: [130, 229],
    beamShare: 0.15,
    draughtShare: 0.38,
    cruiseKn: [10.5, 13.5],
    transponder: 'A',
    antennaShare: 0.87,
    imo: true,
  },
  coaster: {
    shipTypes: [70, 79],
    lengthM: [72, 118],
    beamShare: 0.15,
    draughtShare: 0.37,
    cruiseKn: [8.5, 12],
    transponder: 'A',
    antennaShare: 0.87,
    imo: true,
  },
  vehicle: {
    shipTypes: [70, 79],
    lengthM: [145, 212],
    beamShare: 0.145,
    draughtShare: 0.26,
    cruiseKn: [15, 19],
    transponder: 'A',
    antennaShare: 0.16,
    imo: true,
  },
  cruise: {
    shipTypes: [60, 69],
    lengthM: [140, 294],
    beamShare: 0.125,
    draughtShare: 0.24,
    cruiseKn: [15, 19],
    transponder: 'A',
    antennaShare: 0.22,
    imo: true,
  },
  ropax: {
    shipTypes: [60, 69],
    lengthM: [135, 200],
    beamShare: 0.135,
    draughtShare: 0.24,
    cruiseKn: [15, 22],
    transponder: 'A',
    antennaShare: 0.2,
    imo: true,
  },
  landing: {
    shipTypes: [60, 69],
    lengthM: [85, 102],
    beamShare: 0.17,
    draughtShare: 0.16,
    cruiseKn: [11, 13.5],
    transponder: 'A',
    antennaShare: 0.65,
    imo: true,
  },
  dayferry: {
    shipTypes: [60, 69],
    lengthM: [42, 65],
    beamShare: 0.2,
    draughtShare: 0.22,
    cruiseKn: [12, 15],
    transponder: 'A',
    antennaShare: 0.3,
    imo: true,
  },
  hydrofoil: {
    shipTypes: [40, 49],
    lengthM: [28, 36],
    beamShare: 0.24,
    draughtShare: 0.25,
    cruiseKn: [28, 33],
    transponder: 'A',
    antennaShare: 0.3,
    imo: true,
  },
  trawler: {
    shipTypes: [30],
    lengthM: [16, 32],
    beamShare: 0.26,
    draughtShare: 0.42,
    cruiseKn: [8, 10.5],
    transponder: 'A',
    antennaShare: 0.35,
    imo: false,
  },
  fishingBoat: {
    shipTypes: [30],
    lengthM: [9, 15],
    beamShare: 0.31,
    cruiseKn: [6.5, 9],
    transponder: 'B-SO',
    antennaShare: 0.4,
    imo: false,
  },
  yacht: {
    shipTypes: [36],
    lengthM: [9, 18],
    beamShare: 0.3,
    cruiseKn: [4.5, 7],
    transponder: 'B-CS',
    antennaShare: 0.6,
    imo: false,
  },
  motorYacht: {
    shipTypes: [37],
    lengthM: [8, 24],
    beamShare: 0.28,
    cruiseKn: [9, 24],
    transponder: 'B-CS',
    antennaShare: 0.5,
    imo: false,
  },
  superyacht: {
    shipTypes: [37],
    lengthM: [32, 78],
    beamShare: 0.18,
    draughtShare: 0.3,
    cruiseKn: [11, 15],
    transponder: 'A',
    antennaShare: 0.45,
    imo: true,
  },
  pilot: {
    shipTypes: [50],
    lengthM: [11, 17],
    beamShare: 0.3,
    draughtShare: 0.3,
    cruiseKn: [14, 20],
    transponder: 'A',
    antennaShare: 0.4,
    imo: false,
  },
  tug: {
    shipTypes: [52],
    lengthM: [24, 34],
    beamShare: 0.36,
    draughtShare: 0.42,
    cruiseKn: [7, 10],
    transponder: 'A',
    antennaShare: 0.4,
    imo: true,
  },
  patrol: {
    shipTypes: [55],
    lengthM: [18, 58],
    beamShare: 0.19,
    draughtShare: 0.3,
    cruiseKn: [12, 18],
    transponder: 'A',
    antennaShare: 0.4,
    imo: false,
  },
  rescueAircraft: {
    shipTypes: [0],
    lengthM: [12, 16],
    beamShare: 0.2,
    cruiseKn: [100, 150],
    transponder: 'SAR',
    antennaShare: 0.5,
    imo: false,
  },
} as const satisfies Record<string, KindFigures>;

export type Kind = keyof typeof FIGURES;
