/** What is due by time alone, found in turns: so much is looked at in one, and the next goes on from there. */
import type { RecordKind, Version } from '../../proto/domain/operations/record.ts';
import type { EpochMs } from '../../proto/domain/units.ts';
import type { AnyKindRules, KindRules, RecordsView } from './kind.ts';

const LOOKED_AT = 10_000;
const EVENTS = 100;

export interface Due {
  readonly rules: KindRules<RecordKind>;
  readonly version: Version;
  readonly event: string;
}

export class DueByTime {
  readonly #timed: readonly KindRules<RecordKind>[];
  /** Where the last turn stopped, counted through the lists of all kinds. */
  #at = 0;

  constructor(rules: readonly AnyKindRules[]) {
    this.#timed = rules.filter(({ due }) => due !== undefined) as unknown as readonly KindRules<RecordKind>[];
  }

  /** At most 100 events of 10,000 things looked at. */
  next(records: RecordsView, nowMs: EpochMs): readonly Due[] {
    const lists = this.#timed.map((rules) => ({ rules, list: records.list(rules.kind) }));
    const total = lists.reduce((sum, { list }) => sum + list.length, 0);
    const found: Due[] = [];
    let [kind, index] = placeOf(this.#at < total ? this.#at : 0, lists);
    for (let looked = 0; looked < Math.min(total, LOOKED_AT) && found.length < EVENTS; looked += 1) {
      while (index >= lists[kind]!.list.length) {
        kind = (kind + 1) % lists.length;
        index = 0;
      }
      const { rules, list } = lists[kind]!;
      const version = list[index++]!;
      const event = rules.due?.(version, nowMs);
      if (event !== undefined) found.push({ rules, version, event });
    }
    this.#at = lists.slice(0, kind).reduce((sum, { list }) => sum + list.length, index);
    return found;
  }
}

function placeOf(
  at: number,
  lists: readonly { readonly list: readonly unknown[] }[],
): [kind: number, index: number] {
  let index = at;
  let kind = 0;
  for (; kind < lists.length - 1 && index >= lists[kind]!.list.length; kind += 1)
    index -= lists[kind]!.list.length;
  return [kind, index];
}
