import { describe, expect, test } from 'vitest';
import { encodeAis, withChecksum } from '../../../../server/decode/ais/encode.ts';
import { emptySummary, isFault } from '../../../../server/decode/ais/lines.ts';
import { decodeNmeaToJson } from '../../../../server/decode/nmea/json.ts';
import {
  encodeDsc,
  encodeDse,
  encodeHdt,
  encodeRmc,
  encodeTtm,
} from '../../../../server/decode/nmea/sentences/write.ts';
import { encodeRequest } from '../../../../server/decode/nmea/sentences/writetransponder.ts';
import { clock, NOW_MS } from './decoding.ts';

async function* once(lines: readonly string[]) {
  yield Buffer.from(`${lines.join('\r\n')}\r\n`, 'latin1');
}

/** As a reader of the command's output gets them. */
async function linesOf(...lines: string[]) {
  const summary = emptySummary();
  const decoded: Record<string, unknown>[] = [];
  const faults: string[] = [];
  for await (const line of decodeNmeaToJson(once(lines), summary))
    if (isFault(line)) faults.push(line.fault);
    else decoded.push(JSON.parse(JSON.stringify(line)));
  return { decoded, faults, summary };
}

describe('sentences as JSON', () => {
  test('a relative target with its place, its motion and its time', async () => {
    const { decoded, summary } = await linesOf(
      encodeRmc({ lat: 0, lon: 19, ...clock(NOW_MS), sogKn: 0, cogDeg: 0 }),
      encodeHdt({ headingDeg: 80 }),
      encodeTtm({
        targetNumber: 3,
        rangeM: 11_112,
        bearingDeg: 10,
        bearingReference: 'relative',
        speedKn: 5,
        courseDeg: 100,
        ...clock(NOW_MS - 500),
      }),
    );
    expect(decoded[2]).toMatchObject({
      sentence: 'TTM',
      talker: 'RA',
      targetNumber: 3,
      rangeM: 11_112,
      bearingDeg: 10,
      bearingReference: 'relative',
      azimuthDeg: 90,
      sogKn: 5,
      cogDeg: 100,
      status: 'tracking',
      timeMs: NOW_MS - 500,
    });
    // along the equator, 6,378,137 m of radius
    expect(decoded[2]?.lat).toBeCloseTo(0, 9);
    expect(decoded[2]?.lon).toBeCloseTo(19 + (11_112 / 6_378_137) * (180 / Math.PI), 7);
    expect(decoded[2]).not.toHaveProperty('name');
    expect(summary).toMatchObject({ messages: 3, types: { RMC: 1, HDT: 1, TTM: 1 }, faults: {} });
  });

  test('without own ship a target has no place, without a date no time', async () => {
    const { decoded } = await linesOf(encodeTtm({ targetNumber: 3, rangeM: 1000, bearingDeg: 10 }));
    expect(decoded[0]).not.toHaveProperty('lat');
    expect(decoded[0]).not.toHaveProperty('timeMs');
  });

  test('calls: nine digits, what the call is, the expanded position', async () => {
    const place = { lat: 41.123456, lon: -19.5 };
    const { decoded } = await linesOf(
      encodeDsc({
        format: 'allShips',
        mmsi: 2_470_001,
        category: 'distress',
        firstTelecommand: 'distress alert relay',
        distressMmsi: 247_123_456,
        ...place,
      }),
      encodeDse({ mmsi: 2_470_001, ...place }),
    );
    expect(decoded[0]).toMatchObject({ mmsi: '002470001', distressMmsi: '247123456', call: 'relay' });
    expect(decoded[1]?.lat).toBeCloseTo(41.123456, 5);
    expect(decoded[1]?.lon).toBeCloseTo(-19.5, 5);
  });

  test('what a transponder is asked to send, and what its application says', async () => {
    // 25 people on board: thirteen bits 0000000011001, three spare (IMO SN/Circ.236, FI 40)
    const [request = ''] = encodeRequest({
      ...{ sentence: 'BBM', talker: 'AI', sequence: 1, channel: 'A', messageType: 8 },
      ...{ dac: 1, fi: 40, data: '00c8', dataBits: 16 },
    });
    const { decoded, summary } = await linesOf(request, '$AIABK,219012679,B,12,1,0*1D');
    expect(decoded).toMatchObject([
      { sentence: 'BBM', data: '00c8', application: { application: 'personsOnBoard', personsOnBoard: 25 } },
      { sentence: 'ABK', mmsi: '219012679', outcome: 'received' },
    ]);
    expect(summary.types).toEqual({ BBM: 1, ABK: 1 });
  });

  test('AIS stays as it is; unknown sentences and wrong fields are faults', async () => {
    const { decoded, faults } = await linesOf(
      ...encodeAis({ type: 1, mmsi: 2_010_001, lat: 41, lon: 19 }),
      withChecksum('$IIMTW,16.8,C'),
      withChecksum('$HEHDT,400.0,T'),
    );
    expect(decoded).toMatchObject([{ type: 1, mmsi: '002010001', talker: 'AI' }]);
    expect(faults).toEqual(['unsupported', 'format']);
  });
});
