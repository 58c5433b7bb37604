import { describe, expect, test } from 'vitest';
import type { Frame } from '../../../../proto/domain/frame.ts';
import { distanceM } from '../../../../proto/domain/geo.ts';
import { feedId } from '../../../../proto/domain/ids.ts';
import { Nature } from '../../../../proto/domain/observation.ts';
import type { Observation } from '../../../../proto/domain/observations.ts';
import { degrees, epochMs } from '../../../../proto/domain/units.ts';
import { CotDecoder } from '../../../../server/decode/cot/decoder.ts';
import type { UnitOrder } from '../../../../server/decode/decoder.ts';
import { legsOver } from '../../../../server/simulate/forces/legs.ts';
import { createSimulation, type Simulation } from '../../../../server/simulate/simulation.ts';
import { southernAdriatic } from '../demonstrationscenario.ts';

const START = epochMs(Date.UTC(2026, 4, 12, 9, 0, 0));
const FEED = 'units';

/** The world with a decoder on the units' feed: orders go in, what units say comes out. */
function centre(seed: number) {
  const simulation: Simulation = createSimulation(southernAdriatic(), seed, START);
  const decoder = new CotDecoder();
  const heard: Observation[] = [];
  let nowMs = START;
  const frame = (bytes: Uint8Array): Frame => ({
    feedId: feedId(FEED),
    nature: Nature.synthetic,
    connection: 1,
    receivedMs: epochMs(nowMs),
    timeShiftMs: 0,
    bytes,
  });
  return {
    heard,
    tell: (order: UnitOrder) => simulation.receive(FEED, 1, decoder.order(order, epochMs(nowMs))),
    advance(seconds: number) {
      for (let s = 0; s < seconds; s += 10) {
        nowMs = epochMs(nowMs + 10_000);
        simulation.advance(epochMs(nowMs), (feed, bytes) => {
          if (feed !== FEED) return;
          decoder.push(frame(bytes), {
            message: () => undefined,
            observation: (one) => heard.push(one),
            fault: (fault) => expect.fail(JSON.stringify(fault)),
            reply: () => undefined,
            cutOff: () => undefined,
          });
        });
      }
    },
    where: (uid: string) => heard.findLast((one) => one.type === 'unit' && one.uid === uid),
    answers: (taskId: string) =>
      heard.filter((one) => one.type === 'unitReply').filter((one) => one.taskId === taskId),
  };
}

describe('units in the simulation', () => {
  test('a patrol vessel says that it has read, will comply, goes there and is done', () => {
    const { tell, advance, where, answers } = centre(1);
    advance(20);
    const from = where('SIM-XA-PV1');
    if (from?.type !== 'unit') throw new Error('the vessel said nothing');
    const to = { lat: degrees(from.lat + 0.03), lon: degrees(from.lon - 0.05) };
    expect(tell({ taskId: 't1', uid: 'SIM-XA-PV1', kind: 'goTo', text: 'go there', ...to })).toBe(true);
    advance(60);
    expect(answers('t1').map(({ state }) => state)).toEqual(['acknowledged', 'willComply']);
    // The whole coast is simulated with it: no longer than it takes.
    for (let min = 0; min < 60 && answers('t1').length < 3; min += 1) advance(60);
    expect(answers('t1').map(({ state }) => state)).toEqual(['acknowledged', 'willComply', 'done']);
    const there = where('SIM-XA-PV1');
    expect(there?.type === 'unit' && distanceM(there, to)).toBeLessThan(1500);
  });

  test('a foot team takes orders by voice only, and says so', () => {
    const { tell, advance, answers } = centre(1);
    advance(20);
    tell({ taskId: 't2', uid: 'SIM-XA-FT1', kind: 'goTo', text: 'go there', lat: 42.04, lon: 19.35 });
    advance(60);
    expect(answers('t2').map(({ state, text }) => [state, text])).toEqual([
      ['acknowledged', undefined],
      ['cannot', 'takes orders by voice only'],
    ]);
  });

  test('who is not there hears nothing; what is no order is nothing', () => {
    const { tell, advance } = centre(1);
    advance(20);
    expect(tell({ taskId: 't3', uid: 'NOBODY', kind: 'goTo', text: '' })).toBe(false);
  });
});

describe('legs over an area', () => {
  test('lie along its longer way, to and fro, and within it', () => {
    const area = [
      [41, 19],
      [41, 19.4],
      [41.1, 19.4],
      [41.1, 19],
    ] as const;
    const legs = legsOver(area, 3700);
    expect(legs).toHaveLength(6);
    expect(legs.map(({ lon }) => (lon < 19.2 ? 'w' : 'e')).join('')).toBe('weewwe');
    for (const { lat, lon } of legs) {
      expect(lat).toBeGreaterThan(41);
      expect(lat).toBeLessThan(41.1);
      expect(lon).toBeGreaterThan(19);
      expect(lon).toBeLessThan(19.4);
    }
  });

  test('a line is no area', () => {
    expect(
      legsOver(
        [
          [41, 19],
          [41, 20],
        ],
        1000,
      ),
    ).toEqual([]);
  });
});
