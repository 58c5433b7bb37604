/** What the path of a rule means: a row of a table of thresholds, a rule of a zone, or what the catalogue says of it. */
import { thresholdAt } from '../../../proto/domain/alert/thresholds/alltables.ts';
import { type Words, wordFor } from '../../messages/words.ts';

export type RuleMeaning =
  | { readonly type: 'threshold'; readonly text: string; readonly source: string }
  | { readonly type: 'zone'; readonly zoneId: string; readonly number: number }
  | { readonly type: 'said'; readonly text: string };

/** @param rule `<table>.<member>`, `zone/<id>/<number>`, or `<who decides>/…`: `alerts.rule.<who>` in the catalogue */
export function ruleMeaning(t: Words, rule: string): RuleMeaning | undefined {
  const [head = '', second = '', number] = rule.split('/');
  if (head === 'zone' && second !== '') return { type: 'zone', zoneId: second, number: Number(number ?? 0) };
  const row = thresholdAt(rule);
  if (row !== undefined) return { type: 'threshold', text: row.text, source: row.source };
  const text = wordFor(t, `alerts.rule.${head}.${second}`) ?? wordFor(t, `alerts.rule.${head}`);
  return text === undefined ? undefined : { type: 'said', text };
}
