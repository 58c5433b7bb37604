import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seeded } from '../../../../proto/domain/random.ts';
import { epochMs } from '../../../../proto/domain/units.ts';
import { CotDecoder, MAX_EVENT_MS, MAX_HELD_BYTES } from '../../../../server/decode/cot/decoder.ts';
import { encodeCotXml } from '../../../../server/decode/cot/encodexml.ts';
import { type CotEvent, element, type XmlElement } from '../../../../server/decode/cot/event.ts';
import { MAX_EVENT_BYTES } from '../../../../server/decode/cot/framing.ts';
import { encodeTak } from '../../../../server/decode/cot/tak.ts';
import { MAX_DEPTH } from '../../../../server/decode/cot/xml.ts';
import { decodeAll, frameOf, heard, NOON_MS } from '../heard.ts';

const LONG = process.env.WATCHFLOOR_LONG === '1';

const unit = (uid: string): CotEvent => ({
  uid,
  type: 'a-f-S',
  how: 'm-g',
  timeMs: NOON_MS,
  startMs: NOON_MS,
  staleMs: NOON_MS + 60_000,
  lat: 41,
  lon: 19,
  detail: [element('contact', { callsign: uid }), element('track', { speed: '5.5', course: '90' })],
});
const good = encodeCotXml(unit('good'));
const withDetail = (inner: string) => good.replace('<detail>', `<detail>${inner}`);

