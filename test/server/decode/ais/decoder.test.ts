import { describe, expect, test } from 'vitest';
import type { DecodeFault, Frame } from '../../../../proto/domain/frame.ts';
import { feedId } from '../../../../proto/domain/ids.ts';
import { Nature, TrackKind } from '../../../../proto/domain/observation.ts';
import type { Observation } from '../../../../proto/domain/observations.ts';
import { epochMs } from '../../../../proto/domain/units.ts';
import { AisDecoder } from '../../../../server/decode/ais/decoder.ts';
import { encodeAis, withChecksum } from '../../../../server/decode/ais/encode.ts';
import type { AisMessage } from '../../../../server/decode/ais/message.ts';

/** 2026-11-22 12:00:30 UTC. */
const NOW_MS = Date.UTC(2026, 10, 22, 12, 0, 30);

function observeText(text: string, frame: Partial<Frame> = {}) {
  const decoder = new AisDecoder();
  const observations: Observation[] = [];
  const faults: DecodeFault[] = [];
  let messages = 0;
  const sink = {
    message: () => {
      messages++;
    },
    observation: (observation: Observation) => {
      observations.push(observation);
    },
    fault: (fault: DecodeFault) => {
      faults.push(fault);
    },
    reply: () => undefined,
    cutOff: () => undefined,
  };
  decoder.push(
    {
      feedId: feedId('test'),
      nature: Nature.real,
      connection: 1,
      receivedMs: epochMs(NOW_MS),
      timeShiftMs: 0,
      bytes: Buffer.from(text, 'latin1'),
      ...frame,
    },
    sink,
  );
  decoder.close(1, sink);
  return { observations, faults, messages };
}
const observe = (message: AisMessage): Observation | undefined =>
  observeText(`${encodeAis(message).join('\n')}\n`).observations[0];
const at = { lat: 41, lon: 19 };

describe('observations', () => {
  test('a class A position has what was said and nothing else', () => {
    const [seen] = observeText(
      `${encodeAis({ type: 1, mmsi: 201_000_001, ...at, sogKn: 12.3, cogDeg: 90.5, navStatus: 0, utcSecond: 28 })}\n`,
    ).observations;
    expect(seen).toStrictEqual({
      type: 'position',
      feedId: 'test',
      nature: Nature.real,
      observedMs: NOW_MS - 2000,
      receivedMs: NOW_MS,
      mmsi: 201_000_001,
      kind: TrackKind.classA,
      lat: 41,
      lon: 19,
      sogKn: 12.3,
      cogDeg: 90.5,
      navStatus: 0,
      accurate: false,
    });
  });

  test.each<[string, AisMessage, TrackKind]>([
    ['class B', { type: 18, mmsi: 201_000_001, ...at }, TrackKind.classB],
    ['base station', { type: 4, mmsi: 2_010_001, ...at }, TrackKind.baseStation],
    ['SAR aircraft', { type: 9, mmsi: 111_201_001, ...at }, TrackKind.sarAircraft],
    ['SART, active', { type: 1, mmsi: 970_201_001, ...at, navStatus: 14 }, TrackKind.locatingDevice],
    ['man overboard, active', { type: 1, mmsi: 972_201_001, ...at, navStatus: 14 }, TrackKind.locatingDevice],
    ['EPIRB under test', { type: 1, mmsi: 974_201_001, ...at, navStatus: 15 }, TrackKind.locatingDeviceTest],
    ['SART text', { type: 14, mmsi: 970_201_001, text: 'SART ACTIVE' }, TrackKind.locatingDevice],
    ['SART test text', { type: 14, mmsi: 970_201_001, text: 'SART TEST' }, TrackKind.locatingDeviceTest],
    ['a buoy', { type: 21, mmsi: 992_011_001, ...at, name: 'BUOY' }, TrackKind.atonPhysical],
    [
      'a virtual aid',
      { type: 21, mmsi: 992_016_001, ...at, name: 'WRECK', virtual: true },
      TrackKind.atonVirtual,
    ],
    ['a helicopter by its number', { type: 1, mmsi: 111_201_001, ...at }, TrackKind.sarAircraft],
    ['a ship whose number was never set', { type: 1, mmsi: 111_111_111, ...at }, TrackKind.classA],
    ['a ship under a station’s number', { type: 3, mmsi: 1, ...at }, TrackKind.classA],
    ['a boat under an aid’s number', { type: 18, mmsi: 999_999_999, ...at }, TrackKind.classB],
    ['a station’s name', { type: 24, mmsi: 2_010_001, part: 'A', name: 'PORT' }, TrackKind.baseStation],
    ['long range', { type: 27, mmsi: 201_000_001, ...at }, TrackKind.unknown],
  ])('%s', (_, message, kind) => {
    expect(observe(message)).toMatchObject({ kind, mmsi: message.mmsi });
  });

  test('long range positions say so, aircraft their height', () => {
    expect(observe({ type: 27, mmsi: 201_000_001, ...at, sogKn: 10, cogDeg: 45 })).toMatchObject({
      longRange: true,
      sogKn: 10,
      cogDeg: 45,
    });
    expect(observe({ type: 9, mmsi: 111_201_001, ...at, altM: 300, sogKn: 120 })).toMatchObject({
      altM: 300,
      sogKn: 120,
    });
  });

  test('static data is identity, with what the message has', () => {
    expect(
      observe({
        type: 5,
        mmsi: 201_000_001,
        name: 'ADRIA',
        imo: 9_134_270,
        shipType: 70,
        draughtM: 6.5,
        destination: 'VLORE',
        eta: { month: 5, day: 2 },
        dimensions: { toBowM: 100, toSternM: 20, toPortM: 8, toStarboardM: 9 },
      }),
    ).toMatchObject({
      type: 'identity',
      kind: TrackKind.classA,
      identity: {
        name: 'ADRIA',
        imo: 9_134_270,
        shipType: 70,
        draughtM: 6.5,
        destination: 'VLORE',
        eta: { month: 5, day: 2 },
        dimensions: { toBowM: 100, toSternM: 20, toPortM: 8, toStarboardM: 9 },
      },
    });
    const partB = observe({
      type: 24,
      part: 'B',
      mmsi: 982_010_001,
      callSign: 'ZA1',
      mothershipMmsi: 201_000_001,
    });
    expect(partB).toMatchObject({ type: 'identity', kind: TrackKind.classB });
    expect(partB?.type === 'identity' && partB.identity).toStrictEqual({
      callSign: 'ZA1',
      mothershipMmsi: 201_000_001,
    });
    expect(observe({ type: 24, part: 'A', mmsi: 201_000_002, name: 'TENDER' })).toMatchObject({
      identity: { name: 'TENDER' },
    });
    expect(observe({ type: 24, part: 'A', mmsi: 201_000_002 })).toBeUndefined();
  });

  test('types 19 and 21 bring their names with the position', () => {
    expect(observe({ type: 19, mmsi: 201_000_003, ...at, name: 'YACHT', shipType: 36 })).toMatchObject({
      type: 'position',
      kind: TrackKind.classB,
      identity: { name: 'YACHT', shipType: 36 },
    });
    expect(
      observe({
        type: 21,
        mmsi: 992_011_001,
        ...at,
        name: 'A BUOY WITH A LONG NAME',
        aidType: 20,
        offPosition: true,
        utcSecond: 5,
      }),
    ).toMatchObject({
      type: 'position',
      identity: { name: 'A BUOY WITH A LONG NAME', shipType: 20, offPosition: true },
    });
    expect(observe({ type: 21, mmsi: 992_011_001, name: 'BUOY' })).toMatchObject({
      type: 'identity',
      identity: { name: 'BUOY' },
    });
  });

  test('a position that is not available is no observation, but a message', () => {
    const { observations, messages } = observeText(`${encodeAis({ type: 1, mmsi: 1 })}\n`);
    expect(observations).toEqual([]);
    expect(messages).toBe(1);
  });

  test('an active locating device without a position is heard all the same', () => {
    const { observations } = observeText(`${encodeAis({ type: 1, mmsi: 970_012_345, navStatus: 14 })}\n`);
    expect(observations).toMatchObject([
      { type: 'identity', mmsi: 970_012_345, kind: TrackKind.locatingDevice, identity: {} },
    ]);
  });

  test('faults go through, unfinished parts when the connection ends', () => {
    const [first] = encodeAis({ type: 5, mmsi: 1, name: 'X' });
    expect(observeText(`nonsense\n${first}\n`).faults.map(({ kind }) => kind)).toEqual([
      'not-a-sentence',
      'incomplete',
    ]);
  });
});

