/** Where the fields of position reports begin, in bits (ITU-R M.1371-5, annex 8); -1 where a type has none. */
export interface PositionLayout {
  readonly lon: number;
  readonly lat: number;
  /** Positions in 1/10 min (18 and 17 bits) instead of 1/10,000 (28 and 27). */
  readonly coarse: boolean;
  readonly accurate: number;
  readonly sog: number;
  readonly cog: number;
  readonly heading: number;
  readonly second: number;
  readonly navStatus: number;
  readonly turn: number;
  readonly raim: number;
}

const NONE: PositionLayout = {
  lon: -1,
  lat: -1,
  coarse: false,
  accurate: -1,
  sog: -1,
  cog: -1,
  heading: -1,
  second: -1,
  navStatus: -1,
  turn: -1,
  raim: -1,
};

export const CLASS_A: PositionLayout = {
  lon: 61,
  lat: 89,
  coarse: false,
  accurate: 60,
  sog: 50,
  cog: 116,
  heading: 128,
  second: 137,
  navStatus: 38,
  turn: 42,
  raim: 148,
};
export const BASE_STATION: PositionLayout = {
  ...NONE,
  lon: 79,
  lat: 107,
  accurate: 78,
  second: 72,
  raim: 148,
};
export const SAR_AIRCRAFT: PositionLayout = {
  ...NONE,
  lon: 61,
  lat: 89,
  accurate: 60,
  sog: 50,
  cog: 116,
  second: 128,
  raim: 147,
};
export const CLASS_B: PositionLayout = {
  ...NONE,
  lon: 57,
  lat: 85,
  accurate: 56,
  sog: 46,
  cog: 112,
  heading: 124,
  second: 133,
  raim: 147,
};
export const CLASS_B_EXTENDED: PositionLayout = { ...CLASS_B, raim: 305 };
export const AID: PositionLayout = { ...NONE, lon: 164, lat: 192, accurate: 163, second: 253, raim: 268 };
export const LONG_RANGE: PositionLayout = {
  ...NONE,
  lon: 44,
  lat: 62,
  coarse: true,
  accurate: 38,
  sog: 79,
  cog: 85,
  navStatus: 40,
  raim: 39,
};
const DGNSS: PositionLayout = { ...NONE, lon: 40, lat: 58, coarse: true };

/** By message type, 0…63. */
export const LAYOUTS: readonly PositionLayout[] = Array.from({ length: 64 }, (_, type) => {
  switch (type) {
    case 1:
    case 2:
    case 3:
      return CLASS_A;
    case 4:
    case 11:
      return BASE_STATION;
    case 9:
      return SAR_AIRCRAFT;
    case 17:
      return DGNSS;
    case 18:
      return CLASS_B;
    case 19:
      return CLASS_B_EXTENDED;
    case 21:
      return AID;
    case 27:
      return LONG_RANGE;
    default:
      return NONE;
  }
});
