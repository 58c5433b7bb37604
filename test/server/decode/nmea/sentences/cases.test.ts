/** The sentences of another library's tests, good and bad, with their values. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { NmeaSentence } from '../../../../../server/decode/nmea/sentences/messages.ts';
import { corpus } from '../../corpus.ts';
import { readLines, readOne } from './reading.ts';

interface Case {
  readonly sentence: string;
  readonly case: string;
  readonly raw: string;
  readonly valid: boolean;
  readonly fields: Readonly<Record<string, string>> | null;
}

const MILE_M = 1852;
const LETTERS: Readonly<Record<string, string>> = {
  T: 'true',
  N: 'north',
  H: 'head',
  B: 'acknowledgement',
  S: 'end',
  L: 'lost',
  A: 'valid',
  M: 'manual',
};

/** Their fields as ours: the name, and the value from theirs. Theirs is 0 and "" where a field is blank. */
const NUMBERS: Readonly<Record<string, readonly [string, number?]>> = {
  TargetNumber: ['targetNumber'],
  TargetDistance: ['rangeM', MILE_M],
  Bearing: ['bearingDeg'],
  TargetSpeed: ['speedKn'],
  TargetCourse: ['courseDeg'],
  DistanceCPA: ['cpaM', MILE_M],
  TimeCPA: ['tcpaMin'],
  TargetLatitude: ['lat'],
  TargetLongitude: ['lon'],
  Heading: ['headingDeg'],
  VesselTrueCourse: ['courseDeg'],
  VesselSpeed: ['speedKn'],
  VesselSetTrue: ['setDeg'],
  VesselDrift: ['driftKn'],
  Origin1Range: ['origin1RangeM', MILE_M],
  Origin1Bearing: ['origin1BearingDeg'],
  VariableRangeMarker1: ['rangeMarker1M', MILE_M],
  BearingLine1: ['bearingLine1Deg'],
  Origin2Range: ['origin2RangeM', MILE_M],
  Origin2Bearing: ['origin2BearingDeg'],
  VariableRangeMarker2: ['rangeMarker2M', MILE_M],
  BearingLine2: ['bearingLine2Deg'],
  CursorRangeFromOwnShip: ['cursorRangeM', MILE_M],
  CursorBearingDegrees: ['cursorBearingDeg'],
  RangeScale: ['rangeScaleM', MILE_M],
  NumFragments: ['total'],
  FragmentNumber: ['number'],
  MessageID: ['sequenceId'],
  TotalNumber: ['total'],
  Number: ['number'],
};
const WORDS: Readonly<Record<string, string>> = {
  BearingType: 'bearingReference',
  CourseType: 'courseReference',
  CourseReference: 'courseReference',
  SpeedReference: 'speedReference',
  DisplayRotation: 'up',
  TypeOfAcquisition: 'acquisition',
};
/** Theirs that another test below, or another field of ours, speaks for. */
const ELSEWHERE = new Set([
  'SpeedUnits',
  'RangeUnit',
  'HeadingStatus',
  'Payload',
  'TimeUTC',
  'ReferenceTarget',
]);

const unquoted = (text: string): string => text.replace(/^"|"$/g, '').trim();

/** Compares one field of theirs; false when nothing here knows it. */
function agrees(read: NmeaSentence, field: string, theirs: string): boolean {
  const ours = Object.fromEntries(Object.entries(read));
  const number = NUMBERS[field];
  if (number !== undefined) {
    expect(ours[number[0]] ?? 0, field).toBeCloseTo(Number(unquoted(theirs)) * (number[1] ?? 1), 6);
    return true;
  }
  const word = WORDS[field];
  if (word !== undefined) {
    expect(ours[word], field).toBe(LETTERS[unquoted(theirs)]);
    return true;
  }
  switch (field) {
    case 'TargetName':
      expect(ours.name ?? '').toBe(unquoted(theirs));
      return true;
    case 'TargetStatus':
      expect(ours.status).toBe({ T: 'tracking', L: 'lost', '': undefined }[unquoted(theirs)]);
      return true;
    default:
      return ELSEWHERE.has(field) || read.sentence === 'DSC' || read.sentence === 'DSE';
  }
}

