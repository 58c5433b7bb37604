/** What an aid to navigation says of itself to the lighthouse authorities of Britain and Ireland (IALA A-126; 235/10, 250/10). */
import { fixed } from './application.ts';
import { code, flag, number, spare, word } from './fields.ts';
import type { Said } from './layout.ts';

/** Steps of 0.05 V; 0 is not used. */
const volts = number(10, { from: 1, to: 720, none: 0, per: 20 });
const AID_MONITORING = {
  supplyV: volts,
  external1V: volts,
  external2V: volts,
  racon: word(2, [undefined, 'notMonitored', 'operational', 'error'], 0),
  light: word(2, [undefined, 'on', 'off', 'error'], 0),
  alarm: flag,
  /** Digital inputs, the first in the last bit. */
  inputs: code(8),
  offPosition: flag,
  spare: spare(4),
};

export type AidMonitoring = { readonly application: 'aidMonitoring' } & Said<typeof AID_MONITORING>;

export const AID_MONITORINGS = [
  fixed('aidMonitoring', 235, 10, 'both', AID_MONITORING),
  fixed('aidMonitoring', 250, 10, 'both', AID_MONITORING),
] as const;
