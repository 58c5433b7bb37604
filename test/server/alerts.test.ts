/** The watch as the server joins it: bytes' observations in, alerts on the disk, rescue centres told, marks on tracks. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pino from 'pino';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Condition } from '../../proto/domain/alert/alert.ts';
import { feedId, mmsi } from '../../proto/domain/ids.ts';
import { TrackKind } from '../../proto/domain/observation.ts';
import { TrackStateBits } from '../../proto/domain/track.ts';
import { epochMs } from '../../proto/domain/units.ts';
import { openAlerts, openWatch } from '../../server/alerts.ts';
import { readConfig } from '../../server/config.ts';
import { openDecisions } from '../../server/decisions.ts';
import { manualClock } from '../manualclock.ts';
import { condition, found } from './operations/alerts/found.ts';
import { report } from './publish/ships.ts';

const START_MS = Date.UTC(2026, 4, 1, 6);
const log = pino({ level: 'silent' });
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'watchfloor-alerts-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function opened(epoch: number) {
  const read = readConfig(['--data', folder, '--port', '0', '--demo'], {});
  if ('faults' in read) throw new Error(read.text);
  const { config } = read;
  const clock = manualClock(START_MS + epoch * 60_000);
  const watch = openWatch({ config, clock, epoch, feeds: () => [], log });
  const decisions = openDecisions({ config, clock });
  const alerts = openAlerts({ watch, decisions, clock, findings: async () => [], log });
  return {
    ...{ watch, decisions, alerts },
    second() {
      clock.advance(1000);
      return alerts.moveOn(clock.nowMs());
    },
    hear(number: number) {
      const said = report({ mmsi: number, lat: 41, lon: 18.5, sogKn: 0 }, clock.nowMs());
      watch.hear({
        ...said,
        ...{
          feedId: feedId('ais-albania'),
          kind: TrackKind.locatingDevice,
          navStatus: 14,
          mmsi: mmsi(number),
        },
      });
    },
    async close() {
      await alerts.close();
      decisions.close();
    },
  };
}

it('a cry for help is an emergency within a second, told to the rescue centre, marked, and there after a restart', async () => {
  const first = opened(1);
  first.second();
  first.hear(970_012_345);
  first.second();
  const cries = () => [...first.alerts.book.list()].filter(({ priority }) => priority === 'emergency');
  expect(cries()).toMatchObject([
    {
      state: 'unacknowledged',
      lead: { kind: 'distress' },
      rescue: [{ agency: 'xa-coast-guard' }, { agency: 'xb-rescue' }],
    },
  ]);
  const [{ id, lead }] = cries() as [ReturnType<typeof cries>[number]];
  const { picture } = first.watch;
  const slot = picture.slotOf(lead.parties[0]!.trackId)!;
  expect(picture.columns.state[slot]! & TrackStateBits.alarmed).not.toBe(0);
  const [told] = first.decisions.audit.find({ action: 'distressTold' });
  expect(told).toMatchObject({ kind: 'track', id: lead.parties[0]!.trackId });
  const stages = Object.fromEntries(first.alerts.stages().map(({ name, counts }) => [name, counts]));
  expect(stages).toMatchObject({ detect: { conditions: 1 }, alerts: { emergency: 1, unsaved: 0 } });
  await first.close();
  const second = opened(2);
  expect(second.alerts.book.now(id)).toMatchObject({ state: 'unacknowledged', priority: 'emergency' });
  // Heard again under a track of this run, it is the same alert.
  second.second();
  second.hear(970_012_345);
  second.second();
  const now = [...second.alerts.book.list()].filter(({ priority }) => priority === 'emergency');
  expect(now.map((alert) => alert.id)).toEqual([id]);
  expect(second.decisions.audit.find({ action: 'distressTold' })).toHaveLength(1);
  await second.close();
});

it('a happening that cannot be taken loses no other of its second', async () => {
  const { watch, alerts, second, close } = opened(1);
  second();
  const of = (name: string, value: unknown) => {
    const lead = condition(name, { measured: { value, unit: 'm' } as Condition['measured'] });
    return found(name, lead);
  };
  // A number that no JSON has is nothing that a detector may say.
  const happenings = ['1', '2', '3', '4', '5'].map((name) => of(name, name === '2' ? 1n : 1));
  vi.spyOn(watch.run, 'drain').mockReturnValueOnce(happenings);
  second();
  expect([...alerts.book.list()].map(({ id }) => id)).toEqual(['1-a1', '1-a3', '1-a4', '1-a5']);
  expect(alerts.book.counts).toMatchObject({ warning: 4, unsaved: 0 });
  await close();
});

it('what the plans lack becomes an alert about the record that lacks it', async () => {
  const { watch, alerts, second, close, decisions } = opened(1);
  const sector = decisions.records.list('sector')[0]!.id;
  watch.lacking([
    { kind: 'sector', id: sector, fromMs: epochMs(START_MS), untilMs: epochMs(START_MS + 3_600_000) },
  ]);
  for (let i = 0; i < 330; i += 1) second();
  expect([...alerts.book.list()].map(({ lead }) => [lead.kind, lead.about])).toEqual([
    ['sectorUncovered', { sectorId: sector }],
  ]);
  await close();
});
