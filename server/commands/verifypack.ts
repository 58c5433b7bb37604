/** `watchfloor verify PACK.zip`: an evidence pack is what was signed, or what of it is not. */
import { checkPack, type PackChecked } from '../exports/evidence/checkpack.ts';
import { EXIT, type ExitCode } from './command.ts';

/** A JSON line each on stdout, sentences on stderr. */
export async function verifyPacks(files: readonly string[], key: string | undefined): Promise<ExitCode> {
  let exit: ExitCode = EXIT.ok;
  for (const file of files) {
    let result: PackChecked;
    try {
      result = await checkPack(file);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      process.stderr.write(`watchfloor verify: ${file} cannot be read: ${why}.\n`);
      exit = EXIT.nothingUsable;
      continue;
    }
    const otherKey = key !== undefined && key !== result.fingerprint;
    const intact = result.damages.length === 0 && !otherKey;
    process.stdout.write(`${JSON.stringify({ file, intact, ...result })}\n`);
    for (const { path, what } of result.damages)
      process.stderr.write(`DAMAGED ${path === '' ? file : path}: ${what}\n`);
    if (otherKey) process.stderr.write(`${file}: signed with another key than ${key}\n`);
    process.stderr.write(`${file}: ${intact ? sentence(result, key) : 'NOT what was signed'}\n`);
    if (!intact) exit = EXIT.nothingUsable;
  }
  return exit;
}

const sentence = ({ files, made, by, site, fingerprint }: PackChecked, key: string | undefined): string =>
  [
    `${files} files as ${by} made them at ${made}${site === '' ? '' : ` (${site})`}`,
    key === undefined
      ? `signed by ${fingerprint}: ask the site whether that is its key`
      : 'signed by the key named',
  ].join(', ');
