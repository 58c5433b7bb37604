import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Frame } from '../../../../proto/domain/frame.ts';
import { feedId } from '../../../../proto/domain/ids.ts';
import { Nature, type UnitReplyState } from '../../../../proto/domain/observation.ts';
import type { Observation } from '../../../../proto/domain/observations.ts';
import { epochMs } from '../../../../proto/domain/units.ts';
import { CotDecoder } from '../../../../server/decode/cot/decoder.ts';
import { encodeCotXml } from '../../../../server/decode/cot/encodexml.ts';
import type { CotEvent } from '../../../../server/decode/cot/event.ts';
import { readOrder, replyEvent } from '../../../../server/decode/cot/orders.ts';
import type { UnitOrder } from '../../../../server/decode/decoder.ts';

const NOW = epochMs(1_764_000_000_000);
const frame = (bytes: Uint8Array): Frame => ({
  feedId: feedId('units'),
  nature: Nature.real,
  connection: 1,
  receivedMs: NOW,
  timeShiftMs: 0,
  bytes,
});

/** What a decoder makes of bytes: every event, and what it says to the picture. */
function read(bytes: Uint8Array): { events: CotEvent[]; observations: Observation[] } {
  const events: CotEvent[] = [];
  const observations: Observation[] = [];
  new CotDecoder((event) => events.push(event)).push(frame(bytes), {
    message: () => undefined,
    observation: (one) => observations.push(one),
    fault: (fault) => expect.fail(JSON.stringify(fault)),
    reply: () => undefined,
    cutOff: () => undefined,
  });
  return { events, observations };
}

const order: UnitOrder = {
  taskId: 'k3Qz',
  uid: 'SIM-XA-PV1',
  kind: 'patrol',
  text: 'Cover sector 2 & report <nothing else>',
  area: [
    [41.2, 19.1],
    [41.3, 19.1],
    [41.3, 19.3],
  ],
  from: 'Coordinator desk 1',
};

describe('orders to units', () => {
  test('what is told is what the unit reads', () => {
    const { events, observations } = read(new CotDecoder().order(order, NOW));
    expect(events).toHaveLength(1);
    expect(readOrder(events[0]!)).toEqual(order);
    // Our own words come back from servers: they are nobody's position.
    expect(observations).toEqual([]);
  });

  test('any order with any words', () => {
    const text = fc
      .string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 200 })
      .filter((one) => one.trim() === one);
    fc.assert(
      fc.property(
        text,
        fc.double({ min: -89, max: 89, noNaN: true, noDefaultInfinity: true }),
        fc.boolean(),
        (words, lat, cancelled) => {
          const said: UnitOrder = {
            ...{
              taskId: 'a1',
              uid: 'u',
              kind: 'goTo',
              text: words,
              lat: Math.round(lat * 1e6) / 1e6 + 0,
              lon: 19.5,
            },
            ...(cancelled && { cancelled: true }),
          };
          expect(readOrder(read(new CotDecoder().order(said, NOW)).events[0]!)).toEqual(said);
        },
      ),
    );
  });

  test.each<[UnitReplyState, string | undefined]>([
    ['acknowledged', undefined],
    ['willComply', undefined],
    ['cannot', 'engine'],
    ['done', undefined],
    ['failed', 'lost sight'],
  ])('a unit answers: %s', (state, text) => {
    const reply = {
      taskId: 'k3Qz',
      uid: 'SIM-XA-PV1',
      state,
      lat: 41,
      lon: 19,
      ...(text !== undefined && { text }),
    };
    const { observations } = read(Buffer.from(encodeCotXml(replyEvent(reply, NOW))));
    expect(observations).toEqual([
      {
        type: 'unitReply',
        feedId: 'units',
        nature: Nature.real,
        observedMs: NOW,
        receivedMs: NOW,
        ...{ uid: 'SIM-XA-PV1', taskId: 'k3Qz', state },
        ...(text !== undefined && { text }),
      },
    ]);
  });

  test('a reply to somebody else is none to us', () => {
    const event = replyEvent({ taskId: 'x', uid: 'u', state: 'done', lat: 1, lon: 1 }, NOW);
    const other = { ...event, detail: event.detail.slice(0, 1) };
    expect(read(Buffer.from(encodeCotXml(other))).observations).toEqual([]);
  });
});
