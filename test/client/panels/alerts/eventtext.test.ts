import { expect, test } from 'vitest';
import { en } from '../../../../client/messages/en.table.ts';
import { say, startWords } from '../../../../client/messages/words.ts';
import { eventText } from '../../../../client/panels/alerts/eventtext.ts';

startWords();
const nameOf = (id: string): string | undefined => (id === '1-a7' ? 'MARA LUNE entered Bay' : undefined);

test('a line of history says words, and what people wrote as they wrote it', () => {
  expect(eventText(say, { what: 'judge', text: 'notUseful' }, nameOf)).toBe(en['alerts.verdict.notUseful']);
  expect(eventText(say, { what: 'retracted', text: 'feedOutage' }, nameOf)).toBe(en['retraction.feedOutage']);
  expect(eventText(say, { what: 'join', text: '1-a7' }, nameOf)).toBe('MARA LUNE entered Bay');
  expect(eventText(say, { what: 'join', text: '1-a8' }, nameOf)).toBeUndefined();
  expect(eventText(say, { what: 'comment', text: 'true' }, nameOf)).toBe('true');
  expect(eventText(say, { what: 'claim' }, nameOf)).toBeUndefined();
});
