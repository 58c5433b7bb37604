/** `watchfloor detect --from-record`: a range of the record once more, as a replay runs it again. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { LONGEST_AGAIN_MS, runAgain, WARM_UP_MS } from '../offline/again.ts';
import { AlertLines, trackLines } from '../offline/againlines.ts';
import { EXIT, type ExitCode, usage, writeOut } from './command.ts';

export interface AgainArguments {
  readonly record: string;
  readonly from: string | undefined;
  readonly until: string | undefined;
  readonly tracks: boolean;
}

/** UTC epoch milliseconds, or a time as ISO 8601 writes it. */
function timeOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const ms = /^\d{10,}$/.test(text) ? Number(text) : Date.parse(text);
  return Number.isFinite(ms) ? ms : undefined;
}

export async function detectAgain({ record, from, until, tracks }: AgainArguments): Promise<ExitCode> {
  const fromMs = timeOf(from);
  const untilMs = timeOf(until);
  if (fromMs === undefined || untilMs === undefined || untilMs <= fromMs)
    return usage('detect', '--from-record needs --from and a later --until, as 2026-07-01T05:00:00Z.');
  if (untilMs - fromMs > LONGEST_AGAIN_MS)
    return usage('detect', `at most ${LONGEST_AGAIN_MS / 3_600_000} hours can be run again at once.`);
  const work = mkdtempSync(path.join(tmpdir(), 'watchfloor-again-'));
  const alerts = new AlertLines();
  let text = '';
  try {
    const summary = await runAgain({
      ...{ record: path.resolve(record), fromMs, untilMs, work },
      kept(_of, what, knownMs) {
        if (tracks) for (const line of trackLines(what, knownMs)) text += line;
      },
      happened: (happening) => alerts.take(happening),
    });
    if (await writeOut(text + alerts.lines().join('')))
      process.stderr.write(
        `${JSON.stringify({ ...summary, warmUpMs: WARM_UP_MS, alerts: alerts.all().length })}\n`,
      );
    return summary.frames > summary.unread ? EXIT.ok : EXIT.nothingUsable;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
