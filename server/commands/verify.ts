/** `watchfloor verify`: nobody changed what the audit log or the archive says, or where somebody did. */
import { closeSync, existsSync, openSync, readdirSync, readSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Checked, checkDatabase, checkExported } from '../operations/audit/check.ts';
import { DatabaseError } from '../operations/database.ts';
import { type Command, EXIT, type ExitCode, usage } from './command.ts';
import { verifyArchives } from './verifyarchive.ts';
import { verifyPacks } from './verifypack.ts';

/** Every SQLite file begins with it (file format, section 1.3). */
const SQLITE_MAGIC = 'SQLite format 3\0';

/** The databases of the operations in a data folder, one a nature. */
const databasesIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => /operations\.sqlite$/.test(name))
        .sort()
        .map((name) => path.join(folder, name))
    : [];

function isDatabase(file: string): boolean {
  const begin = Buffer.alloc(SQLITE_MAGIC.length);
  const fd = openSync(file, 'r');
  try {
    readSync(fd, begin, 0, begin.length, 0);
  } finally {
    closeSync(fd);
  }
  return begin.toString('latin1') === SQLITE_MAGIC;
}

/** A JSON line on stdout, a sentence on stderr. */
async function check(file: string, key: string | undefined): Promise<ExitCode> {
  let result: Checked;
  try {
    result = isDatabase(file) ? checkDatabase(file) : await checkExported(file);
  } catch (error) {
    const why =
      error instanceof DatabaseError ? error.message : `${file} cannot be read: ${messageOf(error)}.`;
    process.stderr.write(`watchfloor verify: ${why}\n`);
    return EXIT.nothingUsable;
  }
  const otherKey = key !== undefined && key !== result.fingerprint;
  const intact = result.broken === undefined && !otherKey;
  process.stdout.write(`${JSON.stringify({ file, intact, ...result })}\n`);
  process.stderr.write(`${file}: ${otherKey ? `signed with another key than ${key}` : sentence(result)}\n`);
  return intact ? EXIT.ok : EXIT.nothingUsable;
}

function sentence({ records, checkpoints, broken }: Checked): string {
  if (broken === undefined)
    return `${records} records and ${checkpoints} checkpoints, all as they were written`;
  const { seq, untilSeq, what } = broken;
  const where = untilSeq !== undefined && untilSeq > seq ? `records ${seq} to ${untilSeq}` : `record ${seq}`;
  return `BROKEN at ${where}: ${what}`;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export const verify: Command = {
  name: 'verify',
  summary: 'check that nobody changed the audit log, the archive or an evidence pack',
  help: `watchfloor verify audit [--key FINGERPRINT] [--data DIR | FILE]

Follows the audit log from its first record: every hash, every checkpoint's signature, and where it ends. It reads the
databases of a data folder (./data; that of a running server too), one database, or a file that was exported, and
writes a JSON object for each: {"file","intact","records","checkpoints","fingerprint","broken":{"seq","what"}}; "broken" is the
first record that was changed, removed, added or moved ("untilSeq": one of those up to it), and where nothing is broken
it is not there.
  --key   the fingerprint of the key as it was noted elsewhere: another one is a fault

watchfloor verify archive [--key FINGERPRINT] [DIR|FILE …]

Reads every file of the archive (hash, rows, times, columns), the lists of files with their signatures and their chain,
the chains of holds and corrections, and the check sums of the log. DIR is a folder of data (./data) or a record in it;
FILE is one file of an archive. Writes a JSON object for each: {"record","intact","files","rows","bytes","segments",
"entries","versions","fingerprint","damages":[{"path","what"}]}. It may run beside the server.

watchfloor verify [--key FINGERPRINT] PACK.zip …

Compares every file of an evidence pack with its hash, the hashes with the signature, and finds what was added, taken away
or changed. Writes a JSON object for each: {"file","intact","files","bytes","made","by","site","fingerprint","damages":
[{"path","what"}]}. Without --key it says who signed it, not whether that is the site's key.
Exit 0 when all is as it was written, 1 when it is not or could not be read, 2 for wrong usage.
`,
  async run(args) {
    let parsed: ReturnType<typeof readArguments>;
    try {
      parsed = readArguments(args);
    } catch (error) {
      return usage('verify', messageOf(error));
    }
    const [what, file, ...more] = parsed.positionals;
    const { data, key } = parsed.values;
    if (what === 'archive')
      return verifyArchives(file === undefined ? [data ?? 'data'] : [file, ...more], key);
    if (what !== undefined && /\.zip$/i.test(what)) return verifyPacks(parsed.positionals, key);
    if (what !== 'audit' || more.length > 0)
      return usage(
        'verify',
        'it checks "audit", of one folder or file, "archive", or evidence packs (.zip).',
      );
    if (file !== undefined && data !== undefined)
      return usage('verify', 'name --data DIR or a FILE, not both.');
    const files = file === undefined ? databasesIn(data ?? 'data') : [file];
    if (files.length === 0) {
      process.stderr.write(
        `watchfloor verify: there is no database of the operations in ${data ?? 'data'}. Name its folder with --data DIR.\n`,
      );
      return EXIT.nothingUsable;
    }
    let exit: ExitCode = EXIT.ok;
    for (const one of files) if ((await check(one, key)) !== EXIT.ok) exit = EXIT.nothingUsable;
    return exit;
  },
};

const readArguments = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    options: { data: { type: 'string' }, key: { type: 'string' } },
    allowPositionals: true,
  });