describe('when a report was true', () => {
  const position = (utcSecond: number | undefined): string =>
    encodeAis({ type: 1, mmsi: 1, ...at, utcSecond })[0] ?? '';
  const tagged = (timeMs: number, sentence: string): string =>
    `${withChecksum(`\\c:${timeMs}`)}\\${sentence}\n`;
  const observed = (text: string, frame: Partial<Frame> = {}): number =>
    (observeText(text, frame).observations[0]?.observedMs ?? 0) - NOW_MS;

  test.each<[string, number | undefined, number]>([
    ['no second', undefined, 0],
    ['this second', 30, 0],
    ['ten seconds ago', 20, -10_000],
    ['29 seconds ago', 1, -29_000],
    ['30 seconds ago or more is not believed', 0, 0],
    ['a second to come is of the minute before, and not believed', 31, 0],
    ['manual input', 61, 0],
    ['inoperative', 63, 0],
  ])('%s', (_, utcSecond, offsetMs) => {
    expect(observed(`${position(utcSecond)}\n`)).toBe(offsetMs);
  });

  test("the station's time, when it is near", () => {
    expect(observed(tagged(NOW_MS - 5000, position(undefined)))).toBe(-5000);
    expect(observed(tagged(NOW_MS - 5000, position(20)))).toBe(-10_000);
    expect(observed(tagged(NOW_MS - 3_600_000, position(undefined)))).toBe(-3_600_000);
  });

  test('not when it is years off, nor later than the receipt', () => {
    expect(observed(tagged(Date.UTC(2019, 7, 7), position(undefined)))).toBe(0);
    expect(observed(tagged(NOW_MS + 3_600_000, position(undefined)))).toBe(0);
    expect(observed(tagged(NOW_MS + 5000, position(undefined)))).toBe(0);
  });

  test('a recording played as if now is moved to now', () => {
    const recordedMs = Date.UTC(2019, 7, 7, 10, 0, 30);
    expect(
      observed(tagged(recordedMs - 4000, position(undefined)), { timeShiftMs: NOW_MS - recordedMs }),
    ).toBe(-4000);
  });
});
