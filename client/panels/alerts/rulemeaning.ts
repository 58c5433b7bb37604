/** What the path of a rule means: a row of a table of thresholds, or a rule of a zone. */
import { thresholdAt } from '../../../proto/domain/alert/thresholds/alltables.ts';

export type RuleMeaning =
  | { readonly type: 'threshold'; readonly text: string; readonly source: string }
  | { readonly type: 'zone'; readonly zoneId: string; readonly number: number };

/** @param rule `<table>.<member>`, or `zone/<id>/<number>` */
export function ruleMeaning(rule: string): RuleMeaning | undefined {
  const [head, zoneId, number] = rule.split('/');
  if (head === 'zone' && zoneId !== undefined) return { type: 'zone', zoneId, number: Number(number ?? 0) };
  const row = thresholdAt(rule);
  return row === undefined ? undefined : { type: 'threshold', text: row.text, source: row.source };
}
