import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { feedId, type TrackId, trackId } from '../../../proto/domain/ids.ts';
import type { ManualObservation } from '../../../proto/domain/manual.ts';
import { Nature } from '../../../proto/domain/observation.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import { CONTACT_ENDS_MS } from '../../../server/operations/contactbook.ts';
import { Contacts, MAX_CONTACTS } from '../../../server/operations/contacts.ts';
import { JournalError } from '../../../server/operations/journal.ts';
import type { Outcome } from '../../../server/operations/outcome.ts';
import { type ManualClock, manualClock } from '../../manualclock.ts';
import { reportOf, WATCH } from './reports.ts';

const START_MS = 1_760_000_000_000;
const TRACK = trackId(3, 17);
let folder: string;
let file: string;
let clock: ManualClock;
const all: Contacts[] = [];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'watchfloor-contacts-'));
  file = path.join(folder, 'contacts.jsonl');
  clock = manualClock(START_MS);
});
afterEach(async () => {
  for (const contacts of all.splice(0)) await contacts.close();
  rmSync(folder, { recursive: true });
});

async function opened(knows: (trackId: TrackId) => boolean = () => true) {
  const heard: ManualObservation[] = [];
  const associations: [string, TrackId][] = [];
  const contacts = await Contacts.open({
    file,
    clock,
    feedOf: (agency) => feedId(`people/${agency}`),
    nature: Nature.real,
    emit: (observation) => heard.push(observation),
    associate: (contactId, track) => {
      if (!knows(track)) return false;
      associations.push([contactId, track]);
      return true;
    },
  });
  all.push(contacts);
  return { contacts, heard, associations };
}

function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.fault.what);
  return outcome.value;
}
const kindOf = (outcome: Outcome<unknown>): string => (outcome.ok ? 'done' : outcome.fault.kind);

describe('a contact', () => {
  it('is heard by the picture when it is on the disk', async () => {
    const { contacts, heard } = await opened();
    const observedMs = epochMs(START_MS - 120_000);
    const { id } = value(await contacts.report(reportOf(), WATCH, observedMs));
    expect(readFileSync(file, 'utf8')).toContain(`"id":"${id}"`);
    expect(heard).toEqual([
      {
        type: 'manual',
        feedId: 'people/xa-coast-guard',
        nature: Nature.real,
        observedMs,
        receivedMs: START_MS,
        contactId: id,
        report: reportOf(),
      },
    ]);
    expect(contacts.list()).toMatchObject([{ id, observedMs, receivedMs: START_MS }]);
  });

  it('is updated and withdrawn under its id', async () => {
    const { contacts, heard } = await opened();
    const { id } = value(await contacts.report(reportOf(), WATCH));
    clock.advance(60_000);
    value(await contacts.update(id, reportOf({ cogDeg: 180 }), WATCH));
    expect(contacts.get(id)).toMatchObject({ report: { cogDeg: 180 }, observedMs: START_MS + 60_000 });
    value(await contacts.withdraw(id, WATCH));
    expect(contacts.list()).toEqual([]);
    expect(heard.map((one) => [one.contactId, one.withdrawn ?? false])).toEqual([
      [id, false],
      [id, false],
      [id, true],
    ]);
    expect(kindOf(await contacts.update(id, reportOf(), WATCH))).toBe('unknown');
    expect(kindOf(await contacts.withdraw(id, WATCH))).toBe('unknown');
  });

  it('becomes a track by a decision, once', async () => {
    const { contacts, associations } = await opened((track) => track === TRACK);
    const { id } = value(await contacts.report(reportOf(), WATCH));
    expect(kindOf(await contacts.associate(id, trackId(3, 1), WATCH))).toBe('refused');
    expect(contacts.get(id)?.associatedWith).toBeUndefined();
    value(await contacts.associate(id, TRACK, WATCH));
    expect(associations).toEqual([[id, TRACK]]);
    expect(contacts.get(id)?.associatedWith).toBe(TRACK);
    expect(kindOf(await contacts.associate(id, TRACK, WATCH))).toBe('refused');
    expect(kindOf(await contacts.update(id, reportOf(), WATCH))).toBe('refused');
    value(await contacts.withdraw(id, WATCH));
  });

  it('has a time that can be', async () => {
    const { contacts } = await opened();
    const at = async (ms: number): Promise<string> =>
      kindOf(await contacts.report(reportOf(), WATCH, epochMs(ms)));
    expect(await at(START_MS + 60_001)).toBe('invalid');
    expect(await at(START_MS - CONTACT_ENDS_MS)).toBe('invalid');
    expect(await at(START_MS - CONTACT_ENDS_MS + 1)).toBe('done');
    expect(await at(START_MS + 59_000)).toBe('done');
    // A person's clock that is ahead is no reason to be ahead of the picture.
    expect(contacts.list()[1]?.observedMs).toBe(START_MS);
  });

  it('ends by its age', async () => {
    const { contacts } = await opened();
    const { id } = value(await contacts.report(reportOf(), WATCH));
    clock.advance(CONTACT_ENDS_MS - 1);
    expect(contacts.get(id)).toBeDefined();
    clock.advance(1);
    expect(contacts.get(id)).toBeUndefined();
  });

  it('is one of a thousand at most', async () => {
    const { contacts } = await opened();
    const reports = Array.from({ length: MAX_CONTACTS }, () => reportOf());
    for (let i = 0; i < reports.length; i += 50) {
      await Promise.all(reports.slice(i, i + 50).map((report) => contacts.report(report, WATCH)));
    }
    expect(contacts.list()).toHaveLength(MAX_CONTACTS);
    expect(kindOf(await contacts.report(reportOf(), WATCH))).toBe('refused');
    value(await contacts.withdraw('m1', WATCH));
    expect(kindOf(await contacts.report(reportOf(), WATCH))).toBe('done');
  });

  it('is not taken when too much waits for the disk', async () => {
    const { contacts } = await opened();
    const outcomes = await Promise.all(Array.from({ length: 150 }, () => contacts.report(reportOf(), WATCH)));
    expect(outcomes.filter((one) => kindOf(one) === 'busy')).toHaveLength(50);
    expect(kindOf(await contacts.report(reportOf(), WATCH))).toBe('done');
  });

  it('is not heard when it cannot be kept', async () => {
    const { contacts, heard } = await opened();
    await contacts.close();
    expect(kindOf(await contacts.report(reportOf(), WATCH))).toBe('storage');
    expect(heard).toEqual([]);
    expect(contacts.list()).toEqual([]);
  });
});

