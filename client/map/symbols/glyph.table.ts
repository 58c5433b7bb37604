/**
 * The drawing of every symbol on a 24 × 24 grid, bow up: OpenBridge's IEC 62288 / SN.1/Circ.243 icons by tag,
 * and paths of our own where OpenBridge has none. A glyph's number is its place in this table: it goes to the GPU.
 */
import '@oicl/openbridge-webcomponents/dist/icons/icon-ais-target-activated-iec.js';
import '@oicl/openbridge-webcomponents/dist/icons/icon-ais-target-activated-nohdgcog-iec.js';
import '@oicl/openbridge-webcomponents/dist/icons/icon-ais-target-sleeping-iec.js';
import '@oicl/openbridge-webcomponents/dist/icons/icon-ais-target-sleeping-nohdgcog-iec.js';
import '@oicl/openbridge-webcomponents/dist/icons/icon-ais-target-dangerous-iec.js';
import '@oicl/openbridge-webcomponents/dist/icons/icon-ais-target-dangerous-nocoghdg-iec.js';
import '@oicl/openbridge-webcomponents/dist/icons/icon-ais-aton-physical-iec.js';
import '@oicl/openbridge-webcomponents/dist/icons/icon-ais-aton-virtual-iec.js';
import '@oicl/openbridge-webcomponents/dist/icons/icon-ais-sar-aircraft-fixedwing-iec.js';
import '@oicl/openbridge-webcomponents/dist/icons/icon-ais-sar-vessel-iec.js';
import '@oicl/openbridge-webcomponents/dist/icons/icon-ais-locating-device-active-iec.js';
import '@oicl/openbridge-webcomponents/dist/icons/icon-ais-locatingdevice-test-iec.js';
import '@oicl/openbridge-webcomponents/dist/icons/icon-ais-locatingdevice-lost-iec.js';
import '@oicl/openbridge-webcomponents/dist/icons/icon-radar-target-tracked-iec.js';
import '@oicl/openbridge-webcomponents/dist/icons/icon-associated-target-ais-iec.js';
import '@oicl/openbridge-webcomponents/dist/icons/icon-associated-target-radar-iec.js';
import '@oicl/openbridge-webcomponents/dist/icons/icon-aircraft-drone-medium.js';
import type { Glyph } from './glyph.ts';

/** `filled`: the one path whose inside is filled; absent: all that is enclosed. */
export type Drawing =
  | { readonly tag: string; readonly filled?: number }
  | { readonly paths: readonly string[]; readonly filled?: number };

