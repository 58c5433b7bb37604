/** What a client is told of the records, step by step, against all of them decided anew. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { agencyId } from '../../../proto/domain/operations/agency.ts';
import type { AnyVersion, RecordKind } from '../../../proto/domain/operations/record.ts';
import type { Access } from '../../../server/access/access.ts';
import type { Asker } from '../../../server/access/asker.ts';
import { type RecordsSource, RecordViews } from '../../../server/publish/recordviews.ts';
import * as border from '../operations/border.ts';

const asker: Asker = {
  name: 'Jo',
  agency: agencyId('xa'),
  roles: ['operator'],
  how: 'session',
  credential: 's',
};

/** Records whose name begins with a lower-case letter are seen; `reveal` shows the others too. */
function room() {
  const all = new Map<string, AnyVersion>();
  const log: AnyVersion[] = [];
  const counted = { decisions: 0, accessRevision: 1, reveals: false };
  const records: RecordsSource = {
    get revision() {
      return log.length;
    },
    get: () => undefined,
    list: (<K extends RecordKind>(kind: K) =>
      kind === 'sector' ? [...all.values()] : []) as RecordsSource['list'],
    changedSince: (revision) => log.slice(revision),
  };
  const access = {
    get revision() {
      return counted.accessRevision;
    },
    decide(_asker, _action, object) {
      counted.decisions += 1;
      const isSeen = counted.reveals || (object.kind === 'record' && /^[a-z]/.test(object.id));
      return { verdict: isSeen ? 'yes' : 'no', rule: 'test' };
    },
  } as Pick<Access, 'revision' | 'decide'> as Access;
  const put = (id: string, removed = false): void => {
    const version = (all.get(id)?.version ?? 0) + 1;
    const one: AnyVersion = {
      ...{ kind: 'sector', id, version, event: 'changed', atMs: border.at(0), by: 'p', byName: 'P' },
      ...{ value: border.sector(border.box(41, 19, 42, 20)), revision: log.length + 1 },
      ...(removed && { removed: true }),
    };
    if (removed) all.delete(id);
    else all.set(id, one);
    log.push(one);
  };
  return { views: new RecordViews(access, records), put, all, counted };
}

it('one who goes on from any answer comes to what one who begins anew is told', () => {
  const deed = fc.record({
    id: fc.constantFrom('a', 'b', 'c', 'D', 'E'),
    what: fc.constantFrom('put', 'remove', 'reveal', 'hide', 'ask'),
  });
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 40 }), (deeds) => {
      const { views, put, all, counted } = room();
      const held = new Map<string, AnyVersion>();
      let at = { revision: 0, access: '' };
      const ask = (): void => {
        const answer = views.answer(asker, at.revision, at.access);
        if (answer.whole) held.clear();
        for (const one of answer.records) held.set(`${one.kind}/${one.id}`, one);
        for (const name of answer.gone) held.delete(name);
        at = answer;
      };
      for (const { id, what } of deeds) {
        if (what === 'put' || (what === 'remove' && all.has(id))) put(id, what === 'remove');
        else if (what === 'ask') ask();
        else if (what !== 'remove') {
          counted.reveals = what === 'reveal';
          counted.accessRevision += 1;
        }
      }
      ask();
      const seen = [...all.values()].filter(({ id }) => counted.reveals || /^[a-z]/.test(id));
      expect([...held.values()].sort(byId)).toEqual(seen.sort(byId));
    }),
  );
});

const byId = (a: AnyVersion, b: AnyVersion): number => (a.id < b.id ? -1 : 1);

it('a change is decided about alone, however much there is, and what is hidden is not told', () => {
  const { views, put, counted } = room();
  for (let i = 0; i < 1000; i += 1) put(`s${i}`);
  const first = views.answer(asker, 0, '');
  expect([first.records.length, counted.decisions]).toEqual([1000, 1000]);
  put('s7');
  put('HIDDEN');
  counted.decisions = 0;
  const next = views.answer(asker, first.revision, first.access);
  expect(next).toMatchObject({ whole: false, records: [{ id: 's7', version: 2 }], gone: [] });
  expect(counted.decisions).toBe(2);
  expect(views.answer({ ...asker, agency: agencyId('xb') }, next.revision, next.access).whole).toBe(true);
});

it('who stood too far back is told everything anew', () => {
  const { views, put } = room();
  put('a');
  const first = views.answer(asker, 0, '');
  for (let i = 0; i < 600; i += 1) {
    put('a');
    views.answer(asker, 0, '');
  }
  expect(views.answer(asker, first.revision, first.access).whole).toBe(true);
});
