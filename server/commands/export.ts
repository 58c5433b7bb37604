/** `watchfloor export`: an answer of the archive, or the bytes of a feed, as a file. */
import { constants, copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Alert } from '../../proto/domain/alert/alert.ts';
import {
  type Answer,
  EXPORT_FORMATS,
  type ExportFormat,
  type Question,
} from '../../proto/domain/record/questions.ts';
import { systemClock } from '../clock.ts';
import { SYNTHETIC } from '../exports/exported.ts';
import { exporting } from '../exports/exporting.ts';
import { writtenLater } from '../exports/filesink.ts';
import { writeOriginals } from '../exports/originals.ts';
import { productVersion } from '../places.ts';
import { alertsAnswer } from '../publish/archive/alertsanswer.ts';
import {
  EXPORT_CONTENTS,
  type ExportContent,
  type ExportParams,
  type ExportReply,
} from '../record/export/exportasked.ts';
import type { Asked } from '../record/query/asks.ts';
import { Engine } from '../record/query/engine.ts';
import { faultOf } from '../record/query/fault.ts';
import { answerQuestion } from '../record/query/question.ts';
import { Sources } from '../record/query/sources.ts';
import { answerTold, type ToldReply } from '../record/query/told.ts';
import { recordedFrames } from '../record/recordedframes.ts';
import { checkedQuestion, recordsIn } from './asking.ts';
import { type Command, EXIT, usage } from './command.ts';

export const exportCommand: Command = {
  name: 'export',
  summary: 'an answer of the archive, or the bytes of a feed, as a file',
  help: `watchfloor export [--data DIR | --record DIR] --format ${EXPORT_FORMATS.join('|')} --purpose WHY --out FILE QUESTION
watchfloor export [--data DIR | --record DIR] --originals [--feed NAME] --from T --until T --purpose WHY --out FILE

For people at the machine itself: it asks no policy and writes to no log but the file’s own; who may not see the record’s
files cannot read them. docs/exchange.md says what each format holds and what it leaves out.
  QUESTION     as JSON, as watchfloor query reads it
  --content    of csv: rows (the table, as it is), or points (of the tracks that were found, all in the time asked for)
  --originals  lines that were received, with a tag block where they do not say when; T as 2026-07-01T05:00:00Z
  --purpose    why; it stands in the file, where the format has a place for it
  --exercise   synthetic data may go: the receiver is part of the exercise. Always so of a demonstration's record
  --out        the file; it must not be there. Of synthetic data its name begins with ${SYNTHETIC}
A JSON object goes to stdout: file, rows, bytes, sha256. Exit 0 when it was written, 1 when it was not, 2 for wrong usage.
`,
  async run(args) {
    let parsed: ReturnType<typeof readArguments>;
    try {
      parsed = readArguments(args);
    } catch (error) {
      return usage('export', error instanceof Error ? error.message : String(error));
    }
    const asked = checked(parsed);
    if (typeof asked === 'string') return usage('export', asked);
    try {
      const made = await (asked.originals ? takeOriginals(asked, asked.originals) : takeAnswer(asked));
      process.stdout.write(`${JSON.stringify(made)}\n`);
      return EXIT.ok;
    } catch (error) {
      process.stderr.write(`watchfloor export: ${faultOf(error).message}.\n`);
      return EXIT.nothingUsable;
    }
  },
};

const readArguments = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    options: {
      ...{ data: { type: 'string' }, record: { type: 'string' }, format: { type: 'string' } },
      ...{ content: { type: 'string' }, purpose: { type: 'string' }, out: { type: 'string' } },
      ...{ originals: { type: 'boolean' }, feed: { type: 'string' }, exercise: { type: 'boolean' } },
      ...{ from: { type: 'string' }, until: { type: 'string' } },
    },
    allowPositionals: true,
  });

interface Asking {
  readonly record: string;
  readonly out: string;
  readonly purpose: string;
  readonly isExercise: boolean;
  readonly format: ExportFormat;
  readonly content?: ExportContent;
  readonly question?: Question;
  readonly originals?: { readonly feed?: string; readonly fromMs: number; readonly untilMs: number };
}

