/** Past alerts as somebody may see them, some at a time: whoever watches does not wait for a month of them. */
import type { Alert } from '../../../proto/domain/alert/alert.ts';
import type { Asker } from '../../access/asker.ts';
import type { AlertViews } from '../alertviews.ts';
import { keptAlert } from '../keptalert.ts';

/** Read and decided about in a hundredth of a second on a busy machine. */
const TOGETHER = 20;

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** @param told each an `Alert` as JSON @param viewsAt how it is decided about what was raised at a time; undefined: not at all */
export async function seenAlerts(
  asker: Asker,
  told: readonly Uint8Array[],
  viewsAt: (atMs: number) => Pick<AlertViews, 'shown'> | undefined,
): Promise<readonly Alert[]> {
  const seen: Alert[] = [];
  for (const [i, json] of told.entries()) {
    if (i % TOGETHER === TOGETHER - 1) await turn();
    const alert = keptAlert(Buffer.from(json).toString());
    const shown = alert && viewsAt(alert.raisedMs)?.shown(asker, alert);
    if (shown) seen.push(shown);
  }
  return seen;
}

/** The JSON of an object with these fields and a long list, written some at a time. */
export async function jsonWithRows(fields: object, name: string, rows: readonly unknown[]): Promise<string> {
  const parts: string[] = [];
  for (let i = 0; i < rows.length; i += TOGETHER) {
    if (i > 0) await turn();
    parts.push(JSON.stringify(rows.slice(i, i + TOGETHER)).slice(1, -1));
  }
  const head = JSON.stringify(fields).slice(0, -1);
  return `${head}${head === '{' ? '' : ','}${JSON.stringify(name)}:[${parts.join(',')}]}`;
}