export const DRAWINGS: { readonly [G in keyof typeof Glyph]: Drawing } = {
  activated: { tag: 'obi-ais-target-activated-iec' },
  activatedNoDirection: { tag: 'obi-ais-target-activated-nohdgcog-iec' },
  sleeping: { tag: 'obi-ais-target-sleeping-iec' },
  sleepingNoDirection: { tag: 'obi-ais-target-sleeping-nohdgcog-iec' },
  dangerous: { tag: 'obi-ais-target-dangerous-iec' },
  dangerousNoDirection: { tag: 'obi-ais-target-dangerous-nocoghdg-iec' },
  atonPhysical: { tag: 'obi-ais-aton-physical-iec' },
  atonVirtual: { tag: 'obi-ais-aton-virtual-iec' },
  sarAircraft: { tag: 'obi-ais-sar-aircraft-fixedwing-iec' },
  sarVessel: { tag: 'obi-ais-sar-vessel-iec' },
  locatingActive: { tag: 'obi-ais-locating-device-active-iec' },
  locatingTest: { tag: 'obi-ais-locatingdevice-test-iec' },
  locatingLost: { tag: 'obi-ais-locatingdevice-lost-iec' },
  /** A mast on its square: neither SN.1/Circ.243 nor OpenBridge draws a base station. */
  baseStation: {
    paths: ['M4 4H20V20H4V4ZM6 6V18H18V6H6Z', 'M11 9.5H13V16H11V9.5Z', 'M12 7A2 2 0 1 1 11.99 7Z'],
  },
  /** The corners around a selected symbol, as in OpenBridge's `-selected` icons. */
  selected: {
    paths: [
      'M2 5V2H5V0H1C0.45 0 0 0.45 0 1V5H2Z',
      'M2 19H0V23C0 23.55 0.45 24 1 24H5V22H2V19Z',
      'M19 22V24H23C23.55 24 24 23.55 24 23V19H22V22H19Z',
      'M22 5H24V1C24 0.45 23.55 0 23 0H19V2H22V5Z',
    ],
  },
  /** The crossed lines over a lost target. */
  lostCross: {
    paths: ['M2.6 1.2L22.8 21.4L21.4 22.8L1.2 2.6Z', 'M21.4 1.2L22.8 2.6L2.6 22.8L1.2 21.4Z'],
  },
  radarTracked: { tag: 'obi-radar-target-tracked-iec' },
  /** The triangle is filled, the ring around it is not: it would be the heaviest thing on the map. */
  associated: { tag: 'obi-associated-target-ais-iec', filled: 0 },
  associatedNoDirection: { tag: 'obi-associated-target-radar-iec' },
  /** OpenBridge is made for the sea: what is on land, and whose we are, is drawn here. */
  landContact: { paths: ['M5 5H19V19H5V5ZM7 7V17H17V7H7Z', 'M10.5 10.5H13.5V13.5H10.5Z'] },
  person: { paths: ['M12 2.5A3 3 0 1 1 11.99 2.5Z', 'M7.5 9.5H16.5V16H14.7V22H9.3V16H7.5V9.5Z'] },
  group: {
    paths: [
      'M12 1.5A2.6 2.6 0 1 1 11.99 1.5Z',
      'M9 7.5H15V13H14V18H10V13H9V7.5Z',
      'M4.6 7A2.3 2.3 0 1 1 4.59 7ZM1.8 12.4H7.4V17.4H6.5V22H2.7V17.4H1.8V12.4Z',
      'M19.4 7A2.3 2.3 0 1 1 19.39 7ZM16.6 12.4H22.2V17.4H21.3V22H17.5V17.4H16.6V12.4Z',
    ],
  },
  vehicle: {
    paths: [
      'M1.5 16V12L5 11L8 6.5H16L19.5 11L22.5 12.5V16H1.5ZM7.5 11H11.2V8.2H8.9L7.5 11ZM12.8 11H17L15.2 8.2H12.8V11Z',
      'M6.5 14.5A2.6 2.6 0 1 1 6.49 14.5ZM17.5 14.5A2.6 2.6 0 1 1 17.49 14.5Z',
    ],
  },
  animal: { paths: ['M2 10L5.5 8.5H15L17.5 4L21.5 6V9.5L18.5 11V20H16.2V15H8.3V20H6V13.5L3 13.8V17H1.6Z'] },
  drone: { tag: 'obi-aircraft-drone-medium' },
  aircraft: {
    paths: [
      'M12 1.5C13 1.5 13.5 3 13.5 5V9L22 14V16.2L13.5 13.7V18.3L16.2 20.4V22L12 20.9L7.8 22V20.4L10.5 18.3V13.7L2 16.2V14L10.5 9V5C10.5 3 11 1.5 12 1.5Z',
    ],
  },
  /** Units of ours stand in the frames of friends (APP-6): a ring at sea, an oblong on land, an arch in the air. */
  unitVessel: {
    paths: [
      'M12 0.8A11.2 11.2 0 1 1 11.99 0.8ZM12 2.8A9.2 9.2 0 1 0 12.01 2.8Z',
      'M5.8 13H18.2L15.8 17.4H8.2Z',
      'M11 6.2H13V8.6H16V11.8H8V8.6H11Z',
    ],
  },
  unitVehicle: {
    paths: [
      'M0.8 4H23.2V20H0.8V4ZM2.8 6V18H21.2V6H2.8Z',
      'M5.5 14.4V12L7.5 11.4L9 8.4H15L16.5 11.4L18.5 12V14.4Z',
      'M8.2 13.2A1.8 1.8 0 1 1 8.19 13.2ZM15.8 13.2A1.8 1.8 0 1 1 15.79 13.2Z',
    ],
  },
  unitAircraft: {
    paths: [
      'M0.8 22V11.5C0.8 5.4 5.8 1 12 1C18.2 1 23.2 5.4 23.2 11.5V22H21.2V11.5C21.2 6.6 17.1 3 12 3C6.9 3 2.8 6.6 2.8 11.5V22Z',
      'M12 6C12.7 6 13 7 13 8.4V11L18.5 14.2V15.8L13 14.2V17.2L14.8 18.6V19.8L12 19L9.2 19.8V18.6L11 17.2V14.2L5.5 15.8V14.2L11 11V8.4C11 7 11.3 6 12 6Z',
    ],
  },
  unitFoot: {
    paths: [
      'M0.8 4H23.2V20H0.8V4ZM2.8 6V18H21.2V6H2.8Z',
      'M12 7A1.7 1.7 0 1 1 11.99 7ZM9.4 10.9H14.6V14H13.5V17H10.5V14H9.4Z',
    ],
  },
  /** Reported by a person: a place with a word beside it. */
  reported: {
    paths: [
      'M12 1.6L22.4 12L12 22.4L1.6 12L12 1.6ZM12 4.4L4.4 12L12 19.6L19.6 12L12 4.4Z',
      'M8 8.2H16V13.6H12.8L10 16.2V13.6H8Z',
    ],
  },
  /** It sends nothing and should: a transmission struck out. */
  markDark: {
    paths: [
      'M20 -0.6A5 5 0 1 1 19.99 -0.6ZM20 1A3.4 3.4 0 1 0 20.01 1Z',
      'M16.6 6.9L22.5 1L23.6 2.1L17.7 8Z',
    ],
  },
  /** Its AIS stopped: a pause. */
  markSilent: { paths: ['M16.6 0H19V8.6H16.6Z', 'M21 0H23.4V8.6H21Z'] },
  /** Nobody sees what it claims: a question. */
  markUnverified: {
    paths: [
      'M16.8 2.8C16.8 0.8 18.3 -0.4 20.3 -0.4C22.4 -0.4 23.9 0.7 23.9 2.6C23.9 4.8 21.5 5 21.5 6.6H19.2C19.2 4 21.5 3.9 21.5 2.7C21.5 2 21 1.6 20.3 1.6C19.6 1.6 19.1 2.1 19.1 2.8Z',
      'M19.1 7.6H21.6V10H19.1Z',
    ],
  },
  /** Two claim one identity: a not-equal sign beside the symbol. */
  conflict: {
    paths: ['M17 2H24V3.6H17Z', 'M17 5.6H24V7.2H17Z', 'M22.2 0L23.6 0.8L18.8 9.2L17.4 8.4Z'],
  },
};