const file = corpus('sensors/nmea0183-cases.json');
const cases: Case[] = file === undefined ? [] : JSON.parse(readFileSync(file, 'utf8'));

describe.skipIf(file === undefined)('sentences of another library', () => {
  test('there are 70', () => expect(cases).toHaveLength(70));

  test.each(cases.filter(({ valid }) => valid))('$sentence, $case', ({ raw, fields }) => {
    const read = readOne(raw);
    const unknown = Object.entries(fields ?? {}).filter(([field, theirs]) => !agrees(read, field, theirs));
    expect(unknown).toEqual([]);
  });

  test.each(cases.filter(({ valid }) => !valid))('$sentence, $case: a fault', ({ raw }) => {
    const { sentences, faults } = readLines(raw);
    expect(sentences).toEqual([]);
    expect(faults).toHaveLength(1);
  });

  // many of the bad ones have a wrong checksum too: with a right one their fields alone must be refused
  test.each(cases.filter(({ valid }) => !valid))('$sentence, $case: a fault of its fields', ({ raw }) => {
    const body = raw.slice(1, raw.lastIndexOf('*'));
    const sum = [...body].reduce((x, character) => x ^ character.charCodeAt(0), 0);
    const { sentences, faults } = readLines(`${raw[0]}${body}*${sum.toString(16).padStart(2, '0')}`);
    expect(sentences).toEqual([]);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(/^[A-Z]{5}: /);
  });

  const read = (sentence: string, nth: number): NmeaSentence =>
    readOne(cases.filter((one) => one.sentence === sentence && one.valid)[nth]?.raw ?? '');

  test('TTD: the bits', () => {
    const of = cases.find(({ case: name }) => name === 'Good single fragment message with padding');
    const bits = of?.fields?.Payload?.replace(/\D/g, '');
    expect(bits).toHaveLength(160);
    expect(read('TTD', 1)).toMatchObject({ bits });
    expect(read('TTD', 2)).toMatchObject({ bits: '' });
  });

  test('TLL: the time and the reference', () => {
    const timeOfDayMs = ((2 * 60 + 9) * 60 + 15) * 1000;
    expect(read('TLL', 1)).toMatchObject({ timeOfDayMs, reference: true });
    expect(read('TTM', 0)).toMatchObject({ timeOfDayMs: undefined, reference: false, name: undefined });
  });

  test('TLB: the labels', () => {
    expect(read('TLB', 0)).toMatchObject({ labels: [{ targetNumber: 1, label: 'XXX' }] });
    expect(read('TLB', 1)).toMatchObject({
      labels: [
        { targetNumber: 1, label: 'XXX' },
        { targetNumber: 2, label: 'YYY' },
      ],
    });
  });

  test('DSC and DSE: what the symbols mean', () => {
    const place = { lat: 42 + 31 / 60, lon: -(83 + 12 / 60) };
    expect(read('DSC', 0)).toMatchObject({
      format: 'distress',
      mmsi: 338_040_079,
      category: 'distress',
      natureOfDistress: 'disabled and adrift',
      ...place,
      timeOfDayMs: (20 * 60 + 19) * 60_000,
      distressMmsi: undefined,
      acknowledgement: 'end',
      expansion: true,
    });
    expect(read('DSC', 1)).toMatchObject({ mmsi: 338_158_137, distressMmsi: 338_158_137, expansion: false });
    expect(read('DSC', 2)).toMatchObject({
      format: 'individual',
      category: 'routine',
      firstTelecommand: 'ship position or location registration updating',
      secondTelecommand: 'no information',
      ...place,
      acknowledgement: 'acknowledgement',
    });
    expect(read('DSE', 0)).toMatchObject({
      kind: 'automatic',
      mmsi: 338_040_079,
      latMinutes: 0.465,
      lonMinutes: 0.4437,
    });
    expect(read('DSE', 1)).toMatchObject({ data: [{ code: '00' }, { code: '01', data: '16501437' }] });
  });

  test('OSD: the heading counts', () => expect(read('OSD', 0)).toMatchObject({ headingValid: true }));
});
