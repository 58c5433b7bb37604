/** A rule's sentence, for whoever was refused by it. */
import { ALERT_RULES } from './alertrules.table.ts';
import {
  ASKER_RULES,
  AUDIT_RULES,
  CHANGE_RULES,
  FEED_RULES,
  LESSENING,
  RECORD_RULES,
} from './rules.table.ts';

const TEXTS: ReadonlyMap<string, string> = new Map([
  ...[ASKER_RULES, FEED_RULES, RECORD_RULES, ALERT_RULES, CHANGE_RULES, AUDIT_RULES].flatMap((table) =>
    table.map(({ name, text }) => [name, text] as const),
  ),
  ...Object.entries(LESSENING),
]);

/** @param rule of a `Decision`; a name that no table has is its own text */
export const ruleText = (rule: string): string => TEXTS.get(rule) ?? rule;
