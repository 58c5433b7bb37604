/** A small archive, asked and taken away. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Answer, ExportFormat, Question } from '../../../proto/domain/record/questions.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import { exporting } from '../../../server/exports/exporting.ts';
import type { ExportParams, ExportReply } from '../../../server/record/export/exportasked.ts';
import type { Sights } from '../../../server/record/query/sights.ts';
import { HOUR, pastRoom, T0 } from '../record/query/pastroom.ts';

export const ABOUT = {
  ...{ site: 'Durrës', version: '1.2.3', by: 'Ana Hoxha', agency: 'coast guard' },
  ...{ purpose: 'case 12', madeMs: T0 + 10 * HOUR },
};
export const DAY = { fromMs: epochMs(T0), untilMs: epochMs(T0 + 24 * HOUR) };

export async function exportRoom() {
  const past = await pastRoom();
  let files = 0;
  const taken = async (
    question: Question,
    format: ExportFormat,
    more: Partial<ExportParams> = {},
    sights: Sights = 'whole',
  ) => {
    const { engine, sources } = await past.opened();
    const answer = more.answer ?? (await past.asked<Answer>('question', { question, sights }));
    files += 1;
    const folder = path.join(past.record, 'query', 'test', `made${files}`);
    const all = await sources.past();
    const params: ExportParams = {
      ...{ question, askedFor: 'who was there', answer, format, sights, about: ABOUT, isExercise: false },
      ...more,
    };
    try {
      const { json } = await exporting({ record: past.record, folder })(
        { line: engine.lines[1]!, past: all, tell: () => {} },
        params,
      );
      const reply = JSON.parse(json) as ExportReply;
      return { ...reply, bytesOf: readFileSync(reply.file), text: readFileSync(reply.file, 'utf8'), folder };
    } finally {
      all.release();
    }
  };
  const { record, write, opened, close } = past;
  return { record, write, opened, close, taken };
}
