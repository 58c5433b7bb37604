/** Communication states (ITU-R M.1371-5, annex 2, 3.3.7): what the end of most messages says of the time slots. */

export interface SotdmaState {
  readonly access: 'sotdma';
  /** 0 UTC direct, 1 UTC indirect, 2 base station, 3 another station. */
  readonly syncState: number;
  /** Frames until a new slot is chosen, 0…7; it decides which of the following is said. */
  readonly slotTimeout: number;
  readonly receivedStations?: number;
  readonly slotNumber?: number;
  readonly utcHour?: number;
  readonly utcMinute?: number;
  readonly slotOffset?: number;
}

export interface ItdmaState {
  readonly access: 'itdma';
  readonly syncState: number;
  readonly slotIncrement: number;
  /** A code: 0…4 are one to five slots, 5…7 one to three with an offset. */
  readonly slots: number;
  readonly keep: boolean;
}

/** Types whose radio bits begin with the selector (0 SOTDMA, 1 ITDMA): twenty bits; others have nineteen. */
const hasSelector = (type: number): boolean => type === 9 || type === 18 || type === 26;

/** The `radio` bits of a message of this type. */
export function communicationState(type: number, radio: number): SotdmaState | ItdmaState {
  const itdma = type === 3 || (hasSelector(type) && radio >> 19 === 1);
  const syncState = (radio >> 17) & 3;
  if (itdma)
    return {
      access: 'itdma',
      syncState,
      slotIncrement: (radio >> 4) & 0x1fff,
      slots: (radio >> 1) & 7,
      keep: (radio & 1) === 1,
    };
  const slotTimeout = (radio >> 14) & 7;
  const said = radio & 0x3fff;
  const head = { access: 'sotdma', syncState, slotTimeout } as const;
  if (slotTimeout === 0) return { ...head, slotOffset: said };
  if (slotTimeout === 1) {
    const utcHour = said >> 9;
    const utcMinute = (said >> 2) & 0x7f;
    return utcHour < 24 && utcMinute < 60 ? { ...head, utcHour, utcMinute } : head;
  }
  return slotTimeout % 2 === 1 ? { ...head, receivedStations: said } : { ...head, slotNumber: said };
}