/** Or what is wrong with it. */
function checked({ values, positionals }: ReturnType<typeof readArguments>): Asking | string {
  const { out, purpose = '', content, exercise = false } = values;
  if (values.record !== undefined && values.data !== undefined) return 'name --data or --record, not both.';
  const [record, other] = values.record === undefined ? recordsIn(values.data ?? 'data') : [values.record];
  if (record === undefined || !existsSync(record))
    return 'there is no such record: name one with --data or --record.';
  if (other !== undefined) return 'there are several records: name one with --record.';
  if (out === undefined) return 'name the file with --out.';
  if (purpose.trim() === '') return 'say why with --purpose.';
  const isExercise = exercise || path.basename(path.resolve(record)).startsWith('demonstration-');
  const common = { record: path.resolve(record), out: path.resolve(out), purpose, isExercise };
  if (values.originals) {
    const [fromMs, untilMs] = [values.from, values.until].map((time) => Date.parse(time ?? '')) as [
      number,
      number,
    ];
    if (!(fromMs < untilMs)) return 'give --from and --until, as 2026-07-01T05:00:00Z.';
    if (positionals.length > 0) return '--originals takes no question.';
    const { feed } = values;
    return { ...common, format: 'nmea', originals: { fromMs, untilMs, ...(feed !== undefined && { feed }) } };
  }
  const format = EXPORT_FORMATS.find((one) => one === values.format);
  if (format === undefined) return `name a --format: ${EXPORT_FORMATS.join(', ')}.`;
  const which = EXPORT_CONTENTS.find((one) => one === content);
  if (content !== undefined && which === undefined) return `--content is ${EXPORT_CONTENTS.join(' or ')}.`;
  if (positionals.length !== 1) return 'give one question as JSON.';
  const question = checkedQuestion(positionals[0]!);
  if (typeof question === 'string') return question;
  return { ...common, format, question: question as Question, ...(which && { content: which }) };
}

/** Its name says it, too. */
function placed(out: string, isSynthetic: boolean): string {
  const name = path.basename(out);
  return isSynthetic && !name.startsWith(SYNTHETIC)
    ? path.join(path.dirname(out), `${SYNTHETIC}-${name}`)
    : out;
}

interface Made {
  readonly file: string;
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
}

async function takeAnswer({
  record,
  out,
  purpose,
  isExercise,
  format,
  content,
  question,
}: Asking): Promise<Made> {
  const name = `command-${process.pid}`;
  const engine = await Engine.open({ record, name, lines: 2, threads: 2 });
  try {
    const past = await new Sources(record, engine.lines[0]!).past();
    const asked: Asked = { line: engine.lines[1]!, past, tell: () => {} };
    const params: ExportParams = {
      ...{ question: question!, askedFor: purpose, answer: await answerOf(asked, question!), format },
      ...(content && { content }),
      sights: 'whole',
      about: {
        ...{ site: '', version: productVersion(), by: 'at the machine', purpose },
        madeMs: systemClock.nowMs(),
      },
      isExercise,
    };
    const folder = path.join(record, 'query', name);
    const { json } = await exporting({ record, folder })(asked, params);
    const { file, rows, bytes, sha256, isSynthetic, missing } = JSON.parse(json) as ExportReply;
    for (const one of missing) process.stderr.write(`watchfloor export: ${one} could not be read\n`);
    if (params.answer.isCut)
      process.stderr.write('watchfloor export: there is more than is answered: ask for less.\n');
    const to = placed(out, isSynthetic);
    copyFileSync(file, to, constants.COPYFILE_EXCL);
    return { file: to, rows, bytes, sha256 };
  } finally {
    engine.close();
  }
}

async function answerOf(asked: Asked, question: Question): Promise<Answer> {
  if (question.ask === 'alerts') {
    const told = JSON.parse((await answerTold(asked, question)).json) as ToldReply;
    return alertsAnswer(
      told.alerts.map((one) => JSON.parse(one) as Alert),
      told,
      0,
    );
  }
  const { json } = await answerQuestion(asked, { question, sights: 'whole' });
  return JSON.parse(json) as Answer;
}

async function takeOriginals(
  { record, out, isExercise }: Asking,
  { feed, fromMs, untilMs }: NonNullable<Asking['originals']>,
): Promise<Made> {
  const work = path.join(record, 'query', `command-${process.pid}`);
  const to = placed(out, isExercise);
  mkdirSync(work, { recursive: true });
  try {
    let rows = 0;
    const frames = recordedFrames(record, { fromMs, untilMs: untilMs - 1 }, work);
    const { bytes, sha256 } = await writtenLater(to, async (sink) => {
      ({ lines: rows } = await writeOriginals(sink, frames, {
        isExercise,
        ...(feed !== undefined && { feed }),
      }));
    });
    return { file: to, rows, bytes, sha256 };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') rmSync(to, { force: true });
    throw error;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