describe('XML that no honest sender writes', () => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE event [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>`;
  const outside = '<!DOCTYPE event [<!ENTITY x SYSTEM "file:///etc/passwd">]>';
  const parameter = '<!DOCTYPE event SYSTEM "http://127.0.0.1:9/evil.dtd">';
  test.each([
    ['entities of entities', `${bomb}<event uid="&b;"/>`],
    ['an external entity', `${outside}<event uid="&x;"/>`],
    ['an external document type', `${parameter}<event/>`],
    ['a document type within', withDetail('<!DOCTYPE x []>')],
  ])('%s: cut off, and nothing is read of it', (_, xml) => {
    const said = decodeAll(new CotDecoder(), xml);
    expect(said.cut).toMatchObject([{ connection: 1, reason: expect.stringContaining('document type') }]);
    expect(said.faults[0]).toMatchObject({ kind: 'protocol' });
    expect(said.observations).toEqual([]);
  });

  test('entities other than the five of XML are a fault, never text', () => {
    const said = decodeAll(new CotDecoder(), good.replace('"good"', '"&evil;"'), good);
    expect(said.faults).toMatchObject([{ kind: 'format' }]);
    expect(said.observations).toMatchObject([{ uid: 'good' }]);
  });

  test('too deep: cut off as soon as it is', () => {
    const deep = withDetail('<a>'.repeat(MAX_DEPTH));
    const said = decodeAll(new CotDecoder(), deep);
    expect(said.cut[0]?.reason).toContain(`${MAX_DEPTH} elements`);
    // the event and its detail are two of them
    const shallow = MAX_DEPTH - 2;
    const fine = withDetail(`${'<a>'.repeat(shallow)}${'</a>'.repeat(shallow)}`);
    expect(decodeAll(new CotDecoder(), fine)).toMatchObject({ cut: [], faults: [] });
  });

  test('an attribute too long, an event too long: cut off, little is kept', () => {
    const attribute = decodeAll(new CotDecoder(), withDetail(`<a b="${'x'.repeat(70_000)}"/>`));
    expect(attribute.cut[0]?.reason).toContain('an attribute of more than 65536 bytes');
    const event = decodeAll(new CotDecoder(), withDetail('<remarks>'), Buffer.alloc(MAX_EVENT_BYTES, 0x61));
    expect(event.cut[0]?.reason).toContain('an event of more than 262144 bytes');
    const large = withDetail(`<remarks>${'y'.repeat(200_000)}</remarks>`);
    expect(decodeAll(new CotDecoder(), large)).toMatchObject({ cut: [], faults: [], messages: 1 });
  });

  test('a TAK length of gigabytes: cut off at its header', () => {
    const said = decodeAll(new CotDecoder(), Uint8Array.of(0xbf, 0xff, 0xff, 0xff, 0xff, 0x7f), good);
    expect(said.cut).toHaveLength(1);
    expect(said.observations).toMatchObject([{ uid: 'good' }]);
  });

  test('end tags, comments and CDATA inside do not end an event', () => {
    const tricky = withDetail('<remarks><!-- </event> --><![CDATA[</event>]]></remarks><a b="</b>".../>');
    const fine = withDetail(`<remarks><!-- </event> --><![CDATA[</event>]]></remarks><a b='/>"'/>`);
    expect(decodeAll(new CotDecoder(), fine)).toMatchObject({ messages: 1, faults: [] });
    expect(decodeAll(new CotDecoder(), tricky, good).observations).toMatchObject([{ uid: 'good' }]);
  });
});

describe('peers that harm only themselves', () => {
  test('one that never finishes is cut off; one that is slow and finishes in time is not', () => {
    const [said, decoder] = [heard(), new CotDecoder()];
    decoder.push(frameOf(good.slice(0, 100), { connection: 1 }), said.sink);
    decoder.push(frameOf(good.slice(0, 100), { connection: 2 }), said.sink);
    decoder.tick(epochMs(NOON_MS + MAX_EVENT_MS), said.sink);
    expect(said.cut).toEqual([]);
    decoder.push(
      frameOf(good.slice(100, 120), { connection: 1, receivedMs: epochMs(NOON_MS + 29_000) }),
      said.sink,
    );
    decoder.push(
      frameOf(good.slice(100), { connection: 2, receivedMs: epochMs(NOON_MS + 29_000) }),
      said.sink,
    );
    decoder.tick(epochMs(NOON_MS + MAX_EVENT_MS + 1), said.sink);
    expect(said.cut).toEqual([{ connection: 1, reason: 'an event not finished in 30 s' }]);
    expect(said.observations).toHaveLength(1);
  });

  test('one that always has something unfinished, but each soon finished, stays', () => {
    const [said, decoder] = [heard(), new CotDecoder()];
    for (let second = 0; second < 100; second++) {
      const receivedMs = epochMs(NOON_MS + second * 1000);
      decoder.push(
        frameOf(second === 0 ? good.slice(0, 99) : good.slice(99) + good.slice(0, 99), { receivedMs }),
        said.sink,
      );
      decoder.tick(receivedMs, said.sink);
    }
    expect(said.cut).toEqual([]);
    expect(said.observations).toHaveLength(99);
  });

  test('more than can be held, all holding back much: the oldest are cut off, the rest is served', () => {
    const [said, decoder] = [heard(), new CotDecoder()];
    const start = withDetail(`<remarks>${'z'.repeat(100_000)}`);
    const half = start.slice(0, start.indexOf('</remarks>') < 0 ? 100_000 : undefined);
    const served = Math.floor(MAX_HELD_BYTES / half.length);
    const peers = served + 150;
    for (let connection = 1; connection <= peers; connection++)
      decoder.push(frameOf(half, { connection }), said.sink);
    expect(said.cut.length).toBe(peers - served);
    expect(said.cut[0]).toMatchObject({ connection: 1, reason: expect.stringContaining('too many') });
    decoder.push(frameOf(good, { connection: peers + 1 }), said.sink);
    expect(said.observations).toHaveLength(1);
  });

  test('megabytes of header bytes and of opening brackets take no time', () => {
    for (const byte of [0xbf, 0x3c, 0x41, 0x0a]) {
      const said = decodeAll(new CotDecoder(), Buffer.alloc(2_000_000, byte), good);
      expect(said.observations).toMatchObject([{ uid: 'good' }]);
    }
  });
});

describe('property', () => {
  const text = fc
    .string({ unit: 'binary', maxLength: 20 })
    .map((one) => one.replace(/[^\P{C}\t\n]|[\ufffe\uffff]/gu, ''));
  const name = fc.stringMatching(/^[a-z_][a-z0-9_.-]{0,8}$/);
  const anyElement: fc.Arbitrary<XmlElement> = fc
    .record({ name, attributes: fc.dictionary(name, text, { maxKeys: 4 }), text })
    .map(({ attributes, ...rest }) => ({
      ...rest,
      attributes: { ...attributes },
      text: rest.text.trim() === '' ? '' : rest.text,
      children: [],
    }));
  const known = fc.constantFrom(
    element('contact', { callsign: 'A', endpoint: '*:-1:stcp' }),
    element('__group', { name: 'Red', role: 'Medic' }),
    element('track', { speed: '0', course: '359.5' }),
    element('status', { battery: '0' }),
    element('status', { readiness: 'true' }),
    element('takv', { device: 'd', platform: 'p', os: '1', version: '2' }),
    element('precisionlocation', { altsrc: '???' }),
  );
  const time = fc.integer({ min: 0, max: 4e12 });
  const anyEvent: fc.Arbitrary<CotEvent> = fc
    .record(
      {
        uid: text.filter((one) => one !== ''),
        type: fc.constantFrom('a-f-S', 'b-m-r', 'u-d-f'),
        how: fc.constantFrom('m-g', 'h-e'),
        timeMs: time,
        startMs: time,
        staleMs: time,
        lat: fc.double({ min: -90, max: 90, noNaN: true }),
        lon: fc.double({ min: -180, max: 180, noNaN: true }),
        haeM: fc.double({ min: -500, max: 50_000, noNaN: true }),
        ceM: fc.double({ min: 0, max: 9999, noNaN: true }),
        leM: fc.double({ min: 0, max: 9999, noNaN: true }),
        opex: fc.constant('e-Spring'),
        detail: fc.array(fc.oneof(known, anyElement), { maxLength: 5 }),
      },
      { requiredKeys: ['uid', 'type', 'how', 'timeMs', 'startMs', 'staleMs', 'lat', 'lon', 'detail'] },
    )
    // minus zero is written as zero
    .map((event) => ({ ...event, lat: event.lat + 0, lon: event.lon + 0 }));
  const plain = (event: CotEvent) =>
    JSON.parse(
      JSON.stringify({ ...event, detail: event.detail.map((one) => JSON.stringify(sorted(one))).sort() }),
    );
  const sorted = ({ name, attributes, text }: XmlElement) => [name, Object.entries(attributes).sort(), text];
  const back = (bytes: Uint8Array | string) => {
    const seen: CotEvent[] = [];
    const said = decodeAll(new CotDecoder((event) => seen.push(event)), bytes);
    expect(said.faults).toEqual([]);
    return seen;
  };

  test('what is written as XML or TAK is read again', () => {
    fc.assert(
      fc.property(anyEvent, (event) => {
        expect(back(encodeCotXml(event)).map(plain)).toEqual([plain(event)]);
        expect(back(encodeTak(event, 'stream')).map(plain)).toEqual([plain(event)]);
        expect(back(encodeTak(event, 'mesh')).map(plain)).toEqual([plain(event)]);
      }),
      { numRuns: LONG ? 5000 : 300 },
    );
  });
});

describe('mutated bytes', () => {
  test(`no throw, no stall, and what is whole between garbage is read`, { timeout: 120_000 }, () => {
    const random = seeded(LONG ? 11 : 7);
    const pick = (limit: number) => Math.floor(random() * limit);
    const target = LONG ? 10_000_000 : 1_000_000;
    const decoder = new CotDecoder();
    const said = heard();
    let bytes = 0;
    const untouched = new Set<string>();
    for (let n = 0; bytes < target; n++) {
      const event = unit(`U${n}`);
      const clean = [
        () => Buffer.from(encodeCotXml(event)),
        () => Buffer.from(encodeTak(event, 'stream')),
        () => Buffer.from(encodeTak(event, 'mesh')),
      ][pick(3)]!();
      const dirty = random() < 0.5;
      let piece: Buffer = clean;
      if (dirty) {
        for (let i = 0; i < 4; i++) piece[pick(piece.length)] = pick(256);
        if (random() < 0.3) piece = piece.subarray(0, pick(piece.length));
        if (random() < 0.3)
          piece = Buffer.concat([piece, Buffer.from(Array.from({ length: pick(200) }, () => pick(256)))]);
      } else untouched.add(event.uid);
      bytes += piece.length;
      decoder.push(frameOf(piece), said.sink);
    }
    decoder.close(1, said.sink);
    for (const one of said.observations) if (one.type === 'unit') untouched.delete(one.uid);
    expect(said.faults.length).toBeGreaterThan(0);
    expect(untouched.size / said.observations.length).toBeLessThan(0.025);
  });
});

describe('texts of a unit', () => {
  const attribute = (name: string, text: string) =>
    good.replace(new RegExp(`${name}="[^"]*"`), `${name}="${text}"`);

  test('a uid beyond all measure is refused', () => {
    const said = decodeAll(new CotDecoder(), attribute('uid', 'u'.repeat(257)));
    expect(said.observations).toEqual([]);
    expect(said.faults).toMatchObject([{ kind: 'schema', detail: 'a uid of more than 256 characters' }]);
  });

  test('what cannot be seen is shown as such, and what is too long is shortened', () => {
    const said = decodeAll(new CotDecoder(), attribute('callsign', `a\u202e&#9;b${'c'.repeat(1000)}`));
    expect(said.observations).toMatchObject([{ callSign: `a..b${'c'.repeat(252)}` }]);
  });
});
