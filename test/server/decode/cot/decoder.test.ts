import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { Nature, TrackKind } from '../../../../proto/domain/observation.ts';
import { CotDecoder } from '../../../../server/decode/cot/decoder.ts';
import { unitDetail } from '../../../../server/decode/cot/detail.ts';
import { encodeCotXml } from '../../../../server/decode/cot/encodexml.ts';
import { type CotEvent, element } from '../../../../server/decode/cot/event.ts';
import { encodeTak } from '../../../../server/decode/cot/tak.ts';
import { corpus } from '../corpus.ts';
import { decodeAll, frameOf, heard, NOON_MS } from '../heard.ts';

const BOAT: CotEvent = {
  uid: 'BOAT-1',
  type: 'a-f-S-X-L',
  how: 'm-g',
  timeMs: NOON_MS - 2000,
  startMs: NOON_MS - 2000,
  staleMs: NOON_MS + 58_000,
  lat: 40.5,
  lon: 19.25,
  haeM: 30,
  ceM: 4.5,
  detail: unitDetail({
    callSign: 'Delfin 2',
    team: 'Cyan',
    role: 'Team Member',
    speedMps: 10,
    courseDeg: 270,
  }),
};

/** An ATAK device's own report, as such devices write it. */
const ATAK = `<?xml version='1.0' encoding='UTF-8' standalone='yes'?>
<event version='2.0' uid='ANDROID-58' type='a-f-G-U-C' time='2026-03-01T11:59:58.5Z' start='2026-03-01T11:59:58.5Z' stale='2026-03-01T12:01:13.5Z' how='m-g'>
  <point lat='42.1' lon='19.4' hae='24.5' ce='9.9' le='9999999.0'/>
  <detail><takv os='29' version='4.5' device='SAMSUNG' platform='ATAK-CIV'/>
  <contact xmppUsername='' endpoint='*:-1:stcp' callsign='Patrol &amp; 7'/><uid Droid='P7'/>
  <precisionlocation altsrc='GPS' geopointsrc='GPS'/><__group role='Team Lead' name='Blue'/>
  <status battery='74'/><track course='361' speed='-1'/></detail></event>`;

const units = (said: { observations: readonly unknown[] }) => said.observations;

describe('friendly units', () => {
  test('a report with everything', () => {
    const said = decodeAll(new CotDecoder(), encodeCotXml(BOAT));
    expect(said.faults).toEqual([]);
    expect(said.messages).toBe(1);
    expect(units(said)).toEqual([
      {
        type: 'unit',
        feedId: 'f',
        nature: Nature.real,
        observedMs: NOON_MS - 2000,
        receivedMs: NOON_MS,
        uid: 'BOAT-1',
        kind: TrackKind.unitVessel,
        lat: 40.5,
        lon: 19.25,
        sigmaM: 4.5,
        altM: 30,
        callSign: 'Delfin 2',
        team: 'Cyan',
        // 10 m/s × 3600 / 1852
        sogKn: expect.closeTo(19.438_444_9, 6),
        cogDeg: 270,
        staleMs: NOON_MS + 58_000,
      },
    ]);
  });

  test('what a device writes, absent where it means nothing', () => {
    const [unit] = units(decodeAll(new CotDecoder(), ATAK));
    expect(unit).toMatchObject({
      callSign: 'Patrol & 7',
      team: 'Blue',
      kind: TrackKind.unitFoot,
      altM: 24.5,
    });
    expect(unit).not.toHaveProperty('sogKn');
    expect(unit).not.toHaveProperty('cogDeg');
    expect(unit).not.toHaveProperty('distress');
  });

  test.each([
    ['a-f-S', TrackKind.unitVessel],
    ['a-f-U-S', TrackKind.unitVessel],
    ['a-f-A-M-H', TrackKind.unitAircraft],
    ['a-f-G-E-V-C', TrackKind.unitVehicle],
    ['a-f-G-E-S', TrackKind.unitVehicle],
    ['a-f-G-U-C-I', TrackKind.unitFoot],
    ['a-f-G', TrackKind.unitFoot],
    ['a-f-F', TrackKind.unitFoot],
  ])('%s is of kind %d', (type, kind) => {
    expect(units(decodeAll(new CotDecoder(), encodeCotXml({ ...BOAT, type })))).toMatchObject([{ kind }]);
  });

  test.each([
    'a-f-G-I-U',
    'a-f-P',
    'a-f-Garbage',
    'a-u-S',
    'a-h-G',
    'a-n-A',
    'b-m-p-s-m',
    'u-d-f',
    't-x-c-t',
  ])('%s is a message and no unit of ours', (type) => {
    const said = decodeAll(new CotDecoder(), encodeCotXml({ ...BOAT, type }));
    expect([said.messages, said.observations, said.faults]).toEqual([1, [], []]);
  });

  test.each([
    [{ how: 'm-s' }, Nature.synthetic],
    [{ opex: 'e-Ionian Shield' }, Nature.synthetic],
    [{ opex: 's-x' }, Nature.synthetic],
    [{ opex: 'o-Real' }, Nature.real],
    [{ how: 'h-e' }, Nature.real],
  ])('%j is of nature %d', (more, nature) => {
    expect(units(decodeAll(new CotDecoder(), encodeCotXml({ ...BOAT, ...more })))).toMatchObject([
      { nature },
    ]);
  });

  test('a clock that is wrong is not believed, and what it holds for is kept', () => {
    const far = { timeMs: NOON_MS + 3_600_000, staleMs: NOON_MS + 3_660_000 };
    expect(units(decodeAll(new CotDecoder(), encodeCotXml({ ...BOAT, ...far })))).toMatchObject([
      { observedMs: NOON_MS, staleMs: NOON_MS + 60_000 },
    ]);
  });
});

