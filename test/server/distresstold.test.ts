import { expect, it } from 'vitest';
import { feedId, mmsi } from '../../proto/domain/ids.ts';
import { Nature } from '../../proto/domain/observation.ts';
import { TrackStateBits } from '../../proto/domain/track.ts';
import { epochMs } from '../../proto/domain/units.ts';
import { DistressTold } from '../../server/distresstold.ts';
import type { AuditEntry } from '../../server/operations/audit/entry.ts';
import type { RecordsView } from '../../server/operations/kind.ts';
import { done, notDone } from '../../server/operations/outcome.ts';
import { TestPicture, track } from './publish/testpicture.ts';

it('writes down once a track that it was told, and again where the disk failed', async () => {
  const picture = new TestPicture();
  const entries: AuditEntry[] = [];
  let isFull = true;
  const audit = {
    async record(entry: AuditEntry) {
      if (isFull) return notDone('storage', 'the disk is full', 'audit', 'make room');
      entries.push(entry);
      return done(undefined);
    },
  };
  const agencies = [
    { id: 'xa-coast-guard', value: { rescueCentre: true } },
    { id: 'xa-customs', value: {} },
  ];
  const records = { get: () => undefined, list: () => agencies } as unknown as RecordsView;
  const told = new DistressTold(picture as never, audit, records);
  const inDistress = picture.appear(0, track({ state: TrackStateBits.distress }));
  picture.appear(1, track({}));
  const atMs = epochMs(1_760_000_000_000);
  picture.distress = [
    {
      mmsi: mmsi(247_000_001),
      nature: Nature.real,
      by: 'dsc',
      firstMs: atMs,
      lastMs: atMs,
      feeds: [feedId('one')],
    },
  ];
  told.tick();
  await Promise.resolve();
  isFull = false;
  for (const _ of [1, 2, 3]) {
    told.tick();
    await Promise.resolve();
  }
  expect(entries).toMatchObject([
    {
      action: 'distressTold',
      object: { kind: 'track', id: inDistress },
      details: { to: ['xa-coast-guard'] },
    },
    { object: { kind: 'distressCall', id: `247000001-${atMs}` } },
  ]);
});
