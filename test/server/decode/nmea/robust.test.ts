import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { between, seeded } from '../../../../proto/domain/random.ts';
import { encodeAis, withChecksum } from '../../../../server/decode/ais/encode.ts';
import {
  encodeDsc,
  encodeDse,
  encodeGga,
  encodeHdt,
  encodeOsd,
  encodeRmc,
  encodeTlb,
  encodeTll,
  encodeTtm,
} from '../../../../server/decode/nmea/sentences/write.ts';
import { clock, Feed, NOW_MS } from './decoding.ts';

const PLACE = { lat: 41, lon: 19 };
const STREAM = [
  encodeRmc({ ...PLACE, ...clock(NOW_MS), sogKn: 10, cogDeg: 20 }),
  encodeHdt({ headingDeg: 20 }),
  encodeOsd({ headingDeg: 20 }),
  encodeGga({ ...PLACE, ...clock(NOW_MS) }),
  encodeTlb({ labels: [{ targetNumber: 1, label: 'A' }] }),
  encodeTtm({
    targetNumber: 1,
    rangeM: 5000,
    bearingDeg: 10,
    bearingReference: 'relative',
    speedKn: 3,
    courseDeg: 4,
    ...clock(NOW_MS),
  }),
  encodeTll({ targetNumber: 2, ...PLACE, ...clock(NOW_MS) }),
  ...encodeAis({ type: 1, mmsi: 201_000_001, ...PLACE }),
  encodeDsc({ format: 'distress', mmsi: 201_000_001, category: 'distress', ...PLACE }),
  encodeDse({ mmsi: 201_000_001, ...PLACE }),
  '!RATTD,01,01,1,177KQJ5000G?tO`K>RA1wUbN0TKH,0*41',
];
const BYTES = Buffer.from(`${STREAM.join('\r\n')}\r\n`, 'latin1');

describe('bytes as they come', () => {
  test('the same observations wherever the bytes are split', () => {
    const whole = new Feed().hear(BYTES);
    expect(whole.faults.length).toBeLessThanOrEqual(1);
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: BYTES.length - 1 }), { maxLength: 8 }), (cuts) => {
        const feed = new Feed();
        let from = 0;
        for (const cut of [...cuts.sort((a, b) => a - b), BYTES.length]) {
          feed.hear(BYTES.subarray(from, cut));
          from = cut;
        }
        expect(feed.observations).toEqual(whole.observations);
      }),
      { numRuns: 50 },
    );
  });

  test('fields of anything, with a right checksum: a sentence or a fault, never a throw', () => {
    const field = fc.oneof(
      fc.constantFrom(
        '',
        'T',
        'R',
        'N',
        'K',
        'E',
        'A',
        'V',
        '12',
        '00',
        '9999999999',
        '3647.422',
        '-1',
        '1e9',
        '^2C',
        '99.99',
      ),
      fc.string({ unit: 'binary-ascii', maxLength: 12 }).map((text) => text.replace(/[\r\n*]/g, '')),
    );
    const kinds = [
      'TTM',
      'TLL',
      'TLB',
      'TTD',
      'OSD',
      'RSD',
      'RMC',
      'GGA',
      'GLL',
      'VTG',
      'VHW',
      'HDT',
      'THS',
      'HDG',
      'ZDA',
      'DSC',
      'DSE',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.array(field, { maxLength: 18 }), (kind, fields) => {
        const feed = new Feed().hear([withChecksum(`$RA${kind},${fields.join(',')}`)]);
        expect(feed.messages + feed.faults.length).toBeGreaterThan(0);
        for (const { place } of feed.plots)
          for (const value of Object.values(place))
            if (typeof value === 'number') expect(Number.isFinite(value)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

const SIZE = process.env.WATCHFLOOR_LONG === undefined ? 300_000 : 10_000_000;

describe(`${SIZE} mutated bytes`, () => {
  test('no throw, and what is whole between garbage is decoded', () => {
    const random = seeded(7);
    const feed = new Feed();
    let whole = 0;
    for (let sent = 0; sent < SIZE; sent += BYTES.length) {
      const bytes = Buffer.from(BYTES);
      const hits = Math.floor(between(random, 0, 12));
      for (let i = 0; i < hits; i++) bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      // a line end sets the reader right, whatever the last garbage was
      feed.hear(Buffer.concat([bytes, Buffer.from('\r\n')]));
      if (hits === 0) whole++;
      feed.observations.length = Math.min(feed.observations.length, 0);
      feed.faults.length = 0;
    }
    expect(whole).toBeGreaterThan(10);
    const before = feed.messages;
    feed.hear(BYTES);
    expect(feed.messages - before).toBeGreaterThanOrEqual(STREAM.length - 1);
    expect(feed.plots.length).toBeGreaterThan(0);
    expect(feed.distresses).toHaveLength(2);
  }, 120_000);
});
