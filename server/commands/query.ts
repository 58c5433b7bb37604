/** `watchfloor query`: the archive, asked by those at the machine itself. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Answer } from '../../proto/domain/record/questions.ts';
import { systemClock } from '../clock.ts';
import { Engine } from '../record/query/engine.ts';
import { faultOf, QueryFault } from '../record/query/fault.ts';
import { answerQuestion } from '../record/query/question.ts';
import { Sources } from '../record/query/sources.ts';
import { plain, readingSql } from '../record/query/sqlanswer.ts';
import { answerTold, type ToldReply } from '../record/query/told.ts';
import { type AskedQuestion, checkedQuestion, recordsIn } from './asking.ts';
import { type Command, EXIT, type ExitCode, usage, writeOut } from './command.ts';

const CHUNK = 500;

export const query: Command = {
  name: 'query',
  summary: 'ask the archive: a question, or SQL that only reads',
  help: `watchfloor query [--data DIR | --record DIR] QUESTION
watchfloor query [--data DIR | --record DIR] --sql 'SELECT …'

Reads the archive and what the log has beyond it, that of a running server too, and changes nothing. For people at the
machine itself: it asks no policy; who may not see the files cannot read them.
  QUESTION   as JSON, in the words of docs/questions.md, times as UTC epoch milliseconds:
             '{"ask":"vessel","words":"adria star","fromMs":1782864000000,"untilMs":1782950400000}'
             a JSON object for each row (or cell) on stdout
  --sql      one SELECT; points, identities, ends, told, happened and frames are there (their columns: docs/record.md)
  --data     the server's data folder (./data); with more than one record in it, name one:
  --record   the record's folder itself
  --memory   mebibytes that it may use (1024)
Files that could not be read are named on stderr, and the rest answers. Exit 0 when it was answered, 1 when it was not,
2 for wrong usage.
`,
  async run(args) {
    let parsed: ReturnType<typeof readArguments>;
    try {
      parsed = readArguments(args);
    } catch (error) {
      return usage('query', messageOf(error));
    }
    const { values, positionals } = parsed;
    const { sql, data, memory = '1024' } = values;
    const [question, ...more] = positionals;
    if (more.length > 0 || (sql === undefined) === (question === undefined))
      return usage('query', 'give one question as JSON, or --sql and a SELECT.');
    if (values.record !== undefined && data !== undefined)
      return usage('query', 'name --data or --record, not both.');
    if (!/^\d{2,6}$/.test(memory)) return usage('query', `“${memory}” is no number of mebibytes.`);
    const found = values.record === undefined ? recordsIn(data ?? 'data') : [values.record];
    const [record, other] = found;
    if (record === undefined || !existsSync(record)) {
      process.stderr.write(`watchfloor query: nothing was recorded in ${values.record ?? data ?? 'data'}.\n`);
      return EXIT.nothingUsable;
    }
    if (other !== undefined)
      return usage('query', `there are several records: name one with --record (${found.join(', ')}).`);
    const checked = question === undefined ? undefined : checkedQuestion(question);
    if (typeof checked === 'string') return usage('query', checked);
    return run(path.resolve(record), Number(memory), sql, checked);
  },
};

async function run(
  record: string,
  memoryMb: number,
  sql: string | undefined,
  question: AskedQuestion | undefined,
): Promise<ExitCode> {
  const beganMs = systemClock.monotonicMs();
  const engine = await Engine.open({
    record,
    name: `command-${process.pid}`,
    lines: 2,
    memoryMb,
    threads: 2,
  });
  const [own, line] = engine.lines;
  try {
    const past = await new Sources(record, own!).past();
    const asked = { line: line!, past, tell: () => {} };
    let rows = 0;
    const write = async (some: readonly object[]): Promise<void> => {
      for (let i = 0; i < some.length; i += CHUNK) {
        const lines = some.slice(i, i + CHUNK).map((row) => `${JSON.stringify(row)}\n`);
        if (!(await writeOut(lines.join('')))) throw new QueryFault('cancelled');
      }
      rows += some.length;
    };
    if (sql !== undefined) {
      for await (const some of line!.objects(await readingSql(line!, past, sql)))
        await write(some.map(plain));
    } else if (question?.ask === 'alerts') {
      const { json } = await answerTold(asked, question);
      await write((JSON.parse(json) as ToldReply).alerts.map((one) => JSON.parse(one) as object));
    } else {
      const { json } = await answerQuestion(asked, { question, sights: 'whole' });
      const answer = JSON.parse(json) as Answer;
      await write(answer.cells ?? answer.rows);
      if (answer.isCut)
        process.stderr.write('watchfloor query: there is more than is answered: ask for less.\n');
    }
    for (const file of past.missing) process.stderr.write(`watchfloor query: ${file} could not be read\n`);
    const tookMs = Math.round(systemClock.monotonicMs() - beganMs);
    process.stderr.write(`${rows} rows in ${tookMs} ms\n`);
    return EXIT.ok;
  } catch (error) {
    process.stderr.write(`watchfloor query: ${faultOf(error).message}\n`);
    return EXIT.nothingUsable;
  } finally {
    engine.close();
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const readArguments = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    options: {
      data: { type: 'string' },
      record: { type: 'string' },
      sql: { type: 'string' },
      memory: { type: 'string' },
    },
    allowPositionals: true,
  });
