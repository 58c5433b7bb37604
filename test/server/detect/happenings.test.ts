import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Condition, Priority } from '../../../proto/domain/alert/alert.ts';
import type { AlertKind } from '../../../proto/domain/alert/kinds.table.ts';
import { trackId } from '../../../proto/domain/ids.ts';
import { Nature, TrackKind } from '../../../proto/domain/observation.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import { Conditions } from '../../../server/detect/conditions.ts';
import { Happenings } from '../../../server/detect/happenings.ts';

const MINUTE = 60_000;

const condition = (
  kind: AlertKind,
  track: number,
  priority: Priority,
  ms: number,
  more: Partial<Condition> = {},
): Condition => ({
  key: `${kind}|track/${track}`,
  kind,
  priority,
  parties: [
    {
      trackId: trackId(1, track),
      kind: TrackKind.classA,
      nature: Nature.synthetic,
      feeds: [],
      distress: priority === 'emergency',
    },
  ],
  about: {},
  onsetMs: epochMs(ms),
  provedMs: epochMs(ms),
  rule: 'x.y',
  measured: { value: 1, unit: 'count' },
  threshold: { value: 0, unit: 'count' },
  evidence: [],
  ...more,
});

function desk() {
  const happenings = new Happenings(7);
  const conditions = new Conditions(happenings);
  const at = (ms: number): void => {
    happenings.nowMs = ms;
  };
  const raise = (one: Condition, ms: number, holdsMs?: number): void => {
    at(ms);
    conditions.raise(one, holdsMs, false, ms);
  };
  const end = (key: string, ms: number, ending: 'cleared' | 'retracted' = 'cleared', why?: string): void => {
    at(ms);
    conditions.end(key, ending, why);
  };
  return { happenings, conditions, raise, end };
}

describe('one alert for one happening', () => {
  test('what belongs together is one, led by the most urgent', () => {
    const { happenings, raise } = desk();
    raise(condition('suddenTurn', 1, 'caution', 0), 0);
    raise(condition('uTurn', 1, 'warning', MINUTE), MINUTE);
    raise(condition('uTurn', 2, 'warning', MINUTE), MINUTE);
    const [first, second, ...more] = happenings.drain();
    expect(more).toEqual([]);
    expect(first).toMatchObject({ id: '7-a1', priority: 'warning', onsetMs: 0, lead: { kind: 'uTurn' } });
    expect(first!.parts.map(({ kind }) => kind)).toEqual(['suddenTurn']);
    expect(second!.id).toBe('7-a2');
  });

  test('a distress neither hides in another alert nor takes one in', () => {
    const { happenings, raise } = desk();
    raise(condition('possibleDistress', 1, 'warning', 0), 0);
    raise(condition('distress', 1, 'emergency', 0), 0);
    raise(condition('notUnderCommand', 1, 'caution', MINUTE), MINUTE);
    expect(happenings.drain().map(({ lead, parts }) => [lead.kind, parts.length])).toEqual([
      ['possibleDistress', 1],
      ['distress', 0],
    ]);
  });

  test('it is over with its last condition, and the same again soon is the same', () => {
    const { happenings, raise, end } = desk();
    raise(condition('loitering', 1, 'caution', 0), 0);
    raise(condition('drifting', 1, 'caution', 0), 0);
    end('loitering|track/1', MINUTE);
    expect(happenings.drain()[0]!.endedMs).toBeUndefined();
    end('drifting|track/1', 2 * MINUTE);
    expect(happenings.drain()[0]).toMatchObject({ id: '7-a1', endedMs: 2 * MINUTE, ending: 'cleared' });
    raise(condition('loitering', 1, 'caution', 20 * MINUTE), 20 * MINUTE);
    const [again] = happenings.drain();
    expect(again!.id).toBe('7-a1');
    expect(again!.endedMs).toBeUndefined();
    end('loitering|track/1', 21 * MINUTE);
    raise(condition('loitering', 1, 'caution', 60 * MINUTE), 60 * MINUTE);
    expect(happenings.drain().map(({ id }) => id)).toEqual(['7-a1', '7-a2']);
  });

  test('late data take it back, and say why', () => {
    const { happenings, raise, end } = desk();
    raise(condition('silence', 1, 'warning', 0), 0);
    end('silence|track/1', MINUTE, 'retracted', 'heardLate');
    expect(happenings.drain()[0]).toMatchObject({ ending: 'retracted', why: 'heardLate' });
  });

  test('what holds for a time is over by itself, and a value that goes on changing is told seldom', () => {
    const { happenings, conditions, raise } = desk();
    for (let s = 0; s <= 60; s++)
      raise(condition('uTurn', 1, 'caution', 0, { measured: { value: s, unit: 'deg' } }), s * 1000, MINUTE);
    const told = happenings.drain();
    expect(told).toHaveLength(1);
    expect(told[0]!.lead.measured.value).toBe(60);
    raise(condition('uTurn', 1, 'caution', 0, { measured: { value: 61, unit: 'deg' } }), 61_000, MINUTE);
    expect(happenings.drain()).toEqual([]);
    happenings.nowMs = 121_000;
    conditions.tick(121_000);
    expect(happenings.drain()[0]!.endedMs).toBe(121_000);
    expect(conditions.size).toBe(0);
  });

  test('whatever comes, nothing that holds is without its happening, and priority is that of the most urgent', () => {
    const kinds = ['loitering', 'drifting', 'uTurn', 'silence', 'distress'] as const;
    const priorities = { silence: 'warning', distress: 'emergency' } as Record<string, Priority>;
    const step = fc.record({
      kind: fc.constantFrom(...kinds),
      track: fc.integer({ min: 1, max: 4 }),
      isOver: fc.boolean(),
      after: fc.integer({ min: 0, max: 40 * MINUTE }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { happenings, raise, end } = desk();
        const holding = new Map<string, Condition>();
        const latest = new Map<string, ReturnType<typeof happenings.drain>[number]>();
        let ms = 0;
        for (const { kind, track, isOver, after } of steps) {
          ms += after;
          const one = condition(kind, track, priorities[kind] ?? 'caution', ms);
          if (isOver) {
            end(one.key, ms);
            holding.delete(one.key);
          } else {
            raise(one, ms);
            holding.set(one.key, one);
          }
          for (const happening of happenings.drain()) latest.set(happening.id, happening);
          const open = [...latest.values()].filter(({ endedMs }) => endedMs === undefined);
          for (const key of holding.keys())
            expect(
              open.filter(({ lead, parts }) => [lead, ...parts].some((part) => part.key === key)),
            ).toHaveLength(1);
          for (const { lead, parts, priority } of open) {
            expect(priority).toBe(lead.priority);
            const isEmergency = lead.priority === 'emergency';
            expect(parts.every((part) => (part.priority === 'emergency') === isEmergency)).toBe(true);
          }
        }
      }),
    );
  });
});