describe('the distress button', () => {
  const alarm: CotEvent = {
    ...BOAT,
    uid: 'BOAT-1-9-1-1',
    type: 'b-a-o-tbl',
    how: 'h-e',
    detail: [
      element('link', { uid: 'BOAT-1', type: 'a-f-S-X-L', relation: 'p-p' }),
      element('contact', { callsign: 'Delfin 2-Alert' }),
      element('emergency', { type: '911 Alert' }, 'Delfin 2'),
    ],
  };
  const over: CotEvent = {
    ...alarm,
    type: 'b-a-o-can',
    lat: 0,
    lon: 0,
    detail: [element('emergency', { cancel: 'true' }, 'Delfin 2')],
  };

  test('an alarm of its own is the unit’s, and so is its end', () => {
    const said = decodeAll(new CotDecoder(), encodeCotXml(BOAT), encodeCotXml(alarm), encodeCotXml(over));
    const same = { uid: 'BOAT-1', kind: TrackKind.unitVessel, callSign: 'Delfin 2', lat: 40.5, lon: 19.25 };
    expect(units(said)).toMatchObject([same, { ...same, distress: true }, { ...same, distress: false }]);
  });

  test('of a unit never heard of', () => {
    expect(units(decodeAll(new CotDecoder(), encodeCotXml(alarm)))).toMatchObject([
      { uid: 'BOAT-1', kind: TrackKind.unitVessel, callSign: 'Delfin 2', distress: true, lat: 40.5 },
    ]);
  });

  test('an alarm whose end names only itself', () => {
    const named = { ...alarm, uid: 'any-alarm' };
    const said = decodeAll(
      new CotDecoder(),
      encodeCotXml(named),
      encodeCotXml({ ...over, uid: 'any-alarm' }),
    );
    expect(units(said)).toMatchObject([
      { uid: 'BOAT-1', distress: true },
      { uid: 'BOAT-1', distress: false },
    ]);
  });

  test('within the unit’s own report', () => {
    const pressed = { ...BOAT, detail: unitDetail({ callSign: 'Delfin 2', emergency: '911 Alert' }) };
    expect(units(decodeAll(new CotDecoder(), encodeCotXml(pressed)))).toMatchObject([{ distress: true }]);
  });

  test('a fence that was crossed is no distress', () => {
    const fence = { ...alarm, type: 'b-a-g', detail: [element('emergency', { type: 'Geo-fence Breached' })] };
    expect(units(decodeAll(new CotDecoder(), encodeCotXml(fence)))).toEqual([]);
  });
});

