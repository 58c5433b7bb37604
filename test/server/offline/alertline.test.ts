import { expect, it } from 'vitest';
import type { Condition, Happening, Party } from '../../../proto/domain/alert/alert.ts';
import type { TrackId } from '../../../proto/domain/ids.ts';
import { Nature, TrackKind } from '../../../proto/domain/observation.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import { alertLine } from '../../../server/offline/alertline.ts';

const party = (id: string, mmsi?: string): Party => ({
  ...{ trackId: id as TrackId, kind: TrackKind.classA, nature: Nature.recorded, feeds: [], distress: false },
  ...(mmsi !== undefined && { mmsi }),
});

const condition = (kind: Condition['kind'], parties: Party[]): Condition => ({
  ...{ key: `${kind}|x`, kind, priority: 'warning', parties, about: {}, evidence: [] },
  ...{ onsetMs: epochMs(1000), provedMs: epochMs(3000), rule: 'rendezvous.afterS' },
  ...{ measured: { value: 1260, unit: 's' }, threshold: { value: 1200, unit: 's' } },
});

it('says everything of the leading condition, and of the parts what tells them apart', () => {
  const happening: Happening = {
    ...{ id: '1-a1', priority: 'warning', onsetMs: epochMs(1000), raisedMs: epochMs(4000) },
    lead: condition('rendezvous', [party('1-1', '201000001'), party('1-2')]),
    parts: [condition('encounter', [party('1-1', '201000001'), party('1-3', '201000003')])],
  };
  const line = alertLine(happening);
  expect(line).toEqual({
    ...{ id: '1-a1', kind: 'rendezvous', priority: 'warning', trackIds: ['1-1', '1-2', '1-3'] },
    ...{ mmsis: ['201000001', '201000003'], onsetMs: 1000, raisedMs: 4000, provedMs: 3000 },
    ...{ rule: 'rendezvous.afterS', evidence: [] },
    ...{ measured: { value: 1260, unit: 's' }, threshold: { value: 1200, unit: 's' } },
    parts: [
      {
        ...{ kind: 'encounter', priority: 'warning', onsetMs: 1000, rule: 'rendezvous.afterS' },
        ...{ measured: { value: 1260, unit: 's' }, threshold: { value: 1200, unit: 's' } },
      },
    ],
  });
  const ended = alertLine({ ...happening, endedMs: epochMs(9000), ending: 'retracted', why: 'late' });
  expect(ended).toMatchObject({ clearedMs: 9000, ending: 'retracted', why: 'late' });
});