describe('after a restart', () => {
  it('what is alive is there again, and heard again; ids are not used twice', async () => {
    const first = await opened();
    const [kept, gone, found] = await Promise.all(
      [0, 1, 2].map(() => first.contacts.report(reportOf(), WATCH)),
    );
    value(await first.contacts.update(value(kept!).id, reportOf({ count: 3 }), WATCH));
    value(await first.contacts.withdraw(value(gone!).id, WATCH));
    value(await first.contacts.associate(value(found!).id, TRACK, WATCH));
    await first.contacts.close();
    clock.advance(1000);
    const second = await opened();
    expect(second.contacts.list()).toMatchObject([{ id: 'm1', report: { count: 3 }, receivedMs: START_MS }]);
    expect(second.heard).toMatchObject([{ contactId: 'm1', receivedMs: START_MS }]);
    expect(value(await second.contacts.report(reportOf(), WATCH)).id).toBe('m4');
  });

  it('what is over is not heard', async () => {
    const first = await opened();
    value(await first.contacts.report(reportOf(), WATCH));
    await first.contacts.close();
    clock.advance(CONTACT_ENDS_MS);
    const second = await opened();
    expect(second.heard).toEqual([]);
    expect(value(await second.contacts.report(reportOf(), WATCH)).id).toBe('m2');
  });

  it('nothing is from the future, though the clock was set back', async () => {
    const first = await opened();
    value(await first.contacts.report(reportOf(), WATCH));
    await first.contacts.close();
    clock = manualClock(START_MS - 3_600_000);
    const second = await opened();
    expect(second.heard).toMatchObject([
      { observedMs: START_MS - 3_600_000, receivedMs: START_MS - 3_600_000 },
    ]);
  });

  it('damaged lines are counted, the others read', async () => {
    const first = await opened();
    value(await first.contacts.report(reportOf(), WATCH));
    await first.contacts.close();
    appendFileSync(file, '{"v":1,"what":"reported","id":"m9"}\nnonsense\n');
    const second = await opened();
    expect(second.contacts.damagedLines).toBe(2);
    expect(second.contacts.list()).toHaveLength(1);
  });

  it('a file of a newer version is refused', async () => {
    appendFileSync(file, '{"v":3,"what":"reported"}\n');
    await expect(opened()).rejects.toThrow(JournalError);
  });

  it('is as before, whatever was done', async () => {
    const step = fc.record({
      do: fc.constantFrom('report', 'update', 'withdraw', 'associate', 'reopen'),
      id: fc.integer({ min: 1, max: 6 }).map((n) => `m${n}`),
      waitMs: fc.constantFrom(0, 1000, CONTACT_ENDS_MS / 3),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 15 }), async (steps) => {
        rmSync(file, { force: true });
        let { contacts } = await opened();
        for (const { do: what, id, waitMs } of steps) {
          clock.advance(waitMs);
          if (what === 'report') await contacts.report(reportOf(), WATCH);
          if (what === 'update') await contacts.update(id, reportOf({ count: 2 }), WATCH);
          if (what === 'withdraw') await contacts.withdraw(id, WATCH);
          if (what === 'associate') await contacts.associate(id, TRACK, WATCH);
          if (what !== 'reopen') continue;
          const before = contacts.list().filter((one) => one.associatedWith === undefined);
          await contacts.close();
          const again = await opened();
          expect(again.contacts.list()).toEqual(before);
          expect(again.heard.map((one) => one.contactId)).toEqual(before.map((one) => one.id));
          contacts = again.contacts;
        }
        await contacts.close();
      }),
      { numRuns: 30 },
    );
  });
});