describe('streams and datagrams', () => {
  const xml = encodeCotXml(BOAT);
  const bytes = Buffer.concat([
    Buffer.from(xml),
    Buffer.from(xml.replace(/^.*\n/, '')),
    Buffer.from('\r\n'),
    encodeTak(BOAT, 'stream'),
    Buffer.from(ATAK),
    encodeTak(BOAT, 'mesh'),
    encodeTak({ ...BOAT, uid: 'last' }, 'stream'),
  ]);
  const whole = decodeAll(new CotDecoder(), bytes);

  test('XML and TAK protocol in one stream', () => {
    expect(whole.faults).toEqual([]);
    expect(units(whole)).toMatchObject([
      { uid: 'BOAT-1' },
      { uid: 'BOAT-1' },
      { uid: 'BOAT-1', sogKn: expect.closeTo(19.438_444_9, 6), altM: 30, sigmaM: 4.5 },
      { uid: 'ANDROID-58' },
      { uid: 'BOAT-1' },
      { uid: 'last' },
    ]);
  });

  test('split at every byte, and into single bytes', () => {
    for (let cut = 1; cut < bytes.length; cut++) {
      const said = decodeAll(new CotDecoder(), bytes.subarray(0, cut), bytes.subarray(cut));
      expect(said.observations.length).toBe(whole.observations.length);
      expect(said.faults).toEqual([]);
    }
    const single = decodeAll(new CotDecoder(), ...Array.from(bytes, (byte) => Uint8Array.of(byte)));
    expect(single.observations).toEqual(whole.observations);
    expect(single.faults).toEqual([]);
  });

  test.each([
    ['XML', Buffer.from(xml)],
    ['mesh', encodeTak(BOAT, 'mesh')],
  ])('a datagram of %s; half of one is a fault and harms not the next', (_, datagram) => {
    const said = heard();
    const decoder = new CotDecoder();
    decoder.push(frameOf(datagram.subarray(0, datagram.length / 2), { datagram: true }), said.sink);
    expect(said.faults).toMatchObject([{ kind: 'incomplete' }]);
    decoder.push(frameOf(datagram, { datagram: true }), said.sink);
    expect(said.observations).toHaveLength(1);
    expect(said.cut).toEqual([]);
  });

  test('connections do not mix', () => {
    const [said, decoder] = [heard(), new CotDecoder()];
    for (let at = 0; at < xml.length; at += 50)
      for (const connection of [1, 2, 3])
        decoder.push(frameOf(xml.slice(at, at + 50), { connection }), said.sink);
    expect(said.observations).toHaveLength(3);
    expect(said.faults).toEqual([]);
  });
});

describe('published examples', () => {
  const folder = corpus('sensors/tak');
  test.skipIf(folder === undefined)('are all read without a fault', () => {
    const files = readdirSync(folder!).filter((name) => name.endsWith('.cot'));
    expect(files.length).toBeGreaterThanOrEqual(12);
    const seen: CotEvent[] = [];
    const said = decodeAll(
      new CotDecoder((event) => seen.push(event)),
      ...files.map((name) => readFileSync(path.join(folder!, name))),
    );
    expect([said.faults, said.observations, said.cut]).toEqual([[], [], []]);
    expect(said.messages).toBe(files.length);
    expect(seen.map(({ type }) => type)).toContain('b-m-r');
    // and written anew in either form they say the same
    for (const event of seen) {
      const again: CotEvent[] = [];
      decodeAll(new CotDecoder((one) => again.push(one)), encodeCotXml(event), encodeTak(event, 'stream'));
      expect(again[0]).toEqual(event);
      const sorted = (one: CotEvent) => [...one.detail].sort((a, b) => a.name.localeCompare(b.name));
      expect(sorted(again[1]!)).toEqual(sorted(event));
    }
  });
});
