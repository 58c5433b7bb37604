/**
 * Symbols of digital selective calling as DSC and DSE sentences carry them: the last two digits, `12` for symbol 112
 * (ITU-R M.493-15, annex 1, tables A1-1 … A1-4; IEC 61162-1 DSC).
 */
import type { DscCategory, DscFormat } from './messages.ts';

export const FORMATS: Readonly<Record<string, DscFormat>> = {
  '02': 'area',
  '12': 'distress',
  '14': 'group',
  '16': 'allShips',
  '20': 'individual',
  '23': 'automatic',
};

export const CATEGORIES: Readonly<Record<string, DscCategory>> = {
  '00': 'routine',
  '08': 'safety',
  '10': 'urgency',
  '12': 'distress',
};

export const NATURES: Readonly<Record<string, string>> = {
  '00': 'fire, explosion',
  '01': 'flooding',
  '02': 'collision',
  '03': 'grounding',
  '04': 'listing, in danger of capsizing',
  '05': 'sinking',
  '06': 'disabled and adrift',
  '07': 'undesignated distress',
  '08': 'abandoning ship',
  '09': 'piracy or armed robbery attack',
  '10': 'man overboard',
  '12': 'EPIRB emission',
};

export const DISTRESS_ACKNOWLEDGEMENT = 'distress acknowledgement';
export const DISTRESS_RELAY = 'distress alert relay';
export const SHIP_POSITION = 'ship position or location registration updating';

export const FIRST_TELECOMMANDS: Readonly<Record<string, string>> = {
  '00': 'F3E/G3E all modes, telephony',
  '01': 'F3E/G3E duplex, telephony',
  '03': 'polling',
  '04': 'unable to comply',
  '05': 'end of call',
  '06': 'data',
  '09': 'J3E, telephony',
  '10': DISTRESS_ACKNOWLEDGEMENT,
  '12': DISTRESS_RELAY,
  '13': 'F1B/J2B teletype, forward error correction',
  '15': 'F1B/J2B teletype, repeat on request',
  '18': 'test',
  '21': SHIP_POSITION,
  '26': 'no information',
};

export const SECOND_TELECOMMANDS: Readonly<Record<string, string>> = {
  '00': 'no reason given',
  '01': 'congestion at maritime switching centre',
  '02': 'busy',
  '03': 'queue indication',
  '04': 'station barred',
  '05': 'no operator available',
  '06': 'operator temporarily unavailable',
  '07': 'equipment disabled',
  '08': 'unable to use proposed channel',
  '09': 'unable to use proposed mode',
  '10': 'ships and aircraft of states not parties to an armed conflict',
  '11': 'medical transports',
  '12': 'pay-phone or public call office',
  '13': 'facsimile or data',
  '26': 'no information',
};
