/** The query process itself makes files: locked down as it is, it writes within the record and nowhere else. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { seeded } from '../../../proto/domain/random.ts';
import type { Answer, Question } from '../../../proto/domain/record/questions.ts';
import { systemTimers } from '../../../server/feeds/timers.ts';
import { processEntry } from '../../../server/places.ts';
import type { ExportReply } from '../../../server/record/export/exportasked.ts';
import { QueryLink } from '../../../server/record/query/link.ts';
import { pastRoom, pointRow, sailed } from '../record/query/pastroom.ts';
import { ABOUT, DAY } from './exportroom.ts';

let past: Awaited<ReturnType<typeof pastRoom>>;
let link: QueryLink;
beforeEach(async () => {
  past = await pastRoom();
  const way = sailed(1, [
    [0, 41, 19],
    [10, 41.1, 19],
  ]);
  await past.write('points', way.map(pointRow));
  link = new QueryLink({
    entry: processEntry('query'),
    settings: { record: past.record },
    after: systemTimers.after,
    random: seeded(1),
  });
  link.start();
}, 60_000);
afterEach(async () => {
  await link.close();
  past.close();
});

it('answers an export with a file', async () => {
  const question = { ask: 'vessel', words: '1-1', ...DAY } as Question;
  const asked = await link.ask('question', { question, sights: 'whole' });
  if (!asked.ok) throw asked.fault;
  const answer = JSON.parse(asked.value.json) as Answer;
  for (const format of ['geojson', 'geoparquet', 'evidence'] as const) {
    const params = {
      question,
      askedFor: 'x',
      answer,
      format,
      sights: 'whole',
      about: ABOUT,
      isExercise: false,
    };
    const made = await link.ask('export', params);
    if (!made.ok) throw made.fault;
    const { file, rows, bytes } = JSON.parse(made.value.json) as ExportReply;
    expect(path.relative(past.record, file)).toMatch(/^query\/server\/export-/);
    expect(rows).toBe(11);
    expect(readFileSync(file)).toHaveLength(bytes);
  }
}, 60_000);
