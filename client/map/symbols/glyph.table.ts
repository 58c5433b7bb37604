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
import type { Glyph } from './glyph.ts';

export type Drawing = { readonly tag: string } | { readonly paths: readonly string[] };

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
  /** Two claim one identity: a not-equal sign beside the symbol. */
  conflict: {
    paths: ['M17 2H24V3.6H17Z', 'M17 5.6H24V7.2H17Z', 'M22.2 0L23.6 0.8L18.8 9.2L17.4 8.4Z'],
  },
};
